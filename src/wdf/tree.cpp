/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Allocating objects, linking them to the tree, and freeing them.
 */
#include "context.hpp"

#include "linux/memory.h"

namespace ww::wdf {

constinit Lock tree_lock;

namespace {

constexpr size_t kContextAlignment = 16;

constexpr size_t align(size_t bytes)
{
	return (bytes + kContextAlignment - 1) & ~(kContextAlignment - 1);
}

} /* namespace */

Object *object_allocate(const Class &kind, size_t bytes, PDRIVER_OBJECT driver,
		    const WDF_OBJECT_ATTRIBUTES *attributes, const char *name)
{
	auto *object = static_cast<Object *>(
		ww::object_create(kind, align(bytes) + sizeof(Context) + context_bytes(attributes),
				  driver, name));

	if (!object)
		return nullptr;
	object->contexts = reinterpret_cast<Context *>(reinterpret_cast<char *>(object) +
						       align(bytes));
	context_init(*object->contexts, *object, attributes);
	object->references.store(Object::kTree, Order::relaxed);
	object->level = attributes ? attributes->ExecutionLevel
				   : WdfExecutionLevelInheritFromParent;
	object->scope = attributes ? attributes->SynchronizationScope
				   : WdfSynchronizationScopeInheritFromParent;
	object->may_be_deleted = true;
	return object;
}

bool object_add_child(Object &parent, Object &child)
{
	LockGuard guard(tree_lock);

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

void object_unlink(Object &object)
{
	Object *const parent = object.parent;

	tree_lock.assert_held();
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

bool is_within(const Object &ancestor, const Object *object)
{
	tree_lock.assert_held();
	while (object && object != &ancestor)
		object = object->parent;
	return object;
}

void object_discard(Object &object)
{
	object_dereference(&object);
}

void object_finalise(void *body)
{
	auto &object = *static_cast<Object *>(body);

	/* In no tree and without children: never added, or its deletion has removed all of them. */
	if (object.kind().finalise)
		object.kind().finalise(object);
	/* The first context is part of the object's memory. */
	for (Context *context = object.contexts->next; context;) {
		Context *const next = context->next;

		ww_free(context);
		context = next;
	}
}

} /* namespace ww::wdf */
