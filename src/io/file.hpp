/* SPDX-License-Identifier: GPL-2.0 */
/*
 * File objects: opens of devices, by programs and by drivers.
 *
 *	create		IRP_MJ_CREATE; without success there is no file object
 *	close_handle()	the last handle is gone: IRP_MJ_CLEANUP, and cancel of what is left
 *	last reference	IRP_MJ_CLOSE, at PASSIVE_LEVEL
 *
 * A program's open file is the only handle. It has the creator's reference. Each request that a thread
 * has given up has one, too, and so have the asynchronous requests that a close has given up.
 */
#pragma once

#include <wdm.h>

#include "async.hpp"
#include "base/atomic.hpp"
#include "linux/done.h"
#include "linux/request.h"
#include "ob/object.hpp"

namespace ww {

struct Request;

struct FileState {
	FILE_OBJECT object;		/* first: what drivers see */
	PDEVICE_OBJECT device;		/* the named one, referenced */
	const void *operations;		/* Linux's */
	Request *reserve;		/* for cleanup and close, which cannot fail */
	Atomic<bool> is_open;		/* a program has it: the creator's reference stays */
	Atomic<bool> has_handle;	/* opened, and no cleanup yet */
	Atomic<bool> is_cleaned;	/* no new request is sent */
	Atomic<bool> has_module;	/* holds a reference of its own on the operations' module */
	bool was_created;		/* the driver knows it, and expects a close */
	IO_SECURITY_CONTEXT security;	/* of the create request */
	struct ww_turn turn;		/* of a synchronous file */
	Submissions submissions;
	struct ww_later later;		/* for the close */
	WCHAR name[];			/* what FileName points to */
};

extern const ObjectType file_type;

inline FileState *file_state(PFILE_OBJECT file)
{
	return reinterpret_cast<FileState *>(file);
}

/* How to open a device. */
struct Open {
	PDEVICE_OBJECT device;		/* the caller keeps it */
	const char *rest;		/* of the name, in UTF-8 */
	ACCESS_MASK access;
	ULONG share;
	ULONG options;
	ULONG disposition;
	ULONG attributes;
	BOOLEAN reads;
	BOOLEAN writes;
	KPROCESSOR_MODE mode;
	const void *operations;
	bool keeps_module = false;	/* as a program's open file does */
	/* Out. */
	ULONG_PTR information = 0;
	bool is_exclusive = false;	/* the reason of a refusal */
	bool was_interrupted = false;	/* by a signal */
};

NTSTATUS file_open(Open &open, FileState **file);

/* IRP_MJ_CLEANUP, and the end of the file's requests. The first call does it. PASSIVE_LEVEL. */
void file_close_handle(FileState *file);

/*
 * A request of the file that its thread gave up: keeps the file until file_request_ended(), and, with
 * @keeps_module, the driver's module until the close.
 */
void file_request_given_up(FileState *file, bool keeps_module);
void file_request_ended(FileState *file);

/*
 * The device that gets the file's requests, with an activity unless it is the file's own device; and the
 * end of that activity.
 */
PDEVICE_OBJECT device_on_top(const FileState *file);
void drop_device_on_top(const FileState *file, PDEVICE_OBJECT top);

void files_init();

} /* namespace ww */
