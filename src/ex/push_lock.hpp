/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Push locks, for those who have names of their own for them.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"

namespace ww {

enum class Ownership { exclusive, shared };

/* Waits for it. Nothing but a report above APC_LEVEL. */
void push_lock_acquire(CallSite call, EX_PUSH_LOCK *lock, Ownership ownership);

/* One that is owned in the other way, or not at all, is reported and stays as it is. */
void push_lock_release(CallSite call, EX_PUSH_LOCK *lock, Ownership ownership);

/* How it is owned; shared, too, if nobody owns it. */
Ownership push_lock_ownership(const EX_PUSH_LOCK *lock);

} /* namespace ww */
