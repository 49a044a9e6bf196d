/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Data races: two accesses to a word, one of them a write and one of them plain, without an
 * order between them. The steps of one CPU are in order.
 */
#pragma once

#include "clock.hpp"

#include <cstddef>

namespace sim::races {

void reset(bool on);

void plain_read(const void *address, std::size_t bytes, int cpu, const Clock &clock,
		const void *pc);
void plain_write(const void *address, std::size_t bytes, int cpu, const Clock &clock,
		 const void *pc);
void atomic_read(const void *address, std::size_t bytes, int cpu, const Clock &clock);
void atomic_write(const void *address, std::size_t bytes, int cpu, const Clock &clock);
void forget(const void *address, std::size_t bytes);

/* Names of functions whose plain accesses may race; each has its reason in races.cpp. */
bool is_excused(const void *pc);

} /* namespace sim::races */
