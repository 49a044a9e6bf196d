/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <intrin.h>: what Microsoft's compiler has built in, as far as drivers use it.
 */
#include "winwork/interlocked.h"
#include "winwork/intrinsics.h"
