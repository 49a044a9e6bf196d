/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <assert.h>: assert, which is NT_ASSERT in a checked build.
 *
 * In a free build, or with NDEBUG, it is nothing. On Windows: only NDEBUG counts, which projects of
 * drivers define in free builds; without it a driver does not link, since the kernel has no _assert.
 *
 * Page: assert.h of the C run-time library, assert.
 */
#include "winwork/debug.h"

/* As often as it is included, and as NDEBUG is set then. */
#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
#define assert(expression) ((void)WINWORK_ASSERT(expression, NULL))
#endif
