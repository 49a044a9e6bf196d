/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Receiving: the lists that a driver indicates. The Linux binding copies each frame, so it is done with all lists
 * before the indication returns, and never waits for Linux. Other bindings may keep lists.
 */
#include "base/irql.hpp"
#include "binding_receive.hpp"
#include "frame.hpp"
#include "misuse.hpp"
#include "path.hpp"
#include "stack.hpp"

namespace ww {
namespace {

/* Of NET_BUFFER_LIST.Flags, among the bits of NDIS: an indication has the list, and has not given it back. */
constexpr ULONG kIndicated = 0x00000800;
static_assert(!(kIndicated & ~NBL_FLAGS_NDIS_RESERVED));

/* False if an indication has the list already. */
bool hold(NET_BUFFER_LIST &list)
{
	return !(__atomic_fetch_or(&list.Flags, kIndicated, __ATOMIC_ACQUIRE) & kIndicated);
}

/* Whether @list is among the first @count of @chain. */
bool contains(const NET_BUFFER_LIST *chain, u32 count, const NET_BUFFER_LIST *list)
{
	while (count--) {
		if (chain == list)
			return true;
		chain = chain->Next;
	}
	return false;
}

/*
 * Takes the lists of a chain, and returns how many. A chain that closes a circle, or reaches a list of another
 * indication, is cut there.
 */
u32 hold_chain(CallSite call, const Adapter &adapter, NET_BUFFER_LIST *chain)
{
	NET_BUFFER_LIST *before = nullptr;
	u32 count = 0;

	for (NET_BUFFER_LIST *each = chain; each; before = each, each = each->Next, count++) {
		if (hold(*each)) [[likely]]
			continue;
		if (contains(chain, count, each))
			report_list(call, adapter, kBadList, each,
				    "NET_BUFFER_LIST.Next closes a circle: the chain is cut there");
		else
			report_list(call, adapter, kIndicatedTwice, each,
				    "the list is indicated already: the chain is cut there");
		if (before)
			before->Next = nullptr;
		break;
	}
	return count;
}

void release_chain(NET_BUFFER_LIST *chain)
{
	for (NET_BUFFER_LIST *each = chain; each; each = each->Next)
		__atomic_fetch_and(&each->Flags, ~kIndicated, __ATOMIC_RELEASE);
}

/* To the Linux binding, which copies. */
void give_to_linux(CallSite call, Adapter &adapter, Stack &stack, const NET_BUFFER_LIST *chain)
{
	for (; chain; chain = chain->Next) {
		Frame frame;
		const char *const wrong = find_frame(*chain, frame);

		if (!wrong) [[likely]] {
			stack.ops->receive(stack.net, &frame, frame.bytes());
			continue;
		}
		stack.ops->bad_length(stack.net);
		if (!adapter.has_said_frame.exchange(true))
			report_list(call, adapter, kBadList, chain, wrong);
	}
}

void give_back(CallSite call, const Adapter &adapter, NET_BUFFER_LIST *chain)
{
	const auto handler = adapter.miniport->handlers.ReturnNetBufferListsHandler;

	if (!handler)
		report_list(call, adapter, kBadList, chain,
			    "the driver has no ReturnNetBufferListsHandler, and NDIS_RECEIVE_FLAGS_"
			    "RESOURCES is not set");
	else
		handler(adapter.context, chain,
			current_irql_quickly() == kDispatchLevel ? NDIS_RETURN_FLAGS_DISPATCH_LEVEL
								 : 0);
}

/* In a pause that has begun, frames are dropped: the driver may not know of it yet. */
bool may_deliver(CallSite call, const Adapter &adapter, const NET_BUFFER_LIST *chain)
{
	const AdapterState state = adapter.states.now();

	if (adapter.states.may_indicate())
		return true;
	if (state != AdapterState::pausing)
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kWrongState, address_of(&adapter), static_cast<u32>(state),
					address_of(chain) },
			 .call = call, .item = chain, .owner = &adapter },
		       "lists are indicated in the state %s: they are given back",
		       state_name(state));
	return false;
}

} /* namespace */

void miniport_return(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain)
{
	release_chain(chain);
	give_back(call, adapter, chain);
}

void miniport_indicate(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG said,
		       ULONG flags)
{
	const u32 count = hold_chain(call, adapter, chain);

	if (!count)
		return;
	if (count != said)
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kBadList, address_of(chain), address_of(&adapter), said },
			 .call = call, .item = chain, .owner = &adapter },
		       "NumberOfNetBufferLists is %u, and the chain has %u", said, count);

	const bool is_lent = flags & NDIS_RECEIVE_FLAGS_RESOURCES;

	if (!may_deliver(call, adapter, chain)) {
		if (!is_lent)
			miniport_return(call, adapter, chain);
	} else if (adapter.has_detour.load(Order::acquire)) [[unlikely]] {
		/* A module may leave another chain: it cannot be walked afterwards. */
		if (is_lent)
			release_chain(chain);
		detour_receive(call, adapter, chain, port, count, flags);
		return;
	} else {
		deliver_receive(call, adapter, chain, port, count, flags);
	}
	if (is_lent)
		release_chain(chain);
}

void return_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain)
{
	if (adapter.filters.highest.load(Order::acquire)) [[unlikely]]
		detour_return(call, adapter, chain);
	else
		miniport_return(call, adapter, chain);
}

void deliver_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, u32, ULONG flags)
{
	Stack *const stack = adapter.stack.load(Order::acquire);

	if (stack && stack->is_bound.load(Order::acquire))
		give_to_linux(call, adapter, *stack, chain);
	if (adapter.bindings.places.load(Order::acquire)) [[unlikely]]
		chain = bindings_receive(call, adapter, chain, port, flags);
	if (chain && !(flags & NDIS_RECEIVE_FLAGS_RESOURCES))
		return_receive(call, adapter, chain);
}

} /* namespace ww */

using namespace ww;

extern "C" VOID NTAPI NdisMIndicateReceiveNetBufferLists(NDIS_HANDLE MiniportAdapterHandle,
						 PNET_BUFFER_LIST NetBufferLists,
						 NDIS_PORT_NUMBER PortNumber,
						 ULONG NumberOfNetBufferLists,
						 ULONG ReceiveFlags)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, MiniportAdapterHandle) ||
	    !ndis_not_null(call, { { NetBufferLists != nullptr, "NetBufferLists" } }))
		return;

	const HandleReference reference(call, MiniportAdapterHandle, ndis_adapter_type);

	if (!reference)
		return;

	Adapter &adapter = reference.as<Adapter>();

	miniport_indicate(call, adapter, NetBufferLists, PortNumber, NumberOfNetBufferLists,
			  check_level_flag(call, adapter, ReceiveFlags, NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL));
}
