/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From the names of drivers to paths of a mount.
 */
#pragma once

#include <fltKernel.h>

#include "base/file_name.hpp"

namespace ww {

/*
 * The path of a name without a slash in front, in memory that the caller frees with ww_free_large(). @folder: a file
 * of a mount that the name is relative to, or null for the root of the mount.
 */
NTSTATUS path_in_folder(PFILE_OBJECT folder, const UNICODE_STRING &name, char *&path);
/* The same for a name in the folder that @file is in. */
NTSTATUS path_beside(PFILE_OBJECT file, const UNICODE_STRING &name, char *&path);

/* The same for a name that begins with that of the volume: STATUS_NOT_SAME_DEVICE for another one. */
NTSTATUS path_on_volume(PFLT_VOLUME volume, const UNICODE_STRING &name, char *&path);

} /* namespace ww */
