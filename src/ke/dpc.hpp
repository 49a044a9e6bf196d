/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queueing DPCs, for the timers.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

inline bool image_contains(const _WINWORK_IMAGE &image, const void *address)
{
	return image.Contains && image.Contains(address);
}

/* Where the code is that the DPC is for: its routine, or what made an EX_TIMER whose DPC it is. */
const void *dpc_code(const KDPC &dpc);

inline bool dpc_belongs_to(const KDPC &dpc, const _WINWORK_IMAGE &image)
{
	return image_contains(image, &dpc) || image_contains(image, dpc_code(dpc));
}

/* False when it is queued already. Any context but NMI. */
bool dpc_insert(KDPC *dpc, void *argument1, void *argument2);

/*
 * True when a DPC that belongs to the image is queued or runs. Adds to @events how often any DPC
 * has been queued: when that is the same the next time, none has been in between.
 */
bool dpcs_pending(const _WINWORK_IMAGE &image, u64 &events);

/* Reports the image's DPCs that are queued, and takes them off. */
void dpcs_cancel_left(const _WINWORK_IMAGE &image);

int dpcs_init();		/* 0 or a negative errno */
void dpcs_exit();

} /* namespace ww */
