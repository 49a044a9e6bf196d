/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The end of the system.
 */
#ifndef WINWORK_LINUX_REBOOT_H
#define WINWORK_LINUX_REBOOT_H

#include "types.h"

WW_C_BEGIN

/*
 * Has @call called when Linux restarts, halts or powers off: in the thread of reboot(2), before
 * devices are stopped. It may sleep. Returns 0 or a negative errno.
 */
ww_s32 ww_reboot_watch(void (*call)(void));
/* Waits for a call under way. Afterwards none comes. Sleeps. */
void ww_reboot_unwatch(void);

/*
 * Has @call called when Linux panics: with interrupts off, while the other CPUs are stopped or
 * about to be. Returns 0 or a negative errno.
 */
ww_s32 ww_panic_watch(void (*call)(void));
/* Sleeps. */
void ww_panic_unwatch(void);

WW_C_END

#endif /* WINWORK_LINUX_REBOOT_H */
