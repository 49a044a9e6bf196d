/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Notifications of changes of keys.
 */
#include "notify.hpp"

#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "linux/memory.h"
#include "ob/image.hpp"
#include "store.hpp"

namespace ww {
namespace {

constinit Watch *all = nullptr;

/* The item, and the memory of @notification if a thread waits, may be gone when this returns. */
void complete(Notification *notification, NTSTATUS status)
{
	const Notification was = *notification;

	was.iosb->Status = status;
	was.iosb->Information = 0;
	if (was.done) {
		ww_done_set(was.done);
		return;
	}
	ww_free(notification);
	if (was.item)
		bare_item_queue(reinterpret_cast<Item *>(was.item), image_reference_of(was.image),
				was.queue, was.call);
}

void complete_all(Watch &watch, NTSTATUS status)
{
	while (Notification *notification = watch.waiting) {
		watch.waiting = notification->next;
		complete(notification, status);
	}
}

void notice(Watch &watch)
{
	if (!watch.waiting)
		watch.has_changed = true;
	complete_all(watch, STATUS_NOTIFY_ENUM_DIR);
}

} /* namespace */

void watch_start(Watch &watch, RegKey *key, u32 filter, bool has_tree)
{
	if (watch.key)
		return;
	watch.key = key;
	watch.filter = filter;
	watch.has_tree = has_tree;
	watch.next = key->watches;
	key->watches = &watch;
	watch.next_of_all = all;
	all = &watch;
}

void watch_end(Watch &watch)
{
	Watch **place;

	if (!watch.key)
		return;
	for (place = &watch.key->watches; *place != &watch; place = &(*place)->next) {
	}
	*place = watch.next;
	for (place = &all; *place != &watch; place = &(*place)->next_of_all) {
	}
	*place = watch.next_of_all;
	watch.key = nullptr;
	complete_all(watch, STATUS_NOTIFY_CLEANUP);
}

bool watch_wait(Watch &watch, Notification *notification)
{
	Notification **end = &watch.waiting;

	if (watch.has_changed) {
		watch.has_changed = false;
		complete(notification, STATUS_NOTIFY_ENUM_DIR);
		return false;
	}
	while (*end)
		end = &(*end)->next;
	*end = notification;
	return true;
}

void watches_notice(const RegKey *key, u32 filter)
{
	for (const RegKey *at = key; at; at = at->parent) {
		for (Watch *watch = at->watches; watch; watch = watch->next) {
			if (watch->filter & filter && (at == key || watch->has_tree))
				notice(*watch);
		}
	}
}

void watches_end(RegKey *key)
{
	while (key->watches)
		watch_end(*key->watches);
}

void watches_report_left(const _WINWORK_IMAGE &image)
{
	RegistryGuard guard;

	for (Watch *watch = all; watch; watch = watch->next_of_all) {
		for (Notification **place = &watch->waiting; *place;) {
			Notification *const notification = *place;

			/* A thread that waits is an activity of its own. */
			if (notification->image != &image || notification->done) {
				place = &notification->next;
				continue;
			}
			*place = notification->next;
			report({ .code = BugCheck::
					 driver_unloaded_without_cancelling_pending_operations,
				 .parameter = { address_of(notification->item), 0, 0, 0 },
				 .call = { "DriverUnload", notification->call.caller },
				 .item = notification->item, .owner = image.DriverObject },
			       "the driver leaves a notification of ZwNotifyChangeKey behind: "
			       "the handle of the key is still open");
			ww_free(notification);
		}
	}
}

} /* namespace ww */
