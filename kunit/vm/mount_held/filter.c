/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that sees the paging I/O of a mount, and holds an operation of a file whose name begins with "h_". An
 * open of one of these names does something:
 *
 *	hold_read, hold_write		the next operation is held
 *	wait_read, wait_write		waits until it is
 *	release_read, release_write	it goes on
 *	fail_writes, pass_writes	the next operations fail for want of memory, or not
 *	set_times			sets the times of h_times
 *	set_size			makes h_size one hundred bytes long
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;

/* One kind of operations. */
struct Place {
	LONG Next;		/* the next one is held */
	PFLT_CALLBACK_DATA Held;
	KEVENT IsHeld;
};

static struct Place Read, Write;
static LONG WritesFail;

static FLT_PREOP_CALLBACK_STATUS MayHold(struct Place *Place, PFLT_CALLBACK_DATA Data)
{
	EXPECT(FlagOn(Data->Iopb->IrpFlags, IRP_PAGING_IO));
	if (!Is(Data, "h_") || !InterlockedExchange(&Place->Next, 0))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	Place->Held = Data;
	KeSetEvent(&Place->IsHeld, 0, FALSE);
	return FLT_PREOP_PENDING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	return MayHold(&Read, Data);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (WritesFail && Is(Data, "h_"))
		return Complete(Data, STATUS_INSUFFICIENT_RESOURCES, 0);
	return MayHold(&Write, Data);
}

static VOID Control(PFLT_CALLBACK_DATA Data, struct Place *Place, const char *Hold, const char *Wait,
		    const char *Release)
{
	if (Is(Data, Hold))
		InterlockedExchange(&Place->Next, 1);
	if (Is(Data, Wait))
		EXPECT_STATUS(KeWaitForSingleObject(&Place->IsHeld, Executive, KernelMode, FALSE, NULL),
			      STATUS_SUCCESS);
	if (Is(Data, Release)) {
		KeClearEvent(&Place->IsHeld);
		FltCompletePendedPreOperation(Place->Held, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	}
}

static NTSTATUS SetTimes(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	/* The year 2001. */
	FILE_BASIC_INFORMATION Basic = { .LastWriteTime.QuadPart = 0x1c0ffffffffffff };

	return FltSetInformationFile(Instance, File, &Basic, sizeof(Basic), FileBasicInformation);
}

static NTSTATUS SetSize(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	FILE_END_OF_FILE_INFORMATION End = { .EndOfFile.QuadPart = 100 };

	return FltSetInformationFile(Instance, File, &End, sizeof(End), FileEndOfFileInformation);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	Control(Data, &Read, "hold_read", "wait_read", "release_read");
	Control(Data, &Write, "hold_write", "wait_write", "release_write");
	if (Is(Data, "fail_writes"))
		InterlockedExchange(&WritesFail, 1);
	if (Is(Data, "pass_writes"))
		InterlockedExchange(&WritesFail, 0);
	if (Is(Data, "set_times"))
		EXPECT_STATUS(CallWithFile(Filter, Objects->Instance, L"\\Device\\Held\\h_times", SetTimes), STATUS_SUCCESS);
	if (Is(Data, "set_size"))
		EXPECT_STATUS(CallWithFile(Filter, Objects->Instance, L"\\Device\\Held\\h_size", SetSize), STATUS_SUCCESS);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	DbgPrint("mount_held: %d wrong\n", Wrong);
	return STATUS_SUCCESS;
}

#define PAGING_ALONE (FLTFL_OPERATION_REGISTRATION_SKIP_CACHED_IO |	\
		      FLTFL_OPERATION_REGISTRATION_SKIP_NON_CACHED_NON_PAGING_IO)

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_READ, PAGING_ALONE, PreRead, NULL },
	{ IRP_MJ_WRITE, PAGING_ALONE, PreWrite, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&Read.IsHeld, NotificationEvent, FALSE);
	KeInitializeEvent(&Write.IsHeld, NotificationEvent, FALSE);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
