/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver's own reads and writes of files of a mount.
 */
#pragma once

#include "file_object.hpp"

namespace ww {

/* FileSystem::transfer. */
NTSTATUS own_transfer(OwnTransfer &transfer);

} /* namespace ww */
