/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFREQUEST: an IRP on its way through the queues of a device, and in the driver.
 *
 *	state		whose request it is
 *	arriving	the framework's, in no list of a queue, or in Queue::canceled
 *	preparing	the same, and EvtIoAllocateRequestResources has it
 *	waiting		the framework's, in a queue's list of waiting requests
 *	delivered	the driver's
 *	cancelable	the driver's, which has marked it cancelable
 *	canceling	the driver's; EvtRequestCancel is about to be called
 *	sent		a target's, or on its way there or back
 *	completing	the framework's: its cleanup callbacks are being called
 *	completed	nobody's, and without an IRP: the driver only has a reference. A reserved one is
 *			used again: see forward_progress.hpp
 *
 * The IRP has a cancel routine of the framework's while the request is waiting or cancelable. The
 * routine finds the request in the IRP's DriverContext[0]. IoSetCancelRoutine decides who may
 * change one of these two states: the thread that gets the routine back, or the cancel routine.
 *
 * The lock of the request's queue covers its state and its links. A request of no queue is in one
 * thread's hands: that of the dispatch routine, or of the driver.
 */
#pragma once

#include "object.hpp"

struct ww_done;

namespace ww::wdf {

struct Device;
struct FileObject;
struct Format;
struct LockedBuffer;
struct Memory;
struct Queue;
struct Target;
struct Timeout;
struct UsbRequest;

/* Its LIST_ENTRY is in a list of its queue. */
struct Request : Object, LIST_ENTRY {
	static const Class kClass;

	/* Clang has no atomic operations for an enum class. */
	enum State : u32 {
		arriving, preparing, waiting, delivered, cancelable, canceling, sent, completing,
		completed
	};

	Device *device;
	PIRP irp;			/* null once it is completed */
	FileObject *file;		/* stays as long: see hold.hpp; null without one */
	Queue *queue;			/* that has it or had it last; referenced; null: none */
	Atomic<State> state;
	bool was_presented;		/* to the driver, once at least, with this IRP */
	bool was_shown;			/* to a callback of the queue's policy, or presented before */
	bool is_canceled;		/* the framework has seen that it is cancelled */
	bool is_told_to_stop;		/* EvtIoStop has been called in this stop */
	bool is_stopping;		/* and waits for an answer */
	bool is_suspended;		/* the answer was that the driver keeps it: for EvtIoResume */
	bool is_in_caller_context;	/* the driver has it from EvtIoInCallerContext */
	Queue *chosen;			/* that then gets it; referenced; null: the framework chooses */
	PFN_WDF_REQUEST_CANCEL cancel;	/* EvtRequestCancel, since it was marked */
	Queue *home;			/* that has it in reserve; referenced; null: it is not reserved */
	bool is_idle;			/* nobody uses the reserved request; under the lock of home */

	/*
	 * Of send.cpp. A request that is sent stays in its queue's list of delivered ones. One that the
	 * driver has created has no queue, and its IRP is freed with it.
	 */
	bool is_created;
	bool is_formatted;		/* the IRP's next location is filled in */
	bool has_timed_out;
	bool is_waiting;		/* in Target::waiting, under the target's lock */
	Target *target;			/* that it is sent to; referenced */
	struct Link : LIST_ENTRY {
		Request *request;
	} of_target;
	/* The IRP while it is out, its timeout, and threads: the last one finishes the request. 0: not sent. */
	Atomic<u32> irp_users;
	PFN_WDF_REQUEST_COMPLETION_ROUTINE completion;
	WDFCONTEXT completion_context;
	WDF_REQUEST_COMPLETION_PARAMS params;	/* of the last completion */
	Format *format;			/* of format.cpp; null if the driver formatted the location */
	Timeout *timeout;		/* null until one is needed */
	UsbRequest *usb;		/* of usb_transfer.cpp; null until it is needed */
	struct ww_done *done;		/* of a synchronous sender; null without one */

	/* Of request_buffers.cpp: made when the driver asks for them. */
	Atomic<Memory *> input;
	Atomic<Memory *> output;
	Atomic<PMDL> mdl;		/* of the system buffer */
	Atomic<LockedBuffer *> locked;	/* of WdfRequestProbeAndLockUserBufferFor... */

	const FILE_OBJECT *wdm_file() const
	{
		return IoGetCurrentIrpStackLocation(irp)->FileObject;
	}
};

/*
 * Makes a request of an IRP that has arrived, with the attributes of
 * WdfDeviceInitSetRequestAttributes. STATUS_DELETE_PENDING if the device is being deleted. <=
 * DISPATCH_LEVEL.
 */
NTSTATUS request_create(Device &device, PIRP irp, FileObject *file, Request *&request);

/*
 * Ends a request that is in no list: deletes the object, and completes the IRP. It is not the
 * driver's, or was taken from it with request_claim(). <= DISPATCH_LEVEL.
 */
void request_complete(Request &request, NTSTATUS status, ULONG_PTR information, CCHAR boost);

/* The driver has never seen the request, so it does not see its end. */
void forget_callbacks(Request &request);

/* The same without the completion: the caller gets the IRP. */
PIRP request_end(Request &request);

/* The driver has a request less, which was of @queue, with a reference on it, or of none. */
void request_left_driver(Device &device, Queue *queue);

/* The same for a delivered request, which the framework completes in place of the driver. */
void request_complete_delivered(Request &request, NTSTATUS status);

/*
 * The request behind @handle, if the driver has it, or had it and its cleanup callbacks run. Null,
 * after a report, if not: it waits in a queue, or is complete.
 */
Request *request_of_driver(CallSite call, WDFREQUEST handle);

/*
 * Takes a delivered request from the driver: @to is its new state, and it is in no list. False,
 * after a report, if it is not delivered: the driver has marked it cancelable, or has completed it.
 */
bool request_claim(CallSite call, Request &request, Request::State to);

/*
 * The same for the functions that send requests: also one that the driver has created. Those of
 * request_of_driver() report such a one.
 */
Request *request_to_send(CallSite call, WDFREQUEST handle);

/* Changes its state, if it is @from, under the lock that covers it. */
bool request_change(Request &request, Request::State from, Request::State to);

/* Ends what the driver retrieved of the request's buffers, before its IRP is completed. A reserved one keeps objects. */
void request_end_buffers(Request &request);

/* WdfRequestGetParameters. The request has its IRP. */
void request_parameters(const Request &request, WDF_REQUEST_PARAMETERS &parameters);

/* Gives it back. */
void request_unclaim(Request &request);

/* Claims a request, and moves it to another queue. On failure it stays the driver's. */
NTSTATUS move_to_queue(CallSite call, Request &request, Queue &queue);

} /* namespace ww::wdf */
