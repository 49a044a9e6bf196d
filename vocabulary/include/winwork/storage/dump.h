/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters of the driver that writes a crash dump or the hibernation file.
 */
#ifndef WINWORK_STORAGE_DUMP_H
#define WINWORK_STORAGE_DUMP_H

#include <winwork/storage/disk.h>

EXTERN_C_START

struct _FILTER_EXTENSION;

#define DUMP_FILTER_MAJOR_VERSION 2
#define DUMP_FILTER_MINOR_VERSION 0
#define DUMP_FILTER_CRITICAL 0x00000001

typedef enum _FILTER_DUMP_TYPE {
	DumpTypeUndefined = 0,
	DumpTypeCrashdump = 1,
	DumpTypeHibernation = 2,
} FILTER_DUMP_TYPE, *PFILTER_DUMP_TYPE;

typedef NTSTATUS (*PDUMP_START)(struct _FILTER_EXTENSION *FilterExtension);
typedef NTSTATUS (*PDUMP_WRITE)(struct _FILTER_EXTENSION *FilterExtension,
				PLARGE_INTEGER DiskByteOffset, PMDL Mdl);
typedef NTSTATUS (*PDUMP_READ)(struct _FILTER_EXTENSION *FilterExtension,
			       PLARGE_INTEGER DiskByteOffset, PMDL Mdl);
typedef NTSTATUS (*PDUMP_FINISH)(struct _FILTER_EXTENSION *FilterExtension);
typedef NTSTATUS (*PDUMP_UNLOAD)(struct _FILTER_EXTENSION *FilterExtension);

typedef struct _FILTER_EXTENSION {
	FILTER_DUMP_TYPE DumpType;
	PDEVICE_OBJECT DeviceObject;
	DISK_GEOMETRY Geometry;
	LARGE_INTEGER DiskSize;
	DISK_PARTITION_INFO PartitionInfo;
	PVOID DumpData;
} FILTER_EXTENSION, *PFILTER_EXTENSION;

typedef struct _FILTER_INITIALIZATION_DATA {
	ULONG MajorVersion;
	ULONG MinorVersion;
	PDUMP_START DumpStart;
	PDUMP_WRITE DumpWrite;
	PDUMP_FINISH DumpFinish;
	PDUMP_UNLOAD DumpUnload;
	PVOID DumpData;
	ULONG MaxPagesPerWrite;
	ULONG Flags;
	PDUMP_READ DumpRead;
} FILTER_INITIALIZATION_DATA, *PFILTER_INITIALIZATION_DATA;

EXTERN_C_END

#endif /* WINWORK_STORAGE_DUMP_H */
