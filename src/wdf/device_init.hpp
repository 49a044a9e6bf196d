/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDEVICE_INIT: the properties of a device that a driver is about to create.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

struct ChildEntry;

/*
 * A WDFDEVICE_INIT. It is an object of the framework, so that a wrong pointer is reported and the
 * deletion of the driver frees one that is left.
 */
struct DeviceInit : Object {
	static const Class kClass;

	Driver *driver;
	PDEVICE_OBJECT pdo;		/* of the device that arrives; null for any other */
	Pdo *child;			/* until the device has it; null unless the device will be a PDO */
	bool is_kept;			/* the framework deletes it, when the driver's callback has returned */
	bool is_control;
	bool is_filter;
	bool is_exclusive;
	DEVICE_TYPE type;
	ULONG characteristics;
	int io_type;			/* WDF_DEVICE_IO_TYPE, or another number of the driver's */
	UNICODE_STRING name;
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	WDF_FDO_EVENT_CALLBACKS fdo_callbacks;
	PFN_WDF_IO_IN_CALLER_CONTEXT in_caller_context;
	Preprocessing *preprocessing;	/* until the device has it; or null */
	bool has_request_attributes;
	WDF_OBJECT_ATTRIBUTES request_attributes;
	FileConfig files;
	PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION shutdown;
	UCHAR shutdown_flags;		/* WDF_DEVICE_SHUTDOWN_FLAGS */
	UNICODE_STRING sddl;		/* Buffer is null without one */
	bool has_child_list;		/* of WdfFdoInitSetDefaultChildListConfig, as the next ones */
	bool has_child_list_attributes;
	WDF_CHILD_LIST_CONFIG child_list;
	WDF_OBJECT_ATTRIBUTES child_list_attributes;
	Device *created;		/* by WdfDeviceCreate, or null */
};

inline PWDFDEVICE_INIT pointer_of(DeviceInit &init)
{
	return reinterpret_cast<PWDFDEVICE_INIT>(static_cast<Object *>(&init));
}

/*
 * Creates one for EvtDriverDeviceAdd, or, without @pdo, for WdfControlDeviceInitAllocate. Null without
 * memory, and when @driver is being deleted.
 */
DeviceInit *init_create(Driver &driver, PDEVICE_OBJECT pdo);

/* Creates one for WdfPdoInitAllocate, or, with @entry, for EvtChildListCreateDevice. Null likewise. */
DeviceInit *init_create_child(Device &parent, ChildEntry *entry);

void init_delete(DeviceInit &init);

} /* namespace ww::wdf */
