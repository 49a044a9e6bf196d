/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the Filter Manager tells of filters, instances and volumes: structures with names behind them.
 */
#ifndef WINWORK_FLT_INFORMATION_H
#define WINWORK_FLT_INFORMATION_H

#include "filter.h"

EXTERN_C_START

/* ---- filters ------------------------------------------------------------------------------ */

typedef enum _FILTER_INFORMATION_CLASS {
	FilterFullInformation,
	FilterAggregateBasicInformation,
	FilterAggregateStandardInformation,
} FILTER_INFORMATION_CLASS, *PFILTER_INFORMATION_CLASS;

typedef struct _FILTER_FULL_INFORMATION {
	ULONG NextEntryOffset;
	ULONG FrameID;
	ULONG NumberOfInstances;
	USHORT FilterNameLength;
	WCHAR FilterNameBuffer[1];
} FILTER_FULL_INFORMATION, *PFILTER_FULL_INFORMATION;

/* Flags of the next two. All filters here are minifilters. */
#define FLTFL_AGGREGATE_INFO_IS_MINIFILTER 0x00000001
#define FLTFL_AGGREGATE_INFO_IS_LEGACYFILTER 0x00000002
#define FLTFL_ASI_IS_MINIFILTER 0x00000001
#define FLTFL_ASI_IS_LEGACYFILTER 0x00000002

typedef struct _FILTER_AGGREGATE_BASIC_INFORMATION {
	ULONG NextEntryOffset;
	ULONG Flags;
	union {
		struct {
			ULONG FrameID;
			ULONG NumberOfInstances;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			USHORT FilterAltitudeLength;
			USHORT FilterAltitudeBufferOffset;
		} MiniFilter;
		struct {
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
		} LegacyFilter;
	} Type;
} FILTER_AGGREGATE_BASIC_INFORMATION, *PFILTER_AGGREGATE_BASIC_INFORMATION;

typedef struct _FILTER_AGGREGATE_STANDARD_INFORMATION {
	ULONG NextEntryOffset;
	ULONG Flags;
	union {
		struct {
			ULONG Flags;
			ULONG FrameID;
			ULONG NumberOfInstances;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			USHORT FilterAltitudeLength;
			USHORT FilterAltitudeBufferOffset;
		} MiniFilter;
		struct {
			ULONG Flags;
			USHORT FilterNameLength;
			USHORT FilterNameBufferOffset;
			USHORT FilterAltitudeLength;
			USHORT FilterAltitudeBufferOffset;
		} LegacyFilter;
	} Type;
} FILTER_AGGREGATE_STANDARD_INFORMATION, *PFILTER_AGGREGATE_STANDARD_INFORMATION;

/**
 * FltGetFilterInformation, FltEnumerateFilterInformation - describe a filter
 * @Filter: the filter
 * @Index: instead of it, the number of filters that are above it, by their altitudes
 * @InformationClass: FilterFullInformation for struct _FILTER_FULL_INFORMATION, FilterAggregateBasicInformation,
 *	FilterAggregateStandardInformation for the structures of these names
 * @Buffer: receives the structure, with the names behind it. They have no null at their ends. NULL is OK if
 *	@BufferSize is 0
 * @BufferSize: bytes of @Buffer
 * @BytesReturned: receives the bytes that were written, or, with STATUS_BUFFER_TOO_SMALL, those that are needed
 *
 * Here: filters that are being unregistered are not counted by @Index.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL, and nothing is written to @Buffer; STATUS_NO_MORE_ENTRIES
 *	when @Index is the number of filters, or more; STATUS_INVALID_PARAMETER for another class, and after a
 *	report or a line of the log.
 * Page: fltkernel.h, FltGetFilterInformation, FltEnumerateFilterInformation
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetFilterInformation(_In_ PFLT_FILTER Filter,
							      _In_ FILTER_INFORMATION_CLASS InformationClass,
							      _Out_writes_bytes_to_opt_(BufferSize, *BytesReturned)
								      PVOID Buffer,
							      _In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
_Must_inspect_result_ NTSTATUS FLTAPI FltEnumerateFilterInformation(_In_ ULONG Index,
								    _In_ FILTER_INFORMATION_CLASS InformationClass,
								    _Out_writes_bytes_to_opt_(BufferSize, *BytesReturned)
									    PVOID Buffer,
								    _In_ ULONG BufferSize, _Out_ PULONG BytesReturned);

/* ---- volumes ------------------------------------------------------------------------------ */

typedef enum _FILTER_VOLUME_INFORMATION_CLASS {
	FilterVolumeBasicInformation,
	FilterVolumeStandardInformation,
} FILTER_VOLUME_INFORMATION_CLASS, *PFILTER_VOLUME_INFORMATION_CLASS;

typedef struct _FILTER_VOLUME_BASIC_INFORMATION {
	USHORT FilterVolumeNameLength;
	WCHAR FilterVolumeName[1];
} FILTER_VOLUME_BASIC_INFORMATION, *PFILTER_VOLUME_BASIC_INFORMATION;

/* A flag of the next one. No volume here has it. */
#define FLTFL_VSI_DETACHED_VOLUME 0x00000001

typedef struct _FILTER_VOLUME_STANDARD_INFORMATION {
	ULONG NextEntryOffset;
	ULONG Flags;
	ULONG FrameID;
	FLT_FILESYSTEM_TYPE FileSystemType;
	USHORT FilterVolumeNameLength;
	WCHAR FilterVolumeName[1];
} FILTER_VOLUME_STANDARD_INFORMATION, *PFILTER_VOLUME_STANDARD_INFORMATION;

/**
 * FltGetVolumeInformation, FltEnumerateVolumeInformation - describe a volume
 * @Volume: the volume
 * @Filter: instead of it, the caller's filter
 * @Index: with @Filter, the number of the volume, from 0, in the order of the mounts
 * @InformationClass: FilterVolumeBasicInformation, FilterVolumeStandardInformation for the structures of these
 *	names
 * @Buffer, @BufferSize, @BytesReturned: as for FltGetFilterInformation
 *
 * Here: volumes that are being dismounted are not counted by @Index.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_NO_MORE_ENTRIES; STATUS_INVALID_PARAMETER: all as for
 *	FltGetFilterInformation.
 * Page: fltkernel.h, FltGetVolumeInformation, FltEnumerateVolumeInformation
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetVolumeInformation(_In_ PFLT_VOLUME Volume,
							      _In_ FILTER_VOLUME_INFORMATION_CLASS InformationClass,
							      _Out_writes_bytes_to_opt_(BufferSize, *BytesReturned)
								      PVOID Buffer,
							      _In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
_Must_inspect_result_ NTSTATUS FLTAPI
FltEnumerateVolumeInformation(_In_ PFLT_FILTER Filter, _In_ ULONG Index,
			      _In_ FILTER_VOLUME_INFORMATION_CLASS InformationClass,
			      _Out_writes_bytes_to_opt_(BufferSize, *BytesReturned) PVOID Buffer,
			      _In_ ULONG BufferSize, _Out_ PULONG BytesReturned);

/* ---- instances ---------------------------------------------------------------------------- */

typedef enum _INSTANCE_INFORMATION_CLASS {
	InstanceBasicInformation,
	InstancePartialInformation,
	InstanceFullInformation,
	InstanceAggregateStandardInformation,
} INSTANCE_INFORMATION_CLASS, *PINSTANCE_INFORMATION_CLASS;

typedef struct _INSTANCE_BASIC_INFORMATION {
	ULONG NextEntryOffset;
	USHORT InstanceNameLength;
	USHORT InstanceNameBufferOffset;
} INSTANCE_BASIC_INFORMATION, *PINSTANCE_BASIC_INFORMATION;

typedef struct _INSTANCE_PARTIAL_INFORMATION {
	ULONG NextEntryOffset;
	USHORT InstanceNameLength;
	USHORT InstanceNameBufferOffset;
	USHORT AltitudeLength;
	USHORT AltitudeBufferOffset;
} INSTANCE_PARTIAL_INFORMATION, *PINSTANCE_PARTIAL_INFORMATION;

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

/* Flags of the next one. All instances here are those of minifilters, on volumes that are there. */
#define FLTFL_IASI_IS_MINIFILTER 0x00000001
#define FLTFL_IASI_IS_LEGACYFILTER 0x00000002
#define FLTFL_IASIM_DETACHED_VOLUME 0x00000001
#define FLTFL_IASIL_DETACHED_VOLUME 0x00000001

/* SupportedFeatures is 0. */
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

/**
 * FltGetInstanceInformation - describe an instance
 * @Instance: the instance
 * @InformationClass: InstanceBasicInformation, InstancePartialInformation, InstanceFullInformation,
 *	InstanceAggregateStandardInformation for the structures of these names
 * @Buffer, @BufferSize, @BytesReturned: as for FltGetFilterInformation
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_INVALID_PARAMETER: all as for FltGetFilterInformation.
 * Page: fltkernel.h, FltGetInstanceInformation
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltGetInstanceInformation(_In_ PFLT_INSTANCE Instance,
								_In_ INSTANCE_INFORMATION_CLASS InformationClass,
								_Out_writes_bytes_to_opt_(BufferSize, *BytesReturned)
									PVOID Buffer,
								_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);

/**
 * FltEnumerateInstanceInformationByFilter, FltEnumerateInstanceInformationByVolume,
 *	FltEnumerateInstanceInformationByVolumeName, FltEnumerateInstanceInformationByDeviceObject - describe an
 *	instance of a filter, on a volume, on the volume with a name, on that of a device
 * @Filter: the filter: its instances are in the order of the volumes
 * @Volume: the volume: the instances on it are in the order of their altitudes, the highest first
 * @VolumeName: the name of a volume, such as \Device\HarddiskVolume2
 * @DeviceObject: a device of FltGetDeviceObject
 * @Index: the number of the instance, from 0
 * @InformationClass, @Buffer, @BufferSize, @BytesReturned: as for FltGetInstanceInformation
 *
 * Here: instances that are not set up yet, or are being torn down, are not counted.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_NO_MORE_ENTRIES when @Index is the number of the instances,
 *	or more; STATUS_FLT_DELETING_OBJECT for a filter or a volume that is going; STATUS_OBJECT_NAME_NOT_FOUND for a
 *	name of no volume; STATUS_FLT_VOLUME_NOT_FOUND for the name of a volume without an instance, and for a device
 *	of no volume; STATUS_FLT_INTERNAL_ERROR for the device of a volume without an instance;
 *	STATUS_INVALID_PARAMETER for another class, for what is no name, and after a report or a line of the log.
 * Page: fltkernel.h, FltEnumerateInstanceInformationByFilter and the pages of the others
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltEnumerateInstanceInformationByFilter(_In_ PFLT_FILTER Filter, _In_ ULONG Index,
					_In_ INSTANCE_INFORMATION_CLASS InformationClass,
					_Out_writes_bytes_to_opt_(BufferSize, *BytesReturned) PVOID Buffer,
					_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
_Must_inspect_result_ NTSTATUS FLTAPI
FltEnumerateInstanceInformationByVolume(_In_ PFLT_VOLUME Volume, _In_ ULONG Index,
					_In_ INSTANCE_INFORMATION_CLASS InformationClass,
					_Out_writes_bytes_to_opt_(BufferSize, *BytesReturned) PVOID Buffer,
					_In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
_Must_inspect_result_ NTSTATUS FLTAPI
FltEnumerateInstanceInformationByVolumeName(_In_ PUNICODE_STRING VolumeName, _In_ ULONG Index,
					    _In_ INSTANCE_INFORMATION_CLASS InformationClass,
					    _Out_writes_bytes_to_opt_(BufferSize, *BytesReturned) PVOID Buffer,
					    _In_ ULONG BufferSize, _Out_ PULONG BytesReturned);
_Must_inspect_result_ NTSTATUS FLTAPI
FltEnumerateInstanceInformationByDeviceObject(_In_ PDEVICE_OBJECT DeviceObject, _In_ ULONG Index,
					      _In_ INSTANCE_INFORMATION_CLASS InformationClass,
					      _Out_writes_bytes_to_opt_(BufferSize, *BytesReturned) PVOID Buffer,
					      _In_ ULONG BufferSize, _Out_ PULONG BytesReturned);

EXTERN_C_END

#endif /* WINWORK_FLT_INFORMATION_H */
