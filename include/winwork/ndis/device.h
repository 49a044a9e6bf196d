/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS devices: device objects that a miniport or filter driver creates beside its adapters. Programs
 * control the driver through such a device.
 */
#ifndef WINWORK_NDIS_DEVICE_H
#define WINWORK_NDIS_DEVICE_H

#include "types.h"
#include "../io/device_object.h"
#include "../base/sal.h"

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
 * @NdisHandle: the handle of a miniport or filter driver, or of an adapter
 * @DeviceObjectAttributes: the attributes; NDIS does not use them after the call
 * @DeviceObject: receives the device object, NULL after a failure
 * @NdisDeviceHandle: receives the handle of the device, NULL after a failure
 *
 * NDIS owns the device object's DeviceExtension. NdisGetDeviceReservedExtension returns the
 * extension of the driver. The driver deletes the device with NdisDeregisterDeviceEx.
 *
 * MajorFunctions are the dispatch routines of this device alone; NULL is one that fails with
 * STATUS_INVALID_DEVICE_REQUEST. SymbolicName is a link to the device, which ends with the handle.
 *
 * Here: NDIS stores its own routine in each member of DRIVER_OBJECT.MajorFunction that the driver has not set when it
 * registers. A member that the driver has set, then or later, gets the requests of NDIS devices too. MajorFunctions may
 * be NULL. DefaultSDDLString is that of IoCreateDeviceSecure. DeviceClassGuid has no effect.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_NOT_SUPPORTED, with a report, if @NdisHandle belongs to
 *	no miniport or filter driver; NDIS_STATUS_BAD_CHARACTERISTICS, with the field in the log,
 *	for a wrong header; NDIS_STATUS_RESOURCES without memory, and for an ExtensionSize that is
 *	too large; NDIS_STATUS_INVALID_PARAMETER for a SymbolicName without DeviceName; NDIS_STATUS_FAILURE,
 *	with a report, for a NULL argument or a wrong IRQL; the statuses of IoCreateDevice and
 *	IoCreateSymbolicLink.
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
 * The link goes at once. The device object is deleted when none of the handle's items is queued or running, and no file
 * is open.
 *
 * Here: a handle of something other than an NDIS device, and a deregistered handle, are reported
 * (0x18), and the call does nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisDeregisterDeviceEx
 */
VOID NTAPI NdisDeregisterDeviceEx(_In_ NDIS_HANDLE NdisDeviceHandle);

/**
 * NdisGetDeviceReservedExtension - return the driver's extension of an NDIS device
 * @DeviceObject: a device object of NdisRegisterDeviceEx
 *
 * IRQL: any.
 * Return: the extension of ExtensionSize bytes, zeroed at first and aligned to 16 bytes; NULL if
 *	that size was 0, or if NdisRegisterDeviceEx has not created the device object.
 * Page: ndis.h, NdisGetDeviceReservedExtension
 */
PVOID NTAPI NdisGetDeviceReservedExtension(_In_ PDEVICE_OBJECT DeviceObject);

EXTERN_C_END

#endif /* WINWORK_NDIS_DEVICE_H */
