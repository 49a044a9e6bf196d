/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of objects and devices in debugfs.
 */
#include "linux/listing.h"

#include "base/report.hpp"
#include "stack.hpp"

namespace ww {
namespace {

/* The object of a line, with a reference, if it is a device that has not been deleted; or null. */
PDEVICE_OBJECT device_of(const ObjectLine &object)
{
	auto *const body = const_cast<void *>(object.body);

	if (!object_try_reference(body))
		return nullptr;
	if (object_header(body)->type == &device_type)
		return static_cast<PDEVICE_OBJECT>(body);
	object_dereference(body);
	return nullptr;
}

/* Gives back the reference of @other, a device of the same stack; or null. */
void add_neighbour(ww_line &line, const char *name, PDEVICE_OBJECT other)
{
	char text[2 * kObjectName] = "";

	if (other) {
		object_describe(other, text, sizeof(text));
		object_dereference(other);
	}
	ww_line_text(&line, name, text);
}

void add_device(ww_line &line, const ObjectLine &object, PDEVICE_OBJECT device)
{
	ww_line_text(&line, "name", object.name);
	ww_line_text(&line, "driver", object.driver);
	ww_line_text(&line, "state", device->Flags & DO_DEVICE_INITIALIZING ? "initializing" : "ready");
	ww_line_number(&line, "files", static_cast<u32>(device->ReferenceCount));
	add_neighbour(line, "above", stack_upper_reference(device));
	add_neighbour(line, "below", stack_lower_reference(device));
	ww_line_text(&line, "object", Shown(device).text);
}

} /* namespace */
} /* namespace ww */

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

extern "C" bool ww_devices_next(ww_u64 *cursor, ww_line *line)
{
	using namespace ww;

	ObjectLine object;

	while (object_next(*cursor, object)) {
		if (const PDEVICE_OBJECT device = device_of(object)) {
			add_device(*line, object, device);
			object_dereference(device);
			return true;
		}
	}
	return false;
}
