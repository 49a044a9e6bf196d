/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFOBJECT, and the functions for objects of any class: references and deletion.
 */
#include "create.hpp"
#include "deletion.hpp"
#include "handle.hpp"

namespace ww::wdf {

namespace {

struct GeneralObject : Object {
	static const Class kClass;
};

constinit const Class GeneralObject::kClass = {
	{ "WDFOBJECT", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfObjectCreate(PWDF_OBJECT_ATTRIBUTES Attributes, WDFOBJECT *Object,
				      PWINWORK_IMAGE Image)
{
	return wdf::object_create<GeneralObject>(WW_CALL_SITE_OF("WdfObjectCreate"), Attributes,
						 kExecutionLevel, Object, Image,
						 [](GeneralObject &) { return STATUS_SUCCESS; });
}

VOID NTAPI WdfObjectDelete(WDFOBJECT Object)
{
	const CallSite call = WW_CALL_SITE;
	auto *const object = object_at_dispatch_or_below<wdf::Object>(call, Object);

	if (!object)
		return;
	if (!object->may_be_deleted) {
		report(violation_of(call, kObjectError, object),
		       "the framework deletes this %s itself", object->kind().name);
		return;
	}

	bool again;
	bool mine;
	{
		LockGuard guard(tree_lock);

		again = object->deleter;
		object->deleter = call.caller;
		mine = object_begin_delete_locked(*object);
	}
	if (again)
		report(violation_of(call, kObjectError, object), "the %s is being deleted already",
		       object->kind().name);
	else if (mine)
		object_delete(*object);
}

VOID NTAPI WdfObjectReferenceActual(WDFOBJECT Handle, PVOID, LONG, const CHAR *)
{
	const CallSite call = WW_CALL_SITE_OF("WdfObjectReference");
	auto *const object = object_at_dispatch_or_below<wdf::Object>(call, Handle);

	if (object && !object_reference_by_driver(*object))
		report(violation_of(call, kObjectError, object), "the %s is being destroyed",
		       object->kind().name);
}

VOID NTAPI WdfObjectDereferenceActual(WDFOBJECT Handle, PVOID, LONG, const CHAR *)
{
	const CallSite call = WW_CALL_SITE_OF("WdfObjectDereference");
	auto *const object = object_at_dispatch_or_below<wdf::Object>(call, Handle);

	if (object && !object_dereference_by_driver(*object))
		report(violation_of(call, kObjectError, object),
		       "the driver has no reference on the %s", object->kind().name);
}

} /* extern "C" */
