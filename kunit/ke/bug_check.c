/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_bug_check: the registration of callbacks for a stop of the machine. The VM tests bug_check
 * and bug_check_left show the calls.
 */
#include "ke_case.h"

#define COMPONENT ((PUCHAR)"winwork_kunit")

static VOID never_called(PVOID buffer, ULONG length)
{
	WARN(1, "no bug check is expected");
}

static void ke_bug_check_test_callback_is_registered_once(struct kunit *test)
{
	PKBUGCHECK_CALLBACK_RECORD record = case_alloc_type(test, KBUGCHECK_CALLBACK_RECORD);
	PKBUGCHECK_CALLBACK_RECORD other = case_alloc_type(test, KBUGCHECK_CALLBACK_RECORD);

	memset(record, 0xa5, sizeof(*record));
	KeInitializeCallbackRecord(record);
	KeInitializeCallbackRecord(other);
	KUNIT_EXPECT_EQ(test, (int)record->State, (int)BufferEmpty);
	KUNIT_EXPECT_FALSE(test, KeDeregisterBugCheckCallback(record));
	KUNIT_EXPECT_TRUE(test, KeRegisterBugCheckCallback(record, never_called, test, 8,
							   COMPONENT));
	KUNIT_EXPECT_EQ(test, (int)record->State, (int)BufferInserted);
	KUNIT_EXPECT_FALSE(test, KeRegisterBugCheckCallback(record, never_called, NULL, 0,
							    COMPONENT));
	KUNIT_EXPECT_PTR_EQ(test, record->Buffer, (PVOID)test);
	/* Several at once, also with one routine. */
	KUNIT_EXPECT_TRUE(test, KeRegisterBugCheckCallback(other, never_called, NULL, 0,
							   COMPONENT));
	KUNIT_EXPECT_TRUE(test, KeDeregisterBugCheckCallback(record));
	KUNIT_EXPECT_FALSE(test, KeDeregisterBugCheckCallback(record));
	KUNIT_EXPECT_TRUE(test, KeDeregisterBugCheckCallback(other));
	/* And again. */
	KUNIT_EXPECT_TRUE(test, KeRegisterBugCheckCallback(record, never_called, NULL, 0,
							   COMPONENT));
	KUNIT_EXPECT_TRUE(test, KeDeregisterBugCheckCallback(record));
	EXPECT_NO_REPORT(test);
}

static void ke_bug_check_test_wrong_records_are_refused(struct kunit *test)
{
	PKBUGCHECK_CALLBACK_RECORD record = case_alloc_type(test, KBUGCHECK_CALLBACK_RECORD);

	memset(record, 0xa5, sizeof(*record));
	KUNIT_EXPECT_FALSE(test, KeRegisterBugCheckCallback(record, never_called, NULL, 0,
							    COMPONENT));
	KUNIT_EXPECT_FALSE(test, KeDeregisterBugCheckCallback(record));
	KeInitializeCallbackRecord(record);
	KUNIT_EXPECT_FALSE(test, KeRegisterBugCheckCallback(record, NULL, NULL, 0, COMPONENT));
	KUNIT_EXPECT_EQ(test, (int)record->State, (int)BufferEmpty);
	/* A registered record that the driver prepares once more stays registered. */
	KUNIT_EXPECT_TRUE(test, KeRegisterBugCheckCallback(record, never_called, NULL, 0,
							   COMPONENT));
	KeInitializeCallbackRecord(record);
	KUNIT_EXPECT_FALSE(test, KeRegisterBugCheckCallback(record, never_called, NULL, 0,
							    COMPONENT));
	KUNIT_EXPECT_TRUE(test, KeDeregisterBugCheckCallback(record));
	EXPECT_NO_REPORT(test);
}

static VOID never_asked(KBUGCHECK_CALLBACK_REASON reason, PKBUGCHECK_REASON_CALLBACK_RECORD record,
			PVOID data, ULONG bytes)
{
	WARN(1, "no bug check is expected");
}

/* Row 476, as far as a machine that goes on can show it. */
static void ke_bug_check_test_callback_for_a_reason(struct kunit *test)
{
	PKBUGCHECK_REASON_CALLBACK_RECORD record =
		case_alloc_type(test, KBUGCHECK_REASON_CALLBACK_RECORD);
	int reason;

	memset(record, 0xa5, sizeof(*record));
	KUNIT_EXPECT_FALSE(test, KeRegisterBugCheckReasonCallback(record, never_asked,
								  KbCallbackDumpIo, COMPONENT));
	KeInitializeCallbackRecord(record);
	KUNIT_EXPECT_FALSE(test, KeRegisterBugCheckReasonCallback(record, NULL, KbCallbackDumpIo,
								  COMPONENT));
	for (reason = KbCallbackInvalid; reason <= KbCallbackTriageDumpData + 1; reason++) {
		bool known = reason > KbCallbackReserved1 && reason <= KbCallbackTriageDumpData;

		KUNIT_EXPECT_EQ(test, known, (bool)KeRegisterBugCheckReasonCallback(
			record, never_asked, reason, COMPONENT));
		KUNIT_EXPECT_FALSE(test, KeRegisterBugCheckReasonCallback(record, never_asked,
									  reason, COMPONENT));
		if (known) {
			KUNIT_EXPECT_EQ(test, reason, (int)record->Reason);
			KUNIT_EXPECT_EQ(test, (int)record->State, (int)BufferInserted);
		}
		KUNIT_EXPECT_EQ(test, known, (bool)KeDeregisterBugCheckReasonCallback(record));
		KUNIT_EXPECT_EQ(test, (int)record->State, (int)BufferEmpty);
	}
	EXPECT_NO_REPORT(test);
}

struct interrupt_run {
	KBUGCHECK_CALLBACK_RECORD record;
	BOOLEAN registered, deregistered;
};

static void register_and_deregister(void *data)
{
	struct interrupt_run *run = data;

	run->registered = KeRegisterBugCheckCallback(&run->record, never_called, NULL, 0,
						     COMPONENT);
	run->deregistered = KeDeregisterBugCheckCallback(&run->record);
}

static void ke_bug_check_test_any_level_is_allowed(struct kunit *test)
{
	struct interrupt_run *run = case_alloc_type(test, struct interrupt_run);

	KeInitializeCallbackRecord(&run->record);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(register_and_deregister, run));
	KUNIT_EXPECT_TRUE(test, run->registered);
	KUNIT_EXPECT_TRUE(test, run->deregistered);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ke_bug_check_cases[] = {
	KUNIT_CASE(ke_bug_check_test_callback_is_registered_once),
	KUNIT_CASE(ke_bug_check_test_wrong_records_are_refused),
	KUNIT_CASE(ke_bug_check_test_callback_for_a_reason),
	KUNIT_CASE(ke_bug_check_test_any_level_is_allowed),
	{}
};

WINWORK_SUITE(ke_bug_check);
