/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The adapters and the protocol drivers that are bound to each other. Both get numbers in the order in which they come,
 * so that a walk that calls drivers can go on behind the one it has reached.
 */
#include "adapter.hpp"
#include "bindings.hpp"
#include "linux/print.h"
#include "linux/wait.h"

namespace ww {
namespace {

/* In the turn. No driver is called in it. */
constinit LongTurn turn;
constinit Adapter *adapters;
constinit ProtocolDriver *protocols;
constinit u32 last_number;

constexpr char kWaiter[] = "the list of network adapters";

AdapterBindings &links_of(Adapter &adapter)
{
	return adapter.bindings;
}

ProtocolDriver &links_of(ProtocolDriver &protocol)
{
	return protocol;
}

template <typename Member>
void add(Member *&first, Member &member)
{
	const LongTurnGuard guard(turn, kWaiter);
	Member **end = &first;

	while (*end)
		end = &links_of(**end).next;
	*end = &member;
	links_of(member).number = ++last_number;
}

template <typename Member>
void remove(Member *&first, Member &member)
{
	const LongTurnGuard guard(turn, kWaiter);

	for (Member **each = &first; *each; each = &links_of(**each).next) {
		if (*each != &member)
			continue;
		*each = links_of(member).next;
		return;
	}
}

template <typename Member>
Member *next(Member *first, u32 number)
{
	while (first && links_of(*first).number <= number)
		first = links_of(*first).next;
	if (first)
		object_reference(first);
	return first;
}

bool try_take(void *is_taken)
{
	return !static_cast<Atomic<bool> *>(is_taken)->exchange(true);
}

} /* namespace */

void LongTurn::take(const char *waiter)
{
	while (!ww_gate_wait(try_take, &is_taken_))
		ww_print(WW_LEVEL_WARNING, "%s waits for a driver that binds or unbinds", waiter);
}

void LongTurn::end()
{
	is_taken_.store(false);
	ww_gate_wake();
}

void registry_add(Adapter &adapter)
{
	add(adapters, adapter);
}

void registry_remove(Adapter &adapter)
{
	remove(adapters, adapter);
}

void registry_add(ProtocolDriver &protocol)
{
	add(protocols, protocol);
}

void registry_remove(ProtocolDriver &protocol)
{
	remove(protocols, protocol);
}

Adapter *registry_next_adapter(u32 number)
{
	const LongTurnGuard guard(turn, kWaiter);

	return next(adapters, number);
}

ProtocolDriver *registry_next_protocol(u32 number)
{
	const LongTurnGuard guard(turn, kWaiter);

	return next(protocols, number);
}

} /* namespace ww */
