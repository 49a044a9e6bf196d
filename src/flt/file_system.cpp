/* SPDX-License-Identifier: GPL-2.0 */
#include "file_system.hpp"

namespace ww {
namespace {

constinit const FileSystem *mounts = nullptr;

} /* namespace */

void flt_set_file_system(const FileSystem &file_system)
{
	mounts = &file_system;
}

const FileSystem *file_system_of(const FILE_OBJECT *file)
{
	return mounts && file && mounts->owns(file) ? mounts : nullptr;
}

} /* namespace ww */
