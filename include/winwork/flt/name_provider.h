/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The callbacks of name providers, transactions and sections. Minifilters register them, and
 * WinWork never calls them.
 */
#ifndef WINWORK_FLT_NAME_PROVIDER_H
#define WINWORK_FLT_NAME_PROVIDER_H

#include "operation.h"

EXTERN_C_START

/* A combination of a name format, a query method and flags, one from each group below. */
typedef ULONG FLT_FILE_NAME_OPTIONS;

#define FLT_VALID_FILE_NAME_FORMATS 0x000000ff
#define FLT_FILE_NAME_NORMALIZED 0x01
#define FLT_FILE_NAME_OPENED 0x02
#define FLT_FILE_NAME_SHORT 0x03
#define FltGetFileNameFormat(NameOptions) \
	((FLT_FILE_NAME_OPTIONS)((NameOptions) & FLT_VALID_FILE_NAME_FORMATS))

#define FLT_VALID_FILE_NAME_QUERY_METHODS 0x0000ff00
#define FLT_FILE_NAME_QUERY_DEFAULT 0x0100
#define FLT_FILE_NAME_QUERY_CACHE_ONLY 0x0200
#define FLT_FILE_NAME_QUERY_FILESYSTEM_ONLY 0x0300
#define FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP 0x0400
#define FltGetFileNameQueryMethod(NameOptions) \
	((FLT_FILE_NAME_OPTIONS)((NameOptions) & FLT_VALID_FILE_NAME_QUERY_METHODS))

#define FLT_VALID_FILE_NAME_FLAGS 0xff000000
#define FLT_FILE_NAME_REQUEST_FROM_CURRENT_PROVIDER 0x01000000
#define FLT_FILE_NAME_DO_NOT_CACHE 0x02000000
#define FLT_FILE_NAME_ALLOW_QUERY_ON_REPARSE 0x04000000

typedef ULONG FLT_NORMALIZE_NAME_FLAGS;

#define FLTFL_NORMALIZE_NAME_CASE_SENSITIVE 0x01
#define FLTFL_NORMALIZE_NAME_DESTINATION_FILE_NAME 0x02

/* A buffer for a name, which the Filter Manager owns. Page: fltkernel.h, FLT_NAME_CONTROL */
typedef struct _FLT_NAME_CONTROL {
	UNICODE_STRING Name;
} FLT_NAME_CONTROL, *PFLT_NAME_CONTROL;

/**
 * PFLT_GENERATE_FILE_NAME - generate the name of a file that the minifilters above see
 * @Instance: the instance of the minifilter
 * @FileObject: the file
 * @CallbackData: the operation that the name is for, or NULL
 * @NameOptions: the kind of name, FLT_FILE_NAME_*
 * @CacheFileNameInformation: receives TRUE if the name may be cached, otherwise FALSE
 * @FileName: receives the name
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status.
 * Page: fltkernel.h, PFLT_GENERATE_FILE_NAME
 */
typedef NTSTATUS(FLTAPI *PFLT_GENERATE_FILE_NAME)(
	_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
	_In_opt_ PFLT_CALLBACK_DATA CallbackData, _In_ FLT_FILE_NAME_OPTIONS NameOptions,
	_Out_ PBOOLEAN CacheFileNameInformation, _Out_ PFLT_NAME_CONTROL FileName);

/**
 * PFLT_NORMALIZE_NAME_COMPONENT, PFLT_NORMALIZE_NAME_COMPONENT_EX - expand one component of a
 *	path to its long form
 * @Instance: the instance of the minifilter
 * @ParentDirectory: the path of the folder, in its long form
 * @VolumeNameLength: bytes of the volume's name in @ParentDirectory
 * @Component: the component to expand
 * @ExpandComponentName: receives the long form
 * @ExpandComponentNameLength: bytes of @ExpandComponentName
 * @Flags: FLTFL_NORMALIZE_*
 * @NormalizationContext: a pointer of the minifilter's, kept from one component to the next
 * @FileObject: the file
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status.
 * Page: fltkernel.h, PFLT_NORMALIZE_NAME_COMPONENT, PFLT_NORMALIZE_NAME_COMPONENT_EX
 */
typedef NTSTATUS(FLTAPI *PFLT_NORMALIZE_NAME_COMPONENT)(
	_In_ PFLT_INSTANCE Instance, _In_ PCUNICODE_STRING ParentDirectory,
	_In_ USHORT VolumeNameLength, _In_ PCUNICODE_STRING Component,
	_Out_writes_bytes_(ExpandComponentNameLength) PFILE_NAMES_INFORMATION ExpandComponentName,
	_In_ ULONG ExpandComponentNameLength, _In_ FLT_NORMALIZE_NAME_FLAGS Flags,
	_Inout_ PVOID *NormalizationContext);
typedef NTSTATUS(FLTAPI *PFLT_NORMALIZE_NAME_COMPONENT_EX)(
	_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject,
	_In_ PCUNICODE_STRING ParentDirectory, _In_ USHORT VolumeNameLength,
	_In_ PCUNICODE_STRING Component,
	_Out_writes_bytes_(ExpandComponentNameLength) PFILE_NAMES_INFORMATION ExpandComponentName,
	_In_ ULONG ExpandComponentNameLength, _In_ FLT_NORMALIZE_NAME_FLAGS Flags,
	_Inout_ PVOID *NormalizationContext);

/**
 * PFLT_NORMALIZE_CONTEXT_CLEANUP - clean up *NormalizationContext of the two callbacks
 * @NormalizationContext: a pointer of the minifilter's, kept from one component to the next
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: fltkernel.h, PFLT_NORMALIZE_CONTEXT_CLEANUP
 */
typedef VOID(FLTAPI *PFLT_NORMALIZE_CONTEXT_CLEANUP)(_In_opt_ PVOID *NormalizationContext);

/**
 * PFLT_TRANSACTION_NOTIFICATION_CALLBACK - handle the end of a transaction
 * @FltObjects: the filter, the volume, the instance and the transaction
 * @TransactionContext: the context of the transaction
 * @NotificationMask: TRANSACTION_NOTIFY_*
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status.
 * Page: fltkernel.h, PFLT_TRANSACTION_NOTIFICATION_CALLBACK
 */
typedef NTSTATUS(FLTAPI *PFLT_TRANSACTION_NOTIFICATION_CALLBACK)(
	_In_ PCFLT_RELATED_OBJECTS FltObjects, _In_ PFLT_CONTEXT TransactionContext,
	_In_ ULONG NotificationMask);

/**
 * PFLT_SECTION_CONFLICT_NOTIFICATION_CALLBACK - handle an operation that conflicts with a section
 * @Instance: the instance of the minifilter
 * @SectionContext: the context of the section
 * @Data: the operation
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status.
 * Page: fltkernel.h, PFLT_SECTION_CONFLICT_NOTIFICATION_CALLBACK
 */
typedef NTSTATUS(FLTAPI *PFLT_SECTION_CONFLICT_NOTIFICATION_CALLBACK)(
	_In_ PFLT_INSTANCE Instance, _In_ PFLT_CONTEXT SectionContext,
	_In_ PFLT_CALLBACK_DATA Data);

EXTERN_C_END

#endif /* WINWORK_FLT_NAME_PROVIDER_H */
