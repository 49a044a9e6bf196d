/* SPDX-License-Identifier: GPL-2.0 */
/*
 * RequestQueue: where the OID requests of a sender are, and what a cancel does with them.
 */
#include "request_queue.hpp"

#include "linux/print.h"
#include "linux/wait.h"
#include "spin_guard.hpp"

namespace ww {
namespace {

constexpr CallSite kQueue = { "NdisOidRequest" };

/* In NDIS_OID_REQUEST.NdisReserved, while the request is out. */
struct Queued {
	LIST_ENTRY entry;
	void *sender;
};
static_assert(sizeof(Queued) <= sizeof(NDIS_OID_REQUEST::NdisReserved));
static_assert(__builtin_offsetof(NDIS_OID_REQUEST, NdisReserved) % alignof(Queued) == 0);

Queued &queued(NDIS_OID_REQUEST &request)
{
	return *reinterpret_cast<Queued *>(request.NdisReserved);
}

NDIS_OID_REQUEST &request_of(LIST_ENTRY *entry)
{
	return *CONTAINING_RECORD(entry, NDIS_OID_REQUEST, NdisReserved);
}

bool is_of(NDIS_OID_REQUEST &request, const void *sender, PVOID id)
{
	return queued(request).sender == sender && request.RequestId == id;
}

bool is_zero(void *count)
{
	return !static_cast<Atomic<u32> *>(count)->load();
}

} /* namespace */

void *request_sender(NDIS_OID_REQUEST &request)
{
	return queued(request).sender;
}

NDIS_OID_REQUEST *RequestQueue::Cancelled::take()
{
	return IsListEmpty(&waiting) ? nullptr : &request_of(RemoveHeadList(&waiting));
}

void RequestQueue::init()
{
	KeInitializeSpinLock(&lock_);
	InitializeListHead(&queue_);
	KeInitializeEvent(&cancelled_, NotificationEvent, FALSE);
}

void RequestQueue::push(NDIS_OID_REQUEST &request, void *sender)
{
	queued(request) = { .entry = {}, .sender = sender };

	const SpinGuard guard(kQueue, lock_);

	InsertTailList(&queue_, &queued(request).entry);
}

void RequestQueue::cancel_begin(const void *sender, PVOID id, Cancelled &found)
{
	const SpinGuard guard(kQueue, lock_);

	InitializeListHead(&found.waiting);
	for (LIST_ENTRY *each = queue_.Flink; each != &queue_;) {
		LIST_ENTRY *const entry = each;

		each = each->Flink;
		if (!is_of(request_of(entry), sender, id))
			continue;
		RemoveEntryList(entry);
		InsertTailList(&found.waiting, entry);
	}

	const bool is_current = current_ && current_sender_ == sender && current_->RequestId == id;

	found.is_in_handler = is_current && (place_ == Place::handler || place_ == Place::handler_returned);
	found.module = module_;
	if (found.is_in_handler)
		cancels_.fetch_add(1);
	if (is_current && (place_ == Place::way || place_ == Place::handler))
		is_cancelled_ = true;
	if (is_current && place_ == Place::way)
		KeSetEvent(&cancelled_, IO_NO_INCREMENT, FALSE);
}

void RequestQueue::cancel_end()
{
	/* leave() may go on when the count is 0. */
	if (cancels_.fetch_sub(1) == 1)
		ww_gate_wake();
}

NDIS_OID_REQUEST *RequestQueue::next()
{
	const SpinGuard guard(kQueue, lock_);

	if (IsListEmpty(&queue_))
		return nullptr;
	current_ = &request_of(RemoveHeadList(&queue_));
	current_sender_ = queued(*current_).sender;
	place_ = Place::way;
	is_cancelled_ = false;
	KeClearEvent(&cancelled_);
	return current_;
}

void RequestQueue::end()
{
	const SpinGuard guard(kQueue, lock_);

	current_ = nullptr;
	place_ = Place::none;
}

bool RequestQueue::wait(RequestQueue *sender, KEVENT &event)
{
	if (!sender) {
		KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, nullptr);
		return true;
	}

	void *objects[] = { &sender->cancelled_, &event };

	/* If both are signalled the first one counts. */
	return KeWaitForMultipleObjects(2, objects, WaitAny, Executive, KernelMode, FALSE, nullptr, nullptr) ==
	       STATUS_WAIT_1;
}

bool RequestQueue::enter(FilterModule *module)
{
	const SpinGuard guard(kQueue, lock_);

	if (is_cancelled_)
		return false;
	place_ = Place::handler;
	module_ = module;
	return true;
}

bool RequestQueue::was_cancelled_in_handler()
{
	bool is_cancelled;

	{
		const SpinGuard guard(kQueue, lock_);

		place_ = Place::handler_returned;
		is_cancelled = is_cancelled_;
	}
	if (is_cancelled)
		wait_for_cancels();
	return is_cancelled;
}

void RequestQueue::leave()
{
	{
		const SpinGuard guard(kQueue, lock_);

		place_ = Place::handled;
	}
	wait_for_cancels();
}

void RequestQueue::wait_for_cancels()
{
	/* No call begins from here on. */
	while (cancels_.load() && !ww_gate_wait(is_zero, &cancels_))
		ww_print(WW_LEVEL_WARNING, "a cancel function of an OID request has not returned yet");
}

} /* namespace ww */
