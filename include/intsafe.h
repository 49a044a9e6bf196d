/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <intsafe.h>: the functions of <ntintsafe.h> with other names and results, and the limits of types.
 *
 *	HRESULT <Type>Add(Augend, Addend, *Result)
 *	HRESULT <Type>Sub(Minuend, Subtrahend, *Result)
 *	HRESULT <Type>Mult(Multiplicand, Multiplier, *Result)
 *	HRESULT <Type>To<Type>(Operand, *Result)
 *
 * The functions return S_OK and store the result. If the result does not fit into its type, they
 * return INTSAFE_E_ARITHMETIC_OVERFLOW and store a value with all bits set. The IRQL may be any.
 *
 * Here: the header also has the conversions that cannot fail.
 *
 * Pages: intsafe.h, the names of the functions.
 */
#ifndef _INTSAFE_H_INCLUDED_
#define _INTSAFE_H_INCLUDED_

#include "limits.h"
#include "ntdef.h"
#include "stdint.h"
#include "winerror.h"

#define INTSAFE_E_ARITHMETIC_OVERFLOW ((HRESULT)0x80070216)

#ifndef LONGLONG_MAX
#define LONGLONG_MIN (-9223372036854775807ll - 1)
#define LONGLONG_MAX 9223372036854775807ll
#define ULONGLONG_MAX 0xffffffffffffffffull
#endif

#define BYTE_MAX 0xff
#define SHORT_MIN (-32768)
#define SHORT_MAX 32767
#define USHORT_MAX 0xffff
#define WORD_MAX USHORT_MAX
#define DWORD_MAX ULONG_MAX
#define LONG64_MIN LONGLONG_MIN
#define LONG64_MAX LONGLONG_MAX
#define ULONG64_MAX ULONGLONG_MAX
#define DWORD64_MAX ULONGLONG_MAX
#define DWORDLONG_MAX ULONGLONG_MAX
#define INT_PTR_MIN LONGLONG_MIN
#define INT_PTR_MAX LONGLONG_MAX
#define UINT_PTR_MAX ULONGLONG_MAX
#define LONG_PTR_MIN LONGLONG_MIN
#define LONG_PTR_MAX LONGLONG_MAX
#define ULONG_PTR_MAX ULONGLONG_MAX
#define DWORD_PTR_MAX ULONGLONG_MAX
#define PTRDIFF_T_MIN LONGLONG_MIN
#define PTRDIFF_T_MAX LONGLONG_MAX
#define SIZE_T_MAX ULONGLONG_MAX
#define SSIZE_T_MIN LONGLONG_MIN
#define SSIZE_T_MAX LONGLONG_MAX

/* What a function stores when the result does not fit. */
#define INT8_ERROR (-1)
#define SHORT_ERROR (-1)
#define INT16_ERROR (-1)
#define INT_ERROR (-1)
#define INT32_ERROR (-1)
#define LONG_ERROR (-1)
#define LONGLONG_ERROR (-1)
#define LONG64_ERROR (-1)
#define INT64_ERROR (-1)
#define INT_PTR_ERROR (-1)
#define LONG_PTR_ERROR (-1)
#define PTRDIFF_T_ERROR (-1)
#define SSIZE_T_ERROR (-1)
#define UINT8_ERROR UINT8_MAX
#define BYTE_ERROR BYTE_MAX
#define USHORT_ERROR USHORT_MAX
#define UINT16_ERROR UINT16_MAX
#define WORD_ERROR WORD_MAX
#define UINT_ERROR UINT_MAX
#define UINT32_ERROR UINT32_MAX
#define ULONG_ERROR ULONG_MAX
#define DWORD_ERROR DWORD_MAX
#define ULONGLONG_ERROR ULONGLONG_MAX
#define ULONG64_ERROR ULONG64_MAX
#define UINT64_ERROR UINT64_MAX
#define DWORDLONG_ERROR DWORDLONG_MAX
#define UINT_PTR_ERROR UINT_PTR_MAX
#define ULONG_PTR_ERROR ULONG_PTR_MAX
#define DWORD_PTR_ERROR DWORD_PTR_MAX
#define SIZE_T_ERROR SIZE_T_MAX

#define WINWORK_INTSAFE_NAME(name) name
#define WINWORK_INTSAFE_STATUS HRESULT
#define WINWORK_INTSAFE_SUCCESS S_OK
#define WINWORK_INTSAFE_OVERFLOW INTSAFE_E_ARITHMETIC_OVERFLOW
#include "winwork/rtl/intsafe.h"

/* Other spellings of three names. */
#define SIZETAdd SizeTAdd
#define SIZETSub SizeTSub
#define SIZETMult SizeTMult

#endif /* _INTSAFE_H_INCLUDED_ */
