/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources: the functions that drivers call.
 */
#include "resource.hpp"

#include "base/irql.hpp"
#include "ke/dispatcher.hpp"
#include "ke/region.hpp"

namespace ww {
namespace {

ULONG count_waiters(CallSite call, ERESOURCE *resource, LIST_ENTRY ERESOURCE::*waiters)
{
	if (!resource_known(call, resource))
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
	if (!at_apc_or_below(call, resource))
		return nullptr;
	region_enter(Region::critical);
	if (resource_acquire(call, resource, access, true))
		return PsGetCurrentThread();
	region_leave(call, Region::critical);
	return nullptr;
}

} /* namespace */
} /* namespace ww */

extern "C" {

NTSTATUS NTAPI ExInitializeResourceLite(PERESOURCE Resource)
{
	if (!ww::resource_address_valid(Resource)) {
		ww::resource_report(WW_CALL_SITE, ww::kBadResource, Resource,
				    "no resource can be at this address");
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

	if (!ww::at_dispatch_or_below(call, Resource) || !ww::resource_known(call, Resource) ||
	    !ww::resource_remove_owners(call, Resource))
		return STATUS_UNSUCCESSFUL;
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI ExDeleteResourceLite(PERESOURCE Resource)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::at_apc_or_below(call, Resource) ||
	    !ww::resource_known(call, Resource, ww::kDeletedUninitialised) ||
	    !ww::resource_remove_owners(call, Resource))
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
	ww::resource_convert_to_shared(WW_CALL_SITE, Resource);
}

VOID NTAPI ExSetResourceOwnerPointer(PERESOURCE Resource, PVOID OwnerPointer)
{
	ww::resource_set_owner(WW_CALL_SITE, Resource, OwnerPointer);
}

VOID NTAPI ExSetResourceOwnerPointerEx(PERESOURCE Resource, PVOID OwnerPointer, ULONG)
{
	ww::resource_set_owner(WW_CALL_SITE, Resource, OwnerPointer);
}

BOOLEAN NTAPI ExIsResourceAcquiredExclusiveLite(PERESOURCE Resource)
{
	return ww::resource_known(WW_CALL_SITE, Resource) &&
	       ww::resource_acquisitions(Resource, true);
}

ULONG NTAPI ExIsResourceAcquiredSharedLite(PERESOURCE Resource)
{
	if (!ww::resource_known(WW_CALL_SITE, Resource))
		return 0;
	return ww::resource_acquisitions(Resource, false);
}

ULONG NTAPI ExGetExclusiveWaiterCount(PERESOURCE Resource)
{
	return ww::count_waiters(WW_CALL_SITE, Resource, &ERESOURCE::ExclusiveWaiters);
}

ULONG NTAPI ExGetSharedWaiterCount(PERESOURCE Resource)
{
	return ww::count_waiters(WW_CALL_SITE, Resource, &ERESOURCE::SharedWaiters);
}

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

	if (!ww::at_apc_or_below(call, Resource))
		return;
	ww::resource_release(call, Resource, ExGetCurrentResourceThread());
	ww::region_leave(call, ww::Region::critical);
}

} /* extern "C" */
