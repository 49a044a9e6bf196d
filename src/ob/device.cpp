/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device objects: creation, deletion that waits for the last reference, and the references
 * themselves.
 */
#include <ntifs.h>
#include <wdmsec.h>
#include <winwork.h>
#include <winwork/ob/named_objects.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "bus_chain.hpp"
#include "device.hpp"
#include "driver.hpp"
#include "handle.hpp"
#include "handle_filter.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "names.hpp"
#include "stack.hpp"

namespace ww {
namespace {

constexpr size_t kExtensionAlignment = 16;
constexpr CSHORT kDeviceQueueType = 20;		/* IO_TYPE_DEVICE_QUEUE */
constexpr CSHORT kDeviceExtensionType = 13;	/* IO_TYPE_DEVICE_OBJECT_EXTENSION */

/* Covers DRIVER_OBJECT.DeviceObject, and the links of its list. */
constinit Lock device_lists;
constinit u64 listed WW_GUARDED_BY(device_lists) = 0;	/* how many devices there have been */

/* The function of src/io for a device that is deleted. */
constinit OnDeviceDelete deleted = nullptr;

constinit POBJECT_TYPE device_object_type = nullptr;	/* IoDeviceObjectType points to it */

constexpr size_t align(size_t bytes)
{
	return (bytes + kExtensionAlignment - 1) & ~(kExtensionAlignment - 1);
}

/* A device holds a reference on its driver object. The driver's list of devices holds none. */
void destroy_device(void *body)
{
	const auto device = static_cast<PDEVICE_OBJECT>(body);

	stack_leave(device);
	ww_free(device->Timer);
	ww_free(device_state(device).node_memory);
	bus_chain_release(device_state(device).buses);
	object_dereference_kept(device->DriverObject);
}

/* DEVICE_OBJECT.Size has 16 bits. An extension may be longer; then it is the largest value. */
USHORT size_with(ULONG extension_bytes)
{
	constexpr ULONG most = MAXUSHORT - sizeof(DEVICE_OBJECT);

	return static_cast<USHORT>(sizeof(DEVICE_OBJECT) +
				   (extension_bytes < most ? extension_bytes : most));
}

void unlink(PDEVICE_OBJECT device)
{
	LockGuard guard(device_lists);
	const PDEVICE_OBJECT previous = device_state(device).previous;

	(previous ? previous->NextDevice : device->DriverObject->DeviceObject) = device->NextDevice;
	if (device->NextDevice)
		device_state(device->NextDevice).previous = previous;
	device_state(device).is_listed = false;
}

/* Puts a device at the head of its driver's list, with the highest number: see DeviceWalk. */
void link(PDEVICE_OBJECT device)
{
	LockGuard guard(device_lists);
	const PDRIVER_OBJECT driver = device->DriverObject;
	DeviceState &state = device_state(device);

	device->NextDevice = driver->DeviceObject;
	if (device->NextDevice)
		device_state(device->NextDevice).previous = device;
	driver->DeviceObject = device;
	state.number = ++listed;
	state.is_listed = true;
}

/* No device has 0. */
u32 provider_id_next()
{
	static constinit Atomic<u32> ids{};
	u32 id;

	do {
		id = ids.fetch_add(1, Order::relaxed) + 1;
	} while (!id);
	return id;
}

/*
 * True for a live object of a type that Windows's object manager knows; any other one is reported.
 * The objects of class libraries are referenced by functions of their own.
 */
bool check_live(CallSite call, const void *object, const ObjectType *type)
{
	if (type && type->is_public)
		return true;

	Violation violation = { .code = BugCheck::reference_by_pointer,
				.parameter = { 0, address_of(object), 0, 0 },
				.call = call, .item = object };

	if (type) {
		violation.owner = object;
		report(violation, "a %s has no references of this function's", type->name);
	} else {
		report_pointer(violation, object, "is no live object");
	}
	return false;
}

/* The parameters of IoCreateDevice and IoCreateDeviceSecure. */
struct NewDevice {
	PDRIVER_OBJECT driver;
	ULONG extension_bytes;
	PUNICODE_STRING name;
	DEVICE_TYPE type;
	ULONG characteristics;
	BOOLEAN exclusive;
	PCUNICODE_STRING sddl;		/* or null */
};

constexpr size_t kExtensionAt = align(sizeof(DEVICE_OBJECT));

/* Where the parts of a new device are, for init_device(). */
struct Layout {
	const NewDevice &wanted;
	const char *sddl;
	size_t state_bytes;
	bool has_name;
};

/* Before the device is in the table, where an open finds it by its name. */
void init_device(void *body, const void *how)
{
	const auto &layout = *static_cast<const Layout *>(how);
	const NewDevice &wanted = layout.wanted;
	auto *device = static_cast<PDEVICE_OBJECT>(body);
	char *const start = static_cast<char *>(body);
	auto *state = reinterpret_cast<DeviceState *>(start + kExtensionAt);

	state->type = kDeviceExtensionType;
	state->device = device;
	state->provider_id = provider_id_next();
	state->power.system_state = PowerSystemWorking;
	state->power.device_state = PowerDeviceD0;
	text_copy(state->sddl, text_length(layout.sddl) + 1, layout.sddl);
	device->Type = IO_TYPE_DEVICE;
	device->Size = size_with(wanted.extension_bytes);
	device->DriverObject = wanted.driver;
	device->DeviceObjectExtension =
		reinterpret_cast<decltype(device->DeviceObjectExtension)>(state);
	device->DeviceExtension =
		wanted.extension_bytes ? start + kExtensionAt + layout.state_bytes : nullptr;
	device->DeviceType = wanted.type;
	device->Characteristics = wanted.characteristics;
	device->Flags = DO_DEVICE_INITIALIZING | (wanted.exclusive ? DO_EXCLUSIVE : 0) |
			(layout.has_name ? DO_DEVICE_HAS_NAME : 0);
	device->StackSize = 1;
	device->DeviceQueue.Type = kDeviceQueueType;
	device->DeviceQueue.Size = sizeof(KDEVICE_QUEUE);
	InitializeListHead(&device->DeviceQueue.DeviceListHead);
}

/* A name that no device has had. */
void generate_name(char (&name)[kObjectName])
{
	static constinit Atomic<u32> names{};

	ww_format(name, sizeof(name), "\\Device\\%08x", names.fetch_add(1, Order::relaxed) + 1);
}

NTSTATUS create(CallSite call, const NewDevice &wanted, PDEVICE_OBJECT *result)
{
	const PDRIVER_OBJECT driver = wanted.driver;
	char name[kObjectName];
	char sddl[kObjectName];
	bool taken = false;

	if (result)
		*result = nullptr;
	if (!at_apc_or_below(call, driver) || !check_type(call, driver, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (!result)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "DeviceObject is NULL");
	if (wanted.characteristics & FILE_AUTOGENERATED_DEVICE_NAME)
		generate_name(name);
	else if (!name_from_unicode(name, wanted.name))
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "DeviceName is too long, or no text");
	if (!name_from_unicode(sddl, wanted.sddl))
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "DefaultSDDLString is too long, or no text");

	const Layout layout = { wanted, sddl, align(sizeof(DeviceState) + text_length(sddl) + 1),
				name[0] != '\0' };
	auto *device = static_cast<PDEVICE_OBJECT>(object_create(
		{ .type = device_type,
		  .bytes = kExtensionAt + layout.state_bytes + wanted.extension_bytes,
		  .driver = driver, .name = name, .taken = &taken, .init = init_device,
		  .how = &layout }));

	if (!device)
		return taken ? STATUS_OBJECT_NAME_COLLISION : STATUS_INSUFFICIENT_RESOURCES;
	object_reference_kept(driver);
	link(device);
	*result = device;
	return STATUS_SUCCESS;
}

/* ---- The devices of a driver, one by one ------------------------------------------------ */

/*
 * The lock is held for one device at a time: a driver may have any number of them. Numbers fall along the list, so a walk
 * finds its place again when the device that it is at is taken out.
 */
class DeviceWalk {
public:
	explicit DeviceWalk(PDRIVER_OBJECT driver) : driver_(driver) {}

	~DeviceWalk() { leave(at_); }

	DeviceWalk(const DeviceWalk &) = delete;
	DeviceWalk &operator=(const DeviceWalk &) = delete;

	/* The next device, which stays until the next call; or null at the end. */
	PDEVICE_OBJECT next()
	{
		do {
			step();
		} while (at_ && device_state(at_).number >= below_);
		if (at_)
			below_ = device_state(at_).number;
		return at_;
	}

private:
	/* A device of the list has the creator's reference. From one that is taken out, the walk begins again. */
	void step()
	{
		const PDEVICE_OBJECT former = at_;
		{
			LockGuard guard(device_lists);

			at_ = former && device_state(former).is_listed ? former->NextDevice
								       : driver_->DeviceObject;
			if (at_)
				object_reference_kept(at_);
		}
		leave(former);
	}

	static void leave(PDEVICE_OBJECT device)
	{
		if (device)
			object_dereference_kept(device);
	}

	const PDRIVER_OBJECT driver_;
	PDEVICE_OBJECT at_ = nullptr;	/* with a kept reference */
	u64 below_ = ~u64{ 0 };		/* the number of the last device that next() returned */
};

bool is_delete_pending(void *object)
{
	return object_type(object) == &device_type &&
	       device_is_deleted(static_cast<PDEVICE_OBJECT>(object));
}

constexpr u32 kValueKinds = 2;

constinit const ObjectValues *value_kinds[kValueKinds]{};

/* The kind of the value, whose references it has changed to @count; null for none. */
const ObjectValues *change_value(void *value, s32 by, LONG_PTR &count)
{
	for (const ObjectValues *kind : value_kinds) {
		count = kind ? kind->change(value, by) : -1;
		if (count >= 0)
			return kind;
	}
	return nullptr;
}

LONG_PTR reference(CallSite call, void *object)
{
	if (!at_dispatch_or_below(call, object))
		return 0;

	const ObjectType *const type = object_type(object);
	LONG_PTR count;

	if (!type && change_value(object, 1, count))
		return count;
	if (!check_live(call, object, type))
		return 0;
	object_reference(object);
	return object_header(object)->references.count();
}

} /* namespace */

NTSTATUS reference_of_type(CallSite call, void *object, POBJECT_TYPE wanted, KPROCESSOR_MODE mode)
{
	if (!at_dispatch_or_below(call, object))
		return STATUS_UNSUCCESSFUL;

	const ObjectType *type = object_type(object);
	LONG_PTR count;
	const ObjectValues *const kind = type ? nullptr : change_value(object, 1, count);

	if (kind)
		type = kind->type;
	else if (!check_live(call, object, type))
		return STATUS_INVALID_PARAMETER;
	/* On Windows as well, the type counts for UserMode alone. */
	if (mode != KernelMode && reinterpret_cast<const ObjectType *>(wanted) != type) {
		if (kind)
			kind->change(object, -1);
		return STATUS_OBJECT_TYPE_MISMATCH;
	}
	if (!kind)
		object_reference(object);
	return STATUS_SUCCESS;
}

namespace {

/* The same as the next of a value. The handle has no reference on it. */
NTSTATUS open_value(CallSite call, void *value, ACCESS_MASK access, HANDLE *handle)
{
	LONG_PTR count;
	const ObjectValues *const kind = change_value(value, -1, count);

	if (!kind || !kind->open)
		return refuse(call, nullptr, STATUS_NOT_SUPPORTED, "Object is a thread of Linux, which has no handles");
	return handle_open_filtered({ kind->type, value, access }, [=] {
		*handle = kind->open(value);
		return *handle ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	});
}

/* Makes a handle of an object, with the caller's reference, which it takes over. */
NTSTATUS open_object(CallSite call, void *object, HANDLE *handle)
{
	const ObjectType &type = *object_header(object)->type;
	NTSTATUS status = STATUS_INSUFFICIENT_RESOURCES;

	object_keep(object);
	/* The end of a handle is an event in the life of a file or a key, which has one. */
	if (type.closed)
		status = refuse(call, object, STATUS_NOT_SUPPORTED, "Object is a %s, which has one handle only",
				type.name);
	else
		*handle = handle_create(object);
	if (!*handle) {
		object_dereference_kept(object);
		return status;
	}
	if (type.has_path)
		object_handle_opened(object);
	return STATUS_SUCCESS;
}

/* The same for a value as well, with the routines for handles. */
NTSTATUS open_referenced(CallSite call, void *object, ACCESS_MASK access, HANDLE *handle)
{
	if (!object_type(object))
		return open_value(call, object, access, handle);
	bool is_taken = false;
	const NTSTATUS status = handle_open_filtered({ object_header(object)->type, object, access }, [&] {
		is_taken = true;
		return open_object(call, object, handle);
	});

	/* Without memory for the routines, no handle was made. */
	if (!is_taken) {
		object_keep(object);
		object_dereference_kept(object);
	}
	return status;
}

/*
 * No driver drops the creator's reference on a device or driver object: IoDeleteDevice or the
 * unload does. Nor does it drop kept references, or those that queued work items hold.
 */
LONG_PTR dereference(CallSite call, void *object)
{
	if (!at_dispatch_or_below(call, object))
		return 0;

	const ObjectType *type = object_type(object);
	LONG_PTR count;

	if (!type && change_value(object, -1, count))
		return count;
	if (!check_live(call, object, type))
		return 0;

	Reference &references = object_header(object)->references;
	const bool is_device = type == &device_type;
	u32 created = type == &driver_type || (is_device && !is_delete_pending(object));
	u32 before;

	while (!references.release_above(created, before)) {
		/*
		 * IoDeleteDevice may have dropped the creator's meanwhile. It sets delete_pending
		 * first.
		 */
		if (created && is_device && is_delete_pending(object)) {
			created = 0;
			continue;
		}
		report({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(object), 0, before },
			 .call = call, .item = object, .owner = object },
		       "the object has no reference that the caller could hold");
		return before;
	}
	return static_cast<LONG_PTR>(before) - 1;
}

} /* namespace */

constinit const ObjectType device_type = { .name = "device", .destroy = destroy_device,
					   .ended_by = "IoDeleteDevice",
					   .has_percpu_count = true, .is_public = true };

void object_values_add(const ObjectValues &values)
{
	const ObjectValues **place = value_kinds;

	while (*place && *place != &values)
		place++;
	*place = &values;
}

void devices_init(OnDeviceDelete on_delete)
{
	deleted = on_delete;
	device_lists.init(WW_LOCK_DEVICE_LISTS);
	device_object_type = reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(&device_type));
	IoDeviceObjectType = &device_object_type;
}

bool check_type(CallSite call, const void *object, const ObjectType &type)
{
	if (object && object_type(object) == &type)
		return true;
	report_pointer({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(object), 0, 0 },
			 .call = call, .item = object },
		       object, "is no live %s object", type.name);
	return false;
}

const char *device_sddl(PDEVICE_OBJECT device)
{
	return device_state(device).sddl;
}

bool device_is_deleted(PDEVICE_OBJECT device)
{
	return device_state(device).delete_pending.load();
}

void devices_initialized(PDRIVER_OBJECT driver)
{
	LockGuard guard(device_lists);

	for (PDEVICE_OBJECT device = driver->DeviceObject; device; device = device->NextDevice)
		device->Flags &= ~DO_DEVICE_INITIALIZING;
}

} /* namespace ww */

using namespace ww;

extern "C" {

POBJECT_TYPE *IoDeviceObjectType;

NTSTATUS NTAPI IoCreateDevice(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
			      PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
			      ULONG DeviceCharacteristics, BOOLEAN Exclusive,
			      PDEVICE_OBJECT *DeviceObject)
{
	return create(WW_CALL_SITE, { DriverObject, DeviceExtensionSize, DeviceName, DeviceType,
				      DeviceCharacteristics, Exclusive, nullptr },
		      DeviceObject);
}

/* The class has no effect: there is no registry key that could overrule the descriptor. */
NTSTATUS NTAPI WdmlibIoCreateDeviceSecure(PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize,
					  PUNICODE_STRING DeviceName, ULONG DeviceType,
					  ULONG DeviceCharacteristics, BOOLEAN Exclusive,
					  PCUNICODE_STRING DefaultSDDLString, LPCGUID,
					  PDEVICE_OBJECT *DeviceObject)
{
	const CallSite call = WW_CALL_SITE_OF("IoCreateDeviceSecure");

	if (!DefaultSDDLString)
		return refuse(call, DriverObject, STATUS_INVALID_PARAMETER,
			      "DefaultSDDLString is NULL");
	return create(call, { DriverObject, DeviceExtensionSize, DeviceName, DeviceType,
			      DeviceCharacteristics, Exclusive, DefaultSDDLString },
		      DeviceObject);
}

VOID NTAPI IoDeleteDevice(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, DeviceObject) || !check_type(call, DeviceObject, device_type))
		return;
	if (device_state(DeviceObject).delete_pending.exchange(true)) {
		report({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(DeviceObject), 0, 0 },
			 .call = call, .item = DeviceObject, .owner = DeviceObject },
		       "the device object is already deleted, and waits for its references");
		return;
	}
	/* Nothing is attached to it from now on, and it is attached to nothing. */
	if (const PDEVICE_OBJECT below = stack_leave_lower(DeviceObject))
		report({ .code = BugCheck::driver_verifier_iomanager_violation,
			 .parameter = { kDeletesAttached, address_of(call.caller),
					address_of(DeviceObject), address_of(below) },
			 .call = call, .item = DeviceObject, .owner = DeviceObject },
		       "the device object is attached to another one; it is detached");
	if (device_state(DeviceObject).shutdown_notices.exchange(0))
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(DeviceObject), 0, 0, 0 },
			 .call = call, .item = DeviceObject, .owner = DeviceObject },
		       "the device object is registered for the shutdown; it gets no notice of it");
	deleted(DeviceObject);
	unlink(DeviceObject);
	object_dereference_created(DeviceObject);
}

NTSTATUS NTAPI IoEnumerateDeviceObjectList(PDRIVER_OBJECT DriverObject,
					   PDEVICE_OBJECT *DeviceObjectList,
					   ULONG DeviceObjectListSize,
					   PULONG ActualNumberDeviceObjects)
{
	const CallSite call = WW_CALL_SITE;
	const ULONG room = DeviceObjectListSize / sizeof(PDEVICE_OBJECT);
	ULONG count = 0;

	if (!at_dispatch_or_below(call, DriverObject) ||
	    !check_type(call, DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (!ActualNumberDeviceObjects)
		return refuse(call, DriverObject, STATUS_INVALID_PARAMETER,
			      "ActualNumberDeviceObjects is NULL");
	if (room && !DeviceObjectList)
		return refuse(call, DriverObject, STATUS_INVALID_PARAMETER,
			      "DeviceObjectList is NULL, and DeviceObjectListSize is %u",
			      DeviceObjectListSize);

	DeviceWalk walk(DriverObject);

	while (const PDEVICE_OBJECT device = walk.next()) {
		if (count < room) {
			object_reference(device);
			DeviceObjectList[count] = device;
		}
		count++;
	}
	*ActualNumberDeviceObjects = count;
	return count > room ? STATUS_BUFFER_TOO_SMALL : STATUS_SUCCESS;
}

ULONG NTAPI IoWMIDeviceObjectToProviderId(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, DeviceObject) ||
	    !check_type(call, DeviceObject, device_type))
		return 0;
	return device_state(DeviceObject).provider_id;
}

LONG_PTR FASTCALL ObfReferenceObject(PVOID Object)
{
	return reference(WW_CALL_SITE_OF("ObReferenceObject"), Object);
}

LONG_PTR NTAPI ObfReferenceObjectWithTag(PVOID Object, ULONG)
{
	return reference(WW_CALL_SITE_OF("ObReferenceObjectWithTag"), Object);
}

LONG_PTR FASTCALL ObfDereferenceObject(PVOID Object)
{
	return dereference(WW_CALL_SITE_OF("ObDereferenceObject"), Object);
}

LONG_PTR NTAPI ObfDereferenceObjectWithTag(PVOID Object, ULONG)
{
	return dereference(WW_CALL_SITE_OF("ObDereferenceObjectWithTag"), Object);
}

VOID NTAPI ObDereferenceObjectDeferDeleteWithTag(PVOID Object, ULONG)
{
	dereference(WW_CALL_SITE, Object);
}

/* A driver has no need to ask for access: there are no access checks. */
NTSTATUS NTAPI ObReferenceObjectByPointer(PVOID Object, ACCESS_MASK, POBJECT_TYPE ObjectType,
					  KPROCESSOR_MODE AccessMode)
{
	return reference_of_type(WW_CALL_SITE, Object, ObjectType, AccessMode);
}

NTSTATUS NTAPI ObReferenceObjectByPointerWithTag(PVOID Object, ACCESS_MASK, POBJECT_TYPE ObjectType,
						 KPROCESSOR_MODE AccessMode, ULONG)
{
	return reference_of_type(WW_CALL_SITE, Object, ObjectType, AccessMode);
}

NTSTATUS NTAPI ObOpenObjectByPointer(PVOID Object, ULONG, struct _ACCESS_STATE *, ACCESS_MASK DesiredAccess,
				     POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode, PHANDLE Handle)
{
	const CallSite call = WW_CALL_SITE;

	if (!Handle)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Handle is NULL");
	*Handle = nullptr;
	if (!at_apc_or_below(call, Object))
		return STATUS_UNSUCCESSFUL;

	const NTSTATUS status = reference_of_type(call, Object, ObjectType, AccessMode);

	return NT_SUCCESS(status) ? open_referenced(call, Object, DesiredAccess, Handle) : status;
}

LONG_PTR NTAPI WinworkObjectReferenceCount(PVOID Object)
{
	return object_count(Object);
}

} /* extern "C" */
