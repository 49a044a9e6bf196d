/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFIOTARGET: a device that a driver sends requests to; the next lower one of its stack, or one that it
 * has opened.
 *
 *	state		a request that is sent		left by
 *	started		goes to the device		stop, close, the end of the device
 *	stopped		waits				start; the same
 *	closed		is refused			open
 *	closed for a removal that is asked for: the same as closed
 *	deleted		is refused			never
 *
 * The lock covers the state and the lists. A request is in one of the lists from the time that it is
 * accepted until its completion routine is about to be called, so a target that closes waits for it.
 */
#pragma once

#include "base/lock.hpp"
#include "device.hpp"
#include "request.hpp"

namespace ww::wdf {

struct Reader;

/*
 * A thread that opens the target. Others refuse to open it until it has its device, and wait while it registers.
 * The deletion waits for the end.
 */
enum class Opening : u8 { none, opens, registers };

struct Target : Object {
	static const Class kClass;

	Device *device;			/* of the driver; its ancestor */
	bool is_local;

	/*
	 * From its open to the end of its close. They change under the lock, while no request is counted: see
	 * target_facts().
	 */
	PDEVICE_OBJECT wdm;
	PFILE_OBJECT file;		/* null for the local one, or without one */
	Reader *reader;			/* of a USB pipe: see usb_reader.cpp; null without one */

	/* Of a target that was opened by name, for the next time. They are the opening thread's. */
	UNICODE_STRING name;
	ACCESS_MASK access;

	/* Since its last open. See target_removal.cpp. */
	struct {
		PFN_WDF_IO_TARGET_QUERY_REMOVE query;
		PFN_WDF_IO_TARGET_REMOVE_CANCELED canceled;
		PFN_WDF_IO_TARGET_REMOVE_COMPLETE complete;
		PVOID entry;		/* of the registration, or null */
	} removal;

	Lock lock;
	WDF_IO_TARGET_STATE state WW_GUARDED_BY(lock);
	/* Of requests, by Request::of_target, the oldest first. */
	LIST_ENTRY sent WW_GUARDED_BY(lock);
	LIST_ENTRY waiting WW_GUARDED_BY(lock);
	/* Of both, of requests that are about to be there, and of threads that send what they forget. */
	u32 count WW_GUARDED_BY(lock);
	Opening opening WW_GUARDED_BY(lock);
};

/* Fills in a new object: one that is closed, or one for the next lower device, which is started. */
void target_init(Target &target, Device &device);
void target_init_local(Target &target, Device &device);

/* The target of a device that is not a control device. STATUS_INSUFFICIENT_RESOURCES. */
NTSTATUS target_create_local(Device &device);

/* The device goes: no request is sent, and those that are out are cancelled. PASSIVE_LEVEL. */
void target_end(Target &target);

WDF_IO_TARGET_STATE target_state(Target &target);

/* What is to know of the device of a target, which another thread may close. The objects have no reference. */
struct TargetFacts {
	PDEVICE_OBJECT wdm;		/* null: there is none, and the rest is 0 */
	PFILE_OBJECT file;
	CCHAR stack_size;
	ULONG flags;
};

TargetFacts target_facts(Target &target);
/* With a reference; or null. */
PDEVICE_OBJECT target_device(Target &target);

inline bool target_is_open(WDF_IO_TARGET_STATE state)
{
	return state == WdfIoTargetStarted || state == WdfIoTargetStopped;
}

enum class TargetClose : u8 { plain, for_query_remove, deletion };

/* Cancels all requests, waits for them, and lets the device go. PASSIVE_LEVEL. */
void target_close(Target &target, TargetClose reason);
/* Opens a target as it was opened last, by name. PASSIVE_LEVEL. */
NTSTATUS target_reopen(CallSite call, Target &target);

/* ---- target_removal.cpp --------------------------------------------------------------------- */

/*
 * From now on the target is told of the removal of the device of its file, until the second. While it is closed, other
 * than for a removal, it is told of nothing. The third ends what the second has taken. PASSIVE_LEVEL.
 */
void target_watch(Target &target, PFILE_OBJECT file);
void target_unwatch(Target &target);
void target_end_watch(PVOID entry);

/* ---- send.cpp ------------------------------------------------------------------------------- */

/* How a request is sent. */
struct SendOptions {
	ULONG flags;
	LONGLONG timeout;		/* in units of 100 ns, relative below 0 */
};

/* Keeps the device of an open target until target_uncount(). False if it is closed. */
bool target_count(Target &target);
void target_uncount(Target &target);

/* STATUS_SUCCESS, or why the request cannot go on without the driver. */
NTSTATUS check_may_forget(CallSite call, const Request &request);

/*
 * Takes the request from the driver, which never sees it again, and calls the device with the IRP, after
 * prepare(irp, context). STATUS_PENDING; else the request stays the driver's.
 */
NTSTATUS request_forget(CallSite call, Request &request, PDEVICE_OBJECT wdm, void (*prepare)(PIRP irp, void *context),
			void *context);

/*
 * Sends a request of the driver's that is formatted. STATUS_PENDING: its completion routine will run, or
 * has. With WDF_REQUEST_SEND_OPTION_SYNCHRONOUS the status of the request, and @was_sent tells whether
 * the target got it.
 */
NTSTATUS request_send(CallSite call, Request &request, Target &target, const SendOptions &options,
		      bool &was_sent);

/* The options, or a status for a refusal. No options are all defaults. */
NTSTATUS check_options(CallSite call, const Object &owner, const WDF_REQUEST_SEND_OPTIONS *options,
		       SendOptions &checked);

/* Cancels a request that was sent. False if it is complete, or was not sent. <= DISPATCH_LEVEL. */
bool request_cancel_sent(Request &request);

/* Sends what waited while the target was stopped. <= DISPATCH_LEVEL. */
void target_send_waiting(Target &target);

/* Cancels the requests that were sent, or also those that wait; and waits until there are none. */
void target_cancel_sent(Target &target);
void target_cancel_all(Target &target);
void target_wait_for_sent(Target &target);
void target_wait_for_all(Target &target);

/* False without memory. A request that ends frees it: then it is not running. */
bool timeout_allocate(Request &request);
void timeout_free(Request &request);

/* ---- request_send.cpp ----------------------------------------------------------------------- */

/* A request that a driver, or the framework, creates; null without memory. <= DISPATCH_LEVEL. */
Request *request_create_own(Object &parent, Target *target,
			    const WDF_OBJECT_ATTRIBUTES *attributes);
void request_delete_own(Request &request);

/* ---- format.cpp ----------------------------------------------------------------------------- */

struct Format;

/* The IRP is back: the driver's buffers get what it brought, and the IRP its own fields. */
void format_end(Request &request);
/* Ends a formatting that was not sent, or is replaced. */
void format_discard(Request &request);
/* For the completion routine. */
void format_describe(const Request &request, WDF_REQUEST_COMPLETION_PARAMS &params);

} /* namespace ww::wdf */
