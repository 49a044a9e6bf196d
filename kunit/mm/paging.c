/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_paging: pageable code and data of drivers, which Linux keeps in memory.
 */
#include "support.h"

/* row 1201: the VM test "paging" has those of a driver */
static void mm_paging_test_size_of_the_system(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, (int)MmQuerySystemSize(), (int)MmLargeSystem);
	EXPECT_NO_REPORT(test);
}

/* row 1201: addresses of no driver, and other handles */
static void mm_paging_test_wrong_addresses(struct kunit *test)
{
	int mine = 0;

	KUNIT_EXPECT_NULL(test, MmLockPagableDataSection(&mine));
	EXPECT_REPORT(test, "MmLockPagableDataSection", BUGCHECK_VERIFIER, 0, &mine, 0, 0, &mine);
	KUNIT_EXPECT_NULL(test, MmPageEntireDriver(NULL));
	EXPECT_REPORT(test, "MmPageEntireDriver", BUGCHECK_VERIFIER, 0, 0, 0, 0, 0);
	MmResetDriverPaging(&mine);
	EXPECT_REPORT(test, "MmResetDriverPaging", BUGCHECK_VERIFIER, 0, &mine, 0, 0, &mine);
	MmUnlockPagableImageSection(&mine);
	EXPECT_REPORT(test, "MmUnlockPagableImageSection", BUGCHECK_REFERENCE_BY_POINTER, ANY, &mine, ANY, ANY, &mine);
	MmLockPagableSectionByHandle(fixture_of(test)->device);
	EXPECT_REPORT(test, "MmLockPagableSectionByHandle", BUGCHECK_REFERENCE_BY_POINTER, ANY, ANY, ANY, ANY,
		      fixture_of(test)->device);
}

static struct kunit_case mm_paging_cases[] = {
	KUNIT_CASE(mm_paging_test_size_of_the_system),
	KUNIT_CASE(mm_paging_test_wrong_addresses),
	{}
};

WINWORK_SUITE(mm_paging);
