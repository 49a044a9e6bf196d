/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions that take any object: handles, contexts, references, deletion.
 */
#include "object.hpp"
#include "linux/address.h"
#include "linux/module.h"

namespace ww::wdf {

Violation violation_of(CallSite call, WdfViolation which, const Object *object)
{
	return { .code = BugCheck::wdf_violation,
		 .parameter = { which, address_of(object), 0, 0 },
		 .function = call.function, .item = object, .owner = object,
		 .caller = call.caller };
}

Object *object_of(CallSite call, WDFOBJECT handle, const Class *wanted)
{
	auto *const object = static_cast<Object *>(handle);
	const ObjectType *type = nullptr;

	if (is_kernel_address(handle))
		type = ww_verifier ? object_type(handle) : object_header(handle)->type;

	const bool known = type && type->destroy == object_gone &&
			   object->stage() != Stage::destroyed;

	if (known && (!wanted || type == wanted)) [[likely]]
		return object;

	Violation violation = violation_of(call, kInvalidHandle, object);

	if (!known)
		violation.owner = nullptr;
	if (!handle)
		report(violation, "the handle is NULL");
	else if (known)
		report(violation, "the handle is a %s, not a %s", type->name, wanted->name);
	else
		report(violation, "%px is no handle of a live object", handle);
	return nullptr;
}

bool check_not_null(CallSite call, const void *parameter, const char *name)
{
	if (parameter) [[likely]]
		return true;
	report({ .code = BugCheck::wdf_violation,
		 .parameter = { kRequiredParameterIsNull, 0, address_of(call.caller), 0 },
		 .function = call.function, .caller = call.caller },
	       "%s is NULL", name);
	return false;
}

bool find_parent(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, Object *&parent)
{
	parent = nullptr;
	if (!attributes || attributes->Size != sizeof(*attributes) || !attributes->ParentObject)
		return true;
	parent = object_of(call, attributes->ParentObject, nullptr);
	return parent;
}

bool check_driver(CallSite call, const Object *driver)
{
	if (driver)
		return true;
	report(violation_of(call, kInvalidHandle, nullptr),
	       "there is no parent: the driver has not called WdfDriverCreate");
	return false;
}

namespace {

struct GeneralObject : Object {
	static const Class kClass;
};

constinit const Class GeneralObject::kClass = {
	{ "WDFOBJECT", object_gone }, nullptr, nullptr, nullptr, false
};

/* The context whose memory is at @memory, of whatever object; null for any other pointer. */
Context *context_at(void *memory)
{
	Context *const context = static_cast<Context *>(memory) - 1;
	Context seen;

	if (!is_kernel_address(memory) || address_of(memory) % alignof(Context) ||
	    !ww_read_any(&seen, context, sizeof(seen)))
		return nullptr;

	const ObjectType *const type = object_type(seen.object);

	if (!type || type->destroy != object_gone)
		return nullptr;
	for (Context *each = seen.object->contexts; each; each = each->next) {
		if (each == context)
			return each;
	}
	return nullptr;
}

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
						 [](GeneralObject &) {});
}

VOID NTAPI WdfObjectDelete(WDFOBJECT Object)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Object))
		return;

	wdf::Object *const object = object_of(call, Object, nullptr);

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
		LockGuard guard(tree);

		again = object->delete_called;
		object->delete_called = true;
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

	if (!at_dispatch_or_below(call, Handle))
		return;

	Object *const object = object_of(call, Handle, nullptr);

	if (object && !object_take(*object))
		report(violation_of(call, kObjectError, object), "the %s is being destroyed",
		       object->kind().name);
}

VOID NTAPI WdfObjectDereferenceActual(WDFOBJECT Handle, PVOID, LONG, const CHAR *)
{
	const CallSite call = WW_CALL_SITE_OF("WdfObjectDereference");

	if (!at_dispatch_or_below(call, Handle))
		return;

	Object *const object = object_of(call, Handle, nullptr);

	if (object && !object_put(*object))
		report(violation_of(call, kObjectError, object),
		       "the driver has no reference on the %s", object->kind().name);
}

PVOID FASTCALL WdfObjectGetTypedContextWorker(WDFOBJECT Handle,
					      PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo)
{
	const Object *const object = object_of(WW_CALL_SITE_OF("WdfObjectGetTypedContext"), Handle,
					       nullptr);
	Context *const context = object && TypeInfo ? context_of(*object, TypeInfo) : nullptr;

	return context ? context->memory() : nullptr;
}

NTSTATUS NTAPI WdfObjectAllocateContext(WDFOBJECT Handle, PWDF_OBJECT_ATTRIBUTES ContextAttributes,
					PVOID *Context)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Handle))
		return STATUS_INVALID_PARAMETER;

	Object *const object = object_of(call, Handle, nullptr);

	if (!object || !check_not_null(call, ContextAttributes, "ContextAttributes"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(call, ContextAttributes, kNoParent, object))
		return status;
	if (!ContextAttributes->ContextTypeInfo || !ContextAttributes->ContextTypeInfo->ContextName)
		return refuse(call, object, STATUS_OBJECT_NAME_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ContextTypeInfo%s is NULL",
			      ContextAttributes->ContextTypeInfo ? "->ContextName" : "");

	wdf::Context *context = nullptr;
	const NTSTATUS status = context_add(*object, *ContextAttributes, context);

	if (Context)
		*Context = context ? context->memory() : nullptr;
	return status;
}

WDFOBJECT FASTCALL WdfObjectContextGetObject(PVOID ContextPointer)
{
	const CallSite call = WW_CALL_SITE;
	Context *const context = context_at(ContextPointer);

	if (context)
		return handle_of(*context->object);
	report({ .code = BugCheck::wdf_violation,
		 .parameter = { kInvalidHandle, address_of(ContextPointer), 0, 0 },
		 .function = call.function, .item = ContextPointer, .caller = call.caller },
	       "%px is no context of a live object", ContextPointer);
	return nullptr;
}

} /* extern "C" */
