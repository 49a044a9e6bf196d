/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A hash of states. Two different states with the same hash would hide a schedule. So it has
 * 64 bits, and each step mixes all of them.
 */
#pragma once

#include <cstdint>

namespace sim {

constexpr std::uint64_t kHashStart = 0x9e3779b97f4a7c15;

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value)
{
	hash ^= value + kHashStart + (hash << 6) + (hash >> 2);
	hash *= 0xff51afd7ed558ccd;
	return hash ^ hash >> 32;
}

inline std::uint64_t mix(std::uint64_t hash, const void *pointer)
{
	return mix(hash, reinterpret_cast<std::uintptr_t>(pointer));
}

} /* namespace sim */
