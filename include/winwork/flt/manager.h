/* SPDX-License-Identifier: GPL-2.0 */
/*
 * More of the Filter Manager.
 */
#ifndef WINWORK_FLT_MANAGER_H
#define WINWORK_FLT_MANAGER_H

#include "name_provider.h"
#include "operation.h"
#include "../fsrtl/types.h"
#include "io.h"

EXTERN_C_START

WINWORK_ABSENT NTSTATUS NTAPI FltAddOpenReparseEntry(
	_In_ PFLT_FILTER Filter, _In_ PFLT_CALLBACK_DATA Data,
	_In_ POPEN_REPARSE_LIST_ENTRY OpenReparseEntry);
WINWORK_ABSENT NTSTATUS NTAPI FltApplyPriorityInfoThread(
	_In_ PIO_PRIORITY_INFO InputPriorityInfo, _Out_opt_ PIO_PRIORITY_INFO OutputPriorityInfo,
	_In_ PETHREAD Thread);
WINWORK_ABSENT NTSTATUS NTAPI FltLoadFilter(_In_ PCUNICODE_STRING FilterName);
WINWORK_ABSENT NTSTATUS NTAPI FltPropagateActivityIdToThread(
	_In_ PFLT_CALLBACK_DATA CallbackData, _Inout_ LPGUID PropagatedId,
	_Out_ LPGUID *OriginalId);

EXTERN_C_END

#endif /* WINWORK_FLT_MANAGER_H */
