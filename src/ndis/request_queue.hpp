/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The OID requests of a sender, which is a filter module, or the bindings of an adapter. A worker has them handled, one
 * after the other. A request is at one of these places, and a cancel ends it there:
 *
 *	place			since		a cancel
 *	in the queue		push()		takes it out, to be completed with NDIS_STATUS_REQUEST_ABORTED
 *	on its way		next()		keeps it from each driver below: enter() fails, and so does wait()
 *	in a handler		enter()		calls the cancel handler of the driver that has it
 *	on its way, handled	leave()		does nothing
 *	none			end()		does nothing
 *
 * The places change under the lock, so a cancel finds a request at one of them. leave() waits for the calls of the cancel
 * handler, so it never meets another request with the same ID.
 */
#pragma once

#include <ndis.h>

#include "base/atomic.hpp"
#include "base/types.hpp"

namespace ww {

struct FilterModule;

/* The sender of a request that is in a queue, or that next() has just returned. */
void *request_sender(NDIS_OID_REQUEST &request);

class RequestQueue {
public:
	/* What a cancel has found, for its caller to end. */
	struct Cancelled {
		LIST_ENTRY waiting;
		bool is_in_handler;	/* of the next; cancel_end() follows */
		FilterModule *module;	/* null: the miniport driver */

		/* One that has waited, or null. */
		NDIS_OID_REQUEST *take();
	};

	void init();

	/* <= DISPATCH_LEVEL, as the next two. */
	void push(NDIS_OID_REQUEST &request, void *sender);
	/* For the requests of @sender with this ID. */
	void cancel_begin(const void *sender, PVOID id, Cancelled &found);
	void cancel_end();

	/* ---- for the worker. PASSIVE_LEVEL ---- */

	/* The next request, which is on its way now; null if none waits. */
	NDIS_OID_REQUEST *next();
	/* It is about to be completed. */
	void end();

	/* Waits for the event. False: the request of @sender is cancelled, and the event is as it was. Null: none is. */
	static bool wait(RequestQueue *sender, KEVENT &event);
	/* The driver of @module, or null: the miniport driver, is about to get the request. False: it is cancelled. */
	bool enter(FilterModule *module);
	/*
	 * The handler has returned. True after a cancel meanwhile, whose call of the cancel handler has returned: the driver
	 * may not have known the request then.
	 */
	bool was_cancelled_in_handler();
	void leave();

private:
	enum class Place : u8 {
		none,
		way,
		handler,
		handler_returned,
		handled,
	};

	void wait_for_cancels();

	KSPIN_LOCK lock_;
	LIST_ENTRY queue_;			/* under the lock, as the next ones */
	NDIS_OID_REQUEST *current_;		/* at place_ */
	void *current_sender_;
	Place place_;
	FilterModule *module_;			/* that has it, in a handler */
	bool is_cancelled_;			/* on its way, or before the handler has returned */
	KEVENT cancelled_;			/* signalled on the way with is_cancelled_ */
	Atomic<u32> cancels_;			/* calls of the cancel handler, or about to be; they begin under the lock */
};

} /* namespace ww */
