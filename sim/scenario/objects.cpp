/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Objects that are deleted while their items are queued: devices and filters. The rundown of a
 * filter refuses new items, and waits for the queued ones.
 */
#include "list.hpp"
#include "scenario.hpp"

#include <fltKernel.h>

#include "ob/object.hpp"

using namespace scenario;

namespace {

const int begun = sim_counter("items of the object");
const int queued = sim_counter("queued for the object");

/* ---- Devices ---- */

PDEVICE_OBJECT other;
PIO_WORKITEM items[2];

void NTAPI run(PDEVICE_OBJECT, PVOID item)
{
	sim_progress();
	IoFreeWorkItem(static_cast<PIO_WORKITEM>(item));
	sim_add(begun);
}

void make_device()
{
	IoCreateDevice(device->DriverObject, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, &other);
	for (PIO_WORKITEM &item : items)
		item = IoAllocateWorkItem(other);
}

void queue(int which)
{
	IoQueueWorkItem(items[which], run, DelayedWorkQueue, items[which]);
}

/* ---- Filters ---- */

PFLT_FILTER filter;

NTSTATUS FLTAPI unload(FLT_FILTER_UNLOAD_FLAGS)
{
	return STATUS_SUCCESS;
}

void FLTAPI run_generic(PFLT_GENERIC_WORKITEM item, PVOID, PVOID)
{
	sim_progress();
	FltFreeGenericWorkItem(item);
	sim_add(begun);
}

void queue_generic()
{
	PFLT_GENERIC_WORKITEM item = FltAllocateGenericWorkItem();

	if (NT_SUCCESS(FltQueueGenericWorkItem(item, filter, run_generic, DelayedWorkQueue,
					       nullptr)))
		sim_add(queued);
	else
		FltFreeGenericWorkItem(item);
}

void make_filter()
{
	FLT_REGISTRATION registration = {};

	registration.Size = sizeof(registration);
	registration.Version = FLT_REGISTRATION_VERSION;
	registration.FilterUnloadCallback = unload;
	if (!NT_SUCCESS(FltRegisterFilter(device->DriverObject, &registration, &filter)))
		sim_fail("the filter is not registered");
}

/* All queued items have run when the filter is gone. */
void unregister()
{
	FltUnregisterFilter(filter);
	if (sim_count(begun) < sim_count(queued))
		sim_fail("%u items were queued and %u have begun, though the filter has gone",
			 sim_count(queued), sim_count(begun));
}

} /* namespace */

SCENARIO(device_goes, "a device is deleted as its items run", 0)
{
	make_device();
	queue(0);
	queue(1);
	IoDeleteDevice(other);
	sim_sleep_for(begun, 2);
}

SCENARIO(device_goes_beside_items, "the same, queued on the other CPU", 0)
{
	make_device();
	/* The queueing code holds the device. */
	ObReferenceObject(other);
	sim_thread("queues", 1, [] { queue(0); queue(1); ObDereferenceObject(other); });
	IoDeleteDevice(other);
	sim_sleep_for(begun, 2);
}

SCENARIO(device_references, "references are dropped as the device is deleted", 1)
{
	make_device();
	ObReferenceObject(other);
	sim_thread("drops", 1, [] { ObDereferenceObject(other); });
	IoFreeWorkItem(items[0]);
	IoFreeWorkItem(items[1]);
	IoDeleteDevice(other);
}

SCENARIO(filter_goes, "a filter is unregistered as its item runs", 0)
{
	make_filter();
	queue_generic();
	unregister();
}

SCENARIO(filter_goes_beside_items, "a filter is unregistered as another CPU queues for it", 0)
{
	make_filter();
	/* The queueing code holds the memory of the filter, not its rundown. */
	if (!NT_SUCCESS(FltObjectReference(filter)))
		sim_fail("the filter cannot be referenced");
	sim_thread("queues", 1, [] {
		queue_generic();
		queue_generic();
		FltObjectDereference(filter);
	});
	unregister();
}

SCENARIO(filter_references, "the rundown of a filter waits for its references", 1)
{
	make_filter();
	if (!NT_SUCCESS(FltObjectReference(filter)))
		sim_fail("the filter cannot be referenced");
	sim_thread("drops", 1, [] { FltObjectDereference(filter); });
	FltUnregisterFilter(filter);
}

/* ---- The last reference ---- */

namespace {

const int destroyed = sim_counter("destroyed");

void count_end(void *)
{
	sim_add(destroyed);
}

constinit const ww::ObjectType thing = { .name = "thing", .destroy = count_end,
					 .last = ww::object_destroy };

void *found;

} /* namespace */

SCENARIO(found_at_its_end, "a lookup finds an object as its last reference is dropped", 1)
{
	found = ww::object_create(thing, sizeof(int), device->DriverObject);
	sim_thread("drops", 0, [] { ww::object_dereference(found); });
	sim_thread("finds", 1, [] {
		if (ww::object_try_reference(found))
			ww::object_dereference(found);
	});
	sim_join();
	if (sim_count(destroyed) != 1)
		sim_fail("the object was destroyed %d times", sim_count(destroyed));
}

/* ---- The end of a driver ---- */

namespace {

Flag ends("ends");

/* Stands for code of the driver. */
void end_in_steps(void *)
{
	ends.set();
	sim_say("is in destroy()");
	sim_add(destroyed);
}

constinit const ww::ObjectType owned = { .name = "owned", .destroy = end_in_steps,
					 .last = ww::object_destroy };

} /* namespace */

SCENARIO(driver_goes_as_its_object_ends, "a driver is deleted as the destroy() of its object runs", 1)
{
	static PDRIVER_OBJECT owner;

	IoCreateDriver(nullptr, [](PDRIVER_OBJECT driver, PUNICODE_STRING) -> NTSTATUS {
		owner = driver;
		return STATUS_SUCCESS;
	});
	found = ww::object_create(owned, sizeof(int), owner);
	sim_thread("drops", 1, [] { ww::object_dereference(found); });
	ends.sleep();
	IoDeleteDriver(owner);
	if (sim_count(destroyed) != 1)
		sim_fail("the driver has gone, and destroy() has returned %u times",
			 sim_count(destroyed));
}
