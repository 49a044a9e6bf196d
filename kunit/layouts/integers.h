/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntintsafe.h>, <intsafe.h>: the limits of the integers. kunit/host/layouts compiles this.
 */
#include "check.h"
#include <ntintsafe.h>
#include <intsafe.h>

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

/* <intsafe.h> */
VALUE(INTSAFE_E_ARITHMETIC_OVERFLOW, 0x80070216);

/* <winwork/rtl/integer_limits.h> */
VALUE(LONGLONG_MIN, 0x8000000000000000ull);
VALUE(ULONGLONG_MAX, 0xffffffffffffffffull);
VALUE(BYTE_MAX, 0xff);
VALUE(SHORT_MIN, -32768);
VALUE(USHORT_MAX, 0xffff);
VALUE(WORD_MAX, 0xffff);
VALUE(DWORD_MAX, 0xffffffff);
VALUE(LONG64_MIN, 0x8000000000000000ull);
VALUE(ULONG64_MAX, 0xffffffffffffffffull);
VALUE(DWORD64_MAX, 0xffffffffffffffffull);
VALUE(DWORDLONG_MAX, 0xffffffffffffffffull);
VALUE(INT_PTR_MIN, 0x8000000000000000ull);
VALUE(INT_PTR_MAX, 0x7fffffffffffffffull);
VALUE(UINT_PTR_MAX, 0xffffffffffffffffull);
VALUE(LONG_PTR_MIN, 0x8000000000000000ull);
VALUE(LONG_PTR_MAX, 0x7fffffffffffffffull);
VALUE(ULONG_PTR_MAX, 0xffffffffffffffffull);
VALUE(DWORD_PTR_MAX, 0xffffffffffffffffull);
VALUE(PTRDIFF_T_MIN, 0x8000000000000000ull);
VALUE(PTRDIFF_T_MAX, 0x7fffffffffffffffull);
VALUE(SSIZE_T_MIN, 0x8000000000000000ull);
VALUE(SSIZE_T_MAX, 0x7fffffffffffffffull);
VALUE(INT8_ERROR, -1);
VALUE(SHORT_ERROR, -1);
VALUE(INT16_ERROR, -1);
VALUE(INT_ERROR, -1);
VALUE(INT32_ERROR, -1);
VALUE(LONG_ERROR, -1);
VALUE(LONGLONG_ERROR, -1);
VALUE(INT64_ERROR, -1);
VALUE(INT_PTR_ERROR, -1);
VALUE(LONG_PTR_ERROR, -1);
VALUE(PTRDIFF_T_ERROR, -1);
VALUE(SSIZE_T_ERROR, -1);
VALUE(UINT8_ERROR, 0xff);
VALUE(BYTE_ERROR, 0xff);
VALUE(UINT16_ERROR, 0xffff);
VALUE(WORD_ERROR, 0xffff);
VALUE(UINT_ERROR, 0xffffffff);
VALUE(UINT32_ERROR, 0xffffffff);
VALUE(DWORD_ERROR, 0xffffffff);
VALUE(ULONGLONG_ERROR, 0xffffffffffffffffull);
VALUE(ULONG64_ERROR, 0xffffffffffffffffull);
VALUE(UINT64_ERROR, 0xffffffffffffffffull);
VALUE(DWORDLONG_ERROR, 0xffffffffffffffffull);
VALUE(UINT_PTR_ERROR, 0xffffffffffffffffull);
VALUE(ULONG_PTR_ERROR, 0xffffffffffffffffull);
VALUE(DWORD_PTR_ERROR, 0xffffffffffffffffull);
VALUE(SIZE_T_ERROR, 0xffffffffffffffffull);
