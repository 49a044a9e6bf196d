/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects: what ObReferenceObject counts. A header precedes the body that Windows defines
 * (DRIVER_OBJECT, DEVICE_OBJECT, ETHREAD), and the per-CPU count, of a type that has one, precedes the
 * header. Behind the body of a driver object is the UnloadCount of what belongs to it; a driver that
 * is a module uses the one in its image instead. All live objects are in one table, so a pointer
 * can be judged without being followed.
 *
 * The creator holds one reference. The table's lock covers the table, and keeps switch_to_atomic() and who
 * adds up a driver's activities apart. A header is constant while the object lives, but for its
 * reference.
 */
#pragma once

#include "reference.hpp"

namespace ww {

struct ObjectType {
	const char *name;
	void (*destroy)(void *body) = nullptr;	/* last words before the memory goes */
	bool is_driver = false;		/* objects of its belong to it, and are its activity's */
	bool has_percpu_count = false;	/* of activities, since many queueings may share one */
	bool is_public = false;		/* ObReferenceObject takes it, as on Windows */
};

constexpr size_t kObjectName = 128;

struct alignas(16) ObjectHeader {
	Reference references;		/* first: in front of it may be its percpu_count */
	const ObjectType *type;
	void *driver;			/* body of the driver object it belongs to, or null */
	ObjectHeader *next;		/* in the table */
	char name[kObjectName];		/* for reports; a device's or driver's full name */
};

/*
 * A zeroed body of @bytes with one reference, in the table; null without memory, or, when
 * @taken is given, if a live object of the type has the same name, upper or lower case: then it
 * is set. <= DISPATCH_LEVEL.
 */
void *object_create(const ObjectType &type, size_t bytes, void *driver = nullptr,
		    const char *name = "", bool *taken = nullptr);

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

/*
 * The same without a lock, for an object whose rundown has not begun. Null says nothing: two
 * objects may compete for one place. The pointer is not followed either.
 */
const ObjectType *object_type_fast(const void *body);

/* The references on a live object, or 0 for any other pointer. Any IRQL. */
u32 object_count(const void *body);

/* Describes a live object for a report: its type, its name, its driver's. False for no object. */
bool object_describe(const void *body, char *text, size_t room);

inline void object_reference(void *body)
{
	object_header(body)->references.acquire();
}

inline void object_dereference(void *body)
{
	object_header(body)->references.release();
}

/* The creator's reference on an object that has a per-CPU count, without a rundown before. */
void object_dereference_created(void *body);

/* ---- Rundown: an object that is to go first lets nobody in, then waits for who is in -------- */

/* object_reference() unless the rundown has begun: then false. With the verifier, any pointer. */
bool object_try_reference(void *body);

/*
 * The same with a reference that queueings hold, see acquire_activity(); null when the rundown
 * has begun.
 */
Reference *object_enter(void *body);

/* True for the first call, whose caller is to wait. */
bool object_begin_rundown(void *body);

/*
 * Begins the rundown, if nobody has, and waits until the creator's reference is the only one
 * left; every ten seconds the log says for what. The object stays until that is dropped. Where
 * the task may sleep.
 */
void object_rundown(void *body);

/*
 * Calls visit(body) for each live object of @driver, the driver object included, until one
 * call returns false. Under the table's lock.
 */
void objects_of_driver(const void *driver, bool (*visit)(void *body, void *context), void *context);

/*
 * True when no code of the driver ran or was on its way to at some moment of the call, and no
 * object of its is just being destroyed by the one who dropped its last reference.
 */
bool driver_is_quiet(void *driver);

template <typename Visit>
void objects_of_driver(const void *driver, Visit visit)
{
	objects_of_driver(driver, [](void *body, void *context) {
		return (*static_cast<Visit *>(context))(body);
	}, &visit);
}

/* Ends the object, whatever its count says: its last words, then it leaves the table. */
void object_destroy(void *body);

/* Says in the log which routines of @driver run. */
using DescribeRunning = void (*)(const void *driver);

void objects_init(DescribeRunning describe_running);

} /* namespace ww */
