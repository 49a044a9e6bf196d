/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_cancel: cancelling, and cancel-safe queues.
 */
#include "irp_case.h"

#include <linux/delay.h>
#include <linux/random.h>

/* The record of a case's cancel routine. */
static struct {
	atomic_t calls;
	KIRQL irql;
	BOOLEAN cancel;
	PVOID routine;
	PDEVICE_OBJECT device;
	bool keeps_lock;
} seen;

static VOID NTAPI on_cancel(PDEVICE_OBJECT device, PIRP irp)
{
	seen.irql = KeGetCurrentIrql();
	seen.cancel = irp->Cancel;
	seen.routine = irp->CancelRoutine;
	seen.device = device;
	atomic_inc(&seen.calls);
	if (seen.keeps_lock)
		return;
	IoReleaseCancelSpinLock(irp->CancelIrql);
	finish_irp(irp, STATUS_CANCELLED, 0);
}

static NTSTATUS NTAPI pend(PDEVICE_OBJECT device, PIRP irp)
{
	IoMarkIrpPending(irp);
	return STATUS_PENDING;
}

static void send(struct kunit *test, struct sent *sent)
{
	memset(&seen, 0, sizeof(seen));
	fixture_of(test)->driver->MajorFunction[IRP_MJ_READ] = pend;
	new_sent(test, sent, 1, IRP_MJ_READ);
	KUNIT_EXPECT_EQ(test, IoCallDriver(fixture_of(test)->device, sent->irp), STATUS_PENDING);
}

/* row 252 */
static void io_cancel_test_without_a_routine(struct kunit *test)
{
	struct sent sent;

	send(test, &sent);
	KUNIT_EXPECT_FALSE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_FALSE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_TRUE(test, sent.irp->Cancel);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 0);
	finish_irp(sent.irp, STATUS_SUCCESS, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	IoFreeIrp(sent.irp);
	EXPECT_NO_REPORT(test);
}

/* rows 253, 254 */
static void io_cancel_test_with_a_routine(struct kunit *test)
{
	struct sent sent;

	send(test, &sent);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoSetCancelRoutine(sent.irp, on_cancel), NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoSetCancelRoutine(sent.irp, on_cancel), (void *)on_cancel);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoSetCancelRoutine(sent.irp, NULL), (void *)on_cancel);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoSetCancelRoutine(sent.irp, on_cancel), NULL);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_EQ(test, atomic_read(&seen.calls), 1);
	KUNIT_EXPECT_EQ(test, (int)seen.irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_TRUE(test, seen.cancel);
	KUNIT_EXPECT_PTR_EQ(test, seen.routine, NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)seen.device, (void *)fixture_of(test)->device);
	KUNIT_EXPECT_EQ(test, sent.status, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, (int)sent.irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, (int)KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoSetCancelRoutine(sent.irp, NULL), NULL);
	KUNIT_EXPECT_FALSE(test, IoCancelIrp(sent.irp));
	IoFreeIrp(sent.irp);
	EXPECT_NO_REPORT(test);
}

/* row 257 */
static void io_cancel_test_routine_keeps_the_lock(struct kunit *test)
{
	struct sent sent;
	KIRQL irql;

	send(test, &sent);
	seen.keeps_lock = true;
	IoSetCancelRoutine(sent.irp, on_cancel);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_EQ(test, (int)KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "DRIVER_CANCEL", BUGCHECK_IO_VIOLATION, 5, ANY, PASSIVE_LEVEL, DISPATCH_LEVEL,
		      sent.irp);
	IoAcquireCancelSpinLock(&irql);
	KUNIT_EXPECT_EQ(test, (int)KeGetCurrentIrql(), DISPATCH_LEVEL);
	IoReleaseCancelSpinLock(irql);
	seen.keeps_lock = false;
	IoSetCancelRoutine(sent.irp, on_cancel);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_EQ(test, atomic_read(&sent.completed), 1);
	IoFreeIrp(sent.irp);
	EXPECT_NO_REPORT(test);
}

/* ---- Queues ----------------------------------------------------------------------------- */

struct queue {
	IO_CSQ csq;
	LIST_ENTRY irps;
	KSPIN_LOCK lock;
	FAST_MUTEX mutex;
	bool uses_mutex;
	atomic_t removed, cancelled;
	bool locked;
	bool locked_in_cancel;
	int depth, most;
};

static struct queue *queue_of(PIO_CSQ csq)
{
	return CONTAINING_RECORD(csq, struct queue, csq);
}

static VOID NTAPI insert(PIO_CSQ csq, PIRP irp)
{
	queue_of(csq)->depth++;
	InsertTailList(&queue_of(csq)->irps, &irp->Tail.Overlay.ListEntry);
}

static NTSTATUS NTAPI insert_ex(PIO_CSQ csq, PIRP irp, PVOID context)
{
	if (queue_of(csq)->depth >= queue_of(csq)->most)
		return *(NTSTATUS *)context;
	insert(csq, irp);
	return STATUS_SUCCESS;
}

static VOID NTAPI take_out(PIO_CSQ csq, PIRP irp)
{
	struct queue *queue = queue_of(csq);

	queue->depth--;
	atomic_inc(&queue->removed);
	if (!queue->locked)
		queue->depth = -1000;
	RemoveEntryList(&irp->Tail.Overlay.ListEntry);
}

static PIRP NTAPI peek(PIO_CSQ csq, PIRP irp, PVOID context)
{
	PLIST_ENTRY head = &queue_of(csq)->irps;
	PLIST_ENTRY entry = irp ? irp->Tail.Overlay.ListEntry.Flink : head->Flink;

	for (; entry != head; entry = entry->Flink) {
		PIRP next = CONTAINING_RECORD(entry, IRP, Tail.Overlay.ListEntry);

		if (!context || next->Tail.Overlay.DriverContext[0] == context)
			return next;
	}
	return NULL;
}

static VOID NTAPI acquire(PIO_CSQ csq, PKIRQL irql)
{
	struct queue *queue = queue_of(csq);

	if (queue->uses_mutex)
		ExAcquireFastMutex(&queue->mutex);
	else
		KeAcquireSpinLock(&queue->lock, irql);
	queue->locked = true;
}

static VOID NTAPI release(PIO_CSQ csq, KIRQL irql)
{
	struct queue *queue = queue_of(csq);

	queue->locked = false;
	if (queue->uses_mutex)
		ExReleaseFastMutex(&queue->mutex);
	else
		KeReleaseSpinLock(&queue->lock, irql);
}

static VOID NTAPI complete_cancelled(PIO_CSQ csq, PIRP irp)
{
	struct queue *queue = queue_of(csq);

	if (KeGetCurrentIrql() != PASSIVE_LEVEL)
		queue->locked_in_cancel = true;
	atomic_inc(&queue->cancelled);
	finish_irp(irp, STATUS_CANCELLED, 0);
}

static struct queue *new_queue(struct kunit *test, bool ex)
{
	struct queue *queue = case_alloc_type(test, struct queue);

	InitializeListHead(&queue->irps);
	KeInitializeSpinLock(&queue->lock);
	ExInitializeFastMutex(&queue->mutex);
	queue->most = 2;
	KUNIT_ASSERT_EQ(test, ex ? IoCsqInitializeEx(&queue->csq, insert_ex, take_out, peek, acquire, release,
						     complete_cancelled)
				 : IoCsqInitialize(&queue->csq, insert, take_out, peek, acquire, release,
						   complete_cancelled), STATUS_SUCCESS);
	return queue;
}

static void new_location(struct kunit *test, struct sent *sent)
{
	new_sent(test, sent, 1, IRP_MJ_READ);
	IoSetNextIrpStackLocation(sent->irp);
	IoGetCurrentIrpStackLocation(sent->irp)->DeviceObject = fixture_of(test)->device;
}

/* row 259 */
static void io_cancel_test_queue_is_first_in_first_out(struct kunit *test)
{
	struct queue *queue = new_queue(test, false);
	struct sent sent[3];
	int i;

	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveNextIrp(&queue->csq, NULL), NULL);
	for (i = 0; i < 3; i++) {
		new_location(test, &sent[i]);
		IoCsqInsertIrp(&queue->csq, sent[i].irp, NULL);
		KUNIT_EXPECT_TRUE(test, IoGetCurrentIrpStackLocation(sent[i].irp)->Control &
						SL_PENDING_RETURNED);
	}
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveNextIrp(&queue->csq, NULL),
				    (void *)sent[i].irp);
		KUNIT_EXPECT_PTR_EQ(test, (void *)sent[i].irp->CancelRoutine, NULL);
		finish_irp(sent[i].irp, STATUS_SUCCESS, 0);
		IoFreeIrp(sent[i].irp);
	}
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveNextIrp(&queue->csq, NULL), NULL);
	EXPECT_NO_REPORT(test);
}

/* row 260 */
static void io_cancel_test_insert_callback_refuses(struct kunit *test)
{
	struct queue *queue = new_queue(test, true);
	NTSTATUS refusal = STATUS_DEVICE_BUSY;
	IO_CSQ_IRP_CONTEXT context;
	struct sent sent[3];
	int i;

	for (i = 0; i < 3; i++) {
		new_location(test, &sent[i]);
		KUNIT_EXPECT_EQ(test, IoCsqInsertIrpEx(&queue->csq, sent[i].irp, i == 2 ? &context : NULL,
						       &refusal),
				i == 2 ? STATUS_DEVICE_BUSY : STATUS_SUCCESS);
	}
	KUNIT_EXPECT_EQ(test, (int)(IoGetCurrentIrpStackLocation(sent[2].irp)->Control & SL_PENDING_RETURNED),
			0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)sent[2].irp->CancelRoutine, NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveIrp(&queue->csq, &context), NULL);
	for (i = 0; i < 3; i++) {
		if (i < 2)
			KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveNextIrp(&queue->csq, NULL),
					    (void *)sent[i].irp);
		finish_irp(sent[i].irp, STATUS_SUCCESS, 0);
		IoFreeIrp(sent[i].irp);
	}
	EXPECT_NO_REPORT(test);
}

/* rows 261, 262, 263, 264 */
static void io_cancel_test_queue_cancels(struct kunit *test)
{
	struct queue *queue = new_queue(test, false);
	IO_CSQ_IRP_CONTEXT context;
	struct sent sent[4];
	int i;

	for (i = 0; i < 4; i++)
		new_location(test, &sent[i]);

	/* A queued IRP, with and without a context. */
	IoCsqInsertIrp(&queue->csq, sent[0].irp, NULL);
	IoCsqInsertIrp(&queue->csq, sent[1].irp, &context);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent[0].irp));
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->cancelled), 1);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent[1].irp));
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->cancelled), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->removed), 2);
	KUNIT_EXPECT_FALSE(test, queue->locked_in_cancel);
	KUNIT_EXPECT_EQ(test, sent[1].status, STATUS_CANCELLED);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveIrp(&queue->csq, &context), NULL);

	/* One that is cancelled before. */
	KUNIT_EXPECT_FALSE(test, IoCancelIrp(sent[2].irp));
	IoCsqInsertIrp(&queue->csq, sent[2].irp, &context);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->cancelled), 3);
	KUNIT_EXPECT_EQ(test, sent[2].status, STATUS_CANCELLED);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveIrp(&queue->csq, &context), NULL);

	/* One that is taken out by its context, and by a peek context. */
	IoCsqInsertIrp(&queue->csq, sent[3].irp, &context);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveIrp(&queue->csq, &context), (void *)sent[3].irp);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveIrp(&queue->csq, &context), NULL);
	sent[3].irp->Tail.Overlay.DriverContext[0] = test;
	IoCsqInsertIrp(&queue->csq, sent[3].irp, NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveNextIrp(&queue->csq, queue), NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoCsqRemoveNextIrp(&queue->csq, test), (void *)sent[3].irp);
	finish_irp(sent[3].irp, STATUS_SUCCESS, 0);
	KUNIT_EXPECT_EQ(test, queue->depth, 0);
	for (i = 0; i < 4; i++) {
		KUNIT_EXPECT_EQ(test, atomic_read(&sent[i].completed), 1);
		IoFreeIrp(sent[i].irp);
	}
	EXPECT_NO_REPORT(test);
}

#define STRESS_IRPS 8
#define STRESS_ROUNDS 100

struct stress {
	struct kunit *test;
	struct queue *queue;
	struct sent sent[STRESS_IRPS];
	spinlock_t locks[STRESS_IRPS];	/* the IRP exists */
	bool out[STRESS_IRPS];
	atomic_t stop, completed;
};

/* Inserts, and waits until each IRP is complete. */
static void stress_insert(void *data)
{
	struct stress *stress = data;
	int round, i;

	for (round = 0; round < STRESS_ROUNDS; round++) {
		for (i = 0; i < STRESS_IRPS; i++) {
			new_location(stress->test, &stress->sent[i]);
			/* Only a cancel takes out the first of each round. */
			stress->sent[i].irp->Tail.Overlay.DriverContext[0] = i ? stress : NULL;
			spin_lock(&stress->locks[i]);
			stress->out[i] = true;
			spin_unlock(&stress->locks[i]);
			IoCsqInsertIrp(&stress->queue->csq, stress->sent[i].irp, NULL);
		}
		for (i = 0; i < STRESS_IRPS; i++) {
			if (!in_time(&stress->sent[i].done))
				break;
			spin_lock(&stress->locks[i]);
			stress->out[i] = false;
			spin_unlock(&stress->locks[i]);
			atomic_add(atomic_read(&stress->sent[i].completed), &stress->completed);
			IoFreeIrp(stress->sent[i].irp);
		}
	}
	atomic_set(&stress->stop, 1);
}

static void stress_remove(void *data)
{
	struct stress *stress = data;

	while (!atomic_read(&stress->stop)) {
		PIRP irp = IoCsqRemoveNextIrp(&stress->queue->csq, stress);

		if (irp)
			finish_irp(irp, STATUS_SUCCESS, 0);
		cond_resched();
	}
}

static void stress_cancel(void *data)
{
	struct stress *stress = data;
	unsigned int next = 0;

	while (!atomic_read(&stress->stop)) {
		const int i = next++ % STRESS_IRPS;

		/* The mutex of a queue needs a thread. */
		if (stress->queue->uses_mutex) {
			cond_resched();
			continue;
		}
		spin_lock(&stress->locks[i]);
		if (stress->out[i])
			IoCancelIrp(stress->sent[i].irp);
		spin_unlock(&stress->locks[i]);
		cond_resched();
	}
}

/* rows 255, 256, 265: each IRP is completed once, by a removal or a cancel */
static void io_cancel_test_queue_under_stress(struct kunit *test)
{
	struct stress *stress = case_alloc_type(test, struct stress);
	int i;

	stress->test = test;
	stress->queue = new_queue(test, false);
	for (i = 0; i < STRESS_IRPS; i++)
		spin_lock_init(&stress->locks[i]);
	spawn(test, stress_insert, stress);
	spawn(test, stress_remove, stress);
	spawn(test, stress_remove, stress);
	spawn(test, stress_cancel, stress);
	spawn(test, stress_cancel, stress);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&stress->completed), STRESS_IRPS * STRESS_ROUNDS);
	KUNIT_EXPECT_EQ(test, stress->queue->depth, 0);
	KUNIT_EXPECT_GE(test, atomic_read(&stress->queue->cancelled), STRESS_ROUNDS);
	EXPECT_NO_REPORT(test);
}

/* row 265: the same with a mutex as the queue's lock */
static void io_cancel_test_queue_with_a_mutex(struct kunit *test)
{
	struct queue *queue = new_queue(test, false);
	struct sent sent;

	queue->uses_mutex = true;
	new_location(test, &sent);
	IoCsqInsertIrp(&queue->csq, sent.irp, NULL);
	KUNIT_EXPECT_TRUE(test, IoCancelIrp(sent.irp));
	KUNIT_EXPECT_EQ(test, sent.status, STATUS_CANCELLED);
	IoFreeIrp(sent.irp);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_cancel_cases[] = {
	KUNIT_CASE(io_cancel_test_without_a_routine),
	KUNIT_CASE(io_cancel_test_with_a_routine),
	KUNIT_CASE(io_cancel_test_routine_keeps_the_lock),
	KUNIT_CASE(io_cancel_test_queue_is_first_in_first_out),
	KUNIT_CASE(io_cancel_test_insert_callback_refuses),
	KUNIT_CASE(io_cancel_test_queue_cancels),
	KUNIT_CASE(io_cancel_test_queue_under_stress),
	KUNIT_CASE(io_cancel_test_queue_with_a_mutex),
	{}
};

WINWORK_SUITE(io_cancel);
