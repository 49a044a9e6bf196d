/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of <ntintsafe.h> and <intsafe.h>, as the names of their functions spell them.
 */
#ifndef WINWORK_RTL_INTEGER_TYPES_H
#define WINWORK_RTL_INTEGER_TYPES_H

#include "../base/types.h"

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

#endif /* WINWORK_RTL_INTEGER_TYPES_H */
