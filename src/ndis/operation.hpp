/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operation: a call of a driver's handler that the driver may complete later.
 */
#pragma once

#include <ndis.h>

#include "base/atomic.hpp"

namespace ww {

/*
 * The handler returns either the final status, or NDIS_STATUS_PENDING if the driver calls the
 * completion function. At most one call is in progress; an address, its name, identifies it. A
 * compare-and-exchange from that name to null decides which of the two ends the call.
 */
class Operation {
public:
	void init();

	/* Before the handler is called. */
	void begin(const void *name) { in_progress_.store(name); }

	/*
	 * After @handler has @returned. Waits for the completion if the handler returned
	 * NDIS_STATUS_PENDING, and returns the final status. PASSIVE_LEVEL.
	 *
	 * Another status after the driver has called the completion function is reported; the
	 * status of the completion is the final one.
	 */
	NDIS_STATUS end(const void *name, NDIS_STATUS returned, const char *handler,
			const void *adapter);

	/* Whether neither of both has ended the call. */
	bool is_in_progress(const void *name) const { return in_progress_.load() == name; }

	/* Completes the call. False, and nothing is done, when @name is not in progress. */
	bool complete(const void *name, NDIS_STATUS status);

private:
	Atomic<const void *> in_progress_;
	NDIS_STATUS status_;		/* written before the event is set, read after it */
	KEVENT completed_;
};

} /* namespace ww */
