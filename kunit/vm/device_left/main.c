/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that forgets a device with an interface that is enabled, and leaks a reference on another.
 * All are gone after rmmod, and the log reports them.
 */
#include <ntddk.h>
#include <initguid.h>

DEFINE_GUID(Class, 0x0D15C1A5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Forgotten, Referenced;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	ObReferenceObject(Referenced);
	IoDeleteDevice(Referenced);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	RtlInitUnicodeString(&Name, L"\\Device\\Forgotten");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Forgotten);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoRegisterDeviceInterface(Forgotten, &Class, NULL, &Name);
	if (NT_SUCCESS(Status)) {
		Status = IoSetDeviceInterfaceState(&Name, TRUE);
		RtlFreeUnicodeString(&Name);
	}
	if (!NT_SUCCESS(Status)) {
		IoDeleteDevice(Forgotten);
		return Status;
	}
	RtlInitUnicodeString(&Name, L"\\Device\\Referenced");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Referenced);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Forgotten);
	return Status;
}
