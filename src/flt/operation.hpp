/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operation: what travels through the instances on a volume. It is an engine object whose body
 * begins with the FLT_CALLBACK_DATA that the minifilters see, so that a pointer to callback data
 * can be judged; one allocation, when it is sent, holds all it will ever need.
 *
 * Who has it: one run() at a time, in some thread, moves it on. A callback that pends ends the run
 * (the operation may be gone before run() returns), and who completes it begins another one, maybe
 * while the callback still runs. `handoff` decides between the two, under the volume's lock.
 *
 * What each instance has of it is a frame. Frames are a stack; only the run that has the operation
 * pushes and pops. A frame is also on its instance's list, under the volume's lock, from the
 * pre-operation callback to the end of the post-operation callback, and holds rundown protection
 * on the instance as long as it is there. A tear-down takes frames whose operation is below the
 * instance off that list (drains them); then the frame stays on the stack, and says it is gone.
 */
#pragma once

#include "filter_manager.hpp"

#include <winwork/flt_port.h>

#include "engine/item.hpp"

namespace ww {

extern const ObjectType operation_type;

struct Operation;

enum class FrameState : u8 {
	inside,			/* a callback of the instance's runs, or has pended */
	below,			/* the pre-operation callback is over, the other to come */
	drained,		/* was drained: the instance may be too */
};

/* A callback as reports name it. */
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
	FLT_IO_PARAMETER_BLOCK parameters;	/* as the pre-operation callback got it */
	void *context;			/* for the post-operation callback */
	const void *waiting_run;	/* FLT_PREOP_SYNCHRONIZE: the run that waits for it */
	Frame *next_awaited;		/* the frame that run waits for next */
	KEVENT resumed;			/* the operation has come up to it */
	FrameState state;		/* this and the links: volume's lock */
	Frame *next;
	Frame **link;			/* on the instance's list; null when it is not on it */
};

/* What comes next. */
enum class Step : u8 {
	down,
	pre_result,		/* the top frame's pre-operation callback has answered */
	file_system,
	up,
	post_result,		/* likewise, the post-operation callback */
	done,
};

/* The callback that may pend the operation. */
enum class Callee : u8 {
	pre_operation,
	post_operation,
	file_system,
};

enum class HandoffState : u8 {
	none,
	called,			/* the callback runs */
	completed,		/* it still runs; the operation has been completed meanwhile */
	pended,			/* it has pended the operation, and its run has ended */
};

/*
 * Decides which run continues an operation after a callback that may pend: the run that called it,
 * or one that the completion begins. Volume's lock.
 */
struct Handoff {
	HandoffState state;
	Callee callee;
};

struct Operation {
	FLT_CALLBACK_DATA data;
	FLT_IO_PARAMETER_BLOCK iopb;
	PFLT_VOLUME volume;
	u64 last_attachment;		/* only instances up to this one are shown it */
	Altitude last_altitude;		/* of the last instance that it entered */
	bool entered;
	WINWORK_FLT_OPERATION request;
	KEVENT finished;

	Step step;
	u32 depth;			/* frames on the stack */
	Handoff handoff;
	ULONG pre_status;		/* FLT_PREOP_*, if the driver minds the rules */
	void *pre_context;

	Atomic<bool> canceled;
	Atomic<PFLT_CALLBACK_DATA_QUEUE> queue;	/* to cancel it from; cbdq.cpp */
	PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT queue_context;	/* under the queue's lock */

	FamilyItem item;		/* FltDoCompletionProcessingWhenSafe's, while it is used */
	FLT_POST_OPERATION_FLAGS item_flags;

	Frame *frames() { return reinterpret_cast<Frame *>(this + 1); }
	Frame &top() { return frames()[depth - 1]; }
	bool is_irp() const { return request.Flags & FLTFL_CALLBACK_DATA_IRP_OPERATION; }
};

inline Operation *operation_of(PFLT_CALLBACK_DATA data)
{
	return reinterpret_cast<Operation *>(data);
}

/* Moves it on until it is done or pended. The caller has it, and loses it. */
void operation_run(Operation &operation);

/* ---- frame.cpp ------------------------------------------------------------------------------ */

/*
 * Pushes a frame for the highest instance below the last one that wants the operation and lets
 * it in; null when there is none.
 */
Frame *frame_push(Operation &operation);

/* The top frame's instance has no more to do with it. Pops it. */
void frame_pop(Operation &operation);

/* The operation goes below the top frame's instance, or is drained at once. */
void frame_pass_down(Operation &operation);

/* The operation comes up to the top frame: false when that was drained. */
bool frame_reenter(Operation &operation);

/* Drains every operation below the instance, whose rundown has begun. */
void operations_drain(PFLT_INSTANCE instance);

/*
 * Why an operation may not go on in another thread, or null. IRP_PAGING_IO alone says paging:
 * the bit of IRP_SYNCHRONOUS_PAGING_IO means an ordinary buffered read without it.
 */
const char *reason_against_posting(const FLT_CALLBACK_DATA &data);

/* A callback that has not pended the operation has ended: it is in a queue no more. */
void operation_leave_queue(Operation &operation, Callback callback);

/* ---- handoff.cpp ---------------------------------------------------------------------------- */

void handoff_begin(Operation &operation, Callee callee);

/*
 * Ends the handoff after a callback that did not pend. Returns true when the operation has been
 * completed nevertheless.
 */
bool handoff_end(Operation &operation);

/*
 * Ends the calling run's part after a callback that pended. Returns true when the operation has
 * been completed already: then the run still owns it. Otherwise the operation may be gone.
 */
bool handoff_pend(Operation &operation);

enum class Claim : u8 {
	refused,		/* the operation does not wait for a completion by this function */
	early,			/* the callback still runs: its run continues the operation */
	owned,			/* the caller owns the operation, and has to continue it */
};

/* Claims a completed operation from @callee. Unless it is refused, store() puts the result into it. */
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

/* Runs the operation if the claim made it the caller's. Returns null, or @refused if it was refused. */
const char *operation_continue(Operation &operation, Claim claim, const char *refused);

/* ---- misuse.cpp ----------------------------------------------------------------------------- */

/*
 * What a minifilter may call an operation: one that is alive, or the copy of one that it is shown
 * just now. Without the verifier anything that is an address. Any IRQL.
 */
bool is_callback_data(const FLT_CALLBACK_DATA *data);

/* An operation that a driver names, kept alive while this lives; empty if it is none. */
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

/* True for callback data; reported when it is none. Any IRQL. */
bool check_callback_data(CallSite call, const FLT_CALLBACK_DATA *data);

/* FLTMGR_FILE_SYSTEM with the callback data and one more number. */
void report_operation(CallSite call, const void *data, uintptr_t number, const char *what);
void report_operation(Callback callback, const void *data, uintptr_t number, const char *what);

} /* namespace ww */
