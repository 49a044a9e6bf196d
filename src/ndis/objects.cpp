/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS handles: references on the objects behind them, their end, and reports about wrong ones.
 */
#include "objects.hpp"

#include "base/report.hpp"

namespace ww {
namespace {

Violation violation_of(CallSite call, const void *handle, const void *owner)
{
	return { .code = BugCheck::reference_by_pointer,
		 .parameter = { 0, address_of(handle), 0, 0 },
		 .call = call, .item = handle, .owner = owner };
}

} /* namespace */

void *ndis_try_reference(NDIS_HANDLE handle, const ObjectType &type)
{
	/* object_type() accepts any pointer; object_try_reference() follows the pointer. */
	if (object_type(handle) != &type || !object_try_reference(handle))
		return nullptr;
	/* An object of another type may have taken the place before the reference was acquired. */
	if (object_header(handle)->type == &type)
		return handle;
	object_dereference(handle);
	return nullptr;
}

void *ndis_reference(CallSite call, NDIS_HANDLE handle, const ObjectType &type)
{
	void *const body = ndis_try_reference(handle, type);

	if (!body)
		ndis_report_not_handle(call, handle, type.name);
	return body;
}

HandleReference::HandleReference(CallSite call, NDIS_HANDLE handle, const ObjectType &type)
	: body_(ndis_reference(call, handle, type))
{
}

HandleReference::HandleReference(CallSite call, NDIS_HANDLE handle, const ObjectType &type,
				 bool (*is_level)(CallSite call, const void *item))
	: body_(is_level(call, handle) ? ndis_reference(call, handle, type) : nullptr)
{
}

void ndis_report_not_handle(CallSite call, const void *handle, const char *expected)
{
	report_pointer(violation_of(call, handle, nullptr), handle, "is not a handle of an %s",
		       expected);
}

void ndis_report_handle(CallSite call, const void *handle, const char *why)
{
	report(violation_of(call, handle, handle), "the handle %s", why);
}

void ndis_report_null(CallSite call, const char *parameter)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, 0, 0, 0 }, .call = call },
	       "%s is NULL", parameter);
}

NDIS_STATUS ndis_check_header(CallSite call, const NDIS_OBJECT_HEADER &header,
			      const HeaderRule &rule, const void *owner)
{
	UCHAR last = 0;

	for (const size_t bytes : rule.bytes)
		last += bytes != 0;
	if (header.Type != rule.type)
		return refuse(call, owner, NDIS_STATUS_BAD_CHARACTERISTICS,
			      "%s.Header.Type is 0x%02x, not 0x%02x", rule.structure, header.Type,
			      rule.type);
	if (!header.Revision || header.Revision > last)
		return refuse(call, owner, rule.bad_revision,
			      "%s.Header.Revision is %u, not 1 to %u", rule.structure,
			      header.Revision, last);

	const size_t least = rule.bytes[header.Revision - 1];

	if (header.Size < least)
		return refuse(call, owner, NDIS_STATUS_BAD_CHARACTERISTICS,
			      "%s.Header.Size is %u, less than the %zu of revision %u",
			      rule.structure, header.Size, least, header.Revision);
	return NDIS_STATUS_SUCCESS;
}

bool ndis_close(CallSite call, void *body)
{
	if (object_begin_rundown(body)) {
		object_dereference(body);
		return true;
	}
	ndis_report_handle(call, body, "is being deregistered already");
	return false;
}

} /* namespace ww */
