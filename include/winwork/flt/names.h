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

struct _FLT_FILE_NAME_INFORMATION;

/* The bits of NamesParsed: members that FltParseFileNameInformation has set. */
#define FLTFL_FILE_NAME_PARSED_FINAL_COMPONENT 0x0001
#define FLTFL_FILE_NAME_PARSED_EXTENSION 0x0002
#define FLTFL_FILE_NAME_PARSED_STREAM 0x0004
#define FLTFL_FILE_NAME_PARSED_PARENT_DIR 0x0008
typedef USHORT FLT_FILE_NAME_PARSED_FLAGS;

/**
 * struct _FLT_FILE_NAME_INFORMATION - the name of a file
 * @Size: bytes of this structure
 * @NamesParsed: FLTFL_FILE_NAME_PARSED_*
 * @Format: FLT_FILE_NAME_NORMALIZED, _OPENED or _SHORT
 * @Name: the name, which begins with that of the volume
 * @Volume: the part of @Name that is the volume's name, such as \Device\HarddiskVolume2
 * @Share: the share of a remote file. Here: empty
 * @Extension: this and the rest are set by FltParseFileNameInformation. What follows the last dot of
 *	the final component, without the stream
 * @Stream: from the first colon of the final component
 * @FinalComponent: what follows the last backslash, with the stream
 * @ParentDir: the folder, from the root of the volume, with a backslash at its end
 *
 * All strings are in the memory of @Name, and have no null at their end. Drivers change nothing of it.
 */
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
 * FltGetFileNameInformation - return the name of the file of an operation
 * @CallbackData: the operation
 * @NameOptions: one format, FLT_FILE_NAME_NORMALIZED, _OPENED or _SHORT, and one query method,
 *	FLT_FILE_NAME_QUERY_*, perhaps with flags of name providers. Without a method it is
 *	FLT_FILE_NAME_QUERY_DEFAULT.
 * @FileNameInformation: receives the name; release it with FltReleaseFileNameInformation. NULL after a
 *	failure.
 *
 * In the pre-operation callback of IRP_MJ_CREATE, and after a CREATE that has failed, the name is
 * what FileObject->FileName says; with SL_OPEN_TARGET_DIRECTORY in OperationFlags it is that of the
 * folder. From the post-operation callback on it is where the file is at the time of the call: another
 * one after a rename of the file or of a folder. A file with several names has the one that it was
 * opened by. A removed file keeps its last name.
 *
 * The file system is not asked in a thread with a top-level IRP or with all APCs disabled, in paging
 * I/O, from the post-operation callback of IRP_MJ_CLEANUP on, after STATUS_REPARSE without
 * FLT_FILE_NAME_ALLOW_QUERY_ON_REPARSE, in the callbacks of the operations that acquire or release the
 * file for the modified page writer or a flush of the cache, in those that release it for a section,
 * and in the post-operation callback of IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION.
 *
 * Here: Linux knows the names of open files at any time. These names count as the cache. So for an
 * open file FLT_FILE_NAME_QUERY_CACHE_ONLY and FLT_FILE_NAME_QUERY_ALWAYS_ALLOW_CACHE_LOOKUP find the
 * name in all of these places, and FLT_FILE_NAME_DO_NOT_CACHE has no effect.
 *
 * Here: there are no short names and no links of folders. So a normalized name is the opened one, without
 * the type of a stream, ":$DATA" or "::$DATA", at its end.
 *
 * If a minifilter below the caller is a name provider, the highest one of these says the name, in all places where the
 * file system is asked, at PASSIVE_LEVEL. Nothing that it says is in the cache. Its failure is the status.
 *
 * Drivers ask in all places, so a refusal is the status alone. Only wrong parameters are in the log.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS. STATUS_FLT_INVALID_NAME_REQUEST where the file system is not asked, and for
 *	the short name of a file that is not open. STATUS_FLT_DELETING_OBJECT for a drained operation.
 *	STATUS_FLT_NAME_CACHE_MISS if the query method is one for the cache, and the file is not open.
 *	STATUS_OBJECT_NAME_NOT_FOUND for the short name of an open file. STATUS_NAME_TOO_LONG,
 *	STATUS_INSUFFICIENT_RESOURCES, or STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltGetFileNameInformation
 */
NTSTATUS FLTAPI FltGetFileNameInformation(_In_ PFLT_CALLBACK_DATA CallbackData,
					  _In_ FLT_FILE_NAME_OPTIONS NameOptions,
					  _Outptr_ PFLT_FILE_NAME_INFORMATION *FileNameInformation);

/**
 * FltGetFileNameInformationUnsafe - return the name of an open file
 * @FileObject: the file object
 * @Instance: NULL, or the caller's instance on the volume
 * @NameOptions: as for FltGetFileNameInformation
 * @FileNameInformation: receives the name; release it with FltReleaseFileNameInformation. NULL after a
 *	failure.
 *
 * It does not look at where it is called.
 *
 * Here: a file of a mount is not open after close(2), though a driver has a reference. The file object
 * of a port, which is not that of a mount, is on the volume of @Instance, is open if it has an
 * FsContext, and has the path that its FileName says.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS. STATUS_FLT_INVALID_NAME_REQUEST if the file is not open.
 *	STATUS_OBJECT_NAME_NOT_FOUND for the short name. STATUS_NAME_TOO_LONG,
 *	STATUS_INSUFFICIENT_RESOURCES. STATUS_INVALID_PARAMETER, also if the volume is not known.
 * Page: fltkernel.h, FltGetFileNameInformationUnsafe
 */
NTSTATUS FLTAPI FltGetFileNameInformationUnsafe(
	_In_ PFILE_OBJECT FileObject, _In_opt_ PFLT_INSTANCE Instance,
	_In_ FLT_FILE_NAME_OPTIONS NameOptions,
	_Outptr_ PFLT_FILE_NAME_INFORMATION *FileNameInformation);

/**
 * FltReferenceFileNameInformation, FltReleaseFileNameInformation - add a reference on a name, drop one
 * @FileNameInformation: the name
 *
 * The last release frees the name. Here: one release too many is reported (0xF5, 0x68). What a driver
 * has not released at its unload is reported as pool with the tag FMfn, with the code that asked for
 * the name.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, FltReferenceFileNameInformation, FltReleaseFileNameInformation
 */
VOID FLTAPI FltReferenceFileNameInformation(_In_ PFLT_FILE_NAME_INFORMATION FileNameInformation);
VOID FLTAPI FltReleaseFileNameInformation(_In_ PFLT_FILE_NAME_INFORMATION FileNameInformation);

/**
 * FltParseFileNameInformation - find the parts of a name
 * @FileNameInformation: the name, whose members from @Extension on are set. A part that is not there
 *	is empty.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER after a report.
 * Page: fltkernel.h, FltParseFileNameInformation
 */
NTSTATUS FLTAPI FltParseFileNameInformation(_Inout_ PFLT_FILE_NAME_INFORMATION FileNameInformation);

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

/**
 * FltGetDestinationFileNameInformation - return the name that a rename or link gives
 * @Instance: the caller's instance on the volume of the file
 * @FileObject: the file: TargetFileObject of the operation
 * @RootDirectory: RootDirectory of FILE_RENAME_INFORMATION or FILE_LINK_INFORMATION: NULL, or a handle of
 *	the folder that @FileName is relative to
 * @FileName: the new name, as in that structure. Without @RootDirectory it begins with the name of the
 *	volume, or has no backslash and is in the folder of the file. It needs no null at its end.
 * @FileNameLength: its bytes
 * @NameOptions: as for FltGetFileNameInformation, but not FLT_FILE_NAME_SHORT
 * @RetFileNameInformation: receives the name; release it with FltReleaseFileNameInformation. NULL after
 *	a failure.
 *
 * It is for pre-operation callbacks. The new name need not exist.
 *
 * Here: it also works in post-operation callbacks. The folder's name is in the cache as long as the file or
 * the folder is open. The normalized name is the opened one. A refusal because of the thread is the
 * status alone.
 *
 * IRQL: <= APC_LEVEL; PASSIVE_LEVEL with @RootDirectory.
 * Return: STATUS_SUCCESS. STATUS_FLT_INVALID_NAME_REQUEST for FLT_FILE_NAME_SHORT, if the file is not open,
 *	and in a thread with a top-level IRP or with all APCs disabled, unless the query method is one for
 *	the cache. STATUS_NOT_SAME_DEVICE for a name, or a folder, that is not on the volume.
 *	STATUS_OBJECT_NAME_INVALID for a name with a colon, or with a backslash where it has none.
 *	STATUS_INVALID_HANDLE, STATUS_NAME_TOO_LONG, STATUS_INSUFFICIENT_RESOURCES, or
 *	STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltGetDestinationFileNameInformation
 */
NTSTATUS FLTAPI FltGetDestinationFileNameInformation(
	_In_ PFLT_INSTANCE Instance, _In_ PFILE_OBJECT FileObject, _In_opt_ HANDLE RootDirectory,
	_In_reads_bytes_(FileNameLength) PWSTR FileName, _In_ ULONG FileNameLength,
	_In_ FLT_FILE_NAME_OPTIONS NameOptions,
	_Outptr_ PFLT_FILE_NAME_INFORMATION *RetFileNameInformation);

/**
 * FltGetTunneledName - return the name that a create, rename or link has really given
 * @CallbackData: the operation, in its post-operation callback
 * @FileNameInformation: the normalized name that the pre-operation callback was told
 * @RetTunneledFileNameInformation: receives the other name, or NULL if @FileNameInformation is right
 *
 * It is for post-operation callbacks of IRP_MJ_CREATE and IRP_MJ_SET_INFORMATION.
 *
 * Here: Linux has no short names, and gives no other name than it was asked for. So
 * *@RetTunneledFileNameInformation is always NULL. A call in another callback is reported (0xF5).
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltGetTunneledName
 */
NTSTATUS FLTAPI FltGetTunneledName(
	_In_ PFLT_CALLBACK_DATA CallbackData, _In_ PFLT_FILE_NAME_INFORMATION FileNameInformation,
	_Outptr_result_maybenull_ PFLT_FILE_NAME_INFORMATION *RetTunneledFileNameInformation);

/**
 * FltPurgeFileNameInformationCache - drop the names in the cache that the caller has provided
 * @Instance: the caller's instance
 * @FileObject: NULL, or the file whose name is dropped
 *
 * Here: no name is kept in a cache, so there is nothing to drop.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltPurgeFileNameInformationCache
 */
NTSTATUS FLTAPI FltPurgeFileNameInformationCache(_In_ PFLT_INSTANCE Instance,
						 _In_opt_ PFILE_OBJECT FileObject);

/**
 * FltGetVolumeFromName - return the volume of a name
 * @Filter: the caller's filter
 * @VolumeName: the name, such as \Device\HarddiskVolume2. Upper and lower case are alike.
 * @RetVolume: receives the volume; release it with FltObjectDereference. NULL after a failure
 *
 * Here: volumes have no drive letters.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS. STATUS_FLT_VOLUME_NOT_FOUND, also for a volume that is being deleted.
 *	STATUS_INVALID_PARAMETER, also for a name that is empty or longer than 127 characters.
 * Page: fltkernel.h, FltGetVolumeFromName
 */
NTSTATUS FLTAPI FltGetVolumeFromName(_In_ PFLT_FILTER Filter, _In_ PCUNICODE_STRING VolumeName,
				     _Outptr_ PFLT_VOLUME *RetVolume);

/**
 * FltCheckAndGrowNameControl - have a buffer of a name that is large enough
 * @NameCtrl: that of a GenerateFileNameCallback
 * @NewSize: the bytes that the buffer must have
 *
 * A buffer that is too small is replaced by a larger one with the same contents.
 *
 * Here: the buffer of a callback has no memory at first.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER, with a report.
 * Page: fltkernel.h, FltCheckAndGrowNameControl
 */
NTSTATUS FLTAPI FltCheckAndGrowNameControl(_Inout_ PFLT_NAME_CONTROL NameCtrl, _In_ USHORT NewSize);

WINWORK_ABSENT NTSTATUS NTAPI FltCreateNamedPipeFile(
	_In_ PFLT_FILTER Filter, _In_opt_ PFLT_INSTANCE Instance, _Out_ PHANDLE FileHandle,
	_Out_opt_ PFILE_OBJECT *FileObject, _In_ ACCESS_MASK DesiredAccess,
	_In_ POBJECT_ATTRIBUTES ObjectAttributes, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
	_In_ ULONG ShareAccess, _In_ ULONG CreateDisposition, _In_ ULONG CreateOptions,
	_In_ ULONG NamedPipeType, _In_ ULONG ReadMode, _In_ ULONG CompletionMode,
	_In_ ULONG MaximumInstances, _In_ ULONG InBoundQuota, _In_ ULONG OutBoundQuota,
	_In_opt_ PLARGE_INTEGER DefaultTimeout, _In_opt_ PIO_DRIVER_CREATE_CONTEXT DriverContext);

EXTERN_C_END

#endif /* WINWORK_FLT_NAMES_H */
