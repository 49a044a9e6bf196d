/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose mistakes have a history. A program writes as many bytes as say which. A function of its own makes each
 * event. No two of these are alike, or the compiler would make them one.
 */
#include <winwork.h>

#define NAME L"History"
#include "../walks/walk.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Write;
static IO_WORKITEM_ROUTINE Runs;
static KDEFERRED_ROUTINE FreesInDpc;

enum {
	QueueItemTwice = 1,
	FreePoolTwice,
	CompleteTwice,
	FreeInDpcAndThread,
	InitializeQueuedDpc,
	SetTimers,
	FreePoolTwiceMuchLater,
	LeaveBlock,
	AllocateAtTwoPlaces,
};

#define BLOCK_BYTES 100

static PIO_WORKITEM Item;
static PCHAR Block;
static KEVENT Done;
static KDPC Dpc;
static KTIMER Timer;

static VOID Wait(VOID)
{
	KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
}

/* ---- An item ---- */

static VOID Runs(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
}

static DECLSPEC_NOINLINE VOID MakeItem(VOID)
{
	Item = IoAllocateWorkItem(Device);
}

static DECLSPEC_NOINLINE VOID QueueFirst(VOID)
{
	IoQueueWorkItem(Item, Runs, DelayedWorkQueue, NULL);
}

static DECLSPEC_NOINLINE VOID QueueSecond(VOID)
{
	IoQueueWorkItem(Item, Runs, CriticalWorkQueue, NULL);
}

static DECLSPEC_NOINLINE VOID FreeItemFirst(VOID)
{
	IoFreeWorkItem(Item);
}

static DECLSPEC_NOINLINE VOID FreeItemSecond(PIO_WORKITEM Freed)
{
	IoFreeWorkItem(Freed);
}

/* No worker may take it meanwhile. */
static VOID QueueAndFreeItemTwice(VOID)
{
	MakeItem();
	if (!Item)
		return;
	WinworkHoldWorkers(TRUE);
	QueueFirst();
	QueueSecond();
	WinworkHoldWorkers(FALSE);
	Wait();
	FreeItemFirst();
	FreeItemSecond(Item);
}

/* ---- Pool ---- */

static DECLSPEC_NOINLINE VOID AllocateBlock(VOID)
{
	Block = (PCHAR)ExAllocatePool2(POOL_FLAG_NON_PAGED, BLOCK_BYTES, 'tsiH');
}

static DECLSPEC_NOINLINE VOID FreeFirst(VOID)
{
	ExFreePool(Block);
}

static DECLSPEC_NOINLINE VOID FreeSecond(VOID)
{
	ExFreePoolWithTag(Block, 'tsiH');
}

/* Two functions that call the same one, with stacks that differ in one address. */
static DECLSPEC_NOINLINE VOID FromHere(VOID)
{
	AllocateBlock();
	FreeFirst();
}

static DECLSPEC_NOINLINE VOID FromThere(VOID)
{
	AllocateBlock();
	if (Block)
		FreeFirst();
}

static VOID AllocateHereAndThere(VOID)
{
	ULONG i;

	for (i = 0; i < 4; i++)
		FromHere();
	FromThere();
	FreeSecond();
}

/* The address is in the block. */
static DECLSPEC_NOINLINE VOID FreeNoItem(VOID)
{
	IoFreeWorkItem((PIO_WORKITEM)(Block + BLOCK_BYTES - 4));
}

/* More events than a short ring of this processor has. */
static VOID UseOtherPool(VOID)
{
	ULONG i;

	for (i = 0; i < 40; i++) {
		PVOID Other = ExAllocatePool2(POOL_FLAG_NON_PAGED, 20 * BLOCK_BYTES, 'rhtO');

		if (Other)
			ExFreePool(Other);
	}
}

static VOID FreeBlockTwice(BOOLEAN MuchLater)
{
	const KAFFINITY Before = KeSetSystemAffinityThreadEx(1);

	AllocateBlock();
	if (Block) {
		FreeNoItem();
		FreeFirst();
		if (MuchLater)
			UseOtherPool();
		FreeSecond();
	}
	KeRevertToUserAffinityThreadEx(Before);
}

/* ---- DPCs and timers ---- */

static VOID FreesInDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	FreeFirst();
	KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
}

static DECLSPEC_NOINLINE VOID QueueDpc(VOID)
{
	KeInsertQueueDpc(&Dpc, NULL, NULL);
}

/* At DISPATCH_LEVEL it stays in the queue of this processor. */
static VOID UseDpc(BOOLEAN Initialize)
{
	KIRQL Irql;

	AllocateBlock();
	KeInitializeDpc(&Dpc, FreesInDpc, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	QueueDpc();
	if (Initialize)
		KeInitializeDpc(&Dpc, FreesInDpc, NULL);
	KeLowerIrql(Irql);
	Wait();
	if (!Initialize)
		FreeSecond();
}

static DECLSPEC_NOINLINE VOID SetShort(VOID)
{
	LARGE_INTEGER Due = { .QuadPart = -1 };

	KeSetTimer(&Timer, Due, NULL);
}

static DECLSPEC_NOINLINE VOID SetLong(VOID)
{
	LARGE_INTEGER Due = { .QuadPart = -36000000000 };

	KeSetTimer(&Timer, Due, NULL);
}

/* The unload leaves the timer set. */
static VOID SetBothTimers(VOID)
{
	KeInitializeTimer(&Timer);
	SetShort();
	KeWaitForSingleObject(&Timer, Executive, KernelMode, FALSE, NULL);
	SetLong();
}

/* ---- Requests ---- */

static DECLSPEC_NOINLINE NTSTATUS CompleteFirst(PIRP Irp, ULONG Length)
{
	return Finish(Irp, STATUS_SUCCESS, Length);
}

static DECLSPEC_NOINLINE VOID CompleteSecond(PIRP Irp)
{
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	const ULONG Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Object);
	switch (Length) {
	case QueueItemTwice:
		QueueAndFreeItemTwice();
		break;
	case FreePoolTwice:
	case FreePoolTwiceMuchLater:
		FreeBlockTwice(Length == FreePoolTwiceMuchLater);
		break;
	case FreeInDpcAndThread:
	case InitializeQueuedDpc:
		UseDpc(Length == InitializeQueuedDpc);
		break;
	case SetTimers:
		SetBothTimers();
		break;
	case AllocateAtTwoPlaces:
		AllocateHereAndThere();
		break;
	case LeaveBlock:
		AllocateBlock();
		break;
	}
	Status = CompleteFirst(Irp, Length);
	if (Length == CompleteTwice)
		CompleteSecond(Irp);
	return Status;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	DeleteDevice();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	DriverObject->DriverUnload = Unload;
	return CreateDevice(DriverObject);
}
