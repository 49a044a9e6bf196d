/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of a stack.
 */
#include "stack.hpp"

#include "adapter.hpp"
#include "binding.hpp"
#include "linux/cpu.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "peer.hpp"

namespace ww {
namespace {

/* How long the sends of an interface that goes may take before MiniportPause is called, in seconds. */
constexpr u32 kPatience = 1;

/* Why the adapter has no interface; null if it gets one. */
const char *reason_against(const Adapter &adapter)
{
	const GeneralAttributes &attributes = adapter.attributes;

	if (!attributes.are_set)
		return "MiniportInitializeEx has set no general attributes";
	if (attributes.medium != NdisMedium802_3 && attributes.medium != NdisMediumIP)
		return "its medium is neither NdisMedium802_3 nor NdisMediumIP";
	if (attributes.medium == NdisMedium802_3 && attributes.address_bytes != WW_NET_ADDRESS)
		return "MacAddressLength is not 6";
	if (!adapter.miniport->handlers.SendNetBufferListsHandler)
		return "the driver has no SendNetBufferListsHandler";
	return nullptr;
}

const struct ww_net_ops *ops_of(const Adapter &adapter)
{
	return adapter.peer.load() ? &peer_ops : ww_net_ops();
}

void free_stack(Stack *stack)
{
	stack->sends.free();
	ww_free(stack);
}

Stack *create_stack(Adapter &adapter, const struct ww_net_ops *ops)
{
	auto *const stack = static_cast<Stack *>(ww_zalloc_sleeping(sizeof(Stack)));
	const u32 cpus = ww_cpu_count();

	if (!stack)
		return nullptr;
	stack->adapter = &adapter;
	stack->ops = ops;
	if (!stack->sends.init(*stack, cpus < WW_NET_QUEUES ? cpus : WW_NET_QUEUES)) {
		ww_free(stack);
		return nullptr;
	}
	return stack;
}

/* What an interface is told of its link. */
struct ToldLink {
	bool is_up;
	u64 bits_per_second;
	bool is_full_duplex;

	bool operator==(const ToldLink &) const = default;
};

/* An interface that is up has no link as long as the driver does not know: it drops what it receives. */
ToldLink link_of(const Stack &stack)
{
	const Link &link = stack.adapter->link;
	const bool is_deaf = stack.wanted_filter.load() && !stack.filter.load();

	const bool has_way = !stack.adapter->missing_filters.load() && !stack.adapter->has_failed.load();

	return { link.is_up.load() && !is_deaf && has_way, link.bits_per_second.load(), link.is_full_duplex.load() };
}

bool is_settled(void *stack)
{
	return !static_cast<Stack *>(stack)->wakes.load();
}

/*
 * No interface and no sends: it is kept, because another call of the driver may still look at it. PASSIVE_LEVEL.
 */
void retire(Adapter &adapter, Stack *stack)
{
	adapter.stack.store(nullptr);
	stack->next = adapter.unbound;
	adapter.unbound = stack;
}

void free_later(struct ww_later *later)
{
	auto *stack = reinterpret_cast<Stack *>(later);

	while (stack) {
		Stack *const next = stack->next;

		if (stack->is_bound.load())
			stack->ops->free(stack->net);
		free_stack(stack);
		stack = next;
	}
}

} /* namespace */

void stack_bind(Adapter &adapter)
{
	const struct ww_net_ops *const ops = ops_of(adapter);
	const char *const reason = ops ? reason_against(adapter) : nullptr;

	if (reason)
		ww_print(WW_LEVEL_INFO, "adapter %s of %s has no interface: %s",
			 object_header(&adapter)->name, object_header(adapter.miniport)->name, reason);
	if (reason || !ops)
		return;

	Stack *const stack = create_stack(adapter, ops);
	const s32 error = stack ? binding_open(*stack) : -WW_ENOMEM;

	if (error) {
		ww_print(WW_LEVEL_WARNING, "adapter %s of %s gets no interface: error %d",
			 object_header(&adapter)->name, object_header(adapter.miniport)->name, error);
		if (stack)
			retire(adapter, stack);
		return;
	}
	stack_tell_link(adapter);
}

void adapter_print_late_filter(const Adapter &adapter)
{
	ww_print(WW_LEVEL_WARNING, "%s has not completed a request for a packet filter or multicast list of adapter %s",
		 object_header(adapter.miniport)->name, object_header(&adapter)->name);
}

void adapter_wait_for_filter(const Adapter &adapter, bool (*is_settled)(void *sender), void *sender)
{
	while (!ww_gate_wait(is_settled, sender))
		adapter_print_late_filter(adapter);
}

void stack_settle(Stack &stack)
{
	adapter_wait_for_filter(*stack.adapter, is_settled, &stack);
}

void stack_unbind(Adapter &adapter)
{
	Stack *const stack = adapter.stack.load();

	if (!stack || stack->is_unbinding.exchange(true))
		return;
	stack->ops->remove(stack->net);
	stack_settle(*stack);
	stack->sends.abandon();
	stack->sends.cancel();
	stack->sends.wait_for(kPatience);
}

void stack_drain(Adapter &adapter)
{
	Stack *const stack = adapter.stack.load();

	if (!stack)
		return;
	if (!stack->sends.none_is_out()) {
		stack->sends.report_left();
		stack->sends.wait();
	}
	retire(adapter, stack);
}

void stack_free_all(Adapter &adapter)
{
	if (Stack *const stack = adapter.unbound)
		ww_later_patiently(&stack->later, free_later);
}

/* Another thread may tell an older state meanwhile: the last one to tell sees that the state is another now. */
void stack_tell_link(Adapter &adapter)
{
	Stack *const stack = adapter.stack.load();
	ToldLink told;

	if (!stack || !stack->is_bound.load())
		return;
	do {
		told = link_of(*stack);
		stack->ops->link(stack->net, told.is_up, told.bits_per_second, told.is_full_duplex);
	} while (told != link_of(*stack));
}

} /* namespace ww */
