/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <assert.h>: the macro assert, which is the same as NT_ASSERT in a checked build.
 *
 * In a free build, or with NDEBUG, the macro does nothing. On Windows: only NDEBUG matters, which
 * drivers define for free builds. Without it a driver does not link, since the kernel has no
 * _assert.
 *
 * Page: assert.h of the C run-time library, assert.
 */
#include "winwork/rtl/debug.h"

/* No guard: each include defines assert again, according to NDEBUG at that place. */
#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression) ((void)WINWORK_ASSERT(expression, NULL))
#endif
