/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Creating devices, and finding their device object and their driver.
 */
#include "device_init.hpp"

#include "linux/memory.h"
#include "ob/device.hpp"
#include "context.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "file.hpp"
#include "queue.hpp"
#include "string.hpp"

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

void free_strings(Object &object)
{
	ww_free(static_cast<Device &>(object).name.Buffer);
	ww_free(static_cast<Device &>(object).link.Buffer);
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
	IoDeleteDevice(wdm);
}

/* A device that has arrived is stopped before it is deleted. */
void end_queues(Object &object)
{
	delete_link(static_cast<Device &>(object));
	queues_shut_down(static_cast<Device &>(object), Managed::power);
	queues_shut_down(static_cast<Device &>(object), Managed::nothing);
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

NTSTATUS create(CallSite call, DeviceInit &init, const WDF_OBJECT_ATTRIBUTES *attributes,
		Device *&created)
{
	PDEVICE_OBJECT wdm;

	if (const NTSTATUS status = create_wdm(call, init, wdm))
		return status;

	auto *const device = object_allocate<Device>(init.driver_object(), attributes,
						 object_header(wdm)->name);

	if (!device) {
		IoDeleteDevice(wdm);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	device->wdm = wdm;
	device->driver = init.driver;
	device->is_control = init.is_control;
	device->may_be_deleted = init.is_control;
	device->callbacks = init.callbacks;
	device->in_caller_context = init.in_caller_context;
	device->has_request_attributes = init.has_request_attributes;
	device->request_attributes = init.request_attributes;
	device->files = init.files;
	device->shutdown = init.shutdown;
	device->callback_lock.init();

	Extension *const extension = static_cast<Extension *>(wdm->DeviceExtension);

	extension->mark = &extension_mark;
	{
		LockGuard guard(tree_lock);

		extension->device = device;
	}
	if (!object_add_child(*init.driver, *device)) {
		extension->mark = nullptr;
		object_discard(*device);
		IoDeleteDevice(wdm);
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
	{ "WDFDEVICE", object_finalise, "WdfObjectDelete" }, nullptr, delete_wdm, free_strings, true,
	nullptr, end_queues
};

bool is_of_framework(PDEVICE_OBJECT wdm)
{
	return extension_of(wdm);
}

Device *device_reference_of(PDEVICE_OBJECT wdm)
{
	LockGuard guard(tree_lock);
	Extension *const extension = extension_of(wdm);
	Device *const device = extension ? extension->device : nullptr;

	if (device)
		object_reference(device);
	return device;
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

	NTSTATUS status = files_init(call, *device);

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
	if (!device->name.Buffer)
		return refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
			      "the device has no name: WdfDeviceInitAssignName gives it one");
	if (!SymbolicLinkName->Length || SymbolicLinkName->Length % sizeof(WCHAR))
		return refuse(call, device, STATUS_INVALID_PARAMETER,
			      "SymbolicLinkName->Length is %u", SymbolicLinkName->Length);
	if (!copy_string(link, *SymbolicLinkName))
		return STATUS_INSUFFICIENT_RESOURCES;
	if (const NTSTATUS status = IoCreateSymbolicLink(&link, &device->name)) {
		ww_free(link.Buffer);
		return status;
	}
	device->link = link;
	return STATUS_SUCCESS;
}

WDFQUEUE NTAPI WdfDeviceGetDefaultQueue(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device && device->default_queue ? handle_of<WDFQUEUE>(*device->default_queue)
					       : nullptr;
}

WDFDEVICE NTAPI WdfWdmDeviceGetWdfDeviceHandle(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, DeviceObject, "DeviceObject"))
		return nullptr;

	wdf::Device *const device = device_reference_of(DeviceObject);

	if (!device)
		return nullptr;
	/* The caller has a device object, and keeps the device by it. */
	object_dereference(device);
	return handle_of<WDFDEVICE>(*device);
}

PDEVICE_OBJECT NTAPI WdfDeviceWdmGetDeviceObject(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? device->wdm : nullptr;
}

WDFDRIVER NTAPI WdfDeviceGetDriver(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? handle_of<WDFDRIVER>(*device->driver) : nullptr;
}

} /* extern "C" */
