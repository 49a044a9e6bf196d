/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter below the other one. It sees that one's watches before the file system, and afterwards; or until the
 * end of this filter. For some folders it does more: "quiet" gets a buffer of its own, and "synced" is waited for.
 * A watch with a short buffer gets a Length that is too large, as a wrong filter may set it.
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

#define TAG 'tchw'

static PFLT_FILTER Filter;
static LONG Begun, Ended, Drained;

static BOOLEAN IsWatch(PFLT_CALLBACK_DATA Data)
{
	return Data->Iopb->MinorFunction == IRP_MN_NOTIFY_CHANGE_DIRECTORY;
}

static PVOID Swap(PFLT_CALLBACK_DATA Data)
{
	const ULONG Length = Data->Iopb->Parameters.DirectoryControl.NotifyDirectory.Length;
	const PVOID Own = ExAllocatePoolWithTag(NonPagedPoolNx, Length, TAG);

	EXPECT(Own != NULL);
	if (!Own)
		return NULL;
	Data->Iopb->Parameters.DirectoryControl.NotifyDirectory.DirectoryBuffer = Own;
	Data->Iopb->Parameters.DirectoryControl.NotifyDirectory.MdlAddress = NULL;
	FltSetCallbackDataDirty(Data);
	return Own;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI Pre(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
					    PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	if (!IsWatch(Data))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	InterlockedIncrement(&Begun);
	EXPECT(Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO && FLT_IS_IRP_OPERATION(Data));
	EXPECT(Data->Iopb->Parameters.DirectoryControl.NotifyDirectory.CompletionFilter || Is(Data, "wrong"));
	if (Data->Iopb->Parameters.DirectoryControl.NotifyDirectory.Length == 40) {
		Data->Iopb->Parameters.DirectoryControl.NotifyDirectory.Length = 60;
		FltSetCallbackDataDirty(Data);
	}
	if (Is(Data, "quiet"))
		*CompletionContext = Swap(Data);
	return Is(Data, "synced") ? FLT_PREOP_SYNCHRONIZE : FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI Post(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
					      PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Objects);
	/* An operation with another buffer is not drained. */
	EXPECT(!CompletionContext || !(Flags & FLTFL_POST_OPERATION_DRAINING));
	if (CompletionContext)
		ExFreePoolWithTag(CompletionContext, TAG);
	InterlockedIncrement(Flags & FLTFL_POST_OPERATION_DRAINING ? &Drained : &Ended);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	EXPECT(Begun && Ended && Drained && Begun == Ended + Drained);
	DbgPrint("watches_below: %d wrong\n", Wrong);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_DIRECTORY_CONTROL, 0, Pre, Post },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
