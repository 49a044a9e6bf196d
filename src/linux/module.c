// SPDX-License-Identifier: GPL-2.0
/*
 * WinWork's own module: its start and end, and its parameters.
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/string.h>

#include "module.h"
#include "pnp_device.h"
#include "request.h"

bool ww_panic_on_report;
module_param_named(panic_on_report, ww_panic_on_report, bool, 0644);
MODULE_PARM_DESC(panic_on_report,
		 "panic where Windows would bug-check (default: report and go on)");

ww_u32 ww_cancel_timeout = 300;
module_param_named(cancel_timeout, ww_cancel_timeout, uint, 0644);
MODULE_PARM_DESC(cancel_timeout,
		 "seconds until a thread leaves a cancelled request that its driver keeps (default: 300)");

ww_u32 ww_power_timeout = 120;
module_param_named(power_timeout, ww_power_timeout, uint, 0644);
MODULE_PARM_DESC(power_timeout,
		 "seconds that drivers have for a power IRP before a suspend fails (default: 120)");

ww_u32 ww_max_transfer = 64 << 20;
module_param_named(max_transfer, ww_max_transfer, uint, 0644);
MODULE_PARM_DESC(max_transfer, "bytes of the largest buffer of a request (default: 64 MiB)");

int ww_module_name(char *to, ww_size room, const char *name)
{
	if (!*name || strscpy(to, name, room) < 0)
		return -EINVAL;
	/* Linux's name of a module has no dash. */
	strreplace(to, '-', '_');
	return 0;
}

ww_size ww_percpu_bytes(void)
{
#ifdef CONFIG_SMP
	return THIS_MODULE->percpu_size;
#else
	return 0;
#endif
}

static int __init winwork_load(void)
{
	return ww_start();
}

/* A driver holds this module while it is loaded, so no driver is left here. */
static void __exit winwork_unload(void)
{
	ww_stop();
}

module_init(winwork_load);
module_exit(winwork_unload);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The WinWork authors");
MODULE_DESCRIPTION("The Windows work-item API on Linux workqueues");
