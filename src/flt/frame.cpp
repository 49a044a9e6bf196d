/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Frames: the choice of the next instance, and the states inside, below and drained.
 */
#include "operation.hpp"
#include "own_operation.hpp"

namespace ww {
namespace {

/* True for an operation that the minifilter's registration flags exclude. */
bool is_skipped(const FLT_OPERATION_REGISTRATION &callbacks, const Operation &operation)
{
	const FLT_IO_PARAMETER_BLOCK &iopb = operation.iopb;
	const FLT_OPERATION_REGISTRATION_FLAGS skip = callbacks.Flags;
	const bool volume = iopb.TargetFileObject &&
			    iopb.TargetFileObject->Flags & FO_VOLUME_OPEN;

	/* This flag concerns all operations, the others only reads and writes. */
	if (skip & FLTFL_OPERATION_REGISTRATION_SKIP_NON_DASD_IO && !volume)
		return true;
	if (iopb.MajorFunction != IRP_MJ_READ && iopb.MajorFunction != IRP_MJ_WRITE)
		return false;

	/* All fast I/O is cached, and none of it is paging I/O. */
	const bool paging = operation.is_irp() && iopb.IrpFlags & IRP_PAGING_IO;
	const bool cached = !operation.is_irp() || !(iopb.IrpFlags & IRP_NOCACHE);

	return (skip & FLTFL_OPERATION_REGISTRATION_SKIP_PAGING_IO && paging) ||
	       (skip & FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO && cached && !paging) ||
	       (skip & FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO && !cached &&
		!paging);
}

const FLT_OPERATION_REGISTRATION *callbacks_for(PFLT_INSTANCE instance, const Operation &operation)
{
	const FLT_OPERATION_REGISTRATION *callbacks =
		instance->filter->registration.OperationRegistration;

	while (callbacks->MajorFunction != operation.iopb.MajorFunction) {
		if (callbacks->MajorFunction == IRP_MJ_OPERATION_END)
			return nullptr;
		callbacks++;
	}
	if (!callbacks->PreOperation && !callbacks->PostOperation)
		return nullptr;
	return is_skipped(*callbacks, operation) ? nullptr : callbacks;
}

/* True if the instance was attached when the operation began, and is below the last one. */
bool is_next(PFLT_INSTANCE instance, const Operation &operation)
{
	return instance->attachment && instance->attachment <= operation.last_attachment &&
	       (!operation.entered || instance->altitude.compare(operation.last_altitude) < 0);
}

void link(Frame &frame) WW_REQUIRES(frame.operation->volume->lock)
{
	Frame **head = &frame.instance->frames;

	frame.next = *head;
	frame.link = head;
	if (frame.next)
		frame.next->link = &frame.next;
	*head = &frame;
}

void unlink(Frame &frame) WW_REQUIRES(frame.operation->volume->lock)
{
	*frame.link = frame.next;
	if (frame.next)
		frame.next->link = frame.link;
	frame.link = nullptr;
}

/*
 * Copies for the post-operation callback of a drained frame, because another thread owns the
 * operation. That thread does not change the members that the constructor reads.
 */
struct DrainedFrame {
	DrainedFrame() = default;
	explicit DrainedFrame(const Frame &frame)
		: iopb(frame.parameters), flags(frame.operation->request.Flags),
		  requestor_mode(frame.operation->request.RequestorMode),
		  requestor(requestor_copy(frame.operation->requestor)),
		  thread(frame.operation->data.Thread), instance(frame.instance),
		  callback(frame.callbacks->PostOperation), context(frame.context)
	{
	}

	void call()
	{
		const FLT_RELATED_OBJECTS objects =
			related_objects(instance, iopb.TargetFileObject);
		FLT_CALLBACK_DATA data = {
			.Flags = flags | FLTFL_CALLBACK_DATA_DRAINING_IO |
				 FLTFL_CALLBACK_DATA_POST_OPERATION,
			.Thread = thread,
			.Iopb = &iopb,
			.IoStatus = { { STATUS_FLT_POST_OPERATION_CLEANUP }, 0 },
			.TagData = nullptr,
			.FilterContext = {},
			.RequestorMode = requestor_mode,
		};
		const CallbackDataCopy copy(data, requestor);

		if (callback(&data, &objects, context, FLTFL_POST_OPERATION_DRAINING) !=
		    FLT_POSTOP_FINISHED_PROCESSING)
			report_operation(Callback(callback), &data, 0,
					 "the callback has pended an operation that is drained");
	}

	FLT_IO_PARAMETER_BLOCK iopb{};
	FLT_CALLBACK_DATA_FLAGS flags = 0;
	KPROCESSOR_MODE requestor_mode = KernelMode;
	Requestor requestor{};
	PETHREAD thread = nullptr;
	PFLT_INSTANCE instance = nullptr;
	PFLT_POST_OPERATION_CALLBACK callback = nullptr;	/* null: nothing to drain */
	void *context = nullptr;
};

/* Takes the frame off its instance's list. The result owns its rundown protection. */
DrainedFrame mark_drained(Frame &frame) WW_REQUIRES(frame.operation->volume->lock)
{
	frame.state = FrameState::drained;
	unlink(frame);
	return DrainedFrame(frame);
}

/*
 * False for a frame of FLT_PREOP_SYNCHRONIZE: its callback must run in the thread that waits. False for one
 * that has swapped the buffer: its callback frees that.
 */
bool can_drain(const Frame &frame)
{
	return frame.state == FrameState::below && !frame.waiting_run && !frame.is_swapped;
}

/* Calls the callback, and drops the rundown protection and the requestor. */
void finish_drain(DrainedFrame drained)
{
	drained.call();
	requestor_drop(drained.requestor);
	object_dereference_kept(drained.instance);
}

DrainedFrame drain_next(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);
	Frame *frame = instance->frames;

	instance->draining = true;
	while (frame && !can_drain(*frame))
		frame = frame->next;
	if (!frame)
		return DrainedFrame();
	frame->operation->volume->lock.assert_held();
	return mark_drained(*frame);
}

/*
 * The operation of a watch that cannot be drained, with a reference; or null. It may stay below until a folder changes,
 * so it is canceled.
 */
Operation *next_watch(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);

	for (Frame *frame = instance->frames; frame; frame = frame->next) {
		Operation *const operation = frame->operation;

		if (frame->state == FrameState::below && is_watch(operation->request.Iopb) &&
		    !operation->canceled.load() && object_try_reference(operation))
			return operation;
	}
	return nullptr;
}

void cancel_watches(PFLT_INSTANCE instance)
{
	while (Operation *operation = next_watch(instance)) {
		operation_cancel(*operation);
		object_dereference(operation);
	}
}

bool is_draining(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);

	return instance->draining;
}

DrainedFrame mark_below(Frame &frame)
{
	LockGuard guard(frame.operation->volume->lock);

	frame.state = FrameState::below;
	/* Once draining is set the tear-down may have passed this frame: it looks once. */
	return frame.instance->draining && can_drain(frame) ? mark_drained(frame) : DrainedFrame();
}

} /* namespace */

Frame *frame_push(Operation &operation)
{
	LockGuard guard(operation.volume->lock);

	for (PFLT_INSTANCE instance = operation.volume->instances; instance;
	     instance = instance->next) {
		if (!is_next(instance, operation))
			continue;

		const FLT_OPERATION_REGISTRATION *callbacks = callbacks_for(instance, operation);

		if (!callbacks || !object_try_reference_kept(instance))
			continue;

		Frame &frame = operation.frames()[operation.depth++];

		operation.entered = true;
		operation.last_altitude = instance->altitude;
		operation.iopb.TargetInstance = instance;
		operation.handoff = { HandoffState::called, Callee::pre_operation };
		frame.operation = &operation;
		frame.instance = instance;
		frame.callbacks = callbacks;
		frame.parameters = operation.iopb;
		frame.context = nullptr;
		frame.waiting_run = nullptr;
		frame.is_swapped = false;
		frame.swapped_mdl = nullptr;
		frame.state = FrameState::inside;
		frame.operation->volume->lock.assert_held();
		link(frame);
		return &frame;
	}
	return nullptr;
}

void frame_pop(Operation &operation)
{
	Frame &frame = operation.top();
	PFLT_INSTANCE instance = frame.instance;
	{
		LockGuard guard(frame.operation->volume->lock);

		unlink(frame);
	}
	operation.depth--;
	object_dereference_kept(instance);
}

void frame_pass_down(Operation &operation)
{
	const PFLT_INSTANCE instance = operation.top().instance;
	const DrainedFrame drained = mark_below(operation.top());

	if (drained.callback)
		finish_drain(drained);
	else if (is_watch(operation.request.Iopb) && is_draining(instance))
		operation_cancel(operation);
}

bool frame_reenter(Operation &operation)
{
	Frame &frame = operation.top();
	LockGuard guard(operation.volume->lock);

	if (frame.state == FrameState::drained) {
		operation.depth--;
		return false;
	}
	frame.state = FrameState::inside;
	return true;
}

void operations_drain(PFLT_INSTANCE instance)
{
	for (;;) {
		const DrainedFrame drained = drain_next(instance);

		if (!drained.callback)
			break;
		finish_drain(drained);
	}
	cancel_watches(instance);
}

} /* namespace ww */
