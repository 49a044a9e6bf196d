/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The entries of child lists: see child_list.hpp.
 */
#include "child_entry.hpp"

#include "child_description.hpp"
#include "children.hpp"
#include "deletion.hpp"
#include "ke/spinlock.hpp"
#include "linux/memory.h"

namespace ww::wdf {
namespace {

constexpr CallSite kListCall = { "a callback for a description of a WDFCHILDLIST", nullptr };

/* The memory of one that no one has any more. */
void free_entry(ChildEntry &entry)
{
	ChildList &list = *entry.list;

	descriptions_clean_up(entry);
	ww_free(&entry);
	object_dereference_by_driver(list);
}

} /* namespace */

ListGuard::ListGuard(ChildList &list) : list_(list), irql_(spin_lock_acquire(kListCall, &list.lock)) {}

ListGuard::~ListGuard()
{
	spin_lock_release(kListCall, &list_.lock, irql_);
	if (tells_)
		children_tell(*list_.device, list_.group);
	while (ChildEntry *entry = unused_) {
		unused_ = entry->next;
		free_entry(*entry);
	}
}

void ListGuard::put(ChildEntry &entry)
{
	if (--entry.references)
		return;
	entry.next = unused_;
	unused_ = &entry;
}

/* ---- Under the lock ---------------------------------------------------------------------------- */

ChildEntry *entry_find(ChildList &list, Identification &id)
{
	ChildEntry *entry = list.newest_by_hash.find(description_hash(list, id));

	while (entry && !descriptions_alike(list, *entry->id, id))
		entry = entry->older;
	return entry;
}

namespace {

constexpr size_t aligned(size_t bytes)
{
	return (bytes + 15) & ~size_t{ 15 };
}

/* With the reference of the caller; null without memory. */
ChildEntry *allocate(ChildList &list)
{
	const size_t id_at = aligned(sizeof(ChildEntry));
	const size_t address_at = id_at + aligned(list.config.IdentificationDescriptionSize);
	auto *const memory = static_cast<char *>(ww_zalloc(address_at + list.config.AddressDescriptionSize));
	auto *const entry = reinterpret_cast<ChildEntry *>(memory);

	if (!memory)
		return nullptr;
	if (!object_reference_by_driver(list)) {
		ww_free(memory);
		return nullptr;
	}
	entry->list = &list;
	entry->references = 1;
	entry->id = reinterpret_cast<Identification *>(memory + id_at);
	entry->id->IdentificationDescriptionSize = list.config.IdentificationDescriptionSize;
	if (list.config.AddressDescriptionSize) {
		entry->address = reinterpret_cast<Address *>(memory + address_at);
		entry->address->AddressDescriptionSize = list.config.AddressDescriptionSize;
	}
	return entry;
}

/* It waits for the next question, or first for the end of its predecessor. */
void make_wait(ListGuard &guard, ChildEntry &entry)
{
	ChildList &list = *entry.list;

	entry.stage = EntryStage::waiting;
	if (entry.predecessor)
		return;
	InsertTailList(&list.waiting, &entry.waiting_link);
	list.waiting_count++;
	guard.tell();
}

void take_waiting(ChildList &list, ChildEntry &entry)
{
	if (!entry.waiting_link.Flink)
		return;
	RemoveEntryList(&entry.waiting_link);
	entry.waiting_link = {};
	list.waiting_count--;
}

void follow(ChildEntry &entry, ChildEntry *predecessor)
{
	entry.predecessor = predecessor;
	if (predecessor)
		predecessor->successor = &entry;
}

/* The entry stands in no other one's way any more. Returns the one that has waited for it, or null. */
ChildEntry *leave_row(ChildEntry &entry)
{
	ChildEntry *const successor = entry.successor;

	if (successor)
		successor->predecessor = nullptr;
	if (entry.predecessor)
		entry.predecessor->successor = nullptr;
	entry.predecessor = entry.successor = nullptr;
	return successor;
}

/* The entry becomes the newest one with its hash, and waits. */
void enter(ListGuard &guard, ChildEntry &entry)
{
	ChildList &list = *entry.list;

	entry.hash = description_hash(list, *entry.id);
	entry.older = list.newest_by_hash.find(entry.hash);
	if (entry.older) {
		list.newest_by_hash.remove(*entry.older);
		entry.older->newer = &entry;
	}
	list.newest_by_hash.insert(entry);
	entry.scan = list.scan;
	InsertTailList(&list.entries, &entry.link);
	make_wait(guard, entry);
}

/* The list has its reference still. */
void take_from_hash(ChildList &list, ChildEntry &entry)
{
	if (entry.newer) {
		entry.newer->older = entry.older;
	} else {
		list.newest_by_hash.remove(entry);
		if (entry.older)
			list.newest_by_hash.insert(*entry.older);
	}
	if (entry.older)
		entry.older->newer = entry.newer;
}

/* Without its successor. */
void leave_alone(ListGuard &guard, ChildEntry &entry)
{
	ChildList &list = *entry.list;

	take_waiting(list, entry);
	entry.stage = EntryStage::left;
	entry.pdo = nullptr;
	take_from_hash(list, entry);
	if (list.pins) {
		entry.next = list.leaving;
		list.leaving = &entry;
		return;
	}
	RemoveEntryList(&entry.link);
	guard.put(entry);
}

} /* namespace */

void entry_leave(ListGuard &guard, ChildEntry &entry)
{
	ChildEntry *const successor = leave_row(entry);

	if (successor && entry.list->has_ended)
		leave_alone(guard, *successor);
	else if (successor)
		make_wait(guard, *successor);
	leave_alone(guard, entry);
}

Pdo *entry_make_missing(ListGuard &guard, ChildEntry &entry)
{
	if (entry.stage == EntryStage::waiting) {
		entry_leave(guard, entry);
		return nullptr;
	}
	if (entry.is_missing || entry.stage == EntryStage::left)
		return nullptr;
	entry.is_missing = true;
	if (entry.pdo)
		object_reference(entry.pdo->device);
	return entry.pdo;
}

void pdo_drop_missing(Pdo *pdo)
{
	if (!pdo)
		return;
	children_set_missing(*pdo);
	object_dereference(pdo->device);
}

NTSTATUS entry_add(ListGuard &guard, ChildList &list, const Description &description)
{
	if (list.has_ended)
		return STATUS_DELETE_PENDING;

	ChildEntry *const known = entry_find(list, description.id);

	if (known && !known->is_missing) {
		known->scan = list.scan;
		if (description.address)
			description_copy(list, *known->address, *description.address);
		return STATUS_OBJECT_NAME_EXISTS;
	}

	ChildEntry *const entry = allocate(list);

	if (!entry)
		return STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = description_duplicate(list, *entry->id, description.id);

	if (NT_SUCCESS(status) && description.address)
		status = description_duplicate(list, *entry->address, *description.address);
	if (NT_SUCCESS(status)) {
		follow(*entry, known);
		enter(guard, *entry);
	} else {
		guard.put(*entry);
	}
	return status;
}

/* ---- Without the lock -------------------------------------------------------------------------- */

namespace {

/* Drops one that has left while the list was pinned. False if there is none. */
bool drop_leaving(ChildList &list)
{
	ListGuard guard(list);
	ChildEntry *const entry = list.pins ? nullptr : list.leaving;

	if (!entry)
		return false;
	list.leaving = entry->next;
	RemoveEntryList(&entry->link);
	guard.put(*entry);
	return true;
}

} /* namespace */

void entries_drop_leaving(ChildList &list)
{
	while (drop_leaving(list)) {
	}
}

/* ---- Of the PDO of an entry ---------------------------------------------------------------------- */

/* No one changes it. */
void child_entry_copy_id(ChildEntry &entry, Identification &to)
{
	description_copy(*entry.list, to, *entry.id);
}

void child_entry_copy_address(ChildEntry &entry, Address &to)
{
	ListGuard guard(*entry.list);

	description_copy(*entry.list, to, *entry.address);
}

void child_entry_set_address(ChildEntry &entry, Address &from)
{
	ListGuard guard(*entry.list);

	description_copy(*entry.list, *entry.address, from);
}

bool pdo_set_missing(Pdo &pdo)
{
	if (!pdo.entry)
		return children_set_missing(pdo);

	ChildEntry &entry = *pdo.entry;
	Pdo *missing;
	{
		ListGuard guard(*entry.list);

		if (entry.pdo != &pdo)
			return false;
		missing = entry_make_missing(guard, entry);
	}
	pdo_drop_missing(missing);
	return true;
}

const ChildGroup &child_group_of(const ChildEntry &entry)
{
	return entry.list->group;
}

void child_entry_attach(ChildEntry &entry, Pdo &pdo)
{
	ListGuard guard(*entry.list);

	entry.references++;
	pdo.entry = &entry;
}

void child_entry_detach(Pdo &pdo)
{
	if (!pdo.entry)
		return;
	child_entry_put(*pdo.entry);
	pdo.entry = nullptr;
}

void child_entry_leave(Pdo &pdo)
{
	if (!pdo.entry)
		return;

	ListGuard guard(*pdo.entry->list);

	if (pdo.entry->pdo == &pdo)
		entry_leave(guard, *pdo.entry);
}

/* ---- For the creation of PDOs -------------------------------------------------------------------- */

ChildEntry *child_list_take_waiting(ChildList &list)
{
	ListGuard guard(list);

	if (IsListEmpty(&list.waiting) || children_are_locked(list.group))
		return nullptr;

	ChildEntry *const entry = CONTAINING_RECORD(list.waiting.Flink, ChildEntry, waiting_link);

	take_waiting(list, *entry);
	entry->stage = EntryStage::creating;
	entry->references++;
	return entry;
}

u32 child_list_count_waiting(ChildList &list)
{
	ListGuard guard(list);

	return list.waiting_count;
}

void child_entry_created(ChildEntry &entry, Pdo &pdo)
{
	ListGuard guard(*entry.list);

	entry.stage = EntryStage::created;
	entry.pdo = &pdo;
}

void child_entry_failed(ChildEntry &entry, bool again)
{
	ListGuard guard(*entry.list);

	if (again && !entry.is_missing)
		make_wait(guard, entry);
	else
		entry_leave(guard, entry);
}

bool child_entry_is_missing(ChildEntry &entry)
{
	ListGuard guard(*entry.list);

	return entry.is_missing;
}

void child_entry_put(ChildEntry &entry)
{
	ListGuard guard(*entry.list);

	guard.put(entry);
}

} /* namespace ww::wdf */
