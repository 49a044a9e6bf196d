/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Vector clocks: which steps of which CPU happened before. The steps of one CPU are in program
 * order, so the CPUs are the threads of the memory model.
 */
#pragma once

#include <cstdint>

namespace sim {

constexpr int kMostCpus = 4;

struct Clock {
	std::uint32_t at[kMostCpus] = {};

	void join(const Clock &other)
	{
		for (int i = 0; i < kMostCpus; i++) {
			if (other.at[i] > at[i])
				at[i] = other.at[i];
		}
	}

	/* Did step @when of @cpu happen before this? */
	bool covers(int cpu, std::uint32_t when) const { return when <= at[cpu]; }
};

} /* namespace sim */
