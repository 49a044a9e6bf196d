/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that keeps the data of some files in another form below it, with buffers of its own. Programs
 * see the plain data.
 *
 *	s_	another buffer with an MDL, which the Filter Manager frees
 *	r_	the same, but the minifilter retains the MDL
 *	m_	no other buffer: FltLockUserBuffer, and the data is changed in its place after the read
 *	x_	an MDL that is shorter than Length
 */
#include "../minifilter.h"

DRIVER_INITIALIZE DriverEntry;

#define TAG 'pawS'
#define KEY 0x5a

static PFLT_FILTER Filter;

static VOID Convert(PUCHAR To, const UCHAR *From, ULONG_PTR Bytes)
{
	ULONG_PTR i;

	for (i = 0; i < Bytes; i++)
		To[i] = From[i] ^ KEY;
}

static BOOLEAN IsSwapped(PFLT_CALLBACK_DATA Data)
{
	return Is(Data, "s_") || Is(Data, "r_") || Is(Data, "x_");
}

/* The buffer and its MDL; @Bytes: that the MDL describes. */
static PVOID Swap(PFLT_CALLBACK_DATA Data, PFLT_INSTANCE Instance, ULONG Bytes)
{
	PVOID *Buffer;
	PULONG Length;
	PMDL *Place, Mdl;
	PVOID Own;

	if (!NT_SUCCESS(FltDecodeParameters(Data, &Place, &Buffer, &Length, NULL)) || !*Length)
		return NULL;
	Own = FltAllocatePoolAlignedWithTag(Instance, NonPagedPoolNx, *Length, TAG);
	Mdl = Own ? IoAllocateMdl(Own, Bytes, FALSE, FALSE, NULL) : NULL;
	if (!Mdl) {
		if (Own)
			FltFreePoolAlignedWithTag(Instance, Own, TAG);
		return NULL;
	}
	MmBuildMdlForNonPagedPool(Mdl);
	*Buffer = Own;
	*Place = Mdl;
	FltSetCallbackDataDirty(Data);
	return Own;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	const ULONG Length = Data->Iopb->Parameters.Write.Length;
	const PVOID Plain = Data->Iopb->Parameters.Write.WriteBuffer;

	if (!IsSwapped(Data))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	*CompletionContext = Swap(Data, Objects->Instance, Is(Data, "x_") ? Length / 2 : Length);
	if (!*CompletionContext)
		return Complete(Data, STATUS_INSUFFICIENT_RESOURCES, 0);
	Convert(*CompletionContext, Plain, Length);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	const ULONG Length = Data->Iopb->Parameters.Read.Length;

	if (Is(Data, "m_")) {
		if (!Length)
			return FLT_PREOP_SUCCESS_NO_CALLBACK;
		return NT_SUCCESS(FltLockUserBuffer(Data)) ? FLT_PREOP_SUCCESS_WITH_CALLBACK
			: Complete(Data, STATUS_INSUFFICIENT_RESOURCES, 0);
	}
	if (!IsSwapped(Data))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	*CompletionContext = Swap(Data, Objects->Instance, Is(Data, "x_") ? Length / 2 : Length);
	return *CompletionContext ? FLT_PREOP_SUCCESS_WITH_CALLBACK
		: Complete(Data, STATUS_INSUFFICIENT_RESOURCES, 0);
}

static VOID End(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID Own)
{
	const PMDL Mdl = FltGetSwappedBufferMdlAddress(Data);

	if (!Mdl || MmGetMdlVirtualAddress(Mdl) != Own)
		DbgPrint("mount_swap: another MDL is there\n");
	if (Is(Data, "r_")) {
		FltRetainSwappedBufferMdlAddress(Data);
		IoFreeMdl(Mdl);
	}
	FltFreePoolAlignedWithTag(Objects->Instance, Own, TAG);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	End(Data, Objects, CompletionContext);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	const PMDL Mdl = Data->Iopb->Parameters.Read.MdlAddress;
	const PVOID Plain = Mdl ? MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority)
		: Data->Iopb->Parameters.Read.ReadBuffer;
	const PVOID From = CompletionContext ? CompletionContext : Plain;

	if (FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING)) {
		DbgPrint("mount_swap: drained\n");
		return FLT_POSTOP_FINISHED_PROCESSING;
	}
	if (NT_SUCCESS(Data->IoStatus.Status))
		Convert(Plain, From, Data->IoStatus.Information);
	if (CompletionContext)
		End(Data, Objects, CompletionContext);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_READ, 0, PreRead, PostRead },
	{ IRP_MJ_WRITE, 0, PreWrite, PostWrite },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
