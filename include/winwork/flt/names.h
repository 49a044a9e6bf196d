/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of files, and what is parsed from them.
 */
#ifndef WINWORK_FLT_NAMES_H
#define WINWORK_FLT_NAMES_H

#include "name_provider.h"
#include "operation.h"
#include "../io/file_information.h"

EXTERN_C_START

typedef enum _INSTANCE_INFORMATION_CLASS {
	InstanceBasicInformation,
	InstancePartialInformation,
	InstanceFullInformation,
	InstanceAggregateStandardInformation,
} INSTANCE_INFORMATION_CLASS, *PINSTANCE_INFORMATION_CLASS;

struct _FLT_FILE_NAME_INFORMATION;

#define FLTFL_FILE_NAME_PARSED_FINAL_COMPONENT 0x0001
#define FLTFL_FILE_NAME_PARSED_EXTENSION 0x0002
#define FLTFL_FILE_NAME_PARSED_STREAM 0x0004
#define FLTFL_FILE_NAME_PARSED_PARENT_DIR 0x0008
typedef USHORT FLT_FILE_NAME_PARSED_FLAGS;

typedef struct _FLT_FILE_NAME_INFORMATION {
	USHORT Size;
	FLT_FILE_NAME_PARSED_FLAGS NamesParsed;
	FLT_FILE_NAME_OPTIONS Format;
	UNICODE_STRING Name;
	UNICODE_STRING Volume;
	UNICODE_STRING Share;
	UNICODE_STRING Extension;
	UNICODE_STRING Stream;
	UNICODE_STRING FinalComponent;
	UNICODE_STRING ParentDir;
} FLT_FILE_NAME_INFORMATION, *PFLT_FILE_NAME_INFORMATION;

/**
 * FltParseFileName - find the parts of a text that is a name
 * @FileName: the text
 * @Extension: NULL, or receives what follows the last dot of the final component, without the stream
 * @Stream: NULL, or receives the final component from its first colon on
 * @FinalComponent: NULL, or receives what follows the last backslash
 *
 * The parts are in the memory of @FileName. A part that is not there is empty, without a buffer.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER if @FileName is NULL.
 * Page: fltkernel.h, FltParseFileName
 */
NTSTATUS FLTAPI FltParseFileName(_In_ PCUNICODE_STRING FileName, _Inout_opt_ PUNICODE_STRING Extension,
				 _Inout_opt_ PUNICODE_STRING Stream,
				 _Inout_opt_ PUNICODE_STRING FinalComponent);

WINWORK_ABSENT NTSTATUS NTAPI FltCheckAndGrowNameControl(_Inout_ PFLT_NAME_CONTROL NameCtrl,
							 _In_ USHORT NewSize);
WINWORK_ABSENT NTSTATUS NTAPI FltCreateNamedPipeFile(
	_In_ PFLT_FILTER Filter, _In_opt_ PFLT_INSTANCE Instance, _Out_ PHANDLE FileHandle,
	_Out_opt_ PFILE_OBJECT *FileObject, _In_ ACCESS_MASK DesiredAccess,
	_In_ POBJECT_ATTRIBUTES ObjectAttributes, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
	_In_ ULONG ShareAccess, _In_ ULONG CreateDisposition, _In_ ULONG CreateOptions,
	_In_ ULONG NamedPipeType, _In_ ULONG ReadMode, _In_ ULONG CompletionMode,
	_In_ ULONG MaximumInstances, _In_ ULONG InBoundQuota, _In_ ULONG OutBoundQuota,
	_In_opt_ PLARGE_INTEGER DefaultTimeout, _In_opt_ PIO_DRIVER_CREATE_CONTEXT DriverContext);
WINWORK_ABSENT NTSTATUS NTAPI FltEnumerateInstanceInformationByVolumeName(
	_In_ PUNICODE_STRING VolumeName, _In_ ULONG Index,
	_In_ INSTANCE_INFORMATION_CLASS InformationClass, _Out_ PVOID Buffer,
	_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
WINWORK_ABSENT NTSTATUS NTAPI FltGetDestinationFileNameInformation(
	_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _In_opt_ HANDLE RootDirectory,
	_In_ PWSTR FileName, _In_ ULONG FileNameLength, _In_ FLT_FILE_NAME_OPTIONS NameOptions,
	_Out_ PFLT_FILE_NAME_INFORMATION *RetFileNameInformation);
WINWORK_ABSENT NTSTATUS NTAPI FltGetFileNameInformation(
	_In_ PFLT_CALLBACK_DATA CallbackData, _In_ FLT_FILE_NAME_OPTIONS NameOptions,
	_Out_ PFLT_FILE_NAME_INFORMATION *FileNameInformation);
WINWORK_ABSENT NTSTATUS NTAPI FltGetFileNameInformationUnsafe(
	_In_ PFILE_OBJECT FileObject, _In_opt_ PFLT_INSTANCE Instance,
	_In_ FLT_FILE_NAME_OPTIONS NameOptions,
	_Out_ PFLT_FILE_NAME_INFORMATION *FileNameInformation);
WINWORK_ABSENT NTSTATUS NTAPI FltGetFilterFromName(_In_ PCUNICODE_STRING FilterName,
						   _Out_ PFLT_FILTER *RetFilter);
WINWORK_ABSENT NTSTATUS NTAPI FltGetTunneledName(
	_In_ PFLT_CALLBACK_DATA CallbackData, _In_ PFLT_FILE_NAME_INFORMATION FileNameInformation,
	_Out_ PFLT_FILE_NAME_INFORMATION *RetTunneledFileNameInformation);
WINWORK_ABSENT NTSTATUS NTAPI FltGetVolumeFromName(_In_ PFLT_FILTER Filter,
						   _In_ PCUNICODE_STRING VolumeName,
						   _Out_ PFLT_VOLUME *RetVolume);
WINWORK_ABSENT NTSTATUS NTAPI FltGetVolumeGuidName(_In_ PFLT_VOLUME Volume,
						   _Out_ PUNICODE_STRING VolumeGuidName,
						   _Out_opt_ PULONG BufferSizeNeeded);
WINWORK_ABSENT NTSTATUS NTAPI FltParseFileNameInformation(
	_Inout_ PFLT_FILE_NAME_INFORMATION FileNameInformation);
WINWORK_ABSENT NTSTATUS NTAPI FltPurgeFileNameInformationCache(
	_In_ PFLT_INSTANCE Instance, _In_opt_ PFILE_OBJECT FileObject);
WINWORK_ABSENT VOID NTAPI FltReferenceFileNameInformation(
	_In_ PFLT_FILE_NAME_INFORMATION FileNameInformation);
WINWORK_ABSENT VOID NTAPI FltReleaseFileNameInformation(
	_In_ PFLT_FILE_NAME_INFORMATION FileNameInformation);

EXTERN_C_END

#endif /* WINWORK_FLT_NAMES_H */
