/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Linux's devices on the bus type "winwork", one for each node of src/pnp. By them Linux puts a node
 * to sleep, wakes it and shuts it down, children before their parents, and shows it in sysfs.
 */
#ifndef WINWORK_LINUX_PNP_DEVICE_H
#define WINWORK_LINUX_PNP_DEVICE_H

#include "types.h"

WW_C_BEGIN

struct ww_dma_device;
struct ww_pnp_device;

/* What Linux does with the machine. */
enum ww_power {
	WW_POWER_SLEEP,			/* suspends it, to memory or to idle */
	WW_POWER_HIBERNATE,
	WW_POWER_OFF,			/* reboots it, or powers it off */
};

/*
 * Makes the device of @node, below @parent if that is not null. A @name of null is that of the parent; any
 * other is one that no device has. Null if it fails. Sleeps.
 */
struct ww_pnp_device *ww_pnp_device_create(const char *name, struct ww_dma_device *parent,
					   void *node);
/* The device as the parent of another one. */
struct ww_dma_device *ww_pnp_device_as_parent(struct ww_pnp_device *device);
/* Afterwards nothing is called for the node. Sleeps; not in ww_node_remove(). */
void ww_pnp_device_destroy(struct ww_pnp_device *device);

int ww_pnp_devices_init(void);
void ww_pnp_devices_exit(void);

/* Seconds until a power IRP that does not come back is reported. */
extern ww_u32 ww_power_timeout;

/* ---- What src/pnp implements ------------------------------------------------------------------- */

/* Each fact is a file in sysfs. */
enum ww_node_fact {
	WW_NODE_DRIVER,
	WW_NODE_HARDWARE_IDS,
	WW_NODE_STACK,
	WW_NODE_STATE,
};

/* Writes a fact as lines of text into a page. Returns the bytes. */
ww_size ww_node_show(void *node, enum ww_node_fact fact, char *page, ww_size bytes);
/* Removes the node if its drivers agree and no file is open. 0 or a negative errno. */
ww_s32 ww_node_remove(void *node);

/* Before anything sleeps: 0, or a negative errno if a driver refuses. Then the machine stays awake. */
ww_s32 ww_nodes_ask(enum ww_power how);
/* The machine is awake, or stays so. */
void ww_nodes_stay(void);
/* 0, or a negative errno if a driver does not answer. */
ww_s32 ww_node_sleep(void *node, enum ww_power how);
void ww_node_wake(void *node);

WW_C_END

#endif /* WINWORK_LINUX_PNP_DEVICE_H */
