/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_schedule: the items of NDIS 5, NDIS_WORK_ITEM.
 */
#include "ndis_case.h"

struct old {
	NDIS_WORK_ITEM item;
	struct completion done;
	PNDIS_WORK_ITEM first;
	PVOID second;
	int runs;
	int limit;
	int nice;
	atomic_t refused;
};

static VOID old_routine(PNDIS_WORK_ITEM item, PVOID context)
{
	struct old *old = container_of(item, struct old, item);

	old->first = item;
	old->second = context;
	old->nice = task_nice(current);
	if (++old->runs >= old->limit)
		complete(&old->done);
	else if (NdisScheduleWorkItem(item) != NDIS_STATUS_SUCCESS)
		/* The next run may run on another processor by now. */
		atomic_inc(&old->refused);
}

static struct old *new_old(struct kunit *test)
{
	struct old *old = case_alloc_type(test, struct old);

	init_completion(&old->done);
	return old;
}

/* row 110: the item comes first and the context last, and it is critical */
static void ndis_schedule_test_scheduled_item_comes_first_and_the_context_last(struct kunit *test)
{
	struct old *old = new_old(test);

	NdisInitializeWorkItem(&old->item, old_routine, test);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &old->done);
	KUNIT_EXPECT_PTR_EQ(test, old->first, &old->item);
	KUNIT_EXPECT_PTR_EQ(test, old->second, (PVOID)test);
	KUNIT_EXPECT_EQ(test, old->runs, 1);
	KUNIT_EXPECT_EQ(test, old->nice, -20);
}

/* row 110: always success, also when it is refused */
static void ndis_schedule_test_double_schedule_is_refused(struct kunit *test)
{
	struct old *old = new_old(test);

	NdisInitializeWorkItem(&old->item, old_routine, NULL);
	WinworkHoldWorkers(TRUE);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisScheduleWorkItem", BUGCHECK_WORKER_INVALID, 1,
		      old->item.WrapperReserved, CriticalWorkQueue, 0, old->item.WrapperReserved);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &old->done);
	/* It can be scheduled again, and that run comes after any superfluous one. */
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &old->done);
	KUNIT_EXPECT_EQ(test, old->runs, 2);
}

static VOID return_at_dispatch_level(PNDIS_WORK_ITEM item, PVOID context)
{
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
}

/* row 64: the report names the function and the routine of the driver */
static void ndis_schedule_test_return_at_dispatch_level(struct kunit *test)
{
	struct old *old = new_old(test);

	NdisInitializeWorkItem(&old->item, return_at_dispatch_level, old);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	wait_for_report(test);
	EXPECT_REPORT(test, "NdisScheduleWorkItem", BUGCHECK_RETURNED_AT_BAD_IRQL, return_at_dispatch_level,
		      DISPATCH_LEVEL, old, old->item.WrapperReserved, old->item.WrapperReserved);
}

/* row 77 */
static void ndis_schedule_test_scheduled_item_schedules_itself(struct kunit *test)
{
	struct old *old = new_old(test);

	old->limit = 1000;
	NdisInitializeWorkItem(&old->item, old_routine, NULL);
	NdisScheduleWorkItem(&old->item);
	ASSERT_IN_TIME(test, &old->done);
	KUNIT_EXPECT_EQ(test, old->runs, 1000);
	KUNIT_EXPECT_EQ(test, atomic_read(&old->refused), 0);
}

static VOID free_old(PNDIS_WORK_ITEM item, PVOID context)
{
	NdisFreeMemory(container_of(item, struct old, item), sizeof(struct old), 0);
	complete(context);
}

/* row 110: the routine may free the storage; row 76 */
static void ndis_schedule_test_scheduled_item_frees_its_storage(struct kunit *test)
{
	struct completion *freed = case_alloc_type(test, struct completion);
	struct old *old;

	init_completion(freed);
	KUNIT_ASSERT_EQ(test, NdisAllocateMemoryWithTag((PVOID *)&old, sizeof(*old), TAG),
			NDIS_STATUS_SUCCESS);
	NdisInitializeWorkItem(&old->item, free_old, freed);
	WinworkHoldWorkers(TRUE);
	/* For no module: on 6.1 the suites run before their module is known. */
	WinworkScheduleNdisWorkItem(&old->item, NULL);
	NdisFreeMemory(old, 0, 0);
	EXPECT_REPORT(test, "NdisFreeMemory", BUGCHECK_WORKER_INVALID, 0,
		      old->item.WrapperReserved, old, (UCHAR *)old + sizeof(*old),
		      old->item.WrapperReserved);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, freed);
	EXPECT_NO_REPORT(test);
}

/* row 63 */
static void ndis_schedule_test_scheduled_item_without_a_routine_is_refused(struct kunit *test)
{
	struct old *old = new_old(test);

	NdisInitializeWorkItem(&old->item, NULL, NULL);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisScheduleWorkItem", BUGCHECK_WORKER_INVALID, 7,
		      old->item.WrapperReserved, CriticalWorkQueue, 0, old->item.WrapperReserved);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(NULL), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisScheduleWorkItem", BUGCHECK_WORKER_INVALID, 1, NULL, ANY, ANY,
		      NULL);
	KUNIT_EXPECT_EQ(test, old->runs, 0);
}

static struct kunit_case ndis_schedule_cases[] = {
	KUNIT_CASE(ndis_schedule_test_scheduled_item_comes_first_and_the_context_last),
	KUNIT_CASE(ndis_schedule_test_double_schedule_is_refused),
	KUNIT_CASE(ndis_schedule_test_return_at_dispatch_level),
	KUNIT_CASE(ndis_schedule_test_scheduled_item_schedules_itself),
	KUNIT_CASE(ndis_schedule_test_scheduled_item_frees_its_storage),
	KUNIT_CASE(ndis_schedule_test_scheduled_item_without_a_routine_is_refused),
	{}
};

WINWORK_SUITE(ndis_schedule);
