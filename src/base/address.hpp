/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What an address says by itself, before anything behind it is read.
 */
#pragma once

#include "linux/platform.h"

namespace ww {

/* In the kernel's half of the address space. */
inline bool is_kernel_address(const void *address)
{
	return static_cast<ww_s64>(reinterpret_cast<ww_uptr>(address) << WW_ADDRESS_SHIFT) < 0;
}

template <typename T>
inline ww_uptr address_of(T *pointer)
{
	return reinterpret_cast<ww_uptr>(pointer);
}

} /* namespace ww */
