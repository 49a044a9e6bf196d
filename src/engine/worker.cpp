/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a worker does with an item that it has taken off its queue.
 */
#include "worker.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"

namespace ww {

void Worker::set_level(Slot &slot, u32 level)
{
	const s32 nice = slot.work.thread.nice - nice_above_class(slot.level) +
			 nice_above_class(level);

	slot.level = level;
	if (nice != slot.work.thread.nice) {
		ww_thread_set_nice(nice);
		slot.work.thread.nice = nice;
	}
}

/* The order of the parameters differs between the bug checks; so it does on Windows. */
void Worker::check(Slot &slot, u32 defects)
{
	const Invocation &invocation = slot.running;
	const uintptr_t routine = address_of(invocation.routine);
	const uintptr_t context = address_of(invocation.context);
	const uintptr_t item = address_of(invocation.item);
	const auto violation = [&](BugCheck code, uintptr_t a, uintptr_t b, uintptr_t c,
				   uintptr_t d) {
		return Violation{ .code = code, .parameter = { a, b, c, d },
				  .function = invocation.ops->name, .item = invocation.item,
				  .owner = invocation.object,
				  .routine = invocation.routine };
	};
	const auto check_priority = [&](ww_thread_defect which, const char *what) {
		const s32 now = ww_thread_priority(which);

		if (defects & which)
			report(violation(BugCheck::worker_thread_returned_with_bad_io_priority,
					 routine, static_cast<u32>(now), context, item),
			       "the routine changed the %s of the worker thread to %d", what, now);
	};

	if (!defects && !task_state_find(ww_current_task()))
		return;

	const Left left = irql_repair(kPassiveLevel);

	/* Windows stops nobody for a top-level IRP that stays, but the next item's is its own. */
	task_state_drop();
	if (!left.is_clean(kPassiveLevel))
		report(violation(BugCheck::worker_thread_returned_at_bad_irql, routine, left.irql,
				 context, item),
		       "the routine returned at IRQL %u, holding %u spin locks", left.irql,
		       left.locks);
	check_priority(WW_DEFECT_NICE, "nice value");
	check_priority(WW_DEFECT_IO_PRIORITY, "I/O priority");
	if (defects & WW_DEFECT_CREDENTIALS)
		report(violation(BugCheck::impersonating_worker_thread, routine, context, item, 0),
		       "the routine returned with the credentials of somebody else");
	ww_thread_restore(&slot.work.thread);
	ww_yield();
}

const Invocation *current_invocation()
{
	const Slot *const slot = slot_at(ww_current_work());

	return slot ? &slot->running : nullptr;
}

/* What runs may end meanwhile, and be another routine of the driver's: then that is said. */
[[gnu::no_sanitize_thread]] void worker_describe(const Slot &slot, const void *driver)
{
	if (slot.driver.load(Order::acquire) == driver)
		ww_print(WW_LEVEL_WARNING, "  running: %ps, context %px", slot.running.routine,
			 slot.running.context);
}

} /* namespace ww */
