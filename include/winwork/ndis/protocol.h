/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS protocol drivers. NDIS binds them to the adapters of miniport drivers: see binding.h. No work item can be
 * allocated for the handle of a protocol driver. It calls IoAllocateWorkItem for a device object of its own.
 */
#ifndef WINWORK_NDIS_PROTOCOL_H
#define WINWORK_NDIS_PROTOCOL_H

#include "../image.h"
#include "miniport.h"

EXTERN_C_START

typedef struct _NDIS_BIND_PARAMETERS *PNDIS_BIND_PARAMETERS;

/*
 * Here: an open and a close never pend, so their completion routines are not called, and neither are ProtocolUninstall and the
 * routine for direct OID requests. The events are NetEventRestart and NetEventPause; NetEventBindsComplete, without a binding,
 * follows when a driver that has registered is bound to all adapters.
 */
typedef NDIS_STATUS PROTOCOL_BIND_ADAPTER_EX(_In_ NDIS_HANDLE ProtocolDriverContext,
					     _In_ NDIS_HANDLE BindContext,
					     _In_ PNDIS_BIND_PARAMETERS BindParameters);
typedef PROTOCOL_BIND_ADAPTER_EX *BIND_HANDLER_EX;
typedef NDIS_STATUS PROTOCOL_UNBIND_ADAPTER_EX(_In_ NDIS_HANDLE UnbindContext,
					       _In_ NDIS_HANDLE ProtocolBindingContext);
typedef PROTOCOL_UNBIND_ADAPTER_EX *UNBIND_HANDLER_EX;
typedef VOID PROTOCOL_OPEN_ADAPTER_COMPLETE_EX(_In_ NDIS_HANDLE ProtocolBindingContext,
					       _In_ NDIS_STATUS Status);
typedef PROTOCOL_OPEN_ADAPTER_COMPLETE_EX *OPEN_ADAPTER_COMPLETE_HANDLER_EX;
typedef VOID PROTOCOL_CLOSE_ADAPTER_COMPLETE_EX(_In_ NDIS_HANDLE ProtocolBindingContext);
typedef PROTOCOL_CLOSE_ADAPTER_COMPLETE_EX *CLOSE_ADAPTER_COMPLETE_HANDLER_EX;
typedef NDIS_STATUS
PROTOCOL_NET_PNP_EVENT(_In_ NDIS_HANDLE ProtocolBindingContext,
		       _In_ PNET_PNP_EVENT_NOTIFICATION NetPnPEventNotification);
typedef PROTOCOL_NET_PNP_EVENT *NET_PNP_EVENT_HANDLER;
typedef VOID PROTOCOL_UNINSTALL(VOID);
typedef PROTOCOL_UNINSTALL *UNINSTALL_PROTOCOL_HANDLER;
typedef VOID PROTOCOL_OID_REQUEST_COMPLETE(_In_ NDIS_HANDLE ProtocolBindingContext,
					   _In_ PNDIS_OID_REQUEST OidRequest,
					   _In_ NDIS_STATUS Status);
typedef PROTOCOL_OID_REQUEST_COMPLETE *OID_REQUEST_COMPLETE_HANDLER;
typedef VOID PROTOCOL_STATUS_EX(_In_ NDIS_HANDLE ProtocolBindingContext,
				_In_ PNDIS_STATUS_INDICATION StatusIndication);
typedef PROTOCOL_STATUS_EX *STATUS_HANDLER_EX;
typedef VOID PROTOCOL_RECEIVE_NET_BUFFER_LISTS(_In_ NDIS_HANDLE ProtocolBindingContext,
					       _In_ PNET_BUFFER_LIST NetBufferLists,
					       _In_ NDIS_PORT_NUMBER PortNumber,
					       _In_ ULONG NumberOfNetBufferLists,
					       _In_ ULONG ReceiveFlags);
typedef PROTOCOL_RECEIVE_NET_BUFFER_LISTS *RECEIVE_NET_BUFFER_LISTS_HANDLER;
typedef VOID PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE(_In_ NDIS_HANDLE ProtocolBindingContext,
						     _In_ PNET_BUFFER_LIST NetBufferList,
						     _In_ ULONG SendCompleteFlags);
typedef PROTOCOL_SEND_NET_BUFFER_LISTS_COMPLETE *SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER;
typedef VOID PROTOCOL_DIRECT_OID_REQUEST_COMPLETE(_In_ NDIS_HANDLE ProtocolBindingContext,
						  _In_ PNDIS_OID_REQUEST OidRequest,
						  _In_ NDIS_STATUS Status);
typedef PROTOCOL_DIRECT_OID_REQUEST_COMPLETE *DIRECT_OID_REQUEST_COMPLETE_HANDLER;

/* Flags of NDIS_PROTOCOL_DRIVER_CHARACTERISTICS. */
#define NDIS_PROTOCOL_DRIVER_SUPPORTS_CURRENT_MAC_ADDRESS_CHANGE 0x00000002
#define NDIS_PROTOCOL_DRIVER_SUPPORTS_L2_MTU_SIZE_CHANGE 0x00000004

typedef struct _NDIS_PROTOCOL_DRIVER_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	UCHAR MajorNdisVersion;
	UCHAR MinorNdisVersion;
	UCHAR MajorDriverVersion;
	UCHAR MinorDriverVersion;
	ULONG Flags;
	NDIS_STRING Name;
	SET_OPTIONS_HANDLER SetOptionsHandler;
	BIND_HANDLER_EX BindAdapterHandlerEx;
	UNBIND_HANDLER_EX UnbindAdapterHandlerEx;
	OPEN_ADAPTER_COMPLETE_HANDLER_EX OpenAdapterCompleteHandlerEx;
	CLOSE_ADAPTER_COMPLETE_HANDLER_EX CloseAdapterCompleteHandlerEx;
	NET_PNP_EVENT_HANDLER NetPnPEventHandler;
	UNINSTALL_PROTOCOL_HANDLER UninstallHandler;
	OID_REQUEST_COMPLETE_HANDLER OidRequestCompleteHandler;
	STATUS_HANDLER_EX StatusHandlerEx;
	RECEIVE_NET_BUFFER_LISTS_HANDLER ReceiveNetBufferListsHandler;
	SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER SendNetBufferListsCompleteHandler;
#if NDIS_SUPPORT_NDIS61
	DIRECT_OID_REQUEST_COMPLETE_HANDLER DirectOidRequestCompleteHandler;
#endif
} NDIS_PROTOCOL_DRIVER_CHARACTERISTICS, *PNDIS_PROTOCOL_DRIVER_CHARACTERISTICS;

#define NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_PROTOCOL_DRIVER_CHARACTERISTICS, \
				 SendNetBufferListsCompleteHandler)
#define NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2 2
#define NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_PROTOCOL_DRIVER_CHARACTERISTICS, \
				 DirectOidRequestCompleteHandler)

/* NdisRegisterProtocolDriver, with the calling module. */
NDIS_STATUS NTAPI WinworkRegisterNdisProtocolDriver(
	_In_opt_ NDIS_HANDLE ProtocolDriverContext,
	_In_ PNDIS_PROTOCOL_DRIVER_CHARACTERISTICS ProtocolCharacteristics,
	_Out_ PNDIS_HANDLE NdisProtocolHandle, _In_opt_ PWINWORK_IMAGE Image);

/**
 * NdisRegisterProtocolDriver - register a protocol driver
 * @ProtocolDriverContext: passed to ProtocolSetOptions and ProtocolBindAdapterEx, or NULL
 * @ProtocolCharacteristics: the characteristics; NDIS does not use them after the call
 * @NdisProtocolHandle: receives the protocol driver's handle; NULL after a failure
 *
 * Here: NDIS binds a driver that registers in its DriverEntry when that has succeeded, and another one before this returns.
 * A driver without ProtocolBindAdapterEx or ProtocolUnbindAdapterEx is not bound.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_BAD_VERSION for a major version other than 6;
 *	NDIS_STATUS_BAD_CHARACTERISTICS for a wrong header; NDIS_STATUS_RESOURCES without memory;
 *	NDIS_STATUS_FAILURE, with a report, for a NULL argument or a wrong IRQL; the status of
 *	ProtocolSetOptions.
 * Page: ndis.h, NdisRegisterProtocolDriver
 */
WINWORK_OWN NDIS_STATUS
NdisRegisterProtocolDriver(_In_opt_ NDIS_HANDLE ProtocolDriverContext,
			   _In_ PNDIS_PROTOCOL_DRIVER_CHARACTERISTICS ProtocolCharacteristics,
			   _Out_ PNDIS_HANDLE NdisProtocolHandle)
{
	return WinworkRegisterNdisProtocolDriver(ProtocolDriverContext, ProtocolCharacteristics,
						 NdisProtocolHandle, &WinworkImage);
}

/**
 * NdisDeregisterProtocolDriver - deregister a protocol driver
 * @NdisProtocolHandle: the handle of NdisRegisterProtocolDriver
 *
 * Unbinds the driver from all adapters, and waits for that. Not in a routine of a binding.
 *
 * Here: a handle of something other than a protocol driver, and a deregistered handle, are
 * reported (0x18), and the call does nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisDeregisterProtocolDriver
 */
VOID NTAPI NdisDeregisterProtocolDriver(_In_ NDIS_HANDLE NdisProtocolHandle);

EXTERN_C_END

#endif /* WINWORK_NDIS_PROTOCOL_H */
