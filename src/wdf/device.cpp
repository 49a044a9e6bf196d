/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Creating devices, and finding their device object and their driver.
 */
#include "device_init.hpp"

#include "linux/memory.h"
#include "ob/device.hpp"
#include "ob/names.hpp"
#include "context.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "file.hpp"
#include "hold.hpp"
#include "interface.hpp"
#include "query_interface.hpp"
#include "queue.hpp"
#include "resources.hpp"
#include "string.hpp"
#include "target.hpp"

namespace ww::wdf {
namespace {

/* DeviceExtension of the framework's device objects. */
struct Extension {
	const void *mark;		/* the address of this variable */
	Device *device WW_GUARDED_BY(tree_lock);	/* null when it is deleted */
};

constinit char extension_mark = 0;

Extension *extension_of(PDEVICE_OBJECT wdm)
{
	auto *const extension = static_cast<Extension *>(wdm->DeviceExtension);

	return wdm->Size == sizeof(*wdm) + sizeof(*extension) &&
		       extension->mark == &extension_mark
		       ? extension : nullptr;
}

/* Before the queues end, so that no program opens the device any more. */
void delete_link(Device &device)
{
	if (device.link.Buffer)
		IoDeleteSymbolicLink(&device.link);
}

void free_memory(Object &object)
{
	auto &device = static_cast<Device &>(object);

	query_interfaces_free(device);
	ww_free(device.mof_resource.Buffer);
	ww_free(device.name.Buffer);
	ww_free(device.link.Buffer);
}

void delete_top(PDEVICE_OBJECT wdm, PDEVICE_OBJECT lower)
{
	if (lower)
		IoDetachDevice(lower);
	IoDeleteDevice(wdm);
}

/* The link leads to the device, or, if that has no name, to the device object of its bus driver. */
NTSTATUS link_to_device(Device &device, UNICODE_STRING &link)
{
	WCHAR buffer[kObjectName];
	UNICODE_STRING name;

	if (device.name.Buffer)
		return IoCreateSymbolicLink(&link, &device.name);
	name_to_unicode(name, buffer, object_header(device.pdo)->name);
	return IoCreateSymbolicLink(&link, &name);
}

/* Files that are still open keep the device object. */
void delete_wdm(Object &object)
{
	auto &device = static_cast<Device &>(object);
	const PDEVICE_OBJECT wdm = device.wdm;

	if (device.shutdown)
		IoUnregisterShutdownNotification(wdm);
	{
		LockGuard guard(tree_lock);

		extension_of(wdm)->device = nullptr;
	}
	delete_top(wdm, device.lower);
}

/* A device that has arrived is stopped before it is deleted. */
void end_queues(Object &object)
{
	auto &device = static_cast<Device &>(object);

	interfaces_free(device);
	delete_link(device);
	requests_refuse(device);
	queues_shut_down(device, Managed::power);
	queues_shut_down(device, Managed::nothing);
	requests_end(device);
}

ULONG flags_of(const DeviceInit &init)
{
	switch (init.io_type) {
	case WdfDeviceIoBuffered: return DO_BUFFERED_IO;
	case WdfDeviceIoDirect:
	case WdfDeviceIoBufferedOrDirect: return DO_DIRECT_IO;
	default: return 0;
	}
}

NTSTATUS create_wdm(CallSite call, DeviceInit &init, PDEVICE_OBJECT &wdm)
{
	UNICODE_STRING *const name = init.name.Length ? &init.name : nullptr;
	const NTSTATUS status =
		init.sddl.Length && name
			? WdmlibIoCreateDeviceSecure(init.driver_object(), sizeof(Extension), name,
						     init.type, init.characteristics,
						     init.is_exclusive, &init.sddl, nullptr, &wdm)
			: IoCreateDevice(init.driver_object(), sizeof(Extension), name, init.type,
					 init.characteristics, init.is_exclusive, &wdm);

	if (status == STATUS_SUCCESS)
		wdm->Flags |= flags_of(init);
	else if (status == STATUS_OBJECT_NAME_INVALID)
		refuse(call, init.driver, status,
		       "DeviceName of WdfDeviceInitAssignName is too long, or not valid text");
	return status;
}

Extension &mark(PDEVICE_OBJECT wdm)
{
	auto &extension = *static_cast<Extension *>(wdm->DeviceExtension);

	extension.mark = &extension_mark;
	return extension;
}

/* A filter looks like the device below it, whatever its driver has set. */
void inherit(DEVICE_OBJECT &filter, const DEVICE_OBJECT &lower)
{
	constexpr ULONG kIo = DO_BUFFERED_IO | DO_DIRECT_IO;
	constexpr ULONG kPower = DO_POWER_PAGABLE | DO_POWER_INRUSH;

	filter.DeviceType = lower.DeviceType;
	filter.Characteristics |= lower.Characteristics;
	filter.Flags &= ~(kIo | kPower);
	filter.Flags |= lower.Flags & (kIo | kPower);
}

/* The device object, on top of the stack of the device that arrives. */
NTSTATUS create_top(CallSite call, DeviceInit &init, PDEVICE_OBJECT &wdm, PDEVICE_OBJECT &lower)
{
	lower = nullptr;
	if (const NTSTATUS status = create_wdm(call, init, wdm))
		return status;
	if (!init.pdo)
		return STATUS_SUCCESS;
	wdm->Flags |= init.pdo->Flags & DO_POWER_PAGABLE;
	/* An open by the name of the PDO finds the exclusive one. */
	if (init.is_exclusive)
		init.pdo->Flags |= DO_EXCLUSIVE;
	lower = IoAttachDeviceToDeviceStack(wdm, init.pdo);
	if (lower) {
		if (init.is_filter)
			inherit(*wdm, *lower);
		return STATUS_SUCCESS;
	}
	IoDeleteDevice(wdm);
	return STATUS_NO_SUCH_DEVICE;
}

/* Without the lock: no other thread has the device yet. */
void init_holds(Device &device) WW_UNCHECKED
{
	device.admits = Admits::everything;
	InitializeListHead(&device.holds);
}

NTSTATUS create(CallSite call, DeviceInit &init, const WDF_OBJECT_ATTRIBUTES *attributes,
		Device *&created)
{
	PDEVICE_OBJECT wdm;
	PDEVICE_OBJECT lower;

	if (const NTSTATUS status = create_top(call, init, wdm, lower))
		return status;

	auto *const device = object_allocate<Device>(init.driver_object(), attributes,
						 object_header(wdm)->name);

	if (!device) {
		delete_top(wdm, lower);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	device->wdm = wdm;
	device->pdo = init.pdo;
	device->lower = lower;
	device->driver = init.driver;
	device->is_control = init.is_control;
	device->is_filter = init.is_filter;
	device->may_be_deleted = init.is_control;
	device->callbacks = init.callbacks;
	device->in_caller_context = init.in_caller_context;
	device->has_request_attributes = init.has_request_attributes;
	device->request_attributes = init.request_attributes;
	device->files = init.files;
	device->shutdown = init.shutdown;
	device->callback_lock.init();
	init_holds(*device);
	WDF_DEVICE_STATE_INIT(&device->pnp_state);

	Extension &extension = mark(wdm);
	{
		LockGuard guard(tree_lock);

		extension.device = device;
	}
	if (!object_add_child(*init.driver, *device)) {
		extension.mark = nullptr;
		object_discard(*device);
		delete_top(wdm, lower);
		return STATUS_DELETE_PENDING;
	}
	created = device;
	/* From now on its deletion frees it. */
	device->name = init.name;
	init.name = {};
	return STATUS_SUCCESS;
}

NTSTATUS register_shutdown(const DeviceInit &init, PDEVICE_OBJECT wdm)
{
	NTSTATUS status = STATUS_SUCCESS;

	if (init.shutdown_flags & WdfDeviceShutdown)
		status = IoRegisterShutdownNotification(wdm);
	if (!status && init.shutdown_flags & WdfDeviceLastChanceShutdown)
		status = IoRegisterLastChanceShutdownNotification(wdm);
	return status;
}

/* The driver has not seen the device, so it does not see its end. */
void delete_unseen(Device &device)
{
	for (Context *context = device.contexts; context; context = context->next)
		context->cleanup = context->destroy = nullptr;
	if (object_begin_delete(device))
		object_delete_now(device);
}

} /* namespace */

constinit const Class Device::kClass = {
	{ "WDFDEVICE", object_finalise, "WdfObjectDelete" },
	nullptr, delete_wdm, free_memory, true, nullptr, end_queues, device_is_called_here
};

bool is_of_framework(PDEVICE_OBJECT wdm)
{
	return extension_of(wdm);
}

Device *device_of_wdm(PDEVICE_OBJECT wdm)
{
	const Extension *const extension = extension_of(wdm);

	tree_lock.assert_held();
	return extension ? extension->device : nullptr;
}

Device *device_of(Object &object)
{
	LockGuard guard(tree_lock);
	Object *ancestor = &object;

	while (ancestor && &ancestor->kind() != &Device::kClass)
		ancestor = ancestor->parent;
	return static_cast<Device *>(ancestor);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceCreate(PWDFDEVICE_INIT *DeviceInit, PWDF_OBJECT_ATTRIBUTES DeviceAttributes,
			       WDFDEVICE *Device)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, DeviceInit, "DeviceInit") ||
	    !check_not_null(call, Device, "Device"))
		return STATUS_INVALID_PARAMETER;
	*Device = nullptr;

	auto *const init = object_at_passive<wdf::DeviceInit>(call, *DeviceInit);

	if (!init)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(
		    call, DeviceAttributes, kNoParent | kExecutionLevel | kSynchronizationScope,
		    init->driver))
		return status;
	if (init->created)
		return refuse(call, init->driver, STATUS_INVALID_DEVICE_STATE,
			      "DeviceInit has been used for a device already");

	wdf::Device *device;

	if (const NTSTATUS status = create(call, *init, DeviceAttributes, device))
		return status;

	NTSTATUS status = resources_init(*device) && (!device->lower || !target_create_local(*device))
				  ? files_init(call, *device)
						  : STATUS_INSUFFICIENT_RESOURCES;

	if (!status)
		status = register_shutdown(*init, device->wdm);
	if (status) {
		delete_unseen(*device);
		return status;
	}
	init->created = device;
	*Device = handle_of<WDFDEVICE>(*device);
	*DeviceInit = nullptr;
	/* add_device() deletes the other kind, after EvtDriverDeviceAdd has returned. */
	if (init->is_control)
		init_delete(*init);
	return STATUS_SUCCESS;
}

VOID NTAPI WdfControlFinishInitializing(WDFDEVICE Device)
{
	const CallSite call = WW_CALL_SITE;

	if (auto *device = object_of<wdf::Device>(call, Device))
		device->wdm->Flags &= ~DO_DEVICE_INITIALIZING;
}

NTSTATUS NTAPI WdfDeviceCreateSymbolicLink(WDFDEVICE Device, PCUNICODE_STRING SymbolicLinkName)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::Device>(call, Device);
	UNICODE_STRING link;

	if (!device || !check_not_null(call, SymbolicLinkName, "SymbolicLinkName"))
		return STATUS_INVALID_PARAMETER;
	if (device->link.Buffer)
		return refuse(call, device, STATUS_INVALID_DEVICE_STATE,
			      "the device has a symbolic link already");
	if (!device->name.Buffer && !device->pdo)
		return refuse(call, device, STATUS_INVALID_DEVICE_STATE,
			      "the control device has no name: WdfDeviceInitAssignName gives one");
	if (!SymbolicLinkName->Length || SymbolicLinkName->Length % sizeof(WCHAR))
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "SymbolicLinkName->Length is %u", SymbolicLinkName->Length);
	if (!copy_string(link, *SymbolicLinkName))
		return STATUS_INSUFFICIENT_RESOURCES;
	if (const NTSTATUS status = link_to_device(*device, link)) {
		ww_free(link.Buffer);
		return status;
	}
	device->link = link;
	return STATUS_SUCCESS;
}

WDFQUEUE NTAPI WdfDeviceGetDefaultQueue(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	if (!device)
		return nullptr;

	LockGuard guard(tree_lock);

	return device->default_queue ? handle_of<WDFQUEUE>(*device->default_queue) : nullptr;
}

WDFDEVICE NTAPI WdfWdmDeviceGetWdfDeviceHandle(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, DeviceObject, "DeviceObject"))
		return nullptr;

	LockGuard guard(tree_lock);
	const wdf::Device *const device = device_of_wdm(DeviceObject);

	/* The caller has a device object, and keeps the device by it. */
	return device ? handle_of<WDFDEVICE>(*device) : nullptr;
}

PDEVICE_OBJECT NTAPI WdfDeviceWdmGetDeviceObject(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? device->wdm : nullptr;
}

PDEVICE_OBJECT NTAPI WdfDeviceWdmGetPhysicalDevice(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? device->pdo : nullptr;
}

PDEVICE_OBJECT NTAPI WdfDeviceWdmGetAttachedDevice(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? device->lower : nullptr;
}

WDFDRIVER NTAPI WdfDeviceGetDriver(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? handle_of<WDFDRIVER>(*device->driver) : nullptr;
}

} /* extern "C" */
