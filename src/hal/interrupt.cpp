/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the routine of an interrupt runs.
 */
#include "interrupt.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "linux/spinlock.h"
#include "linux/thread.h"

namespace ww {
namespace {

/* DRIVER_VERIFIER_DETECTED_VIOLATION's code for a routine that returns at another level. */
constexpr uintptr_t kIsrChangedState = 0x111;

} /* namespace */

void Interrupt::init(u32 irq, bool is_shared, u8 level, const char *device, InterruptLock &shared_lock,
		     Isr isr)
{
	number = irq;
	this->is_shared = is_shared;
	is_passive = false;
	name = device;
	ww_irq::run = run;
	lock_ = &shared_lock;
	isr_ = isr;
	level_ = level;
}

/* A line that is shared stays on for the others: then the interrupt is none of this device's. */
bool Interrupt::run(ww_irq *irq)
{
	auto &interrupt = *static_cast<Interrupt *>(irq);
	const uintptr_t state = ww_lock_acquire(&interrupt.lock_->lock);
	const DeviceLevel former = enter_device_level(interrupt.level_);
	const u32 held = ww_spin_held();

	__atomic_store_n(&interrupt.lock_->holder, ww_current_task(), __ATOMIC_RELAXED);

	const bool is_own = !(interrupt.is_shared && interrupt.is_masked_.load()) &&
			    interrupt.isr_(interrupt);
	const u8 irql = current_irql();
	const u32 left = ww_spin_held() - held;

	if (irql != interrupt.level_ || left) [[unlikely]] {
		if (left)
			ww_spin_release_held(held);
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kIsrChangedState,
					address_of(reinterpret_cast<const void *>(interrupt.isr_)),
					interrupt.level_, irql },
			 .call = { "the interrupt service routine" }, .item = &interrupt,
			 .owner_name = interrupt.name },
		       "the routine was called at IRQL %u, and returned at IRQL %u with %u spin locks",
		       interrupt.level_, irql, left);
	}
	__atomic_store_n(&interrupt.lock_->holder, nullptr, __ATOMIC_RELAXED);
	leave_device_level(former);
	ww_lock_release(&interrupt.lock_->lock, state);
	return is_own;
}

s32 Interrupt::connect()
{
	const s32 error = ww_irq_connect(this);

	is_connected_ = !error;
	is_masked_.store(false);
	return error;
}

void Interrupt::disconnect()
{
	if (!is_connected_)
		return;
	unmask();
	is_connected_ = false;
	ww_irq_disconnect(this);
}

bool Interrupt::is_held_here() const
{
	return __atomic_load_n(&lock_->holder, __ATOMIC_RELAXED) == ww_current_task();
}

bool Interrupt::acquire()
{
	if (is_held_here())
		return false;

	const uintptr_t state = ww_lock_acquire(&lock_->lock);

	lock_->state = state;
	lock_->former = enter_device_level(level_);
	__atomic_store_n(&lock_->holder, ww_current_task(), __ATOMIC_RELAXED);
	return true;
}

void Interrupt::release()
{
	const uintptr_t state = lock_->state;

	__atomic_store_n(&lock_->holder, nullptr, __ATOMIC_RELAXED);
	leave_device_level(lock_->former);
	ww_lock_release(&lock_->lock, state);
}

void Interrupt::mask()
{
	if (!is_masked_.exchange(true) && !is_shared)
		ww_irq_mask(this);
}

void Interrupt::unmask()
{
	if (is_masked_.exchange(false) && !is_shared)
		ww_irq_unmask(this);
}

InterruptLock *interrupt_lock_create()
{
	auto *const lock = static_cast<InterruptLock *>(ww_zalloc_sleeping(sizeof(InterruptLock)));

	if (!lock)
		return nullptr;
	ww_lock_init(&lock->lock, WW_LOCK_INTERRUPT);
	lock->users = 1;
	return lock;
}

void interrupt_lock_put(InterruptLock *lock)
{
	if (!--lock->users)
		ww_free(lock);
}

} /* namespace ww */
