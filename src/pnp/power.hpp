/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The power of devices. Linux puts the machine to sleep and wakes it, and the drivers of each node are
 * told by power IRPs:
 *
 *	Linux					the stack gets
 *	is about to sleep			QUERY_POWER for S3, S4 in a hibernation
 *	a driver has refused			SET_POWER for S0, if it was asked
 *	puts the node's device to sleep		SET_POWER for S3, S4
 *	wakes it				SET_POWER for S0
 *	reboots or powers off			SET_POWER for S5
 *
 * The function driver asks for the IRPs that change the power of its device.
 */
#pragma once

#include <wdm.h>

namespace ww {

struct Node;

/* The node is about to start: Linux knows it. False without memory. PASSIVE_LEVEL. */
bool power_enter(Node &node);
/* Its hardware goes. Does nothing the second time. PASSIVE_LEVEL. */
void power_leave(Node &node);

/*
 * STATUS_IO_TIMEOUT if the drivers do not answer. Then they are told S0 as soon as they do. The same if the start or the
 * removal of the device does not end; then they are told nothing.
 */
NTSTATUS node_set_power(Node &node, SYSTEM_POWER_STATE state, POWER_ACTION action);

} /* namespace ww */
