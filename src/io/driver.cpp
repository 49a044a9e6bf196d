/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Driver objects, and the life of a ported driver: insmod makes the object and runs
 * DriverEntry; rmmod runs DriverUnload and then waits, in code that is not the driver's, for
 * everything of the driver's that is queued or runs.
 */
#include <wdm.h>
#include <winwork.h>

#include "names.hpp"
#include "objects.hpp"
#include "../engine/image.hpp"
#include "../engine/irql.hpp"
#include "../engine/text.hpp"
#include "../engine/work_queue.hpp"
#include "../nt/pool.hpp"
#include "../nt/timer.hpp"
#include "../verifier/ledger.hpp"
#include "../verifier/report.hpp"

namespace ww {
namespace {

/* A driver object and what it points to. */
struct DriverBody {
	DRIVER_OBJECT object;
	DRIVER_EXTENSION extension;
	WCHAR name[kObjectName];
	UNICODE_STRING registry_path;
	WCHAR registry[kObjectName];
};

constexpr char kDriverFolder[] = "\\Driver\\";
constexpr char kRegistryFolder[] = "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\";
constexpr ww_u32 kPatience = 10;	/* seconds between two words about a slow unload */

void append(char *text, ww_size room, const char *more)
{
	ww_size length = 0;

	while (text[length])
		length++;
	text_copy(text + length, room - length, more);
}

void to_unicode(UNICODE_STRING &string, WCHAR (&buffer)[kObjectName], const char *text)
{
	USHORT length = 0;

	for (; text[length] && length < kObjectName - 1u; length++)
		buffer[length] = static_cast<unsigned char>(text[length]);
	buffer[length] = 0;
	string.Buffer = buffer;
	string.Length = length * sizeof(WCHAR);
	string.MaximumLength = string.Length + sizeof(WCHAR);
}

NTSTATUS NTAPI refuse_request(PDEVICE_OBJECT, PIRP)
{
	return STATUS_INVALID_DEVICE_REQUEST;
}

PDRIVER_OBJECT create_driver(const char *service, const char *name, bool *taken)
{
	auto *body = static_cast<DriverBody *>(
		object_create(driver_type, sizeof(DriverBody), nullptr, name, taken));

	if (!body)
		return nullptr;

	char registry[kObjectName];

	text_copy(registry, sizeof(registry), kRegistryFolder);
	append(registry, sizeof(registry), service);
	to_unicode(body->registry_path, body->registry, registry);

	DRIVER_OBJECT &driver = body->object;

	driver.Type = IO_TYPE_DRIVER;
	driver.Size = sizeof(DRIVER_OBJECT);
	driver.DriverExtension = &body->extension;
	body->extension.DriverObject = &driver;
	to_unicode(driver.DriverName, body->name, name);
	for (auto &dispatch : driver.MajorFunction)
		dispatch = refuse_request;
	return &driver;
}

PUNICODE_STRING registry_path_of(PDRIVER_OBJECT driver)
{
	return &reinterpret_cast<DriverBody *>(driver)->registry_path;
}

/* ---- Unload --------------------------------------------------------------------------- */

/*
 * True when no code of the driver runs or is on its way to, and no object of its is just being
 * destroyed by the one who dropped its last reference.
 */
bool is_quiet(void *argument)
{
	const void *driver = argument;
	bool quiet = !object_header(driver)->activity.count.load();

	objects_of_driver(driver, [&quiet](void *body) {
		return quiet = quiet && object_header(body)->references.count();
	});
	return quiet;
}

void delete_devices_left(PDRIVER_OBJECT driver)
{
	while (PDEVICE_OBJECT device = driver->DeviceObject) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(device), 0, 0, 0 },
			 .function = "DriverUnload", .item = device, .owner = device,
			 .routine = reinterpret_cast<void *>(driver->DriverUnload) },
		       "the driver leaves a device object behind");
		IoDeleteDevice(device);
	}
}

void wait_until_quiet(PDRIVER_OBJECT driver)
{
	while (!ww_gate_wait(is_quiet, driver, kPatience)) {
		ww_print(WW_LEVEL_WARNING, "the unload of %s waits for its routines:",
			 object_header(driver)->name);
		workers_describe(driver);
		objects_of_driver(driver, [](void *body) {
			const ObjectHeader *header = object_header(body);

			if (header->references.activities())
				ww_print(WW_LEVEL_WARNING, "  %s %s: %u queued or running",
					 header->type->name, header->name,
					 header->references.activities());
			return true;
		});
	}
}

/* Objects whose references were leaked: no code of the driver is left that could drop them. */
void destroy_object_left(void *object)
{
	const ww_u32 references = object_header(object)->references.count();

	report({ .code = BugCheck::reference_by_pointer,
		 .parameter = { 0, address_of(object), 0, references },
		 .function = "DriverUnload", .item = object, .owner = object },
	       "the driver unloads with %u references to the object", references);
	object_destroy(object);
}

void destroy_objects(PDRIVER_OBJECT driver)
{
	for (;;) {
		void *left = nullptr;

		objects_of_driver(driver, [&left, driver](void *body) {
			left = body == driver ? nullptr : body;
			return !left;
		});
		if (!left)
			break;
		destroy_object_left(left);
	}
	if (!object_header(driver)->references.release_to_end())
		destroy_object_left(driver);
}

void take_down(PDRIVER_OBJECT driver, _WINWORK_IMAGE *image)
{
	/* What runs now may still queue, insert and create: go round until nothing does. */
	do {
		delete_devices_left(driver);
		wait_until_quiet(driver);
		if (image)
			timers_cancel_left(*image);
		KeFlushQueuedDpcs();
	} while (driver->DeviceObject || !is_quiet(driver));
	ledger_report_leaks(driver);
	if (image)
		pool_report_leaks(*image);
	destroy_objects(driver);
	reports_settle();
}

/* ---- NTSTATUS in Linux's words -------------------------------------------------------- */

int errno_of(NTSTATUS status)
{
	static constexpr struct {
		NTSTATUS status;
		int error;
	} table[] = {
		{ STATUS_INSUFFICIENT_RESOURCES, 12 },		/* ENOMEM */
		{ STATUS_NO_MEMORY, 12 },
		{ STATUS_INVALID_PARAMETER, 22 },		/* EINVAL */
		{ STATUS_INVALID_DEVICE_REQUEST, 22 },
		{ STATUS_NOT_SUPPORTED, 95 },			/* EOPNOTSUPP */
		{ STATUS_NOT_IMPLEMENTED, 38 },			/* ENOSYS */
		{ STATUS_ACCESS_DENIED, 13 },			/* EACCES */
		{ STATUS_OBJECT_NAME_COLLISION, 17 },		/* EEXIST */
		{ STATUS_OBJECT_NAME_NOT_FOUND, 2 },		/* ENOENT */
		{ STATUS_NO_SUCH_DEVICE, 19 },			/* ENODEV */
		{ STATUS_DEVICE_DOES_NOT_EXIST, 19 },
		{ STATUS_DEVICE_NOT_CONNECTED, 19 },
		{ STATUS_DEVICE_BUSY, 16 },			/* EBUSY */
		{ STATUS_IO_TIMEOUT, 110 },			/* ETIMEDOUT */
	};
	constexpr int any_other = 5;				/* EIO */

	for (const auto &each : table) {
		if (each.status == status)
			return -each.error;
	}
	return -any_other;
}

} /* namespace */

constinit const ObjectType driver_type = { "driver", nullptr };

} /* namespace ww */

using namespace ww;

extern "C" {

int winwork_load_driver(struct _WINWORK_IMAGE *Image, PDRIVER_INITIALIZE Entry)
{
	char name[kObjectName];
	bool taken = false;

	text_copy(name, sizeof(name), kDriverFolder);
	append(name, sizeof(name), Image->Name);

	PDRIVER_OBJECT driver = create_driver(Image->Name, name, &taken);

	if (!driver)
		return errno_of(taken ? STATUS_OBJECT_NAME_COLLISION : STATUS_INSUFFICIENT_RESOURCES);
	driver->DriverInit = Entry;
	Image->DriverObject = driver;
	image_enter(Image);

	const NTSTATUS status = Entry(driver, registry_path_of(driver));

	if (NT_SUCCESS(status)) {
		/* As the I/O manager does for what DriverEntry created. */
		for (PDEVICE_OBJECT device = driver->DeviceObject; device; device = device->NextDevice)
			device->Flags &= ~DO_DEVICE_INITIALIZING;
		return 0;
	}
	ww_print(WW_LEVEL_WARNING, "DriverEntry of %s failed with status 0x%08X", name,
		 static_cast<ww_u32>(status));
	take_down(driver, Image);
	image_leave(Image);
	return errno_of(status);
}

void winwork_unload_driver(struct _WINWORK_IMAGE *Image)
{
	PDRIVER_OBJECT driver = Image->DriverObject;

	if (driver->DriverUnload)
		driver->DriverUnload(driver);
	take_down(driver, Image);
	image_leave(Image);
}

NTSTATUS NTAPI IoCreateDriver(PUNICODE_STRING DriverName, PDRIVER_INITIALIZE InitializationFunction)
{
	char name[kObjectName] = "";
	bool taken = false;

	if (!at_passive("IoCreateDriver", nullptr, __builtin_return_address(0)))
		return STATUS_INVALID_PARAMETER;
	name_from_unicode(name, DriverName);

	PDRIVER_OBJECT driver = create_driver(name, name, &taken);

	if (!driver)
		return taken ? STATUS_OBJECT_NAME_COLLISION : STATUS_INSUFFICIENT_RESOURCES;
	driver->DriverInit = InitializationFunction;

	const NTSTATUS status = InitializationFunction(driver, registry_path_of(driver));

	if (!NT_SUCCESS(status))
		take_down(driver, nullptr);
	return status;
}

VOID NTAPI IoDeleteDriver(PDRIVER_OBJECT DriverObject)
{
	if (at_passive("IoDeleteDriver", DriverObject, __builtin_return_address(0)))
		take_down(DriverObject, nullptr);
}

} /* extern "C" */
