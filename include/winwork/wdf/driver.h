/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver object of the framework. It is the root of the driver's tree of objects.
 */
#ifndef WINWORK_WDF_DRIVER_H
#define WINWORK_WDF_DRIVER_H

#include "../io/device_object.h"
#include "object.h"
#include "../image.h"

EXTERN_C_START

/**
 * EVT_WDF_DRIVER_DEVICE_ADD - create the device object for a device that has arrived
 * @Driver: the driver object
 * @DeviceInit: the properties of the device, for WdfDeviceCreate
 *
 * Here: there is no Plug and Play. One device arrives when DriverEntry has succeeded. A port or a
 * test adds more devices with WinworkWdfAddDevice (winwork/wdf_port.h).
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status. After a failure the framework deletes the device that the driver has created.
 * Page: wdfdriver.h, EVT_WDF_DRIVER_DEVICE_ADD
 */
typedef NTSTATUS NTAPI EVT_WDF_DRIVER_DEVICE_ADD(_In_ WDFDRIVER Driver,
						 _Inout_ PWDFDEVICE_INIT DeviceInit);
typedef EVT_WDF_DRIVER_DEVICE_ADD *PFN_WDF_DRIVER_DEVICE_ADD;

/**
 * EVT_WDF_DRIVER_UNLOAD - end the driver before it is unloaded
 * @Driver: the driver object
 *
 * Before the callback the framework deletes the devices that have arrived. After the callback it
 * deletes control devices and all other objects, with the driver object.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfdriver.h, EVT_WDF_DRIVER_UNLOAD
 */
typedef VOID NTAPI EVT_WDF_DRIVER_UNLOAD(_In_ WDFDRIVER Driver);
typedef EVT_WDF_DRIVER_UNLOAD *PFN_WDF_DRIVER_UNLOAD;

/* DriverInitFlags. A driver may use the first two. Here: WdfDriverCreate refuses the others. */
typedef enum _WDF_DRIVER_INIT_FLAGS {
	/* No device arrives. The driver can be unloaded only with an EvtDriverUnload. */
	WdfDriverInitNonPnpDriver = 0x00000001,
	/* No device arrives, and the driver keeps its own DriverUnload. */
	WdfDriverInitNoDispatchOverride = 0x00000002,
	WdfVerifyOn = 0x00000004,
	WdfVerifierOn = 0x00000008,
	WdfDriverInitCompanion = 0x00000010
} WDF_DRIVER_INIT_FLAGS;

/**
 * struct _WDF_DRIVER_CONFIG - the callbacks and flags of a driver
 * @Size: the size of this structure, in bytes
 * @EvtDriverDeviceAdd: the callback, or NULL
 * @EvtDriverUnload: the callback, or NULL
 * @DriverInitFlags: WDF_DRIVER_INIT_FLAGS, or 0
 * @DriverPoolTag: not used here
 *
 * Page: wdfdriver.h, WDF_DRIVER_CONFIG
 */
typedef struct _WDF_DRIVER_CONFIG {
	ULONG Size;
	PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd;
	PFN_WDF_DRIVER_UNLOAD EvtDriverUnload;
	ULONG DriverInitFlags;
	ULONG DriverPoolTag;
} WDF_DRIVER_CONFIG, *PWDF_DRIVER_CONFIG;

/**
 * WDF_DRIVER_CONFIG_INIT - initialise the structure for a driver
 * @Config: receives the values
 * @EvtDriverDeviceAdd: the callback, or NULL
 *
 * IRQL: any.
 * Page: wdfdriver.h, WDF_DRIVER_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_DRIVER_CONFIG_INIT(_Out_ PWDF_DRIVER_CONFIG Config,
					_In_opt_ PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_DRIVER_CONFIG);
	Config->EvtDriverDeviceAdd = EvtDriverDeviceAdd;
}

NTSTATUS NTAPI WinworkWdfDriverCreate(_In_ PDRIVER_OBJECT DriverObject,
				      _In_ PCUNICODE_STRING RegistryPath,
				      _In_opt_ PWDF_OBJECT_ATTRIBUTES DriverAttributes,
				      _In_ PWDF_DRIVER_CONFIG DriverConfig,
				      _Out_opt_ WDFDRIVER *Driver, _In_opt_ PWINWORK_IMAGE Image);
WDFDRIVER NTAPI WinworkWdfGetDriver(_In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfDriverCreate - create the driver object of the framework
 * @DriverObject: the driver object that DriverEntry got
 * @RegistryPath: the path that DriverEntry got
 * @DriverAttributes: the attributes, or NULL
 * @DriverConfig: the driver's callbacks and flags
 * @Driver: receives the driver object of the framework; or NULL
 *
 * DriverEntry calls this once. The framework owns the object. It sets DriverObject->DriverUnload to
 * a routine of its own. That routine removes the devices that have arrived, calls EvtDriverUnload,
 * and deletes the driver object with its whole tree. If DriverEntry fails after this call, the
 * framework deletes the driver object with its whole tree, and does not call EvtDriverUnload.
 *
 * With WdfDriverInitNonPnpDriver and no EvtDriverUnload the framework sets DriverUnload to NULL, so
 * the module cannot be removed. With WdfDriverInitNoDispatchOverride it does not change
 * DriverUnload; see WdfDriverMiniportUnload.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_PARAMETER
 *	for a flag other than WdfDriverInitNonPnpDriver and WdfDriverInitNoDispatchOverride, and
 *	for an EvtDriverDeviceAdd with only the first of these flags; STATUS_INVALID_PARAMETER,
 *	with a report, for a NULL argument, a bad @DriverObject or a wrong IRQL;
 *	STATUS_DRIVER_INTERNAL_ERROR for a second call; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED with a ParentObject; the statuses of bad
 *	attributes, see WdfObjectCreate. The log names the field of each refusal.
 * Page: wdfdriver.h, WdfDriverCreate
 */
WINWORK_OWN NTSTATUS WdfDriverCreate(_In_ PDRIVER_OBJECT DriverObject,
				     _In_ PCUNICODE_STRING RegistryPath,
				     _In_opt_ PWDF_OBJECT_ATTRIBUTES DriverAttributes,
				     _In_ PWDF_DRIVER_CONFIG DriverConfig,
				     _Out_opt_ WDFDRIVER *Driver)
{
	return WinworkWdfDriverCreate(DriverObject, RegistryPath, DriverAttributes, DriverConfig,
				      Driver, &WinworkImage);
}

/**
 * WdfGetDriver - return the driver object of the calling driver
 *
 * IRQL: any.
 * Return: the driver object; NULL before WdfDriverCreate.
 * Page: wdfdriver.h, WdfGetDriver
 */
WINWORK_OWN WDFDRIVER WdfGetDriver(VOID)
{
	return WinworkWdfGetDriver(&WinworkImage);
}

/**
 * WdfDriverWdmGetDriverObject - return the I/O manager's driver object of a driver
 * @Driver: the driver object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the I/O manager's driver object; NULL, with a report, for a wrong handle.
 * Page: wdfdriver.h, WdfDriverWdmGetDriverObject
 */
PDRIVER_OBJECT NTAPI WdfDriverWdmGetDriverObject(_In_ WDFDRIVER Driver);

/**
 * WdfDriverMiniportUnload - call EvtDriverUnload, and delete the driver object with its whole
 *	tree
 * @Driver: the driver object of a driver with WdfDriverInitNoDispatchOverride
 *
 * Such a driver is usually a miniport driver of another class of drivers. Its DriverUnload calls
 * this function.
 *
 * Here: for any other driver the call is reported (0x10D, parameter 7), and does nothing.
 *
 * IRQL: PASSIVE_LEVEL, since EvtDriverUnload requires it, and since the call waits for work items.
 *	On Windows: <= DISPATCH_LEVEL.
 * Page: wdfminiport.h, WdfDriverMiniportUnload
 */
VOID NTAPI WdfDriverMiniportUnload(_In_ WDFDRIVER Driver);

EXTERN_C_END

#endif /* WINWORK_WDF_DRIVER_H */
