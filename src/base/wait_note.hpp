/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WaitNote: what a thread waits for, as long as it sleeps. The watch for stuck routines reads the notes
 * (src/engine/watch.hpp), so there are none while that is off. A thread has one note: an inner wait, as for the
 * event of a mutex, adds none.
 *
 * The table is bounded, as is the search in it. A wait that finds no place is not noted.
 */
#pragma once

#include "call_site.hpp"
#include "linux/watch.h"
#include "types.hpp"

namespace ww {

/* What ends a wait. */
enum class WaitEnd : u8 {
	any,				/* any code may */
	holder,				/* the task that holder() returns */
	routines_of_object,		/* the routines that run for the object */
	routines_of_driver,		/* the routines of the driver object */
};

struct Wait {
	CallSite call;
	const char *what;		/* of @object: "the mutex" */
	const void *object;
	WaitEnd end = WaitEnd::any;
	/* Called during the wait, so @object exists. Under a lock: takes none. Its result is only compared. */
	const void *(*holder)(const void *object) = nullptr;
};

class WaitNote {
public:
	explicit WaitNote(const Wait &wait)
	{
		if (ww_stuck_timeout) [[unlikely]]
			begin(wait);
	}
	~WaitNote()
	{
		if (place_) [[unlikely]]
			end();
	}
	WaitNote(const WaitNote &) = delete;
	WaitNote &operator=(const WaitNote &) = delete;

private:
	void begin(const Wait &wait);
	void end();

	void *place_ = nullptr;
};

/* A copy of a note. */
struct SeenWait {
	Wait wait;
	const void *task;		/* for comparison: it may have ended in the wait */
	const void *holder;		/* of WaitEnd::holder: a task for comparison, or null */
	s64 since;			/* of WW_CLOCK_MONOTONIC */
	u32 id;				/* of the thread */
	char name[16];
};

/* The wait of @task. False if it has no note. */
bool wait_find(const void *task, SeenWait &seen);

/*
 * The first wait from number @number on that lasts since @before or longer, and was not found before: one for
 * routines, or in DriverEntry or DriverUnload.
 * @number becomes the next number. False at the end.
 */
bool wait_take_old(u32 &number, s64 before, SeenWait &seen);

void waits_init();

} /* namespace ww */
