/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Creating devices, and finding their device object and their driver.
 */
#include "device_init.hpp"

#include "linux/memory.h"
#include "ob/device.hpp"
#include "create.hpp"
#include "deletion.hpp"

namespace ww::wdf {
namespace {

void delete_wdm(Object &object)
{
	IoDeleteDevice(static_cast<Device &>(object).wdm);
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
	const NTSTATUS status = IoCreateDevice(init.driver_object(), 0,
					       init.name.Length ? &init.name : nullptr, init.type,
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
	device->callback_lock.init();
	KeInitializeSpinLock(&device->callback_spin_lock);
	if (!object_add_child(*init.driver, *device)) {
		object_discard(*device);
		IoDeleteDevice(wdm);
		return STATUS_DELETE_PENDING;
	}
	created = device;
	return STATUS_SUCCESS;
}

} /* namespace */

constinit const Class Device::kClass = {
	{ "WDFDEVICE", object_finalise, "WdfObjectDelete" }, nullptr, delete_wdm, nullptr, true
};

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
	if (const NTSTATUS status = create(call, *init, DeviceAttributes, init->created))
		return status;
	*Device = handle_of<WDFDEVICE>(*init->created);
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
