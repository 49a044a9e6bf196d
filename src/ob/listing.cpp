/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The list of objects in debugfs.
 */
#include "linux/listing.h"

#include "base/report.hpp"
#include "object.hpp"

extern "C" bool ww_objects_next(ww_u64 *cursor, ww_line *line)
{
	using namespace ww;

	ObjectLine object;

	if (!object_next(*cursor, object))
		return false;
	ww_line_text(line, "type", object.type);
	ww_line_text(line, "name", object.name);
	ww_line_text(line, "driver", object.driver);
	ww_line_number(line, "references", object.references);
	ww_line_number(line, "activities", object.activities);
	ww_line_text(line, "object", Shown(object.body).text);
	return true;
}
