/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that forgets a work item of each kind: a generic one, which has run for its filter,
 * and a deferred one, which was never queued. Neither holds up the unload. The log names the place
 * where each was made, and does not name the item that is freed. (rows 52, 86)
 */
#include <fltKernel.h>

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static PFLT_GENERIC_WORKITEM Generic;
static PFLT_DEFERRED_IO_WORKITEM Deferred;

static VOID FLTAPI Routine(PFLT_GENERIC_WORKITEM FltWorkItem, PVOID FltObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(FltWorkItem);
	UNREFERENCED_PARAMETER(FltObject);
	KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
}

static __attribute__((noinline)) VOID MakeForgottenGeneric(VOID)
{
	Generic = FltAllocateGenericWorkItem();
	DbgPrint("flt_leak: generic item %p\n", Generic);
}

static __attribute__((noinline)) VOID MakeForgottenDeferred(VOID)
{
	Deferred = FltAllocateDeferredIoWorkItem();
	DbgPrint("flt_leak: deferred item %p\n", Deferred);
}

static __attribute__((noinline)) VOID MakeAndFree(VOID)
{
	PFLT_GENERIC_WORKITEM Item = FltAllocateGenericWorkItem();

	if (Item)
		FltFreeGenericWorkItem(Item);
	DbgPrint("flt_leak: one is freed\n");
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	NTSTATUS Status;
	KEVENT Done;

	UNREFERENCED_PARAMETER(Flags);
	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	Status = FltQueueGenericWorkItem(Generic, Filter, Routine, DelayedWorkQueue, &Done);
	if (NT_SUCCESS(Status))
		KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
	MakeForgottenDeferred();
	FltUnregisterFilter(Filter);
	DbgPrint("flt_leak: the filter is unregistered, status %lx\n", Status);
	return STATUS_SUCCESS;
}

static CONST FLT_REGISTRATION Registration = {
	.Size = sizeof(FLT_REGISTRATION),
	.Version = FLT_REGISTRATION_VERSION,
	.FilterUnloadCallback = Unload,
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Status = FltRegisterFilter(DriverObject, &Registration, &Filter);
	if (!NT_SUCCESS(Status))
		return Status;
	MakeForgottenGeneric();
	MakeAndFree();
	return STATUS_SUCCESS;
}
