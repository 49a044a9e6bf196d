/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Extra create parameters (ECPs): what a minifilter tells those below about an IRP_MJ_CREATE.
 *
 * A parameter is memory of a type, which a GUID names. Parameters are in a list, and the list in an operation. A
 * parameter is freed with the list that it is in, and a list with the operation that it is in.
 *
 * Here: FltUnregisterFilter waits for the filter's lists in operations, and for its parameters in lists of other
 * filters. It frees other lists and parameters that the filter has left, and reports them (0xC4).
 *
 * Here: a pointer to something other than a live parameter, list or operation is reported (0xF5), and so is one to
 * something other than a filter (0x18). The call then has no effect, and returns STATUS_INVALID_PARAMETER or FALSE.
 */
#ifndef WINWORK_FLT_CREATE_PARAMETERS_H
#define WINWORK_FLT_CREATE_PARAMETERS_H

#include "../fsrtl/types.h"
#include "operation.h"

EXTERN_C_START

/**
 * FltAllocateExtraCreateParameterList, FltFreeExtraCreateParameterList - make an empty list; free a list and
 *	the parameters in it
 * @Filter: the caller's filter
 * @Flags: 0 or FSRTL_ALLOCATE_ECPLIST_FLAG_CHARGE_QUOTA, which has no effect here
 * @EcpList: receives the list, or NULL after a failure; the list to free
 *
 * You may not free the list of an operation. The call is reported (0xF5), and has no effect.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES, STATUS_FLT_DELETING_OBJECT, STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltAllocateExtraCreateParameterList, FltFreeExtraCreateParameterList
 */
NTSTATUS FLTAPI FltAllocateExtraCreateParameterList(_In_ PFLT_FILTER Filter,
						    _In_ FSRTL_ALLOCATE_ECPLIST_FLAGS Flags,
						    _Out_ PECP_LIST *EcpList);
VOID FLTAPI FltFreeExtraCreateParameterList(_In_ PFLT_FILTER Filter, _In_ PECP_LIST EcpList);

/**
 * FltAllocateExtraCreateParameter, FltAllocateExtraCreateParameterFromLookasideList - make a parameter
 * @Filter: the caller's filter
 * @EcpType: the type, which is copied
 * @SizeOfContext: of the parameter in bytes
 * @Flags: FSRTL_ALLOCATE_ECP_FLAG_*, which have no effect here: all memory is nonpaged
 * @CleanupCallback: NULL, or called at <= APC_LEVEL before the parameter is freed
 * @PoolTag: has no effect
 * @LookasideList: an initialised list
 * @EcpContext: receives the parameter, or NULL after a failure. Here: it is zeroed.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES, STATUS_FLT_DELETING_OBJECT, STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltAllocateExtraCreateParameter, FltAllocateExtraCreateParameterFromLookasideList
 */
NTSTATUS FLTAPI FltAllocateExtraCreateParameter(
	_In_ PFLT_FILTER Filter, _In_ LPCGUID EcpType, _In_ ULONG SizeOfContext, _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
	_In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback, _In_ ULONG PoolTag,
	_Out_ PVOID *EcpContext);
NTSTATUS FLTAPI FltAllocateExtraCreateParameterFromLookasideList(
	_In_ PFLT_FILTER Filter, _In_ LPCGUID EcpType, _In_ ULONG SizeOfContext, _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
	_In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback, _Inout_ PVOID LookasideList,
	_Out_ PVOID *EcpContext);

/**
 * FltFreeExtraCreateParameter - free a parameter that is in no list
 * @Filter: the caller's filter
 * @EcpContext: the parameter
 *
 * A parameter that is in a list is reported (0xF5), and stays.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, FltFreeExtraCreateParameter
 */
VOID FLTAPI FltFreeExtraCreateParameter(_In_ PFLT_FILTER Filter, _In_ PVOID EcpContext);

/**
 * FltInitExtraCreateParameterLookasideList, FltDeleteExtraCreateParameterLookasideList - initialise, delete a
 *	lookaside list of parameters
 * @Filter: the caller's filter
 * @Lookaside: nonpaged memory of the driver's, a PAGED_LOOKASIDE_LIST or NPAGED_LOOKASIDE_LIST
 * @Flags: 0 or FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL, the same for both calls
 * @Size: of a parameter in bytes
 * @Tag: the tag of the parameters
 *
 * Here: the list keeps no free parameters. Deleting it frees none that are in use.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, FltInitExtraCreateParameterLookasideList, FltDeleteExtraCreateParameterLookasideList
 */
VOID FLTAPI FltInitExtraCreateParameterLookasideList(_In_ PFLT_FILTER Filter, _Inout_ PVOID Lookaside,
						     _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags, _In_ SIZE_T Size,
						     _In_ ULONG Tag);
VOID FLTAPI FltDeleteExtraCreateParameterLookasideList(_In_ PFLT_FILTER Filter, _Inout_ PVOID Lookaside,
						       _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags);

/**
 * FltInsertExtraCreateParameter, FltRemoveExtraCreateParameter, FltFindExtraCreateParameter - put a parameter
 *	into a list; take one off by its type; find one
 * @Filter: the caller's filter
 * @EcpList: the list
 * @EcpType: the type
 * @EcpContext: the parameter to insert; receives the one that was found, or NULL
 * @EcpContextSize: NULL, or receives its size in bytes, or 0
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_FOUND; STATUS_INVALID_PARAMETER if the list has a parameter of that type, the
 *	parameter is in a list, or a pointer is NULL that may not be.
 * Page: fltkernel.h, FltInsertExtraCreateParameter, FltRemoveExtraCreateParameter, FltFindExtraCreateParameter
 */
NTSTATUS FLTAPI FltInsertExtraCreateParameter(_In_ PFLT_FILTER Filter, _Inout_ PECP_LIST EcpList,
					      _Inout_ PVOID EcpContext);
NTSTATUS FLTAPI FltRemoveExtraCreateParameter(_In_ PFLT_FILTER Filter, _Inout_ PECP_LIST EcpList,
					      _In_ LPCGUID EcpType, _Out_ PVOID *EcpContext,
					      _Out_opt_ ULONG *EcpContextSize);
NTSTATUS FLTAPI FltFindExtraCreateParameter(_In_ PFLT_FILTER Filter, _In_ PECP_LIST EcpList,
					    _In_ LPCGUID EcpType, _Out_opt_ PVOID *EcpContext,
					    _Out_opt_ ULONG *EcpContextSize);

/**
 * FltGetNextExtraCreateParameter - return the next parameter of a list
 * @Filter: the caller's filter
 * @EcpList: the list
 * @CurrentEcpContext: the parameter before it, or NULL for the first one
 * @NextEcpType: NULL, or receives the type
 * @NextEcpContext: NULL, or receives the parameter, or NULL at the end
 * @NextEcpContextSize: NULL, or receives its size in bytes, or 0
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_FOUND at the end; STATUS_INVALID_PARAMETER if @CurrentEcpContext is not in
 *	the list.
 * Page: fltkernel.h, FltGetNextExtraCreateParameter
 */
NTSTATUS FLTAPI FltGetNextExtraCreateParameter(_In_ PFLT_FILTER Filter, _In_ PECP_LIST EcpList,
					       _In_opt_ PVOID CurrentEcpContext, _Out_opt_ LPGUID NextEcpType,
					       _Out_opt_ PVOID *NextEcpContext,
					       _Out_opt_ ULONG *NextEcpContextSize);

/**
 * FltGetEcpListFromCallbackData, FltSetEcpListIntoCallbackData - return the list of a create; give it one
 * @Filter: the caller's filter
 * @CallbackData: an IRP_MJ_CREATE that is based on an IRP
 * @EcpList: receives the list, or NULL if there is none; the list, which then belongs to the operation
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS. For another @CallbackData STATUS_INVALID_PARAMETER, from FltSetEcpListIntoCallbackData
 *	STATUS_INVALID_PARAMETER_2. STATUS_INVALID_PARAMETER_3 if the operation has a list, or the list is another
 *	operation's.
 * Page: fltkernel.h, FltGetEcpListFromCallbackData, FltSetEcpListIntoCallbackData
 */
NTSTATUS FLTAPI FltGetEcpListFromCallbackData(_In_ PFLT_FILTER Filter, _In_ PFLT_CALLBACK_DATA CallbackData,
					      _Out_ PECP_LIST *EcpList);
NTSTATUS FLTAPI FltSetEcpListIntoCallbackData(_In_ PFLT_FILTER Filter, _In_ PFLT_CALLBACK_DATA CallbackData,
					      _In_ PECP_LIST EcpList);

/**
 * FltAcknowledgeEcp, FltIsEcpAcknowledged, FltPrepareToReuseEcp, FltIsEcpFromUserMode - mark a parameter as
 *	seen; tell whether it is; take the mark off; tell whether a program passed the parameter
 * @Filter: the caller's filter
 * @EcpContext: the parameter
 *
 * IRQL: <= APC_LEVEL.
 * Return: TRUE or FALSE. Here: FltIsEcpFromUserMode returns FALSE, since programs pass none.
 * Page: fltkernel.h, FltAcknowledgeEcp, FltIsEcpAcknowledged, FltPrepareToReuseEcp, FltIsEcpFromUserMode
 */
VOID FLTAPI FltAcknowledgeEcp(_In_ PFLT_FILTER Filter, _In_ PVOID EcpContext);
BOOLEAN FLTAPI FltIsEcpAcknowledged(_In_ PFLT_FILTER Filter, _In_ PVOID EcpContext);
VOID FLTAPI FltPrepareToReuseEcp(_In_ PFLT_FILTER Filter, _In_ PVOID EcpContext);
BOOLEAN FLTAPI FltIsEcpFromUserMode(_In_ PFLT_FILTER Filter, _In_ PVOID EcpContext);

EXTERN_C_END

#endif /* WINWORK_FLT_CREATE_PARAMETERS_H */
