/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver's own operations on files of a mount.
 */
#pragma once

#include "call.hpp"

namespace ww {

/* Makes the call one that the driver waits for, whatever happens. @below: as Call's. */
void set_own(Call &call, const Altitude *below);

/* Sends it. STATUS_INSUFFICIENT_RESOURCES if there is no memory for it. */
NTSTATUS send_own(Call &call);

/* FileSystem::transfer, ::query and ::set. */
NTSTATUS own_transfer(OwnTransfer &transfer);
NTSTATUS own_query(OwnQuery &query);
NTSTATUS own_set(OwnQuery &set);

/* Sends FLUSH_BUFFERS. @below: as Call's. */
NTSTATUS own_flush(PFILE_OBJECT file, const Altitude *below);

} /* namespace ww */
