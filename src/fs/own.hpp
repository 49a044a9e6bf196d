/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver's own operations on files of a mount. Their bottoms find the OwnOperation in Call::context.
 */
#pragma once

#include "call.hpp"
#include "linux/section.h"

namespace ww {

/* Makes the call one that the driver waits for, whatever happens. @below: as Call's. */
void set_own(Call &call, const Altitude *below);

/* Sends it. STATUS_INSUFFICIENT_RESOURCES if there is no memory for it. */
NTSTATUS send_own(Call &call);

/* FileSystem::perform. */
NTSTATUS own_perform(OwnOperation &own);
/* FileSystem::query_volume. */
NTSTATUS own_query_volume(OwnVolumeQuery &query);

/* The scan of a driver's queries: the lower folder is closed; the memory goes. */
void scan_close(FileObject &file);
void scan_free(FileObject &file);

/* FileSystem::create_section. */
NTSTATUS own_create_section(PFILE_OBJECT object, ww_section *&section);

/* Of an open file: 0 or a negative errno. PASSIVE_LEVEL. */
int facts_of(FileObject &file, ww_fs_facts &facts);

/* The bottoms. */
s64 own_transfer_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_flush_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_query_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_set_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_list_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_control_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_query_ea_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_query_security_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_set_security_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);
s64 own_set_ea_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb);

} /* namespace ww */
