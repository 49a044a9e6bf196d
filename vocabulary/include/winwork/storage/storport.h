/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Miniports of Storport. Those of the SCSI port driver have structures of the same names:
 * scsi_miniport.h.
 */
#ifndef WINWORK_STORAGE_STORPORT_H
#define WINWORK_STORAGE_STORPORT_H

#include "sense_data.h"
#include "scsi_request.h"
#include <winwork/ex/executive.h>
#include <winwork/mm/locked_pages.h>
#include <winwork/mm/memory.h>

EXTERN_C_START

#define ADDRESS_TYPE_FLAG_BTL8 0x1

#define ATTRIBUTE_VM_PASSTHROUGH_LUN 0x1

#define CONFIG_INFO_VERSION_2 FIELD_OFFSET(PORT_CONFIGURATION_INFORMATION, MaxIOsPerLun)
#define CONFIG_INFO_VERSION_3 sizeof(PORT_CONFIGURATION_INFORMATION)

#define DUMP_MINIPORT_NAME_LENGTH 15
#define DUMP_MINIPORT_VERSION_1 0x0100
#define DUMP_MINIPORT_VERSION 0x0200

#define DUMP_MODE_CRASH 0x01
#define DUMP_MODE_HIBER 0x02
#define DUMP_MODE_MARK_MEMORY 0x03
#define DUMP_MODE_RESUME 0x04

#define EVENT_BUFFER_MAX_LENGTH 4096
#define EVENT_NAME_MAX_LENGTH 32
#define EVENT_MAX_PARAM_NAME_LEN 32

#define EXTENDED_FLAG_POWER 0x00000001

#define HW_INIT_DATA_SIZE_PHYSICAL FIELD_OFFSET(HW_INITIALIZATION_DATA, HwFreeAdapterResources)
#define HW_INIT_DATA_SIZE_VIRTUAL FIELD_OFFSET(HW_INITIALIZATION_DATA, HwTracingEnabled)

#define MARK_DUMP_MEMORY_FLAG_PHYSICAL_ADDRESS 0x1

#define MINIPORT_REG_SZ 1
#define MINIPORT_REG_BINARY 3
#define MINIPORT_REG_DWORD 4
#define MINIPORT_REG_MULTI_SZ 7

#define RAID_MIN_TIMER_DELAY_IN_MSEC 32

#define RAID_ASYNC_NOTIFY_FLAG_MEDIA_STATUS 0x1
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_STATUS 0x2
#define RAID_ASYNC_NOTIFY_FLAG_DEVICE_OPERATION 0x4
#define RAID_ASYNC_NOTIFY_SUPPORTED_FLAGS \
	(RAID_ASYNC_NOTIFY_FLAG_MEDIA_STATUS | RAID_ASYNC_NOTIFY_FLAG_DEVICE_STATUS | RAID_ASYNC_NOTIFY_FLAG_DEVICE_OPERATION)

#define SCSI_DMA64_MINIPORT_FULL64BIT_NO_BOUNDARY_REQ_SUPPORTED 0x03
#define SCSI_DMA64_MINIPORT_64BIT_ONE_4GB_SUPPORTED 0x04

#define SRB_TYPE_FLAG_SCSI_REQUEST_BLOCK 0x1
#define SRB_TYPE_FLAG_STORAGE_REQUEST_BLOCK 0x2

#define STATE_CHANGE_LUN 0x1
#define STATE_CHANGE_TARGET 0x2
#define STATE_CHANGE_BUS 0x4

#define STOR_SYSTEM_POWER_HINTS_V1 0x1
#define STOR_FILTER_RESOURCE_REQUIREMENTS_V1 0x1
#define STOR_SERIAL_NUMBER_MAX_SIZE (128 * sizeof(WCHAR))
#define STOR_VENDOR_ID_LENGTH 16
#define STOR_MODEL_NUMBER_LENGTH 64
#define STOR_FIRMWARE_REVISION_LENGTH 16
#define STOR_RICH_DEVICE_DESCRIPTION_STRUCTURE_VERSION 0x1
#define STOR_RICH_DEVICE_DESCRIPTION_STRUCTURE_VERSION_V2 0x2
#define STOR_FRU_ID_DESCRIPTION_STRUCTURE_VERSION_1 0x1
#define STOR_FRU_ID_MAX_LENGTH 128
#define STOR_DPC_BUFFER_SIZE (sizeof (DPC_BUFFER))
#define STOR_RPMB_VERSION_1 0x00000001
#define STOR_CURRENT_LOG_INTERFACE_REVISION 0x0100

#define STORPORT_MAX_CRITICAL_DATA_SIZE 8
#define STORPORT_MAX_ADDITIONAL_DATA_SIZE 1024
#define STORPORT_MARK_DEVICE_FAILED_FLAG_REMOVE_DEVICE 0x1
#define STORPORT_MARK_DEVICE_FAILED_FLAG_PREDICTED_FAILURE 0x2
#define STORPORT_LIVEDUMP_BUCKET_ID_LENGTH 128

#define STORPORT_ETW_EVENT_KEYWORD_IO 0x01
#define STORPORT_ETW_EVENT_KEYWORD_PERFORMANCE 0x02
#define STORPORT_ETW_EVENT_KEYWORD_POWER 0x04
#define STORPORT_ETW_EVENT_KEYWORD_ENUMERATION 0x08
#define STORPORT_ETW_EVENT_KEYWORD_COMMAND_TRACE 0x10
#define STORPORT_ETW_EVENT_KEYWORD_ASYNC_EVENT 0x20
#define STORPORT_ETW_MAX_PARAM_NAME_LENGTH 32
#define STORPORT_ETW_EVENT_KEYWORD_NON_IO 0x40
#define STORPORT_ETW_MAX_DESCRIPTION_LENGTH 64
#define STORPORT_ETW_EVENT_KEYWORD_COMMAND_TRACE_IO 0x80
#define STORPORT_ETW_EVENT_KEYWORD_COMMAND_TRACE_NON_IO 0x100
#define STORPORT_ETW_MAX_BYTE_STREAM_LENGTH 1024

#define STOR_ADAPTER_FEATURE_DEVICE_TELEMETRY 0x00000001
#define STOR_ADAPTER_FEATURE_STOP_UNIT_DURING_POWER_DOWN 0x00000002
#define STOR_ADAPTER_UNCACHED_EXTENSION_NUMA_NODE_PREFERRED 0x00000004
#define STOR_ADAPTER_DMA_V3_PREFERRED 0x00000008
#define STOR_ADAPTER_FEATURE_ABORT_COMMAND 0x00000010
#define STOR_ADAPTER_FEATURE_RICH_TEMPERATURE_THRESHOLD 0x00000020
#define STOR_ADAPTER_DMA_ADDRESS_WIDTH_SPECIFIED 0x00000040

#define STOR_CRYPTO_OPERATION_INSERT_KEY_VERSION_1 1
#define STOR_CRYPTO_ALGORITHM_ID_OFFSET StorCryptoAlgorithmXTSAES
#define STOR_CRYPTO_CAPABILITY_VERSION_1 1
#define STOR_CRYPTO_CAPABILITIES_DATA_VERSION_1 1
#define STOR_CRYPTO_KEY_INFO_VERSION_1 1

#define STOR_FEATURE_VIRTUAL_MINIPORT 0x00000001
#define STOR_FEATURE_ATA_PASS_THROUGH 0x00000002
#define STOR_FEATURE_FULL_PNP_DEVICE_CAPABILITIES 0x00000004
#define STOR_FEATURE_DUMP_POINTERS 0x00000008
#define STOR_FEATURE_DEVICE_NAME_NO_SUFFIX 0x00000010
#define STOR_FEATURE_DUMP_RESUME_CAPABLE 0x00000020
#define STOR_FEATURE_DEVICE_DESCRIPTOR_FROM_ATA_INFO_VPD 0x00000040
#define STOR_FEATURE_EXTRA_IO_INFORMATION 0x00000080
#define STOR_FEATURE_ADAPTER_CONTROL_PRE_FINDADAPTER 0x00000100
#define STOR_FEATURE_ADAPTER_NOT_REQUIRE_IO_PORT 0x00000200
#define STOR_FEATURE_DUMP_16_BYTE_ALIGNMENT 0x00000400
#define STOR_FEATURE_SET_ADAPTER_INTERFACE_TYPE 0x00000800
#define STOR_FEATURE_DUMP_INFO 0x00001000
#define STOR_FEATURE_DMA_ALLOCATION_NO_BOUNDARY 0x00002000
#define STOR_FEATURE_NVME 0x00004000
#define STOR_FEATURE_REPORT_INTERNAL_DATA 0x00008000
#define STOR_FEATURE_EARLY_DUMP 0x00010000

#define STOR_MAP_NO_BUFFERS 0
#define STOR_MAP_ALL_BUFFERS 1
#define STOR_MAP_NON_READ_WRITE_BUFFERS 2
#define STOR_MAP_ALL_BUFFERS_INCLUDING_READ_WRITE 3

#define STOR_PERF_DPC_REDIRECTION 0x00000001
#define STOR_PERF_CONCURRENT_CHANNELS 0x00000002
#define STOR_PERF_VERSION_2 0x00000002
#define STOR_PERF_VERSION_3 0x00000003
#define STOR_PERF_INTERRUPT_MESSAGE_RANGES 0x00000004
#define STOR_PERF_VERSION_4 0x00000004
#define STOR_PERF_VERSION_5 0x00000005
#define STOR_PERF_VERSION_6 0x00000006
#define STOR_PERF_VERSION_7 0x00000007
#define STOR_PERF_ADV_CONFIG_LOCALITY 0x00000008
#define STOR_PERF_OPTIMIZE_FOR_COMPLETION_DURING_STARTIO 0x00000010
#define STOR_PERF_DPC_REDIRECTION_CURRENT_CPU 0x00000020
#define STOR_PERF_NO_SGL 0x00000040
#define STOR_PERF_SOFT_NUMA 0x00000080
#define STOR_PERF_HETEROGENEOUS_CPU 0x00000100
#define STOR_PERF_VERSION STOR_PERF_VERSION_7

#define STOR_POFX_COMPONENT_IDLE_STATE_SIZE (sizeof(STOR_POFX_COMPONENT_IDLE_STATE))
#define STOR_POFX_COMPONENT_IDLE_STATE_VERSION_V1 1
#define STOR_POFX_UNKNOWN_POWER 0xffffffff
#define STOR_POFX_UNKNOWN_TIME 0xffffffffffffffff
#define STOR_POFX_COMPONENT_SIZE ((ULONG)FIELD_OFFSET(STOR_POFX_COMPONENT, FStates))
#define STOR_POFX_COMPONENT_VERSION_V1 1
#define STOR_POFX_COMPONENT_V2_SIZE ((ULONG)FIELD_OFFSET(STOR_POFX_COMPONENT_V2, FStates))
#define STOR_POFX_COMPONENT_VERSION_V2 2
#define STOR_POFX_PERF_STATE_SIZE (sizeof(STOR_POFX_PERF_STATE))
#define STOR_POFX_PERF_STATE_VERSION_V1 1
#define STOR_POFX_COMPONENT_PERF_SET_SIZE (sizeof(STOR_POFX_COMPONENT_PERF_SET))
#define STOR_POFX_COMPONENT_PERF_SET_VERSION_V1 1
#define STOR_POFX_COMPONENT_MIN_PERF_SETS 0
#define STOR_POFX_COMPONENT_MAX_PERF_SETS 3
#define STOR_POFX_MIN_DISCRETE_PERF_STATES 1
#define STOR_POFX_MAX_DISCRETE_PERF_STATES 8
#define STOR_POFX_UNIT_MIN_IDLE_STATES 1
#define STOR_POFX_UNIT_MAX_IDLE_STATES 2
#define STOR_POFX_ADAPTER_MIN_IDLE_STATES 1
#define STOR_POFX_ADAPTER_MAX_IDLE_STATES 8
#define STOR_POFX_DEVICE_SIZE ((ULONG)FIELD_OFFSET(STOR_POFX_DEVICE, Components))
#define STOR_POFX_DEVICE_VERSION_V1 1
#define STOR_POFX_DEVICE_V2_SIZE ((ULONG)FIELD_OFFSET(STOR_POFX_DEVICE_V2, Components))
#define STOR_POFX_DEVICE_VERSION_V2 2
#define STOR_POFX_DEVICE_V3_SIZE ((ULONG)FIELD_OFFSET(STOR_POFX_DEVICE_V3, Components))
#define STOR_POFX_DEVICE_VERSION_V3 3
#define STOR_POFX_UNIT_MIN_COMPONENTS 1
#define STOR_POFX_UNIT_MAX_COMPONENTS 1
#define STOR_POFX_ADAPTER_MIN_COMPONENTS 1
#define STOR_POFX_ADAPTER_MAX_COMPONENTS 1
#define STOR_POFX_DEVICE_FLAG_NO_D0 0x01
#define STOR_POFX_DEVICE_FLAG_NO_D3 0x02
#define STOR_POFX_DEVICE_FLAG_ENABLE_D3_COLD 0x04
#define STOR_POFX_DEVICE_FLAG_NO_DUMP_ACTIVE 0x08
#define STOR_POFX_DEVICE_FLAG_IDLE_TIMEOUT 0x10
#define STOR_POFX_DEVICE_FLAG_ADAPTIVE_D3_IDLE_TIMEOUT 0x20
#define STOR_POFX_DEVICE_FLAG_NO_UNIT_REGISTRATION 0x40
#define STOR_POFX_DEVICE_FLAG_PERF_STATE_PEP_OPTIONAL 0x80
#define STOR_POFX_DEVICE_FLAG_NO_IDLE_DEBOUNCE 0x100
#define STOR_POFX_DEVICE_FLAG_DUMP_ALWAYS_POWER_ON 0x200
#define STOR_POFX_DEVICE_FLAG_DISABLE_INTERRUPTS_ON_D3 0x400
#define STOR_POFX_DEVICE_FLAG_ADAPTER_D3_WAKE 0x800
#define STOR_POFX_DEVICE_FLAG_GET_PERF_STATE_FROM_PEP 0x1000

#define STOR_REQUEST_INFO_VER_1 1
#define STOR_REQUEST_INFO_VER_2 2
#define STOR_REQUEST_INFO_VER STOR_REQUEST_INFO_VER_2

#define STOR_STATUS_SUCCESS 0x00000000L
#define STOR_STATUS_UNSUCCESSFUL 0xc1000001L
#define STOR_STATUS_NOT_IMPLEMENTED 0xc1000002L
#define STOR_STATUS_INSUFFICIENT_RESOURCES 0xc1000003L
#define STOR_STATUS_BUFFER_TOO_SMALL 0xc1000004L
#define STOR_STATUS_ACCESS_DENIED 0xc1000005L
#define STOR_STATUS_INVALID_PARAMETER 0xc1000006L
#define STOR_STATUS_INVALID_DEVICE_REQUEST 0xc1000007L
#define STOR_STATUS_INVALID_IRQL 0xc1000008L
#define STOR_STATUS_INVALID_DEVICE_STATE 0xc1000009L
#define STOR_STATUS_INVALID_BUFFER_SIZE 0xc100000aL
#define STOR_STATUS_UNSUPPORTED_VERSION 0xc100000bL
#define STOR_STATUS_BUSY 0xc100000cL
#define STOR_STATUS_THROTTLED_REQUEST 0xc100000dL
#define STOR_STATUS_TIMEOUT 0xc100000eL
#define STOR_STATUS_INVALID_DATA 0xc100000fL

typedef PHYSICAL_ADDRESS STOR_PHYSICAL_ADDRESS, *PSTOR_PHYSICAL_ADDRESS;
typedef struct _MEMORY_REGION {
	PUCHAR VirtualBase;
	PHYSICAL_ADDRESS PhysicalBase;
	ULONG Length;
} MEMORY_REGION, *PMEMORY_REGION;

typedef enum _STOR_SYNCHRONIZATION_MODEL {
	StorSynchronizeHalfDuplex,
	StorSynchronizeFullDuplex,
} STOR_SYNCHRONIZATION_MODEL;

typedef enum _INTERRUPT_SYNCHRONIZATION_MODE {
	InterruptSupportNone,
	InterruptSynchronizeAll,
	InterruptSynchronizePerMessage,
} INTERRUPT_SYNCHRONIZATION_MODE;

typedef BOOLEAN NTAPI HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE(PVOID HwDeviceExtension,
							    ULONG MessageId);
typedef HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE *PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE;
typedef struct _MESSAGE_INTERRUPT_INFORMATION {
	ULONG MessageId;
	ULONG MessageData;
	STOR_PHYSICAL_ADDRESS MessageAddress;
	ULONG InterruptVector;
	ULONG InterruptLevel;
	KINTERRUPT_MODE InterruptMode;
} MESSAGE_INTERRUPT_INFORMATION, *PMESSAGE_INTERRUPT_INFORMATION;

typedef struct _PORT_CONFIGURATION_INFORMATION {
	ULONG Length;
	ULONG SystemIoBusNumber;
	INTERFACE_TYPE AdapterInterfaceType;
	ULONG BusInterruptLevel;
	ULONG BusInterruptVector;
	KINTERRUPT_MODE InterruptMode;
	ULONG MaximumTransferLength;
	ULONG NumberOfPhysicalBreaks;
	ULONG DmaChannel;
	ULONG DmaPort;
	DMA_WIDTH DmaWidth;
	DMA_SPEED DmaSpeed;
	ULONG AlignmentMask;
	ULONG NumberOfAccessRanges;
	ACCESS_RANGE (*AccessRanges)[];
	PVOID MiniportDumpData;
	UCHAR NumberOfBuses;
	CCHAR InitiatorBusId[8];
	BOOLEAN ScatterGather;
	BOOLEAN Master;
	BOOLEAN CachesData;
	BOOLEAN AdapterScansDown;
	BOOLEAN AtdiskPrimaryClaimed;
	BOOLEAN AtdiskSecondaryClaimed;
	BOOLEAN Dma32BitAddresses;
	BOOLEAN DemandMode;
	UCHAR MapBuffers;
	BOOLEAN NeedPhysicalAddresses;
	BOOLEAN TaggedQueuing;
	BOOLEAN AutoRequestSense;
	BOOLEAN MultipleRequestPerLu;
	BOOLEAN ReceiveEvent;
	BOOLEAN RealModeInitialized;
	BOOLEAN BufferAccessScsiPortControlled;
	UCHAR MaximumNumberOfTargets;
	UCHAR SrbType;
	UCHAR AddressType;
	ULONG SlotNumber;
	ULONG BusInterruptLevel2;
	ULONG BusInterruptVector2;
	KINTERRUPT_MODE InterruptMode2;
	ULONG DmaChannel2;
	ULONG DmaPort2;
	DMA_WIDTH DmaWidth2;
	DMA_SPEED DmaSpeed2;
	ULONG DeviceExtensionSize;
	ULONG SpecificLuExtensionSize;
	ULONG SrbExtensionSize;
	UCHAR Dma64BitAddresses;
	BOOLEAN ResetTargetSupported;
	UCHAR MaximumNumberOfLogicalUnits;
	BOOLEAN WmiDataProvider;
	STOR_SYNCHRONIZATION_MODEL SynchronizationModel;
	PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE HwMSInterruptRoutine;
	INTERRUPT_SYNCHRONIZATION_MODE InterruptSynchronizationMode;
	MEMORY_REGION DumpRegion;
	ULONG RequestedDumpBufferSize;
	BOOLEAN VirtualDevice;
	UCHAR DumpMode;
	UCHAR DmaAddressWidth;
	ULONG ExtendedFlags1;
	ULONG MaxNumberOfIO;
	ULONG MaxIOsPerLun;
	ULONG InitialLunQueueDepth;
	ULONG BusResetHoldTime;
	ULONG FeatureSupport;
} PORT_CONFIGURATION_INFORMATION, *PPORT_CONFIGURATION_INFORMATION;

typedef struct _STOR_SCATTER_GATHER_ELEMENT {
	STOR_PHYSICAL_ADDRESS PhysicalAddress;
	ULONG Length;
	ULONG_PTR Reserved;
} STOR_SCATTER_GATHER_ELEMENT, *PSTOR_SCATTER_GATHER_ELEMENT;

typedef struct _STOR_SCATTER_GATHER_LIST {
	ULONG NumberOfElements;
	ULONG_PTR Reserved;
	STOR_SCATTER_GATHER_ELEMENT List[];
} STOR_SCATTER_GATHER_LIST, *PSTOR_SCATTER_GATHER_LIST;

typedef enum _GETSGSTATUS {
	SG_ALLOCATED = 0,
	SG_BUFFER_TOO_SMALL,
} GETSGSTATUS, *PGETSGSTATUS;

typedef enum _SCSI_ADAPTER_CONTROL_TYPE {
	ScsiQuerySupportedControlTypes = 0,
	ScsiStopAdapter,
	ScsiRestartAdapter,
	ScsiSetBootConfig,
	ScsiSetRunningConfig,
	ScsiPowerSettingNotification,
	ScsiAdapterPower,
	ScsiAdapterPoFxPowerRequired,
	ScsiAdapterPoFxPowerActive,
	ScsiAdapterPoFxPowerSetFState,
	ScsiAdapterPoFxPowerControl,
	ScsiAdapterPrepareForBusReScan,
	ScsiAdapterSystemPowerHints,
	ScsiAdapterFilterResourceRequirements,
	ScsiAdapterPoFxMaxOperationalPower,
	ScsiAdapterPoFxSetPerfState,
	ScsiAdapterSurpriseRemoval,
	ScsiAdapterSerialNumber,
	ScsiAdapterCryptoOperation,
	ScsiAdapterQueryFruId,
	ScsiAdapterSetEventLogging,
	ScsiAdapterReportInternalData,
	ScsiAdapterResetBusSynchronous,
	ScsiAdapterPostHwInitialize,
	ScsiAdapterPrepareEarlyDumpData,
	ScsiAdapterRestoreEarlyDumpData,
	ScsiAdapterControlMax,
	MakeAdapterControlTypeSizeOfUlong = 0xffffffff,
} SCSI_ADAPTER_CONTROL_TYPE, *PSCSI_ADAPTER_CONTROL_TYPE;

typedef struct _STOR_POWER_CONTROL_HEADER {
	ULONG Version;
	ULONG Size;
	PSTOR_ADDRESS Address;
} STOR_POWER_CONTROL_HEADER, *PSTOR_POWER_CONTROL_HEADER;

typedef enum _SCSI_ADAPTER_CONTROL_STATUS {
	ScsiAdapterControlSuccess = 0,
	ScsiAdapterControlUnsuccessful,
	ScsiAdapterControlRetryNeeded,
	ScsiAdapterControlBufferTooSmall,
} SCSI_ADAPTER_CONTROL_STATUS, *PSCSI_ADAPTER_CONTROL_STATUS;

typedef struct _STOR_POWER_SETTING_INFO {
	GUID PowerSettingGuid;
	PVOID Value;
	ULONG ValueLength;
} STOR_POWER_SETTING_INFO, *PSTOR_POWER_SETTING_INFO;

typedef struct _STOR_ADAPTER_CONTROL_POWER {
	STOR_POWER_CONTROL_HEADER Header;
	STOR_POWER_ACTION PowerAction;
	STOR_DEVICE_POWER_STATE PowerState;
} STOR_ADAPTER_CONTROL_POWER, *PSTOR_ADAPTER_CONTROL_POWER;

typedef enum _RAID_SYSTEM_POWER {
	RaidSystemPowerUnknown = 0,
	RaidSystemPowerLowest,
	RaidSystemPowerLow,
	RaidSystemPowerMedium,
	RaidSystemPowerHigh,
} RAID_SYSTEM_POWER, *PRAID_SYSTEM_POWER;

typedef struct _STOR_SYSTEM_POWER_HINTS {
	ULONG Version;
	ULONG Size;
	RAID_SYSTEM_POWER SystemPower;
	ULONG ResumeLatencyMSec;
} STOR_SYSTEM_POWER_HINTS, *PSTOR_SYSTEM_POWER_HINTS;

typedef struct _STOR_FILTER_RESOURCE_REQUIREMENTS {
	ULONG Version;
	ULONG Size;
	PIO_RESOURCE_REQUIREMENTS_LIST IoResourceRequirementsList;
} STOR_FILTER_RESOURCE_REQUIREMENTS, *PSTOR_FILTER_RESOURCE_REQUIREMENTS;

typedef struct _STOR_MAX_OPERATIONAL_POWER {
	ULONG Version;
	ULONG Size;
	ULONGLONG Value;
} STOR_MAX_OPERATIONAL_POWER, *PSTOR_MAX_OPERATIONAL_POWER;

typedef struct _STOR_POFX_PERF_STATE_CONTEXT {
	ULONG Version;
	ULONG Size;
	ULONG ComponentIndex;
	BOOLEAN Succeeded;
	PVOID Context;
} STOR_POFX_PERF_STATE_CONTEXT, *PSTOR_POFX_PERF_STATE_CONTEXT;

typedef struct _STOR_SERIAL_NUMBER {
	ULONG Version;
	ULONG Size;
	BOOLEAN Unicode;
	UCHAR SerialNumber[STOR_SERIAL_NUMBER_MAX_SIZE];
} STOR_SERIAL_NUMBER, *PSTOR_SERIAL_NUMBER;

typedef enum _SCSI_UNIT_CONTROL_TYPE {
	ScsiQuerySupportedUnitControlTypes = 0,
	ScsiUnitUsage,
	ScsiUnitStart,
	ScsiUnitPower,
	ScsiUnitPoFxPowerInfo,
	ScsiUnitPoFxPowerRequired,
	ScsiUnitPoFxPowerActive,
	ScsiUnitPoFxPowerSetFState,
	ScsiUnitPoFxPowerControl,
	ScsiUnitRemove,
	ScsiUnitSurpriseRemoval,
	ScsiUnitRichDescription,
	ScsiUnitQueryBusType,
	ScsiUnitQueryFruId,
	ScsiUnitReportInternalData,
	ScsiUnitControlMax,
	MakeUnitControlTypeSizeOfUlong = 0xffffffff,
} SCSI_UNIT_CONTROL_TYPE, *PSCSI_UNIT_CONTROL_TYPE;

typedef enum _SCSI_UNIT_CONTROL_STATUS {
	ScsiUnitControlSuccess = 0,
	ScsiUnitControlUnsuccessful,
} SCSI_UNIT_CONTROL_STATUS, *PSCSI_UNIT_CONTROL_STATUS;

typedef enum _SCSI_UC_DEVICE_USAGE_TYPE {
	ScsiDeviceUsageTypeUndefined,
	ScsiDeviceUsageTypePaging,
	ScsiDeviceUsageTypeHibernation,
	ScsiDeviceUsageTypeDumpFile,
	ScsiDeviceUsageTypeBoot,
} SCSI_UC_DEVICE_USAGE_TYPE;

typedef struct _STOR_UC_DEVICE_USAGE {
	PSTOR_ADDRESS Address;
	SCSI_UC_DEVICE_USAGE_TYPE UsageType;
	BOOLEAN InUse;
} STOR_UC_DEVICE_USAGE, *PSTOR_UC_DEVICE_USAGE;

typedef struct _STOR_UNIT_CONTROL_POWER {
	PSTOR_ADDRESS Address;
	STOR_POWER_ACTION PowerAction;
	STOR_DEVICE_POWER_STATE PowerState;
} STOR_UNIT_CONTROL_POWER, *PSTOR_UNIT_CONTROL_POWER;

typedef struct _STOR_POFX_UNIT_POWER_INFO {
	STOR_POWER_CONTROL_HEADER Header;
	BOOLEAN IdlePowerEnabled;
} STOR_POFX_UNIT_POWER_INFO, *PSTOR_POFX_UNIT_POWER_INFO;

typedef struct _STOR_POFX_POWER_REQUIRED_CONTEXT {
	STOR_POWER_CONTROL_HEADER Header;
	BOOLEAN PowerRequired;
} STOR_POFX_POWER_REQUIRED_CONTEXT, *PSTOR_POFX_POWER_REQUIRED_CONTEXT;

typedef struct _STOR_POFX_ACTIVE_CONTEXT {
	STOR_POWER_CONTROL_HEADER Header;
	ULONG ComponentIndex;
	BOOLEAN Active;
} STOR_POFX_ACTIVE_CONTEXT, *PSTOR_POFX_ACTIVE_CONTEXT;

typedef struct _STOR_POFX_FSTATE_CONTEXT {
	STOR_POWER_CONTROL_HEADER Header;
	ULONG ComponentIndex;
	ULONG FState;
} STOR_POFX_FSTATE_CONTEXT, *PSTOR_POFX_FSTATE_CONTEXT;

typedef struct _STOR_POFX_POWER_CONTROL {
	STOR_POWER_CONTROL_HEADER Header;
	LPCGUID PowerControlCode;
	SIZE_T InBufferSize;
	SIZE_T OutBufferSize;
	PVOID InBuffer;
	PVOID OutBuffer;
	PSIZE_T BytesReturned;
} STOR_POFX_POWER_CONTROL, *PSTOR_POFX_POWER_CONTROL;

typedef struct _STOR_RICH_DEVICE_DESCRIPTION {
	ULONG Version;
	ULONG Size;
	CHAR VendorId[STOR_VENDOR_ID_LENGTH + 1];
	CHAR ModelNumber[STOR_MODEL_NUMBER_LENGTH + 1];
	CHAR FirmwareRevision[STOR_FIRMWARE_REVISION_LENGTH + 1];
} STOR_RICH_DEVICE_DESCRIPTION, *PSTOR_RICH_DEVICE_DESCRIPTION;

typedef struct _STOR_RICH_DEVICE_DESCRIPTION_V2 {
	ULONG Version;
	ULONG Size;
	CHAR VendorId[STOR_VENDOR_ID_LENGTH + 1];
	CHAR ModelNumber[STOR_MODEL_NUMBER_LENGTH + 1];
	CHAR FirmwareRevision[STOR_FIRMWARE_REVISION_LENGTH + 1];
	PSTOR_ADDRESS Address;
} STOR_RICH_DEVICE_DESCRIPTION_V2, *PSTOR_RICH_DEVICE_DESCRIPTION_V2;

typedef enum _STOR_CRYPTO_OPERATION_TYPE {
	StorCryptoOperationInsertKey = 1,
	StorCryptoOperationMax,
} STOR_CRYPTO_OPERATION_TYPE, *PSTOR_CRYPTO_OPERATION_TYPE;

typedef struct _STOR_CRYPTO_OPERATION {
	STOR_CRYPTO_OPERATION_TYPE OperationType;
	ULONG OperationBufferLength;
	PVOID OperationBuffer;
} STOR_CRYPTO_OPERATION, *PSTOR_CRYPTO_OPERATION;

typedef struct _STOR_CRYPTO_OPERATION_INSERT_KEY {
	USHORT Version;
	USHORT Size;
	ULONG KeyIndex;
	ULONG CryptoCapabilityIndex;
	ULONG DataUnitSizeBitmask;
	ULONG KeySize;
	ULONG Reserved;
	PVOID KeyVirtualAddress;
	PHYSICAL_ADDRESS KeyPhysicalAddress;
} STOR_CRYPTO_OPERATION_INSERT_KEY, *PSTOR_CRYPTO_OPERATION_INSERT_KEY;

typedef struct _STOR_UNIT_CONTROL_QUERY_BUS_TYPE {
	PSTOR_ADDRESS Address;
	ULONG BusType;
} STOR_UNIT_CONTROL_QUERY_BUS_TYPE, *PSTOR_UNIT_CONTROL_QUERY_BUS_TYPE;

typedef struct _STOR_FRU_ID_DESCRIPTION {
	ULONG Version;
	ULONG Size;
	PSTOR_ADDRESS Address;
	UCHAR FruId[STOR_FRU_ID_MAX_LENGTH + 1];
} STOR_FRU_ID_DESCRIPTION, *PSTOR_FRU_ID_DESCRIPTION;

typedef enum _INTERNAL_DATA_SCOPE {
	InternalDataScopeUndefined = 0,
	InternalDataScopeInMemoryState,
	InternalDataScopeMax,
} INTERNAL_DATA_SCOPE, *PINTERNAL_DATA_SCOPE;

typedef struct _STOR_REPORT_INTERNAL_DATA {
	ULONG Version;
	ULONG Size;
	PSTOR_ADDRESS Address;
	INTERNAL_DATA_SCOPE Scope;
	PVOID CallbackContext;
} STOR_REPORT_INTERNAL_DATA, *PSTOR_REPORT_INTERNAL_DATA;

typedef struct _STOR_RESET_BUS_SYNCHRONOUS_PARAMETER {
	ULONG Version;
	ULONG Size;
	ULONG PathId;
	ULONG Reserved;
} STOR_RESET_BUS_SYNCHRONOUS_PARAMETER, *PSTOR_RESET_BUS_SYNCHRONOUS_PARAMETER;

typedef struct _DPC_BUFFER {
	CSHORT Type;
	UCHAR Number;
	UCHAR Importance;
	struct {
		PVOID F;
		PVOID B;
	};
	PVOID DeferredRoutine;
	PVOID DeferredContext;
	PVOID SystemArgument1;
	PVOID SystemArgument2;
	PVOID DpcData;
} DPC_BUFFER;

typedef struct _STOR_DPC {
	DPC_BUFFER Dpc;
	ULONG_PTR Lock;
} STOR_DPC, *PSTOR_DPC;

typedef enum _STOR_SPINLOCK {
	DpcLock = 1,
	StartIoLock,
	InterruptLock,
	ThreadedDpcLock,
	DpcLevelLock,
} STOR_SPINLOCK;

typedef enum _STOR_IMPORTANCE {
	StorLowImportance,
	StorMediumImportance,
	StorHighImportance,
	StorMediumHighImportance,
} STOR_IMPORTANCE;

typedef struct _STOR_LOCK_HANDLE {
	STOR_SPINLOCK Lock;
	struct {
		struct {
			PVOID Next;
			PVOID Lock;
		} LockQueue;
		KIRQL OldIrql;
	} Context;
} STOR_LOCK_HANDLE, *PSTOR_LOCK_HANDLE;

typedef struct _STOR_EXT_SET_PARAMETERS {
	ULONG Version;
	ULONG Reserved;
	LONGLONG NoWakeTolerance;
} STOR_EXT_SET_PARAMETERS, *PSTOR_EXT_SET_PARAMETERS;

typedef VOID NTAPI STOR_EXT_DELETE_CALLBACK(PVOID Context);
typedef STOR_EXT_DELETE_CALLBACK *PSTOR_EXT_DELETE_CALLBACK;
typedef struct _STOR_EXT_DELETE_PARAMETERS {
	ULONG Version;
	ULONG Reserved;
	PSTOR_EXT_DELETE_CALLBACK DeleteCallback;
	PVOID DeleteContext;
} STOR_EXT_DELETE_PARAMETERS, *PSTOR_EXT_DELETE_PARAMETERS;

typedef struct _PERF_CONFIGURATION_DATA {
	ULONG Version;
	ULONG Size;
	ULONG Flags;
	ULONG ConcurrentChannels;
	ULONG FirstRedirectionMessageNumber;
	ULONG LastRedirectionMessageNumber;
	ULONG DeviceNode;
	ULONG Reserved;
	PGROUP_AFFINITY MessageTargets;
} PERF_CONFIGURATION_DATA, *PPERF_CONFIGURATION_DATA;

typedef struct _STARTIO_PERFORMANCE_PARAMETERS {
	ULONG Version;
	ULONG Size;
	ULONG MessageNumber;
	ULONG ChannelNumber;
} STARTIO_PERFORMANCE_PARAMETERS, *PSTARTIO_PERFORMANCE_PARAMETERS;

typedef struct _STARTIO_PERFORMANCE_PARAMETERS_V2 {
	ULONG Version;
	ULONG Size;
	ULONG MessageNumber;
	ULONG ChannelNumber;
	PROCESSOR_NUMBER InitiatingProcessor;
} STARTIO_PERFORMANCE_PARAMETERS_V2, *PSTARTIO_PERFORMANCE_PARAMETERS_V2;

typedef struct _STOR_UNICODE_STRING {
	USHORT Length;
	USHORT MaximumLength;
	PWCH Buffer;
} STOR_UNICODE_STRING, *PSTOR_UNICODE_STRING;

typedef enum _STOR_IO_PRIORITY_HINT {
	StorIoPriorityVeryLow = 0,
	StorIoPriorityLow,
	StorIoPriorityNormal,
	StorIoPriorityHigh,
	StorIoPriorityCritical,
	StorIoMaxPriorityTypes,
	StorIoMaxPriorityValue = 0xffff,
} STOR_IO_PRIORITY_HINT, *PSTOR_IO_PRIORITY_HINT;

typedef struct _STOR_REQUEST_INFO_V1 {
	USHORT Version;
	USHORT Size;
	STOR_IO_PRIORITY_HINT PriorityHint;
	ULONG Flags;
	ULONG Key;
	ULONG Length;
	BOOLEAN IsWriteRequest;
	UCHAR Reserved[3];
} STOR_REQUEST_INFO_V1, *PSTOR_REQUEST_INFO_V1;

typedef struct _STOR_REQUEST_INFO_V2 {
	USHORT Version;
	USHORT Size;
	STOR_IO_PRIORITY_HINT PriorityHint;
	ULONG Flags;
	ULONG Key;
	ULONG Length;
	BOOLEAN IsWriteRequest;
	UCHAR Reserved[3];
	PSTOR_UNICODE_STRING FileName;
	ULONG ProcessId;
} STOR_REQUEST_INFO_V2, *PSTOR_REQUEST_INFO_V2;

typedef STOR_REQUEST_INFO_V2 STOR_REQUEST_INFO, *PSTOR_REQUEST_INFO;
typedef enum _STOR_RPMB_FRAME_TYPE {
	StorRpmbFrameTypeUnknown = 0,
	StorRpmbFrameTypeStandard,
	StorRpmbFrameTypeMax,
} STOR_RPMB_FRAME_TYPE, *PSTOR_RPMB_FRAME_TYPE;

typedef struct _STOR_RPMB_CAPABILITIES_DATA {
	ULONG Version;
	ULONG Size;
	ULONG RpmbSize;
	ULONG MaxReliableRpmbWriteSize;
	UCHAR SecurityProtocol;
	USHORT SecurityProtocolSpecifier;
	STOR_ADDRESS RpmbTarget;
	STOR_RPMB_FRAME_TYPE FrameFormat;
} STOR_RPMB_CAPABILITIES_DATA, *PSTOR_RPMB_CAPABILITIES_DATA;

typedef enum _STOR_CRYPTO_ALGORITHM_ID {
	StorCryptoAlgorithmUnknown = 0,
	StorCryptoAlgorithmXTSAES = 1,
	StorCryptoAlgorithmBitlockerAESCBC,
	StorCryptoAlgorithmAESECB,
	StorCryptoAlgorithmESSIVAESCBC,
	StorCryptoAlgorithmMax,
} STOR_CRYPTO_ALGORITHM_ID, *PSTOR_CRYPTO_ALGORITHM_ID;

typedef enum _STOR_CRYPTO_KEY_SIZE {
	StorCryptoKeySizeUnknown = 0,
	StorCryptoKeySize128Bits = 1,
	StorCryptoKeySize192Bits,
	StorCryptoKeySize256Bits,
	StorCryptoKeySize512Bits,
	StorCryptoKeySizeMax,
} STOR_CRYPTO_KEY_SIZE, *PSTOR_CRYPTO_KEY_SIZE;

typedef struct _STOR_CRYPTO_CAPABILITY {
	ULONG Version;
	ULONG Size;
	USHORT CryptoCapabilityIndex;
	USHORT DataUnitSizeBitmask;
	STOR_CRYPTO_ALGORITHM_ID AlgorithmId;
	STOR_CRYPTO_KEY_SIZE KeySize;
} STOR_CRYPTO_CAPABILITY, *PSTOR_CRYPTO_CAPABILITY;

typedef struct _STOR_CRYPTO_CAPABILITIES_DATA {
	ULONG Version;
	ULONG Size;
	USHORT NumKeysSupported;
	USHORT NumCryptoCapabilities;
	STOR_CRYPTO_CAPABILITY CryptoCapabilities[ANYSIZE_ARRAY];
} STOR_CRYPTO_CAPABILITIES_DATA, *PSTOR_CRYPTO_CAPABILITIES_DATA;

typedef struct _STOR_CRYPTO_KEY_INFO {
	ULONG Version;
	ULONG Size;
	ULONG KeyIndex;
	ULONGLONG Tweak;
} STOR_CRYPTO_KEY_INFO, *PSTOR_CRYPTO_KEY_INFO;

typedef struct DECLSPEC_ALIGN(16) _STOR_SLIST_ENTRY {
	struct _STOR_SLIST_ENTRY *Next;
} STOR_SLIST_ENTRY, *PSTOR_SLIST_ENTRY;

typedef union DECLSPEC_ALIGN(16) _STOR_SLIST_HEADER {
	struct {
		ULONGLONG Alignment;
		ULONGLONG Region;
	};
	struct {
		ULONGLONG Depth : 16;
		ULONGLONG Sequence : 9;
		ULONGLONG NextEntry : 39;
		ULONGLONG HeaderType : 1;
		ULONGLONG Init : 1;
		ULONGLONG Reserved : 59;
		ULONGLONG Region : 3;
	} Header8;
	struct {
		ULONGLONG Depth : 16;
		ULONGLONG Sequence : 48;
		ULONGLONG HeaderType : 1;
		ULONGLONG Init : 1;
		ULONGLONG Reserved : 2;
		ULONGLONG NextEntry : 60;
	} Header16;
	struct {
		ULONGLONG Depth : 16;
		ULONGLONG Sequence : 48;
		ULONGLONG HeaderType : 1;
		ULONGLONG Reserved : 3;
		ULONGLONG NextEntry : 60;
	} HeaderX64;
} STOR_SLIST_HEADER, *PSTOR_SLIST_HEADER;

typedef struct _STOR_LIST_ENTRY {
	struct _STOR_LIST_ENTRY *Flink;
	struct _STOR_LIST_ENTRY *Blink;
} STOR_LIST_ENTRY, *PSTOR_LIST_ENTRY;

typedef ULONG_PTR STOR_KSPIN_LOCK;
typedef STOR_KSPIN_LOCK *PSTOR_KSPIN_LOCK;
typedef ULONG NTAPI sp_DRIVER_INITIALIZE(PVOID DriverObject, PVOID RegistryPath);
typedef sp_DRIVER_INITIALIZE *sp_PDRIVER_INITIALIZE;
typedef BOOLEAN NTAPI HW_INITIALIZE(PVOID DeviceExtension);
typedef HW_INITIALIZE *PHW_INITIALIZE;
typedef BOOLEAN NTAPI HW_BUILDIO(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb);
typedef HW_BUILDIO *PHW_BUILDIO;
typedef BOOLEAN NTAPI HW_STARTIO(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb);
typedef HW_STARTIO *PHW_STARTIO;
typedef BOOLEAN NTAPI HW_INTERRUPT(PVOID DeviceExtension);
typedef HW_INTERRUPT *PHW_INTERRUPT;
typedef VOID NTAPI HW_TIMER(PVOID DeviceExtension);
typedef HW_TIMER *PHW_TIMER;
typedef VOID NTAPI HW_TIMER_EX(PVOID DeviceExtension, PVOID Context);
typedef HW_TIMER_EX *PHW_TIMER_EX;
typedef VOID NTAPI HW_DMA_STARTED(PVOID DeviceExtension);
typedef HW_DMA_STARTED *PHW_DMA_STARTED;
typedef ULONG NTAPI HW_FIND_ADAPTER(PVOID DeviceExtension, PVOID HwContext,
				    PVOID BusInformation, PCHAR ArgumentString,
				    PPORT_CONFIGURATION_INFORMATION ConfigInfo,
				    PBOOLEAN Reserved3);
typedef HW_FIND_ADAPTER *PHW_FIND_ADAPTER;
typedef BOOLEAN NTAPI HW_RESET_BUS(PVOID DeviceExtension, ULONG PathId);
typedef HW_RESET_BUS *PHW_RESET_BUS;
typedef BOOLEAN NTAPI HW_ADAPTER_STATE(PVOID DeviceExtension, PVOID Context, BOOLEAN SaveState);
typedef HW_ADAPTER_STATE *PHW_ADAPTER_STATE;
typedef SCSI_ADAPTER_CONTROL_STATUS NTAPI HW_ADAPTER_CONTROL(
	PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType, PVOID Parameters);
typedef HW_ADAPTER_CONTROL *PHW_ADAPTER_CONTROL;
typedef BOOLEAN NTAPI HW_PASSIVE_INITIALIZE_ROUTINE(PVOID DeviceExtension);
typedef HW_PASSIVE_INITIALIZE_ROUTINE *PHW_PASSIVE_INITIALIZE_ROUTINE;
typedef VOID NTAPI HW_DPC_ROUTINE(PSTOR_DPC Dpc, PVOID HwDeviceExtension, PVOID SystemArgument1,
				  PVOID SystemArgument2);
typedef HW_DPC_ROUTINE *PHW_DPC_ROUTINE;
typedef VOID NTAPI HW_REGISTRY_NOTIFICATION_ROUTINE(PVOID HwDeviceExtension);
typedef HW_REGISTRY_NOTIFICATION_ROUTINE *PHW_REGISTRY_NOTIFICATION_ROUTINE;
typedef VOID NTAPI HW_WORKITEM(PVOID HwDeviceExtension, PVOID Context, PVOID Worker);
typedef HW_WORKITEM *PHW_WORKITEM;
typedef VOID NTAPI HW_STATE_CHANGE(PVOID HwDeviceExtension, PVOID Context, SHORT AddressType,
				   PVOID Address, ULONG Status);
typedef HW_STATE_CHANGE *PHW_STATE_CHANGE;
typedef VOID NTAPI HW_TRACING_ENABLED(PVOID HwDeviceExtension, BOOLEAN Enabled);
typedef HW_TRACING_ENABLED *PHW_TRACING_ENABLED;
typedef SCSI_UNIT_CONTROL_STATUS NTAPI HW_UNIT_CONTROL(PVOID DeviceExtension,
						       SCSI_UNIT_CONTROL_TYPE ControlType,
						       PVOID Parameters);
typedef HW_UNIT_CONTROL *PHW_UNIT_CONTROL;
typedef BOOLEAN (NTAPI *PStorPortGetMessageInterruptInformation)(
	PVOID HwDeviceExtension, ULONG MessageId, PMESSAGE_INTERRUPT_INFORMATION InterruptInfo);
typedef VOID (NTAPI *PStorPortPutScatterGatherList)(PVOID HwDeviceExtension,
						    PSTOR_SCATTER_GATHER_LIST ScatterGatherList,
						    BOOLEAN WriteToDevice);
typedef VOID NTAPI POST_SCATTER_GATHER_EXECUTE(PVOID *DeviceObject, PVOID *Irp,
					       PSTOR_SCATTER_GATHER_LIST ScatterGather,
					       PVOID Context);
typedef POST_SCATTER_GATHER_EXECUTE *PPOST_SCATTER_GATHER_EXECUTE;
typedef GETSGSTATUS (NTAPI *PStorPortBuildScatterGatherList)(
	PVOID HwDeviceExtension, PVOID Mdl, PVOID CurrentVa, ULONG Length,
	PPOST_SCATTER_GATHER_EXECUTE ExecutionRoutine, PVOID Context, BOOLEAN WriteToDevice,
	PVOID ScatterGatherBuffer, ULONG ScatterGatherBufferLength);
typedef VOID (NTAPI *PStorPortFreePool)(PVOID PMemory, PVOID HwDeviceExtension, PVOID PMdl);
typedef PVOID (NTAPI *PStorPortAllocatePool)(ULONG NumberOfBytes, ULONG Tag,
					     PVOID HwDeviceExtension, PVOID *PMdl);
typedef PVOID (NTAPI *PStorPortGetSystemAddress)(PSCSI_REQUEST_BLOCK Srb);
typedef ULONG (NTAPI *PStorPortAcquireMSISpinLock)(PVOID HwDeviceExtension, ULONG MessageID);
typedef VOID (NTAPI *PStorPortReleaseMSISpinLock)(PVOID HwDeviceExtension, ULONG MessageID,
						  ULONG OldIrql);
typedef VOID (NTAPI *PStorPortCompleteServiceIrp)(PVOID HwDeviceExtension, PVOID Irp);
typedef PVOID (NTAPI *PStorPortGetOriginalMdl)(PSCSI_REQUEST_BLOCK Srb);
typedef VOID NTAPI STOR_THREAD_START_ROUTINE(PVOID StartContext);
typedef STOR_THREAD_START_ROUTINE *PSTOR_THREAD_START_ROUTINE;
typedef struct _STORPORT_EXTENDED_FUNCTIONS {
	ULONG Version;
	PStorPortGetMessageInterruptInformation GetMessageInterruptInformation;
	PStorPortPutScatterGatherList PutScatterGatherList;
	PStorPortBuildScatterGatherList BuildScatterGatherList;
	PStorPortFreePool FreePool;
	PStorPortAllocatePool AllocatePool;
	PStorPortGetSystemAddress GetSystemAddress;
	PStorPortAcquireMSISpinLock AcquireMSISpinLock;
	PStorPortReleaseMSISpinLock ReleaseMSISpinLock;
	PStorPortCompleteServiceIrp CompleteServiceIrp;
	PStorPortGetOriginalMdl GetOriginalMdl;
} STORPORT_EXTENDED_FUNCTIONS, *PSTORPORT_EXTENDED_FUNCTIONS;

typedef enum _STORPORT_FUNCTION_CODE {
	ExtFunctionAllocatePool,
	ExtFunctionFreePool,
	ExtFunctionAllocateMdl,
	ExtFunctionFreeMdl,
	ExtFunctionBuildMdlForNonPagedPool,
	ExtFunctionGetSystemAddress,
	ExtFunctionGetOriginalMdl,
	ExtFunctionCompleteServiceIrp,
	ExtFunctionGetDeviceObjects,
	ExtFunctionBuildScatterGatherList,
	ExtFunctionPutScatterGatherList,
	ExtFunctionAcquireMSISpinLock,
	ExtFunctionReleaseMSISpinLock,
	ExtFunctionGetMessageInterruptInformation,
	ExtFunctionInitializePerformanceOptimizations,
	ExtFunctionGetStartIoPerformanceParameters,
	ExtFunctionLogSystemEvent,
	ExtFunctionGetCurrentProcessorNumber,
	ExtFunctionGetActiveGroupCount,
	ExtFunctionGetGroupAffinity,
	ExtFunctionGetActiveNodeCount,
	ExtFunctionGetNodeAffinity,
	ExtFunctionGetHighestNodeNumber,
	ExtFunctionGetLogicalProcessorRelationship,
	ExtFunctionAllocateContiguousMemorySpecifyCacheNode,
	ExtFunctionFreeContiguousMemorySpecifyCache,
	ExtFunctionSetPowerSettingNotificationGuids,
	ExtFunctionInvokeAcpiMethod,
	ExtFunctionGetRequestInfo,
	ExtFunctionInitializeWorker,
	ExtFunctionQueueWorkItem,
	ExtFunctionFreeWorker,
	ExtFunctionInitializeTimer,
	ExtFunctionRequestTimer,
	ExtFunctionFreeTimer,
	ExtFunctionInitializeSListHead,
	ExtFunctionInterlockedFlushSList,
	ExtFunctionInterlockedPopEntrySList,
	ExtFunctionInterlockedPushEntrySList,
	ExtFunctionQueryDepthSList,
	ExtFunctionGetActivityId,
	ExtFunctionGetSystemPortNumber,
	ExtFunctionGetDataInBufferMdl,
	ExtFunctionGetDataInBufferSystemAddress,
	ExtFunctionGetDataInBufferScatterGatherList,
	ExtFunctionMarkDumpMemory,
	ExtFunctionSetUnitAttributes,
	ExtFunctionQueryPerformanceCounter,
	ExtFunctionInitializePoFxPower,
	ExtFunctionPoFxActivateComponent,
	ExtFunctionPoFxIdleComponent,
	ExtFunctionPoFxSetComponentLatency,
	ExtFunctionPoFxSetComponentResidency,
	ExtFunctionPoFxPowerControl,
	ExtFunctionFlushDataBufferMdl,
	ExtFunctionDeviceOperationAllowed,
	ExtFunctionGetProcessorIndexFromNumber,
	ExtFunctionPoFxSetIdleTimeout,
	ExtFunctionMiniportEtwEvent2,
	ExtFunctionMiniportEtwEvent4,
	ExtFunctionMiniportEtwEvent8,
	ExtFunctionCurrentOsInstallationUpgrade,
	ExtFunctionRegistryReadAdapterKey,
	ExtFunctionRegistryWriteAdapterKey,
	ExtFunctionSetAdapterBusType,
	ExtFunctionPoFxRegisterPerfStates,
	ExtFunctionPoFxSetPerfState,
	ExtFunctionGetD3ColdSupport,
	ExtFunctionInitializeRpmb,
	ExtFunctionAllocateHmb,
	ExtFunctionFreeHmb,
	ExtFunctionPropagateIrpExtension,
	ExtFunctionInterlockedInsertHeadList,
	ExtFunctionInterlockedInsertTailList,
	ExtFunctionInterlockedRemoveHeadList,
	ExtFunctionInitializeSpinlock,
	ExtFunctionGetPfns,
	ExtFunctionInitializeCryptoEngine,
	ExtFunctionGetRequestCryptoInfo,
	ExtFunctionMiniportTelemetry,
	ExtFunctionUpdateAdapterMaxIO,
	ExtFunctionDelayExecution,
	ExtFunctionAllocateDmaMemory,
	ExtFunctionFreeDmaMemory,
	ExtFunctionUpdateAdapterMaxIOInfo,
	ExtFunctionMiniportChannelEtwEvent2,
	ExtFunctionMiniportChannelEtwEvent4,
	ExtFunctionMiniportChannelEtwEvent8,
	ExtFunctionInitializeHighResolutionTimer,
	ExtFunctionRequestHighResolutionTimer,
	ExtFunctionCancelHighResolutionTimer,
	ExtFunctionFreeHighResolutionTimer,
	ExtFunctionGetCurrentProcessorIndex,
	ExtFunctionAcquireSpinLock,
	ExtFunctionGetProcessorCount,
	ExtFunctionCancelDpc,
	ExtFunctionMiniportTelemetryEx,
	ExtFunctionQueryConfiguration,
	ExtFunctionLogHardwareError,
	ExtFunctionInitializeEvent,
	ExtFunctionWaitForEvent,
	ExtFunctionSetEvent,
	ExtFunctionDeviceReset,
	ExtFunctionSetFeatureList,
	ExtFunctionCaptureLiveDump,
	ExtFunctionMiniportLogByteStream,
	ExtFunctionQueryDpcWatchdogInformation,
	ExtFunctionQueryTimerMinInterval,
	ExtFunctionMaskPciMsixEntry,
	ExtFunctionGetCurrentIrql,
	ExtFunctionCreateSystemThread,
	ExtFunctionSetPriorityThread,
	ExtFunctionSetSystemGroupAffinityThread,
	ExtFunctionRevertToUserGroupAffinityThread,
	ExtFunctionDeviceResetEx,
	ExtFunctionMiniportReportInternalData,
	ExtFunctionGetMessageInterruptIDFromProcessorIndex,
	ExtFunctionGetNodeAffinity2,
	ExtFunctionEnableRegistryKeyNotification,
	ExtFunctionPoFxRegisterPerfStatesEx,
} STORPORT_FUNCTION_CODE, *PSTORPORT_FUNCTION_CODE;

typedef enum _SCSI_NOTIFICATION_TYPE {
	RequestComplete,
	NextRequest,
	NextLuRequest,
	ResetDetected,
	_obsolete1,
	_obsolete2,
	RequestTimerCall,
	BusChangeDetected,
	WMIEvent,
	WMIReregister,
	LinkUp,
	LinkDown,
	QueryTickCount,
	BufferOverrunDetected,
	TraceNotification,
	GetExtendedFunctionTable,
	EnablePassiveInitialization = 0x1000,
	InitializeDpc,
	IssueDpc,
	AcquireSpinLock,
	ReleaseSpinLock,
	StateChangeDetectedCall,
	IoTargetRequestServiceTime,
	AsyncNotificationDetected,
	RequestDirectComplete,
	InitializeDpcWithContext,
	InitializeThreadedDpc,
	SetTargetProcessorDpc,
	MarkDeviceFailed,
	MarkDeviceFailedEx,
	TerminateSystemThread,
} SCSI_NOTIFICATION_TYPE, *PSCSI_NOTIFICATION_TYPE;

typedef enum _STOR_TELEMETRY_CATEGORY {
	StorTelemetryCategory,
	StorMeasuresCategory,
} STOR_TELEMETRY_CATEGORY, *PSTOR_TELEMETRY_CATEGORY;

typedef VOID NTAPI HW_FREE_ADAPTER_RESOURCES(PVOID DeviceExtension);
typedef HW_FREE_ADAPTER_RESOURCES *PHW_FREE_ADAPTER_RESOURCES;
typedef VOID NTAPI HW_PROCESS_SERVICE_REQUEST(PVOID DeviceExtension, PVOID Irp);
typedef HW_PROCESS_SERVICE_REQUEST *PHW_PROCESS_SERVICE_REQUEST;
typedef VOID NTAPI HW_COMPLETE_SERVICE_IRP(PVOID DeviceExtension);
typedef HW_COMPLETE_SERVICE_IRP *PHW_COMPLETE_SERVICE_IRP;
typedef VOID NTAPI HW_INITIALIZE_TRACING(PVOID Arg1, PVOID Arg2);
typedef HW_INITIALIZE_TRACING *PHW_INITIALIZE_TRACING;
typedef VOID NTAPI HW_CLEANUP_TRACING(PVOID Arg1);
typedef HW_CLEANUP_TRACING *PHW_CLEANUP_TRACING;
typedef ULONG NTAPI VIRTUAL_HW_FIND_ADAPTER(PVOID DeviceExtension, PVOID HwContext,
					    PVOID BusInformation, PVOID LowerDevice,
					    PCHAR ArgumentString,
					    PPORT_CONFIGURATION_INFORMATION ConfigInfo,
					    PBOOLEAN Again);
typedef VIRTUAL_HW_FIND_ADAPTER *PVIRTUAL_HW_FIND_ADAPTER;
typedef struct _VIRTUAL_HW_INITIALIZATION_DATA {
	ULONG HwInitializationDataSize;
	INTERFACE_TYPE AdapterInterfaceType;
	PHW_INITIALIZE HwInitialize;
	PHW_STARTIO HwStartIo;
	PHW_INTERRUPT HwInterrupt;
	PVIRTUAL_HW_FIND_ADAPTER HwFindAdapter;
	PHW_RESET_BUS HwResetBus;
	PHW_DMA_STARTED HwDmaStarted;
	PHW_ADAPTER_STATE HwAdapterState;
	ULONG DeviceExtensionSize;
	ULONG SpecificLuExtensionSize;
	ULONG SrbExtensionSize;
	ULONG NumberOfAccessRanges;
	PVOID Reserved;
	UCHAR MapBuffers;
	BOOLEAN NeedPhysicalAddresses;
	BOOLEAN TaggedQueuing;
	BOOLEAN AutoRequestSense;
	BOOLEAN MultipleRequestPerLu;
	BOOLEAN ReceiveEvent;
	USHORT VendorIdLength;
	PVOID VendorId;
	union {
		USHORT ReservedUshort;
		USHORT PortVersionFlags;
	};
	USHORT DeviceIdLength;
	PVOID DeviceId;
	PHW_ADAPTER_CONTROL HwAdapterControl;
	PHW_BUILDIO HwBuildIo;
	PHW_FREE_ADAPTER_RESOURCES HwFreeAdapterResources;
	PHW_PROCESS_SERVICE_REQUEST HwProcessServiceRequest;
	PHW_COMPLETE_SERVICE_IRP HwCompleteServiceIrp;
	PHW_INITIALIZE_TRACING HwInitializeTracing;
	PHW_CLEANUP_TRACING HwCleanupTracing;
} VIRTUAL_HW_INITIALIZATION_DATA, *PVIRTUAL_HW_INITIALIZATION_DATA;

typedef struct _HW_INITIALIZATION_DATA {
	ULONG HwInitializationDataSize;
	INTERFACE_TYPE AdapterInterfaceType;
	PHW_INITIALIZE HwInitialize;
	PHW_STARTIO HwStartIo;
	PHW_INTERRUPT HwInterrupt;
	PVOID HwFindAdapter;
	PHW_RESET_BUS HwResetBus;
	PHW_DMA_STARTED HwDmaStarted;
	PHW_ADAPTER_STATE HwAdapterState;
	ULONG DeviceExtensionSize;
	ULONG SpecificLuExtensionSize;
	ULONG SrbExtensionSize;
	ULONG NumberOfAccessRanges;
	PVOID Reserved;
	UCHAR MapBuffers;
	BOOLEAN NeedPhysicalAddresses;
	BOOLEAN TaggedQueuing;
	BOOLEAN AutoRequestSense;
	BOOLEAN MultipleRequestPerLu;
	BOOLEAN ReceiveEvent;
	USHORT VendorIdLength;
	PVOID VendorId;
	union {
		USHORT ReservedUshort;
		USHORT PortVersionFlags;
	};
	USHORT DeviceIdLength;
	PVOID DeviceId;
	PHW_ADAPTER_CONTROL HwAdapterControl;
	PHW_BUILDIO HwBuildIo;
	PHW_FREE_ADAPTER_RESOURCES HwFreeAdapterResources;
	PHW_PROCESS_SERVICE_REQUEST HwProcessServiceRequest;
	PHW_COMPLETE_SERVICE_IRP HwCompleteServiceIrp;
	PHW_INITIALIZE_TRACING HwInitializeTracing;
	PHW_CLEANUP_TRACING HwCleanupTracing;
	PHW_TRACING_ENABLED HwTracingEnabled;
	ULONG FeatureSupport;
	ULONG SrbTypeFlags;
	ULONG AddressTypeFlags;
	ULONG Reserved1;
	PHW_UNIT_CONTROL HwUnitControl;
} HW_INITIALIZATION_DATA, *PHW_INITIALIZATION_DATA;

typedef struct _MINIPORT_MAPPINGS {
	USHORT Version;
	PVOID IBFTable;
	PVOID Nic0Map;
	PVOID Nic1Map;
	ULONG NumberOfAdditionalNic;
	PVOID NicMap[];
} MINIPORT_MAPPINGS, *PMINIPORT_MAPPINGS;

typedef struct _MINIPORT_DUMP_POINTERS {
	USHORT Version;
	USHORT Size;
	WCHAR DriverName[DUMP_MINIPORT_NAME_LENGTH];
	struct _ADAPTER_OBJECT *AdapterObject;
	PVOID MappedRegisterBase;
	ULONG CommonBufferSize;
	PVOID MiniportPrivateDumpData;
	ULONG SystemIoBusNumber;
	INTERFACE_TYPE AdapterInterfaceType;
	ULONG MaximumTransferLength;
	ULONG NumberOfPhysicalBreaks;
	ULONG AlignmentMask;
	ULONG NumberOfAccessRanges;
	ACCESS_RANGE (*AccessRanges)[];
	UCHAR NumberOfBuses;
	BOOLEAN Master;
	BOOLEAN MapBuffers;
	UCHAR MaximumNumberOfTargets;
} MINIPORT_DUMP_POINTERS, *PMINIPORT_DUMP_POINTERS;

typedef enum _STOR_EVENT_ASSOCIATION_ENUM {
	StorEventAdapterAssociation = 0,
	StorEventLunAssociation,
	StorEventTargetAssociation,
	StorEventInvalidAssociation,
} STOR_EVENT_ASSOCIATION_ENUM;

typedef struct _STOR_LOG_EVENT_DETAILS {
	ULONG InterfaceRevision;
	ULONG Size;
	ULONG Flags;
	STOR_EVENT_ASSOCIATION_ENUM EventAssociation;
	ULONG PathId;
	ULONG TargetId;
	ULONG LunId;
	BOOLEAN StorportSpecificErrorCode;
	ULONG ErrorCode;
	ULONG UniqueId;
	ULONG DumpDataSize;
	PVOID DumpData;
	ULONG StringCount;
	PWSTR *StringList;
} STOR_LOG_EVENT_DETAILS, *PSTOR_LOG_EVENT_DETAILS;

typedef struct _STOR_UNIT_ATTRIBUTES {
	ULONG DeviceAttentionSupported : 1;
	ULONG AsyncNotificationSupported : 1;
	ULONG D3ColdNotSupported : 1;
	ULONG BypassIOSupported : 1;
	ULONG Reserved : 28;
} STOR_UNIT_ATTRIBUTES, *PSTOR_UNIT_ATTRIBUTES;

typedef BOOLEAN NTAPI STOR_SYNCHRONIZED_ACCESS(PVOID HwDeviceExtension, PVOID Context);
typedef STOR_SYNCHRONIZED_ACCESS *PSTOR_SYNCHRONIZED_ACCESS;
typedef struct _STOR_POFX_COMPONENT_IDLE_STATE {
	ULONG Version;
	ULONG Size;
	ULONGLONG TransitionLatency;
	ULONGLONG ResidencyRequirement;
	ULONG NominalPower;
} STOR_POFX_COMPONENT_IDLE_STATE, *PSTOR_POFX_COMPONENT_IDLE_STATE;

typedef struct _STOR_POFX_COMPONENT {
	ULONG Version;
	ULONG Size;
	ULONG FStateCount;
	ULONG DeepestWakeableFState;
	GUID Id;
	STOR_POFX_COMPONENT_IDLE_STATE FStates[ANYSIZE_ARRAY];
} STOR_POFX_COMPONENT, *PSTOR_POFX_COMPONENT;

typedef struct _STOR_POFX_COMPONENT_V2 {
	ULONG Version;
	ULONG Size;
	ULONG FStateCount;
	ULONG DeepestWakeableFState;
	GUID Id;
	ULONG DeepestAdapterPowerRequiredFState;
	ULONG DeepestCrashDumpReadyFState;
	STOR_POFX_COMPONENT_IDLE_STATE FStates[ANYSIZE_ARRAY];
} STOR_POFX_COMPONENT_V2, *PSTOR_POFX_COMPONENT_V2;

typedef enum _STOR_POFX_PERF_STATE_UNIT {
	StorPoFxPerfStateUnitOther,
	StorPoFxPerfStateUnitFrequency,
	StorPoFxPerfStateUnitBandwidth,
	StorPoFxPerfStateUnitMilliwatts,
	StorPoFxPerfStateUnitMaximum,
} STOR_POFX_PERF_STATE_UNIT, *PSTOR_POFX_PERF_STATE_UNIT;

typedef enum _STOR_POFX_PERF_STATE_TYPE {
	StorPoFxPerfStateTypeDiscrete,
	StorPoFxPerfStateTypeRange,
	StorPoFxPerfStateTypeMaximum,
} STOR_POFX_PERF_STATE_TYPE, *PSTOR_POFX_PERF_STATE_TYPE;

typedef struct _STOR_POFX_PERF_STATE {
	ULONG Version;
	ULONG Size;
	ULONGLONG Value;
	PVOID Context;
} STOR_POFX_PERF_STATE, *PSTOR_POFX_PERF_STATE;

typedef struct _STOR_POFX_COMPONENT_PERF_SET {
	ULONG Version;
	ULONG Size;
	ULONGLONG Flags;
	STOR_POFX_PERF_STATE_UNIT PStateUnit;
	STOR_POFX_PERF_STATE_TYPE PStateType;
	union {
		struct {
			ULONG Count;
			ULONG Offset;
		} Discrete;
		struct {
			ULONGLONG Minimum;
			ULONGLONG Maximum;
		} Range;
	} PStates;
} STOR_POFX_COMPONENT_PERF_SET, *PSTOR_POFX_COMPONENT_PERF_SET;

typedef struct _STOR_POFX_DEVICE {
	ULONG Version;
	ULONG Size;
	ULONG ComponentCount;
	ULONG Flags;
	STOR_POFX_COMPONENT Components[ANYSIZE_ARRAY];
} STOR_POFX_DEVICE, *PSTOR_POFX_DEVICE;

typedef struct _STOR_POFX_DEVICE_V2 {
	ULONG Version;
	ULONG Size;
	ULONG ComponentCount;
	ULONG Flags;
	union {
		ULONG UnitMinIdleTimeoutInMS;
		ULONG AdapterIdleTimeoutInMS;
	};
	STOR_POFX_COMPONENT Components[ANYSIZE_ARRAY];
} STOR_POFX_DEVICE_V2, *PSTOR_POFX_DEVICE_V2;

typedef struct _STOR_POFX_DEVICE_V3 {
	ULONG Version;
	ULONG Size;
	ULONG ComponentCount;
	ULONG Flags;
	union {
		ULONG UnitMinIdleTimeoutInMS;
		ULONG AdapterIdleTimeoutInMS;
	};
	ULONG MinimumPowerCyclePeriodInMS;
	STOR_POFX_COMPONENT Components[ANYSIZE_ARRAY];
} STOR_POFX_DEVICE_V3, *PSTOR_POFX_DEVICE_V3;

typedef enum _STORPORT_ETW_LEVEL {
	StorportEtwLevelLogAlways = 0,
	StorportEtwLevelCritical = 1,
	StorportEtwLevelError = 2,
	StorportEtwLevelWarning = 3,
	StorportEtwLevelInformational = 4,
	StorportEtwLevelVerbose = 5,
	StorportEtwLevelMax = StorportEtwLevelVerbose,
} STORPORT_ETW_LEVEL, *PSTORPORT_ETW_LEVEL;

typedef enum _STORPORT_ETW_EVENT_OPCODE {
	StorportEtwEventOpcodeInfo = 0,
	StorportEtwEventOpcodeStart = 1,
	StorportEtwEventOpcodeStop = 2,
	StorportEtwEventOpcodeDC_Start = 3,
	StorportEtwEventOpcodeDC_Stop = 4,
	StorportEtwEventOpcodeExtension = 5,
	StorportEtwEventOpcodeReply = 6,
	StorportEtwEventOpcodeResume = 7,
	StorportEtwEventOpcodeSuspend = 8,
	StorportEtwEventOpcodeSend = 9,
	StorportEtwEventOpcodeReceive = 240,
} STORPORT_ETW_EVENT_OPCODE, *PSTORPORT_ETW_EVENT_OPCODE;

typedef enum _STORPORT_ETW_EVENT_CHANNEL {
	StorportEtwEventDiagnostic = 0,
	StorportEtwEventOperational = 1,
	StorportEtwEventHealth = 2,
} STORPORT_ETW_EVENT_CHANNEL, *PSTORPORT_ETW_EVENT_CHANNEL;

typedef struct _STOR_SET_EVENT_LOGGING {
	STORPORT_ETW_EVENT_CHANNEL Channel;
	BOOLEAN Enabled;
} STOR_SET_EVENT_LOGGING, *PSTOR_SET_EVENT_LOGGING;

typedef struct _STORPORT_TELEMETRY_EVENT {
	ULONG DriverVersion;
	ULONG EventId;
	UCHAR EventName[EVENT_NAME_MAX_LENGTH];
	ULONG EventVersion;
	ULONG Flags;
	ULONG EventBufferLength;
	PUCHAR EventBuffer;
	UCHAR ParameterName0[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue0;
	UCHAR ParameterName1[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue1;
	UCHAR ParameterName2[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue2;
	UCHAR ParameterName3[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue3;
	UCHAR ParameterName4[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue4;
	UCHAR ParameterName5[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue5;
	UCHAR ParameterName6[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue6;
	UCHAR ParameterName7[EVENT_MAX_PARAM_NAME_LEN];
	ULONGLONG ParameterValue7;
} STORPORT_TELEMETRY_EVENT, *PSTORPORT_TELEMETRY_EVENT;

typedef enum _STORPORT_QUERY_CONFIGURATION_TYPE {
	StorportQueryConfigurationD3 = 0,
	StorportQueryConfigurationMax,
} STORPORT_QUERY_CONFIGURATION_TYPE, *PSTORPORT_QUERY_CONFIGURATION_TYPE;

typedef struct _STOR_DISPATCHER_HEADER {
	union {
		struct {
			UCHAR Type;
			UCHAR Flags;
			UCHAR Size;
			union {
				UCHAR Inserted;
				BOOLEAN DebugActive;
			};
		} Data;
		volatile LONG Lock;
	};
	LONG SignalState;
	STOR_LIST_ENTRY WaitListHead;
} STOR_DISPATCHER_HEADER, *PSTOR_DISPATCHER_HEADER;

typedef struct _STOR_EVENT {
	STOR_DISPATCHER_HEADER Header;
} STOR_EVENT, *PSTOR_EVENT, *PRSTOR_EVENT;

typedef enum _STOR_EVENT_TYPE {
	StorNotificationEvent = 0,
	StorSynchronizationEvent = 1,
} STOR_EVENT_TYPE, *PSTOR_EVENT_TYPE;

typedef enum _STOR_DEVICE_RESET_TYPE {
	StorFunctionLevelReset,
	StorPlatformLevelReset,
	StorBusSpecificReset,
} STOR_DEVICE_RESET_TYPE;

typedef enum _STORPORT_FEATURE_TYPE {
	StorportFeatureBusTypeUnitControl = 0,
	StorportFeatureFruIdUnitControl,
	StorportFeatureFruIdAdapterControl,
	StorportFeatureSetEventLoggingAdapterControl,
	StorportFeatureReportInternalDataUnitControl,
	StorportFeatureReportInternalDataAdapterControl,
	StorportFeatureResetBusSynchronous,
	StorportFeaturePostHwInitialize,
	StorportFeaturePrepareEarlyDumpData,
	StorportFeatureRestoreEarlyDumpData,
	StorportFeatureMax,
} STORPORT_FEATURE_TYPE;

typedef enum _STORPORT_LIVEDUMP_ISSUE_TYPE {
	StorportLivedumpIssueTypeUndefined = 0,
	StorportLivedumpIssueTypeDevicePanic,
} STORPORT_LIVEDUMP_ISSUE_TYPE, *PSTORPORT_LIVEDUMP_ISSUE_TYPE;

typedef enum _STORPORT_CAPTURE_LIVEDUMP_TYPE {
	StorportCaptureLiveDumpTypeUndefined = 0,
	StorportCaptureLiveDumpTypeMini,
	StorportCaptureLiveDumpTypeFull,
} STORPORT_CAPTURE_LIVEDUMP_TYPE, *PSTORPORT_CAPTURE_LIVEDUMP_TYPE;

typedef enum _STORPORT_LIVEDUMP_DATA_TYPE {
	StorportLivedumpDataTypeUndefined = 0,
	StorportLivedumpDataTypeDeviceTelemetryLog,
} STORPORT_LIVEDUMP_DATA_TYPE, *PSTORPORT_LIVEDUMP_DATA_TYPE;

typedef struct _STORPORT_LIVEDUMP_DEVICE_TELEMETRY_LOG {
	ULONG Version;
	ULONG Size;
	UCHAR BucketId[STORPORT_LIVEDUMP_BUCKET_ID_LENGTH];
	UCHAR OrganizationID[3];
	UCHAR Reserved;
	ULONG TelemetryLength;
	PVOID DeviceTelemetry;
} STORPORT_LIVEDUMP_DEVICE_TELEMETRY_LOG, *PSTORPORT_LIVEDUMP_DEVICE_TELEMETRY_LOG;

typedef struct _STORPORT_CAPTURE_LIVEDUMP {
	ULONG Version;
	ULONG Size;
	STORPORT_CAPTURE_LIVEDUMP_TYPE LiveDumpType;
	STORPORT_LIVEDUMP_ISSUE_TYPE IssueType;
	PWSTR ComponentName;
	STORPORT_LIVEDUMP_DATA_TYPE DataType;
	PVOID Data;
} STORPORT_CAPTURE_LIVEDUMP, *PSTORPORT_CAPTURE_LIVEDUMP;

typedef struct _STOR_DPC_WATCHDOG_INFORMATION {
	ULONG DpcTimeLimit;
	ULONG DpcTimeCount;
	ULONG DpcWatchdogLimit;
	ULONG DpcWatchdogCount;
	ULONG Reserved;
} STOR_DPC_WATCHDOG_INFORMATION, *PSTOR_DPC_WATCHDOG_INFORMATION;

typedef enum _STOR_THREAD_PRIORITY {
	StorThreadPriorityBackground = 7,
	StorThreadPriorityNormal = 8,
	StorThreadPriorityDelayed = 12,
	StorThreadPriorityCritical = 13,
	StorThreadPrioritySuperCritical = 14,
	StorThreadPriorityHyperCritical = 15,
	StorThreadPriorityRealTime = 18,
} STOR_THREAD_PRIORITY, *PSTOR_THREAD_PRIORITY;

typedef ULONG_PTR STOR_AFFINITY;
typedef struct _STOR_GROUP_AFFINITY {
	STOR_AFFINITY Mask;
	USHORT Group;
	USHORT Reserved[3];
} STOR_GROUP_AFFINITY, *PSTOR_GROUP_AFFINITY;

typedef enum _DATA_TYPE {
	DataTypeGuid,
	DataTypeBoolean,
	DataTypeUnicodeString,
	DataTypeAnsiString,
	DataTypeInt8,
	DataTypeInt16,
	DataTypeInt32,
	DataTypeInt64,
	DataTypeUInt8,
	DataTypeUInt16,
	DataTypeUInt32,
	DataTypeUInt64,
	DataTypeHex8,
	DataTypeHex16,
	DataTypeHex32,
	DataTypeHex64,
	DataTypeByteArray,
} DATA_TYPE;

typedef struct _MINIPORT_DATA {
	PSTR Name;
	DATA_TYPE Type;
	USHORT ArrayLength;
	PVOID Data;
} MINIPORT_DATA, *PMINIPORT_DATA;

#define StorPortConvertPhysicalAddressToUlong(Address) ((Address).LowPart)

#define StorPortConvertPhysicalAddressToULong64(Address) ((Address).QuadPart)

#define StorPortCopyMemory(Destination, Source, Length) \
	__builtin_memcpy(Destination, Source, Length)
#define StorPortReadRegisterUlong64(Extension, Register) READ_REGISTER_ULONG64(Register)

#define StorPortReadRegisterBufferUlong64(Extension, Register, Buffer, Count) \
	READ_REGISTER_BUFFER_ULONG64(Register, Buffer, Count)
#define StorPortWriteRegisterUlong64(Extension, Register, Value) \
	WRITE_REGISTER_ULONG64(Register, Value)
#define StorPortWriteRegisterBufferUlong64(Extension, Register, Buffer, Count) \
	WRITE_REGISTER_BUFFER_ULONG64(Register, Buffer, Count)

#if DBG
#define DebugPrint(Arguments) StorPortDebugPrint Arguments
#else
#define DebugPrint(Arguments)
#endif

static const GUID STORPORT_POFX_ADAPTER_GUID __attribute((__unused__)) = {
	0xdcaf9c10, 0x895f, 0x481f, { 0xa4, 0x92, 0xd4, 0xce, 0xd2, 0xf5, 0x56, 0x33 }
};

static const GUID STORPORT_POFX_LUN_GUID __attribute((__unused__)) = {
	0x585d326b, 0x0b3a, 0x4088, { 0x89, 0x39, 0x88, 0xb0, 0x0f, 0x69, 0x58, 0xbe }
};

static const GUID STORPORT_DEVICEOPERATION_SECURE_REPROVISION_GUID __attribute((__unused__)) = {
	0xdcaf9c10, 0x895f, 0x481f, { 0xa4, 0x92, 0xd4, 0xce, 0xd2, 0xf5, 0x56, 0x33 }
};

static const GUID STORPORT_DEVICEOPERATION_USE_INLINE_CRYPTO_ENGINE_GUID
	__attribute((__unused__)) = {
	0xd52ce820, 0x2b37, 0x444b, { 0xa6, 0x33, 0x00, 0x92, 0xe5, 0x91, 0xd0, 0x7b }
};

static const GUID STORPORT_DEVICEOPERATION_CACHED_SETTINGS_INIT_GUID __attribute((__unused__)) = {
	0x2b9443ac, 0xf89b, 0x48e8, { 0xb2, 0x92, 0x2c, 0xb6, 0xc9, 0x6e, 0xfd, 0x5a }
};

WINWORK_ABSENT ULONG NTAPI StorPortAcquireMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId,
						      PULONG OldIrql);
WINWORK_ABSENT VOID NTAPI StorPortAcquireSpinLock(PVOID DeviceExtension, STOR_SPINLOCK SpinLock,
						  PVOID LockContext,
						  PSTOR_LOCK_HANDLE LockHandle);
WINWORK_ABSENT ULONG NTAPI StorPortAcquireSpinLockEx(PVOID HwDeviceExtension,
						     STOR_SPINLOCK SpinLock, PVOID LockContext,
						     PSTOR_LOCK_HANDLE LockHandle);
WINWORK_ABSENT ULONG NTAPI StorPortAllocateContiguousMemorySpecifyCacheNode(
	PVOID HwDeviceExtension, SIZE_T NumberOfBytes, PHYSICAL_ADDRESS LowestAcceptableAddress,
	PHYSICAL_ADDRESS HighestAcceptableAddress, PHYSICAL_ADDRESS BoundaryAddressMultiple,
	MEMORY_CACHING_TYPE CacheType, NODE_REQUIREMENT PreferredNode, PVOID *BufferPointer);
WINWORK_ABSENT ULONG NTAPI StorPortAllocateDmaMemory(PVOID HwDeviceExtension,
						     SIZE_T NumberOfBytes,
						     PHYSICAL_ADDRESS LowestAcceptableAddress,
						     PHYSICAL_ADDRESS HighestAcceptableAddress,
						     PHYSICAL_ADDRESS BoundaryAddressMultiple,
						     MEMORY_CACHING_TYPE CacheType,
						     NODE_REQUIREMENT PreferredNode,
						     PVOID *BufferPointer,
						     PPHYSICAL_ADDRESS PhysicalAddress);
WINWORK_ABSENT ULONG NTAPI StorPortAllocateHostMemoryBuffer(
	PVOID HwDeviceExtension, SIZE_T MinimumBytes, SIZE_T PreferredBytes,
	ULONGLONG UtilizationBytes, ULONG AlignmentBytes,
	PHYSICAL_ADDRESS LowestAcceptableAddress, PHYSICAL_ADDRESS HighestAcceptableAddress,
	PHYSICAL_ADDRESS BoundaryAddressMultiple, PACCESS_RANGE PhysicalAddressRanges,
	PULONG PhysicalAddressRangeCount);
WINWORK_ABSENT ULONG NTAPI StorPortAllocateMdl(PVOID HwDeviceExtension, PVOID BufferPointer,
					       ULONG NumberOfBytes, PVOID *Mdl);
WINWORK_ABSENT ULONG NTAPI StorPortAllocatePool(PVOID HwDeviceExtension, ULONG NumberOfBytes,
						ULONG Tag, PVOID *BufferPointer);
WINWORK_ABSENT PUCHAR NTAPI StorPortAllocateRegistryBuffer(PVOID HwDeviceExtension,
							   PULONG Length);
WINWORK_ABSENT ULONG NTAPI StorPortAsyncNotificationDetected(PVOID HwDeviceExtension,
							     PSTOR_ADDRESS Address,
							     ULONGLONG Flags);
WINWORK_ABSENT ULONG NTAPI StorPortBuildMdlForNonPagedPool(PVOID HwDeviceExtension, PVOID Mdl);
WINWORK_ABSENT ULONG NTAPI StorPortBuildScatterGatherList(
	PVOID HwDeviceExtension, PVOID Mdl, PVOID CurrentVa, ULONG Length,
	PPOST_SCATTER_GATHER_EXECUTE ExecutionRoutine, PVOID Context, BOOLEAN WriteToDevice,
	PVOID ScatterGatherBuffer, ULONG ScatterGatherBufferLength);
WINWORK_ABSENT BOOLEAN NTAPI StorPortBusy(PVOID HwDeviceExtension, ULONG RequestsToComplete);
WINWORK_ABSENT ULONG NTAPI StorPortCancelDpc(PVOID HwDeviceExtension, PSTOR_DPC Dpc,
					     BOOLEAN *ReturnValue);
WINWORK_ABSENT ULONG NTAPI StorPortCancelHighResolutionTimer(PVOID HwDeviceExtension,
							     PVOID TimerHandle,
							     PVOID Parameters,
							     BOOLEAN *ReturnValue);
WINWORK_ABSENT ULONG NTAPI StorPortCaptureLiveDump(PVOID HwDeviceExtension,
						   PSTOR_ADDRESS StorAddress,
						   PSTORPORT_CAPTURE_LIVEDUMP CaptureLivedump);
WINWORK_ABSENT VOID NTAPI StorPortCompleteRequest(PVOID HwDeviceExtension, UCHAR PathId,
						  UCHAR TargetId, UCHAR Lun, UCHAR SrbStatus);
WINWORK_ABSENT ULONG NTAPI StorPortCompleteServiceIrp(PVOID HwDeviceExtension, PVOID Irp);
WINWORK_ABSENT STOR_PHYSICAL_ADDRESS NTAPI StorPortConvertUlongToPhysicalAddress(
	ULONG_PTR UlongAddress);
WINWORK_ABSENT ULONG NTAPI StorPortCreateSystemThread(PVOID HwDeviceExtension,
						      PSTOR_THREAD_START_ROUTINE StartRoutine,
						      PVOID StartContext,
						      PSTOR_THREAD_PRIORITY Priority,
						      PVOID *ThreadContext);
WINWORK_ABSENT VOID NTAPI StorPortDebugPrint(ULONG DebugPrintLevel, PSTR DebugMessage, ...);
WINWORK_ABSENT ULONG NTAPI StorPortDelayExecution(PVOID HwDeviceExtension,
						  ULONG DelayInMicroseconds);
WINWORK_ABSENT BOOLEAN NTAPI StorPortDeviceBusy(PVOID HwDeviceExtension, UCHAR PathId,
						UCHAR TargetId, UCHAR Lun,
						ULONG RequestsToComplete);
WINWORK_ABSENT BOOLEAN NTAPI StorPortDeviceReady(PVOID HwDeviceExtension, UCHAR PathId,
						 UCHAR TargetId, UCHAR Lun);
WINWORK_ABSENT BOOLEAN NTAPI StorPortEnablePassiveInitialization(
	PVOID DeviceExtension, PHW_PASSIVE_INITIALIZE_ROUTINE HwPassiveInitializeRoutine);
WINWORK_ABSENT ULONG NTAPI StorPortEnableRegistryKeyNotification(
	PVOID HwDeviceExtension, PHW_REGISTRY_NOTIFICATION_ROUTINE NotificationCallback);
WINWORK_ABSENT ULONG NTAPI StorPortEtwChannelEvent2(PVOID HwDeviceExtension,
						    PSTOR_ADDRESS Address,
						    STORPORT_ETW_EVENT_CHANNEL EventChannel,
						    ULONG EventId, PWSTR EventDescription,
						    ULONGLONG EventKeywords,
						    STORPORT_ETW_LEVEL EventLevel,
						    STORPORT_ETW_EVENT_OPCODE EventOpcode,
						    PSCSI_REQUEST_BLOCK Srb,
						    PWSTR Parameter1Name,
						    ULONGLONG Parameter1Value,
						    PWSTR Parameter2Name,
						    ULONGLONG Parameter2Value);
WINWORK_ABSENT ULONG NTAPI StorPortEtwChannelEvent4(PVOID HwDeviceExtension,
						    PSTOR_ADDRESS Address,
						    STORPORT_ETW_EVENT_CHANNEL EventChannel,
						    ULONG EventId, PWSTR EventDescription,
						    ULONGLONG EventKeywords,
						    STORPORT_ETW_LEVEL EventLevel,
						    STORPORT_ETW_EVENT_OPCODE EventOpcode,
						    PSCSI_REQUEST_BLOCK Srb,
						    PWSTR Parameter1Name,
						    ULONGLONG Parameter1Value,
						    PWSTR Parameter2Name,
						    ULONGLONG Parameter2Value,
						    PWSTR Parameter3Name,
						    ULONGLONG Parameter3Value,
						    PWSTR Parameter4Name,
						    ULONGLONG Parameter4Value);
WINWORK_ABSENT ULONG NTAPI StorPortEtwChannelEvent8(PVOID HwDeviceExtension,
						    PSTOR_ADDRESS Address,
						    STORPORT_ETW_EVENT_CHANNEL EventChannel,
						    ULONG EventId, PWSTR EventDescription,
						    ULONGLONG EventKeywords,
						    STORPORT_ETW_LEVEL EventLevel,
						    STORPORT_ETW_EVENT_OPCODE EventOpcode,
						    PSCSI_REQUEST_BLOCK Srb,
						    PWSTR Parameter1Name,
						    ULONGLONG Parameter1Value,
						    PWSTR Parameter2Name,
						    ULONGLONG Parameter2Value,
						    PWSTR Parameter3Name,
						    ULONGLONG Parameter3Value,
						    PWSTR Parameter4Name,
						    ULONGLONG Parameter4Value,
						    PWSTR Parameter5Name,
						    ULONGLONG Parameter5Value,
						    PWSTR Parameter6Name,
						    ULONGLONG Parameter6Value,
						    PWSTR Parameter7Name,
						    ULONGLONG Parameter7Value,
						    PWSTR Parameter8Name,
						    ULONGLONG Parameter8Value);
WINWORK_ABSENT ULONG NTAPI StorPortEtwEvent2(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
					     ULONG EventId, PWSTR EventDescription,
					     ULONGLONG EventKeywords,
					     STORPORT_ETW_LEVEL EventLevel,
					     STORPORT_ETW_EVENT_OPCODE EventOpcode,
					     PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
					     ULONGLONG Parameter1Value, PWSTR Parameter2Name,
					     ULONGLONG Parameter2Value);
WINWORK_ABSENT ULONG NTAPI StorPortEtwEvent4(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
					     ULONG EventId, PWSTR EventDescription,
					     ULONGLONG EventKeywords,
					     STORPORT_ETW_LEVEL EventLevel,
					     STORPORT_ETW_EVENT_OPCODE EventOpcode,
					     PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
					     ULONGLONG Parameter1Value, PWSTR Parameter2Name,
					     ULONGLONG Parameter2Value, PWSTR Parameter3Name,
					     ULONGLONG Parameter3Value, PWSTR Parameter4Name,
					     ULONGLONG Parameter4Value);
WINWORK_ABSENT ULONG NTAPI StorPortEtwEvent8(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
					     ULONG EventId, PWSTR EventDescription,
					     ULONGLONG EventKeywords,
					     STORPORT_ETW_LEVEL EventLevel,
					     STORPORT_ETW_EVENT_OPCODE EventOpcode,
					     PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
					     ULONGLONG Parameter1Value, PWSTR Parameter2Name,
					     ULONGLONG Parameter2Value, PWSTR Parameter3Name,
					     ULONGLONG Parameter3Value, PWSTR Parameter4Name,
					     ULONGLONG Parameter4Value, PWSTR Parameter5Name,
					     ULONGLONG Parameter5Value, PWSTR Parameter6Name,
					     ULONGLONG Parameter6Value, PWSTR Parameter7Name,
					     ULONGLONG Parameter7Value, PWSTR Parameter8Name,
					     ULONGLONG Parameter8Value);
WINWORK_ABSENT ULONG NTAPI StorPortEtwLogByteStream(PVOID HwDeviceExtension,
						    PSTOR_ADDRESS Address,
						    STORPORT_ETW_EVENT_CHANNEL EventChannel,
						    ULONG EventId, PWSTR EventDescription,
						    ULONGLONG EventKeywords,
						    STORPORT_ETW_LEVEL EventLevel,
						    STORPORT_ETW_EVENT_OPCODE EventOpcode,
						    USHORT DataLength, PUCHAR Data);
WINWORK_ABSENT ULONG NTAPI StorPortEtwLogError(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
					       ULONG Id, PWSTR Description,
					       ULONG DataBufferLength, PVOID DataBuffer);
WINWORK_ABSENT ULONG NTAPI StorPortExtendedFunction(STORPORT_FUNCTION_CODE FunctionCode,
						    PVOID HwDeviceExtension, ...);
WINWORK_ABSENT ULONG NTAPI StorPortFlushDataBufferMdl(PVOID HwDeviceExtension,
						      PSCSI_REQUEST_BLOCK Srb);
WINWORK_ABSENT ULONG NTAPI StorPortFreeContiguousMemorySpecifyCache(
	PVOID HwDeviceExtension, PVOID BaseAddress, SIZE_T NumberOfBytes,
	MEMORY_CACHING_TYPE CacheType);
WINWORK_ABSENT VOID NTAPI StorPortFreeDeviceBase(PVOID HwDeviceExtension, PVOID MappedAddress);
WINWORK_ABSENT ULONG NTAPI StorPortFreeDmaMemory(PVOID HwDeviceExtension, PVOID BaseAddress,
						 SIZE_T NumberOfBytes,
						 MEMORY_CACHING_TYPE CacheType,
						 PHYSICAL_ADDRESS PhysicalAddress);
WINWORK_ABSENT ULONG NTAPI StorPortFreeHighResolutionTimer(
	PVOID HwDeviceExtension, PVOID TimerHandle, BOOLEAN Cancel, BOOLEAN Wait,
	PSTOR_EXT_DELETE_PARAMETERS Parameters, BOOLEAN *ReturnValue);
WINWORK_ABSENT ULONG NTAPI StorPortFreeHostMemoryBuffer(PVOID HwDeviceExtension,
							PACCESS_RANGE PhysicalAddressRanges,
							ULONG PhysicalAddressRangeCount);
WINWORK_ABSENT ULONG NTAPI StorPortFreeMdl(PVOID HwDeviceExtension, PVOID Mdl);
WINWORK_ABSENT ULONG NTAPI StorPortFreePool(PVOID HwDeviceExtension, PVOID BufferPointer);
WINWORK_ABSENT VOID NTAPI StorPortFreeRegistryBuffer(PVOID HwDeviceExtension, PUCHAR Buffer);
WINWORK_ABSENT ULONG NTAPI StorPortFreeTimer(PVOID HwDeviceExtension, PVOID TimerHandle);
WINWORK_ABSENT ULONG NTAPI StorPortFreeWorker(PVOID HwDeviceExtension, PVOID Worker);
WINWORK_ABSENT ULONG NTAPI StorPortGetActiveGroupCount(PVOID HwDeviceExtension,
						       PUSHORT NumberGroups);
WINWORK_ABSENT ULONG NTAPI StorPortGetActiveNodeCount(PVOID HwDeviceExtension,
						      PULONG NumberNodes);
WINWORK_ABSENT ULONG NTAPI StorPortGetActivityIdSrb(PVOID HwDeviceExtension,
						    PSCSI_REQUEST_BLOCK Srb, LPGUID ActivityId);
WINWORK_ABSENT ULONG NTAPI StorPortGetBusData(PVOID DeviceExtension, ULONG BusDataType,
					      ULONG SystemIoBusNumber, ULONG SlotNumber,
					      PVOID Buffer, ULONG Length);
WINWORK_ABSENT ULONG NTAPI StorPortGetCurrentIrql(PVOID HwDeviceExtension, PKIRQL Irql);
WINWORK_ABSENT ULONG NTAPI StorPortGetCurrentProcessorIndex(PVOID HwDeviceExtension,
							    PULONG ProcessorIndex);
WINWORK_ABSENT ULONG NTAPI StorPortGetCurrentProcessorNumber(PVOID HwDeviceExtension,
							     PPROCESSOR_NUMBER ProcNumber);
WINWORK_ABSENT ULONG NTAPI StorPortGetD3ColdSupport(PVOID HwDeviceExtension, PVOID Address,
						    PBOOLEAN Supported);
WINWORK_ABSENT ULONG NTAPI StorPortGetDataInBufferMdl(PVOID HwDeviceExtension,
						      PSCSI_REQUEST_BLOCK Srb, PVOID *Mdl);
WINWORK_ABSENT ULONG NTAPI StorPortGetDataInBufferScatterGatherList(
	PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb, PSTOR_SCATTER_GATHER_LIST *SgList);
WINWORK_ABSENT ULONG NTAPI StorPortGetDataInBufferSystemAddress(PVOID HwDeviceExtension,
								PSCSI_REQUEST_BLOCK Srb,
								PVOID *SystemAddress);
WINWORK_ABSENT PVOID NTAPI StorPortGetDeviceBase(PVOID HwDeviceExtension,
						 INTERFACE_TYPE BusType,
						 ULONG SystemIoBusNumber,
						 STOR_PHYSICAL_ADDRESS IoAddress,
						 ULONG NumberOfBytes, BOOLEAN InIoSpace);
WINWORK_ABSENT ULONG NTAPI StorPortGetDeviceObjects(PVOID HwDeviceExtension,
						    PVOID *AdapterDeviceObject,
						    PVOID *PhysicalDeviceObject,
						    PVOID *LowerDeviceObject);
WINWORK_ABSENT ULONG NTAPI StorPortGetGroupAffinity(PVOID HwDeviceExtension, USHORT GroupNumber,
						    PKAFFINITY GroupAffinityMask);
WINWORK_ABSENT ULONG NTAPI StorPortGetHighestNodeNumber(PVOID HwDeviceExtension,
							PULONG HighestNode);
WINWORK_ABSENT ULONG NTAPI StorPortGetLogicalProcessorRelationship(
	PVOID HwDeviceExtension, PPROCESSOR_NUMBER ProcessorNumber,
	LOGICAL_PROCESSOR_RELATIONSHIP RelationshipType,
	PSYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX Information, PULONG Length);
WINWORK_ABSENT PVOID NTAPI StorPortGetLogicalUnit(PVOID HwDeviceExtension, UCHAR PathId,
						  UCHAR TargetId, UCHAR Lun);
WINWORK_ABSENT ULONG NTAPI StorPortGetMSIInfo(PVOID HwDeviceExtension, ULONG MessageId,
					      PMESSAGE_INTERRUPT_INFORMATION InterruptInfo);
WINWORK_ABSENT ULONG NTAPI StorPortGetMessageInterruptIDFromProcessorIndex(
	PVOID HwDeviceExtension, ULONG ProcessorIndex, PULONG MessageInterruptID);
WINWORK_ABSENT BOOLEAN NTAPI StorPortGetMessageInterruptInformation(
	PVOID HwDeviceExtension, ULONG MessageId, PMESSAGE_INTERRUPT_INFORMATION InterruptInfo);
WINWORK_ABSENT ULONG NTAPI StorPortGetNodeAffinity(PVOID HwDeviceExtension, ULONG NodeNumber,
						   PGROUP_AFFINITY NodeAffinityMask);
WINWORK_ABSENT ULONG NTAPI StorPortGetNodeAffinity2(PVOID HwDeviceExtension, ULONG NodeNumber,
						    PGROUP_AFFINITY GroupAffinities,
						    USHORT GroupAffinitiesCount,
						    PUSHORT GroupAffinitiesCountRequired);
WINWORK_ABSENT ULONG NTAPI StorPortGetOriginalMdl(PVOID HwDeviceExtension,
						  PSCSI_REQUEST_BLOCK Srb, PVOID *Mdl);
WINWORK_ABSENT ULONG NTAPI StorPortGetPfns(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
					   PVOID Mdl, PVOID *Pfns, ULONG *PfnCount,
					   ULONG *StartingOffset);
WINWORK_ABSENT STOR_PHYSICAL_ADDRESS NTAPI StorPortGetPhysicalAddress(PVOID HwDeviceExtension,
								      PSCSI_REQUEST_BLOCK Srb,
								      PVOID VirtualAddress,
								      ULONG *Length);
WINWORK_ABSENT ULONG NTAPI StorPortGetProcessorCount(PVOID HwDeviceExtension,
						     PULONG ProcessorCount);
WINWORK_ABSENT ULONG NTAPI StorPortGetProcessorIndexFromNumber(PVOID HwDeviceExtension,
							       PPROCESSOR_NUMBER ProcessorNumber,
							       PULONG ProcessorIndex);
WINWORK_ABSENT ULONG NTAPI StorPortGetRequestCryptoInfo(PVOID HwDeviceExtension,
							PSCSI_REQUEST_BLOCK Srb,
							PSTOR_CRYPTO_KEY_INFO CryptoKeyInfo);
WINWORK_ABSENT ULONG NTAPI StorPortGetRequestInfo(PVOID HwDeviceExtension,
						  PSCSI_REQUEST_BLOCK Srb,
						  PSTOR_REQUEST_INFO RequestInfo);
WINWORK_ABSENT PSTOR_SCATTER_GATHER_LIST NTAPI StorPortGetScatterGatherList(
	PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb);
WINWORK_ABSENT ULONG NTAPI StorPortGetStartIoPerfParams(
	PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
	PSTARTIO_PERFORMANCE_PARAMETERS StartIoPerfParams);
WINWORK_ABSENT ULONG NTAPI StorPortGetSystemAddress(PVOID HwDeviceExtension,
						    PSCSI_REQUEST_BLOCK Srb,
						    PVOID *SystemAddress);
WINWORK_ABSENT ULONG NTAPI StorPortGetSystemPortNumber(PVOID HwDeviceExtension,
						       PSTOR_ADDRESS Address);
WINWORK_ABSENT PVOID NTAPI StorPortGetUncachedExtension(
	PVOID HwDeviceExtension, PPORT_CONFIGURATION_INFORMATION ConfigInfo, ULONG NumberOfBytes);
WINWORK_ABSENT PVOID NTAPI StorPortGetVirtualAddress(PVOID HwDeviceExtension,
						     STOR_PHYSICAL_ADDRESS PhysicalAddress);
WINWORK_ABSENT ULONG NTAPI StorPortHardwareReset(PVOID HwDeviceExtension,
						 STOR_DEVICE_RESET_TYPE Type);
WINWORK_ABSENT ULONG NTAPI StorPortHardwareResetEx(PVOID HwDeviceExtension,
						   STOR_DEVICE_RESET_TYPE ResetType,
						   ULONGLONG Flags, PVOID AdditionalParameters);
WINWORK_ABSENT ULONG NTAPI StorPortInitialize(
	PVOID Argument1, PVOID Argument2, struct _HW_INITIALIZATION_DATA *HwInitializationData,
	PVOID HwContext);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeCryptoEngine(
	PVOID HwDeviceExtension, PSTOR_CRYPTO_CAPABILITIES_DATA CryptoCapabilitiesData);
WINWORK_ABSENT VOID NTAPI StorPortInitializeDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
						PHW_DPC_ROUTINE HwDpcRoutine);
WINWORK_ABSENT VOID NTAPI StorPortInitializeDpcWithContext(PVOID DeviceExtension, PSTOR_DPC Dpc,
							   PHW_DPC_ROUTINE HwDpcRoutine,
							   PVOID Context, ULONG Importance);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeEvent(PVOID HwDeviceExtension, PSTOR_EVENT Event,
						   STOR_EVENT_TYPE Type, BOOLEAN State);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeHighResolutionTimer(PVOID HwDeviceExtension,
								 PHW_TIMER_EX Callback,
								 PVOID Context,
								 PVOID *TimerHandle);
WINWORK_ABSENT VOID NTAPI StorPortInitializeListHead(PVOID HwDeviceExtension,
						     PSTOR_LIST_ENTRY ListHead);
WINWORK_ABSENT ULONG NTAPI StorPortInitializePerfOpts(PVOID HwDeviceExtension, BOOLEAN Query,
						      PPERF_CONFIGURATION_DATA PerfConfigData);
WINWORK_ABSENT ULONG NTAPI StorPortInitializePoFxPower(PVOID HwDeviceExtension,
						       PSTOR_ADDRESS Address,
						       PSTOR_POFX_DEVICE Device,
						       PBOOLEAN D3ColdEnabled);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeRpmb(
	PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress,
	PSTOR_RPMB_CAPABILITIES_DATA RpmbCapabilitiesData);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeSListHead(PVOID HwDeviceExtension,
						       PSTOR_SLIST_HEADER SListHead);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeSpinlock(PVOID HwDeviceExtension,
						      PSTOR_KSPIN_LOCK Lock);
WINWORK_ABSENT VOID NTAPI StorPortInitializeThreadedDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
							PHW_DPC_ROUTINE HwDpcRoutine,
							PVOID Context, BOOLEAN Importance);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeTimer(PVOID HwDeviceExtension, PVOID *TimerHandle);
WINWORK_ABSENT ULONG NTAPI StorPortInitializeWorker(PVOID HwDeviceExtension, PVOID *Worker);
WINWORK_ABSENT ULONG NTAPI StorPortInterlockedFlushSList(PVOID HwDeviceExtension,
							 PSTOR_SLIST_HEADER SListHead,
							 PSTOR_SLIST_ENTRY *Result);
WINWORK_ABSENT ULONG NTAPI StorPortInterlockedInsertHeadList(PVOID HwDeviceExtension,
							     PSTOR_LIST_ENTRY ListHead,
							     PSTOR_LIST_ENTRY ListEntry,
							     PSTOR_LIST_ENTRY *Result,
							     PSTOR_KSPIN_LOCK Lock);
WINWORK_ABSENT ULONG NTAPI StorPortInterlockedInsertTailList(PVOID HwDeviceExtension,
							     PSTOR_LIST_ENTRY ListHead,
							     PSTOR_LIST_ENTRY ListEntry,
							     PSTOR_LIST_ENTRY *Result,
							     PSTOR_KSPIN_LOCK Lock);
WINWORK_ABSENT ULONG NTAPI StorPortInterlockedPopEntrySList(PVOID HwDeviceExtension,
							    PSTOR_SLIST_HEADER SListHead,
							    PSTOR_SLIST_ENTRY *Result);
WINWORK_ABSENT ULONG NTAPI StorPortInterlockedPushEntrySList(PVOID HwDeviceExtension,
							     PSTOR_SLIST_HEADER SListHead,
							     PSTOR_SLIST_ENTRY SListEntry,
							     PSTOR_SLIST_ENTRY *Result);
WINWORK_ABSENT ULONG NTAPI StorPortInterlockedRemoveHeadList(PVOID HwDeviceExtension,
							     PSTOR_LIST_ENTRY ListHead,
							     PSTOR_LIST_ENTRY *Result,
							     PSTOR_KSPIN_LOCK Lock);
WINWORK_ABSENT ULONG NTAPI StorPortInvokeAcpiMethod(PVOID HwDeviceExtension,
						    PSTOR_ADDRESS Address, ULONG MethodName,
						    PVOID InputBuffer, ULONG InputBufferLength,
						    PVOID OutputBuffer,
						    ULONG OutputBufferLength,
						    PULONG BytesReturned);
WINWORK_ABSENT ULONG NTAPI StorPortIsCurrentOsInstallationUpgrade(PVOID HwDeviceExtension,
								  BOOLEAN *Upgraded);
WINWORK_ABSENT ULONG NTAPI StorPortIsDeviceOperationAllowed(PVOID HwDeviceExtension,
							    PSTOR_ADDRESS Address,
							    LPCGUID DeviceOperation,
							    ULONG *AllowedFlag);
WINWORK_ABSENT BOOLEAN NTAPI StorPortIssueDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
					      PVOID SystemArgument1, PVOID SystemArgument2);
WINWORK_ABSENT VOID NTAPI StorPortLogError(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
					   UCHAR PathId, UCHAR TargetId, UCHAR Lun,
					   ULONG ErrorCode, ULONG UniqueId);
WINWORK_ABSENT ULONG NTAPI StorPortLogSystemEvent(PVOID HwDeviceExtension,
						  PSTOR_LOG_EVENT_DETAILS LogDetails,
						  PULONG MaximumSize);
WINWORK_ABSENT ULONG NTAPI StorPortLogTelemetry(PVOID HwDeviceExtension,
						PSTOR_ADDRESS StorAddress,
						PSTORPORT_TELEMETRY_EVENT Event);
WINWORK_ABSENT ULONG NTAPI StorPortLogTelemetryEx(PVOID HwDeviceExtension,
						  PSTOR_ADDRESS StorAddress,
						  PSTORPORT_TELEMETRY_EVENT Event,
						  STOR_TELEMETRY_CATEGORY Category);
WINWORK_ABSENT VOID NTAPI StorPortMarkDeviceFailed(PVOID HwDeviceExtension,
						   PSTOR_ADDRESS StorAddress, ULONG Flags,
						   PWSTR FailReason);
WINWORK_ABSENT ULONG NTAPI StorPortMarkDeviceFailedEx(PVOID HwDeviceExtension,
						      PSTOR_ADDRESS StorAddress, ULONG Flags,
						      USHORT FaultCode, PWSTR FaultDescription,
						      USHORT AdditionalDataSize,
						      PUCHAR AdditionalData,
						      USHORT CriticalDataSize,
						      PUCHAR CriticalData);
WINWORK_ABSENT ULONG NTAPI StorPortMarkDumpMemory(PVOID HwDeviceExtension, PVOID Address,
						  ULONG_PTR Length, ULONG Flags);
WINWORK_ABSENT ULONG NTAPI StorPortMaskMsixInterrupt(PVOID HwDeviceExtension, ULONG MessageId,
						     BOOLEAN Mask);
WINWORK_ABSENT ULONG NTAPI StorPortMiniportReportInternalData(PVOID HwDeviceExtension,
							      PSTOR_ADDRESS Address,
							      PVOID CallbackContext,
							      ULONG DataCount,
							      PMINIPORT_DATA Data);
WINWORK_ABSENT VOID NTAPI StorPortMoveMemory(PVOID WriteBuffer, PVOID ReadBuffer, ULONG Length);
WINWORK_ABSENT VOID NTAPI StorPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
					       PVOID HwDeviceExtension, ...);
WINWORK_ABSENT BOOLEAN NTAPI StorPortPause(PVOID HwDeviceExtension, ULONG Timeout);
WINWORK_ABSENT BOOLEAN NTAPI StorPortPauseDevice(PVOID HwDeviceExtension, UCHAR PathId,
						 UCHAR TargetId, UCHAR Lun, ULONG Timeout);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxActivateComponent(PVOID HwDeviceExtension,
							 PSTOR_ADDRESS Address,
							 PSCSI_REQUEST_BLOCK Srb,
							 ULONG Component, ULONG Flags);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxIdleComponent(PVOID HwDeviceExtension,
						     PSTOR_ADDRESS Address,
						     PSCSI_REQUEST_BLOCK Srb, ULONG Component,
						     ULONG Flags);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxPowerControl(PVOID HwDeviceExtension,
						    PSTOR_ADDRESS Address,
						    LPCGUID PowerControlCode, PVOID InBuffer,
						    SIZE_T InBufferSize, PVOID OutBuffer,
						    SIZE_T OutBufferSize, PSIZE_T BytesReturned);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxRegisterPerfStates(PVOID HwDeviceExtension,
							  PSTOR_ADDRESS Address,
							  ULONG Component, ULONGLONG Flags,
							  ULONG PerfSetCount,
							  PSTOR_POFX_COMPONENT_PERF_SET PerfSets);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxRegisterPerfStatesEx(
	PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG Component, ULONGLONG Flags,
	PULONG PerfSetCount, PSTOR_POFX_COMPONENT_PERF_SET PerfSets,
	PSTOR_POFX_COMPONENT_PERF_SET *PerfSetsFromPEP);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxSetComponentLatency(PVOID HwDeviceExtension,
							   PSTOR_ADDRESS Address,
							   ULONG Component, ULONGLONG Latency);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxSetComponentResidency(PVOID HwDeviceExtension,
							     PSTOR_ADDRESS Address,
							     ULONG Component,
							     ULONGLONG Residency);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxSetIdleTimeout(PVOID HwDeviceExtension,
						      PSTOR_ADDRESS Address,
						      ULONG IdleTimeoutInMS);
WINWORK_ABSENT ULONG NTAPI StorPortPoFxSetPerfState(PVOID HwDeviceExtension,
						    PSTOR_ADDRESS Address, ULONG Component,
						    ULONG Flags, ULONG SetIndex, ULONG State,
						    PVOID Context);
WINWORK_ABSENT ULONG NTAPI StorPortPropagateIrpExtension(PVOID HwDeviceExtension,
							 PSCSI_REQUEST_BLOCK Srb,
							 PVOID TargetIrp, ULONG Flags);
WINWORK_ABSENT ULONG NTAPI StorPortPutScatterGatherList(
	PVOID HwDeviceExtension, PSTOR_SCATTER_GATHER_LIST ScatterGatherList,
	BOOLEAN WriteToDevice);
WINWORK_ABSENT ULONG NTAPI StorPortQueryConfiguration(PVOID HwDeviceExtension,
						      STORPORT_QUERY_CONFIGURATION_TYPE Type,
						      PBOOLEAN Enabled);
WINWORK_ABSENT ULONG NTAPI StorPortQueryDepthSList(PVOID HwDeviceExtension,
						   PSTOR_SLIST_HEADER SListHead, PSHORT Result);
WINWORK_ABSENT ULONG NTAPI StorPortQueryDpcWatchdogInformation(
	PVOID HwDeviceExtension, PSTOR_DPC_WATCHDOG_INFORMATION DpcWatchdogInformation);
WINWORK_ABSENT ULONG NTAPI StorPortQueryPerformanceCounter(PVOID HwDeviceExtension,
							   PLARGE_INTEGER PerformanceFrequency,
							   PLARGE_INTEGER PerformanceCounter);
WINWORK_ABSENT VOID NTAPI StorPortQuerySystemTime(PLARGE_INTEGER CurrentTime);
WINWORK_ABSENT ULONG NTAPI StorPortQueryTimerMinInterval(PVOID HwDeviceExtension,
							 PULONG TimerMinInterval);
WINWORK_ABSENT ULONG NTAPI StorPortQueueWorkItem(PVOID HwDeviceExtension,
						 PHW_WORKITEM WorkItemCallback, PVOID Worker,
						 PVOID Context);
WINWORK_ABSENT VOID NTAPI StorPortReadPortBufferUchar(PVOID HwDeviceExtension, PUCHAR Port,
						      PUCHAR Buffer, ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortReadPortBufferUlong(PVOID HwDeviceExtension, PULONG Port,
						      PULONG Buffer, ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortReadPortBufferUshort(PVOID HwDeviceExtension, PUSHORT Port,
						       PUSHORT Buffer, ULONG Count);
WINWORK_ABSENT UCHAR NTAPI StorPortReadPortUchar(PVOID HwDeviceExtension, PUCHAR Port);
WINWORK_ABSENT ULONG NTAPI StorPortReadPortUlong(PVOID HwDeviceExtension, PULONG Port);
WINWORK_ABSENT USHORT NTAPI StorPortReadPortUshort(PVOID HwDeviceExtension, PUSHORT Port);
WINWORK_ABSENT VOID NTAPI StorPortReadRegisterBufferUchar(PVOID HwDeviceExtension,
							  PUCHAR Register, PUCHAR Buffer,
							  ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortReadRegisterBufferUlong(PVOID HwDeviceExtension,
							  PULONG Register, PULONG Buffer,
							  ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortReadRegisterBufferUshort(PVOID HwDeviceExtension,
							   PUSHORT Register, PUSHORT Buffer,
							   ULONG Count);
WINWORK_ABSENT UCHAR NTAPI StorPortReadRegisterUchar(PVOID HwDeviceExtension, PUCHAR Register);
WINWORK_ABSENT ULONG NTAPI StorPortReadRegisterUlong(PVOID HwDeviceExtension, PULONG Register);
WINWORK_ABSENT USHORT NTAPI StorPortReadRegisterUshort(PVOID HwDeviceExtension, PUSHORT Register);
WINWORK_ABSENT BOOLEAN NTAPI StorPortReady(PVOID HwDeviceExtension);
WINWORK_ABSENT BOOLEAN NTAPI StorPortRegistryRead(PVOID HwDeviceExtension, PUCHAR ValueName,
						  ULONG Global, ULONG Type, PUCHAR Buffer,
						  PULONG BufferLength);
WINWORK_ABSENT ULONG NTAPI StorPortRegistryReadAdapterKey(PVOID HwDeviceExtension,
							  PUCHAR SubKeyName, PUCHAR ValueName,
							  ULONG ValueType, PVOID *ValueData,
							  PULONG ValueDataLength);
WINWORK_ABSENT BOOLEAN NTAPI StorPortRegistryWrite(PVOID HwDeviceExtension, PUCHAR ValueName,
						   ULONG Global, ULONG Type, PUCHAR Buffer,
						   ULONG BufferLength);
WINWORK_ABSENT ULONG NTAPI StorPortRegistryWriteAdapterKey(PVOID HwDeviceExtension,
							   PUCHAR SubKeyName, PUCHAR ValueName,
							   ULONG ValueType, PVOID ValueData,
							   ULONG ValueDataLength);
WINWORK_ABSENT ULONG NTAPI StorPortReleaseMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId,
						      ULONG OldIrql);
WINWORK_ABSENT VOID NTAPI StorPortReleaseSpinLock(PVOID DeviceExtension,
						  PSTOR_LOCK_HANDLE LockHandle);
WINWORK_ABSENT ULONG NTAPI StorPortRequestHighResolutionTimer(
	PVOID HwDeviceExtension, PVOID TimerHandle, LONGLONG DueTime, LONGLONG Period,
	PSTOR_EXT_SET_PARAMETERS Parameters, BOOLEAN *ReturnValue);
WINWORK_ABSENT ULONG NTAPI StorPortRequestTimer(PVOID HwDeviceExtension, PVOID TimerHandle,
						PHW_TIMER_EX TimerCallback,
						PVOID CallbackContext, ULONGLONG TimerValue,
						ULONGLONG TolerableDelay);
WINWORK_ABSENT BOOLEAN NTAPI StorPortResume(PVOID HwDeviceExtension);
WINWORK_ABSENT BOOLEAN NTAPI StorPortResumeDevice(PVOID HwDeviceExtension, UCHAR PathId,
						  UCHAR TargetId, UCHAR Lun);
WINWORK_ABSENT ULONG NTAPI StorPortRevertToUserGroupAffinityThread(
	PVOID HwDeviceExtension, PVOID ThreadContext, PSTOR_GROUP_AFFINITY PreviousAffinity);
WINWORK_ABSENT ULONG NTAPI StorPortSecureCopyMemory(PVOID Dest, SIZE_T DestSizeInBytes,
						    const PVOID Src, SIZE_T Count);
WINWORK_ABSENT ULONG NTAPI StorPortSetAdapterBusType(PVOID HwDeviceExtension, ULONG BusType);
WINWORK_ABSENT ULONG NTAPI StorPortSetBusDataByOffset(PVOID DeviceExtension, ULONG BusDataType,
						      ULONG SystemIoBusNumber, ULONG SlotNumber,
						      PVOID Buffer, ULONG Offset, ULONG Length);
WINWORK_ABSENT BOOLEAN NTAPI StorPortSetDeviceQueueDepth(PVOID HwDeviceExtension, UCHAR PathId,
							 UCHAR TargetId, UCHAR Lun, ULONG Depth);
WINWORK_ABSENT ULONG NTAPI StorPortSetEvent(PVOID HwDeviceExtension, PSTOR_EVENT Event);
WINWORK_ABSENT ULONG NTAPI StorPortSetFeatureList(PVOID HwDeviceExtension, ULONG FeatureCount,
						  PBOOLEAN FeatureList);
WINWORK_ABSENT ULONG NTAPI StorPortSetPowerSettingNotificationGuids(PVOID HwDeviceExtension,
								    ULONG GuidCount, LPGUID Guid);
WINWORK_ABSENT ULONG NTAPI StorPortSetPriorityThread(PVOID HwDeviceExtension,
						     PVOID ThreadContext,
						     STOR_THREAD_PRIORITY Priority);
WINWORK_ABSENT ULONG NTAPI StorPortSetSystemGroupAffinityThread(
	PVOID HwDeviceExtension, PVOID ThreadContext, PSTOR_GROUP_AFFINITY Affinity,
	PSTOR_GROUP_AFFINITY PreviousAffinity);
WINWORK_ABSENT ULONG NTAPI StorPortSetUnitAttributes(PVOID HwDeviceExtension,
						     PSTOR_ADDRESS Address,
						     STOR_UNIT_ATTRIBUTES Attributes);
WINWORK_ABSENT VOID NTAPI StorPortStallExecution(ULONG Delay);
WINWORK_ABSENT ULONG NTAPI StorPortStateChangeDetected(PVOID HwDeviceExtension,
						       ULONG ChangedEntity,
						       PSTOR_ADDRESS Address, ULONG Attributes,
						       PHW_STATE_CHANGE HwStateChange,
						       PVOID HwStateChangeContext);
WINWORK_ABSENT BOOLEAN NTAPI StorPortSynchronizeAccess(
	PVOID HwDeviceExtension, PSTOR_SYNCHRONIZED_ACCESS SynchronizedAccessRoutine,
	PVOID Context);
WINWORK_ABSENT VOID NTAPI StorPortTerminateSystemThread(PVOID HwDeviceExtension,
							PVOID ThreadContext);
WINWORK_ABSENT ULONG NTAPI StorPortUpdateAdapterMaxIO(PVOID HwDeviceExtension, ULONG MaxIoCount);
WINWORK_ABSENT ULONG NTAPI StorPortUpdatePortConfigMaxIOInfo(PVOID HwDeviceExtension,
							     ULONG MaxIoCount,
							     ULONG MaxIosPerLun);
WINWORK_ABSENT BOOLEAN NTAPI StorPortValidateRange(PVOID HwDeviceExtension,
						   INTERFACE_TYPE BusType,
						   ULONG SystemIoBusNumber,
						   STOR_PHYSICAL_ADDRESS IoAddress,
						   ULONG NumberOfBytes, BOOLEAN InIoSpace);
WINWORK_ABSENT ULONG NTAPI StorPortWaitForSingleObject(PVOID HwDeviceExtension, PVOID Object,
						       BOOLEAN Alertable, PLARGE_INTEGER Timeout);
WINWORK_ABSENT VOID NTAPI StorPortWritePortBufferUchar(PVOID HwDeviceExtension, PUCHAR Port,
						       PUCHAR Buffer, ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortWritePortBufferUlong(PVOID HwDeviceExtension, PULONG Port,
						       PULONG Buffer, ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortWritePortBufferUshort(PVOID HwDeviceExtension, PUSHORT Port,
							PUSHORT Buffer, ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortWritePortUchar(PVOID HwDeviceExtension, PUCHAR Port,
						 UCHAR Value);
WINWORK_ABSENT VOID NTAPI StorPortWritePortUlong(PVOID HwDeviceExtension, PULONG Port,
						 ULONG Value);
WINWORK_ABSENT VOID NTAPI StorPortWritePortUshort(PVOID HwDeviceExtension, PUSHORT Port,
						  USHORT Value);
WINWORK_ABSENT VOID NTAPI StorPortWriteRegisterBufferUchar(PVOID HwDeviceExtension,
							   PUCHAR Register, PUCHAR Buffer,
							   ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortWriteRegisterBufferUlong(PVOID HwDeviceExtension,
							   PULONG Register, PULONG Buffer,
							   ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortWriteRegisterBufferUshort(PVOID HwDeviceExtension,
							    PUSHORT Register, PUSHORT Buffer,
							    ULONG Count);
WINWORK_ABSENT VOID NTAPI StorPortWriteRegisterUchar(PVOID HwDeviceExtension, PUCHAR Register,
						     UCHAR Value);
WINWORK_ABSENT VOID NTAPI StorPortWriteRegisterUlong(PVOID HwDeviceExtension, PULONG Register,
						     ULONG Value);
WINWORK_ABSENT VOID NTAPI StorPortWriteRegisterUshort(PVOID HwDeviceExtension, PUSHORT Register,
						      USHORT Value);

EXTERN_C_END

#endif /* WINWORK_STORAGE_STORPORT_H */
