/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver object of the framework, root of all of a driver's objects.
 */
#ifndef WINWORK_WDF_DRIVER_H
#define WINWORK_WDF_DRIVER_H

#include "object.h"
#include "wdf_object.h"

EXTERN_C_START

/**
 * EVT_WDF_DRIVER_DEVICE_ADD - a device of the driver's has arrived
 * @Driver: the driver object
 * @DeviceInit: for WdfDeviceCreate, which makes the device
 *
 * Here: there is no Plug and Play; one device arrives, when DriverEntry has succeeded. A port or a
 * test has more of them arrive with WinworkWdfAddDevice (winwork/wdf_port.h).
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status; after a failure the device, if it was made, is deleted.
 * Page: wdfdriver.h, EVT_WDF_DRIVER_DEVICE_ADD
 */
typedef NTSTATUS NTAPI EVT_WDF_DRIVER_DEVICE_ADD(_In_ WDFDRIVER Driver,
						 _Inout_ PWDFDEVICE_INIT DeviceInit);
typedef EVT_WDF_DRIVER_DEVICE_ADD *PFN_WDF_DRIVER_DEVICE_ADD;

/**
 * EVT_WDF_DRIVER_UNLOAD - the driver is about to go
 * @Driver: the driver object
 *
 * The devices that had arrived are gone by then; control devices, and all other objects, go with
 * the driver object right after.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdfdriver.h, EVT_WDF_DRIVER_UNLOAD
 */
typedef VOID NTAPI EVT_WDF_DRIVER_UNLOAD(_In_ WDFDRIVER Driver);
typedef EVT_WDF_DRIVER_UNLOAD *PFN_WDF_DRIVER_UNLOAD;

/* DriverInitFlags: the first two are for a driver to give. */
typedef enum _WDF_DRIVER_INIT_FLAGS {
	/* No device arrives; the driver needs a routine to be unloaded. */
	WdfDriverInitNonPnpDriver = 0x00000001,
	/* No device arrives; the driver keeps its own DriverUnload. */
	WdfDriverInitNoDispatchOverride = 0x00000002,
	WdfVerifyOn = 0x00000004,
	WdfVerifierOn = 0x00000008,
	/* Of later versions of KMDF; here WdfDriverCreate refuses it. */
	WdfDriverInitCompanion = 0x00000010
} WDF_DRIVER_INIT_FLAGS;

/**
 * struct _WDF_DRIVER_CONFIG - what a driver does
 * @Size: of this structure
 * @EvtDriverDeviceAdd: or NULL
 * @EvtDriverUnload: or NULL
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
 * WDF_DRIVER_CONFIG_INIT - a driver for devices that arrive
 * @Config: filled in
 * @EvtDriverDeviceAdd: or NULL
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
 * WdfDriverCreate - make the driver a driver of the framework
 * @DriverObject: what DriverEntry got
 * @RegistryPath: what DriverEntry got
 * @DriverAttributes: or NULL
 * @DriverConfig: the driver's callbacks
 * @Driver: receives the driver object of the framework, or NULL
 *
 * Called by DriverEntry, once. The framework sets DriverObject->DriverUnload; there it removes the
 * devices that had arrived, calls EvtDriverUnload, and deletes the driver object with all that
 * belongs to it. With WdfDriverInitNonPnpDriver and no EvtDriverUnload it sets none, and the
 * module cannot be removed. When DriverEntry fails after this call, the driver object and all
 * that belongs to it is deleted, and EvtDriverUnload is not called.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_PARAMETER
 *	for any flag but the first two, EvtDriverDeviceAdd with WdfDriverInitNonPnpDriver, and,
 *	with a report, NULL; STATUS_DRIVER_INTERNAL_ERROR the second time; STATUS_INSUFFICIENT_RESOURCES;
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
 * WdfGetDriver - the driver object of the calling driver
 *
 * IRQL: any.
 * Return: it; NULL before WdfDriverCreate.
 * Page: wdfdriver.h, WdfGetDriver
 */
WINWORK_OWN WDFDRIVER WdfGetDriver(VOID)
{
	return WinworkWdfGetDriver(&WinworkImage);
}

/**
 * WdfDriverWdmGetDriverObject - the I/O manager's driver object of a driver
 * @Driver: the driver object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: it; NULL for a wrong handle, which is reported.
 * Page: wdfdriver.h, WdfDriverWdmGetDriverObject
 */
PDRIVER_OBJECT NTAPI WdfDriverWdmGetDriverObject(_In_ WDFDRIVER Driver);

/**
 * WdfDriverMiniportUnload - call EvtDriverUnload, and delete the driver object and all that belongs
 *	to it
 * @Driver: of a driver with WdfDriverInitNoDispatchOverride
 *
 * Called by the DriverUnload of such a driver, a miniport of another class of drivers. For any
 * other driver the framework does it; then the call is reported (0x10D, parameter 7), and does
 * nothing.
 *
 * IRQL: PASSIVE_LEVEL, since EvtDriverUnload needs that, and work items are waited for; on Windows:
 *	<= DISPATCH_LEVEL.
 * Page: wdfminiport.h, WdfDriverMiniportUnload
 */
VOID NTAPI WdfDriverMiniportUnload(_In_ WDFDRIVER Driver);

EXTERN_C_END

#endif /* WINWORK_WDF_DRIVER_H */
