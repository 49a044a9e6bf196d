/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operation: one I/O operation on its way through the instances on a volume. It is an object of
 * src/ob. Its body begins with the FLT_CALLBACK_DATA that the minifilters see, so a pointer to
 * callback data can be validated. One allocation at the start holds all that it ever needs.
 *
 * Ownership: a call of operation_run() is a run. One run at a time owns the operation, and takes it
 * from step to step. A callback that pends ends the run; the operation may be gone before
 * operation_run() returns. The completion begins another run, perhaps while the callback still
 * runs. The handoff decides which of the two continues.
 *
 * Frames: a frame is the part of the operation that concerns one instance. The frames are a stack;
 * only the owner pushes and pops them. From the pre-operation callback to the end of the
 * post-operation callback a frame is on its instance's list, and holds rundown protection on it. A
 * tear-down drains the frames whose operation is below the instance: it takes them off that list.
 * Such a frame stays on the stack, in the state `drained`. It does not drain a frame whose buffer the
 * file system has from the instance: it waits.
 */
#pragma once

#include "filter_manager.hpp"

#include <winwork/flt_port.h>

#include "engine/item.hpp"
#include "requestor.hpp"

namespace ww {

extern const ObjectType operation_type;

struct LockedBuffer;		/* buffer.cpp */
struct Operation;
struct StatusRequest;		/* status_request.hpp */

enum class FrameState : u8 {
	inside,			/* a callback of the instance runs, or has pended */
	below,			/* between the pre-operation and the post-operation callback */
	drained,		/* not on the instance's list: the instance may be gone */
};

/* A callback, as a report names it. */
struct Callback {
	const char *name;
	const void *routine;

	explicit Callback(PFLT_PRE_OPERATION_CALLBACK pre)
		: name("PreOperation"), routine(reinterpret_cast<const void *>(pre)) {}
	explicit Callback(PFLT_POST_OPERATION_CALLBACK post)
		: name("PostOperation"), routine(reinterpret_cast<const void *>(post)) {}
	explicit Callback(PWINWORK_FLT_FILE_SYSTEM file_system)
		: name("WINWORK_FLT_FILE_SYSTEM"),
		  routine(reinterpret_cast<const void *>(file_system)) {}
};

struct Frame {
	Operation *operation;
	PFLT_INSTANCE instance;
	const FLT_OPERATION_REGISTRATION *callbacks;
	FLT_IO_PARAMETER_BLOCK parameters;	/* as the pre-operation callback got them */
	void *context;			/* for the post-operation callback */
	bool is_swapped;		/* the callback has put another buffer in: buffer.hpp */
	PMDL swapped_mdl;		/* that is freed after the post-operation callback; volume's lock */
	const void *waiting_run;	/* FLT_PREOP_SYNCHRONIZE: the run that waits for it */
	Frame *next_awaited;		/* the frame that this run waits for next */
	KEVENT resumed;			/* set when the operation has come up to it */
	FrameState state;		/* this and the rest: volume's lock */
	Frame *next;
	Frame **link;			/* to it on the instance's list; null when off it */
};

/* The next step of an operation. */
enum class Step : u8 {
	down,
	pre_result,		/* evaluate the result of the pre-operation callback */
	file_system,
	up,
	post_result,		/* the post-operation callback has finished */
	done,
};

/* A callback that may pend the operation. */
enum class Callee : u8 {
	pre_operation,
	post_operation,
	file_system,
};

enum class HandoffState : u8 {
	none,
	called,			/* the callback runs */
	completed,		/* the callback runs, and its completion has come already */
	pended,			/* the callback has pended; no run owns the operation */
};

/*
 * Decides which run continues an operation after a callback that may pend: the run that called it,
 * or one that the completion begins.
 */
struct Handoff {
	HandoffState state;
	Callee callee;
};

struct Operation {
	FLT_CALLBACK_DATA data;
	FLT_IO_PARAMETER_BLOCK iopb;
	PFLT_VOLUME volume;
	u64 last_attachment;		/* instances attached later do not see it */
	Altitude last_altitude;		/* of the instance that it entered last */
	bool entered;			/* false: last_altitude is not set */
	WINWORK_FLT_OPERATION request;
	Requestor requestor;
	PECP_LIST parameters;		/* or null; the parameters' lock (create_parameters.cpp) */
	KEVENT finished;

	bool bottom_is_senders;		/* the file system is called in the sender's thread alone */
	const void *sender_run;		/* the first run, if that is so */

	Step step;
	u32 depth;			/* number of frames on the stack */
	Handoff handoff WW_GUARDED_BY(volume->lock);
	Atomic<StatusRequest *> status_requests;	/* until the file system is called; the last one first */
	LockedBuffer *locked_buffers;	/* under the volume's lock, until the end */
	ULONG pre_status;		/* FLT_PREOP_*, or any value of a faulty driver */
	void *pre_context;

	Atomic<bool> canceled;
	KEVENT canceled_event;		/* signalled after that */
	Atomic<PFLT_COMPLETE_CANCELED_CALLBACK> cancel_routine;	/* of the filter that has the operation, or null */
	Atomic<PFLT_CALLBACK_DATA_QUEUE> queue;	/* that it is in; cbdq.cpp */
	PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT queue_context;	/* under the queue's lock */

	FamilyItem item;		/* of FltDoCompletionProcessingWhenSafe */
	FLT_POST_OPERATION_FLAGS item_flags;

	Frame *frames() { return reinterpret_cast<Frame *>(this + 1); }
	Frame &top() { return frames()[depth - 1]; }
	bool is_irp() const { return request.Flags & FLTFL_CALLBACK_DATA_IRP_OPERATION; }
	bool is_post() const { return data.Flags & FLTFL_CALLBACK_DATA_POST_OPERATION; }
};

/* Of a FILE_SYSTEM_CONTROL. The other minor functions have no control code. */
inline bool has_fs_control_code(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	return iopb.MinorFunction == IRP_MN_USER_FS_REQUEST || iopb.MinorFunction == IRP_MN_KERNEL_CALL;
}

inline Operation *operation_of(PFLT_CALLBACK_DATA data)
{
	return reinterpret_cast<Operation *>(data);
}

/* Runs the operation until it is done or pended. The caller owns it, and loses it. */
void operation_run(Operation &operation);

/*
 * Makes an operation for operation_run(), with a reference of the caller's, which object_dereference()
 * drops. @below: null, or only the instances below it get it. Null without memory. The volume is
 * not in rundown. While the caller's run waits for a frame,
 * the operation is passed to it at the file system. When that run has ended, the file system is called
 * in any thread.
 */
Operation *operation_begin(PFLT_VOLUME volume, const WINWORK_FLT_OPERATION &request, const Altitude *below);

/*
 * Marks the operation as canceled, once. Has the queue that it is in complete it, or the cancel routine: then returns
 * true. The caller has a reference. <= DISPATCH_LEVEL.
 */
bool operation_cancel(Operation &operation);

/*
 * For a file system that pends the operation: a routine that the cancellation calls, and which completes it.
 * STATUS_CANCELLED: that has come already, and will not call it. <= DISPATCH_LEVEL.
 */
NTSTATUS operation_set_cancel(Operation &operation, PFLT_COMPLETE_CANCELED_CALLBACK routine);
/* False: the routine has been called, or is about to be. */
bool operation_clear_cancel(Operation &operation);

/* Takes a canceled operation out of the queue that it is in, and has that complete it. False if it is in none. */
bool operation_cancel_queued(Operation &operation);

/*
 * Sends an operation that is not the caller's thread's alone, and waits for its end. @below: as above. The volume
 * is not in rundown.
 */
void operation_send(PFLT_VOLUME volume, const WINWORK_FLT_OPERATION &request, const Altitude *below,
		    IO_STATUS_BLOCK &result);

/* ---- frame.cpp ------------------------------------------------------------------------------ */

/*
 * Pushes a frame for the next instance: the highest one below the last that has callbacks for the
 * operation, was attached before it began, and is not in rundown. Returns null when there is none.
 */
Frame *frame_push(Operation &operation);

/* Pops the top frame and drops its rundown protection on the instance. */
void frame_pop(Operation &operation);

/* Puts the operation below the top frame's instance. Drains the frame if a tear-down runs. */
void frame_pass_down(Operation &operation);

/* Puts the operation back into the top frame's instance. Pops a drained frame: returns false. */
bool frame_reenter(Operation &operation);

/* Drains all frames with operations below the instance. Its rundown has begun. */
void operations_drain(PFLT_INSTANCE instance);

/*
 * Returns why an operation may not continue in another thread, or null. Only IRP_PAGING_IO means
 * paging: without it, the bit of IRP_SYNCHRONOUS_PAGING_IO means an ordinary buffered read.
 */
const char *reason_against_posting(const FLT_CALLBACK_DATA &data);

/* Why a work item is not queued for an object. */
constexpr char kDeleting[] = "its rundown has begun";

/*
 * Removes the operation from the callback data queue that @callback left it in, and its cancel routine. Reports that.
 * For a callback that has not pended.
 */
void operation_leave_queue(Operation &operation, Callback callback);

/* ---- handoff.cpp ---------------------------------------------------------------------------- */

void handoff_begin(Operation &operation, Callee callee);

/* Ends the handoff after a callback that has not pended. True if a completion has come anyway. */
bool handoff_end(Operation &operation);

/*
 * Gives up the operation after a callback that has pended. Returns true when the completion has
 * come already: then the run still owns the operation. Otherwise the operation may be gone.
 */
bool handoff_pend(Operation &operation);

enum class Claim : u8 {
	refused,		/* the operation is not in, or pended by, this callee */
	early,			/* the callback still runs, and its run will continue */
	owned,			/* the caller owns the operation and must continue it */
};

/*
 * Claims the operation for its completion after @callee. Unless that is refused, store() writes the
 * result into the operation, under the lock.
 */
template <typename Store>
Claim handoff_claim(Operation &operation, Callee callee, Store store)
{
	LockGuard guard(operation.volume->lock);
	Handoff &handoff = operation.handoff;
	const bool called = handoff.state == HandoffState::called;

	if (handoff.callee != callee || (!called && handoff.state != HandoffState::pended))
		return Claim::refused;
	handoff.state = called ? HandoffState::completed : HandoffState::none;
	store();
	return called ? Claim::early : Claim::owned;
}

/* Runs the operation if the claim made the caller its owner. Returns @refused if it was refused. */
const char *operation_continue(Operation &operation, Claim claim, const char *refused);

/* ---- misuse.cpp ----------------------------------------------------------------------------- */

/*
 * True for the callback data of a live operation, for a copy that a callback gets at this time, and for one that
 * a driver has made. Only the first is an Operation. Any IRQL.
 */
bool is_callback_data(const FLT_CALLBACK_DATA *data);

/* References the operation that a driver passed. Reports, and is empty, if it is not a live one. */
class OperationGuard {
public:
	OperationGuard(CallSite call, PFLT_CALLBACK_DATA data);
	~OperationGuard();
	OperationGuard(const OperationGuard &) = delete;
	OperationGuard &operator=(const OperationGuard &) = delete;

	explicit operator bool() const { return operation_; }
	Operation &operator*() const { return *operation_; }
	Operation *operator->() const { return operation_; }

private:
	Operation *operation_ = nullptr;
};

/* is_callback_data(), with a report when it is false. Any IRQL. */
bool check_callback_data(CallSite call, const FLT_CALLBACK_DATA *data);

/* Report FLTMGR_FILE_SYSTEM with @data and @number as parameters 2 and 3. */
void report_operation(CallSite call, const void *data, uintptr_t number, const char *what);
void report_operation(Callback callback, const void *data, uintptr_t number, const char *what);

} /* namespace ww */
