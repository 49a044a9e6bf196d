/* SPDX-License-Identifier: GPL-2.0 */
/*
 * I/O targets of the framework.
 */
#ifndef WINWORK_WDF_TARGETS_H
#define WINWORK_WDF_TARGETS_H

#include "device.h"
#include "object.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../po/power.h"
#include "memory.h"
#include "requests.h"

EXTERN_C_START

struct _WDF_IO_TARGET_OPEN_PARAMS;

typedef enum _WDF_IO_TARGET_STATE {
	WdfIoTargetStateUndefined = 0,
	WdfIoTargetStarted,
	WdfIoTargetStopped,
	WdfIoTargetClosedForQueryRemove,
	WdfIoTargetClosed,
	WdfIoTargetDeleted,
	WdfIoTargetPurged,
} WDF_IO_TARGET_STATE, *PWDF_IO_TARGET_STATE;

typedef enum _WDF_IO_TARGET_OPEN_TYPE {
	WdfIoTargetOpenUndefined = 0,
	WdfIoTargetOpenUseExistingDevice = 1,
	WdfIoTargetOpenByName = 2,
	WdfIoTargetOpenReopen = 3,
	WdfIoTargetOpenLocalTargetByFile = 4,
} WDF_IO_TARGET_OPEN_TYPE;

typedef enum _WDF_IO_TARGET_SENT_IO_ACTION {
	WdfIoTargetSentIoUndefined = 0,
	WdfIoTargetCancelSentIo,
	WdfIoTargetWaitForSentIoToComplete,
	WdfIoTargetLeaveSentIoPending,
} WDF_IO_TARGET_SENT_IO_ACTION;

typedef enum _WDF_IO_TARGET_PURGE_IO_ACTION {
	WdfIoTargetPurgeIoUndefined = 0,
	WdfIoTargetPurgeIoAndWait = 1,
	WdfIoTargetPurgeIo = 2,
} WDF_IO_TARGET_PURGE_IO_ACTION;

typedef NTSTATUS NTAPI EVT_WDF_IO_TARGET_QUERY_REMOVE(WDFIOTARGET IoTarget);
typedef EVT_WDF_IO_TARGET_QUERY_REMOVE *PFN_WDF_IO_TARGET_QUERY_REMOVE;
typedef VOID NTAPI EVT_WDF_IO_TARGET_REMOVE_CANCELED(WDFIOTARGET IoTarget);
typedef EVT_WDF_IO_TARGET_REMOVE_CANCELED *PFN_WDF_IO_TARGET_REMOVE_CANCELED;
typedef VOID NTAPI EVT_WDF_IO_TARGET_REMOVE_COMPLETE(WDFIOTARGET IoTarget);
typedef EVT_WDF_IO_TARGET_REMOVE_COMPLETE *PFN_WDF_IO_TARGET_REMOVE_COMPLETE;
typedef struct _WDF_IO_TARGET_OPEN_PARAMS {
	ULONG Size;
	WDF_IO_TARGET_OPEN_TYPE Type;
	PFN_WDF_IO_TARGET_QUERY_REMOVE EvtIoTargetQueryRemove;
	PFN_WDF_IO_TARGET_REMOVE_CANCELED EvtIoTargetRemoveCanceled;
	PFN_WDF_IO_TARGET_REMOVE_COMPLETE EvtIoTargetRemoveComplete;
	PDEVICE_OBJECT TargetDeviceObject;
	PFILE_OBJECT TargetFileObject;
	UNICODE_STRING TargetDeviceName;
	ACCESS_MASK DesiredAccess;
	ULONG ShareAccess;
	ULONG FileAttributes;
	ULONG CreateDisposition;
	ULONG CreateOptions;
	PVOID EaBuffer;
	ULONG EaBufferLength;
	PLONGLONG AllocationSize;
	ULONG FileInformation;
	UNICODE_STRING FileName;
} WDF_IO_TARGET_OPEN_PARAMS, *PWDF_IO_TARGET_OPEN_PARAMS;

WINWORK_ABSENT VOID NTAPI WDF_IO_TARGET_OPEN_PARAMS_INIT_CREATE_BY_NAME(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_ PCUNICODE_STRING TargetDeviceName,
	_In_ ACCESS_MASK DesiredAccess);

/**
 * WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE - open a target by its device object
 * @Params: is cleared and filled in; TargetFileObject may be set afterwards
 * @DeviceObject: the device object
 *
 * IRQL: any.
 * Page: wdfiotarget.h, WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE
 */
WINWORK_OWN VOID WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_ PDEVICE_OBJECT DeviceObject)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfIoTargetOpenUseExistingDevice;
	Params->TargetDeviceObject = DeviceObject;
}

WINWORK_ABSENT VOID NTAPI WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_FILE(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_opt_ PCUNICODE_STRING FileName);

/**
 * WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME - open a target by a name
 * @Params: is cleared and filled in
 * @TargetDeviceName: the name of a device, a link or an interface; it is used until WdfIoTargetOpen
 *	returns
 * @DesiredAccess: for example STANDARD_RIGHTS_ALL or GENERIC_READ
 *
 * IRQL: any.
 * Page: wdfiotarget.h, WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME
 */
WINWORK_OWN VOID WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME(
	_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params, _In_ PCUNICODE_STRING TargetDeviceName,
	_In_ ACCESS_MASK DesiredAccess)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfIoTargetOpenByName;
	Params->TargetDeviceName = *TargetDeviceName;
	Params->DesiredAccess = DesiredAccess;
	Params->CreateDisposition = FILE_OPEN;
}

/**
 * WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN - open a target as it was opened last, by a name
 * @Params: is cleared and filled in
 *
 * The target keeps the callbacks of the last time. It has to be closed.
 *
 * IRQL: any.
 * Page: wdfiotarget.h, WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN
 */
WINWORK_OWN VOID WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN(_Out_ PWDF_IO_TARGET_OPEN_PARAMS Params)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Type = WdfIoTargetOpenReopen;
}

WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetAllocAndQueryTargetProperty(
	_In_ WDFIOTARGET IoTarget, _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
	_In_ POOL_TYPE PoolType, _In_opt_ PWDF_OBJECT_ATTRIBUTES PropertyMemoryAttributes,
	_Out_ WDFMEMORY *PropertyMemory);

/**
 * WdfIoTargetClose - close a target
 * @IoTarget: a target of WdfIoTargetCreate
 *
 * The requests that were sent to it are cancelled, and the function waits for them. It can be opened
 * again.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Page: wdfiotarget.h, WdfIoTargetClose
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfIoTargetClose(_In_ WDFIOTARGET IoTarget);

/**
 * WdfIoTargetCloseForQueryRemove - close a target whose device may be removed
 * @IoTarget: a target of WdfIoTargetCreate
 *
 * For EvtIoTargetQueryRemove: as WdfIoTargetClose, but EvtIoTargetRemoveCanceled or EvtIoTargetRemoveComplete
 * follows. The state is WdfIoTargetClosedForQueryRemove then, or WdfIoTargetClosed if the target was not open.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Page: wdfiotarget.h, WdfIoTargetCloseForQueryRemove
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfIoTargetCloseForQueryRemove(_In_ WDFIOTARGET IoTarget);

/**
 * WdfIoTargetCreate - create a target that the driver opens
 * @Device: the device of the driver that uses it
 * @IoTargetAttributes: may be WDF_NO_OBJECT_ATTRIBUTES; ParentObject is the device or below it
 * @IoTarget: receives the handle, which WdfObjectDelete takes
 *
 * Its deletion closes it.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING if the parent is being
 *	deleted; or STATUS_INVALID_PARAMETER for a wrong parent, or after a report.
 * Page: wdfiotarget.h, WdfIoTargetCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetCreate(_In_ WDFDEVICE Device,
						_In_opt_ PWDF_OBJECT_ATTRIBUTES IoTargetAttributes,
						_Out_ WDFIOTARGET *IoTarget);

/**
 * WdfIoTargetFormatRequestForIoctl - prepare a device control request
 * WdfIoTargetFormatRequestForInternalIoctl - the same for an internal one
 * WdfIoTargetFormatRequestForInternalIoctlOthers - the same with the buffers as its arguments
 * @IoTarget: the target that the request will be sent to
 * @Request: a request that the driver has, or has created
 * @IoctlCode: the control code
 * @InputBuffer: the input; NULL for none
 * @InputBufferOffset: the part of it; NULL for all
 * @OutputBuffer: the output; NULL for none
 * @OutputBufferOffset: likewise
 * @OtherArg1: its address is Argument1 of the request; NULL for none
 * @OtherArg1Offset: likewise
 * @OtherArg2: the same for Argument2
 * @OtherArg2Offset: likewise
 * @OtherArg4: the same for Argument4
 * @OtherArg4Offset: likewise
 *
 * The request's IRP gets the location and the buffers that the target's device wants: by its flags
 * (DO_BUFFERED_IO, DO_DIRECT_IO or neither), or by the method of a control code. The memory objects have
 * references until the request is complete, is formatted again, or ends.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INTEGER_OVERFLOW or STATUS_INVALID_BUFFER_SIZE for a part beyond the end
 *	of the memory; STATUS_INVALID_DEVICE_STATE for a target that is closed;
 *	STATUS_REQUEST_NOT_ACCEPTED without a stack location left; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_DEVICE_REQUEST for a request that is sent; or STATUS_INVALID_PARAMETER. After a
 *	report for a wrong handle.
 * Page: wdfiotarget.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoTargetFormatRequestForIoctl(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ WDFMEMORY InputBuffer, _In_opt_ PWDFMEMORY_OFFSET InputBufferOffset,
	_In_opt_ WDFMEMORY OutputBuffer, _In_opt_ PWDFMEMORY_OFFSET OutputBufferOffset);
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoTargetFormatRequestForInternalIoctl(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ WDFMEMORY InputBuffer, _In_opt_ PWDFMEMORY_OFFSET InputBufferOffset,
	_In_opt_ WDFMEMORY OutputBuffer, _In_opt_ PWDFMEMORY_OFFSET OutputBufferOffset);
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoTargetFormatRequestForInternalIoctlOthers(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ WDFMEMORY OtherArg1, _In_opt_ PWDFMEMORY_OFFSET OtherArg1Offset,
	_In_opt_ WDFMEMORY OtherArg2, _In_opt_ PWDFMEMORY_OFFSET OtherArg2Offset,
	_In_opt_ WDFMEMORY OtherArg4, _In_opt_ PWDFMEMORY_OFFSET OtherArg4Offset);

/**
 * WdfIoTargetFormatRequestForRead - prepare a request to read from a target
 * WdfIoTargetFormatRequestForWrite - the same to write to it
 * @IoTarget: the target that the request will be sent to
 * @Request: a request that the driver has, or has created
 * @OutputBuffer: receives what is read; NULL for nothing
 * @OutputBufferOffset: the part of it; NULL for all
 * @InputBuffer: what is written
 * @InputBufferOffset: likewise
 * @DeviceOffset: where in the device, in bytes; NULL for 0
 *
 * The request's IRP gets the location and the buffers that the target's device wants: by its flags
 * (DO_BUFFERED_IO, DO_DIRECT_IO or neither), or by the method of a control code. The memory objects have
 * references until the request is complete, is formatted again, or ends.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INTEGER_OVERFLOW or STATUS_INVALID_BUFFER_SIZE for a part beyond the end
 *	of the memory; STATUS_INVALID_DEVICE_STATE for a target that is closed;
 *	STATUS_REQUEST_NOT_ACCEPTED without a stack location left; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_DEVICE_REQUEST for a request that is sent; or STATUS_INVALID_PARAMETER. After a
 *	report for a wrong handle.
 * Page: wdfiotarget.h, WdfIoTargetFormatRequestForRead, WdfIoTargetFormatRequestForWrite
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoTargetFormatRequestForRead(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_opt_ WDFMEMORY OutputBuffer,
	_In_opt_ PWDFMEMORY_OFFSET OutputBufferOffset, _In_opt_ PLONGLONG DeviceOffset);
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoTargetFormatRequestForWrite(
	_In_ WDFIOTARGET IoTarget, _In_ WDFREQUEST Request, _In_opt_ WDFMEMORY InputBuffer,
	_In_opt_ PWDFMEMORY_OFFSET InputBufferOffset, _In_opt_ PLONGLONG DeviceOffset);

/**
 * WdfIoTargetGetDevice - return the device of a target
 * @IoTarget: the target
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: the device of the driver that uses the target; NULL after a report.
 * Page: wdfiotarget.h, WdfIoTargetGetDevice
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfIoTargetGetDevice(_In_ WDFIOTARGET IoTarget);

/**
 * WdfIoTargetGetState - return the state of a target
 * @IoTarget: the target
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: the state; WdfIoTargetStateUndefined after a report.
 * Page: wdfiotarget.h, WdfIoTargetGetState
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDF_IO_TARGET_STATE NTAPI WdfIoTargetGetState(
	_In_ WDFIOTARGET IoTarget);

/**
 * WdfIoTargetOpen - open a target
 * @IoTarget: a target of WdfIoTargetCreate that is closed
 * @OpenParams: see WDF_IO_TARGET_OPEN_PARAMS_INIT_OPEN_BY_NAME,
 *	WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE and WDF_IO_TARGET_OPEN_PARAMS_INIT_REOPEN
 *
 * Then requests can be sent. Here: a name is opened as by IoGetDeviceObjectPointer, so of the access
 * rights DesiredAccess counts alone.
 *
 * A target with a file is told of the removal of its device, in the thread that removes it. @OpenParams has the
 * callbacks, or without one the framework acts:
 *
 *	EvtIoTargetQueryRemove		the device is to go; a failure status refuses. The driver calls
 *					WdfIoTargetCloseForQueryRemove. Without it, the framework does
 *	EvtIoTargetRemoveCanceled	the device stays. Without it, a target that is closed is opened again
 *					if it was opened by a name
 *	EvtIoTargetRemoveComplete	the device has gone. Without it, the target is closed
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; the status of the open; STATUS_INFO_LENGTH_MISMATCH for a wrong Size;
 *	STATUS_INVALID_DEVICE_STATE for a target that is open; STATUS_INVALID_DEVICE_REQUEST for one that
 *	is opened again, and was not opened by a name; or STATUS_INVALID_PARAMETER for another Type
 *	or without a device, or after a report.
 * Page: wdfiotarget.h, WdfIoTargetOpen
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetOpen(_In_ WDFIOTARGET IoTarget,
					      _In_ PWDF_IO_TARGET_OPEN_PARAMS OpenParams);

WINWORK_ABSENT VOID NTAPI WdfIoTargetPurge(_In_ WDFIOTARGET IoTarget,
					   _In_ WDF_IO_TARGET_PURGE_IO_ACTION Action);

/**
 * WdfIoTargetQueryForInterface - get an interface of a driver in the target's stack
 * @IoTarget: an open target
 * @InterfaceType: which interface
 * @Interface: filled in, with a reference that the driver drops by InterfaceDereference
 * @Size: bytes of @Interface
 * @Version: the version that the driver knows
 * @InterfaceSpecificData: what the interface wants to know, or NULL
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NOT_SUPPORTED if no driver has the interface; STATUS_INVALID_PARAMETER for
 *	a @Size or @Version that is too small; STATUS_INVALID_DEVICE_STATE for a target that is closed, and
 *	STATUS_INVALID_PARAMETER for another wrong argument, which the log explains.
 * Page: wdfiotarget.h, WdfIoTargetQueryForInterface
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetQueryForInterface(_In_ WDFIOTARGET IoTarget, _In_ LPCGUID InterfaceType,
					    _Out_ PINTERFACE Interface, _In_ USHORT Size, _In_ USHORT Version,
					    _In_opt_ PVOID InterfaceSpecificData);

WINWORK_ABSENT NTSTATUS NTAPI WdfIoTargetQueryTargetProperty(
	_In_ WDFIOTARGET IoTarget, _In_ DEVICE_REGISTRY_PROPERTY DeviceProperty,
	_In_ ULONG BufferLength, _Out_opt_ PVOID PropertyBuffer, _Out_ PULONG ResultLength);

/**
 * WdfIoTargetSendIoctlSynchronously - send a device control request, and wait
 * WdfIoTargetSendInternalIoctlSynchronously - the same for an internal one
 * WdfIoTargetSendInternalIoctlOthersSynchronously - the same with the buffers as its arguments
 * @IoTarget: the target
 * @Request: a request that the driver has, or has created; NULL for one of the framework's
 * @IoctlCode: the control code
 * @InputBuffer: the input; NULL for none
 * @OutputBuffer: the output; NULL for none
 * @OtherArg1: its address is Argument1 of the request; NULL for none
 * @OtherArg2: the same for Argument2
 * @OtherArg4: the same for Argument4
 * @RequestOptions: NULL, or as for WdfRequestSend
 * @BytesReturned: receives the information of the request; may be NULL
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Return: the status of the request; or that of WdfRequestSend or of the function that formats, if it was
 *	not sent.
 * Page: wdfiotarget.h, the names of the functions
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetSendIoctlSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR InputBuffer, _In_opt_ PWDF_MEMORY_DESCRIPTOR OutputBuffer,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesReturned);
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetSendInternalIoctlSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR InputBuffer, _In_opt_ PWDF_MEMORY_DESCRIPTOR OutputBuffer,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesReturned);
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetSendInternalIoctlOthersSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request, _In_ ULONG IoctlCode,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR OtherArg1, _In_opt_ PWDF_MEMORY_DESCRIPTOR OtherArg2,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR OtherArg4,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesReturned);

/**
 * WdfIoTargetSendReadSynchronously - read from a target, and wait
 * WdfIoTargetSendWriteSynchronously - write to it, and wait
 * @IoTarget: the target
 * @Request: a request that the driver has, or has created; NULL for one of the framework's
 * @OutputBuffer: receives what is read; NULL for nothing
 * @InputBuffer: what is written
 * @DeviceOffset: where in the device, in bytes; NULL for 0
 * @RequestOptions: NULL, or as for WdfRequestSend
 * @BytesRead: receives the number of bytes; may be NULL
 * @BytesWritten: likewise
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported.
 * Return: the status of the request; or that of WdfRequestSend or of the function that formats, if it was
 *	not sent.
 * Page: wdfiotarget.h, WdfIoTargetSendReadSynchronously, WdfIoTargetSendWriteSynchronously
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetSendReadSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR OutputBuffer, _In_opt_ PLONGLONG DeviceOffset,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesRead);
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoTargetSendWriteSynchronously(
	_In_ WDFIOTARGET IoTarget, _In_opt_ WDFREQUEST Request,
	_In_opt_ PWDF_MEMORY_DESCRIPTOR InputBuffer, _In_opt_ PLONGLONG DeviceOffset,
	_In_opt_ PWDF_REQUEST_SEND_OPTIONS RequestOptions, _Out_opt_ PULONG_PTR BytesWritten);

/**
 * WdfIoTargetStart - let a target send its requests
 * WdfIoTargetStop - have it keep them
 * @IoTarget: a target that is open
 * @Action: what happens to the requests that were sent: they are cancelled and waited for, waited for,
 *	or left
 *
 * An open target, and the local one of a device, is started.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL for an @Action that waits. Above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INVALID_DEVICE_STATE for a target that is not open; or
 *	STATUS_INVALID_PARAMETER after a report.
 * Page: wdfiotarget.h, WdfIoTargetStart, WdfIoTargetStop
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoTargetStart(_In_ WDFIOTARGET IoTarget);
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoTargetStop(_In_ WDFIOTARGET IoTarget,
					  _In_ WDF_IO_TARGET_SENT_IO_ACTION Action);

/**
 * WdfIoTargetWdmGetTargetDeviceObject - return the device object that requests are sent to
 * WdfIoTargetWdmGetTargetFileObject - the file object of a target that was opened
 * WdfIoTargetWdmGetTargetPhysicalDevice - the device at the bottom of the stack
 * @IoTarget: the target
 *
 * They are valid as long as the target is open.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: the object; NULL if there is none, and after a report.
 * Page: wdfiotarget.h, the names of the functions
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetDeviceObject(
	_In_ WDFIOTARGET IoTarget);
_IRQL_requires_max_(DISPATCH_LEVEL)
PFILE_OBJECT NTAPI WdfIoTargetWdmGetTargetFileObject(
	_In_ WDFIOTARGET IoTarget);
_IRQL_requires_max_(DISPATCH_LEVEL)
PDEVICE_OBJECT NTAPI WdfIoTargetWdmGetTargetPhysicalDevice(
	_In_ WDFIOTARGET IoTarget);

WINWORK_ABSENT HANDLE NTAPI WdfIoTargetWdmGetTargetFileHandle(
	_In_ WDFIOTARGET IoTarget);

EXTERN_C_END

#endif /* WINWORK_WDF_TARGETS_H */
