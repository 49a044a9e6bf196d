/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device objects, and what is asked of both them and driver objects.
 */
#pragma once

#include <wdm.h>

#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/types.hpp"
#include "object.hpp"

namespace ww {

extern const ObjectType device_type;
extern const ObjectType driver_type;	/* driver.hpp */

/*
 * How a device starts its packets: see src/io/start_io.cpp, whose lock covers all but the
 * attributes.
 */
struct StartIoState {
	bool is_deferred;		/* the two attributes of IoSetStartIoAttributes */
	bool is_not_cancelable;
	bool is_running;
	bool next_is_cancelable;
	bool next_has_key;
	ULONG next_key;
	u32 nexts;			/* calls of IoStartNextPacket that wait for StartIo's end */
	PIRP first;			/* a packet that found the queue idle meanwhile */
};

struct BusChain;
struct Node;
struct PowerRequest;

/* The power IRPs of one kind: the last one that waits; null if none is out. */
struct PowerTurn {
	PowerRequest *last;
};

/* See src/po/power_irp.cpp, whose lock covers it. The turns are those of a stack's lowest device. */
struct PowerState {
	PowerTurn system;
	PowerTurn device;
	/* What PoSetPowerState said last. */
	SYSTEM_POWER_STATE system_state;
	DEVICE_POWER_STATE device_state;
};

/* The notices that a device gets: bits of DeviceState::shutdown_notices. */
constexpr u32 kShutdownNotice = 1;
constexpr u32 kLastChanceNotice = 2;

/* DEVICE_OBJECT.DeviceObjectExtension. */
struct DeviceState {
	CSHORT type;
	USHORT size;
	PDEVICE_OBJECT device;
	PDEVICE_OBJECT previous;	/* in its driver's list, opposite to NextDevice; or null */
	bool is_listed;			/* there; under the lock of device.cpp */
	u64 number;			/* in that list; under that lock, and not changed */
	u32 provider_id;		/* of IoWMIDeviceObjectToProviderId */
	PDEVICE_OBJECT attached_to;	/* the device below; under the lock of stack.cpp */
	Atomic<bool> delete_pending;
	bool is_of_volume;		/* no device can be attached. Set before drivers have it */
	char letter;			/* of the volume, or 0; likewise */
	Atomic<u32> shutdown_notices;
	/* Of a PDO: the driver that uses the device, and that its files belong to. Else null. */
	PDRIVER_OBJECT user;
	/* Of a PDO: its node of src/pnp, and memory that is freed with the device; or null. */
	Node *node;
	void *node_memory;
	/* Of a PDO that a bus driver reports; else null. */
	BusChain *buses;
	/* Of a PDO: the driver whose AddDevice runs, or null. */
	Atomic<PDRIVER_OBJECT> adding;
	const void *module_below;	/* kept by the attachment, or null; under the lock of stack.cpp */
	/* Both under the lock of src/io/file.cpp: */
	bool is_going;			/* no open succeeds */
	u32 files;			/* that are not closed */
	StartIoState start_io;
	PowerState power;
	char sddl[];
};

inline DeviceState &device_state(PDEVICE_OBJECT device)
{
	return *reinterpret_cast<DeviceState *>(device->DeviceObjectExtension);
}

/* The driver that the files of the device belong to. It is in memory while they are open. */
inline PDRIVER_OBJECT driver_of_files(PDEVICE_OBJECT device)
{
	const PDRIVER_OBJECT user = device_state(device).user;

	return user ? user : device->DriverObject;
}

/* The header of a live device or driver object, null for any other pointer. Preemption is off. */
inline ObjectHeader *io_object_find(const void *object)
{
	ObjectHeader *header = object_find_live(object);

	return header && (header->type == &device_type || header->type == &driver_type) ? header
											: nullptr;
}

/* True for a live object of @type. Reports any other pointer. */
bool check_type(CallSite call, const void *object, const ObjectType &type);

/*
 * A reference of the driver's on an object that ObReferenceObject takes, with UserMode only if it is of that type.
 * Reports any other pointer, and a call above DISPATCH_LEVEL.
 */
NTSTATUS reference_of_type(CallSite call, void *object, POBJECT_TYPE wanted, KPROCESSOR_MODE mode);

/* The security descriptor of IoCreateDeviceSecure, in UTF-8; "" without one. */
const char *device_sddl(PDEVICE_OBJECT device);

/* True once IoDeleteDevice was called: the device waits for its references. */
bool device_is_deleted(PDEVICE_OBJECT device);

/*
 * An activity on a device that the caller keeps alive: code of its driver runs, or is about to. It
 * is also a reference.
 */
inline void device_enter(PDEVICE_OBJECT device, Stripe stripe)
{
	object_header(device)->references.acquire_counted_activity(stripe);
}

inline void device_enter(PDEVICE_OBJECT device)
{
	device_enter(device, stripe_here());
}

/* The same for a caller that found the device in a table. False when its last reference is gone. */
inline bool device_try_enter(PDEVICE_OBJECT device)
{
	return object_header(device)->references.try_acquire_activity(stripe_here());
}

/* After this the driver's code may be gone. */
inline void device_leave(PDEVICE_OBJECT device, Stripe stripe)
{
	object_header(device)->references.release_counted_activity(stripe);
}

inline void device_leave(PDEVICE_OBJECT device)
{
	device_leave(device, stripe_here());
}

/*
 * Clears DO_DEVICE_INITIALIZING of the driver's devices, as the I/O manager does after DriverEntry.
 */
void devices_initialized(PDRIVER_OBJECT driver);

/* Called when a driver deletes a device, at <= APC_LEVEL. */
using OnDeviceDelete = void (*)(PDEVICE_OBJECT device);

/*
 * Values of one kind that drivers reference, and that are no objects: processes, and threads of Linux. @change adds 1
 * or -1 reference and returns the number then, or -1 for a value of another kind; at <= DISPATCH_LEVEL. @open makes a
 * handle, or returns null without memory; null for a kind without handles. The parts of the module add the kinds when
 * it is loaded.
 */
struct ObjectValues {
	LONG_PTR (*change)(void *value, s32 by);
	const ObjectType *type;
	HANDLE (*open)(void *value);
};
void object_values_add(const ObjectValues &values);

void devices_init(OnDeviceDelete on_delete);

} /* namespace ww */
