/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The identity of a storage device, and how two of them compare.
 */
#ifndef WINWORK_STORAGE_UNIQUE_ID_H
#define WINWORK_STORAGE_UNIQUE_ID_H

#include <winwork/storage/device.h>

EXTERN_C_START

#define DUID_VERSION_1 1
#define DUID_HARDWARE_IDS_ONLY 0
#define DUID_INCLUDE_SOFTWARE_IDS 1

typedef enum _DUID_MATCH_STATUS {
	DuidExactMatch = 0,
	DuidSubIdMatch,
	DuidNoMatch,
	DuidErrorGeneral = 100,
	DuidErrorMissingDuid,
	DuidErrorVersionMismatch,
	DuidErrorInvalidDuid,
	DuidErrorInvalidDeviceIdDescSize,
	DuidErrorInvalidDeviceDescSize,
	DuidErrorInvalidLayoutSigSize,
	DuidErrorInvalidLayoutSigVersion,
	DuidErrorMaximum,
} DUID_MATCH_STATUS;

typedef struct _STORAGE_DEVICE_UNIQUE_IDENTIFIER {
	ULONG Version;
	ULONG Size;
	ULONG StorageDeviceIdOffset;
	ULONG StorageDeviceOffset;
	ULONG DriveLayoutSignatureOffset;
} STORAGE_DEVICE_UNIQUE_IDENTIFIER, *PSTORAGE_DEVICE_UNIQUE_IDENTIFIER;

typedef struct _STORAGE_DEVICE_LAYOUT_SIGNATURE {
	ULONG Version;
	ULONG Size;
	BOOLEAN Mbr;
	union {
		ULONG MbrSignature;
		GUID GptDiskId;
	} DeviceSpecific;
} STORAGE_DEVICE_LAYOUT_SIGNATURE, *PSTORAGE_DEVICE_LAYOUT_SIGNATURE;

#define DUID_MATCH_ERROR(Status) ((Status) >= DuidErrorGeneral)
#define DUID_MATCH_SUCCESS(Status) ((Status) < DuidErrorGeneral)

WINWORK_ABSENT DUID_MATCH_STATUS NTAPI CompareStorageDuids(
	PSTORAGE_DEVICE_UNIQUE_IDENTIFIER Duid1, PSTORAGE_DEVICE_UNIQUE_IDENTIFIER Duid2);

EXTERN_C_END

#endif /* WINWORK_STORAGE_UNIQUE_ID_H */
