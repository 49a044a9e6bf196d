/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Handles: the objects behind them, and reports about wrong ones.
 */
#include "handle.hpp"

namespace ww::wdf {

Violation violation_of(CallSite call, WdfViolation which, const Object *object)
{
	return { .code = BugCheck::wdf_violation,
		 .parameter = { which, address_of(object), 0, 0 },
		 .call = call, .item = object, .owner = object };
}

Object *object_of(CallSite call, WDFOBJECT handle, const Class *wanted)
{
	auto *const object = static_cast<Object *>(handle);
	const ObjectType *const type = object_type(handle);
	const bool known = type && type->destroy == object_finalise &&
			   object->stage() != Stage::destroyed;

	if (known && (!wanted || type == wanted || static_cast<const Class *>(type)->base == wanted)) [[likely]]
		return object;

	Violation violation = violation_of(call, kInvalidHandle, object);

	if (!known)
		violation.owner = nullptr;
	if (!handle)
		report(violation, "the handle is NULL");
	else if (known)
		report(violation, "the handle is a %s, not a %s", type->name, wanted->name);
	else
		report_pointer(violation, handle, "is not a handle of a live object");
	return nullptr;
}

bool check_not_null(CallSite call, const void *parameter, const char *name)
{
	if (parameter) [[likely]]
		return true;
	report({ .code = BugCheck::wdf_violation,
		 .parameter = { kRequiredParameterIsNull, 0, address_of(call.caller), 0 },
		 .call = call },
	       "%s is NULL", name);
	return false;
}

} /* namespace ww::wdf */
