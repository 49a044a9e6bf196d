/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_device_list: the devices of a driver, and their numbers.
 */
#include "support.h"

#include <ntifs.h>

#define DEVICES 5

static PDEVICE_OBJECT new_device(struct kunit *test)
{
	PDEVICE_OBJECT device = NULL;

	KUNIT_ASSERT_EQ(test,
			IoCreateDevice(fixture_of(test)->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0,
				       FALSE, &device),
			STATUS_SUCCESS);
	return device;
}

/* row 1177 */
static void io_device_list_test_all(struct kunit *test)
{
	PDEVICE_OBJECT devices[DEVICES], found[DEVICES + 2];
	struct fixture *fixture = fixture_of(test);
	ULONG count = 0;
	int i;

	for (i = 0; i < DEVICES; i++)
		devices[i] = new_device(test);
	KUNIT_EXPECT_EQ(test, IoEnumerateDeviceObjectList(fixture->driver, NULL, 0, &count),
			STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, count, (ULONG)DEVICES + 1);
	memset(found, 0xee, sizeof(found));
	count = 0;
	KUNIT_ASSERT_EQ(test,
			IoEnumerateDeviceObjectList(fixture->driver, found, sizeof(found), &count),
			STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, count, (ULONG)DEVICES + 1);
	/* The newest first; the fixture's device is the oldest. */
	for (i = 0; i < DEVICES; i++) {
		KUNIT_EXPECT_PTR_EQ(test, (PVOID)found[i], (PVOID)devices[DEVICES - 1 - i]);
		KUNIT_EXPECT_EQ(test, references(found[i]), 2L);
	}
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)found[DEVICES], (PVOID)fixture->device);
	KUNIT_EXPECT_EQ(test, ((PUCHAR)&found[DEVICES + 1])[0], 0xee);
	for (i = 0; i <= DEVICES; i++)
		ObDereferenceObject(found[i]);
	/* Any order of the deletions. */
	for (i = 0; i < DEVICES; i++)
		IoDeleteDevice(devices[(i * 2) % DEVICES]);
	KUNIT_EXPECT_EQ(
		test, IoEnumerateDeviceObjectList(fixture->driver, found, sizeof(found[0]), &count),
		STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, count, 1U);
	KUNIT_ASSERT_PTR_EQ(test, (PVOID)found[0], (PVOID)fixture->device);
	ObDereferenceObject(found[0]);
	EXPECT_NO_REPORT(test);
}

/* row 1177: a list that is too small is filled, and the rest is counted */
static void io_device_list_test_small_list(struct kunit *test)
{
	PDEVICE_OBJECT devices[DEVICES], found[DEVICES];
	struct fixture *fixture = fixture_of(test);
	ULONG count = 0;
	KIRQL level;
	NTSTATUS status;
	int i;

	for (i = 0; i < DEVICES; i++)
		devices[i] = new_device(test);
	memset(found, 0xee, sizeof(found));
	KeRaiseIrql(DISPATCH_LEVEL, &level);
	/* A part of a pointer is no room. */
	status = IoEnumerateDeviceObjectList(fixture->driver, found, 3 * sizeof(found[0]) - 1,
					     &count);
	KeLowerIrql(level);
	KUNIT_EXPECT_EQ(test, status, STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, count, (ULONG)DEVICES + 1);
	for (i = 0; i < DEVICES; i++) {
		const bool is_found = i < 2;

		KUNIT_EXPECT_EQ(test, found[i] == devices[DEVICES - 1 - i], is_found);
		KUNIT_EXPECT_EQ(test, references(devices[DEVICES - 1 - i]), is_found ? 2L : 1L);
		if (is_found)
			ObDereferenceObject(devices[DEVICES - 1 - i]);
		IoDeleteDevice(devices[DEVICES - 1 - i]);
	}
	EXPECT_NO_REPORT(test);
}

/* row 1177: a driver without devices */
static void io_device_list_test_none(struct kunit *test)
{
	ULONG count = 1;

	fixture_renew_driver(test);
	KUNIT_EXPECT_EQ(test,
			IoEnumerateDeviceObjectList(fixture_of(test)->driver, NULL, 0, &count),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, count, 0U);
	EXPECT_NO_REPORT(test);
}

struct churn {
	PDRIVER_OBJECT driver;
	atomic_t rounds;
	atomic_t ends;
};

/* Makes devices and deletes them, so that a list finds others at each place. */
static void churn(void *data)
{
	struct churn *churn = data;
	PDEVICE_OBJECT devices[DEVICES] = { NULL };
	unsigned int i = 0;

	while (!atomic_read(&churn->ends)) {
		PDEVICE_OBJECT *device = &devices[i++ * 3 % DEVICES];

		if (*device)
			IoDeleteDevice(*device);
		*device = NULL;
		IoCreateDevice(churn->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, device);
		atomic_inc(&churn->rounds);
	}
	for (i = 0; i < DEVICES; i++) {
		if (devices[i])
			IoDeleteDevice(devices[i]);
	}
}

/* row 1177: each device that stays is in the list once, whatever becomes of the others */
static void io_device_list_test_beside_changes(struct kunit *test)
{
	struct churn *changes = case_alloc_type(test, struct churn);
	PDEVICE_OBJECT found[3 * DEVICES], old = fixture_of(test)->device, stays;
	int round, wrong = 0;

	changes->driver = fixture_of(test)->driver;
	spawn(test, churn, changes);
	KUNIT_EXPECT_TRUE(test, count_is_at_least(&changes->rounds, 2 * DEVICES));
	stays = new_device(test);
	for (round = 0; round < 500; round++) {
		ULONG count = 0, i;
		int seen[2] = { 0 };

		if (IoEnumerateDeviceObjectList(changes->driver, found, sizeof(found), &count) ||
		    count > DEVICES + 2) {
			wrong++;
			break;
		}
		for (i = 0; i < count; i++) {
			seen[0] += found[i] == stays;
			seen[1] += found[i] == old;
			ObDereferenceObject(found[i]);
		}
		wrong += seen[0] != 1 || seen[1] != 1;
	}
	atomic_set(&changes->ends, 1);
	join(test);
	KUNIT_EXPECT_EQ(test, wrong, 0);
	KUNIT_EXPECT_EQ(test, references(stays), 1L);
	IoDeleteDevice(stays);
	EXPECT_NO_REPORT(test);
}

/* row 1177 */
static void io_device_list_test_misuse(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	ULONG count;

	KUNIT_EXPECT_EQ(test, IoEnumerateDeviceObjectList(fixture->driver, NULL, 0, NULL),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test,
			IoEnumerateDeviceObjectList(fixture->driver, NULL, sizeof(PVOID), &count),
			STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(
		test, IoEnumerateDeviceObjectList((PDRIVER_OBJECT)fixture->device, NULL, 0, &count),
		STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoEnumerateDeviceObjectList", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      fixture->device, 0, 0, fixture->device);
}

/* row 1178 */
static void io_device_list_test_provider_id(struct kunit *test)
{
	PDEVICE_OBJECT devices[DEVICES];
	ULONG ids[DEVICES];
	KIRQL level;
	int i, j;

	for (i = 0; i < DEVICES; i++) {
		devices[i] = new_device(test);
		ids[i] = IoWMIDeviceObjectToProviderId(devices[i]);
		KUNIT_EXPECT_NE(test, ids[i], 0U);
		for (j = 0; j < i; j++)
			KUNIT_EXPECT_NE(test, ids[i], ids[j]);
	}
	KeRaiseIrql(DISPATCH_LEVEL, &level);
	j = 0;
	for (i = 0; i < DEVICES; i++)
		j += IoWMIDeviceObjectToProviderId(devices[i]) == ids[i];
	KeLowerIrql(level);
	KUNIT_EXPECT_EQ(test, j, DEVICES);
	for (i = 0; i < DEVICES; i++)
		IoDeleteDevice(devices[i]);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test,
			IoWMIDeviceObjectToProviderId((PDEVICE_OBJECT)fixture_of(test)->driver),
			0U);
	EXPECT_REPORT(test, "IoWMIDeviceObjectToProviderId", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      fixture_of(test)->driver, 0, 0, fixture_of(test)->driver);
}

static struct kunit_case io_device_list_cases[] = {
	KUNIT_CASE(io_device_list_test_all),
	KUNIT_CASE(io_device_list_test_small_list),
	KUNIT_CASE(io_device_list_test_none),
	KUNIT_CASE(io_device_list_test_beside_changes),
	KUNIT_CASE(io_device_list_test_misuse),
	KUNIT_CASE(io_device_list_test_provider_id),
	{}
};

WINWORK_SUITE(io_device_list);
