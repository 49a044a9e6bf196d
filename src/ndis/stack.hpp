/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Stack: an adapter's way up to an interface. At its top is the Linux binding, WinWork's own protocol driver: its
 * other side is an interface of Linux, or the peer of a test. Stacks know interfaces only by the table
 * ww_net_ops.
 *
 * A stack is made when MiniportRestart has succeeded, and unbound before MiniportPause is called. It exists
 * as long as the adapter's object, because any call of the driver may still use it: each such call
 * references the adapter.
 *
 * The interface's events come with locks of Linux held, RTNL among them. They note what is wanted, and run
 * control() on a worker; `wakes` keeps it from running twice at a time. So Linux never waits for a driver.
 */
#pragma once

#include "base/atomic.hpp"
#include "linux/done.h"
#include "linux/net_device.h"
#include "send.hpp"

namespace ww {

struct Stack {
	struct ww_later later;			/* first: its function finds the stack */
	Adapter *adapter;		/* it owns this */
	const struct ww_net_ops *ops;
	ww_net *net;			/* the interface's; for other threads when is_bound */
	Sends sends;
	Atomic<bool> is_bound;		/* set with the first event, at the latest */
	Atomic<bool> is_unbinding;	/* the caller that sets it removes the interface */

	Atomic<u32> wanted_filter;	/* NDIS_PACKET_TYPE_ flags; 0: the interface is down */
	Atomic<u32> filter;		/* that the driver has; control() changes it */
	Atomic<bool> is_filter_lost;	/* the driver has lost it, and shall get it again */
	Atomic<u32> wakes;		/* of control(); the one that finds 0 starts it */

	Stack *next;			/* of those that are unbound, of the same adapter */
};

/* Gives a running adapter its interface, if it can have one. The log says why not. PASSIVE_LEVEL. */
void stack_bind(Adapter &adapter);

/*
 * Removes the interface, if there is one, and cancels its sends. Waits a second for them: MiniportPause has to
 * complete the rest. PASSIVE_LEVEL.
 */
void stack_unbind(Adapter &adapter);

/* After MiniportPause: reports sends that are still out, and waits for them. PASSIVE_LEVEL. */
void stack_drain(Adapter &adapter);

/* Waits until the driver has been told all that the interface wants. PASSIVE_LEVEL. */
void stack_settle(Stack &stack);

/* The log says that somebody waits for the driver. */
void adapter_print_late_filter(const Adapter &adapter);

/*
 * Waits until a sender of requests for packet filters is settled. The log says every ten seconds that it is not.
 * PASSIVE_LEVEL.
 */
void adapter_wait_for_filter(const Adapter &adapter, bool (*is_settled)(void *sender), void *sender);

/* The end of the adapter's object. <= DISPATCH_LEVEL. */
void stack_free_all(Adapter &adapter);

/* What the interface wants to receive: NDIS_PACKET_TYPE_ flags. Any IRQL. */
ULONG stack_wanted_filter(const Adapter &adapter);

/* Has the driver get the packet filter again, if an interface that is up has set one. <= DISPATCH_LEVEL. */
void stack_restore_filter(Adapter &adapter);

/*
 * Tells the interface the adapter's link state, if there is an interface. One that goes up has no link until the driver
 * has its packet filter, so that no frame is sent before its answer can be received. <= DISPATCH_LEVEL.
 */
void stack_tell_link(Adapter &adapter);

} /* namespace ww */
