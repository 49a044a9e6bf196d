/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's trace events, and the history that they make: the machine has no tracer.
 */
#include "linux/history.h"
#include "linux/trace.h"
#include "linux/trace_point.h"

#include <cstdlib>

void ww_guid_format(struct ww_guid_text *, const void *)
{
	abort();
}

void ww_trace(const struct ww_trace_event *)
{
	abort();
}

void ww_trace_message(const struct ww_message *)
{
	abort();
}

void ww_trace_watch(void (*)(bool is_on))
{
}

void ww_trace_unwatch(void)
{
}

void ww_trace_item_make(const void *, const void *)
{
	abort();
}

void ww_trace_item_queue(const void *, const void *)
{
	abort();
}

void ww_trace_item_start(const struct ww_running *)
{
	abort();
}

void ww_trace_item_end(const struct ww_running *)
{
	abort();
}

void ww_trace_item_free(const void *, const void *)
{
	abort();
}

void ww_trace_worker_arm(const void *, ww_u32, bool, bool)
{
	abort();
}

void ww_trace_stall_help(ww_u32, bool, ww_u32, ww_u32)
{
	abort();
}

void ww_trace_dpc_queue(const struct ww_dpc_event *)
{
	abort();
}

void ww_trace_dpc_start(const struct ww_dpc_event *)
{
	abort();
}

void ww_trace_dpc_end(const struct ww_dpc_event *)
{
	abort();
}

void ww_trace_timer_set(const void *, const void *, const void *, ww_s64, ww_s64)
{
	abort();
}

void ww_trace_timer_cancel(const void *, const void *, const void *)
{
	abort();
}

void ww_trace_timer_expire(const void *, const void *, const void *, ww_s64)
{
	abort();
}

void ww_trace_irp_dispatch(const struct ww_irp_event *)
{
	abort();
}

void ww_trace_irp_pend(const void *, const char *)
{
	abort();
}

void ww_trace_irp_complete(const void *, const void *, ww_u32, ww_uptr)
{
	abort();
}

void ww_trace_irp_cancel(const void *, const void *)
{
	abort();
}

void ww_trace_pool_allocate(const struct ww_pool_event *)
{
	abort();
}

void ww_trace_pool_free(const struct ww_pool_event *)
{
	abort();
}

void ww_trace_object_make(const struct ww_object_event *)
{
	abort();
}

void ww_trace_object_end(const struct ww_object_event *)
{
	abort();
}

void ww_trace_driver_load(const char *, ww_u32)
{
	abort();
}

void ww_trace_driver_unload(const char *)
{
	abort();
}

void ww_trace_report(ww_u32, const char *, const char *, const void *, const char *)
{
	abort();
}

void ww_trace_print(const void *, ww_u32, ww_u32, const char *)
{
	abort();
}

void ww_history_show(const ww_uptr *, ww_u32)
{
}

void ww_history_driver_add(const char *, ww_contains *)
{
}

void ww_history_driver_remove(ww_contains *)
{
}

int ww_history_start(void)
{
	return 0;
}

void ww_history_stop(void)
{
}
