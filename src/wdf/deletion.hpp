/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Deleting objects, and the references that the driver holds on them.
 */
#pragma once

#include "base/call_site.hpp"
#include "object.hpp"

namespace ww::wdf {

/* For reports about a deletion. It may run in a worker thread, where there is no caller. */
constexpr CallSite kDeletionCall = { "WdfObjectDelete", nullptr };

/* Acquires a reference for the driver. False when the object is being destroyed. */
bool object_reference_by_driver(Object &object);

/* Releases a reference of the driver. False, and nothing changes, when the driver has none. */
bool object_dereference_by_driver(Object &object);

/*
 * live -> deleting. True for the caller that now owns the deletion and must call object_delete() or
 * object_delete_now(). False when another deletion of the object or of an ancestor does it.
 */
bool object_begin_delete(Object &object);
bool object_begin_delete_locked(Object &object) WW_REQUIRES(tree_lock);

/*
 * Deletes an object whose deletion the caller owns. <= DISPATCH_LEVEL. The deletion is deferred
 *	- in the routine of a work item that is @object or below it: until the routine has returned
 *	- above PASSIVE_LEVEL, if it needs that level: to a worker thread
 *	- in a callback of a device or queue that @object is: likewise, since it waits for the
 *	  return of the callback
 */
void object_delete(Object &object);

/*
 * The same, never deferred: it may not be called in such a routine, nor above PASSIVE_LEVEL if the
 * deletion needs that level.
 */
void object_delete_now(Object &object);

/*
 * Waits until holds(object) is true, which is called under tree_lock. A thread that makes it true
 * must call ww_gate_wake(). Every ten seconds describe(object) logs the wait. PASSIVE_LEVEL.
 */
void wait_until(bool (*holds)(const Object &object), void (*describe)(const Object &object),
		const Object &object);

} /* namespace ww::wdf */
