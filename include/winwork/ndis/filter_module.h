/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filter modules: a filter driver's parts of the stacks of adapters, between miniport driver and bindings.
 *
 * A filter driver that is loaded joins the stack of each adapter that has general attributes, also of adapters that
 * come later. NDIS pauses the stack from the top down, calls FilterAttach, and restarts the stack from the bottom up.
 * The driver that was loaded first is the lowest. NdisFDeregisterFilterDriver takes the modules out in the same way.
 *
 * A module without a handler is skipped. A module that has a FilterSendNetBufferLists gets each send, and gives it on
 * with NdisFSendNetBufferLists, or back with NdisFSendNetBufferListsComplete; and likewise received lists. It may keep
 * them until FilterPause. The SourceHandle of a list of its own is its handle; such a list comes back to it alone.
 *
 * In all functions: a handle of something other than a filter module is reported (0x18), and the call does nothing. So is
 * (0xC4) a wrong IRQL, and NULL. A flag that names DISPATCH_LEVEL at a lower IRQL is reported (0xC4) once for a module.
 */
#ifndef WINWORK_NDIS_FILTER_MODULE_H
#define WINWORK_NDIS_FILTER_MODULE_H

#include "filter.h"
#include "net_buffer.h"
#include "oid_request.h"

EXTERN_C_START

#define NDIS_OBJECT_TYPE_FILTER_PARTIAL_CHARACTERISTICS 0x8c
#define NDIS_OBJECT_TYPE_FILTER_ATTRIBUTES 0x8d
#define NDIS_OBJECT_TYPE_FILTER_ATTACH_PARAMETERS 0x99
#define NDIS_OBJECT_TYPE_FILTER_PAUSE_PARAMETERS 0x9a
#define NDIS_OBJECT_TYPE_FILTER_RESTART_PARAMETERS 0x9b

typedef struct _NDIS_FILTER_ATTRIBUTES {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
} NDIS_FILTER_ATTRIBUTES, *PNDIS_FILTER_ATTRIBUTES;

#define NDIS_FILTER_ATTRIBUTES_REVISION_1 1
#define NDIS_SIZEOF_FILTER_ATTRIBUTES_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_ATTRIBUTES, Flags)

/* The handlers that a module may have in place of those of its driver. */
typedef struct _NDIS_FILTER_PARTIAL_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	FILTER_SEND_NET_BUFFER_LISTS_HANDLER SendNetBufferListsHandler;
	FILTER_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER SendNetBufferListsCompleteHandler;
	FILTER_CANCEL_SEND_HANDLER CancelSendNetBufferListsHandler;
	FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER ReceiveNetBufferListsHandler;
	FILTER_RETURN_NET_BUFFER_LISTS_HANDLER ReturnNetBufferListsHandler;
} NDIS_FILTER_PARTIAL_CHARACTERISTICS, *PNDIS_FILTER_PARTIAL_CHARACTERISTICS;

#define NDIS_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_PARTIAL_CHARACTERISTICS, ReturnNetBufferListsHandler)

/* The beginning of a structure of handlers; Header.Type says which it is. */
typedef struct _NDIS_DRIVER_OPTIONAL_HANDLERS {
	NDIS_OBJECT_HEADER Header;
} NDIS_DRIVER_OPTIONAL_HANDLERS, *PNDIS_DRIVER_OPTIONAL_HANDLERS;

/* ---- a module's states -------------------------------------------------------------------- */

/**
 * NdisFSetAttributes - give a module its context
 * @NdisFilterHandle: the module's handle, from FilterAttach
 * @FilterModuleContext: passed to the module's routines
 * @FilterAttributes: the attributes; NDIS does not use them after the call
 *
 * In FilterAttach, which must call it to succeed.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_INVALID_STATE outside of FilterAttach and
 *	NDIS_STATUS_BAD_CHARACTERISTICS for a wrong header, with a report; NDIS_STATUS_FAILURE, likewise.
 * Page: ndis.h, NdisFSetAttributes
 */
NDIS_STATUS NTAPI NdisFSetAttributes(_In_ NDIS_HANDLE NdisFilterHandle,
				     _In_ NDIS_HANDLE FilterModuleContext,
				     _In_ PNDIS_FILTER_ATTRIBUTES FilterAttributes);

/**
 * NdisFPauseComplete - complete a pause for which FilterPause has returned NDIS_STATUS_PENDING
 * @NdisFilterHandle: the module's handle
 *
 * The module has given back all lists by then, and has its own. Here: one that has not is reported (0x7C, 0x27) a second
 * later, and NDIS waits for the lists. Without a pause that is pending the call is reported (0x7C, 0x1F).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFPauseComplete
 */
VOID NTAPI NdisFPauseComplete(_In_ NDIS_HANDLE NdisFilterHandle);

/**
 * NdisFRestartComplete - complete a restart for which FilterRestart has returned NDIS_STATUS_PENDING
 * @NdisFilterHandle: the module's handle
 * @Status: the result, not NDIS_STATUS_PENDING
 *
 * Here: after a failure NDIS takes the module out of the stack. Without a restart that is pending the call is reported
 * (0x7C, 0x1F).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFRestartComplete
 */
VOID NTAPI NdisFRestartComplete(_In_ NDIS_HANDLE NdisFilterHandle, _In_ NDIS_STATUS Status);

/**
 * NdisFRestartFilter - have a module paused and restarted
 * @NdisFilterHandle: the module's handle
 *
 * NDIS pauses and restarts the whole stack later, so that FilterSetModuleOptions is called again. Calls that come
 * before that lead to one restart.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_FAILURE, with a report.
 * Page: ndis.h, NdisFRestartFilter
 */
NDIS_STATUS NTAPI NdisFRestartFilter(_In_ NDIS_HANDLE NdisFilterHandle);

/**
 * NdisSetOptionalHandlers - set handlers that a driver may have
 * @NdisHandle: the handle of a filter module, or of a miniport driver
 * @OptionalHandlers: the handlers; NDIS does not use them after the call
 *
 *	NDIS_FILTER_PARTIAL_CHARACTERISTICS	in FilterSetModuleOptions, for a module: they replace those for frames, also by
 *						NULL
 *	NDIS_MINIPORT_PNP_CHARACTERISTICS	in MiniportSetOptions, for the driver: see miniport.h
 *
 * Here: other handlers of drivers are refused.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; with a report NDIS_STATUS_INVALID_STATE outside of these routines,
 *	NDIS_STATUS_BAD_CHARACTERISTICS for a wrong header, or handlers of which one needs another that is NULL,
 *	NDIS_STATUS_NOT_SUPPORTED for other handlers of a driver, NDIS_STATUS_FAILURE for other handles.
 * Page: ndis.h, NdisSetOptionalHandlers
 */
NDIS_STATUS NTAPI NdisSetOptionalHandlers(_In_ NDIS_HANDLE NdisHandle,
					  _In_ PNDIS_DRIVER_OPTIONAL_HANDLERS OptionalHandlers);

/* ---- frames ------------------------------------------------------------------------------- */

/**
 * NdisFSendNetBufferLists - give lists to the next driver below
 * @NdisFilterHandle: the module's handle
 * @NetBufferLists: the lists, linked by Next: those of FilterSendNetBufferLists, and own ones
 * @PortNumber: NDIS_DEFAULT_PORT_NUMBER
 * @SendFlags: NDIS_SEND_FLAGS_
 *
 * Each list comes back to FilterSendNetBufferListsComplete, also before this returns; of lists of others only if the
 * driver has a FilterSendNetBufferLists.
 *
 * Here: a list that the module does not have is reported (0x7C, 0x1E), and the chain is cut there. A module that is
 * Paused gets its lists back with NDIS_STATUS_PAUSED, and is reported (0x7C, 0x1F).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFSendNetBufferLists
 */
VOID NTAPI NdisFSendNetBufferLists(_In_ NDIS_HANDLE NdisFilterHandle,
				   _In_ PNET_BUFFER_LIST NetBufferLists,
				   _In_ NDIS_PORT_NUMBER PortNumber, _In_ ULONG SendFlags);

/**
 * NdisFSendNetBufferListsComplete - give sent lists back
 * @NdisFilterHandle: the module's handle
 * @NetBufferLists: the lists, linked by Next, each with its Status: those of FilterSendNetBufferLists, or of
 *	FilterSendNetBufferListsComplete, in any order, and no own ones
 * @SendCompleteFlags: NDIS_SEND_COMPLETE_FLAGS_
 *
 * Here: a list that the module does not have is reported (0x7C, 0x1E), and the chain is cut there.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFSendNetBufferListsComplete
 */
VOID NTAPI NdisFSendNetBufferListsComplete(_In_ NDIS_HANDLE NdisFilterHandle,
					   _In_ PNET_BUFFER_LIST NetBufferLists,
					   _In_ ULONG SendCompleteFlags);

/**
 * NdisFCancelSendNetBufferLists - pass the cancellation of sends on
 * @NdisFilterHandle: the module's handle
 * @CancelId: the cancel ID of FilterCancelSendNetBufferLists, or an own one
 *
 * Calls the next FilterCancelSendNetBufferLists below, or MiniportCancelSend.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFCancelSendNetBufferLists
 */
VOID NTAPI NdisFCancelSendNetBufferLists(_In_ NDIS_HANDLE NdisFilterHandle, _In_ PVOID CancelId);

/**
 * NdisFIndicateReceiveNetBufferLists - give received lists to the next driver above
 * @NdisFilterHandle: the module's handle
 * @NetBufferLists: the lists, linked by Next: those of FilterReceiveNetBufferLists, and own ones
 * @PortNumber: NDIS_DEFAULT_PORT_NUMBER
 * @NumberOfNetBufferLists: how many lists there are; here the chain counts
 * @ReceiveFlags: NDIS_RECEIVE_FLAGS_
 *
 * Each list comes back to FilterReturnNetBufferLists, also before this returns. With NDIS_RECEIVE_FLAGS_RESOURCES the lists
 * are the module's again when this returns. Lists that came with that flag are passed on with it, in
 * FilterReceiveNetBufferLists, which leaves their chain as it was.
 *
 * Here: a list that the module does not have, or that lacks that flag, is reported (0x7C, 0x1E), and the chain is cut
 * there. A module that is Paused and indicates own lists is reported (0x7C, 0x1F), and gets them back.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFIndicateReceiveNetBufferLists
 */
VOID NTAPI NdisFIndicateReceiveNetBufferLists(_In_ NDIS_HANDLE NdisFilterHandle,
					      _In_ PNET_BUFFER_LIST NetBufferLists,
					      _In_ NDIS_PORT_NUMBER PortNumber,
					      _In_ ULONG NumberOfNetBufferLists,
					      _In_ ULONG ReceiveFlags);

/**
 * NdisFReturnNetBufferLists - give received lists back
 * @NdisFilterHandle: the module's handle
 * @NetBufferLists: the lists, linked by Next: those of FilterReceiveNetBufferLists without
 *	NDIS_RECEIVE_FLAGS_RESOURCES, or of FilterReturnNetBufferLists, in any order, and no own ones
 * @ReturnFlags: NDIS_RETURN_FLAGS_
 *
 * Here: a list that the module does not have is reported (0x7C, 0x1E), and the chain is cut there.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFReturnNetBufferLists
 */
VOID NTAPI NdisFReturnNetBufferLists(_In_ NDIS_HANDLE NdisFilterHandle,
				     _In_ PNET_BUFFER_LIST NetBufferLists, _In_ ULONG ReturnFlags);

/* ---- requests, status, events --------------------------------------------------------------- */

/**
 * NdisAllocateCloneOidRequest - copy a request, to pass it on
 * @SourceHandle: the module's handle
 * @Request: the request of FilterOidRequest
 * @PoolTag: the tag of the copy's memory
 * @CloneRequest: receives the copy, which shares InformationBuffer; NULL after a failure
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE, with a report.
 * Page: ndis.h, NdisAllocateCloneOidRequest
 */
NDIS_STATUS NTAPI NdisAllocateCloneOidRequest(_In_ NDIS_HANDLE SourceHandle,
					      _In_ PNDIS_OID_REQUEST Request, _In_ UINT PoolTag,
					      _Out_ PNDIS_OID_REQUEST *CloneRequest);

/**
 * NdisFreeCloneOidRequest - free a copy of a request
 * @SourceHandle: the module's handle
 * @Request: the copy, which is not out
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFreeCloneOidRequest
 */
VOID NTAPI NdisFreeCloneOidRequest(_In_ NDIS_HANDLE SourceHandle, _In_ PNDIS_OID_REQUEST Request);

/**
 * NdisFOidRequest - send a request to the next driver below
 * @NdisFilterHandle: the module's handle
 * @OidRequest: an own request, or a copy; NDIS's until FilterOidRequestComplete is called with it
 *
 * From FilterAttach's end on, until FilterDetach. Here: always NDIS_STATUS_PENDING. The next FilterOidRequest below, or
 * MiniportOidRequest, is called later at PASSIVE_LEVEL, one request at a time for each of them.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_PENDING; with a report NDIS_STATUS_BAD_CHARACTERISTICS for a wrong header, NDIS_STATUS_FAILURE
 *	for a module that is not attached, or a driver without FilterOidRequestComplete.
 * Page: ndis.h, NdisFOidRequest
 */
NDIS_STATUS NTAPI NdisFOidRequest(_In_ NDIS_HANDLE NdisFilterHandle,
				  _In_ PNDIS_OID_REQUEST OidRequest);

/**
 * NdisFOidRequestComplete - complete a request for which FilterOidRequest has returned NDIS_STATUS_PENDING
 * @NdisFilterHandle: the module's handle
 * @OidRequest: the request of FilterOidRequest
 * @Status: the result, not NDIS_STATUS_PENDING
 *
 * Here: a request that is not pending in the module is reported (0xC4).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFOidRequestComplete
 */
VOID NTAPI NdisFOidRequestComplete(_In_ NDIS_HANDLE NdisFilterHandle,
				   _In_ PNDIS_OID_REQUEST OidRequest, _In_ NDIS_STATUS Status);

/**
 * NdisFCancelOidRequest - cancel the requests that a module has sent and that have an ID
 * @NdisFilterHandle: the module's handle
 * @RequestId: that of the requests; a copy has the ID of its original
 *
 * Those that wait are completed with NDIS_STATUS_REQUEST_ABORTED, and no driver below gets them: FilterOidRequestComplete is
 * called before this returns, or soon by a worker for one that waits for the driver below. For one that a driver has,
 * FilterCancelOidRequest or MiniportCancelOidRequest of that driver is called.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFCancelOidRequest
 */
VOID NTAPI NdisFCancelOidRequest(_In_ NDIS_HANDLE NdisFilterHandle, _In_ PVOID RequestId);

/**
 * NdisFIndicateStatus - give a status to the next driver above
 * @NdisFilterHandle: the module's handle
 * @StatusIndication: the status of FilterStatus, or an own one, valid during the call
 *
 * A FilterStatus that does not call this keeps the status from the drivers above. See NdisMIndicateStatusEx for the status
 * that an interface understands.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFIndicateStatus
 */
VOID NTAPI NdisFIndicateStatus(_In_ NDIS_HANDLE NdisFilterHandle,
			       _In_ PNDIS_STATUS_INDICATION StatusIndication);

/**
 * NdisFNetPnPEvent - give an event to the next driver above
 * @NdisFilterHandle: the module's handle
 * @NetPnPEvent: the event of FilterNetPnPEvent, or an own one
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of the next FilterNetPnPEvent above. If there is none the protocol drivers get the event, and the first
 *	status of a ProtocolNetPnPEvent that is no success is returned, else NDIS_STATUS_SUCCESS. NDIS_STATUS_FAILURE,
 *	with a report.
 * Page: ndis.h, NdisFNetPnPEvent
 */
NDIS_STATUS NTAPI NdisFNetPnPEvent(_In_ NDIS_HANDLE NdisFilterHandle,
				   _In_ PNET_PNP_EVENT_NOTIFICATION NetPnPEvent);

/**
 * NdisFDevicePnPEventNotify - give an event to the next driver below
 * @NdisFilterHandle: the module's handle
 * @NetDevicePnPEvent: the event of FilterDevicePnPEventNotify, or an own one
 *
 * Calls the next FilterDevicePnPEventNotify below, or MiniportDevicePnPEventNotify.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisFDevicePnPEventNotify
 */
VOID NTAPI NdisFDevicePnPEventNotify(_In_ NDIS_HANDLE NdisFilterHandle,
				     _In_ PNET_DEVICE_PNP_EVENT NetDevicePnPEvent);

EXTERN_C_END

#endif /* WINWORK_NDIS_FILTER_MODULE_H */
