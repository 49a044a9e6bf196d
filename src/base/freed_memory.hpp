/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that a driver frees. Before that it is searched for things of the driver that WinWork
 * still uses.
 */
#pragma once

#include "report.hpp"
#include "types.hpp"

namespace ww {

struct FreedMemory {
	uintptr_t from;
	uintptr_t to;
	CallSite call;
	const void *owner = nullptr;

	/* Calls visit(address) for each multiple of @step where @bytes fit, until it is true. */
	template <typename Visit>
	bool any(size_t step, size_t bytes, Visit visit) const
	{
		for (uintptr_t at = (from + step - 1) & ~(step - 1); at + bytes <= to; at += step) {
			if (visit(at))
				return true;
		}
		return false;
	}

	bool contains(const void *address) const
	{
		return address_of(address) >= from && address_of(address) < to;
	}

	Violation violation(BugCheck code, uintptr_t which, const void *item,
			    const void *owner_of_item, const void *routine = nullptr) const
	{
		return { .code = code, .parameter = { which, address_of(item), from, to },
			 .call = call, .item = item, .owner = owner_of_item, .routine = routine };
	}
};

/*
 * Returns false after a report if the memory holds a queued Ex item, a timer that is set, or the
 * DPC of one, or a queued DPC. Then it must not be freed. <= DISPATCH_LEVEL.
 */
bool memory_is_unused(const FreedMemory &memory);

/* The search is in layers above. Without it all memory is unused. */
using SearchMemory = bool (*)(const FreedMemory &memory);

void freed_memory_init(SearchMemory search);

} /* namespace ww */
