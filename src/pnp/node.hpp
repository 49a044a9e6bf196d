/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Nodes: what the PnP manager knows about a device. A node lives as long as its PDO, the lowest device of a
 * stack. It is the device extension of a PDO of the manager's.
 *
 * The states of a node, and the IRPs that lead from one to the next:
 *
 *	from		by			IRPs					to
 *	added		node_add()		START_DEVICE; then questions		started
 *	added		the same, START fails	REMOVE_DEVICE				removed
 *	started		node_remove()		QUERY_REMOVE_DEVICE, REMOVE_DEVICE	removed
 *	started		the same, refused	CANCEL_REMOVE_DEVICE			started
 *	started		the chip is gone, or a	SURPRISE_REMOVAL			vanished
 *			removal that must be
 *			was refused
 *	vanished	no file is open, and	REMOVE_DEVICE				removed
 *			no child is left
 *	unbound		node_bind()		START_DEVICE; then questions		started
 *	unbound		children_remove()	REMOVE_DEVICE				removed
 *
 * A child of a bus driver's begins as unbound. Where others become removed, it is unbound again as long as its
 * bus driver reports it: see children.hpp.
 *
 * One thread at a time changes a node, and has is_changing set meanwhile: the lock of node.cpp covers
 * this, the state and the links. It is not held while a driver runs. While the machine goes to sleep
 * or wakes a started node has is_powering set, and no change begins. A sleep waits for a change only until
 * is_leaving is set: Linux holds the lock of the node's device meanwhile, for which the removal waits then.
 */
#pragma once

#include <wdm.h>
#include <winwork/inf.h>

#include "base/call_site.hpp"
#include "base/lock.hpp"
#include "base/atomic.hpp"
#include "bus.hpp"
#include "children.hpp"
#include "filter.hpp"
#include "linux/done.h"

struct ww_pnp_device;

namespace ww {

struct Connection;

enum class NodeState : u8 { added, unbound, started, vanished, removed };

struct Node {
	PDEVICE_OBJECT pdo;
	PDRIVER_OBJECT driver;		/* of the function, or the lower filter of a HID device; without one that of the PDO */
	bool has_function;		/* false: a child that is unbound, or raw */
	Filters filters;		/* see filter.cpp */
	const Bus *bus;
	Lock function_lock;
	void *function WW_GUARDED_BY(function_lock);	/* of the bus; null when it is gone */
	Identity identity;
	const WINWORK_INF_MODEL *model;	/* the line of the driver's INF that serves it, or null */
	char driver_key[52];		/* CLASS\NUMBER; see device_key.hpp */
	ResourceSet resources;
	Connection *connections;	/* of its interrupts; under the turn of connection.cpp, as the next one */
	bool connects_no_more;
	bool is_master;			/* it may read and write memory */
	LIST_ENTRY dma_adapters;	/* of WDM drivers; zeroed before the first. Under the lock of dma.cpp, as the next two */
	u32 dma_puts;			/* calls of PutDmaAdapter that have not ended their adapter yet */
	bool has_no_dma;		/* any more */
	Atomic<u32> interface_references;	/* of BUS_INTERFACE_STANDARD, each one on the PDO */
	bool is_assigned;		/* Bus::assign() was called, and not yet release() */

	Node *parent;			/* of a child, while a bus has it; else null. Under the lock of children.cpp */
	ChildLink child;
	Children children;

	NodeState state;
	bool is_entered;		/* in the two lists below */
	bool is_changing;
	bool is_asked_to_go;		/* QUERY_REMOVE_DEVICE was sent, and nothing since */
	bool is_powering;		/* the machine goes to sleep or wakes */
	bool is_leaving;		/* Linux's device goes, or has */
	Node *next;			/* of its driver's, the newest first */
	Node *previous;
	LIST_ENTRY all;			/* of all drivers', the newest first */
	ww_pnp_device *linux_device;	/* from before the start to the end of the hardware; see power.hpp */
	SYSTEM_POWER_STATE power;	/* what the drivers were told last */
	bool is_asked;			/* whether they let the machine sleep, and not yet told */
	bool is_finishing;		/* @later is on its way */
	struct ww_later later;		/* for the end of one that has vanished */
	struct ww_later failure;	/* for the removal of one that has failed */
	Atomic<bool> has_failed;
	struct ww_later ejection;	/* of a child */
	Atomic<bool> is_ejecting;	/* @ejection is on its way */
};

/* What a removal does if a driver refuses it, or a file is open. */
enum class Removal : u8 {
	asked,				/* nothing: the node stays */
	ordered,			/* it goes as one that has vanished */
	surprise,			/* no driver is asked: the hardware is gone */
	forced,				/* no driver is asked, and open files do not count */
};

/*
 * A device of @bus arrives: calls AddDevice of the lower filters, of @driver and of the upper filters, and
 * starts the stack. A filter whose AddDevice fails is left out. Without success nothing
 * is left, and @function is the caller's again. Stores the node in @added, or null if AddDevice has
 * made no device. PASSIVE_LEVEL.
 */
NTSTATUS node_add(PDRIVER_OBJECT driver, const Bus &bus, void *function, Node **added);

/*
 * The same for a function that Linux offers to the driver, and takes away by node_leaves(), which gets @node. Returns
 * 0, or an errno without a node. Stores the status of node_add() in @status. PASSIVE_LEVEL.
 */
s32 node_arrives(PDRIVER_OBJECT driver, const Bus &bus, void *function, void **node, NTSTATUS &status);
void node_leaves(void *node, bool is_present);

/*
 * Removes the device. Returns the status of the driver that refuses, STATUS_DEVICE_BUSY for an open
 * file, and STATUS_DELETE_PENDING if another thread removes it. @function of the node is not used any
 * more when this returns with success. PASSIVE_LEVEL.
 */
NTSTATUS node_remove(Node &node, Removal how);

/*
 * Keeps a node that the driver's end has not come to yet, with its PDO. The driver of the PDO, or, of a PDO of the
 * manager's, that of the function, does not end before node_drop(). <= DISPATCH_LEVEL.
 */
void node_keep(Node &node);
void node_drop(Node &node);

/* Waits until no node of the driver's is kept. PASSIVE_LEVEL. */
void nodes_wait(PDRIVER_OBJECT driver);

/* ---- Children, for children.cpp. PASSIVE_LEVEL. ---------------------------------------------- */

/* The node of @pdo, which a bus driver reports and no bus has now: unbound. Null without memory. */
Node *node_create_child(PDEVICE_OBJECT pdo, Node &parent);

/*
 * Makes the stack of a child that is unbound, with the device of @driver, or without it if that is null, and
 * starts it. Without success it is unbound again. The caller has a reference on the PDO, as of all of these.
 */
NTSTATUS node_bind(Node &node, PDRIVER_OBJECT driver);

/* Begins a change. False if another thread changes the node, or its state is not @from. */
bool node_claim(Node &node, NodeState from);
/* Waits until no thread changes it. */
void node_wait(Node &node);
/* Ends a change that has changed nothing. */
void node_unclaim(Node &node);

/* Of a claimed node that is started: whether its stack, and those of its children, let it go. */
NTSTATUS node_query(Node &node);
/* It stays after that, and is not claimed any more. */
void node_cancel(Node &node);
/* It goes, with all of its children. They have all agreed; or nobody was asked, or one has refused. */
void node_finish(Node &node);
void node_go(Node &node, Removal how);

/* The last child has gone, or the last file: a node that has vanished ends. <= DISPATCH_LEVEL. */
void node_check_end(Node &node);

/* Whether it cannot be kept any more. <= DISPATCH_LEVEL. */
bool node_is_leaving(Node &node);

/* Removes all devices of @driver, the newest first. PASSIVE_LEVEL. */
void nodes_remove(PDRIVER_OBJECT driver, Removal how);

/* Removes all devices that have @driver as a filter. PASSIVE_LEVEL. */
void nodes_remove_filtered(PDRIVER_OBJECT driver);

/*
 * No code of the driver runs any more. Ends the PDOs of its devices that references keep: those of a bus
 * interface are dropped as on Windows, others are reported. PASSIVE_LEVEL.
 */
void nodes_end(PDRIVER_OBJECT driver);

/* The node of a PDO; null for another device. */
Node *node_of(PDEVICE_OBJECT pdo);

/* The same for a pointer that a driver passes: null, after a report, for anything else. */
Node *check_node(CallSite call, PDEVICE_OBJECT pdo);

/*
 * Holds off all other changes of a node that is started. False for any other, and if a change that is under way does
 * not end in @seconds, which is reported: @status is STATUS_SUCCESS, or STATUS_IO_TIMEOUT. PASSIVE_LEVEL.
 */
bool node_begin_power(Node &node, u32 seconds, NTSTATUS &status);
void node_end_power(Node &node);

/*
 * Calls act(node) for each node of the machine until it returns false; the newest first, or the oldest.
 * Those that come or go meanwhile may be left out. False if it was, or without memory. PASSIVE_LEVEL.
 */
enum class NodeOrder : u8 { newest_first, oldest_first };
bool nodes_for_each(NodeOrder order, bool (*act)(Node &node, uintptr_t argument),
		    uintptr_t argument);

/* The driver cannot bring its device up again: it goes as one that has vanished. <= DISPATCH_LEVEL. */
void pdo_fail(PDEVICE_OBJECT pdo);

/* The node's function is not used any more: Bus::release(), once. */
void node_release(Node &node);

/* Bus::configuration() of a function that is there; 0 of any other. <= DISPATCH_LEVEL. */
u32 node_configuration(Node &node, bool write, void *buffer, u32 offset, u32 bytes);

/*
 * Linux's device for DMA of a device of the PnP manager; null if it has none. And its bus mastering goes
 * on, until the hardware is released. PASSIVE_LEVEL.
 */
ww_dma_device *pdo_dma_device(PDEVICE_OBJECT pdo);
void pdo_dma_begin(PDEVICE_OBJECT pdo);

/* The last file of a device that is going has been closed. */
void node_last_file(PDEVICE_OBJECT device);

/* WinWork's own driver above each that is a lower filter of its device by its INF; null at the end. */
void nodes_have_hid_function(PDRIVER_OBJECT driver);

int nodes_init();
void nodes_exit();

} /* namespace ww */
