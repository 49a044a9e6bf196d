/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Bindings of protocol drivers to adapters: the structures that the routines of a protocol driver get, and the functions
 * that open and close a binding.
 */
#ifndef WINWORK_NDIS_BINDING_H
#define WINWORK_NDIS_BINDING_H

#include "miniport.h"
#include "oid_request.h"
#include "pnp_event.h"
#include "protocol.h"
#include "shared_memory.h"
#include "../base/sal.h"
#include "../net/interfaces.h"

EXTERN_C_START

#define NDIS_OBJECT_TYPE_BIND_PARAMETERS 0x86
#define NDIS_OBJECT_TYPE_OPEN_PARAMETERS 0x87
#define NDIS_OBJECT_TYPE_PROTOCOL_RESTART_PARAMETERS 0xa3

typedef struct _NDIS_PORT *PNDIS_PORT;
typedef ULONG NDIS_NIC_SWITCH_ID, *PNDIS_NIC_SWITCH_ID;

typedef struct _NDIS_BIND_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	PNDIS_STRING ProtocolSection;
	PNDIS_STRING AdapterName;
	PDEVICE_OBJECT PhysicalDeviceObject;
	NDIS_MEDIUM MediaType;
	ULONG MtuSize;
	ULONG64 MaxXmitLinkSpeed;
	ULONG64 XmitLinkSpeed;
	ULONG64 MaxRcvLinkSpeed;
	ULONG64 RcvLinkSpeed;
	NDIS_MEDIA_CONNECT_STATE MediaConnectState;
	NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
	ULONG LookaheadSize;
	PNDIS_PNP_CAPABILITIES PowerManagementCapabilities;
	ULONG SupportedPacketFilters;
	ULONG MaxMulticastListSize;
	USHORT MacAddressLength;
	UCHAR CurrentMacAddress[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	NDIS_PHYSICAL_MEDIUM PhysicalMediumType;
	PNDIS_RECEIVE_SCALE_CAPABILITIES RcvScaleCapabilities;
	NET_LUID BoundIfNetluid;
	NET_IFINDEX BoundIfIndex;
	NET_LUID LowestIfNetluid;
	NET_IFINDEX LowestIfIndex;
	NET_IF_ACCESS_TYPE AccessType;
	NET_IF_DIRECTION_TYPE DirectionType;
	NET_IF_CONNECTION_TYPE ConnectionType;
	NET_IFTYPE IfType;
	BOOLEAN IfConnectorPresent;
	PNDIS_PORT ActivePorts;
	ULONG DataBackFillSize;
	ULONG ContextBackFillSize;
	ULONG MacOptions;
	NET_IF_COMPARTMENT_ID CompartmentId;
	PNDIS_OFFLOAD DefaultOffloadConfiguration;
	PNDIS_TCP_CONNECTION_OFFLOAD TcpConnectionOffloadCapabilities;
	PNDIS_STRING BoundAdapterName;
#if NDIS_SUPPORT_NDIS61
	PNDIS_HD_SPLIT_CURRENT_CONFIG HDSplitCurrentConfig;
#endif
#if NDIS_SUPPORT_NDIS620
	PNDIS_RECEIVE_FILTER_CAPABILITIES ReceiveFilterCapabilities;
	PNDIS_PM_CAPABILITIES PowerManagementCapabilitiesEx;
	PNDIS_NIC_SWITCH_CAPABILITIES NicSwitchCapabilities;
#endif
#if NDIS_SUPPORT_NDIS630
	BOOLEAN NDKEnabled;
	PNDIS_NDK_CAPABILITIES NDKCapabilities;
	PNDIS_SRIOV_CAPABILITIES SriovCapabilities;
	PNDIS_NIC_SWITCH_INFO_ARRAY NicSwitchArray;
#endif
} NDIS_BIND_PARAMETERS;

#define NDIS_BIND_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_BIND_PARAMETERS, BoundAdapterName)
#define NDIS_BIND_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_BIND_PARAMETERS, HDSplitCurrentConfig)
#define NDIS_BIND_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_BIND_PARAMETERS, NicSwitchCapabilities)
#define NDIS_BIND_PARAMETERS_REVISION_4 4
#define NDIS_SIZEOF_BIND_PARAMETERS_REVISION_4 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_BIND_PARAMETERS, NicSwitchArray)

typedef USHORT NET_FRAME_TYPE, *PNET_FRAME_TYPE;

typedef struct _NDIS_OPEN_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	PNDIS_STRING AdapterName;
	PNDIS_MEDIUM MediumArray;
	UINT MediumArraySize;
	PUINT SelectedMediumIndex;
	PNET_FRAME_TYPE FrameTypeArray;
	UINT FrameTypeArraySize;
} NDIS_OPEN_PARAMETERS, *PNDIS_OPEN_PARAMETERS;

#define NDIS_OPEN_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_OPEN_PARAMETERS, FrameTypeArraySize)

/* A second name of the macro, without the I, as in the WDK. */
#define NDIS_SIZEOF_OPEN_PARAMETERS_REVSION_1 NDIS_SIZEOF_OPEN_PARAMETERS_REVISION_1

typedef struct _NET_PNP_EVENT_NOTIFICATION {
	NDIS_OBJECT_HEADER Header;
	NDIS_PORT_NUMBER PortNumber;
	NET_PNP_EVENT NetPnPEvent;
	ULONG Flags;
#if NDIS_SUPPORT_NDIS650
	NDIS_NIC_SWITCH_ID SwitchId;
	NDIS_NIC_SWITCH_VPORT_ID VPortId;
#endif
} NET_PNP_EVENT_NOTIFICATION;

#define NET_PNP_EVENT_NOTIFICATION_REVISION_1 1
#define NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NET_PNP_EVENT_NOTIFICATION, Flags)
#define NET_PNP_EVENT_NOTIFICATION_REVISION_2 2
#define NDIS_SIZEOF_NET_PNP_EVENT_NOTIFICATION_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NET_PNP_EVENT_NOTIFICATION, VPortId)

#define NET_EVENT_HALT_MINIPORT_ON_LOW_POWER 0x00000001
#define NET_EVENT_FLAGS_VPORT_ID_VALID 0x00000002

typedef struct _NDIS_PROTOCOL_PAUSE_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG PauseReason;
} NDIS_PROTOCOL_PAUSE_PARAMETERS, *PNDIS_PROTOCOL_PAUSE_PARAMETERS;

#define NDIS_PROTOCOL_PAUSE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_PROTOCOL_PAUSE_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_PROTOCOL_PAUSE_PARAMETERS, PauseReason)

typedef struct _NDIS_PROTOCOL_RESTART_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	PUCHAR FilterModuleNameBuffer;
	ULONG FilterModuleNameBufferLength;
	PNDIS_RESTART_ATTRIBUTES RestartAttributes;
	NET_IFINDEX BoundIfIndex;
	NET_LUID BoundIfNetluid;
	ULONG Flags;
} NDIS_PROTOCOL_RESTART_PARAMETERS, *PNDIS_PROTOCOL_RESTART_PARAMETERS;

#define NDIS_PROTOCOL_RESTART_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_PROTOCOL_RESTART_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_PROTOCOL_RESTART_PARAMETERS, Flags)

/**
 * NdisOpenAdapterEx - open the adapter that ProtocolBindAdapterEx was called for
 * @NdisProtocolHandle: the handle of NdisRegisterProtocolDriver
 * @ProtocolBindingContext: for the routines of this binding
 * @OpenParameters: the name of the bind, and the media that the driver supports
 * @BindContext: that of ProtocolBindAdapterEx
 * @NdisBindingHandle: receives the binding's handle, before the first frame or status can come; NULL after a failure
 *
 * In ProtocolBindAdapterEx, or before NdisCompleteBindAdapterEx if that routine has returned NDIS_STATUS_PENDING. The binding
 * is Paused until NetEventRestart. It receives nothing until the driver sets its packet filter.
 *
 * Here: the open is complete when this returns, and ProtocolOpenAdapterCompleteEx is not called. FrameTypeArray, a hint, has
 * no effect. An adapter has at most 16 bindings.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_ADAPTER_NOT_FOUND for another name; NDIS_STATUS_UNSUPPORTED_MEDIA;
 *	NDIS_STATUS_BAD_CHARACTERISTICS for a wrong header; NDIS_STATUS_INVALID_PARAMETER for a NULL in
 *	OpenParameters; NDIS_STATUS_RESOURCES; NDIS_STATUS_FAILURE, with a report, outside a bind of this driver (0x7C,
 *	0x16), for a NULL argument, a bad handle or IRQL.
 * Page: ndis.h, NdisOpenAdapterEx
 */
NDIS_STATUS NTAPI NdisOpenAdapterEx(_In_ NDIS_HANDLE NdisProtocolHandle,
				    _In_ NDIS_HANDLE ProtocolBindingContext,
				    _In_ PNDIS_OPEN_PARAMETERS OpenParameters,
				    _In_ NDIS_HANDLE BindContext,
				    _Out_ PNDIS_HANDLE NdisBindingHandle);

/**
 * NdisCloseAdapterEx - close a binding
 * @NdisBindingHandle: the binding's handle, invalid after the call
 *
 * In ProtocolUnbindAdapterEx, or before NdisCompleteUnbindAdapterEx; and in a bind that fails after the open. No routine is
 * called for the binding afterwards. Not in such a routine. The binding's packet filter and multicast list end with it.
 *
 * Here: the close is complete when this returns, and ProtocolCloseAdapterCompleteEx is not called. Sends, requests and
 * received lists that are out are reported (0x7C, 0x27), and the close waits for them.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_FAILURE, with a report, for a binding that is closed, a bad handle or IRQL.
 * Page: ndis.h, NdisCloseAdapterEx
 */
NDIS_STATUS NTAPI NdisCloseAdapterEx(_In_ NDIS_HANDLE NdisBindingHandle);

/**
 * NdisCompleteBindAdapterEx, NdisCompleteUnbindAdapterEx - complete a bind or unbind whose routine has returned
 *	NDIS_STATUS_PENDING
 * @BindAdapterContext: the BindContext of ProtocolBindAdapterEx
 * @UnbindContext: that of ProtocolUnbindAdapterEx
 * @Status: the result, not NDIS_STATUS_PENDING
 *
 * Once, also before the routine has returned. NDIS tells the driver nothing else of this binding meanwhile.
 *
 * Here: a call that is not expected is reported (0xC4). If an unbind ends without NdisCloseAdapterEx, or a bind fails
 * without it after an open, NDIS reports that (0x7C, 0x27), and closes the binding.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisCompleteBindAdapterEx, NdisCompleteUnbindAdapterEx
 */
VOID NTAPI NdisCompleteBindAdapterEx(_In_ NDIS_HANDLE BindAdapterContext, _In_ NDIS_STATUS Status);
VOID NTAPI NdisCompleteUnbindAdapterEx(_In_ NDIS_HANDLE UnbindContext);

/**
 * NdisCompleteNetPnPEvent - complete an event for which ProtocolNetPnPEvent has returned NDIS_STATUS_PENDING
 * @NdisBindingHandle: the binding's handle
 * @NetPnPEventNotification: the event, as passed to ProtocolNetPnPEvent; you may not use it after the call
 * @Status: the result, not NDIS_STATUS_PENDING
 *
 * Once, also before the routine has returned.
 *
 * Here: a call that is not expected is reported (0xC4).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisCompleteNetPnPEvent
 */
VOID NTAPI NdisCompleteNetPnPEvent(_In_ NDIS_HANDLE NdisBindingHandle,
				   _In_ PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification,
				   _In_ NDIS_STATUS Status);

/**
 * NdisOidRequest - query or set an object identifier of the adapter
 * @NdisBindingHandle: the binding's handle
 * @OidRequest: the request, NDIS's until ProtocolOidRequestComplete is called with it
 *
 * The requests of an adapter's bindings are done one at a time, in the order of their coming.
 *
 * NDIS itself answers queries of what the adapter's general attributes say, and those of OID_GEN_CURRENT_PACKET_FILTER and
 * OID_802_3_MULTICAST_LIST with what the binding has set. Setting these two gives the miniport driver what all bindings and
 * the interface want together. Other requests reach the miniport driver.
 *
 * Here: the result is NDIS_STATUS_PENDING whenever the request is taken. BytesWritten beyond the buffer is reported (0x7C,
 * 0x1D), and cut.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_PENDING; NDIS_STATUS_INVALID_PARAMETER for a wrong header or buffer; NDIS_STATUS_FAILURE without
 *	ProtocolOidRequestComplete, and, with a report, for a NULL argument, a bad handle or IRQL.
 * Page: ndis.h, NdisOidRequest
 */
NDIS_STATUS NTAPI NdisOidRequest(_In_ NDIS_HANDLE NdisBindingHandle,
				 _In_ PNDIS_OID_REQUEST OidRequest);

/**
 * NdisCancelOidRequest - cancel the requests of a binding that have an ID
 * @NdisBindingHandle: the binding's handle
 * @RequestId: that of the requests
 *
 * Those that wait are completed with NDIS_STATUS_REQUEST_ABORTED, and no driver below gets them: ProtocolOidRequestComplete is
 * called before this returns, or soon by a worker for one that waits for the driver below. For one that a driver has,
 * FilterCancelOidRequest or MiniportCancelOidRequest of that driver is called.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisCancelOidRequest
 */
VOID NTAPI NdisCancelOidRequest(_In_ NDIS_HANDLE NdisBindingHandle, _In_ PVOID RequestId);

/**
 * NdisQueryAdapterInstanceName - return the name of an adapter for users
 * @AdapterInstanceName: receives it; NdisFreeMemory frees the Buffer, with length and flags 0
 * @NdisBindingHandle: the binding's handle
 *
 * Here: the text of the INF, or the name of the miniport driver, without a number.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES; NDIS_STATUS_FAILURE, with a report, for a NULL argument, a bad handle
 *	or IRQL.
 * Page: ndis.h, NdisQueryAdapterInstanceName
 */
NDIS_STATUS NTAPI NdisQueryAdapterInstanceName(_Out_ PNDIS_STRING AdapterInstanceName,
					       _In_ NDIS_HANDLE NdisBindingHandle);

EXTERN_C_END

#endif /* WINWORK_NDIS_BINDING_H */
