/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of files in the words of Windows: UTF-16, with backslashes. Bytes that are no UTF-8, and
 * characters that Windows forbids, become U+F000 plus the byte. So each name of Linux has one name
 * of Windows, and the other way round.
 */
#pragma once

#include <wdm.h>

#include "types.hpp"

namespace ww {

constexpr size_t kLongestFileName = 0x7ffe;	/* units; a UNICODE_STRING has 16 bits for bytes */

/* The units of a path from the root of a mount. The root itself is a backslash. */
size_t file_name_units(const char *path);

/* Writes them to @to. */
void file_name_from_path(const char *path, WCHAR *to);

/*
 * The path of a name without its first backslashes, as text in @to, with a zero. STATUS_OBJECT_NAME_INVALID for
 * a name that no file can have; STATUS_NAME_TOO_LONG if there is no room. UTF-8 has at most three bytes for a
 * unit.
 */
NTSTATUS path_from_file_name(const WCHAR *name, size_t units, char *to, size_t room);

/* The same for a name in a folder, which has no backslash, and may be "." or "..". */
NTSTATUS entry_from_file_name(const WCHAR *name, size_t units, char *to, size_t room);

/* Whether @name is that of the path. */
bool file_name_is(const char *path, const WCHAR *name, size_t units);

} /* namespace ww */
