/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The address of code of a module in few bits: its distance from WinWork's own code. Linux keeps modules
 * close together. It is for structures that have the size of Windows's, and no room for a pointer.
 */
#pragma once

#include "address.hpp"
#include "report.hpp"

namespace ww {

inline s64 code_origin()
{
	return static_cast<s64>(reinterpret_cast<uintptr_t>(&report_init));
}

/* In signed @bits. 0 for null, and for code that is too far away. */
template <unsigned int bits>
s32 near_code(const void *code)
{
	constexpr s64 kEnd = s64{ 1 } << (bits - 1);
	const s64 distance = static_cast<s64>(address_of(code)) - code_origin();

	return code && distance > -kEnd && distance < kEnd ? static_cast<s32>(distance) : 0;
}

/* The address that near_code() made this of, or null. */
inline const void *code_near(s32 distance)
{
	return distance ? reinterpret_cast<const void *>(code_origin() + distance) : nullptr;
}

} /* namespace ww */
