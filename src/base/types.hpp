/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The platform's integers, by the names that Linux and C++ have for them.
 */
#pragma once

#include "linux/types.h"

namespace ww {

using u8 = ww_u8;
using u16 = ww_u16;
using u32 = ww_u32;
using u64 = ww_u64;
using s32 = ww_s32;
using s64 = ww_s64;
using size_t = ww_size;
using uintptr_t = ww_uptr;

/* The simulator needs small tables, which a scenario fills. */
#ifdef WW_HOST
constexpr bool kSimulated = true;
#else
constexpr bool kSimulated = false;
#endif

} /* namespace ww */
