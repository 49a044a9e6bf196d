/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KTIMERs and KDPCs, in memory that is freed as early as possible.
 */
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

struct Block {
	KTIMER timer;
	KDPC dpc;
	KEVENT event;
};

Flag expired("expired");
Flag cancelled("cancelled");
Block *block;
LARGE_INTEGER soon;

Block *new_block(PKDEFERRED_ROUTINE routine, CCHAR cpu)
{
	soon.QuadPart = -10000;
	block = static_cast<Block *>(ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Block), 'kcoB'));
	KeInitializeTimer(&block->timer);
	KeInitializeEvent(&block->event, NotificationEvent, FALSE);
	KeInitializeDpc(&block->dpc, routine, block);
	KeSetTargetProcessorDpc(&block->dpc, cpu);
	return block;
}

void NTAPI free_block(PKDPC, PVOID context, PVOID, PVOID)
{
	ExFreePoolWithTag(context, 'kcoB');
	expired.set();
}

void NTAPI set_event(PKDPC, PVOID context, PVOID, PVOID)
{
	KeSetEvent(&static_cast<Block *>(context)->event, IO_NO_INCREMENT, FALSE);
}

void NTAPI tell(PKDPC, PVOID, PVOID, PVOID)
{
	expired.set();
}

} /* namespace */

SCENARIO(timer_dpc_frees, "the DPC of a timer, on another CPU, frees both", 2)
{
	new_block(free_block, 1);
	KeSetTimer(&block->timer, soon, &block->dpc);
	expired.sleep();
}

SCENARIO(timer_thread_frees, "the DPC of a timer sets an event, and the waiter frees all", 2)
{
	new_block(set_event, 1);
	KeSetTimer(&block->timer, soon, &block->dpc);
	KeWaitForSingleObject(&block->event, Executive, KernelMode, FALSE, nullptr);
	/* The DPC's last access is in KeSetEvent(), and this wait ends after it. */
	ExFreePoolWithTag(block, 'kcoB');
}

SCENARIO(timer_waiter_frees, "the waiter for the timer itself frees it", 2)
{
	new_block(tell, 0);
	KeSetTimer(&block->timer, soon, nullptr);
	KeWaitForSingleObject(&block->timer, Executive, KernelMode, FALSE, nullptr);
	ExFreePoolWithTag(block, 'kcoB');
}

SCENARIO(timer_poll, "a thread that reads the timer's state flushes the DPC and frees both", 2)
{
	new_block(tell, 1);
	KeSetTimer(&block->timer, soon, &block->dpc);
	sim_thread("polls", 1, [] {
		if (!KeReadStateTimer(&block->timer))
			KeCancelTimer(&block->timer);
		KeFlushQueuedDpcs();
		ExFreePoolWithTag(block, 'kcoB');
	});
}

SCENARIO(timer_cancel, "a timer is cancelled as it expires", 2)
{
	new_block(tell, 1);
	KeSetTimer(&block->timer, soon, &block->dpc);
	if (!KeCancelTimer(&block->timer)) {
		KeRemoveQueueDpc(&block->dpc);
		KeFlushQueuedDpcs();
	}
	ExFreePoolWithTag(block, 'kcoB');
}

SCENARIO(timer_set_again, "a timer is set again as it expires", 2)
{
	new_block(tell, 0);
	KeSetTimer(&block->timer, soon, &block->dpc);
	KeSetTimer(&block->timer, soon, &block->dpc);
	expired.sleep();
	KeCancelTimer(&block->timer);
	KeFlushQueuedDpcs();
	ExFreePoolWithTag(block, 'kcoB');
}

SCENARIO(dpc_two_cpus, "a DPC is inserted and removed by two CPUs", 1)
{
	new_block(tell, 1);
	sim_thread("inserts", 0, [] { KeInsertQueueDpc(&block->dpc, nullptr, nullptr); });
	sim_thread("removes", 1, [] { KeRemoveQueueDpc(&block->dpc); });
	sim_join();
	KeFlushQueuedDpcs();
	ExFreePoolWithTag(block, 'kcoB');
}

/* ---- Two due times ---- */

namespace {

const int expiries = sim_counter("expiries");
KTIMER timers[2];

void NTAPI count_expiry(PKDPC, PVOID, PVOID, PVOID)
{
	sim_add(expiries);
}

void set_timer(int which, KDPC &dpc)
{
	LARGE_INTEGER due;

	due.QuadPart = -10000 * (1 + which);
	KeInitializeTimer(&timers[which]);
	KeInitializeDpc(&dpc, count_expiry, nullptr);
	KeSetTimer(&timers[which], due, &dpc);
}

} /* namespace */

SCENARIO(timers_in_turn, "two timers with different due times, and a third one after them", 1)
{
	static KDPC dpcs[3];

	set_timer(1, dpcs[0]);
	set_timer(0, dpcs[1]);
	sim_sleep_for(expiries, 2);
	set_timer(0, dpcs[2]);
	sim_sleep_for(expiries, 3);
	KeFlushQueuedDpcs();
}

/* ---- The arguments of a DPC ---- */

namespace {

const int inserted = sim_counter("inserted");
const int called[] = { sim_counter("called for CPU 0"), sim_counter("called for CPU 1") };

void NTAPI check_arguments(PKDPC, PVOID, PVOID first, PVOID second)
{
	if (first != second)
		sim_fail("one call has the arguments of two insertions");
	sim_add(called[reinterpret_cast<ULONG_PTR>(first) - 1]);
}

template <int cpu>
void insert_here()
{
	const PVOID argument = reinterpret_cast<PVOID>(ULONG_PTR(cpu + 1));

	if (!KeInsertQueueDpc(&block->dpc, argument, argument))
		return;
	sim_add(inserted);
	sim_sleep_for(called[cpu], 1);
}

} /* namespace */

/* It has no target, so each CPU has it in a queue of its own, with a lock of its own. */
SCENARIO(dpc_arguments, "a DPC is inserted by one CPU as another one calls it", 1)
{
	new_block(check_arguments, 0);
	KeInitializeDpc(&block->dpc, check_arguments, block);
	sim_thread("inserts", 0, insert_here<0>);
	sim_thread("inserts, too", 1, insert_here<1>);
	sim_join();
	if (sim_count(called[0]) + sim_count(called[1]) != sim_count(inserted))
		sim_fail("%u insertions and %u calls", sim_count(inserted),
			 sim_count(called[0]) + sim_count(called[1]));
	KeFlushQueuedDpcs();
	ExFreePoolWithTag(block, 'kcoB');
}
