/* SPDX-License-Identifier: GPL-2.0 */
/*
 * HidRegisterMinidriver, and the devices that the class makes when one arrives.
 */
#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/kcfi.hpp"
#include "class.hpp"
#include "linux/hid.h"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "virtual.hpp"

namespace ww {
namespace {

constinit PDRIVER_OBJECT hid_class = nullptr;

/* Of a driver object: what its registration said. */
struct Minidriver {
	PDRIVER_ADD_DEVICE add_device;
	ULONG extension_bytes;
};

/* The extension of the minidriver's device. */
struct alignas(16) MiniExtension {
	HID_DEVICE_EXTENSION extension;
};

PVOID minidriver_id()
{
	return &hid_class;
}

NTSTATUS create_mini(PDRIVER_OBJECT driver, const Minidriver &minidriver, PDEVICE_OBJECT *mini)
{
	const NTSTATUS status = IoCreateDevice(
		driver, static_cast<ULONG>(sizeof(MiniExtension)) + minidriver.extension_bytes,
		nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, mini);

	if (NT_SUCCESS(status))
		(*mini)->Flags |= DO_DIRECT_IO;
	return status;
}

NTSTATUS create_own(PDEVICE_OBJECT mini, PDEVICE_OBJECT *own)
{
	const NTSTATUS status = IoCreateDevice(hid_class, sizeof(HidDevice), nullptr,
					       FILE_DEVICE_UNKNOWN, 0, FALSE, own);

	if (!NT_SUCCESS(status))
		return status;

	HidDevice &device = hid_device(*own);

	device.self = *own;
	device.mini = mini;
	device.lock.init(WW_LOCK_HID);
	{
		LockGuard guard(device.lock);

		InitializeListHead(&device.calls);
	}
	return STATUS_SUCCESS;
}

NTSTATUS attach_mini(PDEVICE_OBJECT mini, PDEVICE_OBJECT pdo)
{
	auto &extension = static_cast<MiniExtension *>(mini->DeviceExtension)->extension;

	extension.PhysicalDeviceObject = pdo;
	extension.MiniDeviceExtension = static_cast<MiniExtension *>(mini->DeviceExtension) + 1;
	extension.NextDeviceObject = IoAttachDeviceToDeviceStack(mini, pdo);
	if (!extension.NextDeviceObject)
		return STATUS_NO_SUCH_DEVICE;
	mini->Flags |= extension.NextDeviceObject->Flags & (DO_POWER_PAGABLE | DO_POWER_INRUSH);
	return STATUS_SUCCESS;
}

WW_CALLS_UNCHECKED
NTSTATUS call_minidriver(const Minidriver &minidriver, PDRIVER_OBJECT driver, PDEVICE_OBJECT mini)
{
	return minidriver.add_device(driver, mini);
}

/*
 * The class's device is one of the minidriver's AddDevice: it goes with the stack, so it does not keep the minidriver's
 * module.
 */
bool attach_of_add_device(PDEVICE_OBJECT own, PDEVICE_OBJECT mini, PDEVICE_OBJECT pdo)
{
	const PDRIVER_OBJECT driver = device_state(pdo).adding.exchange(hid_class);
	const PDEVICE_OBJECT below = IoAttachDeviceToDeviceStack(own, mini);

	device_state(pdo).adding.store(driver);
	return below;
}

NTSTATUS attach_own(PDEVICE_OBJECT own, PDEVICE_OBJECT mini, PDEVICE_OBJECT pdo)
{
	HidDevice &device = hid_device(own);

	device.below = static_cast<HID_DEVICE_EXTENSION *>(mini->DeviceExtension)->NextDeviceObject;
	device.source = hid_passes_on(mini->DriverObject) ? device.below : mini;
	mini->Flags &= ~DO_DEVICE_INITIALIZING;
	if (!attach_of_add_device(own, mini, pdo))
		return STATUS_NO_SUCH_DEVICE;
	own->Flags |= mini->Flags & (DO_POWER_PAGABLE | DO_POWER_INRUSH);
	own->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

/* Without success the minidriver's device is in no stack. */
NTSTATUS make_stack(const Minidriver &minidriver, PDEVICE_OBJECT pdo, PDEVICE_OBJECT mini,
		    PDEVICE_OBJECT own)
{
	NTSTATUS status = attach_mini(mini, pdo);

	if (!NT_SUCCESS(status))
		return status;
	status = call_minidriver(minidriver, mini->DriverObject, mini);
	if (NT_SUCCESS(status))
		status = attach_own(own, mini, pdo);
	if (!NT_SUCCESS(status))
		IoDetachDevice(static_cast<HID_DEVICE_EXTENSION *>(mini->DeviceExtension)
				       ->NextDeviceObject);
	return status;
}

NTSTATUS NTAPI add_device(PDRIVER_OBJECT driver, PDEVICE_OBJECT pdo)
{
	const auto &minidriver = *static_cast<const Minidriver *>(
		IoGetDriverObjectExtension(driver, minidriver_id()));
	PDEVICE_OBJECT mini, own;
	NTSTATUS status = create_mini(driver, minidriver, &mini);

	if (!NT_SUCCESS(status))
		return status;
	status = create_own(mini, &own);
	if (NT_SUCCESS(status)) {
		status = make_stack(minidriver, pdo, mini, own);
		if (!NT_SUCCESS(status))
			IoDeleteDevice(own);
	}
	if (!NT_SUCCESS(status))
		IoDeleteDevice(mini);
	return status;
}

NTSTATUS check(const CallSite &call, const HID_MINIDRIVER_REGISTRATION *registration)
{
	if (!registration)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "MinidriverRegistration is NULL");
	if (!at_dispatch_or_below(call, registration) ||
	    !check_type(call, registration->DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (registration->Revision != HID_REVISION)
		return refuse(call, registration->DriverObject, STATUS_REVISION_MISMATCH,
			      "MinidriverRegistration->Revision is %u, not %u",
			      registration->Revision, HID_REVISION);
	if (registration->DeviceExtensionSize > ~0u / 2)
		return refuse(call, registration->DriverObject, STATUS_INVALID_PARAMETER,
			      "MinidriverRegistration->DeviceExtensionSize is %u",
			      registration->DeviceExtensionSize);
	if (!registration->DriverObject->DriverExtension->AddDevice)
		return refuse(call, registration->DriverObject, STATUS_INVALID_PARAMETER,
			      "DriverExtension->AddDevice is NULL");
	return STATUS_SUCCESS;
}

} /* namespace */

int hid_init()
{
	bool taken;

	virtual_hids_init();
	hid_class = driver_create("HidClass", "\\Driver\\HidClass", nullptr, &taken);
	if (!hid_class)
		return -WW_ENOMEM;
	hid_class->MajorFunction[IRP_MJ_PNP] = hid_pnp;
	hid_class->MajorFunction[IRP_MJ_POWER] = hid_power;
	hid_class->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = hid_system_control;
	return 0;
}

/* No driver is left, and so no device. */
void hid_exit()
{
	object_destroy(hid_class);
	ww_hid_exit();
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI HidRegisterMinidriver(PHID_MINIDRIVER_REGISTRATION MinidriverRegistration)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status = check(call, MinidriverRegistration);
	PVOID extension;

	if (!NT_SUCCESS(status))
		return status;

	const PDRIVER_OBJECT driver = MinidriverRegistration->DriverObject;

	status = IoAllocateDriverObjectExtension(driver, minidriver_id(), sizeof(Minidriver),
						 &extension);
	if (status == STATUS_OBJECT_NAME_COLLISION)
		return refuse(call, driver, status, "the driver is registered already");
	if (!NT_SUCCESS(status))
		return status;

	auto &minidriver = *static_cast<Minidriver *>(extension);

	minidriver.add_device = driver->DriverExtension->AddDevice;
	minidriver.extension_bytes = MinidriverRegistration->DeviceExtensionSize;
	driver->DriverExtension->AddDevice = add_device;
	return STATUS_SUCCESS;
}

} /* extern "C" */
