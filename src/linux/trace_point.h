/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The trace events of work items, workers, DPCs, timers, IRPs, pool, objects, drivers and reports, for Linux's
 * tracers (tracefs, perf, bpftrace). docs/debugging.md describes them.
 *
 * A place with an event is
 *
 *	if (WW_IS_TRACED(item_start)) [[unlikely]]
 *		trace_start(running);
 *
 * and costs one instruction that does nothing while no tracer takes the event.
 */
#ifndef WINWORK_LINUX_TRACE_POINT_H
#define WINWORK_LINUX_TRACE_POINT_H

#include "fast_call.h"
#include "static_branch.h"
#include "types.h"

/* Where Linux's struct tracepoint has its key. trace_point.c checks it. */
#define WW_TRACE_KEY 8

#ifdef __cplusplus
#ifdef WW_TRACE_EVENTS
#define WW_IS_TRACED(event) WW_STATIC_BRANCH(&__tracepoint_##event[WW_TRACE_KEY])
#else
#define WW_IS_TRACED(event) false
#endif

/* Linux's struct tracepoint of each event, which has the alignment of a pointer. */
#define WW_TRACEPOINT(event) extern "C" alignas(void *) const char __tracepoint_##event[]
WW_TRACEPOINT(item_make);
WW_TRACEPOINT(item_queue);
WW_TRACEPOINT(item_start);
WW_TRACEPOINT(item_end);
WW_TRACEPOINT(item_free);
WW_TRACEPOINT(worker_arm);
WW_TRACEPOINT(stall_help);
WW_TRACEPOINT(dpc_queue);
WW_TRACEPOINT(dpc_start);
WW_TRACEPOINT(dpc_end);
WW_TRACEPOINT(timer_set);
WW_TRACEPOINT(timer_cancel);
WW_TRACEPOINT(timer_expire);
WW_TRACEPOINT(irp_dispatch);
WW_TRACEPOINT(irp_pend);
WW_TRACEPOINT(irp_complete);
WW_TRACEPOINT(irp_cancel);
WW_TRACEPOINT(pool_allocate);
WW_TRACEPOINT(pool_free);
WW_TRACEPOINT(object_make);
WW_TRACEPOINT(object_end);
WW_TRACEPOINT(driver_load);
WW_TRACEPOINT(driver_unload);
WW_TRACEPOINT(report);
WW_TRACEPOINT(print);
#undef WW_TRACEPOINT
#endif

/* Where an item has its routine. src/engine checks it. */
#define WW_ITEM_ROUTINE 16

WW_C_BEGIN

/*
 * Writes the name of the driver's module that has @code to @to, where a zero ends it. Writes nothing if
 * no driver has it, and in an NMI. src/ob implements it.
 */
void ww_driver_of_code(const void *code, char *to, ww_size room);

/* An item that was queued, or whose routine is called. */
struct ww_item_event {
	const char *function;		/* that queued it */
	const void *item;
	const void *routine;
	const void *context;
	const void *object;		/* what it belongs to, or NULL */
	ww_u32 priority;
};

/* @caller has allocated the item, or made it in its storage. */
WW_KEEPS_REGISTERS void ww_trace_item_make(const void *item, const void *caller);
/*
 * The item is claimed, and not visible to a worker yet. @tags has those of Item, and the priority as
 * Item::remember_priority() has it.
 */
WW_KEEPS_REGISTERS void ww_trace_item_queue(const void *item, const void *tags);
/* Fills in @event from the arguments of ww_trace_item_queue(). src/engine implements it. */
void ww_item_describe(const void *item, const void *tags, struct ww_item_event *event);
/* The begin of an Invocation. src/engine checks it. */
struct ww_running {
	const void *item;
	const void *routine;
};
void ww_trace_item_start(const struct ww_running *running);
void ww_trace_item_end(const struct ww_running *running);
/* src/engine implements it. */
void ww_running_describe(const struct ww_running *running, struct ww_item_event *event);
/* @caller has freed the item, or ended that in its storage. */
WW_KEEPS_REGISTERS void ww_trace_item_free(const void *item, const void *caller);

/* A worker is started for the queue of @cpu. */
void ww_trace_worker_arm(const void *worker, ww_u32 cpu, bool is_high, bool is_unbound);
/* The items of the queue of @cpu make no progress: a worker on other processors is to help. */
void ww_trace_stall_help(ww_u32 cpu, bool is_high, ww_u32 progress, ww_u32 unbound);

struct ww_dpc_event {
	const void *dpc;
	const void *routine;
	const void *context;
	const void *caller;		/* that queued it; NULL where that is not known */
	ww_u32 cpu;			/* on which it runs */
};
void ww_trace_dpc_queue(const struct ww_dpc_event *event);
void ww_trace_dpc_start(const struct ww_dpc_event *event);
void ww_trace_dpc_end(const struct ww_dpc_event *event);
/* For @wait nanoseconds from now, and then each @period, if that is not 0. @routine as below. */
void ww_trace_timer_set(const void *timer, const void *routine, const void *setter, ww_s64 wait, ww_s64 period);
/* The timer was set. */
void ww_trace_timer_cancel(const void *timer, const void *routine, const void *caller);
/* @late nanoseconds after the timer was due. @routine is that of its DPC, or NULL. */
void ww_trace_timer_expire(const void *timer, const void *routine, const void *setter, ww_s64 late);

struct ww_irp_event {
	const void *irp;
	const char *driver;		/* whose routine is called */
	const char *device;		/* its name, or an empty one */
	const char *major;
	ww_u8 minor;
	ww_u32 code;			/* of a control request, or 0 */
};
void ww_trace_irp_dispatch(const struct ww_irp_event *event);
/* The dispatch routine has returned STATUS_PENDING. The IRP may be complete, and gone. */
void ww_trace_irp_pend(const void *irp, const char *driver);
/* All drivers are done with it. @caller has called IoCompleteRequest; NULL for WinWork itself. */
void ww_trace_irp_complete(const void *irp, const void *caller, ww_u32 status, ww_uptr information);
/* @routine is its cancel routine, or NULL. */
void ww_trace_irp_cancel(const void *irp, const void *routine);

/* A block of pool, from its allocation to its free by @caller. An IRP of IoAllocateIrp is one. */
struct ww_pool_event {
	const void *block;
	ww_size bytes;
	const void *caller;
	ww_u32 tag;
	bool is_paged;
};
void ww_trace_pool_allocate(const struct ww_pool_event *event);
void ww_trace_pool_free(const struct ww_pool_event *event);

/* A device, file, event, KMDF object or other object. */
struct ww_object_event {
	const void *object;
	const char *driver;		/* that it belongs to, or an empty one */
	const char *type;
	const char *name;		/* or an empty one */
};
void ww_trace_object_make(const struct ww_object_event *event);
/* The last reference is gone. */
void ww_trace_object_end(const struct ww_object_event *event);

void ww_trace_driver_load(const char *driver, ww_u32 status);	/* DriverEntry has returned it */
void ww_trace_driver_unload(const char *driver);		/* DriverUnload is called next */

/* @text is what the report says, and @code its bug check. */
void ww_trace_report(ww_u32 code, const char *name, const char *function, const void *caller,
		     const char *text);
struct ww_fault_event {
	const void *function;		/* of WinWork, in which no memory was left */
	const void *caller;		/* the driver's code that called it */
	ww_size bytes;
	ww_u64 number;			/* of the allocation, from 1 */
};
void ww_trace_fault(const struct ww_fault_event *event);
/* The text of DbgPrint and its relatives. @level and @component are those of DbgPrintEx. */
void ww_trace_print(const void *caller, ww_u32 component, ww_u32 level, const char *text);

WW_C_END

#endif /* WINWORK_LINUX_TRACE_POINT_H */
