/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the VM tests that have two minifilters in one driver, one above the other.
 */
#ifndef WINWORK_VM_TWO_MINIFILTERS_H
#define WINWORK_VM_TWO_MINIFILTERS_H

#include "minifilter.h"

static PFLT_FILTER Lower, Upper;

static NTSTATUS FLTAPI FilterUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	/* Each filter asks for it: the first call ends both. */
	if (!Lower)
		return STATUS_SUCCESS;
	FltUnregisterFilter(Upper);
	FltUnregisterFilter(Lower);
	Lower = NULL;
	return STATUS_SUCCESS;
}

/* Without an altitude of its own, the later filter is the higher one. */
static NTSTATUS StartBoth(PDRIVER_OBJECT DriverObject, const FLT_OPERATION_REGISTRATION *LowerOperations,
			  const FLT_OPERATION_REGISTRATION *UpperOperations)
{
	NTSTATUS Status = StartFilter(DriverObject, LowerOperations, FilterUnload, &Lower);

	return NT_SUCCESS(Status) ? StartFilter(DriverObject, UpperOperations, FilterUnload, &Upper) : Status;
}

#endif
