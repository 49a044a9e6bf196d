/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The definition of the trace events. <trace/define_trace.h> reads this file several times.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM winwork

#if !defined(WINWORK_LINUX_TRACE_POINT_EVENT_H) || defined(TRACE_HEADER_MULTI_READ)
#define WINWORK_LINUX_TRACE_POINT_EVENT_H

#include <linux/tracepoint.h>

#include "trace_point.h"

DECLARE_EVENT_CLASS(winwork_item,
	TP_PROTO(const struct ww_item_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__array(char, function, 40)
		__field(const void *, item)
		__field(const void *, routine)
		__field(const void *, context)
		__field(const void *, object)
		__field(u32, priority)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, event->routine);
		copy_text(__entry->function, event->function, sizeof(__entry->function));
		__entry->item = event->item;
		__entry->routine = event->routine;
		__entry->context = event->context;
		__entry->object = event->object;
		__entry->priority = event->priority;
	),
	TP_printk("driver=%s routine=%ps item=%p context=%p object=%p priority=%u function=%s",
		  __entry->driver, __entry->routine, __entry->item, __entry->context,
		  __entry->object, __entry->priority, __entry->function)
);

DEFINE_EVENT(winwork_item, item_queue,
	TP_PROTO(const struct ww_item_event *event),
	TP_ARGS(event)
);

DEFINE_EVENT(winwork_item, item_start,
	TP_PROTO(const struct ww_item_event *event),
	TP_ARGS(event)
);

DEFINE_EVENT(winwork_item, item_end,
	TP_PROTO(const struct ww_item_event *event),
	TP_ARGS(event)
);

DECLARE_EVENT_CLASS(winwork_item_memory,
	TP_PROTO(const void *item, const void *caller),
	TP_ARGS(item, caller),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, item)
		__field(const void *, caller)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, caller);
		__entry->item = item;
		__entry->caller = caller;
	),
	TP_printk("driver=%s item=%p caller=%pS", __entry->driver, __entry->item, __entry->caller)
);

DEFINE_EVENT(winwork_item_memory, item_make,
	TP_PROTO(const void *item, const void *caller),
	TP_ARGS(item, caller)
);

DEFINE_EVENT(winwork_item_memory, item_free,
	TP_PROTO(const void *item, const void *caller),
	TP_ARGS(item, caller)
);

TRACE_EVENT(worker_arm,
	TP_PROTO(const void *worker, u32 processor, bool is_high, bool is_unbound),
	TP_ARGS(worker, processor, is_high, is_unbound),
	TP_STRUCT__entry(
		__field(const void *, worker)
		__field(u32, processor)
		__field(bool, is_high)
		__field(bool, is_unbound)
	),
	TP_fast_assign(
		__entry->worker = worker;
		__entry->processor = processor;
		__entry->is_high = is_high;
		__entry->is_unbound = is_unbound;
	),
	TP_printk("worker=%p processor=%u class=%s place=%s", __entry->worker, __entry->processor,
		  __entry->is_high ? "high" : "normal", __entry->is_unbound ? "unbound" : "local")
);

TRACE_EVENT(stall_help,
	TP_PROTO(u32 processor, bool is_high, u32 progress, u32 unbound),
	TP_ARGS(processor, is_high, progress, unbound),
	TP_STRUCT__entry(
		__field(u32, processor)
		__field(bool, is_high)
		__field(u32, progress)
		__field(u32, unbound)
	),
	TP_fast_assign(
		__entry->processor = processor;
		__entry->is_high = is_high;
		__entry->progress = progress;
		__entry->unbound = unbound;
	),
	TP_printk("processor=%u class=%s begun=%u unbound=%u", __entry->processor,
		  __entry->is_high ? "high" : "normal", __entry->progress, __entry->unbound)
);

DECLARE_EVENT_CLASS(winwork_dpc,
	TP_PROTO(const struct ww_dpc_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, dpc)
		__field(const void *, routine)
		__field(const void *, context)
		__field(const void *, caller)
		__field(u32, processor)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, event->routine);
		__entry->dpc = event->dpc;
		__entry->routine = event->routine;
		__entry->context = event->context;
		__entry->caller = event->caller;
		__entry->processor = event->cpu;
	),
	TP_printk("driver=%s routine=%ps dpc=%p context=%p processor=%u caller=%pS",
		  __entry->driver, __entry->routine, __entry->dpc, __entry->context,
		  __entry->processor, __entry->caller)
);

DEFINE_EVENT(winwork_dpc, dpc_queue,
	TP_PROTO(const struct ww_dpc_event *event),
	TP_ARGS(event)
);

DEFINE_EVENT(winwork_dpc, dpc_start,
	TP_PROTO(const struct ww_dpc_event *event),
	TP_ARGS(event)
);

DEFINE_EVENT(winwork_dpc, dpc_end,
	TP_PROTO(const struct ww_dpc_event *event),
	TP_ARGS(event)
);

TRACE_EVENT(timer_set,
	TP_PROTO(const void *timer, const void *routine, const void *setter, s64 wait, s64 period),
	TP_ARGS(timer, routine, setter, wait, period),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, timer)
		__field(const void *, routine)
		__field(const void *, setter)
		__field(s64, wait)
		__field(s64, period)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, setter);
		__entry->timer = timer;
		__entry->routine = routine;
		__entry->setter = setter;
		__entry->wait = wait;
		__entry->period = period;
	),
	TP_printk("driver=%s routine=%ps timer=%p wait=%lld period=%lld setter=%pS", __entry->driver,
		  __entry->routine, __entry->timer, __entry->wait, __entry->period, __entry->setter)
);

TRACE_EVENT(timer_cancel,
	TP_PROTO(const void *timer, const void *routine, const void *caller),
	TP_ARGS(timer, routine, caller),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, timer)
		__field(const void *, routine)
		__field(const void *, caller)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, caller);
		__entry->timer = timer;
		__entry->routine = routine;
		__entry->caller = caller;
	),
	TP_printk("driver=%s routine=%ps timer=%p caller=%pS", __entry->driver, __entry->routine,
		  __entry->timer, __entry->caller)
);

TRACE_EVENT(timer_expire,
	TP_PROTO(const void *timer, const void *routine, const void *setter, s64 late),
	TP_ARGS(timer, routine, setter, late),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, timer)
		__field(const void *, routine)
		__field(const void *, setter)
		__field(s64, late)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, routine ? routine : setter);
		__entry->timer = timer;
		__entry->routine = routine;
		__entry->setter = setter;
		__entry->late = late;
	),
	TP_printk("driver=%s routine=%ps timer=%p late=%lld setter=%pS", __entry->driver,
		  __entry->routine, __entry->timer, __entry->late, __entry->setter)
);

TRACE_EVENT(irp_dispatch,
	TP_PROTO(const struct ww_irp_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__array(char, device, 64)
		__array(char, major, 32)
		__field(const void *, irp)
		__field(u32, code)
		__field(u8, minor)
	),
	TP_fast_assign(
		copy_text(__entry->driver, event->driver, sizeof(__entry->driver));
		copy_text(__entry->device, event->device, sizeof(__entry->device));
		copy_text(__entry->major, event->major, sizeof(__entry->major));
		__entry->irp = event->irp;
		__entry->code = event->code;
		__entry->minor = event->minor;
	),
	TP_printk("driver=%s device=%s major=%s minor=%u code=0x%x irp=%p", __entry->driver,
		  __entry->device, __entry->major, __entry->minor, __entry->code, __entry->irp)
);

TRACE_EVENT(irp_pend,
	TP_PROTO(const void *irp, const char *driver),
	TP_ARGS(irp, driver),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, irp)
	),
	TP_fast_assign(
		copy_text(__entry->driver, driver, sizeof(__entry->driver));
		__entry->irp = irp;
	),
	TP_printk("driver=%s irp=%p", __entry->driver, __entry->irp)
);

TRACE_EVENT(irp_complete,
	TP_PROTO(const void *irp, const void *caller, u32 status, unsigned long information),
	TP_ARGS(irp, caller, status, information),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, irp)
		__field(const void *, caller)
		__field(u32, status)
		__field(unsigned long, information)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, caller);
		__entry->irp = irp;
		__entry->caller = caller;
		__entry->status = status;
		__entry->information = information;
	),
	TP_printk("driver=%s irp=%p status=0x%08x information=%lu caller=%pS", __entry->driver,
		  __entry->irp, __entry->status, __entry->information, __entry->caller)
);

TRACE_EVENT(irp_cancel,
	TP_PROTO(const void *irp, const void *routine),
	TP_ARGS(irp, routine),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, irp)
		__field(const void *, routine)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, routine);
		__entry->irp = irp;
		__entry->routine = routine;
	),
	TP_printk("driver=%s irp=%p routine=%ps", __entry->driver, __entry->irp, __entry->routine)
);

DECLARE_EVENT_CLASS(winwork_pool,
	TP_PROTO(const struct ww_pool_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, block)
		__field(const void *, caller)
		__field(unsigned long, bytes)
		__array(char, tag, 5)
		__field(bool, is_paged)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, event->caller);
		copy_tag(__entry->tag, event->tag);
		__entry->block = event->block;
		__entry->caller = event->caller;
		__entry->bytes = event->bytes;
		__entry->is_paged = event->is_paged;
	),
	TP_printk("driver=%s tag=%s bytes=%lu kind=%s block=%p caller=%pS", __entry->driver, __entry->tag,
		  __entry->bytes, __entry->is_paged ? "paged" : "nonpaged", __entry->block, __entry->caller)
);

DEFINE_EVENT(winwork_pool, pool_allocate,
	TP_PROTO(const struct ww_pool_event *event),
	TP_ARGS(event)
);

DEFINE_EVENT(winwork_pool, pool_free,
	TP_PROTO(const struct ww_pool_event *event),
	TP_ARGS(event)
);

DECLARE_EVENT_CLASS(winwork_object,
	TP_PROTO(const struct ww_object_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__array(char, type, 32)
		__array(char, name, 64)
		__field(const void *, object)
	),
	TP_fast_assign(
		copy_text(__entry->driver, event->driver, sizeof(__entry->driver));
		copy_text(__entry->type, event->type, sizeof(__entry->type));
		copy_text(__entry->name, event->name, sizeof(__entry->name));
		__entry->object = event->object;
	),
	TP_printk("driver=%s object=%p name=%s type=%s", __entry->driver, __entry->object, __entry->name,
		  __entry->type)
);

DEFINE_EVENT(winwork_object, object_make,
	TP_PROTO(const struct ww_object_event *event),
	TP_ARGS(event)
);

DEFINE_EVENT(winwork_object, object_end,
	TP_PROTO(const struct ww_object_event *event),
	TP_ARGS(event)
);

TRACE_EVENT(driver_load,
	TP_PROTO(const char *driver, u32 status),
	TP_ARGS(driver, status),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(u32, status)
	),
	TP_fast_assign(
		copy_text(__entry->driver, driver, sizeof(__entry->driver));
		__entry->status = status;
	),
	TP_printk("driver=%s status=0x%08x", __entry->driver, __entry->status)
);

TRACE_EVENT(driver_unload,
	TP_PROTO(const char *driver),
	TP_ARGS(driver),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
	),
	TP_fast_assign(
		copy_text(__entry->driver, driver, sizeof(__entry->driver));
	),
	TP_printk("driver=%s", __entry->driver)
);

TRACE_EVENT(report,
	TP_PROTO(u32 code, const char *name, const char *function, const void *caller,
		 const char *text),
	TP_ARGS(code, name, function, caller, text),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__array(char, name, 64)
		__array(char, function, 40)
		__array(char, text, 256)
		__field(const void *, caller)
		__field(u32, code)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, caller);
		copy_text(__entry->name, name, sizeof(__entry->name));
		copy_text(__entry->function, function, sizeof(__entry->function));
		copy_text(__entry->text, text, sizeof(__entry->text));
		__entry->caller = caller;
		__entry->code = code;
	),
	TP_printk("driver=%s code=0x%x name=%s function=%s caller=%pS: %s", __entry->driver,
		  __entry->code, __entry->name, __entry->function, __entry->caller, __entry->text)
);

TRACE_EVENT(fault,
	TP_PROTO(const struct ww_fault_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__field(const void *, function)
		__field(const void *, caller)
		__field(unsigned long, bytes)
		__field(u64, number)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, event->caller);
		__entry->function = event->function;
		__entry->caller = event->caller;
		__entry->bytes = event->bytes;
		__entry->number = event->number;
	),
	TP_printk("driver=%s number=%llu function=%ps bytes=%lu caller=%pS", __entry->driver,
		  __entry->number, __entry->function, __entry->bytes, __entry->caller)
);

TRACE_EVENT(print,
	TP_PROTO(const void *caller, u32 component, u32 level, const char *text),
	TP_ARGS(caller, component, level, text),
	TP_STRUCT__entry(
		__array(char, driver, MODULE_NAME_LEN)
		__dynamic_array(char, text, length_of_line(text) + 1)
		__field(u32, component)
		__field(u32, level)
	),
	TP_fast_assign(
		copy_driver(__entry->driver, caller);
		copy_text(__get_dynamic_array(text), text, length_of_line(text) + 1);
		__entry->component = component;
		__entry->level = level;
	),
	TP_printk("driver=%s component=%u level=%u: %s", __entry->driver, __entry->component,
		  __entry->level, __get_str(text))
);

#endif

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace_point_event
#include <trace/define_trace.h>
