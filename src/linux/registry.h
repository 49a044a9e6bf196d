/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registry and Linux: files to read it from, and the list of it in debugfs.
 */
#ifndef WINWORK_LINUX_REGISTRY_H
#define WINWORK_LINUX_REGISTRY_H

#include "types.h"

WW_C_BEGIN

struct ww_registry_file {
	const void *data;
	ww_size bytes;
	const void *firmware;
};

/*
 * Reads the file of that name in Linux's firmware folders. Returns false if there is none, or none
 * that can be read. PASSIVE_LEVEL.
 */
bool ww_registry_file_get(const char *name, struct ww_registry_file *file);
void ww_registry_file_put(const struct ww_registry_file *file);

/* Prints the registry to the file of debugfs, by ww_debug_print(). src/cm has it. */
void ww_registry_show(void *out);

WW_C_END

#endif /* WINWORK_LINUX_REGISTRY_H */
