/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_interrupt: interrupts of a software device, from the hard interrupt to the DPC and the work
 * item; locks; creation, and misuse.
 */
#include "wdf_case.h"

#define DEVICE_LEVEL 5
#define BUGCHECK_VERIFIER_ISR 0x111

/* What the hardware and the driver of a case do, and what the routines have seen. */
static struct {
	PWINWORK_SOFT_DEVICE soft;
	WINWORK_SOFT_DEVICE_CONFIG hardware;
	WDF_INTERRUPT_CONFIG config;
	ULONG interrupts;		/* that the driver makes */
	WDFINTERRUPT interrupt[3];
	WDFDEVICE device;
	NTSTATUS status;		/* of WdfInterruptCreate */
	bool makes_late, changes_irql, lowers_irql, requeues;
	struct journal journal;
	atomic_t isrs, items;
	atomic_t raised;		/* events that the hardware has, and no routine has taken */
	atomic_t taken;
	ULONG message;
	KIRQL isr_irql, dpc_irql, item_irql, enable_irql, lower_to, lowered_irql;
	int isr_cpu, dpc_cpu;
	bool is_in_hardirq, are_interrupts_on, twice;
	WDFOBJECT dpc_object;
	struct completion dpc_done, item_done;
} it;

static BOOLEAN isr(WDFINTERRUPT interrupt, ULONG message)
{
	int events = atomic_xchg(&it.raised, 0);

	it.isr_irql = KeGetCurrentIrql();
	it.message = message;
	it.isr_cpu = raw_smp_processor_id();
	it.is_in_hardirq = in_hardirq();
	atomic_add(events, &it.taken);
	atomic_inc(&it.isrs);
	if (it.hardware.HasLine)
		WinworkSoftDeviceSetLine(it.soft, FALSE);
	if (it.changes_irql) {
		KIRQL former;

		KeRaiseIrql(HIGH_LEVEL, &former);
		it.changes_irql = false;
	}
	if (it.lowers_irql) {
		KeLowerIrql(it.lower_to);
		it.lowered_irql = KeGetCurrentIrql();
		it.are_interrupts_on = !irqs_disabled();
		it.lowers_irql = false;
	}
	if (it.config.EvtInterruptDpc) {
		bool first = WdfInterruptQueueDpcForIsr(interrupt);

		if (first && WdfInterruptQueueDpcForIsr(interrupt))
			it.twice = true;
	} else if (it.config.EvtInterruptWorkItem) {
		WdfInterruptQueueWorkItemForIsr(interrupt);
	}
	return events > 0;
}

static VOID dpc(WDFINTERRUPT interrupt, WDFOBJECT object)
{
	it.dpc_irql = KeGetCurrentIrql();
	it.dpc_cpu = raw_smp_processor_id();
	it.dpc_object = object;
	complete(&it.dpc_done);
}

static VOID item(WDFINTERRUPT interrupt, WDFOBJECT object)
{
	it.item_irql = KeGetCurrentIrql();
	it.dpc_object = object;
	if (atomic_inc_return(&it.items) == 1 && it.requeues) {
		if (!WdfInterruptQueueWorkItemForIsr(interrupt))
			it.twice = true;
		return;
	}
	complete(&it.item_done);
}

static NTSTATUS enable_status;

static NTSTATUS enable(WDFINTERRUPT interrupt, WDFDEVICE device)
{
	it.enable_irql = KeGetCurrentIrql();
	note(&it.journal, interrupt == it.interrupt[0] ? "enable 0" : "enable 1");
	return enable_status;
}

static NTSTATUS disable(WDFINTERRUPT interrupt, WDFDEVICE device)
{
	note(&it.journal, interrupt == it.interrupt[0] ? "disable 0" : "disable 1");
	return STATUS_SUCCESS;
}

static NTSTATUS make_interrupts(WDFDEVICE device)
{
	ULONG i;

	for (i = 0; i < it.interrupts && !it.status; i++)
		it.status = WdfInterruptCreate(device, &it.config, WDF_NO_OBJECT_ATTRIBUTES,
					       &it.interrupt[i]);
	return it.status;
}

static NTSTATUS made(WDFDEVICE device)
{
	it.device = device;
	return it.makes_late ? STATUS_SUCCESS : make_interrupts(device);
}

static void raise_message(void)
{
	atomic_inc(&it.raised);
	WinworkSoftDeviceInterrupt(it.soft, 0, -1);
}

static NTSTATUS prepare(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	ULONG i;

	note(&it.journal, "prepare");
	if (!it.makes_late)
		return STATUS_SUCCESS;
	for (i = 0; i < WdfCmResourceListGetCount(translated); i++) {
		PCM_PARTIAL_RESOURCE_DESCRIPTOR resource =
			WdfCmResourceListGetDescriptor(translated, i);

		if (resource->Type != CmResourceTypeInterrupt)
			continue;
		it.config.InterruptTranslated = resource;
		it.config.InterruptRaw = WdfCmResourceListGetDescriptor(raw, i);
		return make_interrupts(device);
	}
	return STATUS_NOT_FOUND;
}

static NTSTATUS d0_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(&it.journal, "entry");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	note(&it.journal, "exit");
	return STATUS_SUCCESS;
}

static int interrupt_init(struct kunit *test)
{
	int error = wdf_init(test);

	if (error)
		return error;
	memset(&it, 0, sizeof(it));
	init_completion(&it.dpc_done);
	init_completion(&it.item_done);
	it.hardware.Size = sizeof(it.hardware);
	it.hardware.MessageCount = 2;
	it.interrupts = 1;
	WDF_INTERRUPT_CONFIG_INIT(&it.config, isr, dpc);
	enable_status = STATUS_SUCCESS;
	wdf.made = made;
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDevicePrepareHardware = prepare;
	wdf.callbacks.EvtDeviceD0Entry = d0_entry;
	wdf.callbacks.EvtDeviceD0Exit = d0_exit;
	return 0;
}

static void unplug(void)
{
	if (it.soft)
		WinworkSoftDeviceUnplug(it.soft, FALSE);
	it.soft = NULL;
}

static void interrupt_exit(struct kunit *test)
{
	unplug();
	wdf.made = NULL;
	wdf_exit(test);
}

static NTSTATUS plug(struct kunit *test)
{
	return WinworkSoftDevicePlug(fixture_of(test)->driver, &it.hardware, &it.soft);
}

/* row 435: the levels, the processor, and the queueing of the DPC once */
static void wdf_interrupt_test_from_the_wire_to_the_dpc(struct kunit *test)
{
	int round;

	ASSERT_SUCCESS(test, plug(test));
	for (round = 1; round <= 1000; round++) {
		raise_message();
		ASSERT_IN_TIME(test, &it.dpc_done);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&it.taken), 1000);
	KUNIT_EXPECT_EQ(test, it.isr_irql, DEVICE_LEVEL);
	KUNIT_EXPECT_TRUE(test, it.is_in_hardirq);
	KUNIT_EXPECT_EQ(test, it.message, 0u);
	KUNIT_EXPECT_EQ(test, it.dpc_irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, it.dpc_cpu, it.isr_cpu);
	KUNIT_EXPECT_PTR_EQ(test, it.dpc_object, (WDFOBJECT)it.device);
	KUNIT_EXPECT_FALSE(test, it.twice);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, WdfInterruptGetDevice(it.interrupt[0]), it.device);
	EXPECT_NO_REPORT(test);
}

/* A line that is level-triggered interrupts until the routine has lowered it. */
static void wdf_interrupt_test_line(struct kunit *test)
{
	WDF_INTERRUPT_INFO info;

	it.hardware.MessageCount = 0;
	it.hardware.HasLine = TRUE;
	ASSERT_SUCCESS(test, plug(test));
	atomic_set(&it.raised, 1);
	WinworkSoftDeviceSetLine(it.soft, TRUE);
	ASSERT_IN_TIME(test, &it.dpc_done);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.taken), 1);
	WDF_INTERRUPT_INFO_INIT(&info);
	WdfInterruptGetInfo(it.interrupt[0], &info);
	KUNIT_EXPECT_FALSE(test, info.MessageSignaled);
	KUNIT_EXPECT_EQ(test, info.Mode, LevelSensitive);
	KUNIT_EXPECT_EQ(test, info.Irql, DEVICE_LEVEL);
	KUNIT_EXPECT_EQ(test, info.ShareDisposition, (UCHAR)CmResourceShareShared);
	EXPECT_NO_REPORT(test);
}

/* row 436: a work item from the level of the device, which may queue itself again */
static void wdf_interrupt_test_work_item(struct kunit *test)
{
	it.config.EvtInterruptDpc = NULL;
	it.config.EvtInterruptWorkItem = item;
	it.requeues = true;
	ASSERT_SUCCESS(test, plug(test));
	raise_message();
	ASSERT_IN_TIME(test, &it.item_done);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.items), 2);
	KUNIT_EXPECT_EQ(test, it.item_irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, it.dpc_object, (WDFOBJECT)it.device);
	KUNIT_EXPECT_FALSE(test, it.twice);
	/* At PASSIVE_LEVEL too. */
	KUNIT_EXPECT_TRUE(test, WdfInterruptQueueWorkItemForIsr(it.interrupt[0]));
	ASSERT_IN_TIME(test, &it.item_done);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_FALSE(test, WdfInterruptQueueDpcForIsr(it.interrupt[0]));
	EXPECT_VIOLATION(test, "WdfInterruptQueueDpcForIsr", OBJECT_ERROR, it.interrupt[0]);
}

/* In order, reversed, at the level of the device; not before and not behind */
static void wdf_interrupt_test_order(struct kunit *test)
{
	WDF_INTERRUPT_INFO info;

	it.interrupts = 3;
	it.config.EvtInterruptEnable = enable;
	it.config.EvtInterruptDisable = disable;
	ASSERT_SUCCESS(test, plug(test));
	KUNIT_EXPECT_EQ(test, it.enable_irql, DEVICE_LEVEL);
	/* The third one has no resource. */
	EXPECT_JOURNAL(test, &it.journal, "prepare", "entry", "enable 0", "enable 1");
	WDF_INTERRUPT_INFO_INIT(&info);
	WdfInterruptGetInfo(it.interrupt[1], &info);
	KUNIT_EXPECT_TRUE(test, info.MessageSignaled);
	KUNIT_EXPECT_EQ(test, info.MessageNumber, 1u);
	WinworkSoftDeviceInterrupt(it.soft, 1, -1);
	ASSERT_IN_TIME(test, &it.dpc_done);
	KUNIT_EXPECT_EQ(test, it.message, 1u);
	WdfInterruptGetInfo(it.interrupt[2], &info);
	KUNIT_EXPECT_EQ(test, info.Vector, 0u);
	/* The memory of the device outlives its driver's, which gets no interrupt any more. */
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(WinworkSoftDeviceGetPdo(it.soft),
						   WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &it.journal, "prepare", "entry", "enable 0", "enable 1", "disable 1",
		       "disable 0", "exit");
	atomic_set(&it.isrs, 0);
	raise_message();
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 0);
	EXPECT_NO_REPORT(test);
}

/* row 422: an EvtInterruptEnable that fails fails the start, with no interrupt connected */
static void wdf_interrupt_test_enable_that_fails(struct kunit *test)
{
	it.interrupts = 2;
	it.config.EvtInterruptEnable = enable;
	it.config.EvtInterruptDisable = disable;
	enable_status = STATUS_IO_DEVICE_ERROR;
	EXPECT_STATUS(test, plug(test), STATUS_IO_DEVICE_ERROR);
	EXPECT_JOURNAL(test, &it.journal, "prepare", "entry", "enable 0", "exit");
	EXPECT_NO_REPORT(test);
}

/* An interrupt of EvtDevicePrepareHardware names its resource, and ends with the hardware. */
static void wdf_interrupt_test_made_with_the_hardware(struct kunit *test)
{
	WDFINTERRUPT interrupt;

	it.makes_late = true;
	ASSERT_SUCCESS(test, plug(test));
	raise_message();
	ASSERT_IN_TIME(test, &it.dpc_done);
	interrupt = it.interrupt[0];
	unplug();
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(interrupt), 0L);
	EXPECT_NO_REPORT(test);
}

/* row 437 */
static void wdf_interrupt_test_statuses_of_create(struct kunit *test)
{
	CM_PARTIAL_RESOURCE_DESCRIPTOR resource = { .Type = CmResourceTypeInterrupt };
	WDF_INTERRUPT_CONFIG right = it.config;
	WDFSPINLOCK spin = NULL;
	WDFWAITLOCK wait = NULL;

	ASSERT_SUCCESS(test, WdfSpinLockCreate(NULL, &spin));
	ASSERT_SUCCESS(test, WdfWaitLockCreate(NULL, &wait));
	it.config.Size--;
	EXPECT_STATUS(test, plug(test), STATUS_INFO_LENGTH_MISMATCH);
#define EXPECT_CREATE(member, value, wanted) do {			\
		it.config = right;					\
		it.config.member = value;				\
		it.status = STATUS_SUCCESS;				\
		EXPECT_STATUS(test, plug(test), wanted);		\
	} while (0)
	EXPECT_CREATE(EvtInterruptIsr, NULL, STATUS_INVALID_PARAMETER);
	EXPECT_CREATE(EvtInterruptWorkItem, item, STATUS_INVALID_PARAMETER);
	EXPECT_CREATE(WaitLock, wait, STATUS_INVALID_PARAMETER);
	EXPECT_CREATE(InterruptTranslated, &resource, STATUS_INVALID_PARAMETER);
	right.PassiveHandling = TRUE;
	EXPECT_CREATE(SpinLock, spin, STATUS_INVALID_PARAMETER);
	right.PassiveHandling = FALSE;
	/* In EvtDevicePrepareHardware. */
	it.makes_late = true;
	EXPECT_CREATE(ShareVector, WdfTrue, STATUS_INVALID_DEVICE_STATE);
	it.makes_late = false;
	it.config = right;
	it.status = STATUS_SUCCESS;
	ASSERT_SUCCESS(test, plug(test));
	/* Later. */
	EXPECT_STATUS(test, WdfInterruptCreate(it.device, &right, NULL, &it.interrupt[1]),
		      STATUS_INVALID_DEVICE_STATE);
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, WdfInterruptCreate(it.device, NULL, NULL, &it.interrupt[1]),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfInterruptCreate", REQUIRED_PARAMETER_IS_NULL, NULL);
}

static BOOLEAN synchronised(WDFINTERRUPT interrupt, WDFCONTEXT context)
{
	KIRQL *irql = context;

	*irql = KeGetCurrentIrql();
	/* The interrupt waits for the lock. */
	raise_message();
	return atomic_read(&it.isrs) == 0;
}

/* row 439: the routine does not run while the lock is held; and misuse of the lock */
static void wdf_interrupt_test_lock(struct kunit *test)
{
	WDFINTERRUPT interrupt;
	KIRQL irql = 0, held;

	ASSERT_SUCCESS(test, plug(test));
	interrupt = it.interrupt[0];
	KUNIT_EXPECT_TRUE(test, WdfInterruptSynchronize(interrupt, synchronised, &irql));
	KUNIT_EXPECT_EQ(test, irql, DEVICE_LEVEL);
	ASSERT_IN_TIME(test, &it.dpc_done);
	WdfInterruptAcquireLock(interrupt);
	held = KeGetCurrentIrql();
	WdfInterruptReleaseLock(interrupt);
	KUNIT_EXPECT_EQ(test, held, DEVICE_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	WdfInterruptReleaseLock(interrupt);
	EXPECT_VIOLATION(test, "WdfInterruptReleaseLock", INVALID_LOCK_OPERATION, interrupt);
	WdfInterruptAcquireLock(interrupt);
	WdfInterruptAcquireLock(interrupt);
	WdfInterruptReleaseLock(interrupt);
	EXPECT_VIOLATION(test, "WdfInterruptAcquireLock", RECURSIVE_LOCK, interrupt);
	KUNIT_EXPECT_FALSE(test, WdfInterruptTryToAcquireLock(interrupt));
	EXPECT_VIOLATION(test, "WdfInterruptTryToAcquireLock", INVALID_LOCK_OPERATION, interrupt);
	WdfInterruptDisable(interrupt);
	WdfInterruptAcquireLock(interrupt);
	EXPECT_VIOLATION(test, "WdfInterruptAcquireLock", INVALID_LOCK_OPERATION, interrupt);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static struct completion in_isr, isr_may_go;

static BOOLEAN passive_isr(WDFINTERRUPT interrupt, ULONG message)
{
	it.isr_irql = KeGetCurrentIrql();
	complete(&in_isr);
	in_time(&isr_may_go);
	return TRUE;
}

/* row 441 */
static void wdf_interrupt_test_passive(struct kunit *test)
{
	WDFINTERRUPT interrupt;

	init_completion(&in_isr);
	init_completion(&isr_may_go);
	it.config.EvtInterruptIsr = passive_isr;
	it.config.EvtInterruptDpc = NULL;
	it.config.PassiveHandling = TRUE;
	ASSERT_SUCCESS(test, plug(test));
	interrupt = it.interrupt[0];
	raise_message();
	ASSERT_IN_TIME(test, &in_isr);
	KUNIT_EXPECT_FALSE(test, WdfInterruptTryToAcquireLock(interrupt));
	complete_all(&isr_may_go);
	WdfInterruptAcquireLock(interrupt);
	KUNIT_EXPECT_EQ(test, it.isr_irql, PASSIVE_LEVEL);
	WdfInterruptReleaseLock(interrupt);
	KUNIT_EXPECT_TRUE(test, WdfInterruptTryToAcquireLock(interrupt));
	WdfInterruptReleaseLock(interrupt);
	EXPECT_NO_REPORT(test);
}

/* rows 442 and 443 */
static void wdf_interrupt_test_disable_and_inactive(struct kunit *test)
{
	WDFINTERRUPT interrupt;

	it.config.EvtInterruptEnable = enable;
	it.config.EvtInterruptDisable = disable;
	ASSERT_SUCCESS(test, plug(test));
	interrupt = it.interrupt[0];
	WdfInterruptDisable(interrupt);
	WdfInterruptDisable(interrupt);
	raise_message();
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 0);
	WdfInterruptEnable(interrupt);
	WdfInterruptEnable(interrupt);
	EXPECT_JOURNAL(test, &it.journal, "prepare", "entry", "enable 0", "disable 0", "enable 0");
	raise_message();
	ASSERT_IN_TIME(test, &it.dpc_done);
	/* A message that comes meanwhile is handled behind ReportActive. */
	atomic_set(&it.isrs, 0);
	WdfInterruptReportInactive(interrupt);
	WdfInterruptReportInactive(interrupt);
	raise_message();
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 0);
	WdfInterruptReportActive(interrupt);
	WdfInterruptReportActive(interrupt);
	ASSERT_IN_TIME(test, &it.dpc_done);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 1);
	EXPECT_NO_REPORT(test);
}

/* A routine that returns at another level is reported, and the level restored. */
static void wdf_interrupt_test_isr_that_changes_the_level(struct kunit *test)
{
	it.changes_irql = true;
	ASSERT_SUCCESS(test, plug(test));
	raise_message();
	ASSERT_IN_TIME(test, &it.dpc_done);
	EXPECT_REPORT(test, "the interrupt service routine", BUGCHECK_VERIFIER, BUGCHECK_VERIFIER_ISR,
		      ANY, DEVICE_LEVEL, HIGH_LEVEL, ANY);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	raise_message();
	ASSERT_IN_TIME(test, &it.dpc_done);
	EXPECT_NO_REPORT(test);
}

static void lower_in_isr(struct kunit *test, KIRQL to)
{
	it.lower_to = to;
	it.lowers_irql = true;
	it.are_interrupts_on = true;
	raise_message();
	ASSERT_IN_TIME(test, &it.dpc_done);
	EXPECT_REPORT(test, "KeLowerIrql", BUGCHECK_VERIFIER, 0x31, DEVICE_LEVEL, to, 0, ANY);
	KUNIT_EXPECT_EQ(test, it.lowered_irql, DEVICE_LEVEL);
	KUNIT_EXPECT_FALSE(test, it.are_interrupts_on);
}

/* row 597: interrupts stay off, and the routine goes on at its level */
static void wdf_interrupt_test_isr_that_lowers_the_level(struct kunit *test)
{
	ASSERT_SUCCESS(test, plug(test));
	lower_in_isr(test, DISPATCH_LEVEL);
	lower_in_isr(test, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

/* row 597 */
static void wdf_interrupt_test_level_under_the_lock(struct kunit *test)
{
	KIRQL former, inside, lowered;

	ASSERT_SUCCESS(test, plug(test));
	KeRaiseIrql(HIGH_LEVEL, &former);
	WdfInterruptAcquireLock(it.interrupt[0]);
	inside = KeGetCurrentIrql();
	KeLowerIrql(DISPATCH_LEVEL);
	KeLowerIrql(DEVICE_LEVEL);
	lowered = KeGetCurrentIrql();
	WdfInterruptReleaseLock(it.interrupt[0]);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), HIGH_LEVEL);
	KeLowerIrql(former);
	KUNIT_EXPECT_EQ(test, inside, HIGH_LEVEL);
	KUNIT_EXPECT_EQ(test, lowered, DEVICE_LEVEL);
	EXPECT_REPORT(test, "KeLowerIrql", BUGCHECK_VERIFIER, 0x31, HIGH_LEVEL, DISPATCH_LEVEL, 0, ANY);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_interrupt_cases[] = {
	KUNIT_CASE(wdf_interrupt_test_from_the_wire_to_the_dpc),
	KUNIT_CASE(wdf_interrupt_test_line),
	KUNIT_CASE(wdf_interrupt_test_work_item),
	KUNIT_CASE(wdf_interrupt_test_order),
	KUNIT_CASE(wdf_interrupt_test_enable_that_fails),
	KUNIT_CASE(wdf_interrupt_test_made_with_the_hardware),
	KUNIT_CASE(wdf_interrupt_test_statuses_of_create),
	KUNIT_CASE(wdf_interrupt_test_lock),
	KUNIT_CASE(wdf_interrupt_test_passive),
	KUNIT_CASE(wdf_interrupt_test_disable_and_inactive),
	KUNIT_CASE(wdf_interrupt_test_isr_that_changes_the_level),
	KUNIT_CASE(wdf_interrupt_test_isr_that_lowers_the_level),
	KUNIT_CASE(wdf_interrupt_test_level_under_the_lock),
	{}
};

WINWORK_SUITE_WITH(wdf_interrupt, interrupt_init, interrupt_exit);
