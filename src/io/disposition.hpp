/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the disposition of an open does with a file that is there, and with one that is not.
 */
#pragma once

#include <wdm.h>

namespace ww {

constexpr bool overwrites(ULONG disposition)
{
	return disposition == FILE_SUPERSEDE || disposition == FILE_OVERWRITE || disposition == FILE_OVERWRITE_IF;
}

constexpr bool may_create(ULONG disposition)
{
	return disposition != FILE_OPEN && disposition != FILE_OVERWRITE;
}

/* Information of an open that has succeeded. */
constexpr ULONG opened_information(ULONG disposition, bool was_there)
{
	if (!was_there)
		return FILE_CREATED;
	if (!overwrites(disposition))
		return FILE_OPENED;
	return disposition == FILE_SUPERSEDE ? FILE_SUPERSEDED : FILE_OVERWRITTEN;
}

} /* namespace ww */
