/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the routine of an interrupt runs, and the locks of interrupts.
 */
#include "interrupt.hpp"

#include "base/report.hpp"
#include "base/task.hpp"
#include "base/turn.hpp"
#include "linux/memory.h"
#include "ob/driver.hpp"

namespace ww {
namespace {

/* DRIVER_VERIFIER_DETECTED_VIOLATION's code for a routine that returns at another level. */
constexpr uintptr_t kIsrChangedState = 0x111;

constexpr char kIsr[] = "the interrupt service routine";

/* Covers DriverState::interrupt_locks and what they link, and the users of each lock. */
constinit ww_turn turn{};

void destroy(void *body)
{
	static_cast<Interrupt *>(body)->disconnect();
}

InterruptLock *find_lock(PDRIVER_OBJECT driver, const void *key)
{
	InterruptLock *lock = driver_state(driver).interrupt_locks;

	while (lock && lock->key != key)
		lock = lock->next;
	return lock;
}

InterruptLock *create_lock(PDRIVER_OBJECT driver, const void *key)
{
	auto *const lock = static_cast<InterruptLock *>(ww_zalloc_sleeping(sizeof(InterruptLock)));

	if (!lock)
		return nullptr;
	lock->lock.init();
	lock->driver = driver;
	lock->key = key;
	if (!key)
		return lock;
	lock->next = driver_state(driver).interrupt_locks;
	driver_state(driver).interrupt_locks = lock;
	return lock;
}

void unlink(InterruptLock *lock)
{
	InterruptLock **link = &driver_state(lock->driver).interrupt_locks;

	while (*link && *link != lock)
		link = &(*link)->next;
	if (*link)
		*link = lock->next;
}

} /* namespace */

constinit const ObjectType interrupt_type = { .name = "interrupt", .destroy = destroy,
					      .ended_by = "IoDisconnectInterruptEx" };

void interrupts_init()
{
	ww_turn_init(&turn, WW_TURN_INTERRUPTS);
}

InterruptLock *interrupt_lock_get(PDRIVER_OBJECT driver, const void *key)
{
	const TurnGuard guard(&turn);
	InterruptLock *lock = key ? find_lock(driver, key) : nullptr;

	if (!lock)
		lock = create_lock(driver, key);
	if (lock)
		lock->users++;
	return lock;
}

void interrupt_lock_put(InterruptLock *lock)
{
	{
		const TurnGuard guard(&turn);

		if (--lock->users)
			return;
		unlink(lock);
	}
	ww_free(lock);
}

Interrupt *interrupt_create(PDRIVER_OBJECT driver)
{
	return static_cast<Interrupt *>(object_create(interrupt_type, sizeof(Interrupt), driver));
}

void interrupt_destroy(Interrupt *interrupt)
{
	interrupt->disconnect();
	object_destroy(interrupt);
}

} /* namespace ww */

using namespace ww;

/* A line that is shared stays on for the others: then the interrupt is none of this device's. */
bool _KINTERRUPT::handle(ww_irq *irq)
{
	auto &interrupt = *static_cast<Interrupt *>(irq);

	if (interrupt.is_shared && interrupt.is_masked_.load())
		return false;
	if (interrupt.is_passive())
		return interrupt.run_passive();
	return interrupt.synchronize(kIsr, interrupt.settings_.routine,
				     [&interrupt] { return interrupt.settings_.isr(interrupt); });
}

/* In a thread of Linux's, which the next routine finds as this one did. */
bool _KINTERRUPT::run_passive()
{
	settings_.passive->acquire(*this);

	const bool is_own = settings_.isr(*this);
	const Left left = irql_repair(kPassiveLevel);

	settings_.passive->release(*this);
	report_task_left(task_state_drop(),
			 { .code = {}, .parameter = {}, .call = { kIsr }, .item = this,
			   .routine = settings_.routine },
			 settings_.routine, false);
	check(kIsr, settings_.routine, kPassiveLevel, left);
	return is_own;
}

void _KINTERRUPT::check(const char *kind, const void *code, u8 level, const Left &left) const
{
	if (left.is_clean(level)) [[likely]]
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kIsrChangedState, address_of(code), level, left.irql },
		 .call = { kind }, .item = this, .owner = object_header(this)->driver, .routine = code },
	       "the routine was called at IRQL %u, and returned at IRQL %u with %u spin locks%s", level,
	       left.irql, left.locks, ShownHeld(left.last).text);
}

void _KINTERRUPT::prepare(const InterruptSettings &wanted)
{
	settings_ = wanted;
	number = wanted.irq;
	is_shared = wanted.is_shared;
	ww_irq::is_passive = wanted.passive;
	name = wanted.name;
	cpus = wanted.cpus;
	run = handle;
	if (wanted.lock && wanted.lock->level < wanted.level)
		wanted.lock->level = wanted.level;
}

s32 _KINTERRUPT::connect()
{
	is_masked_.store(false);

	const s32 error = ww_irq_connect(this);

	is_connected_ = !error;
	return error;
}

void _KINTERRUPT::disconnect()
{
	if (!is_connected_)
		return;
	unmask();
	is_connected_ = false;
	ww_irq_disconnect(this);
}

bool _KINTERRUPT::is_held_here() const
{
	return is_passive() ? settings_.passive->is_held_here(*this) : settings_.lock->lock.is_held_here();
}

void _KINTERRUPT::mask()
{
	if (is_connected_ && !is_masked_.exchange(true) && !is_shared)
		ww_irq_mask(this);
}

void _KINTERRUPT::unmask()
{
	if (is_connected_ && is_masked_.exchange(false) && !is_shared)
		ww_irq_unmask(this);
}
