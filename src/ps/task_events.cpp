/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What threads of programs do, on its way from Linux to the routines of drivers.
 *
 * Linux tells of it where nothing may sleep. So an event goes into a ring of a fixed size, and a work of Linux takes
 * the events from there, one after the other. The thread meanwhile goes on. Programs cannot make the ring longer: if
 * the routines are slower than the programs, events are lost, and the log says how many.
 */
#include "task_events.hpp"

#include "base/errno.hpp"
#include "base/line_limit.hpp"
#include "base/lock.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/task_events.h"
#include "linux/thread.h"
#include "linux/user.h"

namespace ww {
namespace {

constexpr u32 kMostEvents = 4096;	/* docs/scheduling.md, Constants */

constinit Lock lock;
constinit TaskEvent *ring WW_GUARDED_BY(lock) = nullptr;
constinit u32 first WW_GUARDED_BY(lock) = 0;
constinit u32 count WW_GUARDED_BY(lock) = 0;
constinit u32 lost WW_GUARDED_BY(lock) = 0;
constinit bool is_draining WW_GUARDED_BY(lock) = false;

struct ww_later later;
constinit LineLimit lines;

/* Of the work, while routines are called. */
constinit const void *teller WW_GUARDED_BY(lock) = nullptr;
constinit const TaskEvent *told WW_GUARDED_BY(lock) = nullptr;

void set_told(const TaskEvent *event)
{
	LockGuard guard(lock);

	teller = event ? ww_current_task() : nullptr;
	told = event;
}

void tell(const TaskEvent &event)
{
	set_told(&event);
	if (event.kind == TaskEvent::Kind::image)
		image_routines_call(event);
	else
		thread_routines_call(event);
	set_told(nullptr);
	if (event.file)
		ww_image_put(event.file);
	ww_task_put(event.task);
}

/* The next event; with none, the drain ends. */
bool take(TaskEvent &event)
{
	LockGuard guard(lock);

	is_draining = count;
	if (!count)
		return false;
	event = ring[first];
	first = (first + 1) % kMostEvents;
	count--;
	return true;
}

u32 take_lost()
{
	LockGuard guard(lock);
	const u32 taken = lost;

	lost = 0;
	return taken;
}

void report_lost()
{
	const u32 number = lines.is_spent() ? 0 : take_lost();

	if (number && lines.take())
		ww_print(WW_LEVEL_WARNING,
			 "%u begins and ends of threads, and images, are told to no routine: the routines are too slow",
			 number);
}

void drain(struct ww_later *)
{
	TaskEvent event;

	while (take(event)) {
		tell(event);
		report_lost();
	}
}

void put(const TaskEvent &event)
{
	LockGuard guard(lock);

	if (count == kMostEvents) {
		lost++;
		return;
	}
	ww_task_get(event.task);
	if (event.file)
		ww_image_get(event.file);
	ring[(first + count++) % kMostEvents] = event;
	if (!is_draining)
		ww_later_patiently(&later, drain);
	is_draining = true;
}

void put_thread(TaskEvent::Kind kind, void *task, u32 id)
{
	if (threads_have_routines())
		put({ .kind = kind, .id = id, .task = task, .file = nullptr, .base = 0, .bytes = 0 });
}

TaskEvent *swap_room(TaskEvent *room)
{
	LockGuard guard(lock);
	TaskEvent *const before = ring;

	ring = room;
	return before;
}

/* Null if there is room already. */
TaskEvent *keep(TaskEvent *room)
{
	LockGuard guard(lock);

	if (ring)
		return room;
	ring = room;
	return nullptr;
}

bool has_room()
{
	LockGuard guard(lock);

	return ring;
}

} /* namespace */

int task_events_prepare()
{
	if (has_room())
		return 0;

	auto *room = static_cast<TaskEvent *>(ww_zalloc_large(kMostEvents * sizeof(TaskEvent)));

	if (!room)
		return -kNoMemory;
	ww_free_large(keep(room));
	return 0;
}

void *announced_thread(u32 id)
{
	LockGuard guard(lock);

	if (teller != ww_current_task() || !told || told->id != id)
		return nullptr;
	ww_task_get(told->task);
	return told->task;
}

void task_events_init()
{
	lock.init(WW_LOCK_TASK_EVENTS);
	thread_routines_init();
	image_routines_init();
}

void task_events_exit()
{
	ww_threads_unwatch();
	ww_images_unwatch();
}

void task_events_free()
{
	ww_free_large(swap_room(nullptr));
}

} /* namespace ww */

using namespace ww;

extern "C" {

void ww_thread_begins(void *task, ww_u32 id)
{
	put_thread(TaskEvent::Kind::thread_begins, task, id);
}

void ww_thread_ends(void *task, ww_u32 id)
{
	put_thread(TaskEvent::Kind::thread_ends, task, id);
}

void ww_image_mapped(void *file, ww_u64 base, ww_u64 bytes)
{
	void *const task = ww_current_task();

	if (images_have_routines())
		put({ .kind = TaskEvent::Kind::image, .id = ww_task_id(task), .task = task, .file = file,
		      .base = base, .bytes = bytes });
}

} /* extern "C" */
