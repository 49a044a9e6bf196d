/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's objects: their types, the lists of filters and volumes, and the exported
 * functions for rundown protection.
 */
#include "filter_manager.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "create_parameters.hpp"
#include "operation.hpp"
#include "port.hpp"

namespace ww {
namespace {

/* In the order of serial numbers, the oldest object first. */
template <typename Pointer>
struct ByAge {
	Pointer oldest = nullptr;
	Pointer *end = &oldest;		/* where the next one goes */
};

constinit Lock manager;
constinit ByAge<PFLT_FILTER> filters WW_GUARDED_BY(manager);
constinit PFLT_FILTER highest_filter WW_GUARDED_BY(manager);
constinit ByAge<PFLT_VOLUME> volumes WW_GUARDED_BY(manager);
constinit u64 last_serial WW_GUARDED_BY(manager);

constinit CallbackDataCopy *copies WW_GUARDED_BY(manager);

void destroy_filter(void *body)
{
	object_dereference_kept(static_cast<PFLT_FILTER>(body)->driver);
}

void destroy_instance(void *body)
{
	auto *instance = static_cast<PFLT_INSTANCE>(body);

	object_dereference_kept(instance->volume);
	object_dereference_kept(instance->filter);
}

template <typename Pointer>
void list_add(ByAge<Pointer> &list, Pointer object) WW_REQUIRES(manager)
{
	object->serial = ++last_serial;
	object->link = list.end;
	*list.end = object;
	list.end = &object->next;
}

template <typename Pointer>
void list_remove(ByAge<Pointer> &list, Pointer object) WW_REQUIRES(manager)
{
	*object->link = object->next;
	if (object->next)
		object->next->link = object->link;
	else
		list.end = object->link;
}

bool has_guid(PFLT_VOLUME volume, const GUID &guid) WW_REQUIRES(manager)
{
	while (volume && !(volume->mount && IsEqualGUID(volume->guid, guid)))
		volume = volume->next;
	return volume != nullptr;
}

template <typename Pointer>
Pointer listed_after(const ByAge<Pointer> &list, u64 serial) WW_REQUIRES(manager)
{
	manager.assert_held();

	Pointer each = list.oldest;

	while (each && each->serial <= serial)
		each = each->next;
	return each;
}

/* The first of these that is not being deleted, with a kept reference; or null. */
template <typename Pointer>
Pointer keep_first(Pointer each) WW_REQUIRES(manager)
{
	manager.assert_held();
	while (each && !object_try_reference_kept(each))
		each = each->next;
	return each;
}

template <typename Pointer>
Pointer after(const ByAge<Pointer> &list, u64 serial) WW_REQUIRES(manager)
{
	return keep_first(listed_after(list, serial));
}

bool is_flt_object(const void *object)
{
	const ObjectType *type = object_type(object);

	return type == &filter_type || type == &volume_type || type == &instance_type;
}

bool check_flt_object(CallSite call, const void *object)
{
	if (object && is_flt_object(object))
		return true;
	report_pointer({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(object), 0, 0 },
			 .call = call, .item = object },
		       object, "is not a live filter, instance or volume");
	return false;
}

/* Returns the filter or volume of an instance, with rundown protection for the driver. */
template <typename Pointer>
NTSTATUS get_from_instance(CallSite call, PFLT_INSTANCE instance, Pointer _FLT_INSTANCE::*member,
			   Pointer *result)
{
	*result = nullptr;
	if (!at_dispatch_or_below(call, instance) || !check_type(call, instance, instance_type))
		return STATUS_INVALID_PARAMETER;
	if (!object_try_reference(instance->*member))
		return STATUS_FLT_DELETING_OBJECT;
	*result = instance->*member;
	return STATUS_SUCCESS;
}

} /* namespace */

constinit const ObjectType filter_type = { .name = "filter", .destroy = destroy_filter,
					   .has_percpu_count = true };
constinit const ObjectType volume_type = { "volume" };
constinit const ObjectType instance_type = { .name = "instance", .destroy = destroy_instance,
					     .has_percpu_count = true };

void flt_init()
{
	manager.init(WW_LOCK_FLT_MANAGER);
	contexts_init();
	parameters_init();
	ports_init();
}

void filter_list_add(PFLT_FILTER filter)
{
	LockGuard guard(manager);

	PFLT_FILTER *link = &highest_filter;

	list_add(filters, filter);
	/* Of several filters with one altitude the older is above. */
	while (*link && (*link)->altitude.compare(filter->altitude) >= 0)
		link = &(*link)->below;
	filter->below = *link;
	*link = filter;
}

void filter_list_remove(PFLT_FILTER filter)
{
	LockGuard guard(manager);

	PFLT_FILTER *link = &highest_filter;

	list_remove(filters, filter);
	while (*link != filter)
		link = &(*link)->below;
	*link = filter->below;
}

void volume_list_add(PFLT_VOLUME volume)
{
	LockGuard guard(manager);

	while (volume->mount && has_guid(volumes.oldest, volume->guid))
		volume->guid.Data1++;
	list_add(volumes, volume);
}

void volume_list_remove(PFLT_VOLUME volume)
{
	LockGuard guard(manager);

	list_remove(volumes, volume);
}

PFLT_FILTER filter_after(u64 serial)
{
	LockGuard guard(manager);

	return after(filters, serial);
}

PFLT_FILTER filter_next(PFLT_FILTER filter)
{
	LockGuard guard(manager);

	return keep_first(filter ? filter->next : filters.oldest);
}

PFLT_FILTER filter_below(PFLT_FILTER filter)
{
	LockGuard guard(manager);
	PFLT_FILTER next = filter ? filter->below : highest_filter;

	while (next && !object_try_reference_kept(next))
		next = next->below;
	return next;
}

PFLT_FILTER listed_filter_after(u64 serial)
{
	LockGuard guard(manager);

	return listed_after(filters, serial);
}

PFLT_VOLUME volume_after(u64 serial)
{
	LockGuard guard(manager);

	return after(volumes, serial);
}

PFLT_VOLUME volume_next(PFLT_VOLUME volume)
{
	LockGuard guard(manager);

	return keep_first(volume ? volume->next : volumes.oldest);
}

CallbackDataCopy::CallbackDataCopy(const FLT_CALLBACK_DATA &data, const Requestor &requestor)
	: data_(&data), requestor_(requestor)
{
	LockGuard guard(manager);

	next_ = copies;
	copies = this;
}

CallbackDataCopy::~CallbackDataCopy()
{
	LockGuard guard(manager);
	CallbackDataCopy **link = &copies;

	while (*link != this)
		link = &(*link)->next_;
	*link = next_;
}

const Requestor *requestor_of_copy(const FLT_CALLBACK_DATA *data)
{
	LockGuard guard(manager);
	const CallbackDataCopy *copy = copies;

	while (copy && copy->data_ != data)
		copy = copy->next_;
	return copy ? &copy->requestor_ : nullptr;
}

bool check_and_keep(CallSite call, void *object, const ObjectType &type, NTSTATUS &status)
{
	status = STATUS_INVALID_PARAMETER;
	if (!check_type(call, object, type))
		return false;
	status = STATUS_FLT_DELETING_OBJECT;
	return object_try_reference_kept(object);
}

void report_object(CallSite call, const void *object, const char *what, uintptr_t count)
{
	report({ .code = BugCheck::reference_by_pointer,
		 .parameter = { 0, address_of(object), 0, count },
		 .call = call, .item = object, .owner = object },
	       "%s", what);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltObjectReference(PVOID FltObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, FltObject) || !check_flt_object(call, FltObject))
		return STATUS_INVALID_PARAMETER;
	return object_try_reference(FltObject) ? STATUS_SUCCESS : STATUS_FLT_DELETING_OBJECT;
}

VOID FLTAPI FltObjectDereference(PVOID FltObject)
{
	const CallSite call = WW_CALL_SITE;
	u32 before = 0;

	if (!at_dispatch_or_below(call, FltObject) || !check_flt_object(call, FltObject))
		return;
	/* One reference is the creator's, which the driver may not drop. */
	if (!object_header(FltObject)->references.release_above(1, before))
		report_object(call, FltObject, "the driver holds no reference on the object",
			      before);
}

NTSTATUS FLTAPI FltGetFilterFromInstance(PFLT_INSTANCE Instance, PFLT_FILTER *RetFilter)
{
	return get_from_instance(WW_CALL_SITE, Instance, &_FLT_INSTANCE::filter, RetFilter);
}

NTSTATUS FLTAPI FltGetVolumeFromInstance(PFLT_INSTANCE Instance, PFLT_VOLUME *RetVolume)
{
	return get_from_instance(WW_CALL_SITE, Instance, &_FLT_INSTANCE::volume, RetVolume);
}

LONG FLTAPI FltCompareInstanceAltitudes(PFLT_INSTANCE Instance1, PFLT_INSTANCE Instance2)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_type(call, Instance1, instance_type) ||
	    !check_type(call, Instance2, instance_type))
		return 0;

	const int order = Instance1->altitude.compare(Instance2->altitude);

	return (order > 0) - (order < 0);
}

} /* extern "C" */
