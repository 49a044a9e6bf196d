/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite zw_transaction: no handle and no file object is one of a transaction.
 */
#include "support.h"

#include <ntifs.h>

/* row 679 */
static void zw_transaction_test_no_handle_is_one(struct kunit *test)
{
	TRANSACTION_BASIC_INFORMATION information = { .Outcome = 7 };
	ULONG bytes = 7;
	HANDLE handle = NULL;

	KUNIT_EXPECT_EQ(test, ZwQueryInformationTransaction((HANDLE)0x7ff0, TransactionBasicInformation,
							    &information, sizeof(information), &bytes),
			STATUS_INVALID_HANDLE);
	KUNIT_EXPECT_EQ(test, bytes, 0);
	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwQueryInformationTransaction(handle, TransactionBasicInformation, &information,
							    sizeof(information), NULL),
			STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_EQ(test, information.Outcome, 7);
	/* The handle has kept its object. */
	KUNIT_EXPECT_EQ(test, ZwSetEvent(handle, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 679 */
static void zw_transaction_test_type_of_none(struct kunit *test)
{
	PVOID object = test;
	HANDLE handle = NULL;

	KUNIT_ASSERT_NOT_NULL(test, TmTransactionObjectType);
	KUNIT_ASSERT_EQ(test, ZwCreateEvent(&handle, EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObReferenceObjectByHandle(handle, 0, *TmTransactionObjectType, KernelMode, &object,
							NULL), STATUS_OBJECT_TYPE_MISMATCH);
	KUNIT_EXPECT_NULL(test, object);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 679 */
static void zw_transaction_test_no_file_has_one(struct kunit *test)
{
	FILE_OBJECT file = {};

	KUNIT_EXPECT_NULL(test, IoGetTransactionParameterBlock(&file));
	EXPECT_NO_REPORT(test);
}

static void zw_transaction_test_wrong_level(struct kunit *test)
{
	NTSTATUS status;
	KIRQL irql;

	KeRaiseIrql(APC_LEVEL, &irql);
	status = ZwQueryInformationTransaction((HANDLE)0x7ff0, TransactionBasicInformation, NULL, 0, NULL);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, status, STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ZwQueryInformationTransaction", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL, ANY,
		      ANY, ANY);
}

static struct kunit_case zw_transaction_cases[] = {
	KUNIT_CASE(zw_transaction_test_no_handle_is_one),
	KUNIT_CASE(zw_transaction_test_type_of_none),
	KUNIT_CASE(zw_transaction_test_no_file_has_one),
	KUNIT_CASE(zw_transaction_test_wrong_level),
	{}
};

WINWORK_SUITE(zw_transaction);
