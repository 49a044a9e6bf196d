/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDRIVER: its creation, the start of the driver, and its unload.
 */
#include "driver.hpp"

#include "ob/driver.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "file.hpp"
#include "device.hpp"
#include "dispatch.hpp"
#include "dma.hpp"
#include "interface.hpp"
#include "preprocess.hpp"
#include "linux/memory.h"
#include "string.hpp"

namespace ww::wdf {
namespace {

/* The version of the framework that this one behaves like. */
constexpr ULONG kMajorVersion = 1;
constexpr ULONG kMinorVersion = 33;
constexpr WCHAR kVersion[] = L"Kernel Mode Driver Framework version 1.33.0";

constinit Driver *drivers WW_GUARDED_BY(tree_lock) = nullptr;	/* the newest first */

void finalise(Object &object)
{
	ww_free(static_cast<Driver &>(object).registry_path.Buffer);

	LockGuard guard(tree_lock);

	for (Driver **link = &drivers; *link; link = &(*link)->next_driver) {
		if (*link == &object) {
			*link = (*link)->next_driver;
			return;
		}
	}
}

/*
 * Returns the first driver for which matches(driver) is true, or null. No reference is needed: the
 * callers run before the object of their driver is deleted.
 */
template <typename Matches>
Driver *find_driver(Matches matches)
{
	LockGuard guard(tree_lock);
	Driver *driver = drivers;

	while (driver && !matches(*driver))
		driver = driver->next_driver;
	return driver;
}

/* Deletes the driver and all objects that are left below it. */
void delete_driver(Driver &driver)
{
	if (object_begin_delete(driver))
		object_delete_now(driver);
}

void call_unload_and_delete(Driver &driver)
{
	if (driver.unload)
		driver.unload(handle_of<WDFDRIVER>(driver));
	delete_driver(driver);
}

/* DriverObject->DriverUnload, if the framework provides it. */
VOID NTAPI unload(PDRIVER_OBJECT object)
{
	Driver *const driver = driver_of(object);

	if (!driver)
		return;
	call_unload_and_delete(*driver);
}

/*
 * ClassLibrary::end. Does nothing after unload(). If that was not called, DriverEntry has failed,
 * or the driver has a DriverUnload of its own.
 */
void end(PDRIVER_OBJECT object)
{
	if (Driver *driver = driver_of(object))
		delete_driver(*driver);
}

constinit const ClassLibrary library = { nullptr, end };

NTSTATUS check_config(CallSite call, const WDF_DRIVER_CONFIG &config, PDRIVER_OBJECT driver)
{
	constexpr ULONG known = WdfDriverInitNonPnpDriver | WdfDriverInitNoDispatchOverride;

	if (const NTSTATUS status = check_size(call, "WDF_DRIVER_CONFIG", config.Size,
					       sizeof(config), driver))
		return status;
	if (config.DriverInitFlags & WdfDriverInitCompanion)
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "WDF_DRIVER_CONFIG.DriverInitFlags is 0x%x: there are no companions",
			      config.DriverInitFlags);
	if (config.DriverInitFlags & ~known)
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "WDF_DRIVER_CONFIG.DriverInitFlags is 0x%x: more than 0x%x",
			      config.DriverInitFlags, known);
	return STATUS_SUCCESS;
}

/*
 * With WdfDriverInitNoDispatchOverride the driver handles the arrival of devices, IRPs and
 * DriverUnload itself.
 */
void apply_config(Driver &driver, const WDF_DRIVER_CONFIG &config)
{
	const PDRIVER_OBJECT object = driver.driver_object();
	const bool arrivals = !(config.DriverInitFlags & WdfDriverInitNonPnpDriver);

	driver.unloads_itself = config.DriverInitFlags & WdfDriverInitNoDispatchOverride;
	driver.unload = config.EvtDriverUnload;
	if (driver.unloads_itself)
		return;
	driver.device_add = config.EvtDriverDeviceAdd;
	if (driver.device_add)
		object->DriverExtension->AddDevice = add_device;
	object->DriverUnload = arrivals || driver.unload ? unload : nullptr;
	for (PDRIVER_DISPATCH &routine : object->MajorFunction)
		routine = dispatch;
}

} /* namespace */

constinit const Class Driver::kClass = {
	{ "WDFDRIVER", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, finalise, true
};

Driver *driver_of(const DRIVER_OBJECT *object)
{
	return find_driver([object](const Driver &driver) {
		return driver.driver_object() == object;
	});
}

Object *driver_of(_WINWORK_IMAGE *image)
{
	return find_driver([image](const Driver &driver) { return driver.image == image; });
}

void init()
{
	tree_lock.init(WW_LOCK_WDF);
	interfaces_init();
	dma_init();
	files_start();
	preprocessing_start();
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfDriverCreate(PDRIVER_OBJECT DriverObject, PCUNICODE_STRING RegistryPath,
				      PWDF_OBJECT_ATTRIBUTES DriverAttributes,
				      PWDF_DRIVER_CONFIG DriverConfig, WDFDRIVER *Driver,
				      PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfDriverCreate");

	if (!at_passive(call, DriverObject) ||
	    !check_not_null(call, DriverObject, "DriverObject") ||
	    !check_not_null(call, RegistryPath, "RegistryPath") ||
	    !check_not_null(call, DriverConfig, "DriverConfig") ||
	    !check_type(call, DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (Driver)
		*Driver = nullptr;
	if (!is_string(*RegistryPath))
		return refuse(call, DriverObject, STATUS_INVALID_PARAMETER,
			      "RegistryPath has the Length %u, the MaximumLength %u and the Buffer "
			      "%s", RegistryPath->Length, RegistryPath->MaximumLength,
			      Shown(RegistryPath->Buffer).text);
	if (const NTSTATUS status = check_config(call, *DriverConfig, DriverObject))
		return status;
	if (driver_of(DriverObject))
		return refuse(call, DriverObject, STATUS_DRIVER_INTERNAL_ERROR,
			      "DriverObject has a WDFDRIVER already");
	if (DriverConfig->DriverInitFlags == WdfDriverInitNonPnpDriver &&
	    DriverConfig->EvtDriverDeviceAdd)
		return refuse(call, DriverObject, STATUS_INVALID_PARAMETER,
			      "WDF_DRIVER_CONFIG.EvtDriverDeviceAdd is not NULL with "
			      "WdfDriverInitNonPnpDriver");
	if (const NTSTATUS status = check_attributes(
		    call, DriverAttributes, kNoParent | kExecutionLevel | kSynchronizationScope,
		    DriverObject))
		return status;

	auto *const driver = object_allocate<wdf::Driver>(DriverObject, DriverAttributes,
						      object_header(DriverObject)->name);

	if (!driver)
		return STATUS_INSUFFICIENT_RESOURCES;
	driver->may_be_deleted = false;
	if (driver->level == WdfExecutionLevelInheritFromParent)
		driver->level = WdfExecutionLevelDispatch;
	if (driver->scope == WdfSynchronizationScopeInheritFromParent)
		driver->scope = WdfSynchronizationScopeNone;
	driver->image = Image;
	if (!copy_string(driver->registry_path, *RegistryPath)) {
		object_discard(*driver);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	apply_config(*driver, *DriverConfig);
	driver_uses(DriverObject, library);
	{
		LockGuard guard(tree_lock);

		driver->next_driver = drivers;
		drivers = driver;
	}
	if (Driver)
		*Driver = handle_of<WDFDRIVER>(*driver);
	return STATUS_SUCCESS;
}

WDFDRIVER NTAPI WinworkWdfGetDriver(PWINWORK_IMAGE Image)
{
	const Object *const driver = driver_of(Image);

	return driver ? handle_of<WDFDRIVER>(*driver) : nullptr;
}

VOID NTAPI WdfDriverMiniportUnload(WDFDRIVER Driver)
{
	const CallSite call = WW_CALL_SITE;
	auto *const driver = object_at_passive<wdf::Driver>(call, Driver);

	if (!driver)
		return;
	if (driver->unloads_itself)
		call_unload_and_delete(*driver);
	else
		report(violation_of(call, kObjectError, driver),
		       "the framework unloads this driver itself");
}

PWSTR NTAPI WdfDriverGetRegistryPath(WDFDRIVER Driver)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const driver = object_at_passive<wdf::Driver>(call, Driver);

	return driver ? driver->registry_path.Buffer : nullptr;
}

NTSTATUS NTAPI WdfDriverRetrieveVersionString(WDFDRIVER Driver, WDFSTRING String)
{
	const CallSite call = WW_CALL_SITE;
	UNICODE_STRING version;

	if (!object_at_passive<wdf::Driver>(call, Driver))
		return STATUS_INVALID_PARAMETER;

	auto *const string = object_of<wdf::String>(call, String);

	if (!string)
		return STATUS_INVALID_PARAMETER;
	RtlInitUnicodeString(&version, kVersion);
	return string_assign(*string, version);
}

BOOLEAN NTAPI WdfDriverIsVersionAvailable(WDFDRIVER Driver,
					  PWDF_DRIVER_VERSION_AVAILABLE_PARAMS VersionAvailableParams)
{
	const CallSite call = WW_CALL_SITE;
	const WDF_DRIVER_VERSION_AVAILABLE_PARAMS *const asked = VersionAvailableParams;
	const auto *const driver = object_at_passive<wdf::Driver>(call, Driver);

	return driver && check_not_null(call, asked, "VersionAvailableParams") &&
	       !check_size(call, "WDF_DRIVER_VERSION_AVAILABLE_PARAMS", asked->Size,
			   sizeof(*asked), driver) &&
	       asked->MajorVersion == kMajorVersion && asked->MinorVersion <= kMinorVersion;
}

WDFDRIVER NTAPI WdfWdmDriverGetWdfDriverHandle(PDRIVER_OBJECT DriverObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_not_null(call, DriverObject, "DriverObject"))
		return nullptr;

	const Object *const driver = driver_of(static_cast<const DRIVER_OBJECT *>(DriverObject));

	return driver ? handle_of<WDFDRIVER>(*driver) : nullptr;
}

PDRIVER_OBJECT NTAPI WdfDriverWdmGetDriverObject(WDFDRIVER Driver)
{
	const auto *const driver = object_of<wdf::Driver>(WW_CALL_SITE, Driver);

	return driver ? driver->driver_object() : nullptr;
}

} /* extern "C" */
