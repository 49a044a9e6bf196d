/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that Microsoft's compiler has built in, such as byte swaps, rotations and bit searches,
 * and the kernel's names for them. The IRQL may be any.
 *
 * Pages: intrin.h and ntddk.h, the names of the functions.
 */
#ifndef WINWORK_BASE_INTRINSICS_H
#define WINWORK_BASE_INTRINSICS_H

#include "types.h"

EXTERN_C_START

/*
 * These are functions, not macros, because a driver may also declare them itself. The compiler
 * moves no memory access across _ReadWriteBarrier. The processor may still reorder accesses.
 */
#ifdef __clang__
/* clang has these two built in. */
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

/*
 * The arguments of __noop are parsed and not evaluated. The constant allows __noop without
 * parentheses.
 */
#ifndef __clang__
enum { __noop = 0 };
WINWORK_OWN int WinworkNothing(void)
{
	return 0;
}
#define __noop(...) WinworkNothing()
#endif

/*
 * Here: the condition of __assume is not evaluated, and the compiler makes no use of it.
 * __assume(0) marks unreachable code, and is a trap.
 */
#undef __assume
#define __assume(condition)								\
	(__builtin_constant_p(!(condition)) && !(condition) ? __builtin_trap() : (void)0)

/* Rotate the bits of a value to the left. The count is taken modulo the width. */
WINWORK_OWN ULONG WinworkRotateLeft32(ULONG Value, int Count)
{
	return Value << (Count & 31) | Value >> (-Count & 31);
}

WINWORK_OWN ULONGLONG WinworkRotateLeft64(ULONGLONG Value, int Count)
{
	return Value << (Count & 63) | Value >> (-Count & 63);
}

WINWORK_OWN USHORT WinworkRotateLeft16(USHORT Value, UCHAR Count)
{
	return (USHORT)(Value << (Count & 15) | Value >> (-Count & 15));
}

WINWORK_OWN UCHAR WinworkRotateLeft8(UCHAR Value, UCHAR Count)
{
	return (UCHAR)(Value << (Count & 7) | Value >> (-Count & 7));
}

#define _rotl(value, count) WinworkRotateLeft32(value, count)
#define _rotr(value, count) WinworkRotateLeft32(value, -(int)(count))
#define _lrotl(value, count) WinworkRotateLeft32(value, count)
#define _lrotr(value, count) WinworkRotateLeft32(value, -(int)(count))
#define _rotl64(value, count) WinworkRotateLeft64(value, count)
#define _rotr64(value, count) WinworkRotateLeft64(value, -(int)(count))
#define _rotl16(value, count) WinworkRotateLeft16(value, count)
#define _rotr16(value, count) WinworkRotateLeft16(value, (UCHAR)-(int)(count))
#define _rotl8(value, count) WinworkRotateLeft8(value, count)
#define _rotr8(value, count) WinworkRotateLeft8(value, (UCHAR)-(int)(count))

/*
 * Returns the number of bits that are set. The compiler's builtin may call a function that the
 * kernel lacks.
 */
WINWORK_OWN ULONGLONG WinworkCountBits(ULONGLONG Value)
{
	Value -= Value >> 1 & 0x5555555555555555ull;
	Value = (Value & 0x3333333333333333ull) + (Value >> 2 & 0x3333333333333333ull);
	Value = (Value + (Value >> 4)) & 0x0f0f0f0f0f0f0f0full;
	return Value * 0x0101010101010101ull >> 56;
}

#define __popcnt16(value) ((USHORT)WinworkCountBits((USHORT)(value)))
#define __popcnt(value) ((ULONG)WinworkCountBits((ULONG)(value)))
#define __popcnt64(value) WinworkCountBits((ULONGLONG)(value))

#if defined(__x86_64__)
WINWORK_OWN ULONGLONG WinworkReadTimeStamp(void)
{
	ULONG Low, High;

	__asm__ __volatile__("rdtsc" : "=a"(Low), "=d"(High));
	return (ULONGLONG)High << 32 | Low;
}

/* Registers receives EAX, EBX, ECX and EDX. */
WINWORK_OWN void WinworkIdentifyProcessor(int *Registers, int Leaf, int Subleaf)
{
	__asm__ __volatile__("cpuid"
			     : "=a"(Registers[0]), "=b"(Registers[1]), "=c"(Registers[2]),
			       "=d"(Registers[3])
			     : "a"(Leaf), "c"(Subleaf));
}

#define __rdtsc() WinworkReadTimeStamp()
/* In a source with Linux's headers, Linux's __cpuid remains, which takes four registers. */
#ifndef __cpuid
#define __cpuid(registers, leaf) WinworkIdentifyProcessor(registers, leaf, 0)
#endif
#define __cpuidex(registers, leaf, subleaf) WinworkIdentifyProcessor(registers, leaf, subleaf)
#endif

WINWORK_OWN USHORT WinworkSwapBytes16(USHORT Value)
{
	return __builtin_bswap16(Value);
}

WINWORK_OWN ULONG WinworkSwapBytes32(ULONG Value)
{
	return __builtin_bswap32(Value);
}

WINWORK_OWN ULONGLONG WinworkSwapBytes64(ULONGLONG Value)
{
	return __builtin_bswap64(Value);
}

/* No macros with arguments: some drivers declare these functions themselves. */
#define _byteswap_ushort WinworkSwapBytes16
#define _byteswap_ulong WinworkSwapBytes32
#define _byteswap_uint64 WinworkSwapBytes64
#define RtlUshortByteSwap(value) WinworkSwapBytes16(value)
#define RtlUlongByteSwap(value) WinworkSwapBytes32(value)
#define RtlUlonglongByteSwap(value) WinworkSwapBytes64(value)

/* The number of zeros above the highest bit that is set; the width if no bit is set. */
WINWORK_OWN ULONGLONG WinworkLeadingZeros(ULONGLONG Value, ULONG Width)
{
	return Value ? (ULONGLONG)__builtin_clzll(Value) - (64 - Width) : Width;
}

#define __lzcnt16(value) ((USHORT)WinworkLeadingZeros((USHORT)(value), 16))
#define __lzcnt(value) ((ULONG)WinworkLeadingZeros((ULONG)(value), 32))
#define __lzcnt64(value) WinworkLeadingZeros((ULONGLONG)(value), 64)

/* Loads the cache line of an address that is written to soon. The second one also returns the value. */
#define PrefetchForWrite(address) __builtin_prefetch((const void *)(address), 1)
#define ReadForWriteAccess(address) (PrefetchForWrite(address), *(address))

#if defined(__x86_64__)
/* The compiler's own header of these names wants SSE, which kernel code may not use. */
#define _mm_pause() __builtin_ia32_pause()
#define _mm_mfence() __asm__ __volatile__("mfence" : : : "memory")
#define _mm_lfence() __asm__ __volatile__("lfence" : : : "memory")
#define _mm_sfence() __asm__ __volatile__("sfence" : : : "memory")
#endif

/* Return the number of the highest or lowest bit that is set, from 0; -1 if no bit is set. */
WINWORK_OWN CCHAR RtlFindMostSignificantBit(ULONGLONG Set)
{
	return Set ? (CCHAR)(63 - __builtin_clzll(Set)) : -1;
}

WINWORK_OWN CCHAR RtlFindLeastSignificantBit(ULONGLONG Set)
{
	return Set ? (CCHAR)__builtin_ctzll(Set) : -1;
}

/*
 * Store the number of the highest or lowest bit that is set in *Index, and return TRUE. For a mask
 * of 0 they return FALSE and leave *Index unchanged. The names of Windows are macros, because clang
 * has some of them built in and does not allow a definition.
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

#endif /* WINWORK_BASE_INTRINSICS_H */
