/* SPDX-License-Identifier: GPL-2.0 */
/*
 * File objects: opens of devices, by programs and by drivers.
 *
 *	create		IRP_MJ_CREATE; without success there is no file object
 *	close_handle()	the last handle is gone: IRP_MJ_CLEANUP, and cancel of what is left
 *	last reference	IRP_MJ_CLOSE, at PASSIVE_LEVEL
 *
 * There is one handle: the program's open file, or a driver's of ZwCreateFile. It has the creator's
 * reference, as a kept one. There is one more for each request that a thread has given up, one for
 * all asynchronous requests that a close has given up, and one for each asynchronous request of a
 * driver.
 */
#pragma once

#include <wdm.h>

#include "async.hpp"
#include "base/atomic.hpp"
#include "linux/done.h"
#include "linux/request.h"
#include "ob/object.hpp"
#include "ob/stack.hpp"

namespace ww {

struct BusChain;
struct Request;

struct FileState {
	FILE_OBJECT object;		/* first: what drivers see */
	PDEVICE_OBJECT device;		/* the named one, referenced */
	const void *operations;		/* Linux's */
	Request *reserve;		/* for cleanup and close, which cannot fail */
	/* Under the lock of request.cpp, as their members: */
	LIST_ENTRY pending;		/* its pending requests that a cleanup has to cancel */
	LIST_ENTRY cancelled;		/* the other ones */
	Atomic<u32> waiters;		/* requests that a thread waits for; changes under that lock */
	Atomic<bool> has_handle;	/* opened, and no cleanup yet */
	Atomic<bool> is_cleaned;	/* no new request is sent */
	bool has_module;		/* of a driver's open: references the operations' module */
	BusChain *buses;		/* of a program's file: kept; or null */
	bool was_created;		/* the driver knows it, and expects a close */
	/* This and the next three are for files of drivers. */
	HANDLE handle;			/* of a driver, or null */
	const void *opener;		/* that driver's object, or null */
	FileState *next;		/* in their list, under the lock of file.cpp */
	FileState **link;
	IO_SECURITY_CONTEXT security;	/* of the create request */
	struct ww_turn turn;		/* of a synchronous file */
	Submissions submissions;
	struct ww_later later;		/* for the end of the handle, and for the close */
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
	const LARGE_INTEGER *allocation = nullptr;
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

/* @access as drivers see it: without generic rights. */
ACCESS_MASK specific_access(ACCESS_MASK access);

/* An open of @target by @driver, which may be null. The caller adds how. */
Open open_of_driver(const struct ww_target &target, ACCESS_MASK access, PDRIVER_OBJECT driver);

NTSTATUS file_open(Open &open, FileState **file);

/*
 * Makes the handle of a file that @driver has opened, for ZwClose. Null without memory: the caller
 * then closes the file by file_abandon_handle().
 */
HANDLE file_give_handle(FileState *file, const void *driver);
void file_abandon_handle(FileState *file);

/* Whether a program has a file on a device of @driver open. */
bool files_open(const void *driver);

/* After the last routine of @driver: reports and closes the handles that it left. */
void files_report_left(const void *driver);

/* IRP_MJ_CLEANUP, and the end of the file's requests. The first call does it. PASSIVE_LEVEL. */
void file_close_handle(FileState *file);

/*
 * A request of the file that its thread gave up: keeps the file until file_request_ended(), and
 * with @keeps_module the driver's module. A request that its driver has forgotten must not keep the
 * module: the unload ends the request.
 */
void file_request_given_up(FileState *file, bool keeps_module);
void file_request_ended(FileState *file, bool kept_module);

/*
 * The device that gets the file's requests, with an activity unless it is the file's own device;
 * and the end of that activity.
 */
inline PDEVICE_OBJECT device_on_top(const FileState *file)
{
	return stack_top_enter(file->device);
}
void drop_device_on_top(const FileState *file, PDEVICE_OBJECT top);

/* Whether requests of the file go to a device of @driver. */
bool file_reaches(const FileState *file, const void *driver);

/* While it is going, no open of the device succeeds. */
void device_set_going(PDEVICE_OBJECT device, bool going);

/* Whether the device has a file that is not closed, or is being opened. */
bool device_has_files(PDEVICE_OBJECT device);

/* Called when the last file of a device that is going has been closed. PASSIVE_LEVEL. */
using OnLastFile = void (*)(PDEVICE_OBJECT device);

void files_init(OnLastFile on_last_file);

/* Called before a FILE_OBJECT goes whose FileObjectExtension is not null. <= DISPATCH_LEVEL. */
using OnFileGone = void (*)(PFILE_OBJECT file);

void files_set_gone(OnFileGone gone);

} /* namespace ww */
