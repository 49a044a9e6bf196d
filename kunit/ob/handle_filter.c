/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ob_handle_filter: routines that are told of handles of processes and threads.
 */
#include "support.h"

#include <ntifs.h>

#define MOST 16
#define ACCESS 0x1f

struct filter {
	int number;
	ACCESS_MASK takes;		/* rights that it takes away */
	PVOID handle;			/* of the registration */
};

static struct {
	int number;
	bool is_behind;
	PVOID object, context;
	POBJECT_TYPE type;
	ACCESS_MASK access, original;
	NTSTATUS status;
} told[MOST];
static int count;

static OB_PREOP_CALLBACK_STATUS NTAPI before(PVOID context, POB_PRE_OPERATION_INFORMATION info)
{
	const struct filter *filter = context;
	POB_PRE_CREATE_HANDLE_INFORMATION access = &info->Parameters->CreateHandleInformation;

	told[count].number = filter->number;
	told[count].object = info->Object;
	told[count].type = info->ObjectType;
	told[count].access = access->DesiredAccess;
	told[count].original = access->OriginalDesiredAccess;
	access->DesiredAccess &= ~filter->takes;
	access->DesiredAccess |= 0x100;
	info->CallContext = context;
	count += info->KernelHandle && info->Operation == OB_OPERATION_HANDLE_CREATE;
	return OB_PREOP_SUCCESS;
}

static VOID NTAPI behind(PVOID context, POB_POST_OPERATION_INFORMATION info)
{
	const struct filter *filter = context;

	told[count].number = filter->number;
	told[count].is_behind = true;
	told[count].object = info->Object;
	told[count].type = info->ObjectType;
	told[count].context = info->CallContext;
	told[count].access = info->Parameters->CreateHandleInformation.GrantedAccess;
	told[count].status = info->ReturnStatus;
	count += info->KernelHandle && info->Operation == OB_OPERATION_HANDLE_CREATE;
}

static NTSTATUS add(struct filter *filter, PCWSTR altitude, POBJECT_TYPE *type)
{
	OB_OPERATION_REGISTRATION operation = { type, OB_OPERATION_HANDLE_CREATE, before, behind };
	OB_CALLBACK_REGISTRATION registration = { OB_FLT_REGISTRATION_VERSION, 1, {}, filter, &operation };

	RtlInitUnicodeString(&registration.Altitude, altitude);
	return ObRegisterCallbacks(&registration, &filter->handle);
}

static void open_system(struct kunit *test)
{
	CLIENT_ID id = { PsGetProcessId(PsInitialSystemProcess), NULL };
	OBJECT_ATTRIBUTES attributes;
	HANDLE handle;

	memset(told, 0, sizeof(told));
	count = 0;
	InitializeObjectAttributes(&attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
	KUNIT_ASSERT_EQ(test, ZwOpenProcess(&handle, ACCESS, &attributes, &id), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ZwClose(handle), STATUS_SUCCESS);
}

/* row 804, row 805 */
static void ob_handle_filter_test_processes(struct kunit *test)
{
	struct filter low = { .number = 1, .takes = 1 }, high = { .number = 2, .takes = 2 };
	int i;

	KUNIT_ASSERT_EQ(test, add(&low, L"1", PsProcessType), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, add(&high, L"2", PsProcessType), STATUS_SUCCESS);
	open_system(test);
	KUNIT_ASSERT_EQ(test, count, 4);
	for (i = 0; i < 4; i++) {
		KUNIT_EXPECT_EQ(test, told[i].number, i == 0 || i == 3 ? 2 : 1);
		KUNIT_EXPECT_EQ(test, told[i].is_behind, i > 1);
		KUNIT_EXPECT_PTR_EQ(test, told[i].object, (PVOID)PsInitialSystemProcess);
		KUNIT_EXPECT_PTR_EQ(test, told[i].type, *PsProcessType);
	}
	KUNIT_EXPECT_EQ(test, told[0].access, (ULONG)ACCESS);
	KUNIT_EXPECT_EQ(test, told[1].access, (ULONG)(ACCESS & ~2));
	KUNIT_EXPECT_EQ(test, told[1].original, (ULONG)ACCESS);
	KUNIT_EXPECT_EQ(test, told[2].access, (ULONG)(ACCESS & ~3));
	KUNIT_EXPECT_EQ(test, told[2].status, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, told[2].context, (PVOID)&low);
	KUNIT_EXPECT_PTR_EQ(test, told[3].context, (PVOID)&high);
	ObUnRegisterCallbacks(low.handle);
	ObUnRegisterCallbacks(high.handle);
	open_system(test);
	KUNIT_EXPECT_EQ(test, count, 0);
}

static VOID NTAPI end_at_once(PVOID context)
{
}

/* row 804: by ObOpenObjectByPointer, and for the kind of object that is registered alone */
static void ob_handle_filter_test_threads(struct kunit *test)
{
	struct filter filter = { .number = 1 };
	HANDLE handle, again;
	PVOID thread;

	KUNIT_ASSERT_EQ(test, add(&filter, L"1", PsThreadType), STATUS_SUCCESS);
	open_system(test);
	KUNIT_EXPECT_EQ(test, count, 0);
	KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, end_at_once, NULL),
			STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, 0, *PsThreadType, KernelMode, &thread, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ObOpenObjectByPointer(thread, OBJ_KERNEL_HANDLE, NULL, ACCESS, *PsThreadType, KernelMode,
						    &again), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, count, 2);
	KUNIT_EXPECT_PTR_EQ(test, told[0].object, thread);
	KUNIT_EXPECT_EQ(test, told[0].access, (ULONG)ACCESS);
	ObUnRegisterCallbacks(filter.handle);
	KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
	ObDereferenceObject(thread);
	ZwClose(again);
	ZwClose(handle);
}

/* row 805 */
static void ob_handle_filter_test_registrations(struct kunit *test)
{
	OB_OPERATION_REGISTRATION operation = { PsProcessType, OB_OPERATION_HANDLE_CREATE, NULL, NULL };
	OB_CALLBACK_REGISTRATION registration = { 0x200, 1, {}, NULL, &operation };
	struct filter filter = {}, other = {};
	PVOID handle;

	KUNIT_ASSERT_EQ(test, add(&filter, L"7", PsProcessType), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, add(&other, L"7", PsProcessType), STATUS_FLT_INSTANCE_ALTITUDE_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, other.handle, NULL);
	KUNIT_EXPECT_EQ(test, add(&other, L"seven", PsProcessType), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, add(&other, L"8", ExEventObjectType), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, ObRegisterCallbacks(&registration, &handle), STATUS_INVALID_PARAMETER);
	registration.Version = ObGetFilterVersion();
	KUNIT_EXPECT_EQ(test, ObRegisterCallbacks(&registration, &handle), STATUS_INVALID_PARAMETER);
	operation.PreOperation = before;
	registration.OperationRegistrationCount = 0;
	KUNIT_EXPECT_EQ(test, ObRegisterCallbacks(&registration, &handle), STATUS_INVALID_PARAMETER);
	ObUnRegisterCallbacks(filter.handle);
	ObUnRegisterCallbacks(filter.handle);
	EXPECT_NO_REPORT(test);
}

static OB_PREOP_CALLBACK_STATUS NTAPI ends_itself(PVOID context, POB_PRE_OPERATION_INFORMATION info)
{
	ObUnRegisterCallbacks(*(PVOID *)context);
	count++;
	return OB_PREOP_SUCCESS;
}

/* row 804: a routine that removes its own registration */
static void ob_handle_filter_test_own_removal(struct kunit *test)
{
	OB_OPERATION_REGISTRATION operation = { PsProcessType, OB_OPERATION_HANDLE_CREATE, ends_itself, behind };
	PVOID handle;
	OB_CALLBACK_REGISTRATION registration = { OB_FLT_REGISTRATION_VERSION, 1, {}, &handle, &operation };

	RtlInitUnicodeString(&registration.Altitude, L"1");
	KUNIT_ASSERT_EQ(test, ObRegisterCallbacks(&registration, &handle), STATUS_SUCCESS);
	open_system(test);
	EXPECT_REPORT(test, "ObUnRegisterCallbacks", 0xc4, 0x1000, ends_itself, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, count, 1);
	open_system(test);
	KUNIT_EXPECT_EQ(test, count, 0);
}

static struct kunit_case ob_handle_filter_cases[] = {
	KUNIT_CASE(ob_handle_filter_test_processes),
	KUNIT_CASE(ob_handle_filter_test_threads),
	KUNIT_CASE(ob_handle_filter_test_registrations),
	KUNIT_CASE(ob_handle_filter_test_own_removal),
	{}
};

WINWORK_SUITE(ob_handle_filter);
