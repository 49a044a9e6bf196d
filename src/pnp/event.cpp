/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The worker that tells of events.
 */
#include "event.hpp"

#include "base/lock.hpp"
#include "base/task.hpp"
#include "linux/done.h"
#include "linux/thread.h"

namespace ww {
namespace {

/* Covers the events that are not told yet, and their worker. */
constinit Lock lock;
constinit PnpEvent *first WW_GUARDED_BY(lock) = nullptr;
constinit PnpEvent *last WW_GUARDED_BY(lock) = nullptr;
constinit u64 newest WW_GUARDED_BY(lock) = 0;
constinit bool is_worker_due WW_GUARDED_BY(lock) = false;
constinit const void *worker WW_GUARDED_BY(lock) = nullptr;
constinit struct ww_later later{};

/* The next event, which is the caller's; null when there is none, and the worker ends. */
PnpEvent *take()
{
	LockGuard guard(lock);
	PnpEvent *const event = first;

	worker = event ? ww_current_task() : nullptr;
	if (event)
		first = event->next;
	else
		is_worker_due = false;
	return event;
}

void tell_all(struct ww_later *)
{
	const SystemTask system;

	while (PnpEvent *event = take())
		event->tell(*event);
}

/* Returns whether a worker has to be started. */
bool append(PnpEvent &event)
{
	LockGuard guard(lock);
	const bool starts = !is_worker_due;

	event.next = nullptr;
	event.number = ++newest;
	(first ? last->next : first) = &event;
	last = &event;
	is_worker_due = true;
	return starts;
}

} /* namespace */

void event_add(PnpEvent &event)
{
	if (append(event))
		ww_later_patiently(&later, tell_all);
}

u64 event_newest()
{
	LockGuard guard(lock);

	return newest;
}

bool event_is_being_told_here()
{
	LockGuard guard(lock);

	return worker == ww_current_task();
}

void events_init()
{
	lock.init(WW_LOCK_PNP_EVENTS);
}

} /* namespace ww */
