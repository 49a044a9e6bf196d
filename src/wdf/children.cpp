/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The children of a bus driver's device: see children.hpp.
 */
#include "children.hpp"

#include <winwork/io/pnp.h>

#include "child_list.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "dispatch.hpp"
#include "handle.hpp"
#include "linux/thread.h"
#include "mm/pool.hpp"
#include "ob/object.hpp"
#include "pnp/irp.hpp"
#include "pnp/node.hpp"

namespace ww::wdf {
namespace {

constexpr u32 kTag = 'R' << 24 | 'f' << 16 | 'd' << 8 | 'W';

/* The manager asks again. */
void tell(Device &parent)
{
	children_ask_again(*node_of(parent.pdo));
}

/* ---- Pins ----------------------------------------------------------------------------------- */

void pin(Device &parent)
{
	LockGuard guard(tree_lock);

	parent.children_list.pins++;
}

void take_out(Children &children, Pdo &pdo) WW_REQUIRES(tree_lock)
{
	tree_lock.assert_held();
	RemoveEntryList(&pdo.sibling);
	pdo.sibling = {};
	children.count--;
}

/* One of those that left while the list was pinned; null without one. */
Pdo *take_leaving(Device &parent)
{
	LockGuard guard(tree_lock);
	Children &children = parent.children_list;
	Pdo *const pdo = children.pins ? nullptr : children.leaving;

	if (pdo) {
		children.leaving = pdo->next_leaving;
		take_out(children, *pdo);
	}
	return pdo;
}

void drop_leaving(Device &parent)
{
	while (Pdo *pdo = take_leaving(parent))
		object_dereference(pdo->device);
}

void unpin(Device &parent)
{
	{
		LockGuard guard(tree_lock);

		parent.children_list.pins--;
	}
	drop_leaving(parent);
}

class Pin {
public:
	explicit Pin(Device &parent) : parent_(parent) { pin(parent); }
	~Pin() { unpin(parent_); }
	Pin(const Pin &) = delete;
	Pin &operator=(const Pin &) = delete;

private:
	Device &parent_;
};

} /* namespace */

/* ---- Changes -------------------------------------------------------------------------------- */

void children_init(Device &parent) WW_UNCHECKED
{
	InitializeListHead(&parent.children_list.list);
}

namespace {

/* The group of a child that has not left. */
const ChildGroup &group_of(const Pdo &pdo) WW_REQUIRES(tree_lock)
{
	return pdo.entry ? child_group_of(*pdo.entry) : pdo.parent->children_list.statics;
}

} /* namespace */

NTSTATUS children_enter(Pdo &pdo)
{
	LockGuard guard(tree_lock);
	Children &children = pdo.parent->children_list;

	if (pdo.presence != Presence::unlisted)
		return STATUS_OBJECT_NAME_EXISTS;
	if (children.has_ended)
		return STATUS_DELETE_PENDING;
	pdo.presence = Presence::pending;
	pdo.device->may_be_deleted = false;
	object_reference(pdo.device);
	InsertTailList(&children.list, &pdo.sibling);
	children.count++;
	children.had_any = true;
	return STATUS_SUCCESS;
}

NTSTATUS children_add(Pdo &pdo) WW_UNCHECKED
{
	const NTSTATUS status = children_enter(pdo);

	if (status == STATUS_SUCCESS)
		children_tell(*pdo.parent, pdo.parent->children_list.statics);
	return status;
}

bool children_set_missing(Pdo &pdo)
{
	bool is_told_later;
	{
		LockGuard guard(tree_lock);

		if (pdo.presence == Presence::unlisted)
			return false;
		if (pdo.presence > Presence::reported)
			return true;
		pdo.presence = Presence::missing;
		is_told_later = group_of(pdo).locks;
	}
	if (!is_told_later)
		tell(*pdo.parent);
	return true;
}

void children_tell(Device &parent, const ChildGroup &group)
{
	if (!children_are_locked(group))
		tell(parent);
}

void children_lock(Device &parent, ChildGroup &group)
{
	LockGuard guard(tree_lock);

	group.locks++;
	parent.children_list.pins++;
}

/* A parent that ends has unpinned its list. */
bool children_unlock(Device &parent, ChildGroup &group)
{
	{
		LockGuard guard(tree_lock);

		if (parent.children_list.has_ended)
			return true;
		if (!group.locks)
			return false;
		group.locks--;
		parent.children_list.pins--;
	}
	drop_leaving(parent);
	children_tell(parent, group);
	return true;
}

bool children_are_locked(const ChildGroup &group)
{
	LockGuard guard(tree_lock);

	return group.locks;
}

Pdo *children_next(Device &parent, Pdo *previous)
{
	LockGuard guard(tree_lock);
	LIST_ENTRY &head = parent.children_list.list;
	LIST_ENTRY *const link = previous ? previous->sibling.Flink : head.Flink;

	return link == &head ? nullptr : CONTAINING_RECORD(link, Pdo, sibling);
}

bool child_is_listed(Pdo &pdo)
{
	LockGuard guard(tree_lock);

	return pdo.sibling.Flink;
}

bool child_is_gone(Pdo &pdo)
{
	LockGuard guard(tree_lock);

	return pdo.presence >= Presence::gone;
}

void children_leave(Pdo &pdo)
{
	Children &children = pdo.parent->children_list;
	{
		LockGuard guard(tree_lock);
		const Presence before = pdo.presence;

		pdo.presence = Presence::left;
		if (before == Presence::unlisted || before == Presence::left)
			return;
		if (children.pins) {
			pdo.next_leaving = children.leaving;
			children.leaving = &pdo;
			return;
		}
		take_out(children, pdo);
	}
	object_dereference(pdo.device);
}

/* ---- Handles -------------------------------------------------------------------------------- */

Device *parent_of(CallSite call, WDFDEVICE handle)
{
	auto *const device = object_at_dispatch_or_below<Device>(call, handle);

	if (device && !device->lower) {
		refuse(call, device, STATUS_INVALID_PARAMETER,
		       "the WDFDEVICE is a PDO or a control device, and has no children");
		return nullptr;
	}
	return device;
}

Pdo *child_of(CallSite call, WDFDEVICE handle)
{
	auto *const device = object_at_dispatch_or_below<Device>(call, handle);

	if (device && !device->as_pdo) {
		refuse(call, device, STATUS_INVALID_PARAMETER, "the WDFDEVICE is no PDO");
		return nullptr;
	}
	return device ? device->as_pdo : nullptr;
}

/* ---- The answer to the manager -------------------------------------------------------------- */

namespace {

/* What an answer does with a child. */
enum class Report : u8 { listed, left_out, as_missing, end };

/* While the driver looks at the group of the child the answer is as before its changes. */
Report settle(Pdo &pdo)
{
	LockGuard guard(tree_lock);

	switch (pdo.presence) {
	case Presence::pending:
		if (group_of(pdo).locks)
			return Report::left_out;
		pdo.presence = Presence::reported;
		pdo.was_reported = true;
		return Report::listed;
	case Presence::reported:
		return Report::listed;
	case Presence::missing:
		if (group_of(pdo).locks)
			return pdo.was_reported ? Report::listed : Report::left_out;
		pdo.presence = Presence::gone;
		return pdo.was_reported ? Report::as_missing : Report::end;
	default:
		return Report::left_out;
	}
}

void list(DEVICE_RELATIONS &relations, Pdo &pdo)
{
	object_reference(pdo.device->wdm);
	relations.Objects[relations.Count++] = pdo.device->wdm;
}

void report_missing(const Pdo &pdo)
{
	if (pdo.callbacks.EvtDeviceReportedMissing)
		pdo.callbacks.EvtDeviceReportedMissing(handle_of<WDFDEVICE>(*pdo.device));
}

void handle(DEVICE_RELATIONS &relations, Pdo &pdo)
{
	switch (settle(pdo)) {
	case Report::listed: list(relations, pdo); break;
	case Report::as_missing: report_missing(pdo); break;
	/* The manager does not know it, so it sends no IRP for its end. */
	case Report::end: device_delete(*pdo.device); break;
	case Report::left_out: break;
	}
}

/* How many children there are. The list is pinned. */
u32 count_of(Device &parent)
{
	LockGuard guard(tree_lock);

	return parent.children_list.count;
}

/* Without an answer the manager would never see a change again: this waits for the memory. */
PDEVICE_RELATIONS allocate(u32 count)
{
	const size_t bytes = sizeof(DEVICE_RELATIONS) + count * sizeof(PDEVICE_OBJECT);

	for (;;) {
		void *const memory = pool_allocate({ .call = kManager, .bytes = bytes, .tag = kTag, .paged = true,
						     .zero = true, .may_sleep = true, .must_succeed = true });

		if (memory)
			return static_cast<PDEVICE_RELATIONS>(memory);
		ww_yield();
	}
}

/* The devices that a driver above has listed; null without them. */
PDEVICE_RELATIONS listed_above(const IRP &irp)
{
	return NT_SUCCESS(irp.IoStatus.Status) ? reinterpret_cast<PDEVICE_RELATIONS>(irp.IoStatus.Information)
					       : nullptr;
}

void fill_in(DEVICE_RELATIONS &relations, Device &parent, u32 count)
{
	Pdo *pdo = nullptr;

	/* Those that come meanwhile are behind these, and the manager asks again for them. */
	while (count-- && (pdo = children_next(parent, pdo)))
		handle(relations, *pdo);
}

bool had_children(Device &parent)
{
	LockGuard guard(tree_lock);

	return parent.children_list.had_any;
}

} /* namespace */

NTSTATUS answer_bus_relations(Device &parent, PIRP irp)
{
	child_lists_create(parent);
	if (!had_children(parent))
		return pass_down(parent, irp);

	const Pin pinned(parent);
	const u32 count = count_of(parent);
	const PDEVICE_RELATIONS above = listed_above(*irp);
	const PDEVICE_RELATIONS relations = allocate(count + (above ? above->Count : 0));

	for (ULONG i = 0; above && i < above->Count; i++)
		relations->Objects[relations->Count++] = above->Objects[i];
	if (above)
		pool_free(kManager, above, kAnyTag);
	fill_in(*relations, parent, count);
	irp->IoStatus.Status = STATUS_SUCCESS;
	irp->IoStatus.Information = reinterpret_cast<ULONG_PTR>(relations);
	return pass_down(parent, irp);
}

/* ---- The end of the parent ------------------------------------------------------------------ */

namespace {

/* One that is left, with the reference of the list; null without one. */
Pdo *take_first(Device &parent)
{
	LockGuard guard(tree_lock);
	Children &children = parent.children_list;

	if (IsListEmpty(&children.list))
		return nullptr;

	Pdo *const pdo = CONTAINING_RECORD(children.list.Flink, Pdo, sibling);

	pdo->presence = Presence::left;
	take_out(children, *pdo);
	return pdo;
}

/* No child comes any more. A driver that has not unlocked the list looks at it no more. */
void close(Device &parent)
{
	LockGuard guard(tree_lock);
	Children &children = parent.children_list;

	children.has_ended = true;
	children.pins = 0;
	children.leaving = nullptr;
}

} /* namespace */

void children_end(Device &parent)
{
	close(parent);
	while (Pdo *pdo = take_first(parent)) {
		Device &device = *pdo->device;

		device_delete(device);
		object_dereference(&device);
	}
}

} /* namespace ww::wdf */
