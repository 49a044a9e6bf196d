/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reference: the count that keeps an object alive, and with it its driver. Each queueing is an
 * activity, from the queue call until engine code drops it after the routine has returned.
 *
 * One word of 64 bits holds two counts. The low half counts references. The high half counts those
 * of them that no driver may drop: activities, which are held by queueings and threads, code on its
 * way into the driver; and kept references, such as a handle's. Both halves change in one
 * operation.
 *
 * An unload waits for activities alone: a leaked reference is reported, but runs nothing. It must
 * not add up the high halves. An activity may begin another one before it ends, and that one could
 * always be where the unload has looked already. So all references of a driver share an
 * UnloadCount, which counts begins and ends.
 *
 * An activity would thus be counted twice, in the word and in the UnloadCount. For most, one of
 * the two is enough:
 *
 *  - An image exists as long as its driver, so its activities need only the UnloadCount.
 *  - An object that many queueings share, such as a device, has a PercpuCount of its own in front
 *    of it, which the unload adds to the UnloadCount. That counts while the creator's reference is
 *    certain to keep the object. Before that reference is dropped, or a rundown begins,
 *    switch_to_atomic() moves the count to the word and the UnloadCount, which count from then
 *    on. (Linux's percpu_ref does the same.)
 *
 * close() begins a rundown. From then on the try_ functions fail, and the waiter for the rundown is
 * woken when only the creator's reference is left.
 */
#pragma once

#include "percpu_count.hpp"

namespace ww {

class Reference {
public:
	using Last = void (*)(Reference *);

	constexpr Reference() = default;
	/* For a thing that exists as long as its driver. */
	constexpr explicit Reference(UnloadCount &unload_count)
		: unload_count_(&unload_count), percpu_count_(&unload_count.percpu_count()) {}

	/*
	 * Sets up the creator's reference. @unload_count is that of the driver which the references
	 * protect. @last is called when the last reference is dropped. With @has_percpu_count there
	 * is a PercpuCount in front of this object.
	 */
	void init(UnloadCount &unload_count, bool has_percpu_count, Last last)
	{
		last_ = last;
		unload_count_ = &unload_count;
		percpu_count_.store(has_percpu_count ? percpu_count_in_front()
						     : &unload_count.percpu_count(),
				    Order::relaxed);
		in_word_ = !has_percpu_count;
		word_.store(kReference, Order::relaxed);
	}

	/* False once the last reference is dropped. */
	bool is_live() const { return references(word_.load(Order::relaxed)) != 0; }

	u32 count() const { return references(settled(word_.load())) + percpu_total(); }
	u32 activities() const
	{
		const u32 kept = kept_.load();
		const u32 in_word = undroppable(settled(word_.load()));

		return (in_word > kept ? in_word - kept : 0) + percpu_total();
	}
	bool is_closed() const { return word_.load() & kClosed; }
	/* Closed, and only the creator's reference is left. It stays so. */
	bool is_run_down() const { return word_.load() == (kClosed | kReference); }

	/* Changes the driver of an object whose per-CPU count is zero. */
	void belong_to(UnloadCount &unload_count) { unload_count_ = &unload_count; }

	/* In place of init(), in zeroed memory, for a thing that exists as long as its driver. */
	void end_with(UnloadCount &unload_count)
	{
		unload_count_ = &unload_count;
		percpu_count_.store(&unload_count.percpu_count(), Order::release);
	}

	/* False in zeroed memory. */
	bool is_set_up() const { return percpu_count_.load(Order::acquire) != nullptr; }

	/* The count of the object's own activities beside the UnloadCount, or null. */
	const PercpuCount *percpu_count() const
	{
		return in_word_ ? nullptr : percpu_count_.load(Order::relaxed);
	}

	UnloadCount *unload_count() const { return unload_count_; }

	const void *driver() const { return unload_count_->driver(); }

	void acquire() { word_.fetch_add(kReference, Order::relaxed); }

	/* As acquire(), for a reference that release_above() does not drop. */
	void acquire_kept()
	{
		kept_.fetch_add(1, Order::relaxed);
		word_.fetch_add(kBoth, Order::relaxed);
	}

	/* The caller's reference becomes a kept one, and the opposite. */
	void keep()
	{
		kept_.fetch_add(1, Order::relaxed);
		word_.fetch_add(kKept, Order::relaxed);
	}

	void give()
	{
		kept_.fetch_sub(1, Order::relaxed);
		word_.fetch_sub(kKept, Order::relaxed);
	}

	void acquire_activity(Stripe stripe)
	{
		if (!percpu_count_.load(Order::relaxed)->begin(stripe)) [[unlikely]]
			begin_atomic(stripe);
		else if (in_word_)
			word_.fetch_add(kBoth, Order::relaxed);
	}

	/* The same for an object that has none of its own. */
	void acquire_activity_in_word(Stripe stripe) { begin_atomic(stripe); }

	/* The same for an object that has a per-CPU count. */
	void acquire_counted_activity(Stripe stripe)
	{
		if (!percpu_count_in_front()->begin(stripe))
			begin_atomic(stripe);
	}

	/* The same, but false, and nothing has changed, when the word counts the activities. */
	[[nodiscard]] bool acquire_activity_unless_in_word(Stripe stripe)
	{
		return percpu_count_in_front()->begin(stripe);
	}

	/*
	 * As acquire_counted_activity(), for an object that may be gone. False, and nothing has
	 * changed, when the last reference is: then another thread ends the object. Closed or not.
	 */
	[[nodiscard]] bool acquire_activity_of_live(Stripe stripe)
	{
		return percpu_count_in_front()->begin(stripe) || try_begin_atomic(stripe, 0);
	}

	/*
	 * As acquire() and acquire_activity(). False, and nothing has changed, when closed, or when
	 * the last reference is gone: then another thread ends the object.
	 */
	bool try_acquire() { return try_add(kReference); }

	bool try_acquire_kept()
	{
		if (!try_add(kBoth))
			return false;
		kept_.fetch_add(1, Order::relaxed);
		return true;
	}

	bool try_acquire_activity(Stripe stripe)
	{
		return (!in_word_ && percpu_count_.load(Order::relaxed)->begin(stripe)) ||
		       try_begin_atomic(stripe, kClosed);
	}

	/* True for the first call, whose caller waits for the rundown. */
	bool close() { return !(word_.fetch_or(kClosed) & kClosed); }

	void release() { drop(kReference); }

	void release_kept()
	{
		kept_.fetch_sub(1, Order::relaxed);
		drop(kBoth);
	}

	/* After this the driver's code may be gone. */
	void release_activity(Stripe stripe)
	{
		/* Read first: the drop may free this object, and the UnloadCount outlives it. */
		PercpuCount &percpu_count = *percpu_count_.load(Order::relaxed);

		if (in_word_)
			drop(kBoth);
		end(percpu_count, stripe);
	}

	/* The same for an object that has a per-CPU count. */
	void release_counted_activity(Stripe stripe) { end(*percpu_count_in_front(), stripe); }

	/*
	 * Moves the per-CPU count to the word and the UnloadCount. Once, while no unload adds up.
	 * An activity that began in the per-CPU count may end in the word before it was moved
	 * there, so the word holds a surplus meanwhile.
	 */
	void switch_to_atomic()
	{
		word_.fetch_add(kMoving * kBoth);

		const s64 taken = percpu_count_.load(Order::relaxed)->drain();

		unload_count_->percpu_count().add(taken);
		word_.fetch_sub((kMoving - static_cast<u64>(taken)) * kBoth);
	}

	/*
	 * release() for a caller that may hold no reference. False, and nothing has changed, when
	 * only @floor references, kept ones and those of activities are left. @before is the count
	 * before the call.
	 */
	bool release_above(u32 floor, u32 &before)
	{
		const Last last = last_;
		const u32 elsewhere = percpu_total();
		u64 seen = word_.load(Order::relaxed);

		do {
			before = references(settled(seen)) + elsewhere;
			if (references(seen) <= floor + undroppable(seen))
				return false;
		} while (!word_.compare_exchange(seen, seen - kReference));
		after_drop(seen, last);
		return true;
	}

	/*
	 * release() of the last reference. False, and nothing has changed, when it is not the last.
	 */
	bool release_to_end()
	{
		if ((word_.load() & ~kClosed) != kReference)
			return false;
		release();
		return true;
	}

private:
	static constexpr u64 kReference = 1;
	static constexpr u64 kKept = 1ull << 32;
	static constexpr u64 kBoth = kKept | kReference;
	static constexpr u64 kClosed = 1ull << 63;
	static constexpr u64 kMoving = 1ull << 29;	/* docs/scheduling.md, Constants */

	static u32 references(u64 word) { return static_cast<u32>(word); }
	static u32 undroppable(u64 word) { return static_cast<u32>((word & ~kClosed) >> 32); }

	/* Without the surplus that the word holds while activities are moved. */
	static u64 settled(u64 word)
	{
		return undroppable(word) < kMoving / 2 ? word : word - kMoving * kBoth;
	}

	/*
	 * For diagnostics, and results that drivers see. Any number while switch_to_atomic() runs.
	 */
	u32 percpu_total() const
	{
		const PercpuCount *const own = percpu_count();

		if (!own)
			return 0;

		const s64 ended = own->ended();
		const s64 count = own->begun() - ended;

		return count > 0 ? static_cast<u32>(count) : 0;
	}

	/*
	 * False when a bit of @refused is set, or when the last reference is gone. A caller that
	 * finds it closed also finds the per-CPU count switched.
	 */
	bool try_add(u64 amount, u64 refused = kClosed)
	{
		u64 seen = word_.load(Order::acquire);

		do {
			if (seen & refused || !references(seen))
				return false;
		} while (!word_.compare_exchange(seen, seen + amount));
		return true;
	}

	void drop(u64 amount)
	{
		/* Read first: after the drop this may be freed memory. */
		const Last last = last_;

		after_drop(word_.fetch_sub(amount, Order::acq_rel), last);
	}

	void after_drop(u64 before, Last last)
	{
		if (references(before) <= 2) [[unlikely]]
			after_low_drop(before, last);
	}

	PercpuCount *percpu_count_in_front() { return reinterpret_cast<PercpuCount *>(this) - 1; }

	/*
	 * Begins an activity that the object's per-CPU count does not count. Inline, since a queue
	 * call that calls nothing saves no registers.
	 */
	void begin_atomic(Stripe stripe)
	{
		unload_count_->begin(stripe);
		word_.fetch_add(kBoth, Order::relaxed);
	}

	/* The UnloadCount comes last, so that a refusal has nothing to undo. */
	bool try_begin_atomic(Stripe stripe, u64 refused)
	{
		if (!try_add(kBoth, refused))
			return false;
		unload_count_->begin(stripe);
		return true;
	}

	void end_atomic(Stripe stripe);

	void end(PercpuCount &percpu_count, Stripe stripe)
	{
		if (percpu_count.end(stripe)) [[likely]]
			UnloadCount::wake_waiters();
		else
			end_atomic(stripe);
	}

	/* The last reference may be gone, or only the one left that a rundown waits for. */
	void after_low_drop(u64 before, Last last);

	Atomic<u64> word_{};
	Last last_ = nullptr;
	UnloadCount *unload_count_ = nullptr;
	/*
	 * The object's, or that of its UnloadCount. In the second case in_word_ tells whether the
	 * word also counts.
	 */
	Atomic<PercpuCount *> percpu_count_{};
	bool in_word_ = false;
	Atomic<u32> kept_{};		/* of the high half; for diagnostics */
};

} /* namespace ww */
