/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Driver objects: what they hold, and how they begin.
 */
#include "driver.hpp"

#include <winwork/ob/named_objects.h>

#include "base/assert.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "linux/memory.h"
#include "names.hpp"

namespace ww {
namespace {

/* Memory of IoAllocateDriverObjectExtension. It is freed with the driver object. */
struct alignas(16) ExtensionHeader {
	DriverExtensionBlock *next;
	const void *id;
};

/* Covers the list in each DriverState. A block of the list does not change. */
constinit Lock extensions_lock;

} /* namespace */

struct DriverExtensionBlock : ExtensionHeader {
	unsigned char body[];
};

namespace {

DriverExtensionBlock *find_extension(const DriverState &driver, const void *id)
	WW_REQUIRES(extensions_lock)
{
	extensions_lock.assert_held();

	DriverExtensionBlock *block = driver.extensions;

	while (block && block->id != id)
		block = block->next;
	return block;
}

/* False if the driver object has one of that id. */
bool enter_extension(DriverState &driver, DriverExtensionBlock *block)
{
	LockGuard guard(extensions_lock);

	if (find_extension(driver, block->id))
		return false;
	block->next = driver.extensions;
	driver.extensions = block;
	return true;
}

/* No other code knows the driver object any more. */
void destroy_driver(void *body)
{
	DriverState &driver = driver_state(static_cast<PDRIVER_OBJECT>(body));

	while (DriverExtensionBlock *block = driver.extensions) {
		driver.extensions = block->next;
		ww_free(block);
	}
}

/* One for all drivers, which only read it. */
constexpr WCHAR kHardwarePath[] = L"\\REGISTRY\\MACHINE\\HARDWARE\\DESCRIPTION\\SYSTEM";
constinit UNICODE_STRING hardware_database = {
	.Length = sizeof(kHardwarePath) - sizeof(WCHAR),
	.MaximumLength = sizeof(kHardwarePath),
	.Buffer = const_cast<PWSTR>(kHardwarePath),
};

constinit POBJECT_TYPE driver_object_type = nullptr;	/* IoDriverObjectType points to it */

constexpr char kRegistryFolder[] = "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\";

} /* namespace */

constinit const ObjectType driver_type = { .name = "driver", .destroy = destroy_driver,
					   .is_driver = true,
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
	body->code = image;
	text_copy(registry, sizeof(registry), kRegistryFolder);
	text_append(registry, sizeof(registry), service);
	name_to_unicode(body->registry_path, body->registry, registry);

	DRIVER_OBJECT &driver = body->object;

	driver.Type = IO_TYPE_DRIVER;
	driver.Size = sizeof(DRIVER_OBJECT);
	driver.DriverExtension = &body->extension;
	body->extension.DriverObject = &driver;
	name_to_unicode(driver.DriverName, body->name, name);
	driver.HardwareDatabase = &hardware_database;
	for (auto &dispatch : driver.MajorFunction)
		dispatch = refuse_request;
	return &driver;
}

const void *driver_operations(PDRIVER_OBJECT driver)
{
	const _WINWORK_IMAGE *code = driver_state(driver).code;

	return code ? code->FileOperations : nullptr;
}

const WINWORK_INF *driver_inf(PDRIVER_OBJECT driver)
{
	const _WINWORK_IMAGE *image = driver_state(driver).image;

	return image ? image->Inf : nullptr;
}

const char *driver_altitude(PDRIVER_OBJECT driver)
{
	const _WINWORK_IMAGE *image = driver_state(driver).image;

	return image ? image->Altitude : nullptr;
}

const char *driver_short_name(PDRIVER_OBJECT driver)
{
	const char *const name = text_last_part(object_header(driver)->name);

	return *name ? name : "winwork";
}

void driver_check_return(PDRIVER_OBJECT driver, const char *function, const void *routine)
{
	const Left left = irql_repair(kPassiveLevel);

	if (left.is_clean(kPassiveLevel))
		return;
	report({ .code = BugCheck::worker_thread_returned_at_bad_irql,
		 .parameter = { address_of(routine), left.irql, address_of(driver), 0 },
		 .call = { function }, .owner = driver, .routine = routine },
	       "the routine returned at IRQL %u, holding %u spin locks%s", left.irql, left.locks,
	       ShownHeld(left.last).text);
}

void driver_uses(PDRIVER_OBJECT driver, const ClassLibrary &library)
{
	for (const ClassLibrary *&place : driver_state(driver).libraries) {
		if (!place || place == &library) {
			place = &library;
			return;
		}
	}
	WW_ASSERT(false);		/* kMostLibraries is too small */
}

void drivers_init()
{
	extensions_lock.init(WW_LOCK_DRIVER_EXTENSIONS);
	driver_object_type = reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(&driver_type));
	IoDriverObjectType = &driver_object_type;
}

} /* namespace ww */

using namespace ww;

extern "C" {

POBJECT_TYPE *IoDriverObjectType;

NTSTATUS NTAPI IoAllocateDriverObjectExtension(PDRIVER_OBJECT DriverObject,
					       PVOID ClientIdentificationAddress,
					       ULONG DriverObjectExtensionSize,
					       PVOID *DriverObjectExtension)
{
	const CallSite call = WW_CALL_SITE;

	*DriverObjectExtension = nullptr;
	if (!at_dispatch_or_below(call, DriverObject) ||
	    !check_type(call, DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;

	auto *block = static_cast<DriverExtensionBlock *>(
		ww_zalloc(sizeof(DriverExtensionBlock) + DriverObjectExtensionSize));

	if (!block)
		return STATUS_INSUFFICIENT_RESOURCES;
	block->id = ClientIdentificationAddress;
	if (!enter_extension(driver_state(DriverObject), block)) {
		ww_free(block);
		return STATUS_OBJECT_NAME_COLLISION;
	}
	*DriverObjectExtension = block->body;
	return STATUS_SUCCESS;
}

PVOID NTAPI IoGetDriverObjectExtension(PDRIVER_OBJECT DriverObject,
				       PVOID ClientIdentificationAddress)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, DriverObject) ||
	    !check_type(call, DriverObject, driver_type))
		return nullptr;

	LockGuard guard(extensions_lock);
	DriverExtensionBlock *block =
		find_extension(driver_state(DriverObject), ClientIdentificationAddress);

	return block ? block->body : nullptr;
}

} /* extern "C" */
