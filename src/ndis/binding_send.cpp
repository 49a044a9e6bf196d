/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The sends of protocol drivers. The block of a list says that it is out, and SourceHandle whose it is. The lists are of
 * NDIS's pools, so that a completion of anything else is found out before it is read.
 */
#include "base/irql.hpp"
#include "binding_receive.hpp"
#include "binding_send.hpp"
#include "frame.hpp"
#include "misuse.hpp"
#include "path.hpp"
#include "pool.hpp"

namespace ww {
namespace {

constinit Atomic<u32> last_cancel_id{};

ULONG level_flag(ULONG flag)
{
	return current_irql_quickly() == kDispatchLevel ? flag : 0;
}

/* A chain that grows at its end. */
struct Chain {
	NET_BUFFER_LIST *first = nullptr;
	NET_BUFFER_LIST *last = nullptr;
	u32 count = 0;

	void append(NET_BUFFER_LIST &list)
	{
		(last ? last->Next : first) = &list;
		last = &list;
		last->Next = nullptr;
		count++;
	}
};

/* Gives lists back that are not out any more. */
void give_back(const Binding &binding, NET_BUFFER_LIST *chain)
{
	binding.protocol->handlers.SendNetBufferListsCompleteHandler(
		binding.context, chain, level_flag(NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL));
}

void refuse_chain(const Binding &binding, NET_BUFFER_LIST *chain, NDIS_STATUS status)
{
	for (NET_BUFFER_LIST *each = chain; each; each = each->Next) {
		each->Status = status;
		block_of(*each).state.store(ListState::idle);
	}
	give_back(binding, chain);
}

/* Why a list cannot be sent; null if it can. */
const char *find_wrong(const NET_BUFFER_LIST &list)
{
	Frame frame;

	if (!list.FirstNetBuffer)
		return "FirstNetBuffer is NULL";
	for (const NET_BUFFER *each = list.FirstNetBuffer; each; each = each->Next) {
		if (const char *const wrong = frame.init(*each))
			return wrong;
	}
	return nullptr;
}

/* Sorts a chain, up to a list that is no free one of a pool: that ends it, also where it closes a circle. */
void sort(CallSite call, Binding &binding, NET_BUFFER_LIST *chain, Chain &right, Chain &wrong)
{
	while (NET_BUFFER_LIST *const list = chain) {
		if (!list_is_live(list)) {
			report_list(call, *binding.adapter, kBadList, list,
				    "the list is of no pool of NDIS: it is not sent, nor is what follows");
			return;
		}
		if (!change_state(*list, ListState::idle, ListState::sending)) {
			report_list(call, *binding.adapter, kBadList, list,
				    "the list is being sent already: what follows is not sent");
			return;
		}
		chain = list->Next;
		list->SourceHandle = &binding;

		const char *const why = find_wrong(*list);

		if (why)
			report_list(call, *binding.adapter, kBadList, list, why);
		(why ? wrong : right).append(*list);
	}
}

void send(CallSite call, Binding &binding, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG flags)
{
	Chain right, wrong;

	sort(call, binding, chain, right, wrong);
	if (wrong.first)
		refuse_chain(binding, wrong.first, NDIS_STATUS_INVALID_PACKET);
	if (!right.first)
		return;
	/* A pause changes the state, and then looks at the count. */
	binding.sends.fetch_add(right.count);
	if (binding.state.load() != BindingState::running) {
		refuse_chain(binding, right.first, NDIS_STATUS_PAUSED);
		binding.sends.fetch_sub(right.count);
		binding_wake();
		return;
	}
	if (flags & NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK)
		binding_loop_back(binding, right.first, port);

	SendWatch &watch = binding.adapter->send_watch;

	binding.out.add(right.first, watch.looks.load(Order::relaxed));
	watch.arm();
	stack_send(*binding.adapter, right.first, port,
		   (flags & NDIS_SEND_FLAGS_SINGLE_QUEUE) | level_flag(NDIS_SEND_FLAGS_DISPATCH_LEVEL));
}

} /* namespace */

bool CompletedSends::can_take(NET_BUFFER_LIST *list)
{
	if (!adapter_.bindings.places.load(Order::acquire) || !list_is_live(list))
		return false;

	void *const body = ndis_try_reference(list->SourceHandle, ndis_binding_type);

	if (!body)
		return false;

	auto *const binding = static_cast<Binding *>(body);

	if (binding->adapter != &adapter_ ||
	    !change_state(*list, ListState::out, ListState::returning)) {
		object_dereference(binding);
		return false;
	}
	next_ = binding;
	return true;
}

void CompletedSends::take(NET_BUFFER_LIST *list)
{
	if (next_ == binding_) {
		object_dereference(next_);
	} else {
		flush();
		binding_ = next_;
	}
	(last_ ? last_->Next : first_) = list;
	last_ = list;
	count_++;
}

void CompletedSends::flush()
{
	Binding *const binding = binding_;

	if (!binding)
		return;
	last_->Next = nullptr;
	binding->out.remove(first_);
	adapter_.send_watch.note_progress();
	binding_begin_call(*binding);
	binding->sends.fetch_sub(count_);
	give_back(*binding, first_);
	binding_end_call(*binding);
	object_dereference(binding);
	binding_ = nullptr;
	first_ = last_ = nullptr;
	count_ = 0;
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI NdisSendNetBufferLists(NDIS_HANDLE NdisBindingHandle, PNET_BUFFER_LIST NetBufferLists,
				  NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
	const CallSite call = WW_CALL_SITE;
	const BindingReference binding(call, NdisBindingHandle, at_dispatch_or_below);

	if (!binding || !ndis_not_null(call, { { NetBufferLists != nullptr, "NetBufferLists" } }))
		return;
	check_level_flag(call, *binding->adapter, SendFlags, NDIS_SEND_FLAGS_DISPATCH_LEVEL);
	if (binding->protocol->handlers.SendNetBufferListsCompleteHandler)
		send(call, *binding, NetBufferLists, PortNumber, SendFlags);
	else
		ndis_report_handle(call, NdisBindingHandle,
				   "is of a driver without a SendNetBufferListsCompleteHandler");
}

VOID NTAPI NdisCancelSendNetBufferLists(NDIS_HANDLE NdisBindingHandle, PVOID CancelId)
{
	const BindingReference binding(WW_CALL_SITE, NdisBindingHandle, at_dispatch_or_below);

	if (binding)
		stack_cancel_sends(*binding->adapter, CancelId);
}

UCHAR NTAPI NdisGeneratePartialCancelId(VOID)
{
	return static_cast<UCHAR>(last_cancel_id.fetch_add(1) + 1);
}

} /* extern "C" */
