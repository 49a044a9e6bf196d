// SPDX-License-Identifier: GPL-2.0
/*
 * The addresses that a device sees memory at, by Linux's DMA API.
 */
#include <linux/bitops.h>
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/highmem.h>
#include <linux/mm.h>

#include "dma.h"
#include "fault.h"

static struct device *device_of(struct ww_dma_device *device)
{
	return (struct device *)device;
}

static enum dma_data_direction direction(bool to_device)
{
	return to_device ? DMA_TO_DEVICE : DMA_FROM_DEVICE;
}

ww_u32 ww_dma_width(struct ww_dma_device *device)
{
	struct device *const linux_device = device_of(device);

	return fls64(min_t(u64, dma_get_mask(linux_device), linux_device->coherent_dma_mask));
}

/* All adapters of a device share its masks. One with more lines works with memory for fewer; the other way it fails. */
ww_s32 ww_dma_set_width(struct ww_dma_device *device, ww_u32 bits)
{
	const ww_u32 before = ww_dma_width(device);
	int error;

	if (before <= bits)
		return 0;
	error = dma_set_mask_and_coherent(device_of(device), DMA_BIT_MASK(bits));
	if (error)
		dma_set_mask_and_coherent(device_of(device), DMA_BIT_MASK(before));
	return error;
}

void ww_dma_restore_width(struct ww_dma_device *device, ww_u32 narrowed, ww_u32 bits)
{
	if (bits > narrowed && ww_dma_width(device) == narrowed)
		dma_set_mask_and_coherent(device_of(device), DMA_BIT_MASK(bits));
}

bool ww_dma_is_narrow(struct ww_dma_device *device, ww_u32 bits)
{
	return dma_get_required_mask(device_of(device)) > DMA_BIT_MASK(bits);
}

ww_u32 ww_dma_alignment(void)
{
	return dma_get_cache_alignment();
}

void *ww_dma_alloc(struct ww_dma_device *device, ww_size bytes, ww_u64 *address, bool may_sleep)
{
	dma_addr_t bus;
	void *memory;

	if (ww_fault(bytes))
		return NULL;
	memory = dma_alloc_coherent(device_of(device), bytes, &bus,
				    (may_sleep ? GFP_KERNEL : GFP_ATOMIC) | __GFP_NOWARN);
	*address = bus;
	return memory;
}

void ww_dma_free(struct ww_dma_device *device, ww_size bytes, void *memory, ww_u64 address)
{
	dma_free_coherent(device_of(device), bytes, memory, address);
}

ww_s32 ww_dma_map(struct ww_dma_device *device, ww_u64 physical, ww_size bytes, bool to_device,
		  ww_u64 *address)
{
	const unsigned long frame = PHYS_PFN(physical);
	dma_addr_t bus;

	if (!pfn_valid(frame))
		return -EFAULT;
	bus = dma_map_page(device_of(device), pfn_to_page(frame), offset_in_page(physical), bytes,
			   direction(to_device));
	if (dma_mapping_error(device_of(device), bus))
		return -ENOMEM;
	*address = bus;
	return 0;
}

void ww_dma_unmap(struct ww_dma_device *device, ww_u64 address, ww_size bytes, bool to_device)
{
	dma_unmap_page(device_of(device), address, bytes, direction(to_device));
}

/* 64-bit kernels have all of their memory mapped. */
static void *mapped(ww_u64 physical)
{
	return page_address(pfn_to_page(PHYS_PFN(physical))) + offset_in_page(physical);
}

void ww_copy_from_page(void *to, ww_u64 physical, ww_size bytes)
{
	memcpy(to, mapped(physical), bytes);
}

void ww_copy_to_page(ww_u64 physical, const void *from, ww_size bytes)
{
	memcpy(mapped(physical), from, bytes);
}
