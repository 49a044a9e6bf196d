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
 * miniport driver that is a module gets adapters without this call, when its DriverEntry has
 * succeeded: one, or as many as its module parameter adapters= says. An intermediate driver
 * (NDIS_INTERMEDIATE_DRIVER) does not.
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
 * Removes the adapter's interface, or its peer's, and cancels the sends. Calls MiniportPause unless the
 * adapter is paused, and waits until the pause is complete, and no send is out. Then calls MiniportHaltEx. Work items of the adapter that remain after that are reported (0xC4,
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

/**
 * WinworkNdisStartFilter - have a filter driver join the stacks of adapters
 * @NdisFilterDriverHandle: the filter driver's handle
 *
 * A filter driver that is a module joins without this call, when its DriverEntry has succeeded. Returns when it has a
 * module in each stack, or has refused to. A second call does nothing.
 *
 * IRQL: PASSIVE_LEVEL. Not in a routine of a driver of a stack.
 */
VOID NTAPI WinworkNdisStartFilter(_In_ NDIS_HANDLE NdisFilterDriverHandle);

/* ---- A peer: the interface of an adapter, in the hands of a test -------------------------- */

typedef struct _WINWORK_NDIS_PEER_ATTRIBUTES {
	BOOLEAN IsEthernet;		/* else point-to-point, without addresses */
	UCHAR Address[6];
	UCHAR PermanentAddress[6];
	ULONG Mtu;
	ULONG Queues;
} WINWORK_NDIS_PEER_ATTRIBUTES, *PWINWORK_NDIS_PEER_ATTRIBUTES;

typedef enum _WINWORK_NDIS_PEER_RESULT {
	WinworkNdisPeerSent,
	WinworkNdisPeerFailed,
	WinworkNdisPeerDropped
} WINWORK_NDIS_PEER_RESULT;

/* What a peer is told, with the context of WinworkNdisOpenPeer. A NULL callback is not called. */
typedef struct _WINWORK_NDIS_PEER_CALLBACKS {
	/* PASSIVE_LEVEL. The interface exists; and, no callback but Sent follows. */
	VOID (NTAPI *Added)(PVOID Context, const WINWORK_NDIS_PEER_ATTRIBUTES *Attributes);
	VOID (NTAPI *Removed)(PVOID Context);
	/* <= DISPATCH_LEVEL, in the driver's calls. A frame of WinworkNdisPeerSend is back. */
	VOID (NTAPI *Sent)(PVOID Context, PVOID Frame, ULONG Bytes,
			   WINWORK_NDIS_PEER_RESULT Result);
	/* A queue that was full takes frames again. */
	VOID (NTAPI *Wake)(PVOID Context, ULONG Queue);
	/* A copy of a received frame, valid during the call. */
	VOID (NTAPI *Received)(PVOID Context, const VOID *Data, ULONG Bytes);
	/* A list without a right frame was indicated. */
	VOID (NTAPI *BadLength)(PVOID Context);
	VOID (NTAPI *Link)(PVOID Context, BOOLEAN IsUp, ULONG64 BitsPerSecond,
			   BOOLEAN IsFullDuplex);
} WINWORK_NDIS_PEER_CALLBACKS, *PWINWORK_NDIS_PEER_CALLBACKS;

typedef struct _WINWORK_NDIS_PEER_PART {
	PVOID Address;
	ULONG Bytes;			/* not 0 */
} WINWORK_NDIS_PEER_PART, *PWINWORK_NDIS_PEER_PART;

typedef struct _WINWORK_NDIS_PEER_FRAME {
	PVOID Frame;			/* for Sent */
	const WINWORK_NDIS_PEER_PART *Parts;
	ULONG Count;
} WINWORK_NDIS_PEER_FRAME, *PWINWORK_NDIS_PEER_FRAME;

/**
 * WinworkNdisOpenPeer - take the place of the interface of an adapter
 * @NdisMiniportHandle: the handle of the adapter
 * @Callbacks: copied
 * @Context: for the callbacks
 * @Peer: receives the peer's handle, NULL after a failure
 *
 * In MiniportInitializeEx: the adapter gets no interface of Linux, and this one when MiniportRestart has
 * succeeded. Later: an adapter that runs and has no interface gets this one at once.
 *
 * IRQL: PASSIVE_LEVEL. Not while the adapter is being halted.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_NOT_ACCEPTED for an adapter that has an interface or a peer;
 *	NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE, with a report, for a NULL argument,
 *	a bad handle or IRQL.
 */
NDIS_STATUS NTAPI WinworkNdisOpenPeer(_In_ NDIS_HANDLE NdisMiniportHandle,
				      _In_ const WINWORK_NDIS_PEER_CALLBACKS *Callbacks,
				      _In_opt_ PVOID Context, _Out_ PNDIS_HANDLE Peer);

/**
 * WinworkNdisPeerReceiveMode - set what the peer receives
 * @Peer: the peer's handle
 * @PacketFilter: NDIS_PACKET_TYPE_ flags; 0: the interface is down, as at first
 *
 * The driver is told later: see WinworkNdisPeerSettle.
 *
 * IRQL: <= DISPATCH_LEVEL. One call at a time.
 */
VOID NTAPI WinworkNdisPeerReceiveMode(_In_ NDIS_HANDLE Peer, _In_ ULONG PacketFilter);

/**
 * WinworkNdisPeerSend - send frames as one burst
 * @Peer: the peer's handle
 * @Queue: the number of a queue
 * @Frames: the frames; their parts are not copied, and stay until Sent
 * @Count: how many
 *
 * IRQL: <= DISPATCH_LEVEL. One call at a time for each queue.
 * Return: how many frames the queue has taken: fewer, if it is full, and 0 without an interface.
 */
ULONG NTAPI WinworkNdisPeerSend(_In_ NDIS_HANDLE Peer, _In_ ULONG Queue,
				_In_ const WINWORK_NDIS_PEER_FRAME *Frames, _In_ ULONG Count);

/**
 * WinworkNdisPeerSettle - wait until no frame is out, and the driver knows the peer's packet filter
 * @Peer: the peer's handle
 *
 * IRQL: PASSIVE_LEVEL.
 */
VOID NTAPI WinworkNdisPeerSettle(_In_ NDIS_HANDLE Peer);

/**
 * WinworkNdisPeerPassTime - let eight seconds pass for the driver's sends
 * @Peer: the peer's handle
 *
 * NDIS looks at the sends of an adapter each eight seconds while some are out, and at those of one with a peer in this
 * call alone. It reports (0xC4) a driver that has a list for more than 30 seconds (0x9200D), or has lists and completes
 * none for more than 22 (0x9200F), once each for an adapter.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: TRUE if NDIS has looked; FALSE if the driver had no sends at the last look and has got none since.
 */
BOOLEAN NTAPI WinworkNdisPeerPassTime(_In_ NDIS_HANDLE Peer);

/**
 * WinworkNdisClosePeer - remove the peer's interface
 * @Peer: the peer's handle, invalid after the call
 *
 * Waits for the sends, which it cancels, unless the adapter has been halted. No callback is called afterwards.
 *
 * IRQL: PASSIVE_LEVEL. Not while the adapter is being halted.
 */
VOID NTAPI WinworkNdisClosePeer(_In_ NDIS_HANDLE Peer);

EXTERN_C_END

#endif /* WINWORK_NDIS_PORT_H */
