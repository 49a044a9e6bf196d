/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What each PDO answers the PnP manager, be it the manager's or a bus driver's of the framework.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

using PnpParameters = decltype(IO_STACK_LOCATION::Parameters);

/* Pool that the sender of the IRP frees, zeroed. Null without memory. PASSIVE_LEVEL, as the next one. */
void *answer_allocate(size_t bytes);

/* IRP_MN_QUERY_DEVICE_RELATIONS: a PDO answers TargetDeviceRelation alone, by itself. */
NTSTATUS answer_relations(IRP &irp, const PnpParameters &parameters, PDEVICE_OBJECT pdo);

/* The structure of IRP_MN_QUERY_CAPABILITIES; null for one that is wrong. */
DEVICE_CAPABILITIES *capabilities_to_answer(const PnpParameters &parameters);

} /* namespace ww */
