/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DMA: the addresses that a device sees memory at.
 */
#ifndef WINWORK_LINUX_DMA_H
#define WINWORK_LINUX_DMA_H

#include "types.h"

WW_C_BEGIN

/* Linux's struct device of the device that reads and writes the memory. */
struct ww_dma_device;

/* The address lines that memory for the device has to do with. */
ww_u32 ww_dma_width(struct ww_dma_device *device);
/*
 * It has @bits at most from now on. Returns 0; or a negative errno if the device cannot have memory then, and nothing
 * has changed.
 */
ww_s32 ww_dma_set_width(struct ww_dma_device *device, ww_u32 bits);
/* Undoes ww_dma_set_width(@narrowed), if that still holds: @bits is what ww_dma_width() was before. */
void ww_dma_restore_width(struct ww_dma_device *device, ww_u32 narrowed, ww_u32 bits);
/* Whether the machine has memory that a device with that many lines does not reach. */
bool ww_dma_is_narrow(struct ww_dma_device *device, ww_u32 bits);

/* What buffers of processors and devices are aligned to, so that they do not share a line of a cache. */
ww_u32 ww_dma_alignment(void);

/* Zeroed memory that device and processors see alike; NULL without. */
void *ww_dma_alloc(struct ww_dma_device *device, ww_size bytes, ww_u64 *address, bool may_sleep);
void ww_dma_free(struct ww_dma_device *device, ww_size bytes, void *memory, ww_u64 address);

/*
 * Maps a piece of a page of memory for a transfer in that direction, until ww_dma_unmap(). Returns 0; or
 * a negative errno: -WW_EFAULT for a page that is no memory, -WW_ENOMEM. At <= DISPATCH_LEVEL.
 */
ww_s32 ww_dma_map(struct ww_dma_device *device, ww_u64 physical, ww_size bytes, bool to_device,
		  ww_u64 *address);
/* The transfer is over: what the device wrote is seen from now on. */
void ww_dma_unmap(struct ww_dma_device *device, ww_u64 address, ww_size bytes, bool to_device);

/* Copies between a page of memory and a buffer of the kernel's. At <= DISPATCH_LEVEL. */
void ww_copy_from_page(void *to, ww_u64 physical, ww_size bytes);
void ww_copy_to_page(ww_u64 physical, const void *from, ww_size bytes);

#define WW_EFAULT 14

WW_C_END

#endif /* WINWORK_LINUX_DMA_H */
