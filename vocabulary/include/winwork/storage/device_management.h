/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The management of storage devices: data sets, zones, tiers, firmware, health, protocols, dumps.
 */
#ifndef WINWORK_STORAGE_DEVICE_MANAGEMENT_H
#define WINWORK_STORAGE_DEVICE_MANAGEMENT_H

#include <winwork/storage/device.h>

EXTERN_C_START

struct _DEVICEDUMP_PRIVATE_SUBSECTION;
struct _DEVICEDUMP_PUBLIC_SUBSECTION;
struct _DEVICEDUMP_RESTRICTED_SUBSECTION;
struct _DEVICEDUMP_SECTION_HEADER;
struct _DEVICEDUMP_STORAGEDEVICE_DATA;
struct _DEVICEDUMP_STORAGESTACK_PUBLIC_DUMP;
struct _DEVICEDUMP_STORAGESTACK_PUBLIC_STATE_RECORD;
struct _DEVICEDUMP_STRUCTURE_VERSION;
struct _DEVICEDUMP_SUBSECTION_POINTER;
struct _DEVICE_COPY_OFFLOAD_DESCRIPTOR;
struct _DEVICE_DATA_SET_LB_PROVISIONING_STATE;
struct _DEVICE_DATA_SET_RANGE;
struct _DEVICE_DATA_SET_REPAIR_PARAMETERS;
struct _DEVICE_DATA_SET_SCRUB_OUTPUT;
struct _DEVICE_DSM_NOTIFICATION_PARAMETERS;
struct _DEVICE_DSM_OFFLOAD_READ_PARAMETERS;
struct _DEVICE_DSM_OFFLOAD_WRITE_PARAMETERS;
struct _DEVICE_LB_PROVISIONING_DESCRIPTOR;
struct _DEVICE_MANAGE_DATA_SET_ATTRIBUTES;
struct _DEVICE_MANAGE_DATA_SET_ATTRIBUTES_OUTPUT;
struct _DEVICE_POWER_DESCRIPTOR;
struct _DEVICE_WRITE_AGGREGATION_DESCRIPTOR;
struct _GP_LOG_PAGE_DESCRIPTOR;
struct _PERSISTENT_RESERVE_COMMAND;
struct _STORAGE_ALLOCATE_BC_STREAM_INPUT;
struct _STORAGE_ALLOCATE_BC_STREAM_OUTPUT;
struct _STORAGE_CRYPTO_CAPABILITY;
struct _STORAGE_CRYPTO_DESCRIPTOR;
struct _STORAGE_DEVICE_IO_CAPABILITY_DESCRIPTOR;
struct _STORAGE_DEVICE_POWER_CAP;
struct _STORAGE_DEVICE_RESILIENCY_DESCRIPTOR;
struct _STORAGE_DIAGNOSTIC_DATA;
struct _STORAGE_GET_BC_PROPERTIES_OUTPUT;
struct _STORAGE_HW_FIRMWARE_ACTIVATE;
struct _STORAGE_HW_FIRMWARE_DOWNLOAD;
struct _STORAGE_HW_FIRMWARE_INFO;
struct _STORAGE_HW_FIRMWARE_INFO_QUERY;
struct _STORAGE_HW_FIRMWARE_SLOT_INFO;
struct _STORAGE_IDLE_POWER;
struct _STORAGE_IDLE_POWERUP_REASON;
struct _STORAGE_LB_PROVISIONING_MAP_RESOURCES;
struct _STORAGE_MEDIUM_PRODUCT_TYPE_DESCRIPTOR;
struct _STORAGE_OFFLOAD_READ_OUTPUT;
struct _STORAGE_OFFLOAD_TOKEN;
struct _STORAGE_OFFLOAD_WRITE_OUTPUT;
struct _STORAGE_PHYSICAL_ADAPTER_DATA;
struct _STORAGE_PHYSICAL_DEVICE_DATA;
struct _STORAGE_PHYSICAL_NODE_DATA;
struct _STORAGE_PHYSICAL_TOPOLOGY_DESCRIPTOR;
struct _STORAGE_PROTOCOL_COMMAND;
struct _STORAGE_PROTOCOL_DATA_DESCRIPTOR;
struct _STORAGE_PROTOCOL_SPECIFIC_DATA;
union _STORAGE_SPEC_VERSION;
struct _STORAGE_TEMPERATURE_DATA_DESCRIPTOR;
struct _STORAGE_TEMPERATURE_INFO;
struct _STORAGE_TEMPERATURE_THRESHOLD;
struct _TAPE_GET_STATISTICS;
struct _TAPE_STATISTICS;

#define STORAGE_HW_FIRMWARE_REQUEST_FLAG_CONTROLLER 0x00000001
#define STORAGE_HW_FIRMWARE_REQUEST_FLAG_LAST_SEGMENT 0x00000002
#define STORAGE_HW_FIRMWARE_REQUEST_FLAG_FIRST_SEGMENT 0x00000004
#define STORAGE_HW_FIRMWARE_REVISION_LENGTH 16
#define STORAGE_HW_FIRMWARE_INVALID_SLOT 0xff
#define STORAGE_HW_FIRMWARE_REQUEST_FLAG_REPLACE_EXISTING_IMAGE 0x40000000
#define STORAGE_HW_FIRMWARE_REQUEST_FLAG_SWITCH_TO_EXISTING_FIRMWARE 0x80000000

#define DDUMP_FLAG_DATA_READ_FROM_DEVICE 0x0001

#define DEVICEDUMP_CAP_PRIVATE_SECTION 0x00000001
#define DEVICEDUMP_CAP_RESTRICTED_SECTION 0x00000002
#define DEVICEDUMP_MAX_IDSTRING 32
#define DEVICEDUMP_STRUCTURE_VERSION_V1 1

#define DEVICE_DSM_FLAG_ENTIRE_DATA_SET_RANGE 0x00000001
#define DEVICE_DSM_NOTIFY_FLAG_BEGIN 0x00000001
#define DEVICE_DSM_PARAMETERS_V1 1
#define DEVICE_DSM_NOTIFY_FLAG_END 0x00000002
#define DEVICE_DSM_FLAG_SCRUB_SKIP_IN_SYNC 0x10000000
#define DEVICE_DSM_FLAG_ALLOCATION_CONSOLIDATEABLE_ONLY 0x40000000
#define DEVICE_DSM_FLAG_TRIM_BYPASS_RZAT 0x40000000
#define DEVICE_DSM_FLAG_TRIM_NOT_FS_ALLOCATED 0x80000000
#define DEVICE_DSM_ALLOCATION_OUTPUT_V1 (sizeof(DEVICE_DSM_ALLOCATION_OUTPUT))
#define DEVICE_DSM_ALLOCATION_OUTPUT_V2 (sizeof(DEVICE_DSM_ALLOCATION_OUTPUT2))
#define DEVICE_DSM_FLAG_REPAIR_INPUT_TOPOLOGY_ID_PRESENT 0x40000000
#define DEVICE_DSM_FLAG_REPAIR_OUTPUT_PARITY_EXTENT 0x20000000
#define DEVICE_DSM_FLAG_SCRUB_OUTPUT_PARITY_EXTENT 0x20000000
#define DEVICE_DSM_FLAG_PHYSICAL_ADDRESSES_OMIT_TOTAL_RANGES 0x10000000
#define DEVICE_DSM_PHYSICAL_ADDRESS_HAS_MEMORY_ERROR ((LONGLONG)-1)
#define DEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT_V1 1
#define DEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT_VERSION_V1 DEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT_V1
#define DEVICE_DSM_RANGE_ERROR_OUTPUT_V1 1
#define DEVICE_DSM_RANGE_ERROR_INFO_VERSION_V1 DEVICE_DSM_RANGE_ERROR_OUTPUT_V1

#define DeviceDsmActionFlag_NonDestructive 0x80000000

#define DeviceDsmAction_None 0
#define DeviceDsmAction_Trim 1
#define DeviceDsmAction_OffloadWrite 4
#define DeviceDsmAction_Allocation (5 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_DrtClear (9 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_DrtDisable (10 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_DrtQuery (8 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_Notification (2 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_OffloadRead (3 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_Repair (6 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_Scrub (7 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_TieringQuery (0x0000000bu | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_Map (0x0000000cu | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_RegenerateParity (0x0000000du | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_TopologyIdQuery (0x00000010u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_GetPhysicalAddresses (0x00000011u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_ScopeRegen (0x00000012u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_ReportZones (0x00000013u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_OpenZone (0x00000014u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_FinishZone (0x00000015u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_CloseZone (0x00000016u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_ResetWritePointer 0x00000017u
#define DeviceDsmAction_GetRangeErrorInfo (0x00000018u | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_WriteZeroes 0x00000019u
#define DeviceDsmAction_LostQuery (0x0000001au | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_GetFreeSpace (0x0000001bu | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_ConversionQuery (0x0000001cu | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_VdtSet 0x0000001du
#define DeviceDsmAction_QueryPreferLocalRepair (0x0000001eu | DeviceDsmActionFlag_NonDestructive)

#define FW_ISSUEID_NO_ISSUE 0x00000000
#define FW_ISSUEID_UNKNOWN 0xffffffff

#define MAX_FW_BUCKET_ID_LENGTH 132

#define READ_COMPRESSION_INFO_VALID 0x00000020
#define READ_COPY_NUMBER_BYPASS_CACHE_FLAG 0x00000100
#define READ_COPY_NUMBER_KEY 0x52434e00

#define RECOVERED_READS_VALID 0x00000004
#define RECOVERED_WRITES_VALID 0x00000001

#define SRB_TYPE_SCSI_REQUEST_BLOCK 0
#define SRB_TYPE_STORAGE_REQUEST_BLOCK 1

#define STORAGE_IDLE_POWERUP_REASON_VERSION_V1 1

#define STORAGE_OFFLOAD_READ_RANGE_TRUNCATED 0x0001
#define STORAGE_OFFLOAD_WRITE_RANGE_TRUNCATED 0x0001
#define STORAGE_OFFLOAD_TOKEN_INVALID 0x0002
#define STORAGE_OFFLOAD_TOKEN_ID_LENGTH 0x1f8
#define STORAGE_OFFLOAD_MAX_TOKEN_LENGTH 0x200
#define STORAGE_OFFLOAD_TOKEN_TYPE_ZERO_DATA 0xffff0001

#define TC_DEVICEDUMP_SUBSECTION_DESC_LENGTH 16

#define TC_PUBLIC_DEVICEDUMP_CONTENT_SMART 1
#define TC_PUBLIC_DEVICEDUMP_CONTENT_GPLOG 2
#define TC_PUBLIC_DEVICEDUMP_CONTENT_GPLOG_MAX 16
#define TC_PUBLIC_DATA_TYPE_ATAGP "ATAGPLogPages"
#define TC_PUBLIC_DATA_TYPE_ATASMART "ATASMARTPages"

#define TELEMETRY_COMMAND_SIZE 16

#define UNRECOVERED_READS_VALID 0x00000008
#define UNRECOVERED_WRITES_VALID 0x00000002

#define WRITE_COMPRESSION_INFO_VALID 0x00000010

#define BPIO_OUTPUT_ENABLE_SIZE (sizeof(BPIO_OUTPUT))
#define BPIO_OUTPUT_QUERY_SIZE (sizeof(BPIO_OUTPUT))
#define BPIO_OUTPUT_DISABLE_SIZE ((size_t)FIELD_OFFSET(BPIO_OUTPUT, Enable))
#define BPIO_OUTPUT_VOLUME_DISABLE_SIZE ((size_t)FIELD_OFFSET(BPIO_OUTPUT, Enable))

#define DEVICE_LB_PROVISIONING_DESCRIPTOR_V1_SIZE \
	RTL_SIZEOF_THROUGH_FIELD(DEVICE_LB_PROVISIONING_DESCRIPTOR, UnmapGranularityAlignment)
#define DEVICE_STORAGE_NO_ERRORS 0x1

#define DEVICE_DATA_SET_LBP_STATE_PARAMETERS_VERSION_V1 DEVICE_DSM_PARAMETERS_V1
#define DEVICE_DATA_SET_LB_PROVISIONING_STATE_VERSION_V1 DEVICE_DSM_ALLOCATION_OUTPUT_V1
#define DEVICE_DATA_SET_LB_PROVISIONING_STATE_VERSION_V2 DEVICE_DSM_ALLOCATION_OUTPUT_V2

#define DeviceDsmAction_NvCache_Change_Priority (0x0000000eu | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_NvCache_Evict (0x0000000fu | DeviceDsmActionFlag_NonDestructive)

#define DeviceDsmDefinition_None {DeviceDsmAction_None, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_Trim {DeviceDsmAction_Trim, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_Notification \
	{DeviceDsmAction_Notification, FALSE, __alignof(DEVICE_DSM_NOTIFICATION_PARAMETERS), sizeof(DEVICE_DSM_NOTIFICATION_PARAMETERS), FALSE, 0, 0}
#define DeviceDsmDefinition_OffloadRead \
	{DeviceDsmAction_OffloadRead, FALSE, __alignof(DEVICE_DSM_OFFLOAD_READ_PARAMETERS), sizeof(DEVICE_DSM_OFFLOAD_READ_PARAMETERS), FALSE, __alignof(STORAGE_OFFLOAD_READ_OUTPUT), sizeof(STORAGE_OFFLOAD_READ_OUTPUT)}
#define DeviceDsmDefinition_OffloadWrite \
	{DeviceDsmAction_OffloadWrite, FALSE, __alignof(DEVICE_DSM_OFFLOAD_WRITE_PARAMETERS), sizeof(DEVICE_DSM_OFFLOAD_WRITE_PARAMETERS), FALSE, __alignof(STORAGE_OFFLOAD_WRITE_OUTPUT), sizeof(STORAGE_OFFLOAD_WRITE_OUTPUT)}
#define DeviceDsmDefinition_Allocation \
	{DeviceDsmAction_Allocation, TRUE, __alignof(DEVICE_DSM_ALLOCATION_PARAMETERS), sizeof(DEVICE_DSM_ALLOCATION_PARAMETERS), TRUE, __alignof(DEVICE_DSM_ALLOCATION_OUTPUT2), sizeof(DEVICE_DSM_ALLOCATION_OUTPUT2)}
#define DeviceDsmDefinition_Repair \
	{DeviceDsmAction_Repair, TRUE, __alignof(DEVICE_DSM_REPAIR_PARAMETERS), sizeof(DEVICE_DSM_REPAIR_PARAMETERS), TRUE, __alignof(DEVICE_DSM_REPAIR_OUTPUT), sizeof(DEVICE_DSM_REPAIR_OUTPUT)}
#define DeviceDsmDefinition_QueryPreferLocalRepair \
	{DeviceDsmAction_QueryPreferLocalRepair, FALSE, 0, 0, TRUE, __alignof(DEVICE_DSM_QUERY_PREFER_LOCAL_REPAIR_OUTPUT), sizeof(DEVICE_DSM_QUERY_PREFER_LOCAL_REPAIR_OUTPUT)}
#define DeviceDsmDefinition_Scrub \
	{DeviceDsmAction_Scrub, FALSE, 0, 0, TRUE, __alignof(DEVICE_DSM_SCRUB_OUTPUT2), sizeof(DEVICE_DSM_SCRUB_OUTPUT2)}
#define DeviceDsmDefinition_DrtQuery {DeviceDsmAction_DrtQuery, FALSE, 0, 0, TRUE, 0, 0}
#define DeviceDsmDefinition_DrtClear {DeviceDsmAction_DrtClear, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_DrtDisable {DeviceDsmAction_DrtDisable, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_TieringQuery \
	{DeviceDsmAction_TieringQuery, TRUE, __alignof(DEVICE_DSM_TIERING_QUERY_PARAMETERS), sizeof(DEVICE_DSM_TIERING_QUERY_PARAMETERS), TRUE, __alignof(DEVICE_DSM_TIERING_QUERY_OUTPUT), sizeof(DEVICE_DSM_TIERING_QUERY_OUTPUT)}
#define DeviceDsmDefinition_Map {DeviceDsmAction_Map, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_RegenerateParity \
	{DeviceDsmAction_RegenerateParity, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_TopologyIdQuery \
	{DeviceDsmAction_TopologyIdQuery, FALSE, 0, 0, TRUE, __alignof(DEVICE_DSM_TOPOLOGY_ID_QUERY_OUTPUT), sizeof(DEVICE_DSM_TOPOLOGY_ID_QUERY_OUTPUT)}
#define DeviceDsmDefinition_GetPhysicalAddresses \
	{DeviceDsmAction_GetPhysicalAddresses, FALSE, 0, 0, TRUE, __alignof(DEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT), sizeof(DEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT)}
#define DeviceDsmDefinition_ScopeRegen {DeviceDsmAction_ScopeRegen, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_ReportZones \
	{DeviceDsmAction_ReportZones, FALSE, __alignof(DEVICE_DSM_REPORT_ZONES_PARAMETERS), sizeof(DEVICE_DSM_REPORT_ZONES_PARAMETERS), TRUE, __alignof(DEVICE_DSM_REPORT_ZONES_OUTPUT), sizeof(DEVICE_DSM_REPORT_ZONES_OUTPUT)}
#define DeviceDsmDefinition_OpenZone {DeviceDsmAction_OpenZone, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_FinishZone {DeviceDsmAction_FinishZone, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_CloseZone {DeviceDsmAction_CloseZone, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_ResetWritePointer \
	{DeviceDsmAction_ResetWritePointer, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_GetRangeErrorInfo \
	{DeviceDsmAction_GetRangeErrorInfo, FALSE, 0, 0, TRUE, __alignof(DEVICE_DSM_RANGE_ERROR_OUTPUT), sizeof(DEVICE_DSM_RANGE_ERROR_OUTPUT)}
#define DeviceDsmDefinition_WriteZeroes {DeviceDsmAction_WriteZeroes, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_LostQuery \
	{DeviceDsmAction_LostQuery, TRUE, __alignof(DEVICE_DSM_LOST_QUERY_PARAMETERS), sizeof(DEVICE_DSM_LOST_QUERY_PARAMETERS), TRUE, __alignof(DEVICE_DSM_LOST_QUERY_OUTPUT), sizeof(DEVICE_DSM_LOST_QUERY_OUTPUT)}
#define DeviceDsmDefinition_GetFreeSpace \
	{DeviceDsmAction_GetFreeSpace, FALSE, 0, 0, TRUE, __alignof(DEVICE_DSM_FREE_SPACE_OUTPUT), sizeof(DEVICE_DSM_FREE_SPACE_OUTPUT)}
#define DeviceDsmDefinition_ConversionQuery \
	{DeviceDsmAction_ConversionQuery, TRUE, 0, 0, TRUE, __alignof(DEVICE_DSM_CONVERSION_OUTPUT), sizeof(DEVICE_DSM_CONVERSION_OUTPUT)}
#define DeviceDsmDefinition_VdtSet {DeviceDsmAction_VdtSet, FALSE, 0, 0, FALSE, 0, 0}
#define DeviceDsmDefinition_NvCache_Change_Priority \
	{DeviceDsmAction_NvCache_Change_Priority, FALSE, __alignof(DEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS), sizeof(DEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS), FALSE, 0, 0}
#define DeviceDsmDefinition_NvCache_Evict {DeviceDsmAction_NvCache_Evict, FALSE, 0, 0, FALSE, 0, 0}

#define ERROR_HISTORY_DIRECTORY_ENTRY_DEFAULT_COUNT 8

#define STORAGE_FAILURE_PREDICTION_CONFIG_V1 1
#define STORAGE_RPMB_DESCRIPTOR_VERSION_1 1
#define STORAGE_RPMB_MINIMUM_RELIABLE_WRITE_SIZE 512
#define STORAGE_CRYPTO_CAPABILITY_VERSION_1 1
#define STORAGE_CRYPTO_DESCRIPTOR_VERSION_1 1
#define STORAGE_TEMPERATURE_THRESHOLD_FLAG_ADAPTER_REQUEST 0x0001
#define STORAGE_TEMPERATURE_VALUE_NOT_REPORTED 0x8000
#define STORAGE_DIAGNOSTIC_FLAG_ADAPTER_REQUEST 0x00000001
#define STORAGE_CRASH_TELEMETRY_REGKEY \
	L"\\Registry\\Machine\\System\\CurrentControlSet\\Control\\CrashControl\\StorageTelemetry"
#define STORAGE_COUNTERS_VERSION_V1 sizeof(STORAGE_COUNTERS)

#define STORAGE_ADAPTER_SERIAL_NUMBER_V1_MAX_LENGTH 128
#define STORAGE_ADAPTER_SERIAL_NUMBER_V1_VERSION (sizeof(STORAGE_ADAPTER_SERIAL_NUMBER))
#define STORAGE_ADAPTER_SERIAL_NUMBER_V1_SIZE (sizeof(STORAGE_ADAPTER_SERIAL_NUMBER))

#define STORAGE_ATTRIBUTE_BYTE_ADDRESSABLE_IO 0x01
#define STORAGE_ATTRIBUTE_BLOCK_IO 0x02
#define STORAGE_ATTRIBUTE_DYNAMIC_PERSISTENCE 0x04
#define STORAGE_ATTRIBUTE_VOLATILE 0x08
#define STORAGE_ATTRIBUTE_ASYNC_EVENT_NOTIFICATION 0x10
#define STORAGE_ATTRIBUTE_PERF_SIZE_INDEPENDENT 0x20

#define STORAGE_COMPONENT_ROLE_CACHE 0x00000001
#define STORAGE_COMPONENT_ROLE_TIERING 0x00000002
#define STORAGE_COMPONENT_ROLE_DATA 0x00000004

#define STORAGE_DEVICE_MAX_OPERATIONAL_STATUS 16
#define STORAGE_DEVICE_NUMA_NODE_UNKNOWN MAXULONG
#define STORAGE_DEVICE_TELEMETRY_REGKEY \
	L"\\Registry\\Machine\\System\\CurrentControlSet\\Control\\Storage\\StorageTelemetry"
#define STORAGE_DEVICE_POWER_CAP_VERSION_V1 1

#define STORAGE_PROTOCOL_STATUS_PENDING 0x0
#define STORAGE_PROTOCOL_STRUCTURE_VERSION 0x1
#define STORAGE_PROTOCOL_STATUS_SUCCESS 0x1
#define STORAGE_PROTOCOL_SPECIFIC_NVME_ADMIN_COMMAND 0x01
#define STORAGE_PROTOCOL_STATUS_ERROR 0x2
#define STORAGE_PROTOCOL_SPECIFIC_NVME_NVM_COMMAND 0x02
#define STORAGE_PROTOCOL_STATUS_INVALID_REQUEST 0x3
#define STORAGE_PROTOCOL_STATUS_NO_DEVICE 0x4
#define STORAGE_PROTOCOL_STATUS_BUSY 0x5
#define STORAGE_PROTOCOL_STATUS_DATA_OVERRUN 0x6
#define STORAGE_PROTOCOL_STATUS_INSUFFICIENT_RESOURCES 0x7
#define STORAGE_PROTOCOL_STATUS_THROTTLED_REQUEST 0x8
#define STORAGE_PROTOCOL_COMMAND_LENGTH_NVME 0x40
#define STORAGE_PROTOCOL_STATUS_NOT_SUPPORTED 0xff
#define STORAGE_PROTOCOL_COMMAND_FLAG_ADAPTER_REQUEST 0x80000000

#define STORAGE_TIER_NAME_LENGTH 256
#define STORAGE_TIER_DESCRIPTION_LENGTH 512
#define STORAGE_TIER_FLAG_NO_SEEK_PENALTY 0x00020000
#define STORAGE_TIER_FLAG_WRITE_BACK_CACHE 0x00200000
#define STORAGE_TIER_FLAG_READ_CACHE 0x00400000
#define STORAGE_TIER_FLAG_PARITY 0x00800000
#define STORAGE_TIER_FLAG_SMR 0x01000000

#define STORATTRIBUTE_NONE 0
#define STORATTRIBUTE_MANAGEMENT_STATE 1

#define TAPE_RETURN_STATISTICS 0L
#define TAPE_RETURN_ENV_INFO 1L
#define TAPE_RESET_STATISTICS 2L

#define TCRecordStorportSrbFunction Command[0]

typedef struct _TAPE_STATISTICS {
	ULONG Version;
	ULONG Flags;
	LARGE_INTEGER RecoveredWrites;
	LARGE_INTEGER UnrecoveredWrites;
	LARGE_INTEGER RecoveredReads;
	LARGE_INTEGER UnrecoveredReads;
	UCHAR CompressionRatioReads;
	UCHAR CompressionRatioWrites;
} TAPE_STATISTICS, *PTAPE_STATISTICS;

typedef struct _TAPE_GET_STATISTICS {
	ULONG Operation;
} TAPE_GET_STATISTICS, *PTAPE_GET_STATISTICS;

typedef enum _STORAGE_ID_NAA_FORMAT {
	StorageIdNAAFormatIEEEExtended = 2,
	StorageIdNAAFormatIEEERegistered = 3,
	StorageIdNAAFormatIEEEERegisteredExtended = 5,
} STORAGE_ID_NAA_FORMAT, *PSTORAGE_ID_NAA_FORMAT;

typedef struct _DEVICE_WRITE_AGGREGATION_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	BOOLEAN BenefitsFromWriteAggregation;
} DEVICE_WRITE_AGGREGATION_DESCRIPTOR, *PDEVICE_WRITE_AGGREGATION_DESCRIPTOR;

typedef struct _DEVICE_DATA_SET_RANGE {
	LONGLONG StartingOffset;
	ULONGLONG LengthInBytes;
} DEVICE_DATA_SET_RANGE, *PDEVICE_DATA_SET_RANGE, DEVICE_DSM_RANGE, *PDEVICE_DSM_RANGE;

typedef struct _DEVICE_MANAGE_DATA_SET_ATTRIBUTES {
	ULONG Size;
	DEVICE_DSM_ACTION Action;
	ULONG Flags;
	ULONG ParameterBlockOffset;
	ULONG ParameterBlockLength;
	ULONG DataSetRangesOffset;
	ULONG DataSetRangesLength;
} DEVICE_MANAGE_DATA_SET_ATTRIBUTES, *PDEVICE_MANAGE_DATA_SET_ATTRIBUTES, DEVICE_DSM_INPUT, *PDEVICE_DSM_INPUT;

typedef struct _DEVICE_DSM_NOTIFICATION_PARAMETERS {
	ULONG Size;
	ULONG Flags;
	ULONG NumFileTypeIDs;
	GUID FileTypeID[1];
} DEVICE_DSM_NOTIFICATION_PARAMETERS, *PDEVICE_DSM_NOTIFICATION_PARAMETERS;

typedef struct _STORAGE_GET_BC_PROPERTIES_OUTPUT {
	ULONG MaximumRequestsPerPeriod;
	ULONG MinimumPeriod;
	ULONGLONG MaximumRequestSize;
	ULONG EstimatedTimePerRequest;
	ULONG NumOutStandingRequests;
	ULONGLONG RequestSize;
} STORAGE_GET_BC_PROPERTIES_OUTPUT, *PSTORAGE_GET_BC_PROPERTIES_OUTPUT;

typedef struct _STORAGE_ALLOCATE_BC_STREAM_INPUT {
	ULONG Version;
	ULONG RequestsPerPeriod;
	ULONG Period;
	BOOLEAN RetryFailures;
	BOOLEAN Discardable;
	BOOLEAN Reserved1[2];
	ULONG AccessType;
	ULONG AccessMode;
} STORAGE_ALLOCATE_BC_STREAM_INPUT, *PSTORAGE_ALLOCATE_BC_STREAM_INPUT;

typedef struct _STORAGE_ALLOCATE_BC_STREAM_OUTPUT {
	ULONGLONG RequestSize;
	ULONG NumOutStandingRequests;
} STORAGE_ALLOCATE_BC_STREAM_OUTPUT, *PSTORAGE_ALLOCATE_BC_STREAM_OUTPUT;

typedef struct _PERSISTENT_RESERVE_COMMAND {
	ULONG Version;
	ULONG Size;
	union {
		struct {
			UCHAR ServiceAction : 5;
			UCHAR Reserved1 : 3;
			USHORT AllocationLength;
		} PR_IN;
		struct {
			UCHAR ServiceAction : 5;
			UCHAR Reserved1 : 3;
			UCHAR Type : 4;
			UCHAR Scope : 4;
			UCHAR ParameterList[0];
		} PR_OUT;
	};
} PERSISTENT_RESERVE_COMMAND, *PPERSISTENT_RESERVE_COMMAND;

typedef struct _STORAGE_OFFLOAD_TOKEN {
	UCHAR TokenType[4];
	UCHAR Reserved[2];
	UCHAR TokenIdLength[2];
	union {
		struct {
			UCHAR Reserved2[0x1f8];
		} StorageOffloadZeroDataToken;
		UCHAR Token[0x1f8];
	};
} STORAGE_OFFLOAD_TOKEN, *PSTORAGE_OFFLOAD_TOKEN;

typedef struct _STORAGE_OFFLOAD_READ_OUTPUT {
	ULONG OffloadReadFlags;
	ULONG Reserved;
	ULONGLONG LengthProtected;
	ULONG TokenLength;
	STORAGE_OFFLOAD_TOKEN Token;
} STORAGE_OFFLOAD_READ_OUTPUT, *PSTORAGE_OFFLOAD_READ_OUTPUT;

typedef struct _STORAGE_OFFLOAD_WRITE_OUTPUT {
	ULONG OffloadWriteFlags;
	ULONG Reserved;
	ULONGLONG LengthCopied;
} STORAGE_OFFLOAD_WRITE_OUTPUT, *PSTORAGE_OFFLOAD_WRITE_OUTPUT;

typedef enum _DEVICEDUMP_COLLECTION_TYPE {
	TCCollectionBugCheck = 1,
	TCCollectionApplicationRequested,
	TCCollectionDeviceRequested,
} DEVICEDUMP_COLLECTION_TYPEIDE_NOTIFICATION_TYPE, *PDEVICEDUMP_COLLECTION_TYPE;

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_SUBSECTION_POINTER {
	ULONG dwSize;
	ULONG dwFlags;
	ULONG dwOffset;
} DEVICEDUMP_SUBSECTION_POINTER, *PDEVICEDUMP_SUBSECTION_POINTER;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_STRUCTURE_VERSION {
	ULONG dwSignature;
	ULONG dwVersion;
	ULONG dwSize;
} DEVICEDUMP_STRUCTURE_VERSION, *PDEVICEDUMP_STRUCTURE_VERSION;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_SECTION_HEADER {
	GUID guidDeviceDataId;
	UCHAR sOrganizationID[16];
	ULONG dwFirmwareRevision;
	UCHAR sModelNumber[32];
	UCHAR szDeviceManufacturingID[32];
	ULONG dwFlags;
	ULONG bRestrictedPrivateDataVersion;
	ULONG dwFirmwareIssueId;
	UCHAR szIssueDescriptionString[132];
} DEVICEDUMP_SECTION_HEADER, *PDEVICEDUMP_SECTION_HEADER;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _GP_LOG_PAGE_DESCRIPTOR {
	USHORT LogAddress;
	USHORT LogSectors;
} GP_LOG_PAGE_DESCRIPTOR, *PGP_LOG_PAGE_DESCRIPTOR;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_PUBLIC_SUBSECTION {
	ULONG dwFlags;
	GP_LOG_PAGE_DESCRIPTOR GPLogTable[16];
	CHAR szDescription[16];
	UCHAR bData[1];
} DEVICEDUMP_PUBLIC_SUBSECTION, *PDEVICEDUMP_PUBLIC_SUBSECTION;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_PRIVATE_SUBSECTION {
	ULONG dwFlags;
	GP_LOG_PAGE_DESCRIPTOR GPLogId;
	UCHAR bData[1];
} DEVICEDUMP_PRIVATE_SUBSECTION, *PDEVICEDUMP_PRIVATE_SUBSECTION;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_STORAGESTACK_PUBLIC_STATE_RECORD {
	UCHAR Cdb[16];
	UCHAR Command[16];
	ULONGLONG StartTime;
	ULONGLONG EndTime;
	ULONG OperationStatus;
	ULONG OperationError;
	union {
		struct {
			ULONG dwReserved;
		} ExternalStack;
		struct {
			ULONG dwAtaPortSpecific;
		} AtaPort;
		struct {
			ULONG SrbTag;
		} StorPort;
	} StackSpecific;
} DEVICEDUMP_STORAGESTACK_PUBLIC_STATE_RECORD, *PDEVICEDUMP_STORAGESTACK_PUBLIC_STATE_RECORD;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_RESTRICTED_SUBSECTION {
	UCHAR bData[1];
} DEVICEDUMP_RESTRICTED_SUBSECTION, *PDEVICEDUMP_RESTRICTED_SUBSECTION;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_STORAGEDEVICE_DATA {
	DEVICEDUMP_STRUCTURE_VERSION Descriptor;
	DEVICEDUMP_SECTION_HEADER SectionHeader;
	ULONG dwBufferSize;
	ULONG dwReasonForCollection;
	DEVICEDUMP_SUBSECTION_POINTER PublicData;
	DEVICEDUMP_SUBSECTION_POINTER RestrictedData;
	DEVICEDUMP_SUBSECTION_POINTER PrivateData;
} DEVICEDUMP_STORAGEDEVICE_DATA, *PDEVICEDUMP_STORAGEDEVICE_DATA;
#pragma pack(pop)

#pragma pack(push, 1)
typedef struct _DEVICEDUMP_STORAGESTACK_PUBLIC_DUMP {
	DEVICEDUMP_STRUCTURE_VERSION Descriptor;
	ULONG dwReasonForCollection;
	UCHAR cDriverName[16];
	ULONG uiNumRecords;
	DEVICEDUMP_STORAGESTACK_PUBLIC_STATE_RECORD RecordArray[1];
} DEVICEDUMP_STORAGESTACK_PUBLIC_DUMP, *PDEVICEDUMP_STORAGESTACK_PUBLIC_DUMP;
#pragma pack(pop)

typedef struct _DEVICE_LB_PROVISIONING_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	UCHAR ThinProvisioningEnabled : 1;
	UCHAR ThinProvisioningReadZeros : 1;
	UCHAR AnchorSupported : 3;
	UCHAR UnmapGranularityAlignmentValid : 1;
	UCHAR GetFreeSpaceSupported : 1;
	UCHAR MapSupported : 1;
	UCHAR Reserved1[7];
	ULONGLONG OptimalUnmapGranularity;
	ULONGLONG UnmapGranularityAlignment;
	ULONG MaxUnmapLbaCount;
	ULONG MaxUnmapBlockDescriptorCount;
} DEVICE_LB_PROVISIONING_DESCRIPTOR, *PDEVICE_LB_PROVISIONING_DESCRIPTOR;

typedef struct _STORAGE_LB_PROVISIONING_MAP_RESOURCES {
	ULONG Size;
	ULONG Version;
	UCHAR AvailableMappingResourcesValid : 1;
	UCHAR UsedMappingResourcesValid : 1;
	UCHAR Reserved0 : 6;
	UCHAR Reserved1[3];
	UCHAR AvailableMappingResourcesScope : 2;
	UCHAR UsedMappingResourcesScope : 2;
	UCHAR Reserved2 : 4;
	UCHAR Reserved3[3];
	ULONGLONG AvailableMappingResources;
	ULONGLONG UsedMappingResources;
} STORAGE_LB_PROVISIONING_MAP_RESOURCES, *PSTORAGE_LB_PROVISIONING_MAP_RESOURCES;

typedef struct _DEVICE_POWER_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	BOOLEAN DeviceAttentionSupported;
	BOOLEAN AsynchronousNotificationSupported;
	BOOLEAN IdlePowerManagementEnabled;
	BOOLEAN D3ColdEnabled;
	BOOLEAN D3ColdSupported;
	BOOLEAN NoVerifyDuringIdlePower;
	UCHAR Reserved[2];
	ULONG IdleTimeoutInMS;
} DEVICE_POWER_DESCRIPTOR, *PDEVICE_POWER_DESCRIPTOR;

typedef struct _DEVICE_COPY_OFFLOAD_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG MaximumTokenLifetime;
	ULONG DefaultTokenLifetime;
	ULONGLONG MaximumTransferSize;
	ULONGLONG OptimalTransferCount;
	ULONG MaximumDataDescriptors;
	ULONG MaximumTransferLengthPerDescriptor;
	ULONG OptimalTransferLengthPerDescriptor;
	USHORT OptimalTransferLengthGranularity;
	UCHAR Reserved[2];
} DEVICE_COPY_OFFLOAD_DESCRIPTOR, *PDEVICE_COPY_OFFLOAD_DESCRIPTOR;

typedef struct _STORAGE_DEVICE_RESILIENCY_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG NameOffset;
	ULONG NumberOfLogicalCopies;
	ULONG NumberOfPhysicalCopies;
	ULONG PhysicalDiskRedundancy;
	ULONG NumberOfColumns;
	ULONG Interleave;
} STORAGE_DEVICE_RESILIENCY_DESCRIPTOR, *PSTORAGE_DEVICE_RESILIENCY_DESCRIPTOR;

typedef struct _STORAGE_IDLE_POWER {
	ULONG Version;
	ULONG Size;
	ULONG WakeCapableHint : 1;
	ULONG D3ColdSupported : 1;
	ULONG Reserved : 30;
	ULONG D3IdleTimeout;
} STORAGE_IDLE_POWER, *PSTORAGE_IDLE_POWER;

typedef enum _STORAGE_POWERUP_REASON_TYPE {
	StoragePowerupUnknown,
	StoragePowerupIO,
	StoragePowerupDeviceAttention,
} STORAGE_POWERUP_REASON_TYPE, *PSTORAGE_POWERUP_REASON_TYPE;

typedef struct _STORAGE_IDLE_POWERUP_REASON {
	ULONG Version;
	ULONG Size;
	STORAGE_POWERUP_REASON_TYPE PowerupReason;
} STORAGE_IDLE_POWERUP_REASON, *PSTORAGE_IDLE_POWERUP_REASON;

typedef struct _DEVICE_DSM_OFFLOAD_READ_PARAMETERS {
	ULONG Flags;
	ULONG TimeToLive;
	ULONG Reserved[2];
} DEVICE_DSM_OFFLOAD_READ_PARAMETERS, *PDEVICE_DSM_OFFLOAD_READ_PARAMETERS;

typedef struct _DEVICE_DSM_OFFLOAD_WRITE_PARAMETERS {
	ULONG Flags;
	ULONG Reserved;
	ULONGLONG TokenOffset;
	STORAGE_OFFLOAD_TOKEN Token;
} DEVICE_DSM_OFFLOAD_WRITE_PARAMETERS, *PDEVICE_DSM_OFFLOAD_WRITE_PARAMETERS;

typedef struct _DEVICE_DATA_SET_REPAIR_PARAMETERS {
	ULONG NumberOfRepairCopies;
	ULONG SourceCopy;
	ULONG RepairCopies[ANYSIZE_ARRAY];
} DEVICE_DATA_SET_REPAIR_PARAMETERS, *PDEVICE_DATA_SET_REPAIR_PARAMETERS, DEVICE_DSM_REPAIR_PARAMETERS, *PDEVICE_DSM_REPAIR_PARAMETERS;

typedef struct _DEVICE_MANAGE_DATA_SET_ATTRIBUTES_OUTPUT {
	ULONG Size;
	DEVICE_DSM_ACTION Action;
	ULONG Flags;
	ULONG OperationStatus;
	ULONG ExtendedError;
	ULONG TargetDetailedError;
	ULONG ReservedStatus;
	ULONG OutputBlockOffset;
	ULONG OutputBlockLength;
} DEVICE_MANAGE_DATA_SET_ATTRIBUTES_OUTPUT, *PDEVICE_MANAGE_DATA_SET_ATTRIBUTES_OUTPUT, DEVICE_DSM_OUTPUT, *PDEVICE_DSM_OUTPUT;

typedef struct _DEVICE_DATA_SET_LB_PROVISIONING_STATE {
	ULONG Size;
	ULONG Version;
	ULONGLONG SlabSizeInBytes;
	ULONG SlabOffsetDeltaInBytes;
	ULONG SlabAllocationBitMapBitCount;
	ULONG SlabAllocationBitMapLength;
	ULONG SlabAllocationBitMap[ANYSIZE_ARRAY];
} DEVICE_DATA_SET_LB_PROVISIONING_STATE, *PDEVICE_DATA_SET_LB_PROVISIONING_STATE, DEVICE_DSM_ALLOCATION_OUTPUT, *PDEVICE_DSM_ALLOCATION_OUTPUT;

typedef struct _DEVICE_DATA_SET_SCRUB_OUTPUT {
	ULONGLONG BytesProcessed;
	ULONGLONG BytesRepaired;
	ULONGLONG BytesFailed;
} DEVICE_DATA_SET_SCRUB_OUTPUT, *PDEVICE_DATA_SET_SCRUB_OUTPUT, DEVICE_DSM_SCRUB_OUTPUT, *PDEVICE_DSM_SCRUB_OUTPUT;

typedef struct _STORAGE_PHYSICAL_NODE_DATA {
	ULONG NodeId;
	ULONG AdapterCount;
	ULONG AdapterDataLength;
	ULONG AdapterDataOffset;
	ULONG DeviceCount;
	ULONG DeviceDataLength;
	ULONG DeviceDataOffset;
	ULONG Reserved[3];
} STORAGE_PHYSICAL_NODE_DATA, *PSTORAGE_PHYSICAL_NODE_DATA;

typedef struct _STORAGE_PHYSICAL_TOPOLOGY_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG NodeCount;
	ULONG Reserved;
	STORAGE_PHYSICAL_NODE_DATA Node[ANYSIZE_ARRAY];
} STORAGE_PHYSICAL_TOPOLOGY_DESCRIPTOR, *PSTORAGE_PHYSICAL_TOPOLOGY_DESCRIPTOR;

typedef enum _STORAGE_PROTOCOL_TYPE {
	ProtocolTypeUnknown = 0x00,
	ProtocolTypeScsi,
	ProtocolTypeAta,
	ProtocolTypeNvme,
	ProtocolTypeSd,
	ProtocolTypeUfs,
	ProtocolTypeProprietary = 0x7e,
	ProtocolTypeMaxReserved = 0x7f,
} STORAGE_PROTOCOL_TYPE, *PSTORAGE_PROTOCOL_TYPE;

typedef struct _STORAGE_PROTOCOL_COMMAND {
	ULONG Version;
	ULONG Length;
	STORAGE_PROTOCOL_TYPE ProtocolType;
	ULONG Flags;
	ULONG ReturnStatus;
	ULONG ErrorCode;
	ULONG CommandLength;
	ULONG ErrorInfoLength;
	ULONG DataToDeviceTransferLength;
	ULONG DataFromDeviceTransferLength;
	ULONG TimeOutValue;
	ULONG ErrorInfoOffset;
	ULONG DataToDeviceBufferOffset;
	ULONG DataFromDeviceBufferOffset;
	ULONG CommandSpecific;
	ULONG Reserved0;
	ULONG FixedProtocolReturnData;
	ULONG Reserved1[3];
	UCHAR Command[ANYSIZE_ARRAY];
} STORAGE_PROTOCOL_COMMAND, *PSTORAGE_PROTOCOL_COMMAND;

typedef struct _STORAGE_PROTOCOL_SPECIFIC_DATA {
	STORAGE_PROTOCOL_TYPE ProtocolType;
	ULONG DataType;
	ULONG ProtocolDataRequestValue;
	ULONG ProtocolDataRequestSubValue;
	ULONG ProtocolDataOffset;
	ULONG ProtocolDataLength;
	ULONG FixedProtocolReturnData;
	ULONG ProtocolDataRequestSubValue2;
	ULONG ProtocolDataRequestSubValue3;
	ULONG ProtocolDataRequestSubValue4;
} STORAGE_PROTOCOL_SPECIFIC_DATA, *PSTORAGE_PROTOCOL_SPECIFIC_DATA;

typedef struct _STORAGE_PROTOCOL_DATA_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	STORAGE_PROTOCOL_SPECIFIC_DATA ProtocolSpecificData;
} STORAGE_PROTOCOL_DATA_DESCRIPTOR, *PSTORAGE_PROTOCOL_DATA_DESCRIPTOR;

typedef struct _STORAGE_HW_FIRMWARE_SLOT_INFO {
	ULONG Version;
	ULONG Size;
	UCHAR SlotNumber;
	UCHAR ReadOnly : 1;
	UCHAR Reserved0 : 7;
	UCHAR Reserved1[6];
	UCHAR Revision[STORAGE_HW_FIRMWARE_REVISION_LENGTH];
} STORAGE_HW_FIRMWARE_SLOT_INFO, *PSTORAGE_HW_FIRMWARE_SLOT_INFO;

typedef struct _STORAGE_DEVICE_IO_CAPABILITY_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG LunMaxIoCount;
	ULONG AdapterMaxIoCount;
} STORAGE_DEVICE_IO_CAPABILITY_DESCRIPTOR, *PSTORAGE_DEVICE_IO_CAPABILITY_DESCRIPTOR;

typedef struct _STORAGE_HW_FIRMWARE_DOWNLOAD {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	UCHAR Slot;
	UCHAR Reserved[3];
	ULONGLONG Offset;
	ULONGLONG BufferSize;
	UCHAR ImageBuffer[ANYSIZE_ARRAY];
} STORAGE_HW_FIRMWARE_DOWNLOAD, *PSTORAGE_HW_FIRMWARE_DOWNLOAD;

typedef enum _STORAGE_DIAGNOSTIC_LEVEL {
	StorageDiagnosticLevelDefault = 0,
	StorageDiagnosticLevelMax,
} STORAGE_DIAGNOSTIC_LEVEL, *PSTORAGE_DIAGNOSTIC_LEVEL;

typedef enum _STORAGE_DIAGNOSTIC_TARGET_TYPE {
	StorageDiagnosticTargetTypeUndefined = 0,
	StorageDiagnosticTargetTypePort,
	StorageDiagnosticTargetTypeMiniport,
	StorageDiagnosticTargetTypeHbaFirmware,
	StorageDiagnosticTargetTypeMax,
} STORAGE_DIAGNOSTIC_TARGET_TYPE, *PSTORAGE_DIAGNOSTIC_TARGET_TYPE;

typedef enum _STORAGE_DEVICE_POWER_CAP_UNITS {
	StorageDevicePowerCapUnitsPercent,
	StorageDevicePowerCapUnitsMilliwatts,
} STORAGE_DEVICE_POWER_CAP_UNITS, *PSTORAGE_DEVICE_POWER_CAP_UNITS;

typedef struct _STORAGE_DEVICE_POWER_CAP {
	ULONG Version;
	ULONG Size;
	STORAGE_DEVICE_POWER_CAP_UNITS Units;
	ULONGLONG MaxPower;
} STORAGE_DEVICE_POWER_CAP, *PSTORAGE_DEVICE_POWER_CAP;

typedef enum _STORAGE_COMPONENT_HEALTH_STATUS {
	HealthStatusUnknown = 0,
	HealthStatusNormal,
	HealthStatusThrottled,
	HealthStatusWarning,
	HealthStatusDisabled,
	HealthStatusFailed,
} STORAGE_COMPONENT_HEALTH_STATUS, *PSTORAGE_COMPONENT_HEALTH_STATUS;

typedef union _STORAGE_SPEC_VERSION {
	struct {
		union {
			struct {
				BYTE SubMinor;
				BYTE Minor;
			};
			WORD AsUshort;
		} MinorVersion;
		WORD MajorVersion;
	};
	DWORD AsUlong;
} STORAGE_SPEC_VERSION, *PSTORAGE_SPEC_VERSION;

typedef enum _STORAGE_DEVICE_FORM_FACTOR {
	FormFactorUnknown = 0,
	FormFactor3_5,
	FormFactor2_5,
	FormFactor1_8,
	FormFactor1_8Less,
	FormFactorEmbedded,
	FormFactorMemoryCard,
	FormFactormSata,
	FormFactorM_2,
	FormFactorPCIeBoard,
	FormFactorDimm,
} STORAGE_DEVICE_FORM_FACTOR, *PSTORAGE_DEVICE_FORM_FACTOR;

typedef struct _STORAGE_PHYSICAL_DEVICE_DATA {
	ULONG DeviceId;
	ULONG Role;
	STORAGE_COMPONENT_HEALTH_STATUS HealthStatus;
	STORAGE_PROTOCOL_TYPE CommandProtocol;
	STORAGE_SPEC_VERSION SpecVersion;
	STORAGE_DEVICE_FORM_FACTOR FormFactor;
	UCHAR Vendor[8];
	UCHAR Model[40];
	UCHAR FirmwareRevision[16];
	ULONGLONG Capacity;
	UCHAR PhysicalLocation[32];
	ULONG Reserved[2];
} STORAGE_PHYSICAL_DEVICE_DATA, *PSTORAGE_PHYSICAL_DEVICE_DATA;

typedef enum _STORAGE_PROTOCOL_UFS_DATA_TYPE {
	UfsDataTypeUnknown = 0,
	UfsDataTypeQueryDescriptor,
	UfsDataTypeQueryAttribute,
	UfsDataTypeQueryFlag,
	UfsDataTypeQueryDmeAttribute,
	UfsDataTypeQueryDmePeerAttribute,
	UfsDataTypeMax,
} STORAGE_PROTOCOL_UFS_DATA_TYPE, *PSTORAGE_PROTOCOL_UFS_DATA_TYPE;

typedef enum _STORAGE_PROTOCOL_ATA_DATA_TYPE {
	AtaDataTypeUnknown = 0,
	AtaDataTypeIdentify,
	AtaDataTypeLogPage,
} STORAGE_PROTOCOL_ATA_DATA_TYPE, *PSTORAGE_PROTOCOL_ATA_DATA_TYPE;

typedef struct _STORAGE_PHYSICAL_ADAPTER_DATA {
	ULONG AdapterId;
	STORAGE_COMPONENT_HEALTH_STATUS HealthStatus;
	STORAGE_PROTOCOL_TYPE CommandProtocol;
	STORAGE_SPEC_VERSION SpecVersion;
	UCHAR Vendor[8];
	UCHAR Model[40];
	UCHAR FirmwareRevision[16];
	UCHAR PhysicalLocation[32];
	BOOLEAN ExpanderConnected;
	UCHAR Reserved0[3];
	ULONG Reserved1[3];
} STORAGE_PHYSICAL_ADAPTER_DATA, *PSTORAGE_PHYSICAL_ADAPTER_DATA;

typedef enum _STORAGE_ZONES_ATTRIBUTES {
	ZonesAttributeTypeAndLengthMayDifferent = 0,
	ZonesAttributeTypeSameLengthSame = 1,
	ZonesAttributeTypeSameLastZoneLengthDifferent = 2,
	ZonesAttributeTypeMayDifferentLengthSame = 3,
} STORAGE_ZONES_ATTRIBUTES, *PSTORAGE_ZONES_ATTRIBUTES;

typedef struct _STORAGE_TEMPERATURE_INFO {
	WORD Index;
	SHORT Temperature;
	SHORT OverThreshold;
	SHORT UnderThreshold;
	BOOLEAN OverThresholdChangable;
	BOOLEAN UnderThresholdChangable;
	BOOLEAN EventGenerated;
	UCHAR Reserved0;
	ULONG Reserved1;
} STORAGE_TEMPERATURE_INFO, *PSTORAGE_TEMPERATURE_INFO;

typedef struct _STORAGE_TEMPERATURE_DATA_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	SHORT CriticalTemperature;
	SHORT WarningTemperature;
	USHORT InfoCount;
	UCHAR Reserved0[2];
	ULONG Reserved1[2];
	STORAGE_TEMPERATURE_INFO TemperatureInfo[ANYSIZE_ARRAY];
} STORAGE_TEMPERATURE_DATA_DESCRIPTOR, *PSTORAGE_TEMPERATURE_DATA_DESCRIPTOR;

typedef enum _STORAGE_CRYPTO_ALGORITHM_ID {
	StorageCryptoAlgorithmUnknown = 0,
	StorageCryptoAlgorithmXTSAES = 1,
	StorageCryptoAlgorithmBitlockerAESCBC,
	StorageCryptoAlgorithmAESECB,
	StorageCryptoAlgorithmESSIVAESCBC,
	StorageCryptoAlgorithmMax,
} STORAGE_CRYPTO_ALGORITHM_ID, *PSTORAGE_CRYPTO_ALGORITHM_ID;

typedef enum _STORAGE_CRYPTO_KEY_SIZE {
	StorageCryptoKeySizeUnknown = 0,
	StorageCryptoKeySize128Bits = 1,
	StorageCryptoKeySize192Bits,
	StorageCryptoKeySize256Bits,
	StorageCryptoKeySize512Bits,
} STORAGE_CRYPTO_KEY_SIZE, *PSTORAGE_CRYPTO_KEY_SIZE;

typedef struct _STORAGE_CRYPTO_CAPABILITY {
	ULONG Version;
	ULONG Size;
	ULONG CryptoCapabilityIndex;
	STORAGE_CRYPTO_ALGORITHM_ID AlgorithmId;
	STORAGE_CRYPTO_KEY_SIZE KeySize;
	ULONG DataUnitSizeBitmask;
} STORAGE_CRYPTO_CAPABILITY, *PSTORAGE_CRYPTO_CAPABILITY;

typedef struct _STORAGE_TEMPERATURE_THRESHOLD {
	ULONG Version;
	ULONG Size;
	USHORT Flags;
	USHORT Index;
	SHORT Threshold;
	BOOLEAN OverThreshold;
	UCHAR Reserved;
} STORAGE_TEMPERATURE_THRESHOLD, *PSTORAGE_TEMPERATURE_THRESHOLD;

typedef struct _STORAGE_HW_FIRMWARE_ACTIVATE {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	UCHAR Slot;
	UCHAR Reserved0[3];
} STORAGE_HW_FIRMWARE_ACTIVATE, *PSTORAGE_HW_FIRMWARE_ACTIVATE;

typedef struct _STORAGE_HW_FIRMWARE_INFO_QUERY {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	ULONG Reserved;
} STORAGE_HW_FIRMWARE_INFO_QUERY, *PSTORAGE_HW_FIRMWARE_INFO_QUERY;

typedef struct _STORAGE_CRYPTO_DESCRIPTOR {
	DWORD Version;
	DWORD Size;
	DWORD NumKeysSupported;
	DWORD NumCryptoCapabilities;
	STORAGE_CRYPTO_CAPABILITY CryptoCapabilities[ANYSIZE_ARRAY];
} STORAGE_CRYPTO_DESCRIPTOR, *PSTORAGE_CRYPTO_DESCRIPTOR;

typedef enum _STORAGE_ZONE_CONDITION {
	ZoneConditionConventional = 0x00,
	ZoneConditionEmpty = 0x01,
	ZoneConditionImplicitlyOpened = 0x02,
	ZoneConditionExplicitlyOpened = 0x03,
	ZoneConditionClosed = 0x04,
	ZoneConditionReadOnly = 0x0d,
	ZoneConditionFull = 0x0e,
	ZoneConditionOffline = 0x0f,
} STORAGE_ZONE_CONDITION, *PSTORAGE_ZONE_CONDITION;

typedef enum _STORAGE_PROTOCOL_NVME_DATA_TYPE {
	NVMeDataTypeUnknown = 0,
	NVMeDataTypeIdentify,
	NVMeDataTypeLogPage,
	NVMeDataTypeFeature,
} STORAGE_PROTOCOL_NVME_DATA_TYPE, *PSTORAGE_PROTOCOL_NVME_DATA_TYPE;

typedef struct _STORAGE_MEDIUM_PRODUCT_TYPE_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG MediumProductType;
} STORAGE_MEDIUM_PRODUCT_TYPE_DESCRIPTOR, *PSTORAGE_MEDIUM_PRODUCT_TYPE_DESCRIPTOR;

typedef struct _STORAGE_HW_FIRMWARE_INFO {
	ULONG Version;
	ULONG Size;
	UCHAR SupportUpgrade : 1;
	UCHAR Reserved0 : 7;
	UCHAR SlotCount;
	UCHAR ActiveSlot;
	UCHAR PendingActivateSlot;
	BOOLEAN FirmwareShared;
	UCHAR Reserved[3];
	ULONG ImagePayloadAlignment;
	ULONG ImagePayloadMaxSize;
	STORAGE_HW_FIRMWARE_SLOT_INFO Slot[ANYSIZE_ARRAY];
} STORAGE_HW_FIRMWARE_INFO, *PSTORAGE_HW_FIRMWARE_INFO;

typedef struct _STORAGE_DIAGNOSTIC_DATA {
	ULONG Version;
	ULONG Size;
	GUID ProviderId;
	ULONG BufferSize;
	ULONG Reserved;
	UCHAR DiagnosticDataBuffer[ANYSIZE_ARRAY];
} STORAGE_DIAGNOSTIC_DATA, *PSTORAGE_DIAGNOSTIC_DATA;

typedef struct _STORAGE_FAILURE_PREDICTION_CONFIG {
	ULONG Version;
	ULONG Size;
	BOOLEAN Set;
	BOOLEAN Enabled;
	USHORT Reserved;
} STORAGE_FAILURE_PREDICTION_CONFIG, *PSTORAGE_FAILURE_PREDICTION_CONFIG;

typedef enum _STORAGE_SET_TYPE {
	PropertyStandardSet = 0,
	PropertyExistsSet,
	PropertySetMaxDefined,
} STORAGE_SET_TYPE, *PSTORAGE_SET_TYPE;

typedef struct _STORAGE_PROPERTY_SET {
	STORAGE_PROPERTY_ID PropertyId;
	STORAGE_SET_TYPE SetType;
	UCHAR AdditionalParameters[1];
} STORAGE_PROPERTY_SET, *PSTORAGE_PROPERTY_SET;

typedef enum _STORAGE_RPMB_FRAME_TYPE {
	StorageRpmbFrameTypeUnknown = 0,
	StorageRpmbFrameTypeStandard,
	StorageRpmbFrameTypeMax,
} STORAGE_RPMB_FRAME_TYPE, *PSTORAGE_RPMB_FRAME_TYPE;

typedef struct _STORAGE_RPMB_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG SizeInBytes;
	ULONG MaxReliableWriteSizeInBytes;
	STORAGE_RPMB_FRAME_TYPE FrameFormat;
} STORAGE_RPMB_DESCRIPTOR, *PSTORAGE_RPMB_DESCRIPTOR;

typedef enum _STORAGE_TIER_MEDIA_TYPE {
	StorageTierMediaTypeUnspecified = 0,
	StorageTierMediaTypeDisk = 1,
	StorageTierMediaTypeSsd = 2,
	StorageTierMediaTypeScm = 4,
	StorageTierMediaTypeMax,
} STORAGE_TIER_MEDIA_TYPE, *PSTORAGE_TIER_MEDIA_TYPE;

typedef enum _STORAGE_TIER_CLASS {
	StorageTierClassUnspecified = 0,
	StorageTierClassCapacity,
	StorageTierClassPerformance,
	StorageTierClassMax,
} STORAGE_TIER_CLASS, *PSTORAGE_TIER_CLASS;

typedef struct _STORAGE_TIER {
	GUID Id;
	WCHAR Name[STORAGE_TIER_NAME_LENGTH];
	WCHAR Description[STORAGE_TIER_NAME_LENGTH];
	ULONGLONG Flags;
	ULONGLONG ProvisionedCapacity;
	STORAGE_TIER_MEDIA_TYPE MediaType;
	STORAGE_TIER_CLASS Class;
} STORAGE_TIER, *PSTORAGE_TIER;

typedef struct _STORAGE_DEVICE_TIERING_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	ULONG TotalNumberOfTiers;
	ULONG NumberOfTiersReturned;
	STORAGE_TIER Tiers[ANYSIZE_ARRAY];
} STORAGE_DEVICE_TIERING_DESCRIPTOR, *PSTORAGE_DEVICE_TIERING_DESCRIPTOR;

typedef struct _STORAGE_DEVICE_FAULT_DOMAIN_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG NumberOfFaultDomains;
	GUID FaultDomainIds[ANYSIZE_ARRAY];
} STORAGE_DEVICE_FAULT_DOMAIN_DESCRIPTOR, *PSTORAGE_DEVICE_FAULT_DOMAIN_DESCRIPTOR;

typedef union _STORAGE_PROTOCOL_DATA_SUBVALUE_GET_LOG_PAGE {
	struct {
		ULONG RetainAsynEvent : 1;
		ULONG LogSpecificField : 4;
		ULONG Reserved0 : 3;
		ULONG UUIDIndex : 7;
		ULONG Reserved : 17;
	};
	ULONG AsUlong;
} STORAGE_PROTOCOL_DATA_SUBVALUE_GET_LOG_PAGE, *PSTORAGE_PROTOCOL_DATA_SUBVALUE_GET_LOG_PAGE;

typedef struct _STORAGE_PROTOCOL_SPECIFIC_DATA_EXT {
	STORAGE_PROTOCOL_TYPE ProtocolType;
	ULONG DataType;
	ULONG ProtocolDataValue;
	ULONG ProtocolDataSubValue;
	ULONG ProtocolDataOffset;
	ULONG ProtocolDataLength;
	ULONG FixedProtocolReturnData;
	ULONG ProtocolDataSubValue2;
	ULONG ProtocolDataSubValue3;
	ULONG ProtocolDataSubValue4;
	ULONG ProtocolDataSubValue5;
	ULONG Reserved[5];
} STORAGE_PROTOCOL_SPECIFIC_DATA_EXT, *PSTORAGE_PROTOCOL_SPECIFIC_DATA_EXT;

typedef struct _STORAGE_PROTOCOL_DATA_DESCRIPTOR_EXT {
	ULONG Version;
	ULONG Size;
	STORAGE_PROTOCOL_SPECIFIC_DATA_EXT ProtocolSpecificData;
} STORAGE_PROTOCOL_DATA_DESCRIPTOR_EXT, *PSTORAGE_PROTOCOL_DATA_DESCRIPTOR_EXT;

typedef enum _STORAGE_DISK_HEALTH_STATUS {
	DiskHealthUnknown = 0,
	DiskHealthUnhealthy,
	DiskHealthWarning,
	DiskHealthHealthy,
	DiskHealthMax,
} STORAGE_DISK_HEALTH_STATUS, *PSTORAGE_DISK_HEALTH_STATUS;

typedef enum _STORAGE_DISK_OPERATIONAL_STATUS {
	DiskOpStatusNone = 0,
	DiskOpStatusUnknown,
	DiskOpStatusOk,
	DiskOpStatusPredictingFailure,
	DiskOpStatusInService,
	DiskOpStatusHardwareError,
	DiskOpStatusNotUsable,
	DiskOpStatusTransientError,
	DiskOpStatusMissing,
} STORAGE_DISK_OPERATIONAL_STATUS, *PSTORAGE_DISK_OPERATIONAL_STATUS;

typedef enum _STORAGE_OPERATIONAL_STATUS_REASON {
	DiskOpReasonUnknown = 0,
	DiskOpReasonScsiSenseCode,
	DiskOpReasonMedia,
	DiskOpReasonIo,
	DiskOpReasonThresholdExceeded,
	DiskOpReasonLostData,
	DiskOpReasonEnergySource,
	DiskOpReasonConfiguration,
	DiskOpReasonDeviceController,
	DiskOpReasonMediaController,
	DiskOpReasonComponent,
	DiskOpReasonNVDIMM_N,
	DiskOpReasonBackgroundOperation,
	DiskOpReasonInvalidFirmware,
	DiskOpReasonHealthCheck,
	DiskOpReasonLostDataPersistence,
	DiskOpReasonDisabledByPlatform,
	DiskOpReasonLostWritePersistence,
	DiskOpReasonDataPersistenceLossImminent,
	DiskOpReasonWritePersistenceLossImminent,
	DiskOpReasonMax,
} STORAGE_OPERATIONAL_STATUS_REASON, *PSTORAGE_OPERATIONAL_STATUS_REASON;

typedef struct _STORAGE_OPERATIONAL_REASON {
	ULONG Version;
	ULONG Size;
	STORAGE_OPERATIONAL_STATUS_REASON Reason;
	union {
		struct {
			UCHAR SenseKey;
			UCHAR ASC;
			UCHAR ASCQ;
			UCHAR Reserved;
		} ScsiSenseKey;
		struct {
			UCHAR CriticalHealth;
			UCHAR ModuleHealth[2];
			UCHAR ErrorThresholdStatus;
		} NVDIMM_N;
		ULONG AsUlong;
	} RawBytes;
} STORAGE_OPERATIONAL_REASON, *PSTORAGE_OPERATIONAL_REASON;

typedef struct _STORAGE_DEVICE_MANAGEMENT_STATUS {
	ULONG Version;
	ULONG Size;
	STORAGE_DISK_HEALTH_STATUS Health;
	ULONG NumberOfOperationalStatus;
	ULONG NumberOfAdditionalReasons;
	STORAGE_DISK_OPERATIONAL_STATUS OperationalStatus[STORAGE_DEVICE_MAX_OPERATIONAL_STATUS];
	STORAGE_OPERATIONAL_REASON AdditionalReasons[ANYSIZE_ARRAY];
} STORAGE_DEVICE_MANAGEMENT_STATUS, *PSTORAGE_DEVICE_MANAGEMENT_STATUS;

typedef struct _STORAGE_ADAPTER_SERIAL_NUMBER {
	ULONG Version;
	ULONG Size;
	WCHAR SerialNumber[STORAGE_ADAPTER_SERIAL_NUMBER_V1_MAX_LENGTH];
} STORAGE_ADAPTER_SERIAL_NUMBER, *PSTORAGE_ADAPTER_SERIAL_NUMBER;

typedef enum _STORAGE_ZONED_DEVICE_TYPES {
	ZonedDeviceTypeUnknown = 0,
	ZonedDeviceTypeHostManaged,
	ZonedDeviceTypeHostAware,
	ZonedDeviceTypeDeviceManaged,
} STORAGE_ZONED_DEVICE_TYPES, *PSTORAGE_ZONED_DEVICE_TYPES;

typedef enum _STORAGE_ZONE_TYPES {
	ZoneTypeUnknown = 0,
	ZoneTypeConventional = 1,
	ZoneTypeSequentialWriteRequired = 2,
	ZoneTypeSequentialWritePreferred = 3,
	ZoneTypeMax,
} STORAGE_ZONE_TYPES, *PSTORAGE_ZONE_TYPES;

typedef struct _STORAGE_ZONE_GROUP {
	ULONG ZoneCount;
	STORAGE_ZONE_TYPES ZoneType;
	ULONGLONG ZoneSize;
} STORAGE_ZONE_GROUP, *PSTORAGE_ZONE_GROUP;

typedef struct _STORAGE_ZONED_DEVICE_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	STORAGE_ZONED_DEVICE_TYPES DeviceType;
	ULONG ZoneCount;
	union {
		struct {
			ULONG MaxOpenZoneCount;
			BOOLEAN UnrestrictedRead;
			UCHAR Reserved[3];
		} SequentialRequiredZone;
		struct {
			ULONG OptimalOpenZoneCount;
			ULONG Reserved;
		} SequentialPreferredZone;
	} ZoneAttributes;
	ULONG ZoneGroupCount;
	STORAGE_ZONE_GROUP ZoneGroup[ANYSIZE_ARRAY];
} STORAGE_ZONED_DEVICE_DESCRIPTOR, *PSTORAGE_ZONED_DEVICE_DESCRIPTOR;

typedef struct _DEVICE_LOCATION {
	ULONG Socket;
	ULONG Slot;
	ULONG Adapter;
	ULONG Port;
	union {
		struct {
			ULONG Channel;
			ULONG Device;
		};
		struct {
			ULONG Target;
			ULONG Lun;
		};
	};
} DEVICE_LOCATION, *PDEVICE_LOCATION;

typedef struct _STORAGE_DEVICE_LOCATION_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	DEVICE_LOCATION Location;
	ULONG StringOffset;
} STORAGE_DEVICE_LOCATION_DESCRIPTOR, *PSTORAGE_DEVICE_LOCATION_DESCRIPTOR;

typedef struct _STORAGE_DEVICE_NUMA_PROPERTY {
	ULONG Version;
	ULONG Size;
	ULONG NumaNode;
} STORAGE_DEVICE_NUMA_PROPERTY, *PSTORAGE_DEVICE_NUMA_PROPERTY;

typedef struct _STORAGE_DEVICE_UNSAFE_SHUTDOWN_COUNT {
	ULONG Version;
	ULONG Size;
	ULONG UnsafeShutdownCount;
} STORAGE_DEVICE_UNSAFE_SHUTDOWN_COUNT, *PSTORAGE_DEVICE_UNSAFE_SHUTDOWN_COUNT;

typedef struct _STORAGE_HW_ENDURANCE_INFO {
	ULONG ValidFields;
	ULONG GroupId;
	struct {
		ULONG Shared : 1;
		ULONG Reserved : 31;
	} Flags;
	ULONG LifePercentage;
	UCHAR BytesReadCount[16];
	UCHAR ByteWriteCount[16];
} STORAGE_HW_ENDURANCE_INFO, *PSTORAGE_HW_ENDURANCE_INFO;

typedef struct _STORAGE_HW_ENDURANCE_DATA_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	STORAGE_HW_ENDURANCE_INFO EnduranceInfo;
} STORAGE_HW_ENDURANCE_DATA_DESCRIPTOR, *PSTORAGE_HW_ENDURANCE_DATA_DESCRIPTOR;

typedef struct _STORAGE_DEVICE_LED_STATE_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONGLONG State;
} STORAGE_DEVICE_LED_STATE_DESCRIPTOR, *PSTORAGE_DEVICE_LED_STATE_DESCRIPTOR;

typedef struct _STORAGE_DEVICE_SELF_ENCRYPTION_PROPERTY {
	ULONG Version;
	ULONG Size;
	BOOLEAN SupportsSelfEncryption;
} STORAGE_DEVICE_SELF_ENCRYPTION_PROPERTY, *PSTORAGE_DEVICE_SELF_ENCRYPTION_PROPERTY;

typedef enum _STORAGE_ENCRYPTION_TYPE {
	StorageEncryptionTypeUnknown = 0x00,
	StorageEncryptionTypeEDrive = 0x01,
	StorageEncryptionTypeTcgOpal = 0x02,
} STORAGE_ENCRYPTION_TYPE, *PSTORAGE_ENCRYPTION_TYPE;

typedef struct _STORAGE_DEVICE_SELF_ENCRYPTION_PROPERTY_V2 {
	ULONG Version;
	ULONG Size;
	BOOLEAN SupportsSelfEncryption;
	STORAGE_ENCRYPTION_TYPE EncryptionType;
} STORAGE_DEVICE_SELF_ENCRYPTION_PROPERTY_V2, *PSTORAGE_DEVICE_SELF_ENCRYPTION_PROPERTY_V2;

typedef struct _STORAGE_FRU_ID_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG IdentifierSize;
	UCHAR Identifier[ANYSIZE_ARRAY];
} STORAGE_FRU_ID_DESCRIPTOR, *PSTORAGE_FRU_ID_DESCRIPTOR;

typedef struct _DEVICE_DSM_DEFINITION {
	DEVICE_DSM_ACTION Action;
	BOOLEAN SingleRange;
	ULONG ParameterBlockAlignment;
	ULONG ParameterBlockLength;
	BOOLEAN HasOutput;
	ULONG OutputBlockAlignment;
	ULONG OutputBlockLength;
} DEVICE_DSM_DEFINITION, *PDEVICE_DSM_DEFINITION;

typedef struct _DEVICE_DATA_SET_LBP_STATE_PARAMETERS {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	ULONG OutputVersion;
} DEVICE_DATA_SET_LBP_STATE_PARAMETERS, *PDEVICE_DATA_SET_LBP_STATE_PARAMETERS, DEVICE_DSM_ALLOCATION_PARAMETERS, *PDEVICE_DSM_ALLOCATION_PARAMETERS;

typedef struct _DEVICE_DATA_SET_LB_PROVISIONING_STATE_V2 {
	ULONG Size;
	ULONG Version;
	ULONGLONG SlabSizeInBytes;
	ULONGLONG SlabOffsetDeltaInBytes;
	ULONG SlabAllocationBitMapBitCount;
	ULONG SlabAllocationBitMapLength;
	ULONG SlabAllocationBitMap[ANYSIZE_ARRAY];
} DEVICE_DATA_SET_LB_PROVISIONING_STATE_V2, *PDEVICE_DATA_SET_LB_PROVISIONING_STATE_V2, DEVICE_DSM_ALLOCATION_OUTPUT2, *PDEVICE_DSM_ALLOCATION_OUTPUT2;

typedef struct _DEVICE_DATA_SET_REPAIR_OUTPUT {
	DEVICE_DSM_RANGE ParityExtent;
} DEVICE_DATA_SET_REPAIR_OUTPUT, *PDEVICE_DATA_SET_REPAIR_OUTPUT, DEVICE_DSM_REPAIR_OUTPUT, *PDEVICE_DSM_REPAIR_OUTPUT;

typedef struct _DEVICE_DSM_QUERY_PREFER_LOCAL_REPAIR_OUTPUT {
	ULONG Version;
	BOOLEAN PreferLocalRepair;
} DEVICE_DSM_QUERY_PREFER_LOCAL_REPAIR_OUTPUT, *PDEVICE_DSM_QUERY_PREFER_LOCAL_REPAIR_OUTPUT;

typedef struct _DEVICE_DATA_SET_SCRUB_EX_OUTPUT {
	ULONGLONG BytesProcessed;
	ULONGLONG BytesRepaired;
	ULONGLONG BytesFailed;
	DEVICE_DSM_RANGE ParityExtent;
	ULONGLONG BytesScrubbed;
} DEVICE_DATA_SET_SCRUB_EX_OUTPUT, *PDEVICE_DATA_SET_SCRUB_EX_OUTPUT, DEVICE_DSM_SCRUB_OUTPUT2, *PDEVICE_DSM_SCRUB_OUTPUT2;

typedef struct _DEVICE_DSM_TIERING_QUERY_INPUT {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	ULONG NumberOfTierIds;
	GUID TierIds[ANYSIZE_ARRAY];
} DEVICE_DSM_TIERING_QUERY_INPUT, *PDEVICE_DSM_TIERING_QUERY_INPUT, DEVICE_DSM_TIERING_QUERY_PARAMETERS, *PDEVICE_DSM_TIERING_QUERY_PARAMETERS;

typedef struct _STORAGE_TIER_REGION {
	GUID TierId;
	ULONGLONG Offset;
	ULONGLONG Length;
} STORAGE_TIER_REGION, *PSTORAGE_TIER_REGION;

typedef struct _DEVICE_DSM_TIERING_QUERY_OUTPUT {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	ULONG Reserved;
	ULONGLONG Alignment;
	ULONG TotalNumberOfRegions;
	ULONG NumberOfRegionsReturned;
	STORAGE_TIER_REGION Regions[ANYSIZE_ARRAY];
} DEVICE_DSM_TIERING_QUERY_OUTPUT, *PDEVICE_DSM_TIERING_QUERY_OUTPUT;

typedef struct _DEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS {
	ULONG Size;
	UCHAR TargetPriority;
	UCHAR Reserved[3];
} DEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS, *PDEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS;

typedef struct _DEVICE_DATA_SET_TOPOLOGY_ID_QUERY_OUTPUT {
	ULONGLONG TopologyRangeBytes;
	UCHAR TopologyId[16];
} DEVICE_DATA_SET_TOPOLOGY_ID_QUERY_OUTPUT, *PDEVICE_DATA_SET_TOPOLOGY_ID_QUERY_OUTPUT, DEVICE_DSM_TOPOLOGY_ID_QUERY_OUTPUT, *PDEVICE_DSM_TOPOLOGY_ID_QUERY_OUTPUT;

typedef struct _DEVICE_STORAGE_ADDRESS_RANGE {
	LONGLONG StartAddress;
	ULONGLONG LengthInBytes;
} DEVICE_STORAGE_ADDRESS_RANGE, *PDEVICE_STORAGE_ADDRESS_RANGE;

typedef struct _DEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT {
	ULONG Version;
	ULONG Flags;
	ULONG TotalNumberOfRanges;
	ULONG NumberOfRangesReturned;
	DEVICE_STORAGE_ADDRESS_RANGE Ranges[ANYSIZE_ARRAY];
} DEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT, *PDEVICE_DSM_PHYSICAL_ADDRESSES_OUTPUT;

typedef struct _DEVICE_DSM_REPORT_ZONES_PARAMETERS {
	ULONG Size;
	UCHAR ReportOption;
	UCHAR Partial;
	UCHAR Reserved[2];
} DEVICE_DSM_REPORT_ZONES_PARAMETERS, *PDEVICE_DSM_REPORT_ZONES_PARAMETERS;

typedef struct _STORAGE_ZONE_DESCRIPTOR {
	ULONG Size;
	STORAGE_ZONE_TYPES ZoneType;
	STORAGE_ZONE_CONDITION ZoneCondition;
	BOOLEAN ResetWritePointerRecommend;
	UCHAR Reserved0[3];
	ULONGLONG ZoneSize;
	ULONGLONG WritePointerOffset;
} STORAGE_ZONE_DESCRIPTOR, *PSTORAGE_ZONE_DESCRIPTOR;

typedef struct _DEVICE_DSM_REPORT_ZONES_DATA {
	ULONG Size;
	ULONG ZoneCount;
	STORAGE_ZONES_ATTRIBUTES Attributes;
	ULONG Reserved0;
	STORAGE_ZONE_DESCRIPTOR ZoneDescriptors[ANYSIZE_ARRAY];
} DEVICE_DSM_REPORT_ZONES_DATA, *PDEVICE_DSM_REPORT_ZONES_DATA, DEVICE_DSM_REPORT_ZONES_OUTPUT, *PDEVICE_DSM_REPORT_ZONES_OUTPUT;

typedef struct _DEVICE_STORAGE_RANGE_ATTRIBUTES {
	ULONGLONG LengthInBytes;
	union {
		ULONG AllFlags;
		struct {
			ULONG IsRangeBad : 1;
		};
	};
	ULONG Reserved;
} DEVICE_STORAGE_RANGE_ATTRIBUTES, *PDEVICE_STORAGE_RANGE_ATTRIBUTES;

typedef struct _DEVICE_DSM_RANGE_ERROR_INFO {
	ULONG Version;
	ULONG Flags;
	ULONG TotalNumberOfRanges;
	ULONG NumberOfRangesReturned;
	DEVICE_STORAGE_RANGE_ATTRIBUTES Ranges[ANYSIZE_ARRAY];
} DEVICE_DSM_RANGE_ERROR_INFO, *PDEVICE_DSM_RANGE_ERROR_INFO, DEVICE_DSM_RANGE_ERROR_OUTPUT, *PDEVICE_DSM_RANGE_ERROR_OUTPUT;

typedef struct _DEVICE_DSM_LOST_QUERY_PARAMETERS {
	ULONG Version;
	ULONGLONG Granularity;
} DEVICE_DSM_LOST_QUERY_PARAMETERS, *PDEVICE_DSM_LOST_QUERY_PARAMETERS;

typedef struct _DEVICE_DSM_LOST_QUERY_OUTPUT {
	ULONG Version;
	ULONG Size;
	ULONGLONG Alignment;
	ULONG NumberOfBits;
	ULONG BitMap[ANYSIZE_ARRAY];
} DEVICE_DSM_LOST_QUERY_OUTPUT, *PDEVICE_DSM_LOST_QUERY_OUTPUT;

typedef struct _DEVICE_DSM_FREE_SPACE_OUTPUT {
	ULONG Version;
	ULONGLONG FreeSpace;
} DEVICE_DSM_FREE_SPACE_OUTPUT, *PDEVICE_DSM_FREE_SPACE_OUTPUT;

typedef struct _DEVICE_DSM_CONVERSION_OUTPUT {
	ULONG Version;
	GUID Source;
} DEVICE_DSM_CONVERSION_OUTPUT, *PDEVICE_DSM_CONVERSION_OUTPUT;

typedef struct _STORAGE_DIAGNOSTIC_REQUEST {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	STORAGE_DIAGNOSTIC_TARGET_TYPE TargetType;
	STORAGE_DIAGNOSTIC_LEVEL Level;
} STORAGE_DIAGNOSTIC_REQUEST, *PSTORAGE_DIAGNOSTIC_REQUEST;

typedef struct _PHYSICAL_ELEMENT_STATUS_REQUEST {
	ULONG Version;
	ULONG Size;
	ULONG StartingElement;
	UCHAR Filter;
	UCHAR ReportType;
	UCHAR Reserved[2];
} PHYSICAL_ELEMENT_STATUS_REQUEST, *PPHYSICAL_ELEMENT_STATUS_REQUEST;

typedef struct _PHYSICAL_ELEMENT_STATUS_DESCRIPTOR {
	ULONG Version;
	ULONG Size;
	ULONG ElementIdentifier;
	UCHAR PhysicalElementType;
	UCHAR PhysicalElementHealth;
	UCHAR Reserved1[2];
	ULONGLONG AssociatedCapacity;
	ULONG Reserved2[4];
} PHYSICAL_ELEMENT_STATUS_DESCRIPTOR, *PPHYSICAL_ELEMENT_STATUS_DESCRIPTOR;

typedef struct _PHYSICAL_ELEMENT_STATUS {
	ULONG Version;
	ULONG Size;
	ULONG DescriptorCount;
	ULONG ReturnedDescriptorCount;
	ULONG ElementIdentifierBeingDepoped;
	ULONG Reserved;
	PHYSICAL_ELEMENT_STATUS_DESCRIPTOR Descriptors[ANYSIZE_ARRAY];
} PHYSICAL_ELEMENT_STATUS, *PPHYSICAL_ELEMENT_STATUS;

typedef struct _REMOVE_ELEMENT_AND_TRUNCATE_REQUEST {
	ULONG Version;
	ULONG Size;
	ULONGLONG RequestCapacity;
	ULONG ElementIdentifier;
	ULONG Reserved;
} REMOVE_ELEMENT_AND_TRUNCATE_REQUEST, *PREMOVE_ELEMENT_AND_TRUNCATE_REQUEST;

typedef enum _DEVICE_INTERNAL_STATUS_DATA_REQUEST_TYPE {
	DeviceInternalStatusDataRequestTypeUndefined = 0,
	DeviceCurrentInternalStatusDataHeader,
	DeviceCurrentInternalStatusData,
	DeviceSavedInternalStatusDataHeader,
	DeviceSavedInternalStatusData,
} DEVICE_INTERNAL_STATUS_DATA_REQUEST_TYPE, *PDEVICE_INTERNAL_STATUS_DATA_REQUEST_TYPE;

typedef enum _DEVICE_INTERNAL_STATUS_DATA_SET {
	DeviceStatusDataSetUndefined = 0,
	DeviceStatusDataSet1,
	DeviceStatusDataSet2,
	DeviceStatusDataSet3,
	DeviceStatusDataSet4,
	DeviceStatusDataSetMax,
} DEVICE_INTERNAL_STATUS_DATA_SET, *PDEVICE_INTERNAL_STATUS_DATA_SET;

typedef struct _GET_DEVICE_INTERNAL_STATUS_DATA_REQUEST {
	ULONG Version;
	ULONG Size;
	DEVICE_INTERNAL_STATUS_DATA_REQUEST_TYPE RequestDataType;
	DEVICE_INTERNAL_STATUS_DATA_SET RequestDataSet;
} GET_DEVICE_INTERNAL_STATUS_DATA_REQUEST, *PGET_DEVICE_INTERNAL_STATUS_DATA_REQUEST;

typedef struct _DEVICE_INTERNAL_STATUS_DATA {
	ULONG Version;
	ULONG Size;
	ULONGLONG T10VendorId;
	ULONG DataSet1Length;
	ULONG DataSet2Length;
	ULONG DataSet3Length;
	ULONG DataSet4Length;
	UCHAR StatusDataVersion;
	UCHAR Reserved[3];
	UCHAR ReasonIdentifier[128];
	ULONG StatusDataLength;
	UCHAR StatusData[ANYSIZE_ARRAY];
} DEVICE_INTERNAL_STATUS_DATA, *PDEVICE_INTERNAL_STATUS_DATA;

typedef enum _STORAGE_SANITIZE_METHOD {
	StorageSanitizeMethodDefault = 0,
	StorageSanitizeMethodBlockErase,
	StorageSanitizeMethodCryptoErase,
} STORAGE_SANITIZE_METHOD, *PSTORAGE_SANITIZE_METHOD;

typedef struct _STORAGE_REINITIALIZE_MEDIA {
	ULONG Version;
	ULONG Size;
	ULONG TimeoutInSeconds;
	struct {
		ULONG SanitizeMethod : 4;
		ULONG DisallowUnrestrictedSanitizeExit : 1;
		ULONG Reserved : 27;
	} SanitizeOption;
} STORAGE_REINITIALIZE_MEDIA, *PSTORAGE_REINITIALIZE_MEDIA;

typedef struct _STORAGE_RPMB_DATA_FRAME {
	UCHAR Stuff[196];
	UCHAR KeyOrMAC[32];
	UCHAR Data[256];
	UCHAR Nonce[16];
	UCHAR WriteCounter[4];
	UCHAR Address[2];
	UCHAR BlockCount[2];
	UCHAR OperationResult[2];
	UCHAR RequestOrResponseType[2];
} STORAGE_RPMB_DATA_FRAME, *PSTORAGE_RPMB_DATA_FRAME;

typedef enum _STORAGE_RPMB_COMMAND_TYPE {
	StorRpmbProgramAuthKey = 0x00000001,
	StorRpmbQueryWriteCounter = 0x00000002,
	StorRpmbAuthenticatedWrite = 0x00000003,
	StorRpmbAuthenticatedRead = 0x00000004,
	StorRpmbReadResultRequest = 0x00000005,
	StorRpmbAuthenticatedDeviceConfigWrite = 0x00000006,
	StorRpmbAuthenticatedDeviceConfigRead = 0x00000007,
} STORAGE_RPMB_COMMAND_TYPE, *PSTORAGE_RPMB_COMMAND_TYPE;

typedef enum _STORAGE_COUNTER_TYPE {
	StorageCounterTypeUnknown = 0,
	StorageCounterTypeTemperatureCelsius,
	StorageCounterTypeTemperatureCelsiusMax,
	StorageCounterTypeReadErrorsTotal,
	StorageCounterTypeReadErrorsCorrected,
	StorageCounterTypeReadErrorsUncorrected,
	StorageCounterTypeWriteErrorsTotal,
	StorageCounterTypeWriteErrorsCorrected,
	StorageCounterTypeWriteErrorsUncorrected,
	StorageCounterTypeManufactureDate,
	StorageCounterTypeStartStopCycleCount,
	StorageCounterTypeStartStopCycleCountMax,
	StorageCounterTypeLoadUnloadCycleCount,
	StorageCounterTypeLoadUnloadCycleCountMax,
	StorageCounterTypeWearPercentage,
	StorageCounterTypeWearPercentageWarning,
	StorageCounterTypeWearPercentageMax,
	StorageCounterTypePowerOnHours,
	StorageCounterTypeReadLatency100NSMax,
	StorageCounterTypeWriteLatency100NSMax,
	StorageCounterTypeFlushLatency100NSMax,
	StorageCounterTypeMax,
} STORAGE_COUNTER_TYPE, *PSTORAGE_COUNTER_TYPE;

typedef struct _STORAGE_COUNTER {
	STORAGE_COUNTER_TYPE Type;
	union {
		struct {
			ULONG Week;
			ULONG Year;
		} ManufactureDate;
		ULONGLONG AsUlonglong;
	} Value;
} STORAGE_COUNTER, *PSTORAGE_COUNTER;

typedef struct _STORAGE_COUNTERS {
	ULONG Version;
	ULONG Size;
	ULONG NumberOfCounters;
	STORAGE_COUNTER Counters[ANYSIZE_ARRAY];
} STORAGE_COUNTERS, *PSTORAGE_COUNTERS;

typedef struct _STORAGE_HW_FIRMWARE_DOWNLOAD_V2 {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	UCHAR Slot;
	UCHAR Reserved[3];
	ULONGLONG Offset;
	ULONGLONG BufferSize;
	ULONG ImageSize;
	ULONG Reserved2;
	UCHAR ImageBuffer[ANYSIZE_ARRAY];
} STORAGE_HW_FIRMWARE_DOWNLOAD_V2, *PSTORAGE_HW_FIRMWARE_DOWNLOAD_V2;

typedef enum _STORAGE_ATTRIBUTE_MGMT_ACTION {
	StorAttributeMgmt_ClearAttribute = 0,
	StorAttributeMgmt_SetAttribute = 1,
	StorAttributeMgmt_ResetAttribute = 2,
} STORAGE_ATTRIBUTE_MGMT_ACTION, *PSTORAGE_ATTRIBUTE_MGMT_ACTION;

typedef struct _STORAGE_ATTRIBUTE_MGMT {
	ULONG Version;
	ULONG Size;
	STORAGE_ATTRIBUTE_MGMT_ACTION Action;
	ULONG Attribute;
} STORAGE_ATTRIBUTE_MGMT, *PSTORAGE_ATTRIBUTE_MGMT;

typedef enum _BPIO_OPERATIONS {
	BPIO_OP_ENABLE = 1,
	BPIO_OP_DISABLE = 2,
	BPIO_OP_QUERY = 3,
} BPIO_OPERATIONS;

typedef enum _BPIO_INFLAGS {
	BPIO_INFL_NONE = 0,
} BPIO_INFLAGS;

typedef struct _BPIO_INPUT {
	ULONG Version;
	ULONG Size;
	BPIO_OPERATIONS Operation;
	BPIO_INFLAGS InFlags;
	ULONGLONG Reserved2;
} BPIO_INPUT, *PBPIO_INPUT;

typedef enum _BPIO_OUTFLAGS {
	BPIO_OUTFL_NONE = 0,
} BPIO_OUTFLAGS;

typedef struct _BPIO_RESULTS {
	LONG OpStatus;
	USHORT FailingDriverNameLen;
	WCHAR FailingDriverName[32];
	USHORT FailureReasonLen;
	WCHAR FailureReason[128];
} BPIO_RESULTS, *PBPIO_RESULTS;

typedef struct _BPIO_OUTPUT {
	ULONG Version;
	ULONG Size;
	BPIO_OPERATIONS Operation;
	BPIO_OUTFLAGS OutFlags;
	ULONGLONG Reserved2;
	union {
		BPIO_RESULTS Enable;
		BPIO_RESULTS Query;
	};
} BPIO_OUTPUT, *PBPIO_OUTPUT;

EXTERN_C_END

#endif /* WINWORK_STORAGE_DEVICE_MANAGEMENT_H */
