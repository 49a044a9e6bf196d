/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What on Windows plug and play and the protocols do to a miniport driver, for ports and tests:
 * adapters arrive and go, and object identifiers are queried and set. Not in Windows's ndis.h.
 */
#ifndef WINWORK_NDIS_PORT_H
#define WINWORK_NDIS_PORT_H

#include "ndis_miniport.h"

EXTERN_C_START

/**
 * WinworkNdisAddAdapter - an adapter arrives
 * @NdisMiniportDriverHandle: whose
 * @NdisMiniportHandle: receives the adapter's handle, NULL on failure
 *
 * Calls MiniportInitializeEx and then MiniportRestart, and waits for the latter. A miniport
 * driver that is a module gets one adapter by itself, once its DriverEntry has succeeded.
 *
 * When MiniportInitializeEx fails and leaves work items of the adapter's, they are reported
 * (0xC4, parameter 0x62). When MiniportRestart fails the adapter stays, paused.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: the status of MiniportInitializeEx; NDIS_STATUS_RESOURCES without memory;
 *	NDIS_STATUS_FAILURE, with a report, for NULL, a bad handle or IRQL.
 */
NDIS_STATUS NTAPI WinworkNdisAddAdapter(_In_ NDIS_HANDLE NdisMiniportDriverHandle,
					_Out_ PNDIS_HANDLE NdisMiniportHandle);

/**
 * WinworkNdisHaltAdapter - an adapter goes
 * @NdisMiniportHandle: the adapter's; dead after the call
 *
 * Calls MiniportPause, waits for it, and calls MiniportHaltEx. Work items of the adapter's that
 * are there after that are reported (0xC4, parameter 0x62). Routines that still run keep what
 * they need. No request may be under way.
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
 * Return: what the request was completed with; NDIS_STATUS_NOT_SUPPORTED when the driver has no
 *	handler; NDIS_STATUS_FAILURE, with a report, for NULL, a bad handle or IRQL.
 */
NDIS_STATUS NTAPI WinworkNdisOidRequest(_In_ NDIS_HANDLE NdisMiniportHandle,
					_Inout_ PNDIS_OID_REQUEST OidRequest);

EXTERN_C_END

#endif /* WINWORK_NDIS_PORT_H */
