/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What Windows keeps in a thread and Linux has no place for: an IRQL of APC_LEVEL and the
 * top-level IRP. Only tasks for which one of these is set have an entry, so the table is
 * small, and empty most of the time.
 *
 * An entry belongs to its task: nobody else writes it, and a pointer to it stays good until
 * the task puts it back. Where a driver's code ends for good the engine puts it back for the
 * task: Linux soon uses the address of one that has ended for another.
 */
#pragma once

#include "atomic.hpp"
#include "types.hpp"

namespace ww {

struct TaskState {
	const void *task;
	void *top_level_irp;
	u8 irql;
};

/* How many tasks have an entry: mostly none, and then nobody needs to look. */
extern constinit Atomic<u32> task_states_in_use;

/* The entry of @task, or null when it has none. Any IRQL. */
TaskState *task_state_find(const void *task);

/* The entry of the current task, made if need be; null when the table is full. */
TaskState *task_state_get();

/* Gives the current task's entry up when nothing is set in it any more. */
void task_state_put_if_default();

/* Gives it up whatever is set in it. */
void task_state_drop();

void tasks_init();

} /* namespace ww */
