/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Making objects, their place in the tree, and their end.
 *
 * A deletion has a root. In a first pass over what is below it, children before parents, each
 * object is disposed of; in a second one, children first again, the tree's reference on each is
 * dropped. An object that another thread deletes meanwhile is waited for in the first pass, and
 * left to that thread in the second.
 */
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/wait.h"
#include "object.hpp"

#include "engine/work_item.hpp"
#include "driver.hpp"
#include "work_item.hpp"

namespace ww::wdf {

constinit Lock tree;

namespace {

constexpr size_t kContextAlignment = 16;

constexpr size_t align(size_t bytes)
{
	return (bytes + kContextAlignment - 1) & ~(kContextAlignment - 1);
}

size_t context_bytes(const WDF_OBJECT_ATTRIBUTES *attributes)
{
	if (!attributes || !attributes->ContextTypeInfo)
		return 0;
	return attributes->ContextSizeOverride ? attributes->ContextSizeOverride
					       : attributes->ContextTypeInfo->ContextSize;
}

/* What a driver has stored for an enumerator may be any number. */
template <typename Enum>
u32 number_of(const Enum &stored)
{
	static_assert(sizeof(Enum) == sizeof(u32));
	return reinterpret_cast<const u32 &>(stored);
}

template <typename Enum>
bool is_from_to(const Enum &stored, Enum first, Enum last)
{
	const u32 value = number_of(stored);

	return value >= static_cast<u32>(first) && value <= static_cast<u32>(last);
}

void fill(Context &context, Object &object, const WDF_OBJECT_ATTRIBUTES *attributes)
{
	context.object = &object;
	if (!attributes)
		return;
	context.type = attributes->ContextTypeInfo;
	context.cleanup = attributes->EvtCleanupCallback;
	context.destroy = attributes->EvtDestroyCallback;
}

/* Under the lock. */
void unlink(Object &object)
{
	Object *const parent = object.parent;

	if (!parent)
		return;
	if (object.previous)
		object.previous->next = object.next;
	else
		parent->children = object.next;
	if (object.next)
		object.next->previous = object.previous;
	object.parent = object.next = object.previous = nullptr;
}

/* What comes after @node, parents before children, below @root. Under the lock. */
Object *next_below(const Object &root, Object *node)
{
	if (node->children)
		return node->children;
	while (node != &root) {
		if (node->next)
			return node->next;
		node = node->parent;
	}
	return nullptr;
}

/* True if the deletion may have to wait, or to call something that wants PASSIVE_LEVEL. */
bool needs_passive(Object &root)
{
	LockGuard guard(tree);

	for (Object *node = &root; node; node = next_below(root, node)) {
		if (node->is_passive() || (node != &root && node->stage() == Stage::going))
			return true;
	}
	return false;
}

/* Has a worker thread call @routine(object) at PASSIVE_LEVEL; the object stays until then. */
void defer(Object &object, void (*routine)(void *object))
{
	object.deferral.link = 0;
	object.deferral.routine = reinterpret_cast<void *>(routine);
	object.deferral.context = &object;
	bare_item_queue(&object.deferral, &object_header(&object)->references, DelayedWorkQueue,
			{ "WdfObjectDelete", nullptr });
}

/* From live. Under the lock. */
void begin_going(Object &object)
{
	object.enter(Stage::going);
	if (object.kind().going)
		object.kind().going(object);
}

/* ---- First pass --------------------------------------------------------------------------- */

bool is_disposed(const Object &object)
{
	return object.stage() >= Stage::disposed;
}

void describe(const Object &object)
{
	ww_print(WW_LEVEL_WARNING, "a deletion waits for that of the %s %px below",
		 object.kind().name, &object);
}

/*
 * The next child of @node, behind @after, that is the caller's to dispose of. Those that others
 * delete are waited for.
 */
Object *next_child(Object &node, Object *after)
{
	const void *const task = ww_current_task();
	const bool may_wait = current_irql() == kPassiveLevel;

	for (;;) {
		Object *busy = nullptr;
		{
			LockGuard guard(tree);

			for (Object *child = after ? after->next : node.children; child && !busy;
			     child = child->next) {
				if (child->stage() == Stage::live) {
					begin_going(*child);
					child->disposer = task;
					return child;
				}
				/* One that this thread is at already called back, and came here. */
				if (child->stage() == Stage::going && child->disposer != task &&
				    may_wait)
					busy = child;
			}
			if (busy)
				object_reference(busy);
		}
		if (!busy)
			return nullptr;
		wait_until(is_disposed, describe, *busy);
		object_dereference(busy);
	}
}

/* The children are. */
void dispose_one(Object &object)
{
	if (object.kind().run_down)
		object.kind().run_down(object);
	/* No context is added any more. */
	for (Context *context = object.contexts; context; context = context->next) {
		if (context->cleanup)
			context->cleanup(handle_of(object));
	}
	{
		LockGuard guard(tree);

		object.enter(Stage::disposed);
	}
	ww_gate_wake();
}

void dispose(Object &root)
{
	Object *node = &root;
	Object *after = nullptr;

	for (;;) {
		if (Object *child = next_child(*node, after)) {
			node = child;
			after = nullptr;
			continue;
		}

		/* It stays where it is: it is this deletion that takes it out of the tree. */
		Object *const parent = node->parent;

		dispose_one(*node);
		if (node == &root)
			return;
		after = node;
		node = parent;
	}
}

/* ---- Second pass -------------------------------------------------------------------------- */

void destroy_now(void *body)
{
	auto *const object = static_cast<Object *>(body);

	for (Context *context = object->contexts; context; context = context->next) {
		if (context->destroy)
			context->destroy(handle_of(*object));
	}
	{
		LockGuard guard(tree);

		object->enter(Stage::destroyed);
	}
	if (object->kind().end)
		object->kind().end(*object);
	object_dereference(object);
}

/* The last reference is gone. */
void destroy(Object &object)
{
	if (object.is_passive() && current_irql() != kPassiveLevel)
		defer(object, destroy_now);
	else
		destroy_now(&object);
}

/* Takes the first child out of the tree; null when there is none. */
Object *pop_child(Object &object)
{
	LockGuard guard(tree);
	Object *const child = object.children;

	if (child)
		unlink(*child);
	return child;
}

void drop_tree(Object &root)
{
	Object *node = &root;

	root.chain = nullptr;
	while (node) {
		if (Object *child = pop_child(*node)) {
			if (child->is_root)
				continue;
			child->chain = node;
			node = child;
			continue;
		}

		Object *const up = node->chain;

		if (node->references.fetch_sub(Object::kTree, Order::acq_rel) == Object::kTree)
			destroy(*node);
		node = up;
	}
}

void delete_deferred(void *object)
{
	object_delete_now(*static_cast<Object *>(object));
}

} /* namespace */

/* ---- Creation ----------------------------------------------------------------------------- */

NTSTATUS check_size(CallSite call, const char *structure, ULONG size, size_t expected,
		    const void *owner)
{
	return size == expected ? STATUS_SUCCESS
				: refuse(call, owner, STATUS_INFO_LENGTH_MISMATCH,
					 "%s.Size is %u, not %zu", structure, size, expected);
}

namespace {

NTSTATUS check_context_type(CallSite call, const WDF_OBJECT_ATTRIBUTES &attributes,
			    const void *owner)
{
	const PCWDF_OBJECT_CONTEXT_TYPE_INFO type = attributes.ContextTypeInfo;

	if (type) {
		if (const NTSTATUS status = check_size(call, "WDF_OBJECT_CONTEXT_TYPE_INFO",
						       type->Size, sizeof(*type), owner))
			return status;
	}
	if (type && type->ContextSize && !type->ContextName)
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_CONTEXT_TYPE_INFO.ContextName is NULL");
	if (attributes.ContextSizeOverride && !type)
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ContextSizeOverride is %zu without a "
			      "ContextTypeInfo", attributes.ContextSizeOverride);
	if (attributes.ContextSizeOverride && attributes.ContextSizeOverride < type->ContextSize)
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ContextSizeOverride is %zu, less than the %zu "
			      "of the type", attributes.ContextSizeOverride, type->ContextSize);
	return STATUS_SUCCESS;
}

} /* namespace */

NTSTATUS check_attributes(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
			  const void *owner)
{
	if (!attributes)
		return STATUS_SUCCESS;
	if (const NTSTATUS status = check_size(call, "WDF_OBJECT_ATTRIBUTES", attributes->Size,
					       sizeof(*attributes), owner))
		return status;
	if (const NTSTATUS status = check_context_type(call, *attributes, owner))
		return status;
	if (allowed & kNoParent && attributes->ParentObject)
		return refuse(call, owner, STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED,
			      "WDF_OBJECT_ATTRIBUTES.ParentObject is not NULL");
	if (!is_from_to(attributes->ExecutionLevel, WdfExecutionLevelInheritFromParent,
			WdfExecutionLevelDispatch))
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ExecutionLevel is %u, no WDF_EXECUTION_LEVEL",
			      number_of(attributes->ExecutionLevel));
	if (!is_from_to(attributes->SynchronizationScope, WdfSynchronizationScopeInheritFromParent,
			WdfSynchronizationScopeNone))
		return refuse(call, owner, STATUS_WDF_OBJECT_ATTRIBUTES_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.SynchronizationScope is %u, no "
			      "WDF_SYNCHRONIZATION_SCOPE",
			      number_of(attributes->SynchronizationScope));
	if (!(allowed & kSynchronizationScope) &&
	    attributes->SynchronizationScope != WdfSynchronizationScopeInheritFromParent &&
	    attributes->SynchronizationScope != WdfSynchronizationScopeNone)
		return refuse(call, owner, STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.SynchronizationScope is %u: such an object "
			      "cannot have one", number_of(attributes->SynchronizationScope));
	if (!(allowed & kExecutionLevel) &&
	    attributes->ExecutionLevel != WdfExecutionLevelInheritFromParent)
		return refuse(call, owner, STATUS_WDF_EXECUTION_LEVEL_INVALID,
			      "WDF_OBJECT_ATTRIBUTES.ExecutionLevel is %u: such an object cannot "
			      "have one", number_of(attributes->ExecutionLevel));
	return STATUS_SUCCESS;
}

Object *object_make(const Class &kind, size_t bytes, PDRIVER_OBJECT driver,
		    const WDF_OBJECT_ATTRIBUTES *attributes, const char *name)
{
	auto *object = static_cast<Object *>(
		ww::object_create(kind, align(bytes) + sizeof(Context) + context_bytes(attributes),
				  driver, name));

	if (!object)
		return nullptr;
	object->contexts = reinterpret_cast<Context *>(reinterpret_cast<char *>(object) +
						       align(bytes));
	fill(*object->contexts, *object, attributes);
	object->references.store(Object::kTree, Order::relaxed);
	object->level = attributes ? attributes->ExecutionLevel
				   : WdfExecutionLevelInheritFromParent;
	object->scope = attributes ? attributes->SynchronizationScope
				   : WdfSynchronizationScopeInheritFromParent;
	object->may_be_deleted = true;
	return object;
}

bool object_adopt(Object &parent, Object &child)
{
	LockGuard guard(tree);

	if (parent.stage() != Stage::live)
		return false;
	if (child.level == WdfExecutionLevelInheritFromParent)
		child.level = parent.level;
	if (child.scope == WdfSynchronizationScopeInheritFromParent)
		child.scope = parent.scope;
	child.parent = &parent;
	child.next = parent.children;
	if (child.next)
		child.next->previous = &child;
	parent.children = &child;
	return true;
}

void object_discard(Object &object)
{
	object_dereference(&object);
}

void object_gone(void *body)
{
	auto &object = *static_cast<Object *>(body);

	/* In no tree: it has never been in one, or a deletion took it out, its children first. */
	if (object.kind().gone)
		object.kind().gone(object);
	/* The first one is part of the object. */
	for (Context *context = object.contexts->next; context;) {
		Context *const next = context->next;

		ww_free(context);
		context = next;
	}
}

/* ---- Contexts ------------------------------------------------------------------------------ */

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
	fill(*added, object, &attributes);

	NTSTATUS status = STATUS_SUCCESS;
	{
		LockGuard guard(tree);

		context = context_of(object, attributes.ContextTypeInfo);
		if (context) {
			status = STATUS_OBJECT_NAME_EXISTS;
		} else if (object.stage() != Stage::live) {
			status = STATUS_DELETE_PENDING;
		} else {
			Context *last = object.contexts;

			while (last->next)
				last = last->next;
			/* Those who look for a context do it without the lock. */
			__atomic_store_n(&last->next, added, __ATOMIC_RELEASE);
			context = added;
		}
	}
	if (context != added)
		ww_free(added);
	return status;
}

/* ---- Deletion ------------------------------------------------------------------------------ */

bool is_within(const Object &tree_of, const Object *object)
{
	while (object && object != &tree_of)
		object = object->parent;
	return object;
}

/*
 * True when @object goes with an ancestor whose deletion is put off. To that one it must be left:
 * the two deletions may come from one thread, one after the other, and the ancestor's waits for
 * those that others do below it.
 */
static bool is_spoken_for(const Object &object)
{
	const Object *up = object.parent;

	while (up && !(up->stage() == Stage::going && !up->disposer))
		up = up->parent;
	return up;
}

bool object_begin_delete_locked(Object &object)
{
	if (object.stage() != Stage::live || is_spoken_for(object))
		return false;
	begin_going(object);
	object.is_root = true;
	return true;
}

bool object_begin_delete(Object &object)
{
	LockGuard guard(tree);

	return object_begin_delete_locked(object);
}

void object_delete(Object &object)
{
	if (run_takes_over(object))
		return;
	if (current_irql() != kPassiveLevel && needs_passive(object))
		defer(object, delete_deferred);
	else
		object_delete_now(object);
}

void object_delete_now(Object &object)
{
	/* Its memory is wanted until the end of this. */
	object_reference(&object);
	{
		LockGuard guard(tree);

		object.disposer = ww_current_task();
	}
	dispose(object);
	{
		LockGuard guard(tree);

		unlink(object);
	}
	drop_tree(object);
	object_dereference(&object);
}

void wait_until(bool (*holds)(const Object &object), void (*describe)(const Object &object),
		const Object &object)
{
	struct Question {
		bool (*holds)(const Object &object);
		const Object &object;
	} question = { holds, object };
	const auto ask = [](void *argument) {
		const auto &asked = *static_cast<Question *>(argument);
		LockGuard guard(tree);

		return asked.holds(asked.object);
	};

	while (!ww_gate_wait(ask, &question))
		describe(object);
}

/* ---- References ---------------------------------------------------------------------------- */

bool object_take(Object &object)
{
	u32 seen = object.references.load(Order::relaxed);

	do {
		if (!seen)
			return false;
	} while (!object.references.compare_exchange(seen, seen + 1));
	/* So that the end of the driver tells of it. */
	object_reference(&object);
	return true;
}

bool object_put(Object &object)
{
	u32 seen = object.references.load(Order::relaxed);

	do {
		if (!(seen & ~Object::kTree))
			return false;
	} while (!object.references.compare_exchange(seen, seen - 1));

	if (seen == 1)
		destroy(object);
	object_dereference(&object);
	return true;
}

} /* namespace ww::wdf */
