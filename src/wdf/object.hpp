/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects of the framework: a tree of engine objects for each driver.
 *
 * Who owns an object, and what stage of its life it is in:
 *
 *	live		whoever deletes it, or an ancestor of it, moves it on
 *	going		the one who deletes it: children are disposed of, then what runs is
 *			waited for, then EvtCleanupCallback is called
 *	disposed	in the tree, and valid, until all of what is deleted is disposed
 *	destroyed	EvtDestroyCallback has been called; a queueing may still hold the memory
 *
 *	live -> going		by exactly one: WdfObjectDelete, or the deletion of the parent
 *	going -> disposed	by the same thread, or the one that it left the deletion to
 *	disposed -> destroyed	when neither the tree nor the driver references it any more
 *
 * One lock, here called the tree's lock, covers the links and stages of all objects. Nothing of a
 * driver's is called under it. What a work item is at is in a word of its own.
 */
#pragma once

#include <wdf.h>

#include "base/atomic.hpp"
#include "base/lock.hpp"
#include "engine/item.hpp"
#include "ob/object.hpp"

namespace ww::wdf {

struct Object;
struct Context;

/* A kind of object. */
struct Class : ObjectType {
	/* Each may be null: */
	void (*run_down)(Object &object);	/* before EvtCleanupCallback, PASSIVE_LEVEL */
	void (*on_destroyed)(Object &object);	/* after EvtDestroyCallback */
	void (*finalise)(Object &object);	/* before the memory goes, however it came to that */
	bool is_passive;		/* its callbacks are called at PASSIVE_LEVEL */
	void (*on_deleting)(Object &object) = nullptr;	/* once it is; under the tree's lock */
};

/* ObjectType::destroy of all of them; nothing else has it, so it tells them from other objects. */
void object_finalise(void *body);

enum class Stage : u8 { live, deleting, disposed, destroyed };

struct Object {
	/* Under the tree's lock. */
	Object *parent;
	Object *children;
	Object *next;			/* among the parent's children */
	Object *previous;
	Atomic<u8> stage_;		/* a Stage; read without the lock, too */
	bool delete_called;
	bool is_root;			/* of a deletion: whoever does that drops kTree */
	const void *disposer;		/* the task that disposes of it, once one does */

	/* Constant, but for contexts that are added under the tree's lock. */
	Context *contexts;		/* the first one is part of the object */
	WDF_EXECUTION_LEVEL level;	/* what they are in effect: */
	WDF_SYNCHRONIZATION_SCOPE scope;
	bool may_be_deleted;		/* by WdfObjectDelete */

	/* The tree's own reference, and how many the driver has. */
	Atomic<u32> references;
	static constexpr u32 kTree = 0x80000000;

	Object *list_link;		/* of those that one thread sees to, one by one */
	Item deferral;			/* for what has to wait for PASSIVE_LEVEL */

	Stage stage() const { return static_cast<Stage>(stage_.load(Order::relaxed)); }
	void set_stage(Stage stage) { stage_.store(static_cast<u8>(stage), Order::relaxed); }
	const Class &kind() const
	{
		return static_cast<const Class &>(*object_header(this)->type);
	}
	bool is_passive() const { return kind().is_passive || level == WdfExecutionLevelPassive; }
	PDRIVER_OBJECT driver_object() const
	{
		return static_cast<PDRIVER_OBJECT>(object_header(this)->driver);
	}
};

extern constinit Lock tree_lock;

/* ---- Creation ----------------------------------------------------------------------------- */

/* An object of the class that is in no tree yet; null without memory. */
Object *object_allocate(const Class &kind, size_t bytes, PDRIVER_OBJECT driver,
		    const WDF_OBJECT_ATTRIBUTES *attributes, const char *name = "");

template <typename T>
T *object_allocate(PDRIVER_OBJECT driver, const WDF_OBJECT_ATTRIBUTES *attributes,
	       const char *name = "")
{
	return static_cast<T *>(object_allocate(T::kClass, sizeof(T), driver, attributes, name));
}

/* Makes it a child of @parent, from which it inherits; false when that is being deleted. */
bool object_add_child(Object &parent, Object &child);

/* Ends an object that nobody has seen: no callback is called. */
void object_discard(Object &object);

/* Takes it out of the tree. Under the tree's lock. */
void object_unlink(Object &object);

/* True for @object and for what is below it. Under the tree's lock. */
bool is_within(const Object &tree_of, const Object *object);

} /* namespace ww::wdf */
