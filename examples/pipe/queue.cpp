/* SPDX-License-Identifier: MIT */
#include "queue.hpp"

#include "device.hpp"

NTSTATUS RequestQueue::initialize()
{
	InitializeListHead(&irps_);
	KeInitializeSpinLock(&lock_);
	return IoCsqInitializeEx(this, on_insert, on_remove, on_peek, on_acquire, on_release, on_cancel);
}

/* put_back() gives a context. */
NTSTATUS RequestQueue::on_insert(PIO_CSQ csq, PIRP irp, PVOID context)
{
	auto &queue = *static_cast<RequestQueue *>(csq);

	if (context)
		InsertHeadList(&queue.irps_, &irp->Tail.Overlay.ListEntry);
	else
		InsertTailList(&queue.irps_, &irp->Tail.Overlay.ListEntry);
	return STATUS_SUCCESS;
}

VOID RequestQueue::on_remove(PIO_CSQ, PIRP irp)
{
	RemoveEntryList(&irp->Tail.Overlay.ListEntry);
}

PIRP RequestQueue::on_peek(PIO_CSQ csq, PIRP irp, PVOID context)
{
	const auto *const wanted = static_cast<const Wanted *>(context);
	LIST_ENTRY *const head = &static_cast<RequestQueue *>(csq)->irps_;
	LIST_ENTRY *entry = irp ? irp->Tail.Overlay.ListEntry.Flink : head->Flink;

	for (; entry != head; entry = entry->Flink) {
		IRP *const next = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);
		const IO_STACK_LOCATION *const location = IoGetCurrentIrpStackLocation(next);

		if (wanted->file ? location->FileObject == wanted->file
				 : location->MajorFunction == wanted->major)
			return next;
	}
	return nullptr;
}

VOID RequestQueue::on_acquire(PIO_CSQ csq, PKIRQL irql)
{
	KeAcquireSpinLock(&static_cast<RequestQueue *>(csq)->lock_, irql);
}

VOID RequestQueue::on_release(PIO_CSQ csq, KIRQL irql)
{
	KeReleaseSpinLock(&static_cast<RequestQueue *>(csq)->lock_, irql);
}

VOID RequestQueue::on_cancel(PIO_CSQ, PIRP irp)
{
	complete(irp, STATUS_CANCELLED);
}
