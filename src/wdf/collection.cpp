/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFCOLLECTION: a list of objects. Each entry has a reference of its object.
 */
#include "create.hpp"
#include "deletion.hpp"
#include "linux/memory.h"

namespace ww::wdf {
namespace {

struct Entry {
	Entry *next;
	Object *object;
};

struct Collection : Object {
	static const Class kClass;

	Entry *first WW_GUARDED_BY(tree_lock);	/* the oldest */
	ULONG count WW_GUARDED_BY(tree_lock);
};

/* The links that lead to entry @index, and to the first entry with @object; to null without one. */
Entry **link_at(Collection &collection, ULONG index) WW_REQUIRES(tree_lock)
{
	Entry **link = &collection.first;

	while (*link && index--)
		link = &(*link)->next;
	return link;
}

Entry **link_of(Collection &collection, const Object &object) WW_REQUIRES(tree_lock)
{
	Entry **link = &collection.first;

	while (*link && (*link)->object != &object)
		link = &(*link)->next;
	return link;
}

/* Takes the entry out of the list, and returns it; null if @link leads to none. */
Entry *take(Collection &collection, Entry **link) WW_REQUIRES(tree_lock)
{
	Entry *const entry = *link;

	if (entry) {
		*link = entry->next;
		collection.count--;
	}
	return entry;
}

void entry_free(Entry *entry)
{
	object_dereference_by_driver(*entry->object);
	ww_free(entry);
}

/* After EvtDestroyCallback: the driver's callbacks may still look at the entries. */
void remove_all(Object &object)
{
	auto &collection = static_cast<Collection &>(object);

	for (;;) {
		Entry *entry;
		{
			LockGuard guard(tree_lock);

			entry = take(collection, &collection.first);
		}
		if (!entry)
			return;
		entry_free(entry);
	}
}

constinit const Class Collection::kClass = {
	{ "WDFCOLLECTION", object_finalise, "WdfObjectDelete" }, nullptr, remove_all, nullptr, false
};

Collection *collection_of(CallSite call, WDFCOLLECTION handle)
{
	return object_at_dispatch_or_below<Collection>(call, handle);
}

WDFOBJECT object_at(CallSite call, WDFCOLLECTION handle, ULONG index)
{
	auto *const collection = collection_of(call, handle);

	if (!collection)
		return nullptr;

	LockGuard guard(tree_lock);
	const Entry *const entry = *link_at(*collection, index);

	return entry ? handle_of(*entry->object) : nullptr;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfCollectionCreate(PWDF_OBJECT_ATTRIBUTES CollectionAttributes,
					  WDFCOLLECTION *Collection, PWINWORK_IMAGE Image)
{
	return wdf::object_create<wdf::Collection>(
		WW_CALL_SITE_OF("WdfCollectionCreate"), CollectionAttributes, kDefaultsOnly,
		Collection, Image, [](wdf::Collection &) { return STATUS_SUCCESS; });
}

ULONG NTAPI WdfCollectionGetCount(WDFCOLLECTION Collection)
{
	auto *const collection = collection_of(WW_CALL_SITE, Collection);

	if (!collection)
		return 0;

	LockGuard guard(tree_lock);

	return collection->count;
}

NTSTATUS NTAPI WdfCollectionAdd(WDFCOLLECTION Collection, WDFOBJECT Object)
{
	const CallSite call = WW_CALL_SITE;
	auto *const collection = collection_of(call, Collection);
	auto *const object = collection ? object_of<wdf::Object>(call, Object) : nullptr;

	if (!object)
		return STATUS_INVALID_PARAMETER;

	auto *const entry = static_cast<Entry *>(ww_zalloc(sizeof(Entry)));

	if (!entry)
		return STATUS_UNSUCCESSFUL;
	if (!object_reference_by_driver(*object)) {
		ww_free(entry);
		report(violation_of(call, kObjectError, object), "the %s is being destroyed",
		       object->kind().name);
		return STATUS_INVALID_PARAMETER;
	}
	entry->object = object;

	LockGuard guard(tree_lock);

	*link_at(*collection, collection->count) = entry;
	collection->count++;
	return STATUS_SUCCESS;
}

VOID NTAPI WdfCollectionRemoveItem(WDFCOLLECTION Collection, ULONG Index)
{
	const CallSite call = WW_CALL_SITE;
	auto *const collection = collection_of(call, Collection);
	Entry *entry;
	ULONG count;

	if (!collection)
		return;
	{
		LockGuard guard(tree_lock);

		count = collection->count;
		entry = take(*collection, link_at(*collection, Index));
	}
	if (entry)
		entry_free(entry);
	else
		report(violation_of(call, kVerifierFatalError, collection),
		       "the WDFCOLLECTION has no item %u, but %u items", Index, count);
}

VOID NTAPI WdfCollectionRemove(WDFCOLLECTION Collection, WDFOBJECT Item)
{
	const CallSite call = WW_CALL_SITE;
	auto *const collection = collection_of(call, Collection);
	auto *const object = collection ? object_of<wdf::Object>(call, Item) : nullptr;
	Entry *entry;

	if (!object)
		return;
	{
		LockGuard guard(tree_lock);

		entry = take(*collection, link_of(*collection, *object));
	}
	if (entry)
		entry_free(entry);
	else
		report(violation_of(call, kVerifierFatalError, collection),
		       "the %s %p is not in the WDFCOLLECTION", object->kind().name, object);
}

WDFOBJECT NTAPI WdfCollectionGetItem(WDFCOLLECTION Collection, ULONG Index)
{
	return object_at(WW_CALL_SITE, Collection, Index);
}

WDFOBJECT NTAPI WdfCollectionGetFirstItem(WDFCOLLECTION Collection)
{
	return object_at(WW_CALL_SITE, Collection, 0);
}

WDFOBJECT NTAPI WdfCollectionGetLastItem(WDFCOLLECTION Collection)
{
	auto *const collection = collection_of(WW_CALL_SITE, Collection);

	if (!collection)
		return nullptr;

	LockGuard guard(tree_lock);

	if (!collection->count)
		return nullptr;
	return handle_of(*(*link_at(*collection, collection->count - 1))->object);
}

} /* extern "C" */
