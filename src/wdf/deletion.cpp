/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deleting objects, and the references that the driver holds on them.
 *
 * A deletion starts at a root and makes two passes over the root and its descendants, children
 * before parents. The first pass disposes of each object. The second pass drops the tree's
 * reference on each object. Another thread may delete a descendant at the same time: then the first
 * pass waits until that object is disposed, and the second pass leaves it to the other thread.
 */
#include "deletion.hpp"

#include "base/irql.hpp"
#include "base/wait_note.hpp"
#include "engine/work_item.hpp"
#include "linux/print.h"
#include "context.hpp"
#include "handle.hpp"
#include "work_item.hpp"

namespace ww::wdf {
namespace {

/*
 * Returns the object after @node in a walk from @root down, parents before children; null at the
 * end.
 */
Object *next_below(const Object &root, Object *node) WW_REQUIRES(tree_lock)
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

/* True if the deletion may have to wait, or to call a callback that needs PASSIVE_LEVEL. */
bool needs_passive(Object &root)
{
	LockGuard guard(tree_lock);

	for (Object *node = &root; node; node = next_below(root, node)) {
		if (node->is_passive() || (node != &root && node->stage() == Stage::deleting))
			return true;
	}
	return false;
}

/* Has a worker thread call routine(object) at PASSIVE_LEVEL. Until then it holds a reference. */
void defer(Object &object, void (*routine)(void *object))
{
	object.deferral.link = 0;
	object.deferral.routine = reinterpret_cast<void *>(routine);
	object.deferral.context = &object;
	bare_item_queue(&object.deferral, &object_header(&object)->references, DelayedWorkQueue,
			kDeletionCall);
}

/* live -> deleting. */
void begin_deleting(Object &object) WW_REQUIRES(tree_lock)
{
	tree_lock.assert_held();
	object.set_stage(Stage::deleting);
	if (object.kind().on_deleting)
		object.kind().on_deleting(object);
}

/* ---- First pass --------------------------------------------------------------------------- */

bool is_disposed(const Object &object)
{
	return object.stage() >= Stage::disposed;
}

void describe(const Object &object)
{
	ww_print(WW_LEVEL_WARNING, "a deletion waits for the deletion of the descendant %s %p",
		 object.kind().name, &object);
}

/*
 * Returns the next child of @node, after @after, that the caller has to dispose of; null when none
 * is left. On the way it waits for children that other threads dispose of, at PASSIVE_LEVEL.
 */
Object *next_child(Object &node, Object *after)
{
	const void *const task = ww_current_task();
	const bool may_wait = current_irql() == kPassiveLevel;

	for (;;) {
		Object *busy = nullptr;
		{
			LockGuard guard(tree_lock);

			for (Object *child = after ? after->next : node.children; child && !busy;
			     child = child->next) {
				if (child->stage() == Stage::live) {
					begin_deleting(*child);
					child->disposer = task;
					return child;
				}
				/*
				 * Not for a child that this thread disposes of: a callback of that
				 * child began this deletion.
				 */
				if (child->stage() == Stage::deleting && child->disposer != task &&
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

/* deleting -> disposed, of an object whose children are disposed. */
void dispose_one(Object &object)
{
	if (object.kind().run_down)
		object.kind().run_down(object);
	/* Contexts are added to live objects only, so the list does not change. */
	for (Context *context = object.contexts; context; context = context->next) {
		if (context->cleanup)
			context->cleanup(handle_of(object));
	}
	{
		LockGuard guard(tree_lock);

		object.set_stage(Stage::disposed);
	}
	ww_gate_wake();
}

void prepare(Object &object)
{
	if (object.kind().prepare)
		object.kind().prepare(object);
}

void dispose(Object &root)
{
	Object *node = &root;
	Object *after = nullptr;

	prepare(root);
	for (;;) {
		if (Object *child = next_child(*node, after)) {
			node = child;
			after = nullptr;
			prepare(*node);
			continue;
		}

		/* The parent stays the same: only this deletion removes @node from the tree. */
		Object *const parent = node->parent_in_deletion();

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
		LockGuard guard(tree_lock);

		object->set_stage(Stage::destroyed);
	}
	if (object->kind().on_destroyed)
		object->kind().on_destroyed(*object);
	object_dereference(object);
}

/* disposed -> destroyed, after the last reference of the tree and the driver is dropped. */
void destroy(Object &object)
{
	if (object.is_passive() && current_irql() != kPassiveLevel)
		defer(object, destroy_now);
	else
		destroy_now(&object);
}

/* Removes the first child from the tree and returns it; null when there is none. */
Object *pop_child(Object &object)
{
	LockGuard guard(tree_lock);
	Object *const child = object.children;

	if (child)
		object_unlink(*child);
	return child;
}

/* list_link of an object leads to its parent, since the object is out of the tree already. */
void drop_tree_references(Object &root)
{
	Object *node = &root;

	root.list_link = nullptr;
	while (node) {
		if (Object *child = pop_child(*node)) {
			/* The deletion that began at this child drops the reference. */
			if (child->is_root_of_deletion())
				continue;
			child->list_link = node;
			node = child;
			continue;
		}

		Object *const up = node->list_link;

		if (node->references.fetch_sub(Object::kTree, Order::acq_rel) == Object::kTree)
			destroy(*node);
		node = up;
	}
}

bool is_called_here(Object &object)
{
	return object.kind().is_called_here && object.kind().is_called_here(object);
}

void delete_deferred(void *object)
{
	object_delete_now(*static_cast<Object *>(object));
}

} /* namespace */

/*
 * True if the deletion of an ancestor is deferred, and so has no thread yet. @object is then left
 * to that deletion. If it had one of its own, deferred to the same thread, the earlier deletion
 * would wait for the later one without end.
 */
static bool has_deferred_ancestor(const Object &object) WW_REQUIRES(tree_lock)
{
	const Object *up = object.parent;

	while (up && !(up->stage() == Stage::deleting && !up->disposer))
		up = up->parent;
	return up;
}

bool object_begin_delete_locked(Object &object)
{
	if (object.stage() != Stage::live || has_deferred_ancestor(object))
		return false;
	begin_deleting(object);
	object.is_root = true;
	return true;
}

bool object_begin_delete(Object &object)
{
	LockGuard guard(tree_lock);

	return object_begin_delete_locked(object);
}

void object_delete(Object &object)
{
	if (object_delete_after_run(object))
		return;
	if (current_irql() == kPassiveLevel ? is_called_here(object) : needs_passive(object))
		defer(object, delete_deferred);
	else
		object_delete_now(object);
}

void object_delete_now(Object &object)
{
	/* The last steps need the memory. */
	object_reference(&object);
	{
		LockGuard guard(tree_lock);

		object.disposer = ww_current_task();
	}
	dispose(object);
	{
		LockGuard guard(tree_lock);

		object_unlink(object);
	}
	drop_tree_references(object);
	object_dereference(&object);
}

void wait_until(bool (*holds)(const Object &object), void (*describe)(const Object &object),
		const Object &object)
{
	struct Condition {
		bool (*holds)(const Object &object);
		const Object &object;
	} condition = { holds, object };
	const auto is_true = [](void *argument) {
		const auto &asked = *static_cast<Condition *>(argument);
		LockGuard guard(tree_lock);

		return asked.holds(asked.object);
	};

	const WaitNote note({ { "the framework" }, object_header(&object)->type->name, &object,
			      WaitEnd::routines_of_object });

	while (!ww_gate_wait(is_true, &condition))
		describe(object);
}

/* ---- References of the driver --------------------------------------------------------------- */

bool object_reference_by_driver(Object &object)
{
	u32 seen = object.references.load(Order::relaxed);

	do {
		if (!seen)
			return false;
	} while (!object.references.compare_exchange(seen, seen + 1));
	/* An engine reference as well, so that the unload reports one that the driver has left. */
	object_reference(&object);
	return true;
}

bool object_dereference_by_driver(Object &object)
{
	u32 seen = object.references.load(Order::relaxed);

	do {
		if (!(seen & ~Object::kTree))
			return false;
	} while (!object.references.compare_exchange(seen, seen - 1));

	if (seen == 1)
		destroy(object);
	else if (seen == (Object::kTree | 1) && object.kind().on_released)
		object.kind().on_released(object);
	object_dereference(&object);
	return true;
}

} /* namespace ww::wdf */
