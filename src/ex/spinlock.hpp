/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_SPIN_LOCK, for functions of other families, which name themselves in reports.
 */
#pragma once

#include "ke/spinlock.hpp"
#include "linux/ex_spinlock.h"

namespace ww {

/*
 * Acquires the lock at DISPATCH_LEVEL, and leaves the report to the caller: acquired(). With @in_place the
 * caller has not raised the level for it.
 */
ww_spin ex_spin_lock_acquire(PEX_SPIN_LOCK lock, ww_ex_spin how, bool in_place);

/* Releases the lock, and lowers the level to @level. */
void ex_spin_lock_release(CallSite call, PEX_SPIN_LOCK lock, ww_ex_spin how, KIRQL level);

} /* namespace ww */
