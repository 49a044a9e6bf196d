/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DPCs: each CPU has a queue, which a softirq of that CPU drains. A KDPC is the driver's storage.
 * While it is queued its DpcData points to the queue, whose lock covers its list fields. It leaves
 * the queue before its routine is called, so the routine may queue or free it.
 *
 * A run takes the whole list before it begins. A DPC that is queued during the run waits for the
 * next one, also if a routine of the run queues it. So no DPC can occupy the CPU forever.
 */
#include "dpc.hpp"

#include "base/cold.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/near_code.hpp"
#include "base/report.hpp"
#include "base/wait_note.hpp"
#include "dispatcher.hpp"
#include "linux/cpu.h"
#include "linux/dpc.h"
#include "linux/irq_context.h"
#include "linux/memory.h"
#include "linux/spinlock.h"
#include "linux/trace_point.h"
#include "processor.hpp"
#include "timer.hpp"

namespace ww {
namespace {

struct alignas(64) Queue {
	Lock lock;		/* covers the list fields of the KDPCs on it, too */
	LIST_ENTRY waiting WW_GUARDED_BY(lock);
	/* DPCs that the current run has not called yet. */
	LIST_ENTRY batch WW_GUARDED_BY(lock);
	bool raised WW_GUARDED_BY(lock);	/* the softirq is raised: a run will begin */
	bool running WW_GUARDED_BY(lock);
	/*
	 * By the current run, most recently, or null; it may be gone. The second is its dpc_code().
	 */
	const KDPC *called WW_GUARDED_BY(lock);
	const void *called_code WW_GUARDED_BY(lock);
	u64 inserted WW_GUARDED_BY(lock);	/* insertions so far */
};

constinit Queue *queues = nullptr;
constinit u32 queue_count = 0;

/* KDPC.Number: 0 for no target, else the processor's number + 1. */
u32 target_of(const KDPC *dpc)
{
	return dpc->Number ? dpc->Number - 1u : ww_cpu();
}

Queue *queue_of(const KDPC *dpc)
{
	return static_cast<Queue *>(__atomic_load_n(&dpc->DpcData, __ATOMIC_ACQUIRE));
}

/* Whether a pointer from any memory is to a queue, and not into one. */
bool is_queue(const Queue *queue)
{
	return queue >= queues && queue < queues + queue_count &&
	       (address_of(queue) - address_of(queues)) % sizeof(Queue) == 0;
}

/* A tracer takes the event. The fields are those at the moment when the DPC was queued, or called. */
WW_COLD void trace(void (*event)(const ww_dpc_event *), const KDPC *dpc, const void *routine,
		   const void *context, u32 cpu, const void *caller)
{
	const ww_dpc_event fields = { .dpc = dpc, .routine = routine, .context = context,
				      .caller = caller, .cpu = cpu };

	event(&fields);
}

bool insert_on(u32 cpu, KDPC *dpc, void *argument1, void *argument2, const void *inserter)
{
	Queue &queue = queues[cpu];
	bool raise;
	{
		LockGuard guard(queue.lock);
		PVOID nowhere = nullptr;

		if (!__atomic_compare_exchange_n(&dpc->DpcData, &nowhere,
						 static_cast<PVOID>(&queue),
						 false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
			return false;
		dpc->SystemArgument1 = argument1;
		dpc->SystemArgument2 = argument2;
		dpc->Inserter = near_code<32>(inserter);
		if ((dpc->Importance & ~WINWORK_DPC_OF_DEVICE) == HighImportance)
			InsertHeadList(&queue.waiting, &dpc->DpcListEntry);
		else
			InsertTailList(&queue.waiting, &dpc->DpcListEntry);
		queue.inserted++;
		if (WW_IS_TRACED(dpc_queue)) [[unlikely]]
			trace(ww_trace_dpc_queue, dpc, dpc_code(*dpc), dpc->DeferredContext, cpu,
			      inserter);
		raise = !queue.raised;
		queue.raised = true;
	}
	if (raise)
		ww_dpc_raise(cpu);
	return true;
}

/* Removes the DPC from its queue. Returns false if it is in none. */
bool remove_queued(KDPC *dpc)
{
	while (Queue *queue = queue_of(dpc)) {
		if (!is_queue(queue))
			return false;

		LockGuard guard(queue->lock);

		/* Otherwise a run has called it, and it may be in another queue by now. */
		if (queue_of(dpc) == queue) {
			RemoveEntryList(&dpc->DpcListEntry);
			__atomic_store_n(&dpc->DpcData, nullptr, __ATOMIC_RELEASE);
			return true;
		}
	}
	return false;
}

/* Reports and repairs the return of a routine above DISPATCH_LEVEL or with spin locks held. */
void check_after(KDPC *dpc, PKDEFERRED_ROUTINE routine)
{
	if (!ww_spin_held() && !ww_interrupts_disabled()) [[likely]]
		return;

	const Left left = irql_repair(kDispatchLevel);

	report({ .code = BugCheck::irql_not_dispatch_level,
		 .parameter = { address_of(routine), left.irql, left.locks, 0 },
		 .call = { "KDEFERRED_ROUTINE" }, .item = dpc,
		 .routine = reinterpret_cast<const void *>(routine) },
	       "the routine returned at IRQL %u, holding %u spin locks%s", left.irql, left.locks,
	       ShownHeld(left.last).text);
}

/* Calls the first DPC of the batch. Returns false when the batch is empty. */
bool call_next(Queue &queue)
{
	KDPC *dpc;
	PKDEFERRED_ROUTINE routine;
	PVOID context, argument1, argument2;
	const void *code, *caller;
	bool of_device;
	{
		LockGuard guard(queue.lock);

		if (IsListEmpty(&queue.batch)) {
			queue.running = false;
			queue.called = nullptr;
			queue.called_code = nullptr;
			return false;
		}
		dpc = CONTAINING_RECORD(queue.batch.Flink, KDPC, DpcListEntry);
		RemoveEntryList(&dpc->DpcListEntry);
		routine = dpc->DeferredRoutine;
		of_device = dpc->Importance & WINWORK_DPC_OF_DEVICE;
		queue.called = dpc;
		queue.called_code = code = dpc_code(*dpc);
		caller = code_near(dpc->Inserter);
		context = dpc->DeferredContext;
		argument1 = dpc->SystemArgument1;
		argument2 = dpc->SystemArgument2;
		/* From here on the KDPC may be queued, reused or freed. */
		__atomic_store_n(&dpc->DpcData, nullptr, __ATOMIC_RELEASE);
	}
	if (WW_IS_TRACED(dpc_start)) [[unlikely]]
		trace(ww_trace_dpc_start, dpc, code, context, ww_cpu(), caller);
	if (of_device)
		reinterpret_cast<PIO_DPC_ROUTINE>(address_of(routine))(
			dpc, static_cast<PDEVICE_OBJECT>(context), static_cast<PIRP>(argument1),
			argument2);
	else
		routine(dpc, context, argument1, argument2);
	if (WW_IS_TRACED(dpc_end)) [[unlikely]]
		trace(ww_trace_dpc_end, dpc, code, context, ww_cpu(), caller);
	check_after(dpc, routine);
	return true;
}

bool is_idle(Queue &queue)
{
	LockGuard guard(queue.lock);

	return IsListEmpty(&queue.waiting) && IsListEmpty(&queue.batch) && !queue.running;
}

/*
 * Returns the first DPC of the list that belongs to the image, or null. The caller holds the
 * queue's lock.
 */
KDPC *find_one_of(const _WINWORK_IMAGE &image, LIST_ENTRY &list)
{
	for (PLIST_ENTRY entry = list.Flink; entry != &list; entry = entry->Flink) {
		KDPC *dpc = CONTAINING_RECORD(entry, KDPC, DpcListEntry);

		if (dpc_belongs_to(*dpc, image))
			return dpc;
	}
	return nullptr;
}

bool is_calling(const Queue &queue, const _WINWORK_IMAGE &image) WW_REQUIRES(queue.lock)
{
	return queue.called &&
	       (image_contains(image, queue.called) ||
		image_contains(image, queue.called_code));
}

bool has(const LIST_ENTRY &list, const KDPC *dpc)
{
	for (const LIST_ENTRY *entry = list.Flink; entry != &list; entry = entry->Flink) {
		if (entry == &dpc->DpcListEntry)
			return true;
	}
	return false;
}

KDPC *remove_one_of(const _WINWORK_IMAGE &image, Queue &queue)
{
	LockGuard guard(queue.lock);
	KDPC *dpc = find_one_of(image, queue.waiting);

	if (!dpc)
		dpc = find_one_of(image, queue.batch);
	if (dpc) {
		RemoveEntryList(&dpc->DpcListEntry);
		__atomic_store_n(&dpc->DpcData, nullptr, __ATOMIC_RELEASE);
	}
	return dpc;
}

void initialise(CallSite call, KDPC &dpc, UCHAR type, PKDEFERRED_ROUTINE routine, void *context)
{
	if (dpc_is_queued(&dpc)) {
		report({ .code = BugCheck::timer_or_dpc_invalid,
			 .parameter = { kBadDpc, address_of(&dpc), 0, 0 }, .call = call,
			 .item = &dpc },
		       "the DPC is queued");
		return;
	}
	dpc = {};
	dpc.Type = type;
	dpc.Importance = MediumImportance;
	dpc.DeferredRoutine = routine;
	dpc.DeferredContext = context;
}

void flush_done(KDPC *, PVOID event, PVOID, PVOID)
{
	dispatcher_signal(static_cast<KEVENT *>(event)->Header);
}

/*
 * Waits until the routines of all DPCs that are queued on @cpu have returned. A DPC of its own
 * behind them signals the end.
 */
void flush(u32 cpu)
{
	KEVENT done;
	KDPC last;

	if (is_idle(queues[cpu]))
		return;
	KeInitializeEvent(&done, NotificationEvent, FALSE);
	KeInitializeDpc(&last, flush_done, &done);
	last.Number = static_cast<USHORT>(cpu + 1);
	dpc_insert(&last, nullptr, nullptr);
	KeWaitForSingleObject(&done, Executive, KernelMode, FALSE, nullptr);
}

} /* namespace */

void dpcs_flush(CallSite call)
{
	if (!at_passive(call, nullptr))
		return;

	const WaitNote note({ call, "the queued DPCs", nullptr });

	/* An expiry signals the timer, which the caller may have read, before it queues the DPC. */
	timers_finish_expiry();
	for (u32 cpu = 0; cpu < queue_count; cpu++)
		flush(cpu);
}

bool dpc_valid(CallSite call, const KDPC *dpc)
{
	if (is_kernel_address(dpc) && is_dpc_type(dpc->Type) && dpc->Number <= queue_count)
		[[likely]]
		return true;
	report({ .code = BugCheck::timer_or_dpc_invalid,
		 .parameter = { kBadDpc, address_of(dpc), 0, 0 }, .call = call, .item = dpc },
	       "the DPC is not initialised");
	return false;
}

bool dpc_is_queued(const KDPC *dpc)
{
	Queue *const queue = queue_of(dpc);

	if (!is_queue(queue))
		return false;

	LockGuard guard(queue->lock);

	return has(queue->waiting, dpc) || has(queue->batch, dpc);
}

/*
 * A thread raises the softirq with bottom halves disabled. The softirq then runs as soon as they
 * are enabled, as on Windows a DPC does that is queued at PASSIVE_LEVEL. Otherwise it would wait
 * for the wake-up of a thread.
 */
bool dpc_insert(KDPC *dpc, void *argument1, void *argument2, const void *inserter)
{
	const bool passive = ww_context() == WW_CONTEXT_TASK;

	if (passive)
		ww_bottom_halves_disable();

	const bool inserted = insert_on(target_of(dpc), dpc, argument1, argument2, inserter);

	if (passive)
		ww_bottom_halves_enable();
	return inserted;
}

bool dpcs_pending(const _WINWORK_IMAGE &image, u64 &events)
{
	bool pending = false;

	for (u32 cpu = 0; cpu < queue_count; cpu++) {
		Queue &queue = queues[cpu];
		LockGuard guard(queue.lock);

		events += queue.inserted;
		pending = pending || is_calling(queue, image) || find_one_of(image,
									     queue.waiting) ||
			  find_one_of(image, queue.batch);
	}
	return pending;
}

void dpcs_cancel_left(const _WINWORK_IMAGE &image)
{
	for (u32 cpu = 0; cpu < queue_count; cpu++) {
		while (KDPC *dpc = remove_one_of(image, queues[cpu]))
			report({ .code = BugCheck::timer_or_dpc_invalid,
				 .parameter = { kBadDpc, address_of(dpc), 0, 0 },
				 .call = { "DriverUnload", code_near(dpc->Inserter) }, .item = dpc,
				 .owner = image.DriverObject, .routine = dpc_routine(*dpc),
				 .caller_did = "queued by" },
			       "the driver leaves a DPC behind that queues itself%s",
			       ShownVariable(dpc).text);
	}
}

int dpcs_init()
{
	queues = static_cast<Queue *>(ww_zalloc_sleeping(ww_cpu_count() * sizeof(Queue)));
	if (!queues)
		return -WW_ENOMEM;
	queue_count = ww_cpu_count();
	for (u32 i = 0; i < queue_count; i++) {
		queues[i].lock.init(WW_LOCK_DPC);
		InitializeListHead(&queues[i].waiting);
		InitializeListHead(&queues[i].batch);
	}
	ww_dpcs_init();
	return 0;
}

void dpcs_exit()
{
	if (!queues)
		return;
	KeFlushQueuedDpcs();
	ww_dpcs_exit();
	ww_free(queues);
	queues = nullptr;
	queue_count = 0;
}

} /* namespace ww */

extern "C" {

void ww_dpc_run(ww_u32 cpu)
{
	ww::Queue &queue = ww::queues[cpu];
	{
		ww::LockGuard guard(queue.lock);

		queue.raised = false;
		if (IsListEmpty(&queue.waiting))
			return;
		queue.running = true;
		/* AppendTailList() takes the entries without their head. */
		PLIST_ENTRY first = queue.waiting.Flink;

		RemoveEntryList(&queue.waiting);
		InitializeListHead(&queue.waiting);
		AppendTailList(&queue.batch, first);
	}
	while (ww::call_next(queue))
		;
}

VOID NTAPI KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
	ww::initialise(WW_CALL_SITE, *Dpc, ww::kDpcObject, DeferredRoutine, DeferredContext);
}

/* Called as any other DPC is: Windows does the same where threaded DPCs are disabled. */
VOID NTAPI KeInitializeThreadedDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine,
				   PVOID DeferredContext)
{
	ww::initialise(WW_CALL_SITE, *Dpc, ww::kThreadedDpcObject, DeferredRoutine,
		       DeferredContext);
}

BOOLEAN NTAPI KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
	const ww::CallSite call = WW_CALL_SITE;

	return ww::dpc_valid(call, Dpc) &&
	       ww::dpc_insert(Dpc, SystemArgument1, SystemArgument2, call.caller);
}

BOOLEAN NTAPI KeRemoveQueueDpc(PRKDPC Dpc)
{
	return ww::dpc_valid(WW_CALL_SITE, Dpc) && ww::remove_queued(Dpc);
}

VOID NTAPI KeFlushQueuedDpcs()
{
	ww::dpcs_flush(WW_CALL_SITE);
}

/* A DPC of HighImportance is queued in front of the others. The other values have no effect. */
VOID NTAPI KeSetImportanceDpc(PRKDPC Dpc, KDPC_IMPORTANCE Importance)
{
	Dpc->Importance = static_cast<UCHAR>((Dpc->Importance & WINWORK_DPC_OF_DEVICE) |
					     Importance);
}

NTSTATUS NTAPI KeSetTargetProcessorDpcEx(PRKDPC Dpc, PPROCESSOR_NUMBER ProcNumber)
{
	const ww_u32 cpu = ww::processor_index(*ProcNumber);

	if (cpu == ww::kNoProcessor)
		return STATUS_INVALID_PARAMETER;
	Dpc->Number = static_cast<USHORT>(cpu + 1);
	return STATUS_SUCCESS;
}

VOID NTAPI KeSetTargetProcessorDpc(PRKDPC Dpc, CCHAR Number)
{
	const ww::CallSite call = WW_CALL_SITE;
	const ww_u32 cpu = ww::processor_index({ 0, static_cast<UCHAR>(Number), 0 });

	if (cpu != ww::kNoProcessor) {
		Dpc->Number = static_cast<USHORT>(cpu + 1);
		return;
	}
	ww::report({ .code = ww::BugCheck::timer_or_dpc_invalid,
		     .parameter = { ww::kBadProcessor, ww::address_of(Dpc),
				    static_cast<UCHAR>(Number), ww::queue_count },
		     .call = call,
		     .item = Dpc },
		   "there is no processor %u", static_cast<UCHAR>(Number));
}

NTSTATUS NTAPI KeQueryDpcWatchdogInformation(PKDPC_WATCHDOG_INFORMATION WatchdogInformation)
{
	if (ww_context() == WW_CONTEXT_TASK)
		return STATUS_UNSUCCESSFUL;
	*WatchdogInformation = {};
	return STATUS_SUCCESS;
}

} /* extern "C" */
