/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver of all scenarios: its load, its items, its unload, and the checks at its end.
 */
#include "linux/module.h"
#include "linux/spinlock.h"
#include "scenario.hpp"

#include <winwork.h>

#include "base/device_lock.hpp"
#include "base/irql.hpp"
#include "cm/store.hpp"
#include "engine/item_records.hpp"
#include "engine/work_item.hpp"
#include "flt/port.hpp"
#include "flt/volume_device.hpp"
#include "hid/class.hpp"
#include "input/port.hpp"
#include "io/request.hpp"
#include "ke/dpc.hpp"
#include "ke/memory_event.hpp"
#include "ke/timer.hpp"
#include "ob/handle.hpp"
#include "ob/paths.hpp"
#include "pnp/node.hpp"
#include "pnp/usb_handle.hpp"
#include "wsk/wsk.hpp"
#include "inside.hpp"

namespace scenario {

PDEVICE_OBJECT device;

namespace {

unsigned expected_reports;
void (*unloaded)();

} /* namespace */

void after_unload(void (*check)())
{
	unloaded = check;
}

void expect_reports(unsigned count)
{
	expected_reports = count;
}

struct Jobs {
	static Job *first;

	static void check()
	{
		for (Job *job = first; job; job = job->next_)
			job->check();
	}

	/* The items that the driver left behind. */
	static unsigned left()
	{
		unsigned count = 0;

		for (Job *job = first; job; job = job->next_)
			count += job->item_ != nullptr;
		return count;
	}
};

Job *Jobs::first;

Job::Job(const char *name, Body body, WORK_QUEUE_TYPE type)
	: name_(name), body_(body), type_(type), queued_(sim_counter("queued")),
	  begun_(sim_counter(name)), done_(sim_counter("done")), next_(Jobs::first)
{
	Jobs::first = this;
}

void Job::prepare()
{
	if (!item_)
		item_ = IoAllocateWorkItem(device);
}

void Job::queue()
{
	prepare();
	if (!item_)
		return;
	sim_add(queued_);
	sim_say("queues %s", name_);
	IoQueueWorkItemEx(item_, routine, type_, this);
}

void Job::queue_from(unsigned cpu)
{
	static constinit const ww::ItemOps ops = {
		"queue_from",
		[](const ww::Invocation &invocation) {
			routine(invocation.object, invocation.context, nullptr);
		},
		ww::Family::io, {}, true, true
	};

	prepare();

	auto *item = reinterpret_cast<ww::FamilyItem *>(item_);

	if (!item || !ww::item_claim(item, ops) ||
	    !ww::item_enter_object(item, ops, ww::queues_of(cpu).stripe()))
		return;
	sim_add(queued_);
	sim_say("queues %s to CPU %u", name_, cpu);
	ww::item_bind_and_push(item, ops, reinterpret_cast<void *>(routine), this,
			       ww::queues_of(cpu), ww::priority_of(type_));
}

bool Job::try_queue()
{
	prepare();
	if (!item_)
		return false;
	/* Counted first: it may run before the call returns. */
	sim_add(queued_);
	const bool taken = IoTryQueueWorkItem(item_, routine, type_, this);

	if (!taken)
		sim_take_back(queued_);
	sim_say("%s %s", taken ? "a worker is there for" : "no worker is free for", name_);
	return taken;
}

void Job::free()
{
	PIO_WORKITEM item = item_;

	item_ = nullptr;
	IoFreeWorkItem(item);
}

void Job::routine(PVOID, PVOID context, PIO_WORKITEM)
{
	Job &job = *static_cast<Job *>(context);

	sim_progress();
	sim_say("%s begins", job.name_);
	sim_add(job.begun_);
	if (sim_count(job.begun_) > job.queued())
		sim_fail("%s has begun %u times, and was queued %u times", job.name_,
			 sim_count(job.begun_), job.queued());
	job.body_(job);
	sim_say("%s returns", job.name_);
	sim_add(job.done_);
}

unsigned Job::begun() const
{
	return sim_count(begun_);
}

void Job::check() const
{
	if (sim_count(begun_) != queued() || sim_count(done_) != queued())
		sim_fail("%s was queued %u times, has begun %u times and returned %u times", name_,
			 queued(), sim_count(begun_), sim_count(done_));
}

void Job::sleep_until_done(unsigned times)
{
	sim_sleep_for(done_, times);
}

void Job::spin_until_done(unsigned times)
{
	sim_spin_for(done_, times);
}

void Job::sleep_until_begun(unsigned times)
{
	sim_sleep_for(begun_, times);
}

void Job::spin_until_begun(unsigned times)
{
	sim_spin_for(begun_, times);
}

namespace {

extern "C" const char __executable_start[], end[];

int contains(const void *address)
{
	return address >= __executable_start && address < end;
}

void NTAPI unload(PDRIVER_OBJECT)
{
	IoDeleteDevice(device);
}

NTSTATUS NTAPI entry(PDRIVER_OBJECT driver, PUNICODE_STRING)
{
	driver->DriverUnload = unload;
	return IoCreateDevice(driver, 0, nullptr, FILE_DEVICE_UNKNOWN, 0, FALSE, &device);
}

} /* namespace */
} /* namespace scenario */

using namespace scenario;

extern "C" {

/* All scenarios are one module. */
WINWORK_IMAGE WinworkImage = { .Name = "sim", .Reference = {}, .DriverObject = nullptr,
			       .Contains = contains, .Altitude = nullptr, .Registry = nullptr,
			       .FileOperations = nullptr, .Inf = nullptr, .Bind = FALSE,
			       .Filters = nullptr, .Adapters = 0 };

/*
 * Without the system's callback objects and memory events, whose end would be many steps of each
 * schedule.
 */
int sim_module_start()
{
	const int error = ww_start();

	if (!error) {
		ww::memory_events_exit();
		ww::paths_exit();
	}
	return error;
}

int sim_driver_start()
{
	return winwork_load_driver(&WinworkImage, entry);
}

void sim_driver_run(void (*body)())
{
	body();
	sim_join();
	winwork_unload_driver(&WinworkImage);
	if (unloaded)
		unloaded();
	Jobs::check();
}

void sim_driver_check_quiet()
{
	inside_check_quiet();
}

/*
 * As ww_stop(), or only its parts that do more than check empty lists at the end. Those are faster.
 */
void sim_driver_stop(bool whole)
{
	if (whole) {
		ww_stop();
		return;
	}
	ww::volume_devices_exit();
	ww::port_device_exit();
	ww::usb_handles_exit();
	ww::input_exit();
	ww::wsk_device_exit();
	ww::hid_pass_through_exit();
	ww::hid_exit();
	ww::nodes_exit();
	ww::requests_exit();
	ww::timers_exit();
	ww::dpcs_exit();
	ww::handles_exit();
	ww::store_exit();
	ww_spin_exit();
	ww::work_queues_exit();
	ww::items_report_leaks(nullptr);
	ww::item_memory_exit();
	ww::device_locks_exit();
	ww::irql_exit();
}

void sim_driver_check_end()
{
	WINWORK_REPORT report;

	WinworkGetLastReport(&report);
	/* Each item that the driver left is one, and no other: its unload frees nothing. */
	if (report.Count != Jobs::left() + expected_reports)
		sim_fail("%u reports for %u items left, the last one 0x%X of %s", report.Count,
			 Jobs::left(), report.BugCheckCode,
			 report.Function ? report.Function : "no function");
}

}
