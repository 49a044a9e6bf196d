/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The life of a ported driver: insmod makes its driver object and runs DriverEntry; rmmod runs
 * DriverUnload and then waits, in code that is not the driver's, for everything of the driver's
 * that is queued or runs.
 */
#include <wdm.h>
#include <winwork.h>

#include "base/errno.hpp"
#include "base/irql.hpp"
#include "base/kcfi.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "base/text.hpp"
#include "base/wait_note.hpp"
#include "cm/notify.hpp"
#include "cm/registry.hpp"
#include "engine/item_records.hpp"
#include "engine/work_queues.hpp"
#include "etw/provider.hpp"
#include "hal/window.hpp"
#include "hid/virtual.hpp"
#include "io/build.hpp"
#include "io/error_log.hpp"
#include "io/file.hpp"
#include "io/names.hpp"
#include "io/request.hpp"
#include "ke/bug_check.hpp"
#include "ke/dpc.hpp"
#include "ke/timer.hpp"
#include "linux/print.h"
#include "linux/trace_point.h"
#include "linux/wait.h"
#include "mm/contiguous.hpp"
#include "mm/locked_pages.hpp"
#include "mm/pool.hpp"
#include "mm/section.hpp"
#include "mm/user_mapping.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"
#include "ob/routine_list.hpp"
#include "pnp/filter.hpp"
#include "pnp/manager.hpp"
#include "pnp/node.hpp"
#include "pnp/usb_handle.hpp"
#include "ps/thread.hpp"
#include "reinitialize.hpp"
#include "zw/device_file.hpp"

namespace ww {
namespace {

constexpr char kDriverFolder[] = "\\Driver\\";

/* After the last code of the driver's in this thread. */
void check_thread(PDRIVER_OBJECT driver, const char *function, const void *routine)
{
	report_task_left(task_state_drop(), { .code = {}, .parameter = {}, .call = { function },
					      .owner = driver, .routine = routine },
			 routine, false);
}

/*
 * Linux's linker finds DriverEntry by its name, as Windows's does, whatever types its source names.
 */
WW_CALLS_UNCHECKED
NTSTATUS call_entry(PDRIVER_OBJECT driver, PDRIVER_INITIALIZE entry)
{
	driver->DriverInit = entry;

	const NTSTATUS status = entry(driver, &driver_state(driver).registry_path);

	driver_check_return(driver, "DriverEntry", reinterpret_cast<const void *>(entry));
	return status;
}

/* The driver's devices arrive. A driver whose device fails stays, as on Windows. */
void start(PDRIVER_OBJECT driver)
{
	devices_arrive(driver);
	for (const ClassLibrary *library : driver_state(driver).libraries) {
		if (!library || !library->start)
			continue;

		const NTSTATUS status = library->start(driver);

		driver_check_return(driver, "AddDevice", reinterpret_cast<const void *>(library->start));
		if (!NT_SUCCESS(status))
			ww_print(WW_LEVEL_WARNING, "the device of %s does not start: status 0x%08X",
				 object_header(driver)->name, static_cast<u32>(status));
	}
}

/* The devices have arrived. A routine may register one more. */
void reinitialize(PDRIVER_OBJECT driver)
{
	Reinitialization next;

	while (reinitialization_take(driver, next)) {
		driver->DriverExtension->Count = next.count;
		next.routine(driver, next.context, next.count);
		driver_check_return(driver, "DriverReinitialize",
			     reinterpret_cast<const void *>(next.routine));
	}
}

/* ---- Unload --------------------------------------------------------------------------- */

/* After the last routine of the driver has returned. */
void delete_devices_left(PDRIVER_OBJECT driver)
{
	while (PDEVICE_OBJECT device = driver->DeviceObject) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(device), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = device, .owner = device,
			 .routine = reinterpret_cast<void *>(driver->DriverUnload) },
		       "the driver leaves a device object behind");
		IoDeleteDevice(device);
		/* Refused: the driver overwrote its list. destroy_objects() finds all devices. */
		if (driver->DeviceObject == device)
			driver->DeviceObject = nullptr;
	}
}

/* The log's description of an object that an unload waits for. */
struct Busy {
	const char *type;
	char name[kObjectName];
	u32 activities;
};

/* Finds the busy object number @index, from 0. False when there are no more. */
bool find_busy(PDRIVER_OBJECT driver, u32 index, Busy &busy)
{
	bool found = false;

	objects_of_driver(driver, [&](void *body) {
		const ObjectHeader *header = object_header(body);
		const u32 activities = header->references.activities();

		found = activities && !index--;
		if (found) {
			busy.type = header->type->name;
			busy.activities = activities;
			text_copy(busy.name, sizeof(busy.name),
				  header->name[0] ? header->name : "(unnamed)");
		}
		return !found;
	});
	return found;
}

void describe_busy(PDRIVER_OBJECT driver, const _WINWORK_IMAGE *image)
{
	constexpr u32 kEnough = 16;	/* docs/scheduling.md, Constants */
	Busy busy;

	ww_print(WW_LEVEL_WARNING, "the unload of %s waits for its routines:",
		 object_header(driver)->name);
	workers_describe(driver);
	threads_describe(driver);
	requests_describe(driver);
	if (image) {
		irps_built_describe(*image);
		device_requests_describe(*image);
	}
	/* Printed without the table's lock: a console may be slow. */
	for (u32 i = 0; i < kEnough && find_busy(driver, i, busy); i++)
		ww_print(WW_LEVEL_WARNING, "  %s %s: %u queued or running", busy.type, busy.name,
			 busy.activities);

	const PercpuCount &own = object_header(driver)->references.unload_count()->percpu_count();
	const s64 ended = own.ended();

	if (const s64 calls = own.begun() - ended)
		ww_print(WW_LEVEL_WARNING, "  of no object: %lld threads, items and calls", calls);
}

/*
 * Waits until nothing of the driver runs. A routine may rely on a timer to end, so timers are left
 * alone at first. After ten seconds periodic timers with a DPC are cancelled: their DPC may queue
 * the very items that the wait is for.
 */
void wait_until_quiet(PDRIVER_OBJECT driver, _WINWORK_IMAGE *image, const void *&reported)
{
	const WaitNote note({ { "the unload" }, "the routines of the driver", driver, WaitEnd::routines_of_driver });

	UnloadCount::waiters.fetch_add(1);
	while (!ww_gate_wait(driver_is_quiet, driver)) {
		describe_busy(driver, image);
		objects_describe_awaited(driver);
		if (image)
			timers_cancel_left(*image, Timers::periodic_with_dpc, reported);
	}
	UnloadCount::waiters.fetch_sub(1);
}

bool is_pending(const _WINWORK_IMAGE &image, u64 &events)
{
	const bool timers = timers_pending(image, events);

	return dpcs_pending(image, events) || timers;
}

/*
 * True when nothing of the driver runs or can run. Items, timers and DPCs may start each other, so
 * one look at each proves nothing. Two looks prove it, if no timer was set and no DPC queued from
 * the first to the second, and no activity was there in between: at that moment there was none of
 * the three.
 */
bool is_over(PDRIVER_OBJECT driver, _WINWORK_IMAGE *image)
{
	u64 before = 0;
	u64 after = 0;

	if (!image)
		return driver_is_quiet(driver);
	return !is_pending(*image, before) && driver_is_quiet(driver) &&
	       !is_pending(*image, after) && before == after;
}

/* For an object with leaked references: no code of the driver is left to drop them. */
void destroy_object_left(void *object)
{
	const u32 references = object_header(object)->references.count();

	report({ .code = BugCheck::reference_by_pointer,
		 .parameter = { 0, address_of(object), 0, references },
		 .call = { "DriverUnload" }, .item = object, .owner = object },
	       "the driver unloads with %u references to the object", references);
	object_destroy(object);
}

/* Devices come last: the destroy() of a class library's object may drop a reference on one. */
void *find_object_left(PDRIVER_OBJECT driver)
{
	void *left = nullptr;

	objects_of_driver(driver, [&left, driver](void *body) {
		const bool is_device = object_header(body)->type == &device_type;

		if (body == driver || (left && is_device))
			return true;
		left = body;
		return is_device;
	});
	return left;
}

void destroy_objects(PDRIVER_OBJECT driver)
{
	while (void *left = find_object_left(driver))
		destroy_object_left(left);
	nodes_end(driver);
	if (!object_header(driver)->references.release_to_end())
		destroy_object_left(driver);
}

bool has_no_files(void *driver)
{
	return !files_open(driver);
}

/* No file is opened from now on. Waits until programs have closed those that are open. */
void wait_until_closed(PDRIVER_OBJECT driver)
{
	driver_state(driver).ending.store(true);
	while (!ww_gate_wait(has_no_files, driver))
		ww_print(WW_LEVEL_WARNING, "the end of %s waits for a program that has it open",
			 object_header(driver)->name);
}

/* A driver object of IoCreateDriver whose routines are in the image, marked as deleted; or null. */
PDRIVER_OBJECT find_driver_left(const _WINWORK_IMAGE &image)
{
	PDRIVER_OBJECT left = nullptr;

	driver_objects([&](void *body) {
		auto *driver = static_cast<PDRIVER_OBJECT>(body);

		if (!driver_state(driver).image && driver_state(driver).code == &image &&
		    !driver_state(driver).deleted.exchange(true))
			left = driver;
		return !left;
	});
	return left;
}

void take_down(PDRIVER_OBJECT driver, _WINWORK_IMAGE *image);

/* Takes one down that the module leaves behind. False if there is none. */
bool take_down_left(_WINWORK_IMAGE *image)
{
	const PDRIVER_OBJECT left = image ? find_driver_left(*image) : nullptr;

	if (!left)
		return false;
	report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
		 .parameter = { address_of(left), 0, 0, 0 },
		 .call = { "DriverUnload" }, .item = left, .owner = left },
	       "the module leaves a driver object of IoCreateDriver behind");
	take_down(left, nullptr);
	return true;
}

void take_down(PDRIVER_OBJECT driver, _WINWORK_IMAGE *image)
{
	const void *reported = nullptr;
	bool again = false;

	driver_state(driver).ending.store(true);
	devices_leave(driver);
	for (const ClassLibrary *library : driver_state(driver).libraries) {
		if (library && library->end)
			library->end(driver);
	}

	/*
	 * Code that still runs may queue items, set timers and create objects: repeat until nothing
	 * does.
	 */
	do {
		wait_until_quiet(driver, image, reported);
		virtual_hids_report_left(driver);
		if (image) {
			timers_cancel_left(*image, Timers::all, reported);
			/* The DPCs that it left run. Later ones queue themselves, without end. */
			if (again)
				dpcs_cancel_left(*image);
			watches_report_left(*image);
			routines_report_left(*image);
			providers_report_left(*image);
		}
		KeFlushQueuedDpcs();
		again = true;
	} while (!is_over(driver, image) || take_down_left(image));
	requests_report_left(driver);
	virtual_operations_report_left(driver);
	files_report_left(driver);
	error_log_report_left(driver);
	links_report_left(driver);
	delete_devices_left(driver);
	items_report_leaks(driver);
	if (image) {
		bug_checks_cancel_left(*image);
		irps_built_report_left(*image);
		windows_report_left(*image);
		sections_report_left(*image);
		user_mappings_report_left(*image);
		locked_pages_report_left(*image);
		found_threads_report_left(*image);
		usb_handles_report_left(*image);
		contiguous_report_leaks(*image);
		pool_report_leaks(*image);
	}
	nodes_wait(driver);
	destroy_objects(driver);
	reports_settle();
}

constexpr u32 kMostAdapters = 64;

bool adapters_check(const _WINWORK_IMAGE &image)
{
	if (image.Adapters <= kMostAdapters)
		return true;
	ww_print(WW_LEVEL_ERROR, "%s: adapters=%u: a driver has at most %u", image.Name,
		 static_cast<u32>(image.Adapters), kMostAdapters);
	return false;
}

/*
 * From now on no file is opened. False if a program has one open: then files may be opened again.
 */
bool begin_end(PDRIVER_OBJECT driver)
{
	driver_state(driver).ending.store(true);
	if (!files_open(driver))
		return true;
	driver_state(driver).ending.store(false);
	return false;
}

} /* namespace */

} /* namespace ww */

using namespace ww;

extern "C" {

int winwork_load_driver(struct _WINWORK_IMAGE *Image, PDRIVER_INITIALIZE Entry)
{
	char name[kObjectName];
	bool taken = false;

	if (!filters_check(Image->Name, Image->Filters) || !adapters_check(*Image))
		return -errno_of(STATUS_INVALID_PARAMETER);
	text_copy(name, sizeof(name), kDriverFolder);
	text_append(name, sizeof(name), Image->Name);

	PDRIVER_OBJECT driver = driver_create(Image->Name, name, Image, &taken);

	if (!driver)
		return -errno_of(taken ? STATUS_OBJECT_NAME_COLLISION
				      : STATUS_INSUFFICIENT_RESOURCES);
	Image->DriverObject = driver;
	/* The driver object has no activities yet: the image's count becomes its own. */
	image_register(Image);
	if (!registry_load(Image->Name, Image->Inf ? Image->Inf->ServiceKey : nullptr,
			   Image->Registry)) {
		take_down(driver, Image);
		image_unregister(Image);
		return -errno_of(STATUS_INSUFFICIENT_RESOURCES);
	}

	const SystemTask system;

	devices_prepare(driver);

	const NTSTATUS status = call_entry(driver, Entry);

	if (WW_IS_TRACED(driver_load)) [[unlikely]]
		ww_trace_driver_load(Image->Name, static_cast<u32>(status));
	if (NT_SUCCESS(status)) {
		devices_initialized(driver);
		driver_state(driver).started.store(true);
		links_publish(driver);
		start(driver);
		check_thread(driver, "DriverEntry", reinterpret_cast<const void *>(Entry));
		reinitialize(driver);
		check_thread(driver, "DriverReinitialize", nullptr);
		return 0;
	}
	check_thread(driver, "DriverEntry", reinterpret_cast<const void *>(Entry));
	reinitializations_drop(driver);
	ww_print(WW_LEVEL_WARNING, "DriverEntry of %s failed with status 0x%08X", name,
		 static_cast<ww_u32>(status));
	take_down(driver, Image);
	image_unregister(Image);
	return -errno_of(status);
}

void winwork_unload_driver(struct _WINWORK_IMAGE *Image)
{
	PDRIVER_OBJECT driver = Image->DriverObject;

	if (WW_IS_TRACED(driver_unload)) [[unlikely]]
		ww_trace_driver_unload(Image->Name);
	{
		const SystemTask system;

		devices_leave(driver);
		check_thread(driver, "REMOVE_DEVICE", nullptr);
	}
	/* Read first: class libraries replace it. */
	if (const PDRIVER_UNLOAD unload = driver->DriverUnload) {
		const SystemTask system;

		unload(driver);
		driver_check_return(driver, "DriverUnload", reinterpret_cast<const void *>(unload));
		check_thread(driver, "DriverUnload", reinterpret_cast<const void *>(unload));
	}
	take_down(driver, Image);
	image_unregister(Image);
}

NTSTATUS NTAPI IoCreateDriver(PUNICODE_STRING DriverName, PDRIVER_INITIALIZE InitializationFunction)
{
	char name[kObjectName] = "";
	bool taken = false;

	if (!at_passive(WW_CALL_SITE, nullptr) ||
	    !InitializationFunction)
		return STATUS_INVALID_PARAMETER;
	if (!name_from_unicode(name, DriverName))
		return STATUS_OBJECT_NAME_INVALID;

	PDRIVER_OBJECT driver = driver_create(name, name, nullptr, &taken);

	if (!driver)
		return taken ? STATUS_OBJECT_NAME_COLLISION : STATUS_INSUFFICIENT_RESOURCES;

	driver_state(driver).code =
		image_of_address(reinterpret_cast<const void *>(InitializationFunction));

	const NTSTATUS status = call_entry(driver, InitializationFunction);

	if (NT_SUCCESS(status)) {
		reinitialize(driver);
	} else {
		reinitializations_drop(driver);
		/* The driver may have cleared DO_DEVICE_INITIALIZING itself. */
		wait_until_closed(driver);
		take_down(driver, nullptr);
	}
	return status;
}

VOID NTAPI IoDeleteDriver(PDRIVER_OBJECT DriverObject)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, DriverObject) || !check_type(call, DriverObject, driver_type))
		return;

	const bool loaded = driver_state(DriverObject).image;

	if (!loaded && !begin_end(DriverObject)) {
		report({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(DriverObject), 0, 0 },
			 .call = call, .item = DriverObject, .owner = DriverObject },
		       "a file on a device of the driver is open; the driver object stays");
		return;
	}
	if (loaded || driver_state(DriverObject).deleted.exchange(true)) {
		report({ .code = BugCheck::reference_by_pointer,
			 .parameter = { 0, address_of(DriverObject), 0, 0 },
			 .call = call, .item = DriverObject, .owner = DriverObject },
		       loaded ? "the driver object goes when its module is unloaded"
			      : "the driver object is already being deleted");
		return;
	}
	take_down(DriverObject, nullptr);
}

} /* extern "C" */
