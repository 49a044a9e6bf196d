/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Enumeration of filters, volumes and instances, and of an instance's neighbours.
 */
#include "filter_manager.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"

namespace ww {
namespace {

/* Fills the driver's array with objects. If the array is too small, it stays empty. */
template <typename Pointer>
class Listing {
public:
	Listing(Pointer *list, ULONG capacity) : list_(list), capacity_(list ? capacity : 0) {}
	Listing(const Listing &) = delete;
	Listing &operator=(const Listing &) = delete;

	/* Takes over the caller's rundown protection on @object. */
	void add(Pointer object)
	{
		if (found_ < capacity_)
			list_[found_] = object;
		else
			object_dereference(object);
		found_++;
	}

	NTSTATUS finish(ULONG &found)
	{
		found = found_;
		if (found_ <= capacity_)
			return STATUS_SUCCESS;
		for (ULONG i = 0; i < capacity_; i++) {
			object_dereference(list_[i]);
			list_[i] = nullptr;
		}
		return STATUS_BUFFER_TOO_SMALL;
	}

private:
	Pointer *list_;
	ULONG capacity_;
	ULONG found_ = 0;
};

template <typename Pointer>
NTSTATUS list_all(Pointer (*next)(Pointer object), Pointer *list, ULONG capacity, ULONG &found)
{
	Listing<Pointer> listing(list, capacity);
	Pointer object = next(nullptr);

	while (object) {
		const Pointer following = next(object);

		object_give(object);
		listing.add(object);
		object = following;
	}
	return listing.finish(found);
}

/* Adds the instances of @filter, or of all filters for null. */
void add_instances(Listing<PFLT_INSTANCE> &listing, PFLT_VOLUME volume, PFLT_FILTER filter)
{
	PFLT_INSTANCE instance = instance_highest(volume);

	while (instance) {
		PFLT_INSTANCE next = instance_below(instance);

		if (!filter || instance->filter == filter)
			listing.add(instance);
		else
			object_dereference(instance);
		instance = next;
	}
}

void add_instances(Listing<PFLT_INSTANCE> &listing, PFLT_FILTER filter)
{
	for_each_volume([&](PFLT_VOLUME volume) { add_instances(listing, volume, filter); });
}

NTSTATUS return_instance(PFLT_INSTANCE instance, PFLT_INSTANCE *result)
{
	*result = instance;
	return instance ? STATUS_SUCCESS : STATUS_NO_MORE_ENTRIES;
}

/* Returns find(volume), called with rundown protection on the volume. */
template <typename Find>
NTSTATUS get_from_volume(CallSite call, PFLT_VOLUME volume, PFLT_INSTANCE *result, Find find)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	*result = nullptr;
	if (!at_apc_or_below(call, volume) ||
	    !check_and_keep(call, volume, volume_type, status))
		return status;
	status = return_instance(find(volume), result);
	object_dereference_kept(volume);
	return status;
}

template <typename Find>
NTSTATUS get_neighbour(CallSite call, PFLT_INSTANCE instance, PFLT_INSTANCE *result, Find find)
{
	*result = nullptr;
	if (!at_apc_or_below(call, instance) || !check_type(call, instance, instance_type))
		return STATUS_INVALID_PARAMETER;
	return return_instance(find(instance), result);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltEnumerateFilters(PFLT_FILTER *FilterList, ULONG FilterListSize,
				    PULONG NumberFiltersReturned)
{
	*NumberFiltersReturned = 0;
	if (!at_apc_or_below(WW_CALL_SITE, nullptr))
		return STATUS_INVALID_PARAMETER;
	return list_all(filter_next, FilterList, FilterListSize, *NumberFiltersReturned);
}

NTSTATUS FLTAPI FltEnumerateVolumes(PFLT_FILTER Filter, PFLT_VOLUME *VolumeList,
				    ULONG VolumeListSize, PULONG NumberVolumesReturned)
{
	const CallSite call = WW_CALL_SITE;

	*NumberVolumesReturned = 0;
	if (!at_apc_or_below(call, Filter) || !check_type(call, Filter, filter_type))
		return STATUS_INVALID_PARAMETER;
	return list_all(volume_next, VolumeList, VolumeListSize, *NumberVolumesReturned);
}

NTSTATUS FLTAPI FltEnumerateInstances(PFLT_VOLUME Volume, PFLT_FILTER Filter,
				      PFLT_INSTANCE *InstanceList, ULONG InstanceListSize,
				      PULONG NumberInstancesReturned)
{
	const CallSite call = WW_CALL_SITE;
	Listing<PFLT_INSTANCE> listing(InstanceList, InstanceListSize);
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	*NumberInstancesReturned = 0;
	if (!Volume && !Filter)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "Volume and Filter are both NULL");
	if (!at_apc_or_below(call, Volume) ||
	    (Filter && !check_type(call, Filter, filter_type)))
		return status;
	if (!Volume) {
		add_instances(listing, Filter);
	} else {
		if (!check_and_keep(call, Volume, volume_type, status))
			return status;
		add_instances(listing, Volume, Filter);
		object_dereference_kept(Volume);
	}
	return listing.finish(*NumberInstancesReturned);
}

NTSTATUS FLTAPI FltGetTopInstance(PFLT_VOLUME Volume, PFLT_INSTANCE *Instance)
{
	return get_from_volume(WW_CALL_SITE, Volume, Instance, instance_highest);
}

NTSTATUS FLTAPI FltGetBottomInstance(PFLT_VOLUME Volume, PFLT_INSTANCE *Instance)
{
	return get_from_volume(WW_CALL_SITE, Volume, Instance, [](PFLT_VOLUME volume) {
		return instance_lowest_above(volume, nullptr);
	});
}

NTSTATUS FLTAPI FltGetUpperInstance(PFLT_INSTANCE CurrentInstance, PFLT_INSTANCE *UpperInstance)
{
	return get_neighbour(WW_CALL_SITE, CurrentInstance, UpperInstance,
			     [](PFLT_INSTANCE instance) {
				     return instance_lowest_above(instance->volume, instance);
			     });
}

NTSTATUS FLTAPI FltGetLowerInstance(PFLT_INSTANCE CurrentInstance, PFLT_INSTANCE *LowerInstance)
{
	return get_neighbour(WW_CALL_SITE, CurrentInstance, LowerInstance, instance_below);
}

} /* extern "C" */
