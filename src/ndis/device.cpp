/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS devices. Each consists of a device object and of the object behind its NDIS handle, which
 * holds a reference on the device object. The device extension begins with a part of NDIS, by which
 * NDIS recognises its devices; the part that the driver asked for follows.
 */
#include "objects.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/device.hpp"

namespace ww {
namespace {

constexpr u64 kNdisExtension = 0x6e6469736578746e;

struct alignas(16) Extension {
	u64 magic;
	size_t bytes;			/* of the driver's part, which follows */
};

struct NdisDevice {
	PDEVICE_OBJECT device;
};

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

/* The driver object of the miniport or filter driver behind @handle; null after a report. */
PDRIVER_OBJECT driver_of(CallSite call, NDIS_HANDLE handle)
{
	static constexpr const ObjectType *drivers[] = {
		&ndis_miniport_driver_type, &ndis_filter_driver_type,
	};

	if (ndis_try_reference(handle, drivers)) {
		void *driver = object_header(handle)->driver;

		object_dereference(handle);
		return static_cast<PDRIVER_OBJECT>(driver);
	}
	ndis_report_not_handle(call, handle, "NDIS miniport or filter driver");
	return nullptr;
}

} /* namespace */

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

	status = IoCreateDevice(driver, static_cast<ULONG>(bytes),
				DeviceObjectAttributes->DeviceName, FILE_DEVICE_NETWORK,
				FILE_DEVICE_SECURE_OPEN, FALSE, &device);
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
	device->Flags &= ~DO_DEVICE_INITIALIZING;
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

	if (reference && ndis_close(call, NdisDeviceHandle))
		IoDeleteDevice(reference.as<NdisDevice>().device);
}

PVOID NTAPI NdisGetDeviceReservedExtension(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_type(call, DeviceObject, device_type))
		return nullptr;

	auto *extension = static_cast<Extension *>(DeviceObject->DeviceExtension);

	/* The device object of another creator may have a smaller extension, or none. */
	if (DeviceObject->Size < sizeof(DEVICE_OBJECT) + sizeof(Extension) ||
	    extension->magic != kNdisExtension || !extension->bytes)
		return nullptr;
	return extension + 1;
}

} /* extern "C" */
