/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files of devices that drivers open by name: opens, and requests in KernelMode.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "disk_file.hpp"
#include "io/file.hpp"
#include "linux/request.h"

namespace ww {

/*
 * Opens the device that @name leads to, and makes the handle. STATUS_OBJECT_NAME_NOT_FOUND if there
 * is none. PASSIVE_LEVEL.
 */
NTSTATUS device_open(FileRequest &request, PCUNICODE_STRING name, HANDLE *handle);

/* One operation that a driver wants on an open file. */
struct DeviceRequest {
	CallSite call;
	FileState *file;		/* the caller keeps it */
	HANDLE event;			/* or null */
	PIO_STATUS_BLOCK iosb;
	bool waits;			/* also if the file is not synchronous */
	struct ww_io io;		/* with addresses of the kernel */
};

/*
 * Sends the request, and waits if the file is synchronous or @wanted says so. The status is that of
 * the dispatch routine. The status block and the event get the result, unless the request failed
 * and was not pended: then they are not touched. PASSIVE_LEVEL.
 */
NTSTATUS device_send(DeviceRequest &wanted);

/*
 * The offset of a read or write: @offset or, for NULL and for FILE_USE_FILE_POINTER_POSITION, the
 * position of a synchronous file. False, with a line in the log, if it is none.
 */
bool device_offset(CallSite call, const FileState *file, const LARGE_INTEGER *offset, bool is_write,
		   s64 &place);

/* The position of a synchronous file, or STATUS_INVALID_PARAMETER. */
NTSTATUS device_query_position(FileState *file, void *out, ULONG room, ULONG_PTR &done);
NTSTATUS device_set_position(FileState *file, const void *data, ULONG bytes);

/* Names in the log the requests that code of @image has sent and that are not complete. */
void device_requests_describe(const _WINWORK_IMAGE &image);

/* The thread @task ends: cancels the requests that it has sent, and waits for their results. */
void device_requests_of_thread_end(const void *task);

void device_requests_init();

} /* namespace ww */
