/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a minifilter asks of volumes, and of the volume of a file.
 */
#ifndef WINWORK_FLT_VOLUME_H
#define WINWORK_FLT_VOLUME_H

#include "filter.h"

EXTERN_C_START

/**
 * struct _FLT_VOLUME_PROPERTIES - the properties of a volume
 * @DeviceType: FILE_DEVICE_*. Here: FILE_DEVICE_DISK_FILE_SYSTEM of a mount
 * @DeviceCharacteristics: FILE_*. Here: 0
 * @DeviceObjectFlags: DO_*. Here: 0
 * @AlignmentRequirement: of buffers for noncached I/O, less 1: FILE_512_BYTE_ALIGNMENT and so on.
 *	Here: SectorSize - 1
 * @SectorSize: bytes; of a mount that of its option sector=
 * @Flags: VOL_PROP_FL_*. Here: 0
 * @FileSystemDriverName: of the driver of the file system, such as \FileSystem\Ntfs
 * @FileSystemDeviceName: of its device, such as \Ntfs
 * @RealDeviceName: of the volume's device. Here: the name of the volume
 *
 * Page: fltkernel.h, FLT_VOLUME_PROPERTIES
 */
typedef struct _FLT_VOLUME_PROPERTIES {
	DEVICE_TYPE DeviceType;
	ULONG DeviceCharacteristics;
	ULONG DeviceObjectFlags;
	ULONG AlignmentRequirement;
	USHORT SectorSize;
	USHORT Flags;
	UNICODE_STRING FileSystemDriverName;
	UNICODE_STRING FileSystemDeviceName;
	UNICODE_STRING RealDeviceName;
} FLT_VOLUME_PROPERTIES, *PFLT_VOLUME_PROPERTIES;

/**
 * FltGetVolumeProperties - return the properties of a volume
 * @Volume: the volume
 * @VolumeProperties: receives them, with the texts behind the structure; NULL if the next is 0
 * @VolumePropertiesLength: bytes of @VolumeProperties
 * @LengthReturned: receives the bytes that were written, or, with STATUS_BUFFER_TOO_SMALL, those that are
 *	needed
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS. STATUS_BUFFER_OVERFLOW, a warning, if there is no room for the texts, which are
 *	empty then. STATUS_BUFFER_TOO_SMALL if there is none for the structure. STATUS_INVALID_PARAMETER.
 * Page: fltkernel.h, FltGetVolumeProperties
 */
NTSTATUS FLTAPI FltGetVolumeProperties(_In_ PFLT_VOLUME Volume,
				       _Out_writes_bytes_opt_(VolumePropertiesLength)
					       PFLT_VOLUME_PROPERTIES VolumeProperties,
				       _In_ ULONG VolumePropertiesLength, _Out_ PULONG LengthReturned);

/**
 * FltGetVolumeFromFileObject - return the volume of a file
 * @Filter: the caller's filter
 * @FileObject: the file
 * @RetVolume: receives the volume; release it with FltObjectDereference. NULL after a failure
 *
 * Here: the file is one of a mount, and has not been closed. The volume of a port's file object is not known.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT; STATUS_INVALID_PARAMETER, also without a volume.
 * Page: fltkernel.h, FltGetVolumeFromFileObject
 */
NTSTATUS FLTAPI FltGetVolumeFromFileObject(_In_ PFLT_FILTER Filter, _In_ PFILE_OBJECT FileObject,
					   _Outptr_ PFLT_VOLUME *RetVolume);

/**
 * FltIsDirectory - return whether an open file is a folder
 * @FileObject: the file
 * @Instance: the caller's instance on its volume
 * @IsDirectory: receives TRUE or FALSE
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS. STATUS_INVALID_PARAMETER, also if the file is not open. Here:
 *	STATUS_NOT_SUPPORTED for the file object of a port.
 * Page: fltkernel.h, FltIsDirectory
 */
NTSTATUS FLTAPI FltIsDirectory(_In_ PFILE_OBJECT FileObject, _In_ PFLT_INSTANCE Instance,
			       _Out_ PBOOLEAN IsDirectory);

/**
 * FltGetFileSystemType - return the type of the file system of a volume
 * @FltObject: the volume, or an instance on it
 * @FileSystemType: receives FLT_FSTYPE_*: of a mount that of its option fstype=
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER after a report about @FltObject, or without
 *	@FileSystemType.
 * Page: fltkernel.h, FltGetFileSystemType
 */
NTSTATUS FLTAPI FltGetFileSystemType(_In_ PVOID FltObject, _Out_ PFLT_FILESYSTEM_TYPE FileSystemType);

/**
 * FltGetDeviceObject, FltGetDiskDeviceObject - return the Filter Manager's device above a volume, the device
 *	of the disk below it
 * @Volume: the volume
 * @DeviceObject, @DiskDeviceObject: receives the device, with a reference that ObDereferenceObject drops; NULL after a
 *	failure
 *
 * Here: the devices only say what the volume is. DeviceType is FILE_DEVICE_DISK_FILE_SYSTEM and FILE_DEVICE_DISK,
 * whatever is below the mount, Characteristics is 0, and SectorSize that of the option sector=. Requests to them fail with
 * STATUS_INVALID_DEVICE_REQUEST. So does an attempt to attach a device, with a report: only minifilters see what is
 * done on a volume. They have no names. A volume of WinworkFltCreateVolume has no device.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_NO_DEVICE_OBJECT; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER after a
 *	report about @Volume, or without a place for the result.
 * Page: fltkernel.h, FltGetDeviceObject, FltGetDiskDeviceObject
 */
NTSTATUS FLTAPI FltGetDeviceObject(_In_ PFLT_VOLUME Volume, _Outptr_ PDEVICE_OBJECT *DeviceObject);
NTSTATUS FLTAPI FltGetDiskDeviceObject(_In_ PFLT_VOLUME Volume, _Outptr_ PDEVICE_OBJECT *DiskDeviceObject);

/**
 * FltGetVolumeFromDeviceObject - return the volume of a device of FltGetDeviceObject
 * @Filter: the caller's filter
 * @DeviceObject: the device
 * @RetVolume: receives the volume; release it with FltObjectDereference. NULL after a failure
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT; STATUS_INVALID_PARAMETER for a device of no volume, also
 *	for that of the disk, and after a report about @Filter or @DeviceObject.
 * Page: fltkernel.h, FltGetVolumeFromDeviceObject
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetVolumeFromDeviceObject(_In_ PFLT_FILTER Filter,
								   _In_ PDEVICE_OBJECT DeviceObject,
								   _Outptr_ PFLT_VOLUME *RetVolume);

/**
 * FltIsFltMgrVolumeDeviceObject - return whether a device is one of FltGetDeviceObject
 * @DeviceObject: the device
 *
 * IRQL: any.
 * Return: TRUE for such a device; FALSE for another one, and after a report about @DeviceObject.
 * Page: fltkernel.h, FltIsFltMgrVolumeDeviceObject
 */
_Must_inspect_result_ BOOLEAN FLTAPI FltIsFltMgrVolumeDeviceObject(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * FltIsVolumeWritable, FltIsVolumeSnapshot - return whether a volume can be written, whether it is a snapshot
 * @FltObject: the volume, or an instance on it
 * @IsWritable: receives FALSE if the mount, or that of the lower folder, is read-only at this time, else TRUE
 * @IsSnapshotVolume: receives FALSE: there are no snapshots here
 *
 * Here: a volume of WinworkFltCreateVolume can be written. On Windows: the disk is asked, so a volume of a
 * network is an error.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT; STATUS_INVALID_PARAMETER after a report about
 *	@FltObject, or without a place for the result.
 * Page: fltkernel.h, FltIsVolumeWritable, FltIsVolumeSnapshot
 */
NTSTATUS FLTAPI FltIsVolumeWritable(_In_ PVOID FltObject, _Out_ PBOOLEAN IsWritable);
NTSTATUS FLTAPI FltIsVolumeSnapshot(_In_ PVOID FltObject, _Out_ PBOOLEAN IsSnapshotVolume);

/**
 * FltGetVolumeGuidName - return the name of a volume that has a GUID, such as \??\Volume{GUID}
 * @Volume: the volume
 * @VolumeGuidName: receives the name in the buffer of the caller; here NULL is OK as well, to get its size only
 * @BufferSizeNeeded: NULL, or receives the size in bytes
 *
 * Here: the GUID is that of the lower file system and its folder, so that each mount of it has the same, unless a
 * mount of it is there already. If the file system has none, each mount has another. On Windows: the mount manager
 * gives it.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL for a buffer that is too small, and for a NULL @VolumeGuidName;
 *	STATUS_FLT_VOLUME_NOT_FOUND for a volume of WinworkFltCreateVolume; STATUS_INVALID_PARAMETER after a report
 *	about @Volume, or if both others are NULL.
 * Page: fltkernel.h, FltGetVolumeGuidName
 */
NTSTATUS FLTAPI FltGetVolumeGuidName(_In_ PFLT_VOLUME Volume, _Inout_opt_ PUNICODE_STRING VolumeGuidName,
				     _Out_opt_ PULONG BufferSizeNeeded);

/**
 * FltAllocatePoolAlignedWithTag - allocate pool for noncached I/O on a volume
 * @Instance: the caller's instance on the volume
 * @PoolType: as for ExAllocatePoolWithTag
 * @NumberOfBytes: bytes
 * @Tag: four characters, which the free must name as well
 *
 * The memory begins at a multiple of the volume's sector, and belongs to the caller.
 *
 * IRQL: <= APC_LEVEL; for nonpaged pool here <= DISPATCH_LEVEL.
 * Return: the memory; NULL without memory, or after a report.
 * Page: fltkernel.h, FltAllocatePoolAlignedWithTag
 */
PVOID FLTAPI FltAllocatePoolAlignedWithTag(_In_ PFLT_INSTANCE Instance, _In_ POOL_TYPE PoolType,
					   _In_ SIZE_T NumberOfBytes, _In_ ULONG Tag);

/**
 * FltFreePoolAlignedWithTag - free memory of FltAllocatePoolAlignedWithTag
 * @Instance: the instance that it was allocated for
 * @Buffer: the memory
 * @Tag: that of the allocation
 *
 * Here: memory that is no such block, another tag, and a second free are reported (0xC2), and nothing is
 * freed. A wrong @Instance is reported, and the memory is freed.
 *
 * IRQL: <= APC_LEVEL; for nonpaged pool here <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltFreePoolAlignedWithTag
 */
VOID FLTAPI FltFreePoolAlignedWithTag(_In_ PFLT_INSTANCE Instance, _In_ PVOID Buffer, _In_ ULONG Tag);

EXTERN_C_END

#endif /* WINWORK_FLT_VOLUME_H */
