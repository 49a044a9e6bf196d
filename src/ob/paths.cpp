/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects with paths, and ZwMakeTemporaryObject.
 */
#include "paths.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "handle.hpp"
#include "image.hpp"
#include "linux/print.h"
#include "names.hpp"

namespace ww {
namespace {

/* No object has this type. So a handle of it is refused as Windows refuses one of another type. */
constinit const ObjectType folder_type = { .name = "folder" };

/* The folders that can have such objects. */
constexpr const char *kFolders[] = { "\\BaseNamedObjects", "\\KernelObjects", "\\Callback", "" };

constexpr ULONG kAttributes = OBJ_VALID_ATTRIBUTES;

size_t last_separator(const char *name)
{
	size_t at = 0;

	for (size_t i = 0; name[i]; i++) {
		if (name[i] == '\\')
			at = i;
	}
	return at;
}

NTSTATUS check_root(CallSite call, HANDLE root)
{
	void *body = nullptr;

	return refuse(call, nullptr, handle_reference(root, folder_type, body),
		      "ObjectAttributes->RootDirectory is %s, and folders have no handles here",
		      Shown(root).text);
}

/* The path of @attributes; "" for an object without a name. */
NTSTATUS path_of(CallSite call, const OBJECT_ATTRIBUTES *attributes, char (&name)[kObjectName])
{
	const void *const driver = driver_of_address(call.caller);

	name[0] = '\0';
	if (!attributes)
		return STATUS_SUCCESS;
	if (attributes->Length != sizeof(*attributes))
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "ObjectAttributes->Length is %u", attributes->Length);
	if (attributes->Attributes & ~kAttributes)
		return refuse(call, driver, STATUS_INVALID_PARAMETER,
			      "ObjectAttributes->Attributes is 0x%X", attributes->Attributes);
	if (attributes->RootDirectory)
		return check_root(call, attributes->RootDirectory);
	if (!attributes->ObjectName)
		return STATUS_SUCCESS;
	if (!name_from_unicode(name, attributes->ObjectName))
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "ObjectAttributes->ObjectName is too long, or no text");
	if (name[0] != '\\')
		return refuse(call, driver, STATUS_OBJECT_PATH_SYNTAX_BAD,
			      "ObjectAttributes->ObjectName is \"%s\", which begins with no \\",
			      name);

	const size_t folder = last_separator(name);

	if (!name[folder + 1])
		return refuse(call, driver, STATUS_OBJECT_NAME_INVALID,
			      "ObjectAttributes->ObjectName is \"%s\", a folder", name);
	if (!path_is_folder(name, folder))
		return refuse(call, driver, STATUS_OBJECT_PATH_NOT_FOUND,
			      "ObjectAttributes->ObjectName is \"%s\", and there is no such folder here",
			      name);
	return STATUS_SUCCESS;
}

/* The reference and the handle of an object that is not wanted. */
void drop(void *body)
{
	object_handle_closed(body);
	object_dereference_kept(body);
}

NTSTATUS judge_found(const PathRequest &request, void *body)
{
	if (object_header(body)->type != &request.type)
		return STATUS_OBJECT_TYPE_MISMATCH;
	switch (request.opening) {
	case Opening::existing:
		return STATUS_SUCCESS;
	case Opening::either:
		return STATUS_OBJECT_NAME_EXISTS;
	case Opening::fresh:
		break;
	}
	return STATUS_OBJECT_NAME_COLLISION;
}

/* The argument of init_new(). */
struct New {
	const PathRequest &request;
	bool is_permanent;
};

void init_new(void *body, const void *how)
{
	const New &wanted = *static_cast<const New *>(how);

	object_keep(body);
	if (wanted.is_permanent) {
		object_header(body)->is_permanent.store(true);
		object_reference_kept(body);
	}
	if (wanted.request.init)
		wanted.request.init(body, wanted.request.how);
}

/* The object of that name, or of none; see path_open(). */
NTSTATUS open_or_create(const New &wanted, const char *name, void *&body)
{
	const PathRequest &request = wanted.request;

	for (;;) {
		bool taken = false;
		void *const found = name[0] ? object_open_path(name) : nullptr;

		if (found) {
			const NTSTATUS result = judge_found(request, found);

			if (NT_SUCCESS(result))
				body = found;
			else
				drop(found);
			return result;
		}
		if (request.opening == Opening::existing)
			return STATUS_OBJECT_NAME_NOT_FOUND;
		body = object_create({ .type = request.type, .bytes = request.bytes, .name = name,
				       .taken = &taken, .init = init_new, .how = &wanted });
		if (body)
			return STATUS_SUCCESS;
		if (!taken)
			return STATUS_INSUFFICIENT_RESOURCES;
		/* Another thread made it meanwhile. */
	}
}

/* Any object with a path, of any type that has them; null if there is none left. */
void *any()
{
	void *found = nullptr;

	objects_of_driver(nullptr, [&found](void *body) {
		if (object_header(body)->type->has_path)
			found = body;
		return !found;
	});
	return found;
}

} /* namespace */

bool path_is_folder(const char *name, size_t length)
{
	char folder[kObjectName];

	text_copy(folder, sizeof(folder), name);
	folder[length] = '\0';
	for (const char *each : kFolders) {
		if (text_alike(folder, each))
			return true;
	}
	return false;
}

NTSTATUS path_open(const PathRequest &request, void *&body)
{
	char name[kObjectName];
	const NTSTATUS status = path_of(request.call, request.attributes, name);

	body = nullptr;
	if (!NT_SUCCESS(status))
		return status;
	if (!name[0] && request.opening == Opening::existing)
		return refuse(request.call, nullptr, STATUS_OBJECT_PATH_SYNTAX_BAD,
			      "ObjectAttributes->ObjectName is empty");
	return open_or_create({ request, name[0] && request.attributes->Attributes & OBJ_PERMANENT }, name, body);
}

NTSTATUS path_open_for_program(const PathRequest &request, const char *path, void *&body)
{
	return open_or_create({ request, false }, path, body);
}

void paths_exit()
{
	while (void *body = any()) {
		const ObjectHeader *header = object_header(body);

		if (!header->is_permanent.load() || header->references.count() != 1)
			ww_print(WW_LEVEL_WARNING, "%u references of %s %s %p were never dropped",
				 header->references.count() - (header->is_permanent.load() ? 1 : 0),
				 header->type->name, header->name, body);
		object_destroy(body);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwMakeTemporaryObject(HANDLE Handle)
{
	if (!at_passive(WW_CALL_SITE, Handle))
		return STATUS_UNSUCCESSFUL;

	void *const body = handle_reference(Handle);

	if (!body)
		return STATUS_INVALID_HANDLE;
	if (object_header(body)->is_permanent.exchange(false))
		object_dereference_kept(body);
	object_dereference_kept(body);
	return STATUS_SUCCESS;
}

} /* extern "C" */
