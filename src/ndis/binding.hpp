/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux binding: what an interface asks, and what the driver is told of it.
 */
#pragma once

#include "stack.hpp"

namespace ww {

/*
 * Makes the stack that of its adapter, and its interface. 0 or a negative errno; then there is no interface.
 * PASSIVE_LEVEL.
 */
s32 binding_open(Stack &stack);

} /* namespace ww */
