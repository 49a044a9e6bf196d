/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queues: requests that wait, and the callbacks that deliver and cancel them.
 */
#include "queue.hpp"

#include "base/irql.hpp"
#include "engine/work_item.hpp"
#include "linux/thread.h"
#include "linux/wait.h"
#include "handle.hpp"

namespace ww::wdf {
namespace {

Request *pop(LIST_ENTRY &list)
{
	return IsListEmpty(&list) ? nullptr : request_of_link(RemoveHeadList(&list));
}

/* ---- What queue_run() does next ----------------------------------------------------------- */

struct Step {
	enum Kind { none, cancel, cancel_on_queue, notify, deliver };

	Kind kind = none;
	Request *request = nullptr;
	PFN_WDF_REQUEST_CANCEL cancel_request = nullptr;
	Queue::Notice notice = {};
};

Step take_notice(Queue::Notice &notice)
{
	const Queue::Notice taken = notice;

	notice = {};
	return { .kind = Step::notify, .notice = taken };
}

/*
 * The driver gets a request that is in no list now, to cancel it. It might complete the request at
 * once, against the rules: so the callback is copied.
 */
Step hand_over(Queue &queue, Request &request, Step::Kind kind) WW_REQUIRES(queue.lock)
{
	request.state.store(Request::State::delivered);
	InsertTailList(&queue.delivered, &request);
	return { .kind = kind, .request = &request, .cancel_request = request.cancel };
}

/* A request of a manual queue is delivered when the driver asks for it. */
Step next_delivery(Queue &queue) WW_REQUIRES(queue.lock)
{
	if (!queue.has_power || !queue.dispatches)
		return {};
	if (queue.config.DispatchType == WdfIoQueueDispatchManual) {
		if (!queue.on_ready.callback || !queue.became_ready)
			return {};
		queue.became_ready = false;
		return { .kind = Step::notify, .notice = queue.on_ready };
	}
	if (queue.driver_count >= queue.most_delivered)
		return {};

	Request *const request = queue_take(queue, [](const Request &) { return true; });

	if (!request)
		return {};
	queue_deliver(queue, *request);
	return { .kind = Step::deliver, .request = request };
}

/* The driver learns of a stop or a purge when no other callback of the queue is called any more. */
Step next_step(Queue &queue, const Queue::Runner &here) WW_REQUIRES(queue.lock)
{
	const bool is_alone = queue.runners.Flink == &here && queue.runners.Blink == &here;

	if (Request *request = pop(queue.canceling))
		return hand_over(queue, *request, Step::cancel);
	if (Request *request = pop(queue.canceled))
		return hand_over(queue, *request, Step::cancel_on_queue);
	if (queue.on_stopped.callback && is_alone && !queue.driver_count)
		return take_notice(queue.on_stopped);
	if (queue.on_empty.callback && is_alone && !queue.driver_count && !queue.waiting_count &&
	    !queue.leaving_count && IsListEmpty(&queue.irps))
		return take_notice(queue.on_empty);
	return next_delivery(queue);
}

/* ---- Callbacks ---------------------------------------------------------------------------- */

template <typename Callback, typename... Arguments>
void call(Queue &queue, const char *name, Callback callback, Arguments... arguments)
{
	CallbackGuard guard({ name, reinterpret_cast<const void *>(callback) }, queue.serialiser);

	callback(arguments...);
}

/* Length has the same place in the parameters of a read and of a write. */
bool is_empty_transfer(const IO_STACK_LOCATION &location)
{
	return (location.MajorFunction == IRP_MJ_READ || location.MajorFunction == IRP_MJ_WRITE) &&
	       !location.Parameters.Read.Length;
}

void call_handler(Queue &queue, Request &request, const IO_STACK_LOCATION &location)
{
	const WDF_IO_QUEUE_CONFIG &config = queue.config;
	const auto its_queue = handle_of<WDFQUEUE>(queue);
	const auto handle = handle_of<WDFREQUEST>(request);
	const auto &control = location.Parameters.DeviceIoControl;
	const UCHAR major = location.MajorFunction;

	if (major == IRP_MJ_READ && config.EvtIoRead)
		call(queue, "EvtIoRead", config.EvtIoRead, its_queue, handle,
		     location.Parameters.Read.Length);
	else if (major == IRP_MJ_WRITE && config.EvtIoWrite)
		call(queue, "EvtIoWrite", config.EvtIoWrite, its_queue, handle,
		     location.Parameters.Write.Length);
	else if (major == IRP_MJ_DEVICE_CONTROL && config.EvtIoDeviceControl)
		call(queue, "EvtIoDeviceControl", config.EvtIoDeviceControl, its_queue, handle,
		     control.OutputBufferLength, control.InputBufferLength, control.IoControlCode);
	else if (major == IRP_MJ_INTERNAL_DEVICE_CONTROL && config.EvtIoInternalDeviceControl)
		call(queue, "EvtIoInternalDeviceControl", config.EvtIoInternalDeviceControl,
		     its_queue, handle, control.OutputBufferLength, control.InputBufferLength,
		     control.IoControlCode);
	else
		call(queue, "EvtIoDefault", config.EvtIoDefault, its_queue, handle);
}

/* The framework completes what the driver has no handler for, or does not want. */
void present(Queue &queue, Request &request)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(request.irp);

	if (!queue_has_handler(queue, location.MajorFunction)) {
		request_complete_delivered(request, STATUS_INVALID_DEVICE_REQUEST);
	} else if (!queue_completes_empty(queue, request)) {
		request.was_presented = true;
		call_handler(queue, request, location);
	}
}

void perform(Queue &queue, const Step &step)
{
	const auto its_queue = handle_of<WDFQUEUE>(queue);

	switch (step.kind) {
	case Step::cancel:
		call(queue, "EvtRequestCancel", step.cancel_request,
		     handle_of<WDFREQUEST>(*step.request));
		break;
	case Step::cancel_on_queue:
		call(queue, "EvtIoCanceledOnQueue", queue.config.EvtIoCanceledOnQueue, its_queue,
		     handle_of<WDFREQUEST>(*step.request));
		break;
	case Step::notify:
		call(queue, "EvtIoQueueState", step.notice.callback, its_queue,
		     step.notice.context);
		break;
	case Step::deliver:
		present(queue, *step.request);
		break;
	case Step::none:
		break;
	}
}

/* ---- Which thread ------------------------------------------------------------------------- */

bool may_call(const Queue &queue)
{
	if (queue.level == WdfExecutionLevelPassive && current_irql() != kPassiveLevel)
		return false;
	return !queue.serialiser ||
	       !callback_lock_of(*queue.serialiser).is_held(*queue.serialiser);
}

void run_deferred(void *object)
{
	auto &queue = *static_cast<Queue *>(object);
	{
		LockGuard guard(queue.lock);

		queue.is_deferred = false;
	}
	queue_run(queue, Run::now);
}

void defer(Queue &queue)
{
	{
		LockGuard guard(queue.lock);

		if (queue.is_deferred)
			return;
		queue.is_deferred = true;
	}
	queue.deferral.link = 0;
	queue.deferral.routine = reinterpret_cast<void *>(run_deferred);
	queue.deferral.context = &queue;
	bare_item_queue(&queue.deferral, &object_header(&queue)->references, DelayedWorkQueue,
			kQueueCall);
}

/* It looks at the queue once more before it leaves. */
bool has_runner(Queue &queue)
{
	LockGuard guard(queue.lock);

	return !IsListEmpty(&queue.runners);
}

void enter(Queue &queue, Queue::Runner &here)
{
	LockGuard guard(queue.lock);

	InsertTailList(&queue.runners, &here);
}

/* The next step, or none: then the thread has left. */
Step next_or_leave(Queue &queue, Queue::Runner &here)
{
	LockGuard guard(queue.lock);
	const Step step = next_step(queue, here);

	if (step.kind == Step::none)
		RemoveEntryList(&here);
	return step;
}

/* ---- Cancelling --------------------------------------------------------------------------- */

/* A request whose cancel routine has been called: its queue stays until this has returned. */
class CanceledIrp {
public:
	explicit CanceledIrp(PIRP irp)
		: request_(*static_cast<Request *>(irp->Tail.Overlay.DriverContext[0])),
		  queue_(*request_.queue)
	{
		object_reference(&queue_);
		IoReleaseCancelSpinLock(irp->CancelIrql);
	}
	~CanceledIrp()
	{
		queue_run(queue_, Run::now);
		object_dereference(&queue_);
	}
	CanceledIrp(const CanceledIrp &) = delete;
	CanceledIrp &operator=(const CanceledIrp &) = delete;

	Request &request() const { return request_; }
	Queue &queue() const { return queue_; }

private:
	Request &request_;
	Queue &queue_;
};

VOID NTAPI waiting_irp_canceled(PDEVICE_OBJECT, PIRP irp)
{
	CanceledIrp canceled(irp);
	Request &request = canceled.request();
	Queue &queue = canceled.queue();
	bool ends;
	{
		LockGuard guard(queue.lock);

		RemoveEntryList(&request);
		queue.waiting_count--;
		ends = queue_cancel_taken(queue, request);
	}
	if (ends)
		queue_complete_canceled(queue, request);
}

/* False if the request is cancelled already; then it is in no list. */
bool wait_in(Queue &queue, Request &request, bool first) WW_REQUIRES(queue.lock)
{
	request.state.store(Request::State::waiting);
	if (!request_set_cancel_routine(request, waiting_irp_canceled)) {
		request.state.store(Request::State::arriving);
		return false;
	}
	if (first)
		InsertHeadList(&queue.waiting, &request);
	else
		InsertTailList(&queue.waiting, &request);
	if (!queue.waiting_count++ || queue.has_missed)
		queue.became_ready = true;
	queue.has_missed = false;
	return true;
}

} /* namespace */

bool queue_wait_or_cancel(Queue &queue, Request &request, bool first)
{
	return !wait_in(queue, request, first) && queue_cancel_taken(queue, request);
}

NTSTATUS queue_refusal(const Queue &queue)
{
	if (queue.is_shut_down)
		return STATUS_NO_SUCH_DEVICE;
	return queue.accepts ? STATUS_SUCCESS : STATUS_INVALID_DEVICE_STATE;
}

void queue_run(Queue &queue, Run how)
{
	Queue::Runner here = { {}, ww_current_task() };

	if (how == Run::unless_another_does && has_runner(queue))
		return;
	if (!may_call(queue)) {
		defer(queue);
		return;
	}
	object_reference(&queue);
	enter(queue, here);
	for (Step step; (step = next_or_leave(queue, here)).kind != Step::none;)
		perform(queue, step);
	ww_gate_wake();
	object_dereference(&queue);
}

bool request_set_cancel_routine(Request &request, PDRIVER_CANCEL routine)
{
	request.irp->Tail.Overlay.DriverContext[0] = &request;
	IoSetCancelRoutine(request.irp, routine);
	return !request.irp->Cancel || !IoSetCancelRoutine(request.irp, nullptr);
}

bool request_clear_cancel_routine(Request &request)
{
	return IoSetCancelRoutine(request.irp, nullptr);
}

bool queue_has_handler(const Queue &queue, u32 major)
{
	const WDF_IO_QUEUE_CONFIG &config = queue.config;

	return config.DispatchType == WdfIoQueueDispatchManual || config.EvtIoDefault ||
	       (major == IRP_MJ_READ && config.EvtIoRead) ||
	       (major == IRP_MJ_WRITE && config.EvtIoWrite) ||
	       (major == IRP_MJ_DEVICE_CONTROL && config.EvtIoDeviceControl) ||
	       (major == IRP_MJ_INTERNAL_DEVICE_CONTROL && config.EvtIoInternalDeviceControl);
}

bool queue_completes_empty(Queue &queue, Request &request)
{
	if (queue.config.AllowZeroLengthRequests ||
	    !is_empty_transfer(*IoGetCurrentIrpStackLocation(request.irp)))
		return false;
	request_complete_delivered(request, STATUS_SUCCESS);
	return true;
}

void queue_deliver(Queue &queue, Request &request)
{
	request.state.store(Request::State::delivered);
	request.cancel = nullptr;
	InsertTailList(&queue.delivered, &request);
	queue.driver_count++;
}

bool queue_take_this(Queue &queue, Request &request)
{
	if (!request_clear_cancel_routine(request))
		return false;
	RemoveEntryList(&request);
	queue.waiting_count--;
	request.state.store(Request::State::arriving);
	return true;
}

void queue_complete_canceled(Queue &queue, Request &request)
{
	request_complete(request, STATUS_CANCELLED, 0, IO_NO_INCREMENT);
	queue_left(queue, 1);
}

void queue_left(Queue &queue, u32 count)
{
	/* The count kept the queue until now. */
	object_reference(&queue);
	{
		LockGuard guard(queue.lock);

		queue.leaving_count -= count;
	}
	ww_gate_wake();
	/* A callback may wait for the end of these. */
	queue_run(queue, Run::unless_another_does);
	object_dereference(&queue);
}

bool queue_cancel_taken(Queue &queue, Request &request)
{
	request.is_canceled = true;
	if (!request.was_presented || !queue.config.EvtIoCanceledOnQueue) {
		queue.leaving_count++;
		return true;
	}
	InsertTailList(&queue.canceled, &request);
	queue.driver_count++;
	return false;
}

void request_cancel_by_driver(Queue &queue, Request &request)
{
	request.is_canceled = true;
	request.state.store(Request::State::canceling);
	RemoveEntryList(&request);
	InsertTailList(&queue.canceling, &request);
}

NTSTATUS queue_insert_new(Queue &queue, Request &request)
{
	NTSTATUS refusal;
	bool ends = false;

	object_reference(&queue);
	request.queue = &queue;
	{
		LockGuard guard(queue.lock);

		refusal = queue_refusal(queue);
		if (!refusal) {
			IoMarkIrpPending(request.irp);
			ends = queue_wait_or_cancel(queue, request, false);
		}
	}
	if (refusal) {
		request_complete(request, refusal, 0, IO_NO_INCREMENT);
		return refusal;
	}
	if (ends)
		queue_complete_canceled(queue, request);
	else
		queue_run(queue, Run::now);
	return STATUS_PENDING;
}

NTSTATUS queue_insert_forwarded(Queue &queue, Request &request)
{
	Queue *const from = request.queue;
	bool ends;
	{
		LockGuard guard(queue.lock);

		if (!queue.accepts)
			return STATUS_WDF_BUSY;
		/* One for the request, and one for the steps after it has come. */
		object_reference(&queue);
		object_reference(&queue);
		request.queue = &queue;
		request.is_in_caller_context = false;
		request.is_stopping = false;
		ends = queue_wait_or_cancel(queue, request, false);
	}
	if (ends)
		queue_complete_canceled(queue, request);
	queue_run(queue, Run::now);
	object_dereference(&queue);
	if (from) {
		queue_released(*from);
		object_dereference(from);
	}
	return STATUS_SUCCESS;
}

void queue_insert_again(Queue &queue, Request &request)
{
	bool ends;

	object_reference(&queue);
	{
		LockGuard guard(queue.lock);

		request.is_stopping = false;
		ends = queue.is_purged ? queue_cancel_taken(queue, request)
				       : queue_wait_or_cancel(queue, request, true);
	}
	if (ends)
		queue_complete_canceled(queue, request);
	queue_released(queue);
	object_dereference(&queue);
}

void queue_released(Queue &queue)
{
	{
		LockGuard guard(queue.lock);

		if (!--queue.driver_count)
			queue.is_purged = false;
	}
	ww_gate_wake();
	queue_run(queue, Run::unless_another_does);
}

VOID NTAPI irp_of_driver_canceled(PDEVICE_OBJECT, PIRP irp)
{
	CanceledIrp canceled(irp);
	LockGuard guard(canceled.queue().lock);

	request_cancel_by_driver(canceled.queue(), canceled.request());
}

constinit const Class Queue::kClass = {
	{ "WDFQUEUE", object_finalise, "WdfObjectDelete" }, queue_run_down, queue_unlink,
	queue_finalise, true, nullptr, nullptr, queue_runs_here
};

} /* namespace ww::wdf */
