/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sends: from the interface to the driver and back. send_queue.cpp makes, waits for and ends them.
 */
#include "send.hpp"

#include "adapter.hpp"
#include "base/assert.hpp"
#include "base/irql.hpp"
#include "binding_send.hpp"
#include "data.hpp"
#include "linux/wait.h"
#include "misuse.hpp"
#include "path.hpp"
#include "send_mdl.hpp"
#include "stack.hpp"

namespace ww {
namespace {

/* A queue that was full takes frames again when a quarter of it is free. */
constexpr u32 kWakeAt = kSendsOfQueue - kSendsOfQueue / 4;

constexpr char kUnknown[] = "the list is none that NDIS has sent through this adapter, and what "
			    "follows it is not read";

Send *pop(SendQueue &queue)
{
	if (!queue.free)
		queue.free = queue.returned.exchange(nullptr, Order::acquire);

	Send *const send = queue.free;

	if (send)
		queue.free = send->next;
	return send;
}

void push_free(SendQueue &queue, Send &send)
{
	send.next = queue.free;
	queue.free = &send;
}

void push_returned(SendQueue &queue, Send &send)
{
	Send *top = queue.returned.load(Order::relaxed);

	do {
		send.next = top;
	} while (!queue.returned.compare_exchange(top, &send, Order::release));
}

void append(SendQueue &queue, Send &send)
{
	send.state.store(SendState::collected, Order::relaxed);
	if (queue.last)
		queue.last->list.Next = &send.list;
	else
		queue.first = &send;
	queue.last = &send;
}

/* Takes the lists at the beginning of a chain that are bindings', and returns what follows. */
NET_BUFFER_LIST *take_those_of_bindings(CompletedSends &of_bindings, NET_BUFFER_LIST *chain)
{
	while (chain && of_bindings.can_take(chain)) {
		NET_BUFFER_LIST *const list = chain;

		chain = list->Next;
		of_bindings.take(list);
	}
	return chain;
}

ww_net_result result_of(NDIS_STATUS status)
{
	switch (status) {
	case NDIS_STATUS_SUCCESS:
		return WW_NET_SENT;
	case NDIS_STATUS_PAUSED:
	case NDIS_STATUS_SEND_ABORTED:
	case NDIS_STATUS_RESET_IN_PROGRESS:
		return WW_NET_DROPPED;
	default:
		return WW_NET_FAILED;
	}
}

} /* namespace */

/* ---- to the driver ------------------------------------------------------------------------- */

/*
 * Fills in a descriptor for the driver. False without memory for the MDLs of an unusual frame, and for a part
 * that is no memory of the kernel.
 */
bool Sends::prepare(Send &send, const ww_net_part *parts, u32 count)
{
	void *const memory = mdl_memory(send, mdl_chain_bytes(parts, count));

	if (!memory)
		return false;

	MDL *const chain = mdl_chain_build(memory, parts, count);

	if (!chain) {
		free_mdl_memory(send);
		return false;
	}
	send.buffer = {};
	send.buffer.CurrentMdl = chain;
	send.buffer.MdlChain = chain;
	send.buffer.DataLength = send.bytes;
	send.list = {};
	send.list.FirstNetBuffer = &send.buffer;
	send.list.SourceHandle = stack_;
	NDIS_SET_NET_BUFFER_LIST_CANCEL_ID(&send.list, stack_);
	return true;
}

u32 Sends::take(u32 number, void *frame, const ww_net_part *parts, u32 count, u32 bytes)
{
	SendQueue &queue = queue_[number];
	Send *const free = pop(queue);

	WW_ASSERT(free);

	Send &send = *free;

	send.frame = frame;
	send.bytes = bytes;
	if (!prepare(send, parts, count)) {
		push_free(queue, send);
		stack_->ops->sent(stack_->net, number, frame, bytes, WW_NET_DROPPED);
		return kSendsOfQueue - queue.out.load(Order::relaxed);
	}
	append(queue, send);

	const u32 out = queue.out.add_fetch(1);

	if (out == kSendsOfQueue) {
		queue.is_full.store(true);
		wake_if_room(queue);
	}
	return kSendsOfQueue - out;
}

/* The members of the burst become the driver's. */
void Sends::hand_over(Send *first)
{
	SendWatch &watch = stack_->adapter->send_watch;
	const u32 now = watch.looks.load(Order::relaxed);

	for (NET_BUFFER_LIST *each = &first->list; each; each = each->Next) {
		auto *const send = reinterpret_cast<Send *>(each);

		send->since.store(now, Order::relaxed);
		send->state.store(SendState::out, Order::release);
	}
	watch.arm();
}

void Sends::flush(u32 number)
{
	SendQueue &queue = queue_[number];
	Send *const first = queue.first;

	Adapter &adapter = *stack_->adapter;
	const bool has_detour = adapter.has_detour.load(Order::acquire);

	/* A burst of a stack that is paused stays collected. A pause that begins now waits for this call. */
	if (!first || (has_detour && adapter.is_held.load()))
		return;
	queue.first = nullptr;
	queue.last = nullptr;
	hand_over(first);
	if (has_detour) [[unlikely]]
		detour_send_unheld(adapter, &first->list, NDIS_DEFAULT_PORT_NUMBER, NDIS_SEND_FLAGS_DISPATCH_LEVEL);
	else
		miniport_send(adapter, &first->list, NDIS_DEFAULT_PORT_NUMBER, NDIS_SEND_FLAGS_DISPATCH_LEVEL);
}

/* ---- from the driver ----------------------------------------------------------------------- */

Send *Sends::find(const NET_BUFFER_LIST *list) const
{
	const uintptr_t offset = address_of(list) - address_of(sends_);

	if (offset >= sizeof(Send) * kSendsOfQueue * queues_ || offset % sizeof(Send))
		return nullptr;
	return sends_ + offset / sizeof(Send);
}

void Sends::give_back(CallSite call, Send &send, NDIS_STATUS status)
{
	SendQueue &queue = *send.queue;

	data_free_retreats(call, send.buffer);
	free_mdl_memory(send);
	stack_->ops->sent(stack_->net, queue.number, send.frame, send.bytes, result_of(status));
	push_returned(queue, send);
}

void Sends::wake_if_room(SendQueue &queue)
{
	if (queue.is_full.load() && queue.out.load() <= kWakeAt && queue.is_full.exchange(false))
		stack_->ops->wake(stack_->net, queue.number);
}

/* @count of the queue's sends are complete, and their descriptors pushed. */
void Sends::settle(SendQueue &queue, u32 count)
{
	queue.out.fetch_sub(count);
	stack_->adapter->send_watch.note_progress();
	wake_if_room(queue);
	if (waiters_.load())
		ww_gate_wake();
}

/* The interface is removed: nothing collects, and nothing hands over. */
void Sends::abandon()
{
	for (u32 i = 0; i < queues_; i++) {
		SendQueue &queue = queue_[i];
		u32 count = 0;

		for (NET_BUFFER_LIST *each = queue.first ? &queue.first->list : nullptr; each; count++) {
			auto *const send = reinterpret_cast<Send *>(each);

			each = each->Next;
			send->state.store(SendState::idle);
			give_back({ "MiniportPause" }, *send, NDIS_STATUS_PAUSED);
		}
		queue.first = nullptr;
		queue.last = nullptr;
		if (count)
			settle(queue, count);
	}
}

/*
 * The walk ends at the latest when a circle is closed: all lists of a circle are complete after one round, and of
 * those that are refused then one is compared with the mark, which moves on at each power of two.
 */
void Sends::complete(CallSite call, NET_BUFFER_LIST *chain)
{
	SendQueue *queue = nullptr;
	u32 count = 0, refused = 0, limit = 1;
	const NET_BUFFER_LIST *mark = nullptr;
	Adapter &adapter = *stack_->adapter;
	CompletedSends of_bindings(adapter);

	for (NET_BUFFER_LIST *each = chain; each;) {
		Send *const send = find(each);
		SendState state = SendState::out;

		if (!send) {
			NET_BUFFER_LIST *const rest = take_those_of_bindings(of_bindings, each);

			if (rest == each) {
				report_list(call, adapter, kBadList, each, kUnknown);
				break;
			}
			each = rest;
			continue;
		}

		NET_BUFFER_LIST *const next = each->Next;
		const NDIS_STATUS status = each->Status;

		if (!send->state.compare_exchange(state, SendState::idle)) {
			if (each == mark)
				break;
			report_list(call, adapter, kBadList, each,
				    "the list is complete already, or not sent yet");
			if (++refused == limit) {
				mark = each;
				limit *= 2;
			}
		} else {
			if (queue && queue != send->queue) {
				settle(*queue, count);
				count = 0;
			}
			queue = send->queue;
			count++;
			give_back(call, *send, status);
		}
		each = next;
	}
	if (count)
		settle(*queue, count);
}

void deliver_completion(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain)
{
	if (Stack *const stack = adapter.stack.load(Order::acquire)) {
		stack->sends.complete(call, chain);
		return;
	}

	CompletedSends of_bindings(adapter);

	if (NET_BUFFER_LIST *const rest = take_those_of_bindings(of_bindings, chain))
		report_list(call, adapter, kBadList, rest, kUnknown);
}

void miniport_complete(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, ULONG flags)
{
	if (adapter.has_detour.load(Order::acquire)) [[unlikely]]
		detour_complete(call, adapter, chain, flags);
	else
		deliver_completion(call, adapter, chain);
}

} /* namespace ww */

using namespace ww;

extern "C" VOID NTAPI NdisMSendNetBufferListsComplete(NDIS_HANDLE MiniportAdapterHandle,
						      PNET_BUFFER_LIST NetBufferList,
						      ULONG SendCompleteFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, MiniportAdapterHandle) ||
	    !ndis_not_null(call, { { NetBufferList != nullptr, "NetBufferList" } }))
		return;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type);

	if (!reference)
		return;

	Adapter &adapter = reference.as<Adapter>();

	miniport_complete(call, adapter, NetBufferList,
			  check_level_flag(call, adapter, SendCompleteFlags, NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL));
}
