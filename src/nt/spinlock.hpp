/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the engine asks about KSPIN_LOCKs after a routine has returned.
 */
#pragma once

#include "../linux/platform.h"

namespace ww {

/* How many the current CPU holds. At DISPATCH_LEVEL, where a CPU and its holder are one. */
inline ww_u32 spinlocks_held_here()
{
	return ww_spin_held();
}

/* Frees them all. The IRQL stays as it is. */
inline void release_spinlocks_held_here()
{
	ww_spin_release_held();
}

} /* namespace ww */
