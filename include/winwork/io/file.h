/* SPDX-License-Identifier: GPL-2.0 */
/*
 * File objects, names of devices, and the flags and minor functions of requests.
 */
#ifndef WINWORK_IO_FILE_H
#define WINWORK_IO_FILE_H

#include "irp.h"

EXTERN_C_START

/* How the cache and the memory manager know a stream. Page: wdm.h, SECTION_OBJECT_POINTERS */
typedef struct _SECTION_OBJECT_POINTERS {
	PVOID DataSectionObject;
	PVOID SharedCacheMap;
	PVOID ImageSectionObject;
} SECTION_OBJECT_POINTERS, *PSECTION_OBJECT_POINTERS;

typedef struct _IO_COMPLETION_CONTEXT {
	PVOID Port;
	PVOID Key;
} IO_COMPLETION_CONTEXT, *PIO_COMPLETION_CONTEXT;

/**
 * struct _FILE_OBJECT - an open of a device
 *
 * Each open makes one: that of a program's file in /dev/winwork, and IoGetDeviceObjectPointer. The
 * driver may use FsContext and FsContext2. Here: the port that sends an operation through the
 * minifilters supplies a file object of its own.
 *
 * Page: wdm.h, FILE_OBJECT
 */
typedef struct _FILE_OBJECT {
	CSHORT Type;
	CSHORT Size;
	PDEVICE_OBJECT DeviceObject;
	struct _VPB *Vpb;
	PVOID FsContext;
	PVOID FsContext2;
	struct _SECTION_OBJECT_POINTERS *SectionObjectPointer;
	PVOID PrivateCacheMap;
	NTSTATUS FinalStatus;
	struct _FILE_OBJECT *RelatedFileObject;
	BOOLEAN LockOperation;
	BOOLEAN DeletePending;
	BOOLEAN ReadAccess;
	BOOLEAN WriteAccess;
	BOOLEAN DeleteAccess;
	BOOLEAN SharedRead;
	BOOLEAN SharedWrite;
	BOOLEAN SharedDelete;
	ULONG Flags;
	UNICODE_STRING FileName;
	LARGE_INTEGER CurrentByteOffset;
	ULONG Waiters;
	ULONG Busy;
	PVOID LastLock;
	KEVENT Lock;
	KEVENT Event;
	struct _IO_COMPLETION_CONTEXT *CompletionContext;
	KSPIN_LOCK IrpListLock;
	LIST_ENTRY IrpList;
	PVOID FileObjectExtension;
} FILE_OBJECT, *PFILE_OBJECT;

#define IO_TYPE_FILE 5

#define FO_FILE_OPEN 0x00000001
#define FO_SYNCHRONOUS_IO 0x00000002
#define FO_ALERTABLE_IO 0x00000004
#define FO_NO_INTERMEDIATE_BUFFERING 0x00000008
#define FO_WRITE_THROUGH 0x00000010
#define FO_SEQUENTIAL_ONLY 0x00000020
#define FO_CACHE_SUPPORTED 0x00000040
#define FO_NAMED_PIPE 0x00000080
#define FO_STREAM_FILE 0x00000100
#define FO_MAILSLOT 0x00000200
#define FO_DIRECT_DEVICE_OPEN 0x00000800
#define FO_FILE_MODIFIED 0x00001000
#define FO_FILE_SIZE_CHANGED 0x00002000
#define FO_CLEANUP_COMPLETE 0x00004000
#define FO_TEMPORARY_FILE 0x00008000
#define FO_DELETE_ON_CLOSE 0x00010000
#define FO_VOLUME_OPEN 0x00400000

/* Bits of OperationFlags, as of IO_STACK_LOCATION.Flags. */
#define SL_FORCE_ACCESS_CHECK 0x01
#define SL_OPEN_PAGING_FILE 0x02
#define SL_OPEN_TARGET_DIRECTORY 0x04
#define SL_CASE_SENSITIVE 0x80
#define SL_KEY_SPECIFIED 0x01
#define SL_OVERRIDE_VERIFY_VOLUME 0x02
#define SL_WRITE_THROUGH 0x04
#define SL_FT_SEQUENTIAL_WRITE 0x08
#define SL_RESTART_SCAN 0x01
#define SL_RETURN_SINGLE_ENTRY 0x02
#define SL_INDEX_SPECIFIED 0x04
#define SL_WATCH_TREE 0x01

/* The most characters of a name in a directory, with a zero behind it. */
#define MAXIMUM_FILENAME_LENGTH 256

/* MinorFunction of directory control, file system control, lock control, read and write. */
#define IRP_MN_QUERY_DIRECTORY 0x01
#define IRP_MN_NOTIFY_CHANGE_DIRECTORY 0x02
#define IRP_MN_NOTIFY_CHANGE_DIRECTORY_EX 0x03
#define IRP_MN_USER_FS_REQUEST 0x00
#define IRP_MN_MOUNT_VOLUME 0x01
#define IRP_MN_VERIFY_VOLUME 0x02
#define IRP_MN_LOAD_FILE_SYSTEM 0x03
#define IRP_MN_KERNEL_CALL 0x04
#define IRP_MN_LOCK 0x01
#define IRP_MN_UNLOCK_SINGLE 0x02
#define IRP_MN_UNLOCK_ALL 0x03
#define IRP_MN_UNLOCK_ALL_BY_KEY 0x04
#define IRP_MN_NORMAL 0x00
#define IRP_MN_DPC 0x01
#define IRP_MN_MDL 0x02
#define IRP_MN_COMPLETE 0x04
#define IRP_MN_FLUSH_DATA_ONLY 0x02
#define IRP_MN_FLUSH_NO_SYNC 0x03
#define IRP_MN_FLUSH_DATA_SYNC_ONLY 0x04

#define FILE_DEVICE_CD_ROM_FILE_SYSTEM 0x00000003

/**
 * IoCreateSymbolicLink, IoCreateUnprotectedSymbolicLink - make a name by which programs open a
 *	device
 * @SymbolicLinkName: \DosDevices\NAME or \??\NAME; upper and lower case are alike, for ASCII letters
 * @DeviceName: \Device\NAME; it need not exist yet
 *
 * Here: the link is the device node /dev/winwork/NAME, which only root may open, unless a udev rule
 * says more. It appears when DriverEntry has succeeded, or at once afterwards. \DosDevices, \??,
 * \GLOBAL?? and \DosDevices\Global are one directory. A link that remains after DriverUnload is
 * reported (0xCE) and removed. On Windows: it stays.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_OBJECT_NAME_COLLISION, STATUS_OBJECT_NAME_INVALID,
 *	STATUS_INSUFFICIENT_RESOURCES, or STATUS_UNSUCCESSFUL with a report for a wrong IRQL.
 * Page: wdm.h, IoCreateSymbolicLink, IoCreateUnprotectedSymbolicLink
 */
NTSTATUS NTAPI IoCreateSymbolicLink(_In_ PUNICODE_STRING SymbolicLinkName,
				    _In_ PUNICODE_STRING DeviceName);
NTSTATUS NTAPI IoCreateUnprotectedSymbolicLink(_In_ PUNICODE_STRING SymbolicLinkName,
					       _In_ PUNICODE_STRING DeviceName);

/**
 * IoDeleteSymbolicLink - remove a link, and its device node
 * @SymbolicLinkName: the name, as for IoCreateSymbolicLink
 *
 * Files that are open stay open.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_OBJECT_NAME_NOT_FOUND, STATUS_OBJECT_NAME_INVALID, or
 *	STATUS_UNSUCCESSFUL with a report for a wrong IRQL.
 * Page: wdm.h, IoDeleteSymbolicLink
 */
NTSTATUS NTAPI IoDeleteSymbolicLink(_In_ PUNICODE_STRING SymbolicLinkName);

/**
 * IoGetDeviceObjectPointer - open a device by its name
 * @ObjectName: the name of a device or a link
 * @DesiredAccess: FILE_READ_DATA, ...
 * @FileObject: receives a referenced file object
 * @DeviceObject: receives the device on top of the stack, which only the file object keeps
 *
 * Sends IRP_MJ_CREATE, and then IRP_MJ_CLEANUP. ObDereferenceObject of the file object sends
 * IRP_MJ_CLOSE. The driver of another driver's device is not unloaded before that.
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= APC_LEVEL here.
 * Return: the driver's status of the create request, STATUS_OBJECT_NAME_NOT_FOUND,
 *	STATUS_OBJECT_NAME_INVALID, STATUS_NO_SUCH_DEVICE, STATUS_ACCESS_DENIED for an exclusive
 *	device that is open, STATUS_INSUFFICIENT_RESOURCES, or STATUS_UNSUCCESSFUL with a report
 *	for a wrong IRQL.
 * Page: wdm.h, IoGetDeviceObjectPointer
 */
NTSTATUS NTAPI IoGetDeviceObjectPointer(_In_ PUNICODE_STRING ObjectName,
					_In_ ACCESS_MASK DesiredAccess,
					_Out_ PFILE_OBJECT *FileObject,
					_Out_ PDEVICE_OBJECT *DeviceObject);

/**
 * IoGetRelatedDeviceObject - return the device on top of the stack of an open file
 * @FileObject: the file
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device.
 * Page: wdm.h, IoGetRelatedDeviceObject
 */
PDEVICE_OBJECT NTAPI IoGetRelatedDeviceObject(_In_ PFILE_OBJECT FileObject);

/* @FileNameLength: bytes. Page: ntifs.h, FILE_NAMES_INFORMATION */
typedef struct _FILE_NAMES_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FileIndex;
	ULONG FileNameLength;
	WCHAR FileName[1];
} FILE_NAMES_INFORMATION, *PFILE_NAMES_INFORMATION;

EXTERN_C_END

#endif /* WINWORK_IO_FILE_H */
