/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts: reference-counted memory of a minifilter, set on an object of the Filter Manager.
 *
 * A context is an object of src/ob; the driver's memory follows the body. The holder that it is set
 * on owns one reference. One lock protects all holders and their lists. References are dropped
 * without that lock, since the last one calls the minifilter. At DISPATCH_LEVEL a worker drops the
 * last one. A context holds rundown protection on its filter, so FltUnregisterFilter waits for the
 * last cleanup callback.
 */
#include "context.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"

namespace ww {
namespace {

constinit Lock lock;

constexpr uintptr_t kReleasedTooOften = 0x6d;	/* parameter 1 of FLTMGR_FILE_SYSTEM */
constexpr uintptr_t kUsedAfterFree = 0x6e;
constexpr SIZE_T kMaxBytes = 0xffff;		/* of the minifilter's part */

void destroy(void *body)
{
	auto *context = static_cast<Context *>(body);

	section_end_left(context);
	if (context->registration->ContextCleanupCallback)
		context->registration->ContextCleanupCallback(context->memory(), context->type());
	object_dereference_kept(context->filter);
}

const FLT_CONTEXT_REGISTRATION *registration_for(PFLT_FILTER filter, FLT_CONTEXT_TYPE type,
						 SIZE_T bytes)
{
	const FLT_CONTEXT_REGISTRATION *each = filter->registration.ContextRegistration;

	for (; each->ContextType != FLT_CONTEXT_END; each++) {
		const bool at_most = each->Flags & FLTFL_CONTEXT_REGISTRATION_NO_EXACT_SIZE_MATCH;

		if (each->ContextType == type &&
		    (each->Size == FLT_VARIABLE_SIZED_CONTEXTS || each->Size == bytes ||
		     (at_most && bytes <= each->Size)))
			return each;
	}
	return nullptr;
}

/* The routine of Context::deferral. */
void dereference_in_worker(void *context)
{
	object_dereference(context);
}

/* Drops a reference that may be the last one, at IRQL <= DISPATCH_LEVEL. */
void dereference_or_defer(Context *context)
{
	u32 before = 0;

	if (current_irql() < kDispatchLevel) {
		object_dereference(context);
		return;
	}
	if (object_header(context)->references.release_above(1, before))
		return;
	/* The caller's reference is the only one, so no thread can take another. */
	context->deferral.routine = reinterpret_cast<void *>(dereference_in_worker);
	context->deferral.context = context;
	bare_item_queue(&context->deferral, &object_header(context->filter)->references,
			DelayedWorkQueue, { "FltReleaseContext", nullptr });
}

Context *find(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key) WW_REQUIRES(lock)
{
	lock.assert_held();
	return holder.of(type).find(address_of(key));
}

/* Any of them, or null. */
Context *any(ContextHolder &holder) WW_REQUIRES(lock)
{
	lock.assert_held();
	for (DigitalTree<Context> &each : holder.of_type) {
		if (each.root())
			return each.root();
	}
	return nullptr;
}

/* Takes a context off its holder, and passes the holder's reference to the caller. */
Context *unlink(Context *context) WW_REQUIRES(lock)
{
	lock.assert_held();
	context->holder->of(context->type()).remove(*context);
	context->holder = nullptr;
	return context;
}

} /* namespace */

constinit const ObjectType context_type = { "context", destroy, "FltReleaseContext" };

bool is_context_type(FLT_CONTEXT_TYPE type)
{
	return type && !(type & ~FLT_ALL_CONTEXTS) && !(type & (type - 1));
}

void contexts_init()
{
	lock.init(WW_LOCK_FLT_CONTEXTS);
}

NTSTATUS context_create(CallSite call, PFLT_FILTER filter, FLT_CONTEXT_TYPE type, SIZE_T bytes,
			Context *&context)
{
	if (!is_context_type(type))
		return refuse(call, filter, STATUS_INVALID_PARAMETER,
			      "ContextType is 0x%x, not one of FLT_*_CONTEXT", type);
	if (!bytes)
		return refuse(call, filter, STATUS_INVALID_PARAMETER, "ContextSize is 0");
	if (bytes > kMaxBytes)
		return refuse(call, filter, STATUS_INVALID_BUFFER_SIZE,
			      "ContextSize is %zu, more than MAXUSHORT", bytes);

	const FLT_CONTEXT_REGISTRATION *registration = registration_for(filter, type, bytes);

	if (!registration)
		return refuse(call, filter, STATUS_FLT_CONTEXT_ALLOCATION_NOT_FOUND,
			      "ContextType 0x%x with ContextSize %zu is not registered", type,
			      bytes);
	if (!object_try_reference_kept(filter))
		return STATUS_FLT_DELETING_OBJECT;
	context = static_cast<Context *>(
		object_create(context_type, sizeof(Context) + bytes, filter->driver));
	if (!context) {
		object_dereference_kept(filter);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	context->filter = filter;
	context->registration = registration;
	return STATUS_SUCCESS;
}

Context *check_context(CallSite call, PFLT_CONTEXT memory)
{
	void *body = memory ? static_cast<Context *>(memory) - 1 : nullptr;

	if (body && object_type(body) == &context_type)
		return static_cast<Context *>(body);
	report_pointer({ .code = BugCheck::fltmgr_file_system,
			 .parameter = { kUsedAfterFree, address_of(memory), address_of(body), 0 },
			 .call = call, .item = memory },
		       memory, "is not a live context");
	return nullptr;
}

Context *check_context_of(CallSite call, PFLT_CONTEXT memory, PFLT_FILTER filter, FLT_CONTEXT_TYPE type,
			  const char *name)
{
	Context *const context = check_context(call, memory);

	if (!context)
		return nullptr;
	if (context->type() != type)
		refuse(call, filter, STATUS_INVALID_PARAMETER, "%s is of type 0x%x, not 0x%x", name,
		       context->type(), type);
	else if (context->filter != filter)
		refuse(call, filter, STATUS_INVALID_PARAMETER, "%s is another filter's", name);
	else
		return context;
	return nullptr;
}

void context_release(CallSite call, Context *context)
{
	u32 before = 0;
	bool set;
	bool released;
	{
		LockGuard guard(lock);

		/* release_above() never drops the last reference, so it may run under the lock. */
		set = context->holder;
		released = set && object_header(context)->references.release_above(1, before);
	}
	if (!set)
		dereference_or_defer(context);
	else if (!released)
		report({ .code = BugCheck::fltmgr_file_system,
			 .parameter = { kReleasedTooOften, address_of(context->memory()),
					address_of(context), 0 },
			 .call = call, .item = context->memory(),
			 .owner = context->filter->driver },
		       "the last reference belongs to the object that the context is set on");
}

NTSTATUS context_set(ContextHolder &holder, const void *owner, const void *key,
		     FLT_SET_CONTEXT_OPERATION operation, Context *context, Context *&old)
{
	LockGuard guard(lock);
	Context *const set = find(holder, context->type(), key);

	old = nullptr;
	if (is_closed(owner) || is_closed(context->filter))
		return STATUS_FLT_DELETING_OBJECT;
	if (context->holder)
		return STATUS_FLT_CONTEXT_ALREADY_LINKED;
	if (set && operation == FLT_SET_CONTEXT_KEEP_IF_EXISTS) {
		old = set;
		object_reference(old);
		return STATUS_FLT_CONTEXT_ALREADY_DEFINED;
	}
	if (set)
		old = unlink(set);
	object_reference(context);
	context->holder = &holder;
	context->key = key;
	holder.of(context->type()).insert(*context);
	return STATUS_SUCCESS;
}

Context *context_get(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key)
{
	LockGuard guard(lock);
	Context *const context = find(holder, type, key);

	if (context)
		object_reference(context);
	return context;
}

Context *context_take(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key)
{
	LockGuard guard(lock);
	Context *const context = find(holder, type, key);

	return context ? unlink(context) : nullptr;
}

void context_detach(Context *context)
{
	{
		LockGuard guard(lock);

		if (!context->holder)
			return;
		unlink(context);
	}
	object_dereference(context);
}

void contexts_detach(ContextHolder &holder)
{
	for (;;) {
		Context *context;
		{
			LockGuard guard(lock);

			context = any(holder);
			if (context)
				unlink(context);
		}
		if (!context)
			return;
		dereference_or_defer(context);
	}
}

void contexts_detach(ContextHolder &holder, FLT_CONTEXT_TYPE type, const void *key)
{
	while (Context *context = context_take(holder, type, key))
		dereference_or_defer(context);
}

} /* namespace ww */
