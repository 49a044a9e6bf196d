/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device-specific modules of multipath I/O.
 */
#ifndef WINWORK_STORAGE_DSM_H
#define WINWORK_STORAGE_DSM_H

#include "mpio.h"
#include <winwork/storage/device.h>
#include "scsi_port.h"
#include "scsi_request.h"
#include <winwork/etw/wmi_library.h>

EXTERN_C_START

#define DSM_BROADCAST 0x00000001
#define DSM_ERROR 0x00000004
#define DSM_RETRY_DONT_DECREMENT 0x00008000
#define DSM_ADMIN_FO 0x40000000
#define DSM_WILL_HANDLE 0x00000002
#define DSM_PATH_SET 0x00000003
#define DSM_CALL_COMPLETION_ON_MPIO_ERROR 0x00000001

#define DSM_CNTRL_FLAGS_ALLOCATE 0x00000001
#define DSM_CNTRL_FLAGS_CHECK_STATE 0x00000002
#define DSM_CNTRL_FLAGS_RESERVED 0xfffffffc

#define DSM_CONTROLLER_ACTIVE 0x00000001
#define DSM_CONTROLLER_STANDBY 0x00000002
#define DSM_CONTROLLER_FAILED 0x00000003
#define DSM_CONTROLLER_NO_CNTRL 0x00000004

#define DSM_FATAL_ERROR_OEM_MASK 0x0000ffff
#define DSM_FATAL_ERROR_RESERVED 0x3fff0000
#define DSM_FATAL_ERROR 0x80000000

#define DSM_INIT_DATA_TYPE_1_SIZE (RTL_SIZEOF_THROUGH_FIELD(DSM_INIT_DATA, Reserved))
#define DSM_INIT_DATA_TYPE_2_SIZE (RTL_SIZEOF_THROUGH_FIELD(DSM_INIT_DATA, DsmType))
#define DSM_INIT_DATA_TYPE_3_SIZE DSM_INIT_DATA_TYPE_2_SIZE
#define DSM_INIT_DATA_TYPE_4_SIZE (RTL_SIZEOF_THROUGH_FIELD(DSM_INIT_DATA, DsmVersion))
#define DSM_INIT_DATA_TYPE_5_SIZE (RTL_SIZEOF_THROUGH_FIELD(DSM_INIT_DATA, DsmWmiGlobalInfo))
#define DSM_INIT_DATA_TYPE_6_SIZE (sizeof(DSM_INIT_DATA))

#define DSM_MOVE_PERMANENT 0x00000001
#define DSM_MOVE_PENDING_REMOVAL 0x00000002
#define DSM_MOVE_OEM_MASK 0x0000ff00
#define DSM_MOVE_RESERVED 0x7fff0000
#define DSM_MOVE_ADMIN_REQUEST 0x80000000

#define IOCTL_MPDSM_REGISTER \
	CTL_CODE (MPIO_DSM, 0x01, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS)
#define IOCTL_MPDSM_DEREGISTER \
	CTL_CODE (MPIO_DSM, 0x02, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS)

#define MPIO_DSM ((ULONG) 'dsm')

#define NUMA_MAX_WEIGHT 10

#define PTRALIGN DECLSPEC_ALIGN(16)

#define SPTWB_SENSE_LENGTH 32
#define SPTWB_DATA_LENGTH 512

typedef struct _DSM_IDS {
	ULONG Count;
	PVOID IdList[1];
} DSM_IDS, *PDSM_IDS;

typedef struct _SCSI_PASS_THROUGH_WITH_BUFFERS {
	SCSI_PASS_THROUGH ScsiPassThrough;
	PTRALIGN UCHAR SenseInfoBuffer[SPTWB_SENSE_LENGTH];
	PTRALIGN UCHAR DataBuffer[SPTWB_DATA_LENGTH];
} SCSI_PASS_THROUGH_WITH_BUFFERS, *PSCSI_PASS_THROUGH_WITH_BUFFERS;

typedef struct _SCSI_PASS_THROUGH_DIRECT_WITH_BUFFER {
	SCSI_PASS_THROUGH_DIRECT ScsiPassThroughDirect;
	PTRALIGN UCHAR SenseInfoBuffer[SPTWB_SENSE_LENGTH];
} SCSI_PASS_THROUGH_DIRECT_WITH_BUFFER, *PSCSI_PASS_THROUGH_DIRECT_WITH_BUFFER;

typedef NTSTATUS (NTAPI *DSM_INQUIRE_DRIVER)(PVOID DsmContext, PDEVICE_OBJECT TargetDevice,
					     PDEVICE_OBJECT PortFdo,
					     PSTORAGE_DEVICE_DESCRIPTOR Descriptor,
					     PSTORAGE_DEVICE_ID_DESCRIPTOR DeviceIdList,
					     PVOID *DsmIdentifier);
typedef BOOLEAN (NTAPI *DSM_COMPARE_DEVICES)(PVOID DsmContext, PVOID DsmId1, PVOID DsmId2);
typedef struct _CONTROLLER_IDS {
	STORAGE_IDENTIFIER_CODE_SET Type;
	ULONG Length;
	UCHAR SerialNumber[32];
} CONTROLLER_IDS, *PCONTROLLER_IDS;

typedef struct _CONTROLLER_INFO {
	PDEVICE_OBJECT DeviceObject;
	CONTROLLER_IDS Identifier;
	ULONG State;
} CONTROLLER_INFO, *PCONTROLLER_INFO;

typedef NTSTATUS (NTAPI *DSM_GET_CONTROLLER_INFO)(PVOID DsmContext, PVOID DsmId, ULONG Flags,
						  PCONTROLLER_INFO *ControllerInfo);
typedef PUCHAR (NTAPI *DSM_DEVICE_SERIAL_NUMBER)(PVOID DsmContext, PVOID DsmId);
typedef NTSTATUS (NTAPI *DSM_SET_DEVICE_INFO)(PVOID DsmContext, PDEVICE_OBJECT TargetObject,
					      PVOID DsmId, PVOID *PathId);
typedef BOOLEAN (NTAPI *DSM_IS_PATH_ACTIVE)(PVOID DsmContext, PVOID PathId, PVOID DsmId);
typedef ULONG (NTAPI *DSM_INTERPRET_ERROR)(PVOID DsmContext, PVOID DsmId,
					   PSCSI_REQUEST_BLOCK Srb, PNTSTATUS Status,
					   PBOOLEAN Retry);
typedef ULONG (NTAPI *DSM_INTERPRET_ERROR_EX)(PVOID DsmContext, PVOID DsmId,
					      PSCSI_REQUEST_BLOCK Srb, PNTSTATUS Status,
					      PBOOLEAN Retry, PLONG RetryInterval, ...);
typedef NTSTATUS (NTAPI *DSM_INVALIDATE_PATH)(PVOID DsmContext, ULONG ErrorMask, PVOID PathId,
					      PVOID *NewPathId);
typedef NTSTATUS (NTAPI *DSM_PATH_VERIFY)(PVOID DsmContext, PVOID DsmId, PVOID PathId);
typedef NTSTATUS (NTAPI *DSM_MOVE_DEVICE)(PVOID DsmContext, PDSM_IDS DsmIds, PVOID MPIOPath,
					  PVOID SuggestedPath, ULONG Flags);
typedef NTSTATUS (NTAPI *DSM_REMOVE_PENDING)(PVOID DsmContext, PVOID DsmId);
typedef NTSTATUS (NTAPI *DSM_REMOVE_DEVICE)(PVOID DsmContext, PVOID DsmId, PVOID PathId);
typedef NTSTATUS (NTAPI *DSM_REMOVE_PATH)(PVOID DsmContext, PVOID PathId);
typedef ULONG (NTAPI *DSM_CATEGORIZE_REQUEST)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp,
					      PSCSI_REQUEST_BLOCK Srb, PVOID CurrentPath,
					      PVOID *PathId, NTSTATUS *Status);
typedef NTSTATUS (NTAPI *DSM_BROADCAST_SRB)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp,
					    PSCSI_REQUEST_BLOCK Srb, PKEVENT Event);
typedef NTSTATUS (NTAPI *DSM_SRB_DEVICE_CONTROL)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp,
						 PSCSI_REQUEST_BLOCK Srb, PKEVENT Event);
typedef VOID (NTAPI *DSM_COMPLETION_ROUTINE)(PVOID DsmId, PIRP Irp, PSCSI_REQUEST_BLOCK Srb,
					     PVOID DsmContext);
typedef struct _DSM_COMPLETION_INFO {
	DSM_COMPLETION_ROUTINE DsmCompletionRoutine;
	PVOID DsmContext;
} DSM_COMPLETION_INFO, *PDSM_COMPLETION_INFO;

typedef VOID (NTAPI *DSM_SET_COMPLETION)(PVOID DsmContext, PVOID DsmId, PIRP Irp,
					 PSCSI_REQUEST_BLOCK Srb,
					 PDSM_COMPLETION_INFO DsmCompletion);
typedef PVOID (NTAPI *DSM_LB_GET_PATH)(PVOID DsmContext, PSCSI_REQUEST_BLOCK Srb,
				       PDSM_IDS DsmList, PVOID CurrentPath, NTSTATUS *Status);
typedef NTSTATUS (NTAPI *DSM_QUERY_DATABLOCK)(PVOID DsmContext, PIRP Irp, ULONG GuidIndex,
					      ULONG InstanceIndex, ULONG InstanceCount,
					      PULONG InstanceLengthArray, ULONG BufferAvail,
					      PUCHAR Buffer, PULONG DsmDataLength);
typedef NTSTATUS (NTAPI *DSM_SET_DATABLOCK)(PVOID DsmContext, PIRP Irp, ULONG GuidIndex,
					    ULONG InstanceIndex, ULONG BufferSize, PUCHAR Buffer);
typedef NTSTATUS (NTAPI *DSM_EXECUTE_METHOD)(PVOID DsmContext, PIRP Irp, ULONG GuidIndex,
					     ULONG InstanceIndex, ULONG MethodId,
					     ULONG InBufferSize, PULONG OutBufferSize,
					     PUCHAR Buffer);
typedef NTSTATUS (NTAPI *DSM_FUNCTION_CONTROL)(PVOID DsmContext, PIRP Irp, ULONG GuidIndex,
					       WMIENABLEDISABLECONTROL Function, BOOLEAN Enable);
typedef NTSTATUS (NTAPI *DSM_QUERY_DATABLOCK_EX)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp,
						 ULONG GuidIndex, ULONG InstanceIndex,
						 ULONG InstanceCount,
						 PULONG InstanceLengthArray, ULONG BufferAvail,
						 PUCHAR Buffer, PULONG DsmDataLength, ...);
typedef NTSTATUS (NTAPI *DSM_SET_DATABLOCK_EX)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp,
					       ULONG GuidIndex, ULONG InstanceIndex,
					       ULONG BufferSize, PUCHAR Buffer, ...);
typedef NTSTATUS (NTAPI *DSM_EXECUTE_METHOD_EX)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp,
						ULONG GuidIndex, ULONG InstanceIndex,
						ULONG MethodId, ULONG InBufferSize,
						PULONG OutBufferSize, PUCHAR Buffer, ...);
typedef NTSTATUS (NTAPI *DSM_FUNCTION_CONTROL_EX)(PVOID DsmContext, PDSM_IDS DsmIds, PIRP Irp,
						  ULONG GuidIndex,
						  WMIENABLEDISABLECONTROL Function,
						  BOOLEAN Enable, ...);
typedef struct _DSM_WMILIB_CONTEXT {
	ULONG GuidCount;
	PWMIGUIDREGINFO GuidList;
	UNICODE_STRING RegistryPath;
	UNICODE_STRING MofResourceName;
	union {
		DSM_QUERY_DATABLOCK QueryWmiDataBlock;
		DSM_QUERY_DATABLOCK_EX QueryWmiDataBlockEx;
	};
	union {
		DSM_SET_DATABLOCK SetWmiDataBlock;
		DSM_SET_DATABLOCK_EX SetWmiDataBlockEx;
	};
	union {
		DSM_EXECUTE_METHOD ExecuteWmiMethod;
		DSM_EXECUTE_METHOD_EX ExecuteWmiMethodEx;
	};
	union {
		DSM_FUNCTION_CONTROL WmiFunctionControl;
		DSM_FUNCTION_CONTROL_EX WmiFunctionControlEx;
	};
} DSM_WMILIB_CONTEXT, *PDSM_WMILIB_CONTEXT;

typedef BOOLEAN (NTAPI *DSM_ADDRESS_TYPE_SUPPORTED)(PVOID DsmContext, ULONG AddressType);
typedef NTSTATUS (NTAPI *DSM_DEVICE_NOT_USED)(PVOID DsmContext, PVOID DsmId);
typedef NTSTATUS (NTAPI *DSM_UNLOAD)(PVOID DsmContext);
typedef enum _DSM_TYPE {
	DsmTypeUnknown = 0,
	DsmType1,
	DsmType2,
	DsmType3,
	DsmType4,
	DsmType5,
	DsmType6,
	DsmType7,
} DSM_TYPE, *PDSM_TYPE;

typedef struct _DSM_VERSION_INFO {
	ULONG MajorVersion;
	ULONG MinorVersion;
	ULONG ProductBuild;
	ULONG QfeNumber;
} DSM_VERSION_INFO, *PDSM_VERSION_INFO;

typedef struct _DSM_INIT_DATA {
	ULONG InitDataSize;
	DSM_INQUIRE_DRIVER DsmInquireDriver;
	DSM_COMPARE_DEVICES DsmCompareDevices;
	DSM_DEVICE_SERIAL_NUMBER DsmDeviceSerialNumber;
	DSM_GET_CONTROLLER_INFO DsmGetControllerInfo;
	DSM_SET_DEVICE_INFO DsmSetDeviceInfo;
	DSM_IS_PATH_ACTIVE DsmIsPathActive;
	DSM_PATH_VERIFY DsmPathVerify;
	DSM_INVALIDATE_PATH DsmInvalidatePath;
	DSM_MOVE_DEVICE DsmMoveDevice;
	DSM_REMOVE_PENDING DsmRemovePending;
	DSM_REMOVE_DEVICE DsmRemoveDevice;
	DSM_REMOVE_PATH DsmRemovePath;
	DSM_SRB_DEVICE_CONTROL DsmSrbDeviceControl;
	DSM_LB_GET_PATH DsmLBGetPath;
	union {
		DSM_INTERPRET_ERROR DsmInterpretError;
		DSM_INTERPRET_ERROR_EX DsmInterpretErrorEx;
	};
	DSM_UNLOAD DsmUnload;
	DSM_SET_COMPLETION DsmSetCompletion;
	DSM_CATEGORIZE_REQUEST DsmCategorizeRequest;
	DSM_BROADCAST_SRB DsmBroadcastSrb;
	DSM_WMILIB_CONTEXT DsmWmiInfo;
	PVOID DsmContext;
	PDRIVER_OBJECT DriverObject;
	UNICODE_STRING DisplayName;
	ULONG Reserved;
	DSM_TYPE DsmType;
	DSM_VERSION_INFO DsmVersion;
	DSM_WMILIB_CONTEXT DsmWmiGlobalInfo;
	DSM_ADDRESS_TYPE_SUPPORTED DsmIsAddressTypeSupported;
	DSM_DEVICE_NOT_USED DsmDeviceNotUsed;
} DSM_INIT_DATA, *PDSM_INIT_DATA;

typedef struct _MPIO_VERSION_INFO {
	ULONG MajorVersion;
	ULONG MinorVersion;
	ULONG ProductBuild;
	ULONG QfeNumber;
} MPIO_VERSION_INFO, *PMPIO_VERSION_INFO;

typedef struct _DSM_MPIO_CONTEXT {
	PVOID MPIOContext;
} DSM_MPIO_CONTEXT, *PDSM_MPIO_CONTEXT;

typedef struct _DSM_DEREGISTER_DATA {
	ULONG DeregisterDataSize;
	PVOID DsmContext;
	PDRIVER_OBJECT DriverObject;
	PDSM_MPIO_CONTEXT MpioContext;
} DSM_DEREGISTER_DATA, *PDSM_DEREGISTER_DATA;

typedef enum _DSM_NOTIFICATION_TYPE {
	DeviceFailure,
	PathFailure,
	PathOnLine,
	ThrottleIO,
	ResumeIO,
	SetCurrentPath,
	ThrottleIO_V2,
	ResumeIO_V2,
	SetCurrentPath_V2,
	MaxDsmNotificationType,
} DSM_NOTIFICATION_TYPE, *PDSM_NOTIFICATION_TYPE;

WINWORK_ABSENT VOID NTAPI DsmCompleteRequest(PVOID MPIOContext, PVOID DsmId);
WINWORK_ABSENT PDSM_IDS NTAPI DsmGetAssociatedDevice(PVOID MPIOContext, PDEVICE_OBJECT PortFdo,
						     UCHAR DeviceType);
WINWORK_ABSENT PVOID NTAPI DsmGetContextFromSrb(PSCSI_REQUEST_BLOCK Srb);
WINWORK_ABSENT PDEVICE_OBJECT NTAPI DsmGetPDO(PVOID MPIOContext, PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT NTSTATUS NTAPI DsmGetScsiAddress(PDEVICE_OBJECT DeviceObject,
						PSCSI_ADDRESS *ScsiAddress);
WINWORK_ABSENT NTSTATUS NTAPI DsmGetVersion(PMPIO_VERSION_INFO MpioVersion,
					    ULONG MpioVersionSize);
WINWORK_ABSENT VOID NTAPI DsmNotification(PVOID MPIOContext,
					  DSM_NOTIFICATION_TYPE NotificationType, ...);
WINWORK_ABSENT NTSTATUS NTAPI DsmReleaseQueue(PDEVICE_OBJECT TargetDevice);
WINWORK_ABSENT VOID NTAPI DsmSendDeviceIoControlSynchronous(ULONG IoControlCode,
							    PDEVICE_OBJECT TargetDeviceObject,
							    PVOID InputBuffer,
							    PVOID OutputBuffer,
							    ULONG InputBufferLength,
							    ULONG OutputBufferLength,
							    BOOLEAN InternalDeviceIoControl,
							    PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT NTSTATUS NTAPI DsmSendPassThroughDirect(PDEVICE_OBJECT DeviceObject,
						       PSCSI_PASS_THROUGH_DIRECT ScsiPassThrough,
						       ULONG InputBufferLength,
						       ULONG OutputBufferLength);
WINWORK_ABSENT NTSTATUS NTAPI DsmSendRequest(PVOID MPIOContext, PDEVICE_OBJECT TargetDevice,
					     PIRP Irp, PVOID DsmId);
WINWORK_ABSENT NTSTATUS NTAPI DsmSendRequestEx(PVOID MPIOContext, PDEVICE_OBJECT TargetDevice,
					       PIRP Irp, PVOID DsmId, ULONG Flags);
WINWORK_ABSENT NTSTATUS NTAPI DsmSendTUR(PDEVICE_OBJECT TargetDevice);
WINWORK_ABSENT NTSTATUS NTAPI DsmWriteEvent(PVOID MPIOContext, PWSTR ComponentName,
					    PWSTR EventDescription, ULONG Severity);

EXTERN_C_END

#endif /* WINWORK_STORAGE_DSM_H */
