/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets of a device, one at a time: StartIo and device queues. DPCs and timers of devices.
 */
#ifndef WINWORK_IO_START_IO_H
#define WINWORK_IO_START_IO_H

#include "irp.h"

EXTERN_C_START

/**
 * IO_DPC_ROUTINE, IO_TIMER_ROUTINE - routines of a device
 * @Dpc: the DPC of the device
 * @DeviceObject: the device
 * @Irp: as given to IoRequestDpc
 * @Context: as given to IoRequestDpc, or to IoInitializeTimer
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: wdm.h, IO_DPC_ROUTINE, IO_TIMER_ROUTINE
 */
typedef VOID NTAPI IO_DPC_ROUTINE(_In_ struct _KDPC *Dpc, _In_ PDEVICE_OBJECT DeviceObject,
				  _Inout_opt_ PIRP Irp, _In_opt_ PVOID Context);
typedef IO_DPC_ROUTINE *PIO_DPC_ROUTINE;
typedef VOID NTAPI IO_TIMER_ROUTINE(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context);
typedef IO_TIMER_ROUTINE *PIO_TIMER_ROUTINE;

/**
 * IoStartPacket - start a packet, or queue it while the device is busy
 * @DeviceObject: the device
 * @Irp: a packet that the driver has marked as pending
 * @Key: the place in the queue: before packets with a greater key. NULL for the end
 * @CancelFunction: the cancel routine for the packet, or NULL
 *
 * If the device is idle, the call sets DeviceObject->CurrentIrp and calls DriverObject->DriverStartIo at
 * DISPATCH_LEVEL. A driver has one such routine, for all its devices. The device stays busy until
 * IoStartNextPacket finds no packet.
 *
 * If the packet is cancelled already when it is queued, the cancel routine is called. The routine removes
 * the packet from DeviceObject->DeviceQueue by KeRemoveEntryDeviceQueue.
 *
 * Here: a driver without DriverStartIo is reported (0x1E), and the packet is completed with
 * STATUS_INVALID_DEVICE_REQUEST. A StartIo routine that returns at another IRQL is reported (0xC9, 5), and
 * the IRQL restored.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoStartPacket
 */
VOID NTAPI IoStartPacket(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp, _In_opt_ PULONG Key,
			 _In_opt_ PDRIVER_CANCEL CancelFunction);

/**
 * IoStartNextPacket, IoStartNextPacketByKey - start the next packet of a device
 * @DeviceObject: the device
 * @Cancelable: TRUE if packets have cancel routines: then the cancel spin lock protects CurrentIrp
 * @Key: the packet with this key or the next greater one is next; the first of all if there is none
 *
 * Without a packet CurrentIrp becomes NULL, and the device idle.
 *
 * IRQL: DISPATCH_LEVEL on Windows; <= DISPATCH_LEVEL here.
 * Page: wdm.h, IoStartNextPacket, IoStartNextPacketByKey
 */
VOID NTAPI IoStartNextPacket(_In_ PDEVICE_OBJECT DeviceObject, _In_ BOOLEAN Cancelable);
VOID NTAPI IoStartNextPacketByKey(_In_ PDEVICE_OBJECT DeviceObject, _In_ BOOLEAN Cancelable,
				  _In_ ULONG Key);

/**
 * IoSetStartIoAttributes - say how StartIo is called for a device
 * @DeviceObject: the device
 * @DeferredStartIo: TRUE: while StartIo runs, IoStartNextPacket defers the next call until it has returned
 * @NonCancelable: TRUE: StartIo gets packets without their cancel routine
 *
 * IRQL: any.
 * Page: wdm.h, IoSetStartIoAttributes
 */
VOID NTAPI IoSetStartIoAttributes(_In_ PDEVICE_OBJECT DeviceObject, _In_ BOOLEAN DeferredStartIo,
				  _In_ BOOLEAN NonCancelable);

/**
 * KeInitializeDeviceQueue - make a device queue, which is idle and empty
 * @DeviceQueue: nonpaged memory of the driver's
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, KeInitializeDeviceQueue
 */
VOID NTAPI KeInitializeDeviceQueue(_Out_ PKDEVICE_QUEUE DeviceQueue);

/**
 * KeInsertDeviceQueue, KeInsertByKeyDeviceQueue - insert an entry while the queue is busy
 * @DeviceQueue: the queue
 * @DeviceQueueEntry: the entry
 * @SortKey: the place: behind entries with the same key or a smaller one
 *
 * An idle queue becomes busy, and does not take the entry.
 *
 * IRQL: DISPATCH_LEVEL on Windows; <= DISPATCH_LEVEL here.
 * Return: TRUE if the entry was inserted.
 * Page: wdm.h, KeInsertDeviceQueue, KeInsertByKeyDeviceQueue
 */
BOOLEAN NTAPI KeInsertDeviceQueue(_Inout_ PKDEVICE_QUEUE DeviceQueue,
				  _Inout_ PKDEVICE_QUEUE_ENTRY DeviceQueueEntry);
BOOLEAN NTAPI KeInsertByKeyDeviceQueue(_Inout_ PKDEVICE_QUEUE DeviceQueue,
				       _Inout_ PKDEVICE_QUEUE_ENTRY DeviceQueueEntry,
				       _In_ ULONG SortKey);

/**
 * KeRemoveDeviceQueue, KeRemoveByKeyDeviceQueue, KeRemoveByKeyDeviceQueueIfBusy - remove the next entry
 * @DeviceQueue: the queue
 * @SortKey: the first entry with this key or a greater one is next; the first of all if there is none
 *
 * An empty queue becomes idle. KeRemoveByKeyDeviceQueueIfBusy does nothing with an idle queue.
 *
 * IRQL: DISPATCH_LEVEL on Windows; <= DISPATCH_LEVEL here.
 * Return: the entry, or NULL.
 * Page: wdm.h, KeRemoveDeviceQueue, KeRemoveByKeyDeviceQueue, KeRemoveByKeyDeviceQueueIfBusy
 */
PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveDeviceQueue(_Inout_ PKDEVICE_QUEUE DeviceQueue);
PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveByKeyDeviceQueue(_Inout_ PKDEVICE_QUEUE DeviceQueue,
						    _In_ ULONG SortKey);
PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveByKeyDeviceQueueIfBusy(_Inout_ PKDEVICE_QUEUE DeviceQueue,
							  _In_ ULONG SortKey);

/**
 * KeRemoveEntryDeviceQueue - remove an entry, wherever it is
 * @DeviceQueue: the queue
 * @DeviceQueueEntry: the entry
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: FALSE if the entry is not inserted.
 * Page: wdm.h, KeRemoveEntryDeviceQueue
 */
BOOLEAN NTAPI KeRemoveEntryDeviceQueue(_Inout_ PKDEVICE_QUEUE DeviceQueue,
				       _Inout_ PKDEVICE_QUEUE_ENTRY DeviceQueueEntry);

/**
 * IoInitializeDpcRequest - initialise the DPC of a device
 * @DeviceObject: the device
 * @DpcRoutine: called for each IoRequestDpc that queues the DPC
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Page: wdm.h, IoInitializeDpcRequest
 */
WINWORK_OWN VOID IoInitializeDpcRequest(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIO_DPC_ROUTINE DpcRoutine)
{
	KeInitializeDpc(&DeviceObject->Dpc, (PKDEFERRED_ROUTINE)(ULONG_PTR)DpcRoutine, DeviceObject);
	DeviceObject->Dpc.Importance |= WINWORK_DPC_OF_DEVICE;
}

/**
 * IoRequestDpc - queue the DPC of a device
 * @DeviceObject: the device
 * @Irp: passed to the routine
 * @Context: passed to the routine
 *
 * IRQL: any.
 * Return: as KeInsertQueueDpc: FALSE if the DPC is queued already.
 * Page: wdm.h, IoRequestDpc
 */
#define IoRequestDpc(DeviceObject, Irp, Context)						\
	KeInsertQueueDpc(&(DeviceObject)->Dpc, (Irp), (Context))

/**
 * IoInitializeTimer - give a device a timer, which is stopped
 * @DeviceObject: the device
 * @TimerRoutine: called once a second while the timer is started
 * @Context: passed to the routine
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS, STATUS_INSUFFICIENT_RESOURCES, or STATUS_INVALID_PARAMETER with a report for a
 *	wrong IRQL (0x0A) or device (0x18).
 * Page: wdm.h, IoInitializeTimer
 */
NTSTATUS NTAPI IoInitializeTimer(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIO_TIMER_ROUTINE TimerRoutine,
				 _In_opt_ PVOID Context);

/**
 * IoStartTimer, IoStopTimer - start, stop the timer of a device
 * @DeviceObject: a device with a timer
 *
 * When IoStopTimer has returned, the routine does not run. IoDeleteDevice also stops the timer.
 *
 * Here: the routine may call IoStopTimer. On Windows: it may not. A device without a timer is refused with
 * a line in the log.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoStartTimer, IoStopTimer
 */
VOID NTAPI IoStartTimer(_In_ PDEVICE_OBJECT DeviceObject);
VOID NTAPI IoStopTimer(_In_ PDEVICE_OBJECT DeviceObject);

EXTERN_C_END

#endif /* WINWORK_IO_START_IO_H */
