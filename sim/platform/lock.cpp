/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's raw spin locks, and drivers' KSPIN_LOCKs. The address identifies a lock. A release
 * is no step: the next step of another context may as well come before the next step of this one.
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
using sim::Level;
using sim::machine;

namespace {

struct Held {
	const Context *owner = nullptr;
	int cpu = -1;
	Level level = Level::task;	/* of the owner */
	int depth = 0;
	bool raised = false;
	bool interlocked = false;	/* for a few instructions, with interrupts off */
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
	lock.level = machine.running->level;
	sim::order::join(lock.cpu, lock.clock);
}

void give(Held &lock)
{
	lock.clock = sim::order::publish(machine.running->cpu);
	lock.owner = nullptr;
}

/*
 * WW_SPIN_TAKEN: not held on this CPU. The CPU and the level identify the owner. So a task that is
 * preempted with a lock counts as the task that runs now. With PREEMPT_RT the owner is the task.
 */
ww_spin owned_here(const Held &lock)
{
	const Context *const me = machine.running;

	if (!lock.owner)
		return WW_SPIN_TAKEN;
	if (machine.config.realtime)
		return lock.owner == me ? WW_SPIN_RECURSIVE : WW_SPIN_TAKEN;
	if (lock.cpu != me->cpu)
		return WW_SPIN_TAKEN;
	return lock.level == me->level ? WW_SPIN_RECURSIVE : WW_SPIN_DEADLOCK;
}

bool is_mine(const Held &lock)
{
	return owned_here(lock) == WW_SPIN_RECURSIVE;
}

/* With PREEMPT_RT the lock would sleep, and here it must not. */
bool is_out_of_reach()
{
	return machine.config.realtime && ww_context() == WW_CONTEXT_INTERRUPT;
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
		sim::violation("deadlock", __builtin_return_address(0),
			       "the lock %p is taken twice", static_cast<void *>(lock));
	/* Turning interrupts off was a step already. */
	const bool were_off = state;

	take(held, "waits for a lock", __builtin_return_address(0), were_off);
	sim::story::tell(__builtin_return_address(0), "locks");
	return state;
}

void ww_lock_acquire_inside(struct ww_lock *lock, ww_u32)
{
	ww_lock_acquire(lock);
}

bool ww_lock_try_acquire(struct ww_lock *lock, ww_uptr *interrupt_state)
{
	const ww_uptr state = ww_interrupts_save();

	/* As in ww_lock_acquire(). */
	if (machine.running && state)
		sim::point(__builtin_return_address(0));
	if (machine.running && locks[lock].owner) {
		ww_interrupts_restore(state);
		return false;
	}
	*interrupt_state = state;
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

void ww_lock_assert_held(const struct ww_lock *lock)
{
	if (machine.running && locks[lock].owner != machine.running)
		sim::violation("lock not held", __builtin_return_address(0),
			       "the lock %p is not held where it must be",
			       static_cast<const void *>(lock));
}

enum ww_spin ww_spin_acquire(void *word, const void *)
{
	Held &held = spin_locks[word];

	sim::memory::writing(word, sizeof(ww_uptr), __builtin_return_address(0));
	if (is_out_of_reach())
		return WW_SPIN_BUSY;
	const ww_spin owned = owned_here(held);

	held.depth += owned == WW_SPIN_RECURSIVE;
	if (owned != WW_SPIN_TAKEN)
		return owned;
	sim::point(__builtin_return_address(0));
	take(held, "waits for a spin lock", __builtin_return_address(0));
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *word, const void *)
{
	Held &held = spin_locks[word];

	sim::point(__builtin_return_address(0));
	sim::memory::writing(word, sizeof(ww_uptr), __builtin_return_address(0));
	if (held.owner || is_out_of_reach())
		return WW_SPIN_BUSY;
	take(held, "takes a spin lock", __builtin_return_address(0));
	return WW_SPIN_TAKEN;
}

/* The machine makes no reports of names. */
bool ww_spin_last_held(const void **, const void **)
{
	return false;
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

/* Not recorded, and it does not sleep with PREEMPT_RT. */
enum ww_spin ww_spin_interlock(void *word, ww_uptr *interrupt_state)
{
	Held &held = spin_locks[word];
	const bool out_of_reach = is_out_of_reach();

	*interrupt_state = ww_interrupts_save();
	/* As in ww_lock_acquire(). */
	if (machine.running && *interrupt_state)
		sim::point(__builtin_return_address(0));
	sim::memory::writing(word, sizeof(ww_uptr), __builtin_return_address(0));
	if (const ww_spin owned = owned_here(held); owned != WW_SPIN_TAKEN)
		return owned;
	if (held.owner && !held.interlocked && out_of_reach)
		return WW_SPIN_BUSY;
	take(held, "waits for a spin lock", __builtin_return_address(0));
	held.interlocked = true;
	return WW_SPIN_TAKEN;
}

void ww_spin_interlock_end(void *word, enum ww_spin taken, ww_uptr interrupt_state)
{
	if (taken == WW_SPIN_TAKEN) {
		sim::memory::writing(word, sizeof(ww_uptr), __builtin_return_address(0));
		spin_locks[word].interlocked = false;
		give(spin_locks[word]);
	}
	ww_interrupts_restore(interrupt_state);
}

ww_u32 ww_spin_held(void)
{
	ww_u32 count = 0;

	for (const auto &[word, held] : spin_locks)
		count += is_mine(held) && held.owner == machine.running;
	return count;
}

/* The engine keeps none. */
ww_u32 ww_spin_release_held(ww_u32)
{
	for (auto &[word, held] : spin_locks) {
		if (is_mine(held) && held.owner == machine.running) {
			held.depth = 0;
			held.raised = false;
			give(held);
		}
	}
	return 0;
}

void ww_spin_exit(void) {}

} /* extern "C" */
