/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <xmmintrin.h>: the intrinsics of SSE that need no vector register, such as _mm_pause(). Linux saves no
 * vector registers for a module.
 */
#include "winwork/base/intrinsics.h"
