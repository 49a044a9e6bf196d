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
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "engine/item.hpp"
#include "ob/object.hpp"

namespace ww::wdf {

struct Object;

/* A kind of object. */
struct Class : ObjectType {
	/* Each may be null: */
	void (*run_down)(Object &object);	/* before EvtCleanupCallback, PASSIVE_LEVEL */
	void (*end)(Object &object);	/* after EvtDestroyCallback */
	void (*gone)(Object &object);	/* before the memory goes, however it came to that */
	bool is_passive;		/* its callbacks are called at PASSIVE_LEVEL */
	void (*going)(Object &object) = nullptr;	/* once it is; under the tree's lock */
};

/* ObjectType::destroy of all of them; nothing else has it, so it tells them from other objects. */
void object_gone(void *body);

/* A context, with its memory behind it. */
struct alignas(16) Context {
	Object *object;
	PCWDF_OBJECT_CONTEXT_TYPE_INFO type;	/* null when there are only callbacks */
	PFN_WDF_OBJECT_CONTEXT_CLEANUP cleanup;
	PFN_WDF_OBJECT_CONTEXT_DESTROY destroy;
	Context *next;

	void *memory() { return this + 1; }
};

enum class Stage : u8 { live, going, disposed, destroyed };

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

	Object *chain;			/* of those that one thread sees to, one by one */
	Item deferral;			/* for what has to wait for PASSIVE_LEVEL */

	Stage stage() const { return static_cast<Stage>(stage_.load(Order::relaxed)); }
	void enter(Stage stage) { stage_.store(static_cast<u8>(stage), Order::relaxed); }
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

extern constinit Lock tree;

/* ---- Handles ------------------------------------------------------------------------------ */

/* Parameter 1 of WDF_VIOLATION. */
enum WdfViolation : uintptr_t {
	kRecursiveLock = 0x2,
	kVerifierFatalError = 0x3,
	kRequiredParameterIsNull = 0x4,
	kInvalidHandle = 0x5,
	kObjectError = 0x7,
	kInvalidLockOperation = 0xb,
};

/* WDF_VIOLATION about @object, which is alive. */
Violation violation_of(CallSite call, WdfViolation which, const Object *object);

/* The object behind a handle, of the class @wanted or, for null, of any; null after a report. */
Object *object_of(CallSite call, WDFOBJECT handle, const Class *wanted);

template <typename T>
T *object_of(CallSite call, WDFOBJECT handle)
{
	return static_cast<T *>(object_of(call, handle, &T::kClass));
}

template <typename Handle>
Handle handle_of(const Object &object)
{
	return reinterpret_cast<Handle>(const_cast<Object *>(&object));
}

inline WDFOBJECT handle_of(const Object &object)
{
	return const_cast<Object *>(&object);
}

/* True unless the parameter of that name is null, which is reported. */
bool check_not_null(CallSite call, const void *parameter, const char *name);

/* ---- Creation ----------------------------------------------------------------------------- */

/* What the attributes of an object may say. */
enum Allowed : u32 {
	kNothingSpecial = 0,
	kExecutionLevel = 1,
	kSynchronizationScope = 2,
	kNoParent = 4,
};

/* STATUS_SUCCESS, or the status of the refusal for @owner, see refuse(). */
NTSTATUS check_attributes(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
			  const void *owner);

/* Likewise, for the member Size of a structure. */
NTSTATUS check_size(CallSite call, const char *structure, ULONG size, size_t expected,
		    const void *owner);

/* An object of the class that is in no tree yet; null without memory. */
Object *object_make(const Class &kind, size_t bytes, PDRIVER_OBJECT driver,
		    const WDF_OBJECT_ATTRIBUTES *attributes, const char *name = "");

template <typename T>
T *object_make(PDRIVER_OBJECT driver, const WDF_OBJECT_ATTRIBUTES *attributes,
	       const char *name = "")
{
	return static_cast<T *>(object_make(T::kClass, sizeof(T), driver, attributes, name));
}

/* Makes it a child of @parent, from which it inherits; false when that is being deleted. */
bool object_adopt(Object &parent, Object &child);

/* Ends an object that nobody has seen: no callback is called. */
void object_discard(Object &object);

/* The driver object of @image, or null. */
Object *driver_of(_WINWORK_IMAGE *image);

/*
 * A ...Create function of an object that has nothing special about it: @init(object) completes it.
 */
template <typename T, typename Handle, typename Init>
NTSTATUS object_create(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
		       Handle *handle, _WINWORK_IMAGE *image, Init init);

/* The context of @type, or null. */
Context *context_of(const Object &object, PCWDF_OBJECT_CONTEXT_TYPE_INFO type);

/* Adds one, unless the object has one of that type: STATUS_OBJECT_NAME_EXISTS, and that one. */
NTSTATUS context_add(Object &object, const WDF_OBJECT_ATTRIBUTES &attributes, Context *&context);

/* ---- References of the driver's ------------------------------------------------------------ */

/* False when the object is just being destroyed. */
bool object_take(Object &object);

/* False, and nothing changed, when the driver has none. */
bool object_put(Object &object);

/* ---- Deletion ------------------------------------------------------------------------------ */

/*
 * Moves a live object to going, and then it is the caller's to delete; false when somebody else
 * has done so, or will: the one who deletes an ancestor of it.
 */
bool object_begin_delete(Object &object);
bool object_begin_delete_locked(Object &object);

/*
 * Deletes an object that is the caller's to delete, now, or, where that cannot be, soon: after the
 * routine of a work item that belongs to it and runs in this thread, or at PASSIVE_LEVEL.
 */
void object_delete(Object &object);

/* The same now: PASSIVE_LEVEL, and not in such a routine. */
void object_delete_now(Object &object);

/* True for @object and for what is below it. Under the tree's lock. */
bool is_within(const Object &tree_of, const Object *object);

/*
 * For who waits at PASSIVE_LEVEL: until @holds(@object, under the tree's lock). Every ten seconds
 * @describe(@object) is called to say so.
 */
void wait_until(bool (*holds)(const Object &object), void (*describe)(const Object &object),
		const Object &object);

/* ---- Templates ----------------------------------------------------------------------------- */

/*
 * The parent that @attributes name, or null if none is named. False for one that is wrong; it is
 * reported.
 */
bool find_parent(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, Object *&parent);

/* As object_of(): reports that there is no driver object to be the parent. */
bool check_driver(CallSite call, const Object *driver);

template <typename T, typename Handle, typename Init>
NTSTATUS object_create(CallSite call, const WDF_OBJECT_ATTRIBUTES *attributes, u32 allowed,
		       Handle *handle, _WINWORK_IMAGE *image, Init init)
{
	Object *parent;

	if (!at_dispatch_or_below(call, nullptr) || !find_parent(call, attributes, parent) ||
	    !check_not_null(call, handle, "the place for the handle"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(call, attributes, allowed, parent))
		return status;
	if (!parent && !check_driver(call, parent = driver_of(image)))
		return STATUS_INVALID_PARAMETER;

	T *object = object_make<T>(parent->driver_object(), attributes);

	if (!object)
		return STATUS_INSUFFICIENT_RESOURCES;
	init(*object);
	if (!object_adopt(*parent, *object)) {
		object_discard(*object);
		return STATUS_DELETE_PENDING;
	}
	*handle = handle_of<Handle>(*object);
	return STATUS_SUCCESS;
}

} /* namespace ww::wdf */
