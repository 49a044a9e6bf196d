/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The state of queues: stop, drain, purge, start; power; and the end of a queue.
 */
#include "base/irql.hpp"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/wait.h"
#include "deletion.hpp"
#include "forward_progress.hpp"
#include "handle.hpp"
#include "queue.hpp"

namespace ww::wdf {

/*
 * A walk through the queues of a device. The current queue has a reference. Other threads may make
 * and delete queues meanwhile.
 */
class QueueWalk {
public:
	explicit QueueWalk(Device &device) : device_(device)
	{
		LockGuard guard(tree_lock);

		next_ = device.queues;
		other_ = device.walks;
		device.walks = this;
	}
	~QueueWalk()
	{
		LockGuard guard(tree_lock);
		QueueWalk **link = &device_.walks;

		while (*link != this)
			link = &(*link)->other_;
		*link = other_;
	}
	QueueWalk(const QueueWalk &) = delete;
	QueueWalk &operator=(const QueueWalk &) = delete;

	/* The next queue; the caller drops its reference. Null at the end. */
	Queue *next()
	{
		LockGuard guard(tree_lock);
		Queue *const queue = next_;

		if (queue) {
			object_reference(queue);
			next_ = queue->next_of_device;
		}
		return queue;
	}

	/* @queue is about to be removed from the list. */
	static void step_over(Device &device, const Queue &queue) WW_REQUIRES(tree_lock)
	{
		for (QueueWalk *walk = device.walks; walk; walk = walk->other_) {
			if (walk->next_ == &queue)
				walk->next_ = queue.next_of_device;
		}
	}

private:
	Device &device_;
	Queue *next_ WW_GUARDED_BY(tree_lock);
	QueueWalk *other_ WW_GUARDED_BY(tree_lock);	/* of this device */
};

namespace {

template <typename Visit>
void for_each_queue(Device &device, Visit visit)
{
	QueueWalk walk(device);

	while (Queue *queue = walk.next()) {
		visit(*queue);
		object_dereference(queue);
	}
}

/* ---- Cancelling --------------------------------------------------------------------------- */

/*
 * Takes the requests that wait now, of @file or all if it is null, and puts those that the
 * framework has to complete into @ends; and the IRPs that wait for requests into @irps.
 */
void take_canceled(Queue &queue, const FILE_OBJECT *file, LIST_ENTRY &ends, LIST_ENTRY &irps)
{
	LockGuard guard(queue.lock);
	LIST_ENTRY *next;

	reserve_take_canceled(queue, file, irps);

	for (LIST_ENTRY *link = queue.waiting.Flink; link != &queue.waiting; link = next) {
		Request *const request = request_of_link(link);

		next = link->Flink;
		if ((!file || request->wdm_file() == file) && queue_take_this(queue, *request) &&
		    queue_cancel_taken(queue, *request))
			InsertTailList(&ends, request);
	}
}

void cancel_waiting(Queue &queue, const FILE_OBJECT *file)
{
	LIST_ENTRY ends, irps;

	InitializeListHead(&ends);
	InitializeListHead(&irps);
	take_canceled(queue, file, ends, irps);
	while (!IsListEmpty(&ends))
		queue_complete_canceled(queue, *request_of_link(RemoveHeadList(&ends)));
	reserve_complete_canceled(queue, irps);
	queue_run(queue, Run::now);
}

/* Has EvtRequestCancel called for each request that the driver has marked cancelable. */
void cancel_delivered(Queue &queue)
{
	{
		LockGuard guard(queue.lock);
		LIST_ENTRY *next;

		for (LIST_ENTRY *link = queue.delivered.Flink; link != &queue.delivered;
		     link = next) {
			Request *const request = request_of_link(link);

			next = link->Flink;
			if (request->state.load() == Request::State::cancelable &&
			    request_clear_cancel_routine(*request))
				request_cancel_by_driver(queue, *request);
		}
	}
	queue_run(queue, Run::now);
}

/* ---- Stop, drain, purge ------------------------------------------------------------------- */

enum class Change { stop, drain, purge, stop_and_purge };

bool stops(Change change)
{
	return change == Change::stop || change == Change::stop_and_purge;
}

bool purges(Change change)
{
	return change == Change::purge || change == Change::stop_and_purge;
}

/* False if a callback waits for such a change already. */
bool set_state(Queue &queue, Change change, Queue::Notice notice)
{
	LockGuard guard(queue.lock);
	Queue::Notice &waiting = stops(change) ? queue.on_stopped : queue.on_empty;

	if (notice.callback && waiting.callback)
		return false;
	if (notice.callback)
		waiting = notice;
	queue.accepts = stops(change) && !queue.is_shut_down;
	if (stops(change))
		queue.dispatches = false;
	if (purges(change) && queue.driver_count)
		queue.is_purged = true;
	return true;
}

void apply(Queue &queue, Change change)
{
	if (!purges(change)) {
		queue_run(queue, Run::now);
		return;
	}
	cancel_waiting(queue, nullptr);
	cancel_delivered(queue);
}

/* The counts may change the next moment, unless the queue neither accepts nor delivers. */
bool is_stopped(const Object &object)
{
	auto &queue = const_cast<Queue &>(static_cast<const Queue &>(object));
	LockGuard guard(queue.lock);

	return !queue.driver_count && IsListEmpty(&queue.runners);
}

bool is_empty(const Object &object)
{
	auto &queue = const_cast<Queue &>(static_cast<const Queue &>(object));
	LockGuard guard(queue.lock);

	return !queue.driver_count && !queue.waiting_count && !queue.leaving_count &&
	       IsListEmpty(&queue.irps) && IsListEmpty(&queue.runners);
}

/* EvtIoStop has been answered for every request, or, without one, the driver has none. */
bool is_answered(const Object &object)
{
	auto &queue = const_cast<Queue &>(static_cast<const Queue &>(object));
	LockGuard guard(queue.lock);

	if (!queue.config.EvtIoStop)
		return !queue.driver_count;
	for (LIST_ENTRY *link = queue.delivered.Flink; link != &queue.delivered;
	     link = link->Flink) {
		if (request_of_link(link)->is_stopping)
			return false;
	}
	return IsListEmpty(&queue.canceling) && IsListEmpty(&queue.canceled);
}

void describe(const Object &object)
{
	auto &queue = const_cast<Queue &>(static_cast<const Queue &>(object));
	u32 driver_count;
	const void *first = nullptr;
	{
		LockGuard guard(queue.lock);

		driver_count = queue.driver_count;
		if (!IsListEmpty(&queue.delivered))
			first = request_of_link(queue.delivered.Flink);
	}
	ww_print(WW_LEVEL_WARNING,
		 "the WDFQUEUE %p waits for %u requests that the driver has, the first is %p",
		 &queue, driver_count, first);
}

void change_state(CallSite call, WDFQUEUE handle, Change change, PFN_WDF_IO_QUEUE_STATE callback,
		  WDFCONTEXT context)
{
	auto *const queue = object_at_dispatch_or_below<Queue>(call, handle);

	if (!queue)
		return;
	if (set_state(*queue, change, { callback, context }))
		apply(*queue, change);
	else
		report(violation_of(call, kObjectError, queue),
		       "a callback waits already for the end of an earlier call");
}

void change_state_and_wait(CallSite call, WDFQUEUE handle, Change change)
{
	auto *const queue = object_at_passive<Queue>(call, handle);

	if (!queue)
		return;
	set_state(*queue, change, {});
	apply(*queue, change);
	if (queue_runs_here(*queue))
		report(violation_of(call, kObjectError, queue),
		       "called in a callback of the queue, whose return it waits for");
	else
		wait_until(stops(change) ? is_stopped : is_empty, describe, *queue);
}

/* ---- Power, and the end ------------------------------------------------------------------- */

/* The next request that the driver has and that EvtIoStop was not called for, referenced. */
Request *next_to_stop(Queue &queue, ULONG &flags)
{
	LockGuard guard(queue.lock);

	for (LIST_ENTRY *link = queue.delivered.Flink; link != &queue.delivered;
	     link = link->Flink) {
		Request *const request = request_of_link(link);

		if (request->is_told_to_stop)
			continue;
		request->is_told_to_stop = true;
		request->is_stopping = true;
		if (request->state.load() == Request::State::cancelable)
			flags |= WdfRequestStopRequestCancelable;
		object_reference(request);
		return request;
	}
	return nullptr;
}

void forget_stops(Queue &queue)
{
	LockGuard guard(queue.lock);

	for (LIST_ENTRY *link = queue.delivered.Flink; link != &queue.delivered;
	     link = link->Flink)
		request_of_link(link)->is_told_to_stop = false;
}

void call_io_stop(Queue &queue, ULONG action)
{
	const PFN_WDF_IO_QUEUE_IO_STOP stop = queue.config.EvtIoStop;

	if (!stop)
		return;
	forget_stops(queue);
	for (;;) {
		ULONG flags = action;
		Request *const request = next_to_stop(queue, flags);

		if (!request)
			break;
		{
			CallbackGuard guard({ "EvtIoStop", reinterpret_cast<const void *>(stop) },
					    queue.serialiser);

			stop(handle_of<WDFQUEUE>(queue), handle_of<WDFREQUEST>(*request), flags);
		}
		object_dereference(request);
	}
}

/* The next request that the driver kept when the power went, referenced. */
Request *next_to_resume(Queue &queue)
{
	LockGuard guard(queue.lock);

	for (LIST_ENTRY *link = queue.delivered.Flink; link != &queue.delivered;
	     link = link->Flink) {
		Request *const request = request_of_link(link);

		if (!request->is_suspended)
			continue;
		request->is_suspended = false;
		object_reference(request);
		return request;
	}
	return nullptr;
}

void call_io_resume(Queue &queue)
{
	const PFN_WDF_IO_QUEUE_IO_RESUME resume = queue.config.EvtIoResume;

	while (Request *const request = next_to_resume(queue)) {
		if (resume) {
			CallbackGuard guard({ "EvtIoResume", reinterpret_cast<const void *>(resume) },
					    queue.serialiser);

			resume(handle_of<WDFQUEUE>(queue), handle_of<WDFREQUEST>(*request));
		}
		object_dereference(request);
	}
}

void set_power(Queue &queue, bool has_power)
{
	LockGuard guard(queue.lock);

	queue.has_power = has_power;
}

void shut_down(Queue &queue)
{
	{
		LockGuard guard(queue.lock);

		queue.accepts = false;
		queue.is_shut_down = true;
		queue.is_purged = queue.driver_count;
	}
	apply(queue, Change::purge);
	call_io_stop(queue, WdfRequestStopActionPurge);
	wait_until(is_empty, describe, queue);
}

} /* namespace */

void queues_cancel_file(Device &device, const FILE_OBJECT *file)
{
	for_each_queue(device, [file](Queue &queue) { cancel_waiting(queue, file); });
}

void queues_power_up(Device &device)
{
	{
		LockGuard guard(tree_lock);

		device.has_power = true;
	}
	for_each_queue(device, [](Queue &queue) {
		call_io_resume(queue);
		set_power(queue, true);
		queue_run(queue, Run::now);
	});
}

void queues_power_down(Device &device)
{
	{
		LockGuard guard(tree_lock);

		device.has_power = false;
	}
	for_each_queue(device, [](Queue &queue) {
		if (!queue.is_power_managed)
			return;
		set_power(queue, false);
		call_io_stop(queue, WdfRequestStopActionSuspend);
		wait_until(is_answered, describe, queue);
	});
}

void queues_shut_down(Device &device, Managed by)
{
	for_each_queue(device, [by](Queue &queue) {
		if (queue.is_power_managed == (by == Managed::power))
			shut_down(queue);
	});
}

void queues_reopen(Device &device)
{
	for_each_queue(device, [](Queue &queue) {
		LockGuard guard(queue.lock);

		queue.is_shut_down = queue.is_purged = false;
		queue.accepts = queue.dispatches = true;
	});
}

void queue_stop_acknowledged(Queue &queue, Request &request)
{
	{
		LockGuard guard(queue.lock);

		request.is_stopping = false;
		request.is_suspended = !queue.has_power;
	}
	ww_gate_wake();
}

bool queue_runs_here(Object &object)
{
	auto &queue = static_cast<Queue &>(object);
	const void *const task = ww_current_task();
	LockGuard guard(queue.lock);

	for (LIST_ENTRY *link = queue.runners.Flink; link != &queue.runners; link = link->Flink) {
		if (static_cast<const Queue::Runner *>(link)->task == task)
			return true;
	}
	return false;
}

bool queues_run_here(Device &device)
{
	bool runs = false;

	for_each_queue(device, [&runs](Queue &queue) { runs = runs || queue_runs_here(queue); });
	return runs;
}

void queue_run_down(Object &object)
{
	auto &queue = static_cast<Queue &>(object);

	shut_down(queue);
	reserve_end(queue);
}

void queue_unlink(Object &object)
{
	auto &queue = static_cast<Queue &>(object);
	LockGuard guard(tree_lock);
	Queue **link = &queue.device->queues;

	while (*link && *link != &queue)
		link = &(*link)->next_of_device;
	if (!*link)
		return;
	QueueWalk::step_over(*queue.device, queue);
	*link = queue.next_of_device;
	if (queue.device->default_queue == &queue)
		queue.device->default_queue = nullptr;
	for (Queue *&its_queue : queue.device->queue_for) {
		if (its_queue == &queue)
			its_queue = nullptr;
	}
}

QueueReference::QueueReference(Device &device, UCHAR major)
{
	const bool by_default = major == IRP_MJ_READ || major == IRP_MJ_WRITE ||
				major == IRP_MJ_DEVICE_CONTROL ||
				major == IRP_MJ_INTERNAL_DEVICE_CONTROL;
	LockGuard guard(tree_lock);

	queue_ = device.queue_for[major];
	if (!queue_ && by_default)
		queue_ = device.default_queue;
	if (queue_)
		object_reference(queue_);
}

QueueReference::QueueReference(const void *chosen, Device &device)
{
	LockGuard guard(tree_lock);

	queue_ = device.queues;
	while (queue_ && queue_ != chosen)
		queue_ = queue_->next_of_device;
	if (queue_)
		object_reference(queue_);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

VOID NTAPI WdfIoQueueStart(WDFQUEUE Queue)
{
	auto *const queue = object_at_dispatch_or_below<wdf::Queue>(WW_CALL_SITE, Queue);

	if (!queue)
		return;
	{
		LockGuard guard(queue->lock);

		queue->accepts = !queue->is_shut_down;
		queue->dispatches = true;
		queue->is_purged = false;
		queue->became_ready = queue->waiting_count;
	}
	queue_run(*queue, Run::now);
}

VOID NTAPI WdfIoQueueStop(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE StopComplete, WDFCONTEXT Context)
{
	change_state(WW_CALL_SITE, Queue, Change::stop, StopComplete, Context);
}

VOID NTAPI WdfIoQueueStopSynchronously(WDFQUEUE Queue)
{
	change_state_and_wait(WW_CALL_SITE, Queue, Change::stop);
}

VOID NTAPI WdfIoQueueDrain(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE DrainComplete, WDFCONTEXT Context)
{
	change_state(WW_CALL_SITE, Queue, Change::drain, DrainComplete, Context);
}

VOID NTAPI WdfIoQueueDrainSynchronously(WDFQUEUE Queue)
{
	change_state_and_wait(WW_CALL_SITE, Queue, Change::drain);
}

VOID NTAPI WdfIoQueuePurge(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE PurgeComplete, WDFCONTEXT Context)
{
	change_state(WW_CALL_SITE, Queue, Change::purge, PurgeComplete, Context);
}

VOID NTAPI WdfIoQueuePurgeSynchronously(WDFQUEUE Queue)
{
	change_state_and_wait(WW_CALL_SITE, Queue, Change::purge);
}

VOID NTAPI WdfIoQueueStopAndPurge(WDFQUEUE Queue, PFN_WDF_IO_QUEUE_STATE StopAndPurgeComplete,
				  WDFCONTEXT Context)
{
	change_state(WW_CALL_SITE, Queue, Change::stop_and_purge, StopAndPurgeComplete, Context);
}

VOID NTAPI WdfIoQueueStopAndPurgeSynchronously(WDFQUEUE Queue)
{
	change_state_and_wait(WW_CALL_SITE, Queue, Change::stop_and_purge);
}

} /* extern "C" */
