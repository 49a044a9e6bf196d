/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that leaves two bug check callbacks behind, and whose DriverEntry leaves the thread in a
 * critical region and with a system affinity.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static KBUGCHECK_CALLBACK_ROUTINE Callback;
static KBUGCHECK_REASON_CALLBACK_ROUTINE Data;

static KBUGCHECK_CALLBACK_RECORD Record;
static KBUGCHECK_REASON_CALLBACK_RECORD Reason;

static VOID Callback(PVOID Buffer, ULONG Length)
{
	UNREFERENCED_PARAMETER(Buffer);
	UNREFERENCED_PARAMETER(Length);
}

static VOID Data(KBUGCHECK_CALLBACK_REASON Why, PKBUGCHECK_REASON_CALLBACK_RECORD Which,
		 PVOID ReasonSpecificData, ULONG ReasonSpecificDataLength)
{
	UNREFERENCED_PARAMETER(Why);
	UNREFERENCED_PARAMETER(Which);
	UNREFERENCED_PARAMETER(ReasonSpecificData);
	UNREFERENCED_PARAMETER(ReasonSpecificDataLength);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeCallbackRecord(&Record);
	KeInitializeCallbackRecord(&Reason);
	if (!KeRegisterBugCheckCallback(&Record, Callback, NULL, 0, (PUCHAR)"left") ||
	    !KeRegisterBugCheckReasonCallback(&Reason, Data, KbCallbackSecondaryDumpData,
					      (PUCHAR)"left"))
		return STATUS_UNSUCCESSFUL;
	KeEnterCriticalRegion();
	KeSetSystemAffinityThread(1);
	return STATUS_SUCCESS;
}
