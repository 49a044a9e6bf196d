/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <intrin.h>: functions that Microsoft's compiler has built in and drivers use.
 */
#include "winwork/base/intrinsics.h"
#include "winwork/ex/interlocked.h"
#include "winwork/ex/interlocked_bytes.h"
#include "winwork/ke/registers.h"
