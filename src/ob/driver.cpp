/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Driver objects: what they hold, and how they begin.
 */
#include "driver.hpp"

#include "base/text.hpp"
#include "names.hpp"

namespace ww {
namespace {

constexpr char kRegistryFolder[] = "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\";

} /* namespace */

constinit const ObjectType driver_type = { .name = "driver", .is_driver = true,
					   .has_percpu_count = true, .is_public = true };

PDRIVER_OBJECT driver_create(const char *service, const char *name, _WINWORK_IMAGE *image,
			     bool *taken)
{
	auto *body = static_cast<DriverState *>(
		object_create(driver_type, sizeof(DriverState), nullptr, name, taken));

	if (!body)
		return nullptr;

	char registry[kObjectName];

	body->image = image;
	text_copy(registry, sizeof(registry), kRegistryFolder);
	text_append(registry, sizeof(registry), service);
	name_to_unicode(body->registry_path, body->registry, registry);

	DRIVER_OBJECT &driver = body->object;

	driver.Type = IO_TYPE_DRIVER;
	driver.Size = sizeof(DRIVER_OBJECT);
	driver.DriverExtension = &body->extension;
	body->extension.DriverObject = &driver;
	name_to_unicode(driver.DriverName, body->name, name);
	for (auto &dispatch : driver.MajorFunction)
		dispatch = refuse_request;
	return &driver;
}

const char *driver_altitude(PDRIVER_OBJECT driver)
{
	const _WINWORK_IMAGE *image = driver_state(driver).image;

	return image ? image->Altitude : nullptr;
}

void driver_uses(PDRIVER_OBJECT driver, const ClassLibrary &library)
{
	for (const ClassLibrary *&place : driver_state(driver).libraries) {
		if (!place || place == &library) {
			place = &library;
			return;
		}
	}
}

} /* namespace ww */
