/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFCMRESLIST: the lists of hardware resources that the callbacks of a device get.
 */
#include "resources.hpp"

#include "create.hpp"

namespace ww::wdf {

constinit const Class ResourceList::kClass = {
	{ "WDFCMRESLIST", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, descriptors_clear, false
};

namespace {

ResourceList *create(Device &device)
{
	auto *const list = object_allocate<ResourceList>(device.driver_object(), nullptr);

	if (!list)
		return nullptr;
	descriptors_init(*list, sizeof(CM_PARTIAL_RESOURCE_DESCRIPTOR), list->own);
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

bool resources_assign(ResourceList &list, const CM_RESOURCE_LIST *assigned, bool may_change)
{
	descriptors_clear(list);
	list.own = { may_change, false };
	if (!assigned || !assigned->Count)
		return true;

	const CM_PARTIAL_RESOURCE_LIST &partial = assigned->List[0].PartialResourceList;
	/* Not the array itself, which has one member. */
	const CM_PARTIAL_RESOURCE_DESCRIPTOR *const descriptors = partial.PartialDescriptors;

	for (ULONG i = 0; i < partial.Count; i++) {
		if (!descriptors_append(list, &descriptors[i]))
			return false;
	}
	return true;
}

const CM_PARTIAL_RESOURCE_DESCRIPTOR *resource_at(ResourceList &list, ULONG index)
{
	return static_cast<CM_PARTIAL_RESOURCE_DESCRIPTOR *>(descriptors_get(&list, index));
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfCmResourceListInsertDescriptor(WDFCMRESLIST List, PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor,
						 ULONG Index)
{
	const CallSite call = WW_CALL_SITE;

	return descriptors_insert(call, list_of(call, List), Descriptor, Index);
}

NTSTATUS NTAPI WdfCmResourceListAppendDescriptor(WDFCMRESLIST List, PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor)
{
	const CallSite call = WW_CALL_SITE;

	return descriptors_insert(call, list_of(call, List), Descriptor, WDF_INSERT_AT_END);
}

ULONG NTAPI WdfCmResourceListGetCount(WDFCMRESLIST List)
{
	return descriptors_count(list_of(WW_CALL_SITE, List));
}

PCM_PARTIAL_RESOURCE_DESCRIPTOR NTAPI WdfCmResourceListGetDescriptor(WDFCMRESLIST List, ULONG Index)
{
	return static_cast<PCM_PARTIAL_RESOURCE_DESCRIPTOR>(descriptors_get(list_of(WW_CALL_SITE, List), Index));
}

VOID NTAPI WdfCmResourceListRemove(WDFCMRESLIST List, ULONG Index)
{
	const CallSite call = WW_CALL_SITE;

	descriptors_remove(call, list_of(call, List), Index);
}

VOID NTAPI WdfCmResourceListRemoveByDescriptor(WDFCMRESLIST List, PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor)
{
	const CallSite call = WW_CALL_SITE;

	descriptors_remove_equal(call, list_of(call, List), Descriptor);
}

} /* extern "C" */
