/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDEVICE_INIT: the properties of a device that a driver is about to create.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/*
 * A WDFDEVICE_INIT. It is an object of the framework, so that a wrong pointer is reported and the
 * deletion of the driver frees one that is left.
 */
struct DeviceInit : Object {
	static const Class kClass;

	Driver *driver;
	bool is_control;
	bool is_exclusive;
	DEVICE_TYPE type;
	ULONG characteristics;
	int io_type;			/* WDF_DEVICE_IO_TYPE, or another number of the driver's */
	UNICODE_STRING name;
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	Device *created;		/* by WdfDeviceCreate, or null */
};

inline PWDFDEVICE_INIT pointer_of(DeviceInit &init)
{
	return reinterpret_cast<PWDFDEVICE_INIT>(static_cast<Object *>(&init));
}

/*
 * Creates one for EvtDriverDeviceAdd, or, with @is_control, for WdfControlDeviceInitAllocate. Null
 * without memory, and when @driver is being deleted.
 */
DeviceInit *init_create(Driver &driver, bool is_control);

void init_delete(DeviceInit &init);

} /* namespace ww::wdf */
