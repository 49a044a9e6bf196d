/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deletion of objects, and the references of the driver's.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

/* ---- References of the driver's ------------------------------------------------------------ */

/* False when the object is just being destroyed. */
bool object_reference_by_driver(Object &object);

/* False, and nothing changed, when the driver has none. */
bool object_dereference_by_driver(Object &object);

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

/*
 * For who waits at PASSIVE_LEVEL: until @holds(@object, under the tree's lock). Every ten seconds
 * @describe(@object) is called to say so.
 */
void wait_until(bool (*holds)(const Object &object), void (*describe)(const Object &object),
		const Object &object);

} /* namespace ww::wdf */
