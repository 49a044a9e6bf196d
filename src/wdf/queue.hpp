/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFQUEUE: a queue of requests, and how they are delivered to the driver.
 *
 * queue_run() calls the callbacks of a queue. A thread that has changed the state of the queue
 * calls it, without the lock. It calls one callback after the other until there is nothing to do.
 * Several threads may be in it at once: so a request that arrives does not wait until the callback
 * with an earlier one returns. But a thread that completes, forwards or requeues a request leaves
 * the next callback to a thread that is in queue_run() already, often itself. So the stack does not
 * grow.
 *
 * A worker calls queue_run() if the thread may not: its IRQL is too high, or it has the callback
 * lock already.
 */
#pragma once

#include "base/lock.hpp"
#include "callback_lock.hpp"
#include "device.hpp"
#include "request.hpp"

namespace ww::wdf {

struct Queue : Object {
	static const Class kClass;

	/* A callback that waits until something is true of the queue. */
	struct Notice {
		PFN_WDF_IO_QUEUE_STATE callback;	/* null: none waits */
		WDFCONTEXT context;
	};

	/* A thread in queue_run(). */
	struct Runner : LIST_ENTRY {
		const void *task;
	};

	/* Constant. */
	Device *device;
	WDF_IO_QUEUE_CONFIG config;
	Object *serialiser;		/* whose callback lock callbacks are called with; or null */
	CallbackLock callback_lock;	/* for WdfSynchronizationScopeQueue */
	bool is_power_managed;
	u32 most_delivered;		/* at the same time */

	Queue *next_of_device WW_GUARDED_BY(tree_lock);	/* Device::queues */

	/* Lists of requests, the oldest one first. */
	Lock lock;
	LIST_ENTRY waiting WW_GUARDED_BY(lock);
	LIST_ENTRY delivered WW_GUARDED_BY(lock);	/* also those that are cancelable */
	LIST_ENTRY canceling WW_GUARDED_BY(lock);	/* for EvtRequestCancel */
	LIST_ENTRY canceled WW_GUARDED_BY(lock);	/* for EvtIoCanceledOnQueue */
	/* See forward_progress.hpp. */
	LIST_ENTRY reserved WW_GUARDED_BY(lock);	/* requests that nobody uses */
	LIST_ENTRY irps WW_GUARDED_BY(lock);	/* that wait for one, by Tail.Overlay.ListEntry */
	bool has_no_reserve WW_GUARDED_BY(lock);	/* any more: the queue ends */
	/* Freed with the queue; null: it has none. */
	Atomic<WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY *> policy;
	u32 waiting_count WW_GUARDED_BY(lock);
	u32 driver_count WW_GUARDED_BY(lock);	/* in the other three lists, and on their way */
	/* In no list: the framework completes them as cancelled; until queue_left(). */
	u32 leaving_count WW_GUARDED_BY(lock);
	bool accepts WW_GUARDED_BY(lock);
	bool dispatches WW_GUARDED_BY(lock);
	bool has_power WW_GUARDED_BY(lock);	/* always true if it is not power-managed */
	/* A purge: what the driver has may not become cancelable, nor wait again. */
	bool is_purged WW_GUARDED_BY(lock);
	bool became_ready WW_GUARDED_BY(lock);	/* for on_ready: a request waits */
	/* The driver was told that none waits, while one was being cancelled. */
	bool has_missed WW_GUARDED_BY(lock);
	bool is_shut_down WW_GUARDED_BY(lock);	/* the device goes, or is down until it starts again */

	Notice on_stopped WW_GUARDED_BY(lock);	/* the driver has no request */
	Notice on_empty WW_GUARDED_BY(lock);	/* nor does one wait or leave */
	Notice on_ready WW_GUARDED_BY(lock);	/* a request waits; stays registered */

	LIST_ENTRY runners WW_GUARDED_BY(lock);	/* each a Runner */
	bool is_deferred WW_GUARDED_BY(lock);	/* a worker is about to call queue_run() */
	alignas(void *) Item deferral;
};

/* For reports about what a queue does by itself. */
constexpr CallSite kQueueCall = { "WDFQUEUE", nullptr };

/* How a thread calls queue_run(). */
enum class Run {
	now,			/* in this thread, if it may */
	unless_another_does,	/* a thread that is in queue_run() sees the change, too */
};

void queue_run(Queue &queue, Run how);

/* ---- Requests, in queue.cpp. <= DISPATCH_LEVEL ------------------------------------------- */

/*
 * A request that has arrived, and belongs to the queue from now on. Returns what the dispatch
 * routine returns: an error if the queue accepts none, else STATUS_PENDING.
 */
NTSTATUS queue_insert_new(Queue &queue, Request &request);

/*
 * A request that the driver has from its queue, or from EvtIoInCallerContext, to another queue.
 * STATUS_WDF_BUSY if that accepts none: then the request stays the driver's.
 */
NTSTATUS queue_insert_forwarded(Queue &queue, Request &request);

/* A request that was claimed from the driver goes back to the head of its queue. */
void queue_insert_again(Queue &queue, Request &request);

/* STATUS_SUCCESS, or the status of an IRP that the queue does not accept. */
NTSTATUS queue_refusal(const Queue &queue) WW_REQUIRES(queue.lock);

/* The request waits, or is cancelled: true if the caller has to call queue_complete_canceled(). */
bool queue_wait_or_cancel(Queue &queue, Request &request, bool first) WW_REQUIRES(queue.lock);

/* Whether the driver has a handler for requests of this kind, or retrieves them itself. */
bool queue_has_handler(const Queue &queue, u32 major);

/*
 * The queue of a device for IRPs of this kind, or null; with a reference, since the driver may
 * delete it with its parent.
 */
class QueueReference {
public:
	QueueReference(Device &device, UCHAR major);
	/* The queue of the device that is at this address. */
	QueueReference(const void *chosen, Device &device);
	~QueueReference()
	{
		if (queue_)
			object_dereference(queue_);
	}
	QueueReference(const QueueReference &) = delete;
	QueueReference &operator=(const QueueReference &) = delete;

	Queue *get() const { return queue_; }

private:
	Queue *queue_;
};

/*
 * Completes a delivered read or write of no bytes, which the driver does not want. False for any
 * other request.
 */
bool queue_completes_empty(Queue &queue, Request &request);

/* The driver has a request less. */
void queue_released(Queue &queue);

/*
 * A queue of the framework's own, which the driver never sees: manual, and not power-managed. It is
 * deleted with @device. PASSIVE_LEVEL.
 */
NTSTATUS queue_create_internal(Device &device, Queue *&queue);

/* Takes the first waiting request for which wanted(request) is true, or null. */
template <typename Wanted>
Request *queue_take(Queue &queue, Wanted wanted) WW_REQUIRES(queue.lock);

/* Takes this waiting request. False if its cancel routine, which is about to run, takes it. */
bool queue_take_this(Queue &queue, Request &request) WW_REQUIRES(queue.lock);

/* The driver gets a request that was taken. */
void queue_deliver(Queue &queue, Request &request) WW_REQUIRES(queue.lock);

/*
 * A request that was taken, or its cancel routine called, is cancelled. True if the caller has to
 * call queue_complete_canceled(), without the lock; false if EvtIoCanceledOnQueue gets it.
 */
bool queue_cancel_taken(Queue &queue, Request &request) WW_REQUIRES(queue.lock);
void queue_complete_canceled(Queue &queue, Request &request);

/* So many requests or IRPs of Queue::leaving_count are complete. */
void queue_left(Queue &queue, u32 count);

/*
 * Sets the cancel routine of the IRP. False if the IRP is cancelled already, and the routine is not
 * called.
 */
bool request_set_cancel_routine(Request &request, PDRIVER_CANCEL routine);
/* Removes it. False if IoCancelIrp has called it, or is about to. */
bool request_clear_cancel_routine(Request &request);

/* Has EvtRequestCancel called for a request that the driver has. */
void request_cancel_by_driver(Queue &queue, Request &request) WW_REQUIRES(queue.lock);

/* WdfRequestMarkCancelable: the cancel routine of a request that the driver has. */
extern DRIVER_CANCEL irp_of_driver_canceled;

/* ---- The state of queues, in queue_state.cpp --------------------------------------------- */

/* Cancels the waiting requests of @file in all queues of @device. PASSIVE_LEVEL. */
void queues_cancel_file(Device &device, const FILE_OBJECT *file);

/*
 * The device has power: EvtIoResume is called for the requests that the driver kept, and the
 * power-managed queues deliver. PASSIVE_LEVEL.
 */
void queues_power_up(Device &device);

/*
 * Its power-managed queues deliver no more. Calls EvtIoStop, and waits until the driver has
 * answered for each request that it has, or has completed it. PASSIVE_LEVEL.
 */
void queues_power_down(Device &device);

/*
 * Ends the power-managed queues of a device that goes, or the others: they accept no request, and
 * those that wait are cancelled. Waits until the driver has none. PASSIVE_LEVEL.
 */
enum class Managed { power, nothing };
void queues_shut_down(Device &device, Managed by);

/* The queues of a PDO that starts again accept requests, as those of a new device do. PASSIVE_LEVEL. */
void queues_reopen(Device &device);

/* WdfRequestStopAcknowledge, when the driver keeps the request. */
void queue_stop_acknowledged(Queue &queue, Request &request);

/* True if this thread is in queue_run() of a queue of the device. */
bool queues_run_here(Device &device);

/* For Queue::kClass. */
bool queue_runs_here(Object &object);
void queue_run_down(Object &object);
void queue_unlink(Object &object);
void queue_finalise(Object &object);

/* ---- Inline ------------------------------------------------------------------------------ */

inline Request *request_of_link(LIST_ENTRY *link)
{
	return static_cast<Request *>(link);
}

template <typename Wanted>
Request *queue_take(Queue &queue, Wanted wanted)
{
	for (LIST_ENTRY *link = queue.waiting.Flink; link != &queue.waiting; link = link->Flink) {
		Request *const request = request_of_link(link);

		if (wanted(*request) && queue_take_this(queue, *request))
			return request;
	}
	return nullptr;
}

} /* namespace ww::wdf */
