/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Critical and guarded regions. There are no APCs, so a region only counts: KeAreApcsDisabled and
 * KeAreAllApcsDisabled tell of it.
 */
#pragma once

#include "base/call_site.hpp"
#include "base/types.hpp"

namespace ww {

enum class Region : u8 { critical, guarded };

/* <= APC_LEVEL; the caller has checked that. */
void region_enter(Region region);
/* False if the current thread is in no such region: it was reported, or is not counted. */
bool region_try_leave(Region region);
/* Reports @call if the current thread is in no such region. */
void region_leave(CallSite call, Region region);

} /* namespace ww */
