/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources. Everything in an ERESOURCE is under its DispatcherGuard. While somebody
 * waits there is an owner: who releases it last makes the next ones owners before it wakes them, so
 * who wakes up owns the resource.
 *
 * An owner is an entry with a count, in the list that begins at OwnerTable. The resource has room
 * for two; a further one lies in memory of its own. Who wants shared access allocates that without
 * the guard, and before waiting, so that nobody needs any to release. Who may wait, but finds no
 * memory, tries again until there is some, as on Windows, whose table of owners grows like that.
 */
#include "resource.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/item.hpp"
#include "ke/dispatcher.hpp"
#include "linux/memory.h"

namespace ww {
namespace {

/* DRIVER_VERIFIER_DETECTED_VIOLATION's codes for resources. */
constexpr uintptr_t kBadResource = 0x3d;
constexpr uintptr_t kDeletedUninitialised = 0xd1;
constexpr uintptr_t kEndedActive = 0xd2;

/* On the stack of a thread that waits, which returns once the event is set. */
struct Waiter {
	LIST_ENTRY link;		/* in a list of the resource's, at last in who wakes it's */
	ERESOURCE_THREAD thread;
	OWNER_ENTRY *spare;		/* memory for its entry, while it is not needed */
	KEVENT granted;
};

void report_violation(CallSite call, uintptr_t subcode, const ERESOURCE *resource, const char *what)
{
	const bool bad = subcode == kBadResource;

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, bad ? 0 : address_of(resource), 0,
				bad ? address_of(resource) : 0 },
		 .function = call.function, .item = resource, .caller = call.caller },
	       "%s", what);
}

void report_not_owned(CallSite call, const ERESOURCE *resource, ERESOURCE_THREAD owner,
		      const char *what)
{
	report({ .code = BugCheck::resource_not_owned,
		 .parameter = { address_of(resource), owner, address_of(resource->OwnerEntry), 0 },
		 .function = call.function, .item = resource, .caller = call.caller },
	       "%s", what);
}

bool may_be_resource(const ERESOURCE *resource)
{
	return is_kernel_address(resource) && address_of(resource) % alignof(ERESOURCE) == 0;
}

bool known(CallSite call, const ERESOURCE *resource, uintptr_t subcode = kBadResource)
{
	if (may_be_resource(resource) && resource->Address == resource) [[likely]]
		return true;
	report_violation(call, subcode, resource, "this is no initialised resource");
	return false;
}

/* ---- Owners, all under the guard ------------------------------------------------------ */

OWNER_ENTRY **link_of(ERESOURCE &resource, ERESOURCE_THREAD thread)
{
	OWNER_ENTRY **link = &resource.OwnerTable;

	while (*link && (*link)->OwnerThread != thread)
		link = &(*link)->Next;
	return link;
}

bool is_owner(ERESOURCE &resource, ERESOURCE_THREAD thread)
{
	return *link_of(resource, thread);
}

bool owned_exclusively(const ERESOURCE &resource)
{
	return resource.Flag & ResourceOwnedExclusive;
}

/* Makes an owner of the waiter's thread, which is none. False if that takes a spare entry. */
bool enter(ERESOURCE &resource, Waiter &waiter)
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

/* Takes an owner off the list. Its memory, if it has some of its own, is left to be freed. */
OWNER_ENTRY *leave(ERESOURCE &resource, OWNER_ENTRY **link)
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

/* ---- Whose turn it is: granted under the guard, woken without it ---------------------- */

void grant(Waiter &waiter, ERESOURCE &resource, LIST_ENTRY &granted)
{
	RemoveEntryList(&waiter.link);
	InsertTailList(&granted, &waiter.link);
	enter(resource, waiter);
}

void grant_shared(ERESOURCE &resource, LIST_ENTRY &granted)
{
	LIST_ENTRY &waiters = resource.SharedWaiters;

	while (!IsListEmpty(&waiters))
		grant(*CONTAINING_RECORD(waiters.Flink, Waiter, link), resource, granted);
}

/* To a resource that has just lost its last owner. */
void grant_next(ERESOURCE &resource, LIST_ENTRY &granted)
{
	LIST_ENTRY &waiters = resource.ExclusiveWaiters;

	if (owned_exclusively(resource)) {
		resource.Flag &= ~ResourceOwnedExclusive;
		grant_shared(resource, granted);
	}
	/* After a shared owner, whoever else waits does so for the sake of this one. */
	if (!resource.OwnerTable && !IsListEmpty(&waiters)) {
		grant(*CONTAINING_RECORD(waiters.Flink, Waiter, link), resource, granted);
		resource.Flag |= ResourceOwnedExclusive;
	}
}

void wake(LIST_ENTRY &granted)
{
	while (!IsListEmpty(&granted)) {
		LIST_ENTRY *link = RemoveHeadList(&granted);

		dispatcher_signal(CONTAINING_RECORD(link, Waiter, link)->granted.Header);
	}
}

/* ---- Acquiring ------------------------------------------------------------------------ */

/* Under the guard: is it the thread's, if it wants it? */
bool available(ERESOURCE &resource, ERESOURCE_THREAD thread, Access access)
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
		else if (!enter(resource, waiter))
			return Attempt::lacks_memory;
		if (exclusive)
			resource.Flag |= ResourceOwnedExclusive;
		return Attempt::owned;
	}
	if (!wait)
		return Attempt::refused;
	/* For the exclusive owner there is room. */
	if (!exclusive && !waiter.spare)
		return Attempt::lacks_memory;
	KeInitializeEvent(&waiter.granted, SynchronizationEvent, FALSE);
	InsertTailList(exclusive ? &resource.ExclusiveWaiters : &resource.SharedWaiters,
		       &waiter.link);
	return Attempt::waits;
}

/* Null only for who may not wait. */
OWNER_ENTRY *allocate_entry(bool wait)
{
	LARGE_INTEGER interval;

	interval.QuadPart = -100000;
	for (;;) {
		auto *entry = static_cast<OWNER_ENTRY *>(ww_alloc(sizeof(OWNER_ENTRY)));

		if (entry || !wait)
			return entry;
		KeDelayExecutionThread(KernelMode, FALSE, &interval);
	}
}

/* ---- What an owner may do, and the end ------------------------------------------------ */

void free_entries(OWNER_ENTRY *entry)
{
	while (entry) {
		OWNER_ENTRY *next = entry->Next;

		ww_free(entry);
		entry = next;
	}
}

/* Takes the resource away from its owners. One that is waited for is reported instead. */
bool disown(CallSite call, ERESOURCE *resource)
{
	OWNER_ENTRY *unused = nullptr;
	bool awaited;
	{
		DispatcherGuard guard(resource);

		awaited = !IsListEmpty(&resource->SharedWaiters) ||
			  !IsListEmpty(&resource->ExclusiveWaiters);
		while (!awaited && resource->OwnerTable) {
			if (OWNER_ENTRY *entry = leave(*resource, &resource->OwnerTable)) {
				entry->Next = unused;
				unused = entry;
			}
		}
		if (!awaited)
			resource->Flag = 0;
	}
	if (awaited)
		report_violation(call, kEndedActive, resource, "somebody waits for this resource");
	free_entries(unused);
	return !awaited;
}

void convert(CallSite call, ERESOURCE *resource)
{
	const ERESOURCE_THREAD thread = ExGetCurrentResourceThread();
	LIST_ENTRY granted;
	bool owned;

	if (!at_apc_or_below(call, resource) || !known(call, resource))
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

void set_owner(CallSite call, ERESOURCE *resource, void *pointer)
{
	const ERESOURCE_THREAD thread = ExGetCurrentResourceThread();
	bool owned;

	if (!at_dispatch_or_below(call, resource) || !known(call, resource))
		return;
	{
		DispatcherGuard guard(resource);
		OWNER_ENTRY *entry = *link_of(*resource, thread);

		owned = entry;
		/* It may have an entry already. Releases find the one, then the other. */
		if (owned)
			entry->OwnerThread = address_of(pointer);
	}
	if (!owned)
		report_not_owned(call, resource, thread,
				 "the resource is not owned by the current thread");
}

ULONG count_waiters(CallSite call, ERESOURCE *resource, LIST_ENTRY ERESOURCE::*waiters)
{
	if (!known(call, resource))
		return 0;

	DispatcherGuard guard(resource);
	const LIST_ENTRY *head = &(resource->*waiters);
	ULONG count = 0;

	for (const LIST_ENTRY *link = head->Flink; link != head; link = link->Flink)
		count++;
	return count;
}

void *acquire_in_region(CallSite call, ERESOURCE *resource, Access access)
{
	return resource_acquire(call, resource, access, true) ? PsGetCurrentThread()
									  : nullptr;
}

} /* namespace */

bool resource_acquire(CallSite call, ERESOURCE *resource, Access access, bool wait)
{
	if (!at_apc_or_below(call, resource) || !known(call, resource))
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
		KeWaitForSingleObject(&waiter.granted, Executive, KernelMode, FALSE, nullptr);
	ww_free(waiter.spare);
	return attempt != Attempt::refused;
}

void resource_release(CallSite call, ERESOURCE *resource, ERESOURCE_THREAD owner)
{
	OWNER_ENTRY *unused = nullptr;
	LIST_ENTRY granted;
	bool owned;

	if (!at_dispatch_or_below(call, resource) || !known(call, resource))
		return;
	InitializeListHead(&granted);
	{
		DispatcherGuard guard(resource);
		OWNER_ENTRY **link = link_of(*resource, owner);

		owned = *link;
		if (owned && !--(*link)->OwnerCount) {
			unused = leave(*resource, link);
			if (!resource->OwnerTable)
				grant_next(*resource, granted);
		}
	}
	if (!owned)
		report_not_owned(call, resource, owner, "the resource is not owned by the thread");
	ww_free(unused);
	wake(granted);
}

} /* namespace ww */

extern "C" {

NTSTATUS NTAPI ExInitializeResourceLite(PERESOURCE Resource)
{
	if (!ww::may_be_resource(Resource)) {
		ww::report_violation(WW_CALL_SITE, ww::kBadResource, Resource,
				     "this can be no resource");
		return STATUS_UNSUCCESSFUL;
	}
	*Resource = {};
	InitializeListHead(&Resource->SharedWaiters);
	InitializeListHead(&Resource->ExclusiveWaiters);
	Resource->Address = Resource;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI ExReinitializeResourceLite(PERESOURCE Resource)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::at_dispatch_or_below(call, Resource) ||
	    !ww::known(call, Resource) || !ww::disown(call, Resource))
		return STATUS_UNSUCCESSFUL;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI ExDeleteResourceLite(PERESOURCE Resource)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::at_apc_or_below(call, Resource) ||
	    !ww::known(call, Resource, ww::kDeletedUninitialised) ||
	    !ww::disown(call, Resource))
		return STATUS_UNSUCCESSFUL;
	Resource->Address = nullptr;
	return STATUS_SUCCESS;
}

BOOLEAN NTAPI ExAcquireResourceExclusiveLite(PERESOURCE Resource, BOOLEAN Wait)
{
	return ww::resource_acquire(WW_CALL_SITE, Resource, ww::Access::exclusive, Wait);
}

BOOLEAN NTAPI ExAcquireResourceSharedLite(PERESOURCE Resource, BOOLEAN Wait)
{
	return ww::resource_acquire(WW_CALL_SITE, Resource, ww::Access::shared, Wait);
}

BOOLEAN NTAPI ExAcquireSharedStarveExclusive(PERESOURCE Resource, BOOLEAN Wait)
{
	return ww::resource_acquire(WW_CALL_SITE, Resource, ww::Access::shared_first, Wait);
}

BOOLEAN NTAPI ExAcquireSharedWaitForExclusive(PERESOURCE Resource, BOOLEAN Wait)
{
	return ww::resource_acquire(WW_CALL_SITE, Resource, ww::Access::shared_last, Wait);
}

VOID NTAPI ExReleaseResourceLite(PERESOURCE Resource)
{
	ww::resource_release(WW_CALL_SITE, Resource, ExGetCurrentResourceThread());
}

VOID NTAPI ExReleaseResourceForThreadLite(PERESOURCE Resource, ERESOURCE_THREAD ResourceThreadId)
{
	ww::resource_release(WW_CALL_SITE, Resource, ResourceThreadId);
}

VOID NTAPI ExConvertExclusiveToSharedLite(PERESOURCE Resource)
{
	ww::convert(WW_CALL_SITE, Resource);
}

VOID NTAPI ExSetResourceOwnerPointer(PERESOURCE Resource, PVOID OwnerPointer)
{
	ww::set_owner(WW_CALL_SITE, Resource, OwnerPointer);
}

VOID NTAPI ExSetResourceOwnerPointerEx(PERESOURCE Resource, PVOID OwnerPointer, ULONG)
{
	ww::set_owner(WW_CALL_SITE, Resource, OwnerPointer);
}

BOOLEAN NTAPI ExIsResourceAcquiredExclusiveLite(PERESOURCE Resource)
{
	if (!ww::known(WW_CALL_SITE, Resource))
		return FALSE;

	const ERESOURCE_THREAD thread = ExGetCurrentResourceThread();
	ww::DispatcherGuard guard(Resource);

	return ww::owned_exclusively(*Resource) && ww::is_owner(*Resource, thread);
}

ULONG NTAPI ExIsResourceAcquiredSharedLite(PERESOURCE Resource)
{
	if (!ww::known(WW_CALL_SITE, Resource))
		return 0;

	const ERESOURCE_THREAD thread = ExGetCurrentResourceThread();
	ww::DispatcherGuard guard(Resource);
	const OWNER_ENTRY *entry = *ww::link_of(*Resource, thread);

	return entry ? entry->OwnerCount : 0;
}

ULONG NTAPI ExGetExclusiveWaiterCount(PERESOURCE Resource)
{
	return ww::count_waiters(WW_CALL_SITE, Resource, &ERESOURCE::ExclusiveWaiters);
}

ULONG NTAPI ExGetSharedWaiterCount(PERESOURCE Resource)
{
	return ww::count_waiters(WW_CALL_SITE, Resource, &ERESOURCE::SharedWaiters);
}

/* Of a critical region nothing is left but the IRQL, which is that of an acquisition. */
PVOID NTAPI ExEnterCriticalRegionAndAcquireResourceExclusive(PERESOURCE Resource)
{
	return ww::acquire_in_region(WW_CALL_SITE, Resource, ww::Access::exclusive);
}

PVOID NTAPI ExEnterCriticalRegionAndAcquireResourceShared(PERESOURCE Resource)
{
	return ww::acquire_in_region(WW_CALL_SITE, Resource, ww::Access::shared);
}

PVOID NTAPI ExEnterCriticalRegionAndAcquireSharedWaitForExclusive(PERESOURCE Resource)
{
	return ww::acquire_in_region(WW_CALL_SITE, Resource, ww::Access::shared_last);
}

VOID NTAPI ExReleaseResourceAndLeaveCriticalRegion(PERESOURCE Resource)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::at_apc_or_below(call, Resource))
		ww::resource_release(call, Resource, ExGetCurrentResourceThread());
}

} /* extern "C" */
