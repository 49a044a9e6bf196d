/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of a thread on Windows that a Linux task has no field for: an IRQL of APC_LEVEL, the
 * top-level IRP, critical and guarded regions, the mutexes that it owns, the affinity that a
 * driver set, and the processes that it is attached to. Only tasks with one of these set have an
 * entry, so the table is small, and mostly empty.
 *
 * An entry belongs to its task: no other task writes it, and a pointer to it is valid until the
 * task gives it up. When a driver's code ends in a task, the engine gives the entry up for it,
 * since Linux soon uses the address of an ended task for another one.
 */
#pragma once

#include "atomic.hpp"
#include "report.hpp"
#include "types.hpp"

namespace ww {

struct Attachment;

struct TaskState {
	const void *task;
	void *top_level_irp;
	void *affinity;			/* of ww_affinity_begin(); null without a system affinity */
	u64 affinity_mask;		/* the system affinity; 0: to be reverted */
	const void *mutex;		/* the one acquired last; null once it is released */
	Attachment *attachments;	/* the last one */
	u16 affinity_group;
	u16 critical_regions;		/* entered, and not left yet */
	u16 guarded_regions;
	u16 owned_mutexes;		/* KMUTEX only */
	bool is_affinity_due;		/* set at DISPATCH_LEVEL, and not applied yet */
	bool is_away;			/* a program's thread: attached to another program */
	u8 irql;
};

/* The number of tasks that have an entry. Mostly 0, and then no search is needed. */
extern constinit Atomic<u32> task_states_in_use;

/* The entry of @task, or null when it has none. Any IRQL. */
TaskState *task_state_find(const void *task);

/* The entry of the current task, made if there is none; null when the table is full. */
TaskState *task_state_get();

/*
 * Applies the affinity that the current task was given at DISPATCH_LEVEL. Below DISPATCH_LEVEL. May
 * sleep.
 */
void task_affinity_apply(TaskState &state);

/* Ends the system affinity of the current task, whose entry may then be given up. */
void task_affinity_end(TaskState &state);

/* Gives up the entry of the current task, if nothing is set in it. */
void task_state_put_if_default();

/* Regions, mutexes, a system affinity and attachments with which a driver's code ended in a task. */
struct TaskLeft {
	u16 critical_regions;
	u16 guarded_regions;
	u16 owned_mutexes;
	const void *mutex;		/* TaskState::mutex */
	u16 attachments;
	const void *attached_to;	/* the process, the last one */
	const void *attached_by;	/* the driver's code that did it */
	bool affinity;
};

/*
 * After a driver's code: gives up the entry of the current task, restores the affinity, and detaches. Returns
 * what it found. At PASSIVE_LEVEL.
 */
TaskLeft task_state_drop();

/*
 * Reports a region, a mutex, a system affinity or an attachment that the code named by @violation left behind. Its
 * code and parameters are set here: @routine is the first parameter, and @is_item tells a work
 * item's routine. The bug check for the mutexes of such a routine is another one, which its worker
 * reports.
 */
void report_task_left(const TaskLeft &left, Violation violation, const void *routine, bool is_item);

/*
 * While one exists, its task counts as a system thread: Windows calls DriverEntry and DriverUnload
 * in one. This is no TaskState, since workers check all threads for these while there are any.
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
