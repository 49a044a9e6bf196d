/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operation: a handler of the driver's that may complete later.
 */
#pragma once

#include <ndis.h>

#include "base/atomic.hpp"

namespace ww {

/*
 * Something that a handler of the driver's does now, or promises for later by returning
 * NDIS_STATUS_PENDING. One at a time: what is under way is its name, an address of any kind.
 */
class Operation {
public:
	void init();
	void begin(const void *name) { under_way_.store(name); }

	/*
	 * What @handler, called since begin(@name), has @returned; waits if need be. The final
	 * status, which is that of the completion if there was one.
	 */
	NDIS_STATUS end(const void *name, NDIS_STATUS returned, const char *handler,
			const void *adapter);

	/* False, and nothing done, when @name is not under way. */
	bool complete(const void *name, NDIS_STATUS status);

private:
	Atomic<const void *> under_way_;
	NDIS_STATUS status_;		/* the completer's until it signals, then the waiter's */
	KEVENT done_;
};

} /* namespace ww */
