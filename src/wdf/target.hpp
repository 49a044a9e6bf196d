/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFIOTARGET: a device that a driver sends requests to; the next lower one of its stack, or one that it
 * has opened.
 *
 *	state		a request that is sent		left by
 *	started		goes to the device		stop, close, the end of the device
 *	stopped		waits				start; the same
 *	closed		is refused			open
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

struct Target : Object {
	static const Class kClass;

	Device *device;			/* of the driver; its ancestor */
	bool is_local;

	/* From its open to the end of its close. */
	PDEVICE_OBJECT wdm;
	PFILE_OBJECT file;		/* null for the local one, or without one */
	Reader *reader;			/* of a USB pipe: see usb_reader.cpp; null without one */

	Lock lock;
	WDF_IO_TARGET_STATE state WW_GUARDED_BY(lock);
	/* Of requests, by Request::of_target, the oldest first. */
	LIST_ENTRY sent WW_GUARDED_BY(lock);
	LIST_ENTRY waiting WW_GUARDED_BY(lock);
	u32 count WW_GUARDED_BY(lock);	/* of both */
};

/* Fills in a new object: one that is closed, or one for the next lower device, which is started. */
void target_init(Target &target, Device &device);
void target_init_local(Target &target, Device &device);

/* The target of a device that is not a control device. STATUS_INSUFFICIENT_RESOURCES. */
NTSTATUS target_create_local(Device &device);

/* The device goes: no request is sent, and those that are out are cancelled. PASSIVE_LEVEL. */
void target_end(Target &target);

/* ---- send.cpp ------------------------------------------------------------------------------- */

/* How a request is sent. */
struct SendOptions {
	ULONG flags;
	LONGLONG timeout;		/* in units of 100 ns, relative below 0 */
};

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
Request *request_create_own(Object &parent, const Target *target,
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
