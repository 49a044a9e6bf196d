/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device queues: the packets that wait for a device, and whether the device is busy.
 * KDEVICE_QUEUE.Lock covers the queue and its entries.
 */
#include <wdm.h>

namespace {

class QueueGuard {
public:
	explicit QueueGuard(PKDEVICE_QUEUE queue)
		: queue_(queue), irql_(KeAcquireSpinLockRaiseToDpc(&queue->Lock)) {}
	~QueueGuard() { KeReleaseSpinLock(&queue_->Lock, irql_); }
	QueueGuard(const QueueGuard &) = delete;
	QueueGuard &operator=(const QueueGuard &) = delete;

private:
	PKDEVICE_QUEUE queue_;
	KIRQL irql_;
};

PKDEVICE_QUEUE_ENTRY entry_of(PLIST_ENTRY link)
{
	return CONTAINING_RECORD(link, KDEVICE_QUEUE_ENTRY, DeviceListEntry);
}

/*
 * Inserts the entry before @place if the device is busy. Otherwise the device becomes busy with it.
 */
BOOLEAN insert(PKDEVICE_QUEUE queue, PKDEVICE_QUEUE_ENTRY entry, PLIST_ENTRY place)
{
	entry->Inserted = queue->Busy;
	if (queue->Busy)
		InsertTailList(place, &entry->DeviceListEntry);
	queue->Busy = TRUE;
	return entry->Inserted;
}

/* The entry that the device works on next; null, and the device is idle, if the queue is empty. */
PKDEVICE_QUEUE_ENTRY take(PKDEVICE_QUEUE queue, PLIST_ENTRY link)
{
	if (link == &queue->DeviceListHead) {
		queue->Busy = FALSE;
		return nullptr;
	}
	RemoveEntryList(link);
	entry_of(link)->Inserted = FALSE;
	return entry_of(link);
}

/* The first entry of at least that key; the first of all if there is none. */
PKDEVICE_QUEUE_ENTRY take_by_key(PKDEVICE_QUEUE queue, ULONG key)
{
	const PLIST_ENTRY head = &queue->DeviceListHead;
	PLIST_ENTRY link = head->Flink;

	while (link != head && entry_of(link)->SortKey < key)
		link = link->Flink;
	return take(queue, link == head ? head->Flink : link);
}

} /* namespace */

extern "C" {

VOID NTAPI KeInitializeDeviceQueue(PKDEVICE_QUEUE DeviceQueue)
{
	constexpr CSHORT kDeviceQueue = 20;	/* IO_TYPE_DEVICE_QUEUE */

	DeviceQueue->Type = kDeviceQueue;
	DeviceQueue->Size = sizeof(KDEVICE_QUEUE);
	InitializeListHead(&DeviceQueue->DeviceListHead);
	KeInitializeSpinLock(&DeviceQueue->Lock);
	DeviceQueue->Busy = FALSE;
}

BOOLEAN NTAPI KeInsertDeviceQueue(PKDEVICE_QUEUE DeviceQueue, PKDEVICE_QUEUE_ENTRY DeviceQueueEntry)
{
	QueueGuard guard(DeviceQueue);

	return insert(DeviceQueue, DeviceQueueEntry, &DeviceQueue->DeviceListHead);
}

BOOLEAN NTAPI KeInsertByKeyDeviceQueue(PKDEVICE_QUEUE DeviceQueue,
				       PKDEVICE_QUEUE_ENTRY DeviceQueueEntry, ULONG SortKey)
{
	QueueGuard guard(DeviceQueue);
	const PLIST_ENTRY head = &DeviceQueue->DeviceListHead;
	PLIST_ENTRY place = head->Flink;

	DeviceQueueEntry->SortKey = SortKey;
	while (place != head && entry_of(place)->SortKey <= SortKey)
		place = place->Flink;
	return insert(DeviceQueue, DeviceQueueEntry, place);
}

PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveDeviceQueue(PKDEVICE_QUEUE DeviceQueue)
{
	QueueGuard guard(DeviceQueue);

	return take(DeviceQueue, DeviceQueue->DeviceListHead.Flink);
}

PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveByKeyDeviceQueue(PKDEVICE_QUEUE DeviceQueue, ULONG SortKey)
{
	QueueGuard guard(DeviceQueue);

	return take_by_key(DeviceQueue, SortKey);
}

PKDEVICE_QUEUE_ENTRY NTAPI KeRemoveByKeyDeviceQueueIfBusy(PKDEVICE_QUEUE DeviceQueue, ULONG SortKey)
{
	QueueGuard guard(DeviceQueue);

	return DeviceQueue->Busy ? take_by_key(DeviceQueue, SortKey) : nullptr;
}

BOOLEAN NTAPI KeRemoveEntryDeviceQueue(PKDEVICE_QUEUE DeviceQueue,
				       PKDEVICE_QUEUE_ENTRY DeviceQueueEntry)
{
	QueueGuard guard(DeviceQueue);
	const BOOLEAN was_inserted = DeviceQueueEntry->Inserted;

	if (was_inserted) {
		RemoveEntryList(&DeviceQueueEntry->DeviceListEntry);
		DeviceQueueEntry->Inserted = FALSE;
	}
	return was_inserted;
}

} /* extern "C" */
