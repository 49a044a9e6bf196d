/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that a minifilter opens itself.
 */
#ifndef WINWORK_FLT_OWN_OPEN_H
#define WINWORK_FLT_OWN_OPEN_H

#include "io.h"

EXTERN_C_START

/**
 * FltCreateFile, FltCreateFileEx, FltCreateFileEx2 - open or create a file or folder on a mount
 * @Filter: the caller's
 * @Instance: the caller's instance on the volume. The instances below it and the file system get the operations
 *	of the file, with FLTFL_CALLBACK_DATA_GENERATED_IO. NULL: all instances on the volume get them.
 * @FileHandle: receives the handle, which FltClose closes; NULL after a failure. ObReferenceObjectByHandle
 *	returns its file object for *IoFileObjectType
 * @FileObject: NULL, or receives the file object, with a reference that the caller drops by
 *	ObDereferenceObject; NULL after a failure
 * @DesiredAccess: as for ZwCreateFile. FltReadFile and its relatives do not check it
 * @ObjectAttributes: ObjectName is the name of the volume and the path on it, such as
 *	`\Device\HarddiskVolume2\log\today`. The name may also be `\??\D:` for a mount with this letter, or that of
 *	FltGetVolumeGuidName; or a path that begins in the folder of RootDirectory, a handle of
 *	these functions. Upper and lower case differ in a path. The handle is the kernel's, with OBJ_KERNEL_HANDLE
 *	or without
 * @IoStatusBlock: receives the status, and in Information FILE_OPENED, FILE_CREATED, FILE_OVERWRITTEN,
 *	FILE_SUPERSEDED or FILE_EXISTS
 * @AllocationSize: has no effect
 * @FileAttributes: FILE_ATTRIBUTE_READONLY makes a new file one that cannot be written; others have no effect
 * @ShareAccess: has no effect, as programs of Linux share all files
 * @CreateDisposition: FILE_OPEN, FILE_CREATE, FILE_OPEN_IF, FILE_OVERWRITE, FILE_OVERWRITE_IF or FILE_SUPERSEDE
 * @CreateOptions: FILE_DIRECTORY_FILE and so on. FILE_DELETE_ON_CLOSE removes the name at the last FltClose;
 *	STATUS_CANNOT_DELETE for a file that cannot be written. FILE_OPEN_REPARSE_POINT opens a symbolic link itself
 * @EaBuffer: NULL
 * @EaLength: 0
 * @Flags: 0; IO_FORCE_ACCESS_CHECK: with the rights of the thread, instead of those of mount(2);
 *	IO_IGNORE_SHARE_ACCESS_CHECK
 * @DriverContext: NULL, or set up by IoInitializeDriverCreateContext. The instances that get IRP_MJ_CREATE find
 *	the list of ExtraCreateParameter in it. The list stays the caller's
 *
 * The driver closes the handle, and drops its references on the file object, before InstanceTeardownComplete of
 * @Instance returns; without an instance before FltUnregisterFilter: after an unmount it can only be closed. IRP_MJ_CLEANUP follows the last handle, and
 * IRP_MJ_CLOSE the last reference.
 *
 * ZwReadFile, ZwWriteFile, ZwQueryInformationFile, ZwSetInformationFile, ZwQueryDirectoryFile and
 * ZwFlushBuffersFile take the handle: the same instances get these operations. They need the access that @DesiredAccess asks for; FILE_APPEND_DATA without
 * FILE_WRITE_DATA writes to the end of the file. They need a ByteOffset without
 * FILE_SYNCHRONOUS_IO_NONALERT.
 *
 * Here: a file that is left is reported (0xCE) and closed then, so that the lower folder can be unmounted. A reference on a file object that is left at the unload is reported (0x18), and the object goes. An open
 * file does not keep the mount busy. The file is looked up in the lower file system, so a
 * callback may open files in a folder that its thread has locked, as in that of unlink(2). Only volumes of mounts
 * have files. A name with `..`, or with a character that Windows forbids, is no name of a file: see FileName in
 * docs/minifilters.md.
 *
 * FILE_OPEN_BY_FILE_ID: the name, behind the volume's or in a RootDirectory, is the 8 bytes of FileInternalInformation, or
 * the 16 of FileIdInformation. The file is opened wherever it is on the volume. Here: a file in no folder that Linux knows
 * is STATUS_OBJECT_PATH_NOT_FOUND: see docs/minifilters.md. STATUS_REPARSE is STATUS_INVALID_PARAMETER then.
 *
 * If an instance completes the CREATE with STATUS_REPARSE, the same instances get another CREATE, of another file
 * object, for the name that it gave: see IoReplaceFileObjectName.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND, STATUS_OBJECT_PATH_NOT_FOUND (also for a name on no
 *	mount, and for a symbolic link that leads out of the mount), STATUS_OBJECT_NAME_COLLISION,
 *	STATUS_OBJECT_NAME_INVALID, STATUS_OBJECT_PATH_SYNTAX_BAD, STATUS_NAME_TOO_LONG, STATUS_NOT_A_DIRECTORY,
 *	STATUS_FILE_IS_A_DIRECTORY, STATUS_ACCESS_DENIED, STATUS_SHARING_VIOLATION (of a program that runs),
 *	STATUS_MEDIA_WRITE_PROTECTED, STATUS_DISK_FULL; STATUS_FLT_DELETING_OBJECT for an instance that is torn down;
 *	STATUS_NOT_SAME_DEVICE after STATUS_REPARSE with a name on another volume, STATUS_REPARSE_POINT_NOT_RESOLVED
 *	after more than 32 of them, STATUS_IO_REPARSE_TAG_NOT_HANDLED for one whose Information is not IO_REPARSE;
 *	STATUS_INSUFFICIENT_RESOURCES; a status of an instance below. For FILE_OPEN_BY_FILE_ID: STATUS_INVALID_PARAMETER
 *	if no file has the ID, STATUS_OBJECT_NAME_NOT_FOUND for an object ID, STATUS_NOT_IMPLEMENTED above a file
 *	system that does not find files so. With a report: STATUS_INVALID_DEVICE_REQUEST
 *	if the thread has a top-level IRP or no APCs, or the name is that of a volume;
 *	STATUS_INVALID_DEVICE_OBJECT_PARAMETER for a name on another volume than that of @Instance;
 *	STATUS_NOT_SUPPORTED for a transaction or a device; STATUS_EAS_NOT_SUPPORTED;
 *	STATUS_OPLOCK_NOT_GRANTED for FILE_OPEN_REQUIRING_OPLOCK; STATUS_INVALID_PARAMETER for another wrong
 *	argument or IRQL.
 * Page: fltkernel.h, FltCreateFile, FltCreateFileEx, FltCreateFileEx2
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltCreateFile(_In_ PFLT_FILTER Filter, _In_opt_ PFLT_INSTANCE Instance, _Out_ PHANDLE FileHandle,
	      _In_ ACCESS_MASK DesiredAccess, _In_ POBJECT_ATTRIBUTES ObjectAttributes,
	      _Out_ PIO_STATUS_BLOCK IoStatusBlock, _In_opt_ PLARGE_INTEGER AllocationSize,
	      _In_ ULONG FileAttributes, _In_ ULONG ShareAccess, _In_ ULONG CreateDisposition,
	      _In_ ULONG CreateOptions, _In_opt_ PVOID EaBuffer, _In_ ULONG EaLength, _In_ ULONG Flags);
_Must_inspect_result_ NTSTATUS FLTAPI
FltCreateFileEx(_In_ PFLT_FILTER Filter, _In_opt_ PFLT_INSTANCE Instance, _Out_ PHANDLE FileHandle,
		_Outptr_opt_ PFILE_OBJECT *FileObject, _In_ ACCESS_MASK DesiredAccess,
		_In_ POBJECT_ATTRIBUTES ObjectAttributes, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
		_In_opt_ PLARGE_INTEGER AllocationSize, _In_ ULONG FileAttributes, _In_ ULONG ShareAccess,
		_In_ ULONG CreateDisposition, _In_ ULONG CreateOptions, _In_opt_ PVOID EaBuffer,
		_In_ ULONG EaLength, _In_ ULONG Flags);
_Must_inspect_result_ NTSTATUS FLTAPI
FltCreateFileEx2(_In_ PFLT_FILTER Filter, _In_opt_ PFLT_INSTANCE Instance, _Out_ PHANDLE FileHandle,
		 _Outptr_opt_ PFILE_OBJECT *FileObject, _In_ ACCESS_MASK DesiredAccess,
		 _In_ POBJECT_ATTRIBUTES ObjectAttributes, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
		 _In_opt_ PLARGE_INTEGER AllocationSize, _In_ ULONG FileAttributes, _In_ ULONG ShareAccess,
		 _In_ ULONG CreateDisposition, _In_ ULONG CreateOptions, _In_opt_ PVOID EaBuffer,
		 _In_ ULONG EaLength, _In_ ULONG Flags, _In_opt_ PIO_DRIVER_CREATE_CONTEXT DriverContext);

/**
 * FltCreateSystemVolumeInformationFolder - have the folder of the system on a volume
 * @Instance: the caller's instance on the volume. The instances below it get the CREATE
 *
 * Makes the folder `System Volume Information` in the root of the volume, if it is not there.
 *
 * Here: the user that mounts owns the folder, and its mode is 0700. No attribute hides it.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, also if it was there; STATUS_NOT_A_DIRECTORY, STATUS_MEDIA_WRITE_PROTECTED and the
 *	other statuses of FltCreateFile
 * Page: fltkernel.h, FltCreateSystemVolumeInformationFolder
 */
NTSTATUS FLTAPI FltCreateSystemVolumeInformationFolder(_In_ PFLT_INSTANCE Instance);

/**
 * FltOpenVolume - open the volume of an instance
 * @Instance: the caller's instance on a mount. The instances below it get the operations of the file
 * @VolumeHandle: receives the handle, which FltClose closes; NULL after a failure
 * @VolumeFileObject: NULL, or receives the file object of the root folder, with a reference that the caller drops by
 *	ObDereferenceObject; NULL after a failure
 *
 * Here: the root folder of the volume is open for reading, as by FltCreateFile. It can be listed and asked about the
 * volume, and is a RootDirectory for other opens. The volume cannot be flushed, and its sectors cannot be read.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT; STATUS_INVALID_PARAMETER for a volume of
 *	WinworkFltCreateVolume, as for one of a network on Windows, and after a report; the other statuses of
 *	FltCreateFile
 * Page: fltkernel.h, FltOpenVolume
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltOpenVolume(_In_ PFLT_INSTANCE Instance, _Out_ PHANDLE VolumeHandle,
						    _Outptr_opt_ PFILE_OBJECT *VolumeFileObject);

/**
 * FltClose - close a handle of FltCreateFile
 * @FileHandle: the handle
 *
 * Here: it closes each handle that ZwClose does.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE; STATUS_UNSUCCESSFUL, with a report, at a wrong IRQL
 * Page: fltkernel.h, FltClose
 */
NTSTATUS FLTAPI FltClose(_In_ HANDLE FileHandle);

EXTERN_C_END

#endif /* WINWORK_FLT_OWN_OPEN_H */
