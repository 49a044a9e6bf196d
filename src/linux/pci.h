/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Functions of PCI devices, and the drivers that Linux's driver core offers them to. Without CONFIG_PCI
 * there are none: a driver registers, and no function arrives.
 */
#ifndef WINWORK_LINUX_PCI_H
#define WINWORK_LINUX_PCI_H

#include "types.h"

WW_C_BEGIN

/* A function of a device: Linux's struct pci_dev. */
struct ww_pci;
struct ww_dma_device;

#define WW_PCI_ANY (~0u)

/* What a driver takes: a function whose numbers are these, but for WW_PCI_ANY. */
struct ww_pci_id {
	ww_u32 vendor;
	ww_u32 device;
	ww_u32 subvendor;
	ww_u32 subdevice;
	ww_u32 class_code;		/* of 24 bits */
	ww_u32 class_mask;		/* its bits that count; 0 for any class */
};

/* ---- Drivers ------------------------------------------------------------------------------------ */

struct ww_pci_driver;

/*
 * Registers a driver of that name, which is the module's. @operations: its file operations, whose owner
 * the module is. Until ww_pci_driver_add_id() it takes only a function whose driver_override names it.
 * ww_pci_arrived() gets @context. Returns 0, or a negative errno: EBUSY for a name that is taken.
 */
ww_s32 ww_pci_driver_register(const char *name, const void *operations, void *context,
			      struct ww_pci_driver **driver);
/* Takes such functions that no driver has, now and later. Returns 0 or a negative errno. */
ww_s32 ww_pci_driver_add_id(struct ww_pci_driver *driver, const struct ww_pci_id *id);
/* Lets all functions go, by ww_pci_leaves(). */
void ww_pci_driver_unregister(struct ww_pci_driver *driver);

/*
 * src/pnp implements these two. Linux offers a function: by an ID that was added, if @is_listed, else by
 * its driver_override. 0 and @node, or a negative errno. And it takes the function away, which may be gone
 * already.
 */
ww_s32 ww_pci_arrived(void *context, struct ww_pci *function, bool is_listed, void **node);
void ww_pci_leaves(void *node, bool is_present);

/* ---- Functions ---------------------------------------------------------------------------------- */

struct ww_pci_identity {
	struct ww_pci_id id;
	ww_u32 revision;
	ww_u32 domain;
	ww_u32 bus;
	ww_u32 slot;
	ww_u32 function;
};

void ww_pci_identify(const struct ww_pci *function, struct ww_pci_identity *identity);

/* An address range (BAR) of the function. */
struct ww_pci_range {
	ww_u64 start;
	ww_u64 bytes;
	bool is_port;
	bool is_prefetchable;
	ww_u64 table_start;		/* of the messages of MSI-X, where these bytes are not 0 */
	ww_u64 table_bytes;
};

#define WW_PCI_RANGES 6

/* The ranges that are assigned, in the order of the registers. Returns their number. */
ww_u32 ww_pci_ranges(const struct ww_pci *function, struct ww_pci_range ranges[WW_PCI_RANGES]);

/*
 * Enables the function, and claims its ranges; bus mastering is off. Returns 0 or a negative errno. The
 * opposite also gives the vectors back.
 */
ww_s32 ww_pci_enable(struct ww_pci *function);
void ww_pci_disable(struct ww_pci *function);
void ww_pci_set_master(struct ww_pci *function, bool on);

/* The function's struct device. */
struct ww_dma_device *ww_pci_dma_device(struct ww_pci *function);

enum ww_pci_interrupts {
	WW_PCI_LINE,
	WW_PCI_MSI,
	WW_PCI_MSIX,
};

/*
 * Gets interrupts of the function: @most messages, or one; for 0 its line. Returns their number, 0 if there are none left,
 * and stores their kind.
 */
ww_u32 ww_pci_get_interrupts(struct ww_pci *function, ww_u32 most, enum ww_pci_interrupts *kind);
/* Linux's number of interrupt @index. */
ww_u32 ww_pci_irq(const struct ww_pci *function, ww_u32 index);
/* What interrupts the function can have. */
struct ww_pci_has {
	ww_u32 messages;
	bool msix;
	bool line;
};

/* Before ww_pci_get_interrupts(). */
void ww_pci_find_interrupts(struct ww_pci *function, struct ww_pci_has *has);

/* Reads or writes the configuration space in aligned accesses. Returns the bytes. */
ww_u32 ww_pci_configuration(struct ww_pci *function, bool write, void *buffer, ww_u32 offset,
			    ww_u32 bytes);

WW_C_END

#endif /* WINWORK_LINUX_PCI_H */
