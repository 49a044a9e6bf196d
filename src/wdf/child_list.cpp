/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Child lists: see child_list.hpp.
 */
#include "child_list.hpp"

#include "child_description.hpp"
#include "child_entry.hpp"
#include "children.hpp"
#include "handle.hpp"
#include "pnp/children.hpp"

namespace ww::wdf {
namespace {

void unpin(ChildList &list)
{
	{
		ListGuard guard(list);

		list.pins--;
	}
	entries_drop_leaving(list);
}

/* The one behind @entry, or the first; null at the end. The list is pinned and locked. */
ChildEntry *behind(ChildList &list, const ChildEntry *entry)
{
	LIST_ENTRY *const link = entry ? entry->link.Flink : list.entries.Flink;

	return link == &list.entries ? nullptr : CONTAINING_RECORD(link, ChildEntry, link);
}

/* Those that no scan since @scan has found are missing. The list is pinned. */
void drop_unfound(ChildList &list, u64 scan)
{
	ChildEntry *entry = nullptr;

	for (;;) {
		Pdo *pdo = nullptr;
		{
			ListGuard guard(list);

			entry = behind(list, entry);
			if (entry && entry->scan < scan)
				pdo = entry_make_missing(guard, *entry);
		}
		if (!entry)
			return;
		pdo_drop_missing(pdo);
	}
}

void begin(ChildList &list)
{
	list.pins++;
	if (!list.scans++)
		list.period++;
}

/* What an iteration wants. */
bool is_of_kind(const ChildEntry &entry, ULONG flags)
{
	if (entry.stage == EntryStage::left)
		return false;
	if (entry.is_missing)
		return flags & WdfRetrieveMissingChildren;
	return flags & (entry.stage == EntryStage::created ? WdfRetrievePresentChildren : WdfRetrievePendingChildren);
}

bool passes(ChildList &list, ChildEntry &entry, WDF_CHILD_RETRIEVE_INFO *info)
{
	const auto compare = info ? info->EvtChildListIdentificationDescriptionCompare : nullptr;

	return !compare || compare(handle_of<WDFCHILDLIST>(list), info->IdentificationDescription, entry.id);
}

WDFDEVICE device_of(const ChildEntry &entry)
{
	return entry.pdo ? handle_of<WDFDEVICE>(*entry.pdo->device) : nullptr;
}

WDF_CHILD_LIST_RETRIEVE_DEVICE_STATUS status_of(const ChildEntry &entry)
{
	return entry.pdo ? WdfChildListRetrieveDeviceSuccess : WdfChildListRetrieveDeviceNotYetCreated;
}

void fill_in(ChildList &list, ChildEntry &entry, WDF_CHILD_RETRIEVE_INFO &info)
{
	if (info.AddressDescription)
		description_copy(list, *info.AddressDescription, *entry.address);
	info.Status = status_of(entry);
}

bool has_begun(const ChildList &list, const WDF_CHILD_LIST_ITERATOR &iterator)
{
	return list.scans && iterator.Reserved[1] == &list &&
	       reinterpret_cast<uintptr_t>(iterator.Reserved[2]) == list.period;
}

} /* namespace */

constinit const Class ChildList::kClass = {
	{ "WDFCHILDLIST", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};

/* ---- What the driver says ------------------------------------------------------------------------ */

NTSTATUS child_list_add(ChildList &list, const Description &description)
{
	ListGuard guard(list);

	return entry_add(guard, list, description);
}

bool child_list_set_missing(ChildList &list, Identification &id)
{
	ChildEntry *entry;
	Pdo *pdo;
	{
		ListGuard guard(list);

		entry = entry_find(list, id);
		pdo = entry ? entry_make_missing(guard, *entry) : nullptr;
	}
	pdo_drop_missing(pdo);
	return entry;
}

bool child_list_eject(ChildList &list, Identification &id)
{
	ListGuard guard(list);
	const ChildEntry *const entry = entry_find(list, id);

	/* The PDO ends after its entry has left. */
	return entry && entry->pdo && !entry->is_missing && child_eject(entry->pdo->device->wdm);
}

void child_list_find_all(ChildList &list)
{
	ListGuard guard(list);

	list.has_found_all = true;
}

void child_list_begin_scan(ChildList &list)
{
	{
		ListGuard guard(list);

		begin(list);
		list.scan++;
		list.has_found_all = false;
	}
	children_lock(*list.device, list.group);
}

void child_list_begin_iteration(ChildList &list, WDF_CHILD_LIST_ITERATOR &iterator)
{
	{
		ListGuard guard(list);

		begin(list);
		iterator.Reserved[0] = nullptr;
		iterator.Reserved[1] = &list;
		iterator.Reserved[2] = reinterpret_cast<void *>(list.period);
	}
	children_lock(*list.device, list.group);
}

/* The pin of the scan is dropped last. The end of the device drops those of scans that have not ended. */
bool child_list_end(ChildList &list)
{
	u64 scan = 0;
	{
		ListGuard guard(list);

		if (!list.scans)
			return list.has_ended;
		if (!--list.scans && !list.has_found_all) {
			scan = list.scan;
			list.has_found_all = true;
		}
	}
	if (scan)
		drop_unfound(list, scan);
	children_unlock(*list.device, list.group);
	unpin(list);
	return true;
}

NTSTATUS child_list_next(ChildList &list, WDF_CHILD_LIST_ITERATOR &iterator, WDFDEVICE &device,
			 WDF_CHILD_RETRIEVE_INFO *info)
{
	for (;;) {
		ListGuard guard(list);

		if (!has_begun(list, iterator))
			return STATUS_INVALID_DEVICE_STATE;

		ChildEntry *const entry = behind(list, static_cast<ChildEntry *>(iterator.Reserved[0]));

		if (!entry)
			return STATUS_NO_MORE_ENTRIES;
		iterator.Reserved[0] = entry;
		if (!is_of_kind(*entry, iterator.Flags) || !passes(list, *entry, info))
			continue;
		device = device_of(*entry);
		if (info && info->IdentificationDescription)
			description_copy(list, *info->IdentificationDescription, *entry->id);
		if (info)
			fill_in(list, *entry, *info);
		return STATUS_SUCCESS;
	}
}

WDFDEVICE child_list_find(ChildList &list, WDF_CHILD_RETRIEVE_INFO &info)
{
	ListGuard guard(list);
	ChildEntry *const entry = entry_find(list, *info.IdentificationDescription);

	info.Status = WdfChildListRetrieveDeviceNoSuchDevice;
	if (!entry)
		return nullptr;
	fill_in(list, *entry, info);
	return device_of(*entry);
}

bool child_list_copy_address(ChildList &list, const Description &description)
{
	ListGuard guard(list);
	ChildEntry *const entry = entry_find(list, description.id);

	if (entry)
		description_copy(list, *description.address, *entry->address);
	return entry;
}

/* ---- Of a device with lists ---------------------------------------------------------------------- */

NTSTATUS child_list_create(Device &device, const WDF_CHILD_LIST_CONFIG &config,
			   const WDF_OBJECT_ATTRIBUTES *attributes, ChildList *&created)
{
	auto *const list = object_allocate<ChildList>(device.driver_object(), attributes);

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;
	list->device = &device;
	list->config = config;
	list->has_found_all = true;
	list->may_be_deleted = false;
	KeInitializeSpinLock(&list->lock);
	InitializeListHead(&list->entries);
	InitializeListHead(&list->waiting);
	if (!object_add_child(device, *list)) {
		object_discard(*list);
		return STATUS_DELETE_PENDING;
	}
	created = list;

	LockGuard guard(tree_lock);
	ChildList **last = &device.child_lists;

	while (*last)
		last = &(*last)->next_of_device;
	*last = list;
	return STATUS_SUCCESS;
}

namespace {

/* One that waits leaves. Those with a predecessor leave with it. Scans that have not ended are forgotten. */
bool end_one(ChildList &list)
{
	ListGuard guard(list);

	list.has_ended = true;
	list.pins -= list.scans;
	list.scans = 0;
	if (IsListEmpty(&list.waiting))
		return false;
	entry_leave(guard, *CONTAINING_RECORD(list.waiting.Flink, ChildEntry, waiting_link));
	return true;
}

void end(ChildList &list)
{
	while (end_one(list)) {
	}
	entries_drop_leaving(list);
}

} /* namespace */

ChildList *child_list_behind(Device &device, const ChildList *list)
{
	LockGuard guard(tree_lock);

	return list ? list->next_of_device : device.child_lists;
}

void child_lists_end(Device &parent)
{
	ChildList *list = nullptr;

	while ((list = child_list_behind(parent, list)))
		end(*list);
}

} /* namespace ww::wdf */
