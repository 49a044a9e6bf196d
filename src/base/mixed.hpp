/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers with mixed bits, for tables and trees: Fibonacci hashing, with the factor of Linux's hash_64().
 */
#pragma once

#include "types.hpp"

namespace ww {

constexpr u64 kGoldenRatio = 0x61c8864680b583eb;

/* The high bits depend on all bits of @number. No two numbers are alike. */
constexpr u64 mixed(u64 number)
{
	return number * kGoldenRatio;
}

/* The same for all bits. */
constexpr u64 mixed_twice(u64 number)
{
	const u64 once = mixed(number);

	return mixed(once ^ once >> 32);
}

} /* namespace ww */
