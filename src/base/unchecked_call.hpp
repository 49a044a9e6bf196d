/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WW_UNCHECKED_CALL: for a function that calls a driver's routine whose type differs, as Windows has
 * it, from that of the pointer to it. A kernel with kCFI would stop at the call.
 */
#pragma once

/* gcc has no kCFI, and its older versions no __has_feature either. */
#ifdef __has_feature
#if __has_feature(kcfi)
#define WW_UNCHECKED_CALL __attribute__((no_sanitize("kcfi")))
#endif
#endif
#ifndef WW_UNCHECKED_CALL
#define WW_UNCHECKED_CALL
#endif
