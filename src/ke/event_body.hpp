/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the object of an event has. For the files of this folder.
 */
#pragma once

#include <wdm.h>

#include "linux/done.h"
#include "linux/eventfd.h"

namespace ww {

struct EventBody {
	KEVENT event;			/* first: what drivers see */
	/* For comparison: source has the reference. Null for a driver's event. */
	struct ww_event_file *file;
	struct ww_event_source source;
	EventBody *next;		/* in its bucket, under the lock */
	struct ww_later later;		/* for the end */
};

} /* namespace ww */
