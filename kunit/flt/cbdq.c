/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_cbdq: callback data queues and their cancellation.
 */
#include "flt_case.h"

/* The layout of Windows on 64-bit machines. */
static_assert(sizeof(IO_CSQ) == 0x40);
static_assert(sizeof(FLT_CALLBACK_DATA_QUEUE_IO_CONTEXT) == 0x18);
static_assert(sizeof(FLT_CALLBACK_DATA_QUEUE) == 0x80);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, Csq) == 0);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, Flags) == 0x40);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, Instance) == 0x48);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, InsertIo) == 0x50);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, RemoveIo) == 0x58);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, PeekNextIo) == 0x60);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, Acquire) == 0x68);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, Release) == 0x70);
static_assert(offsetof(FLT_CALLBACK_DATA_QUEUE, CompleteCanceledIo) == 0x78);

struct queue {
	FLT_CALLBACK_DATA_QUEUE cbdq;
	LIST_ENTRY list;
	KSPIN_LOCK lock;
	NTSTATUS insert_status;
	FLT_CALLBACK_DATA_QUEUE_IO_CONTEXT io_context;
	atomic_t inserts;
	atomic_t removes;
	atomic_t cancels;
	PVOID insert_context;
	bool cancel_first;
	NTSTATUS status;		/* of FltCbdqInsertIo */
	struct completion queued;
};

static struct queue *queue;

static NTSTATUS insert_io(PFLT_CALLBACK_DATA_QUEUE cbdq, PFLT_CALLBACK_DATA data, PVOID context)
{
	struct queue *q = CONTAINING_RECORD(cbdq, struct queue, cbdq);

	q->insert_context = context;
	if (!NT_SUCCESS(q->insert_status))
		return q->insert_status;
	atomic_inc(&q->inserts);
	InsertTailList(&q->list, &data->QueueLinks);
	return q->insert_status;
}

static VOID remove_io(PFLT_CALLBACK_DATA_QUEUE cbdq, PFLT_CALLBACK_DATA data)
{
	struct queue *q = CONTAINING_RECORD(cbdq, struct queue, cbdq);

	atomic_inc(&q->removes);
	RemoveEntryList(&data->QueueLinks);
}

static PFLT_CALLBACK_DATA peek_next_io(PFLT_CALLBACK_DATA_QUEUE cbdq, PFLT_CALLBACK_DATA data,
				       PVOID context)
{
	struct queue *q = CONTAINING_RECORD(cbdq, struct queue, cbdq);
	PLIST_ENTRY next = data ? data->QueueLinks.Flink : q->list.Flink;

	return next == &q->list ? NULL : CONTAINING_RECORD(next, FLT_CALLBACK_DATA, QueueLinks);
}

static VOID acquire(PFLT_CALLBACK_DATA_QUEUE cbdq, PKIRQL irql)
{
	struct queue *q = CONTAINING_RECORD(cbdq, struct queue, cbdq);

	KeAcquireSpinLock(&q->lock, irql);
}

static VOID release(PFLT_CALLBACK_DATA_QUEUE cbdq, KIRQL irql)
{
	struct queue *q = CONTAINING_RECORD(cbdq, struct queue, cbdq);

	KeReleaseSpinLock(&q->lock, irql);
}

static VOID complete_canceled(PFLT_CALLBACK_DATA_QUEUE cbdq, PFLT_CALLBACK_DATA data)
{
	struct queue *q = CONTAINING_RECORD(cbdq, struct queue, cbdq);

	atomic_inc(&q->cancels);
	data->IoStatus.Status = STATUS_CANCELLED;
	FltCompletePendedPreOperation(data, FLT_PREOP_COMPLETE, NULL);
}

static FLT_PREOP_CALLBACK_STATUS queue_it(struct mini *mini, PFLT_CALLBACK_DATA data,
					  PVOID *context)
{
	NTSTATUS status;

	if (queue->cancel_first)
		KUNIT_EXPECT_FALSE(mini->of->test, FltCancelIo(data));
	status = FltCbdqInsertIo(&queue->cbdq, data, &queue->io_context, mini);
	queue->status = status;
	complete(&queue->queued);
	return NT_SUCCESS(status) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* One minifilter, which queues reads. */
static struct flt_case *new_queue(struct kunit *test)
{
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");

	queue = case_alloc_type(test, struct queue);
	InitializeListHead(&queue->list);
	KeInitializeSpinLock(&queue->lock);
	init_completion(&queue->queued);
	mini->on_pre = queue_it;
	KUNIT_ASSERT_EQ(test, FltCbdqInitialize(mini->instance, &queue->cbdq, insert_io, remove_io,
						peek_next_io, acquire, release,
						complete_canceled), STATUS_SUCCESS);
	return c;
}

static void finish(PFLT_CALLBACK_DATA data)
{
	FltCompletePendedPreOperation(data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
}

static void flt_cbdq_test_in_and_out_in_order(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	PFLT_CALLBACK_DATA first, second;

	send_async_read(c);
	first = c->minis[0].data;
	send_async_read(c);
	second = c->minis[0].data;
	KUNIT_EXPECT_PTR_EQ(test, queue->insert_context, (PVOID)&c->minis[0]);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 0);
	KUNIT_EXPECT_PTR_EQ(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL), first);
	finish(first);
	KUNIT_EXPECT_PTR_EQ(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL), second);
	finish(second);
	KUNIT_EXPECT_TRUE(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL) == NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->removes), 2);
	end_flt_case(c);
}

static FLT_PREOP_CALLBACK_STATUS queue_and_go_on(struct mini *mini, PFLT_CALLBACK_DATA data,
						 PVOID *context)
{
	queue_it(mini, data, context);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static void flt_cbdq_test_what_goes_on_leaves_the_queue(struct kunit *test)
{
	struct flt_case *c = new_queue(test);

	c->minis[0].on_pre = queue_and_go_on;
	send_async_read(c);
	EXPECT_REPORT(test, "PreOperation", BUGCHECK_FLTMGR, 0, c->minis[0].data, 0, 0,
		      c->minis[0].data);
	KUNIT_EXPECT_EQ(test, queue->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->removes), 1);
	KUNIT_EXPECT_TRUE(test, IsListEmpty(&queue->list));
	KUNIT_EXPECT_TRUE(test, FltCbdqRemoveIo(&queue->cbdq, &queue->io_context) == NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 1);
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS queue_in_post(struct mini *mini, PFLT_CALLBACK_DATA data,
						PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	queue->status = FltCbdqInsertIo(&queue->cbdq, data, NULL, mini);
	return FLT_POSTOP_MORE_PROCESSING_REQUIRED;
}

static void flt_cbdq_test_what_is_queued_is_not_completed(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	struct mini *mini = &c->minis[0];

	send_async_read(c);
	finish(mini->data);
	EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_FLTMGR, 0, mini->data,
		      FLT_PREOP_SUCCESS_NO_CALLBACK, 0, mini->data);
	KUNIT_EXPECT_PTR_EQ(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL), mini->data);
	finish(mini->data);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 1);
	mini->on_pre = NULL;
	mini->on_post = queue_in_post;
	send_async_read(c);
	KUNIT_EXPECT_EQ(test, queue->status, STATUS_SUCCESS);
	FltCompletePendedPostOperation(mini->data);
	EXPECT_REPORT(test, "FltCompletePendedPostOperation", BUGCHECK_FLTMGR, 0, mini->data, 0, 0,
		      mini->data);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 1);
	KUNIT_EXPECT_PTR_EQ(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL), mini->data);
	FltCompletePendedPostOperation(mini->data);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 2);
	end_flt_case(c);
}

static void flt_cbdq_test_initialised_at_any_irql(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	NTSTATUS status;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = FltCbdqInitialize(c->minis[0].instance, &queue->cbdq, insert_io, remove_io,
				   peek_next_io, acquire, release, complete_canceled);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, status, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	end_flt_case(c);
}

static void flt_cbdq_test_removed_by_context(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	PFLT_CALLBACK_DATA data;

	send_async_read(c);
	data = c->minis[0].data;
	KUNIT_EXPECT_PTR_EQ(test, FltCbdqRemoveIo(&queue->cbdq, &queue->io_context), data);
	KUNIT_EXPECT_TRUE(test, FltCbdqRemoveIo(&queue->cbdq, &queue->io_context) == NULL);
	KUNIT_EXPECT_FALSE(test, FltCancelIo(data));
	KUNIT_EXPECT_TRUE(test, FltIsIoCanceled(data));
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->cancels), 0);
	finish(data);
	ASSERT_IN_TIME(test, &c->done);
	end_flt_case(c);
}

struct question {
	PFLT_CALLBACK_DATA data;
	BOOLEAN canceled;
};

static void ask_whether_canceled(void *data)
{
	struct question *question = data;

	question->canceled = FltIsIoCanceled(question->data);
}

static void flt_cbdq_test_is_it_canceled_at_any_irql(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	struct question question;

	send_async_read(c);
	question.data = c->minis[0].data;
	KUNIT_EXPECT_PTR_EQ(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL), question.data);
	KUNIT_EXPECT_TRUE(test, run_in_hard_interrupt(ask_whether_canceled, &question));
	KUNIT_EXPECT_FALSE(test, question.canceled);
	FltCancelIo(question.data);
	KUNIT_EXPECT_TRUE(test, run_in_hard_interrupt(ask_whether_canceled, &question));
	KUNIT_EXPECT_TRUE(test, question.canceled);
	EXPECT_NO_REPORT(test);
	finish(question.data);
	ASSERT_IN_TIME(test, &c->done);
	KUNIT_EXPECT_FALSE(test, FltIsIoCanceled(question.data));
	EXPECT_REPORT(test, "FltIsIoCanceled", BUGCHECK_FLTMGR, 0, question.data, 0, 0,
		      question.data);
	end_flt_case(c);
}

static void flt_cbdq_test_disabled_queue_takes_none(struct kunit *test)
{
	struct flt_case *c = new_queue(test);

	send_async_read(c);
	FltCbdqDisable(&queue->cbdq);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, queue->status, STATUS_FLT_CBDQ_DISABLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->inserts), 1);
	/* An operation that was queued can be removed. */
	finish(FltCbdqRemoveNextIo(&queue->cbdq, NULL));
	FltCbdqEnable(&queue->cbdq);
	send_async_read(c);
	KUNIT_EXPECT_EQ(test, queue->status, STATUS_SUCCESS);
	finish(FltCbdqRemoveNextIo(&queue->cbdq, NULL));
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), 2);
	end_flt_case(c);
}

static void flt_cbdq_test_insertion_may_fail(struct kunit *test)
{
	struct flt_case *c = new_queue(test);

	queue->insert_status = STATUS_INSUFFICIENT_RESOURCES;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, queue->status, STATUS_INSUFFICIENT_RESOURCES);
	/* It is in no queue, so it may be completed, and not cancelled. */
	EXPECT_TRACE(c, "AF");
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->removes), 0);
	end_flt_case(c);
}

static void flt_cbdq_test_cancelled_in_the_queue(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	PFLT_CALLBACK_DATA data;

	send_async_read(c);
	data = c->minis[0].data;
	KUNIT_EXPECT_TRUE(test, FltCancelIo(data));
	ASSERT_IN_TIME(test, &c->done);
	KUNIT_EXPECT_EQ(test, c->status, STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->removes), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->cancels), 1);
	KUNIT_EXPECT_TRUE(test, FltCbdqRemoveIo(&queue->cbdq, &queue->io_context) == NULL);
	KUNIT_EXPECT_TRUE(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL) == NULL);
	EXPECT_TRACE(c, "A");
	end_flt_case(c);
}

static void flt_cbdq_test_cancelled_before_the_queue(struct kunit *test)
{
	struct flt_case *c = new_queue(test);

	queue->cancel_first = true;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_CANCELLED);
	KUNIT_EXPECT_EQ(test, queue->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->removes), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->cancels), 1);
	EXPECT_TRACE(c, "A");
	end_flt_case(c);
}

static void flt_cbdq_test_only_irps_can_be_queued(struct kunit *test)
{
	struct flt_case *c = new_queue(test);

	KUNIT_EXPECT_EQ(test, send_major(c, FAST_IO, IRP_MJ_READ), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, queue->status, STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCbdqInsertIo", BUGCHECK_FLTMGR, 0, c->minis[0].data, FAST_IO, 0,
		      c->minis[0].data);
	end_flt_case(c);
}

static void flt_cbdq_test_queued_cannot_be_completed(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	PFLT_CALLBACK_DATA data;

	send_async_read(c);
	data = c->minis[0].data;
	finish(data);
	EXPECT_REPORT(test, "FltCompletePendedPreOperation", BUGCHECK_FLTMGR, 0, data, 1, 0, data);
	KUNIT_EXPECT_EQ(test, FltCbdqInsertIo(&queue->cbdq, data, NULL, NULL),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "FltCbdqInsertIo", BUGCHECK_FLTMGR, 0, data, IRP, 0, data);
	KUNIT_EXPECT_PTR_EQ(test, FltCbdqRemoveNextIo(&queue->cbdq, NULL), data);
	finish(data);
	ASSERT_IN_TIME(test, &c->done);
	end_flt_case(c);
}

#define ROUNDS 200

/* A cancellation and a removal race: one of them gets the operation, which ends once. */
static void cancel_what_is_queued(void *data)
{
	struct flt_case *c = data;
	unsigned int i;

	for (i = 0; i < ROUNDS; i++) {
		if (!in_time(&queue->queued))
			return;
		/*
		 * The operation may have ended, but it is not the next one, which is sent after
		 * this.
		 */
		FltCancelIo(c->minis[0].data);
		complete(&c->minis[0].pre_called);
	}
}

static void take_off(void *data)
{
	struct flt_case *c = data;
	PFLT_CALLBACK_DATA found;

	while (atomic_read(&c->completions) < ROUNDS && !kunit_failed_already(c->test)) {
		found = FltCbdqRemoveNextIo(&queue->cbdq, NULL);
		if (found)
			finish(found);
		cond_resched();
	}
}

static void flt_cbdq_test_cancel_races_with_removal(struct kunit *test)
{
	struct flt_case *c = new_queue(test);
	WINWORK_REPORT last;
	unsigned int i;

	spawn(test, cancel_what_is_queued, c);
	spawn(test, take_off, c);
	for (i = 0; i < ROUNDS; i++) {
		send_async_read(c);
		ASSERT_IN_TIME(test, &c->done);
		ASSERT_IN_TIME(test, &c->minis[0].pre_called);
	}
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&c->completions), ROUNDS);
	KUNIT_EXPECT_EQ(test, atomic_read(&queue->removes), ROUNDS);
	KUNIT_EXPECT_TRUE(test, IsListEmpty(&queue->list));
	/* A late cancellation was reported. Only a test can risk one. */
	WinworkGetLastReport(&last);
	fixture_of(test)->reports = last.Count;
	end_flt_case(c);
}

static struct kunit_case flt_cbdq_cases[] = {
	KUNIT_CASE(flt_cbdq_test_in_and_out_in_order),
	KUNIT_CASE(flt_cbdq_test_what_goes_on_leaves_the_queue),
	KUNIT_CASE(flt_cbdq_test_what_is_queued_is_not_completed),
	KUNIT_CASE(flt_cbdq_test_initialised_at_any_irql),
	KUNIT_CASE(flt_cbdq_test_removed_by_context),
	KUNIT_CASE(flt_cbdq_test_is_it_canceled_at_any_irql),
	KUNIT_CASE(flt_cbdq_test_disabled_queue_takes_none),
	KUNIT_CASE(flt_cbdq_test_insertion_may_fail),
	KUNIT_CASE(flt_cbdq_test_cancelled_in_the_queue),
	KUNIT_CASE(flt_cbdq_test_cancelled_before_the_queue),
	KUNIT_CASE(flt_cbdq_test_only_irps_can_be_queued),
	KUNIT_CASE(flt_cbdq_test_queued_cannot_be_completed),
	KUNIT_CASE(flt_cbdq_test_cancel_races_with_removal),
	{}
};

FLT_CASE_SUITE(flt_cbdq);
