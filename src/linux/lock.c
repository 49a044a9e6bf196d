// SPDX-License-Identifier: GPL-2.0
/*
 * The raw spin locks of the C++ code, with a lockdep class for each use.
 */
#include <linux/build_bug.h>
#include <linux/lockdep.h>
#include <linux/minmax.h>
#include <linux/spinlock.h>

#include "lock.h"

static_assert(sizeof(raw_spinlock_t) <= sizeof(struct ww_lock));

static const char *const lock_names[WW_LOCK_CLASSES] = {
	[WW_LOCK_RECORDS] = "winwork records",
	[WW_LOCK_ITEMS] = "winwork items",
	[WW_LOCK_OBJECTS] = "winwork objects",
	[WW_LOCK_TASKS] = "winwork tasks",
	[WW_LOCK_WAITS] = "winwork waits",
	[WW_LOCK_EXCEPTIONS] = "winwork exceptions",
	[WW_LOCK_TIMERS] = "winwork timers",
	[WW_LOCK_DISPATCHER_ALL] = "winwork dispatcher, all",
	[WW_LOCK_DISPATCHER] = "winwork dispatcher",
	[WW_LOCK_PROGRAM_EVENTS] = "winwork events of programs",
	[WW_LOCK_CALLBACKS] = "winwork lists of routines",
	[WW_LOCK_PROVIDERS] = "winwork event providers",
	[WW_LOCK_ERROR_LOG] = "winwork error log",
	[WW_LOCK_REINITIALIZATIONS] = "winwork reinitializations",
	[WW_LOCK_DPC] = "winwork dpc",
	[WW_LOCK_BUG_CHECK] = "winwork bug check callbacks",
	[WW_LOCK_POOL] = "winwork pool",
	[WW_LOCK_CONTIGUOUS] = "winwork contiguous memory",
	[WW_LOCK_LOCKED_PAGES] = "winwork locked pages",
	[WW_LOCK_USER_MAPPINGS] = "winwork mappings of programs",
	[WW_LOCK_SECTIONS] = "winwork sections",
	[WW_LOCK_ALIASES] = "winwork aliases",
	[WW_LOCK_REPORT] = "winwork report",
	[WW_LOCK_IMAGES] = "winwork images",
	[WW_LOCK_DEVICE_LISTS] = "winwork device lists",
	[WW_LOCK_WINDOWS] = "winwork windows",
	[WW_LOCK_DEVICE_STACKS] = "winwork device stacks",
	[WW_LOCK_DRIVER_EXTENSIONS] = "winwork driver extensions",
	[WW_LOCK_LINKS] = "winwork symbolic links",
	[WW_LOCK_NODES] = "winwork PnP nodes",
	[WW_LOCK_CHILDREN] = "winwork PnP children",
	[WW_LOCK_NODE] = "winwork PnP node",
	[WW_LOCK_FILTERS] = "winwork PnP filters",
	[WW_LOCK_PNP_EVENTS] = "winwork PnP events",
	[WW_LOCK_POWER] = "winwork power IRPs",
	[WW_LOCK_TARGET] = "winwork I/O target",
	[WW_LOCK_FILES] = "winwork file objects",
	[WW_LOCK_SUBMISSIONS] = "winwork asynchronous requests",
	[WW_LOCK_REQUESTS] = "winwork requests",
	[WW_LOCK_REQUEST_MEMORY] = "winwork requests' memory",
	[WW_LOCK_BUILT_IRPS] = "winwork built IRPs",
	[WW_LOCK_DRIVER_REQUESTS] = "winwork requests of drivers",
	[WW_LOCK_START_IO] = "winwork StartIo",
	[WW_LOCK_IO_TIMERS] = "winwork I/O timers",
	[WW_LOCK_THREADS] = "winwork threads",
	[WW_LOCK_FOUND_THREADS] = "winwork found threads",
	[WW_LOCK_PROCESSES] = "winwork processes",
	[WW_LOCK_TASK_EVENTS] = "winwork events of tasks",
	[WW_LOCK_WDF] = "winwork framework objects",
	[WW_LOCK_HID] = "winwork hid device",
	[WW_LOCK_INPUT] = "winwork input devices",
	[WW_LOCK_INPUT_PORT] = "winwork input port",
	[WW_LOCK_INPUT_CLASS] = "winwork input class",
	[WW_LOCK_INTERRUPT] = "winwork interrupt",
	[WW_LOCK_WDF_DMA] = "winwork framework DMA",
	[WW_LOCK_DMA_ADAPTERS] = "winwork DMA adapters",
	[WW_LOCK_DMA_ADAPTER] = "winwork DMA adapter",
	[WW_LOCK_WDF_QUEUE] = "winwork framework queue",
	[WW_LOCK_FLT_MANAGER] = "winwork filters and volumes",
	[WW_LOCK_FLT_VOLUME] = "winwork volume",
	[WW_LOCK_FLT_CONTEXTS] = "winwork contexts",
	[WW_LOCK_FLT_PARAMETERS] = "winwork create parameters",
	[WW_LOCK_FLT_PORTS] = "winwork ports",
	[WW_LOCK_FLT_PORT] = "winwork port",
	[WW_LOCK_USB] = "winwork USB requests",
	[WW_LOCK_SOCKETS] = "winwork sockets",
	[WW_LOCK_SOCKET_LISTS] = "winwork lists of sockets",
};

static struct lock_class_key lock_keys[WW_LOCK_CLASSES];

static raw_spinlock_t *raw(struct ww_lock *lock)
{
	return (raw_spinlock_t *)lock->storage;
}

void ww_lock_init(struct ww_lock *lock, enum ww_lock_class lock_class)
{
	raw_spin_lock_init(raw(lock));
	lockdep_set_class_and_name(raw(lock), &lock_keys[lock_class], lock_names[lock_class]);
}

ww_uptr ww_lock_acquire(struct ww_lock *lock)
{
	unsigned long flags;

	raw_spin_lock_irqsave(raw(lock), flags);
	return flags;
}

/* lockdep knows eight subclasses. It does not see the order of locks with the same one. */
void ww_lock_acquire_inside(struct ww_lock *lock, ww_u32 depth)
{
	raw_spin_lock_nested(raw(lock), min_t(ww_u32, depth, MAX_LOCKDEP_SUBCLASSES - 1));
}

bool ww_lock_try_acquire(struct ww_lock *lock, ww_uptr *interrupt_state)
{
	unsigned long flags;

	if (!raw_spin_trylock_irqsave(raw(lock), flags))
		return false;
	*interrupt_state = flags;
	return true;
}

void ww_lock_release(struct ww_lock *lock, ww_uptr interrupt_state)
{
	raw_spin_unlock_irqrestore(raw(lock), interrupt_state);
}

#ifdef WW_LOCKDEP
void ww_lock_assert_held(const struct ww_lock *lock)
{
	lockdep_assert_held((const raw_spinlock_t *)lock->storage);
}
#endif
