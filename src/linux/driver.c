// SPDX-License-Identifier: GPL-2.0
/*
 * Compiled into every ported driver: insmod runs its DriverEntry, rmmod its DriverUnload.
 */
#include <linux/module.h>
#include <linux/moduleparam.h>

#include "file_operations.h"

#include <wdm.h>
#include <winwork.h>

#ifdef WINWORK_DRIVER_INF
#include WINWORK_DRIVER_INF
#endif

DRIVER_INITIALIZE DriverEntry;

/* The kernel keeps this module while a file of one of its devices is open. */
static const struct file_operations file_operations = WINWORK_FILE_OPERATIONS(THIS_MODULE);

static int is_in_module(const void *address)
{
	return within_module((unsigned long)address, THIS_MODULE);
}

WINWORK_IMAGE WinworkImage = {
	.Name = KBUILD_MODNAME,
	.Contains = is_in_module,
	.Altitude = WINWORK_DRIVER_ALTITUDE,
	.FileOperations = &file_operations,
#ifdef WINWORK_DRIVER_INF
	.Inf = &winwork_inf,
#endif
};

static char *registry;
module_param_named(reg, registry, charp, 0444);
MODULE_PARM_DESC(reg, "lines for the registry, below the driver's service key: reg=[Parameters];\"Name\"=dword:1");

static bool bind;
module_param(bind, bool, 0444);
MODULE_PARM_DESC(bind, "bind=1: take each function that the INF lists and that no driver has");

static char *filters;
module_param(filters, charp, 0444);
MODULE_PARM_DESC(filters, "be a filter of the devices of other drivers: filters=upper:SERVICE,lower:SERVICE");

static unsigned int adapters = 1;
module_param(adapters, uint, 0444);
MODULE_PARM_DESC(adapters, "network adapters of an NDIS miniport driver (default 1, at most 64)");

static int __init driver_load(void)
{
	int error;

	WinworkImage.Registry = registry;
	WinworkImage.Bind = bind;
	WinworkImage.Filters = filters;
	WinworkImage.Adapters = adapters;
	if (!*WinworkImage.Altitude && WinworkImage.Inf)
		WinworkImage.Altitude = WinworkImage.Inf->Altitude;
	error = winwork_load_driver(&WinworkImage, DriverEntry);

	/* As on Windows, a driver that has no DriverUnload stays until the machine stops. */
	if (!error && !WinworkImage.DriverObject->DriverUnload)
		__module_get(THIS_MODULE);
	return error;
}

/* Returns when no code of this module but this function can run any more. */
static void __exit driver_unload(void)
{
	winwork_unload_driver(&WinworkImage);
}

module_init(driver_load);
module_exit(driver_unload);
MODULE_LICENSE(WINWORK_DRIVER_LICENSE);
MODULE_DESCRIPTION("Windows driver, ported with WinWork");
