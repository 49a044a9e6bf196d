/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The trace events winwork:etw and winwork:message, which Linux's tracers (tracefs, perf) switch on and off.
 */
#ifndef WINWORK_LINUX_TRACE_H
#define WINWORK_LINUX_TRACE_H

#include "types.h"

WW_C_BEGIN

/* A GUID as text without braces, with its zero. */
#define WW_GUID_TEXT 37

struct ww_guid_text {
	char text[WW_GUID_TEXT];
};

void ww_guid_format(struct ww_guid_text *to, const void *guid);

/* The data to write. The two copy functions fill the space that the tracer gives. */
struct ww_trace_event {
	const struct ww_guid_text *provider;
	const void *activity;		/* a GUID, or NULL */
	const void *related;		/* the same */
	ww_u64 keyword;
	ww_u16 id;
	ww_u16 task;
	ww_u8 version;
	ww_u8 channel;
	ww_u8 level;
	ww_u8 opcode;
	ww_u32 bytes;			/* of the data, or of the text without its zero */
	bool is_text;
	const void *source;
	/* Writes the first @bytes of the data or the text. */
	void (*copy)(const struct ww_trace_event *event, char *to, ww_u32 bytes);
};

/*
 * Writes an event, if a tracer takes it. The tracer gets no more than WW_TRACE_BYTES of the data or
 * text: perf of Linux 5.10 takes events of 2048 bytes. Any context.
 */
#define WW_TRACE_BYTES 1536
void ww_trace(const struct ww_trace_event *event);

/* A message. The two lengths are without a zero. */
struct ww_message {
	const char *driver;		/* the module's name */
	const char *flags;
	const char *function;
	ww_u64 keyword;
	ww_u32 line;
	ww_u8 level;
	ww_u32 bytes;			/* of the text */
	/* Writes the first @room - 1 bytes of the text, and a zero. */
	void (*copy)(const struct ww_message *message, char *to, ww_u32 room);
};

/* Writes an event winwork:message, if a tracer takes it. WW_TRACE_BYTES as above. Any context. */
void ww_trace_message(const struct ww_message *message);

/*
 * Calls switched(true) when the first tracer switches the event on, and switched(false) after the
 * last one has switched it off; in a task. If the event is on already, the first call comes at
 * once.
 */
void ww_trace_watch(void (*switched)(bool is_on));
/* No call is under way or follows. */
void ww_trace_unwatch(void);

WW_C_END

#endif /* WINWORK_LINUX_TRACE_H */
