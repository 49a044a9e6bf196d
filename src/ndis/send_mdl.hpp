/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The MDLs of a frame to send: one for each part, over the part's own pages. Nothing is copied.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"
#include "linux/net_device.h"

namespace ww {

/* The memory that the MDLs need. */
size_t mdl_chain_bytes(const ww_net_part *parts, u32 count);

/*
 * Makes the MDLs in that memory, in the order of the parts, with their page frames filled in. Null if a part is no
 * memory of the kernel. <= DISPATCH_LEVEL.
 */
MDL *mdl_chain_build(void *memory, const ww_net_part *parts, u32 count);

} /* namespace ww */
