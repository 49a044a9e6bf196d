/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The requirements of a device, which its drivers may change before it starts: IRP_MN_FILTER_RESOURCE_REQUIREMENTS.
 *
 * The list has the ranges, which stay as they are, then a descriptor for the messages or one for each, and then the line:
 * as an alternative, if there are messages. What the drivers leave of it decides what the device gets: assignment.hpp.
 */
#pragma once

#include "linux/irq.h"
#include "node.hpp"

namespace ww {

/*
 * Asks the stack of a node that has its ranges, and assigns what the drivers have left. Returns the status of
 * assignment_make(). PASSIVE_LEVEL.
 */
NTSTATUS requirements_settle(Node &node);

/* Whether the sizes of a list, which may be a driver's, fit each other. */
bool requirements_fit(const IO_RESOURCE_REQUIREMENTS_LIST &list);

/* The bytes of a list with that many descriptors in all of its @lists, at least one. */
size_t requirements_bytes(u32 lists, u32 descriptors);

/* The one behind it. */
const IO_RESOURCE_LIST *requirements_next(const IO_RESOURCE_LIST &list);

/* The policy of the descriptor of an interrupt: an IRQ_DEVICE_POLICY, and the processors. */
struct RequirementPolicy {
	u32 policy;
	ww_irq_cpus processors;
};

/* IrqPolicyMachineDefault if the descriptor includes none. */
RequirementPolicy requirement_policy(const IO_RESOURCE_DESCRIPTOR &descriptor);
/* Includes it, unless the descriptor includes one. */
void requirement_set_policy(IO_RESOURCE_DESCRIPTOR &descriptor, const RequirementPolicy &policy,
			    IRQ_PRIORITY priority);

} /* namespace ww */
