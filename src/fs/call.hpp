/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Call: a system call of a program, or a driver's own I/O, on its way through the instances.
 *
 * The thread of the program makes the call, sends its operation and waits. The filters may complete
 * or continue the operation in any thread. The bottom runs in the thread of the program only, whose
 * credentials and limits count there. So when the operation comes down in another thread, that thread
 * wakes the waiting one, and the operation counts as pended by the file system meanwhile.
 *
 *	under_way	the filters have the operation, or the bottom has it in the program's thread
 *	at_bottom	it has come down in another thread, and waits for the program's
 *	done		the result is there
 *	abandoned	the program was killed and has left. What the filters still use stays: the call,
 *			its buffer, the file object. The lower file system is not called any more
 *
 * A call has two references: that of the thread, and that of the operation until it has ended.
 */
#pragma once

#include "base/atomic.hpp"
#include "file_object.hpp"
#include "flt/operation.hpp"
#include "linux/done.h"

namespace ww {

struct Call;

/* Calls the lower file system. Returns a negative errno, or what Information becomes. */
using Bottom = s64 (*)(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
/*
 * A bottom that may pend: any thread calls it. Returns the status, with Information in the data; or STATUS_PENDING, and
 * completes the operation then or later.
 */
using PendingBottom = NTSTATUS (*)(Call &call, FLT_CALLBACK_DATA &data);

enum class CallState : u32 { under_way, at_bottom, done, abandoned };

struct Call {
	FileObject *file;		/* a kept reference */
	Bottom bottom;
	PendingBottom pend;		/* in its place, or null */
	void *context;			/* the bottom's; of the program's thread */
	const Altitude *below;		/* null, or only those below it get the operation */
	PECP_LIST parameters;		/* of a driver's CREATE, or null. It stays the driver's */
	PFLT_COMPLETED_ASYNC_IO_CALLBACK routine;	/* a driver's, for the end; or null */
	void *routine_context;
	OwnData *own_data;		/* callback data of a driver that it carries out, with a kept reference; or null */
	PFLT_INSTANCE instance;		/* the same, of a call that no thread waits for */
	WINWORK_FLT_OPERATION request;
	IO_SECURITY_CONTEXT security;	/* of a CREATE */
	void *buffer;			/* freed at the end; null if the thread has taken it back */
	PMDL mdl;			/* of paging I/O; released at the end */
	const void *task;
	Atomic<u32> references;
	Atomic<CallState> state;
	PFLT_CALLBACK_DATA data;	/* at_bottom, or pended there */
	LIST_ENTRY link;		/* of a pending bottom: of what it has pended; the volume's lock */
	IO_STATUS_BLOCK answer;		/* the same: what the call that leaves the list will end with */
	bool is_sent;			/* this and the next two: the thread's */
	bool is_killed;
	bool has_others_buffer;		/* a driver's, or that of another call: a killed thread cancels it, and waits for its end */
	bool must_end;			/* nothing cancels it: CLEANUP, CLOSE, and what a driver sends */
	NTSTATUS bottom_success;	/* the bottom's own status with its result, if no errno says it */
	s32 bottom_error;		/* a negative errno of the bottom, and its status */
	NTSTATUS bottom_status;
	IO_STATUS_BLOCK result;
	struct ww_done wake;		/* the thread, after at_bottom and done */
	struct ww_later later;
};

/* A call about a file object, for the operation @major. Null without memory. */
Call *call_create(FileObject *file, UCHAR major, Bottom bottom, void *context);

/*
 * Sends the call, and waits for its end. Returns 0 or a negative errno. False in @ended: a filter
 * still has the operation, and the buffer.
 */
int call_send(Call *call, bool &ended);

/*
 * Sends a call with a pending bottom and a routine for its end, which may be called before this returns. False without
 * memory.
 */
bool call_start(Call *call);

/* FileSystem::reissue. */
void call_reissue(CallSite call, Operation &operation, const FLT_IO_PARAMETER_BLOCK &iopb, const Altitude &below);

/* Reports what a callback has done with an operation. */
void report_callback(const FileObject &file, UCHAR major, const char *what);
void report_callback(const Call &call, const char *what);

/* A buffer of an operation. */
struct CallBuffer {
	void *buffer;
	ULONG length;
	PMDL mdl;			/* of it, or null */
};

/*
 * What the filters have left of the first buffer. Its address is null without memory, or without a buffer. A
 * Length that is longer than the buffer is reported, and cut.
 */
CallBuffer buffer_left(const Call &call, const CallBuffer &first, const CallBuffer &left);

/* The bytes that the operation has moved. What is longer than its buffer of @length bytes is reported, and cut. */
s64 information_of(const Call &call, size_t length);

/* Drops the thread's reference. */
void call_put(Call *call);

} /* namespace ww */
