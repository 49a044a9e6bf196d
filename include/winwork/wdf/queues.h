/* SPDX-License-Identifier: GPL-2.0 */
/*
 * I/O queues and file objects of the framework.
 */
#ifndef WINWORK_WDF_QUEUES_H
#define WINWORK_WDF_QUEUES_H

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
#include "requests.h"

EXTERN_C_START

struct _WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY_SETTINGS;
struct _WDF_IO_QUEUE_CONFIG;
struct _WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY;

typedef enum _WDF_IO_QUEUE_DISPATCH_TYPE {
	WdfIoQueueDispatchInvalid = 0,
	WdfIoQueueDispatchSequential,
	WdfIoQueueDispatchParallel,
	WdfIoQueueDispatchManual,
	WdfIoQueueDispatchMax,
} WDF_IO_QUEUE_DISPATCH_TYPE;

typedef enum _WDF_IO_QUEUE_STATE {
	WdfIoQueueAcceptRequests = 0x01,
	WdfIoQueueDispatchRequests = 0x02,
	WdfIoQueueNoRequests = 0x04,
	WdfIoQueueDriverNoRequests = 0x08,
	WdfIoQueuePnpHeld = 0x10,
} WDF_IO_QUEUE_STATE;

typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_DEFAULT(WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_QUEUE_IO_DEFAULT *PFN_WDF_IO_QUEUE_IO_DEFAULT;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_STOP(WDFQUEUE Queue, WDFREQUEST Request,
					    ULONG ActionFlags);
typedef EVT_WDF_IO_QUEUE_IO_STOP *PFN_WDF_IO_QUEUE_IO_STOP;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_RESUME(WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_QUEUE_IO_RESUME *PFN_WDF_IO_QUEUE_IO_RESUME;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_READ(WDFQUEUE Queue, WDFREQUEST Request, size_t Length);
typedef EVT_WDF_IO_QUEUE_IO_READ *PFN_WDF_IO_QUEUE_IO_READ;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_WRITE(WDFQUEUE Queue, WDFREQUEST Request, size_t Length);
typedef EVT_WDF_IO_QUEUE_IO_WRITE *PFN_WDF_IO_QUEUE_IO_WRITE;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL(WDFQUEUE Queue, WDFREQUEST Request,
						      size_t OutputBufferLength,
						      size_t InputBufferLength,
						      ULONG IoControlCode);
typedef EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL *PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL(
	WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength, size_t InputBufferLength,
	ULONG IoControlCode);
typedef EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL *PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE(WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE *PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE;
typedef VOID NTAPI EVT_WDF_IO_QUEUE_STATE(WDFQUEUE Queue, WDFCONTEXT Context);
typedef EVT_WDF_IO_QUEUE_STATE *PFN_WDF_IO_QUEUE_STATE;
typedef struct _WDF_IO_QUEUE_CONFIG {
	ULONG Size;
	WDF_IO_QUEUE_DISPATCH_TYPE DispatchType;
	WDF_TRI_STATE PowerManaged;
	BOOLEAN AllowZeroLengthRequests;
	BOOLEAN DefaultQueue;
	PFN_WDF_IO_QUEUE_IO_DEFAULT EvtIoDefault;
	PFN_WDF_IO_QUEUE_IO_READ EvtIoRead;
	PFN_WDF_IO_QUEUE_IO_WRITE EvtIoWrite;
	PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtIoDeviceControl;
	PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL EvtIoInternalDeviceControl;
	PFN_WDF_IO_QUEUE_IO_STOP EvtIoStop;
	PFN_WDF_IO_QUEUE_IO_RESUME EvtIoResume;
	PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE EvtIoCanceledOnQueue;
	union {
		struct {
			ULONG NumberOfPresentedRequests;
		} Parallel;
	} Settings;
	WDFDRIVER Driver;
} WDF_IO_QUEUE_CONFIG, *PWDF_IO_QUEUE_CONFIG;

typedef enum _WDF_IO_FORWARD_PROGRESS_ACTION {
	WdfIoForwardProgressActionInvalid = 0x0,
	WdfIoForwardProgressActionFailRequest,
	WdfIoForwardProgressActionUseReservedRequest,
} WDF_IO_FORWARD_PROGRESS_ACTION;

typedef enum _WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY {
	WdfIoForwardProgressInvalidPolicy = 0x0,
	WdfIoForwardProgressReservedPolicyAlwaysUseReservedRequest,
	WdfIoForwardProgressReservedPolicyUseExamine,
	WdfIoForwardProgressReservedPolicyPagingIO,
} WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY;

typedef NTSTATUS NTAPI EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST(
	WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST
	*PFN_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST;
typedef NTSTATUS NTAPI EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES(
	WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES *PFN_WDF_IO_ALLOCATE_REQUEST_RESOURCES;
typedef WDF_IO_FORWARD_PROGRESS_ACTION NTAPI EVT_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS(
	WDFQUEUE Queue, PIRP Irp);
typedef EVT_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS *PFN_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS;
typedef struct _WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY_SETTINGS {
	union {
		struct {
			PFN_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS EvtIoWdmIrpForForwardProgress;
		} ExaminePolicy;
	} Policy;
} WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY_SETTINGS;

typedef struct _WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY {
	ULONG Size;
	ULONG TotalForwardProgressRequests;
	WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY ForwardProgressReservedPolicy;
	WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY_SETTINGS ForwardProgressReservePolicySettings;
	PFN_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST EvtIoAllocateResourcesForReservedRequest;
	PFN_WDF_IO_ALLOCATE_REQUEST_RESOURCES EvtIoAllocateRequestResources;
} WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY, *PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY;

typedef enum _WDF_FILE_INFORMATION_CLASS {
	WdfFileInformationDirectory = 1,
	WdfFileInformationFullDirectory = 2,
	WdfFileInformationBothDirectory = 3,
	WdfFileInformationBasic = 4,
	WdfFileInformationStandard = 5,
	WdfFileInformationInternal = 6,
	WdfFileInformationEa = 7,
	WdfFileInformationAccess = 8,
	WdfFileInformationName = 9,
	WdfFileInformationRename = 10,
	WdfFileInformationLink = 11,
	WdfFileInformationNames = 12,
	WdfFileInformationDisposition = 13,
	WdfFileInformationPosition = 14,
	WdfFileInformationFullEa = 15,
	WdfFileInformationMode = 16,
	WdfFileInformationAlignment = 17,
	WdfFileInformationAll = 18,
	WdfFileInformationAllocation = 19,
	WdfFileInformationEndOfFile = 20,
	WdfFileInformationAlternateName = 21,
	WdfFileInformationStream = 22,
	WdfFileInformationPipe = 23,
	WdfFileInformationPipeLocal = 24,
	WdfFileInformationPipeRemote = 25,
	WdfFileInformationMailslotQuery = 26,
	WdfFileInformationMailslotSet = 27,
	WdfFileInformationCompression = 28,
	WdfFileInformationObjectId = 29,
	WdfFileInformationCompletion = 30,
	WdfFileInformationMoveCluster = 31,
	WdfFileInformationQuota = 32,
	WdfFileInformationReparsePoint = 33,
	WdfFileInformationNetworkOpen = 34,
	WdfFileInformationAttributeTag = 35,
	WdfFileInformationTracking = 36,
	WdfFileInformationIdBothDirectory = 37,
	WdfFileInformationIdFullDirectory = 38,
	WdfFileInformationValidDataLength = 39,
	WdfFileInformationShortName = 40,
	WdfFileInformationIoCompletionNotification = 41,
	WdfFileInformationIoStatusBlockRange = 42,
	WdfFileInformationIoPriorityHint = 43,
	WdfFileInformationSfioReserve = 44,
	WdfFileInformationSfioVolume = 45,
	WdfFileInformationHardLink = 46,
	WdfFileInformationProcessIdsUsingFile = 47,
	WdfFileInformationNormalizedName = 48,
	WdfFileInformationNetworkPhysicalName = 49,
	WdfFileInformationIdGlobalTxDirectory = 50,
	WdfFileInformationIsRemoteDevice = 51,
	WdfFileInformationAttributeCache = 52,
	WdfFileInformationMaximum = 53,
} WDF_FILE_INFORMATION_CLASS, *PWDF_FILE_INFORMATION_CLASS;

WINWORK_ABSENT VOID NTAPI WDF_IO_QUEUE_CONFIG_INIT(_Out_ PWDF_IO_QUEUE_CONFIG Config,
						   _In_ WDF_IO_QUEUE_DISPATCH_TYPE DispatchType);
WINWORK_ABSENT VOID NTAPI WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(
	_Out_ PWDF_IO_QUEUE_CONFIG Config, _In_ WDF_IO_QUEUE_DISPATCH_TYPE DispatchType);
WINWORK_ABSENT BOOLEAN NTAPI WDF_IO_QUEUE_DRAINED(_In_ WDF_IO_QUEUE_STATE State);
WINWORK_ABSENT VOID NTAPI WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(
	_Out_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY Policy,
	_In_ ULONG TotalForwardProgressRequests);
WINWORK_ABSENT VOID NTAPI WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_EXAMINE_INIT(
	_Out_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY Policy,
	_In_ ULONG TotalForwardProgressRequests,
	_In_ PFN_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS EvtIoWdmIrpForForwardProgress);
WINWORK_ABSENT VOID NTAPI WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_PAGINGIO_INIT(
	_Out_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY Policy,
	_In_ ULONG TotalForwardProgressRequests);
WINWORK_ABSENT BOOLEAN NTAPI WDF_IO_QUEUE_IDLE(_In_ WDF_IO_QUEUE_STATE State);
WINWORK_ABSENT BOOLEAN NTAPI WDF_IO_QUEUE_PURGED(_In_ WDF_IO_QUEUE_STATE State);
WINWORK_ABSENT BOOLEAN NTAPI WDF_IO_QUEUE_READY(_In_ WDF_IO_QUEUE_STATE State);
WINWORK_ABSENT BOOLEAN NTAPI WDF_IO_QUEUE_STOPPED(_In_ WDF_IO_QUEUE_STATE State);
WINWORK_ABSENT WDFDEVICE NTAPI WdfFileObjectGetDevice(_In_ WDFFILEOBJECT FileObject);
WINWORK_ABSENT PUNICODE_STRING NTAPI WdfFileObjectGetFileName(
	_In_ WDFFILEOBJECT FileObject);
WINWORK_ABSENT ULONG NTAPI WdfFileObjectGetFlags(_In_ WDFFILEOBJECT FileObject);
WINWORK_ABSENT ULONG NTAPI WdfFileObjectGetInitiatorProcessId(
	_In_ WDFFILEOBJECT FileObject);
WINWORK_ABSENT WDFFILEOBJECT NTAPI WdfFileObjectGetRelatedFileObject(
	_In_ WDFFILEOBJECT FileObject);
WINWORK_ABSENT PFILE_OBJECT NTAPI WdfFileObjectWdmGetFileObject(
	_In_ WDFFILEOBJECT FileObject);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoQueueAssignForwardProgressPolicy(
	_In_ WDFQUEUE Queue, _In_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY ForwardProgressPolicy);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoQueueCreate(_In_ WDFDEVICE Device,
					       _In_ PWDF_IO_QUEUE_CONFIG Config,
					       _In_opt_ PWDF_OBJECT_ATTRIBUTES QueueAttributes,
					       _Out_opt_ WDFQUEUE *Queue);
WINWORK_ABSENT VOID NTAPI WdfIoQueueDrain(_In_ WDFQUEUE Queue,
					  _In_opt_ PFN_WDF_IO_QUEUE_STATE DrainComplete,
					  _In_opt_ WDFCONTEXT Context);
WINWORK_ABSENT VOID NTAPI WdfIoQueueDrainSynchronously(_In_ WDFQUEUE Queue);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoQueueFindRequest(_In_ WDFQUEUE Queue,
						    _In_opt_ WDFREQUEST FoundRequest,
						    _In_opt_ WDFFILEOBJECT FileObject,
						    _Inout_ PWDF_REQUEST_PARAMETERS Parameters,
						    _Out_ WDFREQUEST *OutRequest);
WINWORK_ABSENT WDFDEVICE NTAPI WdfIoQueueGetDevice(_In_ WDFQUEUE Queue);
WINWORK_ABSENT WDF_IO_QUEUE_STATE NTAPI WdfIoQueueGetState(_In_ WDFQUEUE Queue,
							   _Out_opt_ PULONG QueueRequests,
							   _Out_opt_ PULONG DriverRequests);
WINWORK_ABSENT VOID NTAPI WdfIoQueuePurge(_In_ WDFQUEUE Queue,
					  _In_opt_ PFN_WDF_IO_QUEUE_STATE PurgeComplete,
					  _In_opt_ WDFCONTEXT Context);
WINWORK_ABSENT VOID NTAPI WdfIoQueuePurgeSynchronously(_In_ WDFQUEUE Queue);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoQueueReadyNotify(_In_ WDFQUEUE Queue,
						    _In_opt_ PFN_WDF_IO_QUEUE_STATE QueueReady,
						    _In_opt_ WDFCONTEXT Context);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoQueueRetrieveFoundRequest(
	_In_ WDFQUEUE Queue, _In_ WDFREQUEST FoundRequest, _Out_ WDFREQUEST *OutRequest);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoQueueRetrieveNextRequest(_In_ WDFQUEUE Queue,
							    _Out_ WDFREQUEST *OutRequest);
WINWORK_ABSENT NTSTATUS NTAPI WdfIoQueueRetrieveRequestByFileObject(
	_In_ WDFQUEUE Queue, _In_ WDFFILEOBJECT FileObject, _Out_ WDFREQUEST *OutRequest);
WINWORK_ABSENT VOID NTAPI WdfIoQueueStart(_In_ WDFQUEUE Queue);
WINWORK_ABSENT VOID NTAPI WdfIoQueueStop(_In_ WDFQUEUE Queue,
					 _In_opt_ PFN_WDF_IO_QUEUE_STATE StopComplete,
					 _In_opt_ WDFCONTEXT Context);
WINWORK_ABSENT VOID NTAPI WdfIoQueueStopAndPurge(
	_In_ WDFQUEUE Queue, _In_opt_ PFN_WDF_IO_QUEUE_STATE StopAndPurgeComplete,
	_In_opt_ WDFCONTEXT Context);
WINWORK_ABSENT VOID NTAPI WdfIoQueueStopAndPurgeSynchronously(
	_In_ WDFQUEUE Queue);
WINWORK_ABSENT VOID NTAPI WdfIoQueueStopSynchronously(_In_ WDFQUEUE Queue);

/* The cleanup and destroy callbacks of contexts, by the object that has the context. */
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP EVT_WDF_IO_QUEUE_CONTEXT_CLEANUP_CALLBACK;
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY EVT_WDF_IO_QUEUE_CONTEXT_DESTROY_CALLBACK;
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP EVT_WDF_FILE_CONTEXT_CLEANUP_CALLBACK;
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY EVT_WDF_FILE_CONTEXT_DESTROY_CALLBACK;

EXTERN_C_END

#endif /* WINWORK_WDF_QUEUES_H */
