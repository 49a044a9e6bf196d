/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ObReferenceObjectByName. It is here, and not in src/ob, because a name may be that of a link.
 */
#include <wdm.h>
#include <winwork/ob/named_objects.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "ke/program_event.hpp"
#include "names.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"
#include "ob/paths.hpp"

namespace ww {
namespace {

/* The folders of objects that belong to drivers. Those of links and of other objects are known elsewhere. */
constexpr const char *kFolders[] = { "\\Device", "\\Driver", "\\FileSystem",
				     "\\FileSystem\\Filters" };

bool is_folder(const char *name)
{
	for (const char *folder : kFolders) {
		if (text_alike(name, folder))
			return true;
	}
	return is_link_directory(name) || path_is_folder(name, text_length(name));
}

/* A part of the name between two separators, or behind the last one. */
bool has_empty_part(const char *name)
{
	for (; *name; name++) {
		if (name[0] == '\\' && (name[1] == '\\' || !name[1]))
			return true;
	}
	return false;
}

NTSTATUS parse(CallSite call, PCUNICODE_STRING unicode, char (&name)[kObjectName])
{
	const void *const driver = driver_of_address(call.caller);

	if (!name_from_unicode(name, unicode))
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "ObjectName is too long, or no text");
	if (!name[0])
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID, "ObjectName is empty");
	if (name[0] != '\\')
		return refuse(call, driver, STATUS_OBJECT_PATH_SYNTAX_BAD,
			      "ObjectName is \"%s\", which begins with no \\", name);
	if (name[1] && has_empty_part(name))
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "ObjectName is \"%s\", which has an empty part", name);
	return STATUS_SUCCESS;
}

/* The object may be on its way to its end. */
bool take(void *body)
{
	return object_header(body)->references.try_acquire();
}

bool take_driver(void *body)
{
	const DriverState &driver = driver_state(static_cast<PDRIVER_OBJECT>(body));

	return !driver.ending.load() && !driver.deleted.load() && take(body);
}

bool take_device(void *body)
{
	auto *const device = static_cast<PDEVICE_OBJECT>(body);

	return !device_is_deleted(device) && !driver_state(device->DriverObject).ending.load() &&
	       take(body);
}

/* The types whose objects have names that drivers know. */
constexpr struct {
	const ObjectType &type;
	bool (*take)(void *body);
} kTypes[] = {
	{ driver_type, take_driver },
	{ device_type, take_device },
	{ event_type, take },
};

/* @type may be any pointer. */
void *find(const void *type, const char *name)
{
	for (const auto &known : kTypes) {
		if (&known.type == type)
			return object_find(known.type, name, known.take);
	}
	return nullptr;
}

/* Of a name that is that of no object of the type. */
NTSTATUS explain(CallSite call, const void *type, const char *name)
{
	char folder[kObjectName];

	/* The root folder is "", and the name of a folder in it begins with the separator. */
	if (object_of_other_type_is_named(type, name) || is_folder(name[1] ? name : ""))
		return STATUS_OBJECT_TYPE_MISMATCH;
	text_copy(folder, text_last_part(name) - name, name);
	if (is_folder(folder))
		return STATUS_OBJECT_NAME_NOT_FOUND;
	return refuse(call, driver_of_address(call.caller), STATUS_OBJECT_PATH_NOT_FOUND,
		      "ObjectName is \"%s\", and there is no such folder here", name);
}

NTSTATUS reference_by_name(CallSite call, PCUNICODE_STRING unicode, const void *type, void *&body)
{
	char name[kObjectName];
	const NTSTATUS status = parse(call, unicode, name);

	if (!NT_SUCCESS(status))
		return status;
	for (u32 followed = 0; followed < kMostLinks && link_follow(name); followed++) {
	}
	body = find(type, name);
	return body ? STATUS_SUCCESS : explain(call, type, name);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

/* There are no access checks, and all names compare without case. */
extern "C" NTSTATUS NTAPI ObReferenceObjectByName(PUNICODE_STRING ObjectName, ULONG,
						  struct _ACCESS_STATE *, ACCESS_MASK,
						  POBJECT_TYPE ObjectType, KPROCESSOR_MODE, PVOID,
						  PVOID *Object)
{
	const CallSite call = WW_CALL_SITE;

	if (!Object)
		return refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
			      "Object is NULL");
	*Object = nullptr;
	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!ObjectType)
		return refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
			      "ObjectType is NULL");
	return reference_by_name(call, ObjectName, ObjectType, *Object);
}
