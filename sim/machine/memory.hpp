/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory that the code under test uses: a heap at a fixed address, and its own static data.
 * Every access is looked at, so an access to freed memory is a violation at once. What was
 * written can be undone, so that each schedule begins alike.
 */
#pragma once

#include <cstddef>
#include <cstdint>

namespace sim::memory {

/* What is there now is how each schedule begins. */
void init();
void rewind();
/* The module has started, which leaves the same in each schedule: hash() is of what changes now. */
void watch();

/* Zeroed when asked for; freed memory is not used again unless the schedule says so. */
void *allocate(std::size_t bytes, bool zeroed, const char *what);
void release(void *block);
std::size_t size_of(const void *block);
/* What is allocated now. */
std::size_t live_blocks();
const char *first_live_block();

/* Before an access. A bad one is a violation. */
void reading(const void *address, std::size_t bytes, const void *pc);
void writing(void *address, std::size_t bytes, const void *pc);

/* Can it be read? For ww_read_any(). */
bool is_readable(const void *address, std::size_t bytes);

/* A name for a story: "heap block #3 (item) + 16", or null. */
const char *describe(const void *address);

/* Of all that was written since watch(). Only kept up to date while hashing is on. */
void hashing(bool on);
std::uint64_t hash();

} /* namespace sim::memory */
