/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sending, completing, indicating and returning lists of network buffers.
 */
#ifndef WINWORK_NDIS_TRANSFER_H
#define WINWORK_NDIS_TRANSFER_H

#include "net_buffer.h"
#include "../base/sal.h"

EXTERN_C_START

#define NDIS_SEND_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK 0x00000002
#define NDIS_SEND_FLAGS_SINGLE_QUEUE 0x00000004
#define NDIS_SEND_FLAGS_SWITCH_DESTINATION_GROUP 0x00000010
#define NDIS_SEND_FLAGS_SWITCH_SINGLE_SOURCE 0x00000020
#define NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_SEND_COMPLETE_FLAGS_SINGLE_QUEUE 0x00000002
#define NDIS_SEND_COMPLETE_FLAGS_SWITCH_SINGLE_SOURCE 0x00000004
#define NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_RECEIVE_FLAGS_RESOURCES 0x00000002
#define NDIS_RECEIVE_FLAGS_SINGLE_ETHER_TYPE 0x00000100
#define NDIS_RECEIVE_FLAGS_SINGLE_VLAN 0x00000200
#define NDIS_RECEIVE_FLAGS_PERFECT_FILTERED 0x00000400
#define NDIS_RECEIVE_FLAGS_SINGLE_QUEUE 0x00000800
#define NDIS_RECEIVE_FLAGS_SHARED_MEMORY_INFO_VALID 0x00001000
#define NDIS_RECEIVE_FLAGS_MORE_NBLS 0x00002000
#define NDIS_RECEIVE_FLAGS_SWITCH_DESTINATION_GROUP 0x00004000
#define NDIS_RECEIVE_FLAGS_SWITCH_SINGLE_SOURCE 0x00008000
#define NDIS_RETURN_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_RETURN_FLAGS_SINGLE_QUEUE 0x00000002
#define NDIS_RETURN_FLAGS_SWITCH_SINGLE_SOURCE 0x00000004

#define NDIS_TEST_SEND_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_SET_SEND_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_CLEAR_SEND_FLAG(Flags, Flag) ((Flags) &= ~(Flag))
#define NDIS_TEST_SEND_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_SEND_FLAG((Flags), NDIS_SEND_FLAGS_DISPATCH_LEVEL)
#define NDIS_TEST_SEND_COMPLETE_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_SEND_FLAG((Flags), NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL)
#define NDIS_SET_SEND_COMPLETE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_TEST_RECEIVE_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_SET_RECEIVE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_CLEAR_RECEIVE_FLAG(Flags, Flag) ((Flags) &= ~(Flag))
#define NDIS_TEST_RECEIVE_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_RECEIVE_FLAG((Flags), NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL)
#define NDIS_TEST_RECEIVE_CANNOT_PEND(Flags) \
	NDIS_TEST_RECEIVE_FLAG((Flags), NDIS_RECEIVE_FLAGS_RESOURCES)
#define NDIS_TEST_RECEIVE_CAN_PEND(Flags) (!NDIS_TEST_RECEIVE_CANNOT_PEND(Flags))
#define NDIS_TEST_RETURN_FLAG(Flags, Flag) (((Flags) & (Flag)) != 0)
#define NDIS_SET_RETURN_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_TEST_RETURN_AT_DISPATCH_LEVEL(Flags) \
	NDIS_TEST_RETURN_FLAG((Flags), NDIS_RETURN_FLAGS_DISPATCH_LEVEL)

/**
 * NdisSendNetBufferLists - send the frames of a binding
 * @NdisBindingHandle: the binding's handle
 * @NetBufferLists: the lists, linked by Next, of a pool of NDIS; each net buffer is a frame with its link header
 * @PortNumber: NDIS_DEFAULT_PORT_NUMBER
 * @SendFlags: NDIS_SEND_FLAGS_
 *
 * Each list comes back by ProtocolSendNetBufferListsComplete, with its Status, also before this returns. Between NetEventPause
 * and NetEventRestart that is NDIS_STATUS_PAUSED. With NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK the binding receives those of the
 * frames that its packet filter admits, before this returns and with NDIS_RECEIVE_FLAGS_RESOURCES.
 *
 * Here: NDIS sets SourceHandle. The call reports the following (0x7C, 0x1E).
 *
 *	a list that is being sent, or is of no pool		it and what follows are not sent
 *	a list without a net buffer, or with one whose MDLs
 *	have fewer bytes than DataLength, or that has none or
 *	more than 64 KiB					it comes back with NDIS_STATUS_INVALID_PACKET
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisSendNetBufferLists
 */
VOID NTAPI NdisSendNetBufferLists(_In_ NDIS_HANDLE NdisBindingHandle,
				  _In_ PNET_BUFFER_LIST NetBufferLists,
				  _In_ NDIS_PORT_NUMBER PortNumber, _In_ ULONG SendFlags);

/**
 * NdisCancelSendNetBufferLists - ask for the return of sends
 * @NdisBindingHandle: the binding's handle
 * @CancelId: that of NDIS_SET_NET_BUFFER_LIST_CANCEL_ID; its highest byte is one of NdisGeneratePartialCancelId
 *
 * The lists come back as after any send, with NDIS_STATUS_SEND_ABORTED, if the miniport driver still can cancel them.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisCancelSendNetBufferLists
 */
VOID NTAPI NdisCancelSendNetBufferLists(_In_ NDIS_HANDLE NdisBindingHandle, _In_ PVOID CancelId);

/**
 * NdisGeneratePartialCancelId - return the highest byte for a driver's cancel IDs
 *
 * IRQL: any.
 * Return: the byte. After 256 calls the bytes repeat.
 * Page: ndis.h, NdisGeneratePartialCancelId
 */
UCHAR NTAPI NdisGeneratePartialCancelId(VOID);

/**
 * NdisReturnNetBufferLists - return lists that ProtocolReceiveNetBufferLists has kept
 * @NdisBindingHandle: the binding's handle
 * @NetBufferLists: the lists, linked by Next; they may be of several indications
 * @ReturnFlags: NDIS_RETURN_FLAGS_
 *
 * Each list once, in any order, and before NdisCloseAdapterEx. Not those of an indication with
 * NDIS_RECEIVE_FLAGS_RESOURCES.
 *
 * Here: a list that the binding does not have is reported (0x7C, 0x1E). It is not returned, nor is what follows.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisReturnNetBufferLists
 */
VOID NTAPI NdisReturnNetBufferLists(_In_ NDIS_HANDLE NdisBindingHandle,
				    _In_ PNET_BUFFER_LIST NetBufferLists, _In_ ULONG ReturnFlags);

/**
 * NdisMSendNetBufferListsComplete - give back lists that MiniportSendNetBufferLists was called with
 * @MiniportAdapterHandle: the handle of the adapter
 * @NetBufferList: the lists, linked by Next, each with its Status; they may be of several calls
 * @SendCompleteFlags: NDIS_SEND_COMPLETE_FLAGS_
 *
 * Each list is given back once, in any order: in MiniportSendNetBufferLists, or later by any code of the driver.
 * A work item of NdisQueueIoWorkItem may do so. The driver may not access a list afterwards. All lists are back
 * before a pause is complete.
 *
 * Status NDIS_STATUS_SUCCESS counts as sent. NDIS_STATUS_PAUSED, NDIS_STATUS_SEND_ABORTED and
 * NDIS_STATUS_RESET_IN_PROGRESS count as dropped, every other status as an error.
 *
 * Here: the call reports the following, and does not give the list back.
 *
 *	a list that is complete already, or not sent yet		0x7C, 0x1E
 *	a list that NDIS has not sent through this adapter		0x7C, 0x1E; the walk ends there
 *	a handle of something other than an adapter			0x18
 *
 * NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL at a lower IRQL is reported (0xC4) once for an adapter.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMSendNetBufferListsComplete
 */
VOID NTAPI NdisMSendNetBufferListsComplete(_In_ NDIS_HANDLE MiniportAdapterHandle,
					   _In_ PNET_BUFFER_LIST NetBufferList,
					   _In_ ULONG SendCompleteFlags);

/**
 * NdisMIndicateReceiveNetBufferLists - give received frames to the interface
 * @MiniportAdapterHandle: the handle of the adapter
 * @NetBufferLists: the lists, linked by Next, with one net buffer each
 * @PortNumber: NDIS_DEFAULT_PORT_NUMBER
 * @NumberOfNetBufferLists: how many lists there are
 * @ReceiveFlags: NDIS_RECEIVE_FLAGS_
 *
 * From the call of MiniportRestart on, until MiniportPause is called. The driver may hold locks that its
 * MiniportReturnNetBufferLists does not take. The lists are NDIS's until that routine is called with them. With
 * NDIS_RECEIVE_FLAGS_RESOURCES they are the driver's again when this returns, and the routine is not called.
 *
 * Here: the frames are copied, so MiniportReturnNetBufferLists is called before this returns, once for all lists.
 * The call reports the following.
 *
 *	a list that another call indicates just now			0x7C, 6; the chain is cut there
 *	Next that closes a circle					0x7C, 0x1E; likewise
 *	another number of lists						0x7C, 0x1E
 *	no net buffer or several, more bytes than the MDLs have, an MDL
 *	without memory, more than 64 KiB				0x7C, 0x1E, once for an adapter; the frame
 *									counts as one with a wrong length
 *	an adapter that is Paused, Initializing or Halted		0x7C, 0x1F; the lists are given back
 *	a handle of something other than an adapter			0x18
 *
 * NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL at a lower IRQL is reported (0xC4) once for an adapter.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMIndicateReceiveNetBufferLists
 */
VOID NTAPI NdisMIndicateReceiveNetBufferLists(_In_ NDIS_HANDLE MiniportAdapterHandle,
					      _In_ PNET_BUFFER_LIST NetBufferLists,
					      _In_ NDIS_PORT_NUMBER PortNumber,
					      _In_ ULONG NumberOfNetBufferLists,
					      _In_ ULONG ReceiveFlags);

EXTERN_C_END

#endif /* WINWORK_NDIS_TRANSFER_H */
