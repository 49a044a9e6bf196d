/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Section objects, and views of them in a process. Both are found by the driver that has made them, so that its unload
 * ends and reports those that are left.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"
#include "linux/section.h"
#include "ob/object.hpp"

struct _WINWORK_IMAGE;

namespace ww {

extern const ObjectType section_type;

/*
 * A section object with one reference; null without memory. It has the caller's reference on @file, also after a failure.
 */
void *section_create(CallSite call, ww_section *file, s64 bytes);

/* STATUS_SUCCESS, and the address. @range: in the section. The object is kept by the caller. Sleeps. */
NTSTATUS section_map(CallSite call, void *body, const ww_section_range &range, void *&address);
s64 section_bytes(const void *body);

/* The file of a section that is kept; null: its driver has gone. */
ww_section *section_file(void *body);

/* Ends the view of the current process that has the address. False if there is none. Sleeps. */
bool section_unmap(const void *address);

void sections_init();
/* All drivers have gone, and all handles: what they have left is freed. */
void sections_exit();
/* At the end of a driver's module. */
void sections_report_left(const _WINWORK_IMAGE &image);

} /* namespace ww */
