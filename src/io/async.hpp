/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asynchronous requests of programs: WINWORK_SUBMIT, WINWORK_REAP, WINWORK_CANCEL, and those of
 * libaio. The invariants are in async.cpp.
 */
#pragma once

#include <wdm.h>

#include "base/atomic.hpp"
#include "base/lock.hpp"
#include "base/types.hpp"
#include "linux/poll.h"

namespace ww {

struct FileState;

/* The asynchronous requests of a file. */
struct Submissions {
	/* The flag of unfinished: the file's closer waits no longer. */
	static constexpr u32 kAbandoned = 1u << 31;

	Lock lock;
	LIST_ENTRY pending WW_GUARDED_BY(lock);		/* of Submission */
	LIST_ENTRY complete WW_GUARDED_BY(lock);	/* of Submission, the oldest first */
	u32 count WW_GUARDED_BY(lock);			/* of both lists, without those of kiocbs */
	u32 kiocbs WW_GUARDED_BY(lock);			/* pending ones */
	Atomic<u32> unfinished;		/* requests whose finisher uses the file; and kAbandoned */
	struct ww_poll poll;		/* wakes when a request is complete */
};

/*
 * For a new file object, and for one that ends. The latter drops the results that were not reaped.
 */
void submissions_init(Submissions &submissions);
void submissions_drop(Submissions &submissions);

/*
 * Waits until the file's requests are finished, cancel_timeout at most. Those that are left then
 * keep the file. After requests_cancel().
 */
void submissions_end(FileState *file);

} /* namespace ww */
