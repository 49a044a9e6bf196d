/* SPDX-License-Identifier: MIT */
/*
 * ring: a device whose "interrupts" arrive as DPCs. Each DPC delivers a few packets at
 * DISPATCH_LEVEL; a single work item takes them from there at PASSIVE_LEVEL.
 */
#include "queue.h"

#define INTERRUPTS 32
#define PACKETS_PER_INTERRUPT 8

typedef struct _RING_EXTENSION {
	PACKET_QUEUE Queue;
	KDPC Dpc;
	LONG Sequence;
	LONG Lost;
} RING_EXTENSION, *PRING_EXTENSION;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD RingUnload;
static KDEFERRED_ROUTINE RingDpc;

static VOID RingDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PRING_EXTENSION Ring = Context;
	ULONG i;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	NT_ASSERT(KeGetCurrentIrql() == DISPATCH_LEVEL);

	for (i = 0; i < PACKETS_PER_INTERRUPT; i++) {
		PPACKET Packet = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(PACKET), RING_TAG);

		if (!Packet) {
			InterlockedIncrement(&Ring->Lost);
			continue;
		}
		Packet->Sequence = InterlockedIncrement(&Ring->Sequence) - 1;
		PacketQueueInsert(&Ring->Queue, Packet);
	}
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\Ring");
	PDEVICE_OBJECT DeviceObject;
	PRING_EXTENSION Ring;
	NTSTATUS Status;
	ULONG i;

	UNREFERENCED_PARAMETER(RegistryPath);

	Status = IoCreateDevice(DriverObject, sizeof(RING_EXTENSION), (PUNICODE_STRING)&Name,
				FILE_DEVICE_UNKNOWN, 0, FALSE, &DeviceObject);
	if (!NT_SUCCESS(Status))
		return Status;

	Ring = DeviceObject->DeviceExtension;
	Status = PacketQueueInitialize(&Ring->Queue, DeviceObject, INTERRUPTS * PACKETS_PER_INTERRUPT);
	if (!NT_SUCCESS(Status)) {
		IoDeleteDevice(DeviceObject);
		return Status;
	}
	KeInitializeDpc(&Ring->Dpc, RingDpc, Ring);
	DriverObject->DriverUnload = RingUnload;
	DeviceObject->Flags &= ~DO_DEVICE_INITIALIZING;

	for (i = 0; i < INTERRUPTS; i++) {
		while (!KeInsertQueueDpc(&Ring->Dpc, NULL, NULL))
			KeFlushQueuedDpcs();
	}
	return STATUS_SUCCESS;
}

static VOID RingUnload(PDRIVER_OBJECT DriverObject)
{
	PDEVICE_OBJECT DeviceObject = DriverObject->DeviceObject;
	PRING_EXTENSION Ring = DeviceObject->DeviceExtension;

	if (!Ring->Lost)
		KeWaitForSingleObject(&Ring->Queue.AllConsumed, Executive, KernelMode, FALSE, NULL);
	DbgPrint("ring: %lu of %lu packets consumed in %lu passes of one work item\n",
		 Ring->Queue.Consumed, Ring->Queue.Expected, Ring->Queue.Passes);
	PacketQueueUninitialize(&Ring->Queue);
	IoDeleteDevice(DeviceObject);
}
