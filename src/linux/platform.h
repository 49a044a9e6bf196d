/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The border between WinWork's C++ and Linux. Everything the engine, the verifier, the
 * families and the vocabulary need of the kernel is declared here in plain C with types of
 * fixed width, and implemented by the C files beside this header, which alone include
 * <linux/...>. Nothing in here knows a Windows type.
 */
#ifndef WINWORK_PLATFORM_H
#define WINWORK_PLATFORM_H

#ifdef __cplusplus
#include <stdarg.h>
extern "C" {
#else
#include <linux/types.h>
#endif

typedef unsigned char ww_u8;
typedef unsigned short ww_u16;
typedef unsigned int ww_u32;
typedef int ww_s32;
typedef unsigned long long ww_u64;
typedef long long ww_s64;
typedef unsigned long ww_size;
typedef unsigned long ww_uptr;

/* ---- context.c: where the caller runs ------------------------------------------------ */

/* The levels a Linux context can show by itself; the engine adds the ones raised to. */
enum ww_context {
	WW_CONTEXT_TASK,	/* may sleep */
	WW_CONTEXT_ATOMIC,	/* softirq, bottom halves or preemption disabled */
	WW_CONTEXT_INTERRUPT,	/* hard interrupt, NMI, or interrupts disabled; with PREEMPT_RT
				   preemption disabled, too */
};

enum ww_context ww_context(void);
ww_u32 ww_cpu(void);

/*
 * Questions of nearly every call, so cheap ones: on x86 the C functions behind them leave all
 * registers but the result's alone, and the caller need not save its own. clang cannot say in C++
 * that an assembler statement calls, which takes the stack pointer as an operand.
 */
#if defined(__x86_64__) && !defined(__clang__) && !defined(WW_HOST)
#define WW_HAS_FAST_CALLS 1
#define WW_KEEPS_REGISTERS __attribute__((no_caller_saved_registers))
#else
#define WW_KEEPS_REGISTERS
#endif

bool ww_in_nmi(void);
/* Non-zero in WW_CONTEXT_INTERRUPT. */
ww_u32 ww_interrupt_context(void) WW_KEEPS_REGISTERS;
/* What was set for the current CPU; NULL in WW_CONTEXT_INTERRUPT. */
void *ww_cpu_pointer(void) WW_KEEPS_REGISTERS;
void ww_cpu_pointer_set(ww_u32 cpu, void *pointer);	/* nothing for a CPU that is not possible */

ww_u32 ww_cpu_count(void);			/* possible CPUs have numbers below this */
/*
 * May @other do work that came to @cpu? It is of the same node, online, not about to go, and not kept
 * free of such work. With interrupts off it stays so.
 */
bool ww_cpu_may_help(ww_u32 cpu, ww_u32 other);

/* True when bottom halves are off because somebody disabled them, not because one runs. */
bool ww_bottom_halves_disabled(void);
bool ww_bottom_halves_enabled(void);		/* neither disabled, nor does one run */
/*
 * True when bottom halves have to be disabled for a spin lock. In a task that is so even where they,
 * or interrupts, are off: Linux code may turn them on while the lock is held.
 */
bool ww_bottom_halves_may_come(void);
void ww_bottom_halves_disable(void);
void ww_bottom_halves_enable(void);		/* also with interrupts off */
bool ww_interrupts_disabled(void);
/* Does something wait for this CPU that bottom halves or preemption off keep from it? */
bool ww_is_awaited(void);
void ww_interrupts_disable(void) WW_KEEPS_REGISTERS;
void ww_interrupts_enable(void);

/* From whatever a task's routine left: interrupts, bottom halves and preemption on. */
void ww_context_restore(void);

/* Turns interrupts off and returns how they were, for the second. */
ww_uptr ww_interrupts_save(void);
void ww_interrupts_restore(ww_uptr state);

void ww_preemption_disable(void);
void ww_preemption_enable(void);
void ww_relax(void);				/* in a loop that waits for another CPU */

void *ww_current_task(void);			/* identity only; never dereferenced in C++ */
bool ww_task_is_kernel_thread(const void *task);

/*
 * How far to shift an address so that its sign tells a kernel's from others: every address of the
 * kernel has its top bit set, here and on the other 64-bit machines. With WW_HOST this is compiled
 * for a process, sim's, which is loaded where bit 46 is set.
 */
#ifdef WW_HOST
#define WW_ADDRESS_SHIFT 17
#else
#define WW_ADDRESS_SHIFT 0
#endif

#define WW_ITEM_BYTES 64
/* Linux's ENOMEM, for what returns a negative errno. */
#define WW_ENOMEM 12

/* ---- memory.c ------------------------------------------------------------------------ */

/*
 * kmalloc(GFP_ATOMIC): any context but NMI. Contents undefined; ww_zalloc() zeroes. NULL
 * when memory is out, without a warning.
 */
void *ww_alloc(ww_size bytes);
void *ww_zalloc(ww_size bytes);
/* May sleep, and tries harder for it. */
void *ww_zalloc_sleeping(ww_size bytes);
void ww_free(void *block);
/* Zeroed and possibly not contiguous; may sleep. For tables made at load. */
void *ww_zalloc_large(ww_size bytes);
void ww_free_large(void *block);

/* True for virtually mapped memory and for the current stack: what Windows may page out. */
bool ww_is_pageable(const void *address);

/* Copies from an address that may be anything at all; false when it cannot be read. */
bool ww_read_any(void *to, const void *from, ww_size bytes);

/* ---- item_memory.c: WW_ITEM_BYTES at a time ------------------------------------------- */

int ww_item_memory_init(void);			/* 0 or a negative errno */
void ww_item_memory_exit(void);
ww_size ww_item_memory_bytes_per_cpu(void);
/* As ww_alloc() and ww_free(). */
void *ww_item_alloc(void);
void ww_item_free(void *item);
/*
 * The same by way of a few that each CPU keeps, with what they hold. The first returns NULL, the
 * second false and does nothing, in WW_CONTEXT_INTERRUPT; the first also without memory.
 */
void *ww_item_take(void);
bool ww_item_keep(void *item);

/* ---- lock.c: raw spin locks, taken with interrupts off -------------------------------- */

/* One lockdep class for each; a class is never nested in itself. */
enum ww_lock_class {
	WW_LOCK_LEDGER,
	WW_LOCK_OBJECTS,
	WW_LOCK_TASKS,
	WW_LOCK_TIMERS,			/* outside the next three */
	WW_LOCK_DISPATCHER_ALL,		/* outside WW_LOCK_DISPATCHER */
	WW_LOCK_DISPATCHER,
	WW_LOCK_DPC,
	WW_LOCK_POOL,
	WW_LOCK_REPORT,
	WW_LOCK_IMAGES,
	WW_LOCK_DEVICE_LISTS,
	WW_LOCK_THREADS,
	WW_LOCK_WDF,
	WW_LOCK_FLT_MANAGER,
	WW_LOCK_FLT_VOLUME,
	WW_LOCK_FLT_CONTEXTS,
	WW_LOCK_CLASSES
};

struct ww_lock {
	ww_uptr storage[12];
};

void ww_lock_init(struct ww_lock *lock, enum ww_lock_class lock_class);
ww_uptr ww_lock_acquire(struct ww_lock *lock);		/* returns the interrupt state */
bool ww_lock_try_acquire(struct ww_lock *lock, ww_uptr *interrupt_state);
void ww_lock_release(struct ww_lock *lock, ww_uptr interrupt_state);

/* ---- print.c -------------------------------------------------------------------------- */

enum ww_level {
	WW_LEVEL_ERROR,
	WW_LEVEL_WARNING,
	WW_LEVEL_INFO,
};

/* printk's own formats (%ps, %pS, ...). The prefix "winwork: " is added. Any context. */
void ww_print(enum ww_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Text of a driver, as it is: no prefix is added. */
void ww_print_raw(const char *text);
/* Linux's snprintf: formats in the C sense plus %p extensions. Returns the untruncated length. */
int ww_format(char *buffer, ww_size bytes, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
int ww_vformat(char *buffer, ww_size bytes, const char *format,
	       __builtin_va_list arguments)
	__attribute__((format(printf, 3, 0)));
/* Does not return, though neither the compiler nor objtool is told. */
void ww_panic(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- workqueue.c: the threads behind the engine's workers ----------------------------- */

/* What a worker thread is like before a routine, to compare with after it. */
struct ww_thread_baseline {
	ww_s32 nice;
	ww_s32 io_priority;
	const void *credentials;
};

/* A work_struct in the caller's storage; run by ww_worker_main(). */
struct ww_work {
	ww_uptr storage[12];
	struct ww_thread_baseline thread;	/* that runs it, as the thread was when it began */
	void *may_linger;			/* the thread that runs it, or null for a rescuer */
	void *lingering;			/* the thread that the next start wakes, or null */
};

/* Each in two: the second with WQ_HIGHPRI. */
enum ww_workqueue {
	WW_WORKQUEUE_LOCAL,		/* concurrency-managed, on the CPU it is queued for */
	WW_WORKQUEUE_LOCAL_HIGH,
	WW_WORKQUEUE_UNBOUND,		/* on any CPU, beside whatever runs */
	WW_WORKQUEUE_UNBOUND_HIGH,
	WW_WORKQUEUES
};

/* Works that each of them runs at once: of one CPU, or, of an unbound one, of the smallest node. */
ww_u32 ww_max_active(bool unbound);
int ww_workqueues_create(void);			/* 0 or a negative errno */
void ww_workqueues_flush(void);			/* waits for every work that was queued before */
void ww_workqueues_destroy(void);		/* the same, and for what those queue */
void ww_work_init(struct ww_work *work);
/*
 * Queues @work, or wakes the thread that lingers for it. Any context but NMI. It must not have been
 * started already.
 */
void ww_work_start(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work);
/* The end of what ww_interrupts_disable() began. */
void ww_work_start_and_enable_interrupts(enum ww_workqueue workqueue, ww_u32 cpu,
					 struct ww_work *work);
/*
 * How a thread that may linger stays for the next start of its work: after ww_work_keep() that finds
 * it, and ww_worker_linger() returns when it has come. While any lingers there is a sweep every
 * second, which looks who does so for nothing.
 */
static inline void ww_work_keep(struct ww_work *work)
{
	__atomic_store_n(&work->lingering, work->may_linger, __ATOMIC_RELAXED);
}

static inline ww_u32 ww_work_is_kept(const struct ww_work *work)
{
	return __atomic_load_n(&work->lingering, __ATOMIC_RELAXED) != 0;
}

void ww_worker_linger(struct ww_work *work);
/* Implemented by the engine: nonzero to go on. DISPATCH_LEVEL. */
ww_u32 ww_workers_sweep(void);
void ww_sweep_cancel(void);
void ww_worker_main(struct ww_work *work);	/* implemented by the engine */
/*
 * Where the work is, or was, that the current thread is in, whoever's it is: a work may be freed by
 * its own function. NULL in no thread of a workqueue, and in an interrupt of one.
 */
const void *ww_current_work(void);

enum ww_thread_defect {
	WW_DEFECT_CONTEXT = 1,		/* interrupts, bottom halves or preemption off */
	WW_DEFECT_NICE = 2,
	WW_DEFECT_IO_PRIORITY = 4,
	WW_DEFECT_CREDENTIALS = 8,
	WW_DEFECT_LOCKS = 16,		/* a KSPIN_LOCK is held, perhaps at PASSIVE_LEVEL */
};

/*
 * After a routine: a set of ww_thread_defect, how the current thread differs. When it does not,
 * others that wait for the processor have run.
 */
ww_u32 ww_thread_settle(const struct ww_thread_baseline *baseline);
/* Priorities and credentials; the rest is ww_context_restore()'s and ww_spin_release_held()'s. */
void ww_thread_restore(const struct ww_thread_baseline *baseline);
void ww_thread_set_nice(ww_s32 nice);
/* The current thread's, as Linux has it: its nice value, or the class and data of its I/O. */
ww_s32 ww_thread_priority(enum ww_thread_defect which);

/* ---- watch.c: a timer that expires in hard interrupt context -------------------------- */

struct ww_watch {
	ww_uptr storage[10];
};

void ww_watch_init(struct ww_watch *watch);
/* May expire up to a timer tick later, with that, when it is 2 milliseconds or more away. */
void ww_watch_start(struct ww_watch *watch, ww_u64 nanoseconds);
void ww_watch_cancel(struct ww_watch *watch);	/* PASSIVE; waits for an expiry under way */
/*
 * Implemented by the engine, @late nanoseconds after it was due, at most a tenth of a second: the time
 * until the next expiry, 0 to stop.
 */
ww_u64 ww_watch_expired(struct ww_watch *watch, ww_u32 late);

/* ---- gate.c: waiting for something the engine counts ---------------------------------- */

/*
 * Sleeps until condition(argument) holds, or until it is time for a word about the wait in the log,
 * which is every ten seconds; true when it holds.
 */
bool ww_gate_wait(bool (*condition)(void *argument), void *argument);
/* Not under a struct ww_lock. <= DISPATCH_LEVEL; cheap when nobody waits. */
void ww_gate_wake(void);

/* ---- address.c: waiting for the value at an address ------------------------------------ */

/*
 * Sleeps until condition(argument) holds, which it asks again after each wake-up. It may be called
 * when the task is no longer running, so it must not sleep.
 */
void ww_address_wait(const void *address, bool (*condition)(void *argument), void *argument);
/* Wakes all that wait for what has been changed at @address, which is not followed. */
void ww_address_wake(const void *address);

/* ---- module.c: loading, unloading, parameters ----------------------------------------- */

int ww_start(void);				/* implemented in C++; 0 or a negative errno */
void ww_stop(void);

extern bool ww_verifier;		/* the ledger, leak reports, pool checks */
extern bool ww_panic_on_report;
ww_size ww_percpu_bytes(void);			/* the module's own data, of each possible CPU */

/* ---- spinlock.c: KSPIN_LOCK, one machine word in the driver's storage ------------------ */

enum ww_spin {
	WW_SPIN_TAKEN,
	WW_SPIN_RECURSIVE,	/* the caller holds it already: counted, to be released as often */
	WW_SPIN_DEADLOCK,	/* code that the caller interrupts holds it: not taken */
	WW_SPIN_BUSY,		/* not taken */
};

/*
 * With bottom halves off, which the caller sees to. WW_SPIN_BUSY only where a lock cannot be
 * had at all: with interrupts off on PREEMPT_RT.
 */
enum ww_spin ww_spin_acquire(void *word);
enum ww_spin ww_spin_try_acquire(void *word);

enum ww_spin_release {
	WW_SPIN_NOT_OWNED,	/* nothing done */
	WW_SPIN_RELEASED,
	WW_SPIN_RELEASED_RAISED,
};

enum ww_spin_release ww_spin_release(void *word);
/* Has the last release of the lock, which the caller holds, return WW_SPIN_RELEASED_RAISED. */
void ww_spin_note_raised(void *word);
bool ww_spin_is_free(const void *word);

/*
 * The same lock for a few instructions at any level, interrupts off in between. Anything but
 * WW_SPIN_TAKEN means that waiting would never end; the caller goes on without the lock, and
 * hands back what it got.
 */
enum ww_spin ww_spin_interlock(void *word, ww_uptr *interrupt_state);
void ww_spin_interlock_end(void *word, enum ww_spin taken, ww_uptr interrupt_state);

/*
 * The locks that the caller took on this CPU: how many, and an end to it. Those of the task that
 * a softirq interrupts are not the softirq's.
 */
ww_u32 ww_spin_held(void);
void ww_spin_release_held(void);
void ww_spin_exit(void);

/* ---- ex_spinlock.c: EX_SPIN_LOCK, 32 bits in the driver's storage ----------------------- */

enum ww_ex_spin {
	WW_EX_SPIN_SHARED,
	WW_EX_SPIN_EXCLUSIVE,
};

/*
 * As ww_spin_acquire(). @in_place: the lock turns bottom halves off itself until its release, since the
 * caller has not raised the level for it. A lock that the caller holds in either way is
 * WW_SPIN_RECURSIVE.
 */
enum ww_spin ww_ex_spin_acquire(void *word, enum ww_ex_spin how, bool in_place);

enum ww_ex_spin_release {
	WW_EX_SPIN_NOT_OWNED,		/* nothing done */
	WW_EX_SPIN_RELEASED,
	WW_EX_SPIN_RELEASED_OTHER,	/* too, but it was held the other way */
};

enum ww_ex_spin_release ww_ex_spin_release(void *word, enum ww_ex_spin how);

enum ww_ex_spin_convert {
	WW_EX_SPIN_NOT_SHARED,		/* by the caller */
	WW_EX_SPIN_STILL_SHARED,
	WW_EX_SPIN_CONVERTED,
};

enum ww_ex_spin_convert ww_ex_spin_try_convert(void *word);

/* ---- time.c ---------------------------------------------------------------------------- */

enum ww_clock {
	WW_CLOCK_MONOTONIC,	/* since boot, without the time asleep */
	WW_CLOCK_REAL,		/* since 1970, as it is set */
	WW_CLOCKS
};

/* Nanoseconds. Any context but NMI. */
ww_s64 ww_time(enum ww_clock clock);
ww_s64 ww_time_since_boot(void);		/* the time asleep included */
ww_u32 ww_tick_length(void);			/* nanoseconds of a timer tick */
void ww_stall(ww_u32 microseconds);		/* busy; any context */
ww_u32 ww_cpus_online(ww_u64 *first_64);	/* how many, and which of the first 64 */
void ww_yield(void);				/* lets others run; may sleep */

/* ---- wait.c: one task sleeps until another changes a word ------------------------------ */

#define WW_FOREVER 0x7fffffffffffffffLL

/*
 * Sleeps while *word == value, at most until @clock shows @deadline (nanoseconds, or
 * WW_FOREVER); true when the word changed. Who changes it calls ww_wake(), and must keep the
 * sleeper from going away in between.
 */
bool ww_sleep_while(const ww_u32 *word, ww_u32 value, enum ww_clock clock, ww_s64 deadline);
void ww_wake(void *task);			/* any context but NMI */

/* ---- timer.c: one alarm for each clock, expiring in hard interrupt context ------------- */

void ww_alarms_init(void);
void ww_alarms_exit(void);			/* PASSIVE; waits for a running expiry */
/* Sets, or moves, the alarm to @when nanoseconds. Any context but NMI. */
void ww_alarm_set(enum ww_clock clock, ww_s64 when);
void ww_alarm_expired(enum ww_clock clock);	/* implemented by the vocabulary */

/* ---- dpc.c: runs something in a softirq of a chosen CPU -------------------------------- */

void ww_dpcs_init(void);
void ww_dpcs_exit(void);			/* PASSIVE; nothing may be raised any more */
/* ww_dpc_run(cpu) will run, on that CPU while it is online. Any context but NMI. */
void ww_dpc_raise(ww_u32 cpu);
void ww_dpc_run(ww_u32 cpu);		/* implemented by the vocabulary; never twice at once */

/* ---- thread.c -------------------------------------------------------------------------- */

/*
 * Starts a kernel thread in ww_thread_main(argument), named after @routine, and stores its
 * task before it runs. 0 or a negative errno. PASSIVE. The thread, which must end with
 * ww_thread_end(), holds this module; the task stays a valid pointer until ww_task_put().
 */
int ww_thread_start(void *argument, const void *routine, void **task);
void ww_thread_main(void *argument);		/* implemented by the vocabulary */
void ww_thread_end(void);			/* never returns */
void ww_task_put(void *task);

ww_u32 ww_task_id(const void *task);
ww_s32 ww_task_nice(const void *task);
void ww_task_set_nice(void *task, ww_s32 nice);
/* Does the current thread belong to a workqueue? */
bool ww_in_worker(void);

/* ---- handle.c: small numbers for pointers ---------------------------------------------- */

ww_u32 ww_handle_create(void *body);		/* 0 without memory; PASSIVE */
/* The pointer behind @handle, after calling reference() on it; NULL if there is none. */
void *ww_handle_find(ww_u32 handle, void (*reference)(void *body));
void *ww_handle_remove(ww_u32 handle);		/* the pointer that was there, or NULL */
void ww_handle_remove_if(ww_u32 handle, void *body);	/* if that is what is there */
void *ww_handle_remove_any(void);		/* for the end: any that is left, or NULL */

#ifdef __cplusplus
} /* extern "C" */

/*
 * These call one of the functions with WW_KEEPS_REGISTERS, the second one that returns nothing; the
 * compiler would not make use of it.
 */
#ifdef WW_HAS_FAST_CALLS
#define ww_fast_call(function)									\
	({											\
		decltype(function()) result_;							\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P2" : "=a"(result_), "+r"(stack_)				\
			     : "i"(function) : "cc", "memory");					\
		result_;									\
	})
#define ww_fast_command(function)								\
	({											\
		register void *stack_ asm("rsp");						\
		asm volatile("call %P1" : "+r"(stack_) : "i"(function) : "cc", "memory");	\
	})
#else
#define ww_fast_call(function) function()
#define ww_fast_command(function) function()
#endif
#endif

#endif /* WINWORK_PLATFORM_H */
