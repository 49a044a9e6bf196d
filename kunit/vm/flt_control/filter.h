/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that sees nothing, and whose instances come and go: what both of this test's have in common.
 */
#ifndef WINWORK_VM_FLT_CONTROL_FILTER_H
#define WINWORK_VM_FLT_CONTROL_FILTER_H

#include <fltKernel.h>

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;

static NTSTATUS FLTAPI FilterUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static inline NTSTATUS Start(PDRIVER_OBJECT DriverObject, const FLT_REGISTRATION *Registration)
{
	NTSTATUS Status = FltRegisterFilter(DriverObject, Registration, &Filter);

	if (!NT_SUCCESS(Status))
		return Status;
	Status = FltStartFiltering(Filter);
	if (!NT_SUCCESS(Status))
		FltUnregisterFilter(Filter);
	return Status;
}

#endif
