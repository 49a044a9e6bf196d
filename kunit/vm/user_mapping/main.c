/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that maps memory of each kind into programs.
 */
#include <ntddk.h>

#include "../driver.h"
#include "user_mapping.h"

#define TAG 'pamU'
#define OFFSET 100		/* of the ranges that do not begin with a page */
#define BYTES (2 * PAGE_SIZE)

DRIVER_INITIALIZE DriverEntry;

static struct memory {
	PUCHAR Start;		/* of the memory to free, or NULL */
	PUCHAR Bytes;		/* of the MDL */
	ULONG Count;
	PMDL Mdl;
} Memories[KINDS];

static UCHAR Image[BYTES] __attribute__((aligned(PAGE_SIZE)));

static NTSTATUS Describe(struct memory *Memory, PUCHAR Bytes, ULONG Count)
{
	Memory->Bytes = Bytes;
	Memory->Count = Count;
	Memory->Mdl = Bytes ? IoAllocateMdl(Bytes, Count, FALSE, FALSE, NULL) : NULL;
	if (!Memory->Mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	MmBuildMdlForNonPagedPool(Memory->Mdl);
	return STATUS_SUCCESS;
}

static NTSTATUS MakePages(struct memory *Memory)
{
	PHYSICAL_ADDRESS Zero = { 0 }, Any;

	Any.QuadPart = -1;
	Memory->Mdl = MmAllocatePagesForMdlEx(Zero, Any, Zero, BYTES, MmCached, MM_ALLOCATE_FULLY_REQUIRED);
	if (!Memory->Mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	Memory->Count = BYTES;
	Memory->Bytes = MmGetSystemAddressForMdlSafe(Memory->Mdl, NormalPagePriority);
	return STATUS_SUCCESS;
}

static NTSTATUS MakePool(struct memory *Memory, ULONG Bytes)
{
	Memory->Start = ExAllocatePool2(POOL_FLAG_NON_PAGED, Bytes, TAG);
	return Describe(Memory, Memory->Start, Bytes);
}

static NTSTATUS LockProgram(struct memory *Memory, PVOID Address, ULONG Bytes)
{
	Memory->Mdl = IoAllocateMdl(Address, Bytes, FALSE, FALSE, NULL);
	if (!Memory->Mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	__try {
		MmProbeAndLockPages(Memory->Mdl, UserMode, IoModifyAccess);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		IoFreeMdl(Memory->Mdl);
		Memory->Mdl = NULL;
		return GetExceptionCode();
	}
	Memory->Bytes = MmGetSystemAddressForMdlSafe(Memory->Mdl, NormalPagePriority);
	Memory->Count = Bytes;
	return STATUS_SUCCESS;
}

static NTSTATUS Make(struct call *Call)
{
	struct memory *Memory = &Memories[Call->kind];
	PHYSICAL_ADDRESS Any;
	NTSTATUS Status;

	Any.QuadPart = -1;
	RtlZeroMemory(Memory, sizeof(*Memory));
	switch (Call->kind) {
	case PAGES:
	case LEFT:
		Status = MakePages(Memory);
		break;
	case CONTIGUOUS:
		Memory->Start = MmAllocateContiguousMemory(BYTES - PAGE_SIZE / 2, Any);
		Status = Describe(Memory, Memory->Start ? Memory->Start + OFFSET : NULL,
				  BYTES - PAGE_SIZE / 2 - OFFSET);
		break;
	case POOL:
		Status = MakePool(Memory, BYTES);
		break;
	case PROGRAM:
		Status = LockProgram(Memory, (PVOID)(ULONG_PTR)Call->address, Call->bytes);
		break;
	case SMALL:
		Status = MakePool(Memory, OFFSET);
		break;
	case ODD:
		Status = MakePool(Memory, BYTES - 1);
		break;
	default:
		Status = Describe(Memory, Image, BYTES);
		break;
	}
	Call->bytes = Memory->Count;
	if (NT_SUCCESS(Status))
		RtlFillMemory(Memory->Bytes, Memory->Count, Call->byte);
	return Status;
}

static NTSTATUS Map(struct call *Call)
{
	PMDL Mdl = Memories[Call->kind].Mdl;
	CSHORT Flags = Mdl->MdlFlags;

	__try {
		Call->address = (ULONG_PTR)MmMapLockedPagesSpecifyCache(
			Mdl, UserMode, MmCached, (PVOID)(ULONG_PTR)Call->address, FALSE,
			NormalPagePriority | (Call->is_read_only ? MdlMappingNoWrite : 0));
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return Mdl->MdlFlags == Flags ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* The mapping outlives the request. */
static NTSTATUS MapRequest(PIRP Irp)
{
	struct call *Call = MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);

	RtlZeroMemory(Call, sizeof(*Call));
	Call->kind = PROGRAM;
	Memories[PROGRAM].Mdl = Irp->MdlAddress;
	Call->status = Map(Call);
	return Finish(Irp, STATUS_SUCCESS, sizeof(*Call));
}

static BOOLEAN IsFilled(const struct memory *Memory, UCHAR Byte)
{
	ULONG i;

	for (i = 0; i < Memory->Count; i++) {
		if (((volatile UCHAR *)Memory->Bytes)[i] != Byte)
			return FALSE;
	}
	return TRUE;
}

/* Returns STATUS_UNSUCCESSFUL where the memory is still there. */
static NTSTATUS Free(enum kind Kind)
{
	struct memory *Memory = &Memories[Kind];

	switch (Kind) {
	case PAGES:
	case LEFT:
		MmFreePagesFromMdl(Memory->Mdl);
		if (Memory->Mdl->MdlFlags & MDL_PAGES_LOCKED)
			return STATUS_UNSUCCESSFUL;
		ExFreePool(Memory->Mdl);
		return STATUS_SUCCESS;
	case PROGRAM:
		MmUnlockPages(Memory->Mdl);
		if (Memory->Mdl->MdlFlags & MDL_PAGES_LOCKED)
			return STATUS_UNSUCCESSFUL;
		break;
	case CONTIGUOUS:
		MmFreeContiguousMemory(Memory->Start);
		break;
	case IMAGE:
		break;
	default:
		ExFreePool(Memory->Start);
		break;
	}
	IoFreeMdl(Memory->Mdl);
	return STATUS_SUCCESS;
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
	struct call *Call = Irp->AssociatedIrp.SystemBuffer;
	struct memory *Memory = &Memories[Call->kind];

	UNREFERENCED_PARAMETER(Device);
	if (Stack->Parameters.DeviceIoControl.IoControlCode == MAP_REQUEST)
		return MapRequest(Irp);
	Call->status = STATUS_SUCCESS;
	switch (Stack->Parameters.DeviceIoControl.IoControlCode) {
	case MAKE:
		Call->status = Make(Call);
		break;
	case MAP:
	case MAP_FOR_FILE:
		Call->status = Map(Call);
		if (Stack->Parameters.DeviceIoControl.IoControlCode == MAP_FOR_FILE) {
			Stack->FileObject->FsContext = (PVOID)(ULONG_PTR)Call->address;
			Stack->FileObject->FsContext2 = Memory->Mdl;
		}
		break;
	case UNMAP:
		MmUnmapLockedPages((PVOID)(ULONG_PTR)Call->address, Memory->Mdl);
		break;
	case FILL:
		RtlFillMemory(Memory->Bytes, Memory->Count, Call->byte);
		break;
	case LOOK:
		Call->status = IsFilled(Memory, Call->byte) ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
		break;
	case FREE:
		Call->status = Free(Call->kind);
		break;
	case FREE_MDL:
		IoFreeMdl(Memory->Mdl);
		break;
	}
	return Finish(Irp, STATUS_SUCCESS, sizeof(*Call));
}

static NTSTATUS Cleanup(PDEVICE_OBJECT Device, PIRP Irp)
{
	PFILE_OBJECT File = IoGetCurrentIrpStackLocation(Irp)->FileObject;

	UNREFERENCED_PARAMETER(Device);
	if (File->FsContext)
		MmUnmapLockedPages(File->FsContext, File->FsContext2);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\UserMapping");

	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\UserMapping");
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\UserMapping");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
