/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices, as the other files of the framework see them.
 */
#pragma once

#include <winwork/io/pnp.h>

#include "callback_lock.hpp"
#include "driver.hpp"

namespace ww::wdf {

struct ChildList;
struct DeviceInterface;
struct Dispatcher;
struct Enabler;
struct FileObject;
struct InterruptObject;
struct Pdo;
struct Preprocessing;
struct QueryInterface;
struct Queue;
struct ResourceList;
struct Target;
struct UsbDevice;
struct WmiProvider;
class QueueWalk;

/* What WdfDeviceInitSetFileObjectConfig set. */
struct FileConfig {
	bool is_set;
	bool has_attributes;
	WDF_FILEOBJECT_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
};

/*
 * How far the start of a device got, for the callbacks that undo it: see pnp.cpp. Each includes those
 * before it.
 */
enum class Reached : u8 {
	nothing,
	prepared,			/* EvtDevicePrepareHardware was called */
	powered,			/* EvtDeviceD0Entry has succeeded */
	connected,			/* interrupts, and EvtDeviceD0EntryPostInterruptsEnabled */
	managed,			/* the power-managed queues deliver */
	started,			/* it has succeeded */
};

/* Children that the driver looks at together: the static ones of a device, or those of a child list. */
struct ChildGroup {
	u32 locks;			/* while it does, the manager is told of no change */
};

/* The children of a bus driver's device: see children.hpp. */
struct Children {
	LIST_ENTRY list;		/* each by Pdo::sibling, the oldest first */
	u32 count;
	bool had_any;
	bool has_ended;			/* its device ends */
	u32 pins;			/* no child leaves the list */
	ChildGroup statics;
	Pdo *leaving;			/* those that have left meanwhile, by Pdo::next_leaving */
};

/* The major functions whose IRPs go to queues, but for creates. */
constexpr u32 kDispatchers = 4;

/* Which IRPs a device takes: see hold.hpp. */
enum class Admits : u8 { everything, closes, nothing };

struct Device : Object {
	static const Class kClass;

	Driver *driver;
	PDEVICE_OBJECT wdm;
	PDEVICE_OBJECT pdo;		/* at the bottom of the stack; null for a control device */
	PDEVICE_OBJECT lower;		/* that @wdm is attached to; null for a PDO as well */
	Pdo *as_pdo;			/* null for a device that is no PDO */
	bool is_control;
	bool is_filter;			/* it passes on what its driver does not handle */
	/* The IRPs of Plug and Play change these, one at a time. */
	Reached reached;
	bool is_preparing;		/* EvtDevicePrepareHardware runs */
	bool is_down;			/* the callbacks of hardware are undone */
	bool has_managed_io;		/* EvtDeviceSelfManagedIoInit was called */
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	WDF_FDO_EVENT_CALLBACKS fdo_callbacks;	/* of a device that is no PDO */
	PFN_WDF_IO_IN_CALLER_CONTEXT in_caller_context;	/* EvtIoInCallerContext, or null */
	Preprocessing *preprocessing;	/* null if the driver preprocesses no IRPs */
	/* By dispatcher_place(). Null: the framework chooses the queue. */
	Atomic<Dispatcher *> dispatchers[kDispatchers];
	bool has_request_attributes;
	WDF_OBJECT_ATTRIBUTES request_attributes;

	CallbackLock callback_lock;

	/* See hold.hpp. */
	Admits admits WW_GUARDED_BY(tree_lock);
	LIST_ENTRY holds WW_GUARDED_BY(tree_lock);	/* each a Hold */
	Atomic<u32> caller_requests;	/* that the driver has from EvtIoInCallerContext */

	bool has_power WW_GUARDED_BY(tree_lock);	/* power-managed queues deliver */
	Queue *queues WW_GUARDED_BY(tree_lock);		/* all, by Queue::next_of_device */
	QueueWalk *walks WW_GUARDED_BY(tree_lock);	/* through them */
	Queue *default_queue WW_GUARDED_BY(tree_lock);
	/* By major function. */
	Queue *queue_for[IRP_MJ_MAXIMUM_FUNCTION + 1] WW_GUARDED_BY(tree_lock);

	FileConfig files;
	Queue *create_queue;		/* for EvtDeviceFileCreate; null without one */

	/* Both under a lock of interface.cpp. */
	DeviceInterface *interfaces;
	bool is_started;		/* interfaces are enabled */

	Atomic<QueryInterface *> query_interfaces;	/* see query_interface.cpp */

	Children children_list WW_GUARDED_BY(tree_lock);
	ChildList *child_lists WW_GUARDED_BY(tree_lock);	/* the oldest first; see child_list.hpp */
	ChildList *default_child_list;	/* or null */
	bool has_bus_information WW_GUARDED_BY(tree_lock);
	PNP_BUS_INFORMATION bus_information WW_GUARDED_BY(tree_lock);	/* for its children */

	/* For the callbacks of hardware; both are children. */
	ResourceList *raw_resources;
	ResourceList *resources;	/* translated */
	InterruptObject *interrupts;	/* see interrupt.cpp */
	Target *target;			/* the local one; null for a control device */
	UsbDevice *usb_devices WW_GUARDED_BY(tree_lock);	/* by UsbDevice::next_of_device */
	Enabler *enablers;		/* of DMA; under dma_lock */
	WDF_DEVICE_STATE pnp_state;	/* as the driver has set it */
	Atomic<WDF_DEVICE_PNP_STATE> pnp_phase;	/* how far it has come, or gone */
	Atomic<u32> idle_stops;		/* calls of WdfDeviceStopIdle that are not ended */

	PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION shutdown;	/* EvtDeviceShutdown, or null */
	WmiProvider *wmi_providers WW_GUARDED_BY(tree_lock);	/* the oldest first; see wmi.hpp */
	UNICODE_STRING mof_resource;	/* of WdfDeviceAssignMofResourceName; as the next one */
	UNICODE_STRING name;		/* its Buffer is null without one */
	UNICODE_STRING link;		/* of WdfDeviceCreateSymbolicLink; likewise */
};

/* Whether no IRP for a queue can have come yet: the driver may still choose how such ones go. */
inline bool device_may_be_configured(const Device &device)
{
	return device.is_control ? device.wdm->Flags & DO_DEVICE_INITIALIZING
				 : device.pnp_phase.load() == WdfDevStatePnpInit;
}

/* Whether the framework has made the device object, for a WDFDEVICE. */
bool is_of_framework(PDEVICE_OBJECT wdm);

/* The device of such a device object; null when it is deleted. */
Device *device_of_wdm(PDEVICE_OBJECT wdm) WW_REQUIRES(tree_lock);

/* Returns the device that is @object or an ancestor of it, or null. */
Device *device_of(Object &object);

/* Deletes a device that no deletion has taken. PASSIVE_LEVEL. */
void device_delete(Device &device);

/* WdfDeviceSetBusInformationForChildren. False if the driver has not called it. */
bool bus_information_of(Device &parent, PNP_BUS_INFORMATION &information);

/* DRIVER_EXTENSION.AddDevice: calls EvtDriverDeviceAdd. */
DRIVER_ADD_DEVICE add_device;

/* An IRP of Plug and Play, and of power, for the framework's device object. */
NTSTATUS dispatch_pnp(PDEVICE_OBJECT wdm, PIRP irp);
NTSTATUS dispatch_power(PDEVICE_OBJECT wdm, PIRP irp);

} /* namespace ww::wdf */
