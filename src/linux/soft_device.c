// SPDX-License-Identifier: GPL-2.0
/*
 * Platform devices without a driver, for the DMA of software devices. No IOMMU is in front of them.
 */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/platform_device.h>

#include "fault.h"
#include "soft_device.h"

struct ww_dma_device *ww_soft_device_create(void)
{
	const struct platform_device_info info = {
		.name = "winwork-soft",
		.id = PLATFORM_DEVID_AUTO,
		.dma_mask = DMA_BIT_MASK(64),
	};
	struct platform_device *platform;

	if (ww_fault(sizeof(*platform)))
		return NULL;
	platform = platform_device_register_full(&info);
	return IS_ERR(platform) ? NULL : (struct ww_dma_device *)&platform->dev;
}

void ww_soft_device_destroy(struct ww_dma_device *device)
{
	platform_device_unregister(to_platform_device((struct device *)device));
}

bool ww_soft_device_access(ww_u64 address, void *buffer, ww_size bytes, bool write)
{
	while (bytes) {
		const ww_size piece = min_t(ww_size, bytes, PAGE_SIZE - offset_in_page(address));
		void *at;

		if (!pfn_valid(PHYS_PFN(address)))
			return false;
		at = page_address(pfn_to_page(PHYS_PFN(address))) + offset_in_page(address);
		if (write)
			memcpy(at, buffer, piece);
		else
			memcpy(buffer, at, piece);
		buffer += piece;
		address += piece;
		bytes -= piece;
	}
	return true;
}
