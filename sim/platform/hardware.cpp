/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Buses, networks, interrupts and DMA: the machine has none. A driver that would serve functions of PCI gets none.
 */
#include "linux/dma.h"
#include "linux/irq.h"
#include "linux/net_device.h"
#include "linux/pci.h"
#include "linux/pnp_device.h"
#include "linux/socket.h"
#include "linux/soft_device.h"
#include "linux/soft_irq.h"

#include <cstdlib>

ww_s32 ww_pci_driver_register(const char *, const void *, void *, struct ww_pci_driver **driver)
{
	*driver = nullptr;
	return 0;
}

ww_s32 ww_pci_driver_add_id(struct ww_pci_driver *, const struct ww_pci_id *)
{
	return 0;
}

const struct ww_socket_ops *ww_socket_ops()
{
	return nullptr;
}

const struct ww_net_ops *ww_net_ops()
{
	return nullptr;
}

struct ww_dma_device *ww_soft_device_create()
{
	return nullptr;
}

bool ww_soft_device_access(ww_u64, void *, ww_size, bool)
{
	return false;
}

/* The machine does not sleep, and has no sysfs. */

ww_u32 ww_power_timeout = 120;

struct ww_pnp_device *ww_pnp_device_create(const char *, struct ww_dma_device *, void *node)
{
	return static_cast<struct ww_pnp_device *>(node);
}

struct ww_dma_device *ww_pnp_device_as_parent(struct ww_pnp_device *)
{
	return nullptr;
}

void ww_pnp_device_destroy(struct ww_pnp_device *)
{
}

int ww_pnp_devices_init()
{
	return 0;
}

void ww_pnp_devices_exit()
{
}

/* No function and no device arrives, so the other functions are not called. */

void ww_pci_driver_unregister(struct ww_pci_driver *)
{
	std::abort();
}

void ww_pci_identify(const struct ww_pci *, struct ww_pci_identity *)
{
	std::abort();
}

ww_u32 ww_pci_ranges(const struct ww_pci *, struct ww_pci_range[WW_PCI_RANGES])
{
	std::abort();
}

ww_s32 ww_pci_enable(struct ww_pci *)
{
	std::abort();
}

void ww_pci_disable(struct ww_pci *)
{
	std::abort();
}

void ww_pci_set_master(struct ww_pci *, bool)
{
	std::abort();
}

struct ww_dma_device *ww_pci_dma_device(struct ww_pci *)
{
	std::abort();
}

ww_u32 ww_pci_get_interrupts(struct ww_pci *, ww_u32, enum ww_pci_interrupts *)
{
	std::abort();
}

ww_u32 ww_pci_irq(const struct ww_pci *, ww_u32)
{
	std::abort();
}

void ww_pci_find_interrupts(struct ww_pci *, struct ww_pci_has *)
{
	std::abort();
}

ww_u32 ww_pci_configuration(struct ww_pci *, bool, void *, ww_u32, ww_u32)
{
	std::abort();
}

ww_s32 ww_irq_connect(struct ww_irq *)
{
	std::abort();
}

void ww_irq_disconnect(struct ww_irq *)
{
	std::abort();
}

void ww_irq_mask(struct ww_irq *)
{
	std::abort();
}

void ww_irq_unmask(struct ww_irq *)
{
	std::abort();
}

ww_u64 ww_irq_cpus_of(ww_u32, ww_u32)
{
	std::abort();
}

struct ww_irq_message ww_irq_message_of(ww_u32)
{
	std::abort();
}

ww_s32 ww_soft_irqs_create(ww_u32, bool)
{
	std::abort();
}

void ww_soft_irqs_destroy(ww_u32, ww_u32)
{
	std::abort();
}

void ww_soft_irq_raise(ww_u32, ww_s32)
{
	std::abort();
}

void ww_soft_irq_set_line(ww_u32, bool)
{
	std::abort();
}

void ww_soft_device_destroy(struct ww_dma_device *)
{
	std::abort();
}

ww_u32 ww_dma_width(struct ww_dma_device *)
{
	std::abort();
}

ww_s32 ww_dma_set_width(struct ww_dma_device *, ww_u32)
{
	std::abort();
}

void ww_dma_restore_width(struct ww_dma_device *, ww_u32, ww_u32)
{
	std::abort();
}

ww_u32 ww_dma_alignment(void)
{
	std::abort();
}

bool ww_dma_is_narrow(struct ww_dma_device *, ww_u32)
{
	std::abort();
}

void *ww_dma_alloc(struct ww_dma_device *, ww_size, ww_u64 *, bool)
{
	std::abort();
}

void ww_dma_free(struct ww_dma_device *, ww_size, void *, ww_u64)
{
	std::abort();
}

ww_s32 ww_dma_map(struct ww_dma_device *, ww_u64, ww_size, bool, ww_u64 *)
{
	std::abort();
}

void ww_dma_unmap(struct ww_dma_device *, ww_u64, ww_size, bool)
{
	std::abort();
}

void ww_copy_from_page(void *, ww_u64, ww_size)
{
	std::abort();
}

void ww_copy_to_page(ww_u64, const void *, ww_size)
{
	std::abort();
}
