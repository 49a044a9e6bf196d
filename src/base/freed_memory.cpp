/* SPDX-License-Identifier: GPL-2.0 */
#include "freed_memory.hpp"

#include "linux/memory.h"

namespace ww {
namespace {

constinit SearchMemory search_memory = nullptr;

} /* namespace */

bool memory_is_unused(const FreedMemory &memory)
{
	/* The driver need not have written to all of it. */
	ww_count_as_initialised(reinterpret_cast<const void *>(memory.from), memory.to - memory.from);
	return !search_memory || search_memory(memory);
}

void freed_memory_init(SearchMemory search)
{
	search_memory = search;
}

} /* namespace ww */
