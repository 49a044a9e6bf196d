/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Plug and Play events of an adapter's device: MiniportDevicePnPEventNotify and FilterDevicePnPEventNotify.
 */
#ifndef WINWORK_NDIS_DEVICE_EVENT_H
#define WINWORK_NDIS_DEVICE_EVENT_H

#include "types.h"

EXTERN_C_START

/* Here: NDIS gives NdisDevicePnPEventSurpriseRemoved, and no other event. */
typedef enum _NDIS_DEVICE_PNP_EVENT {
	NdisDevicePnPEventQueryRemoved,
	NdisDevicePnPEventRemoved,
	NdisDevicePnPEventSurpriseRemoved,
	NdisDevicePnPEventQueryStopped,
	NdisDevicePnPEventStopped,
	NdisDevicePnPEventPowerProfileChanged,
	NdisDevicePnPEventFilterListChanged,
	NdisDevicePnPEventMaximum,
} NDIS_DEVICE_PNP_EVENT, *PNDIS_DEVICE_PNP_EVENT;

typedef enum _NDIS_POWER_PROFILE {
	NdisPowerProfileBattery,
	NdisPowerProfileAcOnLine,
} NDIS_POWER_PROFILE, *PNDIS_POWER_PROFILE;

typedef struct _NET_DEVICE_PNP_EVENT {
	NDIS_OBJECT_HEADER Header;
	NDIS_PORT_NUMBER PortNumber;
	NDIS_DEVICE_PNP_EVENT DevicePnPEvent;
	PVOID InformationBuffer;
	ULONG InformationBufferLength;
	UCHAR NdisReserved[2 * sizeof(PVOID)];
} NET_DEVICE_PNP_EVENT, *PNET_DEVICE_PNP_EVENT;

#define NET_DEVICE_PNP_EVENT_REVISION_1 1
#define NDIS_SIZEOF_NET_DEVICE_PNP_EVENT_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NET_DEVICE_PNP_EVENT, NdisReserved)

EXTERN_C_END

#endif /* WINWORK_NDIS_DEVICE_EVENT_H */
