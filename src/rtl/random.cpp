/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random numbers. The seed counts through all values of 32 bits in steps. The number is the seed
 * with its bits mixed by the last step of MurmurHash3, and scaled. rand of the C library has the
 * sequence that its users on Windows know.
 */
#include <ntifs.h>
#include <stdlib.h>

#include "base/atomic.hpp"
#include "base/types.hpp"

using namespace ww;

namespace {

constexpr u32 kStep = 0x9e3779b9;	/* 2^32 by the golden ratio; odd: leaves out no value */

/* No two values give the same one. */
constexpr u32 mix(u32 value)
{
	value = (value ^ value >> 16) * 0x85ebca6b;
	value = (value ^ value >> 13) * 0xc2b2ae35;
	return value ^ value >> 16;
}

ULONG next(PULONG seed)
{
	*seed += kStep;
	return static_cast<ULONG>(static_cast<u64>(mix(*seed)) * MAXLONG >> 32);
}

Atomic<u32> rand_seed{ 1 };

/* The linear congruence of Windows's C library. */
constexpr u32 after(u32 seed)
{
	return seed * 214013 + 2531011;
}

} /* namespace */

extern "C" {

ULONG NTAPI RtlRandom(PULONG Seed)
{
	return next(Seed);
}

ULONG NTAPI RtlRandomEx(PULONG Seed)
{
	return next(Seed);
}

int __cdecl WinworkRand()
{
	u32 seed = rand_seed.load(Order::relaxed);

	while (!rand_seed.compare_exchange(seed, after(seed), Order::relaxed))
		;
	return static_cast<int>(after(seed) >> 16 & RAND_MAX);
}

void __cdecl WinworkSrand(unsigned int Seed)
{
	rand_seed.store(Seed, Order::relaxed);
}

} /* extern "C" */
