/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources: their owners and waiters. resource_api.cpp has the functions that drivers
 * call. An ERESOURCE's DispatcherGuard covers all its fields.
 *
 * A resource with waiters has an owner. The last release makes the next waiters owners before it
 * wakes them. So a waiter that wakes up owns the resource.
 *
 * An owner is an entry with a count, in the list that begins at OwnerTable. The resource has room
 * for two entries; further ones are allocated. A thread that wants shared access allocates its
 * entry without the guard and before it waits, so no release needs memory. A thread that may wait,
 * but finds no memory, retries until there is some. On Windows the table of owners grows like that.
 */
#include "resource.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/wait_note.hpp"
#include "ke/dispatcher.hpp"
#include "linux/memory.h"

namespace ww {
namespace {

/* On the stack of a waiting thread, which returns after the event is set. */
struct Waiter {
	LIST_ENTRY link;		/* in a list of the resource, once granted in another */
	ERESOURCE_THREAD thread;
	OWNER_ENTRY *spare;		/* memory for its entry, until that is used */
	KEVENT granted;
};

void report_not_owned(CallSite call, const ERESOURCE *resource, ERESOURCE_THREAD owner,
		      const char *what)
{
	report({ .code = BugCheck::resource_not_owned,
		 .parameter = { address_of(resource), owner, address_of(resource->OwnerEntry), 0 },
		 .call = call, .item = resource },
	       "%s", what);
}

/* ---- Owners --------------------------------------------------------------------------- */

/* Returns the link to the thread's entry; the link at the end of the list if it has none. */
OWNER_ENTRY **link_of(ERESOURCE &resource, ERESOURCE_THREAD thread) WW_REQUIRES(dispatcher_lock)
{
	OWNER_ENTRY **link = &resource.OwnerTable;

	while (*link && (*link)->OwnerThread != thread)
		link = &(*link)->Next;
	return link;
}

bool is_owner(ERESOURCE &resource, ERESOURCE_THREAD thread) WW_REQUIRES(dispatcher_lock)
{
	return *link_of(resource, thread);
}

bool owned_exclusively(const ERESOURCE &resource) WW_REQUIRES(dispatcher_lock)
{
	return resource.Flag & ResourceOwnedExclusive;
}

/* Makes the waiter's thread an owner. False if that needs a spare entry, and there is none. */
bool add_owner(ERESOURCE &resource, Waiter &waiter) WW_REQUIRES(dispatcher_lock)
{
	OWNER_ENTRY *entry = nullptr;

	for (OWNER_ENTRY &place : resource.OwnerEntry) {
		if (!place.OwnerCount)
			entry = &place;
	}
	if (!entry) {
		entry = waiter.spare;
		waiter.spare = nullptr;
	}
	if (!entry)
		return false;
	*entry = { waiter.thread, 1, resource.OwnerTable };
	resource.OwnerTable = entry;
	return true;
}

/* Removes the owner at @link. Returns its entry if the caller must free that, otherwise null. */
OWNER_ENTRY *remove_owner(ERESOURCE &resource, OWNER_ENTRY **link) WW_REQUIRES(dispatcher_lock)
{
	OWNER_ENTRY *entry = *link;

	*link = entry->Next;
	entry->OwnerCount = 0;
	for (const OWNER_ENTRY &place : resource.OwnerEntry) {
		if (entry == &place)
			return nullptr;
	}
	return entry;
}

/* ---- The next owners ------------------------------------------------------------------ */

void grant(Waiter &waiter, ERESOURCE &resource, LIST_ENTRY &granted) WW_REQUIRES(dispatcher_lock)
{
	RemoveEntryList(&waiter.link);
	InsertTailList(&granted, &waiter.link);
	add_owner(resource, waiter);
}

void grant_shared(ERESOURCE &resource, LIST_ENTRY &granted) WW_REQUIRES(dispatcher_lock)
{
	LIST_ENTRY &waiters = resource.SharedWaiters;

	while (!IsListEmpty(&waiters))
		grant(*CONTAINING_RECORD(waiters.Flink, Waiter, link), resource, granted);
}

/* Grants a resource without owners to the next waiters. */
void grant_next(ERESOURCE &resource, LIST_ENTRY &granted) WW_REQUIRES(dispatcher_lock)
{
	LIST_ENTRY &waiters = resource.ExclusiveWaiters;

	if (owned_exclusively(resource)) {
		resource.Flag &= ~ResourceOwnedExclusive;
		grant_shared(resource, granted);
	}
	/* After shared owners the exclusive waiter is next: shared waiters only wait behind it. */
	if (!resource.OwnerTable && !IsListEmpty(&waiters)) {
		grant(*CONTAINING_RECORD(waiters.Flink, Waiter, link), resource, granted);
		resource.Flag |= ResourceOwnedExclusive;
	}
}

void wake(LIST_ENTRY &granted) WW_EXCLUDES(dispatcher_lock)
{
	while (!IsListEmpty(&granted)) {
		LIST_ENTRY *link = RemoveHeadList(&granted);

		dispatcher_signal(CONTAINING_RECORD(link, Waiter, link)->granted.Header);
	}
}

/* ---- Acquiring ------------------------------------------------------------------------ */

/* Returns whether the thread can be an owner now. */
bool available(ERESOURCE &resource, ERESOURCE_THREAD thread, Access access)
	WW_REQUIRES(dispatcher_lock)
{
	if (!resource.OwnerTable)
		return true;
	if (owned_exclusively(resource))
		return is_owner(resource, thread);
	if (access == Access::exclusive)
		return false;
	return access == Access::shared_first || IsListEmpty(&resource.ExclusiveWaiters) ||
	       (access == Access::shared && is_owner(resource, thread));
}

enum class Attempt { owned, refused, waits, lacks_memory };

Attempt try_acquire(ERESOURCE &resource, Waiter &waiter, Access access, bool wait)
{
	DispatcherGuard guard(&resource);
	const bool exclusive = access == Access::exclusive;

	if (available(resource, waiter.thread, access)) {
		if (OWNER_ENTRY *entry = *link_of(resource, waiter.thread))
			entry->OwnerCount++;
		else if (!add_owner(resource, waiter))
			return Attempt::lacks_memory;
		if (exclusive)
			resource.Flag |= ResourceOwnedExclusive;
		return Attempt::owned;
	}
	if (!wait)
		return Attempt::refused;
	/* An exclusive owner is the only one, and the resource has room for its entry. */
	if (!exclusive && !waiter.spare)
		return Attempt::lacks_memory;
	KeInitializeEvent(&waiter.granted, SynchronizationEvent, FALSE);
	InsertTailList(exclusive ? &resource.ExclusiveWaiters : &resource.SharedWaiters,
		       &waiter.link);
	return Attempt::waits;
}

/*
 * Returns memory for an entry. Null if there is none and the caller may not wait. On Windows no
 * acquisition fails for want of memory, so none of the faults that are asked for is here.
 */
OWNER_ENTRY *allocate_entry(bool wait)
{
	LARGE_INTEGER interval;

	interval.QuadPart = -100000;
	for (;;) {
		auto *entry = static_cast<OWNER_ENTRY *>(ww_alloc_surely(WW_MEMORY,
									 sizeof(OWNER_ENTRY)));

		if (entry || !wait)
			return entry;
		KeDelayExecutionThread(KernelMode, FALSE, &interval);
	}
}

void free_entries(OWNER_ENTRY *entry)
{
	while (entry) {
		OWNER_ENTRY *next = entry->Next;

		ww_free(entry);
		entry = next;
	}
}

/* One of the owners that have no entry of their own memory. */
[[gnu::no_sanitize_thread]] const void *owner_of(const void *object)
{
	const OWNER_ENTRY *const entries = static_cast<const ERESOURCE *>(object)->OwnerEntry;
	const OWNER_ENTRY &entry = entries[entries[0].OwnerCount ? 0 : 1];

	return entry.OwnerCount ? reinterpret_cast<const void *>(entry.OwnerThread) : nullptr;
}

/* Until the thread is an owner. */
void wait_for_grant(CallSite call, const ERESOURCE &resource, KEVENT &granted)
{
	const WaitNote note({ call, "the resource", &resource, WaitEnd::holder, owner_of });

	KeWaitForSingleObject(&granted, Executive, KernelMode, FALSE, nullptr);
}

} /* namespace */

void resource_report(CallSite call, uintptr_t subcode, const ERESOURCE *resource, const char *why)
{
	const bool bad = subcode == kBadResource;

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, bad ? 0 : address_of(resource), 0,
				bad ? address_of(resource) : 0 },
		 .call = call, .item = resource },
	       "%s", why);
}

bool resource_address_valid(const ERESOURCE *resource)
{
	return is_kernel_address(resource) && address_of(resource) % alignof(ERESOURCE) == 0;
}

bool resource_known(CallSite call, const ERESOURCE *resource, uintptr_t subcode)
{
	if (resource_address_valid(resource) && resource->Address == resource) [[likely]]
		return true;
	resource_report(call, subcode, resource, "the resource is not initialised");
	return false;
}

bool resource_acquire(CallSite call, ERESOURCE *resource, Access access, bool wait)
{
	if (!at_apc_or_below(call, resource) || !resource_known(call, resource))
		return false;

	Waiter waiter{};
	Attempt attempt;

	waiter.thread = ExGetCurrentResourceThread();
	while ((attempt = try_acquire(*resource, waiter, access, wait)) == Attempt::lacks_memory) {
		waiter.spare = allocate_entry(wait);
		if (!waiter.spare)
			return false;
	}
	if (attempt == Attempt::waits)
		wait_for_grant(call, *resource, waiter.granted);
	ww_free(waiter.spare);
	return attempt != Attempt::refused;
}

void resource_release(CallSite call, ERESOURCE *resource, ERESOURCE_THREAD owner)
{
	OWNER_ENTRY *unused = nullptr;
	LIST_ENTRY granted;
	bool owned;

	if (!at_dispatch_or_below(call, resource) || !resource_known(call, resource))
		return;
	InitializeListHead(&granted);
	{
		DispatcherGuard guard(resource);
		OWNER_ENTRY **link = link_of(*resource, owner);

		owned = *link;
		if (owned && !--(*link)->OwnerCount) {
			unused = remove_owner(*resource, link);
			if (!resource->OwnerTable)
				grant_next(*resource, granted);
		}
	}
	if (!owned)
		report_not_owned(call, resource, owner, "the resource is not owned by the thread");
	ww_free(unused);
	wake(granted);
}

bool resource_remove_owners(CallSite call, ERESOURCE *resource)
{
	OWNER_ENTRY *unused = nullptr;
	bool has_waiters;
	{
		DispatcherGuard guard(resource);

		has_waiters = !IsListEmpty(&resource->SharedWaiters) ||
			      !IsListEmpty(&resource->ExclusiveWaiters);
		while (!has_waiters && resource->OwnerTable) {
			if (OWNER_ENTRY *entry = remove_owner(*resource, &resource->OwnerTable)) {
				entry->Next = unused;
				unused = entry;
			}
		}
		if (!has_waiters)
			resource->Flag = 0;
	}
	if (has_waiters)
		resource_report(call, kEndedActive, resource, "a thread waits for this resource");
	free_entries(unused);
	return !has_waiters;
}

void resource_convert_to_shared(CallSite call, ERESOURCE *resource)
{
	const ERESOURCE_THREAD thread = ExGetCurrentResourceThread();
	LIST_ENTRY granted;
	bool owned;

	if (!at_apc_or_below(call, resource) || !resource_known(call, resource))
		return;
	InitializeListHead(&granted);
	{
		DispatcherGuard guard(resource);

		owned = owned_exclusively(*resource) && is_owner(*resource, thread);
		if (owned) {
			resource->Flag &= ~ResourceOwnedExclusive;
			grant_shared(*resource, granted);
		}
	}
	if (!owned)
		report_not_owned(call, resource, thread,
				 "the resource is not owned exclusively by the current thread");
	wake(granted);
}

void resource_set_owner(CallSite call, ERESOURCE *resource, void *pointer)
{
	const ERESOURCE_THREAD thread = ExGetCurrentResourceThread();
	bool owned;

	if (!at_dispatch_or_below(call, resource) || !resource_known(call, resource))
		return;
	{
		DispatcherGuard guard(resource);
		OWNER_ENTRY *entry = *link_of(*resource, thread);

		owned = entry;
		/* The pointer may have an entry already. Releases use up one, then the other. */
		if (owned)
			entry->OwnerThread = address_of(pointer);
	}
	if (!owned)
		report_not_owned(call, resource, thread,
				 "the resource is not owned by the current thread");
}

ULONG resource_acquisitions(ERESOURCE *resource, bool exclusive_only)
{
	const ERESOURCE_THREAD thread = ExGetCurrentResourceThread();
	DispatcherGuard guard(resource);
	const OWNER_ENTRY *entry = *link_of(*resource, thread);

	if (!entry || (exclusive_only && !owned_exclusively(*resource)))
		return 0;
	return entry->OwnerCount;
}

} /* namespace ww */
