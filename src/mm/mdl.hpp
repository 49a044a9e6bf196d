/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of MDLs.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"

namespace ww {

struct MdlRequest {
	CallSite call;
	void *address;
	size_t bytes;
	bool may_sleep = false;		/* so that Linux can reclaim memory for it */
};

/* Returns an initialised MDL for a range, or null. */
MDL *mdl_allocate(const MdlRequest &request);

/*
 * Lets an MDL describe its range, which is nonpaged memory of the kernel. False, after a report, when the
 * range is not, or when the MDL describes pages already.
 */
bool mdl_describe_nonpaged(CallSite call, MDL *mdl);

/* The same for a new MDL, with room for the range, which begins at @address. */
bool mdl_init_nonpaged(CallSite call, MDL *mdl, void *address, size_t bytes);

/* Frees an MDL with no locked pages, or reports why that is wrong. One of a device's memory is unmapped. */
void mdl_free(CallSite call, MDL *mdl);

} /* namespace ww */
