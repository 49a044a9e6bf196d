/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions that replace plug and play and the protocols, for ports of miniport drivers and for
 * tests. They add and remove adapters, and query and set object identifiers. Windows's ndis.h
 * does not have them.
 */
#ifndef WINWORK_NDIS_PORT_H
#define WINWORK_NDIS_PORT_H

#include "ndis_miniport.h"

EXTERN_C_START

/**
 * WinworkNdisAddAdapter - add an adapter to a miniport driver
 * @NdisMiniportDriverHandle: the miniport driver's handle
 * @NdisMiniportHandle: receives the adapter's handle, NULL on failure
 *
 * Calls MiniportInitializeEx and then MiniportRestart, and waits until the restart is complete. A
 * miniport driver that is a module gets one adapter without this call, once its DriverEntry has
 * succeeded.
 *
 * If MiniportInitializeEx fails and leaves work items of the adapter, they are reported (0xC4,
 * parameter 0x62). If MiniportRestart fails, the adapter stays paused.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of MiniportInitializeEx; NDIS_STATUS_RESOURCES without memory;
 *	NDIS_STATUS_FAILURE, with a report, for NULL, a bad handle or IRQL.
 */
NDIS_STATUS NTAPI WinworkNdisAddAdapter(_In_ NDIS_HANDLE NdisMiniportDriverHandle,
					_Out_ PNDIS_HANDLE NdisMiniportHandle);

/**
 * WinworkNdisHaltAdapter - remove an adapter
 * @NdisMiniportHandle: the adapter's; invalid after the call
 *
 * Calls MiniportPause, waits until the pause is complete, and calls MiniportHaltEx. Work items of
 * the adapter that remain after that are reported (0xC4, parameter 0x62). Routines that still run
 * hold their references. No request may be in progress.
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkNdisHaltAdapter(_In_ NDIS_HANDLE NdisMiniportHandle);

/**
 * WinworkNdisOidRequest - query or set an object identifier
 * @NdisMiniportHandle: the adapter's
 * @OidRequest: filled in by the caller, as a protocol driver would; RequestHandle is NDIS's
 *
 * Calls MiniportOidRequest, and waits for its completion. One request at a time reaches an
 * adapter; the others wait.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of the completed request; NDIS_STATUS_NOT_SUPPORTED when the driver has no
 *	handler; NDIS_STATUS_FAILURE, with a report, for NULL, a bad handle or IRQL.
 */
NDIS_STATUS NTAPI WinworkNdisOidRequest(_In_ NDIS_HANDLE NdisMiniportHandle,
					_Inout_ PNDIS_OID_REQUEST OidRequest);

EXTERN_C_END

#endif /* WINWORK_NDIS_PORT_H */
