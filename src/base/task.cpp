/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of tasks with a state of their own. Its entries are set aside beforehand, since
 * raising the IRQL cannot fail for want of memory.
 */
#include "task.hpp"

#include "attachment.hpp"
#include "linux/affinity.h"
#include "linux/thread.h"
#include "lock.hpp"

namespace ww {
namespace {

/* Static: raising the IRQL must not need memory. See docs/scheduling.md, Constants. */
constexpr u32 kEntries = 1024;
constexpr u32 kBuckets = 64;

struct Entry {
	TaskState state;
	Entry *next;		/* in its bucket, or among the free */
};

constinit Lock lock;
constinit Entry entries[kEntries] WW_GUARDED_BY(lock){};
constinit Entry *free_entries WW_GUARDED_BY(lock) = nullptr;
constinit Entry *buckets[kBuckets] WW_GUARDED_BY(lock){};
constinit SystemTask *system_tasks WW_GUARDED_BY(lock) = nullptr;

Entry *&bucket_of(const void *task) WW_REQUIRES(lock)
{
	const uintptr_t hash = reinterpret_cast<uintptr_t>(task) >> 6;

	return buckets[(hash ^ hash >> 6) % kBuckets];
}

/* The link that points to the entry of @task, or the null at the chain's end. */
Entry **find_link(const void *task) WW_REQUIRES(lock)
{
	lock.assert_held();

	Entry **link = &bucket_of(task);

	while (*link && (*link)->state.task != task)
		link = &(*link)->next;
	return link;
}

bool is_default(const TaskState &state)
{
	return !state.top_level_irp && !state.affinity && !state.critical_regions &&
	       !state.guarded_regions && !state.owned_mutexes && !state.attachments && !state.irql;
}

void give_back(Entry **link) WW_REQUIRES(lock)
{
	Entry *entry = *link;

	lock.assert_held();

	*link = entry->next;
	entry->next = free_entries;
	free_entries = entry;
	task_states_in_use.fetch_sub(1, Order::relaxed);
}

} /* namespace */

constinit Atomic<u32> task_states_in_use;

void tasks_init()
{
	lock.init(WW_LOCK_TASKS);

	LockGuard guard(lock);

	for (Entry &entry : entries) {
		entry.next = free_entries;
		free_entries = &entry;
	}
}

TaskState *task_state_find(const void *task)
{
	if (!task_states_in_use.load(Order::relaxed))
		return nullptr;

	LockGuard guard(lock);
	Entry *entry = *find_link(task);

	return entry ? &entry->state : nullptr;
}

TaskState *task_state_get()
{
	const void *task = ww_current_task();
	LockGuard guard(lock);
	Entry **link = find_link(task);

	if (!*link) {
		Entry *entry = free_entries;

		if (!entry)
			return nullptr;
		free_entries = entry->next;
		*entry = Entry{};
		entry->state.task = task;
		*link = entry;
		task_states_in_use.fetch_add(1, Order::relaxed);
	}
	return &(*link)->state;
}

void task_state_put_if_default()
{
	if (!task_states_in_use.load(Order::relaxed))
		return;

	LockGuard guard(lock);
	Entry **link = find_link(ww_current_task());
	Entry *entry = *link;

	if (entry && is_default(entry->state))
		give_back(link);
}

void task_affinity_end(TaskState &state)
{
	void *const affinity = state.affinity;

	state.affinity = nullptr;
	state.affinity_mask = 0;
	state.is_affinity_due = false;
	ww_affinity_end(affinity);
}

/* The processors were online when the driver chose them. If none is now, all stays as it is. */
void task_affinity_apply(TaskState &state)
{
	if (!state.affinity_mask) {
		task_affinity_end(state);
		return;
	}
	state.is_affinity_due = false;
	ww_affinity_set(state.affinity, state.affinity_group * WW_AFFINITY_CPUS,
			state.affinity_mask);
}

TaskLeft task_state_drop()
{
	if (!task_states_in_use.load(Order::relaxed))
		return {};

	TaskState state{};
	TaskLeft left{};
	{
		LockGuard guard(lock);
		Entry **link = find_link(ww_current_task());

		if (!*link)
			return {};
		state = (*link)->state;
		give_back(link);
	}
	if (state.affinity)
		ww_affinity_end(state.affinity);
	left = { .critical_regions = state.critical_regions,
		 .guarded_regions = state.guarded_regions,
		 .owned_mutexes = state.owned_mutexes,
		 .mutex = state.mutex,
		 .attachments = 0,
		 .attached_to = state.attachments ? state.attachments->process : nullptr,
		 .attached_by = state.attachments ? state.attachments->caller : nullptr,
		 .affinity = state.affinity_mask != 0 };
	for (; state.attachments; left.attachments++)
		attachment_pop(state);
	return left;
}

void report_task_left(const TaskLeft &left, Violation violation, const void *routine, bool is_item)
{
	const u32 critical = left.critical_regions, guarded = left.guarded_regions;

	if (critical || guarded) {
		/* As on Windows each counter begins at 0, and an entry lowers it. */
		violation.code = BugCheck::apc_index_mismatch;
		violation.parameter[0] = address_of(routine);
		violation.parameter[1] = 0;
		violation.parameter[2] = (-guarded & 0xffff) << 16 | (-critical & 0xffff);
		violation.parameter[3] = is_item;
		report(violation, "the routine left %u critical and %u guarded regions entered",
		       critical, guarded);
	}
	if (left.attachments) {
		violation.code = BugCheck::apc_index_mismatch;
		violation.parameter[0] = address_of(routine);
		violation.parameter[1] = 1;	/* the index of the state of APCs: attached */
		violation.parameter[2] = 0;
		violation.parameter[3] = is_item;
		if (!violation.call.caller)
			violation.call.caller = left.attached_by;
		report(violation, "the routine left the thread attached to %u processes; the last one is %p",
		       left.attachments, left.attached_to);
	}
	if (left.owned_mutexes && !is_item) {
		violation.code = BugCheck::thread_terminate_held_mutex;
		violation.parameter[0] = address_of(violation.item ? violation.item
								   : ww_current_task());
		violation.parameter[1] = address_of(left.mutex);
		violation.parameter[2] = violation.parameter[3] = 0;
		report(violation, "the routine left the thread with %u mutexes, which stay owned",
		       left.owned_mutexes);
	}
	if (left.affinity) {
		violation.code = BugCheck::invalid_affinity_set;
		violation.parameter[0] = address_of(routine);
		violation.parameter[1] = violation.parameter[2] = violation.parameter[3] = 0;
		report(violation, "the routine left the thread with a system affinity");
	}
}

SystemTask::SystemTask() : task_(ww_current_task())
{
	LockGuard guard(lock);

	next_ = system_tasks;
	system_tasks = this;
}

SystemTask::~SystemTask()
{
	LockGuard guard(lock);
	SystemTask **link = &system_tasks;

	while (*link != this)
		link = &(*link)->next_;
	*link = next_;
}

bool task_is_system(const void *task)
{
	LockGuard guard(lock);

	for (const SystemTask *each = system_tasks; each; each = each->next_) {
		if (each->task_ == task)
			return true;
	}
	return false;
}

} /* namespace ww */
