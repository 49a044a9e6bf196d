/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bitmaps: arrays of bits that the driver provides, with counts, and searches for runs of bits.
 */
#ifndef WINWORK_RTL_BITMAPS_H
#define WINWORK_RTL_BITMAPS_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

typedef struct _RTL_BITMAP {
	ULONG SizeOfBitMap;
	PULONG Buffer;
} RTL_BITMAP, *PRTL_BITMAP;

typedef struct _RTL_BITMAP_RUN {
	ULONG StartingIndex;
	ULONG NumberOfBits;
} RTL_BITMAP_RUN, *PRTL_BITMAP_RUN;

/**
 * RtlInitializeBitMap - describe an array of bits
 * @BitMapHeader: receives the description
 * @BitMapBuffer: the bits, which stay as they are; a multiple of 4 bytes that holds them all
 * @SizeOfBitMap: the number of bits
 *
 * Bit 0 is the lowest bit of the first ULONG. The functions do not lock: the driver lets no other code
 * write the bitmap meanwhile.
 *
 * IRQL: any, if the memory is not pageable.
 * Page: wdm.h, RtlInitializeBitMap
 */
VOID NTAPI RtlInitializeBitMap(_Out_ PRTL_BITMAP BitMapHeader, _In_ PULONG BitMapBuffer,
			       _In_ ULONG SizeOfBitMap);

/**
 * RtlSetBit, RtlSetBits, RtlSetAllBits, RtlClearBit, RtlClearBits, RtlClearAllBits - set or clear bits
 * @BitMapHeader: the bitmap
 * @BitNumber, @StartingIndex: the number of the bit, or of the first one
 * @NumberToSet, @NumberToClear: how many bits; may be 0
 *
 * Here: bits behind the end of the bitmap are left alone. On Windows: the result is undefined.
 *
 * IRQL: any, if the memory is not pageable.
 * Page: wdm.h, the names of the functions
 */
VOID NTAPI RtlSetBit(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG BitNumber);
VOID NTAPI RtlSetBits(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG StartingIndex,
		      _In_ ULONG NumberToSet);
VOID NTAPI RtlSetAllBits(_In_ PRTL_BITMAP BitMapHeader);
VOID NTAPI RtlClearBit(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG BitNumber);
VOID NTAPI RtlClearBits(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG StartingIndex,
			_In_ ULONG NumberToClear);
VOID NTAPI RtlClearAllBits(_In_ PRTL_BITMAP BitMapHeader);

/**
 * RtlTestBit, RtlAreBitsSet, RtlAreBitsClear - look at bits
 * @BitMapHeader: the bitmap
 * @BitNumber, @StartingIndex: the number of the bit, or of the first one
 * @Length: how many bits
 *
 * IRQL: any, if the memory is not pageable.
 * Return: RtlTestBit returns whether the bit is set. The others return whether all bits are set or
 *	clear, and FALSE if @Length is 0 or the bits are not all in the bitmap.
 *	Here: RtlTestBit returns FALSE for a bit behind the end. On Windows: the result is undefined.
 * Page: wdm.h, the names of the functions
 */
BOOLEAN NTAPI RtlTestBit(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG BitNumber);
BOOLEAN NTAPI RtlAreBitsSet(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG StartingIndex,
			    _In_ ULONG Length);
BOOLEAN NTAPI RtlAreBitsClear(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG StartingIndex,
			      _In_ ULONG Length);
/* Page: wdm.h, RtlCheckBit */
#define RtlCheckBit(BitMapHeader, BitPosition)						\
	((BOOLEAN)((BitMapHeader)->Buffer[(BitPosition) / 32] >> ((BitPosition) % 32) & 1))

/**
 * RtlNumberOfSetBits, RtlNumberOfClearBits, RtlNumberOfSetBitsUlongPtr - count bits
 * @BitMapHeader: the bitmap
 * @Target: a mask
 *
 * IRQL: any, if the memory is not pageable.
 * Return: the number of bits that are set, or clear.
 * Page: wdm.h, the names of the functions
 */
ULONG NTAPI RtlNumberOfSetBits(_In_ PRTL_BITMAP BitMapHeader);
ULONG NTAPI RtlNumberOfClearBits(_In_ PRTL_BITMAP BitMapHeader);
ULONG NTAPI RtlNumberOfSetBitsUlongPtr(_In_ ULONG_PTR Target);

/**
 * RtlFindClearBits, RtlFindClearBitsAndSet, RtlFindSetBits, RtlFindSetBitsAndClear - search for a
 *	number of bits in a row
 * @BitMapHeader: the bitmap
 * @NumberToFind: how many bits
 * @HintIndex: where to begin; 0 takes the place of a hint behind the end
 *
 * The search goes from the hint to the end of the bitmap, and then over the bitmap from its beginning.
 * The functions with And in their names change the bits that they find.
 *
 * IRQL: any, if the memory is not pageable.
 * Return: the number of the first bit; 0xffffffff if there is no such row. Here: for 0 bits, the hint.
 * Page: wdm.h, the names of the functions
 */
ULONG NTAPI RtlFindClearBits(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG NumberToFind,
			     _In_ ULONG HintIndex);
ULONG NTAPI RtlFindClearBitsAndSet(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG NumberToFind,
				   _In_ ULONG HintIndex);
ULONG NTAPI RtlFindSetBits(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG NumberToFind,
			   _In_ ULONG HintIndex);
ULONG NTAPI RtlFindSetBitsAndClear(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG NumberToFind,
				   _In_ ULONG HintIndex);

/**
 * RtlFindFirstRunClear, RtlFindLongestRunClear, RtlFindNextForwardRunClear,
 *	RtlFindLastBackwardRunClear, RtlFindClearRuns - search for runs of clear bits
 * @BitMapHeader: the bitmap
 * @FromIndex: the bit from which to search: upwards, or downwards with Backward. This bit counts.
 * @StartingIndex, @StartingRunIndex: receives the number of the run's first bit
 * @RunArray: receives the runs
 * @SizeOfRunArray: the most runs to find
 * @LocateLongestRuns: whether to find the longest runs, and to sort them from the longest to the
 *	shortest; else the function finds the first runs, in their order
 *
 * IRQL: any, if the memory is not pageable.
 * Return: the number of bits of the run; 0 if there is none. RtlFindClearRuns returns the number of runs.
 * Page: wdm.h, the names of the functions
 */
ULONG NTAPI RtlFindFirstRunClear(_In_ PRTL_BITMAP BitMapHeader, _Out_ PULONG StartingIndex);
ULONG NTAPI RtlFindLongestRunClear(_In_ PRTL_BITMAP BitMapHeader, _Out_ PULONG StartingIndex);
ULONG NTAPI RtlFindNextForwardRunClear(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG FromIndex,
				       _Out_ PULONG StartingRunIndex);
ULONG NTAPI RtlFindLastBackwardRunClear(_In_ PRTL_BITMAP BitMapHeader, _In_ ULONG FromIndex,
					_Out_ PULONG StartingRunIndex);
ULONG NTAPI RtlFindClearRuns(_In_ PRTL_BITMAP BitMapHeader, _Out_ PRTL_BITMAP_RUN RunArray,
			     _In_ ULONG SizeOfRunArray, _In_ BOOLEAN LocateLongestRuns);

EXTERN_C_END

#endif /* WINWORK_RTL_BITMAPS_H */
