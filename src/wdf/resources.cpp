/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFCMRESLIST: the lists of hardware resources that the callbacks of a device get.
 */
#include "resources.hpp"

#include "create.hpp"

namespace ww::wdf {

constinit const Class ResourceList::kClass = {
	{ "WDFCMRESLIST", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};

namespace {

ResourceList *create(Device &device)
{
	auto *const list = object_allocate<ResourceList>(device.driver_object(), nullptr);

	if (!list)
		return nullptr;
	list->may_be_deleted = false;
	if (object_add_child(device, *list))
		return list;
	object_discard(*list);
	return nullptr;
}

ResourceList *list_of(CallSite call, WDFCMRESLIST handle)
{
	return object_at_dispatch_or_below<ResourceList>(call, handle);
}

} /* namespace */

bool resources_init(Device &device)
{
	device.raw_resources = create(device);
	device.resources = create(device);
	return device.raw_resources && device.resources;
}

void resources_assign(ResourceList &list, const CM_RESOURCE_LIST *assigned)
{
	list.count = 0;
	if (!assigned || !assigned->Count)
		return;

	const CM_PARTIAL_RESOURCE_LIST &partial = assigned->List[0].PartialResourceList;

	for (ULONG i = 0; i < partial.Count && i < ResourceList::kMost; i++)
		list.descriptors[list.count++] = partial.PartialDescriptors[i];
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

ULONG NTAPI WdfCmResourceListGetCount(WDFCMRESLIST List)
{
	const auto *const list = list_of(WW_CALL_SITE, List);

	return list ? list->count : 0;
}

PCM_PARTIAL_RESOURCE_DESCRIPTOR NTAPI WdfCmResourceListGetDescriptor(WDFCMRESLIST List, ULONG Index)
{
	auto *const list = list_of(WW_CALL_SITE, List);

	return list && Index < list->count ? &list->descriptors[Index] : nullptr;
}

} /* extern "C" */
