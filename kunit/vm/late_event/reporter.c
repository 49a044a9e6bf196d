/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that reports an event for the device of another one, and is unloaded before anybody is told.
 */
#include "late_event.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DEVICE_CHANGE_COMPLETE_CALLBACK AllAreTold;

static VOID AllAreTold(PVOID Context)
{
	DbgPrint("late_reporter: all are told of the event, %s\n", (const char *)Context);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	TARGET_DEVICE_CUSTOM_NOTIFICATION Event = {
		1, FIELD_OFFSET(TARGET_DEVICE_CUSTOM_NOTIFICATION, CustomDataBuffer),
		{ 0x6c617465, 0x6576, 0x6e75, { 1, 2, 3, 4, 5, 6, 7, 8 } }, NULL, -1,
	};
	static char Context[] = "and the driver is there";
	PDEVICE_OBJECT Pdo = NULL;
	NTSTATUS Status = CallOwner(&Pdo);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	DriverObject->DriverUnload = Unload;
	return IoReportTargetDeviceChangeAsynchronous(Pdo, &Event, AllAreTold, Context);
}
