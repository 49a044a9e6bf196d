/* SPDX-License-Identifier: GPL-2.0 */
#include "bus_chain.hpp"

#include "base/atomic.hpp"
#include "base/types.hpp"
#include "linux/memory.h"
#include "linux/request.h"

namespace ww {

struct BusChain {
	Atomic<u32> references;
	const void *operations;
	BusChain *below;		/* with a reference */
};

namespace {

void reference(BusChain *chain)
{
	if (chain)
		chain->references.fetch_add(1, Order::relaxed);
}

/* Of the links above @end. */
void put_modules(BusChain *chain, const BusChain *end)
{
	for (; chain != end; chain = chain->below)
		ww_operations_put(chain->operations);
}

} /* namespace */

BusChain *bus_chain_create(const void *operations, BusChain *below)
{
	auto *const chain = static_cast<BusChain *>(ww_zalloc_sleeping(sizeof(BusChain)));

	if (!chain)
		return nullptr;
	reference(below);
	chain->references.store(1);
	chain->operations = operations;
	chain->below = below;
	return chain;
}

void bus_chain_release(BusChain *chain)
{
	while (chain && chain->references.fetch_sub(1) == 1) {
		BusChain *const below = chain->below;

		ww_free(chain);
		chain = below;
	}
}

bool bus_chain_keep(BusChain *chain)
{
	for (BusChain *link = chain; link; link = link->below) {
		if (!ww_operations_try_get(link->operations)) {
			put_modules(chain, link);
			return false;
		}
	}
	reference(chain);
	return true;
}

void bus_chain_drop(BusChain *chain)
{
	put_modules(chain, nullptr);
	bus_chain_release(chain);
}

} /* namespace ww */
