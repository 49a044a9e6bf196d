/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items that are misused on several CPUs at once: each call does all of its work or none, a call that
 * does none is reported, and the memory stays sound.
 */
#include "scenario.hpp"

#include "list.hpp"

#include <winwork.h>

#include "engine/work_item.hpp"
#include "engine/item_records.hpp"

namespace scenario {
namespace {

const int ran = sim_counter("ran");

PIO_WORKITEM item;
PDEVICE_OBJECT gone, next;

void NTAPI count_run(PVOID, PVOID, PIO_WORKITEM)
{
	sim_progress();
	sim_add(ran);
}

void queue_item()
{
	IoQueueWorkItemEx(item, count_run, DelayedWorkQueue, nullptr);
}

void free_item()
{
	IoFreeWorkItem(item);
}

PDEVICE_OBJECT new_device()
{
	PDEVICE_OBJECT made = nullptr;

	IoCreateDevice(device->DriverObject, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, &made);
	return made;
}

unsigned reports()
{
	WINWORK_REPORT report;

	WinworkGetLastReport(&report);
	return report.Count;
}

void expect_refusals(unsigned count)
{
	if (reports() != count)
		sim_fail("%u reports, not %u", reports(), count);
	expect_reports(count);
}

/* Waits for the runs of @calls queue calls, one of which may have been refused. Returns how many were. */
unsigned await_calls(unsigned calls)
{
	const unsigned refused = reports();

	if (refused > 1)
		sim_fail("%u reports of %u queue calls", refused, calls);
	sim_sleep_for(ran, calls - refused);
	return refused;
}

} /* namespace */

SCENARIO(item_freed_twice, "two CPUs free one item", 2)
{
	item = IoAllocateWorkItem(device);
	sim_thread("frees", 0, free_item);
	sim_thread("frees, too", 1, free_item);
	sim_join();
	expect_refusals(1);
}

SCENARIO(item_queued_twice, "two CPUs queue one item", 0)
{
	item = IoAllocateWorkItem(device);
	sim_thread("queues", 0, queue_item);
	sim_thread("queues, too", 1, queue_item);
	sim_join();

	/* The second may come when the first has run. */
	const unsigned refused = await_calls(2);

	free_item();
	expect_refusals(refused);
}

namespace {

const int accepted = sim_counter("accepted");

Job pushed("pushed", nothing);

void try_item()
{
	if (IoTryQueueWorkItem(item, count_run, DelayedWorkQueue, nullptr))
		sim_add(accepted);
}

} /* namespace */

SCENARIO(item_tried_twice, "two CPUs try to queue one item, and each could promise a worker", 0)
{
	for (int cpu = 0; cpu < 2; cpu++)
		sim_thread("parks a worker", cpu, [] {
			const PIO_WORKITEM parks = IoAllocateWorkItem(device);

			IoQueueWorkItemEx(parks, count_run, DelayedWorkQueue, nullptr);
			sim_sleep_for(ran, 2);
			IoFreeWorkItem(parks);
		});
	sim_join();
	item = IoAllocateWorkItem(device);
	sim_thread("tries", 0, try_item);
	sim_thread("tries, too", 1, try_item);
	sim_join();
	sim_sleep_for(ran, 2 + sim_count(accepted));
	free_item();
	/* A call that finds no worker is refused without a report. */
	if (sim_count(accepted) + reports() > 2)
		sim_fail("%u reports of two calls, of which %u were accepted", reports(),
			 sim_count(accepted));
	expect_reports(reports());
}

SCENARIO(item_tried_and_queued, "a CPU tries to queue an item that another one queues", 0)
{
	item = IoAllocateWorkItem(device);
	sim_thread("tries", 0, try_item);
	sim_thread("queues", 1, queue_item);
	sim_join();
	/* The reserved worker is free again. */
	sim_sleep_for(ran, 2 - reports());

	const unsigned refused = reports();

	free_item();
	expect_refusals(refused);
}

namespace {

/* A thread is parked on CPU 1. */
void try_beside_a_push(bool unwatched)
{
	const PIO_WORKITEM others = IoAllocateWorkItem(device);

	item = others;
	sim_thread("parks a worker", 1, queue_item);
	sim_join();
	sim_sleep_for(ran, 1);
	if (unwatched)
		sim_sleep_until_unwatched();
	item = IoAllocateWorkItem(device);
	sim_thread("tries", 0, try_item);
	sim_thread("tries, too", 2, try_item);
	sim_thread("queues", 1, [] { pushed.queue(); });
	sim_join();
	sim_sleep_for(ran, 1 + sim_count(accepted));
	IoFreeWorkItem(others);
	free_item();
	expect_reports(reports());
}

} /* namespace */

SCENARIO(item_tried_beside_a_push, "two CPUs promise a worker of a third for one item, which queues", 0,
	 .cpus = 3)
{
	try_beside_a_push(false);
}

SCENARIO(item_tried_unwatched, "the same, and no stall timer is set", 0, .cpus = 3)
{
	try_beside_a_push(true);
}

SCENARIO(item_queued_and_freed, "one CPU queues an item, another frees it", 1)
{
	item = IoAllocateWorkItem(device);
	sim_thread("queues", 0, queue_item);
	sim_thread("frees", 1, free_item);
	sim_join();

	/* One of both calls was refused, or the item ran in between. */
	WINWORK_REPORT report;

	WinworkGetLastReport(&report);

	const bool free_refused = report.Count && report.Function[2] == 'F';

	if (!report.Count || free_refused)
		sim_sleep_for(ran, 1);
	if (free_refused)
		free_item();
	if (report.Count > 1)
		sim_fail("%u reports of a queue call and a free", report.Count);
	expect_reports(report.Count);
}

SCENARIO(item_of_a_device_that_goes, "an item's device goes, and another one may get its address", 1)
{
	gone = new_device();
	item = IoAllocateWorkItem(gone);

	PIO_WORKITEM other = IoAllocateWorkItem(device);

	IoDeleteDevice(gone);
	next = new_device();
	queue_item();
	expect_refusals(1);
	free_item();
	item = other;
	queue_item();
	sim_sleep_for(ran, 1);
	free_item();
	expect_refusals(1);
	IoDeleteDevice(next);
}

namespace {

void delete_gone()
{
	IoDeleteDevice(gone);
}

} /* namespace */

SCENARIO(item_beside_a_device_that_goes, "a scan for orphans does not disturb the items of others", 0)
{
	gone = new_device();

	PIO_WORKITEM orphan = IoAllocateWorkItem(gone);

	item = IoAllocateWorkItem(device);
	sim_thread("deletes", 0, delete_gone);
	sim_thread("queues", 1, queue_item);
	sim_join();
	sim_sleep_for(ran, 1);
	free_item();
	item = orphan;
	free_item();
	expect_refusals(0);
}

namespace {

/* So that this CPU's ring needs no lock, which the scan holds. */
void fill_ring()
{
	PIO_WORKITEM some[2];

	for (PIO_WORKITEM &each : some)
		each = IoAllocateWorkItem(device);
	for (PIO_WORKITEM each : some)
		IoFreeWorkItem(each);
}

/* Goes through the ring until the slot comes again. */
void free_and_allocate()
{
	const PIO_WORKITEM orphan = item;

	for (int i = 0; i < 10; i++) {
		IoFreeWorkItem(item);
		item = IoAllocateWorkItem(device);
		if (item == orphan)
			return;
	}
	sim_fail("the slot does not come again");
}

} /* namespace */

SCENARIO(orphan_used_again, "an orphan's slot becomes an item of another device during the scan", 0)
{
	gone = new_device();
	item = IoAllocateWorkItem(gone);
	sim_thread("fills", 1, fill_ring);
	sim_join();
	sim_thread("deletes", 0, delete_gone);
	sim_thread("frees and queues", 1, [] {
		free_and_allocate();
		queue_item();
	});
	sim_join();
	sim_sleep_for(ran, 1);
	free_item();
	expect_refusals(0);
}

/* A mark that is wrong shows: the scan is over before the queue call. */
SCENARIO(orphan_used_before_queue, "as before, and the item is queued after the scan", 1)
{
	gone = new_device();
	item = IoAllocateWorkItem(gone);
	sim_thread("fills", 1, fill_ring);
	sim_join();
	sim_thread("deletes", 0, delete_gone);
	sim_thread("frees", 1, free_and_allocate);
	sim_join();
	queue_item();
	expect_refusals(0);
	sim_sleep_for(ran, 1);
	free_item();
}

SCENARIO(orphan_that_leaks, "a scan for leaks ends an item as one for orphans looks at it", 0)
{
	gone = new_device();
	item = IoAllocateWorkItem(gone);
	sim_thread("deletes", 0, delete_gone);
	sim_thread("unloads", 1, [] { ww::items_report_leaks(device->DriverObject); });
	sim_join();
	expect_refusals(1);
	/* It has ended. */
	free_item();
	expect_refusals(2);
}

/* Invariant: the item runs, or the call is refused and the item is an orphan. The device ends once. */
SCENARIO(queued_as_its_device_goes, "an item is queued as the last reference on its device is dropped", 0)
{
	gone = new_device();
	item = IoAllocateWorkItem(gone);
	sim_thread("deletes", 0, delete_gone);
	sim_thread("queues", 1, queue_item);
	sim_join();

	const unsigned refused = await_calls(1);

	free_item();
	expect_refusals(refused);
}

/* ---- Chunks ---- */

namespace {

ww::FamilyItem *slot;

/* The bytes of all chunks. */
size_t chunk_bytes()
{
	size_t bytes = 0;

	for (uintptr_t i = 0; ww::ItemScan::find_chunk(i); i += ww::ItemMap::kSlots)
		bytes += 4096;
	return bytes;
}

/* It is the only used one of its chunk. */
void give_back_slot()
{
	ww::slot_give_back(slot);
}

void take_slot()
{
	slot = ww::slot_take(true);
	item = reinterpret_cast<PIO_WORKITEM>(slot);
}

} /* namespace */

SCENARIO(chunk_goes, "a stale pointer is queued as its chunk goes back to Linux", 1)
{
	take_slot();
	sim_thread("gives back", 0, give_back_slot);
	sim_thread("queues", 1, queue_item);
	sim_join();
	expect_refusals(1);
}

SCENARIO(chunk_goes_and_free, "a stale pointer is freed as its chunk goes back to Linux", 1)
{
	take_slot();
	sim_thread("gives back", 0, give_back_slot);
	sim_thread("frees", 1, free_item);
	sim_join();
	expect_refusals(1);
}

SCENARIO(chunks_are_used_again, "as many items again, after more than a chunk of them", 0)
{
	constexpr unsigned kMany = 70;
	static PIO_WORKITEM many[kMany];
	size_t bytes[2];

	for (size_t &each : bytes) {
		for (PIO_WORKITEM &one : many)
			one = IoAllocateWorkItem(device);
		each = chunk_bytes();
		for (PIO_WORKITEM one : many)
			IoFreeWorkItem(one);
	}
	if (bytes[1] > bytes[0])
		sim_fail("as many items take %zu bytes, then %zu", bytes[0], bytes[1]);
}

SCENARIO(ring_fills_up, "a DPC frees an item as its CPU frees another, for each number of dead items", 1)
{
	constexpr unsigned kMany = ww::ItemRing::kPlaces + 2;
	static PIO_WORKITEM many[kMany];

	for (unsigned freed = 0; freed + 2 <= kMany; freed++) {
		for (unsigned i = 0; i < kMany; i++) {
			many[i] = IoAllocateWorkItem(device);
			for (unsigned j = 0; j < i; j++) {
				if (many[i] == many[j])
					sim_fail("one item is allocated twice");
			}
		}
		for (unsigned i = 0; i < freed; i++)
			IoFreeWorkItem(many[2 + i]);
		sim_softirq("dpc", 0, [] { IoFreeWorkItem(many[1]); });
		IoFreeWorkItem(many[0]);
		sim_join();
		for (unsigned i = 2 + freed; i < kMany; i++)
			IoFreeWorkItem(many[i]);
	}
}

SCENARIO(quarantine_is_whole, "an item is freed before as many others as the quarantine has, but one", 0)
{
	constexpr unsigned kMany = 2;	/* the quarantine of the simulator */
	static PIO_WORKITEM many[kMany], later[2 * ww::ItemRing::kPlaces];

	for (PIO_WORKITEM &one : many)
		one = IoAllocateWorkItem(device);
	for (PIO_WORKITEM one : many)
		IoFreeWorkItem(one);
	for (PIO_WORKITEM &one : later) {
		one = IoAllocateWorkItem(device);
		if (one == many[0])
			sim_fail("an item's storage is used again too soon");
	}
	for (PIO_WORKITEM one : later)
		IoFreeWorkItem(one);
}

namespace {

constexpr unsigned kLeaf = 16;		/* megabytes that a leaf of the map covers */

/* The chunks among the pages behind that of the item, @leaf leaves further. */
unsigned chunks_of_leaf(unsigned leaf)
{
	const uintptr_t start = (reinterpret_cast<uintptr_t>(item) & -uintptr_t(4096)) +
				(uintptr_t(leaf * kLeaf) << 20);
	unsigned count = 0;
	ww::PreemptionGuard guard;

	for (uintptr_t page = 1; page <= 30; page++)
		count += ww::is_item_slot(reinterpret_cast<void *>(start + 4096 * page));
	return count;
}

template <unsigned leaf>
void look_for_chunks()
{
	if (chunks_of_leaf(leaf) > 1)
		sim_fail("the map has more chunks than there are");
	IoFreeWorkItem(item);
	if (chunk_bytes() > 3 * 4096)
		sim_fail("a scan finds more chunks than there are");
}

/* A chunk whose leaf has no other, as another CPU does something else. */
void add_a_far_chunk(unsigned leaf, void (*meanwhile)())
{
	static ww::FamilyItem *taken[2 * 64];
	unsigned count = 0;

	item = IoAllocateWorkItem(device);
	while ((taken[count] = ww::slot_take(false)))
		count++;
	sim_skip_memory(leaf * kLeaf);
	sim_thread("meanwhile", 1, meanwhile);
	slot = ww::slot_take(true);
	sim_join();
	give_back_slot();
	while (count)
		ww::slot_give_back(taken[--count]);
}

} /* namespace */

SCENARIO(leaf_is_made, "the map of items gets a leaf as another CPU looks", 0)
{
	add_a_far_chunk(1, look_for_chunks<1>);
}

SCENARIO(map_grows, "the map is replaced by a larger one as another CPU looks", 0)
{
	add_a_far_chunk(2, look_for_chunks<2>);
}

SCENARIO(map_grows_twice, "two CPUs replace the map", 0)
{
	add_a_far_chunk(2, [] { ww::slot_give_back(ww::slot_take(true)); IoFreeWorkItem(item); });
}

/* ---- Items in the driver's storage ---- */

namespace {

PIO_WORKITEM stored[2];

void initialise(int which)
{
	IoInitializeWorkItem(device, stored[which]);
}

void free_storage_of(int which)
{
	ExFreePoolWithTag(stored[which], 'mIsS');
	stored[which] = nullptr;
}

void free_storage()
{
	free_storage_of(0);
	free_storage_of(1);
}

void allocate_storage()
{
	for (PIO_WORKITEM &storage : stored)
		storage = static_cast<PIO_WORKITEM>(
			ExAllocatePoolWithTag(NonPagedPool, IoSizeofWorkItem(), 'mIsS'));
}

} /* namespace */

SCENARIO(stored_on_two_cpus, "two CPUs initialise items in storage, and end them", 1)
{
	allocate_storage();
	sim_thread("one", 0, [] { initialise(0); IoUninitializeWorkItem(stored[0]); });
	sim_thread("other", 1, [] { initialise(1); IoUninitializeWorkItem(stored[1]); });
	sim_join();
	free_storage();
	expect_refusals(0);
}

SCENARIO(stored_in_turn, "records of items in storage are used again", 0)
{
	allocate_storage();
	initialise(0);

	const size_t bytes = chunk_bytes();

	for (int i = 0; i < 130; i++) {
		initialise(1);
		/* Again: the record is there already. */
		initialise(1);
		IoUninitializeWorkItem(stored[1]);
	}
	if (chunk_bytes() > bytes)
		sim_fail("one record takes %zu bytes more", chunk_bytes() - bytes);
	IoUninitializeWorkItem(stored[0]);
	free_storage();
	expect_refusals(0);
}

SCENARIO(stored_without_memory, "two CPUs take records from the reserve", 0)
{
	allocate_storage();
	sim_memory(2);
	sim_thread("one", 0, [] { initialise(0); });
	sim_thread("other", 1, [] { initialise(1); });
	sim_join();
	sim_memory(0);
	IoUninitializeWorkItem(stored[0]);
	IoUninitializeWorkItem(stored[1]);
	free_storage();
	expect_refusals(0);
}

SCENARIO(stored_ends_twice, "two CPUs end one item in storage", 1)
{
	allocate_storage();
	initialise(0);
	sim_thread("ends", 0, [] { IoUninitializeWorkItem(stored[0]); });
	sim_thread("ends, too", 1, [] { IoUninitializeWorkItem(stored[0]); });
	sim_join();
	expect_refusals(1);
	free_storage();
	expect_refusals(1);
}

/* The first call's record serves the second. */
SCENARIO(stored_twice, "two CPUs initialise items in storage that was cleared", 1)
{
	allocate_storage();
	initialise(0);
	initialise(1);
	RtlZeroMemory(stored[0], IoSizeofWorkItem());
	RtlZeroMemory(stored[1], IoSizeofWorkItem());
	sim_thread("one", 0, [] { initialise(0); IoUninitializeWorkItem(stored[0]); });
	sim_thread("other", 1, [] { initialise(1); IoUninitializeWorkItem(stored[1]); });
	sim_join();
	free_storage();
	expect_refusals(0);
}

SCENARIO(stored_and_freed, "the storage of an item is freed as another is initialised", 1)
{
	allocate_storage();
	initialise(0);
	sim_thread("frees", 0, [] { free_storage_of(0); });
	sim_thread("other", 1, [] { initialise(1); IoUninitializeWorkItem(stored[1]); });
	sim_join();
	free_storage_of(1);
	expect_refusals(1);
}

SCENARIO(stored_queued_as_its_device_goes, "an item in storage is queued as its device goes, and freed as it is", 0)
{
	gone = new_device();
	allocate_storage();
	IoInitializeWorkItem(gone, stored[0]);
	item = stored[0];
	sim_thread("deletes", 0, delete_gone);
	sim_thread("queues", 1, queue_item);
	sim_join();

	const unsigned refused = await_calls(1);

	/* The free reports the item, which was not uninitialised. */
	free_storage();
	expect_refusals(refused + 1);
}

SCENARIO(tried_as_its_device_goes, "an item is tried as the last reference on its device is dropped", 0)
{
	gone = new_device();
	item = IoAllocateWorkItem(gone);
	sim_thread("deletes", 0, delete_gone);
	sim_thread("tries", 1, try_item);
	sim_join();

	const unsigned refused = reports();

	sim_sleep_for(ran, sim_count(accepted));
	if (refused + sim_count(accepted) > 1)
		sim_fail("%u reports of one call, and %u items", refused, sim_count(accepted));
	free_item();
	expect_refusals(refused);
}

SCENARIO(stored_of_a_device_that_goes, "an item in storage is queued after its device has gone", 1)
{
	gone = new_device();
	allocate_storage();
	IoInitializeWorkItem(gone, stored[0]);
	delete_gone();
	next = new_device();
	item = stored[0];
	queue_item();
	expect_refusals(1);
	IoUninitializeWorkItem(stored[0]);
	free_storage();
	expect_refusals(1);
	IoDeleteDevice(next);
}

namespace {

PDRIVER_OBJECT other_driver;

NTSTATUS NTAPI keep_driver(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
	other_driver = driver;
	return STATUS_SUCCESS;
}

/* Initialises storage for @old, and again as @scan looks for the items of @old. */
void initialise_in_a_scan(PVOID old, void (*scan)())
{
	allocate_storage();
	IoInitializeWorkItem(old, stored[0]);
	sim_thread("scans", 0, scan);
	sim_thread("initialises", 1, [] { initialise(0); });
	sim_join();
	item = stored[0];
}

/* The item is that of a living device, whatever the scan has seen. */
void expect_stored_item_works()
{
	queue_item();
	expect_refusals(0);
	sim_sleep_for(ran, 1);
	IoUninitializeWorkItem(item);
	free_storage();
	expect_refusals(0);
}

} /* namespace */

SCENARIO(stored_again_as_its_device_goes, "storage is initialised for another device as its device goes",
	 0)
{
	gone = new_device();
	initialise_in_a_scan(gone, delete_gone);
	expect_stored_item_works();
}

SCENARIO(stored_again_in_a_scan, "storage is initialised for another device as a scan for orphans looks",
	 2)
{
	gone = new_device();
	initialise_in_a_scan(gone, [] { ww::items_orphan(gone); });
	if (ww::look_at(reinterpret_cast<ww::FamilyItem *>(item)).state & ww::ItemState::kOrphan)
		sim_fail("the item of a living device is an orphan");
	IoUninitializeWorkItem(item);
	free_storage();
	IoDeleteDevice(gone);
	expect_refusals(0);
}

/* For example when the driver cleared and freed the storage, which another driver then got. */
SCENARIO(stored_again_in_an_unload, "storage is initialised for another driver as its driver unloads", 0)
{
	IoCreateDriver(nullptr, keep_driver);
	initialise_in_a_scan(other_driver, [] { ww::items_report_leaks(other_driver); });

	/* The scan came first, and reported the old item. */
	const unsigned leaks = reports();

	IoUninitializeWorkItem(item);
	free_storage();
	if (leaks > 1)
		sim_fail("%u reports of one item", leaks);
	expect_refusals(leaks);
	IoDeleteDriver(other_driver);
}

/* The record of the ended item was also in a chunk of its own. */
SCENARIO(chunk_goes_in_a_scan, "a chunk becomes empty as a scan for orphans visits it", 1)
{
	gone = new_device();
	allocate_storage();
	IoInitializeWorkItem(gone, stored[0]);
	IoUninitializeWorkItem(stored[0]);
	free_storage();
	take_slot();
	sim_thread("deletes", 0, delete_gone);
	sim_thread("gives back", 1, give_back_slot);
	sim_join();
	expect_refusals(0);
}

namespace {

/* Takes slots until the next two are in different chunks. Returns their number. */
unsigned fill_chunk(ww::FamilyItem **taken)
{
	unsigned count = 0;

	do
		taken[count] = ww::slot_take(true);
	while (reinterpret_cast<uintptr_t>(taken[count++]) / sizeof(ww::FamilyItem) % 64 != 62);
	return count;
}

} /* namespace */

SCENARIO(items_in_two_chunks, "the first items of a device are made in two chunks at once, and it goes", 1)
{
	static ww::FamilyItem *taken[2 * 64];
	unsigned count = fill_chunk(taken);

	gone = new_device();
	allocate_storage();
	sim_thread("one", 0, [] { IoInitializeWorkItem(gone, stored[0]); });
	sim_thread("other", 1, [] { IoInitializeWorkItem(gone, stored[1]); });
	sim_join();
	delete_gone();
	for (PIO_WORKITEM storage : stored) {
		item = storage;
		queue_item();
		IoUninitializeWorkItem(storage);
	}
	free_storage();
	while (count)
		ww::slot_give_back(taken[--count]);
	expect_refusals(2);
}

/* ---- Items that the queue call gives an object ---- */

namespace {

void call_it(const ww::Invocation &)
{
	sim_progress();
	sim_add(ran);
}

constinit const ww::ItemOps ops = { "queue", call_it, ww::Family::flt_generic, {} };

constinit const ww::ObjectType type = { "thing" };

void *ends;
ww::FamilyItem *freely;

ww::Outcome queue_for(void *object)
{
	void *const routine = reinterpret_cast<void *>(call_it);

	const ww::FastOutcome outcome = ww::item_queue_for_fast(object, nullptr, freely, ops, routine,
								nullptr, DelayedWorkQueue);

	if (outcome == ww::FastOutcome::queued)
		return ww::Outcome::queued;
	if (outcome == ww::FastOutcome::entered)
		ww::object_header(object)->references.release_activity(ww::stripe_here());
	return ww::item_queue_for(object, nullptr, freely, ops, routine, nullptr, DelayedWorkQueue,
				  nullptr);
}

} /* namespace */

SCENARIO(queue_for_what_goes, "a refused queue call does not disturb one for another object", 0)
{
	ends = ww::object_create(type, sizeof(int), device->DriverObject);
	freely = ww::item_allocate(ww::Family::flt_generic, nullptr, { "allocate", nullptr });
	ww::object_begin_rundown(ends);
	sim_thread("refused", 0, [] {
		if (queue_for(ends) == ww::Outcome::queued)
			sim_fail("an item is queued for an object whose rundown has begun");
	});
	sim_thread("queues", 1, [] {
		if (queue_for(device) != ww::Outcome::queued)
			sim_fail("a refused call disturbs another one");
	});
	sim_join();
	sim_sleep_for(ran, 1);
	ww::item_free(freely, ww::Family::flt_generic, { "free", nullptr });
	ww::object_dereference(ends);
	/* Of an item that was queued already for the other object. */
	if (reports() > 1)
		sim_fail("%u reports", reports());
	expect_reports(reports());
}

SCENARIO(queue_for_twice, "two CPUs queue one item for an object", 0)
{
	freely = ww::item_allocate(ww::Family::flt_generic, nullptr, { "allocate", nullptr });
	for (int cpu = 0; cpu < 2; cpu++)
		sim_thread("queues", cpu, [] {
			if (queue_for(device) == ww::Outcome::queued)
				sim_add(accepted);
		});
	sim_join();
	sim_sleep_for(ran, sim_count(accepted));
	ww::item_free(freely, ww::Family::flt_generic, { "free", nullptr });
	if (sim_count(accepted) + reports() != 2)
		sim_fail("%u reports of two calls, of which %u were accepted", reports(),
			 sim_count(accepted));
	expect_reports(reports());
}

} /* namespace scenario */
