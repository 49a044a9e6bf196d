/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The slab allocator, for item_memory.cpp, which is instrumented.
 */
#pragma once

extern "C" {

void *sim_item_alloc(void);
void sim_item_free(void *item);
/* Config::reuse */
bool sim_items_are_reused(void);

}
