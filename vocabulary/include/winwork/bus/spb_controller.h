/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Drivers of controllers of simple peripheral buses: the class extension, its requests and callbacks.
 */
#ifndef WINWORK_BUS_SPB_CONTROLLER_H
#define WINWORK_BUS_SPB_CONTROLLER_H

#include "spb.h"
#include <winwork/wdf/devices.h>
#include <winwork/wdf/object.h>
#include <winwork/wdf/queues.h>
#include <winwork/wdf/requests.h>
#include <winwork/wdf/types.h>

EXTERN_C_START

struct _SPB_CONNECTION_PARAMETERS;
struct _SPB_CONTROLLER_CONFIG;
struct _SPB_REQUEST_PARAMETERS;
struct SPB_TRANSFER_DESCRIPTOR;

/* In C++, functions of the framework take these as what they are: a request and a file. */
#ifdef __cplusplus
struct SPBREQUEST__ : WDFREQUEST__ {};
typedef struct SPBREQUEST__ *SPBREQUEST;
struct SPBTARGET__ : WDFFILEOBJECT__ {};
typedef struct SPBTARGET__ *SPBTARGET;
#else
DECLARE_HANDLE(SPBREQUEST);
DECLARE_HANDLE(SPBTARGET);
#endif

typedef VOID NTAPI EVT_SPB_CONTROLLER_LOCK(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target,
					   _In_ SPBREQUEST LockRequest);
typedef EVT_SPB_CONTROLLER_LOCK *PFN_SPB_CONTROLLER_LOCK;
typedef VOID NTAPI EVT_SPB_CONTROLLER_OTHER(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target,
					    _In_ SPBREQUEST Request, _In_ size_t OutputBufferLength,
					    _In_ size_t InputBufferLength,
					    _In_ ULONG IoControlCode);
typedef EVT_SPB_CONTROLLER_OTHER *PFN_SPB_CONTROLLER_OTHER;
typedef VOID NTAPI EVT_SPB_CONTROLLER_READ(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target,
					   _In_ SPBREQUEST Request, _In_ size_t Length);
typedef EVT_SPB_CONTROLLER_READ *PFN_SPB_CONTROLLER_READ;
typedef VOID NTAPI EVT_SPB_CONTROLLER_SEQUENCE(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target,
					       _In_ SPBREQUEST Request, _In_ ULONG TransferCount);
typedef EVT_SPB_CONTROLLER_SEQUENCE *PFN_SPB_CONTROLLER_SEQUENCE;
typedef VOID NTAPI EVT_SPB_CONTROLLER_UNLOCK(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target,
					     _In_ SPBREQUEST UnlockRequest);
typedef EVT_SPB_CONTROLLER_UNLOCK *PFN_SPB_CONTROLLER_UNLOCK;
typedef VOID NTAPI EVT_SPB_CONTROLLER_WRITE(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target,
					    _In_ SPBREQUEST Request, _In_ size_t Length);
typedef EVT_SPB_CONTROLLER_WRITE *PFN_SPB_CONTROLLER_WRITE;
typedef NTSTATUS NTAPI EVT_SPB_TARGET_CONNECT(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target);
typedef EVT_SPB_TARGET_CONNECT *PFN_SPB_TARGET_CONNECT;
typedef VOID NTAPI EVT_SPB_TARGET_DISCONNECT(_In_ WDFDEVICE Controller, _In_ SPBTARGET Target);
typedef EVT_SPB_TARGET_DISCONNECT *PFN_SPB_TARGET_DISCONNECT;
typedef struct _SPB_CONNECTION_PARAMETERS {
	USHORT Size;
	PCWSTR ConnectionTag;
	PVOID ConnectionParameters;
} SPB_CONNECTION_PARAMETERS, *PSPB_CONNECTION_PARAMETERS;

typedef struct _SPB_CONTROLLER_CONFIG {
	ULONG Size;
	WDF_IO_QUEUE_DISPATCH_TYPE ControllerDispatchType;
	WDF_TRI_STATE PowerManaged;
	PFN_SPB_TARGET_CONNECT EvtSpbTargetConnect;
	PFN_SPB_TARGET_DISCONNECT EvtSpbTargetDisconnect;
	PFN_SPB_CONTROLLER_LOCK EvtSpbControllerLock;
	PFN_SPB_CONTROLLER_UNLOCK EvtSpbControllerUnlock;
	PFN_SPB_CONTROLLER_READ EvtSpbIoRead;
	PFN_SPB_CONTROLLER_WRITE EvtSpbIoWrite;
	PFN_SPB_CONTROLLER_SEQUENCE EvtSpbIoSequence;
} SPB_CONTROLLER_CONFIG, *PSPB_CONTROLLER_CONFIG;

typedef enum _SPB_REQUEST_SEQUENCE_POSITION {
	SpbRequestSequencePositionInvalid = 0,
	SpbRequestSequencePositionSingle,
	SpbRequestSequencePositionFirst,
	SpbRequestSequencePositionContinue,
	SpbRequestSequencePositionLast,
	SpbRequestSequencePositionMax,
} SPB_REQUEST_SEQUENCE_POSITION, *PSPB_REQUEST_SEQUENCE_POSITION;

typedef enum _SPB_REQUEST_TYPE {
	SpbRequestTypeUndefined = 0,
	SpbRequestTypeRead,
	SpbRequestTypeWrite,
	SpbRequestTypeSequence,
	SpbRequestTypeLockController,
	SpbRequestTypeUnlockController,
	SpbRequestTypeLockConnection,
	SpbRequestTypeUnlockConnection,
	SpbRequestTypeOther,
	SpbRequestTypeMax,
} SPB_REQUEST_TYPE, *PSPB_REQUEST_TYPE;

typedef struct _SPB_REQUEST_PARAMETERS {
	USHORT Size;
	SPB_REQUEST_TYPE Type;
	SPB_REQUEST_SEQUENCE_POSITION Position;
	SPB_TRANSFER_DIRECTION PreviousTransferDirection;
	size_t Length;
	ULONG SequenceTransferCount;
} SPB_REQUEST_PARAMETERS, *PSPB_REQUEST_PARAMETERS;

typedef struct SPB_TRANSFER_DESCRIPTOR {
	USHORT Size;
	SPB_TRANSFER_DIRECTION Direction;
	size_t TransferLength;
	ULONG DelayInUs;
} SPB_TRANSFER_DESCRIPTOR, *PSPB_TRANSFER_DESCRIPTOR;

WINWORK_ABSENT VOID NTAPI SPB_CONNECTION_PARAMETERS_INIT(
	_Out_ SPB_CONNECTION_PARAMETERS *Parameters);
WINWORK_ABSENT VOID NTAPI SPB_CONTROLLER_CONFIG_INIT(_Out_ SPB_CONTROLLER_CONFIG *Config);
WINWORK_ABSENT VOID NTAPI SPB_REQUEST_PARAMETERS_INIT(_Out_ SPB_REQUEST_PARAMETERS *Parameters);
WINWORK_ABSENT VOID NTAPI SPB_TRANSFER_DESCRIPTOR_INIT(_Out_ SPB_TRANSFER_DESCRIPTOR *Descriptor);
WINWORK_ABSENT VOID NTAPI SpbControllerSetIoOtherCallback(
	_In_ WDFDEVICE FxDevice, _In_ PFN_SPB_CONTROLLER_OTHER EvtSpbControllerIoOther,
	_In_opt_ PFN_WDF_IO_IN_CALLER_CONTEXT EvtIoInCallerContext);
WINWORK_ABSENT VOID NTAPI SpbControllerSetRequestAttributes(
	_In_ WDFDEVICE FxDevice, _In_ PWDF_OBJECT_ATTRIBUTES RequestAttributes);
WINWORK_ABSENT VOID NTAPI SpbControllerSetTargetAttributes(
	_In_ WDFDEVICE FxDevice, _In_ PWDF_OBJECT_ATTRIBUTES ObjectAttributes);
WINWORK_ABSENT NTSTATUS NTAPI SpbDeviceInitConfig(_Inout_ PWDFDEVICE_INIT DeviceInit);
WINWORK_ABSENT NTSTATUS NTAPI SpbDeviceInitialize(_In_ WDFDEVICE FxDevice,
						  _In_ PSPB_CONTROLLER_CONFIG Config);
WINWORK_ABSENT NTSTATUS NTAPI SpbRequestCaptureIoOtherTransferList(_In_ SPBREQUEST Request);
WINWORK_ABSENT VOID NTAPI SpbRequestComplete(_In_ SPBREQUEST Request,
					     _In_ NTSTATUS CompletionStatus);
WINWORK_ABSENT WDFDEVICE NTAPI SpbRequestGetController(_In_ SPBREQUEST SpbRequest);
WINWORK_ABSENT VOID NTAPI SpbRequestGetParameters(_In_ SPBREQUEST SpbRequest,
						  _Out_ SPB_REQUEST_PARAMETERS *Parameters);
WINWORK_ABSENT SPBTARGET NTAPI SpbRequestGetTarget(_In_ SPBREQUEST SpbRequest);
WINWORK_ABSENT VOID NTAPI SpbRequestGetTransferParameters(
	_In_ SPBREQUEST SpbRequest, _In_ ULONG Index,
	_Out_opt_ SPB_TRANSFER_DESCRIPTOR *TransferDescriptor, _Out_opt_ PMDL *TransferBuffer);
WINWORK_ABSENT VOID NTAPI SpbTargetGetConnectionParameters(
	_In_ SPBTARGET Target, _Out_ SPB_CONNECTION_PARAMETERS *ConnectionParameters);
WINWORK_ABSENT WDFFILEOBJECT NTAPI SpbTargetGetFileObject(_In_ SPBTARGET Target);

EXTERN_C_END

#endif /* WINWORK_BUS_SPB_CONTROLLER_H */
