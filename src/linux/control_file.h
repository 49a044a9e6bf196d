/* SPDX-License-Identifier: GPL-2.0 */
/*
 * /dev/winwork/.control, and what it shares with the nodes. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_CONTROL_FILE_H
#define WINWORK_LINUX_CONTROL_FILE_H

#include <linux/fs.h>

#include "request.h"

struct winwork_event;
struct winwork_flt;
struct winwork_registry;

/* Windows's numbers. src/io/file.cpp asserts them. */
#define WW_FILE_READ_DATA 0x00000001u
#define WW_FILE_WRITE_DATA 0x00000002u
#define WW_FILE_APPEND_DATA 0x00000004u
#define WW_FILE_READ_EA 0x00000008u
#define WW_FILE_EXECUTE 0x00000020u
#define WW_FILE_READ_ATTRIBUTES 0x00000080u
#define WW_READ_CONTROL 0x00020000u
#define WW_SYNCHRONIZE 0x00100000u
#define WW_GENERIC_ALL 0x10000000u
#define WW_GENERIC_EXECUTE 0x20000000u
#define WW_GENERIC_WRITE 0x40000000u
#define WW_GENERIC_READ 0x80000000u
#define WW_MAXIMUM_ALLOWED 0x02000000u
#define WW_SHARE_ALL 7u
#define WW_FILE_OPEN 1u

extern const struct file_operations ww_control_operations;

/* WINWORK_FLT: the result of the ioctl. Sleeps. */
long ww_flt_ioctl(struct winwork_flt __user *argument);

/* The same for WINWORK_REGISTRY. */
long ww_registry_ioctl(struct winwork_registry __user *argument);

/* The same for WINWORK_EVENT. */
long ww_event_ioctl(struct winwork_event __user *argument);

/*
 * Opens the node at @path, with the flags of open(2), for a create that says more than open(2) can.
 * The target's node is to be there; ENXIO if it is another one.
 */
struct file *ww_node_open(const struct path *path, int flags, const struct ww_target *target,
			  struct ww_open *open);

/* The operations for files of @target, with a reference on their module. NULL if it is unloaded. */
const struct file_operations *ww_target_operations(const struct ww_target *target);

/*
 * Stores in @path, of @bytes, where the caller finds the node of the minor number @minor, and
 * returns the device number. Returns 0 if there is no such node.
 */
dev_t ww_node_path(ww_s32 minor, char *path, size_t bytes);

#endif /* WINWORK_LINUX_CONTROL_FILE_H */
