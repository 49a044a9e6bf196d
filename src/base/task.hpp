/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of a thread on Windows that a Linux task has no field for: an IRQL of APC_LEVEL, and the
 * top-level IRP. Only tasks with one of these set have an entry, so the table is small, and mostly
 * empty.
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

/*
 * While one exists, its task counts as a system thread: Windows calls DriverEntry and DriverUnload in
 * one. This is no TaskState, since workers check all threads for these while there are any.
 */
class SystemTask {
public:
	SystemTask();
	~SystemTask();
	SystemTask(const SystemTask &) = delete;
	SystemTask &operator=(const SystemTask &) = delete;

private:
	friend bool task_is_system(const void *task);

	const void *task_;
	SystemTask *next_;
};

/* Whether @task has a SystemTask. <= DISPATCH_LEVEL. */
bool task_is_system(const void *task);

void tasks_init();

} /* namespace ww */
