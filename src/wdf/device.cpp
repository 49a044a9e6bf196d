/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices: what they are made from, and how those that arrive are brought up and down.
 */
#include "device.hpp"

#include <winwork/wdf_port.h>

#include "linux/memory.h"
#include "ob/device.hpp"
#include "work_item.hpp"

namespace ww::wdf {
namespace {

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

void free_name(Object &object)
{
	ww_free(static_cast<DeviceInit &>(object).name.Buffer);
}

constinit const Class DeviceInit::kClass = {
	{ "WDFDEVICE_INIT", object_gone }, nullptr, nullptr, free_name, false
};

PWDFDEVICE_INIT pointer_of(DeviceInit &init)
{
	return reinterpret_cast<PWDFDEVICE_INIT>(static_cast<Object *>(&init));
}

/* For the functions that need no PASSIVE_LEVEL. */
DeviceInit *init_of(CallSite call, PWDFDEVICE_INIT pointer)
{
	return at_dispatch_or_below(call, pointer) ? object_of<DeviceInit>(call, pointer) : nullptr;
}

DeviceInit *init_make(Driver &driver, bool is_control)
{
	auto *const init = object_make<DeviceInit>(driver.driver_object(), nullptr);

	if (!init)
		return nullptr;
	init->driver = &driver;
	init->is_control = is_control;
	init->type = FILE_DEVICE_UNKNOWN;
	init->io_type = WdfDeviceIoBuffered;
	init->may_be_deleted = false;
	if (object_adopt(driver, *init))
		return init;
	object_discard(*init);
	return nullptr;
}

void init_delete(DeviceInit &init)
{
	if (object_begin_delete(init))
		object_delete(init);
}

/* ---- Making the device -------------------------------------------------------------------- */

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
		       "DeviceName of WdfDeviceInitAssignName is too long, or no text");
	return status;
}

NTSTATUS create(CallSite call, DeviceInit &init, const WDF_OBJECT_ATTRIBUTES *attributes,
		Device *&created)
{
	PDEVICE_OBJECT wdm;

	if (const NTSTATUS status = create_wdm(call, init, wdm))
		return status;

	auto *const device = object_make<Device>(init.driver_object(), attributes,
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
	if (!object_adopt(*init.driver, *device)) {
		object_discard(*device);
		IoDeleteDevice(wdm);
		return STATUS_DELETE_PENDING;
	}
	created = device;
	return STATUS_SUCCESS;
}

/* ---- Up and down -------------------------------------------------------------------------- */

template <typename Callback, typename... Arguments>
NTSTATUS call(Callback callback, Arguments... arguments)
{
	return callback ? callback(arguments...) : STATUS_SUCCESS;
}

/* How far a device has come, and so what has to be undone. */
enum class Reached { prepared, powered, managed, started };

struct Start {
	NTSTATUS status;
	Reached reached;
};

Start bring_up(Device &device)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);
	constexpr auto kFrom = WdfPowerDeviceD3Final;
	NTSTATUS status = call(callbacks.EvtDevicePrepareHardware, handle, WDFCMRESLIST(),
			       WDFCMRESLIST());

	if (NT_SUCCESS(status))
		status = call(callbacks.EvtDeviceD0Entry, handle, kFrom);
	if (!NT_SUCCESS(status))
		return { status, Reached::prepared };
	status = call(callbacks.EvtDeviceD0EntryPostInterruptsEnabled, handle, kFrom);
	if (!NT_SUCCESS(status))
		return { status, Reached::powered };
	status = call(callbacks.EvtDeviceSelfManagedIoInit, handle);
	return { status, NT_SUCCESS(status) ? Reached::started : Reached::managed };
}

void bring_down(Device &device, Reached reached)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);
	constexpr auto kTo = WdfPowerDeviceD3Final;

	if (reached >= Reached::started)
		call(callbacks.EvtDeviceSelfManagedIoSuspend, handle);
	if (reached >= Reached::powered) {
		call(callbacks.EvtDeviceD0ExitPreInterruptsDisabled, handle, kTo);
		call(callbacks.EvtDeviceD0Exit, handle, kTo);
	}
	call(callbacks.EvtDeviceReleaseHardware, handle, WDFCMRESLIST());
	if (reached >= Reached::started && callbacks.EvtDeviceSelfManagedIoFlush)
		callbacks.EvtDeviceSelfManagedIoFlush(handle);
	if (reached >= Reached::managed && callbacks.EvtDeviceSelfManagedIoCleanup)
		callbacks.EvtDeviceSelfManagedIoCleanup(handle);
}

void device_delete(Device &device)
{
	if (object_begin_delete(device))
		object_delete_now(device);
}

enum class Claim { claimed, refused, within };

/* By who is to remove it: of several one succeeds, and nobody in a routine of the device's. */
Claim claim(Device &device)
{
	LockGuard guard(tree);

	if (!device.has_arrived)
		return Claim::refused;
	if (runs_below(device))
		return Claim::within;
	device.has_arrived = false;
	return Claim::claimed;
}

void leave(Device &device)
{
	bring_down(device, Reached::started);
	device_delete(device);
}

/* The newest device of the driver that has arrived, claimed; or null. */
Device *claim_any(Driver &driver)
{
	LockGuard guard(tree);

	for (Object *child = driver.children; child; child = child->next) {
		auto *const device = static_cast<Device *>(child);

		if (&child->kind() == &Device::kClass && device->has_arrived) {
			device->has_arrived = false;
			return device;
		}
	}
	return nullptr;
}

} /* namespace */

constinit const Class Device::kClass = {
	{ "WDFDEVICE", object_gone }, nullptr, delete_wdm, nullptr, true
};

Device *device_of(Object &object)
{
	LockGuard guard(tree);
	Object *ancestor = &object;

	while (ancestor && &ancestor->kind() != &Device::kClass)
		ancestor = ancestor->parent;
	return static_cast<Device *>(ancestor);
}

NTSTATUS device_arrives(Driver &driver, Device **arrived)
{
	DeviceInit *const init = init_make(driver, false);

	if (!init)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = driver.device_add(handle_of<WDFDRIVER>(driver), pointer_of(*init));
	Device *const device = init->created;

	init_delete(*init);
	if (!device)
		return status;
	if (!NT_SUCCESS(status)) {
		device_delete(*device);
		return status;
	}
	device->wdm->Flags &= ~DO_DEVICE_INITIALIZING;

	const Start start = bring_up(*device);

	if (!NT_SUCCESS(start.status)) {
		bring_down(*device, start.reached);
		device_delete(*device);
		return start.status;
	}
	{
		LockGuard guard(tree);

		device->has_arrived = true;
	}
	if (arrived)
		*arrived = device;
	return status;
}

void devices_remove(Driver &driver)
{
	while (Device *device = claim_any(driver))
		leave(*device);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

VOID NTAPI WdfDeviceInitSetPnpPowerEventCallbacks(
	PWDFDEVICE_INIT DeviceInit, PWDF_PNPPOWER_EVENT_CALLBACKS PnpPowerEventCallbacks)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (init && check_not_null(call, PnpPowerEventCallbacks, "PnpPowerEventCallbacks") &&
	    NT_SUCCESS(check_size(call, "WDF_PNPPOWER_EVENT_CALLBACKS",
				  PnpPowerEventCallbacks->Size, sizeof(*PnpPowerEventCallbacks),
				  init->driver)))
		init->callbacks = *PnpPowerEventCallbacks;
}

VOID NTAPI WdfDeviceInitSetDeviceType(PWDFDEVICE_INIT DeviceInit, DEVICE_TYPE DeviceType)
{
	if (auto *init = init_of(WW_CALL_SITE, DeviceInit))
		init->type = DeviceType;
}

VOID NTAPI WdfDeviceInitSetCharacteristics(PWDFDEVICE_INIT DeviceInit,
					   ULONG DeviceCharacteristics, BOOLEAN OrInValues)
{
	if (auto *init = init_of(WW_CALL_SITE, DeviceInit))
		init->characteristics = DeviceCharacteristics |
					(OrInValues ? init->characteristics : 0);
}

VOID NTAPI WdfDeviceInitSetExclusive(PWDFDEVICE_INIT DeviceInit, BOOLEAN IsExclusive)
{
	if (auto *init = init_of(WW_CALL_SITE, DeviceInit))
		init->is_exclusive = IsExclusive;
}

VOID NTAPI WdfDeviceInitSetIoType(PWDFDEVICE_INIT DeviceInit, WDF_DEVICE_IO_TYPE IoType)
{
	if (auto *init = init_of(WW_CALL_SITE, DeviceInit))
		init->io_type = IoType;
}

NTSTATUS NTAPI WdfDeviceInitAssignName(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING DeviceName)
{
	const CallSite call = WW_CALL_SITE;
	UNICODE_STRING name = {};

	if (!at_passive(call, DeviceInit))
		return STATUS_INVALID_PARAMETER;

	auto *const init = object_of<wdf::DeviceInit>(call, DeviceInit);

	if (!init)
		return STATUS_INVALID_PARAMETER;
	if (DeviceName && DeviceName->Length % sizeof(WCHAR))
		return refuse(call, init->driver, STATUS_INVALID_PARAMETER,
			      "DeviceName->Length is %u, no whole number of characters",
			      DeviceName->Length);
	if (DeviceName && DeviceName->Length) {
		name.Buffer = static_cast<PWSTR>(ww_zalloc_sleeping(DeviceName->Length));
		if (!name.Buffer)
			return STATUS_INSUFFICIENT_RESOURCES;
		name.Length = name.MaximumLength = DeviceName->Length;
		RtlCopyMemory(name.Buffer, DeviceName->Buffer, name.Length);
	}
	ww_free(init->name.Buffer);
	init->name = name;
	return STATUS_SUCCESS;
}

PWDFDEVICE_INIT NTAPI WdfControlDeviceInitAllocate(WDFDRIVER Driver, CONST UNICODE_STRING *)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Driver))
		return nullptr;

	auto *const driver = object_of<wdf::Driver>(call, Driver);
	auto *const init = driver ? init_make(*driver, true) : nullptr;

	return init ? pointer_of(*init) : nullptr;
}

VOID NTAPI WdfDeviceInitFree(PWDFDEVICE_INIT DeviceInit)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (!init)
		return;
	if (init->is_control)
		init_delete(*init);
	else
		report(violation_of(call, kObjectError, init),
		       "this WDFDEVICE_INIT is the framework's to free");
}

NTSTATUS NTAPI WdfDeviceCreate(PWDFDEVICE_INIT *DeviceInit, PWDF_OBJECT_ATTRIBUTES DeviceAttributes,
			       WDFDEVICE *Device)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, DeviceInit, "DeviceInit") ||
	    !check_not_null(call, Device, "Device"))
		return STATUS_INVALID_PARAMETER;
	*Device = nullptr;
	if (!at_passive(call, *DeviceInit))
		return STATUS_INVALID_PARAMETER;

	auto *const init = object_of<wdf::DeviceInit>(call, *DeviceInit);

	if (!init)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(
		    call, DeviceAttributes, kNoParent | kExecutionLevel | kSynchronizationScope,
		    init->driver))
		return status;
	if (init->created)
		return refuse(call, init->driver, STATUS_INVALID_DEVICE_STATE,
			      "DeviceInit has made its device already");
	if (const NTSTATUS status = create(call, *init, DeviceAttributes, init->created))
		return status;
	*Device = handle_of<WDFDEVICE>(*init->created);
	*DeviceInit = nullptr;
	/* The other kind is wanted when EvtDriverDeviceAdd has returned. */
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

NTSTATUS NTAPI WinworkWdfAddDevice(WDFDRIVER Driver, WDFDEVICE *Device)
{
	const CallSite call = WW_CALL_SITE;

	if (Device)
		*Device = nullptr;
	if (!at_passive(call, Driver))
		return STATUS_INVALID_PARAMETER;

	auto *const driver = object_of<wdf::Driver>(call, Driver);
	wdf::Device *arrived = nullptr;

	if (!driver)
		return STATUS_INVALID_PARAMETER;
	if (!driver->device_add)
		return refuse(call, driver, STATUS_NOT_SUPPORTED,
			      "WDF_DRIVER_CONFIG.EvtDriverDeviceAdd is NULL");

	const NTSTATUS status = device_arrives(*driver, &arrived);

	if (Device && arrived)
		*Device = handle_of<WDFDEVICE>(*arrived);
	return status;
}

VOID NTAPI WinworkWdfRemoveDevice(WDFDEVICE Device)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Device))
		return;

	auto *const device = object_of<wdf::Device>(call, Device);

	if (!device)
		return;
	switch (claim(*device)) {
	case Claim::claimed:
		leave(*device);
		break;
	case Claim::refused:
		report(violation_of(call, kObjectError, device),
		       "the device has not arrived, or is leaving already");
		break;
	case Claim::within:
		report(violation_of(call, kObjectError, device),
		       "the device cannot leave while a routine of its own waits for that");
		break;
	}
}

} /* extern "C" */
