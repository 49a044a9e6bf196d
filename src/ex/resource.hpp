/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources, for those who have names of their own for them.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"

namespace ww {

enum class Access {
	exclusive,
	shared,
	shared_first,		/* before those that wait for exclusive access */
	shared_last,		/* after them, also for who is a shared owner */
};

/* True when the current thread owns the resource now. Nothing but a report above APC_LEVEL. */
bool resource_acquire(CallSite call, ERESOURCE *resource, Access access, bool wait);

/* Ends one acquisition by @owner. One that is no owner's is reported, and nothing changes. */
void resource_release(CallSite call, ERESOURCE *resource, ERESOURCE_THREAD owner);

} /* namespace ww */
