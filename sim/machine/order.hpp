/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory model of C++: each location keeps its last stores, and a load may return any of those
 * that its CPU has neither seen a newer one than, nor knows to be overwritten by what happened
 * before. The newest one is in memory itself. Read-modify-write operations take the newest, and the
 * order in which stores are made is their modification order.
 *
 * With it, plain accesses that nothing orders are found.
 */
#pragma once

#include "clock.hpp"

#include <cstddef>
#include <cstdint>

namespace sim::order {

void reset(bool weak, bool races);
bool is_on();

/* What happened before now on @cpu, for another to join; what it does from here on is later. */
Clock publish(int cpu);
void join(int cpu, const Clock &clock);

/* The running context's. Each is called when the operation is made; @order is the compiler's. */
std::uint64_t load(const void *address, int bytes, int order);
/* By an operation that would have changed it, had it found what it expected. */
void load_newest(const void *address, int bytes, int order);
void store(const void *address, int bytes, std::uint64_t value, int order);
/* Of a read-modify-write operation: before it, memory has the newest value. */
void modify(const void *address, int bytes, std::uint64_t value, int order);
void fence(int order);

void plain_read(const void *address, std::size_t bytes, const void *pc);
void plain_write(const void *address, std::size_t bytes, const void *pc);
/* New or freed memory: what was known of it is void. */
void forget(const void *address, std::size_t bytes);

} /* namespace sim::order */
