/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Poll objects: NDIS calls a miniport driver for received and completed packets.
 */
#ifndef WINWORK_NDIS_POLL_H
#define WINWORK_NDIS_POLL_H

#include "net_buffer.h"
#include "types.h"

EXTERN_C_START

DECLARE_HANDLE(NDIS_POLL_HANDLE);

#define NDIS_ANY_NUMBER_OF_NBLS 0xffffffff

typedef struct _NDIS_POLL_TRANSMIT_DATA {
	ULONG MaxNblsToComplete;
	ULONG Reserved1[3];
	NET_BUFFER_LIST *CompletedNblChain;
	ULONG NumberOfCompletedNbls;
	ULONG NumberOfRemainingNbls;
	ULONG SendCompleteFlags;
	ULONG Reserved2;
	PVOID Reserved3[4];
} NDIS_POLL_TRANSMIT_DATA;

typedef struct _NDIS_POLL_RECEIVE_DATA {
	ULONG MaxNblsToIndicate;
	ULONG Reserved1[3];
	NET_BUFFER_LIST *IndicatedNblChain;
	ULONG NumberOfIndicatedNbls;
	ULONG NumberOfRemainingNbls;
	ULONG Flags;
	ULONG Reserved2;
	PVOID Reserved3[4];
} NDIS_POLL_RECEIVE_DATA;

#define NDIS_POLL_DATA_REVISION_1 1
#define NDIS_SIZEOF_NDIS_POLL_DATA_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NDIS_POLL_DATA, Receive)

typedef struct _NDIS_POLL_DATA {
	NDIS_OBJECT_HEADER Header;
	NDIS_POLL_TRANSMIT_DATA Transmit;
	NDIS_POLL_RECEIVE_DATA Receive;
} NDIS_POLL_DATA;

#define NDIS_POLL_NOTIFICATION_REVISION_1 1
#define NDIS_SIZEOF_NDIS_POLL_NOTIFICATION_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_POLL_NOTIFICATION, Enabled)

typedef struct _NDIS_POLL_NOTIFICATION {
	NDIS_OBJECT_HEADER Header;
	BOOLEAN Enabled;
} NDIS_POLL_NOTIFICATION;

/**
 * NDIS_POLL - a driver's routine that hands up received and completed packets
 * @Context: from the registration
 * @PollData: MaxNblsToIndicate and MaxNblsToComplete are the most that the routine may put into the chains, whose
 *	heads and numbers it stores. A number may be NDIS_ANY_NUMBER_OF_NBLS, and is counted then.
 *
 * The routine is called again as long as it stores packets. Without any it is told by NDIS_SET_POLL_NOTIFICATION that
 * its notification is on again, and called once more.
 * Here: NumberOfRemainingNbls has no effect. The maximum is 64, and the routine is called by a DPC.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: poll.h, NDIS_POLL
 */
typedef VOID (NDIS_POLL)(_In_ PVOID Context, _Inout_ NDIS_POLL_DATA *PollData);
typedef NDIS_POLL *NDIS_POLL_HANDLER;

/**
 * NDIS_SET_POLL_NOTIFICATION - a driver's routine that turns the device's interrupt on and off
 * @Context: from the registration
 * @Notification: Enabled is FALSE before a series of calls of NDIS_POLL, and TRUE at its end. The driver asks for the
 *	next series by NdisRequestPoll.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: poll.h, NDIS_SET_POLL_NOTIFICATION
 */
typedef VOID (NDIS_SET_POLL_NOTIFICATION)(_In_ PVOID Context,
					  _Inout_ NDIS_POLL_NOTIFICATION *Notification);
typedef NDIS_SET_POLL_NOTIFICATION *NDIS_SET_POLL_NOTIFICATION_HANDLER;

#define NDIS_POLL_CHARACTERISTICS_REVISION_1 1
#define NDIS_SIZEOF_NDIS_POLL_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_POLL_CHARACTERISTICS, PollHandler)

typedef struct _NDIS_POLL_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	NDIS_SET_POLL_NOTIFICATION_HANDLER SetPollNotificationHandler;
	NDIS_POLL_HANDLER PollHandler;
} NDIS_POLL_CHARACTERISTICS;

/**
 * NdisRegisterPoll - create a poll object of an adapter
 * @NdisHandle: the adapter
 * @Context: for the driver's routines
 * @Characteristics: the routines. The structure is copied.
 * @PollHandle: receives the poll object, or NULL
 *
 * Here: one that the driver has not deregistered when MiniportHaltEx returns, or after MiniportInitializeEx has failed, is
 * reported (0xC4), and ended.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_INVALID_PARAMETER for a wrong header or handle, or a routine that is NULL;
 * NDIS_STATUS_RESOURCES.
 * Page: poll.h, NdisRegisterPoll
 */
NDIS_STATUS NTAPI NdisRegisterPoll(_In_ NDIS_HANDLE NdisHandle, _In_opt_ PVOID Context,
				   _In_ const NDIS_POLL_CHARACTERISTICS *Characteristics,
				   _Out_ NDIS_POLL_HANDLE *PollHandle);

/**
 * NdisDeregisterPoll - end a poll object
 * @PollHandle: the poll object
 *
 * The driver's routines do not run any more when this returns.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: poll.h, NdisDeregisterPoll
 */
VOID NTAPI NdisDeregisterPoll(_In_ NDIS_POLL_HANDLE PollHandle);

/**
 * NdisRequestPoll - have the driver's NDIS_POLL called
 * @PollHandle: the poll object
 * @Reserved: has no effect
 *
 * A request while NDIS_POLL runs is not lost: the routine is called again. One thread at a time calls the routines.
 *
 * IRQL: any.
 * Page: poll.h, NdisRequestPoll
 */
VOID NTAPI NdisRequestPoll(_In_ NDIS_POLL_HANDLE PollHandle, PVOID Reserved);

/**
 * NdisSetPollAffinity - choose the processor that calls the driver's NDIS_POLL
 * @PollHandle: the poll object
 * @PollAffinity: the processor. The next request goes there.
 *
 * Here: a processor that is not there changes nothing, and the log says so.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: poll.h, NdisSetPollAffinity
 */
VOID NTAPI NdisSetPollAffinity(_In_ NDIS_POLL_HANDLE PollHandle,
			       _In_ const PROCESSOR_NUMBER *PollAffinity);

EXTERN_C_END

#endif /* WINWORK_NDIS_POLL_H */
