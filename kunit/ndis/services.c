/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_services: timers, events, locks, memory and lists of NDIS.
 */
#include "ndis_case.h"

struct expiry {
	NDIS_HANDLE timer;
	NDIS_HANDLE item;
	struct run *run;
	struct completion done;
	atomic_t count;
	PVOID context;
	KIRQL irql;
};

static struct expiry *expiry;

static VOID timer_expired(PVOID specific1, PVOID context, PVOID specific2, PVOID specific3)
{
	expiry->context = context;
	expiry->irql = KeGetCurrentIrql();
	if (expiry->item)
		NdisQueueIoWorkItem(expiry->item, routine, expiry->run);
	if (atomic_inc_return(&expiry->count) >= 3)
		complete(&expiry->done);
}

static const LARGE_INTEGER soon = { .QuadPart = -10 };
static const LARGE_INTEGER never = { .QuadPart = -36000000000000ll };

static void new_timer(struct kunit *test)
{
	NDIS_TIMER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS,
			NDIS_TIMER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1,
		},
		.AllocationTag = TAG,
		.TimerFunction = timer_expired,
		.FunctionContext = test,
	};

	expiry = case_alloc_type(test, struct expiry);
	init_completion(&expiry->done);
	KUNIT_ASSERT_EQ(test, NdisAllocateTimerObject(NULL, &characteristics, &expiry->timer),
			NDIS_STATUS_SUCCESS);
}

/* row 9: a timer's function queues an item */
static void ndis_services_test_timer_queues_an_item(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);

	new_timer(test);
	expiry->run = run;
	expiry->item = item_of(test, net->adapter);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, soon, 0, NULL), FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, expiry->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, expiry->context, (PVOID)test);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, soon, 0, run), FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, expiry->context, (PVOID)run);
	KeFlushQueuedDpcs();
	NdisFreeTimerObject(expiry->timer);
	NdisFreeIoWorkItem(expiry->item);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

static void ndis_services_test_timer_periodic_cancelled_and_freed(struct kunit *test)
{
	int count;

	new_timer(test);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, never, 0, NULL), FALSE);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, soon, 1, NULL), TRUE);
	ASSERT_IN_TIME(test, &expiry->done);
	KUNIT_EXPECT_EQ(test, NdisCancelTimerObject(expiry->timer), TRUE);
	count = atomic_read(&expiry->count);
	KUNIT_EXPECT_EQ(test, NdisCancelTimerObject(expiry->timer), FALSE);
	KUNIT_EXPECT_EQ(test, atomic_read(&expiry->count), count);
	NdisSetTimerObject(expiry->timer, never, 0, NULL);
	EXPECT_NO_REPORT(test);
	NdisFreeTimerObject(expiry->timer);
	EXPECT_REPORT(test, "NdisFreeTimerObject", BUGCHECK_TIMER_OR_DPC_INVALID, 0, expiry->timer,
		      ANY, ANY, expiry->timer);
}

static void ndis_services_test_events(struct kunit *test)
{
	PNDIS_EVENT event = case_alloc_type(test, NDIS_EVENT);

	NdisInitializeEvent(event);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 1), FALSE);
	NdisSetEvent(event);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 0), TRUE);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 1), TRUE);
	NdisResetEvent(event);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 1), FALSE);
}

/* row 394: NDIS checks this itself */
static void ndis_services_test_wait_above_passive_level(struct kunit *test)
{
	PNDIS_EVENT event = case_alloc_type(test, NDIS_EVENT);
	BOOLEAN result;
	KIRQL old;

	NdisInitializeEvent(event);
	NdisSetEvent(event);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	result = NdisWaitEvent(event, 1);
	KeLowerIrql(old);
	KUNIT_EXPECT_FALSE(test, result);
	EXPECT_REPORT(test, "NdisWaitEvent", BUGCHECK_NDIS_DRIVER, 0x14, DISPATCH_LEVEL, 0, 0, event);
}

/* row 150: each report names the function of NDIS */
static void ndis_services_test_misuse_of_events_and_sleep(struct kunit *test)
{
	PNDIS_EVENT event = case_alloc_type(test, NDIS_EVENT);
	KIRQL old;

	/* No event: all bytes are zero. */
	NdisSetEvent(event);
	EXPECT_REPORT(test, "NdisSetEvent", BUGCHECK_VERIFIER, 0xe1, event, 0, 0, event);
	NdisResetEvent(event);
	EXPECT_REPORT(test, "NdisResetEvent", BUGCHECK_VERIFIER, 0xe1, event, 0, 0, event);
	KUNIT_EXPECT_FALSE(test, NdisWaitEvent(event, 1));
	EXPECT_REPORT(test, "NdisWaitEvent", BUGCHECK_VERIFIER, 0xe1, event, 0, 0, event);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	NdisMSleep(1);
	KeLowerIrql(old);
	EXPECT_REPORT(test, "NdisMSleep", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, NULL, DISPATCH_LEVEL, 0,
		      ANY, NULL);
	NdisMSleep(1);
	EXPECT_NO_REPORT(test);
}

/* row 150 */
static void ndis_services_test_misuse_of_spin_locks(struct kunit *test)
{
	PNDIS_SPIN_LOCK lock = case_alloc_type(test, NDIS_SPIN_LOCK);
	PKSPIN_LOCK word = &lock->SpinLock;

	NdisAllocateSpinLock(lock);
	NdisDprAcquireSpinLock(lock);
	EXPECT_REPORT(test, "NdisDprAcquireSpinLock", BUGCHECK_VERIFIER, 0x40, PASSIVE_LEVEL, word,
		      0, word);
	NdisAcquireSpinLock(lock);
	EXPECT_REPORT(test, "NdisAcquireSpinLock", BUGCHECK_SPIN_LOCK_OWNED, word, 0, 0, 0, word);
	NdisDprReleaseSpinLock(lock);
	NdisDprReleaseSpinLock(lock);
	EXPECT_NO_REPORT(test);
	lock->OldIrql = PASSIVE_LEVEL;
	NdisReleaseSpinLock(lock);
	EXPECT_REPORT(test, "NdisReleaseSpinLock", BUGCHECK_VERIFIER, 0x32, PASSIVE_LEVEL, word, 0,
		      word);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

/* row 150 */
static void ndis_services_test_misuse_of_memory(struct kunit *test)
{
	PVOID block = NdisAllocateMemoryWithTagPriority(NULL, 64, TAG, NormalPoolPriority), none;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	NdisFreeMemoryWithTagPriority(NULL, block, TAG + 1);
	EXPECT_REPORT(test, "NdisFreeMemoryWithTagPriority", BUGCHECK_BAD_POOL_CALLER, 0x0a, block,
		      ANY, ANY, block);
	NdisFreeMemory(block, 0, 0);
	NdisFreeMemory(block, 0, 0);
	EXPECT_REPORT(test, "NdisFreeMemory", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, block,
		      block);
	block = NdisAllocateMemoryWithTagPriority(NULL, 0, TAG, NormalPoolPriority);
	EXPECT_REPORT(test, "NdisAllocateMemoryWithTagPriority", BUGCHECK_BAD_POOL_CALLER, 0x00,
		      ANY, ANY, ANY, ANY);
	if (block)
		NdisFreeMemoryWithTag(block, TAG);
	NdisAllocateMemoryWithTag(&none, 0, TAG);
	EXPECT_REPORT(test, "NdisAllocateMemoryWithTag", BUGCHECK_BAD_POOL_CALLER, 0x00, ANY, ANY,
		      ANY, ANY);
	if (none)
		NdisFreeMemoryWithTag(none, TAG);
	EXPECT_NO_REPORT(test);
}

/* row 150 */
static void ndis_services_test_misuse_of_timers(struct kunit *test)
{
	WINWORK_NDIS_TIMER *none = case_alloc_type(test, WINWORK_NDIS_TIMER);
	KIRQL old;

	KUNIT_EXPECT_FALSE(test, NdisSetTimerObject(none, never, 0, NULL));
	EXPECT_REPORT(test, "NdisSetTimerObject", BUGCHECK_VERIFIER, 0xe1, none, 0, 0, none);
	KUNIT_EXPECT_FALSE(test, NdisCancelTimerObject(none));
	EXPECT_REPORT(test, "NdisCancelTimerObject", BUGCHECK_VERIFIER, 0xe1, none, 0, 0, none);
	new_timer(test);
	NdisSetTimerObject(expiry->timer, never, 1, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	KUNIT_EXPECT_TRUE(test, NdisCancelTimerObject(expiry->timer));
	KeLowerIrql(old);
	EXPECT_REPORT(test, "NdisCancelTimerObject", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, NULL,
		      DISPATCH_LEVEL, 0, ANY, NULL);
	NdisFreeTimerObject(expiry->timer);
	EXPECT_NO_REPORT(test);
}

static void ndis_services_test_spin_locks(struct kunit *test)
{
	PNDIS_SPIN_LOCK lock = case_alloc_type(test, NDIS_SPIN_LOCK);
	KIRQL outer, inner, held, after, old;

	NdisAllocateSpinLock(lock);
	outer = KeGetCurrentIrql();
	NdisAcquireSpinLock(lock);
	inner = KeGetCurrentIrql();
	held = !KeTestSpinLock(&lock->SpinLock);
	NdisReleaseSpinLock(lock);
	after = KeGetCurrentIrql();
	KUNIT_EXPECT_EQ(test, outer, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, inner, DISPATCH_LEVEL);
	KUNIT_EXPECT_TRUE(test, held);
	KUNIT_EXPECT_EQ(test, after, PASSIVE_LEVEL);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	NdisDprAcquireSpinLock(lock);
	held = !KeTestSpinLock(&lock->SpinLock);
	NdisDprReleaseSpinLock(lock);
	after = KeGetCurrentIrql();
	KeLowerIrql(old);
	KUNIT_EXPECT_TRUE(test, held);
	KUNIT_EXPECT_EQ(test, after, DISPATCH_LEVEL);
	NdisFreeSpinLock(lock);
}

static void ndis_services_test_mutexes(struct kunit *test)
{
	PNDIS_MUTEX mutex = case_alloc_type(test, NDIS_MUTEX);

	NDIS_INIT_MUTEX(mutex);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(mutex), 1);
	KUNIT_EXPECT_EQ(test, NDIS_WAIT_FOR_MUTEX(mutex), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, NDIS_WAIT_FOR_MUTEX(mutex), STATUS_SUCCESS);
	KUNIT_EXPECT_LT(test, KeReadStateMutex(mutex), 1);
	KUNIT_EXPECT_NE(test, NDIS_RELEASE_MUTEX(mutex), 0);
	KUNIT_EXPECT_EQ(test, NDIS_RELEASE_MUTEX(mutex), 0);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(mutex), 1);
	EXPECT_NO_REPORT(test);
}

static void ndis_services_test_memory_and_lists(struct kunit *test)
{
	struct element {
		LIST_ENTRY link;
		ULONG number;
	} *element = NdisAllocateMemoryWithTagPriority(NULL, sizeof(*element), TAG,
						       LowPoolPriority);
	NDIS_SPIN_LOCK lock;
	LIST_ENTRY list;
	LARGE_INTEGER statistic = { .QuadPart = 0xffffffff };
	ULONG stored = 0x01020304, number = 1;
	LONG count = 0;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, element);
	NdisZeroMemory(element, sizeof(*element));
	NdisAllocateSpinLock(&lock);
	NdisInitializeListHead(&list);
	KUNIT_EXPECT_PTR_EQ(test, NdisInterlockedInsertTailList(&list, &element->link, &lock),
			    (PLIST_ENTRY)NULL);
	KUNIT_EXPECT_PTR_EQ(test, NdisInterlockedRemoveHeadList(&list, &lock), &element->link);
	KUNIT_EXPECT_PTR_EQ(test, NdisInterlockedRemoveHeadList(&list, &lock), (PLIST_ENTRY)NULL);
	KUNIT_EXPECT_EQ(test, NdisInterlockedAddUlong(&number, 2, &lock), 1U);
	KUNIT_EXPECT_EQ(test, number, 3U);
	NdisInterlockedAddLargeStatistic(&statistic, 3);
	KUNIT_EXPECT_EQ(test, statistic.QuadPart, 0x100000002ll);
	KUNIT_EXPECT_EQ(test, NdisInterlockedIncrement(&count), 1);
	KUNIT_EXPECT_EQ(test, NdisInterlockedDecrement(&count), 0);
	NdisStoreUlong(&element->number, stored);
	KUNIT_EXPECT_TRUE(test, NdisEqualMemory(&element->number, &stored, sizeof(stored)));
	NdisFreeMemoryWithTagPriority(NULL, element, TAG);
}

/* row 1016: strings of single bytes, the version, the processor, addresses */
static void ndis_services_test_strings_and_system(struct kunit *test)
{
	NDIS_STRING wanted = NDIS_STRING_CONST("text"), made;
	NDIS_PHYSICAL_ADDRESS address = { .QuadPart = 0x100000002ll };
	PROCESSOR_NUMBER processor = { 0 };

	NdisInitializeString(&made, (PUCHAR)"text");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, made.Buffer);
	KUNIT_EXPECT_TRUE(test, NdisEqualString(&made, &wanted, FALSE));
	KUNIT_EXPECT_EQ(test, made.MaximumLength, made.Length + sizeof(WCHAR));
	KUNIT_EXPECT_EQ(test, made.Buffer[4], 0);
	NdisFreeString(made);
	NdisInitializeString(&made, (PUCHAR)"");
	KUNIT_EXPECT_EQ(test, made.Length, 0);
	NdisFreeString(made);
	KUNIT_EXPECT_EQ(test, NdisGetVersion(), NDIS_RUNTIME_VERSION_683);
	KUNIT_EXPECT_EQ(test, NdisGetSharedDataAlignment(), SYSTEM_CACHE_ALIGNMENT_SIZE);
	KUNIT_EXPECT_LT(test, NdisCurrentProcessorIndex(), KeQueryMaximumProcessorCountEx(0));
	KUNIT_EXPECT_EQ(test, NdisGroupActiveProcessorCount(ALL_PROCESSOR_GROUPS), num_online_cpus());
	KUNIT_EXPECT_EQ(test, NdisGroupMaxProcessorCount(0), KeQueryMaximumProcessorCountEx(0));
	KUNIT_EXPECT_EQ(test, NdisGroupActiveProcessorMask(0), KeQueryGroupAffinity(0));
	KUNIT_EXPECT_EQ(test, NdisProcessorIndexToNumber(1, &processor), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)processor.Number, 1);
	KUNIT_EXPECT_EQ(test, NdisProcessorNumberToIndex(processor), 1u);
	processor.Reserved = 1;
	KUNIT_EXPECT_EQ(test, NdisProcessorNumberToIndex(processor), INVALID_PROCESSOR_INDEX);
	KUNIT_EXPECT_EQ(test, NdisGetPhysicalAddressHigh(address), 1);
	KUNIT_EXPECT_EQ(test, NdisGetPhysicalAddressLow(address), 2);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_services_cases[] = {
	KUNIT_CASE(ndis_services_test_timer_queues_an_item),
	KUNIT_CASE(ndis_services_test_timer_periodic_cancelled_and_freed),
	KUNIT_CASE(ndis_services_test_events),
	KUNIT_CASE(ndis_services_test_wait_above_passive_level),
	KUNIT_CASE(ndis_services_test_misuse_of_events_and_sleep),
	KUNIT_CASE(ndis_services_test_misuse_of_spin_locks),
	KUNIT_CASE(ndis_services_test_misuse_of_memory),
	KUNIT_CASE(ndis_services_test_misuse_of_timers),
	KUNIT_CASE(ndis_services_test_spin_locks),
	KUNIT_CASE(ndis_services_test_mutexes),
	KUNIT_CASE(ndis_services_test_memory_and_lists),
	KUNIT_CASE(ndis_services_test_strings_and_system),
	{}
};

WINWORK_SUITE(ndis_services);
