/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS filter drivers: their routines and their registration. filter_module.h has what a module calls.
 */
#ifndef WINWORK_NDIS_FILTER_H
#define WINWORK_NDIS_FILTER_H

#include "miniport.h"
#include "../net/interfaces.h"

EXTERN_C_START

typedef struct _NDIS_FILTER_ATTACH_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	NET_IFINDEX IfIndex;
	NET_LUID NetLuid;
	PNDIS_STRING FilterModuleGuidName;
	NET_IFINDEX BaseMiniportIfIndex;
	PNDIS_STRING BaseMiniportInstanceName;
	PNDIS_STRING BaseMiniportName;
	NDIS_MEDIA_CONNECT_STATE MediaConnectState;
	NET_IF_MEDIA_DUPLEX_STATE MediaDuplexState;
	ULONG64 XmitLinkSpeed;	/* bits per second, as the next */
	ULONG64 RcvLinkSpeed;
	NDIS_MEDIUM MiniportMediaType;
	NDIS_PHYSICAL_MEDIUM MiniportPhysicalMediaType;
	NDIS_HANDLE MiniportMediaSpecificAttributes;
	PNDIS_OFFLOAD DefaultOffloadConfiguration;
	USHORT MacAddressLength;
	UCHAR CurrentMacAddress[NDIS_MAX_PHYS_ADDRESS_LENGTH];
	NET_LUID BaseMiniportNetLuid;
	NET_IFINDEX LowerIfIndex;
	NET_LUID LowerIfNetLuid;
	ULONG Flags;
#if NDIS_SUPPORT_NDIS61
	PNDIS_HD_SPLIT_CURRENT_CONFIG HDSplitCurrentConfig;
#endif
#if NDIS_SUPPORT_NDIS620
	PNDIS_RECEIVE_FILTER_CAPABILITIES ReceiveFilterCapabilities;
	PDEVICE_OBJECT MiniportPhysicalDeviceObject;
	PNDIS_NIC_SWITCH_CAPABILITIES NicSwitchCapabilities;
#endif
#if NDIS_SUPPORT_NDIS630
	BOOLEAN BaseMiniportIfConnectorPresent;
	PNDIS_SRIOV_CAPABILITIES SriovCapabilities;
	PNDIS_NIC_SWITCH_INFO_ARRAY NicSwitchArray;
#endif
} NDIS_FILTER_ATTACH_PARAMETERS, *PNDIS_FILTER_ATTACH_PARAMETERS;

#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_ATTACH_PARAMETERS, Flags)
#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_ATTACH_PARAMETERS, HDSplitCurrentConfig)
#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_3 3
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_ATTACH_PARAMETERS, NicSwitchCapabilities)
#define NDIS_FILTER_ATTACH_PARAMETERS_REVISION_4 4
#define NDIS_SIZEOF_FILTER_ATTACH_PARAMETERS_REVISION_4 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_ATTACH_PARAMETERS, NicSwitchArray)

#define NDIS_FILTER_ATTACH_FLAGS_IGNORE_MANDATORY 0x00000001

typedef struct _NDIS_FILTER_RESTART_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	NDIS_MEDIUM MiniportMediaType;
	NDIS_PHYSICAL_MEDIUM MiniportPhysicalMediaType;
	PNDIS_RESTART_ATTRIBUTES RestartAttributes;
	NET_IFINDEX LowerIfIndex;
	NET_LUID LowerIfNetLuid;
	ULONG Flags;
} NDIS_FILTER_RESTART_PARAMETERS, *PNDIS_FILTER_RESTART_PARAMETERS;

#define NDIS_FILTER_RESTART_PARAMETERS_REVISION_1 1

/* Two underscores, as in the WDK. */
#define NDIS_SIZEOF__FILTER_RESTART_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_RESTART_PARAMETERS, Flags)

typedef struct _NDIS_FILTER_PAUSE_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG PauseReason;
} NDIS_FILTER_PAUSE_PARAMETERS, *PNDIS_FILTER_PAUSE_PARAMETERS;

#define NDIS_FILTER_PAUSE_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_PAUSE_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_PAUSE_PARAMETERS, PauseReason)

/* Here: those of direct and synchronous requests are never called. */
typedef NDIS_STATUS FILTER_SET_MODULE_OPTIONS(_In_ NDIS_HANDLE FilterModuleContext);
typedef FILTER_SET_MODULE_OPTIONS *FILTER_SET_FILTER_MODULE_OPTIONS_HANDLER;
typedef NDIS_STATUS FILTER_ATTACH(_In_ NDIS_HANDLE NdisFilterHandle,
				  _In_ NDIS_HANDLE FilterDriverContext,
				  _In_ PNDIS_FILTER_ATTACH_PARAMETERS AttachParameters);
typedef FILTER_ATTACH *FILTER_ATTACH_HANDLER;
typedef VOID FILTER_DETACH(_In_ NDIS_HANDLE FilterModuleContext);
typedef FILTER_DETACH *FILTER_DETACH_HANDLER;
typedef NDIS_STATUS FILTER_RESTART(_In_ NDIS_HANDLE FilterModuleContext,
				   _In_ PNDIS_FILTER_RESTART_PARAMETERS RestartParameters);
typedef FILTER_RESTART *FILTER_RESTART_HANDLER;
typedef NDIS_STATUS FILTER_PAUSE(_In_ NDIS_HANDLE FilterModuleContext,
				 _In_ PNDIS_FILTER_PAUSE_PARAMETERS PauseParameters);
typedef FILTER_PAUSE *FILTER_PAUSE_HANDLER;
typedef VOID FILTER_SEND_NET_BUFFER_LISTS(_In_ NDIS_HANDLE FilterModuleContext,
					  _In_ PNET_BUFFER_LIST NetBufferList,
					  _In_ NDIS_PORT_NUMBER PortNumber, _In_ ULONG SendFlags);
typedef FILTER_SEND_NET_BUFFER_LISTS *FILTER_SEND_NET_BUFFER_LISTS_HANDLER;
typedef VOID FILTER_SEND_NET_BUFFER_LISTS_COMPLETE(_In_ NDIS_HANDLE FilterModuleContext,
						   _In_ PNET_BUFFER_LIST NetBufferList,
						   _In_ ULONG SendCompleteFlags);
typedef FILTER_SEND_NET_BUFFER_LISTS_COMPLETE *FILTER_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER;
typedef VOID FILTER_CANCEL_SEND_NET_BUFFER_LISTS(_In_ NDIS_HANDLE FilterModuleContext,
						 _In_ PVOID CancelId);
typedef FILTER_CANCEL_SEND_NET_BUFFER_LISTS *FILTER_CANCEL_SEND_HANDLER;
typedef VOID FILTER_RECEIVE_NET_BUFFER_LISTS(_In_ NDIS_HANDLE FilterModuleContext,
					     _In_ PNET_BUFFER_LIST NetBufferLists,
					     _In_ NDIS_PORT_NUMBER PortNumber,
					     _In_ ULONG NumberOfNetBufferLists,
					     _In_ ULONG ReceiveFlags);
typedef FILTER_RECEIVE_NET_BUFFER_LISTS *FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER;
typedef VOID FILTER_RETURN_NET_BUFFER_LISTS(_In_ NDIS_HANDLE FilterModuleContext,
					    _In_ PNET_BUFFER_LIST NetBufferLists,
					    _In_ ULONG ReturnFlags);
typedef FILTER_RETURN_NET_BUFFER_LISTS *FILTER_RETURN_NET_BUFFER_LISTS_HANDLER;
typedef NDIS_STATUS FILTER_OID_REQUEST(_In_ NDIS_HANDLE FilterModuleContext,
				       _In_ PNDIS_OID_REQUEST OidRequest);
typedef FILTER_OID_REQUEST *FILTER_OID_REQUEST_HANDLER;
typedef VOID FILTER_OID_REQUEST_COMPLETE(_In_ NDIS_HANDLE FilterModuleContext,
					 _In_ PNDIS_OID_REQUEST OidRequest,
					 _In_ NDIS_STATUS Status);
typedef FILTER_OID_REQUEST_COMPLETE *FILTER_OID_REQUEST_COMPLETE_HANDLER;
typedef VOID FILTER_CANCEL_OID_REQUEST(_In_ NDIS_HANDLE FilterModuleContext, _In_ PVOID RequestId);
typedef FILTER_CANCEL_OID_REQUEST *FILTER_CANCEL_OID_REQUEST_HANDLER;
typedef VOID FILTER_DEVICE_PNP_EVENT_NOTIFY(_In_ NDIS_HANDLE FilterModuleContext,
					    _In_ PNET_DEVICE_PNP_EVENT NetDevicePnPEvent);
typedef FILTER_DEVICE_PNP_EVENT_NOTIFY *FILTER_DEVICE_PNP_EVENT_NOTIFY_HANDLER;
typedef NDIS_STATUS FILTER_NET_PNP_EVENT(_In_ NDIS_HANDLE FilterModuleContext,
					 _In_ PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification);
typedef FILTER_NET_PNP_EVENT *FILTER_NET_PNP_EVENT_HANDLER;
typedef VOID FILTER_STATUS(_In_ NDIS_HANDLE FilterModuleContext,
			   _In_ PNDIS_STATUS_INDICATION StatusIndication);
typedef FILTER_STATUS *FILTER_STATUS_HANDLER;
typedef NDIS_STATUS FILTER_DIRECT_OID_REQUEST(_In_ NDIS_HANDLE FilterModuleContext,
					      _In_ PNDIS_OID_REQUEST OidRequest);
typedef FILTER_DIRECT_OID_REQUEST *FILTER_DIRECT_OID_REQUEST_HANDLER;
typedef VOID FILTER_DIRECT_OID_REQUEST_COMPLETE(_In_ NDIS_HANDLE FilterModuleContext,
						_In_ PNDIS_OID_REQUEST OidRequest,
						_In_ NDIS_STATUS Status);
typedef FILTER_DIRECT_OID_REQUEST_COMPLETE *FILTER_DIRECT_OID_REQUEST_COMPLETE_HANDLER;
typedef VOID FILTER_CANCEL_DIRECT_OID_REQUEST(_In_ NDIS_HANDLE FilterModuleContext,
					      _In_ PVOID RequestId);
typedef FILTER_CANCEL_DIRECT_OID_REQUEST *FILTER_CANCEL_DIRECT_OID_REQUEST_HANDLER;
typedef NDIS_STATUS FILTER_SYNCHRONOUS_OID_REQUEST(_In_ NDIS_HANDLE FilterModuleContext,
						   _In_ PNDIS_OID_REQUEST OidRequest,
						   _Out_ PVOID *CallContext);
typedef FILTER_SYNCHRONOUS_OID_REQUEST *FILTER_SYNCHRONOUS_OID_REQUEST_HANDLER;
typedef VOID FILTER_SYNCHRONOUS_OID_REQUEST_COMPLETE(_In_ NDIS_HANDLE FilterModuleContext,
						     _In_ PNDIS_OID_REQUEST OidRequest,
						     _Inout_ PNDIS_STATUS Status,
						     _In_ PVOID CallContext);
typedef FILTER_SYNCHRONOUS_OID_REQUEST_COMPLETE *FILTER_SYNCHRONOUS_OID_REQUEST_COMPLETE_HANDLER;

/* Flags of NDIS_FILTER_DRIVER_CHARACTERISTICS. */
#define NDIS_FILTER_DRIVER_MANDATORY 0x00000001
#define NDIS_FILTER_DRIVER_SUPPORTS_CURRENT_MAC_ADDRESS_CHANGE 0x00000002
#define NDIS_FILTER_DRIVER_SUPPORTS_L2_MTU_SIZE_CHANGE 0x00000004

typedef struct _NDIS_FILTER_DRIVER_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	UCHAR MajorNdisVersion;
	UCHAR MinorNdisVersion;
	UCHAR MajorDriverVersion;
	UCHAR MinorDriverVersion;
	ULONG Flags;
	NDIS_STRING FriendlyName;
	NDIS_STRING UniqueName;
	NDIS_STRING ServiceName;
	SET_OPTIONS_HANDLER SetOptionsHandler;
	FILTER_SET_FILTER_MODULE_OPTIONS_HANDLER SetFilterModuleOptionsHandler;
	FILTER_ATTACH_HANDLER AttachHandler;
	FILTER_DETACH_HANDLER DetachHandler;
	FILTER_RESTART_HANDLER RestartHandler;
	FILTER_PAUSE_HANDLER PauseHandler;
	FILTER_SEND_NET_BUFFER_LISTS_HANDLER SendNetBufferListsHandler;
	FILTER_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER SendNetBufferListsCompleteHandler;
	FILTER_CANCEL_SEND_HANDLER CancelSendNetBufferListsHandler;
	FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER ReceiveNetBufferListsHandler;
	FILTER_RETURN_NET_BUFFER_LISTS_HANDLER ReturnNetBufferListsHandler;
	FILTER_OID_REQUEST_HANDLER OidRequestHandler;
	FILTER_OID_REQUEST_COMPLETE_HANDLER OidRequestCompleteHandler;
	FILTER_CANCEL_OID_REQUEST_HANDLER CancelOidRequestHandler;
	FILTER_DEVICE_PNP_EVENT_NOTIFY_HANDLER DevicePnPEventNotifyHandler;
	FILTER_NET_PNP_EVENT_HANDLER NetPnPEventHandler;
	FILTER_STATUS_HANDLER StatusHandler;
#if NDIS_SUPPORT_NDIS61
	FILTER_DIRECT_OID_REQUEST_HANDLER DirectOidRequestHandler;
	FILTER_DIRECT_OID_REQUEST_COMPLETE_HANDLER DirectOidRequestCompleteHandler;
	FILTER_CANCEL_DIRECT_OID_REQUEST_HANDLER CancelDirectOidRequestHandler;
#endif
#if NDIS_SUPPORT_NDIS680
	FILTER_SYNCHRONOUS_OID_REQUEST_HANDLER SynchronousOidRequestHandler;
	FILTER_SYNCHRONOUS_OID_REQUEST_COMPLETE_HANDLER SynchronousOidRequestCompleteHandler;
#endif
} NDIS_FILTER_DRIVER_CHARACTERISTICS, *PNDIS_FILTER_DRIVER_CHARACTERISTICS;

#define NDIS_FILTER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_DRIVER_CHARACTERISTICS, StatusHandler)
#define NDIS_FILTER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_DRIVER_CHARACTERISTICS, CancelDirectOidRequestHandler)
#define NDIS_FILTER_CHARACTERISTICS_REVISION_3 3
#define NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_3 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_FILTER_DRIVER_CHARACTERISTICS, \
				 SynchronousOidRequestCompleteHandler)

/**
 * NdisFRegisterFilterDriver - register a filter driver
 * @DriverObject: the driver object that DriverEntry got
 * @FilterDriverContext: passed to FilterSetOptions, or NULL
 * @FilterDriverCharacteristics: the characteristics; NDIS does not use them after the call
 * @NdisFilterDriverHandle: receives the filter driver's handle, before FilterSetOptions is called;
 *	NULL after a failure
 *
 * The driver sets DriverObject->DriverUnload itself, and deregisters in that routine.
 *
 * The driver joins the stacks of adapters when DriverEntry has succeeded.
 *
 * Here: the handlers for attach, detach, restart and pause are required. So are those for what the driver gets:
 * SendNetBufferListsCompleteHandler with SendNetBufferListsHandler, ReturnNetBufferListsHandler with
 * ReceiveNetBufferListsHandler, OidRequestCompleteHandler with OidRequestHandler. NDIS_FILTER_DRIVER_MANDATORY: an
 * adapter has no link while the driver's FilterAttach or FilterRestart has failed for it.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as NdisMRegisterMiniportDriver; but NDIS_STATUS_BAD_VERSION only for a major version
 *	other than 6, and the status of FilterSetOptions.
 * Page: ndis.h, NdisFRegisterFilterDriver
 */
NDIS_STATUS NTAPI
NdisFRegisterFilterDriver(_In_ PDRIVER_OBJECT DriverObject,
			  _In_opt_ NDIS_HANDLE FilterDriverContext,
			  _In_ PNDIS_FILTER_DRIVER_CHARACTERISTICS FilterDriverCharacteristics,
			  _Out_ PNDIS_HANDLE NdisFilterDriverHandle);

/**
 * NdisFDeregisterFilterDriver - deregister a filter driver
 * @NdisFilterDriverHandle: the handle of NdisFRegisterFilterDriver
 *
 * Call it in DriverUnload, or in a DriverEntry that fails. The driver's modules leave their stacks, each with a pause of
 * the stack, FilterDetach, and a restart.
 *
 * Here: a handle of something other than a filter driver, and a deregistered handle, are reported
 * (0x18), and the call does nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisFDeregisterFilterDriver
 */
VOID NTAPI NdisFDeregisterFilterDriver(_In_ NDIS_HANDLE NdisFilterDriverHandle);

EXTERN_C_END

#endif /* WINWORK_NDIS_FILTER_H */
