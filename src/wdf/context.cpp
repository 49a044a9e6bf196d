/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts: the memory and the callbacks that a driver attaches to an object.
 */
#include "context.hpp"

#include "linux/memory.h"
#include "create.hpp"
#include "handle.hpp"

namespace ww::wdf {
namespace {

/* Returns the context with its memory at @memory, of any live object; null for other pointers. */
Context *context_at(void *memory)
{
	Context *const context = static_cast<Context *>(memory) - 1;
	Context seen;

	if (!is_kernel_address(memory) || address_of(memory) % alignof(Context) ||
	    !ww_read_any(&seen, context, sizeof(seen)))
		return nullptr;

	const ObjectType *const type = object_type(seen.object);

	if (!type || type->destroy != object_finalise)
		return nullptr;
	for (Context *each = seen.object->contexts; each; each = each->next) {
		if (each == context)
			return each;
	}
	return nullptr;
}

} /* namespace */

size_t context_bytes(const WDF_OBJECT_ATTRIBUTES *attributes)
{
	if (!attributes || !attributes->ContextTypeInfo)
		return 0;
	return attributes->ContextSizeOverride ? attributes->ContextSizeOverride
					       : attributes->ContextTypeInfo->ContextSize;
}

void context_init(Context &context, Object &object, const WDF_OBJECT_ATTRIBUTES *attributes)
{
	context.object = &object;
	if (!attributes)
		return;
	context.type = attributes->ContextTypeInfo;
	context.cleanup = attributes->EvtCleanupCallback;
	context.destroy = attributes->EvtDestroyCallback;
}

Context *context_of(const Object &object, PCWDF_OBJECT_CONTEXT_TYPE_INFO type)
{
	for (Context *context = object.contexts; context; context = context->next) {
		if (context->type == type)
			return context;
	}
	return nullptr;
}

NTSTATUS context_add(Object &object, const WDF_OBJECT_ATTRIBUTES &attributes, Context *&context)
{
	const size_t bytes = sizeof(Context) + context_bytes(&attributes);
	auto *added = static_cast<Context *>(ww_zalloc(bytes));

	if (!added)
		return STATUS_INSUFFICIENT_RESOURCES;
	context_init(*added, object, &attributes);

	NTSTATUS status = STATUS_SUCCESS;
	{
		LockGuard guard(tree_lock);

		context = context_of(object, attributes.ContextTypeInfo);
		if (context) {
			status = STATUS_OBJECT_NAME_EXISTS;
		} else if (object.stage() != Stage::live) {
			status = STATUS_DELETE_PENDING;
		} else {
			Context *last = object.contexts;

			while (last->next)
				last = last->next;
			/* context_of() reads the list without the lock. */
			__atomic_store_n(&last->next, added, __ATOMIC_RELEASE);
			context = added;
		}
	}
	if (context != added)
		ww_free(added);
	return status;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

PVOID FASTCALL WdfObjectGetTypedContextWorker(WDFOBJECT Handle,
					      PCWDF_OBJECT_CONTEXT_TYPE_INFO TypeInfo)
{
	const Object *const object = object_of<Object>(
		WW_CALL_SITE_OF("WdfObjectGetTypedContext"), Handle);
	Context *const context = object && TypeInfo ? context_of(*object, TypeInfo) : nullptr;

	return context ? context->memory() : nullptr;
}

NTSTATUS NTAPI WdfObjectAllocateContext(WDFOBJECT Handle, PWDF_OBJECT_ATTRIBUTES ContextAttributes,
					PVOID *Context)
{
	const CallSite call = WW_CALL_SITE;
	auto *const object = object_at_dispatch_or_below<wdf::Object>(call, Handle);

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
	report_pointer({ .code = BugCheck::wdf_violation,
			 .parameter = { kInvalidHandle, address_of(ContextPointer), 0, 0 },
			 .call = call, .item = ContextPointer },
		       ContextPointer, "is not a context of a live object");
	return nullptr;
}

} /* extern "C" */
