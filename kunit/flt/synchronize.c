/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_synchronize: FLT_PREOP_SYNCHRONIZE, FltIsOperationSynchronous, and
 * FltDoCompletionProcessingWhenSafe: in which thread a post-operation callback runs.
 */
#include "flt_case.h"

#include <linux/delay.h>

/* ---- FLT_PREOP_SYNCHRONIZE ------------------------------------------------------------------ */

/* Only a thread that sleeps has certainly passed the operation on. */
static bool waits(struct task_struct *task)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (!task_state_index(task)) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	return true;
}

static void complete_at_dispatch(void *data)
{
	struct flt_case *c = data;
	KIRQL irql;

	if (!in_time(&c->file_system_called) || !waits(c->minis[MINIS - 1].pre_task))
		return;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WinworkFltCompleteOperation(c->file_system_data, STATUS_SUCCESS, 7);
	KeLowerIrql(irql);
}

static void flt_synchronize_test_synchronized_in_its_thread(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[1].pre = FLT_PREOP_SYNCHRONIZE;
	c->file_system_status = STATUS_PENDING;
	spawn(test, complete_at_dispatch, c);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_EQ(test, c->minis[2].post_irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, c->minis[1].post_irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[1].post_task, current);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[0].post_task, current);
	KUNIT_EXPECT_PTR_NE(test, c->minis[2].post_task, current);
	join(test);
	end_flt_case(c);
}

static void complete_b(void *data)
{
	struct flt_case *c = data;

	if (in_time(&c->minis[1].pre_called) && waits(c->minis[1].pre_task))
		FltCompletePendedPreOperation(c->minis[1].data, FLT_PREOP_SUCCESS_WITH_CALLBACK,
					      NULL);
}

/* A waits in the sender, C in the thread that completed B; a third thread completes it. */
static void flt_synchronize_test_synchronized_in_two_threads(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	c->minis[0].pre = FLT_PREOP_SYNCHRONIZE;
	c->minis[1].pre = FLT_PREOP_PENDING;
	c->minis[2].pre = FLT_PREOP_SYNCHRONIZE;
	c->file_system_status = STATUS_PENDING;
	spawn(test, complete_b, c);
	spawn(test, complete_at_dispatch, c);
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	EXPECT_TRACE(c, "ABCFcba");
	KUNIT_EXPECT_PTR_EQ(test, c->minis[0].post_task, current);
	KUNIT_EXPECT_PTR_EQ(test, c->minis[2].post_task, c->minis[2].pre_task);
	KUNIT_EXPECT_PTR_NE(test, c->minis[2].post_task, current);
	KUNIT_EXPECT_EQ(test, c->minis[2].post_irql, PASSIVE_LEVEL);
	join(test);
	end_flt_case(c);
}

/* ---- FltIsOperationSynchronous -------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS ask_whether_synchronous(struct mini *mini,
							 PFLT_CALLBACK_DATA data, PVOID *context)
{
	*context = NULL;
	mini->context = (PVOID)(ULONG_PTR)FltIsOperationSynchronous(data);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static void flt_synchronize_test_synchronous_or_not(struct kunit *test)
{
	static const struct {
		FLT_CALLBACK_DATA_FLAGS kind;
		UCHAR major;
		UCHAR minor;
		ULONG irp_flags;
		ULONG file_flags;
		ULONG code;
		bool synchronous;
	} rows[] = {
		{ IRP, IRP_MJ_READ, 0, 0, 0, 0, false },
		{ FAST_IO, IRP_MJ_READ, 0, 0, 0, 0, true },
		{ FS_FILTER, IRP_MJ_READ, 0, 0, 0, 0, true },
		{ IRP, IRP_MJ_READ, 0, 0, FO_SYNCHRONOUS_IO, 0, true },
		{ IRP, IRP_MJ_READ, 0, IRP_SYNCHRONOUS_API, 0, 0, true },
		{ IRP, IRP_MJ_READ, 0, IRP_PAGING_IO, FO_SYNCHRONOUS_IO, 0, false },
		{ IRP, IRP_MJ_READ, 0, IRP_PAGING_IO | IRP_SYNCHRONOUS_API, 0, 0, false },
		{ IRP, IRP_MJ_READ, 0, IRP_PAGING_IO | IRP_SYNCHRONOUS_PAGING_IO, 0, 0, true },
		/* For an operation that is not paging I/O that bit has another meaning. */
		{ IRP, IRP_MJ_READ, 0, IRP_SYNCHRONOUS_PAGING_IO, 0, 0, false },
		{ IRP, IRP_MJ_DEVICE_CONTROL, 0, 0, 0, CTL_CODE(9, 1, METHOD_BUFFERED, 0), true },
		{ IRP, IRP_MJ_DEVICE_CONTROL, 0, 0, 0, CTL_CODE(9, 1, METHOD_NEITHER, 0), false },
		{ IRP, IRP_MJ_INTERNAL_DEVICE_CONTROL, 0, 0, 0,
		  CTL_CODE(9, 1, METHOD_BUFFERED, 0), true },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_USER_FS_REQUEST, 0, 0,
		  CTL_CODE(9, 1, METHOD_BUFFERED, 0), true },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_KERNEL_CALL, 0, 0,
		  CTL_CODE(9, 1, METHOD_OUT_DIRECT, 0), false },
		{ IRP, IRP_MJ_FILE_SYSTEM_CONTROL, IRP_MN_MOUNT_VOLUME, 0, 0, 0, false },
	};
	struct flt_case *c = new_flt_case(test);
	struct mini *mini = attach_mini(c, "100");
	unsigned int i;

	mini->on_pre = ask_whether_synchronous;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		WINWORK_FLT_OPERATION operation = operation_for(c, rows[i].kind, rows[i].major);

		operation.Iopb.MinorFunction = rows[i].minor;
		operation.Iopb.IrpFlags = rows[i].irp_flags;
		operation.Iopb.Parameters.DeviceIoControl.Common.IoControlCode = rows[i].code;
		c->file.Flags = rows[i].file_flags;
		mini->data = NULL;
		KUNIT_EXPECT_EQ(test, WinworkFltSendOperation(c->volume, &operation, NULL),
				STATUS_SUCCESS);
		KUNIT_EXPECT_TRUE_MSG(test, mini->data != NULL, "row %u was not seen", i);
		KUNIT_EXPECT_EQ_MSG(test, mini->context != NULL, rows[i].synchronous, "row %u", i);
	}
	KUNIT_EXPECT_FALSE(test, FltIsOperationSynchronous(mini->data));
	EXPECT_REPORT(test, "FltIsOperationSynchronous", BUGCHECK_FLTMGR, 0, mini->data, 0, 0,
		      mini->data);
	end_flt_case(c);
}

/* ---- FltDoCompletionProcessingWhenSafe ------------------------------------------------------ */

struct safe {
	bool called_back;
	BOOLEAN result;
	KIRQL irql;
	PFLT_CALLBACK_DATA data;
	PVOID context;
	FLT_RELATED_OBJECTS objects;
	FLT_POSTOP_CALLBACK_STATUS status;	/* the result of the safe callback */
	FLT_POSTOP_CALLBACK_STATUS returned;
	struct completion called;
};

static struct safe *safe;

static FLT_POSTOP_CALLBACK_STATUS safe_post(PFLT_CALLBACK_DATA data, PCFLT_RELATED_OBJECTS objects,
					    PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	FLT_POSTOP_CALLBACK_STATUS status = safe->status;

	safe->called_back = true;
	safe->irql = KeGetCurrentIrql();
	safe->data = data;
	safe->context = context;
	memcpy(&safe->objects, objects, sizeof(*objects));
	complete(&safe->called);
	return status;
}

static FLT_POSTOP_CALLBACK_STATUS when_safe(struct mini *mini, PFLT_CALLBACK_DATA data,
					    PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	FLT_RELATED_OBJECTS objects = { .Instance = mini->instance, .Filter = mini->filter,
					.Volume = mini->of->volume };

	safe->result = FltDoCompletionProcessingWhenSafe(data, &objects, mini, flags, safe_post,
							 &safe->returned);
	return safe->returned;
}

static void send_when_safe(struct flt_case *c, ULONG irp_flags,
			   FLT_POSTOP_CALLBACK_STATUS (*on_post)(struct mini *mini,
								 PFLT_CALLBACK_DATA data,
								 PVOID context,
								 FLT_POST_OPERATION_FLAGS flags))
{
	WINWORK_FLT_OPERATION operation = operation_for(c, IRP, IRP_MJ_READ);

	safe = case_alloc_type(c->test, struct safe);
	init_completion(&safe->called);
	c->minis[1].on_post = on_post;
	c->file_system_status = STATUS_PENDING;
	operation.Iopb.IrpFlags = irp_flags;
	spawn(c->test, complete_at_dispatch, c);
	KUNIT_EXPECT_EQ(c->test, WinworkFltSendOperation(c->volume, &operation, NULL),
			STATUS_SUCCESS);
	join(c->test);
	EXPECT_TRACE(c, "ABCFcba");
}

static void flt_synchronize_test_when_safe_in_a_worker(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	send_when_safe(c, 0, when_safe);
	KUNIT_EXPECT_EQ(test, safe->result, TRUE);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_MORE_PROCESSING_REQUIRED);
	KUNIT_EXPECT_EQ(test, safe->irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, safe->data, c->minis[1].data);
	KUNIT_EXPECT_PTR_EQ(test, safe->context, (PVOID)&c->minis[1]);
	KUNIT_EXPECT_PTR_EQ(test, safe->objects.Instance, c->minis[1].instance);
	end_flt_case(c);
}

/* Wrong: the worker completes it. */
static FLT_POSTOP_CALLBACK_STATUS when_safe_and_at_once(struct mini *mini, PFLT_CALLBACK_DATA data,
							PVOID context,
							FLT_POST_OPERATION_FLAGS flags)
{
	when_safe(mini, data, context, flags);
	FltCompletePendedPostOperation(data);
	return FLT_POSTOP_MORE_PROCESSING_REQUIRED;
}

/* Its memory, and the work item in it, stay until the worker is done. */
static void flt_synchronize_test_when_safe_after_the_end(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	WinworkHoldWorkers(TRUE);
	send_when_safe(c, 0, when_safe_and_at_once);
	KUNIT_EXPECT_FALSE(test, safe->called_back);
	EXPECT_NO_REPORT(test);
	WinworkHoldWorkers(FALSE);
	/* The volume waits for the operation. */
	end_flt_case(c);
	KUNIT_EXPECT_TRUE(test, safe->called_back);
	EXPECT_REPORT(test, "FltCompletePendedPostOperation", BUGCHECK_FLTMGR, 0, safe->data, 0, 0,
		      safe->data);
}

static void flt_synchronize_test_when_safe_not_for_paging_io(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	send_when_safe(c, IRP_PAGING_IO, when_safe);
	KUNIT_EXPECT_EQ(test, safe->result, FALSE);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_FINISHED_PROCESSING);
	KUNIT_EXPECT_FALSE(test, safe->called_back);
	end_flt_case(c);
}

static void flt_synchronize_test_when_safe_at_once(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	safe = case_alloc_type(test, struct safe);
	init_completion(&safe->called);
	safe->status = FLT_POSTOP_FINISHED_PROCESSING;
	c->minis[1].on_post = when_safe;
	KUNIT_EXPECT_EQ(test, send_read(c), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, safe->result, TRUE);
	KUNIT_EXPECT_TRUE(test, safe->called_back);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_FINISHED_PROCESSING);
	end_flt_case(c);
}

static FLT_POSTOP_CALLBACK_STATUS when_safe_above(struct mini *mini, PFLT_CALLBACK_DATA data,
						  PVOID context, FLT_POST_OPERATION_FLAGS flags)
{
	FLT_POSTOP_CALLBACK_STATUS status;
	KIRQL irql;

	KeRaiseIrql(HIGH_LEVEL, &irql);
	status = when_safe(mini, data, context, flags);
	KeLowerIrql(irql);
	return status;
}

static void flt_synchronize_test_when_safe_not_above_dispatch(struct kunit *test)
{
	struct flt_case *c = new_stack(test);

	send_when_safe(c, 0, when_safe_above);
	KUNIT_EXPECT_EQ(test, safe->result, FALSE);
	KUNIT_EXPECT_EQ(test, (int)safe->returned, (int)FLT_POSTOP_FINISHED_PROCESSING);
	KUNIT_EXPECT_FALSE(test, safe->called_back);
	EXPECT_REPORT(test, "FltDoCompletionProcessingWhenSafe", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL,
		      ANY, HIGH_LEVEL, ANY, ANY, c->minis[1].data);
	end_flt_case(c);
}

static struct kunit_case flt_synchronize_cases[] = {
	KUNIT_CASE(flt_synchronize_test_synchronized_in_its_thread),
	KUNIT_CASE(flt_synchronize_test_synchronized_in_two_threads),
	KUNIT_CASE(flt_synchronize_test_synchronous_or_not),
	KUNIT_CASE(flt_synchronize_test_when_safe_in_a_worker),
	KUNIT_CASE(flt_synchronize_test_when_safe_after_the_end),
	KUNIT_CASE(flt_synchronize_test_when_safe_not_for_paging_io),
	KUNIT_CASE(flt_synchronize_test_when_safe_at_once),
	KUNIT_CASE(flt_synchronize_test_when_safe_not_above_dispatch),
	{}
};

FLT_CASE_SUITE(flt_synchronize);
