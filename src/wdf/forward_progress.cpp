/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests in reserve: see forward_progress.hpp.
 */
#include "forward_progress.hpp"

#include "linux/memory.h"
#include "linux/wait.h"
#include "context.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "dispatch.hpp"
#include "file.hpp"
#include "handle.hpp"
#include "memory.hpp"
#include "target.hpp"

namespace ww::wdf {
namespace {

using Policy = WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY;
using State = Request::State;

/* ---- IRPs that wait ------------------------------------------------------------------------- */

/* Where an IRP keeps its queue and its file: IRP.Tail.Overlay.DriverContext. */
enum Kept { kQueue, kFile };

PIRP irp_of_link(LIST_ENTRY *link)
{
	return CONTAINING_RECORD(link, IRP, Tail.Overlay.ListEntry);
}

VOID NTAPI irp_canceled(PDEVICE_OBJECT, PIRP irp)
{
	auto &queue = *static_cast<Queue *>(irp->Tail.Overlay.DriverContext[kQueue]);

	object_reference(&queue);
	IoReleaseCancelSpinLock(irp->CancelIrql);
	{
		LockGuard guard(queue.lock);

		RemoveEntryList(&irp->Tail.Overlay.ListEntry);
		queue.leaving_count++;
	}

	LIST_ENTRY irps;

	InitializeListHead(&irps);
	InsertTailList(&irps, &irp->Tail.Overlay.ListEntry);
	reserve_complete_canceled(queue, irps);
	object_dereference(&queue);
}

/* False if the IRP is cancelled already. */
bool have_wait(Queue &queue, PIRP irp, FileObject *file) WW_REQUIRES(queue.lock)
{
	irp->Tail.Overlay.DriverContext[kQueue] = &queue;
	irp->Tail.Overlay.DriverContext[kFile] = file;
	IoSetCancelRoutine(irp, irp_canceled);
	if (irp->Cancel && IoSetCancelRoutine(irp, nullptr))
		return false;
	IoMarkIrpPending(irp);
	InsertTailList(&queue.irps, &irp->Tail.Overlay.ListEntry);
	return true;
}

/* Takes the IRP out of the list. False if its cancel routine has been called, which does that. */
bool take_this(PIRP irp)
{
	if (!IoSetCancelRoutine(irp, nullptr))
		return false;
	RemoveEntryList(&irp->Tail.Overlay.ListEntry);
	return true;
}

/* The first one, or null. */
PIRP take_irp(Queue &queue) WW_REQUIRES(queue.lock)
{
	for (LIST_ENTRY *link = queue.irps.Flink; link != &queue.irps; link = link->Flink) {
		if (const PIRP irp = irp_of_link(link); take_this(irp))
			return irp;
	}
	return nullptr;
}

/* ---- The reserve ---------------------------------------------------------------------------- */

void put(Queue &queue, Request &request) WW_REQUIRES(queue.lock)
{
	object_reference(&request);
	request.is_idle = true;
	InsertTailList(&queue.reserved, &request);
}

/* The caller drops the reference, without the lock. Null: it is empty. */
Request *take(Queue &queue) WW_REQUIRES(queue.lock)
{
	if (IsListEmpty(&queue.reserved))
		return nullptr;

	Request *const request = request_of_link(RemoveHeadList(&queue.reserved));

	request->is_idle = false;
	return request;
}

/*
 * The driver sees a request of the device's attributes, but not one that no callback has had, nor its end: see
 * forget_callbacks().
 */
void remember_callbacks(Request &request)
{
	const Device &device = *request.device;

	if (request.was_presented || request.was_shown || !device.has_request_attributes)
		return;
	request.contexts->cleanup = device.request_attributes.EvtCleanupCallback;
	request.contexts->destroy = device.request_attributes.EvtDestroyCallback;
}

/* A reserved request is that of the IRP, and belongs to its queue. True if the caller has to complete it as cancelled. */
bool give(Queue &queue, Request &request, PIRP irp, FileObject *file) WW_REQUIRES(queue.lock)
{
	remember_callbacks(request);
	request.irp = irp;
	request.file = file;
	request.state.store(State::arriving);
	request.was_shown = request.was_shown || request.was_presented;
	request.was_presented = request.is_canceled = false;
	request.is_told_to_stop = request.is_stopping = request.is_suspended = false;
	request.has_timed_out = false;
	request.cancel = nullptr;
	request.completion = nullptr;
	request.completion_context = nullptr;
	request.params = {};
	return queue_wait_or_cancel(queue, request, false);
}

void delete_reserved(Request &request)
{
	if (!request.was_presented && !request.was_shown)
		forget_callbacks(request);
	if (object_begin_delete(request))
		object_delete(request);
}

/* @irp gets a reserved request, or waits for one. */
NTSTATUS insert(Queue &queue, PIRP irp, FileObject *file)
{
	Request *request = nullptr;
	NTSTATUS refusal;
	bool ends = false;
	{
		LockGuard guard(queue.lock);

		refusal = queue_refusal(queue);
		if (!refusal) {
			request = take(queue);
			if (request) {
				IoMarkIrpPending(irp);
				ends = give(queue, *request, irp, file);
			} else if (!have_wait(queue, irp, file)) {
				refusal = STATUS_CANCELLED;
			}
		}
	}
	if (refusal)
		return complete_irp(irp, refusal);
	if (ends)
		queue_complete_canceled(queue, *request);
	else if (request)
		queue_run(queue, Run::now);
	if (request)
		object_dereference(request);
	return STATUS_PENDING;
}

/* ---- Whether an IRP gets one ---------------------------------------------------------------- */

/* STATUS_SUCCESS, or that with which the IRP fails. */
NTSTATUS examine(Queue &queue, const Policy &policy, PIRP irp)
{
	const auto callback =
		policy.ForwardProgressReservePolicySettings.Policy.ExaminePolicy.EvtIoWdmIrpForForwardProgress;
	const WDF_IO_FORWARD_PROGRESS_ACTION action = callback(handle_of<WDFQUEUE>(queue), irp);

	if (action == WdfIoForwardProgressActionUseReservedRequest)
		return STATUS_SUCCESS;
	return action == WdfIoForwardProgressActionFailRequest
		       ? STATUS_UNSUCCESSFUL
		       : refuse({ "EvtIoWdmIrpForForwardProgress", reinterpret_cast<const void *>(callback) },
				&queue, STATUS_UNSUCCESSFUL,
				"the callback returned %d, not a WDF_IO_FORWARD_PROGRESS_ACTION", action);
}

NTSTATUS decide(Queue &queue, const Policy &policy, PIRP irp)
{
	switch (policy.ForwardProgressReservedPolicy) {
	case WdfIoForwardProgressReservedPolicyPagingIO:
		return irp->Flags & IRP_PAGING_IO ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
	case WdfIoForwardProgressReservedPolicyUseExamine:
		return examine(queue, policy, irp);
	default:
		return STATUS_SUCCESS;
	}
}

/* False if the driver has no resources for the request, which is gone then. */
bool get_resources(Queue &queue, const Policy &policy, Request &request)
{
	if (!policy.EvtIoAllocateRequestResources)
		return true;
	request.was_shown = true;
	request.state.store(State::preparing);

	const NTSTATUS status = policy.EvtIoAllocateRequestResources(handle_of<WDFQUEUE>(queue),
								     handle_of<WDFREQUEST>(request));

	request.state.store(State::arriving);
	if (NT_SUCCESS(status))
		return true;
	request_end(request);
	return false;
}

/* ---- Making them ---------------------------------------------------------------------------- */

/* What the request will need is made now. */
NTSTATUS fill(Queue &queue, const Policy &policy, Request &request)
{
	const auto callback = policy.EvtIoAllocateResourcesForReservedRequest;

	/* For the request's life, and for its time in no other queue. */
	object_reference(&queue);
	object_reference(&queue);
	request.home = &queue;
	request.queue = &queue;
	request.input.store(memory_of_request(request, nullptr, 0, false));
	request.output.store(memory_of_request(request, nullptr, 0, false));
	if (!request.input.load() || !request.output.load())
		return STATUS_INSUFFICIENT_RESOURCES;
	if (!callback) {
		forget_callbacks(request);
		return STATUS_SUCCESS;
	}
	request.was_shown = true;
	return callback(handle_of<WDFQUEUE>(queue), handle_of<WDFREQUEST>(request));
}

/* Adds one to @made, by its link and with a reference. */
NTSTATUS make_reserved(Queue &queue, const Policy &policy, LIST_ENTRY &made)
{
	Request *request;

	if (const NTSTATUS status = request_create(*queue.device, nullptr, nullptr, request))
		return status;

	const NTSTATUS status = fill(queue, policy, *request);

	if (!NT_SUCCESS(status)) {
		delete_reserved(*request);
		return status;
	}
	request->state.store(State::completed);
	object_reference(request);
	InsertTailList(&made, request);
	return STATUS_SUCCESS;
}

void delete_all(LIST_ENTRY &requests)
{
	while (!IsListEmpty(&requests)) {
		Request *const request = request_of_link(RemoveHeadList(&requests));

		delete_reserved(*request);
		object_dereference(request);
	}
}

NTSTATUS make_all(Queue &queue, const Policy &policy, LIST_ENTRY &made)
{
	for (ULONG i = 0; i < policy.TotalForwardProgressRequests; i++) {
		if (const NTSTATUS status = make_reserved(queue, policy, made); !NT_SUCCESS(status))
			return status;
	}
	return STATUS_SUCCESS;
}

NTSTATUS refuse_second(CallSite call, const Queue &queue)
{
	return refuse(call, &queue, STATUS_INVALID_PARAMETER, "the queue has a policy already");
}

enum class Published : u8 { yes, has_another, queue_ended };

/* Nothing would delete the requests of a queue that has ended. */
Published publish(Queue &queue, Policy *policy, LIST_ENTRY &made)
{
	LockGuard guard(queue.lock);
	Policy *expected = nullptr;

	if (queue.has_no_reserve)
		return Published::queue_ended;
	if (!queue.policy.compare_exchange(expected, policy))
		return Published::has_another;
	while (!IsListEmpty(&made)) {
		Request *const request = request_of_link(RemoveHeadList(&made));

		put(queue, *request);
		object_dereference(request);
	}
	return Published::yes;
}

NTSTATUS make_and_publish(CallSite call, Queue &queue, Policy *policy, LIST_ENTRY &made)
{
	const NTSTATUS status = make_all(queue, *policy, made);

	if (!NT_SUCCESS(status))
		return status;
	switch (publish(queue, policy, made)) {
	case Published::has_another:
		return refuse_second(call, queue);
	case Published::queue_ended:
		return refuse(call, &queue, STATUS_DELETE_PENDING, "the queue is being deleted");
	case Published::yes:
		break;
	}
	return STATUS_SUCCESS;
}

NTSTATUS assign(CallSite call, Queue &queue, const Policy &wanted)
{
	auto *const policy = static_cast<Policy *>(ww_zalloc(sizeof(Policy)));
	LIST_ENTRY made;

	if (!policy)
		return STATUS_INSUFFICIENT_RESOURCES;
	*policy = wanted;
	InitializeListHead(&made);

	const NTSTATUS status = make_and_publish(call, queue, policy, made);

	if (!status)
		return STATUS_SUCCESS;
	delete_all(made);
	ww_free(policy);
	return status;
}

NTSTATUS check_policy(CallSite call, const Queue &queue, const Policy &policy)
{
	const auto kind = static_cast<u32>(policy.ForwardProgressReservedPolicy);

	if (queue.policy.load())
		return refuse_second(call, queue);
	if (const NTSTATUS status = check_size(call, "WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY", policy.Size,
					       sizeof(policy), &queue))
		return status;
	if (kind <= WdfIoForwardProgressInvalidPolicy || kind > WdfIoForwardProgressReservedPolicyPagingIO)
		return refuse(call, &queue, STATUS_INVALID_PARAMETER,
			      "ForwardProgressReservedPolicy is %u, not a "
			      "WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY",
			      kind);
	if (kind == WdfIoForwardProgressReservedPolicyUseExamine &&
	    !policy.ForwardProgressReservePolicySettings.Policy.ExaminePolicy.EvtIoWdmIrpForForwardProgress)
		return refuse(call, &queue, STATUS_INVALID_PARAMETER,
			      "EvtIoWdmIrpForForwardProgress is NULL, and the policy asks for it");
	if (!policy.TotalForwardProgressRequests)
		return refuse(call, &queue, STATUS_INVALID_PARAMETER, "TotalForwardProgressRequests is 0");
	return STATUS_SUCCESS;
}

} /* namespace */

Request *request_for(Device &device, PIRP irp, Queue *queue, NTSTATUS &status)
{
	FileObject *const file = file_of(device, IoGetCurrentIrpStackLocation(irp)->FileObject);
	const Policy *const policy = queue ? queue->policy.load(Order::acquire) : nullptr;
	Request *request;

	status = request_create(device, irp, file, request);
	if (!status && (!policy || get_resources(*queue, *policy, *request)))
		return request;
	if (!policy || status == STATUS_DELETE_PENDING) {
		complete_irp(irp, status);
		return nullptr;
	}
	status = decide(*queue, *policy, irp);
	status = status ? complete_irp(irp, status) : insert(*queue, irp, file);
	return nullptr;
}

void reserved_end(Request &request)
{
	Queue *const queue = request.queue;

	request_end_buffers(request);
	format_discard(request);
	if (queue != request.home) {
		object_reference(request.home);
		request.queue = request.home;
		object_dereference(queue);
	}
	if (!request.was_presented && !request.was_shown)
		forget_callbacks(request);
	request.irp = nullptr;
	request.file = nullptr;
	request.state.store(State::completed);
}

void reserved_return(Request &request)
{
	Queue &queue = *request.home;
	bool is_given = false, ends = false, is_over;
	{
		LockGuard guard(queue.lock);

		if (request.is_idle || request.state.load() != State::completed ||
		    request.references.load() & ~Object::kTree)
			return;
		is_over = queue.has_no_reserve;
		if (is_over)
			request.is_idle = true;
		else if (PIRP irp = take_irp(queue)) {
			is_given = true;
			ends = give(queue, request, irp,
				    static_cast<FileObject *>(irp->Tail.Overlay.DriverContext[kFile]));
		} else {
			put(queue, request);
		}
	}
	if (is_over)
		delete_reserved(request);
	else if (ends)
		queue_complete_canceled(queue, request);
	else if (is_given)
		queue_run(queue, Run::unless_another_does);
}

void reserve_take_canceled(Queue &queue, const FILE_OBJECT *file, LIST_ENTRY &irps)
{
	LIST_ENTRY *next;

	for (LIST_ENTRY *link = queue.irps.Flink; link != &queue.irps; link = next) {
		const PIRP irp = irp_of_link(link);

		next = link->Flink;
		if ((file && IoGetCurrentIrpStackLocation(irp)->FileObject != file) || !take_this(irp))
			continue;
		InsertTailList(&irps, link);
		queue.leaving_count++;
	}
}

void reserve_complete_canceled(Queue &queue, LIST_ENTRY &irps)
{
	u32 count = 0;

	for (; !IsListEmpty(&irps); count++)
		complete_irp(irp_of_link(RemoveHeadList(&irps)), STATUS_CANCELLED);
	if (count)
		queue_left(queue, count);
}

void reserve_end(Queue &queue)
{
	LIST_ENTRY requests;

	InitializeListHead(&requests);
	{
		LockGuard guard(queue.lock);

		queue.has_no_reserve = true;
		while (Request *request = take(queue)) {
			request->is_idle = true;
			InsertTailList(&requests, request);
		}
	}
	delete_all(requests);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfIoQueueAssignForwardProgressPolicy(
	WDFQUEUE Queue, PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY ForwardProgressPolicy)
{
	const CallSite call = WW_CALL_SITE;
	auto *const queue = object_at_passive<wdf::Queue>(call, Queue);

	if (!queue || !check_not_null(call, ForwardProgressPolicy, "ForwardProgressPolicy"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_policy(call, *queue, *ForwardProgressPolicy))
		return status;
	return assign(call, *queue, *ForwardProgressPolicy);
}

} /* extern "C" */
