/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pool: blocks of memory with a hidden header directly before each. While the verifier is on,
 * all live blocks are in a table, so that a pointer to free is judged without being followed.
 */
#pragma once

#include "base/call_site.hpp"
#include "base/types.hpp"

struct _WINWORK_IMAGE;

namespace ww {

/* An allocation that a driver asks for. */
struct PoolRequest {
	CallSite call;
	size_t bytes;
	u32 tag;
	u64 type = 0;			/* as the driver named it, for reports */
	bool paged = false;
	bool zero = false;
	bool cache_aligned = false;
	bool raise = false;		/* the driver expects no return without memory */
};

/* The block, or null: reported when the call was wrong, silent when memory is out. */
void *pool_allocate(const PoolRequest &request);

/* The tag of a free call that gives none. */
constexpr u32 kAnyTag = 0;

/* Gives a block back, or reports why not and leaves everything as it is. */
void pool_free(CallSite call, void *block, u32 tag);

void pool_init();

/*
 * Reports the blocks that a module allocated and nobody has freed, at the end of that module.
 * They stay: somebody else may have been given them.
 */
void pool_report_leaks(const _WINWORK_IMAGE &image);

/* Reports what is still allocated and has not been reported, and frees everything. */
void pool_exit();

} /* namespace ww */
