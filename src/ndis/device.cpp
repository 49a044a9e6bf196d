/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS devices. Each consists of a device object and of the object behind its NDIS handle, which
 * holds a reference on the device object. The device extension begins with a part of NDIS, by which
 * NDIS recognises its devices; the part that the driver asked for follows.
 *
 * The dispatch routines of all NDIS drivers are NDIS's own, which calls those of the device. They are in the extension:
 * the close of a file may come when the handle is gone.
 */
#include "device.hpp"

#include <wdmsec.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/names.hpp"
#include "objects.hpp"

namespace ww {
namespace {

constexpr u64 kNdisExtension = 0x6e6469736578746e;

struct alignas(16) Extension {
	u64 magic;
	size_t bytes;			/* of the driver's part, which follows */
	Adapter *adapter;		/* whose functional device it is, or null */
	PDRIVER_DISPATCH routines[IRP_MJ_MAXIMUM_FUNCTION + 1];
};

struct NdisDevice {
	PDEVICE_OBJECT device;
	char link[kObjectName];		/* "" without one */
};

/* The extension of an NDIS device; null for any other, which may have a smaller one. */
Extension *extension_of(PDEVICE_OBJECT device)
{
	auto *const extension = static_cast<Extension *>(device->DeviceExtension);
	const bool is_large = device->Size >= sizeof(DEVICE_OBJECT) + sizeof(Extension);

	return is_large && extension->magic == kNdisExtension ? extension : nullptr;
}

/* In DRIVER_OBJECT.MajorFunction. */
NTSTATUS NTAPI dispatch(PDEVICE_OBJECT device, PIRP irp)
{
	const Extension *const extension = extension_of(device);
	const UCHAR major = IoGetCurrentIrpStackLocation(irp)->MajorFunction;
	const PDRIVER_DISPATCH routine = extension && major <= IRP_MJ_MAXIMUM_FUNCTION
						 ? extension->routines[major] : nullptr;

	return routine ? routine(device, irp) : refuse_request(device, irp);
}

NTSTATUS make_link(CallSite call, NdisDevice &made, const NDIS_DEVICE_OBJECT_ATTRIBUTES &attributes, void *driver)
{
	if (!attributes.SymbolicName)
		return STATUS_SUCCESS;
	if (!attributes.DeviceName)
		return refuse(call, driver, NDIS_STATUS_INVALID_PARAMETER,
			      "NDIS_DEVICE_OBJECT_ATTRIBUTES.SymbolicName is set, and DeviceName is NULL");

	/* The link is the driver's: the report of one that it leaves names the driver. */
	const NTSTATUS status = link_create(call, attributes.SymbolicName, attributes.DeviceName, LinkNode::at_once);

	if (NT_SUCCESS(status))
		name_from_unicode(made.link, attributes.SymbolicName);
	return status;
}

void delete_link(const NdisDevice &device)
{
	WCHAR buffer[kObjectName];
	UNICODE_STRING name;

	if (!device.link[0])
		return;
	name_to_unicode(name, buffer, device.link);
	IoDeleteSymbolicLink(&name);
}

NTSTATUS make_device(PDRIVER_OBJECT driver, const NDIS_DEVICE_OBJECT_ATTRIBUTES &attributes, ULONG bytes,
		     PDEVICE_OBJECT *device)
{
	if (attributes.DefaultSDDLString)
		return WdmlibIoCreateDeviceSecure(driver, bytes, attributes.DeviceName, FILE_DEVICE_NETWORK,
					    FILE_DEVICE_SECURE_OPEN, FALSE, attributes.DefaultSDDLString, nullptr,
					    device);
	return IoCreateDevice(driver, bytes, attributes.DeviceName, FILE_DEVICE_NETWORK, FILE_DEVICE_SECURE_OPEN,
			      FALSE, device);
}

/* Items that are queued or run reference this object, so the device object outlives them. */
void destroy_device(void *body)
{
	if (PDEVICE_OBJECT device = static_cast<NdisDevice *>(body)->device)
		object_dereference(device);
}

constexpr HeaderRule kAttributesRule = {
	"NDIS_DEVICE_OBJECT_ATTRIBUTES", NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES,
	{ NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1 }
};

/* The driver object of the miniport or filter driver or the adapter behind @handle; null after a report. */
PDRIVER_OBJECT driver_of(CallSite call, NDIS_HANDLE handle)
{
	static constexpr const ObjectType *drivers[] = {
		&ndis_miniport_driver_type, &ndis_filter_driver_type, &ndis_adapter_type,
	};

	if (ndis_try_reference(handle, drivers)) {
		void *driver = object_header(handle)->driver;

		object_dereference(handle);
		return static_cast<PDRIVER_OBJECT>(driver);
	}
	ndis_report_not_handle(call, handle, "NDIS miniport or filter driver, or adapter");
	return nullptr;
}

} /* namespace */

void devices_take_dispatch(PDRIVER_OBJECT driver)
{
	for (PDRIVER_DISPATCH &routine : driver->MajorFunction) {
		if (routine == refuse_request)
			routine = dispatch;
	}
}

void devices_take_plug_and_play(PDRIVER_OBJECT driver)
{
	driver->MajorFunction[IRP_MJ_PNP] = dispatch;
	driver->MajorFunction[IRP_MJ_POWER] = dispatch;
	driver->MajorFunction[IRP_MJ_SYSTEM_CONTROL] = dispatch;
}

NTSTATUS device_create_functional(Adapter &adapter, PDRIVER_OBJECT driver, const FunctionalRoutines &routines,
				  PDEVICE_OBJECT *device)
{
	const NTSTATUS status = IoCreateDevice(driver, sizeof(Extension), nullptr, FILE_DEVICE_PHYSICAL_NETCARD,
					       FILE_DEVICE_SECURE_OPEN, FALSE, device);

	if (!NT_SUCCESS(status))
		return status;

	auto &extension = *static_cast<Extension *>((*device)->DeviceExtension);

	extension.magic = kNdisExtension;
	extension.adapter = &adapter;
	extension.routines[IRP_MJ_PNP] = routines.pnp;
	extension.routines[IRP_MJ_POWER] = routines.power;
	extension.routines[IRP_MJ_SYSTEM_CONTROL] = routines.system_control;
	return STATUS_SUCCESS;
}

Adapter &device_adapter(PDEVICE_OBJECT device)
{
	return *static_cast<Extension *>(device->DeviceExtension)->adapter;
}

constinit const ObjectType ndis_device_type = { .name = "NDIS device",
						.destroy = destroy_device,
						.has_percpu_count = true };

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisRegisterDeviceEx(NDIS_HANDLE NdisHandle,
				       PNDIS_DEVICE_OBJECT_ATTRIBUTES DeviceObjectAttributes,
				       PDEVICE_OBJECT *DeviceObject, PNDIS_HANDLE NdisDeviceHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ DeviceObjectAttributes != nullptr, "DeviceObjectAttributes" },
		{ DeviceObject != nullptr, "DeviceObject" },
		{ NdisDeviceHandle != nullptr, "NdisDeviceHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*DeviceObject = nullptr;
	*NdisDeviceHandle = nullptr;
	if (!at_passive(call, NdisHandle))
		return NDIS_STATUS_FAILURE;

	PDRIVER_OBJECT driver = driver_of(call, NdisHandle);

	if (!driver)
		return NDIS_STATUS_NOT_SUPPORTED;

	NTSTATUS status = ndis_check_header(call, DeviceObjectAttributes->Header, kAttributesRule,
					    driver);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	const ww_u64 bytes = sizeof(Extension) + DeviceObjectAttributes->ExtensionSize;

	if (bytes > MAXULONG)
		return refuse(call, driver, NDIS_STATUS_RESOURCES,
			      "NDIS_DEVICE_OBJECT_ATTRIBUTES.ExtensionSize is %u, too large",
			      DeviceObjectAttributes->ExtensionSize);

	PDEVICE_OBJECT device;

	status = make_device(driver, *DeviceObjectAttributes, static_cast<ULONG>(bytes), &device);
	if (status == STATUS_OBJECT_NAME_INVALID)
		return refuse(call, driver, status,
			      "NDIS_DEVICE_OBJECT_ATTRIBUTES.DeviceName is too long, or not valid "
			      "text");
	if (!NT_SUCCESS(status))
		return status;

	auto *body = static_cast<NdisDevice *>(
		object_create(ndis_device_type, sizeof(NdisDevice), driver,
			      object_header(device)->name));

	if (!body) {
		IoDeleteDevice(device);
		return NDIS_STATUS_RESOURCES;
	}
	object_reference(device);
	body->device = device;

	auto *extension = static_cast<Extension *>(device->DeviceExtension);

	extension->magic = kNdisExtension;
	extension->bytes = DeviceObjectAttributes->ExtensionSize;
	if (DeviceObjectAttributes->MajorFunctions)
		RtlCopyMemory(extension->routines, DeviceObjectAttributes->MajorFunctions,
			      sizeof(extension->routines));
	/* Before the link: a program may open its node at once. */
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	status = make_link(call, *body, *DeviceObjectAttributes, driver);
	if (!NT_SUCCESS(status)) {
		ndis_close(call, body);
		IoDeleteDevice(device);
		return status;
	}
	*DeviceObject = device;
	*NdisDeviceHandle = body;
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisDeregisterDeviceEx(NDIS_HANDLE NdisDeviceHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, NdisDeviceHandle))
		return;

	const HandleReference reference(call, NdisDeviceHandle, ndis_device_type);

	if (!reference || !ndis_close(call, NdisDeviceHandle))
		return;
	delete_link(reference.as<NdisDevice>());
	IoDeleteDevice(reference.as<NdisDevice>().device);
}

PVOID NTAPI NdisGetDeviceReservedExtension(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_type(call, DeviceObject, device_type))
		return nullptr;

	Extension *const extension = extension_of(DeviceObject);

	return extension && extension->bytes ? extension + 1 : nullptr;
}

} /* extern "C" */
