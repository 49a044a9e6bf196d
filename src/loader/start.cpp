/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of WinWork: started in the order in which they need each other, stopped in the opposite
 * order. And the functions of <winwork.h> for tests and diagnostics.
 */
#include <winwork.h>

#include "base/device_lock.hpp"
#include "base/exception.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "base/wait_note.hpp"
#include "cm/callback.hpp"
#include "cm/store.hpp"
#include "engine/item_records.hpp"
#include "engine/watch.hpp"
#include "engine/work_queues.hpp"
#include "etw/provider.hpp"
#include "ex/callback.hpp"
#include "flt/filter_manager.hpp"
#include "flt/port.hpp"
#include "flt/volume_device.hpp"
#include "hal/interrupt.hpp"
#include "hal/io_mdl.hpp"
#include "hal/window.hpp"
#include "hid/class.hpp"
#include "input/port.hpp"
#include "io/build.hpp"
#include "io/error_log.hpp"
#include "io/file.hpp"
#include "io/names.hpp"
#include "io/request.hpp"
#include "io/shutdown.hpp"
#include "io/start_io.hpp"
#include "io/timer.hpp"
#include "ke/bug_check.hpp"
#include "ke/dispatcher.hpp"
#include "ke/dpc.hpp"
#include "ke/memory_event.hpp"
#include "ke/program_event.hpp"
#include "ke/timer.hpp"
#include "linux/disk.h"
#include "linux/done.h"
#include "linux/fs.h"
#include "linux/history.h"
#include "linux/memory.h"
#include "linux/module.h"
#include "linux/node.h"
#include "linux/pnp_device.h"
#include "linux/request.h"
#include "linux/spinlock.h"
#include "linux/usb.h"
#include "linux/watch.h"
#include "mm/alias.hpp"
#include "mm/contiguous.hpp"
#include "mm/locked_pages.hpp"
#include "mm/pool.hpp"
#include "mm/probe.hpp"
#include "mm/section.hpp"
#include "mm/user_mapping.hpp"
#include "ndis/filter_list.hpp"
#include "ob/device.hpp"
#include "ob/driver.hpp"
#include "ob/handle.hpp"
#include "ob/handle_filter.hpp"
#include "ob/image.hpp"
#include "ob/object.hpp"
#include "ob/paths.hpp"
#include "ob/routine_list.hpp"
#include "ob/stack.hpp"
#include "pnp/connection.hpp"
#include "pnp/dma.hpp"
#include "pnp/interface.hpp"
#include "pnp/node.hpp"
#include "pnp/notification.hpp"
#include "pnp/usb_handle.hpp"
#include "pnp/usb_urb.hpp"
#include "po/power_irp.hpp"
#include "ps/notify.hpp"
#include "ps/process.hpp"
#include "ps/task_events.hpp"
#include "ps/thread.hpp"
#include "wdf/driver.hpp"
#include "wsk/wsk.hpp"
#include "reinitialize.hpp"
#include "zw/device_file.hpp"
#include "zw/transaction.hpp"

namespace ww {
namespace {

/* A part of the module. Null where there is nothing to do. */
struct Part {
	int (*start)();			/* 0, or a negative errno with nothing left behind */
	void (*stop)();
};

void start_reports()
{
	report_init({ .describe = object_describe,
		      .driver_of = [](const void *address) -> const void * {
			      return driver_of_address(address);
		      } });
}

void start_objects()
{
	freed_memory_init([](const FreedMemory &memory) {
		return bare_items_let_go(memory) && timers_let_go(memory);
	});
	objects_init(workers_describe, items_orphan);
}

void end_device(PDEVICE_OBJECT device)
{
	io_timer_stop(device);
	interfaces_forget(device);
}

void start_devices()
{
	devices_init(end_device);
}

void end_requests_of_thread(const void *task)
{
	irps_of_thread_end(task);
	device_requests_of_thread_end(task);
}

void start_threads()
{
	threads_init(end_requests_of_thread);
	processes_init();
	found_threads_init();
}

void start_watch()
{
	watch_init(requests_look);
}

void start_handles()
{
	handles_init(current_thread_object);
}

void start_files()
{
	files_init(node_last_file);
}

template <void (*start)()>
int always()
{
	start();
	return 0;
}

/*
 * Each part needs only parts before it, and is stopped before they are. When they stop, no driver
 * is left, and no file is open: both have references on this module.
 *
 * After the last stop() Linux frees this module's code. So each stop() waits for the code that its
 * part has started: work_queues_exit() for workers, ww_later_exit() for works, dpcs_exit() for
 * tasklets, timers_exit() for timers. objects_exit() waits for the RCU callbacks of all parts, so
 * it comes nearly last. A system thread has a reference on this module (src/linux/thread.c).
 */
constexpr Part parts[] = {
	{ irql_init, irql_exit },
	{ device_locks_init, device_locks_exit },
	{ always<start_reports>, reports_settle },
	{ always<start_objects>, objects_exit },
	{ always<images_init>, nullptr },
	{ ww_history_start, ww_history_stop },
	{ always<tasks_init>, nullptr },
	{ always<waits_init>, nullptr },
	{ always<exceptions_init>, nullptr },
	{ always<address_limits_init>, nullptr },
	{ always<pool_init>, pool_exit },
	{ always<contiguous_init>, contiguous_exit },
	{ item_memory_init, item_memory_exit },
	{ always<aliases_init>, nullptr },
	{ always<locked_pages_init>, locked_pages_exit },
	{ always<user_mappings_init>, user_mappings_exit },
	{ always<sections_init>, sections_exit },
	{ always<items_init>, [] { items_report_leaks(nullptr); } },
	{ always<start_devices>, nullptr },
	{ always<stacks_init>, nullptr },
	{ always<windows_init>, nullptr },
	{ always<io_mdls_start>, nullptr },
	{ always<interrupts_init>, nullptr },
	{ always<ndis_filters_init>, nullptr },
	{ always<connections_init>, nullptr },
	{ always<dma_adapters_start>, nullptr },
	{ always<drivers_init>, nullptr },
	{ always<reinitializations_init>, nullptr },
	{ always<error_log_init>, nullptr },
	{ always<flt_init>, nullptr },
	{ always<wdf::init>, nullptr },
	{ work_queues_init, work_queues_exit },
	{ nullptr, ww_spin_exit },
	{ always<dispatcher_init>, nullptr },
	{ nullptr, paths_exit },
	{ always<routine_lists_init>, nullptr },
	{ always<handle_routines_init>, nullptr },
	{ callbacks_init, nullptr },
	{ always<start_threads>, found_threads_exit },
	{ always<registry_routines_init>, nullptr },
	{ store_init, store_exit },
	{ ww_disk_init, ww_disk_exit },
	/* After the DPCs, which free transfers. */
	{ nullptr, ww_usb_exit },
	{ dpcs_init, dpcs_exit },
	{ bug_checks_init, bug_checks_exit },
	{ always<timers_init>, timers_exit },
	{ requests_init, requests_exit },
	{ always<program_events_init>, program_events_exit },
	{ always<transactions_init>, nullptr },
	{ always<start_handles>, handles_exit },
	{ always<irps_built_init>, nullptr },
	{ always<device_requests_init>, nullptr },
	{ always<start_io_init>, nullptr },
	{ always<io_timers_init>, io_timers_exit },
	{ always<power_irps_init>, nullptr },
	/* Before the works, which end the nodes that have vanished. */
	{ nodes_init, nodes_exit },
	{ hid_init, hid_exit },
	{ hid_pass_through_init, hid_pass_through_exit },
	{ input_init, input_exit },
	{ ww_pnp_devices_init, ww_pnp_devices_exit },
	{ always<task_events_init>, task_events_free },
	{ ww_later_init, ww_later_exit },
	{ always<usb_urbs_init>, nullptr },
	/* Before the works, which end the functions of its handles. */
	{ always<usb_handles_init>, usb_handles_exit },
	/* After the works, which call routines of processes that have ended. */
	{ always<process_routines_init>, process_routines_exit },
	{ nullptr, task_events_exit },
	{ memory_events_init, memory_events_exit },
	{ always<providers_init>, providers_exit },
	{ always<start_files>, nullptr },
	{ always<links_init>, nullptr },
	{ always<notifications_init>, nullptr },
	{ always<interfaces_init>, nullptr },
	{ wsk_device_init, wsk_device_exit },
	{ always<wsk_clients_init>, nullptr },
	{ ww_nodes_init, ww_nodes_exit },
	{ port_device_init, port_device_exit },
	{ volume_devices_init, volume_devices_exit },
	{ shutdown_notices_init, shutdown_notices_exit },
	{ always<start_watch>, ww_watch_stop },
	{ always<ww_debug_init>, ww_debug_exit },
	/* Last: from now on programs can mount. */
	{ ww_fs_init, ww_fs_exit },
};

constexpr size_t kParts = sizeof(parts) / sizeof(parts[0]);

void stop_first(size_t count)
{
	while (count--) {
		if (parts[count].stop)
			parts[count].stop();
	}
}

} /* namespace */
} /* namespace ww */

extern "C" int ww_start()
{
	for (ww_size i = 0; i < ww::kParts; i++) {
		const auto start = ww::parts[i].start;

		if (const int error = start ? start() : 0) {
			ww::stop_first(i);
			return error;
		}
	}
	return 0;
}

extern "C" void ww_stop()
{
	ww::stop_first(ww::kParts);
}

extern "C" VOID NTAPI WinworkHoldWorkers(BOOLEAN Hold)
{
	ww::workers_hold(Hold);
}

extern "C" SIZE_T NTAPI WinworkBytesPerProcessor()
{
	return ww::work_queues_bytes_per_cpu() + ww_percpu_bytes();
}

extern "C" ULONG NTAPI WinworkParkedWorkers(WORK_QUEUE_TYPE QueueType)
{
	const ww_u32 level = ww::priority_of(QueueType);

	return level == ww::kInvalidPriority ? 0 : ww::workers_parked(level);
}

extern "C" ULONG NTAPI WinworkSharedWorkers()
{
	return ww::WorkQueue::shared().in_use();
}

extern "C" VOID NTAPI WinworkReapWorkers()
{
	ww::workers_reap();
}

extern "C" VOID NTAPI WinworkSuspendStallDetection(BOOLEAN Suspend)
{
	ww::WorkQueue::suspend_stall_detection(Suspend);
}
