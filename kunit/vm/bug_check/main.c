/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with three bug check callbacks, one of them deregistered again, that stops the machine.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static KBUGCHECK_CALLBACK_ROUTINE First, Second, Deregistered;

static KBUGCHECK_CALLBACK_RECORD Records[3];
static UCHAR Registers[24];

static VOID First(PVOID Buffer, ULONG Length)
{
	DbgPrint("first callback: buffer %s, %u bytes, IRQL %u, state %u\n",
		 Buffer == Registers ? "right" : "wrong", Length, KeGetCurrentIrql(),
		 Records[0].State);
	/* The walk of the list must survive this. */
	KeDeregisterBugCheckCallback(&Records[0]);
}

static VOID Second(PVOID Buffer, ULONG Length)
{
	DbgPrint("second callback: buffer %s, %u bytes\n", Buffer ? "wrong" : "right", Length);
}

static VOID Deregistered(PVOID Buffer, ULONG Length)
{
	UNREFERENCED_PARAMETER(Buffer);
	UNREFERENCED_PARAMETER(Length);
	DbgPrint("BUG: a deregistered callback is called\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	ULONG i;

	UNREFERENCED_PARAMETER(DriverObject);
	UNREFERENCED_PARAMETER(RegistryPath);
	for (i = 0; i < 3; i++)
		KeInitializeCallbackRecord(&Records[i]);
	if (!KeRegisterBugCheckCallback(&Records[0], First, Registers, sizeof(Registers),
					(PUCHAR)"first") ||
	    !KeRegisterBugCheckCallback(&Records[1], Deregistered, NULL, 0, (PUCHAR)"gone") ||
	    !KeRegisterBugCheckCallback(&Records[2], Second, NULL, 0, (PUCHAR)"second") ||
	    !KeDeregisterBugCheckCallback(&Records[1]))
		return STATUS_UNSUCCESSFUL;
	KeBugCheckEx(0xe2, 1, 2, 3, 4);
}
