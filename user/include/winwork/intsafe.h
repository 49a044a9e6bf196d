/* SPDX-License-Identifier: MIT */
/* <intsafe.h>: sums, differences and products that do not overflow. After an overflow the result has all bits set. */
#ifndef WINWORK_USER_INTSAFE_H
#define WINWORK_USER_INTSAFE_H

#include "winerror.h"

#define INTSAFE_E_ARITHMETIC_OVERFLOW ((HRESULT)0x80070216)

#define WINWORK_USER_SAFE(name, type, operation)                                                   \
	static inline HRESULT name(type one, type other, type *result)                             \
	{                                                                                          \
		if (!__builtin_##operation##_overflow(one, other, result))                         \
			return S_OK;                                                               \
		*result = (type)-1;                                                                \
		return INTSAFE_E_ARITHMETIC_OVERFLOW;                                              \
	}
#define WINWORK_USER_SAFE_ALL(name, type)                                                          \
	WINWORK_USER_SAFE(name##Add, type, add)                                                    \
	WINWORK_USER_SAFE(name##Sub, type, sub)                                                    \
	WINWORK_USER_SAFE(name##Mult, type, mul)

WINWORK_USER_SAFE_ALL(UShort, USHORT)
WINWORK_USER_SAFE_ALL(UInt, UINT)
WINWORK_USER_SAFE_ALL(ULong, ULONG)
WINWORK_USER_SAFE_ALL(DWord, DWORD)
WINWORK_USER_SAFE_ALL(ULongLong, ULONGLONG)
WINWORK_USER_SAFE_ALL(UIntPtr, UINT_PTR)
WINWORK_USER_SAFE_ALL(SizeT, SIZE_T)

/* The number in fewer bits. */
#define WINWORK_USER_NARROW(name, from, to)                                                        \
	static inline HRESULT name(from number, to *result)                                        \
	{                                                                                          \
		*result = (to)number;                                                              \
		if (*result == number)                                                             \
			return S_OK;                                                               \
		*result = (to)-1;                                                                  \
		return INTSAFE_E_ARITHMETIC_OVERFLOW;                                              \
	}
WINWORK_USER_NARROW(SizeTToULong, SIZE_T, ULONG)
WINWORK_USER_NARROW(SizeTToUInt, SIZE_T, UINT)
WINWORK_USER_NARROW(SizeTToDWord, SIZE_T, DWORD)
WINWORK_USER_NARROW(ULongLongToULong, ULONGLONG, ULONG)
WINWORK_USER_NARROW(ULongLongToUInt, ULONGLONG, UINT)
WINWORK_USER_NARROW(ULongToUShort, ULONG, USHORT)

#endif
