/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Sections of open files. They show the lower file, whose pages are those of the mount's file.
 */
#include "own.hpp"
#include "status.hpp"

namespace ww {

NTSTATUS own_create_section(PFILE_OBJECT object, ww_section *&section)
{
	const PlaceGuard guard(of(object));
	const ww_place place = guard.place();

	if (!guard)
		return STATUS_FILE_CLOSED;

	const int error = ww_section_create(&place, &section);

	return error ? status_of_errno(-error) : STATUS_SUCCESS;
}

} /* namespace ww */
