/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WMI: the data blocks of a device, which are WDFWMIPROVIDERs, and the instances of each.
 *
 * An IRP of WMI names an instance by its place among the registered ones. The IRP has a reference of the
 * provider, and of the instance while that is called. Both may be deleted meanwhile, and then they leave
 * the lists.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

struct WmiInstance;

struct WmiProvider : Object {
	static const Class kClass;

	Device *device;
	WDF_WMI_PROVIDER_CONFIG config;
	WmiProvider *next WW_GUARDED_BY(tree_lock);	/* of the device, the oldest first */
	WmiInstance *instances WW_GUARDED_BY(tree_lock);	/* that are registered, likewise */
	Atomic<bool> wants_events;	/* a client has enabled them */
	Atomic<bool> wants_instances;	/* the same for the collection of data */
	Atomic<u64> tracing_handle;

	bool is_tracing() const { return config.Flags & WdfWmiProviderTracing; }
};

struct WmiInstance : Object {
	static const Class kClass;

	WmiProvider *provider;
	WDF_WMI_INSTANCE_CONFIG config;
	ULONG context_bytes;		/* with UseContextForQuery */
	WmiInstance *next WW_GUARDED_BY(tree_lock);
	bool is_registered WW_GUARDED_BY(tree_lock);
};

ULONG wmi_count(const WmiProvider &provider) WW_REQUIRES(tree_lock);

/* IRP_MJ_SYSTEM_CONTROL, for a device that the IRP holds. */
NTSTATUS dispatch_wmi(Device &device, PIRP irp);

} /* namespace ww::wdf */
