/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Plug and Play events of the network, which NDIS and TDI share.
 */
#ifndef WINWORK_NDIS_PNP_EVENT_H
#define WINWORK_NDIS_PNP_EVENT_H

#include "../base/types.h"

EXTERN_C_START

typedef enum _NET_PNP_EVENT_CODE {
	NetEventSetPower,
	NetEventQueryPower,
	NetEventQueryRemoveDevice,
	NetEventCancelRemoveDevice,
	NetEventReconfigure,
	NetEventBindList,
	NetEventBindsComplete,
	NetEventPnPCapabilities,
	NetEventPause,
	NetEventRestart,
	NetEventPortActivation,
	NetEventPortDeactivation,
	NetEventIMReEnableDevice,
	NetEventNDKEnable,
	NetEventNDKDisable,
	NetEventFilterPreDetach,
	NetEventBindFailed,
	NetEventSwitchActivate,
	NetEventAllowBindsAbove,
	NetEventInhibitBindsAbove,
	NetEventAllowStart,
	NetEventRequirePause,
	NetEventUploadGftFlowEntries,
	NetEventMaximum,
} NET_PNP_EVENT_CODE, *PNET_PNP_EVENT_CODE;

typedef struct _NET_PNP_EVENT {
	NET_PNP_EVENT_CODE NetEvent;
	PVOID Buffer;
	ULONG BufferLength;
	ULONG_PTR NdisReserved[4];
	ULONG_PTR TransportReserved[4];
	ULONG_PTR TdiReserved[4];
	ULONG_PTR TdiClientReserved[4];
} NET_PNP_EVENT, *PNET_PNP_EVENT;

EXTERN_C_END

#endif /* WINWORK_NDIS_PNP_EVENT_H */
