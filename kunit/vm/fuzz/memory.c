/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests whose buffers the driver reads and writes, in any context, and by pointers of the program.
 */
#include "driver.h"

static ULONG MethodOf(PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	return METHOD_FROM_CTL_CODE(Location->Parameters.DeviceIoControl.IoControlCode);
}

static BOOLEAN IsControl(PIO_STACK_LOCATION Location)
{
	return Location->MajorFunction == IRP_MJ_DEVICE_CONTROL ||
	       Location->MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL;
}

/* The data of a read or a write, by the way of its device. */
static PVOID DataOf(PIRP Irp)
{
	const ULONG Flags = IoGetCurrentIrpStackLocation(Irp)->DeviceObject->Flags;

	if (Flags & DO_BUFFERED_IO)
		return Irp->AssociatedIrp.SystemBuffer;
	if (Flags & DO_DIRECT_IO)
		return Irp->MdlAddress ? MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority)
				       : NULL;
	return Irp->UserBuffer;
}

PVOID InputOf(PIRP Irp, PULONG Length)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	*Length = 0;
	if (IsControl(Location)) {
		*Length = Location->Parameters.DeviceIoControl.InputBufferLength;
		return MethodOf(Irp) == METHOD_NEITHER
			       ? Location->Parameters.DeviceIoControl.Type3InputBuffer
			       : Irp->AssociatedIrp.SystemBuffer;
	}
	if (Location->MajorFunction != IRP_MJ_WRITE)
		return NULL;
	*Length = Location->Parameters.Write.Length;
	return DataOf(Irp);
}

PVOID OutputOf(PIRP Irp, PULONG Length)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	*Length = 0;
	if (IsControl(Location)) {
		const ULONG Method = MethodOf(Irp);

		if (Method == METHOD_IN_DIRECT)
			return NULL;
		*Length = Location->Parameters.DeviceIoControl.OutputBufferLength;
		if (Method == METHOD_BUFFERED)
			return Irp->AssociatedIrp.SystemBuffer;
		if (Method == METHOD_NEITHER)
			return Irp->UserBuffer;
		return Irp->MdlAddress ? MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority)
				       : NULL;
	}
	if (Location->MajorFunction != IRP_MJ_READ)
		return NULL;
	*Length = Location->Parameters.Read.Length;
	return DataOf(Irp);
}

NTSTATUS Succeed(PRECORD Record)
{
	const unsigned long long Answer = ~Record->Order.cookie;
	PIRP Irp = Record->Irp;
	ULONG Room;
	PUCHAR Output = OutputOf(Irp, &Room);
	ULONG_PTR Information = Record->Seed % 4 ? Room : Record->Seed % (Room + 1);

	/* A create that has waited has no context. */
	if (!Record->File->FsContext && IoGetCurrentIrpStackLocation(Irp)->MajorFunction == IRP_MJ_CREATE)
		return End(Record, STATUS_ACCESS_DENIED, 0);
	if (Output && Room >= sizeof(Answer)) {
		RtlCopyMemory(Output, &Answer, sizeof(Answer));
		if (Information < sizeof(Answer))
			Information = sizeof(Answer);
	}
	if (IoGetCurrentIrpStackLocation(Irp)->MajorFunction == IRP_MJ_WRITE) {
		InputOf(Irp, &Room);
		Information = Record->Seed % 4 ? Room : Record->Seed % (Room + 1);
	}
	return End(Record, STATUS_SUCCESS, Information);
}

static VOID Touch(PRECORD Record)
{
	ULONG In, Out, i, Sum = 0;
	const volatile UCHAR *Input = InputOf(Record->Irp, &In);
	volatile UCHAR *Output = OutputOf(Record->Irp, &Out);

	/* Of a large buffer some bytes of each page are enough. */
	for (i = 0; Input && i < In; i += In < 8192 ? 1 : 256)
		Sum += Input[i];
	for (i = 0; Output && i < Out; i += Out < 8192 ? 1 : 256)
		Output[i] = (UCHAR)(Sum + i);
}

static VOID TouchInDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	Touch(Context);
	Succeed(Context);
}

/* ---- A part of the buffer --------------------------------------------------------------- */

static VOID TouchPart(PMDL Mdl)
{
	volatile UCHAR *Part = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);

	if (Part) {
		(VOID)Part[0];
		(VOID)Part[MmGetMdlByteCount(Mdl) - 1];
	}
}

static VOID PartInItem(PDEVICE_OBJECT Device, PVOID Context)
{
	PRECORD Record = Context;

	TouchPart(Record->Mdl);
	IoFreeMdl(Record->Mdl);
	IoFreeWorkItem(Record->Item);
	Succeed(Record);
}

static NTSTATUS UsePart(PRECORD Record)
{
	PMDL Whole = Record->Irp->MdlAddress;
	ULONG Length = Whole ? MmGetMdlByteCount(Whole) : 0, Offset, Bytes;
	PUCHAR Start;

	if (!Length)
		return Succeed(Record);
	Offset = Random(&Record->Seed) % Length;
	Bytes = 1 + Random(&Record->Seed) % (Length - Offset);
	Start = (PUCHAR)MmGetMdlVirtualAddress(Whole) + Offset;
	Record->Mdl = IoAllocateMdl(Start, Bytes, FALSE, FALSE, NULL);
	Record->Item = IoAllocateWorkItem(Record->Device);
	if (!Record->Mdl || !Record->Item) {
		if (Record->Mdl)
			IoFreeMdl(Record->Mdl);
		if (Record->Item)
			IoFreeWorkItem(Record->Item);
		return End(Record, STATUS_INSUFFICIENT_RESOURCES, 0);
	}
	IoBuildPartialMdl(Whole, Record->Mdl, Start, Bytes);
	IoMarkIrpPending(Record->Irp);
	IoQueueWorkItem(Record->Item, PartInItem, DelayedWorkQueue, Record);
	return STATUS_PENDING;
}

/* ---- Pointers of the program ------------------------------------------------------------ */

/* Copies from, or to, where the program says, which may be nowhere. */
static NTSTATUS UsePointer(PRECORD Record)
{
	PVOID Pointer = (PVOID)(ULONG_PTR)Record->Order.pointer;
	const SIZE_T Length = (SIZE_T)Record->Order.length;
	UCHAR Bytes[256];
	const SIZE_T Few = Length < sizeof(Bytes) ? Length : sizeof(Bytes);
	NTSTATUS Status = STATUS_SUCCESS;

	RtlZeroMemory(Bytes, sizeof(Bytes));
	__try {
		if (Record->Seed % 2) {
			ProbeForWrite(Pointer, Length, 1 << Record->Seed / 2 % 4);
			RtlCopyMemory(Pointer, Bytes, Few);
		} else {
			ProbeForRead(Pointer, Length, 1 << Record->Seed / 2 % 4);
			RtlCopyMemory(Bytes, Pointer, Few);
		}
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	return NT_SUCCESS(Status) ? Succeed(Record) : End(Record, Status, 0);
}

static VOID UnlockInItem(PDEVICE_OBJECT Device, PVOID Context)
{
	PRECORD Record = Context;

	TouchPart(Record->Mdl);
	MmUnlockPages(Record->Mdl);
	IoFreeMdl(Record->Mdl);
	IoFreeWorkItem(Record->Item);
	Succeed(Record);
}

/* Locks what the pointer points to, and unlocks it here, at DISPATCH_LEVEL, or in an item. */
static NTSTATUS LockPages(PRECORD Record)
{
	PVOID Pointer = (PVOID)(ULONG_PTR)Record->Order.pointer;
	ULONG Length = (ULONG)Record->Order.length % (1u << 18);
	NTSTATUS Status = STATUS_SUCCESS;
	PMDL Mdl = IoAllocateMdl(Pointer, Length ? Length : 1, FALSE, FALSE, NULL);
	KIRQL Irql;

	if (!Mdl)
		return End(Record, STATUS_INSUFFICIENT_RESOURCES, 0);
	__try {
		MmProbeAndLockPages(Mdl, UserMode, Record->Seed % 3 ? IoReadAccess : IoWriteAccess);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	if (!NT_SUCCESS(Status)) {
		IoFreeMdl(Mdl);
		return End(Record, Status, 0);
	}
	if (Record->Seed / 4 % 2 && (Record->Item = IoAllocateWorkItem(Record->Device))) {
		Record->Mdl = Mdl;
		IoMarkIrpPending(Record->Irp);
		IoQueueWorkItem(Record->Item, UnlockInItem, DelayedWorkQueue, Record);
		return STATUS_PENDING;
	}
	TouchPart(Mdl);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	if (Record->Seed / 8 % 2)
		KeLowerIrql(Irql);
	MmUnlockPages(Mdl);
	IoFreeMdl(Mdl);
	if (KeGetCurrentIrql() != Irql)
		KeLowerIrql(Irql);
	return Succeed(Record);
}

NTSTATUS Memory(PRECORD Record, enum act Act)
{
	switch (Act) {
	case ACT_POINTER:
		return UsePointer(Record);
	case ACT_LOCK_PAGES:
		return LockPages(Record);
	case ACT_PART:
		return UsePart(Record);
	default:
		IoMarkIrpPending(Record->Irp);
		KeInitializeDpc(&Record->Dpc, TouchInDpc, Record);
		KeInsertQueueDpc(&Record->Dpc, NULL, NULL);
		return STATUS_PENDING;
	}
}
