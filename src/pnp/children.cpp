/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How the children of bus drivers come and go: see children.hpp.
 */
#include "children.hpp"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "base/text.hpp"
#include "child_ids.hpp"
#include "inf.hpp"
#include "irp.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/wait.h"
#include "mm/pool.hpp"
#include "node.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/stack.hpp"

namespace ww {
namespace {

/* A driver that serves children. */
struct Server {
	LIST_ENTRY link;
	PDRIVER_OBJECT driver;
	u32 calls;			/* of child_bind() that use it; its driver waits for them when it ends */
	char id[64];			/* or "": those of its INF */
};

constexpr u32 kSlots = 256;

/* Covers the links of all children, and the records of the drivers that serve them. */
constinit Lock lock;
constinit LIST_ENTRY all_children WW_GUARDED_BY(lock){};
constinit u32 child_count WW_GUARDED_BY(lock) = 0;
constinit LIST_ENTRY servers WW_GUARDED_BY(lock){};
/* The children by device and instance ID, which no two have. */
constinit Node *names[kSlots] WW_GUARDED_BY(lock){};

NodeSet children_of(Node &parent) WW_UNCHECKED
{
	return nodes_take(lock, parent.children.list, parent.children.count, __builtin_offsetof(Node, child.sibling));
}

/* ---- Drivers -------------------------------------------------------------------------------- */

bool serves(const Server &server, const Node &node)
{
	const Identity &identity = node.identity;
	const WINWORK_INF *const inf = driver_inf(server.driver);

	if (server.id[0])
		return list_has(identity.hardware_ids, server.id) || list_has(identity.compatible_ids, server.id);
	return inf && inf_find(*inf, identity.hardware_ids, identity.compatible_ids);
}

bool is_behind(const Node &child)
{
	LockGuard guard(lock);

	return child.child.is_behind;
}

/* The first one that serves the child, for server_put(); or null. */
Server *server_of(const Node &node)
{
	LockGuard guard(lock);

	for (LIST_ENTRY *link = servers.Flink; link != &servers; link = link->Flink) {
		Server *const server = CONTAINING_RECORD(link, Server, link);

		if (serves(*server, node)) {
			server->calls++;
			return server;
		}
	}
	return nullptr;
}

void server_put(Server &server)
{
	{
		LockGuard guard(lock);

		server.calls--;
	}
	ww_gate_wake();
}

} /* namespace */

void child_bind(Node &node)
{
	if (is_behind(node))
		return;

	Server *const server = server_of(node);

	if (!server && !node.child.is_raw)
		return;

	const NTSTATUS status = node_bind(node, server ? server->driver : nullptr);

	if (!NT_SUCCESS(status) && status != STATUS_DELETE_PENDING)
		ww_print(WW_LEVEL_WARNING, "the device %s\\%s does not start: status 0x%08X",
			 identity_device(node.identity), node.identity.instance, static_cast<u32>(status));
	if (server)
		server_put(*server);
}

/* ---- Arrival -------------------------------------------------------------------------------- */

namespace {

u32 slot_of(const Identity &identity)
{
	return (text_hash(identity_device(identity)) ^ text_hash(identity.instance)) % kSlots;
}

bool is_alike(const Node &a, const Node &b)
{
	return text_alike(identity_device(a.identity), identity_device(b.identity)) &&
	       text_alike(a.identity.instance, b.identity.instance);
}

/* False if there is such a child already. Behind one that is missing @child waits until that has left. */
bool enter(Node &parent, Node &child)
{
	LockGuard guard(lock);
	Node *&slot = names[slot_of(child.identity)];

	for (const Node *node = slot; node; node = node->child.next_alike) {
		if (!is_alike(*node, child))
			continue;
		if (node->parent != &parent || !node->child.is_missing)
			return false;
		child.child.is_behind = true;
	}
	child.child.next_alike = slot;
	slot = &child;
	child.child.round = parent.children.round;
	InsertTailList(&parent.children.list, &child.child.sibling);
	parent.children.count++;
	InsertTailList(&all_children, &child.child.all);
	child_count++;
	object_reference_kept(parent.pdo);
	return true;
}

void report_child(uintptr_t error, PDEVICE_OBJECT pdo, const Node &parent, const char *what)
{
	report({ .code = BugCheck::pnp_detected_fatal_error,
		 .parameter = { error, address_of(pdo), address_of(parent.pdo), 0 },
		 .call = { "QUERY_DEVICE_RELATIONS" }, .item = pdo, .owner = parent.pdo },
	       "%s", what);
}

/* The node of a PDO that no bus reports now, kept; null after a message. */
Node *arrive(Node &parent, PDEVICE_OBJECT pdo)
{
	Node *const node = node_create_child(pdo, parent);

	if (!node)
		return nullptr;
	node_keep(*node);
	/* Bus drivers may leave this to the manager. Its driver could not attach a device otherwise. */
	pdo->Flags &= ~DO_DEVICE_INITIALIZING;
	/* A node that is in no list is no more than memory of the PDO. */
	if (!child_identify(*node)) {
		report_child(kInvalidId, pdo, parent, "the child has no device ID, or a wrong one; it is left out");
	} else if (!enter(parent, *node)) {
		report_child(kDuplicateChild, pdo, parent,
			     "another child has the same device and instance ID; this one is left out");
	} else {
		return node;
	}
	node->state = NodeState::removed;
	node->parent = nullptr;
	node_drop(*node);
	return nullptr;
}

bool is_lowest(PDEVICE_OBJECT device)
{
	const PDEVICE_OBJECT lowest = stack_lowest_reference(device);

	object_dereference(lowest);
	return lowest == device;
}

/* Whether the bus driver's list has a PDO at this place. */
bool check_entry(const Node &parent, PDEVICE_OBJECT pdo)
{
	if (!pdo) {
		report_child(kNullChild, nullptr, parent, "a device in the bus relations is NULL");
		return false;
	}
	if (!check_type({ "QUERY_DEVICE_RELATIONS" }, pdo, device_type))
		return false;
	if (device_is_deleted(pdo))
		report_child(kDeletedChild, pdo, parent, "a device in the bus relations has been deleted");
	else if (!is_lowest(pdo))
		report_child(kNoPdo, pdo, parent, "a device in the bus relations is attached to another one");
	else
		return true;
	object_dereference(pdo);
	return false;
}

/* Notes that a child is there. False if another bus has it. */
bool note_known(Node &parent, Node &child)
{
	LockGuard guard(lock);

	if (child.parent == &parent)
		child.child.round = parent.children.round;
	return child.parent == &parent;
}

/* One that has gone for good may come again. */
bool has_left(const Node &node)
{
	LockGuard guard(lock);

	return !node.parent && device_state(node.pdo).node_memory;
}

/* Notes that the PDO is there. False if it is new. Else the bus driver's reference is dropped. */
bool note(Node &parent, PDEVICE_OBJECT pdo)
{
	Node *const known = node_of(pdo);

	if (!known || has_left(*known))
		return false;
	if (!note_known(parent, *known))
		report_child(kDuplicateChild, pdo, parent, "another bus has this device; here it is left out");
	object_dereference(pdo);
	return true;
}

/* ---- Asking --------------------------------------------------------------------------------- */

bool is_claimable(Node &child)
{
	return child.state == NodeState::started || child.state == NodeState::unbound;
}

} /* namespace */

bool child_claim(Node &child)
{
	do {
		node_wait(child);
		if (node_claim(child, NodeState::started) || node_claim(child, NodeState::unbound))
			return true;
	} while (is_claimable(child));
	return false;
}

namespace {

/* A child that goes: it is missing, or its parent goes. */
void end_child(Node &child, Removal how)
{
	if (child_claim(child)) {
		if (child.state == NodeState::started)
			node_go(child, how);
		else
			node_finish(child);
	} else if (how == Removal::forced && node_claim(child, NodeState::vanished)) {
		node_finish(child);
	}
}

/* True the first time that the child is found missing. */
bool becomes_missing(const Node &parent, Node &child)
{
	LockGuard guard(lock);

	if (child.child.round == parent.children.round || child.child.is_missing)
		return false;
	child.child.is_missing = true;
	return true;
}

/* True once, when no child stands in the way of one that has waited for its name. */
bool comes_next(Node &child)
{
	LockGuard guard(lock);

	if (!child.child.is_behind || child.child.is_missing || !child.parent)
		return false;
	for (const Node *node = child.child.next_alike; node; node = node->child.next_alike) {
		if (is_alike(*node, child))
			return false;
	}
	child.child.is_behind = false;
	return true;
}

/* Those that were not reported in this round go. Those that have waited for the names of others come. */
void update_known(Node &parent)
{
	NodeSet set = children_of(parent);

	for (u32 i = 0; i < set.count; i++) {
		if (becomes_missing(parent, *set.nodes[i]))
			end_child(*set.nodes[i], Removal::surprise);
	}
	for (u32 i = 0; i < set.count; i++) {
		if (comes_next(*set.nodes[i]))
			child_bind(*set.nodes[i]);
	}
	nodes_drop(set);
}

/* The devices of a list are noted. Its entries become those that are new, and null. */
void note_all(Node &parent, DEVICE_RELATIONS &list)
{
	for (ULONG i = 0; i < list.Count; i++) {
		PDEVICE_OBJECT &pdo = list.Objects[i];

		if (!check_entry(parent, pdo) || note(parent, pdo))
			pdo = nullptr;
	}
}

/*
 * Those that are new arrive, and are kept. The manager keeps the bus driver's reference on them until they go. The
 * list may have one of them twice.
 */
void arrive_all(Node &parent, DEVICE_RELATIONS &list)
{
	for (ULONG i = 0; i < list.Count; i++) {
		PDEVICE_OBJECT &pdo = list.Objects[i];

		if (!pdo)
			continue;
		if (note(parent, pdo)) {
			pdo = nullptr;
		} else if (!arrive(parent, pdo)) {
			object_dereference(pdo);
			pdo = nullptr;
		}
	}
}

void bind_all(const DEVICE_RELATIONS &list)
{
	for (ULONG i = 0; i < list.Count; i++) {
		if (const PDEVICE_OBJECT pdo = list.Objects[i]) {
			Node &child = *node_of(pdo);

			child_bind(child);
			node_drop(child);
		}
	}
}

/* Asks once. An answer of failure changes nothing. */
void ask(Node &parent)
{
	PnpCall query = { .minor = IRP_MN_QUERY_DEVICE_RELATIONS };

	query.parameters.QueryDeviceRelations.Type = BusRelations;
	if (!NT_SUCCESS(pnp_call(parent.pdo, query)))
		return;

	auto *const list = reinterpret_cast<PDEVICE_RELATIONS>(query.information);

	if (list)
		note_all(parent, *list);
	update_known(parent);
	if (!list)
		return;
	arrive_all(parent, *list);
	bind_all(*list);
	pool_free(kManager, list, kAnyTag);
}

/* Begins a round. */
void begin_round(Node &parent)
{
	LockGuard guard(lock);

	parent.children.is_stale = false;
	parent.children.round++;
}

/* True if there is another round. */
bool end_round(Node &parent)
{
	LockGuard guard(lock);

	parent.children.is_asking = parent.children.is_stale && parent.children.is_open;
	return parent.children.is_asking;
}

} /* namespace */

void children_begin(Node &parent)
{
	do {
		begin_round(parent);
		ask(parent);
	} while (end_round(parent));
	ww_gate_wake();
}

namespace {

void ask_later(struct ww_later *later)
{
	const SystemTask system;
	Node &parent = *CONTAINING_RECORD(later, Node, children.later);

	children_begin(parent);
	node_drop(parent);
}

bool is_not_asking(void *argument)
{
	LockGuard guard(lock);

	return !static_cast<const Node *>(argument)->children.is_asking;
}

} /* namespace */

void children_init(Node &parent) WW_UNCHECKED
{
	InitializeListHead(&parent.children.list);
}

void children_setup()
{
	lock.init(WW_LOCK_CHILDREN);

	LockGuard guard(lock);

	InitializeListHead(&all_children);
	InitializeListHead(&servers);
}

void children_announce(Node &parent)
{
	LockGuard guard(lock);

	parent.children.is_open = true;
	parent.children.is_asking = true;
}

void children_ask_again(Node &parent)
{
	{
		LockGuard guard(lock);

		parent.children.is_stale = true;
		if (!parent.children.is_open || parent.children.is_asking)
			return;
		parent.children.is_asking = true;
	}
	node_keep(parent);
	ww_later_patiently(&parent.children.later, ask_later);
}

/* ---- Removal -------------------------------------------------------------------------------- */

void children_close(Node &parent)
{
	Children &children = parent.children;
	{
		LockGuard guard(lock);

		if (!children.is_open)
			return;
		children.is_open = false;
	}
	while (!ww_gate_wait(is_not_asking, &parent))
		ww_print(WW_LEVEL_WARNING, "the removal of a device of %s waits for the start of its children",
			 object_header(parent.driver)->name);
	children.going = children_of(parent);
}

namespace {

/* Claims the child, and asks it if it is started. */
NTSTATUS query_child(Node &child)
{
	child.child.is_claimed = child_claim(child);
	if (child.child.is_claimed)
		return child.state == NodeState::started ? node_query(child) : STATUS_SUCCESS;
	/* One that has vanished has an open file. */
	return child.state == NodeState::removed ? STATUS_SUCCESS : STATUS_DEVICE_BUSY;
}

} /* namespace */

void children_open(Node &parent)
{
	bool is_stale;

	nodes_drop(parent.children.going);
	{
		LockGuard guard(lock);

		parent.children.is_open = true;
		is_stale = parent.children.is_stale;
	}
	if (is_stale)
		children_ask_again(parent);
}

NTSTATUS children_query(Node &parent)
{
	for (u32 i = 0; i < parent.children.going.count; i++) {
		const NTSTATUS status = query_child(*parent.children.going.nodes[i]);

		if (!NT_SUCCESS(status))
			return status;
	}
	return STATUS_SUCCESS;
}

void children_cancel(Node &parent)
{
	for (u32 i = 0; i < parent.children.going.count; i++) {
		Node &child = *parent.children.going.nodes[i];

		if (!child.child.is_claimed)
			continue;
		child.child.is_claimed = false;
		if (child.state == NodeState::started)
			node_cancel(child);
		else
			node_unclaim(child);
	}
}

void children_remove(Node &parent, Removal how, bool all_agree)
{
	for (u32 i = 0; i < parent.children.going.count; i++) {
		Node &child = *parent.children.going.nodes[i];
		const bool is_claimed = child.child.is_claimed;
		{
			LockGuard guard(lock);

			child.child.is_missing = true;
		}
		child.child.is_claimed = false;
		if (!is_claimed)
			end_child(child, how);
		else if (all_agree || child.state == NodeState::unbound)
			node_finish(child);
		else
			node_go(child, how);
	}
	nodes_drop(parent.children.going);
}

bool children_are_left(Node &parent)
{
	LockGuard guard(lock);

	return parent.children.count;
}

bool child_is_reported(Node &child)
{
	LockGuard guard(lock);

	return !child.child.is_missing;
}

void child_leave(Node &child)
{
	const PDEVICE_OBJECT pdo = child.pdo;
	Node &parent = *child.parent;
	bool asks_again = false;

	/* The bus may end as soon as its last child has left. */
	node_keep(child);
	node_keep(parent);
	{
		LockGuard guard(lock);
		Node **at = &names[slot_of(child.identity)];

		/* Another one may wait for the name. */
		for (; *at != &child; at = &(*at)->child.next_alike)
			asks_again |= is_alike(**at, child);
		*at = child.child.next_alike;
		RemoveEntryList(&child.child.sibling);
		RemoveEntryList(&child.child.all);
		parent.children.count--;
		child_count--;
		/* It was reported again, when a file still had it. */
		asks_again |= child.child.round == parent.children.round;
		child.parent = nullptr;
	}
	ww_gate_wake();
	node_check_end(parent);
	if (asks_again)
		children_ask_again(parent);
	object_dereference_kept(parent.pdo);
	node_drop(parent);
	object_dereference(pdo);
	node_drop(child);
}

/* ---- Drivers that serve children ------------------------------------------------------------ */

NTSTATUS children_serve(PDRIVER_OBJECT driver, const char *id) WW_UNCHECKED
{
	auto *const server = static_cast<Server *>(ww_zalloc_sleeping(sizeof(Server)));

	if (!server)
		return STATUS_INSUFFICIENT_RESOURCES;
	server->driver = driver;
	text_copy(server->id, sizeof(server->id), id ? id : "");
	{
		LockGuard guard(lock);

		InsertTailList(&servers, &server->link);
	}

	NodeSet set = nodes_take(lock, all_children, child_count, __builtin_offsetof(Node, child.all));

	for (u32 i = 0; i < set.count; i++) {
		if (set.nodes[i]->state == NodeState::unbound && child_is_reported(*set.nodes[i]))
			child_bind(*set.nodes[i]);
	}
	nodes_drop(set);
	return STATUS_SUCCESS;
}

namespace {

Server *take_server(PDRIVER_OBJECT driver)
{
	LockGuard guard(lock);

	for (LIST_ENTRY *link = servers.Flink; link != &servers; link = link->Flink) {
		Server *const server = CONTAINING_RECORD(link, Server, link);

		if (server->driver == driver) {
			RemoveEntryList(link);
			return server;
		}
	}
	return nullptr;
}

bool is_unused(void *server)
{
	LockGuard guard(lock);

	return !static_cast<const Server *>(server)->calls;
}

} /* namespace */

void children_forget(PDRIVER_OBJECT driver)
{
	while (Server *server = take_server(driver)) {
		while (!ww_gate_wait(is_unused, server))
			ww_print(WW_LEVEL_WARNING, "the end of %s waits for the start of a device",
				 object_header(driver)->name);
		ww_free(server);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI IoInvalidateDeviceRelations(PDEVICE_OBJECT DeviceObject, DEVICE_RELATION_TYPE Type)
{
	const CallSite call = WW_CALL_SITE;
	Node *const node = at_dispatch_or_below(call, DeviceObject) ? check_node(call, DeviceObject) : nullptr;

	if (node && (Type == BusRelations || Type == SingleBusRelations))
		children_ask_again(*node);
}

NTSTATUS NTAPI WinworkPnpServe(PDRIVER_OBJECT DriverObject, const char *Id)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, DriverObject) || !check_type(call, DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;
	if (!DriverObject->DriverExtension->AddDevice)
		return refuse(call, DriverObject, STATUS_NOT_SUPPORTED, "DriverExtension->AddDevice is NULL");
	if (Id && text_length(Id) >= sizeof(Server::id))
		return refuse(call, DriverObject, STATUS_INVALID_PARAMETER, "Id has %zu characters, and %zu at most are allowed",
			      text_length(Id), sizeof(Server::id) - 1);
	return children_serve(DriverObject, Id);
}

} /* extern "C" */
