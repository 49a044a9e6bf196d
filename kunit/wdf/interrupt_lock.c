/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_interrupt_lock: the locks of interrupts: which routines they exclude, and what becomes of those that
 * a routine keeps. And the callback lock of the DPC and the work item of an interrupt.
 */
#include "wdf_case.h"
#include "exceptions.h"

#define DEVICE_LEVEL 5
#define BUGCHECK_VERIFIER_ISR 0x111
#define BUGCHECK_IRQL_NOT_DISPATCH_LEVEL 0x08

/* What the hardware and the driver of a case do, and what the routines have seen. */
static struct {
	PWINWORK_SOFT_DEVICE soft;
	WINWORK_SOFT_DEVICE_CONFIG hardware;
	WDF_INTERRUPT_CONFIG config;
	WDFINTERRUPT interrupt[2];	/* for each message */
	WDFDEVICE device;
	UCHAR level[2];			/* of the resources; or 0: that of the hardware */
	void (*in_isr)(ULONG message);	/* or NULL */
	void (*in_dpc)(void);		/* or NULL */
	atomic_t isrs, items;
	atomic_t inside, overlaps;
	KIRQL isr_irql[2];
	struct completion isr_done, dpc_done, item_done;
} it;

/* Each of the two reports the other one. */
static void be_alone(void)
{
	if (atomic_inc_return(&it.inside) != 1)
		atomic_inc(&it.overlaps);
	udelay(5);
	atomic_dec(&it.inside);
}

static BOOLEAN isr(WDFINTERRUPT interrupt, ULONG message)
{
	it.isr_irql[message] = KeGetCurrentIrql();
	if (it.in_isr)
		it.in_isr(message);
	if (it.config.EvtInterruptDpc)
		WdfInterruptQueueDpcForIsr(interrupt);
	if (it.config.EvtInterruptWorkItem)
		WdfInterruptQueueWorkItemForIsr(interrupt);
	atomic_inc(&it.isrs);
	complete(&it.isr_done);
	return TRUE;
}

static VOID dpc(WDFINTERRUPT interrupt, WDFOBJECT object)
{
	if (it.in_dpc)
		it.in_dpc();
	complete(&it.dpc_done);
}

static VOID item(WDFINTERRUPT interrupt, WDFOBJECT object)
{
	atomic_inc(&it.items);
	complete(&it.item_done);
}

/* The resources name the interrupts, so that their levels can be changed. */
static NTSTATUS prepare(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	NTSTATUS status = STATUS_SUCCESS;
	ULONG i;

	for (i = 0; i < 2 && !status; i++) {
		CM_PARTIAL_RESOURCE_DESCRIPTOR resource = *WdfCmResourceListGetDescriptor(translated, i);

		if (it.level[i])
			resource.u.Interrupt.Level = it.level[i];
		it.config.InterruptTranslated = &resource;
		it.config.InterruptRaw = WdfCmResourceListGetDescriptor(raw, i);
		status = WdfInterruptCreate(device, &it.config, WDF_NO_OBJECT_ATTRIBUTES, &it.interrupt[i]);
	}
	return status;
}

static NTSTATUS made(WDFDEVICE device)
{
	it.device = device;
	return STATUS_SUCCESS;
}

static int lock_init(struct kunit *test)
{
	int error = wdf_init(test);

	if (error)
		return error;
	memset(&it, 0, sizeof(it));
	init_completion(&it.isr_done);
	init_completion(&it.dpc_done);
	init_completion(&it.item_done);
	it.hardware.Size = sizeof(it.hardware);
	it.hardware.MessageCount = 2;
	WDF_INTERRUPT_CONFIG_INIT(&it.config, isr, NULL);
	wdf.made = made;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDevicePrepareHardware = prepare;
	return 0;
}

static void lock_exit(struct kunit *test)
{
	if (it.soft)
		WinworkSoftDeviceUnplug(it.soft, FALSE);
	it.soft = NULL;
	wdf.made = NULL;
	wdf_exit(test);
}

static void plug(struct kunit *test)
{
	ASSERT_SUCCESS(test, WinworkSoftDevicePlug(fixture_of(test)->driver, &it.hardware, &it.soft));
}

static void raise_message(ULONG message)
{
	WinworkSoftDeviceInterrupt(it.soft, message, -1);
}

/* The routine and the case are as before: the lock is free, and interrupts come. */
static void expect_repaired(struct kunit *test)
{
	int i;

	it.in_isr = NULL;
	it.in_dpc = NULL;
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_FALSE(test, irqs_disabled());
	KUNIT_EXPECT_EQ(test, preempt_count(), 0);
	for (i = 0; i < 2; i++) {
		KIRQL inside;

		WdfInterruptAcquireLock(it.interrupt[i]);
		inside = KeGetCurrentIrql();
		WdfInterruptReleaseLock(it.interrupt[i]);
		KUNIT_EXPECT_EQ(test, inside, (KIRQL)DEVICE_LEVEL);
		KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	}
	reinit_completion(&it.isr_done);
	raise_message(0);
	ASSERT_IN_TIME(test, &it.isr_done);
	KUNIT_EXPECT_EQ(test, it.isr_irql[0], (KIRQL)DEVICE_LEVEL);
	EXPECT_NO_REPORT(test);
}

/* The level is that of the first lock until the last one is released, in whatever order. */
static void wdf_interrupt_lock_test_released_in_any_order(struct kunit *test)
{
	KIRQL irql[2];
	bool off[3];
	int round;

	it.level[1] = 7;
	plug(test);
	for (round = 0; round < 2; round++) {
		WdfInterruptAcquireLock(it.interrupt[round]);
		WdfInterruptAcquireLock(it.interrupt[!round]);
		irql[0] = KeGetCurrentIrql();
		off[0] = irqs_disabled();
		WdfInterruptReleaseLock(it.interrupt[round]);
		irql[1] = KeGetCurrentIrql();
		off[1] = irqs_disabled();
		WdfInterruptReleaseLock(it.interrupt[!round]);
		off[2] = irqs_disabled();
		KUNIT_EXPECT_EQ(test, irql[0], (KIRQL)7);
		KUNIT_EXPECT_EQ(test, irql[1], (KIRQL)7);
		KUNIT_EXPECT_TRUE(test, off[0]);
		KUNIT_EXPECT_TRUE(test, off[1]);
		KUNIT_EXPECT_FALSE(test, off[2]);
		KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	}
	EXPECT_NO_REPORT(test);
}

/* Keeps the lock of the other interrupt. */
static void keep_other(ULONG message)
{
	WdfInterruptAcquireLock(it.interrupt[!message]);
}

/* row 598 */
static void wdf_interrupt_lock_test_isr_keeps_a_lock(struct kunit *test)
{
	it.in_isr = keep_other;
	plug(test);
	raise_message(0);
	ASSERT_IN_TIME(test, &it.isr_done);
	EXPECT_REPORT(test, "the interrupt service routine", BUGCHECK_VERIFIER, BUGCHECK_VERIFIER_ISR, ANY,
		      DEVICE_LEVEL, DEVICE_LEVEL, ANY);
	expect_repaired(test);
}

static void release_own(ULONG message)
{
	WdfInterruptReleaseLock(it.interrupt[message]);
}

/* The lock that the routine was called with is not its to release. */
static void wdf_interrupt_lock_test_isr_releases_its_lock(struct kunit *test)
{
	it.in_isr = release_own;
	plug(test);
	raise_message(0);
	ASSERT_IN_TIME(test, &it.isr_done);
	EXPECT_VIOLATION(test, "WdfInterruptReleaseLock", INVALID_LOCK_OPERATION, it.interrupt[0]);
	expect_repaired(test);
}

static BOOLEAN synchronised(WDFINTERRUPT interrupt, WDFCONTEXT context)
{
	keep_other(0);
	return TRUE;
}

/* row 598 */
static void wdf_interrupt_lock_test_synchronised_routine_keeps_a_lock(struct kunit *test)
{
	plug(test);
	KUNIT_EXPECT_TRUE(test, WdfInterruptSynchronize(it.interrupt[0], synchronised, NULL));
	EXPECT_REPORT(test, "EvtInterruptSynchronize", BUGCHECK_VERIFIER, BUGCHECK_VERIFIER_ISR, synchronised,
		      DEVICE_LEVEL, DEVICE_LEVEL, ANY);
	expect_repaired(test);
}

static void acquire_both(void)
{
	WdfInterruptAcquireLock(it.interrupt[0]);
	WdfInterruptAcquireLock(it.interrupt[1]);
}

/* row 598 */
static void wdf_interrupt_lock_test_dpc_keeps_locks(struct kunit *test)
{
	it.config.EvtInterruptDpc = dpc;
	it.in_dpc = acquire_both;
	plug(test);
	raise_message(0);
	ASSERT_IN_TIME(test, &it.dpc_done);
	wait_for_report(test);
	EXPECT_REPORT(test, "KDEFERRED_ROUTINE", BUGCHECK_IRQL_NOT_DISPATCH_LEVEL, ANY, DEVICE_LEVEL, 2, 0, ANY);
	expect_repaired(test);
}

static VOID keep_in_item(WDFWORKITEM item)
{
	acquire_both();
	complete(&it.item_done);
}

/* row 598 */
static void wdf_interrupt_lock_test_work_item_keeps_locks(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM kept;

	plug(test);
	kept = new_item(test, it.device, keep_in_item, false, run);
	WdfWorkItemEnqueue(kept);
	ASSERT_IN_TIME(test, &it.item_done);
	wait_for_report(test);
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_RETURNED_AT_BAD_IRQL, ANY, DEVICE_LEVEL, ANY, ANY, ANY);
	expect_repaired(test);
}

static VOID keep_in_exception(PVOID context)
{
	acquire_both();
}

/* row 295: the locks of interrupts too */
static void wdf_interrupt_lock_test_locks_taken_in_the_try(struct kunit *test)
{
	plug(test);
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(keep_in_exception, NULL, STATUS_NO_MEMORY),
			STATUS_NO_MEMORY);
	EXPECT_REPORT(test, "__except", BUGCHECK_IRQL_UNEXPECTED_VALUE,
		      DEVICE_LEVEL << 16 | PASSIVE_LEVEL << 8, 2, 0, 0, 0);
	expect_repaired(test);
}

static void count_alone(ULONG message)
{
	be_alone();
}

/* The cases that need two processors. */
static int other_cpu(struct kunit *test)
{
	int cpu = cpumask_any_but(cpu_online_mask, 0);

	return cpu < nr_cpu_ids ? cpu : -1;
}

/* row 440: on two processors, at the higher level of the two */
static void wdf_interrupt_lock_test_interrupts_that_share_a_spin_lock(struct kunit *test)
{
	const int other = other_cpu(test);
	WDFINTERRUPT first, second;
	int round;

	ASSERT_SUCCESS(test, WdfSpinLockCreate(NULL, &it.config.SpinLock));
	it.level[1] = 7;
	it.in_isr = count_alone;
	plug(test);
	first = it.interrupt[0];
	second = it.interrupt[1];
	for (round = 1; round <= 500; round++) {
		if (other >= 0)
			WinworkSoftDeviceInterrupt(it.soft, 1, other);
		else
			raise_message(1);
		raise_message(0);
		ASSERT_COUNT(test, &it.isrs, 2 * round);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&it.overlaps), 0);
	KUNIT_EXPECT_EQ(test, it.isr_irql[0], (KIRQL)7);
	KUNIT_EXPECT_EQ(test, it.isr_irql[1], (KIRQL)7);
	/* The lock of one is that of the other. */
	WdfInterruptAcquireLock(first);
	WdfInterruptAcquireLock(second);
	WdfInterruptReleaseLock(second);
	EXPECT_VIOLATION(test, "WdfInterruptAcquireLock", RECURSIVE_LOCK, second);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	WdfSpinLockAcquire(it.config.SpinLock);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	EXPECT_VIOLATION(test, "WdfSpinLockAcquire", INVALID_LOCK_OPERATION, it.config.SpinLock);
	EXPECT_NO_REPORT(test);
}

/* Without a common spin lock each has its own. */
static void wdf_interrupt_lock_test_interrupts_with_locks_of_their_own(struct kunit *test)
{
	it.level[1] = 7;
	plug(test);
	raise_message(0);
	raise_message(1);
	ASSERT_COUNT(test, &it.isrs, 2);
	KUNIT_EXPECT_EQ(test, it.isr_irql[0], (KIRQL)DEVICE_LEVEL);
	KUNIT_EXPECT_EQ(test, it.isr_irql[1], (KIRQL)7);
	EXPECT_NO_REPORT(test);
}

/* row 438: the DPC, and code with the callback lock of the device */
static void wdf_interrupt_lock_test_serialised_dpc(struct kunit *test)
{
	const int other = other_cpu(test);
	int round;

	if (other < 0)
		kunit_skip(test, "needs two processors");
	it.config.EvtInterruptDpc = dpc;
	it.config.AutomaticSerialization = TRUE;
	it.in_dpc = be_alone;
	wdf.level = WdfExecutionLevelDispatch;
	wdf.scope = WdfSynchronizationScopeDevice;
	plug(test);
	for (round = 1; round <= 500; round++) {
		WdfObjectAcquireLock(it.device);
		WinworkSoftDeviceInterrupt(it.soft, 0, other);
		while (atomic_read(&it.isrs) != round)
			cpu_relax();
		be_alone();
		WdfObjectReleaseLock(it.device);
		ASSERT_IN_TIME(test, &it.dpc_done);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&it.overlaps), 0);
	EXPECT_NO_REPORT(test);
}

/* Has the callback lock, as each serialised routine of the device. */
static VOID look_for_item(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	raise_message(0);
	if (!in_time(&it.isr_done))
		atomic_inc(&run->failures);
	complete(&run->started);
	if (!in_time(&run->go) || atomic_read(&it.items))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

/* row 438: the work item, and another one of the device */
static void wdf_interrupt_lock_test_serialised_work_item(struct kunit *test)
{
	struct run *run = new_run(test), *after = new_run(test);

	it.config.EvtInterruptWorkItem = item;
	it.config.AutomaticSerialization = TRUE;
	wdf.level = WdfExecutionLevelPassive;
	wdf.scope = WdfSynchronizationScopeDevice;
	plug(test);
	new_item(test, it.device, look_for_item, true, run);
	new_item(test, it.device, routine, false, after);
	WdfWorkItemEnqueue(run->item);
	ASSERT_IN_TIME(test, &run->started);
	KeFlushQueuedDpcs();
	/* It is behind that of the interrupt, whose worker waits for the lock. */
	WdfWorkItemEnqueue(after->item);
	ASSERT_IN_TIME(test, &after->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.items), 0);
	complete(&run->go);
	ASSERT_IN_TIME(test, &it.item_done);
	WdfWorkItemFlush(run->item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	EXPECT_NO_REPORT(test);
}

static BOOLEAN NTAPI synchronised_wdm(PVOID context)
{
	KIRQL *irql = context;

	*irql = KeGetCurrentIrql();
	raise_message(0);
	return atomic_read(&it.isrs) == 0;
}

/* row 563: by the interrupt object below, while the interrupt is connected */
static void wdf_interrupt_lock_test_wdm_object(struct kunit *test)
{
	PKINTERRUPT interrupt;
	KIRQL irql = 0, former;

	plug(test);
	interrupt = WdfInterruptWdmGetInterrupt(it.interrupt[0]);
	KUNIT_ASSERT_NOT_NULL(test, interrupt);
	KUNIT_EXPECT_TRUE(test, KeSynchronizeExecution(interrupt, synchronised_wdm, &irql));
	KUNIT_EXPECT_EQ(test, irql, (KIRQL)DEVICE_LEVEL);
	ASSERT_IN_TIME(test, &it.isr_done);
	former = KeAcquireInterruptSpinLock(interrupt);
	WdfInterruptReleaseLock(it.interrupt[0]);
	KUNIT_EXPECT_EQ(test, former, (KIRQL)PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	IoDisconnectInterrupt(interrupt);
	EXPECT_REPORT(test, "IoDisconnectInterrupt", 0xca, 9, ANY, ANY, ANY, interrupt);
	WdfInterruptDisable(it.interrupt[0]);
	KUNIT_EXPECT_NULL(test, WdfInterruptWdmGetInterrupt(it.interrupt[0]));
	WdfInterruptEnable(it.interrupt[0]);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_interrupt_lock_cases[] = {
	KUNIT_CASE(wdf_interrupt_lock_test_released_in_any_order),
	KUNIT_CASE(wdf_interrupt_lock_test_isr_keeps_a_lock),
	KUNIT_CASE(wdf_interrupt_lock_test_isr_releases_its_lock),
	KUNIT_CASE(wdf_interrupt_lock_test_synchronised_routine_keeps_a_lock),
	KUNIT_CASE(wdf_interrupt_lock_test_dpc_keeps_locks),
	KUNIT_CASE(wdf_interrupt_lock_test_work_item_keeps_locks),
	KUNIT_CASE(wdf_interrupt_lock_test_locks_taken_in_the_try),
	KUNIT_CASE(wdf_interrupt_lock_test_interrupts_that_share_a_spin_lock),
	KUNIT_CASE(wdf_interrupt_lock_test_interrupts_with_locks_of_their_own),
	KUNIT_CASE(wdf_interrupt_lock_test_serialised_dpc),
	KUNIT_CASE(wdf_interrupt_lock_test_serialised_work_item),
	KUNIT_CASE(wdf_interrupt_lock_test_wdm_object),
	{}
};

WINWORK_SUITE_WITH(wdf_interrupt_lock, lock_init, lock_exit);
