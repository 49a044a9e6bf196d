/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Handles of keys, and the names by which drivers ask for them.
 */
#include "key_object.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/unicode.hpp"
#include "callback.hpp"
#include "ob/handle.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

constexpr char kRegistry[] = "Registry";

void end(KeyObject *object)
{
	key_object_contexts_end(object);
	{
		RegistryGuard guard;

		watch_end(object->watch);
		key_dereference(object->key);
	}
	object_destroy(object);
}

void end_later(struct ww_later *later)
{
	end(CONTAINING_RECORD(later, KeyObject, later));
}

/* Drivers may drop the last reference at DISPATCH_LEVEL, and the mutex is for PASSIVE_LEVEL. */
void last(void *body)
{
	auto *object = static_cast<KeyObject *>(body);

	if (current_irql() == kPassiveLevel)
		end(object);
	else
		ww_later(&object->later, end_later);
}

/* No notification outlives its handle, also while a reference keeps the object. */
void closed(void *body)
{
	registry_tell_close(static_cast<KeyObject *>(body));

	RegistryGuard guard;

	watch_end(static_cast<KeyObject *>(body)->watch);
}

s32 put_name(void *body, NameOut &to)
{
	PCUNICODE_STRING name;
	const NTSTATUS status = key_object_name(static_cast<KeyObject *>(body), name);

	if (NT_SUCCESS(status))
		to.add(name);
	return status;
}

/* The key where @path begins, and what is left of the path. */
NTSTATUS start(Units &path, RegKey *root, RegKey *&from)
{
	if (root) {
		if (path.count && *path.units == '\\')
			return STATUS_OBJECT_PATH_SYNTAX_BAD;
		from = root;
		return root->is_deleted ? STATUS_KEY_DELETED : STATUS_SUCCESS;
	}

	constexpr size_t kLength = sizeof(kRegistry) - 1;

	if (!path.count || *path.units != '\\')
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	path = path.from(1);
	if (path.count < kLength || !units_alike(path.first(kLength), kRegistry) ||
	    (path.count > kLength && path.units[kLength] != '\\'))
		return STATUS_OBJECT_NAME_NOT_FOUND;
	path = path.from(kLength);
	from = registry_root();
	return STATUS_SUCCESS;
}

/* The name of the object, for reports. */
void describe(const RegKey *key, char (&name)[kObjectName])
{
	size_t length = 0;

	name[0] = '\0';
	for (const u16 *at = key->name().units; at != key->name().end();) {
		char units[kMostUtf8];
		const u32 count = encode(next_code_point(at, key->name().end()), units);

		if (length + count >= kObjectName)
			break;
		for (u32 i = 0; i < count; i++)
			name[length++] = units[i];
		name[length] = '\0';
	}
}

NTSTATUS make(RegKey *key, KeyObject *&object)
{
	char name[kObjectName];

	describe(key, name);
	object = static_cast<KeyObject *>(
		object_create(key_type, sizeof(KeyObject), nullptr, name));
	if (!object)
		return STATUS_INSUFFICIENT_RESOURCES;
	object_keep(object);
	key_reference(key);
	object->key = key;
	return STATUS_SUCCESS;
}

NTSTATUS find(KeyRequest &request, Units path, const KeyObject *root, KeyObject *&object)
{
	RegistryGuard guard;
	RegKey *key;
	NTSTATUS status = start(path, root ? root->key : nullptr, key);

	if (!NT_SUCCESS(status))
		return status;
	if (request.creates)
		status = key_create(key, path, request.creation, key);
	else
		key = key_find(key, path);
	if (!NT_SUCCESS(status))
		return status;
	return key ? make(key, object) : STATUS_OBJECT_NAME_NOT_FOUND;
}

/* What routines are told of an open. The caller keeps @root, which is null for a whole name. */
void describe_open(const KeyRequest &request, const OBJECT_ATTRIBUTES &attributes, KeyObject *root, void **result,
		   REG_CREATE_KEY_INFORMATION_V1 &info)
{
	info = {};
	info.CompleteName = attributes.ObjectName;
	info.RootObject = root;
	info.ObjectType = const_cast<ObjectType *>(&key_type);
	info.Options = request.options;
	info.Class = request.class_string;
	info.SecurityDescriptor = attributes.SecurityDescriptor;
	info.SecurityQualityOfService = attributes.SecurityQualityOfService;
	info.DesiredAccess = request.access;
	info.GrantedAccess = request.access;
	info.Disposition = request.disposition;
	info.ResultObject = result;
	info.Version = 1;
	info.RemainingName = attributes.ObjectName;
	info.Attributes = attributes.Attributes;
	info.CheckAccessMode = request.mode;
}

/* A routine that opens the key itself would have to make an object. */
NTSTATUS refuse_bypass(CallSite call)
{
	return refuse(call, nullptr, STATUS_NOT_SUPPORTED,
		      "a routine returned STATUS_CALLBACK_BYPASS, and an open has no other object here");
}

/* The same as find(), with the routines before and behind it. */
NTSTATUS find_filtered(KeyRequest &request, const OBJECT_ATTRIBUTES &attributes, KeyObject *root, KeyObject *&object)
{
	void *result = nullptr;
	NTSTATUS status;
	Units path;
	REG_CREATE_KEY_INFORMATION_V1 info;

	units_of(attributes.ObjectName, path);
	if (!registry_is_filtered())
		return find(request, path, root, object);
	describe_open(request, attributes, root, &result, info);

	RegistryCall call(registry_notice(request.creates ? RegNtPreCreateKeyEx : RegNtPreOpenKeyEx,
					  request.creates ? RegNtPostCreateKeyEx : RegNtPostOpenKeyEx, info, root));

	if (call.begin())
		status = find(request, path, root, object);
	else
		status = call.is_bypassed() ? refuse_bypass(request.call) : call.status();
	status = call.end(status, object);
	if (!NT_SUCCESS(status) && object) {
		object_dereference_kept(object);
		object = nullptr;
	}
	return status;
}

} /* namespace */

constinit const ObjectType key_type = { .name = "key", .is_public = true, .last = last,
					.closed = closed, .put_name = put_name };

bool units_of(PCUNICODE_STRING string, Units &units)
{
	units = {};
	if (!string || !string->Length)
		return true;
	if (!string->Buffer || string->Length % sizeof(WCHAR))
		return false;
	units = { reinterpret_cast<const u16 *>(string->Buffer), string->Length / sizeof(WCHAR) };
	return true;
}

NTSTATUS key_open(KeyRequest &request, const OBJECT_ATTRIBUTES *attributes, HANDLE *handle)
{
	const CallSite &call = request.call;
	const void *const driver = driver_of_address(call.caller);
	KeyObject *object = nullptr;
	Units path;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;

	const char *const missing =
		first_missing({ { handle != nullptr, "KeyHandle" },
				{ attributes != nullptr, "ObjectAttributes" } });

	if (missing)
		return refuse(call, driver, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*handle = nullptr;
	if (!units_of(attributes->ObjectName, path))
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "ObjectAttributes->ObjectName is no text: Length %u, Buffer %s",
			      attributes->ObjectName->Length,
			      Shown(attributes->ObjectName->Buffer).text);

	NTSTATUS status;

	if (attributes->RootDirectory) {
		const OpenKey root(attributes->RootDirectory);

		if (!NT_SUCCESS(root.status()))
			return refuse(call, driver, root.status(),
				      "ObjectAttributes->RootDirectory is %s, no handle of a key",
				      Shown(attributes->RootDirectory).text);
		status = find_filtered(request, *attributes, root.object(), object);
	} else {
		status = find_filtered(request, *attributes, nullptr, object);
	}
	if (!NT_SUCCESS(status))
		return status;
	*handle = handle_create(object);
	if (*handle)
		return STATUS_SUCCESS;
	object_dereference_kept(object);
	return STATUS_INSUFFICIENT_RESOURCES;
}

OpenKey::OpenKey(HANDLE handle)
{
	void *body = nullptr;

	status_ = handle_reference(handle, key_type, body);
	object_ = static_cast<KeyObject *>(body);
}

OpenKey::~OpenKey()
{
	if (object_)
		object_dereference_kept(object_);
}

} /* namespace ww */
