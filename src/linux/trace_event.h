/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The definition of the trace events. <trace/define_trace.h> reads this file several times.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM winwork

#if !defined(WINWORK_LINUX_TRACE_EVENT_H) || defined(TRACE_HEADER_MULTI_READ)
#define WINWORK_LINUX_TRACE_EVENT_H

#include <linux/tracepoint.h>

#include "trace.h"

TRACE_EVENT_FN(etw,
	TP_PROTO(const struct ww_trace_event *event),
	TP_ARGS(event),
	TP_STRUCT__entry(
		__array(char, provider, WW_GUID_TEXT)
		__array(char, activity, WW_GUID_TEXT)
		__array(char, related, WW_GUID_TEXT)
		__field(u64, keyword)
		__field(u16, id)
		__field(u16, task)
		__field(u8, version)
		__field(u8, channel)
		__field(u8, level)
		__field(u8, opcode)
		__field(u32, bytes)
		__dynamic_array(char, text, event->is_text ? kept_bytes(event) + 1 : 1)
		__dynamic_array(u8, data, event->is_text ? 0 : kept_bytes(event))
	),
	TP_fast_assign(
		memcpy(__entry->provider, event->provider->text, WW_GUID_TEXT);
		format_optional(__entry->activity, event->activity);
		format_optional(__entry->related, event->related);
		__entry->keyword = event->keyword;
		__entry->id = event->id;
		__entry->task = event->task;
		__entry->version = event->version;
		__entry->channel = event->channel;
		__entry->level = event->level;
		__entry->opcode = event->opcode;
		__entry->bytes = event->bytes;
		copy_kept(event, __get_dynamic_array(text), __get_dynamic_array(data));
	),
	TP_printk("%s id=%u version=%u channel=%u level=%u opcode=%u task=%u keyword=0x%llx activity=%s related=%s bytes=%u text=\"%s\" data=%s",
		  __entry->provider, __entry->id, __entry->version, __entry->channel,
		  __entry->level, __entry->opcode, __entry->task, __entry->keyword,
		  __entry->activity, __entry->related, __entry->bytes, __get_str(text),
		  __print_hex_str(__get_dynamic_array(data), __get_dynamic_array_len(data))),
	etw_switched_on, etw_switched_off
);

TRACE_EVENT_FN(message,
	TP_PROTO(const struct ww_message *message),
	TP_ARGS(message),
	TP_STRUCT__entry(
		__dynamic_array(char, driver, strlen(message->driver) + 1)
		__dynamic_array(char, flags, kept_name(message->flags) + 1)
		__dynamic_array(char, function, kept_name(message->function) + 1)
		__dynamic_array(char, text, kept_text(message) + 1)
		__field(u64, keyword)
		__field(u32, line)
		__field(u8, level)
	),
	TP_fast_assign(
		strcpy(__get_dynamic_array(driver), message->driver);
		copy_name(__get_dynamic_array(flags), message->flags);
		copy_name(__get_dynamic_array(function), message->function);
		message->copy(message, __get_dynamic_array(text), kept_text(message) + 1);
		__entry->keyword = message->keyword;
		__entry->line = message->line;
		__entry->level = message->level;
	),
	TP_printk("driver=%s level=%u flags=%s keyword=0x%llx %s:%u: %s",
		  __get_str(driver), __entry->level, __get_str(flags), __entry->keyword,
		  __get_str(function), __entry->line, __get_str(text)),
	messages_switched_on, messages_switched_off
);

#endif

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace_event
#include <trace/define_trace.h>
