/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DPCs, for the timers, for the unloading of drivers, and for the start of WinWork.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"

namespace ww {

inline bool image_contains(const _WINWORK_IMAGE &image, const void *address)
{
	return image.Contains && image.Contains(address);
}

/*
 * Returns the code that the DPC belongs to: its routine, or the caller of ExAllocateTimer for the
 * DPC of an EX_TIMER.
 */
const void *dpc_code(const KDPC &dpc);

/* Returns the driver's routine that the DPC calls: the EXT_CALLBACK for the DPC of an EX_TIMER. */
const void *dpc_routine(const KDPC &dpc);

inline bool dpc_belongs_to(const KDPC &dpc, const _WINWORK_IMAGE &image)
{
	return image_contains(image, &dpc) || image_contains(image, dpc_code(dpc));
}

/* Parameter 1 of TIMER_OR_DPC_INVALID. */
enum TimerOrDpc : uintptr_t {
	kBadTimer = 0,
	kBadDpc = 1,
	kBadProcessor = 3,
};

/* KDPC.Type. */
constexpr UCHAR kDpcObject = 19;
constexpr UCHAR kThreadedDpcObject = 24;

inline bool is_dpc_type(UCHAR type)
{
	return type == kDpcObject || type == kThreadedDpcObject;
}

/* Whether @dpc, any pointer, is an initialised DPC. Otherwise reports @call. */
bool dpc_valid(CallSite call, const KDPC *dpc);

/* Whether @dpc, in any readable memory, is in a queue. */
bool dpc_is_queued(const KDPC *dpc);

/* KeFlushQueuedDpcs for @call. */
void dpcs_flush(CallSite call);

/*
 * Queues the DPC. Returns false if it is queued already. Any context but an NMI. @inserter is the driver's
 * code that queues it, or that set its timer, for reports; or null.
 */
bool dpc_insert(KDPC *dpc, void *argument1, void *argument2, const void *inserter = nullptr);

/*
 * Returns whether a DPC that belongs to the image is queued or runs. Adds the number of insertions
 * of all DPCs so far to @events: if two calls add the same, no DPC was queued between them.
 */
bool dpcs_pending(const _WINWORK_IMAGE &image, u64 &events);

/* Removes the queued DPCs that belong to the image, and reports each. */
void dpcs_cancel_left(const _WINWORK_IMAGE &image);

int dpcs_init();		/* 0 or a negative errno */
void dpcs_exit();

} /* namespace ww */
