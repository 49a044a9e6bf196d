// SPDX-License-Identifier: GPL-2.0
/*
 * The functions of pci.c for a kernel without CONFIG_PCI: drivers register, and no function arrives.
 */
#include <linux/errno.h>
#include <linux/stddef.h>

#include "pci.h"

ww_s32 ww_pci_driver_register(const char *name, const void *operations, void *context,
			      struct ww_pci_driver **driver)
{
	*driver = NULL;
	return 0;
}

ww_s32 ww_pci_driver_add_id(struct ww_pci_driver *driver, const struct ww_pci_id *id)
{
	return 0;
}

void ww_pci_driver_unregister(struct ww_pci_driver *driver)
{
}

void ww_pci_identify(const struct ww_pci *function, struct ww_pci_identity *identity)
{
}

ww_u32 ww_pci_ranges(const struct ww_pci *function, struct ww_pci_range ranges[WW_PCI_RANGES])
{
	return 0;
}

ww_s32 ww_pci_enable(struct ww_pci *function)
{
	return -ENODEV;
}

void ww_pci_disable(struct ww_pci *function)
{
}

void ww_pci_set_master(struct ww_pci *function, bool on)
{
}

struct ww_dma_device *ww_pci_dma_device(struct ww_pci *function)
{
	return NULL;
}

ww_u32 ww_pci_get_interrupts(struct ww_pci *function, ww_u32 most, enum ww_pci_interrupts *kind)
{
	*kind = WW_PCI_LINE;
	return 0;
}

ww_u32 ww_pci_irq(const struct ww_pci *function, ww_u32 index)
{
	return 0;
}

void ww_pci_find_interrupts(struct ww_pci *function, struct ww_pci_has *has)
{
	*has = (struct ww_pci_has){ 0 };
}

ww_u32 ww_pci_configuration(struct ww_pci *function, bool write, void *buffer, ww_u32 offset,
			    ww_u32 bytes)
{
	return 0;
}
