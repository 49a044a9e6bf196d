/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDEVICE_INIT: the properties of a device that a driver is about to create.
 */
#include "device_init.hpp"

#include "linux/memory.h"
#include "create.hpp"
#include "deletion.hpp"
#include "pdo.hpp"
#include "string.hpp"

namespace ww::wdf {
namespace {

void free_parts(Object &object)
{
	pdo_free(static_cast<DeviceInit &>(object).child);
	ww_free(static_cast<DeviceInit &>(object).preprocessing);
	ww_free(static_cast<DeviceInit &>(object).name.Buffer);
	ww_free(static_cast<DeviceInit &>(object).sddl.Buffer);
}

/* Stores a string of the driver's, or none. */
NTSTATUS assign(CallSite call, const DeviceInit &init, UNICODE_STRING &to,
		const UNICODE_STRING *from, const char *name)
{
	UNICODE_STRING copy = {};

	if (from && from->Length % sizeof(WCHAR))
		return refuse(call, init.driver, STATUS_INVALID_PARAMETER,
			      "%s->Length is %u, not a whole number of characters", name,
			      from->Length);
	if (from && from->Length && !copy_string(copy, *from))
		return STATUS_INSUFFICIENT_RESOURCES;
	ww_free(to.Buffer);
	to = copy;
	return STATUS_SUCCESS;
}

/* For the functions that may be called at <= DISPATCH_LEVEL. */
DeviceInit *init_of(CallSite call, PWDFDEVICE_INIT pointer)
{
	return object_at_dispatch_or_below<DeviceInit>(call, pointer);
}

} /* namespace */

constinit const Class DeviceInit::kClass = {
	{ "WDFDEVICE_INIT", object_finalise, "WdfObjectDelete" },
	nullptr, nullptr, free_parts, false
};

DeviceInit *init_create(Driver &driver, PDEVICE_OBJECT pdo)
{
	auto *const init = object_allocate<DeviceInit>(driver.driver_object(), nullptr);

	if (!init)
		return nullptr;
	init->driver = &driver;
	init->pdo = pdo;
	init->is_kept = pdo;
	init->is_control = !pdo;
	init->type = FILE_DEVICE_UNKNOWN;
	init->io_type = WdfDeviceIoBuffered;
	init->may_be_deleted = false;
	if (object_add_child(driver, *init))
		return init;
	object_discard(*init);
	return nullptr;
}

DeviceInit *init_create_child(Device &parent, ChildEntry *entry)
{
	DeviceInit *const init = init_create(*parent.driver, nullptr);

	if (!init)
		return nullptr;
	init->is_control = false;
	init->is_kept = entry;
	init->child = pdo_allocate(parent, entry);
	if (init->child)
		return init;
	init_delete(*init);
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

VOID NTAPI WdfFdoInitSetEventCallbacks(PWDFDEVICE_INIT DeviceInit, PWDF_FDO_EVENT_CALLBACKS FdoEventCallbacks)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = object_at_passive<wdf::DeviceInit>(call, DeviceInit);

	if (!init || !check_not_null(call, FdoEventCallbacks, "FdoEventCallbacks") ||
	    check_size(call, "WDF_FDO_EVENT_CALLBACKS", FdoEventCallbacks->Size, sizeof(*FdoEventCallbacks),
		       init->driver))
		return;
	if (!init->pdo)
		report(violation_of(call, kObjectError, init), "a %s has no requirements to filter",
		       init->is_control ? "control device" : "PDO");
	else if (FdoEventCallbacks->EvtDeviceFilterAddResourceRequirements &&
		 !FdoEventCallbacks->EvtDeviceRemoveAddedResources)
		refuse(call, init->driver, STATUS_INVALID_PARAMETER,
		       "EvtDeviceFilterAddResourceRequirements is set, and EvtDeviceRemoveAddedResources is NULL");
	else
		init->fdo_callbacks = *FdoEventCallbacks;
}

VOID NTAPI WdfFdoInitSetFilter(PWDFDEVICE_INIT DeviceInit)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (!init)
		return;
	if (!init->pdo)
		report(violation_of(call, kObjectError, init), "a %s is no filter",
		       init->is_control ? "control device" : "PDO");
	else
		init->is_filter = true;
}

VOID NTAPI WdfDeviceInitSetIoType(PWDFDEVICE_INIT DeviceInit, WDF_DEVICE_IO_TYPE IoType)
{
	if (auto *init = init_of(WW_CALL_SITE, DeviceInit))
		init->io_type = IoType;
}

NTSTATUS NTAPI WdfDeviceInitAssignName(PWDFDEVICE_INIT DeviceInit, PCUNICODE_STRING DeviceName)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = object_at_passive<wdf::DeviceInit>(call, DeviceInit);

	return init ? assign(call, *init, init->name, DeviceName, "DeviceName")
		    : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI WdfDeviceInitAssignSDDLString(PWDFDEVICE_INIT DeviceInit,
					     PCUNICODE_STRING SDDLString)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = object_at_passive<wdf::DeviceInit>(call, DeviceInit);

	return init ? assign(call, *init, init->sddl, SDDLString, "SDDLString")
		    : STATUS_INVALID_PARAMETER;
}

PWDFDEVICE_INIT NTAPI WdfControlDeviceInitAllocate(WDFDRIVER Driver,
						   CONST UNICODE_STRING *SDDLString)
{
	const CallSite call = WW_CALL_SITE;
	auto *const driver = object_at_passive<wdf::Driver>(call, Driver);
	auto *const init = driver ? init_create(*driver, nullptr) : nullptr;

	if (!init)
		return nullptr;
	if (assign(call, *init, init->sddl, SDDLString, "SDDLString")) {
		init_delete(*init);
		return nullptr;
	}
	return pointer_of(*init);
}

VOID NTAPI WdfControlDeviceInitSetShutdownNotification(
	PWDFDEVICE_INIT DeviceInit, PFN_WDF_DEVICE_SHUTDOWN_NOTIFICATION Notification, UCHAR Flags)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (!init || !check_not_null(call, reinterpret_cast<const void *>(Notification),
				     "Notification"))
		return;
	if (!init->is_control || !Flags ||
	    Flags & ~(WdfDeviceShutdown | WdfDeviceLastChanceShutdown)) {
		report(violation_of(call, kObjectError, init),
		       init->is_control ? "Flags is 0x%x" : "not for a control device, flags 0x%x",
		       Flags);
		return;
	}
	init->shutdown = Notification;
	init->shutdown_flags = Flags;
}

VOID NTAPI WdfDeviceInitSetRequestAttributes(PWDFDEVICE_INIT DeviceInit,
					     PWDF_OBJECT_ATTRIBUTES RequestAttributes)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (!init || !check_not_null(call, RequestAttributes, "RequestAttributes") ||
	    check_attributes(call, RequestAttributes, kNoParent, init->driver))
		return;
	init->request_attributes = *RequestAttributes;
	init->has_request_attributes = true;
}

VOID NTAPI WdfDeviceInitSetIoInCallerContextCallback(
	PWDFDEVICE_INIT DeviceInit, PFN_WDF_IO_IN_CALLER_CONTEXT EvtIoInCallerContext)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (init && check_not_null(call, reinterpret_cast<const void *>(EvtIoInCallerContext),
				   "EvtIoInCallerContext"))
		init->in_caller_context = EvtIoInCallerContext;
}

VOID NTAPI WdfDeviceInitSetFileObjectConfig(PWDFDEVICE_INIT DeviceInit,
					    PWDF_FILEOBJECT_CONFIG FileObjectConfig,
					    PWDF_OBJECT_ATTRIBUTES FileObjectAttributes)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (!init || !check_not_null(call, FileObjectConfig, "FileObjectConfig") ||
	    check_size(call, "WDF_FILEOBJECT_CONFIG", FileObjectConfig->Size,
		       sizeof(*FileObjectConfig), init->driver) ||
	    check_attributes(call, FileObjectAttributes,
			     kNoParent | kExecutionLevel | kSynchronizationScope, init->driver))
		return;

	const u32 kind = static_cast<u32>(FileObjectConfig->FileObjectClass) &
			 ~static_cast<u32>(WdfFileObjectCanBeOptional);

	if (kind == WdfFileObjectInvalid || kind > WdfFileObjectWdfCannotUseFsContexts) {
		refuse(call, init->driver, STATUS_INVALID_PARAMETER,
		       "WDF_FILEOBJECT_CONFIG.FileObjectClass is 0x%x",
		       static_cast<u32>(FileObjectConfig->FileObjectClass));
		return;
	}
	init->files.is_set = true;
	init->files.config = *FileObjectConfig;
	init->files.has_attributes = FileObjectAttributes;
	if (FileObjectAttributes)
		init->files.attributes = *FileObjectAttributes;
}

VOID NTAPI WdfDeviceInitFree(PWDFDEVICE_INIT DeviceInit)
{
	const CallSite call = WW_CALL_SITE;
	auto *const init = init_of(call, DeviceInit);

	if (!init)
		return;
	if (!init->is_kept)
		init_delete(*init);
	else
		report(violation_of(call, kObjectError, init),
		       "the framework frees this WDFDEVICE_INIT itself");
}

} /* extern "C" */
