/* SPDX-License-Identifier: MIT */
/*
 * The packet queue: insertion under a spin lock, and the work item's routine.
 */
#include "queue.h"

static IO_WORKITEM_ROUTINE DrainPackets;

/* Packets a pass takes before it queues itself again and lets others have the worker. */
#define PACKETS_PER_PASS 16

NTSTATUS PacketQueueInitialize(PPACKET_QUEUE Queue, PDEVICE_OBJECT DeviceObject, ULONG Expected)
{
	RtlZeroMemory(Queue, sizeof(*Queue));
	KeInitializeSpinLock(&Queue->Lock);
	InitializeListHead(&Queue->Packets);
	KeInitializeEvent(&Queue->AllConsumed, NotificationEvent, FALSE);
	Queue->Expected = Expected;
	Queue->WorkItem = IoAllocateWorkItem(DeviceObject);
	return Queue->WorkItem ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

VOID PacketQueueUninitialize(PPACKET_QUEUE Queue)
{
	NT_ASSERT(IsListEmpty(&Queue->Packets));
	IoFreeWorkItem(Queue->WorkItem);
}

VOID PacketQueueInsert(PPACKET_QUEUE Queue, PPACKET Packet)
{
	KIRQL OldIrql;

	KeAcquireSpinLock(&Queue->Lock, &OldIrql);
	InsertTailList(&Queue->Packets, &Packet->Link);
	if (!Queue->WorkerScheduled) {
		Queue->WorkerScheduled = TRUE;
		IoQueueWorkItem(Queue->WorkItem, DrainPackets, DelayedWorkQueue, Queue);
	}
	KeReleaseSpinLock(&Queue->Lock, OldIrql);
}

static PPACKET TakePacket(PPACKET_QUEUE Queue)
{
	PPACKET Packet = NULL;
	KIRQL OldIrql;

	KeAcquireSpinLock(&Queue->Lock, &OldIrql);
	if (!IsListEmpty(&Queue->Packets))
		Packet = CONTAINING_RECORD(RemoveHeadList(&Queue->Packets), PACKET, Link);
	else
		Queue->WorkerScheduled = FALSE;
	KeReleaseSpinLock(&Queue->Lock, OldIrql);
	return Packet;
}

/* The item is idle as soon as this runs, so it may be queued again from in here. */
static VOID DrainPackets(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	PPACKET_QUEUE Queue = Context;
	ULONG Left;

	UNREFERENCED_PARAMETER(DeviceObject);
	PAGED_CODE();

	Queue->Passes++;
	for (Left = PACKETS_PER_PASS; Left; Left--) {
		PPACKET Packet = TakePacket(Queue);

		if (!Packet)
			return;
		ExFreePoolWithTag(Packet, RING_TAG);
		if (++Queue->Consumed == Queue->Expected)
			KeSetEvent(&Queue->AllConsumed, IO_NO_INCREMENT, FALSE);
	}
	IoQueueWorkItem(Queue->WorkItem, DrainPackets, DelayedWorkQueue, Queue);
}
