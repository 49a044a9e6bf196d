/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deletion of objects, and the references of the driver's.
 *
 * A deletion has a root. In a first pass over what is below it, children before parents, each
 * object is disposed of; in a second one, children first again, the tree's reference on each is
 * dropped. An object that another thread deletes meanwhile is waited for in the first pass, and
 * left to that thread in the second.
 */
#include "deletion.hpp"

#include "base/irql.hpp"
#include "engine/work_item.hpp"
#include "context.hpp"
#include "handle.hpp"
#include "work_item.hpp"

namespace ww::wdf {
namespace {

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
	LockGuard guard(tree_lock);

	for (Object *node = &root; node; node = next_below(root, node)) {
		if (node->is_passive() || (node != &root && node->stage() == Stage::deleting))
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
void begin_deleting(Object &object)
{
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
			LockGuard guard(tree_lock);

			for (Object *child = after ? after->next : node.children; child && !busy;
			     child = child->next) {
				if (child->stage() == Stage::live) {
					begin_deleting(*child);
					child->disposer = task;
					return child;
				}
				/* One that this thread is at already called back, and came here. */
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
		LockGuard guard(tree_lock);

		object.set_stage(Stage::disposed);
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
		LockGuard guard(tree_lock);

		object->set_stage(Stage::destroyed);
	}
	if (object->kind().on_destroyed)
		object->kind().on_destroyed(*object);
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
	LockGuard guard(tree_lock);
	Object *const child = object.children;

	if (child)
		object_unlink(*child);
	return child;
}

void drop_tree_references(Object &root)
{
	Object *node = &root;

	root.list_link = nullptr;
	while (node) {
		if (Object *child = pop_child(*node)) {
			if (child->is_root)
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

void delete_deferred(void *object)
{
	object_delete_now(*static_cast<Object *>(object));
}

} /* namespace */

/*
 * True when @object goes with an ancestor whose deletion is put off. To that one it must be left:
 * the two deletions may come from one thread, one after the other, and the ancestor's waits for
 * those that others do below it.
 */
static bool has_deferred_ancestor(const Object &object)
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
	struct Question {
		bool (*holds)(const Object &object);
		const Object &object;
	} question = { holds, object };
	const auto ask = [](void *argument) {
		const auto &asked = *static_cast<Question *>(argument);
		LockGuard guard(tree_lock);

		return asked.holds(asked.object);
	};

	while (!ww_gate_wait(ask, &question))
		describe(object);
}

/* ---- References ---------------------------------------------------------------------------- */

bool object_reference_by_driver(Object &object)
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

bool object_dereference_by_driver(Object &object)
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
