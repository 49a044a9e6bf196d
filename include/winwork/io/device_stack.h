/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stacks of devices, and memory that belongs to a driver object.
 */
#ifndef WINWORK_IO_DEVICE_STACK_H
#define WINWORK_IO_DEVICE_STACK_H

#include "device_object.h"

EXTERN_C_START

/**
 * IoAttachDeviceToDeviceStack, IoAttachDeviceToDeviceStackSafe, IoAttachDeviceByPointer - put a device on
 *	top of a stack
 * @SourceDevice: the caller's device, which is in no stack
 * @TargetDevice: a device of the stack
 * @AttachedToDeviceObject: receives the device below, before requests reach @SourceDevice
 *
 * Requests for the devices of the stack go to @SourceDevice from now on, also those of files that are
 * open. The StackSize of @SourceDevice becomes that of the device below plus 1. The AlignmentRequirement
 * becomes the same. Set DO_BUFFERED_IO or DO_DIRECT_IO yourself, before the call.
 *
 * The call fails if @TargetDevice or the device on top is being deleted, has DO_DEVICE_INITIALIZING, or
 * is a device of a driver that is being unloaded.
 *
 * Here: the driver below cannot be unloaded while a device of another driver is attached: rmmod fails. A
 * device that is attached already, or has one attached to it, is refused with a line in the log. So is a
 * stack of more than 126 devices.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device below, or NULL. The others return STATUS_SUCCESS, STATUS_NO_SUCH_DEVICE, or with a line in the
 *	log STATUS_INVALID_PARAMETER, and STATUS_INVALID_DEVICE_REQUEST for the device of a volume: see
 *	FltGetDeviceObject.
 * Page: wdm.h, IoAttachDeviceToDeviceStack; ntddk.h, IoAttachDeviceToDeviceStackSafe
 */
PDEVICE_OBJECT NTAPI IoAttachDeviceToDeviceStack(_In_ PDEVICE_OBJECT SourceDevice,
						 _In_ PDEVICE_OBJECT TargetDevice);
NTSTATUS NTAPI IoAttachDeviceToDeviceStackSafe(_In_ PDEVICE_OBJECT SourceDevice,
					       _In_ PDEVICE_OBJECT TargetDevice,
					       _Outptr_ PDEVICE_OBJECT *AttachedToDeviceObject);
NTSTATUS NTAPI IoAttachDeviceByPointer(_In_ PDEVICE_OBJECT SourceDevice,
				       _In_ PDEVICE_OBJECT TargetDevice);

/**
 * IoAttachDevice - put a device on top of the stack of a named device
 * @SourceDevice: the caller's device
 * @TargetDevice: the name of a device or a link
 * @AttachedDevice: receives the device below. It lies where the driver's dispatch routines find it, as in
 *	the device extension
 *
 * Opens the target, attaches, and closes the target. So @SourceDevice gets IRP_MJ_CLEANUP and
 * IRP_MJ_CLOSE before the call returns. Its driver passes them on to *@AttachedDevice.
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= APC_LEVEL here.
 * Return: as IoGetDeviceObjectPointer and IoAttachDeviceToDeviceStackSafe.
 * Page: wdm.h, IoAttachDevice
 */
NTSTATUS NTAPI IoAttachDevice(_In_ PDEVICE_OBJECT SourceDevice, _In_ PUNICODE_STRING TargetDevice,
			      _Outptr_ PDEVICE_OBJECT *AttachedDevice);

/**
 * IoDetachDevice - take off the device that is attached to another one
 * @TargetDevice: the device below, which the attach function returned
 *
 * Requests that have reached the upper driver go on. The StackSize of both devices stays.
 *
 * Here: a device without one attached to it is reported (0xC9, 0x202). IoDeleteDevice of a device that is
 * still attached is reported (0xC9, 0x201), and detaches it.
 *
 * IRQL: PASSIVE_LEVEL on Windows; <= DISPATCH_LEVEL here.
 * Page: wdm.h, IoDetachDevice
 */
VOID NTAPI IoDetachDevice(_Inout_ PDEVICE_OBJECT TargetDevice);

/**
 * IoGetAttachedDevice, IoGetAttachedDeviceReference - return the device on top of a stack
 * @DeviceObject: a device of the stack
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device. IoGetAttachedDeviceReference references it, for ObDereferenceObject.
 * Page: ntifs.h, IoGetAttachedDevice; wdm.h, IoGetAttachedDeviceReference
 */
PDEVICE_OBJECT NTAPI IoGetAttachedDevice(_In_ PDEVICE_OBJECT DeviceObject);
PDEVICE_OBJECT NTAPI IoGetAttachedDeviceReference(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * IoGetLowerDeviceObject, IoGetDeviceAttachmentBaseRef - return the device below, or the lowest one
 * @DeviceObject: a device of the stack
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device, referenced, for ObDereferenceObject. IoGetLowerDeviceObject returns NULL if
 *	there is none, or if it is being deleted or its driver unloaded.
 * Page: ntifs.h, IoGetLowerDeviceObject, IoGetDeviceAttachmentBaseRef
 */
PDEVICE_OBJECT NTAPI IoGetLowerDeviceObject(_In_ PDEVICE_OBJECT DeviceObject);
PDEVICE_OBJECT NTAPI IoGetDeviceAttachmentBaseRef(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * IoAllocateDriverObjectExtension, IoGetDriverObjectExtension - allocate and find memory that belongs to
 *	a driver object
 * @DriverObject: the driver object
 * @ClientIdentificationAddress: a unique address, by which the memory is found
 * @DriverObjectExtensionSize: bytes
 * @DriverObjectExtension: receives the memory, which is zeroed; NULL after a failure
 *
 * The memory is freed with the driver object.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES, STATUS_OBJECT_NAME_COLLISION if the driver
 *	object has memory of that address, or STATUS_INVALID_PARAMETER with a report (0x18) for a bad
 *	driver object. IoGetDriverObjectExtension returns the memory, or NULL.
 * Page: wdm.h, IoAllocateDriverObjectExtension, IoGetDriverObjectExtension
 */
NTSTATUS NTAPI IoAllocateDriverObjectExtension(_In_ PDRIVER_OBJECT DriverObject,
					       _In_ PVOID ClientIdentificationAddress,
					       _In_ ULONG DriverObjectExtensionSize,
					       _Outptr_ PVOID *DriverObjectExtension);
PVOID NTAPI IoGetDriverObjectExtension(_In_ PDRIVER_OBJECT DriverObject,
				       _In_ PVOID ClientIdentificationAddress);

EXTERN_C_END

#endif /* WINWORK_IO_DEVICE_STACK_H */
