/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that maps the memory of its devices into programs.
 */
#include <ntddk.h>
#include <wdf.h>

#include "io_mapping.h"

#define MEMORY_BYTES 0x100000
#define TABLE_BYTES 0x4000
#define OFFSET 100
#define MAPPED_BYTES (2 * PAGE_SIZE + 8)

DRIVER_INITIALIZE DriverEntry;

static MM_PHYSICAL_ADDRESS_LIST Memory, Table, Registers;
static PUCHAR Shared;		/* all of Memory */
static WDFDEVICE Owner;		/* of Memory */
static PMDL Mdls[KINDS];
static PVOID Pieces[KINDS];	/* what MmMapIoSpace has mapped for an MDL */
static SIZE_T PieceBytes[KINDS];
/* The last mapping into a program. */
static PVOID Mapped;
static PMDL MappedMdl;
static enum ending Ending;

static const MEMORY_CACHING_TYPE Cachings[] = { MmNonCached, MmCached, MmWriteCombined };

static MM_PHYSICAL_ADDRESS_LIST Part(const MM_PHYSICAL_ADDRESS_LIST *Range, ULONG Page, ULONG Pages)
{
	MM_PHYSICAL_ADDRESS_LIST Result = *Range;

	Result.PhysicalAddress.QuadPart += Page * PAGE_SIZE;
	Result.NumberOfBytes = Pages * PAGE_SIZE;
	return Result;
}

static NTSTATUS Describe(enum kind Kind, const MM_PHYSICAL_ADDRESS_LIST *Range, ULONG Offset, ULONG Bytes)
{
	PHYSICAL_ADDRESS Start = Range->PhysicalAddress;

	Start.QuadPart += Offset;
	Pieces[Kind] = MmMapIoSpace(Start, Bytes, MmNonCached);
	PieceBytes[Kind] = Bytes;
	if (!Pieces[Kind])
		return STATUS_INSUFFICIENT_RESOURCES;
	Mdls[Kind] = IoAllocateMdl(Pieces[Kind], Bytes, FALSE, FALSE, NULL);
	if (!Mdls[Kind])
		return STATUS_INSUFFICIENT_RESOURCES;
	MmBuildMdlForNonPagedPool(Mdls[Kind]);
	return STATUS_SUCCESS;
}

static NTSTATUS Make(struct call *Call)
{
	MM_PHYSICAL_ADDRESS_LIST Parts[2] = { Part(&Memory, 3, 1), Part(&Memory, 1, 1) };
	MM_PHYSICAL_ADDRESS_LIST Messages = Part(&Table, 0, 1), Beside = Part(&Table, 1, 1);
	PMDL *Mdl = &Mdls[Call->kind];

	*Mdl = NULL;
	Pieces[Call->kind] = NULL;
	Call->physical = Memory.PhysicalAddress.QuadPart;
	switch (Call->kind) {
	case LIST:
		return MmAllocateMdlForIoSpace(&Memory, 1, Mdl);
	case PARTS:
		return MmAllocateMdlForIoSpace(Parts, 2, Mdl);
	case MAPPED:
		return Describe(MAPPED, &Memory, OFFSET, MAPPED_BYTES);
	case RAM:
		*Mdl = IoAllocateMdl(NULL, PAGE_SIZE, FALSE, FALSE, NULL);
		if (!*Mdl)
			return STATUS_INSUFFICIENT_RESOURCES;
		(*Mdl)->MdlFlags |= MDL_IO_SPACE;
		MmGetMdlPfnArray(*Mdl)[0] = MmGetPhysicalAddress(*Mdl).QuadPart / PAGE_SIZE;
		return STATUS_SUCCESS;
	case SMALL:
		return Describe(SMALL, &Registers, 0, (ULONG)Registers.NumberOfBytes);
	case TABLE:
		return MmAllocateMdlForIoSpace(&Messages, 1, Mdl);
	default:
		return MmAllocateMdlForIoSpace(&Beside, 1, Mdl);
	}
}

/* row 1321 */
static BOOLEAN IsCopied(PVOID Registers)
{
	MM_COPY_ADDRESS Source = { .VirtualAddress = Registers };
	SIZE_T Copied = 0;
	UCHAR Byte;

	return NT_SUCCESS(MmCopyMemory(&Byte, Source, 1, MM_COPY_MEMORY_VIRTUAL, &Copied)) || Copied;
}

static NTSTATUS Share(BOOLEAN Wanted)
{
	if (Shared)
		MmUnmapIoSpace(Shared, MEMORY_BYTES);
	Shared = Wanted ? MmMapIoSpace(Memory.PhysicalAddress, MEMORY_BYTES, MmNonCached) : NULL;
	if (!Wanted)
		return STATUS_SUCCESS;
	if (!Shared)
		return STATUS_INSUFFICIENT_RESOURCES;
	return IsCopied(Shared) ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}

static VOID Free(enum kind Kind)
{
	if (Mdls[Kind])
		IoFreeMdl(Mdls[Kind]);
	if (Pieces[Kind])
		MmUnmapIoSpace(Pieces[Kind], PieceBytes[Kind]);
	Mdls[Kind] = NULL;
	Pieces[Kind] = NULL;
}

static NTSTATUS Map(struct call *Call)
{
	__try {
		Call->address = (ULONG_PTR)MmMapLockedPagesSpecifyCache(
			Mdls[Call->kind], UserMode, Cachings[Call->caching], NULL, FALSE,
			NormalPagePriority | (Call->is_read_only ? MdlMappingNoWrite : 0));
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	Mapped = (PVOID)(ULONG_PTR)Call->address;
	MappedMdl = Mdls[Call->kind];
	return STATUS_SUCCESS;
}

static VOID Unmap(PVOID Address, PMDL Mdl)
{
	if (!Address)
		return;
	MmUnmapLockedPages(Address, Mdl);
	if (Mapped == Address)
		Mapped = NULL;
}

static NTSTATUS Compare(volatile UCHAR *Bytes, ULONG Count, UCHAR Byte)
{
	ULONG i;

	for (i = 0; i < Count; i++) {
		if (Bytes[i] != Byte)
			return STATUS_UNSUCCESSFUL;
	}
	return STATUS_SUCCESS;
}

static NTSTATUS ForKernel(struct call *Call)
{
	PMDL Mdl = Mdls[Call->kind];
	PUCHAR Bytes = MmMapLockedPagesSpecifyCache(Mdl, KernelMode, Cachings[Call->caching], NULL, FALSE,
						    NormalPagePriority);
	NTSTATUS Status;

	if (!Bytes)
		return STATUS_INSUFFICIENT_RESOURCES;
	Status = Compare(Bytes, MmGetMdlByteCount(Mdl), Call->byte);
	/* A register of the device's. */
	if (READ_REGISTER_UCHAR(Bytes + PAGE_SIZE) != Call->byte)
		Status = STATUS_UNSUCCESSFUL;
	MmUnmapLockedPages(Bytes, Mdl);
	return Status;
}

static NTSTATUS Serve(ULONG Code, struct call *Call)
{
	ULONG i;

	switch (Code) {
	case MAKE:
		return Make(Call);
	case MAP:
		return Map(Call);
	case UNMAP:
		Unmap((PVOID)(ULONG_PTR)Call->address, Mdls[Call->kind]);
		return STATUS_SUCCESS;
	case FREE:
		Free(Call->kind);
		return STATUS_SUCCESS;
	case FILL:
		for (i = 0; i < MEMORY_BYTES; i++)
			WRITE_REGISTER_NOFENCE_UCHAR(Shared + i, Call->byte);
		KeMemoryBarrier();
		return STATUS_SUCCESS;
	case LOOK:
		return Compare(Shared, MEMORY_BYTES, Call->byte);
	case READ_AT:
		Call->byte = READ_REGISTER_UCHAR(Shared + Call->address);
		return STATUS_SUCCESS;
	case SHARE:
		return Share(Call->byte);
	case KEEP:
		Ending = Call->ending;
		return STATUS_SUCCESS;
	default:
		return ForKernel(Call);
	}
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t Out, size_t In, ULONG Code)
{
	struct call *Call;
	NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*Call), (PVOID *)&Call, NULL);

	UNREFERENCED_PARAMETER(Queue);
	UNREFERENCED_PARAMETER(Out);
	UNREFERENCED_PARAMETER(In);
	if (NT_SUCCESS(Status))
		Call->status = Serve(Code, Call);
	WdfRequestCompleteWithInformation(Request, Status, sizeof(*Call));
}

/* The end of all that the program has left. */
static VOID End(VOID)
{
	Unmap(Mapped, MappedMdl);
	Free(LIST);
}

static VOID EvtCleanup(WDFFILEOBJECT File)
{
	UNREFERENCED_PARAMETER(File);
	if (Ending == UNMAP_AT_CLEANUP)
		End();
}

static VOID TakeRange(const CM_PARTIAL_RESOURCE_DESCRIPTOR *Resource, WDFDEVICE Device)
{
	MM_PHYSICAL_ADDRESS_LIST Range = { Resource->u.Memory.Start, Resource->u.Memory.Length };

	if (Range.NumberOfBytes == MEMORY_BYTES) {
		Memory = Range;
		Owner = Device;
	} else if (Range.NumberOfBytes == TABLE_BYTES) {
		Table = Range;
	} else if (Range.NumberOfBytes < PAGE_SIZE) {
		Registers = Range;
	}
}

static NTSTATUS EvtPrepare(WDFDEVICE Device, WDFCMRESLIST Raw, WDFCMRESLIST Translated)
{
	DECLARE_CONST_UNICODE_STRING(Link, L"\\??\\IoMapping");
	ULONG i;

	UNREFERENCED_PARAMETER(Raw);
	for (i = 0; i < WdfCmResourceListGetCount(Translated); i++) {
		const CM_PARTIAL_RESOURCE_DESCRIPTOR *Resource =
			WdfCmResourceListGetDescriptor(Translated, i);

		if (Resource->Type == CmResourceTypeMemory)
			TakeRange(Resource, Device);
	}
	if (Device != Owner)
		return STATUS_SUCCESS;
	Ending = UNMAP_AT_RELEASE;
	if (!NT_SUCCESS(Share(TRUE)))
		return STATUS_INSUFFICIENT_RESOURCES;
	return WdfDeviceCreateSymbolicLink(Device, &Link);
}

static NTSTATUS EvtRelease(WDFDEVICE Device, WDFCMRESLIST Translated)
{
	UNREFERENCED_PARAMETER(Translated);
	if (Device != Owner)
		return STATUS_SUCCESS;
	if (Ending == UNMAP_AT_RELEASE)
		End();
	return Share(FALSE);
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_FILEOBJECT_CONFIG Files;
	WDF_IO_QUEUE_CONFIG Queue;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDevicePrepareHardware = EvtPrepare;
	Callbacks.EvtDeviceReleaseHardware = EvtRelease;
	WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
	WDF_FILEOBJECT_CONFIG_INIT(&Files, NULL, NULL, EvtCleanup);
	WdfDeviceInitSetFileObjectConfig(Init, &Files, WDF_NO_OBJECT_ATTRIBUTES);
	Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Queue, WdfIoQueueDispatchSequential);
	Queue.EvtIoDeviceControl = EvtControl;
	return WdfIoQueueCreate(Device, &Queue, WDF_NO_OBJECT_ATTRIBUTES, WDF_NO_HANDLE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
}
