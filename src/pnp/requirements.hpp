/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The requirements of a device, which its drivers may change before it starts: IRP_MN_FILTER_RESOURCE_REQUIREMENTS.
 *
 * The list has the ranges, which stay as they are, then a descriptor for the messages or one for each, and then the line:
 * as an alternative, if there are messages. What the drivers leave of the interrupts decides which the device gets.
 */
#pragma once

#include "node.hpp"

namespace ww {

/*
 * Asks the stack of a node that has its ranges, and assigns its interrupts. Returns the status of
 * Bus::assign_interrupts(). PASSIVE_LEVEL.
 */
NTSTATUS requirements_settle(Node &node);

} /* namespace ww */
