/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lists of routines.
 */
#include "routine_list.hpp"

#include "base/lock.hpp"
#include "base/report.hpp"
#include "image.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/thread.h"

namespace ww {
namespace {

/* Covers all lists, and all of a routine that changes. */
constinit Lock lock;
constinit ListedRoutine *all WW_GUARDED_BY(lock) = nullptr;

ListedRoutine *routine_of(LIST_ENTRY *entry)
{
	return CONTAINING_RECORD(entry, ListedRoutine, link);
}

void unlink(ListedRoutine *routine) WW_REQUIRES(lock)
{
	ListedRoutine **place = &all;

	lock.assert_held();
	RemoveEntryList(&routine->link);
	while (*place != routine)
		place = &(*place)->next_of_all;
	*place = routine->next_of_all;
}

/* The first routine behind @entry that is not removed; null at the end. */
ListedRoutine *next_behind(RoutineList &list, LIST_ENTRY *entry) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (entry = entry->Flink; entry != &list.entries; entry = entry->Flink) {
		if (!routine_of(entry)->is_removed)
			return routine_of(entry);
	}
	return nullptr;
}

void keep(ListedRoutine &routine)
{
	LockGuard guard(lock);

	routine.references++;
}

bool is_last_reference(ListedRoutine *routine)
{
	LockGuard guard(lock);

	return !--routine->references;
}

void release(ListedRoutine *routine)
{
	if (is_last_reference(routine))
		routine->family->free(routine);
}

/* ---- Calls ------------------------------------------------------------------------------ */

/* Begins a call of the next routine behind @previous, or of the first one for null; null at the end. */
ListedRoutine *begin_next(RoutineList &list, ListedRoutine *previous, RoutineCall &running)
{
	LockGuard guard(lock);
	ListedRoutine *routine = next_behind(list, previous ? &previous->link : &list.entries);

	if (!routine)
		return nullptr;
	InsertTailList(&routine->running, &running.link);
	return routine;
}

/* False for one that is removed. */
bool begin_again(ListedRoutine &routine, RoutineCall &running)
{
	LockGuard guard(lock);

	if (routine.is_removed)
		return false;
	InsertTailList(&routine.running, &running.link);
	return true;
}

void end_call(ListedRoutine *routine, RoutineCall &running)
{
	_WINWORK_IMAGE *const image = routine->image;
	struct ww_done *last_call = nullptr;
	bool is_free = false;

	{
		LockGuard guard(lock);

		RemoveEntryList(&running.link);
		if (IsListEmpty(&routine->running) && routine->is_removed) {
			last_call = routine->last_call;
			is_free = routine->is_orphan;
			unlink(routine);
		}
	}
	if (last_call)
		ww_done_set(last_call);
	if (!is_free)
		return;
	release(routine);
	image_dereference(image);
}

/* ---- Removal ---------------------------------------------------------------------------- */

bool runs_here(const ListedRoutine &routine) WW_REQUIRES(lock)
{
	const void *const task = ww_current_task();

	lock.assert_held();
	for (const LIST_ENTRY *entry = routine.running.Flink; entry != &routine.running; entry = entry->Flink) {
		if (CONTAINING_RECORD(entry, RoutineCall, link)->task == task)
			return true;
	}
	return false;
}

/* Removes the routine that matches and stores it. With a call elsewhere, @last_call is set at its end. */
RoutineRemoval begin_removal(const RoutineFamily &family, RoutineMatch matches, const void *wanted,
			     ListedRoutine *&routine, struct ww_done *last_call)
{
	LockGuard guard(lock);

	routine = all;
	while (routine && (routine->is_removed || routine->family != &family || !matches(*routine, wanted)))
		routine = routine->next_of_all;
	if (!routine)
		return RoutineRemoval::unknown;
	routine->is_removed = true;
	if (IsListEmpty(&routine->running)) {
		unlink(routine);
		ww_done_set(last_call);
	} else if (runs_here(*routine)) {
		routine->is_orphan = true;
		image_reference(routine->image);
		return RoutineRemoval::own_routine;
	} else {
		routine->last_call = last_call;
	}
	return RoutineRemoval::done;
}

ListedRoutine *any_of(const _WINWORK_IMAGE &image)
{
	LockGuard guard(lock);
	ListedRoutine *routine = all;

	while (routine && (routine->image != &image || routine->is_removed))
		routine = routine->next_of_all;
	return routine;
}

/* ---- Entries ---------------------------------------------------------------------------- */

struct Entry {
	u32 most;
	RoutineMatch is_same;		/* or null */
	RoutineMatch is_behind;		/* likewise */
};

Admission admit(RoutineList &list, const ListedRoutine *routine, const Entry &entry) WW_REQUIRES(lock)
{
	u32 count = 0;

	lock.assert_held();
	for (ListedRoutine *other = next_behind(list, &list.entries); other;
	     other = next_behind(list, &other->link)) {
		if (entry.is_same && entry.is_same(*other, routine))
			return Admission::duplicate;
		count++;
	}
	return count >= entry.most ? Admission::full : Admission::admitted;
}

/* The entry that @routine belongs in front of; the list's own at its end. */
LIST_ENTRY *place_of(RoutineList &list, const ListedRoutine *routine, RoutineMatch is_behind) WW_REQUIRES(lock)
{
	LIST_ENTRY *place = is_behind ? list.entries.Flink : &list.entries;

	lock.assert_held();
	while (place != &list.entries && !is_behind(*routine_of(place), routine))
		place = place->Flink;
	return place;
}

Admission enter(RoutineList &list, const RoutineFamily &family, ListedRoutine *routine, const Entry &entry)
{
	LockGuard guard(lock);
	const Admission admission = admit(list, routine, entry);

	if (admission != Admission::admitted)
		return admission;
	InitializeListHead(&routine->running);
	routine->references = 1;
	routine->family = &family;
	routine->next_of_all = all;
	all = routine;
	InsertTailList(place_of(list, routine, entry.is_behind), &routine->link);
	return Admission::admitted;
}

} /* namespace */

bool routine_is(const ListedRoutine &routine, const void *wanted)
{
	return &routine == wanted;
}

void routine_list_init(RoutineList &list)
{
	InitializeListHead(&list.entries);
}

Admission routine_enter(RoutineList &list, const RoutineFamily &family, ListedRoutine *routine,
			u32 most, RoutineMatch is_same)
{
	return enter(list, family, routine, { most, is_same, nullptr });
}

Admission routine_enter_sorted(RoutineList &list, const RoutineFamily &family, ListedRoutine *routine,
			       RoutineMatch is_same, RoutineMatch is_behind)
{
	return enter(list, family, routine, { ~0u, is_same, is_behind });
}

bool routine_list_has_any(RoutineList &list)
{
	LockGuard guard(lock);

	return next_behind(list, &list.entries);
}

void routines_call(RoutineList &list, void (*call)(ListedRoutine &routine, void *argument),
		   void *argument)
{
	const void *const task = ww_current_task();
	RoutineCall running[2] = { { task, {} }, { task, {} } };
	ListedRoutine *previous = nullptr;
	u32 turn = 0;

	/* The next call begins before the last one ends: so the place in the list is not lost. */
	while (ListedRoutine *routine = begin_next(list, previous, running[turn])) {
		if (previous)
			end_call(previous, running[1 - turn]);
		call(*routine, argument);
		previous = routine;
		turn = 1 - turn;
	}
	if (previous)
		end_call(previous, running[1 - turn]);
}

ToldRoutines::~ToldRoutines()
{
	while (last_)
		leave();
}

ToldRoutine *ToldRoutines::enter(ListedRoutine &routine)
{
	auto *const told = static_cast<ToldRoutine *>(ww_zalloc_sleeping(sizeof(ToldRoutine)));

	if (!told)
		return nullptr;
	keep(routine);
	told->routine = &routine;
	told->next = last_;
	last_ = told;
	return told;
}

void ToldRoutines::leave()
{
	ToldRoutine *const told = last_;

	last_ = told->next;
	release(told->routine);
	ww_free(told);
}

void ToldRoutines::call_again(void (*call)(ListedRoutine &routine, void *call_context, void *argument),
			      void *argument)
{
	for (const ToldRoutine *told = last_; told; told = told->next) {
		RoutineCall running = { ww_current_task(), {} };

		if (!begin_again(*told->routine, running))
			continue;
		call(*told->routine, told->call_context, argument);
		end_call(told->routine, running);
	}
}

RoutineRemoval routine_remove(CallSite call, const RoutineFamily &family, RoutineMatch matches,
			      const void *wanted)
{
	struct ww_done last_call;
	ListedRoutine *routine = nullptr;

	ww_done_init(&last_call);

	const RoutineRemoval removal = begin_removal(family, matches, wanted, routine, &last_call);

	if (removal != RoutineRemoval::done)
		return removal;
	while (!ww_done_wait(&last_call, 10))
		ww_print(WW_LEVEL_WARNING, "%s waits for the routine %s", call.function,
			 shown_routine(routine->routine).text);
	release(routine);
	return RoutineRemoval::done;
}

void routines_report_left(const _WINWORK_IMAGE &image)
{
	while (const ListedRoutine *left = any_of(image)) {
		left->family->report_left(*left, image.DriverObject);
		routine_remove({ "DriverUnload" }, *left->family, routine_is, left);
	}
}

void routine_lists_init()
{
	lock.init(WW_LOCK_CALLBACKS);
}

} /* namespace ww */
