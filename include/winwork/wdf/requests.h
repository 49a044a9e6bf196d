/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests of the framework.
 */
#ifndef WINWORK_WDF_REQUESTS_H
#define WINWORK_WDF_REQUESTS_H

#include "device.h"
#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../po/power.h"

EXTERN_C_START

struct _WDF_REQUEST_COMPLETION_PARAMS;
struct _WDF_REQUEST_FORWARD_OPTIONS;
struct _WDF_REQUEST_PARAMETERS;
struct _WDF_REQUEST_REUSE_PARAMS;
struct _WDF_REQUEST_SEND_OPTIONS;
struct _WDF_USB_REQUEST_COMPLETION_PARAMS;

typedef struct _WDF_USB_REQUEST_COMPLETION_PARAMS *PWDF_USB_REQUEST_COMPLETION_PARAMS;

typedef enum _WDF_REQUEST_REUSE_FLAGS {
	WDF_REQUEST_REUSE_NO_FLAGS = 0x00000000,
	WDF_REQUEST_REUSE_SET_NEW_IRP = 0x00000001,
} WDF_REQUEST_REUSE_FLAGS;

typedef enum _WDF_REQUEST_STOP_ACTION_FLAGS {
	WdfRequestStopActionInvalid = 0,
	WdfRequestStopActionSuspend = 0x01,
	WdfRequestStopActionPurge = 0x2,
	WdfRequestStopRequestCancelable = 0x10000000,
} WDF_REQUEST_STOP_ACTION_FLAGS;

typedef enum _WDF_REQUEST_SEND_OPTIONS_FLAGS {
	WDF_REQUEST_SEND_OPTION_TIMEOUT = 0x00000001,
	WDF_REQUEST_SEND_OPTION_SYNCHRONOUS = 0x00000002,
	WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE = 0x00000004,
	WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET = 0x00000008,
	WDF_REQUEST_SEND_OPTION_IMPERSONATE_CLIENT = 0x00010000,
	WDF_REQUEST_SEND_OPTION_IMPERSONATION_IGNORE_FAILURE = 0x00020000,
} WDF_REQUEST_SEND_OPTIONS_FLAGS;

/**
 * EVT_WDF_REQUEST_CANCEL - a request that the driver has is cancelled
 * @Request: a request that was marked cancelable, and is not any more. The driver completes it,
 *	here or later, mostly with STATUS_CANCELLED.
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL if the execution level of the queue is
 * WdfExecutionLevelPassive. Called with the callback lock that the queue's handlers have.
 * Page: wdfrequest.h, EVT_WDF_REQUEST_CANCEL
 */
_Function_class_(EVT_WDF_REQUEST_CANCEL)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_REQUEST_CANCEL(WDFREQUEST Request);
typedef EVT_WDF_REQUEST_CANCEL *PFN_WDF_REQUEST_CANCEL;
typedef enum _WDF_REQUEST_TYPE {
	WdfRequestTypeCreate = 0x0,
	WdfRequestTypeCreateNamedPipe = 0x1,
	WdfRequestTypeClose = 0x2,
	WdfRequestTypeRead = 0x3,
	WdfRequestTypeWrite = 0x4,
	WdfRequestTypeQueryInformation = 0x5,
	WdfRequestTypeSetInformation = 0x6,
	WdfRequestTypeQueryEA = 0x7,
	WdfRequestTypeSetEA = 0x8,
	WdfRequestTypeFlushBuffers = 0x9,
	WdfRequestTypeQueryVolumeInformation = 0xa,
	WdfRequestTypeSetVolumeInformation = 0xb,
	WdfRequestTypeDirectoryControl = 0xc,
	WdfRequestTypeFileSystemControl = 0xd,
	WdfRequestTypeDeviceControl = 0xe,
	WdfRequestTypeDeviceControlInternal = 0xf,
	WdfRequestTypeShutdown = 0x10,
	WdfRequestTypeLockControl = 0x11,
	WdfRequestTypeCleanup = 0x12,
	WdfRequestTypeCreateMailSlot = 0x13,
	WdfRequestTypeQuerySecurity = 0x14,
	WdfRequestTypeSetSecurity = 0x15,
	WdfRequestTypePower = 0x16,
	WdfRequestTypeSystemControl = 0x17,
	WdfRequestTypeDeviceChange = 0x18,
	WdfRequestTypeQueryQuota = 0x19,
	WdfRequestTypeSetQuota = 0x1a,
	WdfRequestTypePnp = 0x1b,
	WdfRequestTypeOther = 0x1c,
	WdfRequestTypeUsb = 0x40,
	WdfRequestTypeNoFormat = 0xff,
	WdfRequestTypeMax = 0x100,
} WDF_REQUEST_TYPE;

/**
 * struct _WDF_REQUEST_PARAMETERS - the parameters of a request
 * @Size: the size of this structure, in bytes
 * @MinorFunction: that of the IRP
 * @Type: the kind of the request, which is the major function of the IRP
 * @Parameters: by the kind: Create, Read, Write, DeviceIoControl, or Others for any other one
 *
 * Page: wdfrequest.h, WDF_REQUEST_PARAMETERS
 */
typedef struct _WDF_REQUEST_PARAMETERS {
	USHORT Size;
	UCHAR MinorFunction;
	WDF_REQUEST_TYPE Type;
	union {
		struct {
			PIO_SECURITY_CONTEXT SecurityContext;
			ULONG Options;
			USHORT POINTER_ALIGNMENT FileAttributes;
			USHORT ShareAccess;
			ULONG POINTER_ALIGNMENT EaLength;
		} Create;
		struct {
			size_t Length;
			ULONG POINTER_ALIGNMENT Key;
			LONGLONG DeviceOffset;
		} Read;
		struct {
			size_t Length;
			ULONG POINTER_ALIGNMENT Key;
			LONGLONG DeviceOffset;
		} Write;
		struct {
			size_t OutputBufferLength;
			size_t POINTER_ALIGNMENT InputBufferLength;
			ULONG POINTER_ALIGNMENT IoControlCode;
			PVOID Type3InputBuffer;
		} DeviceIoControl;
		struct {
			PVOID Arg1;
			PVOID Arg2;
			ULONG POINTER_ALIGNMENT IoControlCode;
			PVOID Arg4;
		} Others;
	} Parameters;
} WDF_REQUEST_PARAMETERS, *PWDF_REQUEST_PARAMETERS;

typedef struct _WDF_REQUEST_COMPLETION_PARAMS {
	ULONG Size;
	WDF_REQUEST_TYPE Type;
	IO_STATUS_BLOCK IoStatus;
	union {
		struct {
			WDFMEMORY Buffer;
			size_t Length;
			size_t Offset;
		} Write;
		struct {
			WDFMEMORY Buffer;
			size_t Length;
			size_t Offset;
		} Read;
		struct {
			ULONG IoControlCode;
			struct {
				WDFMEMORY Buffer;
				size_t Offset;
			} Input;
			struct {
				WDFMEMORY Buffer;
				size_t Offset;
				size_t Length;
			} Output;
		} Ioctl;
		struct {
			union {
				PVOID Ptr;
				ULONG_PTR Value;
			} Argument1;
			union {
				PVOID Ptr;
				ULONG_PTR Value;
			} Argument2;
			union {
				PVOID Ptr;
				ULONG_PTR Value;
			} Argument3;
			union {
				PVOID Ptr;
				ULONG_PTR Value;
			} Argument4;
		} Others;
		struct {
			PWDF_USB_REQUEST_COMPLETION_PARAMS Completion;
		} Usb;
	} Parameters;
} WDF_REQUEST_COMPLETION_PARAMS, *PWDF_REQUEST_COMPLETION_PARAMS;

typedef VOID NTAPI EVT_WDF_REQUEST_COMPLETION_ROUTINE(WDFREQUEST Request, WDFIOTARGET Target,
						      PWDF_REQUEST_COMPLETION_PARAMS Params,
						      WDFCONTEXT Context);
typedef EVT_WDF_REQUEST_COMPLETION_ROUTINE *PFN_WDF_REQUEST_COMPLETION_ROUTINE;
typedef struct _WDF_REQUEST_REUSE_PARAMS {
	ULONG Size;
	ULONG Flags;
	NTSTATUS Status;
	PIRP NewIrp;
} WDF_REQUEST_REUSE_PARAMS, *PWDF_REQUEST_REUSE_PARAMS;

typedef struct _WDF_REQUEST_SEND_OPTIONS {
	ULONG Size;
	ULONG Flags;
	LONGLONG Timeout;
} WDF_REQUEST_SEND_OPTIONS, *PWDF_REQUEST_SEND_OPTIONS;

typedef enum _WDF_REQUEST_FORWARD_OPTIONS_FLAGS {
	WDF_REQUEST_FORWARD_OPTION_SEND_AND_FORGET = 0x00000001,
} WDF_REQUEST_FORWARD_OPTIONS_FLAGS;

typedef struct _WDF_REQUEST_FORWARD_OPTIONS {
	ULONG Size;
	ULONG Flags;
} WDF_REQUEST_FORWARD_OPTIONS, *PWDF_REQUEST_FORWARD_OPTIONS;

/**
 * WDF_REQUEST_COMPLETION_PARAMS_INIT - initialise the structure
 * @Params: is cleared, and gets its Size
 *
 * IRQL: any.
 * Page: wdfrequest.h, WDF_REQUEST_COMPLETION_PARAMS_INIT
 */
WINWORK_OWN VOID WDF_REQUEST_COMPLETION_PARAMS_INIT(_Out_ PWDF_REQUEST_COMPLETION_PARAMS Params)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
}

/**
 * WDF_REQUEST_FORWARD_OPTIONS_INIT - initialise the structure
 * @ForwardOptions: is cleared, and gets its Size and WDF_REQUEST_FORWARD_OPTION_SEND_AND_FORGET
 *
 * IRQL: any.
 * Page: wdfrequest.h, WDF_REQUEST_FORWARD_OPTIONS_INIT
 */
WINWORK_OWN VOID WDF_REQUEST_FORWARD_OPTIONS_INIT(_Out_ PWDF_REQUEST_FORWARD_OPTIONS ForwardOptions)
{
	RtlZeroMemory(ForwardOptions, sizeof(*ForwardOptions));
	ForwardOptions->Size = sizeof(*ForwardOptions);
	ForwardOptions->Flags = WDF_REQUEST_FORWARD_OPTION_SEND_AND_FORGET;
}

/**
 * WDF_REQUEST_PARAMETERS_INIT - initialise the structure
 * @Parameters: is cleared, and gets its Size
 *
 * IRQL: any.
 * Page: wdfrequest.h, WDF_REQUEST_PARAMETERS_INIT
 */
WINWORK_OWN VOID WDF_REQUEST_PARAMETERS_INIT(_Out_ PWDF_REQUEST_PARAMETERS Parameters)
{
	RtlZeroMemory(Parameters, sizeof(*Parameters));
	Parameters->Size = sizeof(*Parameters);
}

/**
 * WDF_REQUEST_REUSE_PARAMS_INIT - initialise the structure
 * @Params: is cleared, and gets its Size
 * @Flags: WDF_REQUEST_REUSE_NO_FLAGS
 * @Status: what WdfRequestGetStatus returns until the request is sent
 *
 * IRQL: any.
 * Page: wdfrequest.h, WDF_REQUEST_REUSE_PARAMS_INIT
 */
WINWORK_OWN VOID WDF_REQUEST_REUSE_PARAMS_INIT(_Out_ PWDF_REQUEST_REUSE_PARAMS Params,
					       _In_ ULONG Flags, _In_ NTSTATUS Status)
{
	RtlZeroMemory(Params, sizeof(*Params));
	Params->Size = sizeof(*Params);
	Params->Flags = Flags;
	Params->Status = Status;
}

WINWORK_ABSENT VOID NTAPI WDF_REQUEST_REUSE_PARAMS_SET_NEW_IRP(
	_Inout_ PWDF_REQUEST_REUSE_PARAMS Params, _In_ PIRP NewIrp);

/**
 * WDF_REQUEST_SEND_OPTIONS_INIT - initialise the structure
 * @Options: is cleared, and gets its Size
 * @Flags: of WDF_REQUEST_SEND_OPTIONS_FLAGS
 *
 * IRQL: any.
 * Page: wdfrequest.h, WDF_REQUEST_SEND_OPTIONS_INIT
 */
WINWORK_OWN VOID WDF_REQUEST_SEND_OPTIONS_INIT(_Out_ PWDF_REQUEST_SEND_OPTIONS Options,
					       _In_ ULONG Flags)
{
	RtlZeroMemory(Options, sizeof(*Options));
	Options->Size = sizeof(*Options);
	Options->Flags = Flags;
}

/**
 * WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT - set a timeout for a request that is sent
 * @Options: gets the timeout, and WDF_REQUEST_SEND_OPTION_TIMEOUT
 * @Timeout: in units of 100 ns, below 0 from now on; 0 for none
 *
 * IRQL: any.
 * Page: wdfrequest.h, WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT
 */
WINWORK_OWN VOID WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(_Inout_ PWDF_REQUEST_SEND_OPTIONS Options,
						      _In_ LONGLONG Timeout)
{
	Options->Flags |= WDF_REQUEST_SEND_OPTION_TIMEOUT;
	Options->Timeout = Timeout;
}

/**
 * WdfRequestAllocateTimer - get the memory for the timeout of a request before it is sent
 * @Request: a request that the driver has, or has created
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, after a report.
 * Page: wdfrequest.h, WdfRequestAllocateTimer
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestAllocateTimer(_In_ WDFREQUEST Request);

/**
 * WdfRequestCancelSentRequest - cancel a request that was sent
 * @Request: a request that the driver has sent, and to which it has a reference if its completion
 *	routine may delete or complete it
 *
 * The completion routine is called as without the cancellation.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: TRUE if the request is being cancelled; FALSE if it is complete, or its target cannot cancel
 *	it now.
 * Page: wdfrequest.h, WdfRequestCancelSentRequest
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfRequestCancelSentRequest(_In_ WDFREQUEST Request);

/**
 * WdfRequestChangeTarget - find out whether a request can be sent to a target
 * @Request: a request that the driver has, or has created
 * @IoTarget: the target
 *
 * A request that the driver has created gets the stack locations that the target needs. Then it has to
 * be formatted again.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_REQUEST_NOT_ACCEPTED if the IRP of a queue's request has too few stack
 *	locations; STATUS_INVALID_DEVICE_STATE for a target that is closed;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_INVALID_PARAMETER, after a report.
 * Page: wdfrequest.h, WdfRequestChangeTarget
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestChangeTarget(_In_ WDFREQUEST Request, _In_ WDFIOTARGET IoTarget);

/**
 * WdfRequestComplete - complete a request
 * @Request: a request that the driver has
 * @Status: its status. One of the framework's own statuses becomes one that programs know:
 *	STATUS_WDF_PAUSED and STATUS_WDF_BUSY become STATUS_DEVICE_BUSY.
 *
 * The cleanup callback and the children of the request end first, then the IRP is completed. Its
 * information is that of WdfRequestSetInformation, or 0. The handle is invalid afterwards, unless
 * the driver has a reference. The next request of a sequential queue may be delivered before the
 * function returns.
 *
 * A request that the driver has marked cancelable must be unmarked first.
 *
 * Here: one that is still marked is reported (0x10D, parameter 6). It is completed if it is not
 * cancelled yet; otherwise EvtRequestCancel completes it.
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that waits in a
 * queue or is completed (0x10D, parameter 6). Nothing happens then.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and nothing happens.
 * Page: wdfrequest.h, WdfRequestComplete
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestComplete(_In_ WDFREQUEST Request, _In_ NTSTATUS Status);

/**
 * WdfRequestCompleteWithInformation - the same, with information
 * @Request: a request that the driver has
 * @Status: its status
 * @Information: mostly the number of bytes transferred
 *
 * IRQL: <= DISPATCH_LEVEL; see WdfRequestComplete.
 * Page: wdfrequest.h, WdfRequestCompleteWithInformation
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestCompleteWithInformation(_In_ WDFREQUEST Request, _In_ NTSTATUS Status,
					     _In_ ULONG_PTR Information);

/**
 * WdfRequestCompleteWithPriorityBoost - the same, with a boost
 * @Request: a request that the driver has
 * @Status: its status
 * @PriorityBoost: that of IoCompleteRequest. Here: without effect.
 *
 * IRQL: <= DISPATCH_LEVEL; see WdfRequestComplete.
 * Page: wdfrequest.h, WdfRequestCompleteWithPriorityBoost
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestCompleteWithPriorityBoost(_In_ WDFREQUEST Request, _In_ NTSTATUS Status,
					       _In_ CCHAR PriorityBoost);

NTSTATUS NTAPI WinworkWdfRequestCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES RequestAttributes,
				       _In_opt_ WDFIOTARGET IoTarget, _Out_ WDFREQUEST *Request,
				       _In_ PWINWORK_IMAGE Image);

/**
 * WdfRequestCreate - create a request that the driver sends
 * @RequestAttributes: may be WDF_NO_OBJECT_ATTRIBUTES; without a ParentObject the driver is the parent
 * @IoTarget: the target that it will be sent to; with NULL, WdfRequestChangeTarget comes before the
 *	request is formatted
 * @Request: receives the handle, which WdfObjectDelete takes
 *
 * The driver formats the request by a function of the target, sets a completion routine, and sends it
 * by WdfRequestSend. Then it may send it again after WdfRequestReuse, or delete it. It cannot complete
 * it, nor ask for parameters or buffers: that is reported (0x10D, parameter 6).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING if the parent is being
 *	deleted; or STATUS_INVALID_PARAMETER, after a report.
 * Page: wdfrequest.h, WdfRequestCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
WINWORK_OWN NTSTATUS WdfRequestCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES RequestAttributes,
				      _In_opt_ WDFIOTARGET IoTarget, _Out_ WDFREQUEST *Request)
{
	return WinworkWdfRequestCreate(RequestAttributes, IoTarget, Request, &WinworkImage);
}

WINWORK_ABSENT NTSTATUS NTAPI WdfRequestCreateFromIrp(
	_In_opt_ PWDF_OBJECT_ATTRIBUTES RequestAttributes, _In_ PIRP Irp,
	_In_ BOOLEAN RequestFreesIrp, _Out_ WDFREQUEST *Request);
/**
 * WdfRequestFormatRequestUsingCurrentType - prepare a request to be sent on as it is
 * @Request: a request that a queue has delivered
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that is sent, waits in
 * a queue or is completed (0x10D, parameter 6). So is one that the driver has created.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Page: wdfrequest.h, WdfRequestFormatRequestUsingCurrentType
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestFormatRequestUsingCurrentType(_In_ WDFREQUEST Request);

/**
 * WdfRequestForwardToIoQueue - put a request into another queue
 * @Request: a request that the driver has from a queue, and that is not marked cancelable
 * @DestinationQueue: another queue of the same device
 *
 * On success the request is not the driver's any more. It may be delivered, or even completed,
 * before the function returns.
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that waits in a
 * queue or is completed (0x10D, parameter 6).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS, also if the request is cancelled already: then it ends as a request that
 *	is cancelled in the queue;
 *	STATUS_INVALID_DEVICE_REQUEST for a wrong request or queue;
 *	STATUS_WDF_BUSY if the queue accepts no requests: the request stays the driver's.
 * Page: wdfrequest.h, WdfRequestForwardToIoQueue
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestForwardToIoQueue(_In_ WDFREQUEST Request, _In_ WDFQUEUE DestinationQueue);

/**
 * WdfRequestForwardToParentDeviceIoQueue - pass the request of a child to a queue of its parent
 * @Request: a request that the driver has from a queue of a PDO, which is not cancelable
 * @ParentDeviceQueue: a queue of the parent of that device, with a handler for such requests
 * @ForwardOptions: of WDF_REQUEST_FORWARD_OPTIONS_INIT
 *
 * The driver has @Request no more. The queue gets another request with the same IRP: one of the parent's device, with
 * its context, and without a file object. The driver completes that one. The PDO was made with
 * WdfPdoInitAllowForwardingRequestToParent.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS, also if the request is cancelled already; STATUS_WDF_BUSY if the queue accepts no requests;
 *	STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_PARAMETER, STATUS_INVALID_DEVICE_REQUEST or
 *	STATUS_REQUEST_NOT_ACCEPTED, which the log explains. After an error the request stays the driver's.
 * Page: wdfrequest.h, WdfRequestForwardToParentDeviceIoQueue
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestForwardToParentDeviceIoQueue(_In_ WDFREQUEST Request, _In_ WDFQUEUE ParentDeviceQueue,
						      _In_ PWDF_REQUEST_FORWARD_OPTIONS ForwardOptions);

/**
 * WdfRequestGetCompletionParams - what a completion routine got, once more
 * @Request: a request that has come back from a target
 * @Params: receives the parameters
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that is sent, waits in
 * a queue or is completed (0x10D, parameter 6).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Page: wdfrequest.h, WdfRequestGetCompletionParams
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestGetCompletionParams(_In_ WDFREQUEST Request,
					 _Out_ PWDF_REQUEST_COMPLETION_PARAMS Params);

WINWORK_ABSENT WDF_DEVICE_IO_TYPE NTAPI WdfRequestGetEffectiveIoType(
	_In_ WDFREQUEST Request);

/**
 * WdfRequestGetFileObject - the file of a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the file; NULL without one, see WdfDeviceInitSetFileObjectConfig. NULL, with a report
 *	(0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestGetFileObject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFFILEOBJECT NTAPI WdfRequestGetFileObject(_In_ WDFREQUEST Request);

/**
 * WdfRequestGetInformation - the information of a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the information so far. 0, with a report (0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestGetInformation
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG_PTR NTAPI WdfRequestGetInformation(_In_ WDFREQUEST Request);

/**
 * WdfRequestGetIoQueue - the queue that has delivered a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the queue; NULL in EvtIoInCallerContext and EvtDeviceFileCreate. NULL, with a report
 *	(0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestGetIoQueue
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFQUEUE NTAPI WdfRequestGetIoQueue(_In_ WDFREQUEST Request);

/**
 * WdfRequestGetParameters - the parameters of a request
 * @Request: a request that the driver has
 * @Parameters: receives them; WDF_REQUEST_PARAMETERS_INIT comes first
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong @Request, NULL and a wrong Size are reported (0x10D), and
 * nothing is stored.
 * Page: wdfrequest.h, WdfRequestGetParameters
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestGetParameters(_In_ WDFREQUEST Request,
				   _Inout_ PWDF_REQUEST_PARAMETERS Parameters);

/**
 * WdfRequestGetRequestorMode - whether a program or a driver has sent a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: UserMode or KernelMode. UserMode, with a report (0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestGetRequestorMode
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
KPROCESSOR_MODE NTAPI WdfRequestGetRequestorMode(_In_ WDFREQUEST Request);

/**
 * WdfRequestGetRequestorProcessId - the process that has sent a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: its id, 0 without one. 0, with a report (0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestGetRequestorProcessId
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfRequestGetRequestorProcessId(_In_ WDFREQUEST Request);

/**
 * WdfRequestGetStatus - the status in the IRP of a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the status so far. STATUS_INVALID_DEVICE_REQUEST, with a report (0x10D), for a wrong
 *	@Request.
 * Page: wdfrequest.h, WdfRequestGetStatus
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestGetStatus(_In_ WDFREQUEST Request);

WINWORK_ABSENT BOOLEAN NTAPI WdfRequestGetUserModeDriverInitiatedIo(
	_In_ WDFREQUEST Request);

/**
 * WdfRequestIsCanceled - whether a request is cancelled
 * @Request: a request that the driver has
 *
 * For a driver that looks from time to time, instead of marking the request cancelable.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if so. FALSE, with a report (0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestIsCanceled
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfRequestIsCanceled(_In_ WDFREQUEST Request);

/**
 * WdfRequestIsFrom32BitProcess - whether a 32-bit program has sent a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if so. FALSE, with a report (0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestIsFrom32BitProcess
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfRequestIsFrom32BitProcess(_In_ WDFREQUEST Request);

WINWORK_ABSENT BOOLEAN NTAPI WdfRequestIsFromUserModeDriver(_In_ WDFREQUEST Request);

/**
 * WdfRequestIsReserved - whether a request was made in reserve: WdfIoQueueAssignForwardProgressPolicy
 * @Request: a request that the driver has, or of a callback of the policy
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if so. FALSE, with a report (0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestIsReserved
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfRequestIsReserved(_In_ WDFREQUEST Request);

/**
 * WdfRequestMarkCancelable - allow the cancelling of a request that the driver has
 * @Request: a request that the driver has from a queue
 * @EvtRequestCancel: called once when the request is cancelled
 *
 * If the request is cancelled already, the callback is called before the function returns; or by a
 * worker, if this thread has the callback lock or its IRQL is too high. Before the driver completes
 * the request elsewhere, it calls WdfRequestUnmarkCancelable.
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that waits in a
 * queue or is completed (0x10D, parameter 6).
 * So are a request that is marked already and one of EvtIoInCallerContext.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and nothing happens.
 * Page: wdfrequest.h, WdfRequestMarkCancelable
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestMarkCancelable(_In_ WDFREQUEST Request,
				    _In_ PFN_WDF_REQUEST_CANCEL EvtRequestCancel);

/**
 * WdfRequestMarkCancelableEx - the same, with a status
 * @Request: a request that the driver has from a queue
 * @EvtRequestCancel: called once when the request is cancelled after this call
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS;
 *	STATUS_CANCELLED if the request is cancelled already: it is not marked, and the driver
 *	completes it;
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong @Request or a NULL @EvtRequestCancel;
 *	STATUS_INVALID_DEVICE_REQUEST, with a report, if it is marked already or of no queue.
 * Page: wdfrequest.h, WdfRequestMarkCancelableEx
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestMarkCancelableEx(_In_ WDFREQUEST Request,
					  _In_ PFN_WDF_REQUEST_CANCEL EvtRequestCancel);

/**
 * WdfRequestProbeAndLockUserBufferForRead - make a program's buffer usable in any thread
 * @Request: a request that the driver has from EvtIoInCallerContext
 * @Buffer: an address of the program, as of WdfRequestRetrieveUnsafeUser...Buffer or from inside
 *	such a buffer
 * @Length: bytes
 * @MemoryObject: receives a memory object of the buffer, which is to be read. It ends with the
 *	request.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_DEVICE_REQUEST.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong @Request or a NULL @MemoryObject;
 *	STATUS_INVALID_USER_BUFFER if @Length is 0, or more than an MDL can have;
 *	STATUS_ACCESS_VIOLATION if the program may not access the whole buffer, or the call is not
 *	in EvtIoInCallerContext in the program's thread;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfrequest.h, WdfRequestProbeAndLockUserBufferForRead
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRequestProbeAndLockUserBufferForRead(_In_ WDFREQUEST Request, _In_ PVOID Buffer,
						       _In_ size_t Length,
						       _Out_ WDFMEMORY *MemoryObject);

/**
 * WdfRequestProbeAndLockUserBufferForWrite - make a program's buffer usable in any thread
 * @Request: a request that the driver has from EvtIoInCallerContext
 * @Buffer: an address of the program, as of WdfRequestRetrieveUnsafeUser...Buffer or from inside
 *	such a buffer
 * @Length: bytes
 * @MemoryObject: receives a memory object of the buffer, which is to be written. It ends with the
 *	request.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported, and returns STATUS_INVALID_DEVICE_REQUEST.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong @Request or a NULL @MemoryObject;
 *	STATUS_INVALID_USER_BUFFER if @Length is 0, or more than an MDL can have;
 *	STATUS_ACCESS_VIOLATION if the program may not access the whole buffer, or the call is not
 *	in EvtIoInCallerContext in the program's thread;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: wdfrequest.h, WdfRequestProbeAndLockUserBufferForWrite
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRequestProbeAndLockUserBufferForWrite(_In_ WDFREQUEST Request, _In_ PVOID Buffer,
							_In_ size_t Length,
							_Out_ WDFMEMORY *MemoryObject);

/**
 * WdfRequestRequeue - put a request back at the head of its queue
 * @Request: a request that the driver has from a manual queue, and that is not marked cancelable
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS, also if the request is cancelled already: then it ends as a request that
 *	is cancelled in the queue;
 *	STATUS_INVALID_DEVICE_REQUEST for a wrong request, or one of another queue.
 * Page: wdfrequest.h, WdfRequestRequeue
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestRequeue(_In_ WDFREQUEST Request);

WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveActivityId(_In_ WDFREQUEST Request,
							   _Out_ LPGUID ActivityId);

/**
 * WdfRequestRetrieveInputBuffer - what a write or control brings
 * @Request: a request that the driver has
 * @MinimumRequiredLength: the bytes that the driver needs at least; 0: any number but none
 * @Buffer: receives the address, which is valid until the request is completed
 * @Length: receives the bytes that there are, or NULL
 *
 * Of a write: the data. Of a control: the input. With METHOD_NEITHER, and for a write to a device
 * with neither I/O, only drivers send addresses that are valid here.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report, for a NULL @Buffer;
 *	STATUS_INTERNAL_ERROR, with a report, for a wrong @Request;
 *	STATUS_INVALID_DEVICE_REQUEST if requests of this kind or method have no such buffer;
 *	STATUS_BUFFER_TOO_SMALL if there are fewer bytes, or none;
 *	STATUS_INSUFFICIENT_RESOURCES if the pages cannot be mapped.
 * Page: wdfrequest.h, WdfRequestRetrieveInputBuffer
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveInputBuffer(_In_ WDFREQUEST Request,
					     _In_ size_t MinimumRequiredLength, _Out_ PVOID *Buffer,
					     _Out_opt_ size_t *Length);

/**
 * WdfRequestRetrieveInputMemory - the input of a request as a memory object
 * @Request: a request that the driver has
 * @Memory: receives the memory object
 *
 * Each call returns the same object, which ends with the request. A reference of the driver that is
 * left then is reported (0x10D, parameter 3). The input of a write or of direct I/O is read-only.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; else as WdfRequestRetrieveInputBuffer.
 * Page: wdfrequest.h, WdfRequestRetrieveInputMemory
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveInputMemory(_In_ WDFREQUEST Request, _Out_ WDFMEMORY *Memory);

/**
 * WdfRequestRetrieveInputWdmMdl - the input of a request as an MDL
 * @Request: a request that the driver has
 * @Mdl: receives the MDL
 *
 * The MDL is the request's, and ends with it. For neither I/O there is none:
 * STATUS_INVALID_DEVICE_REQUEST.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; else as WdfRequestRetrieveInputBuffer.
 * Page: wdfrequest.h, WdfRequestRetrieveInputWdmMdl
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveInputWdmMdl(_In_ WDFREQUEST Request, _Out_ PMDL *Mdl);

/**
 * WdfRequestRetrieveOutputBuffer - what a read or control fetches
 * @Request: a request that the driver has
 * @MinimumRequiredSize: the bytes that the driver needs at least; 0: any number but none
 * @Buffer: receives the address, which is valid until the request is completed
 * @Length: receives the bytes that there are, or NULL
 *
 * Of a read: where the data goes. Of a control: where the output goes; with METHOD_BUFFERED this is
 * the input's address, too. The pages of direct I/O are mapped. For neither I/O see
 * WdfRequestRetrieveInputBuffer.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report, for a NULL @Buffer;
 *	STATUS_INTERNAL_ERROR, with a report, for a wrong @Request;
 *	STATUS_INVALID_DEVICE_REQUEST if requests of this kind or method have no such buffer;
 *	STATUS_BUFFER_TOO_SMALL if there are fewer bytes, or none;
 *	STATUS_INSUFFICIENT_RESOURCES if the pages cannot be mapped.
 * Page: wdfrequest.h, WdfRequestRetrieveOutputBuffer
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveOutputBuffer(_In_ WDFREQUEST Request,
					      _In_ size_t MinimumRequiredSize, _Out_ PVOID *Buffer,
					      _Out_opt_ size_t *Length);

/**
 * WdfRequestRetrieveOutputMemory - the output of a request as a memory object
 * @Request: a request that the driver has
 * @Memory: receives the memory object
 *
 * Each call returns the same object, which ends with the request. A reference of the driver that is
 * left then is reported (0x10D, parameter 3).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; else as WdfRequestRetrieveOutputBuffer.
 * Page: wdfrequest.h, WdfRequestRetrieveOutputMemory
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveOutputMemory(_In_ WDFREQUEST Request, _Out_ WDFMEMORY *Memory);

/**
 * WdfRequestRetrieveOutputWdmMdl - the output of a request as an MDL
 * @Request: a request that the driver has
 * @Mdl: receives the MDL
 *
 * The MDL is the request's, and ends with it. For neither I/O there is none:
 * STATUS_INVALID_DEVICE_REQUEST.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; else as WdfRequestRetrieveOutputBuffer.
 * Page: wdfrequest.h, WdfRequestRetrieveOutputWdmMdl
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveOutputWdmMdl(_In_ WDFREQUEST Request, _Out_ PMDL *Mdl);

/**
 * WdfRequestRetrieveUnsafeUserInputBuffer - the input of a program that nothing copies
 * @Request: a request that the driver has
 * @MinimumRequiredLength: the bytes that the driver needs at least; 0: any number but none
 * @InputBuffer: receives the address
 * @Length: receives the bytes that there are, or NULL
 *
 * For a control with METHOD_NEITHER, and for a write to a device of WdfDeviceIoNeither.
 * WdfRequestProbeAndLockUserBufferForRead makes the buffer usable elsewhere.
 *
 * Here: the address is one of the kernel for the same pages, see docs/requests.md.
 *
 * IRQL: PASSIVE_LEVEL, in EvtIoInCallerContext
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report, for a NULL @InputBuffer;
 *	STATUS_INTERNAL_ERROR, with a report, for a wrong @Request;
 *	STATUS_INVALID_DEVICE_REQUEST if requests of this kind or method have no such buffer,
 *	or the call is not in EvtIoInCallerContext in the program's thread;
 *	STATUS_BUFFER_TOO_SMALL if there are fewer bytes, or none.
 * Page: wdfrequest.h, WdfRequestRetrieveUnsafeUserInputBuffer
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveUnsafeUserInputBuffer(_In_ WDFREQUEST Request,
						       _In_ size_t MinimumRequiredLength, _Out_ PVOID *InputBuffer,
						       _Out_opt_ size_t *Length);

/**
 * WdfRequestRetrieveUnsafeUserOutputBuffer - where a program wants output that nothing copies
 * @Request: a request that the driver has
 * @MinimumRequiredLength: the bytes that the driver needs at least; 0: any number but none
 * @OutputBuffer: receives the address
 * @Length: receives the bytes that there are, or NULL
 *
 * For a control with METHOD_NEITHER, and for a read of a device of WdfDeviceIoNeither. See
 * WdfRequestRetrieveUnsafeUserInputBuffer.
 *
 * IRQL: PASSIVE_LEVEL, in EvtIoInCallerContext
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report, for a NULL @OutputBuffer;
 *	STATUS_INTERNAL_ERROR, with a report, for a wrong @Request;
 *	STATUS_INVALID_DEVICE_REQUEST if requests of this kind or method have no such buffer,
 *	or the call is not in EvtIoInCallerContext in the program's thread;
 *	STATUS_BUFFER_TOO_SMALL if there are fewer bytes, or none.
 * Page: wdfrequest.h, WdfRequestRetrieveUnsafeUserOutputBuffer
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfRequestRetrieveUnsafeUserOutputBuffer(_In_ WDFREQUEST Request,
							_In_ size_t MinimumRequiredLength, _Out_ PVOID *OutputBuffer,
							_Out_opt_ size_t *Length);

/**
 * WdfRequestReuse - prepare a request to be formatted and sent again
 * @Request: a request that the driver has, or has created, and that is not sent
 * @ReuseParams: see WDF_REQUEST_REUSE_PARAMS_INIT
 *
 * The completion routine and the buffers of the last sending are forgotten.
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that is sent, waits in
 * a queue or is completed (0x10D, parameter 6).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_INVALID_PARAMETER for
 *	Flags, or after a report.
 * Page: wdfrequest.h, WdfRequestReuse
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestReuse(_In_ WDFREQUEST Request, _In_ PWDF_REQUEST_REUSE_PARAMS ReuseParams);

/**
 * WdfRequestSend - send a request to a target
 * @Request: a request that the driver has, or has created, and has formatted
 * @Target: the target
 * @Options: NULL, or see WDF_REQUEST_SEND_OPTIONS_INIT:
 *	WDF_REQUEST_SEND_OPTION_SYNCHRONOUS waits, and no completion routine is called;
 *	WDF_REQUEST_SEND_OPTION_TIMEOUT cancels the request, which then ends with STATUS_IO_TIMEOUT;
 *	WDF_REQUEST_SEND_OPTION_IGNORE_TARGET_STATE also sends while the target is stopped;
 *	WDF_REQUEST_SEND_OPTION_SEND_AND_FORGET gives a queue's request away: the target completes it
 *
 * While a target is stopped, a request waits for WdfIoTargetStart. Here: the options for impersonation
 * are refused.
 *
 * A wrong handle is reported (0x10D, parameter 5), and so is a request that is sent, waits in a queue or
 * is completed (0x10D, parameter 6).
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL with WDF_REQUEST_SEND_OPTION_SYNCHRONOUS. Above it the call is
 *	reported.
 * Return: TRUE if the request was accepted. FALSE if not; WdfRequestGetStatus tells why:
 *	STATUS_INVALID_DEVICE_STATE for a target that is closed, STATUS_INVALID_DEVICE_REQUEST for a
 *	request that is not formatted or has no completion routine, STATUS_REQUEST_NOT_ACCEPTED for too
 *	few stack locations, STATUS_INVALID_PARAMETER for wrong options, STATUS_INSUFFICIENT_RESOURCES.
 *	After a synchronous sending it tells how the request ended.
 * Page: wdfrequest.h, WdfRequestSend
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI WdfRequestSend(_In_ WDFREQUEST Request, _In_ WDFIOTARGET Target,
			     _In_opt_ PWDF_REQUEST_SEND_OPTIONS Options);

WINWORK_ABSENT VOID NTAPI WdfRequestSetActivityId(_In_ WDFREQUEST Request,
						  _In_ LPGUID ActivityId);
/**
 * WdfRequestSetCompletionRoutine - set the routine that is called when a target has completed a request
 * @Request: a request that the driver has, or has created
 * @CompletionRoutine: the routine, for the next sending; NULL for none
 * @CompletionContext: for the routine
 *
 * The routine is called at <= DISPATCH_LEVEL. Then the request is the driver's again: it completes one
 * of a queue, and deletes or sends one that it has created.
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that is sent, waits in
 * a queue or is completed (0x10D, parameter 6).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Page: wdfrequest.h, WdfRequestSetCompletionRoutine
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestSetCompletionRoutine(
	_In_ WDFREQUEST Request, _In_opt_ PFN_WDF_REQUEST_COMPLETION_ROUTINE CompletionRoutine,
	_In_opt_ WDFCONTEXT CompletionContext);

/**
 * WdfRequestSetInformation - set the information of a request
 * @Request: a request that the driver has
 * @Information: for WdfRequestComplete, mostly the number of bytes transferred
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong @Request is reported (0x10D), and nothing happens.
 * Page: wdfrequest.h, WdfRequestSetInformation
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestSetInformation(_In_ WDFREQUEST Request, _In_ ULONG_PTR Information);

WINWORK_ABSENT VOID NTAPI WdfRequestSetUserModeDriverInitiatedIo(
	_In_ WDFREQUEST Request, _In_ BOOLEAN IsUserModeDriverInitiated);

/**
 * WdfRequestStopAcknowledge - the answer to EvtIoStop
 * @Request: a request for which EvtIoStop has been called
 * @Requeue: TRUE to put it back at the head of its queue; FALSE to keep it
 *
 * A request that the driver keeps has still to be completed before the device is removed.
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that waits in a
 * queue or is completed (0x10D, parameter 6).
 * So is one for which EvtIoStop has not been called.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and nothing happens.
 * Page: wdfrequest.h, WdfRequestStopAcknowledge
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestStopAcknowledge(_In_ WDFREQUEST Request, _In_ BOOLEAN Requeue);

/**
 * WdfRequestUnmarkCancelable - take the permission to cancel back
 * @Request: a request that was marked cancelable
 *
 * If EvtRequestCancel may have completed the request meanwhile, the driver needs a reference of its
 * own for this call.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Return: STATUS_SUCCESS: EvtRequestCancel will not be called;
 *	STATUS_CANCELLED: it is, was or will be called, and completes the request;
 *	STATUS_INVALID_PARAMETER, with a report, if the request is not marked;
 *	STATUS_INVALID_DEVICE_REQUEST, with a report, if the driver does not have it.
 * Page: wdfrequest.h, WdfRequestUnmarkCancelable
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfRequestUnmarkCancelable(_In_ WDFREQUEST Request);

/**
 * WdfRequestWdmFormatUsingStackLocation - prepare a request by a stack location
 * @Request: a request that the driver has, or has created
 * @Stack: copied into the location that the target gets
 *
 * A wrong @Request is reported: no handle of a request (0x10D, parameter 5), or one that is sent, waits in
 * a queue or is completed (0x10D, parameter 6).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported.
 * Page: wdfrequest.h, WdfRequestWdmFormatUsingStackLocation
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfRequestWdmFormatUsingStackLocation(_In_ WDFREQUEST Request,
						 _In_ PIO_STACK_LOCATION Stack);

/**
 * WdfRequestWdmGetIrp - the IRP of a request
 * @Request: a request that the driver has
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the IRP, which stays the framework's: the driver does not complete it. NULL, with a
 *	report (0x10D), for a wrong @Request.
 * Page: wdfrequest.h, WdfRequestWdmGetIrp
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
PIRP NTAPI WdfRequestWdmGetIrp(_In_ WDFREQUEST Request);

EXTERN_C_END

#endif /* WINWORK_WDF_REQUESTS_H */
