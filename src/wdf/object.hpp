/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The objects of the framework: a tree of engine objects for each driver.
 *
 * The stages of an object:
 *
 *	live		in use
 *	deleting	one thread owns its deletion: that disposes of the children, waits for what
 *			runs, and calls EvtCleanupCallback
 *	disposed	still in the tree, and its handle is valid, until the deletion has disposed
 *			of every object that it deletes
 *	destroyed	EvtDestroyCallback has been called; an item that is queued or runs may still
 *			hold the memory
 *
 *	transition		when
 *	live -> deleting	WdfObjectDelete, or the deletion of an ancestor; only one of them
 *	deleting -> disposed	by the thread that owns the deletion or to which it was deferred
 *	disposed -> destroyed	when neither the tree nor the driver has a reference any more
 *
 * tree_lock covers the links and the stages of all objects. No callback of a driver is called while
 * it is held. A work item keeps its own state in one atomic word; see work_item.cpp.
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

extern constinit Lock tree_lock;

/* A class of objects. Each of its functions may be null. */
struct Class : ObjectType {
	void (*run_down)(Object &object);	/* before EvtCleanupCallback, PASSIVE_LEVEL */
	void (*on_destroyed)(Object &object);	/* after EvtDestroyCallback */
	void (*finalise)(Object &object);	/* before the memory is freed, in every case */
	bool is_passive;			/* its callbacks need PASSIVE_LEVEL */
	void (*on_deleting)(Object &object) = nullptr;	/* live -> deleting; tree_lock is held */
	/* Before its children are disposed of, PASSIVE_LEVEL. Only of a passive class. */
	void (*prepare)(Object &object) = nullptr;
	/* Whether this thread is in a callback that the deletion waits for. PASSIVE_LEVEL. */
	bool (*is_called_here)(Object &object) = nullptr;
	/* Its objects are of this class as well. */
	const Class *base = nullptr;
	/* The driver has dropped its last reference of an object in the tree. <= DISPATCH_LEVEL. */
	void (*on_released)(Object &object) = nullptr;
};

/*
 * ObjectType::destroy of all classes. No other type has it, so it distinguishes the objects of the
 * framework from all others.
 */
void object_finalise(void *body);

enum class Stage : u8 { live, deleting, disposed, destroyed };

struct Object {
	Object *parent WW_GUARDED_BY(tree_lock);
	Object *children WW_GUARDED_BY(tree_lock);
	/* Siblings; the newest child is first. */
	Object *next WW_GUARDED_BY(tree_lock);
	Object *previous WW_GUARDED_BY(tree_lock);
	Atomic<u8> stage_;		/* a Stage; written under tree_lock, also read without it */
	bool is_root WW_GUARDED_BY(tree_lock);	/* a deletion began here, and drops kTree */
	/* The driver's code that called WdfObjectDelete, once; null before. */
	const void *deleter WW_GUARDED_BY(tree_lock);
	/* The task that disposes of it; null before. */
	const void *disposer WW_GUARDED_BY(tree_lock);

	/* Constant, except that contexts are appended under tree_lock. */
	Context *contexts;		/* the first is part of the object's memory */
	WDF_EXECUTION_LEVEL level;	/* the effective one, after inheritance */
	WDF_SYNCHRONIZATION_SCOPE scope;	/* likewise */
	bool may_be_deleted;		/* by WdfObjectDelete */

	/* The reference of the tree (kTree) plus the number of references of the driver. */
	Atomic<u32> references;
	static constexpr u32 kTree = 0x80000000;

	Object *list_link;		/* for the thread that owns the deletion */
	Item deferral;			/* defers a step of the deletion to PASSIVE_LEVEL */

	Stage stage() const { return static_cast<Stage>(stage_.load(Order::relaxed)); }
	void set_stage(Stage stage) WW_REQUIRES(tree_lock)
	{
		stage_.store(static_cast<u8>(stage), Order::relaxed);
	}
	/*
	 * Without the lock, for the thread that owns the deletion: no other one changes them then.
	 */
	Object *parent_in_deletion() const WW_UNCHECKED { return parent; }
	bool is_root_of_deletion() const WW_UNCHECKED { return is_root; }
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

/* Returns a new object of the class, which is in no tree yet; null without memory. */
Object *object_allocate(const Class &kind, size_t bytes, PDRIVER_OBJECT driver,
		    const WDF_OBJECT_ATTRIBUTES *attributes, const char *name = "");

template <typename T>
T *object_allocate(PDRIVER_OBJECT driver, const WDF_OBJECT_ATTRIBUTES *attributes,
	       const char *name = "")
{
	return static_cast<T *>(object_allocate(T::kClass, sizeof(T), driver, attributes, name));
}

/*
 * Makes @child a child of @parent, from which it inherits execution level and synchronization
 * scope. False when @parent is being deleted.
 */
bool object_add_child(Object &parent, Object &child);

/* Frees an object that is in no tree and has no user. No callback is called. */
void object_discard(Object &object);

/* Removes @object from the tree, if it is in one. */
void object_unlink(Object &object) WW_REQUIRES(tree_lock);

/* True if @object is @ancestor or a descendant of it. */
bool is_within(const Object &ancestor, const Object *object) WW_REQUIRES(tree_lock);

} /* namespace ww::wdf */
