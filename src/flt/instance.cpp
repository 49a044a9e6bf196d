/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Instances: attachment at an altitude, and tear-down. The thread that begins an instance's rundown
 * tears it down. Others wait for the rundown of the filter or the volume, which the instance
 * references until it is gone.
 */
#include "file_system.hpp"

#include "base/text.hpp"
#include "interest.hpp"
#include "linux/print.h"
#include "ob/names.hpp"
#include "operation.hpp"
#include "own_data.hpp"

namespace ww {
namespace {

/* Of a volume. Programs attach them, and a search holds the volume's lock. docs/scheduling.md, Constants */
constexpr u32 kMostInstances = 1024;

bool is_named(PFLT_INSTANCE instance, const char *name)
{
	return text_alike(object_header(instance)->name, name);
}

/* Inserts the instance into the volume's list. It does not get operations yet. */
NTSTATUS insert(PFLT_INSTANCE instance)
{
	PFLT_VOLUME volume = instance->volume;
	LockGuard guard(volume->lock);
	PFLT_INSTANCE *place = nullptr;
	PFLT_INSTANCE *link;
	u32 count = 0;

	if (is_closed(instance->filter) || is_closed(volume))
		return STATUS_FLT_DELETING_OBJECT;
	for (link = &volume->instances; *link; link = &(*link)->next) {
		const int order = instance->altitude.compare((*link)->altitude);

		if ((*link)->filter == instance->filter &&
		    is_named(*link, object_header(instance)->name))
			return STATUS_FLT_INSTANCE_NAME_COLLISION;
		if (!order)
			return STATUS_FLT_INSTANCE_ALTITUDE_COLLISION;
		if (order > 0 && !place)
			place = link;
		if (++count == kMostInstances)
			return STATUS_INSUFFICIENT_RESOURCES;
	}
	if (!place)
		place = link;
	instance->next = *place;
	*place = instance;
	return STATUS_SUCCESS;
}

void remove(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);
	PFLT_INSTANCE *link = &instance->volume->instances;

	while (*link != instance)
		link = &(*link)->next;
	*link = instance->next;
}

/* Lets the instance get operations. Returns false when its rundown has begun. */
bool enable_operations(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);

	if (is_closed(instance))
		return false;
	instance->attachment = ++instance->volume->last_attachment;
	instance->volume->attached++;
	interest_add(instance);
	return true;
}

/* Keeps new operations out of the instance. */
void disable_operations(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);

	if (!instance->attachment)
		return;
	instance->volume->attached--;
	instance->attachment = 0;
	interest_remove(instance);
}

/* Ends the instance after its rundown: drops the creator's reference, which is the last. */
void finish(PFLT_INSTANCE instance)
{
	contexts_detach(instance->contexts);
	remove(instance);
	object_dereference(instance);
}

NTSTATUS call_setup(PFLT_INSTANCE instance, FLT_INSTANCE_SETUP_FLAGS flags)
{
	const PFLT_INSTANCE_SETUP_CALLBACK callback =
		instance->filter->registration.InstanceSetupCallback;
	const FLT_RELATED_OBJECTS objects = related_objects(instance);

	return callback ? callback(&objects, flags, instance->volume->device_type,
				   instance->volume->file_system)
			: STATUS_SUCCESS;
}

void call_teardown(PFLT_INSTANCE instance, PFLT_INSTANCE_TEARDOWN_CALLBACK callback,
		   FLT_INSTANCE_TEARDOWN_FLAGS reason)
{
	const FLT_RELATED_OBJECTS objects = related_objects(instance);

	if (callback)
		callback(&objects, reason);
}

/* Tears down an instance whose rundown the caller has begun. */
void tear_down(PFLT_INSTANCE instance, FLT_INSTANCE_TEARDOWN_FLAGS reason)
{
	const FLT_REGISTRATION &registration = instance->filter->registration;

	KeWaitForSingleObject(&instance->setup_done, Executive, KernelMode, FALSE, nullptr);
	disable_operations(instance);
	if (instance->setup_succeeded) {
		call_teardown(instance, registration.InstanceTeardownStartCallback, reason);
		own_data_cancel_watches(instance);
		operations_drain(instance);
		object_rundown(instance);
		call_teardown(instance, registration.InstanceTeardownCompleteCallback, reason);
	}
	/* Also those of a setup callback that has failed. */
	own_data_cancel_watches(instance);
	object_rundown(instance);
	files_close_left({ "InstanceTeardownComplete" }, instance->own_files, instance->volume);
	own_data_free_left(instance);
	finish(instance);
}

/* Begins the rundown of the next instance. Returns null when all are being torn down. */
PFLT_INSTANCE begin_next_rundown(PFLT_VOLUME volume, PFLT_FILTER filter)
{
	LockGuard guard(volume->lock);

	for (PFLT_INSTANCE instance = volume->instances; instance; instance = instance->next) {
		if ((!filter || instance->filter == filter) && object_begin_rundown(instance))
			return instance;
	}
	return nullptr;
}

} /* namespace */

NTSTATUS instance_attach(PFLT_FILTER filter, PFLT_VOLUME volume, const Altitude &altitude,
			 const char *name, FLT_INSTANCE_SETUP_FLAGS flags, PFLT_INSTANCE *result)
{
	auto *instance = static_cast<PFLT_INSTANCE>(
		object_create(instance_type, sizeof(_FLT_INSTANCE), filter->driver, name));

	if (!instance)
		return STATUS_INSUFFICIENT_RESOURCES;
	instance->filter = filter;
	instance->volume = volume;
	instance->altitude = altitude;
	KeInitializeEvent(&instance->setup_done, NotificationEvent, FALSE);
	object_reference_kept(filter);
	object_reference_kept(volume);
	/* Keeps the instance until this function has set setup_done. */
	object_reference_kept(instance);

	NTSTATUS status = insert(instance);

	if (!NT_SUCCESS(status)) {
		object_dereference_kept(instance);
		object_dereference(instance);
		return status;
	}
	status = call_setup(instance, flags);
	instance->setup_succeeded = NT_SUCCESS(status);
	if (NT_SUCCESS(status) && !enable_operations(instance))
		status = STATUS_FLT_DELETING_OBJECT;
	if (NT_SUCCESS(status) && result) {
		if (object_try_reference(instance))
			*result = instance;
		else
			status = STATUS_FLT_DELETING_OBJECT;
	}

	const bool undo = !NT_SUCCESS(status) && object_begin_rundown(instance);

	KeSetEvent(&instance->setup_done, 0, FALSE);
	object_dereference_kept(instance);
	if (undo)
		tear_down(instance, FLTFL_INSTANCE_TEARDOWN_INTERNAL_ERROR);
	return status;
}

void instance_default_name(PFLT_FILTER filter, char (&name)[kObjectName])
{
	ww_format(name, sizeof(name), "%s Instance", object_header(filter)->name);
}

void instance_attach_automatically(PFLT_FILTER filter, PFLT_VOLUME volume,
				   FLT_INSTANCE_SETUP_FLAGS flags)
{
	char name[kObjectName];

	instance_default_name(filter, name);
	/* A collision: another thread has attached it, since filter and volume came together. */
	instance_attach(filter, volume, filter->altitude, name, flags, nullptr);
}

void instances_tear_down(PFLT_VOLUME volume, PFLT_FILTER filter,
			 FLT_INSTANCE_TEARDOWN_FLAGS reason)
{
	while (PFLT_INSTANCE instance = begin_next_rundown(volume, filter))
		tear_down(instance, reason);
}

PFLT_INSTANCE instance_find(PFLT_VOLUME volume, PFLT_FILTER filter, const char *name,
			    bool &deleting)
{
	LockGuard guard(volume->lock);

	deleting = false;
	for (PFLT_INSTANCE instance = volume->instances; instance; instance = instance->next) {
		if ((filter && instance->filter != filter) || (name && !is_named(instance, name)))
			continue;
		if (instance->attachment && object_try_reference(instance))
			return instance;
		deleting = deleting || is_closed(instance);
	}
	return nullptr;
}

PFLT_INSTANCE instance_next(PFLT_VOLUME volume, PFLT_FILTER filter, const Altitude *above)
{
	LockGuard guard(volume->lock);
	PFLT_INSTANCE instance = volume->instances;

	while (instance && !((!filter || instance->filter == filter) &&
			     (!above || instance->altitude.compare(*above) < 0) &&
			     instance->attachment && object_try_reference_kept(instance)))
		instance = instance->next;
	return instance;
}

u32 instances_of(PFLT_FILTER filter)
{
	u32 count = 0;

	for_each_volume([&](PFLT_VOLUME volume) {
		LockGuard guard(volume->lock);

		for (PFLT_INSTANCE each = volume->instances; each; each = each->next)
			count += each->filter == filter && each->attachment;
	});
	return count;
}

PFLT_INSTANCE instance_below(PFLT_INSTANCE instance)
{
	LockGuard guard(instance->volume->lock);

	do {
		instance = instance->next;
	} while (instance && !(instance->attachment && object_try_reference(instance)));
	return instance;
}

PFLT_INSTANCE instance_lowest_above(PFLT_VOLUME volume, PFLT_INSTANCE instance)
{
	LockGuard guard(volume->lock);

	for (;;) {
		PFLT_INSTANCE lowest = nullptr;

		for (PFLT_INSTANCE each = volume->instances; each && each != instance;
		     each = each->next) {
			if (each->attachment && !is_closed(each))
				lowest = each;
		}
		if (!lowest || object_try_reference(lowest))
			return lowest;
	}
}

NTSTATUS instance_detach(PFLT_FILTER filter, PFLT_VOLUME volume, const char *name)
{
	bool deleting;
	PFLT_INSTANCE instance = instance_find(volume, filter, name, deleting);

	if (!instance)
		return deleting ? STATUS_FLT_DELETING_OBJECT : STATUS_FLT_INSTANCE_NOT_FOUND;

	const PFLT_INSTANCE_QUERY_TEARDOWN_CALLBACK callback =
		filter->registration.InstanceQueryTeardownCallback;
	const FLT_RELATED_OBJECTS objects = related_objects(instance);
	const NTSTATUS status = callback ? callback(&objects, 0) : STATUS_FLT_DO_NOT_DETACH;
	const bool first = NT_SUCCESS(status) && object_begin_rundown(instance);

	object_dereference(instance);
	if (first)
		tear_down(instance, FLTFL_INSTANCE_TEARDOWN_MANUAL);
	return !NT_SUCCESS(status) ? status : first ? STATUS_SUCCESS : STATUS_FLT_DELETING_OBJECT;
}

void contexts_detach(PFLT_VOLUME volume, FLT_CONTEXT_TYPE type, const void *key)
{
	PFLT_INSTANCE instance = instance_highest(volume);

	while (instance) {
		contexts_detach(instance->contexts, type, key);

		PFLT_INSTANCE next = instance_below(instance);

		object_dereference(instance);
		instance = next;
	}
}

} /* namespace ww */
