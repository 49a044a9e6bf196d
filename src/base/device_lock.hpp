/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The locks of interrupts. The holder of one is at the level of the device, with interrupts off: so it excludes
 * the interrupt's routine on other CPUs, also on PREEMPT_RT. Each CPU has a chain of those that it holds, so that
 * a routine of a driver's that ends with some of them can be repaired.
 */
#pragma once

#include "irql.hpp"
#include "linux/lock.h"
#include "types.hpp"

namespace ww {

class DeviceLock {
public:
	DeviceLock() = default;
	DeviceLock(const DeviceLock &) = delete;
	DeviceLock &operator=(const DeviceLock &) = delete;

	void init();

	/*
	 * Raises to @level, unless the caller is there or above. False, and nothing done, if this CPU has the
	 * lock.
	 */
	bool acquire(u8 level);

	/*
	 * Ends acquire(). Locks may be released in any order: the level stays while a later one is held. False,
	 * and nothing done, if this CPU does not have the lock, or has it by a DeviceRoutine.
	 */
	bool release();

	bool is_held_here() const;

private:
	friend class DeviceRoutine;
	friend u32 device_locks_release_above(const DeviceLock *keep);

	void end();

	ww_lock lock_;
	/* Of the holder; covered by the lock itself: */
	uintptr_t state_;
	DeviceLevel former_;
	DeviceLock *below_;		/* in the chain of its CPU */
	bool is_of_routine_;
	const void *holder_;		/* the task, or null; read without the lock */
};

/* Releases those that this CPU has acquired since @keep, or all for null. Returns their number. */
u32 device_locks_release_above(const DeviceLock *keep);

/* A routine of a driver's that is called with the lock held, which only the end releases. */
class DeviceRoutine {
public:
	/* The caller does not hold the lock. */
	DeviceRoutine(DeviceLock &lock, u8 level);
	DeviceRoutine(const DeviceRoutine &) = delete;
	DeviceRoutine &operator=(const DeviceRoutine &) = delete;

	u8 level() const { return level_; }

	/*
	 * The routine has returned: releases the lock, and the locks of both kinds that the routine has kept.
	 * Returns what it found.
	 */
	Left end();

private:
	DeviceLock &lock_;
	u8 level_;			/* at which the routine is called */
	u32 spin_locks_;		/* that were held before */
};

int device_locks_init();		/* 0 or a negative errno */
void device_locks_exit();

} /* namespace ww */
