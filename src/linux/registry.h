/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registry and Linux: files to read it from, the list of it in debugfs, and the keys that programs open.
 */
#ifndef WINWORK_LINUX_REGISTRY_H
#define WINWORK_LINUX_REGISTRY_H

#include "types.h"

#include <uapi/winwork.h>

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

/* A key that a program has open. A null one stands for the names of all keys. */
struct ww_registry_key {
	void *handle;
	ww_u32 access;
};

/*
 * Does what @record says, for a program that may do so. @name and @data are the kernel's copies of what it has; a
 * result goes to @data. @opened gets the key of an operation that opens one, and is null for others. Returns 0 or
 * a negative errno, and fills in the status and the results but the file. PASSIVE_LEVEL; calls drivers. src/cm has it.
 */
ww_s32 ww_registry_operate(const struct ww_registry_key *key, struct winwork_registry *record, void *name, void *data,
			   struct ww_registry_key *opened);

void ww_registry_close(const struct ww_registry_key *key);

WW_C_END

#endif /* WINWORK_LINUX_REGISTRY_H */
