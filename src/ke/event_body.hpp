/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the object of an event has. For the files of this folder.
 */
#pragma once

#include <wdm.h>

#include "linux/done.h"
#include "linux/eventfd.h"
#include "linux/poll.h"

namespace ww {

/* Of an event with a name: the programs that have it open. */
struct EventPrograms {
	struct ww_poll poll;
	u32 user;			/* whose event it is */
	bool is_for_all;
};

struct EventBody {
	KEVENT event;			/* first: what drivers see */
	/* For comparison: source has the reference. Null for an event that is no program's eventfd. */
	struct ww_event_file *file;
	union {
		struct ww_event_source source;
		EventPrograms programs;
	};
	EventBody *next;		/* in its bucket, under the lock */
	struct ww_later later;		/* for the end */
};

} /* namespace ww */
