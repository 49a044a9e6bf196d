/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What IoRegisterPlugPlayNotification registers: routines that are told of device interfaces, and of what happens to a
 * device that their driver has open.
 *
 * A worker tells of interfaces and of the events that a driver reports for its device, one after the other, in the
 * order in which they came about. The thread that removes a device asks, and tells, of the removal; a routine that was
 * registered too late for that thread is told by the worker.
 */
#pragma once

#include <wdm.h>

namespace ww {

/*
 * An interface of the class has been enabled or disabled. @link is the name of its link. Under the turn of the
 * interfaces, which makes the order.
 */
void notify_interface(const GUID &guid, const char *link, bool arrives);

/*
 * The routines of the device with this PDO, for the thread that changes its node. The first returns the status of the
 * routine that refuses the removal. The second is for those that were asked. After the third they are told of nothing
 * more. PASSIVE_LEVEL.
 */
NTSTATUS notify_query_removal(PDEVICE_OBJECT pdo);
void notify_cancel_removal(PDEVICE_OBJECT pdo);
void notify_removed(PDEVICE_OBJECT pdo);

void notifications_init();

} /* namespace ww */
