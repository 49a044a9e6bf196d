/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a bus driver says of its child.
 */
#pragma once

namespace ww {

struct Node;

/*
 * Fills in the identity of a node whose PDO is alone, by IRPs. False, if it has no device ID, or a character that
 * Windows does not allow in one. PASSIVE_LEVEL.
 */
bool child_identify(Node &node);

} /* namespace ww */
