/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Frames in a stack with filter modules.
 *
 * NdisReserved[0] of a list names the place that has it, and the direction. Each step begins with a
 * compare-and-exchange from the caller's place, so a list that the caller does not have stays where it is. A chain is cut at
 * such a list: what follows it may be another's. A list of a module's own has no tag while the module has it.
 */
#include "base/irql.hpp"
#include "filter.hpp"
#include "linux/print.h"
#include "linux/wait.h"
#include "misuse.hpp"
#include "path.hpp"

namespace ww {
namespace {

enum class Way : uintptr_t {
	moving = 0,		/* taken from the place, and not yet at the next one */
	send = 1,
	receive = 2,
	lent = 3,		/* received, with NDIS_RECEIVE_FLAGS_RESOURCES */
};

/* At @place: a module or the adapter. The miniport driver has sends of the adapter, and the bindings its receives. */
struct ListTag {
	const void *place;
	Way way;

	void *word() const
	{
		return reinterpret_cast<void *>(address_of(place) | static_cast<uintptr_t>(way));
	}
};
static_assert(alignof(FilterModule) > 3);

void set_tag(NET_BUFFER_LIST &list, void *word)
{
	__atomic_store_n(&list.NdisReserved[0], word, __ATOMIC_RELAXED);
}

bool change_tag(NET_BUFFER_LIST &list, void *from, void *to)
{
	return __atomic_compare_exchange_n(&list.NdisReserved[0], &from, to, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

/* ---- counts, for the end of a pause ---------------------------------------------------------- */

/* For lists that are at another place now, which has counted them: each list is counted at each moment. */
void count_down(FilterModule &module, Atomic<u32> &count, u32 by)
{
	if (by && count.fetch_sub(by) == by && module.waiters.load())
		ww_gate_wake();
}

/*
 * A handler for frames may still run when its frames are elsewhere: the detach waits for it. Lists keep the module until
 * this has begun.
 */
class HandlerCall {
public:
	explicit HandlerCall(FilterModule &module) : module_(module) { module_.calls.fetch_add(1); }
	~HandlerCall() { filter_leave(module_); }
	HandlerCall(const HandlerCall &) = delete;
	HandlerCall &operator=(const HandlerCall &) = delete;

private:
	FilterModule &module_;
};

/* ---- chains ---------------------------------------------------------------------------------- */

struct Chain {
	NET_BUFFER_LIST *first = nullptr;
	NET_BUFFER_LIST *last = nullptr;
	u32 count = 0;
	u32 own = 0;			/* of those, the module's own */

	void append(NET_BUFFER_LIST &list, bool is_own)
	{
		if (last)
			last->Next = &list;
		else
			first = &list;
		last = &list;
		list.Next = nullptr;
		count++;
		own += is_own;
	}
};

bool is_own(const NET_BUFFER_LIST &list, const FilterModule *module)
{
	return module && list.SourceHandle == module;
}

void report_module_list(CallSite call, const FilterModule *module, const Adapter &adapter, const NET_BUFFER_LIST *list,
			const char *why)
{
	const void *const owner = module ? static_cast<const void *>(module) : &adapter;

	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kBadList, address_of(list), address_of(owner), 0 },
		 .call = call, .item = list, .owner = owner },
	       "%s: the chain is cut there", why);
}

/*
 * Takes the lists of @chain from their place for a step to @to. Returns what was taken. @own: lists of the module's own may
 * start here, if it has them.
 */
Chain take(CallSite call, const Adapter &adapter, FilterModule *module, Way way, NET_BUFFER_LIST *chain, void *to,
	   bool own)
{
	const ListTag from = { module ? static_cast<const void *>(module) : &adapter, way };
	Chain taken;

	for (NET_BUFFER_LIST *each = chain; each;) {
		NET_BUFFER_LIST *const next = each->Next;
		const bool starts = own && is_own(*each, module);

		if (!change_tag(*each, starts ? nullptr : from.word(), to)) {
			report_module_list(call, module, adapter, each,
					   "the list is none that the caller has in this direction");
			break;
		}
		taken.append(*each, starts);
		each = next;
	}
	return taken;
}

/* ---- sends ------------------------------------------------------------------------------------ */

FilterModule *next_sender(FilterModule *module)
{
	while (module && !module->data.SendNetBufferListsHandler)
		module = module->below.load(Order::relaxed);
	return module;
}

/* The module that learns of a list's completion. */
FilterModule *next_completer(FilterModule *module, const NET_BUFFER_LIST &list)
{
	while (module && !is_own(list, module) && !module->data.SendNetBufferListsHandler)
		module = module->above.load(Order::relaxed);
	return module;
}

void *send_tag(const Adapter &adapter, const FilterModule *module)
{
	return ListTag{ module ? static_cast<const void *>(module) : &adapter, Way::send }.word();
}

/* To a module, or to the miniport driver. The lists have its tag. */
void send_to(Adapter &adapter, FilterModule *module, const Chain &chain, NDIS_PORT_NUMBER port, ULONG flags)
{
	if (!module) {
		miniport_send(adapter, chain.first, port, flags);
		return;
	}
	module->sends.fetch_add(chain.count);

	const HandlerCall running(*module);

	module->data.SendNetBufferListsHandler(module->context, chain.first, port, flags);
}

/* Lists that have no tag go up from @module on, each as far as the next module that it concerns. */
void complete_from(CallSite call, Adapter &adapter, FilterModule *module, NET_BUFFER_LIST *chain, ULONG flags)
{
	while (chain) {
		FilterModule *const to = next_completer(module, *chain);
		Chain run;

		do {
			NET_BUFFER_LIST *const next = chain->Next;
			const bool own = is_own(*chain, to);

			set_tag(*chain, to && !own ? send_tag(adapter, to) : nullptr);
			run.append(*chain, own);
			chain = next;
		} while (chain && next_completer(module, *chain) == to);
		if (!to) {
			deliver_completion(call, adapter, run.first);
			continue;
		}

		const HandlerCall running(*to);

		to->sends.fetch_add(run.count - run.own);
		to->data.SendNetBufferListsCompleteHandler(to->context, run.first, flags);
		count_down(*to, to->own_sends, run.own);
	}
}

bool may_originate(const FilterModule &module)
{
	const FilterState state = module.state.load();

	return state == FilterState::restarting || state == FilterState::running || state == FilterState::pausing;
}

bool is_attached(const FilterModule &module)
{
	const FilterState state = module.state.load();

	return state != FilterState::attaching && state != FilterState::detached;
}

void report_state(CallSite call, const FilterModule &module, const NET_BUFFER_LIST *chain, const char *what)
{
	const FilterState state = module.state.load();

	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kWrongState, address_of(&module), static_cast<u32>(state), address_of(chain) },
		 .call = call, .item = chain, .owner = &module },
	       "lists are %s in the state %s", what, state_name(state));
}

/* Lists that a module may not send now: its own come back to it, and others to their senders. */
void refuse_send(CallSite call, FilterModule &module, NET_BUFFER_LIST *chain)
{
	const ULONG flags = current_irql_quickly() == kDispatchLevel ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0;
	Chain own, others;

	report_state(call, module, chain, "sent");
	while (chain) {
		NET_BUFFER_LIST *const next = chain->Next;

		chain->Status = NDIS_STATUS_PAUSED;
		(is_own(*chain, &module) ? own : others).append(*chain, false);
		chain = next;
	}
	complete_from(call, *module.adapter, &module, own.first, flags);
	complete_from(call, *module.adapter, module.above.load(), others.first, flags);
}

/* A module gets its own lists back, so it needs a handler for that. */
bool can_originate(CallSite call, const FilterModule &module, const NET_BUFFER_LIST &list, bool has_handler,
		   const char *handler)
{
	if (has_handler || !is_own(list, &module))
		return true;
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kBadList, address_of(&list), address_of(&module), 0 },
		 .call = call, .item = &list, .owner = &module },
	       "the list is the module's own, and its %s is NULL", handler);
	return false;
}

void send(CallSite call, FilterModule &module, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG flags)
{
	Adapter &adapter = *module.adapter;
	const bool is_refused = !may_originate(module);

	/* Its context is not set, so no handler can be called. */
	if (!is_attached(module)) {
		report_state(call, module, chain, "sent");
		return;
	}
	if (!can_originate(call, module, *chain, module.data.SendNetBufferListsCompleteHandler,
			   "SendNetBufferListsCompleteHandler"))
		return;

	FilterModule *const to = next_sender(module.below.load(Order::relaxed));
	const Chain taken = take(call, adapter, &module, Way::send, chain,
				 is_refused ? ListTag{ &module, Way::moving }.word() : send_tag(adapter, to), true);

	module.own_sends.fetch_add(taken.own);
	if (!taken.first)
		return;
	if (is_refused)
		refuse_send(call, module, taken.first);
	else
		send_to(adapter, to, taken, port, flags);
	count_down(module, module.sends, taken.count - taken.own);
}

void complete(CallSite call, FilterModule &module, NET_BUFFER_LIST *chain, ULONG flags)
{
	const Chain taken = take(call, *module.adapter, &module, Way::send, chain, nullptr, false);

	complete_from(call, *module.adapter, module.above.load(Order::relaxed), taken.first, flags);
	count_down(module, module.sends, taken.count);
}

/* ---- receives --------------------------------------------------------------------------------- */

ULONG return_flags()
{
	return current_irql_quickly() == kDispatchLevel ? NDIS_RETURN_FLAGS_DISPATCH_LEVEL : 0;
}

FilterModule *next_receiver(FilterModule *module)
{
	while (module && !module->data.ReceiveNetBufferListsHandler)
		module = module->above.load(Order::relaxed);
	return module;
}

FilterModule *next_returner(FilterModule *module, const NET_BUFFER_LIST &list)
{
	while (module && !is_own(list, module) && !module->data.ReceiveNetBufferListsHandler)
		module = module->below.load(Order::relaxed);
	return module;
}

void *receive_tag(const Adapter &adapter, const FilterModule *module, bool is_lent)
{
	return ListTag{ module ? static_cast<const void *>(module) : &adapter,
			is_lent ? Way::lent : Way::receive }.word();
}

/* Differs for another order of the lists, for others, and for another number of them. */
u64 mix_of(const NET_BUFFER_LIST *chain, u32 count)
{
	u64 mix = 0;

	for (; chain && count; chain = chain->Next, count--)
		mix = (mix ^ address_of(chain)) * 0x100000001b3;
	return chain || count ? 0 : mix;
}

/* To a module, or to the bindings. The lists have its tag. */
void give_up(CallSite call, Adapter &adapter, FilterModule *module, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port,
	     u32 count, ULONG flags)
{
	if (!module) {
		deliver_receive(call, adapter, chain, port, count, flags);
		return;
	}
	module->receives.fetch_add(count);

	const HandlerCall running(*module);

	module->data.ReceiveNetBufferListsHandler(module->context, chain, port, count, flags);
}

/* The same for lists that are back when this returns: with their links, and at their place. */
void lend(CallSite call, Adapter &adapter, FilterModule *module, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, u32 count,
	  ULONG flags)
{
	const u64 mix = mix_of(chain, count);

	if (!module) {
		deliver_receive(call, adapter, chain, port, count, flags);
		return;
	}

	const HandlerCall running(*module);

	give_up(call, adapter, module, chain, port, count, flags);
	count_down(*module, module->receives, count);
	if (mix_of(chain, count) != mix)
		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kBadList, address_of(chain), address_of(module), count },
			 .call = { "FilterReceiveNetBufferLists" }, .item = chain, .owner = module },
		       "the lists were indicated with NDIS_RECEIVE_FLAGS_RESOURCES, and their chain is another now");
}

void set_tags(NET_BUFFER_LIST *chain, u32 count, void *word)
{
	for (; chain && count; chain = chain->Next, count--)
		set_tag(*chain, word);
}

/* Lent lists are back from @from at @to, and @module's own without a tag. A list of another place ends the chain. */
void move_tags(NET_BUFFER_LIST *chain, u32 count, void *from, void *to, const FilterModule *module)
{
	for (; chain && count; chain = chain->Next, count--) {
		if (!change_tag(*chain, from, is_own(*chain, module) ? nullptr : to))
			return;
	}
}

void indicate(CallSite call, FilterModule &module, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, ULONG flags)
{
	Adapter &adapter = *module.adapter;
	const bool is_lent = flags & NDIS_RECEIVE_FLAGS_RESOURCES;
	FilterModule *const to = next_receiver(module.above.load(Order::relaxed));
	const bool was_lent = chain->NdisReserved[0] == receive_tag(adapter, &module, true);

	if (!is_attached(module)) {
		report_state(call, module, chain, "indicated");
		return;
	}
	if (!is_lent && !can_originate(call, module, *chain, module.data.ReturnNetBufferListsHandler,
				       "ReturnNetBufferListsHandler"))
		return;
	if (is_own(*chain, &module) && !may_originate(module)) {
		report_state(call, module, chain, "indicated");
		if (!is_lent)
			module.data.ReturnNetBufferListsHandler(module.context, chain, return_flags());
		return;
	}
	if (was_lent && !is_lent) {
		report_module_list(call, &module, adapter, chain,
				   "the list came with NDIS_RECEIVE_FLAGS_RESOURCES, and is indicated without it");
		return;
	}

	const Chain taken = take(call, adapter, &module, was_lent ? Way::lent : Way::receive, chain,
				 receive_tag(adapter, to, is_lent), true);

	if (!taken.first)
		return;
	if (is_lent) {
		lend(call, adapter, to, taken.first, port, taken.count, flags);
		move_tags(taken.first, taken.count, receive_tag(adapter, to, true),
			  receive_tag(adapter, &module, was_lent), &module);
		return;
	}
	module.own_receives.fetch_add(taken.own);
	give_up(call, adapter, to, taken.first, port, taken.count, flags);
	count_down(module, module.receives, taken.count - taken.own);
}

/* Lists that have no tag go down from @module on. */
void return_from(CallSite call, Adapter &adapter, FilterModule *module, NET_BUFFER_LIST *chain, ULONG flags)
{
	while (chain) {
		FilterModule *const to = next_returner(module, *chain);
		Chain run;

		do {
			NET_BUFFER_LIST *const next = chain->Next;
			const bool own = is_own(*chain, to);

			set_tag(*chain, to && !own ? receive_tag(adapter, to, false) : nullptr);
			run.append(*chain, own);
			chain = next;
		} while (chain && next_returner(module, *chain) == to);
		if (!to) {
			miniport_return(call, adapter, run.first);
			continue;
		}

		const HandlerCall running(*to);

		to->receives.fetch_add(run.count - run.own);
		to->data.ReturnNetBufferListsHandler(to->context, run.first, flags);
		count_down(*to, to->own_receives, run.own);
	}
}

void give_back(CallSite call, FilterModule &module, NET_BUFFER_LIST *chain, ULONG flags)
{
	const Chain taken = take(call, *module.adapter, &module, Way::receive, chain, nullptr, false);

	return_from(call, *module.adapter, module.below.load(Order::relaxed), taken.first, flags);
	count_down(module, module.receives, taken.count);
}

/* ---- the end of a pause ------------------------------------------------------------------------ */

bool has_no_sends(void *module)
{
	const auto &each = *static_cast<FilterModule *>(module);

	return !each.sends.load() && !each.own_sends.load() && !each.own_receives.load();
}

bool has_none(void *module)
{
	return has_no_sends(module) && !static_cast<FilterModule *>(module)->receives.load();
}

/* A handler that passes a frame on has it for a moment, and may do so in the state Paused. */
constexpr u32 kSecondsOfCall = 1;

} /* namespace */

bool filter_is_place(const FilterModule &module, const void *place)
{
	return address_of(place) - address_of(&module) < alignof(FilterModule);
}

void filter_drain(FilterModule &module, bool has_receives)
{
	const auto condition = has_receives ? has_no_sends : has_none;

	module.waiters.fetch_add(1);
	if (!ww_gate_wait_for(condition, &module, kSecondsOfCall)) {
		const u32 kept = module.sends.load() + module.receives.load();
		const u32 out = module.own_sends.load() + module.own_receives.load();

		report({ .code = BugCheck::bugcode_ndis_driver,
			 .parameter = { kSendsLeft, address_of(&module), kept, out },
			 .call = { "FilterPause" }, .item = &module, .owner = &module },
		       "the pause is complete, and the module still has %u lists, and %u of its own are out: NDIS "
		       "waits for them", kept, out);
		while (!ww_gate_wait(condition, &module))
			ww_print(WW_LEVEL_WARNING, "%s still has frames of adapter %s",
				 object_header(module.filter)->name, object_header(module.adapter)->name);
	}
	module.waiters.fetch_sub(1);
}

/* ---- the ends ----------------------------------------------------------------------------------- */

void detour_send(Adapter &adapter, NET_BUFFER_LIST *lists, NDIS_PORT_NUMBER port, ULONG flags)
{
	if (!adapter.is_held.load()) {
		detour_send_unheld(adapter, lists, port, flags);
		return;
	}
	for (NET_BUFFER_LIST *each = lists; each; each = each->Next)
		each->Status = NDIS_STATUS_PAUSED;
	deliver_completion({ "NdisSendNetBufferLists" }, adapter, lists);
}

void detour_send_unheld(Adapter &adapter, NET_BUFFER_LIST *lists, NDIS_PORT_NUMBER port, ULONG flags)
{
	FilterModule *const to = next_sender(adapter.filters.highest.load());
	Chain chain;

	for (NET_BUFFER_LIST *each = lists; each;) {
		NET_BUFFER_LIST *const next = each->Next;

		set_tag(*each, send_tag(adapter, to));
		chain.append(*each, false);
		each = next;
	}
	send_to(adapter, to, chain, port, flags);
}

void detour_complete(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, ULONG flags)
{
	if (!adapter.filters.lowest.load()) {
		deliver_completion(call, adapter, chain);
		return;
	}

	const Chain taken = take(call, adapter, nullptr, Way::send, chain, nullptr, false);

	complete_from(call, adapter, adapter.filters.lowest.load(), taken.first, flags);
}

void detour_receive(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain, NDIS_PORT_NUMBER port, u32 count,
		    ULONG flags)
{
	const bool is_lent = flags & NDIS_RECEIVE_FLAGS_RESOURCES;
	FilterModule *const to = next_receiver(adapter.filters.lowest.load());
	void *const word = receive_tag(adapter, to, is_lent);

	set_tags(chain, count, word);
	if (is_lent) {
		lend(call, adapter, to, chain, port, count, flags);
		move_tags(chain, count, word, nullptr, nullptr);
	} else {
		give_up(call, adapter, to, chain, port, count, flags);
	}
}

void detour_return(CallSite call, Adapter &adapter, NET_BUFFER_LIST *chain)
{
	const Chain taken = take(call, adapter, nullptr, Way::receive, chain, nullptr, false);

	return_from(call, adapter, adapter.filters.highest.load(), taken.first, return_flags());
}

} /* namespace ww */

using namespace ww;

namespace {

/* The checks that all four functions for frames begin with. */
class FrameCall {
public:
	FrameCall(CallSite call, NDIS_HANDLE handle, const NET_BUFFER_LIST *lists, ULONG flags, ULONG level_flag)
		: reference_(call, handle, ndis_filter_module_type, at_dispatch_or_below),
		  is_right_(reference_ && ndis_not_null(call, { { lists != nullptr, "NetBufferLists" } }))
	{
		if (is_right_)
			flags_ = check_level_flag(call, &module(), module().has_said_level, flags, level_flag);
	}

	explicit operator bool() const { return is_right_; }
	FilterModule &module() const { return reference_.as<FilterModule>(); }
	/* Those that are true. */
	ULONG flags() const { return flags_; }

private:
	HandleReference reference_;
	bool is_right_;
	ULONG flags_ = 0;
};

} /* namespace */

extern "C" {

VOID NTAPI NdisFSendNetBufferLists(NDIS_HANDLE NdisFilterHandle, PNET_BUFFER_LIST NetBufferLists,
				   NDIS_PORT_NUMBER PortNumber, ULONG SendFlags)
{
	const CallSite call = WW_CALL_SITE;
	const FrameCall frames(call, NdisFilterHandle, NetBufferLists, SendFlags, NDIS_SEND_FLAGS_DISPATCH_LEVEL);

	if (frames)
		send(call, frames.module(), NetBufferLists, PortNumber, frames.flags());
}

VOID NTAPI NdisFSendNetBufferListsComplete(NDIS_HANDLE NdisFilterHandle, PNET_BUFFER_LIST NetBufferLists,
					   ULONG SendCompleteFlags)
{
	const CallSite call = WW_CALL_SITE;
	const FrameCall frames(call, NdisFilterHandle, NetBufferLists, SendCompleteFlags,
			       NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);

	if (frames)
		complete(call, frames.module(), NetBufferLists, frames.flags());
}

VOID NTAPI NdisFIndicateReceiveNetBufferLists(NDIS_HANDLE NdisFilterHandle, PNET_BUFFER_LIST NetBufferLists,
					      NDIS_PORT_NUMBER PortNumber, ULONG NumberOfNetBufferLists,
					      ULONG ReceiveFlags)
{
	const CallSite call = WW_CALL_SITE;
	const FrameCall frames(call, NdisFilterHandle, NetBufferLists, ReceiveFlags,
			       NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);

	UNREFERENCED_PARAMETER(NumberOfNetBufferLists);
	if (frames)
		indicate(call, frames.module(), NetBufferLists, PortNumber, frames.flags());
}

VOID NTAPI NdisFReturnNetBufferLists(NDIS_HANDLE NdisFilterHandle, PNET_BUFFER_LIST NetBufferLists,
				     ULONG ReturnFlags)
{
	const CallSite call = WW_CALL_SITE;
	const FrameCall frames(call, NdisFilterHandle, NetBufferLists, ReturnFlags, NDIS_RETURN_FLAGS_DISPATCH_LEVEL);

	if (frames)
		give_back(call, frames.module(), NetBufferLists, frames.flags());
}

} /* extern "C" */
