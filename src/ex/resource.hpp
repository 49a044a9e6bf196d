/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources, for those who have names of their own for them.
 */
#pragma once

#include <wdm.h>

namespace ww {

enum class Access {
	exclusive,
	shared,
	shared_first,		/* before those that wait for exclusive access */
	shared_last,		/* after them, also for who is a shared owner */
};

/* True when the current thread owns the resource now. Nothing but a report above APC_LEVEL. */
bool resource_acquire(ERESOURCE *resource, Access access, bool wait, const char *function,
		      const void *caller);

/* Ends one acquisition by @owner. One that is no owner's is reported, and nothing changes. */
void resource_release(ERESOURCE *resource, ERESOURCE_THREAD owner, const char *function,
		      const void *caller);

} /* namespace ww */
