/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Byte swaps, bit searches and the like: functions that Microsoft's compiler has built in, and the
 * kernel's names for them. IRQL: any.
 *
 * Pages: intrin.h and ntddk.h, the names of the functions.
 */
#ifndef WINWORK_INTRINSICS_H
#define WINWORK_INTRINSICS_H

#include "types.h"

EXTERN_C_START

/*
 * No macros: a driver may declare these itself. Across _ReadWriteBarrier the compiler moves no
 * access to memory; the processor may.
 */
#ifdef __clang__
/* Built in, as for Windows. */
void *_ReturnAddress(void);
void _ReadWriteBarrier(void);
#else
WINWORK_OWN void *_ReturnAddress(void)
{
	return __builtin_return_address(0);
}

WINWORK_OWN void _ReadWriteBarrier(void)
{
	__asm__ __volatile__("" : : : "memory");
}
#endif

EXTERN_C_END

#define _byteswap_ushort(value) __builtin_bswap16(value)
#define _byteswap_ulong(value) __builtin_bswap32(value)
#define _byteswap_uint64(value) ((ULONGLONG)__builtin_bswap64(value))
#define RtlUshortByteSwap(value) __builtin_bswap16(value)
#define RtlUlongByteSwap(value) __builtin_bswap32(value)
#define RtlUlonglongByteSwap(value) ((ULONGLONG)__builtin_bswap64(value))

/* The number of the highest, or lowest, bit that is set; -1 for 0. */
WINWORK_OWN CCHAR RtlFindMostSignificantBit(ULONGLONG Set)
{
	return Set ? (CCHAR)(63 - __builtin_clzll(Set)) : -1;
}

WINWORK_OWN CCHAR RtlFindLeastSignificantBit(ULONGLONG Set)
{
	return Set ? (CCHAR)__builtin_ctzll(Set) : -1;
}

/*
 * The same in *Index, and FALSE with *Index unchanged for 0. clang has some of the names built in,
 * where nobody may define them.
 */
WINWORK_OWN BOOLEAN WinworkBitScanReverse64(ULONG *Index, ULONGLONG Mask)
{
	if (!Mask)
		return FALSE;
	*Index = (ULONG)(63 - __builtin_clzll(Mask));
	return TRUE;
}

WINWORK_OWN BOOLEAN WinworkBitScanForward64(ULONG *Index, ULONGLONG Mask)
{
	if (!Mask)
		return FALSE;
	*Index = (ULONG)__builtin_ctzll(Mask);
	return TRUE;
}

WINWORK_OWN BOOLEAN WinworkBitScanReverse(ULONG *Index, ULONG Mask)
{
	return WinworkBitScanReverse64(Index, Mask);
}

WINWORK_OWN BOOLEAN WinworkBitScanForward(ULONG *Index, ULONG Mask)
{
	return WinworkBitScanForward64(Index, Mask);
}

#define _BitScanReverse WinworkBitScanReverse
#define BitScanReverse WinworkBitScanReverse
#define _BitScanForward WinworkBitScanForward
#define BitScanForward WinworkBitScanForward
#define _BitScanReverse64 WinworkBitScanReverse64
#define BitScanReverse64 WinworkBitScanReverse64
#define _BitScanForward64 WinworkBitScanForward64
#define BitScanForward64 WinworkBitScanForward64

#endif /* WINWORK_INTRINSICS_H */
