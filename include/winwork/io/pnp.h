/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Plug and Play: capabilities, relations, interfaces, notifications.
 */
#ifndef WINWORK_IO_PNP_H
#define WINWORK_IO_PNP_H

#include "irp.h"
#include "device_object.h"
#include "../ex/interlocked.h"
#include "dma.h"
#include "resources.h"
#include "../po/power.h"

EXTERN_C_START

struct _BUS_INTERFACE_STANDARD;
struct _DEVICE_CAPABILITIES;
struct _DEVICE_HANDLER_OBJECT;
struct _DEVICE_INTERFACE_CHANGE_NOTIFICATION;
struct _DEVICE_RELATIONS;
struct _DEVPROPKEY;
struct _FILE_OBJECT;
struct _HWPROFILE_CHANGE_NOTIFICATION;
struct _INTERFACE;
struct _PLUGPLAY_NOTIFICATION_HEADER;
struct _PNP_BUS_INFORMATION;
struct _PNP_LOCATION_INTERFACE;
struct _PNP_REPLACE_DRIVER_INTERFACE;
struct _PNP_REPLACE_MEMORY_LIST;
struct _PNP_REPLACE_PARAMETERS;
struct _PNP_REPLACE_PROCESSOR_LIST;
struct _PNP_REPLACE_PROCESSOR_LIST_V1;
struct _REENUMERATE_SELF_INTERFACE_STANDARD;
struct _TARGET_DEVICE_CUSTOM_NOTIFICATION;
struct _TARGET_DEVICE_REMOVAL_NOTIFICATION;

#define DEVICE_INTERFACE_INCLUDE_NONACTIVE 0x00000001

#define PLUGPLAY_PROPERTY_PERSISTENT 0x00000001
#define PLUGPLAY_REGKEY_DEVICE 1
#define PLUGPLAY_REGKEY_DRIVER 2
#define PLUGPLAY_REGKEY_CURRENT_HWPROFILE 4

#define PNP_DEVICE_DISABLED 0x00000001
#define PNP_DEVICE_DONT_DISPLAY_IN_UI 0x00000002
#define PNP_DEVICE_FAILED 0x00000004
#define PNP_DEVICE_REMOVED 0x00000008
#define PNP_DEVICE_RESOURCE_REQUIREMENTS_CHANGED 0x00000010
#define PNP_DEVICE_NOT_DISABLEABLE 0x00000020
#define PNP_LOCATION_INTERFACE_VERSION 1

#define PNP_REPLACE_DRIVER_INTERFACE_VERSION 1
#define PNP_REPLACE_MEMORY_SUPPORTED 0x0001
#define PNP_REPLACE_PARAMETERS_VERSION 2
#define PNP_REPLACE_PROCESSOR_SUPPORTED 0x0002
#define PNP_REPLACE_HARDWARE_MEMORY_MIRRORING 0x0004
#define PNP_REPLACE_HARDWARE_PAGE_COPY 0x0008
#define PNP_REPLACE_HARDWARE_QUIESCE 0x0010
#define PNP_REPLACE_NO_MAP MAXLONGLONG

typedef struct _PNP_BUS_INFORMATION {
	GUID BusTypeGuid;
	INTERFACE_TYPE LegacyBusType;
	ULONG BusNumber;
} PNP_BUS_INFORMATION, *PPNP_BUS_INFORMATION;

typedef BOOLEAN NTAPI TRANSLATE_BUS_ADDRESS(PVOID Context, PHYSICAL_ADDRESS BusAddress,
					    ULONG Length, PULONG AddressSpace,
					    PPHYSICAL_ADDRESS TranslatedAddress);
typedef TRANSLATE_BUS_ADDRESS *PTRANSLATE_BUS_ADDRESS;
typedef ULONG NTAPI GET_SET_DEVICE_DATA(PVOID Context, ULONG DataType, PVOID Buffer, ULONG Offset,
					ULONG Length);
typedef GET_SET_DEVICE_DATA *PGET_SET_DEVICE_DATA;
typedef enum _DEVICE_INSTALL_STATE {
	InstallStateInstalled,
	InstallStateNeedsReinstall,
	InstallStateFailedInstall,
	InstallStateFinishInstall,
} DEVICE_INSTALL_STATE, *PDEVICE_INSTALL_STATE;

typedef enum _DEVICE_REMOVAL_POLICY {
	RemovalPolicyExpectNoRemoval = 1,
	RemovalPolicyExpectOrderlyRemoval = 2,
	RemovalPolicyExpectSurpriseRemoval = 3,
} DEVICE_REMOVAL_POLICY, *PDEVICE_REMOVAL_POLICY;

typedef VOID (NTAPI *PREENUMERATE_SELF)(PVOID Context);
typedef struct _REENUMERATE_SELF_INTERFACE_STANDARD {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PREENUMERATE_SELF SurpriseRemoveAndReenumerateSelf;
} REENUMERATE_SELF_INTERFACE_STANDARD, *PREENUMERATE_SELF_INTERFACE_STANDARD;

typedef VOID (NTAPI *PIO_DEVICE_EJECT_CALLBACK)(NTSTATUS Status, PVOID Context);
typedef struct _BUS_INTERFACE_STANDARD {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PTRANSLATE_BUS_ADDRESS TranslateBusAddress;
	PGET_DMA_ADAPTER GetDmaAdapter;
	PGET_SET_DEVICE_DATA SetBusData;
	PGET_SET_DEVICE_DATA GetBusData;
} BUS_INTERFACE_STANDARD, *PBUS_INTERFACE_STANDARD;

typedef struct _DEVICE_CAPABILITIES {
	USHORT Size;
	USHORT Version;
	ULONG : 0;
	ULONG DeviceD1 : 1;
	ULONG DeviceD2 : 1;
	ULONG LockSupported : 1;
	ULONG EjectSupported : 1;
	ULONG Removable : 1;
	ULONG DockDevice : 1;
	ULONG UniqueID : 1;
	ULONG SilentInstall : 1;
	ULONG RawDeviceOK : 1;
	ULONG SurpriseRemovalOK : 1;
	ULONG WakeFromD0 : 1;
	ULONG WakeFromD1 : 1;
	ULONG WakeFromD2 : 1;
	ULONG WakeFromD3 : 1;
	ULONG HardwareDisabled : 1;
	ULONG NonDynamic : 1;
	ULONG WarmEjectSupported : 1;
	ULONG NoDisplayInUI : 1;
	ULONG Reserved1 : 1;
	ULONG WakeFromInterrupt : 1;
	ULONG SecureDevice : 1;
	ULONG ChildOfVgaEnabledBridge : 1;
	ULONG DecodeIoOnBoot : 1;
	ULONG Reserved : 9;
	ULONG Address;
	ULONG UINumber;
	DEVICE_POWER_STATE DeviceState[PowerSystemMaximum];
	SYSTEM_POWER_STATE SystemWake;
	DEVICE_POWER_STATE DeviceWake;
	ULONG D1Latency;
	ULONG D2Latency;
	ULONG D3Latency;
} DEVICE_CAPABILITIES, *PDEVICE_CAPABILITIES;

typedef struct _DEVICE_INTERFACE_CHANGE_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
	GUID InterfaceClassGuid;
	PUNICODE_STRING SymbolicLinkName;
} DEVICE_INTERFACE_CHANGE_NOTIFICATION, *PDEVICE_INTERFACE_CHANGE_NOTIFICATION;

typedef struct _HWPROFILE_CHANGE_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
} HWPROFILE_CHANGE_NOTIFICATION, *PHWPROFILE_CHANGE_NOTIFICATION;

typedef struct _INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
} INTERFACE, *PINTERFACE;

typedef struct _PLUGPLAY_NOTIFICATION_HEADER {
	USHORT Version;
	USHORT Size;
	GUID Event;
} PLUGPLAY_NOTIFICATION_HEADER, *PPLUGPLAY_NOTIFICATION_HEADER;

typedef ULONG PNP_DEVICE_STATE, *PPNP_DEVICE_STATE;
typedef struct _TARGET_DEVICE_CUSTOM_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
	struct _FILE_OBJECT *FileObject;
	LONG NameBufferOffset;
	UCHAR CustomDataBuffer[1];
} TARGET_DEVICE_CUSTOM_NOTIFICATION, *PTARGET_DEVICE_CUSTOM_NOTIFICATION;

typedef struct _TARGET_DEVICE_REMOVAL_NOTIFICATION {
	USHORT Version;
	USHORT Size;
	GUID Event;
	struct _FILE_OBJECT *FileObject;
} TARGET_DEVICE_REMOVAL_NOTIFICATION, *PTARGET_DEVICE_REMOVAL_NOTIFICATION;

typedef ULONG DEVPROPTYPE, *PDEVPROPTYPE;
typedef GUID DEVPROPGUID, *PDEVPROPGUID;
typedef ULONG DEVPROPID, *PDEVPROPID;
typedef struct _DEVPROPKEY {
	DEVPROPGUID fmtid;
	DEVPROPID pid;
} DEVPROPKEY, *PDEVPROPKEY;

typedef NTSTATUS (NTAPI *PREPLACE_MAP_MEMORY)(PHYSICAL_ADDRESS TargetPhysicalAddress,
					      PHYSICAL_ADDRESS SparePhysicalAddress,
					      PLARGE_INTEGER NumberOfBytes, PVOID *TargetAddress,
					      PVOID *SpareAddress);
typedef struct _PNP_REPLACE_MEMORY_LIST {
	ULONG AllocatedCount;
	ULONG Count;
	ULONGLONG TotalLength;
	struct {
		PHYSICAL_ADDRESS Address;
		ULONGLONG Length;
	} Ranges[1];
} PNP_REPLACE_MEMORY_LIST, *PPNP_REPLACE_MEMORY_LIST;

typedef struct _PNP_REPLACE_PROCESSOR_LIST {
	PKAFFINITY Affinity;
	ULONG GroupCount;
	ULONG AllocatedCount;
	ULONG Count;
	ULONG ApicIds[1];
} PNP_REPLACE_PROCESSOR_LIST, *PPNP_REPLACE_PROCESSOR_LIST;

typedef struct _PNP_REPLACE_PROCESSOR_LIST_V1 {
	KAFFINITY AffinityMask;
	ULONG AllocatedCount;
	ULONG Count;
	ULONG ApicIds[1];
} PNP_REPLACE_PROCESSOR_LIST_V1, *PPNP_REPLACE_PROCESSOR_LIST_V1;

typedef struct _PNP_REPLACE_PARAMETERS {
	ULONG Size;
	ULONG Version;
	ULONG64 Target;
	ULONG64 Spare;
	PPNP_REPLACE_PROCESSOR_LIST TargetProcessors;
	PPNP_REPLACE_PROCESSOR_LIST SpareProcessors;
	PPNP_REPLACE_MEMORY_LIST TargetMemory;
	PPNP_REPLACE_MEMORY_LIST SpareMemory;
	PREPLACE_MAP_MEMORY MapMemory;
} PNP_REPLACE_PARAMETERS, *PPNP_REPLACE_PARAMETERS;

typedef VOID (NTAPI *PREPLACE_UNLOAD)(void);
typedef NTSTATUS (NTAPI *PREPLACE_BEGIN)(PPNP_REPLACE_PARAMETERS Parameters, PVOID *Context);
typedef NTSTATUS (NTAPI *PREPLACE_END)(PVOID Context);
typedef NTSTATUS (NTAPI *PREPLACE_MIRROR_PHYSICAL_MEMORY)(PVOID Context,
							  PHYSICAL_ADDRESS PhysicalAddress,
							  LARGE_INTEGER ByteCount);
typedef NTSTATUS (NTAPI *PREPLACE_SET_PROCESSOR_ID)(PVOID Context, ULONG ApicId, BOOLEAN Target);
typedef NTSTATUS (NTAPI *PREPLACE_SWAP)(PVOID Context);
typedef NTSTATUS (NTAPI *PREPLACE_INITIATE_HARDWARE_MIRROR)(PVOID Context);
typedef NTSTATUS (NTAPI *PREPLACE_MIRROR_PLATFORM_MEMORY)(PVOID Context);
typedef NTSTATUS (NTAPI *PREPLACE_GET_MEMORY_DESTINATION)(PVOID Context,
							  PHYSICAL_ADDRESS SourceAddress,
							  PPHYSICAL_ADDRESS DestinationAddress);
typedef NTSTATUS (NTAPI *PREPLACE_ENABLE_DISABLE_HARDWARE_QUIESCE)(
	PVOID Context, BOOLEAN Enable);
typedef struct _PNP_REPLACE_DRIVER_INTERFACE {
	ULONG Size;
	ULONG Version;
	ULONG Flags;
	PREPLACE_UNLOAD Unload;
	PREPLACE_BEGIN BeginReplace;
	PREPLACE_END EndReplace;
	PREPLACE_MIRROR_PHYSICAL_MEMORY MirrorPhysicalMemory;
	PREPLACE_SET_PROCESSOR_ID SetProcessorId;
	PREPLACE_SWAP Swap;
	PREPLACE_INITIATE_HARDWARE_MIRROR InitiateHardwareMirror;
	PREPLACE_MIRROR_PLATFORM_MEMORY MirrorPlatformMemory;
	PREPLACE_GET_MEMORY_DESTINATION GetMemoryDestination;
	PREPLACE_ENABLE_DISABLE_HARDWARE_QUIESCE EnableDisableHardwareQuiesce;
} PNP_REPLACE_DRIVER_INTERFACE, *PPNP_REPLACE_DRIVER_INTERFACE;

typedef NTSTATUS (NTAPI *PREPLACE_DRIVER_INIT)(PPNP_REPLACE_DRIVER_INTERFACE Interface,
					       PVOID Unused);
typedef enum {
	DevicePropertyDeviceDescription = 0x0,
	DevicePropertyHardwareID = 0x1,
	DevicePropertyCompatibleIDs = 0x2,
	DevicePropertyBootConfiguration = 0x3,
	DevicePropertyBootConfigurationTranslated = 0x4,
	DevicePropertyClassName = 0x5,
	DevicePropertyClassGuid = 0x6,
	DevicePropertyDriverKeyName = 0x7,
	DevicePropertyManufacturer = 0x8,
	DevicePropertyFriendlyName = 0x9,
	DevicePropertyLocationInformation = 0xa,
	DevicePropertyPhysicalDeviceObjectName = 0xb,
	DevicePropertyBusTypeGuid = 0xc,
	DevicePropertyLegacyBusType = 0xd,
	DevicePropertyBusNumber = 0xe,
	DevicePropertyEnumeratorName = 0xf,
	DevicePropertyAddress = 0x10,
	DevicePropertyUINumber = 0x11,
	DevicePropertyInstallState = 0x12,
	DevicePropertyRemovalPolicy = 0x13,
	DevicePropertyResourceRequirements = 0x14,
	DevicePropertyAllocatedResources = 0x15,
	DevicePropertyContainerID = 0x16,
} DEVICE_REGISTRY_PROPERTY;

typedef enum _IO_NOTIFICATION_EVENT_CATEGORY {
	EventCategoryReserved,
	EventCategoryHardwareProfileChange,
	EventCategoryDeviceInterfaceChange,
	EventCategoryTargetDeviceChange,
	EventCategoryKernelSoftRestart,
} IO_NOTIFICATION_EVENT_CATEGORY;

typedef NTSTATUS NTAPI DRIVER_NOTIFICATION_CALLBACK_ROUTINE(PVOID NotificationStructure,
							    PVOID Context);
typedef DRIVER_NOTIFICATION_CALLBACK_ROUTINE *PDRIVER_NOTIFICATION_CALLBACK_ROUTINE;
typedef VOID NTAPI DEVICE_CHANGE_COMPLETE_CALLBACK(PVOID Context);
typedef DEVICE_CHANGE_COMPLETE_CALLBACK *PDEVICE_CHANGE_COMPLETE_CALLBACK;
typedef struct _DEVICE_RELATIONS {
	ULONG Count;
	PDEVICE_OBJECT Objects[1];
} DEVICE_RELATIONS, *PDEVICE_RELATIONS;

typedef struct _DEVICE_HANDLER_OBJECT *PDEVICE_HANDLER_OBJECT;
typedef NTSTATUS (NTAPI *PGET_LOCATION_STRING)(PVOID Context, PWCHAR *LocationStrings);
typedef struct _PNP_LOCATION_INTERFACE {
	USHORT Size;
	USHORT Version;
	PVOID Context;
	PINTERFACE_REFERENCE InterfaceReference;
	PINTERFACE_DEREFERENCE InterfaceDereference;
	PGET_LOCATION_STRING GetLocationString;
} PNP_LOCATION_INTERFACE, *PPNP_LOCATION_INTERFACE;

typedef enum _DEVICE_WAKE_DEPTH {
	DeviceWakeDepthNotWakeable = 0,
	DeviceWakeDepthD0,
	DeviceWakeDepthD1,
	DeviceWakeDepthD2,
	DeviceWakeDepthD3hot,
	DeviceWakeDepthD3cold,
	DeviceWakeDepthMaximum,
} DEVICE_WAKE_DEPTH;

WINWORK_ABSENT NTSTATUS NTAPI IoGetDeviceInterfaceAlias(_In_ PUNICODE_STRING SymbolicLinkName,
							_In_ const GUID *AliasInterfaceClassGuid,
							_Out_ PUNICODE_STRING AliasSymbolicLinkName);
WINWORK_ABSENT NTSTATUS NTAPI IoGetDeviceInterfacePropertyData(
	_In_ PUNICODE_STRING SymbolicLinkName, _In_ const DEVPROPKEY *PropertyKey, _In_ LCID Lcid,
	_Reserved_ ULONG Flags, _In_ ULONG Size, _Out_ PVOID Data, _Out_ PULONG RequiredSize,
	_Out_ PDEVPROPTYPE Type);

/**
 * IoGetDeviceInterfaces - the links of a class of device interfaces
 * @InterfaceClassGuid: the class
 * @PhysicalDeviceObject: only interfaces of this device; or NULL
 * @Flags: DEVICE_INTERFACE_INCLUDE_NONACTIVE: also those that are not enabled; or 0
 * @SymbolicLinkList: receives the names, one after the other, each with a zero behind it, and one
 *	more zero at the end. The caller frees it by ExFreePool.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, also without interfaces; STATUS_INVALID_PARAMETER for a NULL argument and,
 *	with a report (0x18), for a wrong device; STATUS_INSUFFICIENT_RESOURCES, also for a list
 *	above 65534 bytes.
 * Page: wdm.h, IoGetDeviceInterfaces
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI IoGetDeviceInterfaces(_In_ const GUID *InterfaceClassGuid,
				     _In_opt_ PDEVICE_OBJECT PhysicalDeviceObject, _In_ ULONG Flags,
				     _Outptr_ PWSTR *SymbolicLinkList);

WINWORK_ABSENT NTSTATUS NTAPI IoGetDeviceNumaNode(_In_ PDEVICE_OBJECT Pdo,
						  _Out_ PUSHORT NodeNumber);
/**
 * IoGetDeviceProperty - return a property of a device
 * IoGetDevicePropertyData - the same by a key of <devpkey.h>
 * @DeviceObject: the PDO; another device object is reported (0xCA, parameter 2)
 * @Pdo: likewise
 * @DeviceProperty: which property
 * @PropertyKey: which property, as DEVPKEY_Device_HardwareIds
 * @Lcid: a language, which makes no difference here
 * @Flags: 0
 * @BufferLength: bytes of @PropertyBuffer
 * @Size: bytes of @Data
 * @PropertyBuffer: receives the value
 * @Data: likewise
 * @ResultLength: receives the bytes of the value, also if the buffer is too small
 * @RequiredSize: likewise
 * @Type: receives the type of the value, as DEVPROP_TYPE_STRING_LIST
 *
 * Here: the description, class and manufacturer are those of the driver's INF. A device has the resources
 * that Linux has assigned, also as its boot configuration.
 *
 * IRQL: PASSIVE_LEVEL; IoGetDevicePropertyData <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL; STATUS_OBJECT_NAME_NOT_FOUND if the device has no such
 *	property; STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_DEVICE_REQUEST, with a report, for a wrong
 *	object or IRQL.
 * Page: wdm.h, the names of the functions
 */
NTSTATUS NTAPI IoGetDeviceProperty(_In_ PDEVICE_OBJECT DeviceObject,
				   _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
				   _In_ ULONG BufferLength, _Out_opt_ PVOID PropertyBuffer,
				   _Out_ PULONG ResultLength);
NTSTATUS NTAPI IoGetDevicePropertyData(_In_ PDEVICE_OBJECT Pdo, _In_ const DEVPROPKEY *PropertyKey,
				       _In_ LCID Lcid, _Reserved_ ULONG Flags, _In_ ULONG Size,
				       _Out_ PVOID Data, _Out_ PULONG RequiredSize,
				       _Out_ PDEVPROPTYPE Type);

/**
 * IoInvalidateDeviceRelations - the devices of a bus have changed
 * @DeviceObject: the PDO of the bus
 * @Type: BusRelations or SingleBusRelations: the PnP manager asks the bus by IRP_MN_QUERY_DEVICE_RELATIONS for
 *	BusRelations, soon, in a system thread. Several calls may lead to one question. Here: other types
 *	have no effect.
 *
 * A PDO that the bus has not reported before gets a function driver, if one serves an ID of the device. One
 * that it does not report any more is removed by IRP_MN_SURPRISE_REMOVAL, if it was started, and by
 * IRP_MN_REMOVE_DEVICE when its last file has been closed.
 *
 * IRQL: <= DISPATCH_LEVEL; above it, and for a device that is no PDO (0xCA, parameter 2), the call is
 *	reported and does nothing.
 * Page: wdm.h, IoInvalidateDeviceRelations
 */
VOID NTAPI IoInvalidateDeviceRelations(_In_ PDEVICE_OBJECT DeviceObject, _In_ DEVICE_RELATION_TYPE Type);

WINWORK_ABSENT VOID NTAPI IoInvalidateDeviceState(_In_ PDEVICE_OBJECT PhysicalDeviceObject);

/**
 * IoOpenDeviceInterfaceRegistryKey - open the key for a device interface
 * @SymbolicLinkName: the name of IoRegisterDeviceInterface
 * @DesiredAccess: the access to the key
 * @DeviceInterfaceKey: receives a handle of the kernel's, which the driver ends by ZwClose
 *
 * The key is made if need be: Device Parameters, below Control\DeviceClasses of the current control set. The same
 * device finds it again when it comes back and registers an interface of the class.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND for no registered interface; STATUS_INVALID_PARAMETER for
 *	@DeviceInterfaceKey of NULL; STATUS_INSUFFICIENT_RESOURCES; the status of ZwOpenKey.
 * Page: wdm.h, IoOpenDeviceInterfaceRegistryKey
 */
NTSTATUS NTAPI IoOpenDeviceInterfaceRegistryKey(_In_ PUNICODE_STRING SymbolicLinkName,
						_In_ ACCESS_MASK DesiredAccess,
						_Out_ PHANDLE DeviceInterfaceKey);

/**
 * IoOpenDeviceRegistryKey - open a key for a device
 * @DeviceObject: its PDO
 * @DevInstKeyType: PLUGPLAY_REGKEY_DEVICE, for Device Parameters in its hardware key, or
 *	PLUGPLAY_REGKEY_DRIVER, for its driver key
 * @DesiredAccess: has no effect here
 * @DevInstRegKey: receives a kernel handle, to close by ZwClose
 *
 * The keys are there when AddDevice is called, with the values of the driver's INF (docs/hardware.md).
 *
 * Here: there are no hardware profiles. PLUGPLAY_REGKEY_CURRENT_HWPROFILE is refused.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST, with a report (0xCA), for an object other than a PDO;
 *	STATUS_INVALID_PARAMETER for another type or a NULL @DevInstRegKey; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, IoOpenDeviceRegistryKey
 */
NTSTATUS NTAPI IoOpenDeviceRegistryKey(_In_ PDEVICE_OBJECT DeviceObject, _In_ ULONG DevInstKeyType,
				       _In_ ACCESS_MASK DesiredAccess, _Out_ PHANDLE DevInstRegKey);


/**
 * IoRegisterDeviceInterface - give a device a class that programs find it by
 * @PhysicalDeviceObject: the device. It must have a name.
 * @InterfaceClassGuid: the class
 * @ReferenceString: text without slashes and backslashes, or NULL. FileObject->FileName of an open is
 *	a backslash and this text.
 * @SymbolicLinkName: receives the name of the link. The caller frees it by RtlFreeUnicodeString.
 *
 * The link exists while the interface is enabled: see IoSetDeviceInterfaceState. A second call for
 * the same device, class and text returns the same name.
 *
 * Here: the name is \??\{guid}\number, and the node /dev/winwork/{guid}/number. Any device with a
 * name has interfaces. They are forgotten when the device is deleted; the name of one that is
 * enabled then is a link without a device.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for a device without a name;
 *	STATUS_INVALID_PARAMETER for a NULL argument, a wrong text and, with a report (0x18), for a
 *	wrong device; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, IoRegisterDeviceInterface
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI IoRegisterDeviceInterface(_In_ PDEVICE_OBJECT PhysicalDeviceObject,
					 _In_ const GUID *InterfaceClassGuid,
					 _In_opt_ PUNICODE_STRING ReferenceString,
					 _Out_ PUNICODE_STRING SymbolicLinkName);

/**
 * IoRegisterPlugPlayNotification - have a routine called when device interfaces or a device change
 * @EventCategory: EventCategoryDeviceInterfaceChange: an interface of a class is enabled or disabled.
 *	EventCategoryTargetDeviceChange: a device that the driver has opened is to be removed, stays after all, has been
 *	removed, or its driver reports an event. EventCategoryHardwareProfileChange: see Here.
 * @EventCategoryFlags: 0, or, for interfaces, PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES: the routine is
 *	called for each interface of the class that is enabled now, before the function returns
 * @EventCategoryData: the class, as a pointer to its GUID; the FILE_OBJECT of the device, whose file may be closed later;
 *	or NULL. Copied.
 * @DriverObject: the caller's driver
 * @CallbackRoutine: gets a DEVICE_INTERFACE_CHANGE_NOTIFICATION, TARGET_DEVICE_REMOVAL_NOTIFICATION or
 *	TARGET_DEVICE_CUSTOM_NOTIFICATION, by its Event, and @Context. The structure is valid during the call. What the
 *	routine returns counts for GUID_TARGET_DEVICE_QUERY_REMOVE: an error keeps the device.
 * @Context: the driver's
 * @NotificationEntry: receives what IoUnregisterPlugPlayNotificationEx takes, at the end of the call
 *
 * The routine is called at PASSIVE_LEVEL in a system thread: for interfaces and reported events by one thread, in the
 * order of the events. It may call every function, also this one, but must not wait for another event. Before
 * GUID_TARGET_DEVICE_QUERY_REMOVE returns, the driver closes its file: an open file keeps the device. It opens the
 * device again at GUID_TARGET_DEVICE_REMOVE_CANCELLED. After GUID_TARGET_DEVICE_REMOVE_COMPLETE it unregisters.
 *
 * Here: Linux has no hardware profiles, so a routine for these is not called. A registration that is left when its driver
 * is unloaded is reported (0xCE), and removed.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a wrong or NULL argument, with a report (0x18) for a wrong driver or
 *	file object; STATUS_NO_SUCH_DEVICE for a file of a device that the PnP manager does not know;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, IoRegisterPlugPlayNotification
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI IoRegisterPlugPlayNotification(_In_ IO_NOTIFICATION_EVENT_CATEGORY EventCategory,
					      _In_ ULONG EventCategoryFlags,
					      _In_opt_ PVOID EventCategoryData,
					      _In_ PDRIVER_OBJECT DriverObject,
					      _In_ PDRIVER_NOTIFICATION_CALLBACK_ROUTINE CallbackRoutine,
					      _In_opt_ PVOID Context, _Out_ PVOID *NotificationEntry);
WINWORK_ABSENT NTSTATUS NTAPI IoReportDetectedDevice(_In_ PDRIVER_OBJECT DriverObject,
						     _In_ INTERFACE_TYPE LegacyBusType,
						     _In_ ULONG BusNumber, _In_ ULONG SlotNumber,
						     _In_opt_ PCM_RESOURCE_LIST ResourceList,
						     _In_opt_ PIO_RESOURCE_REQUIREMENTS_LIST ResourceRequirements,
						     _In_ BOOLEAN ResourceAssigned,
						     _Inout_ PDEVICE_OBJECT *DeviceObject);

/**
 * IoReportTargetDeviceChange - tell the drivers that have a device open of an event of its own
 * @PhysicalDeviceObject: the device
 * @NotificationStructure: a TARGET_DEVICE_CUSTOM_NOTIFICATION with Version 1, its Size with the data, an Event that is not
 *	the PnP manager's, and a NULL FileObject. Copied: each routine finds its own FileObject there.
 *
 * Calls the routines that are registered for the device by EventCategoryTargetDeviceChange, and waits for them.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_REQUEST for an event that only the PnP manager reports;
 *	STATUS_INVALID_PARAMETER for a wrong structure and, with a report (0x18, or 0xCA, parameter 2), for a device that is
 *	no PDO; STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, IoReportTargetDeviceChange
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI IoReportTargetDeviceChange(_In_ PDEVICE_OBJECT PhysicalDeviceObject,
					  _In_ PVOID NotificationStructure);

/**
 * IoReportTargetDeviceChangeAsynchronous - the same, without waiting
 * @PhysicalDeviceObject: the device
 * @NotificationStructure: as IoReportTargetDeviceChange takes it
 * @Callback: called at PASSIVE_LEVEL when all routines have been called, or NULL
 * @Context: for @Callback
 *
 * The routines are called by a system thread, soon. Until then the device's driver is not unloaded, nor that of @Callback.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS: @Callback will be called; else as IoReportTargetDeviceChange
 * Page: wdm.h, IoReportTargetDeviceChangeAsynchronous
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI IoReportTargetDeviceChangeAsynchronous(_In_ PDEVICE_OBJECT PhysicalDeviceObject,
						      _In_ PVOID NotificationStructure,
						      _In_opt_ PDEVICE_CHANGE_COMPLETE_CALLBACK Callback,
						      _In_opt_ PVOID Context);

/**
 * IoRequestDeviceEject - have the device of a bus ejected
 * @PhysicalDeviceObject: the PDO, which a bus driver has reported
 *
 * Soon, in a system thread, the device's drivers are asked by IRP_MN_QUERY_REMOVE_DEVICE. If they let it go, they get
 * IRP_MN_REMOVE_DEVICE, and the PDO IRP_MN_EJECT. Then the bus is asked for its children. If a driver refuses, a program
 * has the device open, or the ejection fails, the device stays, and the log says so. A second call has no effect
 * while the first one is on its way.
 *
 * IRQL: <= DISPATCH_LEVEL; above it, and for a device that is no PDO (0xCA, parameter 2), the call is reported and does
 *	nothing. One of a PDO that no bus driver has reported is refused.
 * Page: ntddk.h, IoRequestDeviceEject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI IoRequestDeviceEject(_In_ PDEVICE_OBJECT PhysicalDeviceObject);

WINWORK_ABSENT NTSTATUS NTAPI IoRequestDeviceEjectEx(PDEVICE_OBJECT PhysicalDeviceObject,
						     PIO_DEVICE_EJECT_CALLBACK Callback,
						     PVOID Context, PDRIVER_OBJECT DriverObject);
WINWORK_ABSENT NTSTATUS NTAPI IoSetDeviceInterfacePropertyData(
	_In_ PUNICODE_STRING SymbolicLinkName, _In_ const DEVPROPKEY *PropertyKey, _In_ LCID Lcid,
	_In_ ULONG Flags, _In_ DEVPROPTYPE Type, _In_ ULONG Size, _In_opt_ PVOID Data);

/**
 * IoSetDeviceInterfaceState - enable or disable an interface
 * @SymbolicLinkName: the name that IoRegisterDeviceInterface returned
 * @Enable: TRUE: programs find the device; FALSE: they do not
 *
 * Here: an interface that is enabled when the driver ends is reported as a link that it left (0xCE),
 * and disabled. On Windows the Plug and Play manager disables it.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS if it is enabled already;
 *	STATUS_OBJECT_NAME_NOT_FOUND if it is disabled already, and for another name;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdm.h, IoSetDeviceInterfaceState
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI IoSetDeviceInterfaceState(_In_ PUNICODE_STRING SymbolicLinkName,
					 _In_ BOOLEAN Enable);

WINWORK_ABSENT NTSTATUS NTAPI IoSetDevicePropertyData(_In_ PDEVICE_OBJECT Pdo,
						      _In_ const DEVPROPKEY *PropertyKey,
						      _In_ LCID Lcid, _In_ ULONG Flags,
						      _In_ DEVPROPTYPE Type, _In_ ULONG Size,
						      _In_opt_ PVOID Data);

/**
 * IoUnregisterPlugPlayNotificationEx - end a registration
 * @NotificationEntry: as IoRegisterPlugPlayNotification stored it
 *
 * When the call returns, the routine does not run, and is not called any more. The routine itself may call this: then it is
 * not called again.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a line in the log, for anything else
 * Page: wdm.h, IoUnregisterPlugPlayNotificationEx
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI IoUnregisterPlugPlayNotificationEx(_In_ PVOID NotificationEntry);

/**
 * IoUnregisterPlugPlayNotification - end a registration
 * @NotificationEntry: as for IoUnregisterPlugPlayNotificationEx
 *
 * Here: it does what IoUnregisterPlugPlayNotificationEx does. On Windows the routine may still be called afterwards.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_UNSUCCESSFUL.
 * Return: as IoUnregisterPlugPlayNotificationEx
 * Page: wdm.h, IoUnregisterPlugPlayNotification
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI IoUnregisterPlugPlayNotification(_In_ PVOID NotificationEntry);

/* Page: wdm.h, DRIVER_REGKEY_TYPE */
typedef enum _DRIVER_REGKEY_TYPE {
	DriverRegKeyParameters = 0,
	DriverRegKeyPersistentState = 1,
	DriverRegKeySharedPersistentState = 2,
} DRIVER_REGKEY_TYPE, *PDRIVER_REGKEY_TYPE;

/*
 * Counts a device's page, hibernation or crash dump files, for IRP_MN_DEVICE_USAGE_NOTIFICATION: up if
 * Paging is TRUE, else down. Count points to a LONG.
 */
#define IoAdjustPagingPathCount(Count, Paging)			\
	do {							\
		if (Paging)					\
			InterlockedIncrement(Count);		\
		else						\
			InterlockedDecrement(Count);		\
	} while (0)

EXTERN_C_END

#endif /* WINWORK_IO_PNP_H */
