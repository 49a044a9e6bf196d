/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework's driver whose control device is told of the machine's end. The driver that includes
 * this has the routines: DeviceAdd() for its devices, and Shutdown().
 */
#ifndef WINWORK_VM_SHUTDOWN_NOTICE_H
#define WINWORK_VM_SHUTDOWN_NOTICE_H

#include <ntddk.h>
#include <wdf.h>

static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION Shutdown;

static NTSTATUS MakeControlDevice(WDFDRIVER Driver)
{
	PWDFDEVICE_INIT Init = WdfControlDeviceInitAllocate(
		Driver, &SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RW_RES_R);
	WDFDEVICE Device;
	NTSTATUS Status;

	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	WdfControlDeviceInitSetShutdownNotification(Init, Shutdown, WdfDeviceShutdown);
	Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (NT_SUCCESS(Status))
		WdfControlFinishInitializing(Device);
	return Status;
}

static NTSTATUS MakeDriver(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;
	WDFDRIVER Driver;
	NTSTATUS Status;

	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, &Driver);
	return NT_SUCCESS(Status) ? MakeControlDevice(Driver) : Status;
}

#endif /* WINWORK_VM_SHUTDOWN_NOTICE_H */
