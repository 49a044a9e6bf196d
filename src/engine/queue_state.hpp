/* SPDX-License-Identifier: GPL-2.0 */
/*
 * QueueState: one atomic word with a bit for each thing that an item of a work queue needs, and one
 * for each priority that has incoming items. So one load tells whether anything is missing, and one
 * operation claims the right to provide it: the caller of set() that finds a bit clear provides it.
 *
 *	bit		set by				cleared by
 *	incoming	push_waiting()			detach()
 *	kLocalArmed	push_waiting(), claim_idle(),	enter() of a local worker; without a start
 *			resume_items(), try_arm(),	acquire_and_start(), disarm()
 *			claim_primary()
 *	kUnboundArmed	try_arm()			enter() of an unbound worker; without a
 *							start acquire_and_start()
 *	kWatched	push_waiting(), claim_idle(),	enter() of a local worker, sample_unused(),
 *			resume_items()			disarm()
 *	kPrimaryRuns	enter() of the primary worker	leave() of the primary worker
 *
 * docs/scheduling.md has the states of a queue that these bits form.
 */
#pragma once

#include "base/atomic.hpp"
#include "priority.hpp"

namespace ww {

/* Where a worker runs: the order of the workqueues in the platform. */
enum class Place : u8 {
	local,			/* on the queue's CPU, under Linux's concurrency management */
	unbound,		/* on any CPU */
};

constexpr u32 kPlaces = 2;

constexpr u32 index_of(Place place)
{
	return static_cast<u32>(place);
}

class QueueState {
public:
	using Bits = u64;

	/*
	 * Items were pushed with this priority. The bit may stay set after they are taken. It is
	 * clear while items are there in two short times only: from the first push until its pusher
	 * sets the bit, and in detach(), from the clear until the exchange.
	 */
	static constexpr Bits incoming(u32 priority) { return 1ull << priority; }

	/* A worker was started, and its thread does not run yet. */
	static constexpr Bits kLocalArmed = 1ull << kPriorities;
	static constexpr Bits kUnboundArmed = 2ull << kPriorities;

	/*
	 * The stall timer expires soon enough for an item that waits behind a routine. Clear when
	 * the timer has found nothing that waits, after each start of a local worker, and after
	 * disarm().
	 */
	static constexpr Bits kWatched = 4ull << kPriorities;

	/*
	 * The primary worker runs. Code that sets kLocalArmed while this bit is clear has claimed
	 * the primary worker. kLocalArmed then stays set until disarm(), or until the worker has
	 * started: enter() clears it and sets this bit in one operation.
	 */
	static constexpr Bits kPrimaryRuns = 8ull << kPriorities;

	/* The bits that a queue with items must have. */
	static constexpr Bits kServed = kLocalArmed | kWatched;

	static constexpr Bits armed(Place place)
	{
		return place == Place::local ? kLocalArmed : kUnboundArmed;
	}

	static constexpr u32 priorities(Bits bits) { return static_cast<u32>(bits); }

	/* Nothing has come in, no local worker is armed, and the primary worker does not run. */
	static constexpr bool is_idle(Bits bits)
	{
		return !(bits & (kLocalArmed | kPrimaryRuns | kAllPriorities));
	}

	static constexpr bool is_served(Bits bits) { return (bits & kServed) == kServed; }

	Bits get(Order order = Order::seq_cst) const { return bits_.load(order); }

	/* Returns the bits before. */
	Bits set(Bits bits) { return bits_.fetch_or(bits); }
	Bits clear(Bits bits) { return bits_.fetch_and(~bits); }

	/* Compares and exchanges. When false @seen is what the word holds instead. */
	bool replace(Bits &seen, Bits bits) { return bits_.compare_exchange(seen, bits); }

private:
	static constexpr Bits kAllPriorities = kLocalArmed - 1;

	Atomic<Bits> bits_{};
};

} /* namespace ww */
