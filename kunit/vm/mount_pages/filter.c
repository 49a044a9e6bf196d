/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter below the cache of a mount. The beginning of a file's name says what it does:
 *
 *	x_	the data below is in another form: paging and noncached I/O have buffers of the minifilter's own
 *	n_	each write is of 64 KiB, and each read of more than a page
 *	t_	the thread has a top-level IRP; t_fault: a read has none
 *	f_	paging writes fail
 *	l_	a paging read has the minifilter read the file
 *	u_	a paging write has it read and write the file
 *	h_	a paging read is held until "release" is opened; the first one alone
 *	w_	the same for a paging write
 *
 * "own" has x_own read and written, and "closed" u_closed written. Others pass. All paging I/O is checked.
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

#define TAG 'gapW'
#define KEY 0x5a
#define SECTOR 512

static PFLT_FILTER Filter;
static LONG Reads, Writes, HeldReads, HeldWrites;
static PFLT_CALLBACK_DATA Held;
static KEVENT IsHeld;

static VOID Convert(PUCHAR To, const UCHAR *From, ULONG_PTR Bytes)
{
	ULONG_PTR i;

	for (i = 0; i < Bytes; i++)
		To[i] = From[i] ^ KEY;
}

static PVOID AddressOf(PMDL Mdl, PVOID Buffer)
{
	return Mdl ? MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority) : Buffer;
}

static BOOLEAN IsPaging(PFLT_CALLBACK_DATA Data)
{
	return FlagOn(Data->Iopb->IrpFlags, IRP_PAGING_IO) != 0;
}

static VOID FLTAPI NeverCalled(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Context);
	FltFreeDeferredIoWorkItem(Item);
	EXPECT(FALSE);
}

/* What each paging operation has. */
static VOID CheckPaging(PFLT_CALLBACK_DATA Data)
{
	const ULONG All = IRP_PAGING_IO | IRP_NOCACHE | IRP_SYNCHRONOUS_PAGING_IO;
	const PFLT_IO_PARAMETER_BLOCK Iopb = Data->Iopb;
	PFLT_DEFERRED_IO_WORKITEM Item = FltAllocateDeferredIoWorkItem();

	EXPECT((Iopb->IrpFlags & All) == All);
	EXPECT(Iopb->Parameters.Read.MdlAddress != NULL);
	EXPECT(MmGetMdlByteCount(Iopb->Parameters.Read.MdlAddress) == Iopb->Parameters.Read.Length);
	EXPECT(Iopb->Parameters.Read.Length && Iopb->Parameters.Read.Length % SECTOR == 0);
	EXPECT(Iopb->Parameters.Read.Length <= 1 << 20);
	EXPECT(Iopb->Parameters.Read.ByteOffset.QuadPart % PAGE_SIZE == 0);
	EXPECT(Data->RequestorMode == KernelMode);
	EXPECT(!FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_SYSTEM_BUFFER));
	EXPECT(Iopb->TargetFileObject->FsContext != NULL);
	EXPECT(KeGetCurrentIrql() <= APC_LEVEL);
	EXPECT_STATUS(FltQueueDeferredIoWorkItem(Item, Data, NeverCalled, DelayedWorkQueue, NULL),
		      STATUS_FLT_NOT_SAFE_TO_POST_OPERATION);
	FltFreeDeferredIoWorkItem(Item);
	if (Is(Data, "t_fault"))
		EXPECT(Iopb->MajorFunction == IRP_MJ_WRITE || !IoGetTopLevelIrp());
	else if (Is(Data, "t_"))
		EXPECT(IoGetTopLevelIrp() != NULL);
}

static BOOLEAN IsConverted(PFLT_CALLBACK_DATA Data)
{
	return Is(Data, "x_") && FlagOn(Data->Iopb->IrpFlags, IRP_NOCACHE);
}

/* Another buffer, and its MDL. */
static PVOID Swap(PFLT_CALLBACK_DATA Data, PFLT_INSTANCE Instance)
{
	PVOID *Buffer;
	PULONG Length;
	PMDL *Place, Mdl;
	PVOID Own;

	if (!NT_SUCCESS(FltDecodeParameters(Data, &Place, &Buffer, &Length, NULL)))
		return NULL;
	Own = FltAllocatePoolAlignedWithTag(Instance, NonPagedPoolNx, *Length, TAG);
	Mdl = Own ? IoAllocateMdl(Own, *Length, FALSE, FALSE, NULL) : NULL;
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

/* row 671: a driver's cached transfers are those of the cache. "own" has the file x_own read and written. */
static NTSTATUS TestOwn(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	static const char Expected[] = "of a program";
	LARGE_INTEGER Place = { .QuadPart = 5000 };
	char Text[16] = { 0 };
	ULONG Done = 0;

	EXPECT_STATUS(FltReadFile(Instance, File, &Place, sizeof(Expected) - 1, Text, 0, &Done, NULL, NULL),
		      STATUS_SUCCESS);
	EXPECT(Done == sizeof(Expected) - 1 && RtlEqualMemory(Text, Expected, Done));
	Place.QuadPart = 5003;
	EXPECT_STATUS(FltWriteFile(Instance, File, &Place, 1, (PVOID)"X", 0, &Done, NULL, NULL), STATUS_SUCCESS);
	EXPECT(Done == 1);
	Place.QuadPart = 9000;
	EXPECT_STATUS(FltWriteFile(Instance, File, &Place, 4, (PVOID)"long", 0, &Done, NULL, NULL), STATUS_SUCCESS);
	EXPECT(Done == 4);
	Place.QuadPart = 9004;
	EXPECT_STATUS(FltReadFile(Instance, File, &Place, 4, Text, 0, &Done, NULL, NULL), STATUS_END_OF_FILE);
	return STATUS_SUCCESS;
}

/* Its pages are written back while no program has the file open. */
static NTSTATUS TestClosed(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	LARGE_INTEGER Place = { .QuadPart = 5000 };
	ULONG Done = 0;

	EXPECT_STATUS(FltWriteFile(Instance, File, &Place, 1, (PVOID)"X", 0, &Done, NULL, NULL), STATUS_SUCCESS);
	EXPECT(Done == 1);
	return STATUS_SUCCESS;
}

/* The thread has pages locked, so it cannot read by the cache. */
static VOID ReadLocked(PCFLT_RELATED_OBJECTS Objects)
{
	PVOID Own = FltAllocatePoolAlignedWithTag(Objects->Instance, NonPagedPoolNx, SECTOR, TAG);
	LARGE_INTEGER Place = { .QuadPart = 0 };
	ULONG Done = 0;

	EXPECT(Own != NULL);
	if (!Own)
		return;
	EXPECT_STATUS(FltReadFile(Objects->Instance, Objects->FileObject, &Place, SECTOR, Own, 0, &Done, NULL, NULL),
		      STATUS_FILE_LOCK_CONFLICT);
	EXPECT_STATUS(FltReadFile(Objects->Instance, Objects->FileObject, &Place, SECTOR, Own,
				  FLTFL_IO_OPERATION_NON_CACHED, &Done, NULL, NULL), STATUS_SUCCESS);
	EXPECT(Done == SECTOR);
	EXPECT_STATUS(FltWriteFile(Objects->Instance, Objects->FileObject, &Place, SECTOR, Own,
				   FLTFL_IO_OPERATION_NON_CACHED, &Done, NULL, NULL), STATUS_SUCCESS);
	FltFreePoolAlignedWithTag(Objects->Instance, Own, TAG);
}

/* The thread has the pages of the operation under writeback, and may have another one locked. */
static VOID WriteLocked(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	PVOID Own = FltAllocatePoolAlignedWithTag(Objects->Instance, NonPagedPoolNx, SECTOR, TAG);
	LARGE_INTEGER Place = Data->Iopb->Parameters.Write.ByteOffset;
	FILE_ZERO_DATA_INFORMATION Zeroes = { Place, { .QuadPart = Place.QuadPart + SECTOR } };
	ULONG Done = 0;

	EXPECT(Own != NULL);
	if (!Own)
		return;
	RtlZeroMemory(Own, SECTOR);
	EXPECT_STATUS(FltWriteFile(Objects->Instance, Objects->FileObject, &Place, SECTOR, Own,
				   FLTFL_IO_OPERATION_NON_CACHED, &Done, NULL, NULL), STATUS_SUCCESS);
	EXPECT(Done == SECTOR);
	EXPECT_STATUS(FltWriteFile(Objects->Instance, Objects->FileObject, &Place, SECTOR, Own, 0, &Done, NULL, NULL),
		      STATUS_FILE_LOCK_CONFLICT);
	EXPECT_STATUS(FltFsControlFile(Objects->Instance, Objects->FileObject, FSCTL_SET_ZERO_DATA, &Zeroes,
				       sizeof(Zeroes), NULL, 0, NULL), STATUS_FILE_LOCK_CONFLICT);
	EXPECT_STATUS(FltReadFile(Objects->Instance, Objects->FileObject, &Place, SECTOR, Own, 0, &Done, NULL, NULL),
		      STATUS_SUCCESS);
	EXPECT(Done == SECTOR);
	FltFreePoolAlignedWithTag(Objects->Instance, Own, TAG);
}

/* Own I/O is refused, unless the minifilter hides the top-level IRP. */
static VOID WriteHidden(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	const PIRP Top = IoGetTopLevelIrp();

	EXPECT(Top != NULL);
	IoSetTopLevelIrp(NULL);
	WriteLocked(Data, Objects);
	IoSetTopLevelIrp(Top);
}

/* The thread waits; a program can be killed meanwhile. */
static FLT_PREOP_CALLBACK_STATUS Hold(PFLT_CALLBACK_DATA Data)
{
	Held = Data;
	KeSetEvent(&IsHeld, 0, FALSE);
	return FLT_PREOP_PENDING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	if (IsPaging(Data)) {
		InterlockedIncrement(&Reads);
		CheckPaging(Data);
		if (Is(Data, "n_"))
			EXPECT(Data->Iopb->Parameters.Read.Length > PAGE_SIZE);
		if (Is(Data, "l_"))
			ReadLocked(Objects);
		if (Is(Data, "h_") && InterlockedIncrement(&HeldReads) == 1)
			return Hold(Data);
	}
	if (!IsConverted(Data))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	*CompletionContext = Swap(Data, Objects->Instance);
	return *CompletionContext ? FLT_PREOP_SUCCESS_WITH_CALLBACK
		: Complete(Data, STATUS_INSUFFICIENT_RESOURCES, 0);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	const PVOID Plain = AddressOf(Data->Iopb->Parameters.Read.MdlAddress,
				      Data->Iopb->Parameters.Read.ReadBuffer);

	EXPECT(!FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING));
	if (NT_SUCCESS(Data->IoStatus.Status))
		Convert(Plain, CompletionContext, Data->IoStatus.Information);
	FltFreePoolAlignedWithTag(Objects->Instance, CompletionContext, TAG);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	const PVOID Plain = AddressOf(Data->Iopb->Parameters.Write.MdlAddress,
				      Data->Iopb->Parameters.Write.WriteBuffer);

	if (IsPaging(Data)) {
		InterlockedIncrement(&Writes);
		CheckPaging(Data);
		if (Is(Data, "n_"))
			EXPECT(Data->Iopb->Parameters.Write.Length == 65536);
		if (Is(Data, "f_"))
			return Complete(Data, STATUS_DISK_FULL, 0);
		if (Is(Data, "u_"))
			WriteHidden(Data, Objects);
		if (Is(Data, "w_") && InterlockedIncrement(&HeldWrites) == 1)
			return Hold(Data);
	}
	if (!IsConverted(Data))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	*CompletionContext = Swap(Data, Objects->Instance);
	if (!*CompletionContext)
		return Complete(Data, STATUS_INSUFFICIENT_RESOURCES, 0);
	Convert(*CompletionContext, Plain, Data->Iopb->Parameters.Write.Length);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Flags);
	FltFreePoolAlignedWithTag(Objects->Instance, CompletionContext, TAG);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* "wait": until an operation is held. "release": that goes on. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "own"))
		EXPECT_STATUS(CallWithFile(Filter, Objects->Instance, L"\\Device\\Pages\\x_own", TestOwn), STATUS_SUCCESS);
	if (Is(Data, "closed"))
		EXPECT_STATUS(CallWithFile(Filter, Objects->Instance, L"\\Device\\Pages\\u_closed", TestClosed), STATUS_SUCCESS);
	if (Is(Data, "wait"))
		EXPECT_STATUS(KeWaitForSingleObject(&IsHeld, Executive, KernelMode, FALSE, NULL), STATUS_SUCCESS);
	if (Is(Data, "release")) {
		KeClearEvent(&IsHeld);
		FltCompletePendedPreOperation(Held, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	}
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	EXPECT(Reads > 10 && Writes > 10);
	DbgPrint("mount_pages: %d wrong\n", Wrong);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_READ, 0, PreRead, PostRead },
	{ IRP_MJ_WRITE, 0, PreWrite, PostWrite },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&IsHeld, NotificationEvent, FALSE);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
