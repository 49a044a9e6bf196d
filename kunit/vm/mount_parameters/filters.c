/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount: the upper one passes an extra create parameter down, and the lower one
 * acknowledges it.
 */
#include "../two_minifilters.h"

DRIVER_INITIALIZE DriverEntry;

static const GUID Type = { 0x7d3b1c2a, 0x55e1, 0x4c0f, { 1, 2, 3, 4, 5, 6, 7, 8 } };
static LONG Sent, Found, Acknowledged, CleanedUp, Wrong;

static VOID NTAPI CleanUp(PVOID EcpContext, LPCGUID EcpType)
{
	if (*(ULONG *)EcpContext != 42 || !IsEqualGUID(EcpType, &Type) || KeGetCurrentIrql() > APC_LEVEL)
		InterlockedIncrement(&Wrong);
	InterlockedIncrement(&CleanedUp);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID *CompletionContext)
{
	PECP_LIST List = NULL;
	PVOID Parameter = NULL;

	UNREFERENCED_PARAMETER(Objects);
	if (!NT_SUCCESS(FltGetEcpListFromCallbackData(Upper, Data, &List)) || List)
		InterlockedIncrement(&Wrong);
	if (!NT_SUCCESS(FltAllocateExtraCreateParameterList(Upper, 0, &List)) ||
	    !NT_SUCCESS(FltAllocateExtraCreateParameter(Upper, &Type, sizeof(ULONG), 0, CleanUp, 'txeT', &Parameter))) {
		InterlockedIncrement(&Wrong);
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	}
	*(ULONG *)Parameter = 42;
	if (!NT_SUCCESS(FltInsertExtraCreateParameter(Upper, List, Parameter)) ||
	    !NT_SUCCESS(FltSetEcpListIntoCallbackData(Upper, Data, List)))
		InterlockedIncrement(&Wrong);
	InterlockedIncrement(&Sent);
	*CompletionContext = Parameter;
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI UpperCreated(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						      PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(Flags);
	if (FltIsEcpAcknowledged(Upper, CompletionContext))
		InterlockedIncrement(&Acknowledged);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID *CompletionContext)
{
	PECP_LIST List = NULL;
	ULONG *Parameter = NULL, Size = 0;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!NT_SUCCESS(FltGetEcpListFromCallbackData(Lower, Data, &List)) || !List ||
	    !NT_SUCCESS(FltFindExtraCreateParameter(Lower, List, &Type, (PVOID *)&Parameter, &Size)) ||
	    Size != sizeof(ULONG) || *Parameter != 42 || FltIsEcpFromUserMode(Lower, Parameter)) {
		InterlockedIncrement(&Wrong);
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	}
	InterlockedIncrement(&Found);
	FltAcknowledgeEcp(Lower, Parameter);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* At the end of a file the program has opened, all parameters of opens have been freed. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperClose(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "last"))
		DbgPrint("mount_parameters: %d sent, %d found, %d acknowledged, %d cleaned up, %d wrong\n", Sent,
			 Found, Acknowledged, CleanedUp, Wrong);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_CREATE, 0, LowerCreate, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, UpperCreate, UpperCreated },
	{ IRP_MJ_CLOSE, 0, UpperClose, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
