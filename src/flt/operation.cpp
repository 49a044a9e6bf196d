/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The path of an operation: down through the pre-operation callbacks, to the file system, and up
 * through the post-operation callbacks. It is a loop, so the stack does not grow with the number of
 * instances.
 *
 * FLT_PREOP_SYNCHRONIZE makes the post-operation callback run in the thread of the pre-operation
 * callback. When that thread's run has lost the operation, it waits for the frame; the run that
 * brings the operation up to the frame passes it back, and ends. A run that begins meanwhile begins
 * below that frame. All frames that it awaits itself are also below, so none is left by then.
 */
#include "buffer.hpp"
#include "create_parameters.hpp"
#include "own_operation.hpp"
#include "status_request.hpp"

#include "base/report.hpp"

namespace ww {
namespace {

/* One call of operation_run(). Its address identifies it. */
struct Run {
	Frame *awaited = nullptr;	/* the lowest frame that this run waits for */
};

/* Ends the handoff after a callback that has not pended. Reports a completion that came anyway. */
void end_handoff(Operation &operation, Callback callback, uintptr_t status)
{
	if (handoff_end(operation))
		report_operation(callback, &operation.data, status,
				 "the operation was completed, but the callback has not pended it");
}

void report_pre(const Operation &operation, const Frame &frame, ULONG status,
		const char *what)
{
	report_operation(Callback(frame.callbacks->PreOperation), &operation.data, status, what);
}

/* True for QueryOpen, the only operation that FLT_*_DISALLOW_FSFILTER_IO applies to. */
bool is_query_open(const Operation &operation, const Frame &frame)
{
	return operation.request.Flags & FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION &&
	       frame.parameters.MajorFunction == IRP_MJ_QUERY_OPEN;
}

/* Returns what the callback returned, or what stands for it after a report. */
ULONG check_pre_status(const Operation &operation, const Frame &frame, ULONG status)
{
	const FLT_CALLBACK_DATA_FLAGS kind = operation.request.Flags;
	const char *wrong = nullptr;

	switch (status) {
	case FLT_PREOP_SYNCHRONIZE:
		if (!operation.is_irp())
			status = FLT_PREOP_SUCCESS_WITH_CALLBACK;
		[[fallthrough]];
	case FLT_PREOP_SUCCESS_WITH_CALLBACK:
		if (frame.callbacks->PostOperation)
			return status;
		report({ .code = BugCheck::fltmgr_file_system,
			 .parameter = { 0x66, address_of(&operation.data), 0, 0 },
			 .call = { "PreOperation" }, .item = &operation.data,
			 .routine = reinterpret_cast<const void *>(frame.callbacks->PreOperation) },
		       "the minifilter has registered no post-operation callback");
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	case FLT_PREOP_SUCCESS_NO_CALLBACK:
	case FLT_PREOP_COMPLETE:
		return status;
	case FLT_PREOP_PENDING:
		wrong = "only an IRP operation can be pended";
		break;
	case FLT_PREOP_DISALLOW_FASTIO:
		if (kind & FLTFL_CALLBACK_DATA_FAST_IO_OPERATION)
			return status;
		wrong = "the operation is not fast I/O";
		break;
	case FLT_PREOP_DISALLOW_FSFILTER_IO:
		if (is_query_open(operation, frame))
			return status;
		wrong = "the operation is not QueryOpen";
		break;
	default:
		wrong = "the callback returned a value that is not an FLT_PREOP_CALLBACK_STATUS";
	}
	report_pre(operation, frame, status, wrong);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* Reports and replaces STATUS_PENDING, and a failure of a cleanup or close. */
void check_final_status(Operation &operation, const Frame &frame)
{
	const UCHAR major = operation.iopb.MajorFunction;
	const bool closing = major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE;
	NTSTATUS &status = operation.data.IoStatus.Status;

	if (status != STATUS_PENDING && (NT_SUCCESS(status) || !closing))
		return;
	report_pre(operation, frame, FLT_PREOP_COMPLETE,
		   "the callback completed the operation with a status that it cannot have");
	status = closing ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* Keeps the callback's changes of the parameters if it has marked them as dirty. */
void apply_parameters(Operation &operation, const Frame &frame)
{
	if (!(operation.data.Flags & FLTFL_CALLBACK_DATA_DIRTY))
		operation.iopb = frame.parameters;
	operation.iopb.MajorFunction = frame.parameters.MajorFunction;
	operation.iopb.TargetInstance = nullptr;
	operation.data.Flags &= ~FLTFL_CALLBACK_DATA_DIRTY;
}

/* The MDL stays the driver's. */
void report_lost_swap(const Operation &operation, Frame &frame, ULONG status)
{
	if (!frame.swapped_mdl)
		return;
	frame.swapped_mdl = nullptr;
	report_pre(operation, frame, status,
		   "the callback has set another MDL, but no post-operation callback follows");
}

void complete(Operation &operation, NTSTATUS status)
{
	operation.data.IoStatus.Status = status;
	operation.data.IoStatus.Information = 0;
}

void apply_pre_result(Operation &operation, Run &run)
{
	Frame &frame = operation.top();
	const ULONG status = check_pre_status(operation, frame, operation.pre_status);

	buffer_note_swap(operation, frame);
	apply_parameters(operation, frame);
	operation.step = Step::down;
	switch (status) {
	case FLT_PREOP_SYNCHRONIZE:
		KeInitializeEvent(&frame.resumed, NotificationEvent, FALSE);
		frame.waiting_run = &run;
		frame.next_awaited = run.awaited;
		run.awaited = &frame;
		[[fallthrough]];
	case FLT_PREOP_SUCCESS_WITH_CALLBACK:
		frame.context = operation.pre_context;
		frame_pass_down(operation);
		return;
	case FLT_PREOP_COMPLETE:
		check_final_status(operation, frame);
		operation.step = Step::up;
		break;
	case FLT_PREOP_DISALLOW_FASTIO:
	case FLT_PREOP_DISALLOW_FSFILTER_IO:
		complete(operation, STATUS_FLT_DISALLOW_FAST_IO);
		operation.step = Step::up;
		break;
	default:
		break;
	}
	report_lost_swap(operation, frame, status);
	if (operation.pre_context)
		report_pre(operation, frame, status,
			   "the callback left a context, but no post-operation callback follows");
	frame_pop(operation);
}

/* Each step returns false when the run does not own the operation any more. */

bool go_down(Operation &operation)
{
	Frame *frame = frame_push(operation);

	if (!frame) {
		operation.step = Step::file_system;
		return true;
	}
	operation.step = Step::pre_result;
	operation.pre_status = FLT_PREOP_SUCCESS_WITH_CALLBACK;
	operation.pre_context = nullptr;
	if (!frame->callbacks->PreOperation) {
		handoff_end(operation);
		return true;
	}

	const FLT_RELATED_OBJECTS objects =
		related_objects(frame->instance, operation.iopb.TargetFileObject);
	const PFLT_PRE_OPERATION_CALLBACK callback = frame->callbacks->PreOperation;
	void *context = nullptr;
	const ULONG status = callback(&operation.data, &objects, &context);

	if (status == FLT_PREOP_PENDING && operation.is_irp()) {
		if (context)
			report_operation(Callback(callback), &operation.data, status,
					 "the callback left a context, and pended the operation");
		return handoff_pend(operation);
	}
	end_handoff(operation, Callback(callback), status);
	operation_leave_queue(operation, Callback(callback));
	operation.pre_status = status;
	operation.pre_context = context;
	return true;
}

/* Returns the lowest frame that the sender's run waits for, or null. */
Frame *frame_of_sender(Operation &operation)
{
	for (u32 i = operation.depth; i; i--) {
		Frame &frame = operation.frames()[i - 1];

		if (frame.waiting_run && frame.waiting_run == operation.sender_run)
			return &frame;
	}
	return nullptr;
}

/*
 * Passes the operation to the sender's run, if that waits for a frame: its thread is the one that calls
 * the file system, and would wait for itself.
 */
bool pass_to_sender(Operation &operation, const Run &run)
{
	Frame *frame = operation.sender_run && operation.sender_run != &run
		? frame_of_sender(operation) : nullptr;

	if (frame)
		KeSetEvent(&frame->resumed, 0, FALSE);
	return frame != nullptr;
}

bool call_file_system(Operation &operation, const Run &run)
{
	if (pass_to_sender(operation, run))
		return false;

	const PWINWORK_FLT_FILE_SYSTEM callback = operation.request.FileSystem;
	const StatusRequests requests(operation);

	operation.step = Step::up;
	operation.iopb.TargetInstance = nullptr;
	complete(operation, STATUS_SUCCESS);
	if (!callback) {
		requests.tell(STATUS_SUCCESS);
		return true;
	}
	handoff_begin(operation, Callee::file_system);

	const NTSTATUS status = callback(&operation.data, operation.request.FileSystemContext);

	requests.tell(status);
	if (status == STATUS_PENDING)
		return handoff_pend(operation);
	end_handoff(operation, Callback(callback), status);
	operation.data.IoStatus.Status = status;
	return true;
}

bool go_up(Operation &operation, Run &run)
{
	if (!operation.depth) {
		operation.step = Step::done;
		return true;
	}

	Frame &frame = operation.top();

	if (frame.waiting_run && frame.waiting_run != &run) {
		KeSetEvent(&frame.resumed, 0, FALSE);
		return false;
	}
	if (frame.waiting_run)
		run.awaited = frame.next_awaited;
	if (!frame_reenter(operation))
		return true;

	const FLT_RELATED_OBJECTS objects =
		related_objects(frame.instance, frame.parameters.TargetFileObject);
	const PFLT_POST_OPERATION_CALLBACK callback = frame.callbacks->PostOperation;

	operation.iopb = frame.parameters;
	operation.data.Flags |= FLTFL_CALLBACK_DATA_POST_OPERATION;
	operation.step = Step::post_result;
	handoff_begin(operation, Callee::post_operation);

	const ULONG status = callback(&operation.data, &objects, frame.context, 0);

	if (status == FLT_POSTOP_MORE_PROCESSING_REQUIRED && operation.is_irp())
		return handoff_pend(operation);
	end_handoff(operation, Callback(callback), status);
	operation_leave_queue(operation, Callback(callback));
	if (status == FLT_POSTOP_DISALLOW_FSFILTER_IO && is_query_open(operation, frame))
		complete(operation, STATUS_FLT_DISALLOW_FAST_IO);
	else if (status != FLT_POSTOP_FINISHED_PROCESSING)
		report_operation(Callback(callback), &operation.data, status,
				 "the callback returned a status that this operation cannot have");
	return true;
}

void finish(Operation &operation)
{
	{
		/* A minifilter has completed the operation: nobody asks the file system. */
		const StatusRequests requests(operation);
	}
	buffers_unlock(operation);
	operation.data.Flags &= ~(FLTFL_CALLBACK_DATA_DIRTY | FLTFL_CALLBACK_DATA_POST_OPERATION);
	operation.iopb = operation.request.Iopb;
	operation.iopb.TargetInstance = nullptr;
	if (operation.request.Completion)
		operation.request.Completion(&operation.data, operation.request.CompletionContext);
	else
		KeSetEvent(&operation.finished, 0, FALSE);
	object_dereference(&operation);
}

/* Drops the volume only now: a late call for an operation that is done takes its lock. */
void destroy(void *body)
{
	auto *operation = static_cast<Operation *>(body);

	/* A call too late may have locked the buffer again. */
	buffers_unlock(*operation);
	if (operation->parameters)
		parameters_drop(operation->parameters);
	requestor_drop(operation->requestor);
	object_dereference_kept(operation->volume);
}

bool take_step(Operation &operation, Run &run)
{
	switch (operation.step) {
	case Step::down:
		return go_down(operation);
	case Step::pre_result:
		apply_pre_result(operation, run);
		return true;
	case Step::file_system:
		return call_file_system(operation, run);
	case Step::up:
		return go_up(operation, run);
	case Step::post_result:
		buffer_free_swapped(operation.top());
		frame_pop(operation);
		operation.step = Step::up;
		return true;
	case Step::done:
		break;
	}
	finish(operation);
	return false;
}

/*
 * The operation still exists: it has to come up to the awaited frame first. That of a watch may be never, so a program
 * that waits for it can be killed.
 */
void wait_for(Frame &awaited, Operation &operation)
{
	if (is_watch(operation.request.Iopb) &&
	    KeWaitForSingleObject(&awaited.resumed, Executive, UserMode, FALSE, nullptr) == STATUS_USER_APC)
		operation_cancel(operation);
	KeWaitForSingleObject(&awaited.resumed, Executive, KernelMode, FALSE, nullptr);
}

} /* namespace */

constinit const ObjectType operation_type = { "operation", destroy };

void operation_run(Operation &operation)
{
	Run run;

	if (operation.bottom_is_senders && !operation.sender_run)
		operation.sender_run = &run;
	for (;;) {
		while (take_step(operation, run))
			;
		if (!run.awaited)
			return;
		wait_for(*run.awaited, operation);
		/* The run owns the operation again. It may have to wait for the frame once more. */
		KeClearEvent(&run.awaited->resumed);
	}
}

} /* namespace ww */
