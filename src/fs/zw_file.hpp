/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Zw functions for a handle of FltCreateFile.
 */
#pragma once

#include "ob/file_operations.hpp"

namespace ww {

extern const FileOperations mount_file_operations;

} /* namespace ww */
