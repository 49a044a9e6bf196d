/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waits that go on when their program is killed. The log names those that take as long as a cancelled
 * request may.
 */
#pragma once

#include "call_site.hpp"
#include "types.hpp"

namespace ww {

/* Prints that the current thread's program was killed @seconds ago, and that @call still waits. */
void killed_wait_describe(const CallSite &call, u32 seconds);

/* ww_address_wait() for @call. */
void address_wait(const CallSite &call, const void *address, bool (*condition)(void *argument), void *argument);

} /* namespace ww */
