/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The OID requests of protocol drivers, and what all bindings of an adapter receive together.
 */
#pragma once

#include <ndis.h>

#include "base/atomic.hpp"
#include "base/types.hpp"
#include "linux/done.h"
#include "request_queue.hpp"

namespace ww {

struct Adapter;
struct Binding;

/*
 * The requests of an adapter's bindings: one at a time, in the order of their coming, on a worker. `wakes` counts what is
 * new, as Stack::wakes does.
 */
struct BindingRequests {
	struct ww_later later;		/* first: its function finds the requests */
	Adapter *adapter;
	RequestQueue queue;
	Atomic<u32> wakes;
	Atomic<bool> is_lost;		/* the driver has lost its filter and list */

	void init(Adapter &of);
};

/*
 * Sets the packet filter that the interface and all bindings want, if it is another one than before, or @is_lost.
 * PASSIVE_LEVEL.
 */
NDIS_STATUS packet_filter_update(Adapter &adapter, bool is_lost);

/* A binding that is closed wants nothing any more. PASSIVE_LEVEL. */
void binding_receive_nothing(Binding &binding);

/* Has the driver get the bindings' filter and list again. <= DISPATCH_LEVEL. */
void bindings_restore_filter(Adapter &adapter);
/* Waits until the driver has them. No binding is left, and no reset begins any more. PASSIVE_LEVEL. */
void bindings_settle(Adapter &adapter);

} /* namespace ww */
