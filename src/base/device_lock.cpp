/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The locks of interrupts, and the chain of those that a CPU holds.
 */
#include "device_lock.hpp"

#include "linux/cpu.h"
#include "linux/memory.h"
#include "linux/spinlock.h"
#include "linux/thread.h"

namespace ww {
namespace {

/* The lock that was acquired last on each CPU, or null. Read and written there, with interrupts off. */
constinit DeviceLock **last_on_cpu = nullptr;

DeviceLock *&last_here()
{
	return last_on_cpu[ww_cpu()];
}

} /* namespace */

int device_locks_init()
{
	last_on_cpu = static_cast<DeviceLock **>(ww_zalloc_sleeping(ww_cpu_count() * sizeof(DeviceLock *)));
	return last_on_cpu ? 0 : -WW_ENOMEM;
}

void device_locks_exit()
{
	ww_free(last_on_cpu);
	last_on_cpu = nullptr;
}

void DeviceLock::init()
{
	ww_lock_init(&lock_, WW_LOCK_INTERRUPT);
}

bool DeviceLock::is_held_here() const
{
	return __atomic_load_n(&holder_, __ATOMIC_RELAXED) == ww_current_task();
}

bool DeviceLock::acquire(u8 level)
{
	if (is_held_here())
		return false;

	const uintptr_t state = ww_interrupts_save();
	DeviceLock *&last = last_here();
	u32 depth = 0;

	for (const DeviceLock *each = last; each; each = each->below_)
		depth++;
	ww_lock_acquire_inside(&lock_, depth);
	state_ = state;
	former_ = enter_device_level(level);
	below_ = last;
	last = this;
	__atomic_store_n(&holder_, ww_current_task(), __ATOMIC_RELAXED);
	return true;
}

/* The lock that was acquired behind this one, if there is one, ends what this one began. */
void DeviceLock::end()
{
	DeviceLock **link = &last_here();
	DeviceLock *later = nullptr;

	while (*link != this) {
		later = *link;
		link = &later->below_;
	}
	*link = below_;
	is_of_routine_ = false;
	__atomic_store_n(&holder_, nullptr, __ATOMIC_RELAXED);
	if (!later) {
		const uintptr_t state = state_;

		leave_device_level(former_);
		ww_lock_release(&lock_, state);
		return;
	}

	const uintptr_t off = later->state_;

	later->state_ = state_;
	later->former_ = former_;
	ww_lock_release(&lock_, off);
}

bool DeviceLock::release()
{
	if (!is_held_here() || is_of_routine_)
		return false;
	end();
	return true;
}

u32 device_locks_release_above(const DeviceLock *keep)
{
	u32 count = 0;

	if (!ww_interrupts_disabled())
		return 0;
	while (DeviceLock *last = last_here()) {
		if (last == keep)
			break;
		last->end();
		count++;
		if (!ww_interrupts_disabled())
			break;
	}
	return count;
}

DeviceRoutine::DeviceRoutine(DeviceLock &lock, u8 level) : lock_(lock), spin_locks_(ww_spin_held())
{
	lock.acquire(level);
	lock.is_of_routine_ = true;
	level_ = current_irql();
}

Left DeviceRoutine::end()
{
	Left left = { current_irql(), ww_spin_held() - spin_locks_, {} };

	if (left.locks) {
		left.last = held_lock_last();
		ww_spin_release_held(spin_locks_);
	}
	left.locks += device_locks_release_above(&lock_);
	lock_.end();
	return left;
}

} /* namespace ww */
