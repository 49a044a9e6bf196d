/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CallerSet: the callers that something was said about, so that it is said once to each. Without
 * locks, in any context. When too many are in it, it forgets some, and what concerns them is said
 * again.
 */
#pragma once

#include "address.hpp"
#include "atomic.hpp"
#include "types.hpp"

namespace ww {

class CallerSet {
public:
	/* Adds an address in a driver's code. False if it was there. */
	bool add(const void *caller)
	{
		const uintptr_t hash = address_of(caller) ^ address_of(caller) >> 8;

		is_used_.store(true, Order::relaxed);
		for (u32 i = 0; i < kProbes; i++) {
			Atomic<const void *> &place = places_[(hash + i) % kPlaces];
			const void *found = place.load(Order::relaxed);

			if (!found && place.compare_exchange(found, caller))
				return true;
			if (found == caller)
				return false;
		}
		return places_[hash % kPlaces].exchange(caller) != caller;
	}

	/* Removes those for which @is_gone is true: an address may become another driver's. */
	template <typename IsGone>
	void forget(IsGone is_gone)
	{
		if (!is_used_.load(Order::relaxed))
			return;
		for (Atomic<const void *> &place : places_) {
			const void *const found = place.load(Order::relaxed);

			if (found && is_gone(found))
				place.store(nullptr, Order::relaxed);
		}
	}

private:
	static constexpr u32 kPlaces = 256;
	static constexpr u32 kProbes = 8;

	Atomic<bool> is_used_{};	/* an address was added, ever */
	Atomic<const void *> places_[kPlaces]{};
};

} /* namespace ww */
