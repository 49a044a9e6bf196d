/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions for file systems and their filters: events and waits by handles, requests, threads.
 */
#ifndef WINWORK_IO_FILE_SYSTEMS_H
#define WINWORK_IO_FILE_SYSTEMS_H

#include "irp.h"
#include "../ke/dispatcher.h"

EXTERN_C_START

/**
 * ZwCreateEvent - create an event, or open it
 * @EventHandle: receives a handle, which ZwClose closes
 * @DesiredAccess: EVENT_ALL_ACCESS or less; has no effect here
 * @ObjectAttributes: the name and the attributes; NULL for an event without name. With OBJ_OPENIF an event
 *	that has the name is opened. With OBJ_PERMANENT a new event lasts until ZwMakeTemporaryObject
 * @EventType: NotificationEvent or SynchronizationEvent
 * @InitialState: TRUE for an event that is signalled
 *
 * ObReferenceObjectByHandle with *ExEventObjectType and KernelMode returns the KEVENT. An event has its name
 * until its last handle is closed.
 *
 * Here: a name is \BaseNamedObjects\Name, \KernelObjects\Name, \Callback\Name or \Name, of at most 127
 * bytes of UTF-8. ASCII letters compare without case. There are no handles of folders, so
 * ObjectAttributes->RootDirectory is NULL. Programs do not find the event.
 *
 * The system's own events of \KernelObjects are LowMemoryCondition, HighMemoryCondition,
 * LowPagedPoolCondition, HighPagedPoolCondition, LowNonPagedPoolCondition, HighNonPagedPoolCondition,
 * LowCommitCondition, HighCommitCondition and MaximumCommitCondition. Drivers open them, and wait for them.
 * Here: a driver cannot change them. The functions of Ke write a line to the log, and do nothing.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_EXISTS, which is a success, if OBJ_OPENIF opened one;
 *	STATUS_OBJECT_NAME_COLLISION; STATUS_OBJECT_TYPE_MISMATCH if another object has the name;
 *	STATUS_INVALID_PARAMETER_4 for @EventType; STATUS_INVALID_PARAMETER for @EventHandle, the length or the
 *	attributes; STATUS_OBJECT_PATH_SYNTAX_BAD for a name that does not begin with a backslash;
 *	STATUS_OBJECT_PATH_NOT_FOUND for another folder; STATUS_OBJECT_NAME_INVALID for a name that is
 *	no text, too long, or a folder; STATUS_INVALID_HANDLE or STATUS_OBJECT_TYPE_MISMATCH for RootDirectory;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: ntifs.h, ZwCreateEvent
 */
NTSTATUS NTAPI ZwCreateEvent(_Out_ PHANDLE EventHandle, _In_ ACCESS_MASK DesiredAccess,
			     _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
			     _In_ EVENT_TYPE EventType, _In_ BOOLEAN InitialState);

/**
 * ZwSetEvent, ZwResetEvent, ZwClearEvent, ZwPulseEvent - KeSetEvent, KeResetEvent, KeClearEvent and
 *	KePulseEvent for the event of a handle
 * @EventHandle: a handle of an event. Here: or a descriptor of an eventfd of the current program
 * @PreviousState: receives nonzero if the event was signalled before; or NULL
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS, STATUS_INVALID_HANDLE, or STATUS_OBJECT_TYPE_MISMATCH. Here:
 *	STATUS_ACCESS_DENIED for an event of the system that follows the machine's memory.
 * Page: ntifs.h, ZwSetEvent; ZwResetEvent, ZwClearEvent and ZwPulseEvent have none
 */
NTSTATUS NTAPI ZwSetEvent(_In_ HANDLE EventHandle, _Out_opt_ PLONG PreviousState);
NTSTATUS NTAPI ZwResetEvent(_In_ HANDLE EventHandle, _Out_opt_ PLONG PreviousState);
NTSTATUS NTAPI ZwClearEvent(_In_ HANDLE EventHandle);
NTSTATUS NTAPI ZwPulseEvent(_In_ HANDLE EventHandle, _Out_opt_ PLONG PreviousState);

/**
 * ZwWaitForSingleObject - KeWaitForSingleObject for the object of a handle
 * @Handle: a handle of an event, of a thread, or of a file on a device of a driver, whose requests signal it
 *	when they end
 * @Alertable: has no effect here
 * @Timeout: as for KeWaitForSingleObject
 *
 * Here: it takes no descriptor of a program.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL. On Windows:
 *	<= DISPATCH_LEVEL with a @Timeout of 0.
 * Return: STATUS_SUCCESS; STATUS_TIMEOUT, which also passes NT_SUCCESS; STATUS_INVALID_HANDLE;
 *	STATUS_OBJECT_TYPE_MISMATCH for an object that no thread can wait for, with a line in the log.
 * Page: ntifs.h, ZwWaitForSingleObject
 */
NTSTATUS NTAPI ZwWaitForSingleObject(_In_ HANDLE Handle, _In_ BOOLEAN Alertable,
				     _In_opt_ PLARGE_INTEGER Timeout);

/**
 * ZwWaitForMultipleObjects - KeWaitForMultipleObjects for the objects of handles
 * @HandleCount: their number, 1 to MAXIMUM_WAIT_OBJECTS
 * @Handles: the handles, each as for ZwWaitForSingleObject
 * @WaitType: WaitAny or WaitAll
 * @Alertable: has no effect here
 * @Timeout: as for KeWaitForSingleObject
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_WAIT_0 plus the index of the handle for WaitAny; STATUS_SUCCESS for WaitAll; STATUS_TIMEOUT;
 *	STATUS_INVALID_PARAMETER_1 for the count; STATUS_INVALID_PARAMETER_3 for the type;
 *	STATUS_INVALID_PARAMETER_MIX if WaitAll has one object twice; STATUS_INSUFFICIENT_RESOURCES; or as
 *	ZwWaitForSingleObject.
 * Page: none; as KeWaitForMultipleObjects
 */
NTSTATUS NTAPI ZwWaitForMultipleObjects(_In_ ULONG HandleCount, _In_ PHANDLE Handles,
					_In_ WAIT_TYPE WaitType, _In_ BOOLEAN Alertable,
					_In_opt_ PLARGE_INTEGER Timeout);

/**
 * IoEnumerateDeviceObjectList - list the devices of a driver
 * @DriverObject: the driver
 * @DeviceObjectList: receives the devices, each with a reference for ObDereferenceObject; NULL if it has no room
 * @DeviceObjectListSize: the bytes at @DeviceObjectList
 * @ActualNumberDeviceObjects: receives the number of the driver's devices
 *
 * A list that is too small receives as many devices as it has room for.
 *
 * Here: the newest device is the first one. A device that is made or deleted meanwhile may be in the list or not.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS; STATUS_BUFFER_TOO_SMALL if the driver has more devices than the list has room for;
 *	STATUS_INVALID_PARAMETER with a report (0x18) for a bad @DriverObject, or with a line in the log for a NULL
 *	pointer.
 * Page: ntifs.h, IoEnumerateDeviceObjectList
 */
NTSTATUS NTAPI IoEnumerateDeviceObjectList(_In_ PDRIVER_OBJECT DriverObject,
					   _Out_writes_bytes_opt_(DeviceObjectListSize)
						   PDEVICE_OBJECT *DeviceObjectList,
					   _In_ ULONG DeviceObjectListSize,
					   _Out_ PULONG ActualNumberDeviceObjects);

/**
 * IoIsOperationSynchronous - tell whether a request is synchronous
 * @Irp: an IRP that the driver has
 *
 * Paging I/O is synchronous with IRP_SYNCHRONOUS_PAGING_IO. Any other request is synchronous in each of these
 * cases: its file object has FO_SYNCHRONOUS_IO, the IRP has IRP_SYNCHRONOUS_API, or its control code has
 * METHOD_BUFFERED.
 *
 * IRQL: any.
 * Return: TRUE for a synchronous request.
 * Page: ntifs.h, IoIsOperationSynchronous
 */
BOOLEAN NTAPI IoIsOperationSynchronous(_In_ PIRP Irp);

/**
 * IoIsSystemThread - PsIsSystemThread by another name
 * @Thread: the thread
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as PsIsSystemThread.
 * Page: ntifs.h, IoIsSystemThread
 */
BOOLEAN NTAPI IoIsSystemThread(_In_ PETHREAD Thread);

/**
 * IoThreadToProcess - return the process of a thread
 * @Thread: the thread
 *
 * Here: the process can be compared, and passed to the functions for processes, but it is no object.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the process, as IoGetCurrentProcess returns it in the thread.
 * Page: ntifs.h, IoThreadToProcess
 */
PEPROCESS NTAPI IoThreadToProcess(_In_ PETHREAD Thread);

EXTERN_C_END

#endif /* WINWORK_IO_FILE_SYSTEMS_H */
