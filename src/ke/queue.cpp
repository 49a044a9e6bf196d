/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queues of entries for which threads wait. SignalState is the number of entries. A wait that an
 * entry ends has taken it off the list: src/ke/dispatcher.cpp does both in one step.
 */
#include <ntifs.h>

#include "base/report.hpp"
#include "dispatcher.hpp"

namespace ww {
namespace {

constexpr u32 kQueues = 1 << kQueue;

void report_run_down(CallSite call, const KQUEUE *queue)
{
	constexpr uintptr_t kBadSynchronizationObject = 0xe1;

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kBadSynchronizationObject, address_of(queue), 0, 0 },
		 .call = call, .item = queue },
	       "the queue is run down, and not initialised again");
}

using Insert = void (*)(LIST_ENTRY *, LIST_ENTRY *);

/* Returns the number of entries before. */
LONG insert(CallSite call, KQUEUE *queue, LIST_ENTRY *entry, Insert link)
{
	if (!dispatcher_call_valid(call, &queue->Header, kQueues))
		return 0;

	LONG before;
	bool run_down;
	{
		DispatcherGuard guard(queue);

		before = queue->Header.SignalState;
		run_down = queue_is_run_down(queue->Header);
		if (!run_down) {
			link(&queue->EntryListHead, entry);
			queue->Header.SignalState++;
			wake_waiters(queue->Header);
		}
	}
	if (run_down)
		report_run_down(call, queue);
	return before;
}

void insert_head(LIST_ENTRY *head, LIST_ENTRY *entry)
{
	InsertHeadList(head, entry);
}

void insert_tail(LIST_ENTRY *head, LIST_ENTRY *entry)
{
	InsertTailList(head, entry);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI KeInitializeQueue(PRKQUEUE Queue, ULONG Count)
{
	ww::dispatcher_object_init(Queue->Header, ww::kQueue, sizeof(*Queue), 0);
	InitializeListHead(&Queue->EntryListHead);
	InitializeListHead(&Queue->ThreadListHead);
	Queue->CurrentCount = 0;
	Queue->MaximumCount = Count ? Count : KeQueryActiveProcessorCountEx(ALL_PROCESSOR_GROUPS);
}

LONG NTAPI KeInsertQueue(PRKQUEUE Queue, PLIST_ENTRY Entry)
{
	return ww::insert(WW_CALL_SITE, Queue, Entry, ww::insert_tail);
}

LONG NTAPI KeInsertHeadQueue(PRKQUEUE Queue, PLIST_ENTRY Entry)
{
	return ww::insert(WW_CALL_SITE, Queue, Entry, ww::insert_head);
}

/* A status in place of the entry, as on Windows. */
PLIST_ENTRY NTAPI KeRemoveQueue(PRKQUEUE Queue, KPROCESSOR_MODE WaitMode, PLARGE_INTEGER Timeout)
{
	const ww::CallSite call = WW_CALL_SITE;
	PLIST_ENTRY entry = nullptr;
	NTSTATUS status = STATUS_UNSUCCESSFUL;

	if (ww::dispatcher_object_known(call, &Queue->Header, ww::kQueues))
		status = ww::queue_wait(call, *Queue, WaitMode, Timeout, &entry);
	return entry ? entry : reinterpret_cast<PLIST_ENTRY>(static_cast<LONG_PTR>(status));
}

/* The entries stay linked to each other, and not to the queue. */
PLIST_ENTRY NTAPI KeRundownQueue(PRKQUEUE Queue)
{
	if (!ww::dispatcher_call_valid(WW_CALL_SITE, &Queue->Header, ww::kQueues))
		return nullptr;

	ww::DispatcherGuard guard(Queue);
	PLIST_ENTRY first = IsListEmpty(&Queue->EntryListHead) ? nullptr
							       : Queue->EntryListHead.Flink;

	RemoveEntryList(&Queue->EntryListHead);
	InitializeListHead(&Queue->EntryListHead);
	Queue->Header.SignalState = 0;
	Queue->Header.Absolute = ww::kRunDown;
	ww::wake_waiters(Queue->Header);
	return first;
}

} /* extern "C" */
