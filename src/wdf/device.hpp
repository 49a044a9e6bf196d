/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices, as the other files of the framework see them.
 */
#pragma once

#include "driver.hpp"
#include "sync.hpp"

namespace ww::wdf {

struct Device : Object {
	static const Class kClass;

	Driver *driver;
	PDEVICE_OBJECT wdm;
	bool is_control;
	bool has_arrived WW_GUARDED_BY(tree_lock);	/* started, and to be removed */
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;

	/* The callback lock: the first for WdfExecutionLevelPassive, the second otherwise. */
	PassiveLock callback_lock;
	KSPIN_LOCK callback_spin_lock;
	KIRQL callback_irql;		/* before the spin lock was acquired */
};

/* Returns the device that is @object or an ancestor of it, or null. */
Device *device_of(Object &object);

/*
 * Calls EvtDriverDeviceAdd and starts the device that it creates. Stores a device that has started
 * in @device, unless @device is null. PASSIVE_LEVEL.
 */
NTSTATUS add_device(Driver &driver, Device **device);

/* Stops and deletes all devices that have arrived. PASSIVE_LEVEL. */
void remove_devices(Driver &driver);

} /* namespace ww::wdf */
