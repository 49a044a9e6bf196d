/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Raw spin locks for WinWork itself. The holder has interrupts off.
 */
#ifndef WINWORK_LINUX_LOCK_H
#define WINWORK_LINUX_LOCK_H

#include "types.h"

WW_C_BEGIN

/* Each class is a lockdep class. No class but WW_LOCK_INTERRUPT nests in itself. */
enum ww_lock_class {
	WW_LOCK_RECORDS,
	WW_LOCK_ITEMS,			/* outside WW_LOCK_IMAGES */
	WW_LOCK_OBJECTS,
	WW_LOCK_WAITS,			/* outside WW_LOCK_TASKS */
	WW_LOCK_TASKS,
	WW_LOCK_EXCEPTIONS,
	WW_LOCK_TIMERS,			/* outside the next three */
	WW_LOCK_DISPATCHER_ALL,		/* outside WW_LOCK_DISPATCHER */
	WW_LOCK_DISPATCHER,
	WW_LOCK_PROGRAM_EVENTS,
	WW_LOCK_CALLBACKS,
	WW_LOCK_PROVIDERS,
	WW_LOCK_ERROR_LOG,
	WW_LOCK_REINITIALIZATIONS,
	WW_LOCK_DPC,
	WW_LOCK_BUG_CHECK,
	WW_LOCK_POOL,
	WW_LOCK_CONTIGUOUS,
	WW_LOCK_LOCKED_PAGES,
	WW_LOCK_USER_MAPPINGS,
	WW_LOCK_SECTIONS,
	WW_LOCK_ALIASES,
	WW_LOCK_REPORT,
	WW_LOCK_IMAGES,
	WW_LOCK_DEVICE_LISTS,
	WW_LOCK_WINDOWS,		/* outside the next */
	WW_LOCK_DEVICE_STACKS,
	WW_LOCK_DRIVER_EXTENSIONS,
	WW_LOCK_LINKS,
	WW_LOCK_NODES,
	WW_LOCK_CHILDREN,
	WW_LOCK_NODE,
	WW_LOCK_FILTERS,
	WW_LOCK_PNP_EVENTS,
	WW_LOCK_POWER,
	WW_LOCK_TARGET,
	WW_LOCK_FILES,
	WW_LOCK_SUBMISSIONS,
	WW_LOCK_REQUESTS,
	WW_LOCK_REQUEST_MEMORY,
	WW_LOCK_BUILT_IRPS,
	WW_LOCK_DRIVER_REQUESTS,
	WW_LOCK_START_IO,
	WW_LOCK_IO_TIMERS,
	WW_LOCK_THREADS,
	WW_LOCK_FOUND_THREADS,
	WW_LOCK_PROCESSES,
	WW_LOCK_TASK_EVENTS,
	WW_LOCK_WDF,			/* outside WW_LOCK_WDF_QUEUE */
	WW_LOCK_WDF_QUEUE,
	WW_LOCK_WDF_DMA,
	WW_LOCK_DMA_ADAPTERS,
	WW_LOCK_DMA_ADAPTER,
	WW_LOCK_INTERRUPT,
	WW_LOCK_HID,
	WW_LOCK_INPUT,
	WW_LOCK_INPUT_PORT,
	WW_LOCK_INPUT_CLASS,
	WW_LOCK_FLT_MANAGER,
	WW_LOCK_FLT_VOLUME,
	WW_LOCK_FLT_CONTEXTS,
	WW_LOCK_FLT_PARAMETERS,
	WW_LOCK_FLT_PORTS,
	WW_LOCK_FLT_PORT,
	WW_LOCK_USB,
	WW_LOCK_SOCKETS,
	WW_LOCK_SOCKET_LISTS,
	WW_LOCK_CLASSES
};

struct ww_lock {
	ww_uptr storage[12];
};

void ww_lock_init(struct ww_lock *lock, enum ww_lock_class lock_class);
/* Returns the interrupt state for ww_lock_release(). */
ww_uptr ww_lock_acquire(struct ww_lock *lock);
/*
 * The same for a lock of a class that nests in itself, by a caller that has turned interrupts off, and holds
 * @depth such locks.
 */
void ww_lock_acquire_inside(struct ww_lock *lock, ww_u32 depth);
bool ww_lock_try_acquire(struct ww_lock *lock, ww_uptr *interrupt_state);
void ww_lock_release(struct ww_lock *lock, ww_uptr interrupt_state);

/* Warns when this CPU does not hold the lock. A call only where it is checked: see Kbuild. */
#if defined(WW_LOCKDEP) || defined(WW_HOST)
void ww_lock_assert_held(const struct ww_lock *lock);
#else
static inline void ww_lock_assert_held(const struct ww_lock *lock)
{
	(void)lock;
}
#endif

WW_C_END

#endif /* WINWORK_LINUX_LOCK_H */
