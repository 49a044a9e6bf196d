/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What threads of programs do, on its way from Linux to the routines of drivers: see task_events.cpp.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

struct TaskEvent {
	enum class Kind : u8 { thread_begins, thread_ends, image };

	Kind kind;
	u32 id;				/* of the thread */
	void *task;			/* with a reference */
	void *file;			/* of an image, with a reference */
	u64 base;			/* of an image */
	u64 bytes;
};

/* Makes the room for events, once. 0, or a negative errno. PASSIVE_LEVEL. */
int task_events_prepare();

/* The routines for events: thread_notify.cpp, image_notify.cpp. At PASSIVE_LEVEL. */
bool threads_have_routines();
void thread_routines_call(const TaskEvent &event);
bool images_have_routines();
void image_routines_call(const TaskEvent &event);

/* The thread with the id, with a reference, if the caller is a routine that is told of it; or null. */
void *announced_thread(u32 id);

void thread_routines_init();
void image_routines_init();
void task_events_init();
/* No event comes from now on. */
void task_events_exit();
/* Frees the room, when the last event is told. */
void task_events_free();

} /* namespace ww */
