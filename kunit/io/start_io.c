/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_start_io: StartIo, device queues, and the DPC and the timer of a device.
 */
#include "irp_case.h"

#define PACKETS 10

/* ---- Device queues ---------------------------------------------------------------------- */

/* row 268 */
static void io_start_io_test_device_queue(struct kunit *test)
{
	KDEVICE_QUEUE queue;
	KDEVICE_QUEUE_ENTRY first = {}, second = {}, third = {};

	memset(&queue, 0xee, sizeof(queue));
	KeInitializeDeviceQueue(&queue);
	KUNIT_EXPECT_EQ(test, (int)queue.Type, 20);
	KUNIT_EXPECT_EQ(test, (int)queue.Size, (int)sizeof(queue));
	KUNIT_EXPECT_FALSE(test, queue.Busy);
	/* An idle queue becomes busy, and takes no entry. */
	KUNIT_EXPECT_FALSE(test, KeInsertDeviceQueue(&queue, &first));
	KUNIT_EXPECT_TRUE(test, queue.Busy);
	KUNIT_EXPECT_FALSE(test, first.Inserted);
	KUNIT_EXPECT_TRUE(test, IsListEmpty(&queue.DeviceListHead));
	KUNIT_EXPECT_TRUE(test, KeInsertDeviceQueue(&queue, &second));
	KUNIT_EXPECT_TRUE(test, second.Inserted);
	KUNIT_EXPECT_TRUE(test, KeInsertDeviceQueue(&queue, &third));
	KUNIT_EXPECT_FALSE(test, KeRemoveEntryDeviceQueue(&queue, &first));
	KUNIT_EXPECT_TRUE(test, KeRemoveEntryDeviceQueue(&queue, &second));
	KUNIT_EXPECT_FALSE(test, second.Inserted);
	KUNIT_EXPECT_FALSE(test, KeRemoveEntryDeviceQueue(&queue, &second));
	KUNIT_EXPECT_PTR_EQ(test, (void *)KeRemoveDeviceQueue(&queue), (void *)&third);
	KUNIT_EXPECT_FALSE(test, third.Inserted);
	KUNIT_EXPECT_TRUE(test, queue.Busy);
	KUNIT_EXPECT_PTR_EQ(test, (void *)KeRemoveDeviceQueue(&queue), NULL);
	KUNIT_EXPECT_FALSE(test, queue.Busy);
	KUNIT_EXPECT_PTR_EQ(test, (void *)KeRemoveByKeyDeviceQueueIfBusy(&queue, 0), NULL);
	EXPECT_NO_REPORT(test);
}

/* row 268: by key, in order of their coming among equals */
static void io_start_io_test_device_queue_by_key(struct kunit *test)
{
	static const ULONG keys[] = { 30, 10, 20, 10, 40 };
	/* The number of the entry that each removal finds, by the key that it is asked for. */
	static const struct {
		ULONG key;
		int entry;
	} removals[] = { { 15, 2 }, { 10, 1 }, { 41, 3 }, { 40, 4 }, { 99, 0 } };
	KDEVICE_QUEUE_ENTRY entries[5] = {};
	KDEVICE_QUEUE queue;
	int i;

	KeInitializeDeviceQueue(&queue);
	KUNIT_EXPECT_FALSE(test, KeInsertByKeyDeviceQueue(&queue, &entries[0], 5));
	for (i = 0; i < 5; i++) {
		KUNIT_EXPECT_TRUE(test, KeInsertByKeyDeviceQueue(&queue, &entries[i], keys[i]));
		KUNIT_EXPECT_EQ(test, entries[i].SortKey, keys[i]);
	}
	for (i = 0; i < 5; i++) {
		PKDEVICE_QUEUE_ENTRY found = i & 1 ? KeRemoveByKeyDeviceQueue(&queue, removals[i].key)
						   : KeRemoveByKeyDeviceQueueIfBusy(&queue, removals[i].key);

		KUNIT_EXPECT_EQ_MSG(test, (int)(found - entries), removals[i].entry, "removal %d", i);
	}
	KUNIT_EXPECT_PTR_EQ(test, (void *)KeRemoveByKeyDeviceQueue(&queue, 0), NULL);
	KUNIT_EXPECT_FALSE(test, queue.Busy);
	EXPECT_NO_REPORT(test);
}

/* ---- StartIo ---------------------------------------------------------------------------- */

static struct {
	PDEVICE_OBJECT device;
	struct sent sent[PACKETS];
	int order[PACKETS];
	int started;
	bool was_wrong;			/* level or CurrentIrp */
	bool cancelable;
	bool saw_cancel_routine;
	bool raises;
	int cancelled;
	/* Of the chain of packets. */
	int depth, deepest, left;
} now;

static int number_of(PIRP irp)
{
	return (int)(ULONG_PTR)irp->Tail.Overlay.DriverContext[3];
}

static VOID NTAPI note_packet(PDEVICE_OBJECT device, PIRP irp)
{
	KIRQL irql;

	if (KeGetCurrentIrql() != DISPATCH_LEVEL || device->CurrentIrp != irp || device != now.device)
		now.was_wrong = true;
	now.saw_cancel_routine = irp->CancelRoutine != NULL;
	now.order[now.started++] = irp == now.sent[0].irp ? 0 : number_of(irp);
	if (now.raises)
		KeRaiseIrql(HIGH_LEVEL, &irql);
}

static VOID NTAPI remove_and_cancel(PDEVICE_OBJECT device, PIRP irp)
{
	now.cancelled++;
	if (!KeRemoveEntryDeviceQueue(&device->DeviceQueue, &irp->Tail.Overlay.DeviceQueueEntry))
		now.was_wrong = true;
	IoReleaseCancelSpinLock(irp->CancelIrql);
	finish_irp(irp, STATUS_CANCELLED, 0);
}

static void new_packets(struct kunit *test, int count)
{
	int i;

	memset(&now, 0, sizeof(now));
	now.device = fixture_of(test)->device;
	fixture_of(test)->driver->DriverStartIo = note_packet;
	IoSetStartIoAttributes(now.device, FALSE, FALSE);
	for (i = 0; i < count; i++) {
		new_sent(test, &now.sent[i], 1, IRP_MJ_READ);
		IoSetNextIrpStackLocation(now.sent[i].irp);
		IoGetCurrentIrpStackLocation(now.sent[i].irp)->DeviceObject = now.device;
	}
}

/* The entry of the device queue lies over DriverContext[0] to [2]. */
static void start_packet(int number, PULONG key, PDRIVER_CANCEL cancel)
{
	now.sent[number].irp->Tail.Overlay.DriverContext[3] = (PVOID)(ULONG_PTR)number;
	IoStartPacket(now.device, now.sent[number].irp, key, cancel);
}

static void free_packets(int count)
{
	while (count--)
		IoFreeIrp(now.sent[count].irp);
}

/* row 266: the first packet at once, the others by key, one at a time */
static void io_start_io_test_packets_come_by_key(struct kunit *test)
{
	static const ULONG keys[PACKETS] = { 9, 3, 1, 2, 3, 4, 1, 2, 4, 3 };
	static const int expected[PACKETS] = { 0, 2, 6, 3, 7, 1, 4, 9, 5, 8 };
	int i;

	new_packets(test, PACKETS);
	for (i = 0; i < PACKETS; i++) {
		ULONG key = keys[i];

		start_packet(i, &key, NULL);
		KUNIT_EXPECT_EQ(test, now.started, 1);
	}
	for (i = 0; i < PACKETS; i++) {
		KUNIT_EXPECT_EQ(test, now.started, i + 1);
		KUNIT_EXPECT_EQ(test, now.order[i], expected[i]);
		finish_irp(now.device->CurrentIrp, STATUS_SUCCESS, 0);
		IoStartNextPacket(now.device, FALSE);
	}
	KUNIT_EXPECT_PTR_EQ(test, (void *)now.device->CurrentIrp, NULL);
	KUNIT_EXPECT_FALSE(test, now.device->DeviceQueue.Busy);
	KUNIT_EXPECT_FALSE(test, now.was_wrong);
	KUNIT_EXPECT_EQ(test, (int)KeGetCurrentIrql(), PASSIVE_LEVEL);
	free_packets(PACKETS);
	EXPECT_NO_REPORT(test);
}

/* row 266: without a key at the end; the next one by key */
static void io_start_io_test_packets_come_in_order(struct kunit *test)
{
	ULONG key = 5;

	new_packets(test, 4);
	start_packet(0, NULL, NULL);
	start_packet(1, &key, NULL);
	key = 7;
	start_packet(2, &key, NULL);
	start_packet(3, NULL, NULL);
	IoStartNextPacketByKey(now.device, FALSE, 6);
	KUNIT_EXPECT_EQ(test, now.order[1], 2);
	IoStartNextPacket(now.device, FALSE);
	KUNIT_EXPECT_EQ(test, now.order[2], 1);
	IoStartNextPacket(now.device, FALSE);
	KUNIT_EXPECT_EQ(test, now.order[3], 3);
	IoStartNextPacket(now.device, FALSE);
	KUNIT_EXPECT_EQ(test, now.started, 4);
	free_packets(4);
	EXPECT_NO_REPORT(test);
}

/* row 266: a packet in the queue is cancelled, and so is one that was cancelled before it came */
static void io_start_io_test_packets_are_cancelled(struct kunit *test)
{
	int not_cancelable;

	for (not_cancelable = 0; not_cancelable < 2; not_cancelable++) {
		new_packets(test, 4);
		IoSetStartIoAttributes(now.device, FALSE, not_cancelable);
		start_packet(0, NULL, remove_and_cancel);
		KUNIT_EXPECT_EQ(test, (int)now.saw_cancel_routine, !not_cancelable);
		start_packet(1, NULL, remove_and_cancel);
		KUNIT_EXPECT_TRUE(test, IoCancelIrp(now.sent[1].irp));
		KUNIT_EXPECT_EQ(test, now.sent[1].status, STATUS_CANCELLED);
		IoCancelIrp(now.sent[2].irp);
		start_packet(2, NULL, remove_and_cancel);
		KUNIT_EXPECT_EQ(test, now.sent[2].status, STATUS_CANCELLED);
		KUNIT_EXPECT_EQ(test, now.cancelled, 2);
		start_packet(3, NULL, remove_and_cancel);
		IoSetCancelRoutine(now.sent[0].irp, NULL);
		finish_irp(now.sent[0].irp, STATUS_SUCCESS, 0);
		IoStartNextPacket(now.device, TRUE);
		KUNIT_EXPECT_EQ(test, now.started, 2);
		KUNIT_EXPECT_EQ(test, now.order[1], 3);
		KUNIT_EXPECT_EQ(test, (int)now.saw_cancel_routine, !not_cancelable);
		IoSetCancelRoutine(now.sent[3].irp, NULL);
		finish_irp(now.sent[3].irp, STATUS_SUCCESS, 0);
		IoStartNextPacket(now.device, TRUE);
		KUNIT_EXPECT_EQ(test, (int)KeGetCurrentIrql(), PASSIVE_LEVEL);
		KUNIT_EXPECT_FALSE(test, now.was_wrong);
		free_packets(4);
	}
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI go_on(PDEVICE_OBJECT device, PIRP irp)
{
	now.depth++;
	now.deepest = max(now.deepest, now.depth);
	now.started++;
	if (--now.left > 0)
		IoStartPacket(device, irp, NULL, NULL);
	IoStartNextPacket(device, FALSE);
	now.depth--;
}

/* row 267: each StartIo asks for the next packet; with DeferredStartIo there is one call at a time */
static void io_start_io_test_deferred(struct kunit *test)
{
	enum { CHAIN = 1000 };

	new_packets(test, 1);
	fixture_of(test)->driver->DriverStartIo = go_on;
	IoSetStartIoAttributes(now.device, TRUE, FALSE);
	now.left = CHAIN;
	start_packet(0, NULL, NULL);
	KUNIT_EXPECT_EQ(test, now.started, CHAIN);
	KUNIT_EXPECT_EQ(test, now.deepest, 1);
	KUNIT_EXPECT_FALSE(test, now.device->DeviceQueue.Busy);
	/* Without it they nest. */
	IoSetStartIoAttributes(now.device, FALSE, FALSE);
	now.left = 5;
	start_packet(0, NULL, NULL);
	KUNIT_EXPECT_EQ(test, now.deepest, 5);
	free_packets(1);
	EXPECT_NO_REPORT(test);
}

static void io_start_io_test_misuse_is_contained(struct kunit *test)
{
	new_packets(test, 4);
	fixture_of(test)->driver->DriverStartIo = NULL;
	start_packet(0, NULL, NULL);
	EXPECT_REPORT(test, "IoStartPacket", BUGCHECK_KMODE_EXCEPTION, ANY, ANY, ANY, ANY, now.sent[0].irp);
	KUNIT_EXPECT_EQ(test, now.sent[0].status, STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_FALSE(test, now.device->DeviceQueue.Busy);
	fixture_of(test)->driver->DriverStartIo = note_packet;
	start_packet(2, NULL, NULL);
	start_packet(3, NULL, remove_and_cancel);
	fixture_of(test)->driver->DriverStartIo = NULL;
	IoStartNextPacket(now.device, TRUE);
	EXPECT_REPORT(test, "IoStartNextPacket", BUGCHECK_KMODE_EXCEPTION, ANY, ANY, ANY, ANY,
		      now.sent[3].irp);
	KUNIT_EXPECT_EQ(test, now.sent[3].status, STATUS_INVALID_DEVICE_REQUEST);
	KUNIT_EXPECT_FALSE(test, now.device->DeviceQueue.Busy);
	fixture_of(test)->driver->DriverStartIo = note_packet;
	now.raises = true;
	start_packet(1, NULL, NULL);
	KUNIT_EXPECT_EQ(test, (int)KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "DRIVER_STARTIO", BUGCHECK_IO_VIOLATION, 5, now.device, DISPATCH_LEVEL, HIGH_LEVEL,
		      now.sent[1].irp);
	IoStartNextPacket(now.device, FALSE);
	free_packets(4);
}

/* ---- The DPC and the timer of a device -------------------------------------------------- */

static struct {
	PDEVICE_OBJECT device;
	PIRP irp;
	PVOID context;
	KIRQL irql;
	atomic_t calls;
	bool stops_itself;
	struct completion done;
} routine;

static VOID NTAPI dpc_routine(PKDPC dpc, PDEVICE_OBJECT device, PIRP irp, PVOID context)
{
	routine.device = device;
	routine.irp = irp;
	routine.context = context;
	routine.irql = KeGetCurrentIrql();
	complete(&routine.done);
}

/* row 269 */
static void io_start_io_test_dpc_of_a_device(struct kunit *test)
{
	PDEVICE_OBJECT device = fixture_of(test)->device;

	memset(&routine, 0, sizeof(routine));
	init_completion(&routine.done);
	IoInitializeDpcRequest(device, dpc_routine);
	KeSetImportanceDpc(&device->Dpc, HighImportance);
	KUNIT_EXPECT_TRUE(test, IoRequestDpc(device, (PIRP)test, &routine));
	ASSERT_IN_TIME(test, &routine.done);
	KUNIT_EXPECT_PTR_EQ(test, (void *)routine.device, (void *)device);
	KUNIT_EXPECT_PTR_EQ(test, (void *)routine.irp, (void *)test);
	KUNIT_EXPECT_PTR_EQ(test, routine.context, (void *)&routine);
	KUNIT_EXPECT_EQ(test, (int)routine.irql, DISPATCH_LEVEL);
	KeFlushQueuedDpcs();
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI timer_routine(PDEVICE_OBJECT device, PVOID context)
{
	routine.device = device;
	routine.context = context;
	routine.irql = KeGetCurrentIrql();
	if (atomic_inc_return(&routine.calls) == 3) {
		if (routine.stops_itself)
			IoStopTimer(device);
		complete(&routine.done);
	}
}

static void start_timer(struct kunit *test, PDEVICE_OBJECT device)
{
	memset(&routine, 0, sizeof(routine));
	init_completion(&routine.done);
	KUNIT_ASSERT_EQ(test, IoInitializeTimer(device, timer_routine, &routine), STATUS_SUCCESS);
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, device->Timer);
	IoStartTimer(device);
}

/* row 269: three ticks; the routine may stop its timer, and stopping ends the calls */
static void io_start_io_test_timer_of_a_device(struct kunit *test)
{
	PDEVICE_OBJECT device;
	LARGE_INTEGER delay;
	int calls;

	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture_of(test)->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
					     &device), STATUS_SUCCESS);
	start_timer(test, device);
	IoStartTimer(device);
	ASSERT_IN_TIME(test, &routine.done);
	IoStopTimer(device);
	calls = atomic_read(&routine.calls);
	KUNIT_EXPECT_GE(test, calls, 3);
	KUNIT_EXPECT_PTR_EQ(test, (void *)routine.device, (void *)device);
	KUNIT_EXPECT_PTR_EQ(test, routine.context, (void *)&routine);
	KUNIT_EXPECT_EQ(test, (int)routine.irql, DISPATCH_LEVEL);
	IoStopTimer(device);

	start_timer(test, device);
	routine.stops_itself = true;
	ASSERT_IN_TIME(test, &routine.done);
	delay.QuadPart = -15000000;
	KeDelayExecutionThread(KernelMode, FALSE, &delay);
	KUNIT_EXPECT_EQ(test, atomic_read(&routine.calls), 3);

	/* The deletion of the device also stops it. */
	start_timer(test, device);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
	IoStartTimer(fixture_of(test)->device);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_start_io_cases[] = {
	KUNIT_CASE(io_start_io_test_device_queue),
	KUNIT_CASE(io_start_io_test_device_queue_by_key),
	KUNIT_CASE(io_start_io_test_packets_come_by_key),
	KUNIT_CASE(io_start_io_test_packets_come_in_order),
	KUNIT_CASE(io_start_io_test_packets_are_cancelled),
	KUNIT_CASE(io_start_io_test_deferred),
	KUNIT_CASE(io_start_io_test_misuse_is_contained),
	KUNIT_CASE(io_start_io_test_dpc_of_a_device),
	KUNIT_CASE(io_start_io_test_timer_of_a_device),
	{}
};

WINWORK_SUITE(io_start_io);
