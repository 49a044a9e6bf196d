/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite pnp_connection: interrupts of a WDM driver: each version of IoConnectInterruptEx, the lock of an interrupt,
 * disconnecting, and what is left connected.
 */
#include "irp_case.h"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

#define DEVICE_LEVEL 5
#define HIGHER_LEVEL 8
#define BUGCHECK_VERIFIER_ISR 0x111
#define BUGCHECK_SPIN_LOCK_NOT_OWNED 0x10
#define BUGCHECK_PNP_DETECTED_FATAL_ERROR 0xca
#define WRONG_CONNECTION 9
#define MESSAGES 3

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)
#define ASSERT_SUCCESS(test, call) \
	KUNIT_ASSERT_EQ_MSG(test, (unsigned int)(call), (unsigned int)STATUS_SUCCESS, "%s", #call)

/* The hardware and the driver of a case, and what the routines have seen. */
static struct {
	PWINWORK_SOFT_DEVICE soft;
	WINWORK_SOFT_DEVICE_CONFIG hardware;
	PDEVICE_OBJECT pdo, fdo, lower;
	ULONG vector[MESSAGES];
	int vectors;
	IO_CONNECT_INTERRUPT_PARAMETERS parameters;
	PKINTERRUPT interrupt;
	PIO_INTERRUPT_MESSAGE_INFO table;
	void (*in_isr)(PKINTERRUPT interrupt);	/* or NULL */
	void (*at_remove)(void);	/* behind the PDO's part of IRP_MN_REMOVE_DEVICE; or NULL */
	atomic_t isrs;
	PKINTERRUPT seen;
	PVOID context;
	ULONG message;
	KIRQL irql;
	bool is_in_hardirq, once;
	struct completion isr_done, in_routine, may_go, item_done;
	PIO_WORKITEM item;
	KIRQL dpc_irql, item_irql;
} it;

/* ---- The driver ---------------------------------------------------------------------------- */

static BOOLEAN take(PKINTERRUPT interrupt, PVOID context, ULONG message)
{
	it.seen = interrupt;
	it.context = context;
	it.message = message;
	it.irql = KeGetCurrentIrql();
	it.is_in_hardirq = in_hardirq();
	if (it.hardware.HasLine)
		WinworkSoftDeviceSetLine(it.soft, FALSE);
	if (it.in_isr)
		it.in_isr(interrupt);
	atomic_inc(&it.isrs);
	complete(&it.isr_done);
	return TRUE;
}

static BOOLEAN NTAPI isr(PKINTERRUPT interrupt, PVOID context)
{
	return take(interrupt, context, MESSAGES);
}

static BOOLEAN NTAPI message_isr(PKINTERRUPT interrupt, PVOID context, ULONG message)
{
	return take(interrupt, context, message);
}

static void take_resources(PCM_RESOURCE_LIST list)
{
	PCM_PARTIAL_RESOURCE_LIST resources = &list->List[0].PartialResourceList;
	ULONG i;

	for (i = 0; i < resources->Count; i++) {
		if (resources->PartialDescriptors[i].Type == CmResourceTypeInterrupt)
			it.vector[it.vectors++] = resources->PartialDescriptors[i].u.Interrupt.Vector;
	}
}

static NTSTATUS NTAPI pnp(PDEVICE_OBJECT device, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	UCHAR minor = location->MinorFunction;

	if (minor != IRP_MN_START_DEVICE && minor != IRP_MN_REMOVE_DEVICE) {
		if (minor == IRP_MN_QUERY_REMOVE_DEVICE || minor == IRP_MN_SURPRISE_REMOVAL)
			irp->IoStatus.Status = STATUS_SUCCESS;
		IoSkipCurrentIrpStackLocation(irp);
		return IoCallDriver(it.lower, irp);
	}
	if (minor == IRP_MN_REMOVE_DEVICE)
		irp->IoStatus.Status = STATUS_SUCCESS;
	IoForwardIrpSynchronously(it.lower, irp);
	if (minor == IRP_MN_START_DEVICE) {
		take_resources(location->Parameters.StartDevice.AllocatedResourcesTranslated);
	} else {
		if (it.at_remove)
			it.at_remove();
		IoDetachDevice(it.lower);
		IoDeleteDevice(device);
	}
	IoCompleteRequest(irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI add_device(PDRIVER_OBJECT object, PDEVICE_OBJECT pdo)
{
	NTSTATUS status = IoCreateDevice(object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &it.fdo);

	if (!NT_SUCCESS(status))
		return status;
	it.lower = IoAttachDeviceToDeviceStack(it.fdo, pdo);
	it.fdo->Flags &= ~DO_DEVICE_INITIALIZING;
	it.pdo = pdo;
	return STATUS_SUCCESS;
}

static int connection_init(struct kunit *test)
{
	int error = fixture_init(test);
	PDRIVER_OBJECT object;

	if (error)
		return error;
	memset(&it, 0, sizeof(it));
	init_completion(&it.isr_done);
	init_completion(&it.in_routine);
	init_completion(&it.may_go);
	init_completion(&it.item_done);
	it.hardware.Size = sizeof(it.hardware);
	it.hardware.MessageCount = MESSAGES;
	object = fixture_of(test)->driver;
	object->DriverExtension->AddDevice = add_device;
	object->MajorFunction[IRP_MJ_PNP] = pnp;
	return 0;
}

static void unplug(BOOLEAN surprise)
{
	if (it.soft)
		WinworkSoftDeviceUnplug(it.soft, surprise);
	it.soft = NULL;
}

static void connection_exit(struct kunit *test)
{
	complete_all(&it.may_go);
	unplug(FALSE);
	fixture_exit(test);
}

static void plug(struct kunit *test)
{
	ASSERT_SUCCESS(test, WinworkSoftDevicePlug(fixture_of(test)->driver, &it.hardware, &it.soft));
}

static void plug_line(struct kunit *test)
{
	it.hardware.MessageCount = 0;
	it.hardware.HasLine = TRUE;
	plug(test);
}

static void raise_message(ULONG message)
{
	WinworkSoftDeviceInterrupt(it.soft, message, -1);
}

/* ---- Connecting and disconnecting ---------------------------------------------------------- */

static NTSTATUS connect_line(void)
{
	it.parameters = (IO_CONNECT_INTERRUPT_PARAMETERS){
		.Version = CONNECT_LINE_BASED,
		.LineBased = { .PhysicalDeviceObject = it.pdo, .InterruptObject = &it.interrupt,
			       .ServiceRoutine = isr, .ServiceContext = &it },
	};
	return IoConnectInterruptEx(&it.parameters);
}

static NTSTATUS connect_messages(PKSERVICE_ROUTINE fallback)
{
	it.parameters = (IO_CONNECT_INTERRUPT_PARAMETERS){
		.Version = CONNECT_MESSAGE_BASED,
		.MessageBased = { .PhysicalDeviceObject = it.pdo,
				  .ConnectionContext.Generic = (PVOID *)&it.table,
				  .MessageServiceRoutine = message_isr, .ServiceContext = &it,
				  .FallBackServiceRoutine = fallback },
	};
	return IoConnectInterruptEx(&it.parameters);
}

static void want_full(ULONG message, PKINTERRUPT *interrupt)
{
	it.parameters = (IO_CONNECT_INTERRUPT_PARAMETERS){
		.Version = CONNECT_FULLY_SPECIFIED,
		.FullySpecified = { .PhysicalDeviceObject = it.pdo, .InterruptObject = interrupt,
				    .ServiceRoutine = isr, .ServiceContext = &it, .Vector = it.vector[message],
				    .Irql = DEVICE_LEVEL, .SynchronizeIrql = DEVICE_LEVEL,
				    .InterruptMode = Latched, .ProcessorEnableMask = ~0ull },
	};
}

static NTSTATUS connect_full(void)
{
	want_full(0, &it.interrupt);
	return IoConnectInterruptEx(&it.parameters);
}

static NTSTATUS connect_passive(void)
{
	want_full(0, &it.interrupt);
	it.parameters.FullySpecified.Irql = PASSIVE_LEVEL;
	it.parameters.FullySpecified.SynchronizeIrql = PASSIVE_LEVEL;
	return IoConnectInterruptEx(&it.parameters);
}

static void disconnect_as(ULONG version, PVOID context)
{
	IO_DISCONNECT_INTERRUPT_PARAMETERS parameters = {
		.Version = version, .ConnectionContext.Generic = context,
	};

	IoDisconnectInterruptEx(&parameters);
}

static void disconnect(void)
{
	disconnect_as(it.parameters.Version, it.interrupt);
}

static void expect_no_interrupt(struct kunit *test, ULONG message)
{
	atomic_set(&it.isrs, 0);
	raise_message(message);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 0);
}

static void expect_routine(struct kunit *test, PKINTERRUPT interrupt, ULONG message)
{
	ASSERT_IN_TIME(test, &it.isr_done);
	KUNIT_EXPECT_PTR_EQ(test, it.seen, interrupt);
	KUNIT_EXPECT_PTR_EQ(test, it.context, (PVOID)&it);
	KUNIT_EXPECT_EQ(test, it.message, message);
	KUNIT_EXPECT_EQ(test, it.irql, (KIRQL)DEVICE_LEVEL);
	KUNIT_EXPECT_TRUE(test, it.is_in_hardirq);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
}

/* row 560 */
static void pnp_connection_test_line(struct kunit *test)
{
	plug_line(test);
	ASSERT_SUCCESS(test, connect_line());
	KUNIT_EXPECT_EQ(test, it.parameters.Version, (ULONG)CONNECT_LINE_BASED);
	WinworkSoftDeviceSetLine(it.soft, TRUE);
	expect_routine(test, it.interrupt, MESSAGES);
	disconnect();
	atomic_set(&it.isrs, 0);
	WinworkSoftDeviceSetLine(it.soft, TRUE);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 0);
	WinworkSoftDeviceSetLine(it.soft, FALSE);
	EXPECT_NO_REPORT(test);
}

/* row 560: the only message of a device counts as its line */
static void pnp_connection_test_line_of_one_message(struct kunit *test)
{
	it.hardware.MessageCount = 1;
	plug(test);
	ASSERT_SUCCESS(test, connect_line());
	raise_message(0);
	expect_routine(test, it.interrupt, MESSAGES);
	disconnect();
	EXPECT_NO_REPORT(test);
}

/* rows 560 and 562: the table, and its indices */
static void pnp_connection_test_messages(struct kunit *test)
{
	ULONG i;

	plug(test);
	ASSERT_SUCCESS(test, connect_messages(isr));
	KUNIT_EXPECT_EQ(test, it.parameters.Version, (ULONG)CONNECT_MESSAGE_BASED);
	KUNIT_ASSERT_EQ(test, it.table->MessageCount, (ULONG)MESSAGES);
	KUNIT_EXPECT_EQ(test, it.table->UnifiedIrql, (KIRQL)DEVICE_LEVEL);
	for (i = 0; i < MESSAGES; i++) {
		const IO_INTERRUPT_MESSAGE_INFO_ENTRY *entry = &it.table->MessageInfo[i];

		KUNIT_EXPECT_EQ(test, entry->Vector, it.vector[i]);
		KUNIT_EXPECT_EQ(test, entry->Irql, (KIRQL)DEVICE_LEVEL);
		KUNIT_EXPECT_EQ(test, (int)entry->Mode, (int)Latched);
		raise_message(i);
		expect_routine(test, entry->InterruptObject, i);
	}
	/* All have one lock. */
	KeAcquireInterruptSpinLock(it.table->MessageInfo[0].InterruptObject);
	KeReleaseInterruptSpinLock(it.table->MessageInfo[1].InterruptObject, PASSIVE_LEVEL);
	disconnect_as(CONNECT_MESSAGE_BASED, it.table);
	for (i = 0; i < MESSAGES; i++)
		expect_no_interrupt(test, i);
	EXPECT_NO_REPORT(test);
}

/* row 562: without messages */
static void pnp_connection_test_fallback(struct kunit *test)
{
	plug_line(test);
	ASSERT_SUCCESS(test, connect_messages(isr));
	KUNIT_EXPECT_EQ(test, it.parameters.Version, (ULONG)CONNECT_LINE_BASED);
	it.interrupt = (PKINTERRUPT)it.table;
	WinworkSoftDeviceSetLine(it.soft, TRUE);
	expect_routine(test, it.interrupt, MESSAGES);
	disconnect();
	EXPECT_STATUS(test, connect_messages(NULL), STATUS_NOT_FOUND);
	KUNIT_EXPECT_EQ(test, it.parameters.Version, (ULONG)CONNECT_MESSAGE_BASED);
	EXPECT_NO_REPORT(test);
}

/* row 560: one of several messages, also by its group */
static void pnp_connection_test_fully_specified(struct kunit *test)
{
	GROUP_AFFINITY affinity;
	ULONG version;

	plug(test);
	for (version = CONNECT_FULLY_SPECIFIED;; version = CONNECT_FULLY_SPECIFIED_GROUP) {
		want_full(1, &it.interrupt);
		it.parameters.Version = version;
		it.parameters.FullySpecified.ProcessorEnableMask = 1;
		ASSERT_SUCCESS(test, IoConnectInterruptEx(&it.parameters));
		KUNIT_EXPECT_EQ(test, it.parameters.Version, version);
		raise_message(1);
		expect_routine(test, it.interrupt, MESSAGES);
		expect_no_interrupt(test, 0);
		EXPECT_STATUS(test, IoGetAffinityInterrupt(it.interrupt, &affinity), STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, affinity.Group, (USHORT)0);
		KUNIT_EXPECT_NE(test, affinity.Mask & KeQueryActiveProcessors(), (KAFFINITY)0);
		disconnect();
		if (version == CONNECT_FULLY_SPECIFIED_GROUP)
			break;
	}
	expect_no_interrupt(test, 1);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS connect_by_vector(ULONG vector, KAFFINITY processors)
{
	return IoConnectInterrupt(&it.interrupt, isr, &it, NULL, vector, DEVICE_LEVEL, DEVICE_LEVEL, Latched, FALSE,
				  processors, FALSE);
}

/* row 560: the device is found by its vector */
static void pnp_connection_test_by_vector(struct kunit *test)
{
	plug(test);
	ASSERT_SUCCESS(test, connect_by_vector(it.vector[2], ~0ull));
	raise_message(2);
	expect_routine(test, it.interrupt, MESSAGES);
	IoDisconnectInterrupt(it.interrupt);
	expect_no_interrupt(test, 2);
	EXPECT_STATUS(test, connect_by_vector(it.vector[2], 0), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, connect_by_vector(it.vector[2] + MESSAGES, ~0ull), STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
}

/* row 561: nothing is connected */
static void pnp_connection_test_statuses(struct kunit *test)
{
	IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS *full = &it.parameters.FullySpecified;
	KSPIN_LOCK lock;

	KeInitializeSpinLock(&lock);
	plug(test);
#define EXPECT_FULL(change, wanted) do {						\
		want_full(0, &it.interrupt);						\
		change;									\
		EXPECT_STATUS(test, IoConnectInterruptEx(&it.parameters), wanted);	\
	} while (0)
	EXPECT_FULL(it.parameters.Version = 0, STATUS_INVALID_PARAMETER_1);
	EXPECT_FULL(it.parameters.Version = CONNECT_CURRENT_VERSION + 1, STATUS_INVALID_PARAMETER_1);
	EXPECT_FULL(full->PhysicalDeviceObject = NULL, STATUS_INVALID_PARAMETER);
	EXPECT_FULL(full->ServiceRoutine = NULL, STATUS_INVALID_PARAMETER);
	EXPECT_FULL(full->InterruptObject = NULL, STATUS_INVALID_PARAMETER);
	EXPECT_FULL(full->ProcessorEnableMask = 0, STATUS_INVALID_PARAMETER_10);
	EXPECT_FULL(full->FloatingSave = TRUE, STATUS_INVALID_PARAMETER);
	EXPECT_FULL(full->SynchronizeIrql = HIGH_LEVEL + 1, STATUS_INVALID_PARAMETER);
	EXPECT_FULL(full->SynchronizeIrql = DEVICE_LEVEL - 1, STATUS_INVALID_PARAMETER);
	EXPECT_FULL(full->Irql = DISPATCH_LEVEL, STATUS_INVALID_PARAMETER);
	EXPECT_FULL(full->Vector += MESSAGES, STATUS_NOT_FOUND);
	EXPECT_FULL(full->Irql = full->SynchronizeIrql = PASSIVE_LEVEL; full->SpinLock = &lock,
		    STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, connect_line(), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_NO_REPORT(test);
	EXPECT_FULL(full->PhysicalDeviceObject = it.fdo, STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoConnectInterruptEx", BUGCHECK_PNP_DETECTED_FATAL_ERROR, ANY, it.fdo, ANY, ANY,
		      it.fdo);
	/* A message has one routine. */
	ASSERT_SUCCESS(test, connect_full());
	raise_message(0);
	expect_routine(test, it.interrupt, MESSAGES);
	{
		PKINTERRUPT second = (PKINTERRUPT)&it;

		EXPECT_FULL(full->InterruptObject = &second, STATUS_INVALID_PARAMETER);
		KUNIT_EXPECT_NULL(test, second);
	}
	disconnect();
	expect_no_interrupt(test, 0);
	EXPECT_NO_REPORT(test);
}

/* ---- The lock ------------------------------------------------------------------------------ */

static BOOLEAN NTAPI synchronised(PVOID context)
{
	KIRQL *irql = context;

	*irql = KeGetCurrentIrql();
	/* The interrupt waits for the lock. */
	raise_message(0);
	return atomic_read(&it.isrs) == 0;
}

static BOOLEAN NTAPI returns_false(PVOID context)
{
	return FALSE;
}

/* row 563, and misuse of the lock */
static void pnp_connection_test_synchronised(struct kunit *test)
{
	KIRQL irql = 0, former, inside;
	BOOLEAN called;

	plug(test);
	ASSERT_SUCCESS(test, connect_full());
	KUNIT_EXPECT_TRUE(test, KeSynchronizeExecution(it.interrupt, synchronised, &irql));
	KUNIT_EXPECT_EQ(test, irql, (KIRQL)DEVICE_LEVEL);
	ASSERT_IN_TIME(test, &it.isr_done);
	KUNIT_EXPECT_FALSE(test, KeSynchronizeExecution(it.interrupt, returns_false, NULL));
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	former = KeAcquireInterruptSpinLock(it.interrupt);
	inside = KeGetCurrentIrql();
	KeReleaseInterruptSpinLock(it.interrupt, former);
	KUNIT_EXPECT_EQ(test, former, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, inside, (KIRQL)DEVICE_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);

	KeReleaseInterruptSpinLock(it.interrupt, PASSIVE_LEVEL);
	EXPECT_REPORT(test, "KeReleaseInterruptSpinLock", BUGCHECK_SPIN_LOCK_NOT_OWNED, it.interrupt, ANY, ANY, ANY,
		      it.interrupt);
	former = KeAcquireInterruptSpinLock(it.interrupt);
	KeAcquireInterruptSpinLock(it.interrupt);
	KeReleaseInterruptSpinLock(it.interrupt, former);
	EXPECT_REPORT(test, "KeAcquireInterruptSpinLock", BUGCHECK_SPIN_LOCK_OWNED, it.interrupt, ANY, ANY, ANY,
		      it.interrupt);
	former = KeAcquireInterruptSpinLock(it.interrupt);
	called = KeSynchronizeExecution(it.interrupt, synchronised, &irql);
	KeReleaseInterruptSpinLock(it.interrupt, former);
	KUNIT_EXPECT_FALSE(test, called);
	EXPECT_REPORT(test, "KeSynchronizeExecution", BUGCHECK_SPIN_LOCK_OWNED, it.interrupt, ANY, ANY, ANY,
		      it.interrupt);
	KeRaiseIrql(HIGH_LEVEL, &former);
	called = KeSynchronizeExecution(it.interrupt, synchronised, &irql);
	KeLowerIrql(former);
	KUNIT_EXPECT_FALSE(test, called);
	EXPECT_REPORT(test, "KeSynchronizeExecution", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, it.interrupt, HIGH_LEVEL, ANY,
		      ANY, it.interrupt);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	disconnect();
	KUNIT_EXPECT_FALSE(test, KeSynchronizeExecution(it.interrupt, synchronised, &irql));
	EXPECT_REPORT(test, "KeSynchronizeExecution", BUGCHECK_REFERENCE_BY_POINTER, ANY, it.interrupt, ANY, ANY,
		      it.interrupt);
}

/* row 440: one lock, and the higher level for both */
static void pnp_connection_test_shared_lock(struct kunit *test)
{
	static KSPIN_LOCK lock;
	PKINTERRUPT interrupt[2];
	KIRQL former;
	ULONG i;

	KeInitializeSpinLock(&lock);
	plug(test);
	for (i = 0; i < 2; i++) {
		want_full(i, &interrupt[i]);
		it.parameters.FullySpecified.SpinLock = &lock;
		it.parameters.FullySpecified.SynchronizeIrql = i ? HIGHER_LEVEL : DEVICE_LEVEL;
		ASSERT_SUCCESS(test, IoConnectInterruptEx(&it.parameters));
	}
	for (i = 0; i < 2; i++) {
		raise_message(i);
		ASSERT_IN_TIME(test, &it.isr_done);
		KUNIT_EXPECT_EQ(test, it.irql, (KIRQL)HIGHER_LEVEL);
	}
	former = KeAcquireInterruptSpinLock(interrupt[0]);
	KeAcquireInterruptSpinLock(interrupt[1]);
	KeReleaseInterruptSpinLock(interrupt[1], former);
	EXPECT_REPORT(test, "KeAcquireInterruptSpinLock", BUGCHECK_SPIN_LOCK_OWNED, interrupt[1], ANY, ANY, ANY,
		      interrupt[1]);
	for (i = 0; i < 2; i++)
		disconnect_as(CONNECT_FULLY_SPECIFIED, interrupt[i]);
	EXPECT_NO_REPORT(test);
}

static void raise_level(PKINTERRUPT interrupt)
{
	KIRQL former;

	KeRaiseIrql(HIGH_LEVEL, &former);
	it.in_isr = NULL;
}

/* A routine that returns at another level is reported, and the level restored. */
static void pnp_connection_test_routine_that_changes_the_level(struct kunit *test)
{
	plug(test);
	ASSERT_SUCCESS(test, connect_full());
	it.in_isr = raise_level;
	raise_message(0);
	ASSERT_IN_TIME(test, &it.isr_done);
	EXPECT_REPORT(test, "the interrupt service routine", BUGCHECK_VERIFIER, BUGCHECK_VERIFIER_ISR, isr,
		      DEVICE_LEVEL, HIGH_LEVEL, it.interrupt);
	raise_message(0);
	expect_routine(test, it.interrupt, MESSAGES);
	disconnect();
	EXPECT_NO_REPORT(test);
}

static BOOLEAN NTAPI keep_lock(PVOID context)
{
	KeAcquireInterruptSpinLock(context);
	return TRUE;
}

/* row 598 */
static void pnp_connection_test_routine_that_keeps_a_lock(struct kunit *test)
{
	PKINTERRUPT other;

	plug(test);
	want_full(1, &other);
	ASSERT_SUCCESS(test, IoConnectInterruptEx(&it.parameters));
	ASSERT_SUCCESS(test, connect_full());
	KUNIT_EXPECT_TRUE(test, KeSynchronizeExecution(it.interrupt, keep_lock, other));
	EXPECT_REPORT(test, "KSYNCHRONIZE_ROUTINE", BUGCHECK_VERIFIER, BUGCHECK_VERIFIER_ISR, keep_lock,
		      DEVICE_LEVEL, DEVICE_LEVEL, it.interrupt);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	raise_message(1);
	expect_routine(test, other, MESSAGES);
	disconnect();
	disconnect_as(CONNECT_FULLY_SPECIFIED, other);
	EXPECT_NO_REPORT(test);
}

/* ---- PASSIVE_LEVEL ------------------------------------------------------------------------- */

static void wait_in_routine(PKINTERRUPT interrupt)
{
	complete(&it.in_routine);
	in_time(&it.may_go);
}

static BOOLEAN NTAPI look_beside(PVOID context)
{
	KIRQL *irql = context;

	*irql = KeGetCurrentIrql();
	return atomic_read(&it.isrs) == 1;
}

static void synchronise_passive(void *data)
{
	KIRQL irql = HIGH_LEVEL;

	if (KeSynchronizeExecution(it.interrupt, look_beside, &irql) && irql == PASSIVE_LEVEL)
		it.once = true;
}

/* rows 560 and 563 */
static void pnp_connection_test_passive(struct kunit *test)
{
	plug(test);
	ASSERT_SUCCESS(test, connect_passive());
	it.in_isr = wait_in_routine;
	raise_message(0);
	ASSERT_IN_TIME(test, &it.in_routine);
	KUNIT_EXPECT_EQ(test, it.irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_FALSE(test, it.is_in_hardirq);
	/* A synchronised routine waits for that of the interrupt. */
	spawn(test, synchronise_passive, NULL);
	EXPECT_THREAD_WAITS(test);
	complete(&it.may_go);
	join(test);
	KUNIT_EXPECT_TRUE(test, it.once);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, KeAcquireInterruptSpinLock(it.interrupt), (KIRQL)PASSIVE_LEVEL);
	EXPECT_REPORT(test, "KeAcquireInterruptSpinLock", BUGCHECK_IRQL_UNEXPECTED_VALUE, it.interrupt, ANY, ANY,
		      ANY, it.interrupt);
	disconnect();
	expect_no_interrupt(test, 0);
	EXPECT_NO_REPORT(test);
}

/* ---- Disconnecting ------------------------------------------------------------------------- */

static void disconnect_beside(void *data)
{
	disconnect();
	it.once = atomic_read(&it.isrs) == 1;
}

/* row 565: it waits for the routine */
static void pnp_connection_test_disconnect_waits(struct kunit *test)
{
	plug(test);
	ASSERT_SUCCESS(test, connect_passive());
	it.in_isr = wait_in_routine;
	raise_message(0);
	ASSERT_IN_TIME(test, &it.in_routine);
	spawn(test, disconnect_beside, NULL);
	EXPECT_THREAD_WAITS(test);
	complete(&it.may_go);
	join(test);
	KUNIT_EXPECT_TRUE(test, it.once);
	EXPECT_NO_REPORT(test);
}

static void expect_wrong_kind(struct kunit *test, const char *function, PVOID pointer)
{
	EXPECT_REPORT(test, function, BUGCHECK_PNP_DETECTED_FATAL_ERROR, WRONG_CONNECTION, ANY, ANY, ANY, pointer);
}

/* row 565: the wrong kind stays connected */
static void pnp_connection_test_wrong_kind(struct kunit *test)
{
	PKINTERRUPT first;

	plug(test);
	ASSERT_SUCCESS(test, connect_messages(NULL));
	first = it.table->MessageInfo[0].InterruptObject;
	IoDisconnectInterrupt(first);
	expect_wrong_kind(test, "IoDisconnectInterrupt", first);
	disconnect_as(CONNECT_LINE_BASED, it.table);
	expect_wrong_kind(test, "IoDisconnectInterruptEx", it.table);
	disconnect_as(CONNECT_MESSAGE_BASED, first);
	expect_wrong_kind(test, "IoDisconnectInterruptEx", first);
	raise_message(0);
	expect_routine(test, first, 0);
	disconnect_as(CONNECT_MESSAGE_BASED, it.table);
	EXPECT_NO_REPORT(test);
	disconnect_as(CONNECT_MESSAGE_BASED, it.table);
	EXPECT_REPORT(test, "IoDisconnectInterruptEx", BUGCHECK_REFERENCE_BY_POINTER, ANY, it.table, ANY, ANY,
		      it.table);
}

/* row 568 */
static void pnp_connection_test_left_at_the_removal(struct kunit *test)
{
	plug(test);
	ASSERT_SUCCESS(test, connect_messages(NULL));
	KUNIT_EXPECT_EQ(test, (unsigned int)WinworkPnpRemoveDevice(it.pdo, WinworkRemovalAsked),
			(unsigned int)STATUS_SUCCESS);
	EXPECT_REPORT(test, "IoConnectInterruptEx", BUGCHECK_LEFT_BEHIND, ANY, it.vector[0], MESSAGES, 0, ANY);
	expect_no_interrupt(test, 0);
	EXPECT_NO_REPORT(test);
}

/* row 568: by surprise, and the driver disconnects it when the device is removed */
static void pnp_connection_test_left_at_the_surprise(struct kunit *test)
{
	plug(test);
	ASSERT_SUCCESS(test, connect_full());
	it.at_remove = disconnect;
	unplug(TRUE);
	EXPECT_REPORT(test, "IoConnectInterruptEx", BUGCHECK_LEFT_BEHIND, it.interrupt, it.vector[0], 1, 0,
		      it.interrupt);
	EXPECT_NO_REPORT(test);
}

/* ---- What a routine does ------------------------------------------------------------------- */

static void set_state(bool active)
{
	IO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS parameters = {
		.Version = CONNECT_MESSAGE_BASED, .ConnectionContext.InterruptMessageTable = it.table,
	};

	if (active)
		IoReportInterruptActive(&parameters);
	else
		IoReportInterruptInactive(&parameters);
}

/* row 599 */
static void pnp_connection_test_inactive(struct kunit *test)
{
	plug(test);
	ASSERT_SUCCESS(test, connect_messages(NULL));
	set_state(false);
	set_state(false);
	raise_message(1);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 0);
	set_state(true);
	set_state(true);
	expect_routine(test, it.table->MessageInfo[1].InterruptObject, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&it.isrs), 1);
	disconnect_as(CONNECT_MESSAGE_BASED, it.table);
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI finish(PDEVICE_OBJECT device, PVOID context)
{
	it.item_irql = KeGetCurrentIrql();
	complete(&it.item_done);
}

static VOID NTAPI dpc(PKDPC object, PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	it.dpc_irql = KeGetCurrentIrql();
	IoQueueWorkItem(it.item, finish, DelayedWorkQueue, NULL);
}

static void request_dpc(PKINTERRUPT interrupt)
{
	IoRequestDpc(it.fdo, NULL, NULL);
	IoRequestDpc(it.fdo, NULL, NULL);
}

/* row 563: the routine requests the DPC, which queues the work item */
static void pnp_connection_test_dpc_and_work_item(struct kunit *test)
{
	int round;

	plug(test);
	it.item = IoAllocateWorkItem(it.fdo);
	KUNIT_ASSERT_NOT_NULL(test, it.item);
	IoInitializeDpcRequest(it.fdo, dpc);
	it.in_isr = request_dpc;
	ASSERT_SUCCESS(test, connect_messages(NULL));
	for (round = 0; round < 100; round++) {
		raise_message(round % MESSAGES);
		ASSERT_IN_TIME(test, &it.item_done);
	}
	KUNIT_EXPECT_EQ(test, it.dpc_irql, (KIRQL)DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, it.item_irql, (KIRQL)PASSIVE_LEVEL);
	disconnect_as(CONNECT_MESSAGE_BASED, it.table);
	KeFlushQueuedDpcs();
	IoFreeWorkItem(it.item);
	KUNIT_EXPECT_FALSE(test, completion_done(&it.item_done));
	EXPECT_NO_REPORT(test);
}

static struct kunit_case pnp_connection_cases[] = {
	KUNIT_CASE(pnp_connection_test_line),
	KUNIT_CASE(pnp_connection_test_line_of_one_message),
	KUNIT_CASE(pnp_connection_test_messages),
	KUNIT_CASE(pnp_connection_test_fallback),
	KUNIT_CASE(pnp_connection_test_fully_specified),
	KUNIT_CASE(pnp_connection_test_by_vector),
	KUNIT_CASE(pnp_connection_test_statuses),
	KUNIT_CASE(pnp_connection_test_synchronised),
	KUNIT_CASE(pnp_connection_test_shared_lock),
	KUNIT_CASE(pnp_connection_test_routine_that_changes_the_level),
	KUNIT_CASE(pnp_connection_test_routine_that_keeps_a_lock),
	KUNIT_CASE(pnp_connection_test_passive),
	KUNIT_CASE(pnp_connection_test_disconnect_waits),
	KUNIT_CASE(pnp_connection_test_wrong_kind),
	KUNIT_CASE(pnp_connection_test_left_at_the_removal),
	KUNIT_CASE(pnp_connection_test_left_at_the_surprise),
	KUNIT_CASE(pnp_connection_test_inactive),
	KUNIT_CASE(pnp_connection_test_dpc_and_work_item),
	{}
};

WINWORK_SUITE_WITH(pnp_connection, connection_init, connection_exit);
