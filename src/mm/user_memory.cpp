/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to memory that may be a program's, for RtlCopyMemory and its like.
 */
#include "user_memory.hpp"

#include <wdm.h>

#include "base/address.hpp"
#include "base/exception.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/user_memory.h"

namespace ww {
namespace {

constexpr size_t kPiece = 256;		/* on the stack, for what cannot be copied directly */

/* At most a piece, from any address to the kernel. */
bool fetch(void *to, const void *from, size_t bytes)
{
	if (!is_kernel_address(from))
		return ww_copy_from_user(to, from, bytes);
	__builtin_memcpy(to, from, bytes);
	return true;
}

bool move_piecewise(u8 *to, const u8 *from, size_t bytes)
{
	const bool is_backward = address_of(to) - address_of(from) < bytes;
	u8 piece[kPiece];

	for (size_t done = 0; done < bytes;) {
		const size_t count = bytes - done < kPiece ? bytes - done : kPiece;
		const size_t at = is_backward ? bytes - done - count : done;

		if (!ww_copy_from_user(piece, from + at, count) ||
		    !ww_copy_to_user(to + at, piece, count))
			return false;
		done += count;
	}
	return true;
}

} /* namespace */

bool user_move(void *to, const void *from, size_t bytes)
{
	if (!bytes)
		return true;
	if (is_kernel_address(to))
		return is_kernel_address(from) ? (__builtin_memmove(to, from, bytes), true)
					       : ww_copy_from_user(to, from, bytes);
	return is_kernel_address(from) ? ww_copy_to_user(to, from, bytes)
				       : move_piecewise(static_cast<u8 *>(to),
							static_cast<const u8 *>(from), bytes);
}

bool user_fill(void *to, int value, size_t bytes)
{
	u8 piece[kPiece];

	if (is_kernel_address(to)) {
		__builtin_memset(to, value, bytes);
		return true;
	}
	__builtin_memset(piece, value, bytes < kPiece ? bytes : kPiece);
	for (size_t done = 0; done < bytes;) {
		const size_t count = bytes - done < kPiece ? bytes - done : kPiece;

		if (!ww_copy_to_user(static_cast<u8 *>(to) + done, piece, count))
			return false;
		done += count;
	}
	return true;
}

Comparison user_compare(const void *one, const void *other, size_t bytes)
{
	u8 pieces[2][kPiece / 2];

	for (size_t done = 0; done < bytes;) {
		const size_t left = bytes - done;
		const size_t count = left < sizeof(pieces[0]) ? left : sizeof(pieces[0]);

		if (!fetch(pieces[0], static_cast<const u8 *>(one) + done, count) ||
		    !fetch(pieces[1], static_cast<const u8 *>(other) + done, count))
			return { .is_complete = false, .equal = done, .order = 0 };
		for (size_t i = 0; i < count; i++) {
			if (pieces[0][i] != pieces[1][i])
				return { .is_complete = true, .equal = done + i,
					 .order = pieces[0][i] - pieces[1][i] };
		}
		done += count;
	}
	return { .is_complete = true, .equal = bytes, .order = 0 };
}

namespace {

/* For an access that was not complete. A program's memory may be on disk. */
void raise_fault(const void *address, const CallSite &call)
{
	at_apc_or_below(call, address);
	raise_exception(STATUS_ACCESS_VIOLATION, call);
}

/* The one of two addresses that is a program's. */
const void *user_one(const void *one, const void *other)
{
	return is_kernel_address(one) ? other : one;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PVOID NTAPI WinworkMoveUserMemory(PVOID Destination, const VOID *Source, SIZE_T Length)
{
	if (!user_move(Destination, Source, Length))
		raise_fault(user_one(Destination, Source), WW_CALL_SITE_OF("RtlCopyMemory"));
	return Destination;
}

PVOID NTAPI WinworkFillUserMemory(PVOID Destination, INT Fill, SIZE_T Length)
{
	if (!user_fill(Destination, Fill, Length))
		raise_fault(Destination, WW_CALL_SITE_OF("RtlFillMemory"));
	return Destination;
}

INT NTAPI WinworkCompareUserMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
	const Comparison comparison = user_compare(Source1, Source2, Length);

	if (!comparison.is_complete)
		raise_fault(user_one(Source1, Source2), WW_CALL_SITE_OF("RtlEqualMemory"));
	return comparison.order;
}

} /* extern "C" */
