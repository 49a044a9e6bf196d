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
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../po/power.h"
#include "requests.h"

EXTERN_C_START

struct _WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY_SETTINGS;
struct _WDF_IO_QUEUE_CONFIG;
struct _WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY;

/**
 * enum _WDF_IO_QUEUE_DISPATCH_TYPE - how a queue delivers requests
 * @WdfIoQueueDispatchSequential: one at a time: the next one when the driver has completed,
 *	forwarded or requeued the last
 * @WdfIoQueueDispatchParallel: at once, up to NumberOfPresentedRequests at a time
 * @WdfIoQueueDispatchManual: when the driver retrieves one
 *
 * Page: wdfio.h, WDF_IO_QUEUE_DISPATCH_TYPE
 */
typedef enum _WDF_IO_QUEUE_DISPATCH_TYPE {
	WdfIoQueueDispatchInvalid = 0,
	WdfIoQueueDispatchSequential,
	WdfIoQueueDispatchParallel,
	WdfIoQueueDispatchManual,
	WdfIoQueueDispatchMax,
} WDF_IO_QUEUE_DISPATCH_TYPE;

/**
 * enum _WDF_IO_QUEUE_STATE - the state of a queue, as bits
 * @WdfIoQueueAcceptRequests: it accepts requests
 * @WdfIoQueueDispatchRequests: it delivers them
 * @WdfIoQueueNoRequests: no request waits in it
 * @WdfIoQueueDriverNoRequests: the driver has none of it
 * @WdfIoQueuePnpHeld: it is power-managed, and the device does not work now
 *
 * Page: wdfio.h, WDF_IO_QUEUE_STATE
 */
typedef enum _WDF_IO_QUEUE_STATE {
	WdfIoQueueAcceptRequests = 0x01,
	WdfIoQueueDispatchRequests = 0x02,
	WdfIoQueueNoRequests = 0x04,
	WdfIoQueueDriverNoRequests = 0x08,
	WdfIoQueuePnpHeld = 0x10,
} WDF_IO_QUEUE_STATE;

/**
 * EVT_WDF_IO_QUEUE_IO_DEFAULT - handle a request for which the queue has no other handler
 * @Queue: the queue
 * @Request: the request, which is the driver's from now on: the driver completes it, forwards it to
 *	another queue, or keeps it and does so later
 *
 * IRQL: <= DISPATCH_LEVEL; PASSIVE_LEVEL if the execution level of the queue is
 * WdfExecutionLevelPassive.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_DEFAULT
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_DEFAULT)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_DEFAULT(WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_QUEUE_IO_DEFAULT *PFN_WDF_IO_QUEUE_IO_DEFAULT;

/**
 * EVT_WDF_IO_QUEUE_IO_STOP - a request has to end, or to rest, since the device stops
 * @Queue: the queue that has delivered the request
 * @Request: a request that the driver has
 * @ActionFlags: WdfRequestStopActionSuspend when the device is about to leave its working state,
 *	WdfRequestStopActionPurge when it is being removed; with WdfRequestStopRequestCancelable if
 *	the driver has marked the request cancelable
 *
 * The driver completes the request, or calls WdfRequestStopAcknowledge, here or later. The device
 * waits for that. Every ten seconds the log names the queue.
 *
 * IRQL: PASSIVE_LEVEL, or DISPATCH_LEVEL if a callback lock that is a spin lock is held.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_STOP
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_STOP)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_STOP(WDFQUEUE Queue, WDFREQUEST Request,
					    ULONG ActionFlags);
typedef EVT_WDF_IO_QUEUE_IO_STOP *PFN_WDF_IO_QUEUE_IO_STOP;

/**
 * EVT_WDF_IO_QUEUE_IO_RESUME - the device works again
 * @Queue: the queue
 * @Request: a request that EvtIoStop was called for, and that the driver has kept
 *
 * Here: never called, since a device stops only to be removed.
 *
 * IRQL: as EVT_WDF_IO_QUEUE_IO_STOP.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_RESUME
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_RESUME)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_RESUME(WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_QUEUE_IO_RESUME *PFN_WDF_IO_QUEUE_IO_RESUME;

/**
 * EVT_WDF_IO_QUEUE_IO_READ - handle a read
 * @Queue: the queue
 * @Request: the request; see EVT_WDF_IO_QUEUE_IO_DEFAULT
 * @Length: bytes to read
 *
 * IRQL: as EVT_WDF_IO_QUEUE_IO_DEFAULT.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_READ
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_READ)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_READ(WDFQUEUE Queue, WDFREQUEST Request, size_t Length);
typedef EVT_WDF_IO_QUEUE_IO_READ *PFN_WDF_IO_QUEUE_IO_READ;

/**
 * EVT_WDF_IO_QUEUE_IO_WRITE - handle a write
 * @Queue: the queue
 * @Request: the request; see EVT_WDF_IO_QUEUE_IO_DEFAULT
 * @Length: bytes to write
 *
 * IRQL: as EVT_WDF_IO_QUEUE_IO_DEFAULT.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_WRITE
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_WRITE)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_WRITE(WDFQUEUE Queue, WDFREQUEST Request, size_t Length);
typedef EVT_WDF_IO_QUEUE_IO_WRITE *PFN_WDF_IO_QUEUE_IO_WRITE;

/**
 * EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL - handle a control
 * @Queue: the queue
 * @Request: the request; see EVT_WDF_IO_QUEUE_IO_DEFAULT
 * @OutputBufferLength: bytes of the output buffer
 * @InputBufferLength: bytes of the input buffer
 * @IoControlCode: the code, of CTL_CODE
 *
 * IRQL: as EVT_WDF_IO_QUEUE_IO_DEFAULT.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL(WDFQUEUE Queue, WDFREQUEST Request,
						      size_t OutputBufferLength,
						      size_t InputBufferLength,
						      ULONG IoControlCode);
typedef EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL *PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL;

/**
 * EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL - handle a control of another driver
 * @Queue: the queue
 * @Request: the request; see EVT_WDF_IO_QUEUE_IO_DEFAULT
 * @OutputBufferLength: bytes of the output buffer
 * @InputBufferLength: bytes of the input buffer
 * @IoControlCode: the code
 *
 * IRQL: as EVT_WDF_IO_QUEUE_IO_DEFAULT.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL(
	WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength, size_t InputBufferLength,
	ULONG IoControlCode);
typedef EVT_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL *PFN_WDF_IO_QUEUE_IO_INTERNAL_DEVICE_CONTROL;

/**
 * EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE - a request that the driver had before is cancelled
 * @Queue: the queue in which the request waited
 * @Request: the request, which the driver completes, mostly with STATUS_CANCELLED
 *
 * For requests that the driver has forwarded or requeued. Without this callback the framework
 * completes them, as it does for those that the driver has never had.
 *
 * IRQL: as EVT_WDF_IO_QUEUE_IO_DEFAULT.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE
 */
_Function_class_(EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE(WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE *PFN_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE;

/**
 * EVT_WDF_IO_QUEUE_STATE - a change of a queue's state is complete
 * @Queue: the queue
 * @Context: that of the function that registered the callback
 *
 * IRQL: as EVT_WDF_IO_QUEUE_IO_DEFAULT.
 * Page: wdfio.h, EVT_WDF_IO_QUEUE_STATE
 */
_Function_class_(EVT_WDF_IO_QUEUE_STATE)
_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_IO_QUEUE_STATE(WDFQUEUE Queue, WDFCONTEXT Context);
typedef EVT_WDF_IO_QUEUE_STATE *PFN_WDF_IO_QUEUE_STATE;

/**
 * struct _WDF_IO_QUEUE_CONFIG - the properties of a queue
 * @Size: the size of this structure, in bytes
 * @DispatchType: enum _WDF_IO_QUEUE_DISPATCH_TYPE
 * @PowerManaged: WdfTrue or WdfUseDefault: the queue delivers only while the device works.
 *	WdfFalse: always. Queues of control devices always do.
 * @AllowZeroLengthRequests: TRUE to get reads and writes of no bytes. Otherwise the framework
 *	completes them with STATUS_SUCCESS.
 * @DefaultQueue: TRUE if the queue gets all reads, writes and controls for which
 *	WdfDeviceConfigureRequestDispatching names no other queue
 * @EvtIoDefault: the handler of requests that have no other one, or NULL
 * @EvtIoRead: the handler of reads, or NULL
 * @EvtIoWrite: the handler of writes, or NULL
 * @EvtIoDeviceControl: the handler of controls, or NULL
 * @EvtIoInternalDeviceControl: the handler of controls of other drivers, or NULL
 * @EvtIoStop: EVT_WDF_IO_QUEUE_IO_STOP, or NULL: then the device waits until the driver has
 *	completed its requests
 * @EvtIoResume: never called, or NULL
 * @EvtIoCanceledOnQueue: EVT_WDF_IO_QUEUE_IO_CANCELED_ON_QUEUE, or NULL
 * @Settings: Parallel.NumberOfPresentedRequests is the number of requests that a parallel queue
 *	delivers at a time, (ULONG)-1 for no limit; 0 for the other types
 * @Driver: the driver's WDFDRIVER, or NULL. Here: not used, since there are no class extensions.
 *
 * Requests for which a queue has no handler are completed with STATUS_INVALID_DEVICE_REQUEST. A
 * manual queue has no handlers.
 *
 * Page: wdfio.h, WDF_IO_QUEUE_CONFIG
 */
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

/**
 * enum _WDF_IO_FORWARD_PROGRESS_ACTION - what EVT_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS wants
 * @WdfIoForwardProgressActionInvalid: not allowed
 * @WdfIoForwardProgressActionFailRequest: the IRP is completed with STATUS_UNSUCCESSFUL
 * @WdfIoForwardProgressActionUseReservedRequest: the IRP gets a reserved request, or waits for one
 *
 * Page: wdfio.h, WDF_IO_FORWARD_PROGRESS_ACTION
 */
typedef enum _WDF_IO_FORWARD_PROGRESS_ACTION {
	WdfIoForwardProgressActionInvalid = 0x0,
	WdfIoForwardProgressActionFailRequest,
	WdfIoForwardProgressActionUseReservedRequest,
} WDF_IO_FORWARD_PROGRESS_ACTION;

/**
 * enum _WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY - which IRPs without memory get a reserved request
 * @WdfIoForwardProgressInvalidPolicy: not allowed
 * @WdfIoForwardProgressReservedPolicyAlwaysUseReservedRequest: all
 * @WdfIoForwardProgressReservedPolicyUseExamine: those that EvtIoWdmIrpForForwardProgress chooses
 * @WdfIoForwardProgressReservedPolicyPagingIO: those with IRP_PAGING_IO in IRP.Flags. Here only a driver
 *	sends such IRPs.
 *
 * The others are completed with STATUS_UNSUCCESSFUL.
 *
 * Page: wdfio.h, WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY
 */
typedef enum _WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY {
	WdfIoForwardProgressInvalidPolicy = 0x0,
	WdfIoForwardProgressReservedPolicyAlwaysUseReservedRequest,
	WdfIoForwardProgressReservedPolicyUseExamine,
	WdfIoForwardProgressReservedPolicyPagingIO,
} WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY;

/**
 * EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST - make what a reserved request will need
 * @Queue: the queue
 * @Request: the request, which has no IRP yet
 *
 * Called by WdfIoQueueAssignForwardProgressPolicy for each request that it makes. The driver adds contexts and children
 * to the request, and asks for nothing of an IRP. They stay for all IRPs of the request, until the queue ends.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: a success; or an error, with which WdfIoQueueAssignForwardProgressPolicy fails.
 * Page: wdfio.h, EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST
 */
_Function_class_(EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST)
_IRQL_requires_same_
_IRQL_requires_max_(PASSIVE_LEVEL)
typedef NTSTATUS NTAPI EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST(
	WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST
	*PFN_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST;

/**
 * EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES - make what a request needs that has arrived
 * @Queue: the queue
 * @Request: the request, which is not in the queue yet. It is not reserved.
 *
 * The driver may ask for parameters and buffers of the request, and may not complete, forward or send it.
 *
 * IRQL: <= DISPATCH_LEVEL; that of the sender.
 * Return: a success; or an error: the request is deleted, which calls its EvtCleanupCallback, and the IRP gets a reserved
 *	one, as the policy says.
 * Page: wdfio.h, EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES
 */
_Function_class_(EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES)
_IRQL_requires_same_
_IRQL_requires_max_(DISPATCH_LEVEL)
typedef NTSTATUS NTAPI EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES(
	WDFQUEUE Queue, WDFREQUEST Request);
typedef EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES *PFN_WDF_IO_ALLOCATE_REQUEST_RESOURCES;

/**
 * EVT_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS - whether an IRP without memory gets a reserved request
 * @Queue: the queue
 * @Irp: the IRP, which the driver only looks at
 *
 * IRQL: <= DISPATCH_LEVEL; that of the sender.
 * Return: enum _WDF_IO_FORWARD_PROGRESS_ACTION. For another value the IRP is completed with STATUS_UNSUCCESSFUL, and
 *	the log has a line.
 * Page: wdfio.h, EVT_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS
 */
_Function_class_(EVT_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS)
_IRQL_requires_same_
_IRQL_requires_max_(DISPATCH_LEVEL)
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

/**
 * struct _WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY - how a queue goes on without memory
 * @Size: of the structure
 * @TotalForwardProgressRequests: the number of requests that are made in reserve
 * @ForwardProgressReservedPolicy: enum _WDF_IO_FORWARD_PROGRESS_RESERVED_POLICY
 * @ForwardProgressReservePolicySettings: Policy.ExaminePolicy.EvtIoWdmIrpForForwardProgress is the callback of
 *	WdfIoForwardProgressReservedPolicyUseExamine
 * @EvtIoAllocateResourcesForReservedRequest: EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST, or NULL
 * @EvtIoAllocateRequestResources: EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES, or NULL
 *
 * Page: wdfio.h, WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY
 */
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

/**
 * WDF_IO_QUEUE_CONFIG_INIT - initialise the structure for a queue that is not the default one
 * @Config: receives the values: PowerManaged is WdfUseDefault; no limit for a parallel queue
 * @DispatchType: enum _WDF_IO_QUEUE_DISPATCH_TYPE
 *
 * IRQL: any.
 * Page: wdfio.h, WDF_IO_QUEUE_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_IO_QUEUE_CONFIG_INIT(_Out_ PWDF_IO_QUEUE_CONFIG Config,
					  _In_ WDF_IO_QUEUE_DISPATCH_TYPE DispatchType)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_IO_QUEUE_CONFIG);
	Config->PowerManaged = WdfUseDefault;
	Config->DispatchType = DispatchType;
	if (DispatchType == WdfIoQueueDispatchParallel)
		Config->Settings.Parallel.NumberOfPresentedRequests = (ULONG)-1;
}

/**
 * WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE - initialise the structure for the default queue
 * @Config: receives the values of WDF_IO_QUEUE_CONFIG_INIT; DefaultQueue is TRUE
 * @DispatchType: enum _WDF_IO_QUEUE_DISPATCH_TYPE
 *
 * IRQL: any.
 * Page: wdfio.h, WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE
 */
WINWORK_OWN VOID WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(
	_Out_ PWDF_IO_QUEUE_CONFIG Config, _In_ WDF_IO_QUEUE_DISPATCH_TYPE DispatchType)
{
	WDF_IO_QUEUE_CONFIG_INIT(Config, DispatchType);
	Config->DefaultQueue = TRUE;
}

/**
 * WDF_IO_QUEUE_DRAINED - whether the queue is drained
 * @State: the state, from WdfIoQueueGetState
 *
 * IRQL: any.
 * Return: TRUE if so.
 * Page: wdfio.h, WDF_IO_QUEUE_DRAINED
 */
WINWORK_OWN BOOLEAN WDF_IO_QUEUE_DRAINED(_In_ WDF_IO_QUEUE_STATE State)
{
	return (State & WdfIoQueueNoRequests) && (State & WdfIoQueueDriverNoRequests) &&
	       !(State & WdfIoQueueAcceptRequests);
}

/**
 * WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT - initialise the structure for all IRPs
 * @Policy: receives the values, WdfIoForwardProgressReservedPolicyAlwaysUseReservedRequest, and no callbacks
 * @TotalForwardProgressRequests: the number of requests that are made in reserve
 *
 * IRQL: any.
 * Page: wdfio.h, WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT
 */
WINWORK_OWN VOID WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(
	_Out_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY Policy, _In_ ULONG TotalForwardProgressRequests)
{
	RtlZeroMemory(Policy, sizeof(*Policy));
	Policy->Size = WDF_STRUCTURE_SIZE(WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY);
	Policy->TotalForwardProgressRequests = TotalForwardProgressRequests;
	Policy->ForwardProgressReservedPolicy =
		WdfIoForwardProgressReservedPolicyAlwaysUseReservedRequest;
}

/**
 * WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_EXAMINE_INIT - initialise the structure for IRPs that a callback chooses
 * @Policy: receives the values, WdfIoForwardProgressReservedPolicyUseExamine, and no other callback
 * @TotalForwardProgressRequests: the number of requests that are made in reserve
 * @EvtIoWdmIrpForForwardProgress: the callback
 *
 * IRQL: any.
 * Page: wdfio.h, WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_EXAMINE_INIT
 */
WINWORK_OWN VOID WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_EXAMINE_INIT(
	_Out_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY Policy, _In_ ULONG TotalForwardProgressRequests,
	_In_ PFN_WDF_IO_WDM_IRP_FOR_FORWARD_PROGRESS EvtIoWdmIrpForForwardProgress)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(Policy, TotalForwardProgressRequests);
	Policy->ForwardProgressReservedPolicy = WdfIoForwardProgressReservedPolicyUseExamine;
	Policy->ForwardProgressReservePolicySettings.Policy.ExaminePolicy
		.EvtIoWdmIrpForForwardProgress = EvtIoWdmIrpForForwardProgress;
}

/**
 * WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_PAGINGIO_INIT - initialise the structure for paging I/O
 * @Policy: receives the values, WdfIoForwardProgressReservedPolicyPagingIO, and no callbacks
 * @TotalForwardProgressRequests: the number of requests that are made in reserve
 *
 * IRQL: any.
 * Page: wdfio.h, WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_PAGINGIO_INIT
 */
WINWORK_OWN VOID WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_PAGINGIO_INIT(
	_Out_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY Policy, _In_ ULONG TotalForwardProgressRequests)
{
	WDF_IO_QUEUE_FORWARD_PROGRESS_POLICY_DEFAULT_INIT(Policy, TotalForwardProgressRequests);
	Policy->ForwardProgressReservedPolicy = WdfIoForwardProgressReservedPolicyPagingIO;
}

/**
 * WDF_IO_QUEUE_IDLE - whether no request waits, and the driver has none
 * @State: the state, from WdfIoQueueGetState
 *
 * IRQL: any.
 * Return: TRUE if so.
 * Page: wdfio.h, WDF_IO_QUEUE_IDLE
 */
WINWORK_OWN BOOLEAN WDF_IO_QUEUE_IDLE(_In_ WDF_IO_QUEUE_STATE State)
{
	return (State & WdfIoQueueNoRequests) && (State & WdfIoQueueDriverNoRequests);
}

/**
 * WDF_IO_QUEUE_PURGED - whether the queue is purged
 * @State: the state, from WdfIoQueueGetState
 *
 * IRQL: any.
 * Return: TRUE if so.
 * Page: wdfio.h, WDF_IO_QUEUE_PURGED
 */
WINWORK_OWN BOOLEAN WDF_IO_QUEUE_PURGED(_In_ WDF_IO_QUEUE_STATE State)
{
	return (State & WdfIoQueueNoRequests) && (State & WdfIoQueueDriverNoRequests) &&
	       !(State & WdfIoQueueAcceptRequests);
}

/**
 * WDF_IO_QUEUE_READY - whether the queue accepts and delivers requests
 * @State: the state, from WdfIoQueueGetState
 *
 * IRQL: any.
 * Return: TRUE if so.
 * Page: wdfio.h, WDF_IO_QUEUE_READY
 */
WINWORK_OWN BOOLEAN WDF_IO_QUEUE_READY(_In_ WDF_IO_QUEUE_STATE State)
{
	return (State & WdfIoQueueDispatchRequests) && (State & WdfIoQueueAcceptRequests);
}

/**
 * WDF_IO_QUEUE_STOPPED - whether the queue is stopped, and the driver has no request
 * @State: the state, from WdfIoQueueGetState
 *
 * IRQL: any.
 * Return: TRUE if so.
 * Page: wdfio.h, WDF_IO_QUEUE_STOPPED
 */
WINWORK_OWN BOOLEAN WDF_IO_QUEUE_STOPPED(_In_ WDF_IO_QUEUE_STATE State)
{
	return (State & WdfIoQueueAcceptRequests) && (State & WdfIoQueueDriverNoRequests) &&
	       !(State & WdfIoQueueDispatchRequests);
}

/**
 * WdfFileObjectGetDevice - the device of a file
 * @FileObject: the framework's file object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device. NULL, with a report (0x10D), for a wrong @FileObject.
 * Page: wdffileobject.h, WdfFileObjectGetDevice
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfFileObjectGetDevice(_In_ WDFFILEOBJECT FileObject);

/**
 * WdfFileObjectGetFileName - the name of a file behind that of the device
 * @FileObject: the framework's file object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the name, of the FILE_OBJECT. NULL, with a report (0x10D), for a wrong @FileObject.
 * Page: wdffileobject.h, WdfFileObjectGetFileName
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
PUNICODE_STRING NTAPI WdfFileObjectGetFileName(_In_ WDFFILEOBJECT FileObject);

/**
 * WdfFileObjectGetFlags - the flags of a file
 * @FileObject: the framework's file object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: FILE_OBJECT.Flags. 0, with a report (0x10D), for a wrong @FileObject.
 * Page: wdffileobject.h, WdfFileObjectGetFlags
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
ULONG NTAPI WdfFileObjectGetFlags(_In_ WDFFILEOBJECT FileObject);

WINWORK_ABSENT ULONG NTAPI WdfFileObjectGetInitiatorProcessId(
	_In_ WDFFILEOBJECT FileObject);
WINWORK_ABSENT WDFFILEOBJECT NTAPI WdfFileObjectGetRelatedFileObject(
	_In_ WDFFILEOBJECT FileObject);

/**
 * WdfFileObjectWdmGetFileObject - the FILE_OBJECT of a file
 * @FileObject: the framework's file object
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the FILE_OBJECT. NULL, with a report (0x10D), for a wrong @FileObject.
 * Page: wdffileobject.h, WdfFileObjectWdmGetFileObject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
PFILE_OBJECT NTAPI WdfFileObjectWdmGetFileObject(_In_ WDFFILEOBJECT FileObject);

/**
 * WdfIoQueueAssignForwardProgressPolicy - have a queue go on when there is no memory for requests
 * @Queue: the queue
 * @ForwardProgressPolicy: the policy, which is copied
 *
 * Makes requests in reserve. A read, write or control for which there is no memory, or whose
 * EVT_WDF_IO_ALLOCATE_REQUEST_RESOURCES fails, gets one of them, as the policy says: WdfRequestIsReserved. If none is
 * left, the IRP waits until the driver has completed one, in the order of arrival. Meanwhile it can be cancelled, as by a
 * purge of the queue and the cleanup of its file, and a drain waits for it. WdfIoQueueGetState does not count it.
 *
 * A reserved request does not go to EvtIoInCallerContext. Its contexts and children stay when it is completed, and
 * its EvtCleanupCallback is called when the queue ends. The driver initialises contexts for each IRP.
 *
 * Here: on Windows a drain fails IRPs that wait.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a queue that has a policy, no requests, an unknown policy, one without
 *	its callback and, with a report (0x10D, 0x0A), for a wrong @Queue, NULL or IRQL; STATUS_INFO_LENGTH_MISMATCH for a
 *	wrong Size; STATUS_INSUFFICIENT_RESOURCES; STATUS_DELETE_PENDING; the error of
 *	EVT_WDF_IO_ALLOCATE_RESOURCES_FOR_RESERVED_REQUEST. After an error the queue has no policy. A refusal has a line in
 *	the log.
 * Page: wdfio.h, WdfIoQueueAssignForwardProgressPolicy
 */
_Must_inspect_result_
_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI WdfIoQueueAssignForwardProgressPolicy(
	_In_ WDFQUEUE Queue, _In_ PWDF_IO_QUEUE_FORWARD_PROGRESS_POLICY ForwardProgressPolicy);

/**
 * WdfIoQueueCreate - create a queue
 * @Device: the device whose requests it gets
 * @Config: its properties, which are copied
 * @QueueAttributes: the attributes, or NULL. The parent is the device, or an object below it. An
 *	execution level and a synchronization scope that are inherited are the device's.
 * @Queue: receives the queue; may be NULL for a default queue
 *
 * A queue accepts and delivers requests from the start. One that is power-managed delivers them
 * after EvtDeviceD0Entry. A device needs its default queue before it starts. The queue is deleted
 * with its parent. Before that, waiting requests are cancelled, and the device waits for those that
 * the driver has. The driver may delete a queue that neither is the default one nor was named to
 * WdfDeviceConfigureRequestDispatching.
 *
 * Here: a parallel queue with NumberOfPresentedRequests 0, which would never deliver a request, is
 * refused.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, or the first of these that applies:
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong @Device (0x10D, parameter 5) or a NULL
 *	@Config (0x10D, parameter 4);
 *	the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INFO_LENGTH_MISMATCH for a wrong Size in @Config;
 *	STATUS_INVALID_PARAMETER_4 without @Queue, unless it is the default queue;
 *	STATUS_INVALID_DEVICE_STATE for a default queue of a device that has started;
 *	STATUS_UNSUCCESSFUL if the device has a default queue;
 *	STATUS_INVALID_DEVICE_REQUEST if the parent is not the device, nor below it;
 *	STATUS_INVALID_PARAMETER for a wrong DispatchType;
 *	STATUS_WDF_NO_CALLBACK if the queue is not manual, and has no handler;
 *	STATUS_INVALID_PARAMETER for a manual queue with a handler, a wrong
 *	NumberOfPresentedRequests, a wrong PowerManaged, or WdfSynchronizationScopeDevice with
 *	another execution level than the device's;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_DELETE_PENDING if the parent is being deleted.
 * Page: wdfio.h, WdfIoQueueCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoQueueCreate(_In_ WDFDEVICE Device, _In_ PWDF_IO_QUEUE_CONFIG Config,
				_In_opt_ PWDF_OBJECT_ATTRIBUTES QueueAttributes,
				_Out_opt_ WDFQUEUE *Queue);

/**
 * WdfIoQueueDrain - end a queue after its requests
 * @Queue: the queue
 * @DrainComplete: the callback, or NULL. It is called when no request waits, and the driver has
 *	none. It may be called before the function returns.
 * @Context: for the callback
 *
 * The queue accepts no request until WdfIoQueueStart, and delivers those that wait. New requests
 * are completed with STATUS_INVALID_DEVICE_STATE.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL or @Queue, and a second call with a callback before the
 * first one was called, are reported (0x10D), and nothing happens.
 * Page: wdfio.h, WdfIoQueueDrain
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoQueueDrain(_In_ WDFQUEUE Queue, _In_opt_ PFN_WDF_IO_QUEUE_STATE DrainComplete,
			   _In_opt_ WDFCONTEXT Context);

/**
 * WdfIoQueueDrainSynchronously - the same, and wait
 * @Queue: the queue
 *
 * Returns when no request waits, and the driver has none. Every ten seconds the log says what it
 * waits for. A call in a callback of the queue would wait for itself: it is reported (0x10D,
 * parameter 7), and returns at once.
 *
 * IRQL: PASSIVE_LEVEL. A wrong IRQL or @Queue is reported, and nothing happens.
 * Page: wdfio.h, WdfIoQueueDrainSynchronously
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfIoQueueDrainSynchronously(_In_ WDFQUEUE Queue);

/**
 * WdfIoQueueFindRequest - look for a waiting request
 * @Queue: a manual queue
 * @FoundRequest: a request found before: looks behind it; or NULL: at all
 * @FileObject: looks for requests of this file; or NULL: of any
 * @Parameters: receives the parameters of the request found, or NULL. Its Size is set.
 * @OutRequest: receives the request, which stays in the queue
 *
 * The request has a reference more, which the driver drops with WdfObjectDereference. Until then
 * the handle is valid, even if the request is cancelled and completed meanwhile.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong handle or a NULL @OutRequest;
 *	STATUS_INFO_LENGTH_MISMATCH for a wrong Size in @Parameters;
 *	STATUS_INVALID_DEVICE_REQUEST if the queue is not manual;
 *	STATUS_NOT_FOUND if @FoundRequest is not in the queue any more;
 *	STATUS_NO_MORE_ENTRIES if there is no such request.
 * Page: wdfio.h, WdfIoQueueFindRequest
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoQueueFindRequest(_In_ WDFQUEUE Queue, _In_opt_ WDFREQUEST FoundRequest,
				     _In_opt_ WDFFILEOBJECT FileObject,
				     _Inout_opt_ PWDF_REQUEST_PARAMETERS Parameters,
				     _Out_ WDFREQUEST *OutRequest);

/**
 * WdfIoQueueGetDevice - the device of a queue
 * @Queue: the queue
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the device. NULL, with a report (0x10D, parameter 5), for a wrong @Queue.
 * Page: wdfio.h, WdfIoQueueGetDevice
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFDEVICE NTAPI WdfIoQueueGetDevice(_In_ WDFQUEUE Queue);

/**
 * WdfIoQueueGetState - the state of a queue
 * @Queue: the queue
 * @QueueRequests: receives the number of waiting requests, or NULL
 * @DriverRequests: receives the number of requests that the driver has, or NULL
 *
 * All of it may be different the next moment.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: bits of enum _WDF_IO_QUEUE_STATE. 0, with a report (0x10D, parameter 5), for a wrong
 *	@Queue.
 * Page: wdfio.h, WdfIoQueueGetState
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDF_IO_QUEUE_STATE NTAPI WdfIoQueueGetState(_In_ WDFQUEUE Queue, _Out_opt_ PULONG QueueRequests,
					    _Out_opt_ PULONG DriverRequests);

/**
 * WdfIoQueuePurge - cancel the requests of a queue
 * @Queue: the queue
 * @PurgeComplete: the callback, or NULL. It is called when no request waits, and the driver has
 *	none. It may be called before the function returns.
 * @Context: for the callback
 *
 * The queue accepts no request until WdfIoQueueStart. Those that wait are cancelled, and so are
 * those that the driver has marked cancelable. One that it marks or requeues afterwards is
 * cancelled, too.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL or @Queue, and a second call with a callback before the
 * first one was called, are reported (0x10D), and nothing happens.
 * Page: wdfio.h, WdfIoQueuePurge
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoQueuePurge(_In_ WDFQUEUE Queue, _In_opt_ PFN_WDF_IO_QUEUE_STATE PurgeComplete,
			   _In_opt_ WDFCONTEXT Context);

/**
 * WdfIoQueuePurgeSynchronously - the same, and wait
 * @Queue: the queue
 *
 * Returns when no request waits, and the driver has none. Every ten seconds the log says what it
 * waits for. A call in a callback of the queue would wait for itself: it is reported (0x10D,
 * parameter 7), and returns at once.
 *
 * IRQL: PASSIVE_LEVEL. A wrong IRQL or @Queue is reported, and nothing happens.
 * Page: wdfio.h, WdfIoQueuePurgeSynchronously
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfIoQueuePurgeSynchronously(_In_ WDFQUEUE Queue);

/**
 * WdfIoQueueReadyNotify - learn when a manual queue is not empty any more
 * @Queue: a manual queue
 * @QueueReady: called each time that a request comes into the empty queue; NULL to end that, after
 *	WdfIoQueueStop
 * @Context: for the callback
 *
 * The driver retrieves requests until WdfIoQueueRetrieveNextRequest returns STATUS_NO_MORE_ENTRIES.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong @Queue;
 *	STATUS_INVALID_DEVICE_REQUEST if the queue is not manual, has a callback already, or, for
 *	NULL, has none or is not stopped.
 * Page: wdfio.h, WdfIoQueueReadyNotify
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoQueueReadyNotify(_In_ WDFQUEUE Queue,
				     _In_opt_ PFN_WDF_IO_QUEUE_STATE QueueReady,
				     _In_opt_ WDFCONTEXT Context);

/**
 * WdfIoQueueRetrieveFoundRequest - take a waiting request that was found
 * @Queue: a manual queue
 * @FoundRequest: the request, of WdfIoQueueFindRequest
 * @OutRequest: receives the request, which is the driver's from now on
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong handle or a NULL @OutRequest;
 *	STATUS_INVALID_DEVICE_REQUEST if the queue is not manual;
 *	STATUS_WDF_PAUSED if the queue is stopped, or power-managed and the device does not work;
 *	STATUS_NOT_FOUND if the request does not wait in the queue any more.
 * Page: wdfio.h, WdfIoQueueRetrieveFoundRequest
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoQueueRetrieveFoundRequest(_In_ WDFQUEUE Queue, _In_ WDFREQUEST FoundRequest,
					      _Out_ WDFREQUEST *OutRequest);

/**
 * WdfIoQueueRetrieveNextRequest - take the oldest waiting request
 * @Queue: a manual or sequential queue
 * @OutRequest: receives the request, which is the driver's from now on
 *
 * Reads and writes of no bytes are completed on the way, unless AllowZeroLengthRequests is set.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong handle or a NULL @OutRequest;
 *	STATUS_INVALID_DEVICE_STATE for a parallel queue;
 *	STATUS_WDF_PAUSED if the queue is stopped, or power-managed and the device does not work;
 *	STATUS_NO_MORE_ENTRIES if no request waits.
 * Page: wdfio.h, WdfIoQueueRetrieveNextRequest
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoQueueRetrieveNextRequest(_In_ WDFQUEUE Queue, _Out_ WDFREQUEST *OutRequest);

/**
 * WdfIoQueueRetrieveRequestByFileObject - take the oldest waiting request of a file
 * @Queue: a manual or sequential queue
 * @FileObject: the file
 * @OutRequest: receives the request, which is the driver's from now on
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS;
 *	STATUS_INVALID_PARAMETER, with a report (0x10D), for a wrong handle or a NULL @OutRequest;
 *	as WdfIoQueueRetrieveNextRequest.
 * Page: wdfio.h, WdfIoQueueRetrieveRequestByFileObject
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfIoQueueRetrieveRequestByFileObject(_In_ WDFQUEUE Queue,
						     _In_ WDFFILEOBJECT FileObject,
						     _Out_ WDFREQUEST *OutRequest);

/**
 * WdfIoQueueStart - have a queue accept and deliver requests
 * @Queue: the queue
 *
 * Requests may be delivered before the function returns.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL or @Queue is reported, and nothing happens.
 * Page: wdfio.h, WdfIoQueueStart
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoQueueStart(_In_ WDFQUEUE Queue);

/**
 * WdfIoQueueStop - stop delivering the requests of a queue
 * @Queue: the queue
 * @StopComplete: the callback, or NULL. It is called when the driver has no request of the queue.
 *	It may be called before the function returns.
 * @Context: for the callback
 *
 * The queue accepts requests, and delivers none until WdfIoQueueStart.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL or @Queue, and a second call with a callback before the
 * first one was called, are reported (0x10D), and nothing happens.
 * Page: wdfio.h, WdfIoQueueStop
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoQueueStop(_In_ WDFQUEUE Queue, _In_opt_ PFN_WDF_IO_QUEUE_STATE StopComplete,
			  _In_opt_ WDFCONTEXT Context);

/**
 * WdfIoQueueStopAndPurge - stop a queue and cancel its requests
 * @Queue: the queue
 * @StopAndPurgeComplete: the callback, or NULL. It is called when the driver has no request of the
 *	queue. It may be called before the function returns.
 * @Context: for the callback
 *
 * As WdfIoQueuePurge for the requests that are there, and as WdfIoQueueStop for new ones.
 *
 * IRQL: <= DISPATCH_LEVEL. A wrong IRQL or @Queue, and a second call with a callback before the
 * first one was called, are reported (0x10D), and nothing happens.
 * Page: wdfio.h, WdfIoQueueStopAndPurge
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfIoQueueStopAndPurge(_In_ WDFQUEUE Queue,
				  _In_opt_ PFN_WDF_IO_QUEUE_STATE StopAndPurgeComplete,
				  _In_opt_ WDFCONTEXT Context);

/**
 * WdfIoQueueStopAndPurgeSynchronously - the same, and wait
 * @Queue: the queue
 *
 * Returns when the driver has no request of the queue. Every ten seconds the log says what it waits
 * for. A call in a callback of the queue would wait for itself: it is reported (0x10D, parameter
 * 7), and returns at once.
 *
 * IRQL: PASSIVE_LEVEL. A wrong IRQL or @Queue is reported, and nothing happens.
 * Page: wdfio.h, WdfIoQueueStopAndPurgeSynchronously
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfIoQueueStopAndPurgeSynchronously(_In_ WDFQUEUE Queue);

/**
 * WdfIoQueueStopSynchronously - the same, and wait
 * @Queue: the queue
 *
 * Returns when the driver has no request of the queue. Every ten seconds the log says what it waits
 * for. A call in a callback of the queue would wait for itself: it is reported (0x10D, parameter
 * 7), and returns at once.
 *
 * IRQL: PASSIVE_LEVEL. A wrong IRQL or @Queue is reported, and nothing happens.
 * Page: wdfio.h, WdfIoQueueStopSynchronously
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfIoQueueStopSynchronously(_In_ WDFQUEUE Queue);

/* The cleanup and destroy callbacks of contexts, by the object that has the context. */
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP EVT_WDF_IO_QUEUE_CONTEXT_CLEANUP_CALLBACK;
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY EVT_WDF_IO_QUEUE_CONTEXT_DESTROY_CALLBACK;
typedef EVT_WDF_OBJECT_CONTEXT_CLEANUP EVT_WDF_FILE_CONTEXT_CLEANUP_CALLBACK;
typedef EVT_WDF_OBJECT_CONTEXT_DESTROY EVT_WDF_FILE_CONTEXT_DESTROY_CALLBACK;

EXTERN_C_END

#endif /* WINWORK_WDF_QUEUES_H */
