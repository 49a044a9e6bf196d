/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The filter drivers that join stacks, and the adapters that have stacks.
 *
 * Both lists are under one turn, in which no driver is called. A filter driver that starts enters its list before it looks
 * for adapters, and an adapter enters its own before it looks for filter drivers. So each pair is found by one of them at
 * least; the adapter's turn and filter_find() make it one module.
 */
#include "filter_list.hpp"

#include <winwork/ndis_port.h>

#include "adapter.hpp"
#include "base/irql.hpp"
#include "base/turn.hpp"
#include "filter.hpp"
#include "path.hpp"
#include "stack.hpp"
#include "stack_turn.hpp"

namespace ww {
namespace {

constinit ww_turn turn{};
/* Under it. Both lists are in the order of their numbers. */
constinit FilterDriver *drivers = nullptr;
constinit Adapter *adapters = nullptr;
constinit u64 numbers = 0;

template <typename Each>
void append(Each *&list, Each &added, u64 Each::*number, Each *Each::*next)
{
	Each **place = &list;

	while (*place)
		place = &((*place)->*next);
	added.*number = ++numbers;
	added.*next = nullptr;
	*place = &added;
}

template <typename Each>
void remove(Each *&list, Each &removed, u64 Each::*number, Each *Each::*next)
{
	Each **place = &list;

	while (*place && *place != &removed)
		place = &((*place)->*next);
	if (*place)
		*place = removed.*next;
	removed.*number = 0;
}

/* The first behind @number, with a reference; null at the end. */
template <typename Each>
Each *find_behind(Each *const &list, u64 behind, u64 Each::*number, Each *Each::*next)
{
	const TurnGuard guard(&turn);

	for (Each *each = list; each; each = each->*next) {
		if (each->*number > behind && object_try_reference(each))
			return each;
	}
	return nullptr;
}

/* Calls @change for each adapter that has a stack, in its turn. */
template <typename Change>
void for_each_adapter(Change change)
{
	u64 last = 0;

	while (Adapter *const adapter = find_behind(adapters, last, &Adapter::stack_number, &Adapter::next_stack)) {
		const StackTurn turn_of_stack(*adapter);

		/* 0: it has left meanwhile. */
		if (adapter->stack_number) {
			last = adapter->stack_number;
			change(*adapter);
		}
		object_dereference(adapter);
	}
}

bool is_running(const Adapter &adapter)
{
	return adapter.states.now() == AdapterState::running;
}

/* An adapter without general attributes has no medium, address or interface. */
bool may_join(const FilterDriver &filter, const Adapter &adapter)
{
	return adapter.attributes.are_set && !filter_find(adapter, filter);
}

/* The later of the two looks for the other. In the adapter's turn, so filters_join() has ended. */
bool has_tried(const FilterDriver &filter, const Adapter &adapter)
{
	return filter.number < adapter.stack_number || filter.reached.load() >= adapter.stack_number;
}

/* Pauses a stack that runs for a change of its modules. */
template <typename Change>
void change_paused(Adapter &adapter, ULONG reason, Change change)
{
	const bool was_running = is_running(adapter);

	if (was_running)
		stack_pause(adapter, reason);
	change();
	if (was_running)
		stack_resume(adapter);
}

} /* namespace */

void ndis_filters_init()
{
	ww_turn_init(&turn, WW_TURN_NDIS_FILTERS);
}

void filter_start(FilterDriver &filter)
{
	{
		const TurnGuard guard(&turn);

		if (filter.number)
			return;
		append(drivers, filter, &FilterDriver::number, &FilterDriver::next);
	}
	for_each_adapter([&filter](Adapter &adapter) {
		filter.reached.store(adapter.stack_number);
		if (may_join(filter, adapter))
			change_paused(adapter, NDIS_PAUSE_ATTACH_FILTER, [&] { filter_attach(filter, adapter); });
	});
}

void filter_stop(FilterDriver &filter)
{
	{
		const TurnGuard guard(&turn);

		if (!filter.number)
			return;
		remove(drivers, filter, &FilterDriver::number, &FilterDriver::next);
	}
	for_each_adapter([&filter](Adapter &adapter) {
		const u32 missing = adapter.missing_filters.load();

		if (FilterModule *const module = filter_find(adapter, filter))
			change_paused(adapter, NDIS_PAUSE_DETACH_FILTER, [module] { filter_detach(*module); });
		filters_count_missing(adapter);
		if (adapter.missing_filters.load() != missing)
			stack_tell_link(adapter);
	});
	filter_wait_for_modules(filter);
}

void filters_join(Adapter &adapter)
{
	u64 last = 0;

	{
		const TurnGuard guard(&turn);

		append(adapters, adapter, &Adapter::stack_number, &Adapter::next_stack);
	}
	while (FilterDriver *const filter = find_behind(drivers, last, &FilterDriver::number, &FilterDriver::next)) {
		last = filter->number;
		if (may_join(*filter, adapter))
			filter_attach(*filter, adapter);
		object_dereference(filter);
	}
}

void filters_count_missing(Adapter &adapter)
{
	const TurnGuard guard(&turn);
	u32 missing = 0;

	for (const FilterDriver *each = drivers; each; each = each->next)
		missing += filter_is_mandatory(*each) && has_tried(*each, adapter) && !filter_find(adapter, *each);
	adapter.missing_filters.store(missing);
}

/* The adapter leaves the list last: a filter driver that ends meanwhile finds it, and waits for its turn. */
void filters_leave(Adapter &adapter)
{
	while (FilterModule *const module = adapter.filters.highest.load())
		filter_detach(*module);

	const TurnGuard guard(&turn);

	remove(adapters, adapter, &Adapter::stack_number, &Adapter::next_stack);
}

} /* namespace ww */

using namespace ww;

extern "C" VOID NTAPI WinworkNdisStartFilter(NDIS_HANDLE NdisFilterDriverHandle)
{
	const HandleReference reference(WW_CALL_SITE, NdisFilterDriverHandle, ndis_filter_driver_type, at_passive);

	if (reference)
		filter_start(reference.as<FilterDriver>());
}
