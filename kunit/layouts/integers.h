/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntintsafe.h>: the limits of the integers. kunit/host/layouts compiles this.
 */
#include "check.h"
#include <ntintsafe.h>

VALUE(LONG_MAX, 2147483647);
VALUE(ULONG_MAX, 0xffffffff);
VALUE(INT_MAX, 2147483647);
VALUE(SHORT_MAX, 32767);
VALUE(LONGLONG_MAX, 9223372036854775807);
VALUE(LONG64_MAX, 9223372036854775807);
VALUE(SIZE_T_MAX, 0xffffffffffffffff);
VALUE(LONG64_ERROR, 0xffffffffffffffff);
VALUE(ULONG_ERROR, 0xffffffff);
VALUE(USHORT_ERROR, 0xffff);
