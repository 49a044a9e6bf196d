/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Connections: what IoConnectInterruptEx makes for a device. One is a routine with an interrupt, or with all
 * messages of the device, which have one lock.
 *
 * Its interrupts are objects: a driver's pointer to one is checked. A driver may disconnect late, when its device
 * has been released. So a connection that is left is disconnected then, and ends with the device.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"

namespace ww {

struct Node;

/* The hardware goes: reports and disconnects what is left, and nothing is connected any more. PASSIVE_LEVEL. */
void connections_revoke(Node &node);

/* The device goes: ends what is left. PASSIVE_LEVEL. */
void connections_end(Node &node);

void connections_init();

/* IoConnectInterruptEx and IoDisconnectInterruptEx, for functions that call them in a driver's name. PASSIVE_LEVEL. */
NTSTATUS interrupts_connect(CallSite call, IO_CONNECT_INTERRUPT_PARAMETERS &parameters);
void interrupts_disconnect(CallSite call, ULONG version, void *pointer);

} /* namespace ww */
