/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDEVICE_INIT: the properties of a device that a driver is about to create.
 */
#include "device_init.hpp"

#include "linux/memory.h"
#include "create.hpp"
#include "deletion.hpp"

namespace ww::wdf {
namespace {

void free_name(Object &object)
{
	ww_free(static_cast<DeviceInit &>(object).name.Buffer);
}

/* For the functions that may be called at <= DISPATCH_LEVEL. */
DeviceInit *init_of(CallSite call, PWDFDEVICE_INIT pointer)
{
	return object_at_dispatch_or_below<DeviceInit>(call, pointer);
}

} /* namespace */

constinit const Class DeviceInit::kClass = {
	{ "WDFDEVICE_INIT", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, free_name, false
};

DeviceInit *init_create(Driver &driver, bool is_control)
{
	auto *const init = object_allocate<DeviceInit>(driver.driver_object(), nullptr);

	if (!init)
		return nullptr;
	init->driver = &driver;
	init->is_control = is_control;
	init->type = FILE_DEVICE_UNKNOWN;
	init->io_type = WdfDeviceIoBuffered;
	init->may_be_deleted = false;
	if (object_add_child(driver, *init))
		return init;
	object_discard(*init);
	return nullptr;
}

void init_delete(DeviceInit &init)
{
	if (object_begin_delete(init))
		object_delete(init);
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
	auto *const init = object_at_passive<wdf::DeviceInit>(call, DeviceInit);

	if (!init)
		return STATUS_INVALID_PARAMETER;
	if (DeviceName && DeviceName->Length % sizeof(WCHAR))
		return refuse(call, init->driver, STATUS_INVALID_PARAMETER,
			      "DeviceName->Length is %u, not a whole number of characters",
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
	auto *const driver = object_at_passive<wdf::Driver>(call, Driver);
	auto *const init = driver ? init_create(*driver, true) : nullptr;

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
		       "the framework frees this WDFDEVICE_INIT itself");
}

} /* extern "C" */
