/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite cm_notify: notifications of changes, by work items and in the calling thread.
 */
#include "registry_case.h"

/* A handle of the case's key, and the notification that a case asks for by it. */
struct watch {
	HANDLE key;
	WORK_QUEUE_ITEM item;
	IO_STATUS_BLOCK iosb;
	ULONG filter;
	BOOLEAN tree;
	bool rearms;
	atomic_t arms;			/* each is followed by a run */
	atomic_t runs;
	KIRQL irql;
	NTSTATUS status;		/* of the last run */
	atomic_t saw_last;		/* a run has read LAST_NUMBER */
};

#define LAST_NUMBER 100

static NTSTATUS arm(struct watch *watch)
{
	NTSTATUS status;

	watch->iosb.Status = STATUS_UNSUCCESSFUL;
	watch->iosb.Information = 99;
	/* Counted first: the run may come before the call returns. */
	atomic_inc(&watch->arms);
	status = ZwNotifyChangeKey(watch->key, NULL, (PIO_APC_ROUTINE)&watch->item,
				   (PVOID)(ULONG_PTR)DelayedWorkQueue, &watch->iosb, watch->filter,
				   watch->tree, NULL, 0, TRUE);
	if (!NT_SUCCESS(status))
		atomic_dec(&watch->arms);
	return status;
}

static VOID NTAPI run(PVOID context)
{
	struct watch *watch = context;

	watch->irql = KeGetCurrentIrql();
	watch->status = watch->iosb.Status;
	if (watch->rearms && watch->status != STATUS_NOTIFY_CLEANUP)
		arm(watch);
	if (number_of(case_key, L"n") == LAST_NUMBER)
		atomic_set(&watch->saw_last, 1);
	atomic_inc(&watch->runs);
}

static struct watch *new_watch(struct kunit *test, ULONG filter, BOOLEAN tree)
{
	struct watch *watch = case_alloc_type(test, struct watch);

	watch->filter = filter;
	watch->tree = tree;
	ExInitializeWorkItem(&watch->item, run, watch);
	MUST(test, open_key(&watch->key, NULL, CASE_KEY));
	return watch;
}

/* The item also runs for a notification that is completed by the close of its handle. */
static void end_watch(struct kunit *test, struct watch *watch, int runs)
{
	OK(test, ZwClose(watch->key));
	ASSERT_COUNT(test, &watch->runs, runs);
}

/* row 326: the item runs once for a change, at PASSIVE_LEVEL */
static void cm_notify_test_item_runs_once(struct kunit *test)
{
	struct watch *watch = new_watch(test, REG_NOTIFY_CHANGE_LAST_SET, FALSE);

	STATUS_IS(test, arm(watch), STATUS_PENDING);
	OK(test, set_number(case_key, L"n", 1));
	ASSERT_COUNT(test, &watch->runs, 1);
	KUNIT_EXPECT_EQ(test, watch->irql, PASSIVE_LEVEL);
	STATUS_IS(test, watch->status, STATUS_NOTIFY_ENUM_DIR);
	KUNIT_EXPECT_EQ(test, watch->iosb.Information, 0u);
	/* Nothing waits now. A run would follow the notification's change before this one's. */
	OK(test, set_number(case_key, L"n", 2));
	STATUS_IS(test, arm(watch), STATUS_SUCCESS);
	ASSERT_COUNT(test, &watch->runs, 2);
	STATUS_IS(test, arm(watch), STATUS_PENDING);
	end_watch(test, watch, 3);
	STATUS_IS(test, watch->status, STATUS_NOTIFY_CLEANUP);
	EXPECT_NO_REPORT(test);
}

/* row 326: equal data is no change; another type is one */
static void cm_notify_test_equal_data(struct kunit *test)
{
	struct watch *watch = new_watch(test, REG_NOTIFY_CHANGE_LAST_SET, FALSE);
	const ULONG number = 5;

	OK(test, set_number(case_key, L"n", number));
	STATUS_IS(test, arm(watch), STATUS_PENDING);
	OK(test, set_number(case_key, L"n", number));
	/* The notification waits: its status is not written. */
	STATUS_IS(test, watch->iosb.Status, STATUS_UNSUCCESSFUL);
	OK(test, set_value(case_key, L"n", REG_BINARY, &number, sizeof(number)));
	STATUS_IS(test, watch->iosb.Status, STATUS_NOTIFY_ENUM_DIR);
	ASSERT_COUNT(test, &watch->runs, 1);
	end_watch(test, watch, 1);
	EXPECT_NO_REPORT(test);
}

/* row 326: armed again in the routine; no last change is missed */
static void cm_notify_test_rearmed_in_the_routine(struct kunit *test)
{
	struct watch *watch = new_watch(test, REG_NOTIFY_CHANGE_LAST_SET, FALSE);
	ULONG i;
	int arms;

	watch->rearms = true;
	STATUS_IS(test, arm(watch), STATUS_PENDING);
	for (i = 1; i <= LAST_NUMBER; i++)
		OK(test, set_number(case_key, L"n", i));
	/* Each run reads after it has asked for the next, so one reads the last number. */
	ASSERT_COUNT(test, &watch->saw_last, 1);
	OK(test, ZwClose(watch->key));
	do {
		arms = atomic_read(&watch->arms);
		KUNIT_ASSERT_TRUE(test, count_is_at_least(&watch->runs, arms));
	} while (arms != atomic_read(&watch->arms));
	KUNIT_EXPECT_GE(test, arms, 2);
	KUNIT_EXPECT_LE(test, arms, LAST_NUMBER + 1);
	EXPECT_NO_REPORT(test);
}

/* The filters, and the keys below. */
static void cm_notify_test_filter_and_extent(struct kunit *test)
{
	struct watch *names = new_watch(test, REG_NOTIFY_CHANGE_NAME, FALSE);
	struct watch *values = new_watch(test, REG_NOTIFY_CHANGE_LAST_SET, FALSE);
	struct watch *tree = new_watch(test, REG_NOTIFY_CHANGE_NAME | REG_NOTIFY_CHANGE_LAST_SET, TRUE);
	HANDLE below, key;

	MUST(test, create_key(&below, case_key, L"below", 0, NULL));
	STATUS_IS(test, arm(names), STATUS_PENDING);
	STATUS_IS(test, arm(values), STATUS_PENDING);
	STATUS_IS(test, arm(tree), STATUS_PENDING);
	/* A value of a key below. */
	OK(test, set_number(below, L"v", 1));
	STATUS_IS(test, tree->iosb.Status, STATUS_NOTIFY_ENUM_DIR);
	STATUS_IS(test, names->iosb.Status, STATUS_UNSUCCESSFUL);
	STATUS_IS(test, values->iosb.Status, STATUS_UNSUCCESSFUL);
	ASSERT_COUNT(test, &tree->runs, 1);
	/* A key below that key. */
	STATUS_IS(test, arm(tree), STATUS_PENDING);
	MUST(test, create_key(&key, below, L"k", 0, NULL));
	STATUS_IS(test, tree->iosb.Status, STATUS_NOTIFY_ENUM_DIR);
	STATUS_IS(test, names->iosb.Status, STATUS_UNSUCCESSFUL);
	ASSERT_COUNT(test, &tree->runs, 2);
	OK(test, ZwDeleteKey(key));
	OK(test, ZwClose(key));
	STATUS_IS(test, names->iosb.Status, STATUS_UNSUCCESSFUL);
	/* A value of the key itself, and its deletion. */
	OK(test, set_number(case_key, L"v", 1));
	STATUS_IS(test, values->iosb.Status, STATUS_NOTIFY_ENUM_DIR);
	STATUS_IS(test, names->iosb.Status, STATUS_UNSUCCESSFUL);
	ASSERT_COUNT(test, &values->runs, 1);
	STATUS_IS(test, arm(values), STATUS_PENDING);
	OK(test, delete_value(case_key, L"v"));
	STATUS_IS(test, values->iosb.Status, STATUS_NOTIFY_ENUM_DIR);
	/* A key comes, and goes. */
	OK(test, ZwDeleteKey(below));
	STATUS_IS(test, names->iosb.Status, STATUS_NOTIFY_ENUM_DIR);
	OK(test, ZwClose(below));
	end_watch(test, names, 1);
	end_watch(test, values, 2);
	end_watch(test, tree, 2);
	EXPECT_NO_REPORT(test);
}

/* As on Windows, the filter of a handle's first call stays. */
static void cm_notify_test_first_filter_stays(struct kunit *test)
{
	struct watch *watch = new_watch(test, REG_NOTIFY_CHANGE_LAST_SET, FALSE);

	STATUS_IS(test, arm(watch), STATUS_PENDING);
	OK(test, set_number(case_key, L"n", 1));
	ASSERT_COUNT(test, &watch->runs, 1);
	watch->filter = 0;
	STATUS_IS(test, arm(watch), STATUS_PENDING);
	OK(test, set_number(case_key, L"n", 2));
	ASSERT_COUNT(test, &watch->runs, 2);
	end_watch(test, watch, 2);
	EXPECT_NO_REPORT(test);
}

/* Deleting the key completes what waits for it. */
static void cm_notify_test_deleted_key(struct kunit *test)
{
	struct watch *watch = new_watch(test, REG_NOTIFY_CHANGE_LAST_SET, FALSE);
	HANDLE key;

	OK(test, ZwClose(watch->key));
	MUST(test, create_key(&watch->key, case_key, L"k", 0, NULL));
	MUST(test, open_key(&key, case_key, L"k"));
	STATUS_IS(test, arm(watch), STATUS_PENDING);
	OK(test, ZwDeleteKey(key));
	ASSERT_COUNT(test, &watch->runs, 1);
	STATUS_IS(test, watch->status, STATUS_NOTIFY_CLEANUP);
	STATUS_IS(test, arm(watch), STATUS_KEY_DELETED);
	OK(test, ZwClose(key));
	end_watch(test, watch, 1);
	EXPECT_NO_REPORT(test);
}

struct waiter {
	HANDLE key;
	NTSTATUS status;
	IO_STATUS_BLOCK iosb;
	struct completion done;
};

static void wait_for_change(void *data)
{
	struct waiter *waiter = data;

	waiter->status = ZwNotifyChangeKey(waiter->key, NULL, NULL, NULL, &waiter->iosb,
					   REG_NOTIFY_CHANGE_LAST_SET, FALSE, NULL, 0, FALSE);
	complete(&waiter->done);
}

/* Asynchronous is FALSE: the call returns after the change. */
static void cm_notify_test_synchronous(struct kunit *test)
{
	struct waiter *waiter = case_alloc_type(test, struct waiter);

	init_completion(&waiter->done);
	MUST(test, open_key(&waiter->key, NULL, CASE_KEY));
	spawn(test, wait_for_change, waiter);
	EXPECT_WAITS(test, &waiter->done);
	OK(test, set_number(case_key, L"n", 1));
	ASSERT_IN_TIME(test, &waiter->done);
	join(test);
	STATUS_IS(test, waiter->status, STATUS_SUCCESS);
	STATUS_IS(test, waiter->iosb.Status, STATUS_NOTIFY_ENUM_DIR);
	OK(test, ZwClose(waiter->key));
	EXPECT_NO_REPORT(test);
}

static void cm_notify_test_wrong_parameters(struct kunit *test)
{
	WORK_QUEUE_ITEM item;
	IO_STATUS_BLOCK iosb;
	const PIO_APC_ROUTINE apc = (PIO_APC_ROUTINE)&item;

	ExInitializeWorkItem(&item, run, NULL);
	STATUS_IS(test, ZwNotifyChangeKey(case_key, NULL, apc, (PVOID)1, NULL, 1, FALSE, NULL, 0, TRUE),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, ZwNotifyChangeKey(case_key, (HANDLE)4, apc, (PVOID)1, &iosb, 1, FALSE, NULL, 0,
					  TRUE), STATUS_INVALID_HANDLE);
	STATUS_IS(test, ZwNotifyChangeKey(case_key, NULL, apc, (PVOID)1, &iosb, 0x10, FALSE, NULL, 0, TRUE),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, ZwNotifyChangeKey(case_key, NULL, apc, (PVOID)1, &iosb, 1, FALSE, &iosb, 8, TRUE),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, ZwNotifyChangeKey(case_key, NULL, apc, (PVOID)-1, &iosb, 1, FALSE, NULL, 0, TRUE),
		  STATUS_INVALID_PARAMETER);
	STATUS_IS(test, ZwNotifyChangeKey(NULL, NULL, apc, (PVOID)1, &iosb, 1, FALSE, NULL, 0, TRUE),
		  STATUS_INVALID_HANDLE);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case cm_notify_cases[] = {
	KUNIT_CASE(cm_notify_test_item_runs_once),
	KUNIT_CASE(cm_notify_test_equal_data),
	KUNIT_CASE(cm_notify_test_rearmed_in_the_routine),
	KUNIT_CASE(cm_notify_test_filter_and_extent),
	KUNIT_CASE(cm_notify_test_first_filter_stays),
	KUNIT_CASE(cm_notify_test_deleted_key),
	KUNIT_CASE(cm_notify_test_synchronous),
	KUNIT_CASE(cm_notify_test_wrong_parameters),
	{}
};

REGISTRY_SUITE(cm_notify);
