/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory that the code under test uses: a heap at a fixed address, and its own static data.
 * Every access is checked, so an access to freed memory is a violation at once. Writes can
 * be undone, so that all schedules begin with the same content.
 */
#pragma once

#include <cstddef>
#include <cstdint>

namespace sim::memory {

/* Each schedule begins with the present content. */
void init();
void rewind();
/* The module has started, with the same result in each schedule. hash() is of later changes. */
void watch();

/* Zeroed when asked for, aligned to a page if it is one; freed memory is not used again unless the schedule says so. */
void *allocate(std::size_t bytes, bool zeroed, const char *what);
void release(void *block);
std::size_t size_of(const void *block);
/* Makes a part of a live block count as freed, or as live again. */
void poison(void *start, std::size_t bytes, bool poison);
/* No block is in the next @bytes. */
void skip(std::size_t bytes);
/* The range of the blocks, without those behind much memory that was skipped. */
void heap_range(std::uintptr_t *start, std::uintptr_t *bytes);
/* The allocated blocks. */
std::size_t live_blocks();
const char *first_live_block();

/* Before an access. A bad one is a violation. */
void reading(const void *address, std::size_t bytes, const void *pc);
void writing(void *address, std::size_t bytes, const void *pc);

/* Whether it can be read, for ww_read_any(). */
bool is_readable(const void *address, std::size_t bytes);

/* A name for a trace: "heap block #3 (item) + 16", or null. */
const char *describe(const void *address);

/* The hash of all writes since watch(). It is updated only while hashing is on. */
void hashing(bool on);
std::uint64_t hash();

} /* namespace sim::memory */
