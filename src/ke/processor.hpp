/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Groups of processors, as on Windows: 64 each, in the order of Linux's numbers.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

constexpr u32 kGroupSize = 64;

/* Linux's number of a processor, or kNoProcessor if there is none of that group and number. */
constexpr u32 kNoProcessor = ~0u;
u32 processor_index(const PROCESSOR_NUMBER &number);

} /* namespace ww */
