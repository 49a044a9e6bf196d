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
