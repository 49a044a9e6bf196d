/* SPDX-License-Identifier: GPL-2.0 */
/*
 * LiveTask: the task of a pointer that its owner may have left behind. A thread that ends inside a driver's routine, by
 * PsTerminateSystemThread or an oops, never takes its pointer away. So the pointer is compared with the tasks that
 * there are, and not followed until it is one of them.
 *
 * Linux soon gives the memory to another thread. If that began after a time at which the pointer was there, it is told
 * from the one that has ended; else it is taken for that one, but never followed after its own end.
 */
#pragma once

#include "linux/thread.h"
#include "types.hpp"

namespace ww {

class LiveTask {
public:
	/*
	 * @wanted may be null. It was there at @since, of WW_CLOCK_MONOTONIC. Looks at all threads of the machine. May
	 * sleep.
	 */
	LiveTask(const void *wanted, s64 since)
		: wanted_(wanted), is_live_(wanted && ww_task_get_live(wanted, since))
	{
	}
	~LiveTask()
	{
		if (is_live_)
			ww_task_put(const_cast<void *>(wanted_));
	}
	LiveTask(const LiveTask &) = delete;
	LiveTask &operator=(const LiveTask &) = delete;

	/* Whether the task may be followed, as long as this exists. */
	bool is_live() const { return is_live_; }
	bool has_ended() const { return wanted_ && !is_live_; }
	/* To compare, and to follow if is_live(). */
	const void *get() const { return wanted_; }

private:
	const void *const wanted_;
	const bool is_live_;
};

} /* namespace ww */
