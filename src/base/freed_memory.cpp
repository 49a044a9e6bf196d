/* SPDX-License-Identifier: GPL-2.0 */
#include "freed_memory.hpp"

namespace ww {
namespace {

constinit SearchMemory search_memory = nullptr;

} /* namespace */

bool memory_is_unused(const FreedMemory &memory)
{
	return !search_memory || search_memory(memory);
}

void freed_memory_init(SearchMemory search)
{
	search_memory = search;
}

} /* namespace ww */
