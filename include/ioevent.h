/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ioevent.h>: events of volumes and media, and their data.
 */
#ifndef _IOEVENT_H_
#define _IOEVENT_H_

#include "ntddk.h"

typedef struct _DEVICE_EVENT_MOUNT {
	ULONG Version;
	ULONG Flags;
	ULONG FileSystemNameLength;
	ULONG FileSystemNameOffset;
} DEVICE_EVENT_MOUNT, *PDEVICE_EVENT_MOUNT;

typedef struct _DISK_HEALTH_NOTIFICATION_DATA {
	GUID DeviceGuid;
} DISK_HEALTH_NOTIFICATION_DATA, *PDISK_HEALTH_NOTIFICATION_DATA;

typedef struct _DEVICE_EVENT_BECOMING_READY {
	ULONG Version;
	ULONG Reason;
	ULONG Estimated100msToReady;
} DEVICE_EVENT_BECOMING_READY, *PDEVICE_EVENT_BECOMING_READY;

typedef struct _DEVICE_EVENT_EXTERNAL_REQUEST {
	ULONG Version;
	ULONG DeviceClass;
	USHORT ButtonStatus;
	USHORT Request;
	LARGE_INTEGER SystemTime;
} DEVICE_EVENT_EXTERNAL_REQUEST, *PDEVICE_EVENT_EXTERNAL_REQUEST;

typedef struct _DEVICE_EVENT_GENERIC_DATA {
	ULONG EventNumber;
} DEVICE_EVENT_GENERIC_DATA, *PDEVICE_EVENT_GENERIC_DATA;

typedef struct _DEVICE_EVENT_RBC_DATA {
	ULONG EventNumber;
	UCHAR SenseQualifier;
	UCHAR SenseCode;
	UCHAR SenseKey;
	UCHAR Reserved;
	ULONG Information;
} DEVICE_EVENT_RBC_DATA, *PDEVICE_EVENT_RBC_DATA;

typedef struct _GUID_IO_DISK_CLONE_ARRIVAL_INFORMATION {
	ULONG DiskNumber;
} GUID_IO_DISK_CLONE_ARRIVAL_INFORMATION, *PGUID_IO_DISK_CLONE_ARRIVAL_INFORMATION;

#endif /* _IOEVENT_H_ */

#include "winwork/guids/ioevent.h"
