/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts as a minifilter calls them: which object holds a context of which type, under which key.
 */
#include "context.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/device.hpp"

namespace ww {
namespace {

/* Where a context belongs. Without a holder: @status says why not. */
struct Place {
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	ContextHolder *holder = nullptr;
	const void *owner = nullptr;
	const void *key = nullptr;
	PFLT_FILTER filter = nullptr;	/* whose contexts these are; null: any's */
	FLT_CONTEXT_TYPE type = 0;
};

Place place_in_volume(PFLT_VOLUME volume, PFLT_FILTER filter, const char *function,
		      const void *caller)
{
	if (!check_type(volume, volume_type, function, caller) ||
	    !check_type(filter, filter_type, function, caller))
		return {};
	return { STATUS_SUCCESS, &volume->contexts, volume, filter, filter, FLT_VOLUME_CONTEXT };
}

Place place_in_instance(PFLT_INSTANCE instance, FLT_CONTEXT_TYPE type, const void *key,
			const char *function, const void *caller)
{
	if (!check_type(instance, instance_type, function, caller))
		return {};
	return { STATUS_SUCCESS, &instance->contexts, instance, key, instance->filter, type };
}

Place place_without_file(PFLT_INSTANCE instance, const char *function, const void *caller)
{
	return { .status = refuse({ function, caller }, instance, STATUS_INVALID_PARAMETER,
				  "FileObject is NULL") };
}

Place place_in_stream(PFLT_INSTANCE instance, PFILE_OBJECT file, const char *function,
		      const void *caller)
{
	if (!file)
		return place_without_file(instance, function, caller);
	if (!file->FsContext)
		return { .status = STATUS_NOT_SUPPORTED };
	return place_in_instance(instance, FLT_STREAM_CONTEXT, file->FsContext, function, caller);
}

Place place_in_file(PFLT_INSTANCE instance, PFILE_OBJECT file, const char *function,
		    const void *caller)
{
	return file ? place_in_instance(instance, FLT_STREAMHANDLE_CONTEXT, file, function, caller)
		    : place_without_file(instance, function, caller);
}

/* A context with a reference for the caller: handed out, or dropped if he does not want it. */
void hand_out(Context *context, PFLT_CONTEXT *result)
{
	if (result)
		*result = context ? context->memory() : nullptr;
	else if (context)
		object_dereference(context);
}

NTSTATUS set(const Place &place, FLT_SET_CONTEXT_OPERATION operation, PFLT_CONTEXT memory,
	     PFLT_CONTEXT *old_memory, const char *function, const void *caller)
{
	Context *old = nullptr;

	if (old_memory)
		*old_memory = nullptr;
	if (!at_apc_or_below({ function, caller }, memory))
		return STATUS_INVALID_PARAMETER;
	if (!place.holder)
		return place.status;

	const CallSite call = { function, caller };
	Context *context = context_enter(memory, function, caller);

	if (!context)
		return STATUS_INVALID_PARAMETER;
	if (context->registration->ContextType != place.type)
		return refuse(call, place.filter, STATUS_INVALID_PARAMETER,
			      "NewContext is of type 0x%x, not 0x%x",
			      context->registration->ContextType, place.type);
	if (context->filter != place.filter)
		return refuse(call, place.filter, STATUS_INVALID_PARAMETER,
			      "NewContext is another filter's");
	if (operation > FLT_SET_CONTEXT_KEEP_IF_EXISTS)
		return refuse(call, place.filter, STATUS_INVALID_PARAMETER,
			      "Operation is %u, no FLT_SET_CONTEXT_OPERATION", operation);

	const NTSTATUS status =
		context_set(*place.holder, place.owner, place.key, operation, context, old);

	hand_out(old, old_memory);
	return status != STATUS_FLT_CONTEXT_ALREADY_LINKED ? status
		: refuse(call, place.filter, status, "NewContext is set already");
}

NTSTATUS get(const Place &place, PFLT_CONTEXT *memory, const char *function, const void *caller)
{
	*memory = nullptr;
	if (!at_dispatch_or_below({ function, caller }, place.owner))
		return STATUS_INVALID_PARAMETER;
	if (!place.holder)
		return place.status;
	hand_out(context_get(*place.holder, place.type, place.key), memory);
	return *memory ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

NTSTATUS remove(const Place &place, PFLT_CONTEXT *memory, const char *function, const void *caller)
{
	if (memory)
		*memory = nullptr;
	if (!at_apc_or_below({ function, caller }, place.owner))
		return STATUS_INVALID_PARAMETER;
	if (!place.holder)
		return place.status;

	Context *context = context_take(*place.holder, place.type, place.key);

	hand_out(context, memory);
	return context ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltAllocateContext(PFLT_FILTER Filter, FLT_CONTEXT_TYPE ContextType,
				   SIZE_T ContextSize, POOL_TYPE, PFLT_CONTEXT *ReturnedContext)
{
	const char *function = "FltAllocateContext";
	const void *caller = __builtin_return_address(0);
	Context *context = nullptr;

	*ReturnedContext = nullptr;
	if (!at_apc_or_below({ function, caller }, Filter) ||
	    !check_type(Filter, filter_type, function, caller))
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = context_create(Filter, ContextType, ContextSize, context,
					       { function, caller });

	if (NT_SUCCESS(status))
		*ReturnedContext = context->memory();
	return status;
}

VOID FLTAPI FltReferenceContext(PFLT_CONTEXT Context)
{
	const char *function = "FltReferenceContext";
	const void *caller = __builtin_return_address(0);

	if (!at_dispatch_or_below({ function, caller }, Context))
		return;
	if (ww::Context *context = context_enter(Context, function, caller))
		object_reference(context);
}

VOID FLTAPI FltReleaseContext(PFLT_CONTEXT Context)
{
	const char *function = "FltReleaseContext";
	const void *caller = __builtin_return_address(0);

	if (!at_dispatch_or_below({ function, caller }, Context))
		return;
	if (ww::Context *context = context_enter(Context, function, caller))
		context_release(context, function, caller);
}

VOID FLTAPI FltGetContexts(PCFLT_RELATED_OBJECTS FltObjects, FLT_CONTEXT_TYPE DesiredContexts,
			   PFLT_RELATED_CONTEXTS Contexts)
{
	const char *function = "FltGetContexts";
	const void *caller = __builtin_return_address(0);
	PFLT_INSTANCE instance = FltObjects->Instance;
	PFILE_OBJECT file = FltObjects->FileObject;

	*Contexts = {};
	if (!at_dispatch_or_below({ function, caller }, instance))
		return;
	if (DesiredContexts & FLT_VOLUME_CONTEXT)
		get(place_in_volume(FltObjects->Volume, FltObjects->Filter, function, caller),
		    &Contexts->VolumeContext, function, caller);
	if (DesiredContexts & FLT_INSTANCE_CONTEXT)
		get(place_in_instance(instance, FLT_INSTANCE_CONTEXT, nullptr, function, caller),
		    &Contexts->InstanceContext, function, caller);
	if (DesiredContexts & FLT_STREAM_CONTEXT && file)
		get(place_in_stream(instance, file, function, caller), &Contexts->StreamContext,
		    function, caller);
	if (DesiredContexts & FLT_STREAMHANDLE_CONTEXT && file)
		get(place_in_file(instance, file, function, caller),
		    &Contexts->StreamHandleContext, function, caller);
}

VOID FLTAPI FltReleaseContexts(PFLT_RELATED_CONTEXTS Contexts)
{
	const char *function = "FltReleaseContexts";
	const void *caller = __builtin_return_address(0);

	PFLT_CONTEXT *const contexts[] = {
		&Contexts->VolumeContext, &Contexts->InstanceContext,
		&Contexts->FileContext, &Contexts->StreamContext,
		&Contexts->StreamHandleContext, &Contexts->TransactionContext,
	};

	if (!at_dispatch_or_below({ function, caller }, Contexts))
		return;
	for (PFLT_CONTEXT *each : contexts) {
		ww::Context *context = *each ? context_enter(*each, function, caller) : nullptr;

		*each = NULL_CONTEXT;
		if (context)
			context_release(context, function, caller);
	}
}

VOID FLTAPI FltDeleteContext(PFLT_CONTEXT Context)
{
	const char *function = "FltDeleteContext";
	const void *caller = __builtin_return_address(0);

	if (!at_apc_or_below({ function, caller }, Context))
		return;
	if (ww::Context *context = context_enter(Context, function, caller))
		context_detach(context);
}

NTSTATUS FLTAPI FltSetVolumeContext(PFLT_VOLUME Volume, FLT_SET_CONTEXT_OPERATION Operation,
				    PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext)
{
	const char *function = "FltSetVolumeContext";
	const void *caller = __builtin_return_address(0);

	ww::Context *context = context_enter(NewContext, function, caller);

	return context ? set(place_in_volume(Volume, context->filter, function, caller), Operation,
			     NewContext, OldContext, function, caller)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltSetInstanceContext(PFLT_INSTANCE Instance, FLT_SET_CONTEXT_OPERATION Operation,
				      PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext)
{
	const char *function = "FltSetInstanceContext";
	const void *caller = __builtin_return_address(0);

	return set(place_in_instance(Instance, FLT_INSTANCE_CONTEXT, nullptr, function, caller),
		   Operation, NewContext, OldContext, function, caller);
}

NTSTATUS FLTAPI FltSetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				    FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT NewContext,
				    PFLT_CONTEXT *OldContext)
{
	const char *function = "FltSetStreamContext";
	const void *caller = __builtin_return_address(0);

	return set(place_in_stream(Instance, FileObject, function, caller), Operation, NewContext,
		   OldContext, function, caller);
}

NTSTATUS FLTAPI FltSetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					  FLT_SET_CONTEXT_OPERATION Operation,
					  PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext)
{
	const char *function = "FltSetStreamHandleContext";
	const void *caller = __builtin_return_address(0);

	return set(place_in_file(Instance, FileObject, function, caller), Operation, NewContext,
		   OldContext, function, caller);
}

NTSTATUS FLTAPI FltGetVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume, PFLT_CONTEXT *Context)
{
	const char *function = "FltGetVolumeContext";
	const void *caller = __builtin_return_address(0);

	return get(place_in_volume(Volume, Filter, function, caller), Context, function, caller);
}

NTSTATUS FLTAPI FltGetInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *Context)
{
	const char *function = "FltGetInstanceContext";
	const void *caller = __builtin_return_address(0);

	return get(place_in_instance(Instance, FLT_INSTANCE_CONTEXT, nullptr, function, caller),
		   Context, function, caller);
}

NTSTATUS FLTAPI FltGetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				    PFLT_CONTEXT *Context)
{
	const char *function = "FltGetStreamContext";
	const void *caller = __builtin_return_address(0);

	return get(place_in_stream(Instance, FileObject, function, caller), Context, function,
		   caller);
}

NTSTATUS FLTAPI FltGetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					  PFLT_CONTEXT *Context)
{
	const char *function = "FltGetStreamHandleContext";
	const void *caller = __builtin_return_address(0);

	return get(place_in_file(Instance, FileObject, function, caller), Context, function,
		   caller);
}

NTSTATUS FLTAPI FltDeleteVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume,
				       PFLT_CONTEXT *OldContext)
{
	const char *function = "FltDeleteVolumeContext";
	const void *caller = __builtin_return_address(0);

	return remove(place_in_volume(Volume, Filter, function, caller), OldContext, function,
		      caller);
}

NTSTATUS FLTAPI FltDeleteInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *OldContext)
{
	const char *function = "FltDeleteInstanceContext";
	const void *caller = __builtin_return_address(0);

	return remove(place_in_instance(Instance, FLT_INSTANCE_CONTEXT, nullptr, function, caller),
		      OldContext, function, caller);
}

NTSTATUS FLTAPI FltDeleteStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				       PFLT_CONTEXT *OldContext)
{
	const char *function = "FltDeleteStreamContext";
	const void *caller = __builtin_return_address(0);

	return remove(place_in_stream(Instance, FileObject, function, caller), OldContext, function,
		      caller);
}

NTSTATUS FLTAPI FltDeleteStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					     PFLT_CONTEXT *OldContext)
{
	const char *function = "FltDeleteStreamHandleContext";
	const void *caller = __builtin_return_address(0);

	return remove(place_in_file(Instance, FileObject, function, caller), OldContext, function,
		      caller);
}

} /* extern "C" */
