/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Request: an IRP that the I/O manager makes. The IRP is a member of the request, so both have the
 * same memory.
 *
 * request_send(): the thread sends the IRP and waits. If the IRP is not complete when the dispatch
 * routine returns, the request joins the list of pending requests, and the thread sleeps. A signal
 * cancels the IRP. The thread of a request that its driver does not complete gives it up after
 * cancel_timeout. Only a driver's requests with data (Patience::until_complete) are not given up:
 * they use memory of that driver.
 *
 * request_submit(): no thread waits. A request that is not complete also joins the list. A worker
 * takes the result when the IRP is complete.
 *
 * The end of a request, and of its IRP, is request_end(): the thread or the worker calls it when it
 * has taken the result. For a request that was given up, a worker does the same after the
 * completion. The memory is free when no user is left (Request::users). Blocks in request_path.hpp
 * keeps it for later requests. So an IRP that is completed twice is recognised for some time.
 */
#pragma once

#include <wdm.h>

#include "base/atomic.hpp"
#include "base/cold.hpp"
#include "base/task.hpp"
#include "base/types.hpp"
#include "call.hpp"
#include "linux/done.h"
#include "mm/request_buffer.hpp"
#include "walk.hpp"

namespace ww {

struct FileState;

/*
 * Whether a thread waits for the end of a request. Each transition is one compare-and-exchange or
 * exchange, so the state before done decides where the result goes: after not_yet and asleep to the
 * thread, else to a worker.
 *
 *	not_yet -> asleep	wait()
 *	not_yet -> submitted	leave()
 *	not_yet -> given_up	give_up(), for forget(): the driver neither completed nor pended it
 *	asleep -> given_up	give_up(), for wait_long()
 *	each -> done		irp_of_system_completed(), once all locations are completed
 *
 * (clang has no atomic operations for an enum class.)
 */
struct Awaited {
	enum State : u32 {
		not_yet,	/* the thread is in the dispatch routine, or about to sleep */
		asleep,		/* the thread waits for Request::ended */
		submitted,	/* no thread: a worker calls Request::finish */
		given_up,	/* no thread: the completion frees the request */
		done,
	};
};

/* How a thread waits. */
enum class Patience : u8 {
	until_signal,		/* a signal cancels */
	none,			/* cancels at once what the driver pended */
	uninterrupted,
	until_complete,		/* the same, and the thread never gives the request up */
};

struct Request;
struct Result;

/* Takes the result of a submitted request, and ends it. In a worker. */
using FinishRequest = void (*)(Request *request, const Result &result);

/* What keeps Request::device, if that is a filter's device above the file's own one. */
enum class TopHold : u8 {
	none,
	activity,		/* until its driver has the IRP */
	reference,		/* until its driver, which has forgotten the IRP, is unloaded */
};

/*
 * The walk for requests in dispatch routines (DispatchWalk) reads some members without the list's lock, while their
 * thread or the next request in the memory writes them: major, device, task, began, is_listed, and the IRP's locations.
 * It also writes `began`. What it shows of a request that ends meanwhile is dropped.
 */
struct alignas(16) Request {
	/* ---- Not cleared for a later request ------------------------------------------------ */
	union {
		struct ww_done ended;	/* while a thread waits */
		struct ww_later later;	/* once it is given up or submitted */
	};
	WalkEntry of_known;		/* in the list of all requests' memory */
	u16 block_bytes;		/* 0: not of the blocks that are kept */
	bool is_reserve;		/* it is FileState::reserve, which the file frees */
	bool is_32bit;			/* of a 32-bit program: its creator sets it */
	UCHAR major;
	TopHold hold;
	Atomic<bool> is_left;		/* of a kiocb, and given up; request_submit() clears it */
	FileState *file;
	PDEVICE_OBJECT device;		/* that it is sent to; the file's own after drop_top() */
	void *task;			/* referenced once it is given up or submitted */
	WalkEntry of_all;		/* in the list of pending requests, under its lock */
	LIST_ENTRY of_file;		/* likewise, in one of its file's two */
	s64 began;			/* when it became pending, or kSeen; nanoseconds */
	void *finish_context;		/* for finish(): what the request belongs to */
	/* The buffers. None between two requests: request_end() releases them. */
	void *buffer;			/* of ww_user_buffer(), or null */
	RequestAlias aliases[2];
	/* The thread, and cancellers that found it in the list. Set last: then the members above are valid. */
	Atomic<u32> users;

	/* ---- Cleared: all that follows ------------------------------------------------------ */
	alignas(u64) Atomic<Awaited::State> awaited;
	Atomic<u8> marks;		/* those below */
	bool is_listed;			/* in the list of pending requests */
	bool is_waited_for;		/* counted in FileState::waiters; under the list's lock */
	bool is_forgotten;		/* given up: its driver neither completed nor pended it */
	FinishRequest finish;		/* null: a thread waits for the request */

	static constexpr u8 kMarked = 1;	/* a driver marked a location as pending */
	/* The watch has seen the request in a dispatch routine, first at the time of `began`. */
	static constexpr u8 kSeen = 2;
	static constexpr u8 kTold = 4;		/* and named it in the log */

	bool was_marked(Order order) const { return marks.load(order) & kMarked; }
	IRP irp;			/* its locations follow, and then room for a small buffer */
};

/*
 * The result of a request for its requester. The IRP has the information. Two registers return it.
 */
struct Result {
	/* It was pended. */
	static constexpr u64 kPended = 1;
	/* A signal, or Patience::none, cancelled it. */
	static constexpr u64 kInterrupted = 2;
	/* The request is not the thread's any more. */
	static constexpr u64 kGivenUp = 4;

	bool was_pended() const { return flags & kPended; }
	bool was_interrupted() const { return flags & kInterrupted; }
	bool was_given_up() const { return flags & kGivenUp; }

	NTSTATUS status = STATUS_SUCCESS;	/* what the caller gets */
	NTSTATUS io_status = STATUS_SUCCESS;	/* IoStatus.Status, which decides about the data */
	u64 flags = 0;
};

/*
 * A request to the device on top of @file's stack, or null without memory. @room: bytes of a system
 * buffer, which is not cleared. PASSIVE_LEVEL.
 */
Request *request_create(FileState *file, UCHAR major, KPROCESSOR_MODE mode, u32 room);

/* A request that needs no memory later. request_reset() makes it ready. */
Request *request_create_reserve(CCHAR locations);
/* False, and nothing has changed, if the stack is too high for it. */
bool request_reset(Request *request, FileState *file, UCHAR major, KPROCESSOR_MODE mode);
void request_free_reserve(Request *request);

/* The location that the first driver gets. */
inline PIO_STACK_LOCATION request_location(Request *request)
{
	return next_location(&request->irp);
}

/* Sends it and waits. After was_given_up() the caller may not touch it. */
Result request_send(Request *request, Patience patience);

/*
 * Sends it and does not wait. Returns true if the thread has the result. Else the result is
 * STATUS_PENDING, finish() has the request, and the caller may not touch it. finish() must keep the
 * file until it is called.
 */
bool request_submit(Request *request, Result &result);

/* Keeps the memory of a request until request_put(). A request that has ended has no buffers. */
void request_hold(Request *request);
void request_put(Request *request);

/* Releases the buffers and the caller's use of the memory: the end of the request and its IRP. */
void request_end(Request *request);

/*
 * Cancels the pending requests of @file, once each, and waits until no thread waits for one. The
 * caller waits for the submitted ones.
 */
void requests_cancel(FileState *file);

/*
 * The seconds until the next message about a request, or until @limit, after which it is given up.
 * At least one second: the limit may have become shorter.
 */
inline u32 next_step(u32 waited, u32 limit)
{
	constexpr u32 kStep = 10;
	const u32 left = limit > waited ? limit - waited : 1;

	return left < kStep ? left : kStep;
}

/*
 * Prints a request that is pending and held, behind @prefix. Nothing, if the last ten seconds had
 * many such lines.
 */
void request_describe(const Request *request, const char *prefix);
/* The same for the submitted requests of @file that are pending. */
void requests_describe_submitted(const FileState *file, const char *prefix);
/*
 * Names in the log, once each, the requests that are in a dispatch routine for @limit nanoseconds until @now. One
 * thread at a time.
 */
void requests_look(s64 now, s64 limit);

/* Prints the first pending requests that are @driver's, for the log of an unload that waits. */
void requests_describe(const void *driver);

/* A submitted request that is held is given up. The log says so. */
void request_leave(Request *request);

/*
 * Behind the dispatch routine of a class library may be a routine of the driver's, which reports name then. Returns
 * it, or null. Set once, before the first device.
 */
using RoutineOf = const void *(*)(PDEVICE_OBJECT device, UCHAR major, UCHAR minor);
void requests_set_routine_of(RoutineOf routine_of);

/* After the last routine of @driver: frees the requests that it has forgotten, with reports. */
void requests_report_left(const void *driver);

/* Whether @irp is in the memory of a request, in use or not. The pointer is not followed. */
bool requests_contain(const IRP *irp);

/* The request of an IRP, or null for an IRP of a driver's. */
Request *request_of(PIRP irp);

/*
 * A system call of a program. At its end nothing that a driver set may stay in the thread. Linux may also make such a call
 * inside a driver's code: what that code has set stays.
 */
class ProgramCall {
public:
	ProgramCall() : is_within_(is_any_state() && is_of_driver()) {}
	~ProgramCall()
	{
		if (is_any_state() && !is_within_) [[unlikely]]
			end();
	}
	ProgramCall(const ProgramCall &) = delete;
	ProgramCall &operator=(const ProgramCall &) = delete;

private:
	static bool is_any_state() { return task_states_in_use.load(Order::relaxed); }
	WW_COLD static bool is_of_driver();
	WW_COLD static void end();

	const bool is_within_;
};

int requests_init();		/* 0 or a negative errno */
void requests_exit();

} /* namespace ww */
