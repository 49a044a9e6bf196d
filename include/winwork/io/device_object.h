/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Driver and device objects, and their references.
 */
#ifndef WINWORK_IO_DEVICE_OBJECT_H
#define WINWORK_IO_DEVICE_OBJECT_H

#include "../ke/dispatcher.h"
#include "../ke/dpc.h"
#include "../ke/spin_lock.h"

EXTERN_C_START

struct _DEVICE_OBJECT;
struct _DRIVER_OBJECT;
struct _FILE_OBJECT;
struct _IRP;
struct _FAST_IO_DISPATCH;
struct _IO_TIMER;
struct _DEVOBJ_EXTENSION;

/**
 * DRIVER_INITIALIZE - DriverEntry: start the driver
 * @DriverObject: the driver object that WinWork made for this driver; it is valid until
 *	DriverUnload has returned
 * @RegistryPath: \Registry\Machine\System\CurrentControlSet\Services\ and the module's name. It is
 *	valid only during the call, so copy it if you need it later.
 *
 * insmod calls this routine. If it fails, WinWork waits for the driver's running code, and reports
 * and removes everything that the driver left. insmod then fails with the errno that is nearest to
 * the status (EIO for most).
 *
 * Here: there is no registry, so the path leads to no key.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a status.
 * Page: wdm.h, DRIVER_INITIALIZE
 */
typedef NTSTATUS NTAPI DRIVER_INITIALIZE(_In_ struct _DRIVER_OBJECT *DriverObject,
					 _In_ PUNICODE_STRING RegistryPath);
typedef DRIVER_INITIALIZE *PDRIVER_INITIALIZE;

/**
 * DRIVER_UNLOAD - end the driver
 * @DriverObject: the driver's own driver object
 *
 * DriverEntry stores the routine in DriverObject->DriverUnload. rmmod calls it. The routine deletes
 * the devices, frees the idle items, and ends the threads. It may return while items are queued or
 * run: WinWork then waits until none of the driver's code runs or can run. While it waits, the log
 * names the remaining items and threads every ten seconds. Devices, items and references that
 * remain after that are reported and removed.
 *
 * Here: rmmod calls the routine at once. On Windows: it is called when no device is referenced any
 * more. A module without this routine cannot be removed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdm.h, DRIVER_UNLOAD
 */
typedef VOID NTAPI DRIVER_UNLOAD(_In_ struct _DRIVER_OBJECT *DriverObject);
typedef DRIVER_UNLOAD *PDRIVER_UNLOAD;

/**
 * DRIVER_ADD_DEVICE, DRIVER_DISPATCH, DRIVER_STARTIO, DRIVER_CANCEL - routines of a driver
 * @DriverObject: the driver object
 * @PhysicalDeviceObject: the device object of the bus driver
 * @DeviceObject: the device object
 * @Irp: the IRP
 *
 * The dispatch routine of a program's request runs in the program's thread, at PASSIVE_LEVEL. It
 * completes the IRP and returns the IRP's status. Or it marks the IRP as pending, hands it to a work
 * item, a DPC, a timer, a thread or a queue, and returns STATUS_PENDING. A MajorFunction that
 * DriverEntry does not set completes the IRP with STATUS_INVALID_DEVICE_REQUEST. IoCancelIrp calls
 * DRIVER_CANCEL.
 *
 * IoStartPacket and IoStartNextPacket call DRIVER_STARTIO, at DISPATCH_LEVEL.
 *
 * Here: WinWork has no Plug and Play, and does not call DRIVER_ADD_DEVICE. A
 * dispatch routine whose status does not match what it did with the IRP is reported (0xC9, 0x224,
 * 0x226, 0x23D, 0x23E). The requester then gets the status that was returned, unless that is
 * STATUS_PENDING.
 *
 * IRQL: <= DISPATCH_LEVEL; DRIVER_CANCEL at DISPATCH_LEVEL, with the cancel spin lock.
 * Return: a status, for the caller.
 * Page: wdm.h, DRIVER_ADD_DEVICE, DRIVER_DISPATCH, DRIVER_STARTIO, DRIVER_CANCEL
 */
typedef NTSTATUS NTAPI DRIVER_ADD_DEVICE(_In_ struct _DRIVER_OBJECT *DriverObject,
					 _In_ struct _DEVICE_OBJECT *PhysicalDeviceObject);
typedef DRIVER_ADD_DEVICE *PDRIVER_ADD_DEVICE;
typedef NTSTATUS NTAPI DRIVER_DISPATCH(_In_ struct _DEVICE_OBJECT *DeviceObject,
				       _Inout_ struct _IRP *Irp);
typedef DRIVER_DISPATCH *PDRIVER_DISPATCH;
typedef DRIVER_DISPATCH DRIVER_DISPATCH_RAISED, DRIVER_DISPATCH_PAGED;
typedef VOID NTAPI DRIVER_STARTIO(_Inout_ struct _DEVICE_OBJECT *DeviceObject,
				  _Inout_ struct _IRP *Irp);
typedef DRIVER_STARTIO *PDRIVER_STARTIO;
typedef VOID NTAPI DRIVER_CANCEL(_Inout_ struct _DEVICE_OBJECT *DeviceObject,
				 _Inout_ struct _IRP *Irp);
typedef DRIVER_CANCEL *PDRIVER_CANCEL;

#define IRP_MJ_CREATE 0x00
#define IRP_MJ_CREATE_NAMED_PIPE 0x01
#define IRP_MJ_CLOSE 0x02
#define IRP_MJ_READ 0x03
#define IRP_MJ_WRITE 0x04
#define IRP_MJ_QUERY_INFORMATION 0x05
#define IRP_MJ_SET_INFORMATION 0x06
#define IRP_MJ_QUERY_EA 0x07
#define IRP_MJ_SET_EA 0x08
#define IRP_MJ_FLUSH_BUFFERS 0x09
#define IRP_MJ_QUERY_VOLUME_INFORMATION 0x0a
#define IRP_MJ_SET_VOLUME_INFORMATION 0x0b
#define IRP_MJ_DIRECTORY_CONTROL 0x0c
#define IRP_MJ_FILE_SYSTEM_CONTROL 0x0d
#define IRP_MJ_DEVICE_CONTROL 0x0e
#define IRP_MJ_INTERNAL_DEVICE_CONTROL 0x0f
#define IRP_MJ_SCSI 0x0f
#define IRP_MJ_SHUTDOWN 0x10
#define IRP_MJ_LOCK_CONTROL 0x11
#define IRP_MJ_CLEANUP 0x12
#define IRP_MJ_CREATE_MAILSLOT 0x13
#define IRP_MJ_QUERY_SECURITY 0x14
#define IRP_MJ_SET_SECURITY 0x15
#define IRP_MJ_POWER 0x16
#define IRP_MJ_SYSTEM_CONTROL 0x17
#define IRP_MJ_DEVICE_CHANGE 0x18
#define IRP_MJ_QUERY_QUOTA 0x19
#define IRP_MJ_SET_QUOTA 0x1a
#define IRP_MJ_PNP 0x1b
#define IRP_MJ_MAXIMUM_FUNCTION 0x1b

#define IO_TYPE_DEVICE 3
#define IO_TYPE_DRIVER 4
#define IO_TYPE_IRP 6

#define FILE_DEVICE_DISK 0x00000007
#define FILE_DEVICE_DISK_FILE_SYSTEM 0x00000008
#define FILE_DEVICE_NETWORK 0x00000012
#define FILE_DEVICE_NULL 0x00000015
#define FILE_DEVICE_PHYSICAL_NETCARD 0x00000017
#define FILE_DEVICE_SERIAL_PORT 0x0000001b
#define FILE_DEVICE_UNKNOWN 0x00000022
#define FILE_DEVICE_NETWORK_FILE_SYSTEM 0x00000014
#define FILE_DEVICE_BUS_EXTENDER 0x0000002a

#define FILE_REMOVABLE_MEDIA 0x00000001
#define FILE_READ_ONLY_DEVICE 0x00000002
#define FILE_AUTOGENERATED_DEVICE_NAME 0x00000080
#define FILE_DEVICE_SECURE_OPEN 0x00000100

#define DO_VERIFY_VOLUME 0x00000002
#define DO_BUFFERED_IO 0x00000004
#define DO_EXCLUSIVE 0x00000008
#define DO_DIRECT_IO 0x00000010
#define DO_DEVICE_HAS_NAME 0x00000040
#define DO_DEVICE_INITIALIZING 0x00000080
#define DO_SHUTDOWN_REGISTERED 0x00000800
#define DO_BUS_ENUMERATED_DEVICE 0x00001000
#define DO_POWER_PAGABLE 0x00002000
#define DO_POWER_INRUSH 0x00004000

#define MAXIMUM_VOLUME_LABEL_LENGTH (32 * sizeof(WCHAR))

#define VPB_MOUNTED 0x0001
#define VPB_LOCKED 0x0002
#define VPB_PERSISTENT 0x0004
#define VPB_REMOVE_PENDING 0x0008
#define VPB_RAW_MOUNT 0x0010
#define VPB_DIRECT_WRITES_ALLOWED 0x0020

/**
 * struct _VPB - the volume on a device
 *
 * Here: WinWork mounts no volume, and makes no VPB.
 *
 * Page: wdm.h, VPB
 */
typedef struct _VPB {
	CSHORT Type;
	CSHORT Size;
	USHORT Flags;
	USHORT VolumeLabelLength;	/* bytes */
	struct _DEVICE_OBJECT *DeviceObject;
	struct _DEVICE_OBJECT *RealDevice;
	ULONG SerialNumber;
	ULONG ReferenceCount;
	WCHAR VolumeLabel[MAXIMUM_VOLUME_LABEL_LENGTH / sizeof(WCHAR)];
} VPB, *PVPB;

typedef struct _KDEVICE_QUEUE {
	CSHORT Type;
	CSHORT Size;
	LIST_ENTRY DeviceListHead;
	KSPIN_LOCK Lock;
	BOOLEAN Busy;
} KDEVICE_QUEUE, *PKDEVICE_QUEUE;

typedef struct _KDEVICE_QUEUE_ENTRY {
	LIST_ENTRY DeviceListEntry;
	ULONG SortKey;
	BOOLEAN Inserted;
} KDEVICE_QUEUE_ENTRY, *PKDEVICE_QUEUE_ENTRY, *PRKDEVICE_QUEUE_ENTRY;

typedef struct _DRIVER_EXTENSION {
	struct _DRIVER_OBJECT *DriverObject;
	PDRIVER_ADD_DEVICE AddDevice;
	ULONG Count;
	UNICODE_STRING ServiceKeyName;
} DRIVER_EXTENSION, *PDRIVER_EXTENSION;

/**
 * struct _DRIVER_OBJECT - a driver
 *
 * HardwareDatabase is the path of the hardware's key in the registry, which drivers may read.
 *
 * Here: WinWork sets Type, Size, DriverExtension, DriverName, HardwareDatabase, DriverInit and
 * MajorFunction when it loads the driver. DeviceObject is the list of the driver's devices, linked by NextDevice. WinWork
 * calls DriverUnload. The other fields are zero, and the driver may use them.
 *
 * Page: wdm.h, DRIVER_OBJECT
 */
typedef struct _DRIVER_OBJECT {
	CSHORT Type;
	CSHORT Size;
	struct _DEVICE_OBJECT *DeviceObject;
	ULONG Flags;
	PVOID DriverStart;
	ULONG DriverSize;
	PVOID DriverSection;
	PDRIVER_EXTENSION DriverExtension;
	UNICODE_STRING DriverName;
	PUNICODE_STRING HardwareDatabase;
	struct _FAST_IO_DISPATCH *FastIoDispatch;
	PDRIVER_INITIALIZE DriverInit;
	PDRIVER_STARTIO DriverStartIo;
	PDRIVER_UNLOAD DriverUnload;
	PDRIVER_DISPATCH MajorFunction[IRP_MJ_MAXIMUM_FUNCTION + 1];
} DRIVER_OBJECT, *PDRIVER_OBJECT;

/**
 * struct _DEVICE_OBJECT - a device
 *
 * Here: IoCreateDevice sets Type, Size, DriverObject, NextDevice, Flags, Characteristics,
 * DeviceExtension, DeviceType, StackSize (1), DeviceQueue and DeviceObjectExtension. The functions for
 * stacks, packets and timers set AttachedDevice, StackSize, AlignmentRequirement, CurrentIrp and Timer. The
 * other fields are zero, and WinWork reads none of them. The driver may not use DeviceObjectExtension. After
 * DriverEntry has succeeded, WinWork clears DO_DEVICE_INITIALIZING in the Flags of the devices
 * that it created. The driver clears the flag of every other device, also if IoCreateDriver made
 * the driver object.
 *
 * Page: wdm.h, DEVICE_OBJECT
 */
typedef struct _DEVICE_OBJECT {
	CSHORT Type;
	USHORT Size;
	LONG ReferenceCount;		/* the number of open handles, not of references */
	struct _DRIVER_OBJECT *DriverObject;
	struct _DEVICE_OBJECT *NextDevice;
	struct _DEVICE_OBJECT *AttachedDevice;
	struct _IRP *CurrentIrp;
	struct _IO_TIMER *Timer;
	ULONG Flags;
	ULONG Characteristics;
	struct _VPB *Vpb;
	PVOID DeviceExtension;
	DEVICE_TYPE DeviceType;
	CCHAR StackSize;
	union {
		LIST_ENTRY ListEntry;
		PVOID Wcb[9];
	} Queue;
	ULONG AlignmentRequirement;
	KDEVICE_QUEUE DeviceQueue;
	KDPC Dpc;
	ULONG ActiveThreadCount;
	PVOID SecurityDescriptor;
	KEVENT DeviceLock;
	USHORT SectorSize;
	USHORT Spare1;
	struct _DEVOBJ_EXTENSION *DeviceObjectExtension;
	PVOID Reserved;
} DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) DEVICE_OBJECT, *PDEVICE_OBJECT;

/*
 * In C++ this gives DriverEntry C linkage. In C this declaration would contradict the one of
 * <storport.h>, which has other types.
 */
#ifdef __cplusplus
DRIVER_INITIALIZE DriverEntry;
#endif

/**
 * IoCreateDevice - create a device object
 * @DriverObject: the driver's own driver object
 * @DeviceExtensionSize: the size of the extension in bytes; 0 for none. The extension is zeroed and
 *	aligned to 16 bytes.
 * @DeviceName: \Device\name, or NULL for a device without a name
 * @DeviceType: FILE_DEVICE_*
 * @DeviceCharacteristics: FILE_*, or 0. With FILE_AUTOGENERATED_DEVICE_NAME the device gets a new
 *	name, \Device and eight hexadecimal digits, and @DeviceName is not used.
 * @Exclusive: TRUE to set DO_EXCLUSIVE
 * @DeviceObject: receives the device; NULL after a failure
 *
 * The creator holds one reference, which IoDeleteDevice drops. The device references the driver
 * object.
 *
 * Here: DEVICE_OBJECT.Size counts object and extension in 16 bits, and is 0xFFFF for a larger
 * device. The extension may have any size, since Windows's page names no limit.
 *
 * Here: the name is in one directory with those of all other devices. Programs open the device by a
 * link (IoCreateSymbolicLink). Reports use the name, which must differ from
 * those of other devices; ASCII letters compare without case. The call refuses a name that takes
 * more than 127 bytes in UTF-8, is not valid UTF-16, or has control characters.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_OBJECT_NAME_COLLISION;
 *	STATUS_OBJECT_NAME_INVALID; STATUS_INVALID_PARAMETER for a NULL @DeviceObject and, with a
 *	report (0x18), for a bad driver object.
 * Page: wdm.h, IoCreateDevice
 */
NTSTATUS NTAPI IoCreateDevice(_In_ PDRIVER_OBJECT DriverObject, _In_ ULONG DeviceExtensionSize,
			      _In_opt_ PUNICODE_STRING DeviceName, _In_ DEVICE_TYPE DeviceType,
			      _In_ ULONG DeviceCharacteristics, _In_ BOOLEAN Exclusive,
			      _Outptr_ PDEVICE_OBJECT *DeviceObject);

/**
 * IoDeleteDevice - drop the creator's reference on a device
 * @DeviceObject: a device of the driver's
 *
 * The driver must call this once for each device. It may do so while items of the device are queued
 * or run: the object and its extension stay valid until the last reference is dropped. After the
 * call you may use the device only with a reference of your own.
 *
 * A device that is open, or that another device is attached to, stays until it is closed and detached.
 *
 * Here: a device that is attached to another one is reported (0xC9, 0x201) and detached. One that is
 * registered for the shutdown is reported (0xCE), and gets no notice of it.
 *
 * Here: a second call while references are left, and a pointer to something other than a device
 * object, are reported (0x18), and the call does nothing. Devices that remain after DriverUnload
 * are reported (0xCE) and deleted.
 *
 * Here: a timer that is set, or a queued DPC or Ex item, in the extension is reported when the object
 * ends (0xC7, 0xE4). Then the memory of the object stays until WinWork is removed.
 *
 * IRQL: <= APC_LEVEL.
 * Page: wdm.h, IoDeleteDevice
 */
VOID NTAPI IoDeleteDevice(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * IoCreateDriver - create another driver object, and call its DriverEntry
 * @DriverName: the full name, or NULL for no name
 * @InitializationFunction: called with the new driver object before this function returns
 *
 * The object belongs to no module. The caller must stay loaded as long as the object exists, and
 * must end it with IoDeleteDriver. Here: an object that the module of @InitializationFunction leaves
 * behind is reported (0xCE) and taken down when the module is removed. While a file on one of its
 * devices is open, that module cannot be removed. If @InitializationFunction fails, the call waits until
 * programs have closed their files on its devices.
 *
 * Here: the DriverUnload of the object is never called. The rules for names are those of
 * IoCreateDevice. On Windows: a driver without a name gets a generated one. If
 * @InitializationFunction returns at a wrong IRQL or with a spin lock, this is reported (0xE1) and
 * undone. The same applies to every DriverEntry and DriverUnload.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of @InitializationFunction (after a failure the driver object is deleted);
 *	STATUS_OBJECT_NAME_COLLISION; STATUS_OBJECT_NAME_INVALID; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_PARAMETER for a NULL function and, with a report, for a wrong IRQL.
 * Page: none; Windows exports it without one.
 */
NTSTATUS NTAPI IoCreateDriver(_In_opt_ PUNICODE_STRING DriverName,
			      _In_ PDRIVER_INITIALIZE InitializationFunction);

/**
 * IoDeleteDriver - delete a driver object of IoCreateDriver
 * @DriverObject: the driver object
 *
 * Waits until none of the driver's items is queued and none of its code runs. Reports and removes
 * everything that the driver left.
 *
 * Here: a pointer to something other than a live driver object is reported (0x18). So are the
 * driver object of a module, a second call, and a driver object of whose devices a file is open. The call then
 * does nothing.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: none; Windows exports it without one.
 */
VOID NTAPI IoDeleteDriver(_In_ PDRIVER_OBJECT DriverObject);

/**
 * ObReferenceObject - take a reference on an object
 * @Object: a device, driver, file, thread, event, key or callback object
 *
 * Each call requires one ObDereferenceObject. Another reference must keep the object alive during
 * the call.
 *
 * Items drop their references in code that is not the driver's. A reference that the driver drops
 * itself does not keep the driver's code loaded until that code has returned, as on Windows.
 *
 * Here: a pointer to something other than a live object of these kinds is reported (0x18), and the
 * call returns 0. The objects of the Filter Manager, of NDIS and of the framework are of other
 * kinds.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the number of references after the call, for debugging only.
 * Page: wdm.h, ObReferenceObject
 */
LONG_PTR FASTCALL ObfReferenceObject(_In_ PVOID Object);

/**
 * ObDereferenceObject - drop a reference
 * @Object: an object that the caller has referenced
 *
 * The drop of the last reference deletes the object. This is OK at DISPATCH_LEVEL, so
 * ObDereferenceObjectDeferDelete is the same function.
 *
 * Here: a driver may not drop the creator's reference on a device or driver object, nor the
 * references of queued items, handles, running threads, registrations and other objects. Such a call
 * is reported (0x18), and changes nothing. So is a call with a pointer to something other than a live
 * object of the kinds that ObReferenceObject takes.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the number of references left, for debugging only.
 * Page: wdm.h, ObDereferenceObject
 */
LONG_PTR FASTCALL ObfDereferenceObject(_In_ PVOID Object);
#define ObReferenceObject(Object) ObfReferenceObject(Object)
#define ObDereferenceObject(Object) ObfDereferenceObject(Object)
#define ObDereferenceObjectDeferDelete(Object) ((VOID)ObfDereferenceObject(Object))

EXTERN_C_END

#endif /* WINWORK_IO_DEVICE_OBJECT_H */
