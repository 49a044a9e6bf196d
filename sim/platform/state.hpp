/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of the platform in one schedule, and its functions for scenarios.
 */
#pragma once

#include "../machine/machine.hpp"

namespace sim::platform {

enum class Memory { there, short_of, out };

/* Before the module starts. */
void reset();

/* Whether allocations may fail, or all fail. */
void set_memory(Memory memory);
/* Whether this allocation succeeds. */
bool has_memory();

/* The errors that the code under test has printed so far with ww_print(). */
int errors();

/* For functions that may sleep in Linux: a violation where sleeping is not allowed. */
void might_sleep(const void *pc);

/* A context turns preemption off, which keeps memory for readers; or on again. */
void reader_begins();
void reader_ends();

void memory_reset();
void locks_reset();
void ex_locks_reset();
void timers_reset();
void waits_reset();
void print_reset();
void handles_reset();
void workqueues_reset();

} /* namespace sim::platform */
