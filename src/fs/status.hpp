/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The NTSTATUS for an errno of the lower file system.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* @error: above 0. */
NTSTATUS status_of_errno(int error);

/* What the file system says of a file ID instead of the status. */
NTSTATUS status_of_id(NTSTATUS status);

} /* namespace ww */
