/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The exported functions for contexts. They find the holder and the key for each type of context.
 */
#include "context.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "file_system.hpp"

namespace ww {
namespace {

/* The holder and key of a context. @holder is null when @status is a failure, @filter if the object is wrong. */
struct Place {
	NTSTATUS status = STATUS_INVALID_PARAMETER;
	ContextHolder *holder = nullptr;
	const void *owner = nullptr;	/* the volume or instance with the holder */
	const void *key = nullptr;
	PFLT_FILTER filter = nullptr;	/* that the context must belong to */
	FLT_CONTEXT_TYPE type = 0;
	PFILE_OBJECT file = nullptr;	/* that is or names what the context is of */
};

Place place_in_volume(CallSite call, PFLT_VOLUME volume, PFLT_FILTER filter)
{
	if (!check_type(call, volume, volume_type) || !check_type(call, filter, filter_type))
		return {};
	return { STATUS_SUCCESS, &volume->contexts, volume, filter, filter, FLT_VOLUME_CONTEXT, nullptr };
}

Place place_in_instance(CallSite call, PFLT_INSTANCE instance, FLT_CONTEXT_TYPE type,
			const void *key, PFILE_OBJECT file = nullptr)
{
	if (!check_type(call, instance, instance_type))
		return {};
	return { STATUS_SUCCESS, &instance->contexts, instance, key, instance->filter, type, file };
}

Place place_without_file(CallSite call, PFLT_INSTANCE instance)
{
	return { .status = refuse(call, instance, STATUS_INVALID_PARAMETER, "FileObject is NULL") };
}

/* @type: of a file, a stream or a handle. A file has one stream here, so both have the same key. */
Place place_in_file(CallSite call, PFLT_INSTANCE instance, FLT_CONTEXT_TYPE type, PFILE_OBJECT file)
{
	if (!file)
		return place_without_file(call, instance);
	if (!file_is_open(file))
		return { .status = STATUS_NOT_SUPPORTED };
	return place_in_instance(call, instance, type,
				 type == FLT_STREAMHANDLE_CONTEXT ? file : file->FsContext, file);
}

/* There are no transactions, so there is no holder. */
Place place_in_transaction(CallSite call, PFLT_INSTANCE instance, PKTRANSACTION transaction)
{
	if (!check_type(call, instance, instance_type))
		return {};
	if (!transaction)
		return { .status = refuse(call, instance, STATUS_INVALID_PARAMETER, "Transaction is NULL") };
	return { .status = STATUS_NOT_SUPPORTED, .owner = instance, .filter = instance->filter,
		 .type = FLT_TRANSACTION_CONTEXT };
}

/* Passes a context with its reference to the driver, or drops it if @result is null. */
void give_reference(Context *context, PFLT_CONTEXT *result)
{
	if (result)
		*result = context ? context->memory() : nullptr;
	else if (context)
		object_dereference(context);
}

NTSTATUS set(CallSite call, const Place &place, FLT_SET_CONTEXT_OPERATION operation,
	     PFLT_CONTEXT memory, PFLT_CONTEXT *old_memory)
{
	Context *old = nullptr;

	if (old_memory)
		*old_memory = nullptr;
	if (!at_apc_or_below(call, memory))
		return STATUS_INVALID_PARAMETER;
	if (!place.filter)
		return place.status;

	Context *context = check_context_of(call, memory, place.filter, place.type, "NewContext");

	if (!context)
		return STATUS_INVALID_PARAMETER;
	if (operation > FLT_SET_CONTEXT_KEEP_IF_EXISTS)
		return refuse(call, place.filter, STATUS_INVALID_PARAMETER,
			      "Operation is %u, not an FLT_SET_CONTEXT_OPERATION", operation);
	if (!place.holder)
		return place.status;

	NTSTATUS status = context_set(*place.holder, place.owner, place.key, operation, context, old);

	/* A close in another thread takes off what was set before it, or is seen here. */
	if (NT_SUCCESS(status) && place.file && !file_is_open(place.file)) {
		context_detach(context);
		status = STATUS_NOT_SUPPORTED;
	}
	give_reference(old, old_memory);
	return status != STATUS_FLT_CONTEXT_ALREADY_LINKED ? status
		: refuse(call, place.filter, status, "NewContext is set already");
}

NTSTATUS get(CallSite call, const Place &place, PFLT_CONTEXT *memory)
{
	*memory = nullptr;
	if (!at_dispatch_or_below(call, place.owner))
		return STATUS_INVALID_PARAMETER;
	if (!place.holder)
		return place.status;
	give_reference(context_get(*place.holder, place.type, place.key), memory);
	return *memory ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

NTSTATUS remove(CallSite call, const Place &place, PFLT_CONTEXT *memory)
{
	if (memory)
		*memory = nullptr;
	if (!at_apc_or_below(call, place.owner))
		return STATUS_INVALID_PARAMETER;
	if (!place.holder)
		return place.status;

	Context *context = context_take(*place.holder, place.type, place.key);

	give_reference(context, memory);
	return context ? STATUS_SUCCESS : STATUS_NOT_FOUND;
}

/* ---- All contexts of a callback ------------------------------------------------------------- */

FLT_RELATED_CONTEXTS contexts_of(CallSite call, const FLT_RELATED_OBJECTS &objects, FLT_CONTEXT_TYPE desired)
{
	const PFLT_INSTANCE instance = objects.Instance;
	const PFILE_OBJECT file = objects.FileObject;
	FLT_RELATED_CONTEXTS contexts = {};

	if (!at_dispatch_or_below(call, instance))
		return contexts;
	if (desired & FLT_VOLUME_CONTEXT)
		get(call, place_in_volume(call, objects.Volume, objects.Filter), &contexts.VolumeContext);
	if (desired & FLT_INSTANCE_CONTEXT)
		get(call, place_in_instance(call, instance, FLT_INSTANCE_CONTEXT, nullptr),
		    &contexts.InstanceContext);
	if (desired & FLT_FILE_CONTEXT && file)
		get(call, place_in_file(call, instance, FLT_FILE_CONTEXT, file), &contexts.FileContext);
	if (desired & FLT_STREAM_CONTEXT && file)
		get(call, place_in_file(call, instance, FLT_STREAM_CONTEXT, file), &contexts.StreamContext);
	if (desired & FLT_STREAMHANDLE_CONTEXT && file)
		get(call, place_in_file(call, instance, FLT_STREAMHANDLE_CONTEXT, file),
		    &contexts.StreamHandleContext);
	return contexts;
}

void release_contexts(CallSite call, FLT_RELATED_CONTEXTS &contexts)
{
	PFLT_CONTEXT *const all[] = {
		&contexts.VolumeContext, &contexts.InstanceContext,
		&contexts.FileContext, &contexts.StreamContext,
		&contexts.StreamHandleContext, &contexts.TransactionContext,
	};

	if (!at_dispatch_or_below(call, &contexts))
		return;
	for (PFLT_CONTEXT *each : all) {
		Context *context = *each ? check_context(call, *each) : nullptr;

		*each = NULL_CONTEXT;
		if (context)
			context_release(call, context);
	}
}

/* Behind it is the context of a section, which is always NULL. */
FLT_RELATED_CONTEXTS &first_part(FLT_RELATED_CONTEXTS_EX &contexts)
{
	static_assert(__builtin_offsetof(FLT_RELATED_CONTEXTS_EX, SectionContext) == sizeof(FLT_RELATED_CONTEXTS));
	return reinterpret_cast<FLT_RELATED_CONTEXTS &>(contexts);
}

bool is_whole(CallSite call, size_t bytes)
{
	if (bytes == sizeof(FLT_RELATED_CONTEXTS_EX))
		return true;
	refuse(call, nullptr, STATUS_INVALID_PARAMETER, "ContextsSize is %zu, not sizeof(FLT_RELATED_CONTEXTS_EX)",
	       bytes);
	return false;
}

/* Whether streams and handles of the file can have contexts. */
bool is_open_file(CallSite call, PFILE_OBJECT file)
{
	return file && at_apc_or_below(call, file) && file_is_open(file);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltAllocateContext(PFLT_FILTER Filter, FLT_CONTEXT_TYPE ContextType,
				   SIZE_T ContextSize, POOL_TYPE, PFLT_CONTEXT *ReturnedContext)
{
	const CallSite call = WW_CALL_SITE;
	Context *context = nullptr;

	*ReturnedContext = nullptr;
	if (!at_apc_or_below(call, Filter) || !check_type(call, Filter, filter_type))
		return STATUS_INVALID_PARAMETER;

	const NTSTATUS status = context_create(call, Filter, ContextType, ContextSize, context);

	if (NT_SUCCESS(status))
		*ReturnedContext = context->memory();
	return status;
}

VOID FLTAPI FltReferenceContext(PFLT_CONTEXT Context)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Context))
		return;
	if (ww::Context *context = check_context(call, Context))
		object_reference(context);
}

VOID FLTAPI FltReleaseContext(PFLT_CONTEXT Context)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Context))
		return;
	if (ww::Context *context = check_context(call, Context))
		context_release(call, context);
}

VOID FLTAPI FltGetContexts(PCFLT_RELATED_OBJECTS FltObjects, FLT_CONTEXT_TYPE DesiredContexts,
			   PFLT_RELATED_CONTEXTS Contexts)
{
	*Contexts = contexts_of(WW_CALL_SITE, *FltObjects, DesiredContexts);
}

VOID FLTAPI FltReleaseContexts(PFLT_RELATED_CONTEXTS Contexts)
{
	release_contexts(WW_CALL_SITE, *Contexts);
}

VOID FLTAPI FltGetContextsEx(PCFLT_RELATED_OBJECTS FltObjects, FLT_CONTEXT_TYPE DesiredContexts,
			     SIZE_T ContextsSize, PFLT_RELATED_CONTEXTS_EX Contexts)
{
	const CallSite call = WW_CALL_SITE;

	if (!is_whole(call, ContextsSize))
		return;
	*Contexts = {};
	first_part(*Contexts) = contexts_of(call, *FltObjects, DesiredContexts);
}

VOID FLTAPI FltReleaseContextsEx(SIZE_T ContextsSize, PFLT_RELATED_CONTEXTS_EX Contexts)
{
	const CallSite call = WW_CALL_SITE;

	if (is_whole(call, ContextsSize))
		release_contexts(call, first_part(*Contexts));
}

VOID FLTAPI FltDeleteContext(PFLT_CONTEXT Context)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, Context))
		return;
	if (ww::Context *context = check_context(call, Context))
		context_detach(context);
}

NTSTATUS FLTAPI FltSetVolumeContext(PFLT_VOLUME Volume, FLT_SET_CONTEXT_OPERATION Operation,
				    PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;
	ww::Context *context = check_context(call, NewContext);

	return context ? set(call, place_in_volume(call, Volume, context->filter), Operation,
			     NewContext, OldContext)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltSetInstanceContext(PFLT_INSTANCE Instance, FLT_SET_CONTEXT_OPERATION Operation,
				      PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return set(call, place_in_instance(call, Instance, FLT_INSTANCE_CONTEXT, nullptr),
		   Operation, NewContext, OldContext);
}

NTSTATUS FLTAPI FltSetFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				  FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT NewContext,
				  PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return set(call, place_in_file(call, Instance, FLT_FILE_CONTEXT, FileObject), Operation,
		   NewContext, OldContext);
}

NTSTATUS FLTAPI FltSetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				    FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT NewContext,
				    PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return set(call, place_in_file(call, Instance, FLT_STREAM_CONTEXT, FileObject), Operation, NewContext,
		   OldContext);
}

NTSTATUS FLTAPI FltSetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					  FLT_SET_CONTEXT_OPERATION Operation,
					  PFLT_CONTEXT NewContext, PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return set(call, place_in_file(call, Instance, FLT_STREAMHANDLE_CONTEXT, FileObject), Operation, NewContext,
		   OldContext);
}

NTSTATUS FLTAPI FltSetTransactionContext(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
					 FLT_SET_CONTEXT_OPERATION Operation, PFLT_CONTEXT NewContext,
					 PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return set(call, place_in_transaction(call, Instance, Transaction), Operation, NewContext, OldContext);
}

NTSTATUS FLTAPI FltGetVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume, PFLT_CONTEXT *Context)
{
	const CallSite call = WW_CALL_SITE;

	return get(call, place_in_volume(call, Volume, Filter), Context);
}

NTSTATUS FLTAPI FltGetInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *Context)
{
	const CallSite call = WW_CALL_SITE;

	return get(call, place_in_instance(call, Instance, FLT_INSTANCE_CONTEXT, nullptr), Context);
}

NTSTATUS FLTAPI FltGetFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				  PFLT_CONTEXT *Context)
{
	const CallSite call = WW_CALL_SITE;

	return get(call, place_in_file(call, Instance, FLT_FILE_CONTEXT, FileObject), Context);
}

NTSTATUS FLTAPI FltGetStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				    PFLT_CONTEXT *Context)
{
	const CallSite call = WW_CALL_SITE;

	return get(call, place_in_file(call, Instance, FLT_STREAM_CONTEXT, FileObject), Context);
}

NTSTATUS FLTAPI FltGetStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					  PFLT_CONTEXT *Context)
{
	const CallSite call = WW_CALL_SITE;

	return get(call, place_in_file(call, Instance, FLT_STREAMHANDLE_CONTEXT, FileObject), Context);
}

NTSTATUS FLTAPI FltGetTransactionContext(PFLT_INSTANCE Instance, PKTRANSACTION Transaction, PFLT_CONTEXT *Context)
{
	const CallSite call = WW_CALL_SITE;

	return get(call, place_in_transaction(call, Instance, Transaction), Context);
}

NTSTATUS FLTAPI FltDeleteVolumeContext(PFLT_FILTER Filter, PFLT_VOLUME Volume,
				       PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return remove(call, place_in_volume(call, Volume, Filter), OldContext);
}

NTSTATUS FLTAPI FltDeleteInstanceContext(PFLT_INSTANCE Instance, PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return remove(call, place_in_instance(call, Instance, FLT_INSTANCE_CONTEXT, nullptr),
		      OldContext);
}

NTSTATUS FLTAPI FltDeleteFileContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				     PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return remove(call, place_in_file(call, Instance, FLT_FILE_CONTEXT, FileObject), OldContext);
}

NTSTATUS FLTAPI FltDeleteStreamContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
				       PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return remove(call, place_in_file(call, Instance, FLT_STREAM_CONTEXT, FileObject), OldContext);
}

NTSTATUS FLTAPI FltDeleteStreamHandleContext(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
					     PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return remove(call, place_in_file(call, Instance, FLT_STREAMHANDLE_CONTEXT, FileObject), OldContext);
}

NTSTATUS FLTAPI FltDeleteTransactionContext(PFLT_INSTANCE Instance, PKTRANSACTION Transaction,
					    PFLT_CONTEXT *OldContext)
{
	const CallSite call = WW_CALL_SITE;

	return remove(call, place_in_transaction(call, Instance, Transaction), OldContext);
}

BOOLEAN FLTAPI FltSupportsFileContexts(PFILE_OBJECT)
{
	/* No file system here keeps them itself. */
	return FALSE;
}

BOOLEAN FLTAPI FltSupportsFileContextsEx(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance)
{
	const CallSite call = WW_CALL_SITE;

	return Instance && FileObject && at_apc_or_below(call, Instance) &&
	       check_type(call, Instance, instance_type) && file_is_open(FileObject);
}

BOOLEAN FLTAPI FltSupportsStreamContexts(PFILE_OBJECT FileObject)
{
	return is_open_file(WW_CALL_SITE, FileObject);
}

BOOLEAN FLTAPI FltSupportsStreamHandleContexts(PFILE_OBJECT FileObject)
{
	return is_open_file(WW_CALL_SITE, FileObject);
}

} /* extern "C" */
