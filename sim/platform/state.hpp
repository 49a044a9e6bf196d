/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the platform keeps of one schedule, and what scenarios may ask of it.
 */
#pragma once

#include "../machine/machine.hpp"

namespace sim::platform {

enum class Memory { there, short_of, out };

/* Before the module starts. */
void reset();

/* May allocations fail, or do all? */
void set_memory(Memory memory);
/* Is there memory for this one? */
bool has_memory();

/* What the code under test said with ww_print() at the level of an error, so far. */
int errors();

/* For what may sleep in Linux, though it does not here: a violation where nothing may. */
void might_sleep(const void *pc);

void locks_reset();
void ex_locks_reset();
void timers_reset();
void waits_reset();
void print_reset();
void handles_reset();
void workqueues_reset();

} /* namespace sim::platform */
