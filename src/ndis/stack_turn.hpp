/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The turn of an adapter's stack, and the pause of the whole stack. Whatever pauses or restarts the stack, or changes its
 * modules, runs in the turn: one at a time for an adapter, and adapters do not wait for each other.
 *
 * The order of what waits for drivers. Who holds one may wait for those behind it, and for no other.
 *
 *	StackTurn			all routines of miniport and filter drivers that start and stop
 *	AdapterBindings::turn		bind, unbind, NetEventPause and NetEventRestart of protocol drivers
 *	AdapterBindings::filter_free	requests for the packet filter and the multicast list
 *	AdapterBindings::event_turn	events of filter modules, in protocol drivers; it waits for no other
 *	request_idle			of the highest module first, of the adapter last: one request at a time
 *
 * So adapters are bound outside of the StackTurn, and a pause has the turn of the bindings only while it tells them. A
 * bind may come while the stack is paused: it sees is_paused. A bind routine may send requests and wait for them, because
 * requests pass in each state. It may add an adapter, whose turns are of its own, above. It may not register or
 * deregister a filter driver: that pauses the stack. Frames, statuses, returns and completions wait for none of these.
 */
#pragma once

#include "adapter.hpp"

namespace ww {

class StackTurn {
public:
	/* PASSIVE_LEVEL. */
	explicit StackTurn(Adapter &adapter) : adapter_(adapter)
	{
		KeWaitForSingleObject(&adapter_.turn_free, Executive, KernelMode, FALSE, nullptr);
	}
	~StackTurn() { KeSetEvent(&adapter_.turn_free, IO_NO_INCREMENT, FALSE); }
	StackTurn(const StackTurn &) = delete;
	StackTurn &operator=(const StackTurn &) = delete;

private:
	Adapter &adapter_;
};

/*
 * Pauses bindings, modules and miniport driver, from the top down. The interface stays: what it sends meanwhile waits
 * in its queues. @reason: NDIS_PAUSE_. PASSIVE_LEVEL, in the turn.
 */
void stack_pause(Adapter &adapter, ULONG reason);

/* Restarts what stack_pause() has paused, from the bottom up. Likewise. */
void stack_resume(Adapter &adapter);

/* The miniport driver and the modules alone. False if the miniport driver fails. Likewise. */
bool stack_restart(Adapter &adapter);

} /* namespace ww */
