/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls of a driver's routines that kCFI must not check. It compares types as the compiler writes
 * them, so it stops the kernel at a call that works on Windows.
 */
#pragma once

/* Before a function: it calls routines of any type. */
#define WW_CALLS_UNCHECKED
#ifdef __has_feature
#if __has_feature(kcfi)
#undef WW_CALLS_UNCHECKED
#define WW_CALLS_UNCHECKED __attribute__((no_sanitize("kcfi")))
#endif
#endif
