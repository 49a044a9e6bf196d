/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Symbolic links by handle. A handle has the target of its open, also when the link is deleted.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "io/names.hpp"
#include "ob/handle.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

struct SymbolicLink {
	char target[kObjectName];
};

constinit const ObjectType link_type = { .name = "symbolic link" };

NTSTATUS check(CallSite call, const void *handle, const OBJECT_ATTRIBUTES *attributes)
{
	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!handle || !attributes || !attributes->ObjectName)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "LinkHandle, ObjectAttributes or its name is NULL");
	if (attributes->RootDirectory)
		return refuse(call, nullptr, STATUS_INVALID_HANDLE,
			      "ObjectAttributes->RootDirectory is %s, and folders have no handles here",
			      Shown(attributes->RootDirectory).text);
	return STATUS_SUCCESS;
}

NTSTATUS make(const char *target, HANDLE *handle)
{
	auto *const link = static_cast<SymbolicLink *>(object_create(link_type, sizeof(SymbolicLink)));

	if (!link)
		return STATUS_INSUFFICIENT_RESOURCES;
	text_copy(link->target, sizeof(link->target), target);
	object_keep(link);
	*handle = handle_create(link);
	if (*handle)
		return STATUS_SUCCESS;
	object_dereference_kept(link);
	return STATUS_INSUFFICIENT_RESOURCES;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ZwOpenSymbolicLinkObject(PHANDLE LinkHandle, ACCESS_MASK, POBJECT_ATTRIBUTES ObjectAttributes)
{
	const NTSTATUS status = check(WW_CALL_SITE, LinkHandle, ObjectAttributes);
	char target[kObjectName];

	if (!NT_SUCCESS(status))
		return status;
	*LinkHandle = nullptr;
	return link_target(ObjectAttributes->ObjectName, target) ? make(target, LinkHandle)
								   : STATUS_OBJECT_NAME_NOT_FOUND;
}

NTSTATUS NTAPI ZwQuerySymbolicLinkObject(HANDLE LinkHandle, PUNICODE_STRING LinkTarget, PULONG ReturnedLength)
{
	const CallSite call = WW_CALL_SITE;
	WCHAR text[kObjectName];
	UNICODE_STRING target;
	void *link = nullptr;

	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!LinkTarget)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "LinkTarget is NULL");

	const NTSTATUS status = handle_reference(LinkHandle, link_type, link);

	if (!NT_SUCCESS(status))
		return status;
	name_to_unicode(target, text, static_cast<SymbolicLink *>(link)->target);
	object_dereference_kept(link);
	/* The zero counts only for a caller that asks for the length. */
	if (ReturnedLength)
		*ReturnedLength = target.Length + sizeof(WCHAR);
	if (LinkTarget->MaximumLength < (ReturnedLength ? *ReturnedLength : target.Length))
		return STATUS_BUFFER_TOO_SMALL;
	__builtin_memcpy(LinkTarget->Buffer, text, ReturnedLength ? *ReturnedLength : target.Length);
	LinkTarget->Length = target.Length;
	return STATUS_SUCCESS;
}

} /* extern "C" */
