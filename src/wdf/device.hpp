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
	bool has_arrived;		/* and is to leave; under the tree's lock */
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;

	/* One of them: the level decides. */
	PassiveLock callback_lock;
	KSPIN_LOCK callback_spin_lock;
	KIRQL callback_irql;
};

/* The device that @object is or is below of, or null. */
Device *device_of(Object &object);

/* EvtDriverDeviceAdd and what follows; @device receives what was made. PASSIVE_LEVEL. */
NTSTATUS add_device(Driver &driver, Device **device);

/* All that have arrived leave. PASSIVE_LEVEL. */
void remove_devices(Driver &driver);

} /* namespace ww::wdf */
