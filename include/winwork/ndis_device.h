/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS devices: device objects of a miniport or filter driver beside its adapters, through which
 * applications control the driver.
 */
#ifndef WINWORK_NDIS_DEVICE_H
#define WINWORK_NDIS_DEVICE_H

#include "ndis_types.h"
#include "object.h"
#include "sal.h"

EXTERN_C_START

typedef struct _NDIS_DEVICE_OBJECT_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	PNDIS_STRING DeviceName;
	PNDIS_STRING SymbolicName;
	PDRIVER_DISPATCH *MajorFunctions;	/* IRP_MJ_MAXIMUM_FUNCTION + 1 of them */
	ULONG ExtensionSize;
	PCUNICODE_STRING DefaultSDDLString;
	LPCGUID DeviceClassGuid;
} NDIS_DEVICE_OBJECT_ATTRIBUTES, *PNDIS_DEVICE_OBJECT_ATTRIBUTES;

#define NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_DEVICE_OBJECT_ATTRIBUTES, DeviceClassGuid)

/**
 * NdisRegisterDeviceEx - create an NDIS device
 * @NdisHandle: a miniport or filter driver's
 * @DeviceObjectAttributes: not kept
 * @DeviceObject: receives the device object, NULL on failure
 * @NdisDeviceHandle: receives the device's handle
 *
 * NDIS owns the device object's DeviceExtension. NdisGetDeviceReservedExtension returns the
 * driver's.
 *
 * Here: DeviceName names the device; no request reaches it, so SymbolicName, the dispatch
 * routines, the security string and the class have no effect.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_NOT_SUPPORTED, with a report, when @NdisHandle is no
 *	miniport or filter driver's; NDIS_STATUS_BAD_CHARACTERISTICS, with the field in the log,
 *	when the header is wrong; NDIS_STATUS_RESOURCES without memory; the statuses of
 *	IoCreateDevice.
 * Page: ndis.h, NdisRegisterDeviceEx
 */
NDIS_STATUS NTAPI NdisRegisterDeviceEx(_In_ NDIS_HANDLE NdisHandle,
				       _In_ PNDIS_DEVICE_OBJECT_ATTRIBUTES DeviceObjectAttributes,
				       _Outptr_ PDEVICE_OBJECT *DeviceObject,
				       _Out_ PNDIS_HANDLE NdisDeviceHandle);

/**
 * NdisDeregisterDeviceEx - delete an NDIS device
 * @NdisDeviceHandle: a handle of NdisRegisterDeviceEx
 *
 * The device object is deleted when no item of the handle is queued or runs any more.
 *
 * Here: a pointer to no NDIS device's handle, and a deregistered handle, are reported (0x18), and
 * the call does nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisDeregisterDeviceEx
 */
VOID NTAPI NdisDeregisterDeviceEx(_In_ NDIS_HANDLE NdisDeviceHandle);

/**
 * NdisGetDeviceReservedExtension - return the driver's extension of an NDIS device
 * @DeviceObject: of NdisRegisterDeviceEx
 *
 * IRQL: any.
 * Return: ExtensionSize zeroed bytes, aligned to 16; NULL when that was 0, or when the device
 *	object is none of NdisRegisterDeviceEx.
 * Page: ndis.h, NdisGetDeviceReservedExtension
 */
PVOID NTAPI NdisGetDeviceReservedExtension(_In_ PDEVICE_OBJECT DeviceObject);

EXTERN_C_END

#endif /* WINWORK_NDIS_DEVICE_H */
