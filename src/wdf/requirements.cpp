/* SPDX-License-Identifier: GPL-2.0 */
#include "requirements.hpp"

#include "create.hpp"
#include "deletion.hpp"
#include "pnp/answer.hpp"
#include "pnp/requirements.hpp"

namespace ww::wdf {
namespace {

void end_list(Object &object)
{
	descriptors_clear(object);
	object_dereference(static_cast<RequirementList &>(object).owner);
}

void remove(Object &object)
{
	if (object_begin_delete(object))
		object_delete(object);
}

/* ---- The links ----------------------------------------------------------------------------------- */

RequirementList **link_at(Requirements &requirements, ULONG index) WW_REQUIRES(tree_lock)
{
	RequirementList **link = &requirements.first;

	while (*link && index--)
		link = &(*link)->next;
	return link;
}

RequirementList **link_of(Requirements &requirements, const RequirementList &list) WW_REQUIRES(tree_lock)
{
	RequirementList **link = &requirements.first;

	while (*link && *link != &list)
		link = &(*link)->next;
	return link;
}

/* Null if @link leads to none. */
RequirementList *take(Requirements &requirements, RequirementList **link) WW_REQUIRES(tree_lock)
{
	RequirementList *const list = *link;

	if (!list)
		return nullptr;
	*link = list->next;
	list->is_in = false;
	requirements.count--;
	return list;
}

/* False for an index behind the end. */
bool put(RequirementList &list, ULONG index) WW_REQUIRES(tree_lock)
{
	Requirements &requirements = *list.owner;

	if (index > requirements.count && index != WDF_INSERT_AT_END)
		return false;

	RequirementList **const link = link_at(requirements, index);

	list.next = *link;
	*link = &list;
	list.is_in = true;
	requirements.count++;
	return true;
}

/* ---- Making -------------------------------------------------------------------------------------- */

RequirementList *create(Requirements &requirements, const WDF_OBJECT_ATTRIBUTES *attributes)
{
	auto *const list = object_allocate<RequirementList>(requirements.driver_object(), attributes);

	if (!list)
		return nullptr;
	descriptors_init(*list, sizeof(IO_RESOURCE_DESCRIPTOR), requirements.access);
	list->owner = &requirements;
	object_reference(&requirements);
	list->may_be_deleted = false;
	if (object_add_child(requirements, *list))
		return list;
	object_discard(*list);
	return nullptr;
}

bool add_copy(Requirements &requirements, const IO_RESOURCE_LIST &from)
{
	const IO_RESOURCE_DESCRIPTOR *const descriptors = from.Descriptors;
	RequirementList *const list = create(requirements, nullptr);

	if (!list)
		return false;
	for (ULONG i = 0; i < from.Count; i++) {
		if (!descriptors_append(*list, &descriptors[i]))
			return false;
	}

	LockGuard guard(tree_lock);

	return put(*list, WDF_INSERT_AT_END);
}

bool fill(Requirements &requirements, const IO_RESOURCE_REQUIREMENTS_LIST &from)
{
	const IO_RESOURCE_LIST *list = from.List;

	requirements.interface_type = from.InterfaceType;
	requirements.bus = from.BusNumber;
	requirements.slot = from.SlotNumber;
	for (ULONG i = 0; i < from.AlternativeLists; i++) {
		if (!add_copy(requirements, *list))
			return false;
		list = requirements_next(*list);
	}
	return true;
}

/* ---- Writing ------------------------------------------------------------------------------------- */

/* The lists do not change any more. */
u32 descriptors_of_all(const Requirements &requirements) WW_UNCHECKED
{
	u32 count = 0;

	for (const RequirementList *list = requirements.first; list; list = list->next)
		count += list->count;
	return count;
}

void write_lists(const Requirements &requirements, IO_RESOURCE_LIST *to) WW_UNCHECKED
{
	for (RequirementList *list = requirements.first; list; list = list->next) {
		to->Version = to->Revision = 1;
		to->Count = list->count;
		descriptors_write(*list, to->Descriptors, list->count);
		to = const_cast<IO_RESOURCE_LIST *>(requirements_next(*to));
	}
}

/* ---- For the functions of drivers ---------------------------------------------------------------- */

Requirements *requirements_of(CallSite call, WDFIORESREQLIST handle)
{
	return object_at_dispatch_or_below<Requirements>(call, handle);
}

RequirementList *list_of(CallSite call, WDFIORESLIST handle)
{
	return object_at_dispatch_or_below<RequirementList>(call, handle);
}

/* A list that is in already would be twice in the way of its deletion. */
bool is_free(const Requirements &requirements, const RequirementList &list)
{
	LockGuard guard(tree_lock);

	return list.owner == &requirements && !list.is_in && list.stage() == Stage::live;
}

NTSTATUS insert(CallSite call, WDFIORESREQLIST to, WDFIORESLIST inserted, ULONG index)
{
	Requirements *const requirements = requirements_of(call, to);
	RequirementList *const list = requirements ? list_of(call, inserted) : nullptr;
	bool is_put;

	if (!list)
		return STATUS_INVALID_PARAMETER;
	if (!is_free(*requirements, *list))
		return refuse(call, requirements, STATUS_INVALID_DEVICE_REQUEST,
			      "IoResList is of other requirements, or is in these already");
	if (!check_access(call, *requirements, requirements->access))
		return STATUS_ACCESS_DENIED;
	{
		LockGuard guard(tree_lock);

		is_put = put(*list, index);
	}
	requirements->access.has_changed |= is_put;
	if (is_put)
		return STATUS_SUCCESS;
	remove(*list);
	return refuse(call, requirements, STATUS_ARRAY_BOUNDS_EXCEEDED,
		      "Index is %u, behind the end; IoResList is deleted", index);
}

/* The list has been taken, if there was one. */
void drop(CallSite call, Requirements &requirements, RequirementList *list)
{
	if (!list) {
		refuse(call, &requirements, STATUS_NOT_FOUND, "the requirements have no such list");
		return;
	}
	requirements.access.has_changed = true;
	remove(*list);
}

/* Of a member that the IRP's list has. */
template <typename Value>
void set(CallSite call, WDFIORESREQLIST handle, Value Requirements::*member, Value value)
{
	Requirements *const requirements = requirements_of(call, handle);

	if (!requirements || !check_access(call, *requirements, requirements->access))
		return;
	requirements->access.has_changed |= requirements->*member != value;
	requirements->*member = value;
}

} /* namespace */

constinit const Class Requirements::kClass = {
	{ "WDFIORESREQLIST", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};

constinit const Class RequirementList::kClass = {
	{ "WDFIORESLIST", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, end_list, false
};

Requirements *requirements_create(Device &device, const IO_RESOURCE_REQUIREMENTS_LIST *from)
{
	auto *const requirements = object_allocate<Requirements>(device.driver_object(), nullptr);

	if (!requirements)
		return nullptr;
	requirements->may_be_deleted = false;
	if (!object_add_child(device, *requirements)) {
		object_discard(*requirements);
		return nullptr;
	}
	if (from && !fill(*requirements, *from)) {
		remove(*requirements);
		return nullptr;
	}
	requirements->access.may_change = true;
	return requirements;
}

IO_RESOURCE_REQUIREMENTS_LIST *requirements_write(Requirements &requirements) WW_UNCHECKED
{
	if (!requirements.count)
		return nullptr;

	const size_t bytes = requirements_bytes(requirements.count, descriptors_of_all(requirements));
	auto *const list = static_cast<PIO_RESOURCE_REQUIREMENTS_LIST>(answer_allocate(bytes));

	if (!list)
		return nullptr;
	list->ListSize = static_cast<ULONG>(bytes);
	list->InterfaceType = requirements.interface_type;
	list->BusNumber = requirements.bus;
	list->SlotNumber = requirements.slot;
	list->AlternativeLists = requirements.count;
	write_lists(requirements, list->List);
	return list;
}

void requirements_end(Requirements &requirements)
{
	requirements.access.may_change = false;
	remove(requirements);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

VOID NTAPI WdfIoResourceRequirementsListSetSlotNumber(WDFIORESREQLIST RequirementsList, ULONG SlotNumber)
{
	set(WW_CALL_SITE, RequirementsList, &Requirements::slot, SlotNumber);
}

VOID NTAPI WdfIoResourceRequirementsListSetInterfaceType(WDFIORESREQLIST RequirementsList,
							 INTERFACE_TYPE InterfaceType)
{
	set(WW_CALL_SITE, RequirementsList, &Requirements::interface_type, InterfaceType);
}

NTSTATUS NTAPI WdfIoResourceRequirementsListAppendIoResList(WDFIORESREQLIST RequirementsList,
							    WDFIORESLIST IoResList)
{
	return insert(WW_CALL_SITE, RequirementsList, IoResList, WDF_INSERT_AT_END);
}

NTSTATUS NTAPI WdfIoResourceRequirementsListInsertIoResList(WDFIORESREQLIST RequirementsList,
							    WDFIORESLIST IoResList, ULONG Index)
{
	return insert(WW_CALL_SITE, RequirementsList, IoResList, Index);
}

ULONG NTAPI WdfIoResourceRequirementsListGetCount(WDFIORESREQLIST RequirementsList)
{
	Requirements *const requirements = requirements_of(WW_CALL_SITE, RequirementsList);
	LockGuard guard(tree_lock);

	return requirements ? requirements->count : 0;
}

WDFIORESLIST NTAPI WdfIoResourceRequirementsListGetIoResList(WDFIORESREQLIST RequirementsList, ULONG Index)
{
	Requirements *const requirements = requirements_of(WW_CALL_SITE, RequirementsList);
	LockGuard guard(tree_lock);
	RequirementList *const list = requirements ? *link_at(*requirements, Index) : nullptr;

	return list ? handle_of<WDFIORESLIST>(*list) : nullptr;
}

VOID NTAPI WdfIoResourceRequirementsListRemove(WDFIORESREQLIST RequirementsList, ULONG Index)
{
	const CallSite call = WW_CALL_SITE;
	Requirements *const requirements = requirements_of(call, RequirementsList);
	RequirementList *list;

	if (!requirements || !check_access(call, *requirements, requirements->access))
		return;
	{
		LockGuard guard(tree_lock);

		list = take(*requirements, link_at(*requirements, Index));
	}
	drop(call, *requirements, list);
}

VOID NTAPI WdfIoResourceRequirementsListRemoveByIoResList(WDFIORESREQLIST RequirementsList, WDFIORESLIST IoResList)
{
	const CallSite call = WW_CALL_SITE;
	Requirements *const requirements = requirements_of(call, RequirementsList);
	RequirementList *list = requirements ? list_of(call, IoResList) : nullptr;

	if (!list || !check_access(call, *requirements, requirements->access))
		return;
	{
		LockGuard guard(tree_lock);

		list = take(*requirements, link_of(*requirements, *list));
	}
	drop(call, *requirements, list);
}

NTSTATUS NTAPI WdfIoResourceListCreate(WDFIORESREQLIST RequirementsList, PWDF_OBJECT_ATTRIBUTES Attributes,
				       WDFIORESLIST *ResourceList)
{
	const CallSite call = WW_CALL_SITE;
	Requirements *const requirements = requirements_of(call, RequirementsList);

	if (!requirements || !check_not_null(call, ResourceList, "ResourceList"))
		return STATUS_INVALID_PARAMETER;
	*ResourceList = nullptr;
	if (const NTSTATUS status = check_attributes(call, Attributes, kNoParent, requirements))
		return status;

	RequirementList *const list = create(*requirements, Attributes);

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;
	*ResourceList = handle_of<WDFIORESLIST>(*list);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdfIoResourceListInsertDescriptor(WDFIORESLIST ResourceList, PIO_RESOURCE_DESCRIPTOR Descriptor,
						 ULONG Index)
{
	const CallSite call = WW_CALL_SITE;

	return descriptors_insert(call, list_of(call, ResourceList), Descriptor, Index);
}

NTSTATUS NTAPI WdfIoResourceListAppendDescriptor(WDFIORESLIST ResourceList, PIO_RESOURCE_DESCRIPTOR Descriptor)
{
	const CallSite call = WW_CALL_SITE;

	return descriptors_insert(call, list_of(call, ResourceList), Descriptor, WDF_INSERT_AT_END);
}

VOID NTAPI WdfIoResourceListUpdateDescriptor(WDFIORESLIST ResourceList, PIO_RESOURCE_DESCRIPTOR Descriptor,
					     ULONG Index)
{
	const CallSite call = WW_CALL_SITE;

	descriptors_update(call, list_of(call, ResourceList), Descriptor, Index);
}

ULONG NTAPI WdfIoResourceListGetCount(WDFIORESLIST ResourceList)
{
	return descriptors_count(list_of(WW_CALL_SITE, ResourceList));
}

PIO_RESOURCE_DESCRIPTOR NTAPI WdfIoResourceListGetDescriptor(WDFIORESLIST ResourceList, ULONG Index)
{
	return static_cast<PIO_RESOURCE_DESCRIPTOR>(descriptors_get(list_of(WW_CALL_SITE, ResourceList), Index));
}

VOID NTAPI WdfIoResourceListRemove(WDFIORESLIST ResourceList, ULONG Index)
{
	const CallSite call = WW_CALL_SITE;

	descriptors_remove(call, list_of(call, ResourceList), Index);
}

VOID NTAPI WdfIoResourceListRemoveByDescriptor(WDFIORESLIST ResourceList, PIO_RESOURCE_DESCRIPTOR Descriptor)
{
	const CallSite call = WW_CALL_SITE;

	descriptors_remove_equal(call, list_of(call, ResourceList), Descriptor);
}

} /* extern "C" */
