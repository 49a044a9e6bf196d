/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Children: the devices that a bus driver reports by IRP_MN_QUERY_DEVICE_RELATIONS. Their PDOs belong to
 * that driver.
 *
 * The manager asks when a device has started, and after IoInvalidateDeviceRelations: one thread at a time
 * for a parent. A PDO that it has not seen gets a node. If a driver serves one of its IDs, that gets its
 * AddDevice called; if not, and the bus driver says that the device is raw, the PDO is started alone. Any
 * other waits for such a driver, unbound. A PDO that is not reported any more is missing, and its node goes. A new one
 * may have its name: it is unbound until the other one has left.
 *
 * A parent goes after its children: children_close() lets no new one come, all are asked first, and one that
 * refuses keeps all of them.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"
#include "linux/done.h"
#include "node_set.hpp"

namespace ww {

enum class Removal : u8;

/* Of a parent. Under the lock of children.cpp. */
struct Children {
	LIST_ENTRY list;		/* each by ChildLink::sibling, the oldest first */
	u32 count;
	u32 round;			/* of the questions */
	bool is_open;			/* it is started, and is not about to go */
	bool is_asking;			/* a thread does */
	bool is_stale;			/* an answer may have changed */
	struct ww_later later;
	/* The thread that removes the parent has these, between children_close() and the end. */
	NodeSet going;
};

/* Of a child. */
struct ChildLink {
	LIST_ENTRY sibling;		/* of the same parent; under the lock of children.cpp, as the next ones */
	LIST_ENTRY all;			/* of all parents */
	Node *next_alike;		/* in the same slot of the table of names */
	u32 round;			/* in which it was reported last */
	bool is_missing;
	bool is_behind;			/* it waits for one with its name, which is missing and has not left */
	/* The thread that removes the parent: it has claimed the child. */
	bool is_claimed;
	bool is_raw;			/* as its driver says */
};

void children_init(Node &parent);
void children_setup();

/*
 * @parent has started. The thread that has started it calls the first one while it still has the node claimed: a
 * removal waits then for the second one, which asks for the children. PASSIVE_LEVEL.
 */
void children_announce(Node &parent);
void children_begin(Node &parent);
/* Does so soon. <= DISPATCH_LEVEL. */
void children_ask_again(Node &parent);

/* The steps of a removal, in the thread that has claimed @parent. PASSIVE_LEVEL. */
void children_close(Node &parent);
void children_open(Node &parent);
/* The status of a child that refuses. */
NTSTATUS children_query(Node &parent);
void children_cancel(Node &parent);
/* After this, those that have an open file are left. */
void children_remove(Node &parent, Removal how, bool all_agree);

/* Whether @parent has a child that has not been removed. <= DISPATCH_LEVEL. */
bool children_are_left(Node &parent);

/* Whether the child is still there for its bus driver. */
bool child_is_reported(Node &child);
/*
 * Claims a child that is started or unbound, after any other thread that changes it. False for any other.
 * PASSIVE_LEVEL, as the next one.
 */
bool child_claim(Node &child);
/*
 * Gives a child that is unbound to the driver that serves it, if there is one, or starts it if it is raw. One that
 * waits for the name of another one stays as it is.
 */
void child_bind(Node &child);

/*
 * Has the device ejected, soon: its drivers are asked to let it go, and then the bus driver gets IRP_MN_EJECT. False if
 * @pdo is not of a child. <= DISPATCH_LEVEL.
 */
bool child_eject(PDEVICE_OBJECT pdo);

/* The child has been removed for good: drops the bus driver's reference on its PDO. */
void child_leave(Node &child);

/*
 * @driver serves children with the IDs of its INF, or with @id if that is not null. Those that wait get it at
 * once. PASSIVE_LEVEL.
 */
NTSTATUS children_serve(PDRIVER_OBJECT driver, const char *id);
/* @driver ends, and gets no new child. Waits for those that start. PASSIVE_LEVEL. */
void children_forget(PDRIVER_OBJECT driver);

} /* namespace ww */
