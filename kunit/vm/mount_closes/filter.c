/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that keeps flushes, and the cleanup of the file "late". Opens of other names tell it to go on,
 * and ask it:
 *
 *	flush		one flush goes on
 *	go		the cleanup goes on
 *	waits		exists if the cleanup waits
 *	ended		exists if "late" is closed
 *	closed		exists if "other" is closed
 */
#include "../minifilter.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static KEVENT Flush, Go;
static LONG volatile Waits, Ended, Closed;

static VOID Wait(PKEVENT Event)
{
	KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
}

static FLT_PREOP_CALLBACK_STATUS Answer(PFLT_CALLBACK_DATA Data, LONG Is)
{
	return Is ? FLT_PREOP_SUCCESS_NO_CALLBACK : Complete(Data, STATUS_OBJECT_NAME_NOT_FOUND, 0);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	if (Is(Data, "waits"))
		return Answer(Data, Waits);
	if (Is(Data, "ended"))
		return Answer(Data, Ended);
	if (Is(Data, "closed"))
		return Answer(Data, Closed);
	if (Is(Data, "flush"))
		KeSetEvent(&Flush, 0, FALSE);
	if (Is(Data, "go"))
		KeSetEvent(&Go, 0, FALSE);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreFlush(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	Wait(&Flush);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	if (Is(Data, "other"))
		InterlockedExchange(&Closed, 1);
	if (Is(Data, "late")) {
		InterlockedExchange(&Waits, 1);
		Wait(&Go);
	}
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreClose(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	if (Is(Data, "late"))
		InterlockedExchange(&Ended, 1);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_FLUSH_BUFFERS, 0, PreFlush, NULL },
	{ IRP_MJ_CLEANUP, 0, PreCleanup, NULL },
	{ IRP_MJ_CLOSE, 0, PreClose, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&Flush, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Go, NotificationEvent, FALSE);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
