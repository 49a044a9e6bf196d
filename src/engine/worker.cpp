/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a worker does with an item that it has taken off its queue.
 */
#include "worker.hpp"

#include "irql.hpp"
#include "task.hpp"
#include "../verifier/report.hpp"

namespace ww {

Worker::Worker(Slot &slot) : slot_(slot)
{
	ww_thread_remember(&expected_);
	own_nice_ = expected_.nice;
}

Worker::~Worker()
{
	set_nice(own_nice_);
}

void Worker::set_nice(ww_s32 nice)
{
	if (nice != expected_.nice) {
		ww_thread_set_nice(nice);
		expected_.nice = nice;
	}
}

void Worker::run(const Invocation &invocation)
{
	set_nice(own_nice_ + nice_above_class(invocation.level));

	slot_.driver.store(invocation.owner->driver(), Order::relaxed);
	slot_.context.store(invocation.context, Order::relaxed);
	slot_.routine.store(invocation.routine, Order::release);

	invocation.kind->call(invocation);

	const ww_u32 defects = ww_thread_compare(&expected_);

	if (defects || task_states_in_use.load(Order::relaxed)) [[unlikely]]
		check(invocation, defects);
	ww_yield();
	slot_.routine.store(nullptr, Order::relaxed);
	/* Last: when this was the last one, the driver may be gone the next moment. */
	invocation.owner->release_activity();
}

/* The order of the parameters differs between the bug checks; so it does on Windows. */
void Worker::check(const Invocation &invocation, ww_u32 defects)
{
	const ww_uptr routine = address_of(invocation.routine);
	const ww_uptr context = address_of(invocation.context);
	const ww_uptr item = address_of(invocation.item);
	const auto violation = [&](BugCheck code, ww_uptr a, ww_uptr b, ww_uptr c, ww_uptr d) {
		return Violation{ .code = code, .parameter = { a, b, c, d },
				  .function = invocation.kind->name, .item = invocation.item,
				  .owner = invocation.object,
				  .routine = invocation.routine };
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
	if (defects & (WW_DEFECT_NICE | WW_DEFECT_IO_PRIORITY))
		report(violation(BugCheck::worker_thread_returned_with_bad_io_priority, routine,
				 defects, context, item),
		       "the routine changed the priority of the worker thread");
	if (defects & WW_DEFECT_CREDENTIALS)
		report(violation(BugCheck::impersonating_worker_thread, routine, context, item, 0),
		       "the routine returned with the credentials of somebody else");
	ww_thread_restore(&expected_);
}

void worker_describe(const Slot &slot, const void *driver)
{
	void *routine = slot.routine.load(Order::acquire);

	if (routine && slot.driver.load(Order::relaxed) == driver)
		ww_print(WW_LEVEL_WARNING, "  running: %ps, context %px", routine,
			 slot.context.load(Order::relaxed));
}

} /* namespace ww */
