/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checks of an address that do not read the memory behind it.
 */
#pragma once

#include "linux/address.h"
#include "types.hpp"

namespace ww {

/* In the kernel's half of the address space. */
inline bool is_kernel_address(const void *address)
{
	return static_cast<s64>(reinterpret_cast<uintptr_t>(address) << WW_ADDRESS_SHIFT) < 0;
}

/* Why nothing with @alignment can be at @address; null when nothing is wrong. */
inline const char *address_fault(const void *address, uintptr_t alignment)
{
	if (!address)
		return "NULL";
	if (!is_kernel_address(address))
		return "no kernel address";
	return reinterpret_cast<uintptr_t>(address) % alignment ? "not aligned" : nullptr;
}

template <typename T>
inline uintptr_t address_of(T *pointer)
{
	return reinterpret_cast<uintptr_t>(pointer);
}

} /* namespace ww */
