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

/* Frees an MDL with no locked pages, or reports why that is wrong and changes nothing. */
void mdl_free(CallSite call, MDL *mdl);

} /* namespace ww */
