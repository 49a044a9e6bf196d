/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests, the functions that send and complete them, and devices.
 */
#ifndef WINWORK_IO_REQUESTS_H
#define WINWORK_IO_REQUESTS_H

#include "file.h"
#include "irp.h"
#include "device_object.h"
#include "start_io.h"
#include "../cm/registry.h"
#include "devices.h"
#include "dma.h"
#include "file_information.h"
#include "pci.h"
#include "resources.h"
#include "../po/power.h"

EXTERN_C_START

struct _BDCB_IMAGE_INFORMATION;
struct _BDCB_STATUS_UPDATE_CONTEXT;
struct _BUS_HANDLER;
struct _CONFIGURATION_INFORMATION;
struct _CREATE_DISK;
struct _DEVICE_OBJECT;
struct _DISK_GEOMETRY_EX;
struct _DRIVE_LAYOUT_INFORMATION;
struct _DRIVE_LAYOUT_INFORMATION_EX;
struct _ECP_LIST;
struct _IO_COUNTERS;
struct _IO_SESSION_CONNECT_INFO;
struct _IO_SESSION_STATE_INFORMATION;
struct _IO_SESSION_STATE_NOTIFICATION;
struct _IRP;
struct _KDPC;
struct _OPLOCK_KEY_CONTEXT;
struct _POOLED_USAGE_AND_LIMITS;
struct _SET_PARTITION_INFORMATION_EX;
struct _SET_POWER_SETTING_VALUE;
struct _SOC_SUBSYSTEM_FAILURE_DETAILS;
struct _VM_COUNTERS;
struct _VM_COUNTERS_EX;
struct _WAIT_CONTEXT_BLOCK;

#define DACL_SECURITY_INFORMATION (0x00000004)

#define DEFAULT_IMPERSONATION_LEVEL SecurityImpersonation

#define DIRECTORY_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | 0xf)
#define DIRECTORY_CREATE_OBJECT 0x0004
#define DIRECTORY_CREATE_SUBDIRECTORY 0x0008
#define DIRECTORY_QUERY 0x0001
#define DIRECTORY_TRAVERSE 0x0002

#define DISCHARGE_POLICY_CRITICAL 0
#define DISCHARGE_POLICY_LOW 1

#define DPC_NORMAL 0
#define DPC_THREADED 1

#define DRVO_BOOTREINIT_REGISTERED 0x00000020
#define DRVO_BUILTIN_DRIVER 0x00000004
#define DRVO_INITIALIZED 0x00000010
#define DRVO_LEGACY_DRIVER 0x00000002
#define DRVO_LEGACY_RESOURCES 0x00000040
#define DRVO_REINIT_REGISTERED 0x00000008
#define DRVO_UNLOAD_INVOKED 0x00000001

#define DUPLICATE_CLOSE_SOURCE 0x00000001
#define DUPLICATE_SAME_ACCESS 0x00000002
#define DUPLICATE_SAME_ATTRIBUTES 0x00000004

#define EFLAG_ZERO 0x4000
#define EFLAG_SIGN 0x8000
#define EFLAG_SELECT (EFLAG_SIGN | EFLAG_ZERO)

#define ERROR_LOG_LIMIT_SIZE 240
#define ERROR_LOG_MESSAGE_LIMIT_SIZE (ERROR_LOG_LIMIT_SIZE + IO_ERROR_LOG_MESSAGE_HEADER_LENGTH)

#define FM_LOCK_BIT_V (0x0)
#define FM_LOCK_BIT (0x1)
#define FM_LOCK_WAITER_WOKEN (0x2)
#define FM_LOCK_WAITER_INC (0x4)

#define FO_DISALLOW_EXCLUSIVE 0x02000000
#define FO_FILE_FAST_IO_READ 0x00080000
#define FO_FILE_OPEN_CANCELLED 0x00200000
#define FO_FLAGS_VALID_ONLY_DURING_CREATE FO_DISALLOW_EXCLUSIVE
#define FO_GENERATE_AUDIT_ON_CLOSE 0x00000400
#define FO_HANDLE_CREATED 0x00040000
#define FO_OPENED_CASE_SENSITIVE 0x00020000
#define FO_QUEUE_IRP_TO_THREAD 0x00000400
#define FO_RANDOM_ACCESS 0x00100000
#define FO_REMOTE_ORIGIN 0x01000000
#define FO_SKIP_COMPLETION_PORT 0x02000000
#define FO_SKIP_SET_EVENT 0x04000000
#define FO_SKIP_SET_FAST_IO 0x08000000

#define GM_LOCK_BIT_V 0x0
#define GM_LOCK_BIT 0x1
#define GM_LOCK_WAITER_WOKEN 0x2
#define GM_LOCK_WAITER_INC 0x4

#define IF_DEBUG if (FALSE)

#define INITIAL_FPCSR 0x027f
#define INITIAL_MXCSR 0x1f80

#define IOCTL_CANCEL_DEVICE_WAKE \
	CTL_CODE(FILE_DEVICE_BATTERY, 0x2, METHOD_BUFFERED, FILE_WRITE_ACCESS)
#define IOCTL_SET_DEVICE_WAKE CTL_CODE(FILE_DEVICE_BATTERY, 0x1, METHOD_BUFFERED, FILE_WRITE_ACCESS)

#define IO_ATTACH_DEVICE 0x0400
#define IO_CHECK_CREATE_PARAMETERS 0x0200
#define IO_FORCE_ACCESS_CHECK 0x001
#define IO_IGNORE_SHARE_ACCESS_CHECK 0x0800
#define IO_NO_PARAMETER_CHECKING 0x100
#define IO_REPARSE 0x0
#define IO_REMOUNT 0x1

#define IO_SESSION_STATE_CREATION_EVENT 0x00000001
#define IO_SESSION_STATE_TERMINATION_EVENT 0x00000002
#define IO_SESSION_STATE_CONNECT_EVENT 0x00000004
#define IO_SESSION_STATE_DISCONNECT_EVENT 0x00000008
#define IO_SESSION_STATE_LOGON_EVENT 0x00000010
#define IO_SESSION_STATE_LOGOFF_EVENT 0x00000020
#define IO_SESSION_STATE_VALID_EVENT_MASK 0x0000003f
#define IO_SESSION_MAX_PAYLOAD_SIZE 256
#define IO_SESSION_STATE_ALL_EVENTS 0xffffffff

#define IO_TYPE_ADAPTER 1
#define IO_TYPE_CONTROLLER 2
#define IO_TYPE_MASTER_ADAPTER 7
#define IO_TYPE_OPEN_PACKET 8
#define IO_TYPE_TIMER 9
#define IO_TYPE_VPB 10
#define IO_TYPE_ERROR_LOG 11
#define IO_TYPE_ERROR_MESSAGE 12
#define IO_TYPE_DEVICE_OBJECT_EXTENSION 13

#define IRP_ALLOCATED_MUST_SUCCEED 0x02
#define IRP_ALLOCATED_FIXED_SIZE 0x04
#define IRP_CLASS_CACHE_OPERATION 0x00008000
#define IRP_HOLD_DEVICE_QUEUE 0x00002000
#define IRP_LOOKASIDE_ALLOCATION 0x08
#define IRP_MJ_PNP_POWER 0x1b

#define IRP_MN_QUERY_ALL_DATA 0x00
#define IRP_MN_START_DEVICE 0x00
#define IRP_MN_WAIT_WAKE 0x00
#define IRP_MN_FLUSH_AND_PURGE 0x01
#define IRP_MN_POWER_SEQUENCE 0x01
#define IRP_MN_QUERY_REMOVE_DEVICE 0x01
#define IRP_MN_QUERY_SINGLE_INSTANCE 0x01
#define IRP_MN_SCSI_CLASS 0x01
#define IRP_MN_CHANGE_SINGLE_INSTANCE 0x02
#define IRP_MN_REMOVE_DEVICE 0x02
#define IRP_MN_SET_POWER 0x02
#define IRP_MN_CANCEL_REMOVE_DEVICE 0x03
#define IRP_MN_CHANGE_SINGLE_ITEM 0x03
#define IRP_MN_QUERY_POWER 0x03
#define IRP_MN_ENABLE_EVENTS 0x04
#define IRP_MN_STOP_DEVICE 0x04
#define IRP_MN_TRACK_LINK 0x04
#define IRP_MN_DISABLE_EVENTS 0x05
#define IRP_MN_QUERY_STOP_DEVICE 0x05
#define IRP_MN_CANCEL_STOP_DEVICE 0x06
#define IRP_MN_ENABLE_COLLECTION 0x06
#define IRP_MN_DISABLE_COLLECTION 0x07
#define IRP_MN_QUERY_DEVICE_RELATIONS 0x07
#define IRP_MN_COMPRESSED 0x08
#define IRP_MN_QUERY_INTERFACE 0x08
#define IRP_MN_REGINFO 0x08
#define IRP_MN_EXECUTE_METHOD 0x09
#define IRP_MN_QUERY_CAPABILITIES 0x09
#define IRP_MN_QUERY_RESOURCES 0x0a
#define IRP_MN_QUERY_RESOURCE_REQUIREMENTS 0x0b
#define IRP_MN_REGINFO_EX 0x0b
#define IRP_MN_QUERY_DEVICE_TEXT 0x0c
#define IRP_MN_FILTER_RESOURCE_REQUIREMENTS 0x0d
#define IRP_MN_READ_CONFIG 0x0f
#define IRP_MN_WRITE_CONFIG 0x10
#define IRP_MN_EJECT 0x11
#define IRP_MN_SET_LOCK 0x12
#define IRP_MN_QUERY_ID 0x13
#define IRP_MN_QUERY_PNP_DEVICE_STATE 0x14
#define IRP_MN_QUERY_BUS_INFORMATION 0x15
#define IRP_MN_DEVICE_USAGE_NOTIFICATION 0x16
#define IRP_MN_SURPRISE_REMOVAL 0x17
#define IRP_MN_QUERY_LEGACY_BUS_INFORMATION 0x18
#define IRP_MN_DEVICE_ENUMERATED 0x19
#define IRP_MN_COMPLETE_MDL (IRP_MN_COMPLETE | IRP_MN_MDL)
#define IRP_MN_COMPLETE_MDL_DPC (IRP_MN_COMPLETE_MDL | IRP_MN_DPC)
#define IRP_MN_MDL_DPC (IRP_MN_MDL | IRP_MN_DPC)
#define IRP_OB_QUERY_NAME 0x00001000
#define IRP_QUOTA_CHARGED 0x01
#define IRP_RETRY_IO_COMPLETION 0x00004000

#define IsNEC_98 (FALSE)

#define IsNotNEC_98 (TRUE)

#define LABEL_SECURITY_INFORMATION (0x00000010)

#define LOCK_QUEUE_WAIT_BIT 0
#define LOCK_QUEUE_OWNER_BIT 1
#define LOCK_QUEUE_WAIT 1
#define LOCK_QUEUE_OWNER 2
#define LOCK_QUEUE_TIMER_LOCK_SHIFT 4
#define LOCK_QUEUE_TIMER_TABLE_LOCKS (1 << (8 - LOCK_QUEUE_TIMER_LOCK_SHIFT))

#define LOG_POLICY_OVERWRITE 0x01
#define LOG_POLICY_PERSIST 0x02

#define LONGLONG_MASK (LONGLONG_SIZE - 1)
#define LONGLONG_SIZE (sizeof(LONGLONG))

#define LONG_2ND_MOST_SIGNIFICANT_BIT 2
#define LONG_3RD_MOST_SIGNIFICANT_BIT 1
#define LONG_LEAST_SIGNIFICANT_BIT 0
#define LONG_MASK (LONG_SIZE - 1)
#define LONG_SIZE (sizeof(LONG))
#define LONG_MOST_SIGNIFICANT_BIT 3

#define LOOKASIDE_ALIGN DECLSPEC_CACHEALIGN

#define LOWBYTE_MASK 0x00ff

#define LTP_PC_SMT 0x1

#define LockQueueAfdWorkQueueLock 13

#define LockQueueBcbLock 14

#define LockQueueIoCancelLock 7

#define LockQueueIoCompletionLock 11

#define LockQueueIoDatabaseLock 10

#define LockQueueIoVpbLock 9

#define LockQueueMasterLock 5

#define LockQueueMaximumLock 17

#define LockQueueNonPagedPoolLock 6

#define LockQueueNtfsStructLock 12

#define LockQueueUnusedSpare0 0

#define LockQueueUnusedSpare1 1

#define LockQueueUnusedSpare15 15

#define LockQueueUnusedSpare16 16

#define LockQueueUnusedSpare2 2

#define LockQueueUnusedSpare3 3

#define LockQueueUnusedSpare8 8

#define LockQueueVacbLock 4

#define NUM_DISCHARGE_POLICIES 4

#define NX_SUPPORT_POLICY_ALWAYSOFF 0
#define NX_SUPPORT_POLICY_ALWAYSON 1
#define NX_SUPPORT_POLICY_OPTIN 2
#define NX_SUPPORT_POLICY_OPTOUT 3

#define OSC_CAPABILITIES_MASKED 0x10
#define OSC_FIRMWARE_FAILURE 0x02
#define OSC_UNRECOGNIZED_UUID 0x04
#define OSC_UNRECOGNIZED_REVISION 0x08

#define OWNER_SECURITY_INFORMATION (0x00000001)

#define PCCARD_DEVICE_PCI 0x10
#define PCCARD_DUP_LEGACY_BASE 0x06
#define PCCARD_MAP_ERROR 0x01
#define PCCARD_MAP_ZERO 0x02

#define PCCARD_NO_TIMER 0x03
#define PCCARD_NO_PIC 0x04
#define PCCARD_NO_LEGACY_BASE 0x05
#define PCCARD_NO_CONTROLLERS 0x07
#define PCCARD_SCAN_DISABLED 0x01

#define PDCAP_D0_SUPPORTED 0x00000001
#define PDCAP_D1_SUPPORTED 0x00000002
#define PDCAP_D2_SUPPORTED 0x00000004
#define PDCAP_D3_SUPPORTED 0x00000008

#define PDCAP_WAKE_FROM_D0_SUPPORTED 0x00000010
#define PDCAP_WAKE_FROM_D1_SUPPORTED 0x00000020
#define PDCAP_WAKE_FROM_D2_SUPPORTED 0x00000040
#define PDCAP_WAKE_FROM_D3_SUPPORTED 0x00000080
#define PDCAP_WARM_EJECT_SUPPORTED 0x00000100

#define PDE_BASE 0xfffff6fb40000000ULL
#define PDE_TOP 0xfffff6fb7fffffffULL
#define PDE_PER_PAGE 512

#define PDI_MASK_AMD64 (PDE_PER_PAGE - 1)
#define PDI_SHIFT 21

#define PERFSTATE_POLICY_CHANGE_IDEAL 0
#define PERFSTATE_POLICY_CHANGE_SINGLE 1
#define PERFSTATE_POLICY_CHANGE_ROCKET 2
#define PERFSTATE_POLICY_CHANGE_MAX PERFSTATE_POLICY_CHANGE_ROCKET

#define PF_3DNOW_INSTRUCTIONS_AVAILABLE 7
#define PF_ALPHA_BYTE_INSTRUCTIONS 5
#define PF_CHANNELS_ENABLED 16
#define PF_COMPARE64_EXCHANGE128 15
#define PF_COMPARE_EXCHANGE_DOUBLE 2
#define PF_COMPARE_EXCHANGE128 14
#define PF_FLOATING_POINT_PRECISION_ERRATA 0
#define PF_FLOATING_POINT_EMULATED 1
#define PF_MMX_INSTRUCTIONS_AVAILABLE 3
#define PF_PAE_ENABLED 9
#define PF_PPC_MOVEMEM_64BIT_OK 4
#define PF_RDTSC_INSTRUCTION_AVAILABLE 8
#define PF_SSE3_INSTRUCTIONS_AVAILABLE 13
#define PF_SSE_DAZ_MODE_AVAILABLE 11
#define PF_XMMI64_INSTRUCTIONS_AVAILABLE 10
#define PF_XMMI_INSTRUCTIONS_AVAILABLE 6
#define PF_XSAVE_ENABLED 17

#define PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES 0x00000001

#define POOL_TAGGING 1

#define PORT_MAXIMUM_MESSAGE_LENGTH 512

#define PPE_BASE 0xfffff6fb7da00000ULL
#define PPE_TOP 0xfffff6fb7dbfffffULL
#define PPE_PER_PAGE 512

#define PPI_SHIFT 30
#define PPI_MASK (PPE_PER_PAGE - 1)

#define PROTECTED_DACL_SECURITY_INFORMATION (0x80000000)
#define PROTECTED_POOL 0x0
#define PROTECTED_SACL_SECURITY_INFORMATION (0x40000000)

#define PTE_BASE 0xfffff68000000000ULL
#define PTE_TOP 0xfffff6ffffffffffULL
#define PTE_PER_PAGE 512

#define PTI_MASK_AMD64 (PTE_PER_PAGE - 1)
#define PTI_SHIFT 12

#define PXE_BASE 0xfffff6fb7dbed000ULL
#define PXE_SELFMAP 0xfffff6fb7dbedf68ULL
#define PXE_TOP 0xfffff6fb7dbedfffULL
#define PXE_PER_PAGE 512

#define PXI_SHIFT 39
#define PXI_MASK (PXE_PER_PAGE - 1)

#define PowerRequestMaximum 3

#define RESULT_ZERO 0
#define RESULT_NEGATIVE 1
#define RESULT_POSITIVE 2

#define ROOT_CMD_ENABLE_CORRECTABLE_ERROR_REPORTING 0x00000001
#define ROOT_CMD_ENABLE_NONFATAL_ERROR_REPORTING 0x00000002
#define ROOT_CMD_ENABLE_FATAL_ERROR_REPORTING 0x00000004
#define ROOT_CMD_ERROR_REPORTING_ENABLE_MASK \
	(ROOT_CMD_ENABLE_FATAL_ERROR_REPORTING | ROOT_CMD_ENABLE_NONFATAL_ERROR_REPORTING | \
	ROOT_CMD_ENABLE_CORRECTABLE_ERROR_REPORTING)

#define ResourceNeverExclusive 0x0010

#define ResourceReleaseByOtherThread 0x0020

#define SACL_SECURITY_INFORMATION (0x00000008)

#define SECTION_ALL_ACCESS \
	(STANDARD_RIGHTS_REQUIRED | SECTION_QUERY | SECTION_MAP_WRITE | SECTION_MAP_READ | \
	SECTION_MAP_EXECUTE | SECTION_EXTEND_SIZE)
#define SECTION_EXTEND_SIZE 0x0010

#define SECTION_MAP_WRITE 0x0002
#define SECTION_MAP_READ 0x0004
#define SECTION_MAP_EXECUTE 0x0008
#define SECTION_MAP_EXECUTE_EXPLICIT 0x0020
#define SECTION_QUERY 0x0001

#define SEC_RESERVE 0x4000000
#define SEC_COMMIT 0x8000000
#define SEC_LARGE_PAGES 0x80000000

#define SEGMENT_ALL_ACCESS SECTION_ALL_ACCESS

#define SEMAPHORE_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | SYNCHRONIZE | 0x3)
#define SEMAPHORE_MODIFY_STATE (0x0002)
#define SEMAPHORE_QUERY_STATE (0x0001)

#define SERVICE_ADAPTER 0x00000004
#define SERVICE_DISABLED 0x00000004
#define SERVICE_DRIVER \
	(SERVICE_KERNEL_DRIVER | SERVICE_FILE_SYSTEM_DRIVER | SERVICE_RECOGNIZER_DRIVER)
#define SERVICE_WIN32 (SERVICE_WIN32_OWN_PROCESS | SERVICE_WIN32_SHARE_PROCESS)
#define SERVICE_AUTO_START 0x00000002
#define SERVICE_BOOT_START 0x00000000
#define SERVICE_DEMAND_START 0x00000003

#define SERVICE_ERROR_IGNORE 0x00000000
#define SERVICE_ERROR_NORMAL 0x00000001
#define SERVICE_ERROR_SEVERE 0x00000002
#define SERVICE_ERROR_CRITICAL 0x00000003
#define SERVICE_FILE_SYSTEM_DRIVER 0x00000002
#define SERVICE_INTERACTIVE_PROCESS 0x00000100
#define SERVICE_KERNEL_DRIVER 0x00000001
#define SERVICE_RECOGNIZER_DRIVER 0x00000008
#define SERVICE_SYSTEM_START 0x00000001
#define SERVICE_TYPE_ALL \
	(SERVICE_WIN32 | SERVICE_ADAPTER | SERVICE_DRIVER | SERVICE_INTERACTIVE_PROCESS | \
	SERVICE_USER_SERVICE | SERVICE_USERSERVICE_INSTANCE | SERVICE_PKG_SERVICE)
#define SERVICE_USER_SERVICE 0x00000040
#define SERVICE_USERSERVICE_INSTANCE 0x00000080
#define SERVICE_PKG_SERVICE 0x00000200
#define SERVICE_WIN32_OWN_PROCESS 0x00000010
#define SERVICE_WIN32_SHARE_PROCESS 0x00000020

#define SESSION_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | SESSION_QUERY_ACCESS | SESSION_MODIFY_ACCESS)
#define SESSION_MODIFY_ACCESS 0x0002
#define SESSION_QUERY_ACCESS 0x0001

#define SHARED_GLOBAL_FLAGS_ERROR_PORT_V 0x0
#define SHARED_GLOBAL_FLAGS_ELEVATION_ENABLED_V 0x1
#define SHARED_GLOBAL_FLAGS_VIRT_ENABLED_V 0x2
#define SHARED_GLOBAL_FLAGS_INSTALLER_DETECT_ENABLED_V 0x3
#define SHARED_GLOBAL_FLAGS_SPARE_V 0x4
#define SHARED_GLOBAL_FLAGS_DYNAMIC_PROC_ENABLED_V 0x5
#define SHARED_GLOBAL_FLAGS_SEH_VALIDATION_ENABLED_V 0x6
#define SHARED_GLOBAL_FLAGS_DYNAMIC_PROC_ENABLED (1u << SHARED_GLOBAL_FLAGS_DYNAMIC_PROC_ENABLED_V)
#define SHARED_GLOBAL_FLAGS_ELEVATION_ENABLED (1u << SHARED_GLOBAL_FLAGS_ELEVATION_ENABLED_V)
#define SHARED_GLOBAL_FLAGS_ERROR_PORT (1u << SHARED_GLOBAL_FLAGS_ERROR_PORT_V)
#define SHARED_GLOBAL_FLAGS_INSTALLER_DETECT_ENABLED \
	(1u << SHARED_GLOBAL_FLAGS_INSTALLER_DETECT_ENABLED_V)
#define SHARED_GLOBAL_FLAGS_SEH_VALIDATION_ENABLED \
	(1u << SHARED_GLOBAL_FLAGS_SEH_VALIDATION_ENABLED_V)
#define SHARED_GLOBAL_FLAGS_SPARE (1u << SHARED_GLOBAL_FLAGS_SPARE_V)
#define SHARED_GLOBAL_FLAGS_VIRT_ENABLED (1u << SHARED_GLOBAL_FLAGS_VIRT_ENABLED_V)

#define SHORT_LEAST_SIGNIFICANT_BIT 0
#define SHORT_MASK (SHORT_SIZE - 1)
#define SHORT_SIZE (sizeof(USHORT))
#define SHORT_MOST_SIGNIFICANT_BIT 1

#define SINGLE_GROUP_LEGACY_API 1

#define SL_ALLOW_RAW_MOUNT 0x01
#define SL_ERROR_RETURNED 0x02
#define SL_EXCLUSIVE_LOCK 0x02
#define SL_FAIL_IMMEDIATELY 0x01
#define SL_FORCE_DIRECT_WRITE 0x10
#define SL_READ_ACCESS_GRANTED 0x01
#define SL_REALTIME_STREAM 0x20
#define SL_STOP_ON_SYMLINK 0x08
#define SL_WRITE_ACCESS_GRANTED 0x04

#define SYMBOLIC_LINK_QUERY 0x0001
#define SYMBOLIC_LINK_ALL_ACCESS (STANDARD_RIGHTS_REQUIRED | 0x1)

#define UNPROTECTED_DACL_SECURITY_INFORMATION (0x20000000)
#define UNPROTECTED_SACL_SECURITY_INFORMATION (0x10000000)

#define WDM_MINORVERSION 0x00
#define WDM_MAJORVERSION 0x06

#define WINLOGON_LOCK_ON_SLEEP 0x00000001

typedef ULONG PFN_COUNT;
typedef LONG_PTR SPFN_NUMBER, *PSPFN_NUMBER;
typedef struct _SET_POWER_SETTING_VALUE {
	ULONG Version;
	GUID Guid;
	SYSTEM_POWER_CONDITION PowerCondition;
	ULONG DataLength;
	UCHAR Data[1];
} SET_POWER_SETTING_VALUE, *PSET_POWER_SETTING_VALUE;

typedef enum _CM_SERVICE_NODE_TYPE {
	DriverType = 0x00000001,
	FileSystemType = 0x00000002,
	Win32ServiceOwnProcess = 0x00000010,
	Win32ServiceShareProcess = 0x00000020,
	AdapterType = 0x00000004,
	RecognizerType = 0x00000008,
} SERVICE_NODE_TYPE;

typedef enum _CM_SERVICE_LOAD_TYPE {
	BootLoad = 0x00000000,
	SystemLoad = 0x00000001,
	AutoLoad = 0x00000002,
	DemandLoad = 0x00000003,
	DisableLoad = 0x00000004,
} SERVICE_LOAD_TYPE;

typedef enum _CM_ERROR_CONTROL_TYPE {
	IgnoreError = 0x00000000,
	NormalError = 0x00000001,
	SevereError = 0x00000002,
	CriticalError = 0x00000003,
} SERVICE_ERROR_TYPE;

typedef struct _WAIT_CONTEXT_BLOCK {
	KDEVICE_QUEUE_ENTRY WaitQueueEntry;
	PDRIVER_CONTROL DeviceRoutine;
	PVOID DeviceContext;
	ULONG NumberOfMapRegisters;
	PVOID DeviceObject;
	PVOID CurrentIrp;
	PKDPC BufferChainingDpc;
} WAIT_CONTEXT_BLOCK, *PWAIT_CONTEXT_BLOCK;

typedef enum _IO_SESSION_STATE {
	IoSessionStateCreated = 1,
	IoSessionStateInitialized,
	IoSessionStateConnected,
	IoSessionStateDisconnected,
	IoSessionStateDisconnectedLoggedOn,
	IoSessionStateLoggedOn,
	IoSessionStateLoggedOff,
	IoSessionStateTerminated,
	IoSessionStateMax,
} IO_SESSION_STATE, *PIO_SESSION_STATE;

typedef enum _IO_COMPLETION_ROUTINE_RESULT {
	ContinueCompletion = ((NTSTATUS) 0x00000000),
	StopCompletion = ((NTSTATUS) 0xc0000016),
} IO_COMPLETION_ROUTINE_RESULT, *PIO_COMPLETION_ROUTINE_RESULT;

typedef enum _IO_ACCESS_TYPE {
	ReadAccess,
	WriteAccess,
	ModifyAccess,
} IO_ACCESS_TYPE;

typedef enum _IO_ACCESS_MODE {
	SequentialAccess,
	RandomAccess,
} IO_ACCESS_MODE;

typedef struct _IO_SESSION_STATE_NOTIFICATION {
	ULONG Size;
	ULONG Flags;
	PVOID IoObject;
	ULONG EventMask;
	PVOID Context;
} IO_SESSION_STATE_NOTIFICATION, *PIO_SESSION_STATE_NOTIFICATION;

typedef struct _IO_SESSION_STATE_INFORMATION {
	ULONG SessionId;
	IO_SESSION_STATE SessionState;
	BOOLEAN LocalSession;
} IO_SESSION_STATE_INFORMATION, *PIO_SESSION_STATE_INFORMATION;

typedef NTSTATUS NTAPI IO_SESSION_NOTIFICATION_FUNCTION(PVOID SessionObject, PVOID IoObject,
							ULONG Event, PVOID Context,
							PVOID NotificationPayload,
							ULONG PayloadLength);
typedef IO_SESSION_NOTIFICATION_FUNCTION *PIO_SESSION_NOTIFICATION_FUNCTION;
typedef enum _IO_SESSION_EVENT {
	IoSessionEventIgnore = 0,
	IoSessionEventCreated,
	IoSessionEventTerminated,
	IoSessionEventConnected,
	IoSessionEventDisconnected,
	IoSessionEventLogon,
	IoSessionEventLogoff,
	IoSessionEventMax,
} IO_SESSION_EVENT, *PIO_SESSION_EVENT;

typedef struct _IO_SESSION_CONNECT_INFO {
	ULONG SessionId;
	BOOLEAN LocalSession;
} IO_SESSION_CONNECT_INFO, *PIO_SESSION_CONNECT_INFO;

typedef enum _IO_PAGING_PRIORITY {
	IoPagingPriorityInvalid,
	IoPagingPriorityNormal,
	IoPagingPriorityHigh,
	IoPagingPriorityReserved1,
	IoPagingPriorityReserved2,
} IO_PAGING_PRIORITY;

typedef NTSTATUS (NTAPI *PIO_QUERY_DEVICE_ROUTINE)(PVOID Context, PUNICODE_STRING PathName,
						   INTERFACE_TYPE BusType, ULONG BusNumber,
						   PKEY_VALUE_FULL_INFORMATION *BusInformation,
						   CONFIGURATION_TYPE ControllerType,
						   ULONG ControllerNumber,
						   PKEY_VALUE_FULL_INFORMATION *ControllerInformation,
						   CONFIGURATION_TYPE PeripheralType,
						   ULONG PeripheralNumber,
						   PKEY_VALUE_FULL_INFORMATION *PeripheralInformation);
typedef struct _CONFIGURATION_INFORMATION {
	ULONG DiskCount;
	ULONG FloppyCount;
	ULONG CdRomCount;
	ULONG TapeCount;
	ULONG ScsiPortCount;
	ULONG SerialCount;
	ULONG ParallelCount;
	BOOLEAN AtDiskPrimaryAddressClaimed;
	BOOLEAN AtDiskSecondaryAddressClaimed;
	ULONG Version;
	ULONG MediumChangerCount;
} CONFIGURATION_INFORMATION, *PCONFIGURATION_INFORMATION;

typedef enum _RESOURCE_TRANSLATION_DIRECTION {
	TranslateChildToParent,
	TranslateParentToChild,
} RESOURCE_TRANSLATION_DIRECTION;

typedef VOID (NTAPI *PciPin2Line)(struct _BUS_HANDLER *BusHandler,
				  struct _BUS_HANDLER *RootHandler, PCI_SLOT_NUMBER SlotNumber,
				  PPCI_COMMON_CONFIG PciData);
typedef VOID (NTAPI *PciLine2Pin)(struct _BUS_HANDLER *BusHandler,
				  struct _BUS_HANDLER *RootHandler, PCI_SLOT_NUMBER SlotNumber,
				  PPCI_COMMON_CONFIG PciNewData, PPCI_COMMON_CONFIG PciOldData);
typedef VOID (NTAPI *PciReadWriteConfig)(struct _BUS_HANDLER *BusHandler, PCI_SLOT_NUMBER Slot,
					 PVOID Buffer, ULONG Offset, ULONG Length);
typedef struct _IO_COUNTERS {
	ULONGLONG ReadOperationCount;
	ULONGLONG WriteOperationCount;
	ULONGLONG OtherOperationCount;
	ULONGLONG ReadTransferCount;
	ULONGLONG WriteTransferCount;
	ULONGLONG OtherTransferCount;
} IO_COUNTERS, *PIO_COUNTERS;

typedef struct _VM_COUNTERS {
	SIZE_T PeakVirtualSize;
	SIZE_T VirtualSize;
	ULONG PageFaultCount;
	SIZE_T PeakWorkingSetSize;
	SIZE_T WorkingSetSize;
	SIZE_T QuotaPeakPagedPoolUsage;
	SIZE_T QuotaPagedPoolUsage;
	SIZE_T QuotaPeakNonPagedPoolUsage;
	SIZE_T QuotaNonPagedPoolUsage;
	SIZE_T PagefileUsage;
	SIZE_T PeakPagefileUsage;
} VM_COUNTERS, *PVM_COUNTERS;

typedef struct _VM_COUNTERS_EX {
	SIZE_T PeakVirtualSize;
	SIZE_T VirtualSize;
	ULONG PageFaultCount;
	SIZE_T PeakWorkingSetSize;
	SIZE_T WorkingSetSize;
	SIZE_T QuotaPeakPagedPoolUsage;
	SIZE_T QuotaPagedPoolUsage;
	SIZE_T QuotaPeakNonPagedPoolUsage;
	SIZE_T QuotaNonPagedPoolUsage;
	SIZE_T PagefileUsage;
	SIZE_T PeakPagefileUsage;
	SIZE_T PrivateUsage;
} VM_COUNTERS_EX, *PVM_COUNTERS_EX;

typedef struct _POOLED_USAGE_AND_LIMITS {
	SIZE_T PeakPagedPoolUsage;
	SIZE_T PagedPoolUsage;
	SIZE_T PagedPoolLimit;
	SIZE_T PeakNonPagedPoolUsage;
	SIZE_T NonPagedPoolUsage;
	SIZE_T NonPagedPoolLimit;
	SIZE_T PeakPagefileUsage;
	SIZE_T PagefileUsage;
	SIZE_T PagefileLimit;
} POOLED_USAGE_AND_LIMITS, *PPOOLED_USAGE_AND_LIMITS;

typedef enum _WELL_KNOWN_SID_TYPE {
	WinNullSid = 0,
	WinWorldSid = 1,
	WinLocalSid = 2,
	WinCreatorOwnerSid = 3,
	WinCreatorGroupSid = 4,
	WinCreatorOwnerServerSid = 5,
	WinCreatorGroupServerSid = 6,
	WinNtAuthoritySid = 7,
	WinDialupSid = 8,
	WinNetworkSid = 9,
	WinBatchSid = 10,
	WinInteractiveSid = 11,
	WinServiceSid = 12,
	WinAnonymousSid = 13,
	WinProxySid = 14,
	WinEnterpriseControllersSid = 15,
	WinSelfSid = 16,
	WinAuthenticatedUserSid = 17,
	WinRestrictedCodeSid = 18,
	WinTerminalServerSid = 19,
	WinRemoteLogonIdSid = 20,
	WinLogonIdsSid = 21,
	WinLocalSystemSid = 22,
	WinLocalServiceSid = 23,
	WinNetworkServiceSid = 24,
	WinBuiltinDomainSid = 25,
	WinBuiltinAdministratorsSid = 26,
	WinBuiltinUsersSid = 27,
	WinBuiltinGuestsSid = 28,
	WinBuiltinPowerUsersSid = 29,
	WinBuiltinAccountOperatorsSid = 30,
	WinBuiltinSystemOperatorsSid = 31,
	WinBuiltinPrintOperatorsSid = 32,
	WinBuiltinBackupOperatorsSid = 33,
	WinBuiltinReplicatorSid = 34,
	WinBuiltinPreWindows2000CompatibleAccessSid = 35,
	WinBuiltinRemoteDesktopUsersSid = 36,
	WinBuiltinNetworkConfigurationOperatorsSid = 37,
	WinAccountAdministratorSid = 38,
	WinAccountGuestSid = 39,
	WinAccountKrbtgtSid = 40,
	WinAccountDomainAdminsSid = 41,
	WinAccountDomainUsersSid = 42,
	WinAccountDomainGuestsSid = 43,
	WinAccountComputersSid = 44,
	WinAccountControllersSid = 45,
	WinAccountCertAdminsSid = 46,
	WinAccountSchemaAdminsSid = 47,
	WinAccountEnterpriseAdminsSid = 48,
	WinAccountPolicyAdminsSid = 49,
	WinAccountRasAndIasServersSid = 50,
	WinNTLMAuthenticationSid = 51,
	WinDigestAuthenticationSid = 52,
	WinSChannelAuthenticationSid = 53,
	WinThisOrganizationSid = 54,
	WinOtherOrganizationSid = 55,
	WinBuiltinIncomingForestTrustBuildersSid = 56,
	WinBuiltinPerfMonitoringUsersSid = 57,
	WinBuiltinPerfLoggingUsersSid = 58,
	WinBuiltinAuthorizationAccessSid = 59,
	WinBuiltinTerminalServerLicenseServersSid = 60,
	WinBuiltinDCOMUsersSid = 61,
	WinBuiltinIUsersSid = 62,
	WinIUserSid = 63,
	WinBuiltinCryptoOperatorsSid = 64,
	WinUntrustedLabelSid = 65,
	WinLowLabelSid = 66,
	WinMediumLabelSid = 67,
	WinHighLabelSid = 68,
	WinSystemLabelSid = 69,
	WinWriteRestrictedCodeSid = 70,
	WinCreatorOwnerRightsSid = 71,
	WinCacheablePrincipalsGroupSid = 72,
	WinNonCacheablePrincipalsGroupSid = 73,
	WinEnterpriseReadonlyControllersSid = 74,
	WinAccountReadonlyControllersSid = 75,
	WinBuiltinEventLogReadersGroup = 76,
	WinNewEnterpriseReadonlyControllersSid = 77,
	WinBuiltinCertSvcDComAccessGroup = 78,
	WinMediumPlusLabelSid = 79,
	WinLocalLogonSid = 80,
	WinConsoleLogonSid = 81,
	WinThisOrganizationCertificateSid = 82,
} WELL_KNOWN_SID_TYPE;

typedef enum _SOC_SUBSYSTEM_TYPE {
	SOC_SUBSYS_WIRELESS_MODEM = 0,
	SOC_SUBSYS_AUDIO_DSP = 1,
	SOC_SUBSYS_WIRELSS_CONNECTIVITY = 2,
	SOC_SUBSYS_SENSORS = 3,
	SOC_SUBSYS_VENDOR_DEFINED = 0x10000,
} SOC_SUBSYSTEM_TYPE;

typedef enum _BDCB_STATUS_UPDATE_TYPE {
	BdCbStatusPrepareForDependencyLoad,
	BdCbStatusPrepareForDriverLoad,
	BdCbStatusPrepareForUnload,
} BDCB_STATUS_UPDATE_TYPE;

typedef struct _OPLOCK_KEY_CONTEXT {
	USHORT Version;
	USHORT Flags;
	GUID ParentOplockKey;
	GUID TargetOplockKey;
	ULONG Reserved;
} OPLOCK_KEY_CONTEXT, *POPLOCK_KEY_CONTEXT;

typedef struct _BDCB_STATUS_UPDATE_CONTEXT {
	BDCB_STATUS_UPDATE_TYPE StatusType;
} BDCB_STATUS_UPDATE_CONTEXT, *PBDCB_STATUS_UPDATE_CONTEXT;

typedef enum _SUBSYSTEM_INFORMATION_TYPE {
	SubsystemInformationTypeWin32 = 0,
	SubsystemInformationTypeWSL = 1,
	MaxSubsystemInformationType,
} SUBSYSTEM_INFORMATION_TYPE;

typedef enum _BDCB_CALLBACK_TYPE {
	BdCbStatusUpdate,
	BdCbInitializeImage,
} BDCB_CALLBACK_TYPE;

typedef struct _SOC_SUBSYSTEM_FAILURE_DETAILS {
	SOC_SUBSYSTEM_TYPE SubsysType;
	ULONG64 FirmwareVersion;
	ULONG64 HardwareVersion;
	ULONG UnifiedFailureRegionSize;
	CHAR UnifiedFailureRegion[1];
} SOC_SUBSYSTEM_FAILURE_DETAILS, *PSOC_SUBSYSTEM_FAILURE_DETAILS;

typedef enum _BDCB_CLASSIFICATION {
	BdCbClassificationUnknownImage,
	BdCbClassificationKnownGoodImage,
	BdCbClassificationKnownBadImage,
	BdCbClassificationKnownBadImageBootCritical,
	BdCbClassificationEnd,
} BDCB_CLASSIFICATION;

typedef struct _BDCB_IMAGE_INFORMATION {
	BDCB_CLASSIFICATION Classification;
	ULONG ImageFlags;
	UNICODE_STRING ImageName;
	UNICODE_STRING RegistryPath;
	UNICODE_STRING CertificatePublisher;
	UNICODE_STRING CertificateIssuer;
	PVOID ImageHash;
	PVOID CertificateThumbprint;
	ULONG ImageHashAlgorithm;
	ULONG ThumbprintHashAlgorithm;
	ULONG ImageHashLength;
	ULONG CertificateThumbprintLength;
} BDCB_IMAGE_INFORMATION, *PBDCB_IMAGE_INFORMATION;

/*
 * Functions over a request that are macros and inline functions on Windows.
 * Page: wdm.h, each one's own
 */
#define IoGetFunctionCodeFromCtlCode(ControlCode) (((ControlCode) >> 2) & 0xfff)
#define IoIsErrorUserInduced(Status)							\
	((BOOLEAN)((Status) == STATUS_DEVICE_NOT_READY || (Status) == STATUS_IO_TIMEOUT ||	\
		   (Status) == STATUS_MEDIA_WRITE_PROTECTED ||				\
		   (Status) == STATUS_NO_MEDIA_IN_DEVICE ||					\
		   (Status) == STATUS_VERIFY_REQUIRED ||					\
		   (Status) == STATUS_UNRECOGNIZED_MEDIA || (Status) == STATUS_WRONG_VOLUME))

WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsTotalDeviceFailure(_In_ NTSTATUS Status);
WINWORK_ABSENT NTSTATUS NTAPI IoAllocateSfioStreamIdentifier(
	PFILE_OBJECT FileObject, ULONG Length, PVOID Signature, PVOID *StreamIdentifier);
WINWORK_ABSENT VOID NTAPI IoClearActivityIdThread(_In_ LPCGUID OriginalId);
WINWORK_ABSENT VOID NTAPI IoClearIrpExtraCreateParameter(PIRP Irp);
WINWORK_ABSENT NTSTATUS NTAPI IoCreateDisk(_In_ PDEVICE_OBJECT DeviceObject,
					   _In_opt_ struct _CREATE_DISK *Disk);
WINWORK_ABSENT VOID NTAPI IoFreeMapRegisters(PDMA_ADAPTER DmaAdapter, PVOID MapRegisterBase,
					     ULONG NumberOfMapRegisters);
WINWORK_ABSENT NTSTATUS NTAPI IoFreeSfioStreamIdentifier(PFILE_OBJECT FileObject,
							 PVOID Signature);
WINWORK_ABSENT NTSTATUS NTAPI IoGetActivityIdIrp(_In_ PIRP Irp, _Out_ LPGUID Guid);
WINWORK_ABSENT LPCGUID NTAPI IoGetActivityIdThread(VOID);
WINWORK_ABSENT NTSTATUS NTAPI IoGetBootDiskInformation(_Inout_ PBOOTDISK_INFORMATION BootDiskInformation,
						       _In_ ULONG Size);
WINWORK_ABSENT NTSTATUS NTAPI IoGetBootDiskInformationLite(PBOOTDISK_INFORMATION_LITE *BootDiskInformation);
WINWORK_ABSENT PDEVICE_OBJECT NTAPI IoGetDeviceToVerify(_In_ PETHREAD Thread);
WINWORK_ABSENT PEPROCESS NTAPI IoGetInitiatorProcess(_In_ PFILE_OBJECT FileObject);
WINWORK_ABSENT IO_PRIORITY_HINT NTAPI IoGetIoPriorityHint(_In_ PIRP Irp);
WINWORK_ABSENT NTSTATUS NTAPI IoGetIrpExtraCreateParameter(PIRP Irp,
							   struct _ECP_LIST **ExtraCreateParameter);
WINWORK_ABSENT IO_PAGING_PRIORITY NTAPI IoGetPagingIoPriority(
	_In_ PIRP Irp);
WINWORK_ABSENT PVOID NTAPI IoGetSfioStreamIdentifier(PFILE_OBJECT FileObject, PVOID Signature);
WINWORK_ABSENT NTSTATUS NTAPI IoIncrementKeepAliveCount(_Inout_ PFILE_OBJECT FileObject,
							_Inout_ PEPROCESS Process);
WINWORK_ABSENT VOID NTAPI IoInitializeThreadedDpcRequest(PDEVICE_OBJECT DeviceObject,
							 PIO_DPC_ROUTINE DpcRoutine);
WINWORK_ABSENT LOGICAL NTAPI IoIsValidIrpStatus(_In_ NTSTATUS Status);
WINWORK_ABSENT PIRP NTAPI IoMakeAssociatedIrp(_In_ PIRP Irp, _In_ CCHAR StackSize);
WINWORK_ABSENT NTSTATUS NTAPI IoPropagateActivityIdToThread(_In_ PIRP Irp,
							    _Out_ LPGUID PropagatedId,
							    _Out_ LPCGUID *OriginalId);
WINWORK_ABSENT NTSTATUS NTAPI IoQueryDeviceDescription(PINTERFACE_TYPE BusType, PULONG BusNumber,
						       PCONFIGURATION_TYPE ControllerType,
						       PULONG ControllerNumber,
						       PCONFIGURATION_TYPE PeripheralType,
						       PULONG PeripheralNumber,
						       PIO_QUERY_DEVICE_ROUTINE CalloutRoutine,
						       PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI IoQueryFullDriverPath(_In_ PDRIVER_OBJECT DriverObject,
						    _Out_ PUNICODE_STRING FullPath);
WINWORK_ABSENT NTSTATUS NTAPI IoReadDiskSignature(_In_ PDEVICE_OBJECT DeviceObject,
						  _In_ ULONG BytesPerSector,
						  _Out_ PDISK_SIGNATURE Signature);
WINWORK_ABSENT NTSTATUS NTAPI IoReadPartitionTable(_In_ PDEVICE_OBJECT DeviceObject,
						   _In_ ULONG SectorSize,
						   _In_ BOOLEAN ReturnRecognizedPartitions,
						   _Out_ struct _DRIVE_LAYOUT_INFORMATION **PartitionBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoReadPartitionTableEx(_In_ PDEVICE_OBJECT DeviceObject,
						     _Out_ struct _DRIVE_LAYOUT_INFORMATION_EX **PartitionBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoReplacePartitionUnit(PDEVICE_OBJECT TargetPdo,
						     PDEVICE_OBJECT SparePdo, ULONG Flags);
WINWORK_ABSENT NTSTATUS NTAPI IoSetActivityIdIrp(_In_ PIRP Irp, _In_opt_ LPGUID Guid);
WINWORK_ABSENT LPGUID NTAPI IoSetActivityIdThread(LPGUID ActivityId);
WINWORK_ABSENT NTSTATUS NTAPI IoSetIoPriorityHint(_In_ PIRP Irp,
						  _In_ IO_PRIORITY_HINT PriorityHint);
WINWORK_ABSENT NTSTATUS NTAPI IoSetIrpExtraCreateParameter(PIRP Irp,
							   struct _ECP_LIST *ExtraCreateParameter);
WINWORK_ABSENT VOID NTAPI IoSetMasterIrpStatus(_Inout_ PIRP MasterIrp, _In_ NTSTATUS Status);
WINWORK_ABSENT NTSTATUS NTAPI IoSetPartitionInformation(_In_ PDEVICE_OBJECT DeviceObject,
							_In_ ULONG SectorSize,
							_In_ ULONG PartitionNumber,
							_In_ ULONG PartitionType);
WINWORK_ABSENT NTSTATUS NTAPI IoSetPartitionInformationEx(_In_ PDEVICE_OBJECT DeviceObject,
							  _In_ ULONG PartitionNumber,
							  _In_ struct _SET_PARTITION_INFORMATION_EX *PartitionInfo);
WINWORK_ABSENT NTSTATUS NTAPI IoSetSystemPartition(_In_ PUNICODE_STRING VolumeNameString);
WINWORK_ABSENT BOOLEAN NTAPI IoSetThreadHardErrorMode(_In_ BOOLEAN EnableHardErrors);
WINWORK_ABSENT VOID NTAPI IoTransferActivityId(_In_ LPCGUID ActivityId,
					       _In_ LPCGUID RelatedActivityId);
WINWORK_ABSENT BOOLEAN NTAPI IoTranslateBusAddress(INTERFACE_TYPE InterfaceType, ULONG BusNumber,
						   PHYSICAL_ADDRESS BusAddress,
						   PULONG AddressSpace,
						   PPHYSICAL_ADDRESS TranslatedAddress);
WINWORK_ABSENT NTSTATUS NTAPI IoUpdateDiskGeometry(PDEVICE_OBJECT DeviceObject,
						   struct _DISK_GEOMETRY_EX *OldDiskGeometry,
						   struct _DISK_GEOMETRY_EX *NewDiskGeometry);
WINWORK_ABSENT NTSTATUS NTAPI IoValidateDeviceIoControlAccess(
	_In_ PIRP Irp, _In_ ULONG RequiredAccess);
WINWORK_ABSENT NTSTATUS NTAPI IoVerifyPartitionTable(_In_ PDEVICE_OBJECT DeviceObject,
						     _In_ BOOLEAN FixErrors);
WINWORK_ABSENT LOGICAL NTAPI IoWithinStackLimits(_In_ ULONG_PTR RegionStart,
						 _In_ SIZE_T RegionSize);
WINWORK_ABSENT NTSTATUS NTAPI IoWritePartitionTable(_In_ PDEVICE_OBJECT DeviceObject,
						    _In_ ULONG SectorSize,
						    _In_ ULONG SectorsPerTrack,
						    _In_ ULONG NumberOfHeads,
						    _In_ struct _DRIVE_LAYOUT_INFORMATION *PartitionBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWritePartitionTableEx(_In_ PDEVICE_OBJECT DeviceObject,
						      _In_ struct _DRIVE_LAYOUT_INFORMATION_EX *DriveLayout);

/* A completion routine returns it to let the completion go on. Page: wdm.h, IO_COMPLETION_ROUTINE */
#define STATUS_CONTINUE_COMPLETION STATUS_SUCCESS

/**
 * IoCreateNotificationEvent, IoCreateSynchronizationEvent - create an event, or open a named one
 * @EventName: the name, as \BaseNamedObjects\Ready: see ZwCreateEvent; NULL for a new event without a name
 * @EventHandle: receives a handle, which ZwClose closes
 *
 * A new event is signalled. If the name is that of an event already, that event is opened, of whichever kind.
 *
 * The event lasts while it has a handle or a reference. The pointer is no reference: it is valid until the
 * handle is closed.
 *
 * Here: programs do not find the event. They give a driver an event of theirs: see ObReferenceObjectByHandle.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the event; NULL without memory, or for a name that cannot be had. The log has the reason.
 * Page: wdm.h, IoCreateNotificationEvent, IoCreateSynchronizationEvent
 */
PKEVENT NTAPI IoCreateNotificationEvent(_In_opt_ PUNICODE_STRING EventName, _Out_ PHANDLE EventHandle);
PKEVENT NTAPI IoCreateSynchronizationEvent(_In_opt_ PUNICODE_STRING EventName,
					   _Out_ PHANDLE EventHandle);

/**
 * IoIsWdmVersionAvailable - tell whether the system has this version of WDM
 * @MajorVersion: the version, 6 since Windows Vista
 * @MinorVersion: the number behind it
 *
 * Here: the system has 6.0, as Windows 10.
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: TRUE for that version and all before.
 * Page: wdm.h, IoIsWdmVersionAvailable
 */
BOOLEAN NTAPI IoIsWdmVersionAvailable(_In_ UCHAR MajorVersion, _In_ UCHAR MinorVersion);

/**
 * IoGetTransactionParameterBlock - return the transaction that a file was opened in
 * @FileObject: the file
 *
 * Here: no file is opened in one.
 *
 * IRQL: any.
 * Return: NULL.
 * Page: ntddk.h, IoGetTransactionParameterBlock
 */
PTXN_PARAMETER_BLOCK NTAPI IoGetTransactionParameterBlock(_In_ PFILE_OBJECT FileObject);

EXTERN_C_END

#endif /* WINWORK_IO_REQUESTS_H */
