/* SPDX-License-Identifier: GPL-2.0 */
#include "wait_note.hpp"

#include "linux/thread.h"
#include "linux/time.h"
#include "linux/user.h"
#include "lock.hpp"
#include "mixed.hpp"
#include "task.hpp"
#include "text.hpp"

namespace ww {
namespace {

/* docs/scheduling.md, Constants */
constexpr u32 kPlaces = 512;
constexpr u32 kSearched = 8;		/* from the one that the task's address selects */

struct Place {
	const void *task;		/* null: free */
	Wait wait;
	s64 since;
	u32 id;				/* of the thread */
	char name[16];
	bool is_told;
};

constinit Lock lock;
constinit Place places[kPlaces] WW_GUARDED_BY(lock){};

/* The note of @task. Without one, @free becomes a free place, if there is any. */
Place *find(const void *task, Place **free = nullptr) WW_REQUIRES(lock)
{
	const u32 first = static_cast<u32>(mixed(reinterpret_cast<uintptr_t>(task)) >> 32);

	for (u32 i = 0; i < kSearched; i++) {
		Place &place = places[(first + i) % kPlaces];

		if (place.task == task)
			return &place;
		if (!place.task && free)
			*free = &place;
	}
	return nullptr;
}

SeenWait seen_in(const Place &place) WW_REQUIRES(lock)
{
	const Wait &wait = place.wait;
	SeenWait seen = { wait, place.task, wait.holder ? wait.holder(wait.object) : nullptr, place.since,
			  place.id, {} };

	text_copy(seen.name, sizeof(seen.name), place.name);
	return seen;
}

/* A program's thread may wait for an event for days. DriverEntry and DriverUnload may not. */
bool is_due(const Place &place)
{
	return place.wait.end >= WaitEnd::routines_of_object || task_is_system(place.task);
}

} /* namespace */

void WaitNote::begin(const Wait &wait)
{
	const void *const task = ww_current_task();
	const s64 now = ww_time(WW_CLOCK_MONOTONIC);
	Place *free = nullptr;
	LockGuard guard(lock);

	if (find(task, &free) || !free)
		return;
	*free = { task, wait, now, ww_task_id(task), {}, false };
	/* Here, for a thread that ends in the wait, by an oops, leaves its note. */
	ww_task_name(task, &free->name);
	place_ = free;
}

void WaitNote::end()
{
	LockGuard guard(lock);

	*static_cast<Place *>(place_) = {};
}

bool wait_find(const void *task, SeenWait &seen)
{
	LockGuard guard(lock);
	const Place *const place = task ? find(task) : nullptr;

	if (place)
		seen = seen_in(*place);
	return place;
}

bool wait_take_old(u32 &number, s64 before, SeenWait &seen)
{
	while (number < kPlaces) {
		LockGuard guard(lock);
		Place &place = places[number++];
		const bool is_old = place.task && !place.is_told && place.since <= before;

		if (!is_old || !is_due(place))
			continue;
		place.is_told = true;
		seen = seen_in(place);
		return true;
	}
	return false;
}

void waits_init()
{
	lock.init(WW_LOCK_WAITS);
}

} /* namespace ww */
