/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The properties of the framework's devices, and the interfaces that their bus driver has.
 */
#include "pnp/property.hpp"

#include <winwork/pnp_port.h>

#include "create.hpp"
#include "device_init.hpp"
#include "pnp/irp.hpp"
#include "target.hpp"

namespace ww::wdf {
namespace {

/* The PDO of a device, or of one that is about to be created; null after a report. PASSIVE_LEVEL. */
PDEVICE_OBJECT pdo_of(CallSite call, WDFDEVICE handle)
{
	const auto *const device = object_at_passive<Device>(call, handle);

	if (!device)
		return nullptr;
	if (!device->pdo)
		refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
		       "a control device has no properties");
	return device->pdo;
}

PDEVICE_OBJECT pdo_of(CallSite call, PWDFDEVICE_INIT pointer)
{
	const auto *const init = object_at_passive<DeviceInit>(call, pointer);

	return init ? init->pdo : nullptr;
}

/* A property by its number or its key. */
struct Wanted {
	DEVICE_REGISTRY_PROPERTY property;
	const DEVPROPKEY *key;		/* null: by the number */
};

NTSTATUS get(CallSite call, PDEVICE_OBJECT pdo, const Wanted &wanted, PropertyBuffer &buffer,
	     DEVPROPTYPE &type)
{
	return wanted.key ? property_get(call, pdo, *wanted.key, buffer, type)
			  : property_get(call, pdo, wanted.property, buffer);
}

NTSTATUS query(CallSite call, PDEVICE_OBJECT pdo, const Wanted &wanted, PropertyBuffer buffer,
	       ULONG *length, DEVPROPTYPE *type)
{
	DEVPROPTYPE found = 0;

	if (!check_not_null(call, length, "ResultLength"))
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = get(call, pdo, wanted, buffer, found);

	*length = buffer.length;
	if (type)
		*type = found;
	return status;
}

/* The key of a WDF_DEVICE_PROPERTY_DATA; null after a refusal, with its status. */
const DEVPROPKEY *key_of(CallSite call, const WDF_DEVICE_PROPERTY_DATA *data, NTSTATUS &status)
{
	status = STATUS_INVALID_PARAMETER;
	if (!check_not_null(call, data, "DeviceProperty"))
		return nullptr;
	status = check_size(call, "WDF_DEVICE_PROPERTY_DATA", data->Size, sizeof(*data), nullptr);
	return status ? nullptr : data->PropertyKey;
}

/* What a driver gets a property in. */
struct NewMemory {
	POOL_TYPE pool;
	PWDF_OBJECT_ATTRIBUTES attributes;
	WDFMEMORY *memory;
};

NTSTATUS allocate(CallSite call, PDEVICE_OBJECT pdo, const Wanted &wanted, const NewMemory &into,
		  _WINWORK_IMAGE *image, DEVPROPTYPE *type)
{
	PropertyBuffer buffer{};
	DEVPROPTYPE found = 0;
	void *memory;

	if (!check_not_null(call, into.memory, "PropertyMemory"))
		return STATUS_INVALID_PARAMETER;
	*into.memory = nullptr;

	NTSTATUS status = get(call, pdo, wanted, buffer, found);

	if (status != STATUS_BUFFER_TOO_SMALL)
		return status;
	buffer.room = buffer.length;
	status = WinworkWdfMemoryCreate(into.attributes, into.pool, 0, buffer.room, into.memory,
					&memory, image);
	if (!NT_SUCCESS(status))
		return status;
	buffer.data = memory;
	status = get(call, pdo, wanted, buffer, found);
	if (!NT_SUCCESS(status))
		WdfObjectDelete(*into.memory);
	if (type)
		*type = found;
	return status;
}

using Interface = decltype(PnpCall::parameters.QueryInterface);

/* Asks the drivers of the device's stack. */
NTSTATUS ask_for_interface(CallSite call, PDEVICE_OBJECT wdm, const Interface &wanted)
{
	PnpCall query = { .minor = IRP_MN_QUERY_INTERFACE };

	if (!check_not_null(call, wanted.InterfaceType, "InterfaceType") ||
	    !check_not_null(call, wanted.Interface, "Interface"))
		return STATUS_INVALID_PARAMETER;
	query.parameters.QueryInterface = wanted;
	return pnp_call(wdm, query);
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfDeviceQueryProperty(WDFDEVICE Device, DEVICE_REGISTRY_PROPERTY DeviceProperty,
				      ULONG BufferLength, PVOID PropertyBuffer, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;
	const PDEVICE_OBJECT pdo = pdo_of(call, Device);

	return pdo ? query(call, pdo, { DeviceProperty, nullptr }, { PropertyBuffer, BufferLength, 0 },
			   ResultLength, nullptr)
		   : STATUS_INVALID_DEVICE_REQUEST;
}

NTSTATUS NTAPI WdfDeviceQueryPropertyEx(WDFDEVICE Device, PWDF_DEVICE_PROPERTY_DATA DeviceProperty,
					ULONG BufferLength, PVOID PropertyBuffer, PULONG RequiredSize,
					PDEVPROPTYPE Type)
{
	const CallSite call = WW_CALL_SITE;
	const PDEVICE_OBJECT pdo = pdo_of(call, Device);
	NTSTATUS status;
	const DEVPROPKEY *const key = key_of(call, DeviceProperty, status);

	if (!pdo || !key)
		return pdo ? status : STATUS_INVALID_DEVICE_REQUEST;
	return query(call, pdo, { {}, key }, { PropertyBuffer, BufferLength, 0 }, RequiredSize, Type);
}

NTSTATUS NTAPI WinworkWdfDeviceAllocAndQueryProperty(WDFDEVICE Device,
						     DEVICE_REGISTRY_PROPERTY DeviceProperty,
						     POOL_TYPE PoolType,
						     PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
						     WDFMEMORY *PropertyMemory, PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfDeviceAllocAndQueryProperty");
	const PDEVICE_OBJECT pdo = pdo_of(call, Device);

	return pdo ? allocate(call, pdo, { DeviceProperty, nullptr },
			      { PoolType, PropertyMemoryAttributes, PropertyMemory }, Image, nullptr)
		   : STATUS_INVALID_DEVICE_REQUEST;
}

NTSTATUS NTAPI WinworkWdfDeviceAllocAndQueryPropertyEx(WDFDEVICE Device,
						       PWDF_DEVICE_PROPERTY_DATA DeviceProperty,
						       POOL_TYPE PoolType,
						       PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
						       WDFMEMORY *PropertyMemory, PDEVPROPTYPE Type,
						       PWINWORK_IMAGE Image)
{
	const CallSite call = WW_CALL_SITE_OF("WdfDeviceAllocAndQueryPropertyEx");
	const PDEVICE_OBJECT pdo = pdo_of(call, Device);
	NTSTATUS status;
	const DEVPROPKEY *const key = key_of(call, DeviceProperty, status);

	if (!pdo || !key)
		return pdo ? status : STATUS_INVALID_DEVICE_REQUEST;
	return allocate(call, pdo, { {}, key }, { PoolType, PropertyMemoryAttributes, PropertyMemory },
			Image, Type);
}

NTSTATUS NTAPI WdfFdoInitQueryProperty(PWDFDEVICE_INIT DeviceInit,
				       DEVICE_REGISTRY_PROPERTY DeviceProperty, ULONG BufferLength,
				       PVOID PropertyBuffer, PULONG ResultLength)
{
	const CallSite call = WW_CALL_SITE;
	const PDEVICE_OBJECT pdo = pdo_of(call, DeviceInit);

	return pdo ? query(call, pdo, { DeviceProperty, nullptr }, { PropertyBuffer, BufferLength, 0 },
			   ResultLength, nullptr)
		   : STATUS_INVALID_DEVICE_REQUEST;
}

PDEVICE_OBJECT NTAPI WdfFdoInitWdmGetPhysicalDevice(PWDFDEVICE_INIT DeviceInit)
{
	return pdo_of(WW_CALL_SITE, DeviceInit);
}

NTSTATUS NTAPI WdfFdoQueryForInterface(WDFDEVICE Fdo, LPCGUID InterfaceType, PINTERFACE Interface,
				       USHORT Size, USHORT Version, PVOID InterfaceSpecificData)
{
	const CallSite call = WW_CALL_SITE;
	const PDEVICE_OBJECT pdo = pdo_of(call, Fdo);

	return pdo ? ask_for_interface(call, pdo, { InterfaceType, Size, Version, Interface, InterfaceSpecificData })
		   : STATUS_INVALID_PARAMETER;
}

NTSTATUS NTAPI WdfIoTargetQueryForInterface(WDFIOTARGET IoTarget, LPCGUID InterfaceType, PINTERFACE Interface,
					    USHORT Size, USHORT Version, PVOID InterfaceSpecificData)
{
	const CallSite call = WW_CALL_SITE;
	auto *const target = object_at_passive<Target>(call, IoTarget);

	if (!target)
		return STATUS_INVALID_PARAMETER;
	if (!target_count(*target))
		return refuse(call, target, STATUS_INVALID_DEVICE_STATE, "the WDFIOTARGET is closed");

	const NTSTATUS status = ask_for_interface(
		call, target->wdm, { InterfaceType, Size, Version, Interface, InterfaceSpecificData });

	target_uncount(*target);
	return status;
}

} /* extern "C" */
