/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Forward progress: requests that a queue has in reserve, for IRPs that get none for want of memory.
 *
 * A reserved request is a child of its device, like any other, and is used again and again:
 *
 *	where				state		left by
 *	Queue::reserved			completed	an IRP without memory; the end of the queue
 *	on its way, as any request	any		its completion
 *	completed, and the driver has	completed	the driver's last WdfObjectDereference
 *	references
 *
 * An IRP that finds no reserved request waits in Queue::irps, cancelable, until one comes back. The queue is not
 * empty while an IRP waits: a drain waits for it, a purge and the end of the queue cancel it.
 *
 * The end of the queue deletes the requests in the reserve. One that is out then, since it was forwarded to another
 * queue, is deleted when it comes back. Request::home stays as long as the request.
 */
#pragma once

#include "queue.hpp"

namespace ww::wdf {

/*
 * A request for an IRP that goes to @queue, or to EvtIoInCallerContext, without a queue too. Null if the queue has it
 * already, by a reserved request; if it waits for one; or if it is completed. Then @status is what the dispatch routine
 * returns. <= DISPATCH_LEVEL.
 */
Request *request_for(Device &device, PIRP irp, Queue *queue, NTSTATUS &status);

/* The part of request_end() for a reserved request: it has no IRP any more, and keeps what was made in reserve. */
void reserved_end(Request &request);

/* A reserved request goes back to its reserve, if nobody uses it. Else nothing happens. */
void reserved_return(Request &request);

/* Returns a request that ends in this scope, at the end of that. Nothing for one that is not reserved. */
class ReservedReturn {
public:
	explicit ReservedReturn(Request &request) : request_(request.home ? &request : nullptr)
	{
		if (request_)
			object_reference(request_);
	}
	~ReservedReturn()
	{
		if (!request_)
			return;
		reserved_return(*request_);
		object_dereference(request_);
	}
	ReservedReturn(const ReservedReturn &) = delete;
	ReservedReturn &operator=(const ReservedReturn &) = delete;

private:
	Request *request_;
};

/* Takes the IRPs that wait in the queue, of @file or all if it is null, and puts them into @irps. */
void reserve_take_canceled(Queue &queue, const FILE_OBJECT *file, LIST_ENTRY &irps)
	WW_REQUIRES(queue.lock);

/* Completes these, as cancelled. */
void reserve_complete_canceled(Queue &queue, LIST_ENTRY &irps);

/* The queue has ended: so does its reserve. PASSIVE_LEVEL. */
void reserve_end(Queue &queue);

} /* namespace ww::wdf */
