/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WinWork's own module: its start and end, and its parameters.
 */
#ifndef WINWORK_LINUX_MODULE_H
#define WINWORK_LINUX_MODULE_H

#include "types.h"

WW_C_BEGIN

/* Called when the module is loaded. Returns 0 or a negative errno. src/loader implements both. */
int ww_start(void);
void ww_stop(void);

extern bool ww_panic_on_report;

/*
 * For parameters that name drivers: copies the name that a user gives a module, as Linux has it, to @room bytes. Returns
 * 0, or -EINVAL for an empty or too long one.
 */
int ww_module_name(char *to, ww_size room, const char *name);

/* Returns the size of the module's per-CPU data, which each possible CPU has once. */
ww_size ww_percpu_bytes(void);

WW_C_END

#endif /* WINWORK_LINUX_MODULE_H */
