/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DMA: enablers, and what they own. An enabler has an adapter of its device from its creation until the
 * hardware is released: then its common buffers are freed, and transfers that the driver left end.
 */
#pragma once

#include "device.hpp"
#include "hal/adapter.hpp"

namespace ww::wdf {

struct CommonBuffer;
struct Transaction;

struct Enabler : Object {
	static const Class kClass;

	Device *device;
	Adapter adapter;
	WDF_DMA_ENABLER_CONFIG config;
	Atomic<ULONG> most_elements;	/* of a list */
	Enabler *next;			/* of the device, in the order of their creation */
	bool is_up;			/* EvtDmaEnablerEnable and so on have been called */

	/* All of these under the lock of dma_enabler.cpp. */
	bool is_revoked;
	CommonBuffer *buffers;
	Transaction *transactions;	/* that have memory for transfers */
	Transaction *current;		/* of a packet enabler: the one that runs; else null */

	bool is_packet() const
	{
		return config.Profile == WdfDmaProfilePacket ||
		       config.Profile == WdfDmaProfilePacket64;
	}
};

/* The lock for the lists of all enablers, and for the states of their transactions. */
extern constinit Lock dma_lock;

/* The callbacks of the device's enablers. PASSIVE_LEVEL. */
NTSTATUS enablers_power_up(Device &device);
void enablers_power_down(Device &device);

/* The hardware is released: no enabler moves data any more. PASSIVE_LEVEL. */
void enablers_revoke(Device &device);

/* Frees the memory of the common buffers; ends the transfers of transactions, and reports them. */
void common_buffers_revoke(Enabler &enabler);
void transactions_revoke(Enabler &enabler);

/* The next common buffer or transaction to end; null at the end of the list. */
template <typename T>
T *take_first(Enabler &enabler, T *Enabler::*list)
{
	LockGuard guard(dma_lock);
	T *const first = enabler.*list;

	if (first)
		enabler.*list = first->next;
	return first;
}


void dma_init();

} /* namespace ww::wdf */
