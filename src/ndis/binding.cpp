/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux binding. An interface that is down is a binding that is closed: the driver's packet filter is 0.
 */
#include "binding.hpp"

#include "frame.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "path.hpp"
#include "pnp/node.hpp"

namespace ww {
namespace {

/* What an interface receives from the start. */
constexpr u32 kUp = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_MULTICAST |
		    NDIS_PACKET_TYPE_BROADCAST;

Stack &stack_of(void *binding)
{
	return *static_cast<Stack *>(binding);
}

/* A filter that the driver does not support would fail as a whole. */
u32 supported(const Adapter &adapter, u32 filter)
{
	const ULONG supported_filters = adapter.attributes.packet_filters;

	return supported_filters ? filter & supported_filters : filter;
}

/* The packet filter that the interface and all other bindings want, to the driver. */
void set_filter(Stack &stack, bool is_lost)
{
	const NDIS_STATUS status = packet_filter_update(*stack.adapter, is_lost);

	if (status != NDIS_STATUS_SUCCESS)
		ww_print(WW_LEVEL_WARNING, "%s refuses the packet filter 0x%x with status 0x%08X",
			 object_header(stack.adapter->miniport)->name, stack.adapter->packet_filter.load(),
			 static_cast<u32>(status));
}

/*
 * On a worker of Linux: tells the driver what is wanted, until nothing new has come meanwhile. The stack may go when it has
 * counted down to 0: stack_settle() waits for that.
 */
void control(struct ww_later *later)
{
	Stack &stack = *reinterpret_cast<Stack *>(later);
	const MiniportDriver &miniport = *stack.adapter->miniport;
	u32 seen;

	do {
		seen = stack.wakes.load();

		const bool is_lost = stack.is_filter_lost.exchange(false);
		const u32 wanted = stack.wanted_filter.load();

		/* A filter module may handle what the miniport driver does not. */
		if ((is_lost || wanted != stack.filter.load()) &&
		    (miniport.handlers.OidRequestHandler || stack.adapter->filters.highest.load()))
			set_filter(stack, is_lost);
		stack.filter.store(wanted);
		stack_tell_link(*stack.adapter);
	} while (stack.wakes.fetch_sub(seen) != seen);
	ww_gate_wake();
}

void wake_control(Stack &stack)
{
	if (!stack.wakes.fetch_add(1))
		ww_later_patiently(&stack.later, control);
}

void want_filter(Stack &stack, u32 filter)
{
	stack.wanted_filter.store(supported(*stack.adapter, filter));
	stack_tell_link(*stack.adapter);
	wake_control(stack);
}

/* ---- events -------------------------------------------------------------------------------- */

void up(void *binding)
{
	stack_of(binding).is_bound.store(true);
	want_filter(stack_of(binding), kUp);
}

void down(void *binding)
{
	want_filter(stack_of(binding), 0);
}

void receive_mode(void *binding, u32 packet_filter)
{
	want_filter(stack_of(binding), packet_filter);
}

u32 send(void *binding, u32 queue, void *frame, const ww_net_part *parts, u32 count, u32 bytes)
{
	return stack_of(binding).sends.take(queue, frame, parts, count, bytes);
}

void flush(void *binding, u32 queue)
{
	stack_of(binding).sends.flush(queue);
}

constexpr ww_net_events kEvents = { up, down, receive_mode, send, flush, frame_copy };

} /* namespace */

s32 binding_open(Stack &stack)
{
	Adapter &adapter = *stack.adapter;
	const GeneralAttributes &given = adapter.attributes;
	ww_net_attributes attributes = {};

	attributes.driver = object_header(adapter.miniport)->name;
	attributes.adapter = object_header(&adapter)->name;
	attributes.parent = adapter.pdo ? pdo_dma_device(adapter.pdo) : nullptr;
	attributes.is_ethernet = given.medium == NdisMedium802_3;
	__builtin_memcpy(attributes.address, given.address, WW_NET_ADDRESS);
	__builtin_memcpy(attributes.permanent_address, given.permanent_address, WW_NET_ADDRESS);
	attributes.mtu = given.mtu;
	attributes.max_mtu = given.mtu;
	attributes.queues = stack.sends.queues();
	/* The first sends may be complete before add() returns. */
	adapter.stack.store(&stack);

	const s32 error = stack.ops->add(&attributes, &kEvents, &stack, &stack.net);

	if (!error)
		stack.is_bound.store(true);
	return error;
}

ULONG stack_wanted_filter(const Adapter &adapter)
{
	const Stack *const stack = adapter.stack.load();

	return stack ? stack->wanted_filter.load() : 0;
}

void stack_restore_filter(Adapter &adapter)
{
	Stack *const stack = adapter.stack.load();

	if (!stack || !stack->is_bound.load() || stack->is_unbinding.load() || !stack->wanted_filter.load())
		return;
	stack->is_filter_lost.store(true);
	wake_control(*stack);
}

} /* namespace ww */
