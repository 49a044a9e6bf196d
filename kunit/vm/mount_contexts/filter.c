/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter with contexts on the files, streams and open files of a mount.
 */
#include "../minifilter.h"

#include "contexts.h"

DRIVER_INITIALIZE DriverEntry;

typedef struct _SHARED {
	LONG Opens;
	struct count *Count;
} SHARED, *PSHARED;

typedef struct _OPENED {
	PSHARED Stream;			/* without a reference */
	PSHARED File;
	struct count *Count;
} OPENED, *POPENED;

static PFLT_FILTER Filter;
static PFILE_OBJECT Closed;		/* with a reference */
static struct state State;

static VOID FLTAPI SharedCleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE Type)
{
	UNREFERENCED_PARAMETER(Type);
	if (((PSHARED)Context)->Count)
		InterlockedIncrement((volatile LONG *)&((PSHARED)Context)->Count->cleaned);
}

static VOID FLTAPI HandleCleanup(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE Type)
{
	UNREFERENCED_PARAMETER(Type);
	if (((POPENED)Context)->Count)
		InterlockedIncrement((volatile LONG *)&((POPENED)Context)->Count->cleaned);
}

static PVOID New(FLT_CONTEXT_TYPE Type, SIZE_T Bytes)
{
	PFLT_CONTEXT Context = NULL;

	if (NT_SUCCESS(FltAllocateContext(Filter, Type, Bytes, NonPagedPool, &Context)))
		RtlZeroMemory(Context, Bytes);
	return Context;
}

typedef NTSTATUS (FLTAPI *SET)(PFLT_INSTANCE, PFILE_OBJECT, FLT_SET_CONTEXT_OPERATION, PFLT_CONTEXT, PFLT_CONTEXT *);
typedef NTSTATUS (FLTAPI *GET)(PFLT_INSTANCE, PFILE_OBJECT, PFLT_CONTEXT *);

/* ---- Opens --------------------------------------------------------------------------------- */

static VOID ExpectNone(PCFLT_RELATED_OBJECTS Objects, FLT_CONTEXT_TYPE Type, SIZE_T Bytes, SET Set, GET Get)
{
	PFLT_CONTEXT Context = New(Type, Bytes), Found;

	if (!Context ||
	    Set(Objects->Instance, Objects->FileObject, FLT_SET_CONTEXT_KEEP_IF_EXISTS, Context, NULL) !=
		    STATUS_NOT_SUPPORTED ||
	    Get(Objects->Instance, Objects->FileObject, &Found) != STATUS_NOT_SUPPORTED || Found)
		InterlockedIncrement((volatile LONG *)&State.early);
	if (Context)
		FltReleaseContext(Context);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	/* The second: a new name in a folder, which is what is opened. */
	if (!Is(Data, "c_") || FlagOn(Data->Iopb->OperationFlags, SL_OPEN_TARGET_DIRECTORY))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	ExpectNone(Objects, FLT_FILE_CONTEXT, sizeof(SHARED), FltSetFileContext, FltGetFileContext);
	ExpectNone(Objects, FLT_STREAM_CONTEXT, sizeof(SHARED), FltSetStreamContext, FltGetStreamContext);
	ExpectNone(Objects, FLT_STREAMHANDLE_CONTEXT, sizeof(OPENED), FltSetStreamHandleContext,
		   FltGetStreamHandleContext);
	if (Objects->FileObject->FsContext || FltSupportsFileContextsEx(Objects->FileObject, Objects->Instance))
		InterlockedIncrement((volatile LONG *)&State.early);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* Finds or makes it, with a reference. */
static PSHARED Share(PCFLT_RELATED_OBJECTS Objects, FLT_CONTEXT_TYPE Type, SET Set, GET Get, struct count *Count)
{
	PFLT_CONTEXT Found, Made;
	NTSTATUS Status;

	if (NT_SUCCESS(Get(Objects->Instance, Objects->FileObject, &Found)))
		return Found;
	Made = New(Type, sizeof(SHARED));
	if (!Made)
		return NULL;
	((PSHARED)Made)->Count = Count;
	InterlockedIncrement((volatile LONG *)&Count->made);
	Status = Set(Objects->Instance, Objects->FileObject, FLT_SET_CONTEXT_KEEP_IF_EXISTS, Made, &Found);
	if (NT_SUCCESS(Status))
		return Made;
	FltReleaseContext(Made);
	return Found;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	PSHARED File, Stream;
	POPENED Handle;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (!NT_SUCCESS(Data->IoStatus.Status) || FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING))
		return FLT_POSTOP_FINISHED_PROCESSING;
	File = Share(Objects, FLT_FILE_CONTEXT, FltSetFileContext, FltGetFileContext, &State.files);
	Stream = Share(Objects, FLT_STREAM_CONTEXT, FltSetStreamContext, FltGetStreamContext, &State.streams);
	Handle = New(FLT_STREAMHANDLE_CONTEXT, sizeof(OPENED));
	if (File && Stream && Handle) {
		Handle->Stream = Stream;
		Handle->File = File;
		Handle->Count = &State.handles;
		InterlockedIncrement(&Stream->Opens);
		InterlockedIncrement((volatile LONG *)&State.handles.made);
		if (!NT_SUCCESS(FltSetStreamHandleContext(Objects->Instance, Objects->FileObject,
							  FLT_SET_CONTEXT_KEEP_IF_EXISTS, Handle, NULL)))
			InterlockedIncrement((volatile LONG *)&State.wrong);
	}
	if (File)
		FltReleaseContext(File);
	if (Stream)
		FltReleaseContext(Stream);
	if (Handle)
		FltReleaseContext(Handle);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* ---- Reads --------------------------------------------------------------------------------- */

static VOID Compare(PCFLT_RELATED_OBJECTS Objects)
{
	FLT_RELATED_CONTEXTS Contexts;
	POPENED Handle;

	FltGetContexts(Objects, FLT_ALL_CONTEXTS, &Contexts);
	Handle = Contexts.StreamHandleContext;
	if (!Handle || Handle->Stream != Contexts.StreamContext || Handle->File != Contexts.FileContext)
		InterlockedIncrement((volatile LONG *)&State.wrong);
	else
		State.opens = Handle->Stream->Opens;
	FltReleaseContexts(&Contexts);
	State.supports = (FltSupportsFileContexts(Objects->FileObject) ? 1 : 0) |
		(FltSupportsFileContextsEx(Objects->FileObject, Objects->Instance) ? 2 : 0) |
		(FltSupportsFileContextsEx(Objects->FileObject, NULL) ? 4 : 0);
}

static VOID UseClosed(PFLT_INSTANCE Instance)
{
	PFLT_CONTEXT Context = New(FLT_STREAMHANDLE_CONTEXT, sizeof(OPENED)), Found;

	State.late[0] = (unsigned int)FltSetStreamHandleContext(Instance, Closed, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
								Context, NULL);
	State.late[1] = (unsigned int)FltGetStreamHandleContext(Instance, Closed, &Found);
	State.late[2] = (unsigned int)FltDeleteStreamHandleContext(Instance, Closed, NULL);
	if (FltSupportsFileContextsEx(Closed, Instance))
		State.supports |= 8;
	FltReleaseContext(Context);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "c_"))
		Compare(Objects);
	if (!Is(Data, "state") || Data->Iopb->Parameters.Read.Length != sizeof(State))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	if (Closed)
		UseClosed(Objects->Instance);
	RtlCopyMemory(Data->Iopb->Parameters.Read.ReadBuffer, &State, sizeof(State));
	return Complete(Data, STATUS_SUCCESS, sizeof(State));
}

/* Keeps the file object longer than the file is open. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI PreClose(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "c_kept") && !Closed) {
		ObReferenceObject(Objects->FileObject);
		Closed = Objects->FileObject;
	}
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The driver ---------------------------------------------------------------------------- */

static VOID Print(const char *What, const struct count *Count)
{
	DbgPrint("mount_contexts: %s: %d made, %d cleaned\n", What, Count->made, Count->cleaned);
}

static NTSTATUS FLTAPI FilterUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	if (Closed)
		ObDereferenceObject(Closed);
	Print("files", &State.files);
	Print("streams", &State.streams);
	Print("handles", &State.handles);
	return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	static CONST FLT_CONTEXT_REGISTRATION Contexts[] = {
		{ FLT_FILE_CONTEXT, 0, SharedCleanup, sizeof(SHARED), 'xtCM' },
		{ FLT_STREAM_CONTEXT, 0, SharedCleanup, sizeof(SHARED), 'xtCM' },
		{ FLT_STREAMHANDLE_CONTEXT, 0, HandleCleanup, sizeof(OPENED), 'xtCM' },
		{ FLT_CONTEXT_END }
	};
	static CONST FLT_OPERATION_REGISTRATION Operations[] = {
		{ IRP_MJ_CREATE, 0, PreCreate, PostCreate },
		{ IRP_MJ_READ, 0, PreRead, NULL },
		{ IRP_MJ_CLOSE, 0, PreClose, NULL },
		{ IRP_MJ_OPERATION_END }
	};
	const FLT_REGISTRATION Registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.ContextRegistration = Contexts,
		.OperationRegistration = Operations,
		.FilterUnloadCallback = FilterUnload,
	};
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Status = FltRegisterFilter(DriverObject, &Registration, &Filter);
	return NT_SUCCESS(Status) ? FltStartFiltering(Filter) : Status;
}
