/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The slots are all back, but for the one that each queue has at all times, and that is one of its own.
 * Nothing is counted any more, and nothing is armed.
 */
#include "inside.hpp"

#include "../../src/engine/work_queue.hpp"
#include "control.hpp"

/* An explicit instantiation may name private members: that is how this file sees them. */
template <typename Tag, auto Member>
struct Grant {
	friend constexpr auto member(Tag) { return Member; }
};

struct Free {
	friend constexpr auto member(Free);
};
template struct Grant<Free, &ww::SlotBank::free_>;

struct First {
	friend constexpr auto member(First);
};
template struct Grant<First, &ww::WorkQueue::first_>;

struct Lacks {
	friend constexpr auto member(Lacks);
};
template struct Grant<Lacks, &ww::WorkQueue::lacks_>;

struct LocalWorkers {
	friend constexpr auto member(LocalWorkers);
};
template struct Grant<LocalWorkers, &ww::WorkQueue::local_workers_>;

struct Active {
	friend constexpr auto member(Active);
};
template struct Grant<Active, &ww::WorkQueue::active_>;

namespace {

void check(ww::WorkQueue &queue, int cpu, const char *class_name)
{
	const ww::SlotBank &bank = queue.bank();
	const ww::Slot *const first = (queue.*member(First{})).load();
	ww_u64 all = 0;

	bank.for_each([&](const ww::Slot &slot) { all |= 1ull << slot.index; });

	const ww_u64 used = all & ~(bank.*member(Free{})).load();

	if (!bank.contains(first))
		sim_fail("the first worker of the %s queue of CPU %d is a shared slot", class_name, cpu);
	else if (used != 1ull << first->index)
		sim_fail("the %s queue of CPU %d has slots %llx in use, and its first is %u",
			 class_name, cpu, used, first->index);
	if (const ww_u64 lacks = (queue.*member(Lacks{})).load(); lacks != ~0ull)
		sim_fail("the %s queue of CPU %d, which is idle, lacks only %llx", class_name, cpu, lacks);
	if (const ww_u32 workers = (queue.*member(LocalWorkers{})).load(); workers != 1)
		sim_fail("the %s queue of CPU %d counts %u local workers", class_name, cpu, workers);
	if ((queue.*member(Active{})).load())
		sim_fail("the %s queue of CPU %d counts active workers", class_name, cpu);
}

} /* namespace */

extern "C" {

void inside_check_quiet()
{
	for (ww_u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		check(ww::work_queue(cpu, 0), cpu, "normal");
		check(ww::work_queue(cpu, ww::kFirstHighLevel), cpu, "high");
	}
	if (const ww_u32 hired = ww::unbound_workers_hired())
		sim_fail("%u unbound workers are hired", hired);
	if (const ww_u32 hired = ww::shared_workers_hired())
		sim_fail("%u of the workers that any queue may take are hired", hired);
}

}
