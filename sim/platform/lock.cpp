/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's raw spin locks, and drivers' KSPIN_LOCKs: known by their address. A release is no step:
 * what another context does next could as well have come before this one's next step.
 */
#include "state.hpp"

#include "../machine/memory.hpp"
#include "../machine/order.hpp"
#include "../machine/story.hpp"
#include "linux/irq_context.h"
#include "linux/lock.h"
#include "linux/spinlock.h"

#include <algorithm>
#include <map>
#include <vector>

using sim::Clock;
using sim::Context;
using sim::machine;

namespace {

struct Held {
	const Context *owner = nullptr;
	int cpu = -1;
	int depth = 0;
	bool raised = false;
	Clock clock;
};

std::map<const void *, Held> locks;
std::map<const void *, Held> spin_locks;

bool is_free(void *argument)
{
	return !static_cast<Held *>(argument)->owner;
}

void take(Held &lock, const char *why, const void *pc, bool is_step = false)
{
	machine.spin_until(is_free, &lock, why, pc, is_step);
	lock.owner = machine.running;
	lock.cpu = machine.running->cpu;
	sim::order::join(lock.cpu, lock.clock);
}

void give(Held &lock)
{
	lock.clock = sim::order::publish(machine.running->cpu);
	lock.owner = nullptr;
}

/* Held by this context, or by the one that it interrupted: that would wait for ever. */
bool is_mine(const Held &lock)
{
	return lock.owner && lock.cpu == machine.running->cpu;
}

} /* namespace */

namespace sim::platform {

void locks_reset()
{
	locks.clear();
	spin_locks.clear();
}

} /* namespace sim::platform */

extern "C" {

void ww_lock_init(struct ww_lock *, enum ww_lock_class) {}

ww_uptr ww_lock_acquire(struct ww_lock *lock)
{
	const ww_uptr state = ww_interrupts_save();

	if (!machine.running)
		return state;
	Held &held = locks[lock];

	if (held.owner == machine.running)
		sim::violation("deadlock", __builtin_return_address(0), "the lock %p is taken twice",
			       static_cast<void *>(lock));
	/* Turning interrupts off was a step already. */
	const bool were_off = state;

	take(held, "waits for a lock", __builtin_return_address(0), were_off);
	sim::story::tell(__builtin_return_address(0), "locks");
	return state;
}

bool ww_lock_try_acquire(struct ww_lock *lock, ww_uptr *interrupt_state)
{
	*interrupt_state = ww_interrupts_save();
	if (machine.running && locks[lock].owner) {
		ww_interrupts_restore(*interrupt_state);
		return false;
	}
	if (machine.running)
		take(locks[lock], "takes a lock", __builtin_return_address(0));
	return true;
}

void ww_lock_release(struct ww_lock *lock, ww_uptr state)
{
	if (machine.running) {
		give(locks[lock]);
		sim::story::tell(__builtin_return_address(0), "unlocks");
	}
	ww_interrupts_restore(state);
}

enum ww_spin ww_spin_acquire(void *word)
{
	Held &held = spin_locks[word];

	sim::memory::writing(word, sizeof(ww_uptr), __builtin_return_address(0));
	if (is_mine(held)) {
		held.depth++;
		return WW_SPIN_RECURSIVE;
	}
	sim::point(__builtin_return_address(0));
	take(held, "waits for a spin lock", __builtin_return_address(0));
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *word)
{
	Held &held = spin_locks[word];

	sim::point(__builtin_return_address(0));
	sim::memory::writing(word, sizeof(ww_uptr), __builtin_return_address(0));
	if (held.owner)
		return WW_SPIN_BUSY;
	take(held, "takes a spin lock", __builtin_return_address(0));
	return WW_SPIN_TAKEN;
}

enum ww_spin_release ww_spin_release(void *word)
{
	Held &held = spin_locks[word];

	sim::memory::writing(word, sizeof(ww_uptr), __builtin_return_address(0));
	if (!is_mine(held))
		return WW_SPIN_NOT_OWNED;
	if (held.depth) {
		held.depth--;
		return WW_SPIN_RELEASED;
	}
	const bool raised = held.raised;

	held.raised = false;
	give(held);
	return raised ? WW_SPIN_RELEASED_RAISED : WW_SPIN_RELEASED;
}

void ww_spin_note_raised(void *word)
{
	spin_locks[word].raised = true;
}

bool ww_spin_is_free(const void *word)
{
	sim::point(__builtin_return_address(0));
	sim::memory::reading(word, sizeof(ww_uptr), __builtin_return_address(0));
	return !spin_locks[word].owner;
}

enum ww_spin ww_spin_interlock(void *word, ww_uptr *interrupt_state)
{
	*interrupt_state = ww_interrupts_save();
	return ww_spin_acquire(word);
}

void ww_spin_interlock_end(void *word, enum ww_spin taken, ww_uptr interrupt_state)
{
	if (taken != WW_SPIN_BUSY)
		ww_spin_release(word);
	ww_interrupts_restore(interrupt_state);
}

ww_u32 ww_spin_held(void)
{
	ww_u32 count = 0;

	for (const auto &[word, held] : spin_locks)
		count += is_mine(held);
	return count;
}

void ww_spin_release_held(void)
{
	for (auto &[word, held] : spin_locks) {
		if (is_mine(held))
			give(held);
	}
}

void ww_spin_exit(void) {}

} /* extern "C" */
