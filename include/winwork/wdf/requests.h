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
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"
#include "handles.h"

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

WINWORK_ABSENT VOID NTAPI WDF_REQUEST_COMPLETION_PARAMS_INIT(
	_Out_ PWDF_REQUEST_COMPLETION_PARAMS Params);
WINWORK_ABSENT VOID NTAPI WDF_REQUEST_FORWARD_OPTIONS_INIT(
	_Out_ PWDF_REQUEST_FORWARD_OPTIONS ForwardOptions);
WINWORK_ABSENT VOID NTAPI WDF_REQUEST_PARAMETERS_INIT(_Out_ PWDF_REQUEST_PARAMETERS Parameters);
WINWORK_ABSENT VOID NTAPI WDF_REQUEST_REUSE_PARAMS_INIT(_Out_ PWDF_REQUEST_REUSE_PARAMS Params,
							_In_ ULONG Flags, _In_ NTSTATUS Status);
WINWORK_ABSENT VOID NTAPI WDF_REQUEST_REUSE_PARAMS_SET_NEW_IRP(
	_Inout_ PWDF_REQUEST_REUSE_PARAMS Params, _In_ PIRP NewIrp);
WINWORK_ABSENT VOID NTAPI WDF_REQUEST_SEND_OPTIONS_INIT(_Out_ PWDF_REQUEST_SEND_OPTIONS Options,
							_In_ ULONG Flags);
WINWORK_ABSENT VOID NTAPI WDF_REQUEST_SEND_OPTIONS_SET_TIMEOUT(
	_Inout_ PWDF_REQUEST_SEND_OPTIONS Options, _In_ LONGLONG Timeout);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestAllocateTimer(_In_ WDFREQUEST Request);
WINWORK_ABSENT BOOLEAN NTAPI WdfRequestCancelSentRequest(_In_ WDFREQUEST Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestChangeTarget(_In_ WDFREQUEST Request,
						     _In_ WDFIOTARGET IoTarget);
WINWORK_ABSENT VOID NTAPI WdfRequestComplete(_In_ WDFREQUEST Request, _In_ NTSTATUS Status);
WINWORK_ABSENT VOID NTAPI WdfRequestCompleteWithInformation(_In_ WDFREQUEST Request,
							    _In_ NTSTATUS Status,
							    _In_ ULONG_PTR Information);
WINWORK_ABSENT VOID NTAPI WdfRequestCompleteWithPriorityBoost(
	_In_ WDFREQUEST Request, _In_ NTSTATUS Status, _In_ CCHAR PriorityBoost);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES RequestAttributes,
					       _In_opt_ WDFIOTARGET IoTarget,
					       _Out_ WDFREQUEST *Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestCreateFromIrp(
	_In_opt_ PWDF_OBJECT_ATTRIBUTES RequestAttributes, _In_ PIRP Irp,
	_In_ BOOLEAN RequestFreesIrp, _Out_ WDFREQUEST *Request);
WINWORK_ABSENT VOID NTAPI WdfRequestFormatRequestUsingCurrentType(
	_In_ WDFREQUEST Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestForwardToIoQueue(_In_ WDFREQUEST Request,
							 _In_ WDFQUEUE DestinationQueue);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestForwardToParentDeviceIoQueue(
	_In_ WDFREQUEST Request, _In_ WDFQUEUE ParentDeviceQueue,
	_In_ PWDF_REQUEST_FORWARD_OPTIONS ForwardOptions);
WINWORK_ABSENT VOID NTAPI WdfRequestGetCompletionParams(
	_In_ WDFREQUEST Request, _Out_ PWDF_REQUEST_COMPLETION_PARAMS Params);
WINWORK_ABSENT WDF_DEVICE_IO_TYPE NTAPI WdfRequestGetEffectiveIoType(
	_In_ WDFREQUEST Request);
WINWORK_ABSENT WDFFILEOBJECT NTAPI WdfRequestGetFileObject(_In_ WDFREQUEST Request);
WINWORK_ABSENT ULONG_PTR NTAPI WdfRequestGetInformation(_In_ WDFREQUEST Request);
WINWORK_ABSENT WDFQUEUE NTAPI WdfRequestGetIoQueue(_In_ WDFREQUEST Request);
WINWORK_ABSENT VOID NTAPI WdfRequestGetParameters(_In_ WDFREQUEST Request,
						  _Out_ PWDF_REQUEST_PARAMETERS Parameters);
WINWORK_ABSENT KPROCESSOR_MODE NTAPI WdfRequestGetRequestorMode(
	_In_ WDFREQUEST Request);
WINWORK_ABSENT ULONG NTAPI WdfRequestGetRequestorProcessId(_In_ WDFREQUEST Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestGetStatus(_In_ WDFREQUEST Request);
WINWORK_ABSENT BOOLEAN NTAPI WdfRequestGetUserModeDriverInitiatedIo(
	_In_ WDFREQUEST Request);
WINWORK_ABSENT BOOLEAN NTAPI WdfRequestIsCanceled(_In_ WDFREQUEST Request);
WINWORK_ABSENT BOOLEAN NTAPI WdfRequestIsFrom32BitProcess(_In_ WDFREQUEST Request);
WINWORK_ABSENT BOOLEAN NTAPI WdfRequestIsFromUserModeDriver(_In_ WDFREQUEST Request);
WINWORK_ABSENT BOOLEAN NTAPI WdfRequestIsReserved(_In_ WDFREQUEST Request);
WINWORK_ABSENT VOID NTAPI WdfRequestMarkCancelable(_In_ WDFREQUEST Request,
						   _In_ PFN_WDF_REQUEST_CANCEL EvtRequestCancel);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestMarkCancelableEx(
	_In_ WDFREQUEST Request, _In_ PFN_WDF_REQUEST_CANCEL EvtRequestCancel);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestProbeAndLockUserBufferForRead(
	_In_ WDFREQUEST Request, _In_ PVOID Buffer, _In_ size_t Length,
	_Out_ WDFMEMORY *MemoryObject);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestProbeAndLockUserBufferForWrite(
	_In_ WDFREQUEST Request, _In_ PVOID Buffer, _In_ size_t Length,
	_Out_ WDFMEMORY *MemoryObject);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRequeue(_In_ WDFREQUEST Request);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveActivityId(_In_ WDFREQUEST Request,
							   _Out_ LPGUID ActivityId);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveInputBuffer(_In_ WDFREQUEST Request,
							    _In_ size_t MinimumRequiredLength,
							    _Out_ PVOID *Buffer,
							    _Out_opt_ size_t *Length);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveInputMemory(_In_ WDFREQUEST Request,
							    _Out_ WDFMEMORY *Memory);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveInputWdmMdl(_In_ WDFREQUEST Request,
							    _Out_ PMDL *Mdl);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveOutputBuffer(
	_In_ WDFREQUEST Request, _In_ size_t MinimumRequiredSize, _Out_ PVOID *Buffer,
	_Out_opt_ size_t *Length);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveOutputMemory(
	_In_ WDFREQUEST Request, _Out_ WDFMEMORY *Memory);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveOutputWdmMdl(
	_In_ WDFREQUEST Request, _Out_ PMDL *Mdl);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveUnsafeUserInputBuffer(
	_In_ WDFREQUEST Request, _In_ size_t MinimumRequiredLength, _Out_ PVOID *InputBuffer,
	_Out_opt_ size_t *Length);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestRetrieveUnsafeUserOutputBuffer(
	_In_ WDFREQUEST Request, _In_ size_t MinimumRequiredLength, _Out_ PVOID *OutputBuffer,
	_Out_opt_ size_t *Length);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestReuse(_In_ WDFREQUEST Request,
					      _In_ PWDF_REQUEST_REUSE_PARAMS ReuseParams);
WINWORK_ABSENT BOOLEAN NTAPI WdfRequestSend(_In_ WDFREQUEST Request, _In_ WDFIOTARGET Target,
					    _In_opt_ PWDF_REQUEST_SEND_OPTIONS Options);
WINWORK_ABSENT VOID NTAPI WdfRequestSetActivityId(_In_ WDFREQUEST Request,
						  _In_ LPGUID ActivityId);
WINWORK_ABSENT VOID NTAPI WdfRequestSetCompletionRoutine(
	_In_ WDFREQUEST Request, _In_opt_ PFN_WDF_REQUEST_COMPLETION_ROUTINE CompletionRoutine,
	_In_opt_ WDFCONTEXT CompletionContext);
WINWORK_ABSENT VOID NTAPI WdfRequestSetInformation(_In_ WDFREQUEST Request,
						   _In_ ULONG_PTR Information);
WINWORK_ABSENT VOID NTAPI WdfRequestSetUserModeDriverInitiatedIo(
	_In_ WDFREQUEST Request, _In_ BOOLEAN IsUserModeDriverInitiated);
WINWORK_ABSENT VOID NTAPI WdfRequestStopAcknowledge(_In_ WDFREQUEST Request,
						    _In_ BOOLEAN Requeue);
WINWORK_ABSENT NTSTATUS NTAPI WdfRequestUnmarkCancelable(_In_ WDFREQUEST Request);
WINWORK_ABSENT VOID NTAPI WdfRequestWdmFormatUsingStackLocation(
	_In_ WDFREQUEST Request, _In_ PIO_STACK_LOCATION Stack);
WINWORK_ABSENT PIRP NTAPI WdfRequestWdmGetIrp(_In_ WDFREQUEST Request);

EXTERN_C_END

#endif /* WINWORK_WDF_REQUESTS_H */
