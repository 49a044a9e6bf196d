/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Starting the parts in the order in which they need each other, and stopping them in the
 * opposite one.
 */
#include <winwork.h>

#include "engine/image.hpp"
#include "engine/irql.hpp"
#include "engine/object.hpp"
#include "engine/task.hpp"
#include "engine/work_queue.hpp"
#include "flt/filter_manager.hpp"
#include "io/objects.hpp"
#include "nt/pool.hpp"
#include "nt/services.hpp"
#include "verifier/ledger.hpp"
#include "verifier/report.hpp"
#include "wdf/driver.hpp"

extern "C" int ww_start()
{
	ww::report_init();
	ww::objects_init();
	ww::images_init();
	ww::tasks_init();
	ww::ledger_init();
	ww::devices_init();
	ww::flt_init();
	ww::pool_init();
	ww::wdf::init();

	if (int error = ww::irql_init())
		return error;
	if (int error = ww_item_memory_init()) {
		ww::irql_exit();
		return error;
	}
	if (int error = ww::work_queues_init()) {
		ww_item_memory_exit();
		ww::irql_exit();
		return error;
	}
	if (int error = ww::services_init()) {
		ww::work_queues_exit();
		ww_item_memory_exit();
		ww::irql_exit();
		return error;
	}
	return 0;
}

extern "C" void ww_stop()
{
	ww::services_exit();
	ww::work_queues_exit();
	ww::ledger_exit();
	ww::pool_exit();
	ww::reports_settle();
	ww_item_memory_exit();
	ww::irql_exit();
}

extern "C" VOID NTAPI WinworkHoldWorkers(BOOLEAN Hold)
{
	ww::workers_hold(Hold);
}

extern "C" SIZE_T NTAPI WinworkBytesPerProcessor()
{
	return ww::work_queues_bytes_per_cpu() + ww_item_memory_bytes_per_cpu() + ww_percpu_bytes();
}

extern "C" ULONG NTAPI WinworkLingeringWorkers(WORK_QUEUE_TYPE QueueType)
{
	const ww_u32 level = ww::level_of(QueueType);

	return level == ww::kInvalidLevel ? 0 : ww::workers_kept(level);
}

extern "C" ULONG NTAPI WinworkSharedWorkers()
{
	return ww::shared_workers_hired();
}

extern "C" VOID NTAPI WinworkSweepWorkers()
{
	ww::workers_sweep();
}

extern "C" VOID NTAPI WinworkSuspendWatch(BOOLEAN Suspend)
{
	ww::watch_suspend(Suspend);
}
