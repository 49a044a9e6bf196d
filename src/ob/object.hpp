/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects, which ObReferenceObject counts references on. In memory:
 *
 *	PercpuCount	of types that have one
 *	ObjectHeader
 *	the body	which Windows defines: DRIVER_OBJECT, DEVICE_OBJECT, ETHREAD
 *	UnloadCount	of a driver object; a driver that is a module uses that of its image instead
 *
 * All live objects are in one table, so that a pointer can be checked without being followed. The
 * creator holds one reference. The table's lock covers changes of the table and of the lists below;
 * and switch_to_atomic() and the sums of a driver's activities, which exclude each other. Lookups of
 * a pointer take no lock: they have preemption off, and the memory of an object that has left the
 * table stays until no such lookup can still use it. A header does not change while the object
 * lives, except for its reference and the members that say so.
 *
 * While it is in the table, an object with a unique name is also in a table of names. So a name is
 * found among any number of objects. An object of a driver is in the driver's list, and a driver
 * object in the list of all driver objects. A driver object leaves the table after its objects.
 */
#pragma once

#include "base/address.hpp"
#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/mixed.hpp"
#include "reference.hpp"

namespace ww {

struct FileOperations;		/* file_operations.hpp */
class NameOut;		/* names.hpp */

struct ObjectType {
	const char *name;
	void (*destroy)(void *body) = nullptr;	/* called before the memory is freed */
	/* The function that ends an object, for reports. */
	const char *ended_by = "ObDereferenceObject";
	bool is_driver = false;		/* other objects belong to it and to its unload count */
	bool has_percpu_count = false;	/* since many queueings may share an object */
	bool is_public = false;		/* ObReferenceObject takes it, as on Windows */
	/*
	 * Called in place of object_destroy() when the last reference is dropped, at IRQL <=
	 * DISPATCH_LEVEL. Calls object_destroy() itself, then or later. The unload of the object's
	 * driver waits for that.
	 */
	void (*last)(void *body) = nullptr;
	/* Called before a handle of the object is made. PASSIVE_LEVEL. */
	void (*opened)(void *body) = nullptr;
	/*
	 * Called when a handle of the object is closed, before its reference is dropped.
	 * PASSIVE_LEVEL.
	 */
	void (*closed)(void *body) = nullptr;
	/*
	 * Returns the object of a handle of the current program, with a kept reference.
	 * PASSIVE_LEVEL. Null: programs have no objects of the type.
	 */
	s32 (*of_program)(void *handle, void **body) = nullptr;
	/* A function that asks for a handle of that type gets an object of this one as well. */
	const ObjectType *shown_as = nullptr;
	/* What the Zw functions do with a handle of a file. Null for a device's, and for other objects. */
	const FileOperations *file_operations = nullptr;
	/* What a driver gets for a handle of the object: a value, which is not counted. Null: the object itself. */
	void *(*value_of)(void *body) = nullptr;
	/*
	 * Adds the object's name for ObQueryNameString. PASSIVE_LEVEL. Null: that of the header, or, of a file, the
	 * device's and the one of the FILE_OBJECT.
	 */
	s32 (*put_name)(void *body, NameOut &to) = nullptr;
	bool is_file = false;		/* the body begins with a FILE_OBJECT */
	bool has_path = false;		/* its objects share the names of paths.hpp */
	/*
	 * Drivers have handles of it, and no references: an unload waits for the last reference of one whose handle has
	 * ended, which calls of others drop.
	 */
	bool is_awaited = false;
	bool has_handle_routines = false;	/* handle_filter.hpp: handles of its objects */
	bool is_waitable = false;	/* the body begins with a DISPATCHER_HEADER */
};

constexpr size_t kObjectName = 128;

/*
 * Where the items are that belong to an object: the engine's, see src/engine/item_memory.hpp. One
 * place in the simulator, so that an object soon has more.
 */
constexpr u32 kItemPlaces = kSimulated ? 1 : 8;

struct alignas(16) ObjectHeader {
	Reference references;		/* first: its per-CPU count is in front */
	const ObjectType *type;
	void *driver;			/* the body of its driver object; its own if it has none */
	ObjectHeader *next;		/* in the table; written under its lock, by atomic stores */
	ObjectHeader *next_named;	/* in the table of names; under the lock, as the next four */
	ObjectHeader *next_listed;	/* in its driver's list, or in that of the driver objects */
	ObjectHeader **link_listed;	/* to this object there, or null */
	ObjectHeader *objects;		/* of a driver: the list */
	u32 name_hash;			/* constant; 0 for an object that is found by no name */
	size_t bytes;			/* of the body */
	u32 driver_number;		/* of that driver object; 0 without one */
	u32 handles;			/* of a type with paths; under the table's lock */
	Atomic<bool> is_permanent;	/* has a reference that ZwMakeTemporaryObject drops */
	Atomic<bool> is_nameless;	/* no lookup finds it by its name any more */
	/* The first one is zero if no item ever belonged to it. */
	Atomic<uintptr_t> items[kItemPlaces];
	/* For reports; a device's or driver's full name. At the end it is a ww_unread. */
	alignas(void *) char name[kObjectName];
};

/*
 * Creates an object with a zeroed body of @bytes and one reference, and enters it in the table.
 * Null without memory. If @taken is given, the name must be unique among the live objects of the
 * type, upper and lower case alike; if it is not, the result is null and @taken is set. <=
 * DISPATCH_LEVEL.
 */
void *object_create(const ObjectType &type, size_t bytes, void *driver = nullptr,
		    const char *name = "", bool *taken = nullptr);

/*
 * The same for an object that others may find by its name at once: init(body, how) is called before
 * it is entered. An object of a type with paths has one handle from the start.
 */
struct NewObject {
	const ObjectType &type;
	size_t bytes;
	void *driver = nullptr;
	const char *name = "";
	bool *taken = nullptr;
	void (*init)(void *body, const void *how) = nullptr;
	const void *how = nullptr;
};

void *object_create(const NewObject &wanted);

inline ObjectHeader *object_header(void *body)
{
	return static_cast<ObjectHeader *>(body) - 1;
}

inline const ObjectHeader *object_header(const void *body)
{
	return static_cast<const ObjectHeader *>(body) - 1;
}

/* The type of a live object, or null for any other pointer. Any IRQL. */
const ObjectType *object_type(const void *body);

/* ---- Lookups for fast paths. Preemption is off, and the header stays as long as that. ---- */

constexpr u32 kObjectBucketsShift = 12;
constexpr u32 kObjectBuckets = 1u << kObjectBucketsShift;

extern constinit ObjectHeader *object_table[kObjectBuckets];

inline ObjectHeader *&object_bucket(const void *body)
{
	return object_table[mixed(address_of(body)) >> (64 - kObjectBucketsShift)];
}

/* The header of an object that is in the table, else null. Its last reference may be gone. */
inline ObjectHeader *object_find(const void *body)
{
	ObjectHeader *header = __atomic_load_n(&object_bucket(body), __ATOMIC_ACQUIRE);

	while (header && header + 1 != body)
		header = __atomic_load_n(&header->next, __ATOMIC_ACQUIRE);
	return header;
}

/* object_find() of an object that has references. */
inline ObjectHeader *object_find_live(const void *body)
{
	ObjectHeader *header = object_find(body);

	return header && header->references.is_live() ? header : nullptr;
}

/*
 * Calls take(body) for the live object of @type that is called @name, upper and lower case alike. The
 * objects of @type were created with @taken. Holds the table's lock, as the sum of a driver's activities
 * does. The last reference may go meanwhile, so take() tries to get one. Returns the body if take()
 * returns true. Null if not, or if there is no such object. Any IRQL.
 */
void *object_find(const ObjectType &type, const char *name, bool (*take)(void *body));

/*
 * Whether a live object that ObReferenceObject takes, of another type than @type, is called @name. @type may be any
 * pointer. Any IRQL.
 */
bool object_of_other_type_is_named(const void *type, const char *name);

/* ---- Handles of objects with paths. Any IRQL. ---------------------------------------------- */

/*
 * The object of a type with paths that has this name, with a kept reference and a handle more; or
 * null.
 */
void *object_open_path(const char *name);

/* A handle more, for a caller that has a reference; and one less. No reference is dropped. */
void object_handle_opened(void *body);
/* Without any handle, an object that is not permanent has no name any more. */
void object_handle_closed(void *body);

/* The references on a live object, or 0 for any other pointer. Any IRQL. */
u32 object_count(const void *body);

/*
 * Describes a live object for a report: its type, its name, its driver. False for any other
 * pointer.
 */
bool object_describe(const void *body, char *text, size_t room);

inline void object_reference(void *body)
{
	object_header(body)->references.acquire();
}

inline void object_dereference(void *body)
{
	object_header(body)->references.release();
}

/*
 * Kept references: those of handles, running threads, registrations, other objects and calls in
 * progress. ObDereferenceObject drops only references that a driver may have. A reference that
 * passes to a driver, or back, changes its kind by object_give() or object_keep().
 */
inline void object_reference_kept(void *body)
{
	object_header(body)->references.acquire_kept();
}

inline void object_dereference_kept(void *body)
{
	object_header(body)->references.release_kept();
}

inline void object_keep(void *body)
{
	object_header(body)->references.keep();
}

inline void object_give(void *body)
{
	object_header(body)->references.give();
}

/* The creator's reference on an object that has a per-CPU count, without a rundown before. */
void object_dereference_created(void *body);

/* ---- Rundown: refuses new references, then waits for those that are held ---------------- */

/*
 * object_reference() of any pointer. False once the rundown has begun, and when there is no object.
 */
bool object_try_reference(void *body);
bool object_try_reference_kept(void *body);

/* True for the first call, whose caller waits. */
bool object_begin_rundown(void *body);

/*
 * Begins the rundown, if it has not begun, and waits until only the creator's reference is left.
 * Every ten seconds the log names what it waits for. The object exists until that reference is
 * dropped. May sleep.
 */
void object_rundown(void *body);

/* What a list says of an object. */
struct ObjectLine {
	const void *body;
	const char *type;
	char name[kObjectName];		/* or empty */
	char driver[kObjectName];	/* likewise; of the driver object that it belongs to */
	u32 references;
	u32 activities;
};

/*
 * The first object at @cursor or behind it, which then is the next one. A cursor begins at 0. False at the
 * end. The table is locked for one bucket at a time.
 */
bool object_next(u64 &cursor, ObjectLine &line);

/*
 * Calls visit(body) for each object of @driver, the driver object included, until one call returns
 * false. Null: for the objects of all drivers. Under the table's lock.
 */
void objects_of_driver(const void *driver, bool (*visit)(void *body, void *context), void *context);

/* Likewise, for each driver object. */
void driver_objects(bool (*visit)(void *body, void *context), void *context);

/*
 * True when at some moment of the call no code of the driver ran or was on its way to run, and none
 * of its objects was being destroyed after the drop of its last reference, or was to be awaited.
 */
bool driver_is_quiet(void *driver);

template <typename Visit>
bool object_call(void *body, void *context)
{
	return (*static_cast<Visit *>(context))(body);
}

template <typename Visit>
void objects_of_driver(const void *driver, Visit visit)
{
	objects_of_driver(driver, object_call<Visit>, &visit);
}

template <typename Visit>
void driver_objects(Visit visit)
{
	driver_objects(object_call<Visit>, &visit);
}

/* The log names the first object that the unload of the driver awaits: see ObjectType::is_awaited. */
void objects_describe_awaited(const void *driver);

/*
 * Destroys the object whatever its count is: calls the type's destroy(), frees the memory. Memory
 * that is still in use is reported, and stays until objects_exit().
 */
void object_destroy(void *body);

/* Says in the log which routines of @driver run. */
using DescribeRunning = void (*)(const void *driver);
/* Called when an object that had items has left the table, before its memory is freed. */
using EndItems = void (*)(const void *body);

void objects_init(DescribeRunning describe_running, EndItems end_items);
/* Nothing runs any more. */
void objects_exit();

} /* namespace ww */
