// SPDX-License-Identifier: GPL-2.0
/*
 * The end of the system.
 */
#include <linux/limits.h>
#include <linux/notifier.h>
#include <linux/reboot.h>

#include "compat.h"
#include "reboot.h"

static void (*watcher)(void);

static int reboot_begins(struct notifier_block *block, unsigned long how, void *unused)
{
	watcher();
	return NOTIFY_DONE;
}

/* First, because other modules also stop their devices in notifiers. */
static struct notifier_block notifier = {
	.notifier_call = reboot_begins,
	.priority = INT_MAX,
};

ww_s32 ww_reboot_watch(void (*call)(void))
{
	watcher = call;
	return register_reboot_notifier(&notifier);
}

void ww_reboot_unwatch(void)
{
	unregister_reboot_notifier(&notifier);
}

static void (*panic_watcher)(void);

static int panic_begins(struct notifier_block *block, unsigned long unused, void *message)
{
	panic_watcher();
	return NOTIFY_DONE;
}

static struct notifier_block panic_notifier = {
	.notifier_call = panic_begins,
};

ww_s32 ww_panic_watch(void (*call)(void))
{
	panic_watcher = call;
	return atomic_notifier_chain_register(&panic_notifier_list, &panic_notifier);
}

void ww_panic_unwatch(void)
{
	atomic_notifier_chain_unregister(&panic_notifier_list, &panic_notifier);
}
