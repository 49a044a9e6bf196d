/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The library of storage class drivers.
 */
#ifndef WINWORK_STORAGE_CLASS_H
#define WINWORK_STORAGE_CLASS_H

#include <winwork/storage/device_management.h>
#include <winwork/etw/wmi_library.h>
#include "scsi_request.h"
#include "scsi.h"
#include <winwork/storage/disk.h>
#include <guiddef.h>
#include <winwork/ex/lookaside.h>
#include <winwork/ke/dispatcher.h>
#include <winwork/cm/registry.h>
#include <winwork/etw/trace.h>
#include <winwork/ex/executive.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/io/requests.h>
#include <winwork/po/power.h>

EXTERN_C_START

struct _CLASSPNP_SCAN_FOR_SPECIAL_INFO;
struct _CLASS_DEV_INFO;
struct _CLASS_DRIVER_EXTENSION;
struct _CLASS_INIT_DATA;
struct _CLASS_INTERPRET_SENSE_INFO2;
struct _CLASS_POWER_CONTEXT;
struct _CLASS_POWER_OPTIONS;
struct _CLASS_PRIVATE_COMMON_DATA;
struct _CLASS_PRIVATE_FDO_DATA;
struct _CLASS_PRIVATE_PDO_DATA;
struct _CLASS_QUERY_WMI_REGINFO_EX_LIST;
struct _CLASS_WMI_INFO;
struct _CLASS_WORKING_SET;
struct _COMMON_DEVICE_EXTENSION;
struct _COMPLETION_CONTEXT;
struct _DICTIONARY;
struct _DICTIONARY_HEADER;
struct _FAILURE_PREDICTION_INFO;
struct _FILE_OBJECT_EXTENSION;
struct _FUNCTIONAL_DEVICE_EXTENSION;
struct _MEDIA_CHANGE_DETECTION_INFO;
struct _PHYSICAL_DEVICE_EXTENSION;
struct _SRB_HISTORY;
struct _SRB_HISTORY_ITEM;

#define CLASS_DRIVER_EXTENSION_KEY ((PVOID) ClassInitialize)
#define CLASS_INTERPRET_SENSE_INFO2_MAXIMUM_HISTORY_COUNT 30000

#define CLASS_SPECIAL_DISABLE_SPIN_DOWN 0x00000001
#define CLASS_SPECIAL_DISABLE_SPIN_UP 0x00000002
#define CLASS_SPECIAL_NO_QUEUE_LOCK 0x00000008
#define CLASS_SPECIAL_DISABLE_WRITE_CACHE 0x00000010
#define CLASS_SPECIAL_CAUSE_NOT_REPORTABLE_HACK 0x00000020
#define CLASS_SPECIAL_MODIFY_CACHE_UNSUCCESSFUL 0x00000040
#define CLASS_SPECIAL_FUA_NOT_SUPPORTED 0x00000080
#define CLASS_SPECIAL_VALID_MASK 0x000000fb
#define CLASS_SPECIAL_RESERVED (~CLASS_SPECIAL_VALID_MASK)

#define CLASS_TAG_AUTORUN_DISABLE 'ALcS'
#define CLASS_TAG_DEVICE_CONTROL 'OIcS'
#define CLASS_TAG_FAILURE_PREDICT 'fLcS'
#define CLASS_TAG_FILE_OBJECT_EXTENSION 'FLcS'
#define CLASS_TAG_MEDIA_CHANGE_DETECTION 'MLcS'
#define CLASS_TAG_MODE_DATA 'oLcS'
#define CLASS_TAG_MOUNT 'mLcS'
#define CLASS_TAG_MULTIPATH 'mPcS'
#define CLASS_TAG_POWER 'WLcS'
#define CLASS_TAG_RELEASE_QUEUE 'qLcS'
#define CLASS_TAG_WMI 'wLcS'
#define CLASS_WORKING_SET_MAXIMUM 2048
#define CLASS_TAG_LOCK_TRACKING 'TLcS'
#define CLASS_TAG_LB_PROVISIONING 'PLcS'
#define CLASS_TAG_MANAGE_DATASET 'MDcS'
#define CLASS_TAG_ZONE_INFO 'ZIcS'

#define DEBUG_BUFFER_LENGTH 256

#define DEFAULT_FAILURE_PREDICTION_PERIOD 60 *60 *1

#define DEV_NO_12BYTE_CDB 0x00000008
#define DEV_POWER_PROTECTED 0x00000010
#define DEV_SAFE_START_UNIT 0x00000004
#define DEV_USE_SCSI1 0x00000002
#define DEV_USE_16BYTE_CDB 0x00000020
#define DEV_WRITE_CACHE 0x00000001

#define GUID_CLASSPNP_QUERY_REGINFOEX \
	{ 0x00e34b11, 0x2444, 0x4745, { 0xa5, 0x3d, 0x62, 0x01, 0x00, 0xcd, 0x82, 0xf7 } }
#define GUID_CLASSPNP_SENSEINFO2 \
	{ 0x509a8c5f, 0x71d7, 0x48f6, { 0x82, 0x1e, 0x17, 0x3c, 0x49, 0xbf, 0x2f, 0x18 } }
#define GUID_CLASSPNP_WORKING_SET \
	{ 0x105701b0, 0x9e9b, 0x47cb, { 0x97, 0x80, 0x81, 0x19, 0x8a, 0xf7, 0xb5, 0x24 } }
#define GUID_CLASSPNP_SRB_SUPPORT \
	{ 0x0a483941, 0xbdfd, 0x4f7b, { 0xbe, 0x95, 0xce, 0xe2, 0xa2, 0x16, 0x09, 0x0c } }

#define MAXIMUM_RETRIES 4
#define MAXIMUM_RETRY_FOR_SINGLE_IO_IN_100NS_UNITS 0x3b9aca00

#define MEDIA_CHANGE_DEFAULT_TIME 1
#define MEDIA_CHANGE_TIMEOUT_TIME 300

#define NO_REMOVE 0

#define REMOVE_PENDING 1
#define REMOVE_COMPLETE 2

#define SRB_CLASS_FLAGS_LOW_PRIORITY 0x10000000
#define SRB_CLASS_FLAGS_PERSISTANT 0x20000000
#define SRB_CLASS_FLAGS_PAGING 0x40000000
#define SRB_CLASS_FLAGS_FREE_MDL 0x80000000

#define START_UNIT_TIMEOUT (60 *4)

#define CLASS_SRB_SCSI_REQUEST_BLOCK 0x1
#define CLASS_SRB_STORAGE_REQUEST_BLOCK 0x2
#define CLASS_SRBEX_SCSI_CDB16_BUFFER_SIZE \
	(sizeof(STORAGE_REQUEST_BLOCK) + sizeof(STOR_ADDR_BTL8) + sizeof(SRBEX_DATA_SCSI_CDB16))
#define CLASS_SRBEX_NO_SRBEX_DATA_BUFFER_SIZE \
	(sizeof(STORAGE_REQUEST_BLOCK) + sizeof(STOR_ADDR_BTL8))

#define DEV_FORWARD_IO 0x00000040
#define DEV_SPLIT_LARGE_WRITE 0x00000080
#define DEV_BYPASS_IO 0x00000100

typedef enum _MEDIA_CHANGE_DETECTION_STATE {
	MediaUnknown,
	MediaPresent,
	MediaNotPresent,
	MediaUnavailable,
} MEDIA_CHANGE_DETECTION_STATE, *PMEDIA_CHANGE_DETECTION_STATE;

typedef enum _CLASS_DEBUG_LEVEL {
	ClassDebugError = 0,
	ClassDebugWarning = 1,
	ClassDebugTrace = 2,
	ClassDebugInfo = 3,
	ClassDebugMediaLocks = 8,
	ClassDebugMCN = 9,
	ClassDebugDelayedRetry = 10,
	ClassDebugSenseInfo = 11,
	ClassDebugRemoveLock = 12,
	ClassDebugExternal4 = 13,
	ClassDebugExternal3 = 14,
	ClassDebugExternal2 = 15,
	ClassDebugExternal1 = 16,
} CLASS_DEBUG_LEVEL, *PCLASS_DEBUG_LEVEL;

typedef enum {
	EventGeneration,
	DataBlockCollection,
} CLASSENABLEDISABLEFUNCTION;

typedef enum {
	FailurePredictionNone = 0,
	FailurePredictionIoctl,
	FailurePredictionSmart,
	FailurePredictionSense,
} FAILURE_PREDICTION_METHOD, *PFAILURE_PREDICTION_METHOD;

typedef enum {
	PowerDownDeviceInitial,
	PowerDownDeviceLocked,
	PowerDownDeviceStopped,
	PowerDownDeviceOff,
	PowerDownDeviceUnlocked,
} CLASS_POWER_DOWN_STATE;

typedef enum {
	PowerDownDeviceInitial2,
	PowerDownDeviceLocked2,
	PowerDownDeviceFlushed2,
	PowerDownDeviceStopped2,
	PowerDownDeviceOff2,
	PowerDownDeviceUnlocked2,
} CLASS_POWER_DOWN_STATE2;

typedef enum {
	PowerUpDeviceInitial,
	PowerUpDeviceLocked,
	PowerUpDeviceOn,
	PowerUpDeviceStarted,
	PowerUpDeviceUnlocked,
} CLASS_POWER_UP_STATE;

typedef VOID (NTAPI *PCLASS_ERROR)(PDEVICE_OBJECT DeviceObject, PSCSI_REQUEST_BLOCK Srb,
				   NTSTATUS *Status, BOOLEAN *Retry);
typedef NTSTATUS (NTAPI *PCLASS_READ_WRITE)(PDEVICE_OBJECT DeviceObject, PIRP Irp);
typedef NTSTATUS (NTAPI *PCLASS_DEVICE_CONTROL)(PDEVICE_OBJECT DeviceObject, PIRP Irp);
typedef NTSTATUS (NTAPI *PCLASS_SHUTDOWN_FLUSH)(PDEVICE_OBJECT DeviceObject, PIRP Irp);
typedef NTSTATUS (NTAPI *PCLASS_CREATE_CLOSE)(PDEVICE_OBJECT DeviceObject, PIRP Irp);
typedef NTSTATUS (NTAPI *PCLASS_INIT_DEVICE)(PDEVICE_OBJECT DeviceObject);
typedef NTSTATUS (NTAPI *PCLASS_START_DEVICE)(PDEVICE_OBJECT DeviceObject);
typedef NTSTATUS (NTAPI *PCLASS_POWER_DEVICE)(PDEVICE_OBJECT DeviceObject, PIRP Irp);
typedef NTSTATUS (NTAPI *PCLASS_STOP_DEVICE)(PDEVICE_OBJECT DeviceObject, UCHAR Type);
typedef NTSTATUS (NTAPI *PCLASS_REMOVE_DEVICE)(PDEVICE_OBJECT DeviceObject, UCHAR Type);
typedef NTSTATUS (NTAPI *PCLASS_QUERY_PNP_CAPABILITIES)(PDEVICE_OBJECT PhysicalDeviceObject,
							PDEVICE_CAPABILITIES Capabilities);
typedef struct {
	GUID Guid;
	ULONG InstanceCount;
	ULONG Flags;
} GUIDREGINFO, *PGUIDREGINFO;

typedef NTSTATUS (NTAPI *PCLASS_QUERY_WMI_REGINFO)(PDEVICE_OBJECT DeviceObject, ULONG *RegFlags,
						   PUNICODE_STRING Name);
typedef NTSTATUS (NTAPI *PCLASS_QUERY_WMI_DATABLOCK)(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						     ULONG GuidIndex, ULONG BufferAvail,
						     PUCHAR Buffer);
typedef NTSTATUS (NTAPI *PCLASS_SET_WMI_DATABLOCK)(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						   ULONG GuidIndex, ULONG BufferSize,
						   PUCHAR Buffer);
typedef NTSTATUS (NTAPI *PCLASS_SET_WMI_DATAITEM)(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						  ULONG GuidIndex, ULONG DataItemId,
						  ULONG BufferSize, PUCHAR Buffer);
typedef NTSTATUS (NTAPI *PCLASS_EXECUTE_WMI_METHOD)(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						    ULONG GuidIndex, ULONG MethodId,
						    ULONG InBufferSize, ULONG OutBufferSize,
						    PUCHAR Buffer);
typedef NTSTATUS (NTAPI *PCLASS_WMI_FUNCTION_CONTROL)(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						      ULONG GuidIndex,
						      CLASSENABLEDISABLEFUNCTION Function,
						      BOOLEAN Enable);
typedef struct _CLASS_WMI_INFO {
	ULONG GuidCount;
	PGUIDREGINFO GuidRegInfo;
	PCLASS_QUERY_WMI_REGINFO ClassQueryWmiRegInfo;
	PCLASS_QUERY_WMI_DATABLOCK ClassQueryWmiDataBlock;
	PCLASS_SET_WMI_DATABLOCK ClassSetWmiDataBlock;
	PCLASS_SET_WMI_DATAITEM ClassSetWmiDataItem;
	PCLASS_EXECUTE_WMI_METHOD ClassExecuteWmiMethod;
	PCLASS_WMI_FUNCTION_CONTROL ClassWmiFunctionControl;
} CLASS_WMI_INFO, *PCLASS_WMI_INFO;

typedef struct _CLASS_DEV_INFO {
	ULONG DeviceExtensionSize;
	ULONG DeviceType;
	UCHAR StackSize;
	ULONG DeviceCharacteristics;
	PCLASS_ERROR ClassError;
	PCLASS_READ_WRITE ClassReadWriteVerification;
	PCLASS_DEVICE_CONTROL ClassDeviceControl;
	PCLASS_SHUTDOWN_FLUSH ClassShutdownFlush;
	PCLASS_CREATE_CLOSE ClassCreateClose;
	PCLASS_INIT_DEVICE ClassInitDevice;
	PCLASS_START_DEVICE ClassStartDevice;
	PCLASS_POWER_DEVICE ClassPowerDevice;
	PCLASS_STOP_DEVICE ClassStopDevice;
	PCLASS_REMOVE_DEVICE ClassRemoveDevice;
	PCLASS_QUERY_PNP_CAPABILITIES ClassQueryPnpCapabilities;
	CLASS_WMI_INFO ClassWmiInfo;
} CLASS_DEV_INFO, *PCLASS_DEV_INFO;

typedef NTSTATUS (NTAPI *PCLASS_ADD_DEVICE)(PDRIVER_OBJECT DriverObject, PDEVICE_OBJECT Pdo);
typedef NTSTATUS (NTAPI *PCLASS_ENUM_DEVICE)(PDEVICE_OBJECT DeviceObject);
typedef NTSTATUS (NTAPI *PCLASS_QUERY_ID)(PDEVICE_OBJECT DeviceObject, BUS_QUERY_ID_TYPE IdType,
					  PUNICODE_STRING IdString);
typedef VOID (NTAPI *PCLASS_UNLOAD)(PDRIVER_OBJECT DriverObject);
typedef VOID (NTAPI *PCLASS_TICK)(PDEVICE_OBJECT DeviceObject);
struct _CLASS_INIT_DATA {
	ULONG InitializationDataSize;
	CLASS_DEV_INFO FdoData;
	CLASS_DEV_INFO PdoData;
	PCLASS_ADD_DEVICE ClassAddDevice;
	PCLASS_ENUM_DEVICE ClassEnumerateDevice;
	PCLASS_QUERY_ID ClassQueryId;
	PDRIVER_STARTIO ClassStartIo;
	PCLASS_UNLOAD ClassUnload;
	PCLASS_TICK ClassTick;
};

typedef struct _CLASS_INIT_DATA CLASS_INIT_DATA, *PCLASS_INIT_DATA;
typedef struct _CLASS_PRIVATE_FDO_DATA CLASS_PRIVATE_FDO_DATA, *PCLASS_PRIVATE_FDO_DATA;
typedef struct _CLASS_PRIVATE_PDO_DATA CLASS_PRIVATE_PDO_DATA, *PCLASS_PRIVATE_PDO_DATA;
typedef struct _CLASS_PRIVATE_COMMON_DATA CLASS_PRIVATE_COMMON_DATA, *PCLASS_PRIVATE_COMMON_DATA;
typedef struct _MEDIA_CHANGE_DETECTION_INFO MEDIA_CHANGE_DETECTION_INFO,
	*PMEDIA_CHANGE_DETECTION_INFO;
typedef struct _DICTIONARY {
	ULONGLONG Signature;
	struct _DICTIONARY_HEADER *List;
	KSPIN_LOCK SpinLock;
} DICTIONARY, *PDICTIONARY;

typedef struct _CLASSPNP_SCAN_FOR_SPECIAL_INFO {
	PCHAR VendorId;
	PCHAR ProductId;
	PCHAR ProductRevision;
	ULONG_PTR Data;
} CLASSPNP_SCAN_FOR_SPECIAL_INFO, *PCLASSPNP_SCAN_FOR_SPECIAL_INFO;

typedef NTSTATUS (NTAPI *PCLASS_QUERY_WMI_REGINFO_EX)(PDEVICE_OBJECT DeviceObject,
						      ULONG *RegFlags, PUNICODE_STRING Name,
						      PUNICODE_STRING MofResouceName);
typedef struct _SRB_HISTORY_ITEM {
	LARGE_INTEGER TickCountSent;
	LARGE_INTEGER TickCountCompleted;
	ULONG MillisecondsDelayOnRetry;
	SENSE_DATA NormalizedSenseData;
	UCHAR SrbStatus;
	UCHAR ClassDriverUse;
} SRB_HISTORY_ITEM, *PSRB_HISTORY_ITEM;

typedef struct _SRB_HISTORY {
	ULONG_PTR ClassDriverUse[4];
	ULONG TotalHistoryCount;
	ULONG UsedHistoryCount;
	SRB_HISTORY_ITEM History[1];
} SRB_HISTORY, *PSRB_HISTORY;

typedef BOOLEAN (NTAPI *PCLASS_INTERPRET_SENSE_INFO)(PDEVICE_OBJECT Fdo, PIRP OriginalRequest,
						     PSCSI_REQUEST_BLOCK Srb,
						     UCHAR MajorFunctionCode, ULONG IoDeviceCode,
						     ULONG PreviousRetryCount,
						     SRB_HISTORY *RequestHistory,
						     NTSTATUS *Status,
						     LONGLONG *RetryIn100nsUnits);
typedef VOID (NTAPI *PCLASS_COMPRESS_RETRY_HISTORY_DATA)(PDEVICE_OBJECT DeviceObject,
							 PSRB_HISTORY RequestHistory);
typedef struct _FILE_OBJECT_EXTENSION {
	PFILE_OBJECT FileObject;
	PDEVICE_OBJECT DeviceObject;
	ULONG LockCount;
	ULONG McnDisableCount;
} FILE_OBJECT_EXTENSION, *PFILE_OBJECT_EXTENSION;

typedef struct _CLASS_WORKING_SET {
	ULONG Size;
	ULONG XferPacketsWorkingSetMaximum;
	ULONG XferPacketsWorkingSetMinimum;
} CLASS_WORKING_SET, *PCLASS_WORKING_SET;

typedef struct _CLASS_INTERPRET_SENSE_INFO2 {
	ULONG Size;
	ULONG HistoryCount;
	PCLASS_COMPRESS_RETRY_HISTORY_DATA Compress;
	PCLASS_INTERPRET_SENSE_INFO Interpret;
} CLASS_INTERPRET_SENSE_INFO2, *PCLASS_INTERPRET_SENSE_INFO2;

typedef struct _CLASS_DRIVER_EXTENSION {
	UNICODE_STRING RegistryPath;
	CLASS_INIT_DATA InitData;
	ULONG DeviceCount;
	PCLASS_QUERY_WMI_REGINFO_EX ClassFdoQueryWmiRegInfoEx;
	PCLASS_QUERY_WMI_REGINFO_EX ClassPdoQueryWmiRegInfoEx;
	REGHANDLE EtwHandle;
	PDRIVER_DISPATCH DeviceMajorFunctionTable[IRP_MJ_MAXIMUM_FUNCTION + 1];
	PDRIVER_DISPATCH MpDeviceMajorFunctionTable[IRP_MJ_MAXIMUM_FUNCTION + 1];
	PCLASS_INTERPRET_SENSE_INFO2 InterpretSenseInfo;
	PCLASS_WORKING_SET WorkingSet;
	ULONG SrbSupport;
} CLASS_DRIVER_EXTENSION, *PCLASS_DRIVER_EXTENSION;

typedef struct _COMMON_DEVICE_EXTENSION {
	ULONG Version;
	PDEVICE_OBJECT DeviceObject;
	PDEVICE_OBJECT LowerDeviceObject;
	struct _FUNCTIONAL_DEVICE_EXTENSION *PartitionZeroExtension;
	PCLASS_DRIVER_EXTENSION DriverExtension;
	LONG RemoveLock;
	KEVENT RemoveEvent;
	KSPIN_LOCK RemoveTrackingSpinlock;
	PVOID RemoveTrackingList;
	LONG RemoveTrackingUntrackedCount;
	PVOID DriverData;
	struct {
		BOOLEAN IsFdo : 1;
		BOOLEAN IsInitialized : 1;
		BOOLEAN IsSrbLookasideListInitialized : 1;
		BOOLEAN : 5;
	};
	UCHAR PreviousState;
	UCHAR CurrentState;
	ULONG IsRemoved;
	UNICODE_STRING DeviceName;
	struct _PHYSICAL_DEVICE_EXTENSION *ChildList;
	ULONG PartitionNumber;
	LARGE_INTEGER PartitionLength;
	LARGE_INTEGER StartingOffset;
	PCLASS_DEV_INFO DevInfo;
	ULONG PagingPathCount;
	ULONG DumpPathCount;
	ULONG HibernationPathCount;
	KEVENT PathCountEvent;
	NPAGED_LOOKASIDE_LIST SrbLookasideList;
	UNICODE_STRING MountedDeviceInterfaceName;
	ULONG GuidCount;
	PGUIDREGINFO GuidRegInfo;
	DICTIONARY FileObjectDictionary;
	PCLASS_PRIVATE_COMMON_DATA PrivateCommonData;
	PDRIVER_DISPATCH *DispatchTable;
	ULONG_PTR Reserved3;
	ULONG_PTR Reserved4;
} COMMON_DEVICE_EXTENSION, *PCOMMON_DEVICE_EXTENSION;

typedef struct _PHYSICAL_DEVICE_EXTENSION {
	union {
		struct {
			ULONG Version;
			PDEVICE_OBJECT DeviceObject;
		};
		COMMON_DEVICE_EXTENSION CommonExtension;
	};
	BOOLEAN IsMissing;
	BOOLEAN IsEnumerated;
	PCLASS_PRIVATE_PDO_DATA PrivatePdoData;
	ULONG_PTR Reserved2;
	ULONG_PTR Reserved3;
	ULONG_PTR Reserved4;
} PHYSICAL_DEVICE_EXTENSION, *PPHYSICAL_DEVICE_EXTENSION;

typedef struct _CLASS_POWER_OPTIONS {
	ULONG PowerDown : 1;
	ULONG LockQueue : 1;
	ULONG HandleSpinDown : 1;
	ULONG HandleSpinUp : 1;
	ULONG Reserved : 27;
	ULONG : 1;
} CLASS_POWER_OPTIONS, *PCLASS_POWER_OPTIONS;

typedef enum _CLASS_POWER_DOWN_STATE3 {
	PowerDownDeviceInitial3 = 0,
	PowerDownDeviceLocked3,
	PowerDownDeviceQuiesced3,
	PowerDownDeviceFlushed3,
	PowerDownDeviceStopped3,
	PowerDownDeviceOff3,
	PowerDownDeviceUnlocked3,
} CLASS_POWER_DOWN_STATE3;

typedef struct _CLASS_POWER_CONTEXT {
	union {
		CLASS_POWER_DOWN_STATE PowerDown;
		CLASS_POWER_DOWN_STATE2 PowerDown2;
		CLASS_POWER_DOWN_STATE3 PowerDown3;
		CLASS_POWER_UP_STATE PowerUp;
	} PowerChangeState;
	CLASS_POWER_OPTIONS Options;
	BOOLEAN InUse;
	BOOLEAN QueueLocked;
	NTSTATUS FinalStatus;
	ULONG RetryCount;
	ULONG RetryInterval;
	PIO_COMPLETION_ROUTINE CompletionRoutine;
	PDEVICE_OBJECT DeviceObject;
	PIRP Irp;
	SCSI_REQUEST_BLOCK Srb;
} CLASS_POWER_CONTEXT, *PCLASS_POWER_CONTEXT;

typedef struct _COMPLETION_CONTEXT {
	PDEVICE_OBJECT DeviceObject;
	union {
		SCSI_REQUEST_BLOCK Srb;
		STORAGE_REQUEST_BLOCK SrbEx;
		UCHAR SrbExBuffer[CLASS_SRBEX_SCSI_CDB16_BUFFER_SIZE];
	} Srb;
} COMPLETION_CONTEXT, *PCOMPLETION_CONTEXT;

typedef struct _CLASS_QUERY_WMI_REGINFO_EX_LIST {
	ULONG Size;
	PCLASS_QUERY_WMI_REGINFO_EX ClassFdoQueryWmiRegInfoEx;
	PCLASS_QUERY_WMI_REGINFO_EX ClassPdoQueryWmiRegInfoEx;
} CLASS_QUERY_WMI_REGINFO_EX_LIST, *PCLASS_QUERY_WMI_REGINFO_EX_LIST;

typedef struct _FAILURE_PREDICTION_INFO *PFAILURE_PREDICTION_INFO;
typedef enum _CLASS_FUNCTION_SUPPORT {
	SupportUnknown = 0,
	Supported,
	NotSupported,
} CLASS_FUNCTION_SUPPORT;

typedef struct _CLASS_VPD_B0_DATA {
	NTSTATUS CommandStatus;
	ULONG MaxUnmapLbaCount;
	ULONG MaxUnmapBlockDescrCount;
	ULONG OptimalUnmapGranularity;
	ULONG UnmapGranularityAlignment;
	BOOLEAN UGAVALID;
	UCHAR Reserved0;
	USHORT OptimalTransferLengthGranularity;
	ULONG MaximumTransferLength;
	ULONG OptimalTransferLength;
} CLASS_VPD_B0_DATA, *PCLASS_VPD_B0_DATA;

typedef struct _CLASS_VPD_B1_DATA {
	NTSTATUS CommandStatus;
	USHORT MediumRotationRate;
	UCHAR NominalFormFactor;
	UCHAR Zoned;
	ULONG MediumProductType;
	ULONG DepopulationTime;
} CLASS_VPD_B1_DATA, *PCLASS_VPD_B1_DATA;

typedef struct _CLASS_VPD_B2_DATA {
	NTSTATUS CommandStatus;
	UCHAR ThresholdExponent;
	UCHAR DP : 1;
	UCHAR ANC_SUP : 1;
	UCHAR Reserved0 : 2;
	UCHAR LBPRZ : 1;
	UCHAR LBPWS10 : 1;
	UCHAR LBPWS : 1;
	UCHAR LBPU : 1;
	UCHAR ProvisioningType : 3;
	UCHAR Reserved1 : 5;
	ULONG SoftThresholdEventPending;
} CLASS_VPD_B2_DATA, *PCLASS_VPD_B2_DATA;

typedef struct _CLASS_READ_CAPACITY16_DATA {
	NTSTATUS CommandStatus;
	ULONG BytesPerLogicalSector;
	ULONG BytesPerPhysicalSector;
	ULONG BytesOffsetForSectorAlignment;
	BOOLEAN LBProvisioningEnabled;
	BOOLEAN LBProvisioningReadZeros;
	UCHAR Reserved0[2];
	ULONG Reserved1;
} CLASS_READ_CAPACITY16_DATA, *PCLASS_READ_CAPACITY16_DATA;

typedef struct _CLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS {
	NTSTATUS CommandStatus;
	USHORT MaximumRangeDescriptors;
	UCHAR Restricted;
	UCHAR Reserved;
	ULONG MaximumInactivityTimer;
	ULONG DefaultInactivityTimer;
	ULONGLONG MaximumTokenTransferSize;
	ULONGLONG OptimalTransferCount;
} CLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS, *PCLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS;

typedef struct _CLASS_FUNCTION_SUPPORT_INFO {
	KSPIN_LOCK SyncLock;
	ULONG GenerationCount;
	volatile ULONG ChangeRequestCount;
	struct {
		ULONG BlockLimits : 1;
		ULONG BlockDeviceCharacteristics : 1;
		ULONG LBProvisioning : 1;
		ULONG BlockDeviceRODLimits : 1;
		ULONG ZonedBlockDeviceCharacteristics : 1;
		ULONG Reserved : 22;
		ULONG DeviceType : 5;
	} ValidInquiryPages;
	struct {
		CLASS_FUNCTION_SUPPORT SeekPenaltyProperty;
		CLASS_FUNCTION_SUPPORT AccessAlignmentProperty;
		CLASS_FUNCTION_SUPPORT TrimProperty;
		CLASS_FUNCTION_SUPPORT TrimProcess;
	} LowerLayerSupport;
	BOOLEAN RegAccessAlignmentQueryNotSupported;
	BOOLEAN AsynchronousNotificationSupported;
	BOOLEAN UseModeSense10;
	UCHAR Reserved;
	CLASS_VPD_B0_DATA BlockLimitsData;
	CLASS_VPD_B1_DATA DeviceCharacteristicsData;
	CLASS_VPD_B2_DATA LBProvisioningData;
	CLASS_READ_CAPACITY16_DATA ReadCapacity16Data;
	CLASS_VPD_ECOP_BLOCK_DEVICE_ROD_LIMITS BlockDeviceRODLimitsData;
	struct {
		ULONG D3ColdSupported : 1;
		ULONG DeviceWakeable : 1;
		ULONG IdlePowerEnabled : 1;
		ULONG D3IdleTimeoutOverridden : 1;
		ULONG NoVerifyDuringIdlePower : 1;
		ULONG Reserved2 : 27;
		ULONG D3IdleTimeout;
	} IdlePower;
	CLASS_FUNCTION_SUPPORT HwFirmwareGetInfoSupport;
	PSTORAGE_HW_FIRMWARE_INFO HwFirmwareInfo;
} CLASS_FUNCTION_SUPPORT_INFO, *PCLASS_FUNCTION_SUPPORT_INFO;

typedef struct _ADDITIONAL_FDO_DATA {
	ULONG DeviceGuidFlags;
	GUID DeviceGuid;
} ADDITIONAL_FDO_DATA, *PADDITIONAL_FDO_DATA;

typedef struct _FUNCTIONAL_DEVICE_EXTENSION {
	union {
		struct {
			ULONG Version;
			PDEVICE_OBJECT DeviceObject;
		};
		COMMON_DEVICE_EXTENSION CommonExtension;
	};
	PDEVICE_OBJECT LowerPdo;
	PSTORAGE_DEVICE_DESCRIPTOR DeviceDescriptor;
	PSTORAGE_ADAPTER_DESCRIPTOR AdapterDescriptor;
	DEVICE_POWER_STATE DevicePowerState;
	ULONG DMByteSkew;
	ULONG DMSkew;
	BOOLEAN DMActive;
	UCHAR SenseDataLength;
	UCHAR Reserved0[2];
	DISK_GEOMETRY DiskGeometry;
	PSENSE_DATA SenseData;
	ULONG TimeOutValue;
	ULONG DeviceNumber;
	ULONG SrbFlags;
	ULONG ErrorCount;
	LONG LockCount;
	LONG ProtectedLockCount;
	LONG InternalLockCount;
	KEVENT EjectSynchronizationEvent;
	USHORT DeviceFlags;
	UCHAR SectorShift;
	UCHAR CdbForceUnitAccess;
	PMEDIA_CHANGE_DETECTION_INFO MediaChangeDetectionInfo;
	PKEVENT Unused1;
	HANDLE Unused2;
	FILE_OBJECT_EXTENSION KernelModeMcnContext;
	ULONG MediaChangeCount;
	HANDLE DeviceDirectory;
	KSPIN_LOCK ReleaseQueueSpinLock;
	PIRP ReleaseQueueIrp;
	SCSI_REQUEST_BLOCK ReleaseQueueSrb;
	BOOLEAN ReleaseQueueNeeded;
	BOOLEAN ReleaseQueueInProgress;
	BOOLEAN ReleaseQueueIrpFromPool;
	BOOLEAN FailurePredicted;
	ULONG FailureReason;
	PFAILURE_PREDICTION_INFO FailurePredictionInfo;
	BOOLEAN PowerDownInProgress;
	ULONG EnumerationInterlock;
	KEVENT ChildLock;
	PKTHREAD ChildLockOwner;
	ULONG ChildLockAcquisitionCount;
	ULONG ScanForSpecialFlags;
	KDPC PowerRetryDpc;
	KTIMER PowerRetryTimer;
	CLASS_POWER_CONTEXT PowerContext;
	PCLASS_PRIVATE_FDO_DATA PrivateFdoData;
	PCLASS_FUNCTION_SUPPORT_INFO FunctionSupportInfo;
	PSTORAGE_MINIPORT_DESCRIPTOR MiniportDescriptor;
	PADDITIONAL_FDO_DATA AdditionalFdoData;
} FUNCTIONAL_DEVICE_EXTENSION, *PFUNCTIONAL_DEVICE_EXTENSION;

typedef VOID (NTAPI *PCLASS_SCAN_FOR_SPECIAL_HANDLER)(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
						      ULONG_PTR Data);
typedef struct _DICTIONARY_HEADER DICTIONARY_HEADER, *PDICTIONARY_HEADER;
/* A body that has one way out. */
#define TRY
#define LEAVE goto __tryLabel;
#define FINALLY __tryLabel:

#define SET_FLAG(Flags, Bit) ((Flags) |= (Bit))
#define CLEAR_FLAG(Flags, Bit) ((Flags) &= ~(Bit))
#define TEST_FLAG(Flags, Bit) (((Flags) & (Bit)) != 0)

#define CountOfSetBitsUChar(Value) ((ULONG)__builtin_popcount((UCHAR)(Value)))
#define CountOfSetBitsULong(Value) ((ULONG)__builtin_popcount((ULONG)(Value)))
#define CountOfSetBitsULong32(Value) CountOfSetBitsULong(Value)
#define CountOfSetBitsULong64(Value) ((ULONG)__builtin_popcountll((ULONG64)(Value)))
#define CountOfSetBitsUlongPtr(Value) CountOfSetBitsULong64(Value)

#define ASSERT_FDO(Device) NT_ASSERT(((PCOMMON_DEVICE_EXTENSION)(Device)->DeviceExtension)->IsFdo)
#define ASSERT_PDO(Device) NT_ASSERT(!((PCOMMON_DEVICE_EXTENSION)(Device)->DeviceExtension)->IsFdo)

#define IS_CLEANUP_REQUEST(Major) \
	((Major) == IRP_MJ_CLEANUP || (Major) == IRP_MJ_CLOSE || (Major) == IRP_MJ_SHUTDOWN)
#define IS_SCSIOP_READ(Code)								\
	((Code) == SCSIOP_READ || (Code) == SCSIOP_READ6 || (Code) == SCSIOP_READ12 ||	\
	 (Code) == SCSIOP_READ16)
#define IS_SCSIOP_WRITE(Code)								\
	((Code) == SCSIOP_WRITE || (Code) == SCSIOP_WRITE6 ||				\
	 (Code) == SCSIOP_WRITE12 || (Code) == SCSIOP_WRITE16)
#define IS_SCSIOP_READWRITE(Code) (IS_SCSIOP_READ(Code) || IS_SCSIOP_WRITE(Code))

/* Whether changes of the medium are looked for. The library's own header has the structure. */
#define DO_MCD(Fdo)									\
	((Fdo)->MediaChangeDetectionInfo &&						\
	 (Fdo)->MediaChangeDetectionInfo->MediaChangeDetectionDisableCount == 0)

/* A write reaches the medium at once if the cache may lose it, and the device knows the bit. */
#define ADJUST_FUA_FLAG(Fdo)								\
	((Fdo)->CdbForceUnitAccess =							\
		 TEST_FLAG((Fdo)->DeviceFlags, DEV_WRITE_CACHE) &&			\
		 !TEST_FLAG((Fdo)->DeviceFlags, DEV_POWER_PROTECTED) &&			\
		 !TEST_FLAG((Fdo)->ScanForSpecialFlags, CLASS_SPECIAL_FUA_NOT_SUPPORTED))

#define FREE_POOL(Pool)				\
	{					\
		if (Pool) {			\
			ExFreePool(Pool);	\
			(Pool) = NULL;		\
		}				\
	}

#define ClassAcquireRemoveLock(Device, Tag) \
	ClassAcquireRemoveLockEx(Device, Tag, __FILE__, __LINE__)

#define ClasspAllocateSrb(Extension) \
	ExAllocateFromNPagedLookasideList(&(Extension)->CommonExtension.SrbLookasideList)
#define ClasspFreeSrb(Extension, Srb) \
	ExFreeToNPagedLookasideList(&(Extension)->CommonExtension.SrbLookasideList, Srb)

/* SenseDataLength is 0 if the buffer has the length of earlier versions. */
#define GET_FDO_EXTENSON_SENSE_DATA_LENGTH(Fdo)						\
	((UCHAR)(!(Fdo)->SenseData	    ? 0 :					\
		 (Fdo)->SenseDataLength > 0 ? (Fdo)->SenseDataLength :			\
					      SENSE_BUFFER_SIZE))

/* Whether the port driver has allocated the sense data. Then the class driver frees it. */
#define PORT_ALLOCATED_SENSE(Fdo, Srb)							\
	((BOOLEAN)(TEST_FLAG((Srb)->SrbFlags, SRB_FLAGS_PORT_DRIVER_ALLOCSENSE) &&	\
		   TEST_FLAG((Srb)->SrbFlags, SRB_FLAGS_FREE_SENSE_BUFFER) &&		\
		   (Srb)->SenseInfoBuffer != (Fdo)->SenseData))
#define FREE_PORT_ALLOCATED_SENSE_BUFFER(Fdo, Srb)					\
	do {										\
		NT_ASSERT(PORT_ALLOCATED_SENSE(Fdo, Srb));				\
		ExFreePool((Srb)->SenseInfoBuffer);					\
		(Srb)->SenseInfoBuffer = (Fdo)->SenseData;				\
		(Srb)->SenseInfoBufferLength = GET_FDO_EXTENSON_SENSE_DATA_LENGTH(Fdo);	\
		(Srb)->SrbFlags &= ~(SRB_FLAGS_FREE_SENSE_BUFFER |			\
				     SRB_FLAGS_PORT_DRIVER_ALLOCSENSE);			\
	} while (0)

WINWORK_ABSENT VOID NTAPI ClassAcquireChildLock(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension);
WINWORK_ABSENT ULONG NTAPI ClassAcquireRemoveLockEx(PDEVICE_OBJECT DeviceObject, PVOID Tag,
						    PCSTR File, ULONG Line);
WINWORK_ABSENT NTSTATUS NTAPI ClassAsynchronousCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp,
							  PVOID Event);
WINWORK_ABSENT NTSTATUS NTAPI ClassBuildRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp);
WINWORK_ABSENT VOID NTAPI ClassCheckMediaState(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension);
WINWORK_ABSENT NTSTATUS NTAPI ClassCheckVerifyComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						       PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI ClassClaimDevice(PDEVICE_OBJECT LowerDeviceObject, BOOLEAN Release);
WINWORK_ABSENT VOID NTAPI ClassCleanupMediaChangeDetection(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension);
WINWORK_ABSENT VOID NTAPI ClassCompleteRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp,
					       CCHAR PriorityBoost);
WINWORK_ABSENT NTSTATUS NTAPI ClassCreateDeviceObject(PDRIVER_OBJECT DriverObject,
						      PCCHAR ObjectNameBuffer,
						      PDEVICE_OBJECT LowerDeviceObject,
						      BOOLEAN IsFdo,
						      PDEVICE_OBJECT *DeviceObject);
WINWORK_ABSENT VOID NTAPI ClassDebugPrint(CLASS_DEBUG_LEVEL DebugPrintLevel, PCCHAR DebugMessage,
					  ...);
WINWORK_ABSENT VOID NTAPI ClassDeleteSrbLookasideList(PCOMMON_DEVICE_EXTENSION CommonExtension);
WINWORK_ABSENT NTSTATUS NTAPI ClassDeviceControl(PDEVICE_OBJECT DeviceObject, PIRP Irp);
WINWORK_ABSENT VOID NTAPI ClassDisableMediaChangeDetection(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension);
WINWORK_ABSENT VOID NTAPI ClassEnableMediaChangeDetection(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension);
WINWORK_ABSENT PVOID NTAPI ClassFindModePage(PCHAR ModeSenseBuffer, ULONG Length, UCHAR PageMode,
					     BOOLEAN Use6Byte);
WINWORK_ABSENT NTSTATUS NTAPI ClassForwardIrpSynchronous(PCOMMON_DEVICE_EXTENSION CommonExtension,
							 PIRP Irp);
WINWORK_ABSENT NTSTATUS NTAPI ClassGetDescriptor(PDEVICE_OBJECT DeviceObject,
						 PSTORAGE_PROPERTY_ID PropertyId,
						 PVOID *Descriptor);
WINWORK_ABSENT VOID NTAPI ClassGetDeviceParameter(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
						  PWSTR SubkeyName, PWSTR ParameterName,
						  PULONG ParameterValue);
WINWORK_ABSENT PCLASS_DRIVER_EXTENSION NTAPI ClassGetDriverExtension(
	PDRIVER_OBJECT DriverObject);
WINWORK_ABSENT PFILE_OBJECT_EXTENSION NTAPI ClassGetFsContext(
	PCOMMON_DEVICE_EXTENSION CommonExtension, PFILE_OBJECT FileObject);
WINWORK_ABSENT PVPB NTAPI ClassGetVpb(PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT ULONG NTAPI ClassInitialize(PVOID Argument1, PVOID Argument2,
					   PCLASS_INIT_DATA InitializationData);
WINWORK_ABSENT ULONG NTAPI ClassInitializeEx(PDRIVER_OBJECT DriverObject, LPGUID Guid,
					     PVOID Data);
WINWORK_ABSENT VOID NTAPI ClassInitializeMediaChangeDetection(
	PFUNCTIONAL_DEVICE_EXTENSION FdoExtension, PUCHAR EventPrefix);
WINWORK_ABSENT VOID NTAPI ClassInitializeSrbLookasideList(PCOMMON_DEVICE_EXTENSION CommonExtension,
							  ULONG NumberElements);
WINWORK_ABSENT NTSTATUS NTAPI ClassInitializeTestUnitPolling(
	PFUNCTIONAL_DEVICE_EXTENSION FdoExtension, BOOLEAN AllowDriveToSleep);
WINWORK_ABSENT NTSTATUS NTAPI ClassInternalIoControl(PDEVICE_OBJECT DeviceObject, PIRP Irp);
WINWORK_ABSENT BOOLEAN NTAPI ClassInterpretSenseInfo(PDEVICE_OBJECT DeviceObject,
						     PSCSI_REQUEST_BLOCK Srb,
						     UCHAR MajorFunctionCode, ULONG IoDeviceCode,
						     ULONG RetryCount, NTSTATUS *Status,
						     ULONG *RetryInterval);
WINWORK_ABSENT VOID NTAPI ClassInvalidateBusRelations(PDEVICE_OBJECT Fdo);
WINWORK_ABSENT NTSTATUS NTAPI ClassIoComplete(PDEVICE_OBJECT DeviceObject, PIRP Irp,
					      PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI ClassIoCompleteAssociated(PDEVICE_OBJECT DeviceObject, PIRP Irp,
							PVOID Context);
WINWORK_ABSENT BOOLEAN NTAPI ClassMarkChildMissing(PPHYSICAL_DEVICE_EXTENSION PdoExtension,
						   BOOLEAN AcquireChildLock);
WINWORK_ABSENT VOID NTAPI ClassMarkChildrenMissing(PFUNCTIONAL_DEVICE_EXTENSION Fdo);
WINWORK_ABSENT NTSTATUS NTAPI ClassModeSelect(PDEVICE_OBJECT Fdo, PCHAR ModeSelectBuffer,
					      ULONG Length, BOOLEAN SavePages);
WINWORK_ABSENT ULONG NTAPI ClassModeSense(PDEVICE_OBJECT DeviceObject, PCHAR ModeSenseBuffer,
					  ULONG Length, UCHAR PageMode);
WINWORK_ABSENT ULONG NTAPI ClassModeSenseEx(PDEVICE_OBJECT Fdo, PCHAR ModeSenseBuffer,
					    ULONG Length, UCHAR PageMode, UCHAR PageControl);
WINWORK_ABSENT NTSTATUS NTAPI ClassModeSenseTranslate(PDEVICE_OBJECT DeviceObject,
						      PMODE_PARAMETER_HEADER ModeSenseData,
						      PULONG ModeSenseBufferSize);
WINWORK_ABSENT VOID NTAPI ClassNotifyFailurePredicted(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
						      PUCHAR Buffer, ULONG BufferSize,
						      BOOLEAN LogError, ULONG UniqueErrorValue,
						      UCHAR PathId, UCHAR TargetId, UCHAR Lun);
WINWORK_ABSENT ULONG NTAPI ClassQueryTimeOutRegistryValue(PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT NTSTATUS NTAPI ClassReadDriveCapacity(PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT VOID NTAPI ClassReleaseChildLock(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension);
WINWORK_ABSENT VOID NTAPI ClassReleaseQueue(PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT VOID NTAPI ClassReleaseRemoveLock(PDEVICE_OBJECT DeviceObject, PVOID Tag);
WINWORK_ABSENT NTSTATUS NTAPI ClassRemoveDevice(PDEVICE_OBJECT DeviceObject, UCHAR RemoveType);
WINWORK_ABSENT VOID NTAPI ClassResetMediaChangeTimer(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension);
WINWORK_ABSENT VOID NTAPI ClassScanForSpecial(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
					      CLASSPNP_SCAN_FOR_SPECIAL_INFO DeviceList[],
					      PCLASS_SCAN_FOR_SPECIAL_HANDLER Function);
WINWORK_ABSENT VOID NTAPI ClassSendDeviceIoControlSynchronous(
	ULONG IoControlCode, PDEVICE_OBJECT TargetDeviceObject, PVOID Buffer,
	ULONG InputBufferLength, ULONG OutputBufferLength, BOOLEAN InternalDeviceIoControl,
	PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT NTSTATUS NTAPI ClassSendIrpSynchronous(PDEVICE_OBJECT TargetDeviceObject,
						      PIRP Irp);
WINWORK_ABSENT VOID NTAPI ClassSendNotification(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
						const GUID *Guid, ULONG ExtraDataSize,
						PVOID ExtraData);
WINWORK_ABSENT NTSTATUS NTAPI ClassSendSrbAsynchronous(PDEVICE_OBJECT DeviceObject,
						       PSCSI_REQUEST_BLOCK Srb, PIRP Irp,
						       PVOID BufferAddress, ULONG BufferLength,
						       BOOLEAN WriteToDevice);
WINWORK_ABSENT NTSTATUS NTAPI ClassSendSrbSynchronous(PDEVICE_OBJECT DeviceObject,
						      PSCSI_REQUEST_BLOCK Srb,
						      PVOID BufferAddress, ULONG BufferLength,
						      BOOLEAN WriteToDevice);
WINWORK_ABSENT VOID NTAPI ClassSendStartUnit(PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT NTSTATUS NTAPI ClassSetDeviceParameter(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
						      PWSTR SubkeyName, PWSTR ParameterName,
						      ULONG ParameterValue);
WINWORK_ABSENT NTSTATUS NTAPI ClassSetFailurePredictionPoll(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
							    FAILURE_PREDICTION_METHOD FailurePredictionMethod,
							    ULONG PollingPeriod);
WINWORK_ABSENT VOID NTAPI ClassSetMediaChangeState(PFUNCTIONAL_DEVICE_EXTENSION FdoExtension,
						   MEDIA_CHANGE_DETECTION_STATE State,
						   BOOLEAN Wait);
WINWORK_ABSENT NTSTATUS NTAPI ClassSignalCompletion(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						    PKEVENT Event);
WINWORK_ABSENT NTSTATUS NTAPI ClassSpinDownPowerHandler(PDEVICE_OBJECT DeviceObject, PIRP Irp);
WINWORK_ABSENT VOID NTAPI ClassSplitRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp,
					    ULONG MaximumBytes);
WINWORK_ABSENT NTSTATUS NTAPI ClassStopUnitPowerHandler(PDEVICE_OBJECT DeviceObject, PIRP Irp);
WINWORK_ABSENT VOID NTAPI ClassUpdateInformationInRegistry(PDEVICE_OBJECT Fdo, PCHAR DeviceName,
							   ULONG DeviceNumber,
							   PINQUIRYDATA InquiryData,
							   ULONG InquiryDataLength);
WINWORK_ABSENT NTSTATUS NTAPI ClassWmiCompleteRequest(PDEVICE_OBJECT DeviceObject, PIRP Irp,
						      NTSTATUS Status, ULONG BufferUsed,
						      CCHAR PriorityBoost);
WINWORK_ABSENT NTSTATUS NTAPI ClassWmiFireEvent(PDEVICE_OBJECT DeviceObject, LPGUID Guid,
						ULONG InstanceIndex, ULONG EventDataSize,
						PVOID EventData);

EXTERN_C_END

#endif /* WINWORK_STORAGE_CLASS_H */
