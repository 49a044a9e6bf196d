/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MDLs that describe the memory of a device (MDL_IO_SPACE). src/hal knows this memory, and implements the
 * functions.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"
#include "linux/mmio.h"

struct ww_user_window;

namespace ww {

/* A mapping of such an MDL, which @holder has: the MDL, or the mapping into a program. */
struct IoMdlRequest {
	CallSite call;
	const MDL *mdl;
	MEMORY_CACHING_TYPE caching;
	const void *holder;
};

/* What a program may see, with a use of it. The memory keeps the caching until release(). */
struct IoMdlForProgram {
	ww_user_window *window;
	ww_caching caching;
};

struct IoMdlOps {
	/* Fills in the numbers of the pages if the range of the MDL is of MmMapIoSpace's. <= DISPATCH_LEVEL. */
	bool (*describe)(MDL *mdl);
	/* For the kernel: the address, or null after a line in the log. <= DISPATCH_LEVEL. */
	void *(*map)(const IoMdlRequest &request);
	/* For a program: the status that the driver is to see, after a line in the log. Sleeps. */
	NTSTATUS (*hold)(const IoMdlRequest &request, IoMdlForProgram &result);
	/* Ends what @holder has. False if it has nothing. <= DISPATCH_LEVEL. */
	bool (*release)(const void *holder);
};

void io_mdls_init(const IoMdlOps &ops);
const IoMdlOps &io_mdls();

inline bool is_io_mdl(const MDL *mdl)
{
	return mdl->MdlFlags & MDL_IO_SPACE;
}

} /* namespace ww */
