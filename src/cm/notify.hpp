/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Watches of keys, and the notifications of ZwNotifyChangeKey that wait for a change.
 *
 * A handle's first notification makes its watch, which lasts until the handle is closed. As on
 * Windows, its filter and extent stay those of the first call. A change that comes while no
 * notification waits is kept for the next one.
 *
 * All functions need a RegistryGuard of their caller.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"
#include "linux/done.h"

struct _WINWORK_IMAGE;

namespace ww {

struct RegKey;

/* One call of ZwNotifyChangeKey. */
struct Notification {
	Notification *next;
	PWORK_QUEUE_ITEM item;		/* queued at the end, if not null */
	WORK_QUEUE_TYPE queue;
	PIO_STATUS_BLOCK iosb;		/* written before */
	_WINWORK_IMAGE *image;		/* the module that called, or null */
	CallSite call;
	struct ww_done *done;		/* of a thread that waits; its stack has this structure */
};

struct Watch {
	Watch *next;			/* of the key */
	Watch *next_of_all;
	RegKey *key;			/* null when it watches nothing */
	u32 filter;			/* REG_NOTIFY_CHANGE_* */
	bool has_tree;			/* watches the keys below, too */
	bool has_changed;		/* while no notification waited */
	Notification *waiting;
};

/* Begins to watch @key, unless the watch has begun. */
void watch_start(Watch &watch, RegKey *key, u32 filter, bool has_tree);

/* Completes the notifications with STATUS_NOTIFY_CLEANUP, and ends the watch. */
void watch_end(Watch &watch);

/*
 * Has @notification wait for a change. False if there was one already: then the notification is
 * complete. A notification without @done is freed when it completes.
 */
bool watch_wait(Watch &watch, Notification *notification);

/* A change of one of the kinds in @filter at @key: completes what waits for it. */
void watches_notice(const RegKey *key, u32 filter);

/* The key is deleted: ends its watches. */
void watches_end(RegKey *key);

/*
 * Reports and drops the notifications that a module leaves at its unload. Takes the mutex itself.
 */
void watches_report_left(const _WINWORK_IMAGE &image);

} /* namespace ww */
