/* SPDX-License-Identifier: GPL-2.0 */
/*
 * More of the Filter Manager.
 */
#ifndef WINWORK_FLT_MANAGER_H
#define WINWORK_FLT_MANAGER_H

#include "names.h"
#include "filter.h"
#include "name_provider.h"
#include "operation.h"
#include "../fsrtl/types.h"
#include "../io/file_information.h"
#include "io.h"

EXTERN_C_START

struct _INSTANCE_AGGREGATE_STANDARD_INFORMATION;
struct _INSTANCE_BASIC_INFORMATION;
struct _INSTANCE_FULL_INFORMATION;
struct _INSTANCE_PARTIAL_INFORMATION;

typedef enum _FILTER_INFORMATION_CLASS {
	FilterFullInformation,
	FilterAggregateBasicInformation,
	FilterAggregateStandardInformation,
} FILTER_INFORMATION_CLASS, *PFILTER_INFORMATION_CLASS;

typedef enum _FILTER_VOLUME_INFORMATION_CLASS {
	FilterVolumeBasicInformation,
	FilterVolumeStandardInformation,
} FILTER_VOLUME_INFORMATION_CLASS, *PFILTER_VOLUME_INFORMATION_CLASS;

typedef struct _INSTANCE_AGGREGATE_STANDARD_INFORMATION {
	ULONG NextEntryOffset;
	ULONG Flags;
	union {
		struct {
			ULONG Flags;
			ULONG FrameID;
			FLT_FILESYSTEM_TYPE VolumeFileSystemType;
			USHORT InstanceNameLength;
			USHORT InstanceNameBufferOffset;
			USHORT AltitudeLength;
			USHORT AltitudeBufferOffset;
			USHORT VolumeNameLength;
			USHORT VolumeNameBufferOffset;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			ULONG SupportedFeatures;
		} MiniFilter;
		struct {
			ULONG Flags;
			USHORT AltitudeLength;
			USHORT AltitudeBufferOffset;
			USHORT VolumeNameLength;
			USHORT VolumeNameBufferOffset;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			ULONG SupportedFeatures;
		} LegacyFilter;
	} Type;
} INSTANCE_AGGREGATE_STANDARD_INFORMATION, *PINSTANCE_AGGREGATE_STANDARD_INFORMATION;

typedef struct _INSTANCE_BASIC_INFORMATION {
	ULONG NextEntryOffset;
	USHORT InstanceNameLength;
	USHORT InstanceNameBufferOffset;
} INSTANCE_BASIC_INFORMATION, *PINSTANCE_BASIC_INFORMATION;

typedef struct _INSTANCE_FULL_INFORMATION {
	ULONG NextEntryOffset;
	USHORT InstanceNameLength;
	USHORT InstanceNameBufferOffset;
	USHORT AltitudeLength;
	USHORT AltitudeBufferOffset;
	USHORT VolumeNameLength;
	USHORT VolumeNameBufferOffset;
	USHORT FilterNameLength;
	USHORT FilterNameBufferOffset;
} INSTANCE_FULL_INFORMATION, *PINSTANCE_FULL_INFORMATION;

typedef struct _INSTANCE_PARTIAL_INFORMATION {
	ULONG NextEntryOffset;
	USHORT InstanceNameLength;
	USHORT InstanceNameBufferOffset;
	USHORT AltitudeLength;
	USHORT AltitudeBufferOffset;
} INSTANCE_PARTIAL_INFORMATION, *PINSTANCE_PARTIAL_INFORMATION;

WINWORK_ABSENT NTSTATUS NTAPI FltAddOpenReparseEntry(
	_In_ PFLT_FILTER Filter, _In_ PFLT_CALLBACK_DATA Data,
	_In_ POPEN_REPARSE_LIST_ENTRY OpenReparseEntry);
WINWORK_ABSENT NTSTATUS NTAPI FltApplyPriorityInfoThread(
	_In_ PIO_PRIORITY_INFO InputPriorityInfo, _Out_opt_ PIO_PRIORITY_INFO OutputPriorityInfo,
	_In_ PETHREAD Thread);
WINWORK_ABSENT NTSTATUS NTAPI FltEnumerateFilterInformation(
	_In_ ULONG Index, _In_ FILTER_INFORMATION_CLASS InformationClass, _Out_ PVOID Buffer,
	_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI FltEnumerateInstanceInformationByDeviceObject(
	_In_ PDEVICE_OBJECT DeviceObject, _In_ ULONG Index,
	_In_ INSTANCE_INFORMATION_CLASS InformationClass, _Out_ PVOID Buffer,
	_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI FltEnumerateInstanceInformationByFilter(
	_In_ PFLT_FILTER Filter, _In_ ULONG Index,
	_In_ INSTANCE_INFORMATION_CLASS InformationClass, _Out_ PVOID Buffer,
	_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
WINWORK_ABSENT VOID NTAPI FltGetContextsEx(_In_ PCFLT_RELATED_OBJECTS FltObjects,
					   _In_ FLT_CONTEXT_TYPE DesiredContexts,
					   _In_ SIZE_T ContextsSize,
					   _Out_ PFLT_RELATED_CONTEXTS_EX Contexts);
WINWORK_ABSENT NTSTATUS NTAPI FltGetFilterInformation(
	_In_ PFLT_FILTER Filter, _In_ FILTER_INFORMATION_CLASS InformationClass, _Out_ PVOID Buffer,
	_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI FltGetInstanceInformation(
	_In_ PFLT_INSTANCE Instance, _In_ INSTANCE_INFORMATION_CLASS InformationClass,
	_Out_ PVOID Buffer, _In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI FltLoadFilter(_In_ PCUNICODE_STRING FilterName);
WINWORK_ABSENT NTSTATUS NTAPI FltPropagateActivityIdToThread(
	_In_ PFLT_CALLBACK_DATA CallbackData, _Inout_ LPGUID PropagatedId,
	_Out_ LPGUID *OriginalId);
WINWORK_ABSENT VOID NTAPI FltReleaseContextsEx(_In_ SIZE_T ContextsSize,
					       _In_ PFLT_RELATED_CONTEXTS_EX Contexts);

EXTERN_C_END

#endif /* WINWORK_FLT_MANAGER_H */
