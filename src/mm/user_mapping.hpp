/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pages of MDLs that are mapped into programs.
 *
 * A program must never see memory that is freed. Pages of a program are pinned for the mapping. Memory of a
 * device is taken from the program when the device goes. Other memory is not freed while a program sees
 * it: user_mappings_let_go() refuses that.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/freed_memory.hpp"
#include "base/types.hpp"

struct _WINWORK_IMAGE;

namespace ww {

struct UserMappingRequest {
	CallSite call;
	MDL *mdl;
	void *wanted;			/* the address, or null for any */
	MEMORY_CACHING_TYPE caching;	/* for the memory of a device */
	bool is_read_only;
};

/*
 * Maps the pages of an MDL into the current process, and stores the address of the first byte. Else
 * it returns the status that the driver is to see, after a line in the log unless memory was short.
 * Sleeps.
 */
NTSTATUS user_map(const UserMappingRequest &request, void **address);

/*
 * Ends the mapping of the MDL at an address of a program. Returns false if there is none. The program
 * need not be the current one: it may have ended. Sleeps.
 */
bool user_unmap(void *address, const MDL *mdl);

/*
 * Returns false after a report if a program sees a part of the memory, or, for the second one, a mapping
 * of the MDL. Then these must not be freed. <= DISPATCH_LEVEL.
 */
bool user_mappings_let_go(const FreedMemory &memory);
bool user_mappings_let_go(const CallSite &call, const MDL *mdl);

/* The MDL of a request ends: a program that sees its pages is reported. <= DISPATCH_LEVEL. */
void user_mappings_detach(const MDL *mdl);

void user_mappings_init();

/* At the end of a driver's module, reports the mappings that it made and did not end, and ends them. */
void user_mappings_report_left(const _WINWORK_IMAGE &image);

/* The same for those of all drivers. */
void user_mappings_exit();

} /* namespace ww */
