/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of a thread on Windows that a Linux task has no field for: an IRQL of APC_LEVEL, the
 * top-level IRP, and whether it loads a driver. Only tasks with one of these set have an entry, so the table is small, and
 * mostly empty.
 *
 * An entry belongs to its task: no other task writes it, and a pointer to it is valid until the
 * task gives it up. When a driver's code ends in a task, the engine gives the entry up for it,
 * since Linux soon uses the address of an ended task for another one.
 */
#pragma once

#include "atomic.hpp"
#include "types.hpp"

namespace ww {

struct TaskState {
	const void *task;
	void *top_level_irp;
	u8 irql;
	bool loads_driver;		/* runs DriverEntry or DriverUnload, as a system thread does */
};

/* The number of tasks that have an entry. Mostly 0, and then no search is needed. */
extern constinit Atomic<u32> task_states_in_use;

/* The entry of @task, or null when it has none. Any IRQL. */
TaskState *task_state_find(const void *task);

/* The entry of the current task, made if there is none; null when the table is full. */
TaskState *task_state_get();

/* Gives up the entry of the current task, if nothing is set in it. */
void task_state_put_if_default();

/* Gives up the entry of the current task. */
void task_state_drop();

void tasks_init();

} /* namespace ww */
