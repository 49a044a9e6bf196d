/* SPDX-License-Identifier: GPL-2.0 */
#include "descriptors.hpp"

#include "linux/memory.h"

namespace ww::wdf {

struct DescriptorEntry {
	DescriptorEntry *next;
	/* The descriptor, and behind it the copy that the driver has. */
	char data[];
};

namespace {

DescriptorEntry **link_at(DescriptorList &list, ULONG index) WW_REQUIRES(tree_lock)
{
	DescriptorEntry **link = &list.first;

	while (*link && index--)
		link = &(*link)->next;
	return link;
}

DescriptorEntry **link_of(DescriptorList &list, const void *descriptor) WW_REQUIRES(tree_lock)
{
	DescriptorEntry **link = &list.first;

	while (*link && __builtin_memcmp((*link)->data, descriptor, list.bytes))
		link = &(*link)->next;
	return link;
}

/* Null if @link leads to none. */
DescriptorEntry *take(DescriptorList &list, DescriptorEntry **link) WW_REQUIRES(tree_lock)
{
	DescriptorEntry *const entry = *link;

	if (entry) {
		*link = entry->next;
		list.count--;
	}
	return entry;
}

DescriptorEntry *make(const DescriptorList &list, const void *descriptor)
{
	auto *const entry = static_cast<DescriptorEntry *>(ww_zalloc(sizeof(DescriptorEntry) + 2 * list.bytes));

	if (entry)
		__builtin_memcpy(entry->data, descriptor, list.bytes);
	return entry;
}

/* False for an index behind the end. */
bool put(DescriptorList &list, DescriptorEntry &entry, ULONG index)
{
	LockGuard guard(tree_lock);

	if (index > list.count && index != WDF_INSERT_AT_END)
		return false;

	DescriptorEntry **const link = link_at(list, index);

	entry.next = *link;
	*link = &entry;
	list.count++;
	return true;
}

bool may_change(CallSite call, const DescriptorList *list)
{
	return list && check_access(call, *list, *list->access);
}

/* The entry has been taken, if there was one. */
void drop(CallSite call, DescriptorList &list, DescriptorEntry *entry)
{
	if (!entry) {
		refuse(call, &list, STATUS_NOT_FOUND, "the list has no such descriptor");
		return;
	}
	ww_free(entry);
	list.access->has_changed = true;
}

} /* namespace */

void descriptors_clear(Object &object)
{
	auto &list = static_cast<DescriptorList &>(object);
	DescriptorEntry *entry;
	{
		LockGuard guard(tree_lock);

		entry = list.first;
		list.first = nullptr;
		list.count = 0;
	}
	while (entry) {
		DescriptorEntry *const next = entry->next;

		ww_free(entry);
		entry = next;
	}
}

bool descriptors_append(DescriptorList &list, const void *descriptor)
{
	DescriptorEntry *const entry = make(list, descriptor);

	return entry && put(list, *entry, WDF_INSERT_AT_END);
}

ULONG descriptors_write(DescriptorList &list, void *to, ULONG room)
{
	LockGuard guard(tree_lock);
	auto *at = static_cast<char *>(to);

	for (const DescriptorEntry *entry = list.first; entry && list.count <= room; entry = entry->next) {
		__builtin_memcpy(at, entry->data, list.bytes);
		at += list.bytes;
	}
	return list.count;
}

bool check_access(CallSite call, const Object &list, const Access &access)
{
	if (!access.may_change)
		refuse(call, &list, STATUS_ACCESS_DENIED, "the list cannot be changed now");
	return access.may_change;
}

NTSTATUS descriptors_insert(CallSite call, DescriptorList *list, const void *descriptor, ULONG index)
{
	if (!list || !check_not_null(call, descriptor, "Descriptor"))
		return STATUS_INVALID_PARAMETER;
	if (!may_change(call, list))
		return STATUS_ACCESS_DENIED;

	DescriptorEntry *const entry = make(*list, descriptor);

	if (!entry)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (!put(*list, *entry, index)) {
		ww_free(entry);
		return refuse(call, list, STATUS_ARRAY_BOUNDS_EXCEEDED, "Index is %u, the list has %u descriptors",
			      index, descriptors_count(list));
	}
	list->access->has_changed = true;
	return STATUS_SUCCESS;
}

ULONG descriptors_count(DescriptorList *list)
{
	LockGuard guard(tree_lock);

	return list ? list->count : 0;
}

void *descriptors_get(DescriptorList *list, ULONG index)
{
	LockGuard guard(tree_lock);
	DescriptorEntry *const entry = list ? *link_at(*list, index) : nullptr;

	return entry ? __builtin_memcpy(entry->data + list->bytes, entry->data, list->bytes) : nullptr;
}

void descriptors_update(CallSite call, DescriptorList *list, const void *descriptor, ULONG index)
{
	if (!list || !check_not_null(call, descriptor, "Descriptor") || !may_change(call, list))
		return;
	{
		LockGuard guard(tree_lock);
		DescriptorEntry *const entry = *link_at(*list, index);

		if (entry) {
			__builtin_memcpy(entry->data, descriptor, list->bytes);
			list->access->has_changed = true;
			return;
		}
	}
	drop(call, *list, nullptr);
}

void descriptors_remove(CallSite call, DescriptorList *list, ULONG index)
{
	DescriptorEntry *entry;

	if (!may_change(call, list))
		return;
	{
		LockGuard guard(tree_lock);

		entry = take(*list, link_at(*list, index));
	}
	drop(call, *list, entry);
}

void descriptors_remove_equal(CallSite call, DescriptorList *list, const void *descriptor)
{
	DescriptorEntry *entry;

	if (!list || !check_not_null(call, descriptor, "Descriptor") || !may_change(call, list))
		return;
	{
		LockGuard guard(tree_lock);

		entry = take(*list, link_of(*list, descriptor));
	}
	drop(call, *list, entry);
}

} /* namespace ww::wdf */
