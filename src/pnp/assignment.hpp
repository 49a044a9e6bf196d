/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a list of requirements gives a device: see requirements.hpp. Its lists are alternatives, and the first one that
 * can be had counts. In a list
 *
 *	a range			is one that the device has, with that length, at an address that the descriptor allows;
 *				an alternative counts if none before it does. The device gets the others no more
 *	device-private data	becomes a resource of the same place
 *	messages		are all that no alternative names; or only one, if the machine has no more
 *	a line			is the device's. If it comes before the messages, they are not tried
 *
 * A list with anything else cannot be had. One without interrupts gives none.
 */
#pragma once

#include "node.hpp"

namespace ww {

/*
 * Assigns what @list says, which fits; null: nothing. @choice is what the node can have. Returns
 * STATUS_CONFLICTING_ADDRESSES if no list can be had, and STATUS_INSUFFICIENT_RESOURCES. PASSIVE_LEVEL.
 */
NTSTATUS assignment_make(Node &node, const IO_RESOURCE_REQUIREMENTS_LIST *list, const InterruptChoice &choice);

} /* namespace ww */
