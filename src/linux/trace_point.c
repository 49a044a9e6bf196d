// SPDX-License-Identifier: GPL-2.0
/*
 * The trace events of trace_point.h. The driver of an event is the module that has the code.
 */
#include <linux/rbtree.h>	/* for the mutex of 5.10-rt */

#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>

#include "compat.h"
#include "history_ring.h"
#include "trace_point.h"

/* A kernel without trace events uses none of these. */

/* A longer text is cut. What is behind it in the event is clear. */
static __maybe_unused void copy_text(char *to, const char *text, size_t room)
{
	const size_t length = strnlen(text, room - 1);

	memcpy(to, text, length);
	memset(to + length, 0, room - length);
}

/* Without the ends of lines behind it. */
static __maybe_unused size_t length_of_line(const char *text)
{
	size_t length = strlen(text);

	while (length && (text[length - 1] == '\n' || text[length - 1] == '\r'))
		length--;
	return length;
}

static __maybe_unused void copy_driver(char *to, const void *code)
{
	memset(to, 0, MODULE_NAME_LEN);
	ww_driver_of_code(code, to, MODULE_NAME_LEN);
}

/* Its first character is the lowest byte. */
static __maybe_unused void copy_tag(char *to, u32 tag)
{
	unsigned int at;

	for (at = 0; at < sizeof(tag); at++) {
		const char character = tag >> 8 * at & 0x7f;

		to[at] = isprint(character) ? character : '.';
	}
	to[at] = '\0';
}

#define CREATE_TRACE_POINTS
#include "trace_point_event.h"

#ifdef CONFIG_TRACEPOINTS
static_assert(offsetof(struct tracepoint, key) == WW_TRACE_KEY);
#endif

/*
 * The events of items: the history takes them first. It records most of them here, without a call, and then no other
 * tracer takes them.
 */

/* The place of the return address of the function that has it. */
#ifdef WW_HAS_FAST_CALLS
#define PLACE_OF_CALL() ((unsigned long)__builtin_dwarf_cfa() - sizeof(long))
#else
#define PLACE_OF_CALL() ((unsigned long)__builtin_frame_address(0) + sizeof(long))
#endif

#ifdef CONFIG_TRACEPOINTS
#define TOOK(how, event, ...) history_took##how(&__tracepoint_##event, __VA_ARGS__)
#else
#define TOOK(how, event, ...) false
#endif

static notrace noinline WW_KEEPS_REGISTERS void item_make_slow(const void *item, const void *caller,
							       unsigned long from)
{
	history_add(ITEM_MADE, item, caller, from);
	trace_item_make(item, caller);
}

notrace WW_KEEPS_REGISTERS void ww_trace_item_make(const void *item, const void *caller)
{
	const unsigned long from = PLACE_OF_CALL();

	if (!TOOK(, item_make, ITEM_MADE, item, caller, from))
		ww_fast_tell_three(item_make_slow, item, caller, from);
}

static notrace noinline WW_KEEPS_REGISTERS void item_queue_slow(const void *item, const void *tags, unsigned long from)
{
	struct ww_item_event event;

	ww_item_describe(item, tags, &event);
	history_add(ITEM_QUEUED, event.item, event.routine, from);
	trace_item_queue(&event);
}

/* An item on a stack has a routine of WinWork's, which has no history. */
notrace WW_KEEPS_REGISTERS void ww_trace_item_queue(const void *item, const void *tags)
{
	const unsigned long from = PLACE_OF_CALL();
	const void *routine;

	memcpy(&routine, item + WW_ITEM_ROUTINE, sizeof(routine));
	if (!TOOK(, item_queue, ITEM_QUEUED, item, routine, from))
		ww_fast_tell_three(item_queue_slow, item, tags, from);
}

static noinline void item_start_slow(const struct ww_running *running)
{
	struct ww_item_event event;

	ww_running_describe(running, &event);
	history_add(ITEM_STARTED, event.item, event.routine, 0);
	trace_item_start(&event);
}

notrace void ww_trace_item_start(const struct ww_running *running)
{
	if (!TOOK(_start, item_start, running->item, running->routine))
		item_start_slow(running);
}

static noinline void item_end_slow(const struct ww_running *running)
{
	struct ww_item_event event;

	ww_running_describe(running, &event);
	history_add(ITEM_ENDED, event.item, event.routine, 0);
	trace_item_end(&event);
}

notrace void ww_trace_item_end(const struct ww_running *running)
{
	if (!TOOK(_end, item_end, running->item))
		item_end_slow(running);
}

static notrace noinline WW_KEEPS_REGISTERS void item_free_slow(const void *item, const void *caller,
							       unsigned long from)
{
	history_add(ITEM_FREED, item, caller, from);
	trace_item_free(item, caller);
}

notrace WW_KEEPS_REGISTERS void ww_trace_item_free(const void *item, const void *caller)
{
	const unsigned long from = PLACE_OF_CALL();

	if (!TOOK(, item_free, ITEM_FREED, item, caller, from))
		ww_fast_tell_three(item_free_slow, item, caller, from);
}

void ww_trace_worker_arm(const void *worker, ww_u32 cpu, bool is_high, bool is_unbound)
{
	trace_worker_arm(worker, cpu, is_high, is_unbound);
}

void ww_trace_stall_help(ww_u32 cpu, bool is_high, ww_u32 progress, ww_u32 unbound)
{
	trace_stall_help(cpu, is_high, progress, unbound);
}

void ww_trace_dpc_queue(const struct ww_dpc_event *event)
{
	trace_dpc_queue(event);
}

void ww_trace_dpc_start(const struct ww_dpc_event *event)
{
	trace_dpc_start(event);
}

void ww_trace_dpc_end(const struct ww_dpc_event *event)
{
	trace_dpc_end(event);
}

void ww_trace_timer_set(const void *timer, const void *routine, const void *setter, ww_s64 wait, ww_s64 period)
{
	trace_timer_set(timer, routine, setter, wait, period);
}

void ww_trace_timer_cancel(const void *timer, const void *routine, const void *caller)
{
	trace_timer_cancel(timer, routine, caller);
}

void ww_trace_timer_expire(const void *timer, const void *routine, const void *setter, ww_s64 late)
{
	trace_timer_expire(timer, routine, setter, late);
}

void ww_trace_irp_dispatch(const struct ww_irp_event *event)
{
	trace_irp_dispatch(event);
}

void ww_trace_irp_pend(const void *irp, const char *driver)
{
	trace_irp_pend(irp, driver);
}

void ww_trace_irp_complete(const void *irp, const void *caller, ww_u32 status, ww_uptr information)
{
	trace_irp_complete(irp, caller, status, information);
}

void ww_trace_irp_cancel(const void *irp, const void *routine)
{
	trace_irp_cancel(irp, routine);
}

void ww_trace_pool_allocate(const struct ww_pool_event *event)
{
	trace_pool_allocate(event);
}

void ww_trace_pool_free(const struct ww_pool_event *event)
{
	trace_pool_free(event);
}

void ww_trace_object_make(const struct ww_object_event *event)
{
	trace_object_make(event);
}

void ww_trace_object_end(const struct ww_object_event *event)
{
	trace_object_end(event);
}

void ww_trace_driver_load(const char *driver, ww_u32 status)
{
	trace_driver_load(driver, status);
}

void ww_trace_driver_unload(const char *driver)
{
	trace_driver_unload(driver);
}

void ww_trace_report(ww_u32 code, const char *name, const char *function, const void *caller,
		     const char *text)
{
	trace_report(code, name, function, caller, text);
}

void ww_trace_print(const void *caller, ww_u32 component, ww_u32 level, const char *text)
{
	trace_print(caller, component, level, text);
}

void ww_trace_fault(const struct ww_fault_event *event)
{
	trace_fault(event);
}
