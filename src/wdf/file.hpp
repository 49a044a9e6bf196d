/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFFILEOBJECT: an open file of a device, if the driver has asked for such objects.
 *
 * FILE_OBJECT.FileObjectExtension, a field of the system's, leads to the objects of a file: one for
 * each device of the framework in its stack. So the objects of other files cost a request nothing.
 * tree_lock covers the field. Only a pointer to a live WDFFILEOBJECT is followed.
 */
#pragma once

#include "base/call_site.hpp"
#include "device.hpp"
#include "request.hpp"

namespace ww::wdf {

struct FileObject : Object {
	static const Class kClass;

	Device *device;			/* referenced */
	PFILE_OBJECT wdm;		/* written under tree_lock; null once it is closed */
	FileObject *next_of_file WW_GUARDED_BY(tree_lock);	/* of another device */
};

/* Before the first device. */
void files_start();

/* Checks what the driver wants of files, and makes the queue for EvtDeviceFileCreate. */
NTSTATUS files_init(CallSite call, Device &device);

/* The file object of @file, or null. A Hold on the device keeps it; so does the open file. */
FileObject *file_of(const Device &device, PFILE_OBJECT file);

/* @file is closed while the device goes: its object, if there is one, refers to it no more. */
void file_forget(const DEVICE_OBJECT *device, PFILE_OBJECT file);

/* The requests of this kind. They return what the dispatch routine returns. */
NTSTATUS file_create(Device &device, PIRP irp);
NTSTATUS file_cleanup(Device &device, PIRP irp);
NTSTATUS file_close(Device &device, PIRP irp);

/* A create request is about to be completed. */
void file_create_completed(Request &request, NTSTATUS status);

} /* namespace ww::wdf */
