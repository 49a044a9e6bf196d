/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Push locks, for families that offer them under their own names.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"

namespace ww {

enum class Ownership { exclusive, shared };

/* Waits until the caller owns the lock. Above APC_LEVEL only reports @call. */
void push_lock_acquire(CallSite call, EX_PUSH_LOCK *lock, Ownership ownership);

/*
 * Releases the lock. Reports @call and changes nothing if the lock is not owned in that mode, or
 * above APC_LEVEL.
 */
void push_lock_release(CallSite call, EX_PUSH_LOCK *lock, Ownership ownership);

/* Returns how the lock is owned; shared if it has no owner. */
Ownership push_lock_ownership(const EX_PUSH_LOCK *lock);

} /* namespace ww */
