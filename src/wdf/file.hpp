/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFFILEOBJECT: an open file of a device, if the driver has asked for such objects.
 */
#pragma once

#include "base/call_site.hpp"
#include "device.hpp"
#include "request.hpp"

namespace ww::wdf {

struct FileObject : Object {
	static const Class kClass;

	Device *device;			/* referenced */
	PFILE_OBJECT wdm;
	FileObject *next_of_device WW_GUARDED_BY(tree_lock);	/* Device::first_file */
};

/* Checks what the driver wants of files, and makes the queue for EvtDeviceFileCreate. */
NTSTATUS files_init(CallSite call, Device &device);

/* The file object of @file, or null. */
FileObject *file_of(Device &device, PFILE_OBJECT file);

/* The requests of this kind. They return what the dispatch routine returns. */
NTSTATUS file_create(Device &device, PIRP irp);
NTSTATUS file_cleanup(Device &device, PIRP irp);
NTSTATUS file_close(Device &device, PIRP irp);

/* A create request is about to be completed. */
void file_create_completed(Request &request, NTSTATUS status);

} /* namespace ww::wdf */
