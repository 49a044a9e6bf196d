/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that replace Plug and Play and the protocol drivers, for ports of miniport drivers and
 * for tests. They add and remove adapters, and query and set object identifiers. Windows's ndis.h
 * does not have them.
 */
#ifndef WINWORK_NDIS_PORT_H
#define WINWORK_NDIS_PORT_H

#include "ndis/miniport.h"

EXTERN_C_START

/**
 * WinworkNdisAddAdapter - add an adapter to a miniport driver
 * @NdisMiniportDriverHandle: the miniport driver's handle
 * @NdisMiniportHandle: receives the adapter's handle, NULL after a failure
 *
 * Calls MiniportInitializeEx and then MiniportRestart, and waits until the restart is complete. A
 * miniport driver that is a module gets one adapter without this call, when its DriverEntry has
 * succeeded. An intermediate driver (NDIS_INTERMEDIATE_DRIVER) does not.
 *
 * If MiniportInitializeEx fails and leaves work items of the adapter, they are reported (0xC4,
 * parameter 0x62). If MiniportRestart fails, the adapter stays paused.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of MiniportInitializeEx; NDIS_STATUS_RESOURCES without memory;
 *	NDIS_STATUS_FAILURE, with a report, for a NULL argument, a bad handle or IRQL.
 */
NDIS_STATUS NTAPI WinworkNdisAddAdapter(_In_ NDIS_HANDLE NdisMiniportDriverHandle,
					_Out_ PNDIS_HANDLE NdisMiniportHandle);

/**
 * WinworkNdisHaltAdapter - remove an adapter
 * @NdisMiniportHandle: the handle of the adapter; invalid after the call
 *
 * Calls MiniportPause unless the adapter is paused, and waits until the pause is complete. Then
 * calls MiniportHaltEx. Work items of the adapter that remain after that are reported (0xC4,
 * parameter 0x62). Routines that still run keep their references. No request may be in progress. A
 * second call is reported (0x18).
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkNdisHaltAdapter(_In_ NDIS_HANDLE NdisMiniportHandle);

/**
 * WinworkNdisOidRequest - query or set an object identifier
 * @NdisMiniportHandle: the handle of the adapter
 * @OidRequest: the request, which the caller fills in as a protocol driver does
 *
 * Calls MiniportOidRequest, and waits for the completion of the request. One request at a time
 * reaches an adapter. Other requests wait.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of the completed request; NDIS_STATUS_NOT_SUPPORTED if the driver has no
 *	handler; NDIS_STATUS_FAILURE, with a report, for a NULL argument, a bad handle or IRQL.
 */
NDIS_STATUS NTAPI WinworkNdisOidRequest(_In_ NDIS_HANDLE NdisMiniportHandle,
					_Inout_ PNDIS_OID_REQUEST OidRequest);

EXTERN_C_END

#endif /* WINWORK_NDIS_PORT_H */
