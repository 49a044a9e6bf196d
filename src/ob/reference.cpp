/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The end of the references on an object.
 */
#include "reference.hpp"
#include "linux/wait.h"

namespace ww {

void Reference::after_low_drop(u64 before, Last last)
{
	const u32 left = static_cast<u32>(before) - 1;
	const u32 awaited = before & kClosed ? 1 : 0;

	if (left > awaited)
		return;
	if (!left && last)
		last(this);
	ww_gate_wake();
}

void Reference::end_atomic(Stripe stripe)
{
	UnloadCount *const unload_count = unload_count_;

	drop(kBoth);
	unload_count->end(stripe);
}

} /* namespace ww */
