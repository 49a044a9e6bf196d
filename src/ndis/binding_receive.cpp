/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What protocol drivers receive. Each binding gets the frames that its packet filter admits. A list can be kept by one
 * driver only: its links and ProtocolReserved are the holder's. So the last binding that admits a list may keep it, and
 * those before get it with NDIS_RECEIVE_FLAGS_RESOURCES, alone. NdisReserved[1] says whose a kept list is.
 */
#include "binding_receive.hpp"

#include "base/irql.hpp"
#include "frame.hpp"
#include "misuse.hpp"
#include "path.hpp"

namespace ww {
namespace {

constexpr u32 kHeaderBytes = 14;

/* Those that are open when an indication begins; and for each the lists that it is about to get to keep. */
struct Receivers {
	struct One {
		BindingCall call;
		NET_BUFFER_LIST *first = nullptr;
		NET_BUFFER_LIST *last = nullptr;
		u32 count = 0;
	};

	explicit Receivers(Adapter &adapter)
	{
		const u32 places = adapter.bindings.places.load(Order::acquire);

		for (u32 i = 0; i < places; i++) {
			BindingCall call{ adapter.bindings.at[i].load(Order::acquire) };

			if (call && call->protocol->handlers.ReceiveNetBufferListsHandler)
				of_[count++].call.take(call);
		}
	}

	One *begin() { return of_; }
	One *end() { return of_ + count; }

	One of_[kMostBindings];
	u32 count = 0;
};

ULONG level_flag()
{
	return current_irql_quickly() == kDispatchLevel ? NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL : 0;
}

void indicate(const Binding &binding, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, u32 count, ULONG flags)
{
	flags &= ~NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL;
	binding.protocol->handlers.ReceiveNetBufferListsHandler(binding.context, chain, port, count,
								flags | level_flag());
}

/* Which bits of a packet filter admit a frame, but for those of a list of addresses. */
ULONG bits_of(const Adapter &adapter, const u8 (&address)[6])
{
	static constexpr u8 broadcast[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

	if (!__builtin_memcmp(address, broadcast, sizeof(address)))
		return NDIS_PACKET_TYPE_PROMISCUOUS | NDIS_PACKET_TYPE_BROADCAST;
	if (address[0] & 1)
		return NDIS_PACKET_TYPE_PROMISCUOUS | NDIS_PACKET_TYPE_ALL_MULTICAST;
	if (!__builtin_memcmp(address, adapter.attributes.address, sizeof(address)))
		return NDIS_PACKET_TYPE_PROMISCUOUS | NDIS_PACKET_TYPE_DIRECTED;
	return NDIS_PACKET_TYPE_PROMISCUOUS;
}

bool admits(const Binding &binding, const Frame &frame)
{
	const Adapter &adapter = *binding.adapter;
	const ULONG filter = binding.packet_filter.load(Order::relaxed);
	u8 address[6];

	if (!filter)
		return false;
	if (adapter.attributes.medium != NdisMedium802_3)
		return filter & (NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_PROMISCUOUS);
	if (frame.bytes() < kHeaderBytes)
		return false;
	frame.copy(0, address, sizeof(address));
	return filter & bits_of(adapter, address) ||
	       (filter & NDIS_PACKET_TYPE_MULTICAST && address[0] & 1 && binding.multicast.contains(address));
}

/* Gives a receiver what it may keep. */
void flush(Receivers::One &to, NDIS_PORT_NUMBER port, ULONG flags)
{
	NET_BUFFER_LIST *const chain = to.first;
	const u32 count = to.count;

	if (!chain)
		return;
	to.first = to.last = nullptr;
	to.count = 0;
	to.call->adapter->bindings.lists.fetch_add(count);
	to.call->lists.fetch_add(count);
	indicate(*to.call, chain, port, count, flags);
}

/* Shows a list to a receiver, behind those that it has been promised. */
void show(Receivers::One &to, NET_BUFFER_LIST &list, NDIS_PORT_NUMBER port, ULONG flags)
{
	flush(to, port, flags);
	list.Next = nullptr;
	indicate(*to.call, &list, port, 1, flags | NDIS_RECEIVE_FLAGS_RESOURCES);
}

void promise(Receivers::One &to, NET_BUFFER_LIST &list)
{
	list.NdisReserved[1] = &*to.call;
	list.Next = nullptr;
	(to.last ? to.last->Next : to.first) = &list;
	to.last = &list;
	to.count++;
}

/* Gives one list to all that admit it. Whether one of them keeps it. */
bool distribute(CallSite call, Adapter &adapter, Receivers &receivers, NET_BUFFER_LIST &list,
		NDIS_PORT_NUMBER port, ULONG flags)
{
	Receivers::One *last = nullptr;
	Frame frame;

	if (const char *const wrong = find_frame(list, frame)) {
		if (!adapter.has_said_frame.exchange(true))
			report_list(call, adapter, kBadList, &list, wrong);
		return false;
	}
	for (Receivers::One &each : receivers) {
		if (!admits(*each.call, frame))
			continue;
		if (last)
			show(*last, list, port, flags);
		last = &each;
	}
	if (!last)
		return false;
	if (flags & NDIS_RECEIVE_FLAGS_RESOURCES) {
		show(*last, list, port, flags);
		return false;
	}
	promise(*last, list);
	return true;
}

/* Whether @binding has the list; it has not any more. */
bool take_back(const Binding &binding, NET_BUFFER_LIST &list)
{
	void *owner = const_cast<Binding *>(&binding);

	return __atomic_compare_exchange_n(&list.NdisReserved[1], &owner, nullptr, false, __ATOMIC_ACQ_REL,
					   __ATOMIC_RELAXED);
}

/* NdisReturnNetBufferLists: the lists that are the binding's go on, the others are reported. */
void give_back(CallSite call, Binding &binding, NET_BUFFER_LIST *chain)
{
	NET_BUFFER_LIST *first = nullptr, *last = nullptr;
	u32 count = 0;

	while (NET_BUFFER_LIST *const list = chain) {
		if (!take_back(binding, *list)) {
			report_list(call, *binding.adapter, kBadList, list,
				    "the binding does not have the list: it is not returned, nor is what follows");
			break;
		}
		chain = list->Next;
		list->Next = nullptr;
		(last ? last->Next : first) = list;
		last = list;
		count++;
	}
	if (!count)
		return;
	binding_begin_call(binding);
	binding.lists.fetch_sub(count);
	return_receive(call, *binding.adapter, first);
	if (binding.adapter->bindings.lists.fetch_sub(count) == count)
		binding_wake();
	binding_end_call(binding);
}

} /* namespace */

NET_BUFFER_LIST *bindings_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port,
				  ULONG flags)
{
	NET_BUFFER_LIST *first = nullptr, *last = nullptr;
	Receivers receivers(adapter);

	if (!receivers.count)
		return chain;
	while (NET_BUFFER_LIST *const list = chain) {
		chain = list->Next;
		if (distribute(call, adapter, receivers, *list, port, flags))
			continue;
		list->Next = nullptr;
		(last ? last->Next : first) = list;
		last = list;
	}
	for (Receivers::One &each : receivers)
		flush(each, port, flags);
	return first;
}

/* A list of its own for each frame, on the stack: the driver may not keep it. */
void binding_loop_back(Binding &binding, const NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port)
{
	if (!binding.protocol->handlers.ReceiveNetBufferListsHandler)
		return;
	for (; chain; chain = chain->Next) {
		for (const NET_BUFFER *each = chain->FirstNetBuffer; each; each = each->Next) {
			NET_BUFFER buffer = *each;
			NET_BUFFER_LIST list = {};
			Frame frame;

			buffer.Next = nullptr;
			list.FirstNetBuffer = &buffer;
			list.NblFlags = NDIS_NBL_FLAGS_IS_LOOPBACK_PACKET;
			list.SourceHandle = &binding;
			if (!frame.init(buffer) && admits(binding, frame))
				indicate(binding, &list, port, 1, NDIS_RECEIVE_FLAGS_RESOURCES);
		}
	}
}

} /* namespace ww */

using namespace ww;

extern "C" VOID NTAPI NdisReturnNetBufferLists(NDIS_HANDLE NdisBindingHandle, PNET_BUFFER_LIST NetBufferLists,
					       ULONG ReturnFlags)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, NdisBindingHandle, ndis_binding_type, at_dispatch_or_below);

	if (!reference || !ndis_not_null(call, { { NetBufferLists != nullptr, "NetBufferLists" } }))
		return;

	Binding &binding = reference.as<Binding>();

	check_level_flag(call, *binding.adapter, ReturnFlags, NDIS_RETURN_FLAGS_DISPATCH_LEVEL);
	give_back(call, binding, NetBufferLists);
}
