/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <emmintrin.h>: the intrinsics of SSE2 that need no vector register, such as _mm_pause(). Linux saves no
 * vector registers for a module.
 */
#include "winwork/base/intrinsics.h"
