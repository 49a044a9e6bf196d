/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Watches: what a driver is told of the files of a folder, by IRP_MN_NOTIFY_CHANGE_DIRECTORY.
 */
#pragma once

#include "call.hpp"

namespace ww {

/* The bottom of the request. <= APC_LEVEL. */
NTSTATUS watch_folder(Call &call, FLT_CALLBACK_DATA &data);

/* The CLEANUP of the file has ended, or its close begins: requests end with STATUS_NOTIFY_CLEANUP. */
void watch_close(FileObject &file);
/* The memory goes. */
void watch_free(FileObject &file);

} /* namespace ww */
