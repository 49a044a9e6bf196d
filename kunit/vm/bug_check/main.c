/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with three bug check callbacks, one of them deregistered again, and three that add data
 * to a dump, that stops the machine.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static KBUGCHECK_CALLBACK_ROUTINE First, Second, Deregistered;

static KBUGCHECK_REASON_CALLBACK_ROUTINE Data, Wrong, Dump;

static KBUGCHECK_CALLBACK_RECORD Records[3];
static KBUGCHECK_REASON_CALLBACK_RECORD Reasons[3];
static const GUID State = { 0x1b4e28ba, 0x2fa1, 0x11d2, { 0x88, 0x3f, 0, 1, 2, 3, 4, 5 } };
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

static VOID Data(KBUGCHECK_CALLBACK_REASON Reason, PKBUGCHECK_REASON_CALLBACK_RECORD Record,
		 PVOID ReasonSpecificData, ULONG ReasonSpecificDataLength)
{
	PKBUGCHECK_SECONDARY_DUMP_DATA Added = ReasonSpecificData;

	DbgPrint("data: reason %u, %s, state %u, %s, %u bytes in, %u allowed\n", Reason,
		 Record == &Reasons[0] ? "its record" : "a wrong record", Record->State,
		 ReasonSpecificDataLength == sizeof(*Added) ? "whole" : "cut", Added->InBufferLength,
		 Added->MaximumAllowed);
	RtlFillMemory(Added->InBuffer, 33, 0x5a);
	Added->Guid = State;
	Added->OutBuffer = Added->InBuffer;
	Added->OutBufferLength = 33;
	KeDeregisterBugCheckReasonCallback(Record);
}

static VOID Wrong(KBUGCHECK_CALLBACK_REASON Reason, PKBUGCHECK_REASON_CALLBACK_RECORD Record,
		  PVOID ReasonSpecificData, ULONG ReasonSpecificDataLength)
{
	PKBUGCHECK_SECONDARY_DUMP_DATA Added = ReasonSpecificData;

	UNREFERENCED_PARAMETER(Reason);
	UNREFERENCED_PARAMETER(Record);
	UNREFERENCED_PARAMETER(ReasonSpecificDataLength);
	Added->OutBuffer = Added->InBuffer;
	Added->OutBufferLength = Added->MaximumAllowed + 1;
}

static VOID Dump(KBUGCHECK_CALLBACK_REASON Reason, PKBUGCHECK_REASON_CALLBACK_RECORD Record,
		 PVOID ReasonSpecificData, ULONG ReasonSpecificDataLength)
{
	UNREFERENCED_PARAMETER(Reason);
	UNREFERENCED_PARAMETER(Record);
	UNREFERENCED_PARAMETER(ReasonSpecificData);
	UNREFERENCED_PARAMETER(ReasonSpecificDataLength);
	DbgPrint("BUG: a dump is written\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	ULONG i;

	UNREFERENCED_PARAMETER(DriverObject);
	UNREFERENCED_PARAMETER(RegistryPath);
	for (i = 0; i < 3; i++) {
		KeInitializeCallbackRecord(&Records[i]);
		KeInitializeCallbackRecord(&Reasons[i]);
	}
	if (!KeRegisterBugCheckCallback(&Records[0], First, Registers, sizeof(Registers),
					(PUCHAR)"first") ||
	    !KeRegisterBugCheckCallback(&Records[1], Deregistered, NULL, 0, (PUCHAR)"gone") ||
	    !KeRegisterBugCheckCallback(&Records[2], Second, NULL, 0, (PUCHAR)"second") ||
	    !KeDeregisterBugCheckCallback(&Records[1]) ||
	    !KeRegisterBugCheckReasonCallback(&Reasons[0], Data, KbCallbackSecondaryDumpData,
					      (PUCHAR)"data") ||
	    !KeRegisterBugCheckReasonCallback(&Reasons[1], Wrong, KbCallbackSecondaryDumpData,
					      (PUCHAR)"wrong") ||
	    !KeRegisterBugCheckReasonCallback(&Reasons[2], Dump, KbCallbackDumpIo, (PUCHAR)"dump"))
		return STATUS_UNSUCCESSFUL;
	KeBugCheckEx(0xe2, 1, 2, 3, 4);
}
