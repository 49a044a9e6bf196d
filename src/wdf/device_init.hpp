/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDEVICE_INIT: what a driver says of a device before it makes it.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* A WDFDEVICE_INIT. It is an object too: so a wrong pointer is told, and none is left behind. */
struct DeviceInit : Object {
	static const Class kClass;

	Driver *driver;
	bool is_control;
	bool is_exclusive;
	DEVICE_TYPE type;
	ULONG characteristics;
	int io_type;			/* WDF_DEVICE_IO_TYPE, or what the driver gave for one */
	UNICODE_STRING name;
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	Device *created;
};

inline PWDFDEVICE_INIT pointer_of(DeviceInit &init)
{
	return reinterpret_cast<PWDFDEVICE_INIT>(static_cast<Object *>(&init));
}

/* For EvtDriverDeviceAdd, or with @is_control the driver's own; null without memory. */
DeviceInit *init_create(Driver &driver, bool is_control);

void init_delete(DeviceInit &init);

} /* namespace ww::wdf */
