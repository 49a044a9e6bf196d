/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Status indications, and the state of a link, which one of them carries.
 */
#ifndef WINWORK_NDIS_INDICATION_H
#define WINWORK_NDIS_INDICATION_H

#include "miniport.h"
#include "types.h"
#include "../base/sal.h"

EXTERN_C_START

#define NDIS_OBJECT_TYPE_STATUS_INDICATION 0x98

typedef struct _NDIS_STATUS_INDICATION {
	NDIS_OBJECT_HEADER Header;
	NDIS_HANDLE SourceHandle;
	NDIS_PORT_NUMBER PortNumber;
	NDIS_STATUS StatusCode;
	ULONG Flags;
	NDIS_HANDLE DestinationHandle;
	PVOID RequestId;
	PVOID StatusBuffer;
	ULONG StatusBufferSize;
	GUID Guid;
	PVOID NdisReserved[4];
} NDIS_STATUS_INDICATION;

#define NDIS_STATUS_INDICATION_REVISION_1 1
#define NDIS_SIZEOF_STATUS_INDICATION_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_STATUS_INDICATION, NdisReserved)

typedef enum _NDIS_MEDIA_STATE {
	NdisMediaStateConnected,
	NdisMediaStateDisconnected,
} NDIS_MEDIA_STATE, *PNDIS_MEDIA_STATE;

typedef struct _NDIS_LINK_SPEED {
	ULONG64 XmitLinkSpeed;
	ULONG64 RcvLinkSpeed;
} NDIS_LINK_SPEED, *PNDIS_LINK_SPEED;

typedef enum _NDIS_SUPPORTED_PAUSE_FUNCTIONS {
	NdisPauseFunctionsUnsupported,
	NdisPauseFunctionsSendOnly,
	NdisPauseFunctionsReceiveOnly,
	NdisPauseFunctionsSendAndReceive,
	NdisPauseFunctionsUnknown,
} NDIS_SUPPORTED_PAUSE_FUNCTIONS, *PNDIS_SUPPORTED_PAUSE_FUNCTIONS;

typedef struct _NDIS_LINK_STATE {
	NDIS_OBJECT_HEADER Header;
	NDIS_MEDIA_CONNECT_STATE MediaConnectState;
	NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
	ULONG64 XmitLinkSpeed;
	ULONG64 RcvLinkSpeed;
	NDIS_SUPPORTED_PAUSE_FUNCTIONS PauseFunctions;
	ULONG AutoNegotiationFlags;
} NDIS_LINK_STATE, *PNDIS_LINK_STATE;

typedef struct _NDIS_LINK_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	NDIS_MEDIA_DUPLEX_STATE MediaDuplexState;
	ULONG64 XmitLinkSpeed;
	ULONG64 RcvLinkSpeed;
	NDIS_SUPPORTED_PAUSE_FUNCTIONS PauseFunctions;
	ULONG AutoNegotiationFlags;
} NDIS_LINK_PARAMETERS, *PNDIS_LINK_PARAMETERS;

#define NDIS_LINK_PARAMETERS_REVISION_1 1
#define NDIS_LINK_STATE_REVISION_1 1
#define NDIS_LINK_STATE_XMIT_LINK_SPEED_AUTO_NEGOTIATED 0x00000001
#define NDIS_LINK_STATE_RCV_LINK_SPEED_AUTO_NEGOTIATED 0x00000002
#define NDIS_LINK_STATE_DUPLEX_AUTO_NEGOTIATED 0x00000004
#define NDIS_LINK_STATE_PAUSE_FUNCTIONS_AUTO_NEGOTIATED 0x00000008
#define NDIS_SIZEOF_LINK_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_LINK_PARAMETERS, AutoNegotiationFlags)
#define NDIS_SIZEOF_LINK_STATE_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_LINK_STATE, AutoNegotiationFlags)

/**
 * NdisMIndicateStatusEx - say that the adapter's status has changed
 * @MiniportAdapterHandle: the handle of the adapter
 * @StatusIndication: the status, valid during the call
 *
 * NDIS_STATUS_LINK_STATE has an NDIS_LINK_STATE in StatusBuffer, and sets the link's state, speed and duplex.
 * NDIS_STATUS_MEDIA_CONNECT and NDIS_STATUS_MEDIA_DISCONNECT set the state alone. The driver may indicate them
 * once it has set its registration attributes.
 *
 * Here: other indications reach no one. A StatusBuffer that is no NDIS_LINK_STATE is reported (0x7C, 0x20), a wrong
 * Header likewise (0x7C, 0x21); the indication is ignored. Unknown media states count as connected.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMIndicateStatusEx
 */
VOID NTAPI NdisMIndicateStatusEx(_In_ NDIS_HANDLE MiniportAdapterHandle,
				 _In_ PNDIS_STATUS_INDICATION StatusIndication);

EXTERN_C_END

#endif /* WINWORK_NDIS_INDICATION_H */
