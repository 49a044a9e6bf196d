/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bitmaps. A search goes by words: the bits below its start are taken out of the first word, and
 * the lowest bit that remains in a word is the result.
 */
#include <wdm.h>

#include "base/types.hpp"

using namespace ww;

namespace {

constexpr ULONG kNone = 0xffffffff;
constexpr ULONG kWord = 32;

/* The bits of @length, from @start on, that lie in the bitmap. */
constexpr ULONG within(const RTL_BITMAP *map, ULONG start, ULONG length)
{
	return start >= map->SizeOfBitMap ? 0 :
	       length > map->SizeOfBitMap - start ? map->SizeOfBitMap - start : length;
}

bool is_set(const RTL_BITMAP *map, ULONG bit)
{
	return map->Buffer[bit / kWord] >> bit % kWord & 1;
}

void write(PRTL_BITMAP map, ULONG start, ULONG length, bool value)
{
	for (length = within(map, start, length); length;) {
		const ULONG low = start % kWord;
		const ULONG count = length < kWord - low ? length : kWord - low;
		const ULONG mask = (count == kWord ? ~0u : (1u << count) - 1) << low;
		ULONG &word = map->Buffer[start / kWord];

		word = value ? word | mask : word & ~mask;
		start += count;
		length -= count;
	}
}

/* The first bit from @start on that has the value; the size of the bitmap if there is none. */
ULONG next(const RTL_BITMAP *map, ULONG start, bool value)
{
	u64 at = start;		/* behind the last word it may need 33 bits */

	while (at < map->SizeOfBitMap) {
		const ULONG word = map->Buffer[at / kWord];
		const ULONG left = (value ? word : ~word) >> at % kWord;

		if (left) {
			at += static_cast<ULONG>(__builtin_ctz(left));
			break;
		}
		at = (at / kWord + 1) * kWord;
	}
	return at < map->SizeOfBitMap ? static_cast<ULONG>(at) : map->SizeOfBitMap;
}

struct Run {
	ULONG start;
	ULONG length;
};

/* The first run of bits with the value from @start on; of length 0 if there is none. */
Run next_run(const RTL_BITMAP *map, ULONG start, bool value)
{
	const ULONG first = next(map, start, value);

	return { first, next(map, first, !value) - first };
}

/* The first row of @count such bits that begins at or behind @start. */
ULONG find_from(const RTL_BITMAP *map, ULONG start, ULONG count, bool value)
{
	for (Run run = next_run(map, start, value); run.length;
	     run = next_run(map, run.start + run.length, value))
		if (run.length >= count)
			return run.start;
	return kNone;
}

ULONG find(const RTL_BITMAP *map, ULONG count, ULONG hint, bool value)
{
	const ULONG start = hint < map->SizeOfBitMap ? hint : 0;

	if (!count)
		return start;
	if (count > map->SizeOfBitMap)
		return kNone;
	const ULONG found = find_from(map, start, count, value);

	return found == kNone && start ? find_from(map, 0, count, value) : found;
}

ULONG find_and_write(PRTL_BITMAP map, ULONG count, ULONG hint, bool value)
{
	const ULONG found = find(map, count, hint, value);

	if (found != kNone)
		write(map, found, count, !value);
	return found;
}

bool all_are(const RTL_BITMAP *map, ULONG start, ULONG length, bool value)
{
	return length && within(map, start, length) == length &&
	       next(map, start, !value) - start >= length;
}

ULONG store(Run run, PULONG start)
{
	*start = run.start;
	return run.length;
}

/* Puts a run into a sorted array of @count runs that has room for @most; returns the new count. */
ULONG insert_longest(PRTL_BITMAP_RUN runs, ULONG count, ULONG most, Run run)
{
	ULONG at = count;

	while (at && runs[at - 1].NumberOfBits < run.length) {
		if (at < most)
			runs[at] = runs[at - 1];
		at--;
	}
	if (at < most)
		runs[at] = { run.start, run.length };
	return count < most ? count + 1 : count;
}

} /* namespace */

extern "C" {

VOID NTAPI RtlInitializeBitMap(PRTL_BITMAP BitMapHeader, PULONG BitMapBuffer, ULONG SizeOfBitMap)
{
	BitMapHeader->SizeOfBitMap = SizeOfBitMap;
	BitMapHeader->Buffer = BitMapBuffer;
}

VOID NTAPI RtlSetBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	write(BitMapHeader, BitNumber, 1, true);
}

VOID NTAPI RtlSetBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToSet)
{
	write(BitMapHeader, StartingIndex, NumberToSet, true);
}

VOID NTAPI RtlSetAllBits(PRTL_BITMAP BitMapHeader)
{
	write(BitMapHeader, 0, BitMapHeader->SizeOfBitMap, true);
}

VOID NTAPI RtlClearBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	write(BitMapHeader, BitNumber, 1, false);
}

VOID NTAPI RtlClearBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToClear)
{
	write(BitMapHeader, StartingIndex, NumberToClear, false);
}

VOID NTAPI RtlClearAllBits(PRTL_BITMAP BitMapHeader)
{
	write(BitMapHeader, 0, BitMapHeader->SizeOfBitMap, false);
}

BOOLEAN NTAPI RtlTestBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
	return BitNumber < BitMapHeader->SizeOfBitMap && is_set(BitMapHeader, BitNumber);
}

BOOLEAN NTAPI RtlAreBitsSet(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
	return all_are(BitMapHeader, StartingIndex, Length, true);
}

BOOLEAN NTAPI RtlAreBitsClear(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
	return all_are(BitMapHeader, StartingIndex, Length, false);
}

ULONG NTAPI RtlNumberOfSetBits(PRTL_BITMAP BitMapHeader)
{
	const ULONG size = BitMapHeader->SizeOfBitMap;
	ULONG count = 0;

	for (ULONG word = 0; word < size / kWord; word++)
		count += __popcnt(BitMapHeader->Buffer[word]);
	/* The bits behind the end do not count. */
	if (size % kWord)
		count += __popcnt(BitMapHeader->Buffer[size / kWord] & ((1u << size % kWord) - 1));
	return count;
}

ULONG NTAPI RtlNumberOfClearBits(PRTL_BITMAP BitMapHeader)
{
	return BitMapHeader->SizeOfBitMap - RtlNumberOfSetBits(BitMapHeader);
}

ULONG NTAPI RtlNumberOfSetBitsUlongPtr(ULONG_PTR Target)
{
	return static_cast<ULONG>(__popcnt64(Target));
}

ULONG NTAPI RtlFindClearBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return find(BitMapHeader, NumberToFind, HintIndex, false);
}

ULONG NTAPI RtlFindClearBitsAndSet(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return find_and_write(BitMapHeader, NumberToFind, HintIndex, false);
}

ULONG NTAPI RtlFindSetBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return find(BitMapHeader, NumberToFind, HintIndex, true);
}

ULONG NTAPI RtlFindSetBitsAndClear(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
	return find_and_write(BitMapHeader, NumberToFind, HintIndex, true);
}

ULONG NTAPI RtlFindFirstRunClear(PRTL_BITMAP BitMapHeader, PULONG StartingIndex)
{
	return store(next_run(BitMapHeader, 0, false), StartingIndex);
}

ULONG NTAPI RtlFindLongestRunClear(PRTL_BITMAP BitMapHeader, PULONG StartingIndex)
{
	Run longest = { 0, 0 };

	for (Run run = next_run(BitMapHeader, 0, false); run.length;
	     run = next_run(BitMapHeader, run.start + run.length, false))
		if (run.length > longest.length)
			longest = run;
	return store(longest, StartingIndex);
}

ULONG NTAPI RtlFindNextForwardRunClear(PRTL_BITMAP BitMapHeader, ULONG FromIndex,
				       PULONG StartingRunIndex)
{
	return store(next_run(BitMapHeader, FromIndex, false), StartingRunIndex);
}

ULONG NTAPI RtlFindLastBackwardRunClear(PRTL_BITMAP BitMapHeader, ULONG FromIndex,
					PULONG StartingRunIndex)
{
	const ULONG size = BitMapHeader->SizeOfBitMap;
	ULONG end = FromIndex < size ? FromIndex + 1 : size;
	ULONG start;

	while (end && is_set(BitMapHeader, end - 1))
		end--;
	for (start = end; start && !is_set(BitMapHeader, start - 1); start--)
		;
	return store({ start, end - start }, StartingRunIndex);
}

ULONG NTAPI RtlFindClearRuns(PRTL_BITMAP BitMapHeader, PRTL_BITMAP_RUN RunArray,
			     ULONG SizeOfRunArray, BOOLEAN LocateLongestRuns)
{
	ULONG count = 0;

	for (Run run = next_run(BitMapHeader, 0, false); run.length;
	     run = next_run(BitMapHeader, run.start + run.length, false)) {
		if (LocateLongestRuns) {
			count = insert_longest(RunArray, count, SizeOfRunArray, run);
			continue;
		}
		if (count == SizeOfRunArray)
			break;
		RunArray[count++] = { run.start, run.length };
	}
	return count;
}

} /* extern "C" */
