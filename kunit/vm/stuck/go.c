/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sets the event of the driver "stuck", and clears it the next time. Does not stay loaded.
 */
#include <ntddk.h>

#include "stuck.h"

DRIVER_INITIALIZE DriverEntry;

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(GO_ON);
	HANDLE Handle;
	const PKEVENT GoOn = IoCreateNotificationEvent(&Name, &Handle);

	UNREFERENCED_PARAMETER(DriverObject);
	UNREFERENCED_PARAMETER(RegistryPath);
	if (GoOn) {
		if (KeReadStateEvent(GoOn))
			KeClearEvent(GoOn);
		else
			KeSetEvent(GoOn, IO_NO_INCREMENT, FALSE);
		ZwClose(Handle);
	}
	return STATUS_UNSUCCESSFUL;
}
