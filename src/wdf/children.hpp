/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The children of a bus driver's device: which PDOs the PnP manager is told of, and how they end.
 *
 *	from		by						to
 *	unlisted	children_add()					pending
 *	pending		an answer to the manager			reported
 *	pending,	children_set_missing()				missing
 *	reported
 *	missing		an answer to the manager			gone
 *	missing		the same, of a child that was not reported	left: its device ends
 *	gone		IRP_MN_REMOVE_DEVICE				left: its device ends
 *	any		the end of the parent				left: its device ends
 *
 * A PDO that gets IRP_MN_REMOVE_DEVICE in another state stays, and may be started again: only the device of the
 * function driver is removed.
 *
 * The list has a reference on each child. While it is pinned no child leaves it, so a thread may walk it without the
 * lock, and get each next one in a constant time.
 */
#pragma once

#include "base/call_site.hpp"
#include "pdo.hpp"

namespace ww::wdf {

/*
 * Adds a child to its parent's list. STATUS_OBJECT_NAME_EXISTS if it is there, and STATUS_DELETE_PENDING if the parent
 * ends. <= DISPATCH_LEVEL, as the next ones.
 */
NTSTATUS children_add(Pdo &pdo);

/* The same for a child that an answer to the manager has created, and lists. */
NTSTATUS children_enter(Pdo &pdo);

/* The device of the child is not there any more. False if it is in no list. */
bool children_set_missing(Pdo &pdo);

/* The manager asks again, unless the driver looks at the group: then it does so later. */
void children_tell(Device &parent, const ChildGroup &group);

/* While the driver looks at a group of the children: what it changes there is told the manager later. */
void children_lock(Device &parent, ChildGroup &group);
/* False if it is not locked, and the parent has not ended. */
bool children_unlock(Device &parent, ChildGroup &group);
bool children_are_locked(const ChildGroup &group);

/* Whether the child is in its parent's list. */
bool child_is_listed(Pdo &pdo);

/* The first child behind @previous in the list, or of all if that is null; null at the end. The list is pinned. */
Pdo *children_next(Device &parent, Pdo *previous);

/* Whether IRP_MN_REMOVE_DEVICE ends the child, since the manager knows that it is gone. */
bool child_is_gone(Pdo &pdo);

/* The child ends: it leaves the list. */
void children_leave(Pdo &pdo);

/* The device behind @handle, if it may have children; or null, after a report or a refusal. */
Device *parent_of(CallSite call, WDFDEVICE handle);
/* The PDO behind @handle; null, after a report or a refusal, for anything else. */
Pdo *child_of(CallSite call, WDFDEVICE handle);

/* IRP_MN_QUERY_DEVICE_RELATIONS for BusRelations, of a parent. PASSIVE_LEVEL, as the next one. */
NTSTATUS answer_bus_relations(Device &parent, PIRP irp);

/* The parent ends, and all children with it. */
void children_end(Device &parent);

void children_init(Device &parent);

} /* namespace ww::wdf */
