/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WW_COLD: for functions that are rarely called, mostly reports. They are kept out of line.
 */
#pragma once

/* gcc leaves cold functions unaligned, and the function tracer of arm64 needs them aligned. */
#if defined(__aarch64__) && !defined(__clang__)
#define WW_COLD [[gnu::noinline]]
#else
#define WW_COLD [[gnu::cold, gnu::noinline]]
#endif
