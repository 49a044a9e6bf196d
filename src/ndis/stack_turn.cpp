/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pause of a stack.
 *
 * The interface's senders look at Adapter::has_detour and is_held at DISPATCH_LEVEL. So after is_held is set, and each CPU
 * has had preemption on, none of them sends any more. A protocol driver sends at any level: its sends are counted before
 * they look, and the pause of its binding, which comes first, waits until none is left.
 */
#include "stack_turn.hpp"

#include "bindings.hpp"
#include "filter.hpp"
#include "linux/memory.h"
#include "path.hpp"
#include "stack.hpp"

namespace ww {
namespace {

/* How long sends may take to come back by themselves, in seconds. After that the pause of their holder brings them. */
constexpr u32 kPatience = 1;

void hold(Adapter &adapter)
{
	adapter.is_held.store(true);
	path_update(adapter);
	ww_wait_until_unread();
	if (Stack *const stack = adapter.stack.load())
		stack->sends.wait_for_driver(kPatience);
}

/* A module for which that fails is taken out. */
void set_options(Adapter &adapter)
{
	while (FilterModule *const failed = filters_set_options(adapter))
		filter_detach(*failed);
}

/* What the interface has sent meanwhile goes on. */
void release(Adapter &adapter)
{
	Stack *const stack = adapter.stack.load();

	adapter.is_held.store(false);
	path_update(adapter);
	if (!stack || !stack->is_bound.load() || stack->is_unbinding.load())
		return;
	for (u32 i = 0; i < stack->sends.queues(); i++)
		stack->ops->flush(stack->net, i);
}

/* A module that fails is taken out, and all begins anew. */
bool restart(Adapter &adapter)
{
	set_options(adapter);
	while (adapter_restart(adapter)) {
		FilterModule *const failed = filters_restart(adapter);

		if (!failed)
			return true;
		filters_pause(adapter, NDIS_PAUSE_DETACH_FILTER);
		adapter_pause(adapter, NDIS_PAUSE_DETACH_FILTER);
		filters_drain(adapter);
		filter_detach(*failed);
		set_options(adapter);
	}
	return false;
}

} /* namespace */

void path_update(Adapter &adapter)
{
	adapter.has_detour.store(adapter.is_held.load() || adapter.filters.highest.load());
}

void stack_pause(Adapter &adapter, ULONG reason)
{
	bindings_pause(adapter, reason);
	hold(adapter);
	filters_pause(adapter, reason);
	adapter_pause(adapter, reason);
	/* Each goes back by the modules that it came by. */
	bindings_wait_for_lists(adapter);
	if (Stack *const stack = adapter.stack.load()) {
		if (!stack->sends.driver_has_none()) {
			stack->sends.report_left();
			stack->sends.wait_for_driver();
		}
	}
	filters_drain(adapter);
}

bool stack_restart(Adapter &adapter)
{
	const bool runs = restart(adapter);

	filters_count_missing(adapter);
	return runs;
}

/* After a failure frames of the interface stay where they are, its link is down, and the other bindings stay paused. */
void stack_resume(Adapter &adapter)
{
	const bool runs = stack_restart(adapter);

	adapter.has_failed.store(!runs);
	if (runs) {
		release(adapter);
		bindings_restart(adapter);
	}
	stack_tell_link(adapter);
}

} /* namespace ww */
