/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device nodes in /dev/winwork.
 */
#ifndef WINWORK_LINUX_NODE_H
#define WINWORK_LINUX_NODE_H

#include "types.h"

WW_C_BEGIN

/* The texts in a node's uevents. Each is copied. */
struct ww_node {
	const char *link;		/* the link's name, with backslashes */
	const char *driver;
	const char *device;
	const char *sddl;
};

/*
 * Creates the node /dev/winwork/LINK. Returns its minor number, from 1 up, or a negative errno:
 * EINVAL for a name that no path can have, EEXIST. May sleep.
 */
ww_s32 ww_node_create(const struct ww_node *node);
/* Removes a node. Files that are open stay open. May sleep. */
void ww_node_destroy(ww_s32 minor);

int ww_nodes_init(void);
void ww_nodes_exit(void);

WW_C_END

#endif /* WINWORK_LINUX_NODE_H */
