/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's trace events: the machine has no tracer.
 */
#include "linux/trace.h"

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
