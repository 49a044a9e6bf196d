/* SPDX-License-Identifier: MIT */
/*
 * A list of packets that DPCs fill at DISPATCH_LEVEL and one work item empties at
 * PASSIVE_LEVEL. The item is queued only when the list goes from empty to non-empty, so it is
 * never queued twice.
 */
#pragma once

#include <ntddk.h>

#define RING_TAG 'gniR'

typedef struct _PACKET {
	LIST_ENTRY Link;
	ULONG Sequence;
} PACKET, *PPACKET;

typedef struct _PACKET_QUEUE {
	KSPIN_LOCK Lock;		/* covers Packets and WorkerScheduled */
	LIST_ENTRY Packets;
	BOOLEAN WorkerScheduled;
	PIO_WORKITEM WorkItem;

	/* Written by the worker alone. */
	ULONG Consumed;
	ULONG Passes;
	ULONG Expected;			/* the last packet's sequence number plus one */
	KEVENT AllConsumed;
} PACKET_QUEUE, *PPACKET_QUEUE;

NTSTATUS PacketQueueInitialize(PPACKET_QUEUE Queue, PDEVICE_OBJECT DeviceObject, ULONG Expected);
VOID PacketQueueUninitialize(PPACKET_QUEUE Queue);

/* IRQL <= DISPATCH_LEVEL. The packet is the queue's from here on. */
VOID PacketQueueInsert(PPACKET_QUEUE Queue, PPACKET Packet);
