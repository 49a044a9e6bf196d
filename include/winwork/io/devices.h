/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices: stacks, links, timers, volumes, the error log.
 */
#ifndef WINWORK_IO_DEVICES_H
#define WINWORK_IO_DEVICES_H

#include "irp.h"
#include "device_object.h"
#include "../etw/trace.h"
#include "dma.h"

EXTERN_C_START

struct _BOOTDISK_INFORMATION;
struct _BOOTDISK_INFORMATION_EX;
struct _BOOTDISK_INFORMATION_LITE;
struct _CONFIGURATION_INFORMATION;
struct _CONTROLLER_OBJECT;
struct _DEVICE_OBJECT;
struct _DEVOBJ_EXTENSION;
struct _DISK_SIGNATURE;
struct _DRIVER_OBJECT;
struct _IO_ERROR_LOG_MESSAGE;
struct _IO_ERROR_LOG_PACKET;
struct _IO_TIMER;
struct _KEXCEPTION_FRAME;
struct _KTRAP_FRAME;
struct _LOADER_PARTITION_INFORMATION_EX;
struct _MCA_EXCEPTION;
union _MCI_ADDR;
union _MCI_STATS;

typedef struct _CONFIGURATION_INFORMATION *PCONFIGURATION_INFORMATION;

#define DRIVER_VERIFIER_SPECIAL_POOLING 0x0001
#define DRIVER_VERIFIER_FORCE_IRQL_CHECKING 0x0002
#define DRIVER_VERIFIER_INJECT_ALLOCATION_FAILURES 0x0004
#define DRIVER_VERIFIER_TRACK_POOL_ALLOCATIONS 0x0008
#define DRIVER_VERIFIER_IO_CHECKING 0x0010

#define IO_ERROR_LOG_MESSAGE_HEADER_LENGTH \
	(sizeof(IO_ERROR_LOG_MESSAGE) - sizeof(IO_ERROR_LOG_PACKET) + (sizeof(WCHAR) *40))

typedef struct _IO_TIMER *PIO_TIMER;
typedef enum _IO_CONTAINER_NOTIFICATION_CLASS {
	IoSessionStateNotification,
	IoMaxContainerNotificationClass,
} IO_CONTAINER_NOTIFICATION_CLASS;

typedef enum _IO_CONTAINER_INFORMATION_CLASS {
	IoSessionStateInformation,
	IoMaxContainerInformationClass,
} IO_CONTAINER_INFORMATION_CLASS;

typedef NTSTATUS (NTAPI *PIO_CONTAINER_NOTIFICATION_FUNCTION)(
	void);
typedef struct _BOOTDISK_INFORMATION {
	LONGLONG BootPartitionOffset;
	LONGLONG SystemPartitionOffset;
	ULONG BootDeviceSignature;
	ULONG SystemDeviceSignature;
} BOOTDISK_INFORMATION, *PBOOTDISK_INFORMATION;

typedef struct _BOOTDISK_INFORMATION_EX {
	LONGLONG BootPartitionOffset;
	LONGLONG SystemPartitionOffset;
	ULONG BootDeviceSignature;
	ULONG SystemDeviceSignature;
	GUID BootDeviceGuid;
	GUID SystemDeviceGuid;
	BOOLEAN BootDeviceIsGpt;
	BOOLEAN SystemDeviceIsGpt;
} BOOTDISK_INFORMATION_EX, *PBOOTDISK_INFORMATION_EX;

typedef struct _LOADER_PARTITION_INFORMATION_EX {
	ULONG PartitionStyle;
	ULONG PartitionNumber;
	union {
		ULONG Signature;
		GUID DeviceId;
	};
	ULONG Flags;
} LOADER_PARTITION_INFORMATION_EX, *PLOADER_PARTITION_INFORMATION_EX;

typedef struct _BOOTDISK_INFORMATION_LITE {
	ULONG NumberEntries;
	LOADER_PARTITION_INFORMATION_EX Entries[1];
} BOOTDISK_INFORMATION_LITE, *PBOOTDISK_INFORMATION_LITE;

typedef struct _IO_ERROR_LOG_PACKET {
	UCHAR MajorFunctionCode;
	UCHAR RetryCount;
	USHORT DumpDataSize;
	USHORT NumberOfStrings;
	USHORT StringOffset;
	USHORT EventCategory;
	NTSTATUS ErrorCode;
	ULONG UniqueErrorValue;
	NTSTATUS FinalStatus;
	ULONG SequenceNumber;
	ULONG IoControlCode;
	LARGE_INTEGER DeviceOffset;
	ULONG DumpData[1];
} IO_ERROR_LOG_PACKET, *PIO_ERROR_LOG_PACKET;

/* The largest packet with its dump data and strings. Page: wdm.h, IoAllocateErrorLogEntry */
#define ERROR_LOG_MAXIMUM_SIZE 240

typedef struct _IO_ERROR_LOG_MESSAGE {
	USHORT Type;
	USHORT Size;
	USHORT DriverNameLength;
	LARGE_INTEGER TimeStamp;
	ULONG DriverNameOffset;
	IO_ERROR_LOG_PACKET EntryData;
} IO_ERROR_LOG_MESSAGE, *PIO_ERROR_LOG_MESSAGE;

typedef struct _DEVOBJ_EXTENSION {
	CSHORT Type;
	USHORT Size;
	PDEVICE_OBJECT DeviceObject;
} DEVOBJ_EXTENSION, *PDEVOBJ_EXTENSION;

typedef union _MCI_ADDR {
	struct {
		ULONG Address;
		ULONG Reserved;
	};
	ULONGLONG QuadPart;
} MCI_ADDR, *PMCI_ADDR;

typedef enum {
	HAL_MCE_RECORD,
	HAL_MCA_RECORD,
} MCA_EXCEPTION_TYPE;

typedef union _MCI_STATS {
	struct {
		USHORT McaErrorCode;
		USHORT ModelErrorCode;
		ULONG : 0;
		ULONG OtherInformation : 25;
		ULONG ContextCorrupt : 1;
		ULONG AddressValid : 1;
		ULONG MiscValid : 1;
		ULONG ErrorEnabled : 1;
		ULONG UncorrectedError : 1;
		ULONG StatusOverFlow : 1;
		ULONG Valid : 1;
	} MciStatus;
	ULONG64 QuadPart;
} MCI_STATS, *PMCI_STATS;

typedef struct _MCA_EXCEPTION {
	ULONG VersionNumber;
	MCA_EXCEPTION_TYPE ExceptionType;
	LARGE_INTEGER TimeStamp;
	ULONG ProcessorNumber;
	ULONG Reserved1;
	union {
		struct {
			UCHAR BankNumber;
			UCHAR Reserved2[7];
			MCI_STATS Status;
			MCI_ADDR Address;
			ULONGLONG Misc;
		} Mca;
		struct {
			ULONGLONG Address;
			ULONGLONG Type;
		} Mce;
	} u;
	ULONG ExtCnt;
	ULONG Reserved3;
	ULONGLONG ExtReg[24];
} MCA_EXCEPTION, *PMCA_EXCEPTION;

typedef MCA_EXCEPTION CMC_EXCEPTION, *PCMC_EXCEPTION;
typedef MCA_EXCEPTION CPE_EXCEPTION, *PCPE_EXCEPTION;
typedef UCHAR ERROR_SEVERITY, *PERROR_SEVERITY;
/**
 * DRIVER_REINITIALIZE - a routine that is called after DriverEntry
 * @DriverObject: the driver's
 * @Context: as given to IoRegisterDriverReinitialization
 * @Count: the number of this call among the calls of this routine: 1 for the first one
 *
 * IRQL: PASSIVE_LEVEL, in the thread of DriverEntry.
 * Page: ntddk.h, DRIVER_REINITIALIZE
 */
typedef VOID NTAPI DRIVER_REINITIALIZE(_In_ struct _DRIVER_OBJECT *DriverObject,
				       _In_opt_ PVOID Context, _In_ ULONG Count);
typedef DRIVER_REINITIALIZE *PDRIVER_REINITIALIZE;
typedef struct _CONTROLLER_OBJECT {
	CSHORT Type;
	CSHORT Size;
	PVOID ControllerExtension;
	KDEVICE_QUEUE DeviceWaitQueue;
	ULONG Spare1;
	LARGE_INTEGER Spare2;
} CONTROLLER_OBJECT, *PCONTROLLER_OBJECT;

typedef struct _DISK_SIGNATURE {
	ULONG PartitionStyle;
	union {
		struct {
			ULONG Signature;
			ULONG CheckSum;
		} Mbr;
		struct {
			GUID DiskId;
		} Gpt;
	};
} DISK_SIGNATURE, *PDISK_SIGNATURE;

typedef ERROR_SEVERITY (NTAPI *PDRIVER_EXCPTN_CALLBACK)(PVOID Context,
							struct _KTRAP_FRAME *TrapFrame,
							struct _KEXCEPTION_FRAME *ExceptionFrame,
							PMCA_EXCEPTION Exception);
typedef PDRIVER_EXCPTN_CALLBACK PDRIVER_MCA_EXCEPTION_CALLBACK;
typedef VOID (NTAPI *PDRIVER_CMC_EXCEPTION_CALLBACK)(PVOID Context, PCMC_EXCEPTION CmcLog);
typedef VOID (NTAPI *PDRIVER_CPE_EXCEPTION_CALLBACK)(PVOID Context, PCPE_EXCEPTION CmcLog);

/**
 * IoVolumeDeviceToDosName, RtlVolumeDeviceToDosName - return the drive letter of a volume's device
 * @VolumeDeviceObject: the device, as FltGetDiskDeviceObject returns it
 * @DosName: receives the letter, as D:, in pool that the caller frees by ExFreePool; an empty string after an error
 *
 * Here: a volume has the letter that the option letter= of its mount gives it, and else none. There is no mount manager.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND for a device without a letter; STATUS_INSUFFICIENT_RESOURCES.
 *	STATUS_INVALID_PARAMETER after a report about the device or the IRQL, or without @DosName.
 * Page: wdm.h, IoVolumeDeviceToDosName; ntddk.h, RtlVolumeDeviceToDosName
 */
NTSTATUS NTAPI IoVolumeDeviceToDosName(_In_ PVOID VolumeDeviceObject, _Out_ PUNICODE_STRING DosName);
NTSTATUS NTAPI RtlVolumeDeviceToDosName(_In_ PVOID VolumeDeviceObject, _Out_ PUNICODE_STRING DosName);

WINWORK_ABSENT VOID NTAPI IoAllocateController(_In_ PCONTROLLER_OBJECT ControllerObject,
					       _In_ PDEVICE_OBJECT DeviceObject,
					       _In_ PDRIVER_CONTROL ExecutionRoutine,
					       _In_opt_ PVOID Context);
WINWORK_ABSENT PCONTROLLER_OBJECT NTAPI IoCreateController(_In_ ULONG Size);
WINWORK_ABSENT VOID NTAPI IoDeassignArcName(_In_ PUNICODE_STRING ArcName);
WINWORK_ABSENT VOID NTAPI IoDeleteController(_In_ PCONTROLLER_OBJECT ControllerObject);
WINWORK_ABSENT VOID NTAPI IoFreeController(_In_ PCONTROLLER_OBJECT ControllerObject);
WINWORK_ABSENT NTSTATUS NTAPI IoGetContainerInformation(_In_ IO_CONTAINER_INFORMATION_CLASS InformationClass,
							_In_opt_ PVOID ContainerObject,
							_Inout_ PVOID Buffer,
							_In_ ULONG BufferLength);
WINWORK_ABSENT NTSTATUS NTAPI IoRegisterContainerNotification(
	_In_ IO_CONTAINER_NOTIFICATION_CLASS NotificationClass,
	_In_ PIO_CONTAINER_NOTIFICATION_FUNCTION CallbackFunction,
	_In_opt_ PVOID NotificationInformation, _In_ ULONG NotificationInformationLength,
	_Out_ PVOID CallbackRegistration);
WINWORK_ABSENT NTSTATUS NTAPI IoReportRootDevice(_In_ PDRIVER_OBJECT DriverObject);
WINWORK_ABSENT VOID NTAPI IoSetHardErrorOrVerifyDevice(_In_ PIRP Irp,
						       _In_ PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT VOID NTAPI IoUnregisterContainerNotification(_In_ PVOID CallbackRegistration);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIAllocateInstanceIds(_In_ GUID *Guid, _In_ ULONG InstanceCount,
						       _Out_ ULONG *FirstInstanceId);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIDeviceObjectToInstanceName(
	_In_ PVOID DataBlockObject, _In_ PDEVICE_OBJECT DeviceObject,
	_Out_ PUNICODE_STRING InstanceName);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIExecuteMethod(_In_ PVOID DataBlockObject,
						 _In_ PUNICODE_STRING InstanceName,
						 _In_ ULONG MethodId, _In_ ULONG InBufferSize,
						 _Inout_ PULONG OutBufferSize,
						 _Inout_ PUCHAR InOutBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIHandleToInstanceName(_In_ PVOID DataBlockObject,
							_In_ HANDLE FileHandle,
							_Out_ PUNICODE_STRING InstanceName);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIOpenBlock(_In_ GUID *DataBlockGuid, _In_ ULONG DesiredAccess,
					     _Out_ PVOID *DataBlockObject);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIQueryAllData(_In_ PVOID DataBlockObject,
						_Inout_ ULONG *InOutBufferSize,
						_Out_opt_ PVOID OutBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIQueryAllDataMultiple(_In_ PVOID *DataBlockObjectList,
							_In_ ULONG ObjectCount,
							_Inout_ ULONG *InOutBufferSize,
							_Out_opt_ PVOID OutBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIQuerySingleInstance(_In_ PVOID DataBlockObject,
						       _In_ PUNICODE_STRING InstanceName,
						       _Inout_ ULONG *InOutBufferSize,
						       _Out_opt_ PVOID OutBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWMIQuerySingleInstanceMultiple(
	_In_ PVOID *DataBlockObjectList, _In_ PUNICODE_STRING InstanceNames,
	_In_ ULONG ObjectCount, _Inout_ ULONG *InOutBufferSize, _Out_opt_ PVOID OutBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWMISetNotificationCallback(_Inout_ PVOID Object,
							   _In_ WMI_NOTIFICATION_CALLBACK Callback,
							   _In_opt_ PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI IoWMISetSingleInstance(_In_ PVOID DataBlockObject,
						     _In_ PUNICODE_STRING InstanceName,
						     _In_ ULONG Version,
						     _In_ ULONG ValueBufferSize,
						     _In_ PVOID ValueBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWMISetSingleItem(_In_ PVOID DataBlockObject,
						 _In_ PUNICODE_STRING InstanceName,
						 _In_ ULONG DataItemId, _In_ ULONG Version,
						 _In_ ULONG ValueBufferSize,
						 _In_ PVOID ValueBuffer);
WINWORK_ABSENT NTSTATUS NTAPI IoWMISuggestInstanceName(_In_opt_ PDEVICE_OBJECT PhysicalDeviceObject,
						       _In_opt_ PUNICODE_STRING SymbolicLinkName,
						       _In_ BOOLEAN CombineNames,
						       _Out_ PUNICODE_STRING SuggestedInstanceName);

/**
 * IoWMIRegistrationControl - tell WMI that a device has data blocks, or has them no longer
 * @DeviceObject: the device
 * @Action: one of WMIREG_ACTION_REGISTER, _DEREGISTER, _REREGISTER, _UPDATE_GUIDS, _BLOCK_IRPS
 *
 * Here: no part of the system asks for the data of WMI, so no IRP follows, and there is none to wait for.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER for another action.
 * Page: wdm.h, IoWMIRegistrationControl
 */
NTSTATUS NTAPI IoWMIRegistrationControl(_In_ PDEVICE_OBJECT DeviceObject, _In_ ULONG Action);

/**
 * IoWMIWriteEvent - send an event to the clients that have enabled it
 * @WnodeEventItem: the node, in nonpaged pool. If the call succeeds it is freed, and no longer the driver's
 *
 * Here: the system has no clients, so nobody gets the event.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, IoWMIWriteEvent
 */
NTSTATUS NTAPI IoWMIWriteEvent(_Inout_ PVOID WnodeEventItem);

/**
 * IoWMIDeviceObjectToProviderId - return the number of a device in the nodes of its events
 * @DeviceObject: the device
 *
 * A driver stores it in WNODE_HEADER.ProviderId of a WNODE_EVENT_ITEM or WNODE_EVENT_REFERENCE. A device keeps its
 * number. No other device has it, until four billion have been made.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns 0.
 * Return: the number; 0 after a report (0x18) of a pointer to something else.
 * Page: wdm.h, IoWMIDeviceObjectToProviderId
 */
ULONG NTAPI IoWMIDeviceObjectToProviderId(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * IoAllocateErrorLogEntry - allocate an entry of the error log
 * @IoObject: the device that has the error, or the driver object of the driver that found it
 * @EntrySize: bytes: sizeof(IO_ERROR_LOG_PACKET), and the size of the dump data and of the strings; at most
 *	ERROR_LOG_MAXIMUM_SIZE
 *
 * The driver fills in the packet, which is zeroed, and calls IoWriteErrorLogEntry, or IoFreeErrorLogEntry. The
 * entry has a reference on @IoObject until then. Here: entries that a driver leaves at its unload are
 * reported (0xCE) and freed.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the packet, an IO_ERROR_LOG_PACKET; NULL without memory; NULL for a wrong size, with a line in the
 *	log, or for a wrong object, with a report (0x18).
 * Page: wdm.h, IoAllocateErrorLogEntry
 */
PVOID NTAPI IoAllocateErrorLogEntry(_In_ PVOID IoObject, _In_ UCHAR EntrySize);

/**
 * IoWriteErrorLogEntry - write an entry to the error log, and free it
 * @ElEntry: an entry of IoAllocateErrorLogEntry
 *
 * Here: the entry is one line in the kernel's log, with the level of the severity of ErrorCode. It has the names
 * of device and driver, ErrorCode, UniqueErrorValue, and the other members that are not zero: dump data in
 * hexadecimal numbers of 32 bits, and the strings in quotes. Data outside the entry are left out. A
 * line ends after 900 bytes.
 *
 * Here: a pointer to something else is reported (0xC2), also if the entry was written or freed already.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Page: wdm.h, IoWriteErrorLogEntry
 */
VOID NTAPI IoWriteErrorLogEntry(_In_ PVOID ElEntry);

/**
 * IoFreeErrorLogEntry - free an entry that is not written
 * @ElEntry: an entry of IoAllocateErrorLogEntry
 *
 * Here: wrong pointers are reported as by IoWriteErrorLogEntry.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Page: wdm.h, IoFreeErrorLogEntry
 */
VOID NTAPI IoFreeErrorLogEntry(_In_ PVOID ElEntry);

/**
 * IoGetConfigurationInformation - return the system's counts of devices
 *
 * A driver raises the count of its kind of device when it makes one. Here: no part of WinWork counts in it, so all
 * counts are those of drivers.
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Return: the counts, which all drivers share. Version is the size of the structure.
 * Page: ntddk.h, IoGetConfigurationInformation
 */
struct _CONFIGURATION_INFORMATION *NTAPI IoGetConfigurationInformation(VOID);

/**
 * IoRegisterDriverReinitialization, IoRegisterBootDriverReinitialization - have a routine called after
 *	DriverEntry
 * @DriverObject: the driver's
 * @DriverReinitializationRoutine: the routine
 * @Context: passed to the routine
 *
 * DriverEntry calls the function once, and only if it succeeds. The routine may call it once more, to be called
 * again. If DriverEntry fails, no routine is called.
 *
 * Here: the routines are called as part of insmod, when DriverEntry has returned and the class libraries have
 * added the driver's device. Those of IoRegisterBootDriverReinitialization come first. On Windows: a boot driver's
 * come after all devices have started. Later registrations are refused, with a line in the log.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and has no effect.
 * Page: ntddk.h, IoRegisterDriverReinitialization, IoRegisterBootDriverReinitialization
 */
VOID NTAPI IoRegisterDriverReinitialization(_In_ PDRIVER_OBJECT DriverObject,
					    _In_ PDRIVER_REINITIALIZE DriverReinitializationRoutine,
					    _In_opt_ PVOID Context);
VOID NTAPI IoRegisterBootDriverReinitialization(
	_In_ PDRIVER_OBJECT DriverObject, _In_ PDRIVER_REINITIALIZE DriverReinitializationRoutine,
	_In_opt_ PVOID Context);

EXTERN_C_END

#endif /* WINWORK_IO_DEVICES_H */
