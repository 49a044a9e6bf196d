/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_security_descriptor: descriptors that drivers put together.
 */
#include "support.h"

#include <ntifs.h>

/* row 891 */
static void rtl_security_descriptor_test_list_of_a_new_one(struct kunit *test)
{
	SECURITY_DESCRIPTOR descriptor;
	ACL list = { 0 };

	memset(&descriptor, 0xff, sizeof(descriptor));
	KUNIT_EXPECT_EQ(test, RtlCreateSecurityDescriptor(&descriptor, 2), STATUS_UNKNOWN_REVISION);
	KUNIT_EXPECT_EQ(test, RtlSetDaclSecurityDescriptor(&descriptor, TRUE, NULL, FALSE), STATUS_UNKNOWN_REVISION);
	KUNIT_EXPECT_EQ(test, RtlCreateSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, descriptor.Revision, 1);
	KUNIT_EXPECT_EQ(test, descriptor.Control, 0);
	KUNIT_EXPECT_TRUE(test, !descriptor.Owner && !descriptor.Group && !descriptor.Sacl && !descriptor.Dacl);

	KUNIT_EXPECT_EQ(test, RtlSetDaclSecurityDescriptor(&descriptor, TRUE, &list, TRUE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, descriptor.Control, SE_DACL_PRESENT | SE_DACL_DEFAULTED);
	KUNIT_EXPECT_PTR_EQ(test, descriptor.Dacl, &list);
	KUNIT_EXPECT_EQ(test, RtlSetDaclSecurityDescriptor(&descriptor, TRUE, NULL, FALSE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, descriptor.Control, SE_DACL_PRESENT);
	KUNIT_EXPECT_PTR_EQ(test, descriptor.Dacl, (PACL)NULL);
	KUNIT_EXPECT_EQ(test, RtlSetDaclSecurityDescriptor(&descriptor, FALSE, &list, TRUE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, descriptor.Control, 0);
	KUNIT_EXPECT_PTR_EQ(test, descriptor.Dacl, (PACL)NULL);
}

/* row 891 */
static void rtl_security_descriptor_test_self_relative(struct kunit *test)
{
	SECURITY_DESCRIPTOR descriptor;

	RtlCreateSecurityDescriptor(&descriptor, SECURITY_DESCRIPTOR_REVISION);
	descriptor.Control = SE_SELF_RELATIVE;
	KUNIT_EXPECT_EQ(test, RtlSetDaclSecurityDescriptor(&descriptor, TRUE, NULL, FALSE),
			STATUS_INVALID_SECURITY_DESCR);
	KUNIT_EXPECT_EQ(test, descriptor.Control, SE_SELF_RELATIVE);
}

static struct kunit_case rtl_security_descriptor_cases[] = {
	KUNIT_CASE(rtl_security_descriptor_test_list_of_a_new_one),
	KUNIT_CASE(rtl_security_descriptor_test_self_relative),
	{}
};

WINWORK_SUITE(rtl_security_descriptor);
