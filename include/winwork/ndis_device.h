/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS devices: a device object of a miniport or filter driver's beside its adapters, which it
 * controls the driver through.
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
 * NdisRegisterDeviceEx - make an NDIS device
 * @NdisHandle: a miniport or filter driver's
 * @DeviceObjectAttributes: not kept
 * @DeviceObject: receives the device object, NULL on failure
 * @NdisDeviceHandle: receives the device's handle
 *
 * The device object's DeviceExtension is NDIS's; the driver's is what
 * NdisGetDeviceReservedExtension returns.
 *
 * Here: DeviceName names the device; no request reaches it, so SymbolicName, the dispatch
 * routines, the security string and the class have no effect.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_NOT_SUPPORTED, with a report, when @NdisHandle is no
 *	miniport or filter driver's; NDIS_STATUS_BAD_CHARACTERISTICS when the header is wrong,
 *	and then the log names the field; NDIS_STATUS_RESOURCES without memory; what
 *	IoCreateDevice returns.
 * Page: ndis.h, NdisRegisterDeviceEx
 */
NDIS_STATUS NTAPI NdisRegisterDeviceEx(_In_ NDIS_HANDLE NdisHandle,
				       _In_ PNDIS_DEVICE_OBJECT_ATTRIBUTES DeviceObjectAttributes,
				       _Outptr_ PDEVICE_OBJECT *DeviceObject,
				       _Out_ PNDIS_HANDLE NdisDeviceHandle);

/**
 * NdisDeregisterDeviceEx - the end of an NDIS device
 * @NdisDeviceHandle: of NdisRegisterDeviceEx
 *
 * The device object goes with the last queueing of an item of the handle's.
 *
 * Here: what is no NDIS device's handle, and one that is deregistered already, are reported
 * (0x18) and left alone.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisDeregisterDeviceEx
 */
VOID NTAPI NdisDeregisterDeviceEx(_In_ NDIS_HANDLE NdisDeviceHandle);

/**
 * NdisGetDeviceReservedExtension - the driver's extension of an NDIS device
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
