// SPDX-License-Identifier: GPL-2.0
/*
 * The trace events that ETW's events and drivers' messages become.
 */
#include <linux/rbtree.h>	/* for the mutex of 5.10-rt */

#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "trace.h"

static DEFINE_MUTEX(watch_lock);
static void (*watcher)(bool is_on);
static bool is_on;

/* A kernel without trace events does not use the functions up to the header. */

static __maybe_unused void note_switch(bool now_on)
{
	mutex_lock(&watch_lock);
	is_on = now_on;
	if (watcher)
		watcher(now_on);
	mutex_unlock(&watch_lock);
}

static __maybe_unused int etw_switched_on(void)
{
	note_switch(true);
	return 0;
}

static __maybe_unused void etw_switched_off(void)
{
	note_switch(false);
}

static __maybe_unused u32 kept_bytes(const struct ww_trace_event *event)
{
	return min_t(u32, event->bytes, WW_TRACE_BYTES);
}

static __maybe_unused void format_optional(char *to, const void *guid)
{
	memset(to, 0, WW_GUID_TEXT);
	if (guid)
		snprintf(to, WW_GUID_TEXT, "%pUl", guid);
}

static __maybe_unused void copy_kept(const struct ww_trace_event *event, char *text, char *data)
{
	const u32 bytes = kept_bytes(event);

	text[event->is_text ? bytes : 0] = '\0';
	event->copy(event, event->is_text ? text : data, bytes);
}

/* ---- Messages --------------------------------------------------------------------------- */

/* Drivers read it before they call. */
volatile u8 WinworkMessagesOn;

static __maybe_unused int messages_switched_on(void)
{
	WinworkMessagesOn = 1;
	return 0;
}

static __maybe_unused void messages_switched_off(void)
{
	WinworkMessagesOn = 0;
}

/* Of a name of the driver's. */
#define MOST_NAME 127

static __maybe_unused u32 kept_name(const char *name)
{
	return strnlen(name, MOST_NAME);
}

static __maybe_unused void copy_name(char *to, const char *name)
{
	const u32 bytes = kept_name(name);

	memcpy(to, name, bytes);
	to[bytes] = '\0';
}

static __maybe_unused u32 kept_text(const struct ww_message *message)
{
	return min_t(u32, message->bytes, WW_TRACE_BYTES);
}

#define CREATE_TRACE_POINTS
#include "trace_event.h"

void ww_guid_format(struct ww_guid_text *to, const void *guid)
{
	snprintf(to->text, sizeof(to->text), "%pUl", guid);
}

void ww_trace(const struct ww_trace_event *event)
{
	trace_etw(event);
}

void ww_trace_message(const struct ww_message *message)
{
	trace_message(message);
}

void ww_trace_watch(void (*switched)(bool is_on))
{
	mutex_lock(&watch_lock);
	watcher = switched;
	if (is_on)
		switched(true);
	mutex_unlock(&watch_lock);
}

/*
 * Linux switches the event off only after the module's exit. So the functions above may still be
 * called.
 */
void ww_trace_unwatch(void)
{
	mutex_lock(&watch_lock);
	watcher = NULL;
	mutex_unlock(&watch_lock);
}
