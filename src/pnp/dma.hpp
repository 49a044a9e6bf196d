/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The DMA adapters of a device: those that WDM drivers get by IoGetDmaAdapter.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"

namespace ww {

struct Node;

/* The hardware goes: reports and ends what the adapters have, and no adapter is made any more. PASSIVE_LEVEL. */
void dma_adapters_revoke(Node &node);

/* The device goes: reports the adapters that are left, and ends them. PASSIVE_LEVEL. */
void dma_adapters_end(Node &node);

void dma_adapters_start();

/* IoGetDmaAdapter, for functions that call it in a driver's name. */
PDMA_ADAPTER dma_adapter_get(CallSite call, PDEVICE_OBJECT pdo, const DEVICE_DESCRIPTION *description,
			     PULONG registers);

} /* namespace ww */
