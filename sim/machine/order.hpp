/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory model of C++: each location keeps its last stores, and a load may return each of them,
 * unless its CPU has seen a newer one, or a newer one has happened before. The newest one is in
 * memory itself. Read-modify-write operations take the newest, and the order in which stores are
 * made is their modification order.
 *
 * With this model, unordered plain accesses are found.
 */
#pragma once

#include "clock.hpp"

#include <cstddef>
#include <cstdint>

namespace sim::order {

void reset(bool weak, bool races);
bool is_on();

/* The steps before now on @cpu, for another CPU to join. Later steps of @cpu are later. */
Clock publish(int cpu);
void join(int cpu, const Clock &clock);

/* The running context's. Each is called when the operation is made; @order is the compiler's. */
std::uint64_t load(const void *address, int bytes, int order);
/* By a compare-and-exchange that failed. */
void load_newest(const void *address, int bytes, int order);
void store(const void *address, int bytes, std::uint64_t value, int order);
/* By a read-modify-write operation. Before it, memory has the newest value. */
void modify(const void *address, int bytes, std::uint64_t value, int order);
void fence(int order);

void plain_read(const void *address, std::size_t bytes, const void *pc);
void plain_write(const void *address, std::size_t bytes, const void *pc);
/* The memory is new, or freed: forgets its stores. */
void forget(const void *address, std::size_t bytes);
/* New memory was zeroed. Atomic loads that are not ordered after that may return what was there. */
void zeroed(const void *address, std::size_t bytes);
/* Before a read of several words at once: a violation if it is not ordered after that. */
void reading_zeroes(const void *address, const void *pc);

} /* namespace sim::order */
