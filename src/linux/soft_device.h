/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Linux side of devices that a driver's author implements: something that may read and write memory.
 */
#ifndef WINWORK_LINUX_SOFT_DEVICE_H
#define WINWORK_LINUX_SOFT_DEVICE_H

#include "types.h"

WW_C_BEGIN

struct ww_dma_device;

/* Makes a device without hardware that has all addresses. NULL without memory. Sleeps. */
struct ww_dma_device *ww_soft_device_create(void);
void ww_soft_device_destroy(struct ww_dma_device *device);

/*
 * Reads or writes memory at an address that the device sees, as its hardware would: it was mapped for the
 * device, and on this machine its addresses are those of the memory. Returns false where there is none.
 */
bool ww_soft_device_access(ww_u64 address, void *buffer, ww_size bytes, bool write);

WW_C_END

#endif /* WINWORK_LINUX_SOFT_DEVICE_H */
