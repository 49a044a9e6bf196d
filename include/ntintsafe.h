/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntintsafe.h>: integer arithmetic and conversions that detect an overflow.
 *
 *	NTSTATUS Rtl<Type>Add(Augend, Addend, *Result)
 *	NTSTATUS Rtl<Type>Sub(Minuend, Subtrahend, *Result)
 *	NTSTATUS Rtl<Type>Mult(Multiplicand, Multiplier, *Result)
 *	NTSTATUS Rtl<Type>To<Type>(Operand, *Result)
 *
 * Each <Type> is one of the table below. The functions return STATUS_SUCCESS and store the result.
 * If the result does not fit into its type, they return STATUS_INTEGER_OVERFLOW and store a value
 * with all bits set. The IRQL may be any.
 *
 * Here: the header also has the conversions that cannot fail.
 *
 * Pages: ntintsafe.h, the names of the functions.
 */
#ifndef _NTINTSAFE_H_INCLUDED_
#define _NTINTSAFE_H_INCLUDED_

#include "ntdef.h"
#include "ntstatus.h"

#ifndef LONGLONG_MAX
#define LONGLONG_MIN (-9223372036854775807ll - 1)
#define LONGLONG_MAX 9223372036854775807ll
#define ULONGLONG_MAX 0xffffffffffffffffull
#endif

#define WINWORK_INTSAFE_OPERATION(Name, Type, builtin)					\
	WINWORK_OWN NTSTATUS Name(Type Left, Type Right, Type *Result)			\
	{										\
		if (!builtin(Left, Right, Result))					\
			return STATUS_SUCCESS;						\
		*Result = (Type)-1;							\
		return STATUS_INTEGER_OVERFLOW;						\
	}

#define WINWORK_INTSAFE_ARITHMETIC(Into, IntoType, From, FromType)			\
	WINWORK_INTSAFE_OPERATION(Rtl##Into##Add, IntoType, __builtin_add_overflow)	\
	WINWORK_INTSAFE_OPERATION(Rtl##Into##Sub, IntoType, __builtin_sub_overflow)	\
	WINWORK_INTSAFE_OPERATION(Rtl##Into##Mult, IntoType, __builtin_mul_overflow)

#define WINWORK_INTSAFE_CONVERSION(Into, IntoType, From, FromType)			\
	WINWORK_OWN NTSTATUS Rtl##From##To##Into(FromType Operand, IntoType *Result)	\
	{										\
		if (!__builtin_add_overflow(Operand, 0, Result))			\
			return STATUS_SUCCESS;						\
		*Result = (IntoType)-1;							\
		return STATUS_INTEGER_OVERFLOW;						\
	}

#define WINWORK_INTSAFE_TYPES(each, From, FromType)	\
	each(Char, CHAR, From, FromType)		\
	each(UChar, UCHAR, From, FromType)		\
	each(Byte, BYTE, From, FromType)		\
	each(Int8, INT8, From, FromType)		\
	each(UInt8, UINT8, From, FromType)		\
	each(Short, SHORT, From, FromType)		\
	each(UShort, USHORT, From, FromType)		\
	each(Word, WORD, From, FromType)		\
	each(Int16, INT16, From, FromType)		\
	each(UInt16, UINT16, From, FromType)		\
	each(Int, INT, From, FromType)			\
	each(UInt, UINT, From, FromType)		\
	each(Int32, INT32, From, FromType)		\
	each(UInt32, UINT32, From, FromType)		\
	each(Long, LONG, From, FromType)		\
	each(ULong, ULONG, From, FromType)		\
	each(DWord, DWORD, From, FromType)		\
	each(LongLong, LONGLONG, From, FromType)	\
	each(ULongLong, ULONGLONG, From, FromType)	\
	each(Int64, INT64, From, FromType)		\
	each(UInt64, UINT64, From, FromType)		\
	each(IntPtr, INT_PTR, From, FromType)		\
	each(UIntPtr, UINT_PTR, From, FromType)		\
	each(LongPtr, LONG_PTR, From, FromType)		\
	each(ULongPtr, ULONG_PTR, From, FromType)	\
	each(DWordPtr, DWORD_PTR, From, FromType)	\
	each(PtrdiffT, LONG_PTR, From, FromType)	\
	each(SizeT, SIZE_T, From, FromType)		\
	each(SSIZET, SSIZE_T, From, FromType)

WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_ARITHMETIC, , )

WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Char, CHAR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UChar, UCHAR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Byte, BYTE)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Int8, INT8)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UInt8, UINT8)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Short, SHORT)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UShort, USHORT)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Word, WORD)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Int16, INT16)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UInt16, UINT16)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Int, INT)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UInt, UINT)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Int32, INT32)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UInt32, UINT32)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Long, LONG)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, ULong, ULONG)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, DWord, DWORD)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, LongLong, LONGLONG)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, ULongLong, ULONGLONG)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, Int64, INT64)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UInt64, UINT64)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, IntPtr, INT_PTR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, UIntPtr, UINT_PTR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, LongPtr, LONG_PTR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, ULongPtr, ULONG_PTR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, DWordPtr, DWORD_PTR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, PtrdiffT, LONG_PTR)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, SizeT, SIZE_T)
WINWORK_INTSAFE_TYPES(WINWORK_INTSAFE_CONVERSION, SSIZET, SSIZE_T)

#undef WINWORK_INTSAFE_OPERATION
#undef WINWORK_INTSAFE_ARITHMETIC
#undef WINWORK_INTSAFE_CONVERSION
#undef WINWORK_INTSAFE_TYPES

/* Other spellings of three names. */
#define RtlSIZETAdd RtlSizeTAdd
#define RtlSIZETSub RtlSizeTSub
#define RtlSIZETMult RtlSizeTMult

#endif /* _NTINTSAFE_H_INCLUDED_ */
