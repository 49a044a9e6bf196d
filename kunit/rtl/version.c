/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_version: the version of Windows, and comparisons with it.
 */
#include "support.h"

#include <ntverp.h>
#include <sdkddkver.h>

static void rtl_version_test_version_is_that_of_the_headers(struct kunit *test)
{
	RTL_OSVERSIONINFOEXW version;

	memset(&version, 0x5a, sizeof(version));
	version.dwOSVersionInfoSize = sizeof(version);
	KUNIT_EXPECT_EQ(test, RtlGetVersion((PRTL_OSVERSIONINFOW)&version), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, version.dwOSVersionInfoSize, (ULONG)sizeof(version));
	KUNIT_EXPECT_EQ(test, version.dwMajorVersion << 8 | version.dwMinorVersion,
			(ULONG)_WIN32_WINNT);
	KUNIT_EXPECT_EQ(test, version.dwBuildNumber, (ULONG)VER_PRODUCTBUILD);
	KUNIT_EXPECT_EQ(test, version.dwPlatformId, (ULONG)VER_PLATFORM_WIN32_NT);
	KUNIT_EXPECT_EQ(test, (int)version.szCSDVersion[0], 0);
	KUNIT_EXPECT_EQ(test, (int)version.wServicePackMajor, 0);
	KUNIT_EXPECT_EQ(test, (int)version.wServicePackMinor, 0);
	KUNIT_EXPECT_EQ(test, (int)version.wSuiteMask,
			VER_SUITE_TERMINAL | VER_SUITE_SINGLEUSERTS);
	KUNIT_EXPECT_EQ(test, (int)version.wProductType, VER_NT_WORKSTATION);
	EXPECT_NO_REPORT(test);
}

/* The short structure, and any other size. Nothing behind it changes. */
static void rtl_version_test_short_structure(struct kunit *test)
{
	static const ULONG sizes[] = { sizeof(RTL_OSVERSIONINFOW), 0 };
	RTL_OSVERSIONINFOEXW version;
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(sizes); i++) {
		memset(&version, 0x5a, sizeof(version));
		version.dwOSVersionInfoSize = sizes[i];
		KUNIT_EXPECT_EQ(test, RtlGetVersion((PRTL_OSVERSIONINFOW)&version),
				STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, version.dwOSVersionInfoSize, sizes[i]);
		KUNIT_EXPECT_EQ(test, version.dwBuildNumber, (ULONG)VER_PRODUCTBUILD);
		KUNIT_EXPECT_EQ(test, (int)version.wServicePackMajor, 0x5a5a);
		KUNIT_EXPECT_EQ(test, (int)version.wSuiteMask, 0x5a5a);
		KUNIT_EXPECT_EQ(test, (int)version.wProductType, 0x5a);
	}
}

static void rtl_version_test_ntddi_versions(struct kunit *test)
{
	static const struct {
		ULONG version;
		bool available, service_pack;
	} versions[] = {
		{ NTDDI_WINXP, true, false },
		{ NTDDI_VISTASP1, true, false },
		{ NTDDI_WINBLUE, true, false },
		{ NTDDI_WIN10, true, true },
		{ NTDDI_WIN10_RS5, true, true },
		{ NTDDI_VERSION, true, true },
		{ NTDDI_VERSION + 1, false, false },
		{ 0x0a000100, false, false },
		{ 0x0b000000, false, false },
	};
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(versions); i++) {
		const ULONG version = versions[i].version;

		KUNIT_EXPECT_EQ_MSG(test, (bool)RtlIsNtDdiVersionAvailable(version),
				    versions[i].available, "0x%x", version);
		KUNIT_EXPECT_EQ_MSG(test, (bool)WdmlibRtlIsNtDdiVersionAvailable(version),
				    versions[i].available, "0x%x", version);
		KUNIT_EXPECT_EQ_MSG(test, (bool)RtlIsServicePackVersionInstalled(version),
				    versions[i].service_pack, "0x%x", version);
		KUNIT_EXPECT_EQ_MSG(test, (bool)WdmlibRtlIsServicePackVersionInstalled(version),
				    versions[i].service_pack, "0x%x", version);
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_version_test_condition_mask(struct kunit *test)
{
	ULONGLONG mask = 0;

	VER_SET_CONDITION(mask, VER_MINORVERSION, VER_GREATER_EQUAL);
	KUNIT_EXPECT_EQ(test, mask, 3ULL);
	VER_SET_CONDITION(mask, VER_MAJORVERSION, VER_GREATER);
	KUNIT_EXPECT_EQ(test, mask, 3ULL | 2ULL << 3);
	VER_SET_CONDITION(mask, VER_PRODUCT_TYPE, VER_EQUAL);
	KUNIT_EXPECT_EQ(test, mask, 3ULL | 2ULL << 3 | 1ULL << 21);
	/* The highest bit counts, and no bit changes nothing. */
	KUNIT_EXPECT_EQ(test, VerSetConditionMask(0, VER_SUITENAME | VER_MINORVERSION, VER_OR),
			7ULL << 18);
	KUNIT_EXPECT_EQ(test, VerSetConditionMask(5, 0, VER_OR), 5ULL);
}

static NTSTATUS verify(RTL_OSVERSIONINFOEXW version, ULONG members, int condition)
{
	ULONGLONG mask = 0;
	ULONG member;

	for (member = 1; member <= VER_PRODUCT_TYPE; member <<= 1) {
		if (members & member)
			VER_SET_CONDITION(mask, member, condition);
	}
	return RtlVerifyVersionInfo(&version, members, mask);
}

#define WHOLE_VERSION \
	(VER_MAJORVERSION | VER_MINORVERSION | VER_SERVICEPACKMAJOR | VER_SERVICEPACKMINOR)

/* The members in their order; each column is a condition from VER_EQUAL to VER_LESS_EQUAL. */
static void rtl_version_test_versions_are_compared_in_order(struct kunit *test)
{
	static const struct {
		USHORT major, minor, pack, minor_pack;
		bool meets[5];
	} rows[] = {
		{ 10, 0, 0, 0, { true, false, true, false, true } },
		{ 10, 0, 0, 1, { false, false, false, true, true } },
		{ 10, 0, 1, 0, { false, false, false, true, true } },
		{ 10, 1, 0, 0, { false, false, false, true, true } },
		{ 11, 0, 0, 0, { false, false, false, true, true } },
		{ 6, 3, 1, 1, { false, true, true, false, false } },
		{ 5, 1, 3, 0, { false, true, true, false, false } },
	};
	int i, condition;

	for (i = 0; i < (int)ARRAY_SIZE(rows); i++) {
		const RTL_OSVERSIONINFOEXW version = {
			.dwMajorVersion = rows[i].major, .dwMinorVersion = rows[i].minor,
			.wServicePackMajor = rows[i].pack, .wServicePackMinor = rows[i].minor_pack,
		};

		for (condition = VER_EQUAL; condition <= VER_LESS_EQUAL; condition++)
			KUNIT_EXPECT_EQ_MSG(test, verify(version, WHOLE_VERSION, condition),
					    rows[i].meets[condition - VER_EQUAL] ?
					    STATUS_SUCCESS : STATUS_REVISION_MISMATCH,
					    "row %d, condition %d", i, condition);
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_version_test_other_members(struct kunit *test)
{
	RTL_OSVERSIONINFOEXW version = {
		.dwMajorVersion = 6, .dwBuildNumber = VER_PRODUCTBUILD,
		.dwPlatformId = VER_PLATFORM_WIN32_NT, .wProductType = VER_NT_WORKSTATION,
		.wSuiteMask = VER_SUITE_TERMINAL | VER_SUITE_DATACENTER,
	};
	const ULONG numbers = VER_BUILDNUMBER | VER_PLATFORMID | VER_PRODUCT_TYPE;

	KUNIT_EXPECT_EQ(test, verify(version, numbers, VER_EQUAL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, verify(version, numbers, VER_GREATER), STATUS_REVISION_MISMATCH);
	/* A greater major version does not replace the other members. */
	version.dwBuildNumber++;
	KUNIT_EXPECT_EQ(test, verify(version, VER_MAJORVERSION | VER_BUILDNUMBER,
				     VER_GREATER_EQUAL), STATUS_REVISION_MISMATCH);
	version.dwBuildNumber -= 2;
	KUNIT_EXPECT_EQ(test, verify(version, VER_MAJORVERSION | VER_BUILDNUMBER,
				     VER_GREATER_EQUAL), STATUS_SUCCESS);
	version.wProductType = VER_NT_SERVER;
	KUNIT_EXPECT_EQ(test, verify(version, VER_PRODUCT_TYPE, VER_EQUAL),
			STATUS_REVISION_MISMATCH);

	KUNIT_EXPECT_EQ(test, verify(version, VER_SUITENAME, VER_OR), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, verify(version, VER_SUITENAME, VER_AND), STATUS_REVISION_MISMATCH);
	version.wSuiteMask = VER_SUITE_TERMINAL;
	KUNIT_EXPECT_EQ(test, verify(version, VER_SUITENAME, VER_AND), STATUS_SUCCESS);
	version.wSuiteMask = VER_SUITE_DATACENTER;
	KUNIT_EXPECT_EQ(test, verify(version, VER_SUITENAME, VER_OR), STATUS_REVISION_MISMATCH);
	EXPECT_NO_REPORT(test);
}

static void rtl_version_test_wrong_masks_are_refused(struct kunit *test)
{
	RTL_OSVERSIONINFOEXW version = { .dwMajorVersion = 10 };
	ULONGLONG mask = 0;

	KUNIT_EXPECT_EQ(test, RtlVerifyVersionInfo(&version, 0, 0), STATUS_INVALID_PARAMETER);
	expect_refusal(test, __LINE__, false, "RtlVerifyVersionInfo", STATUS_INVALID_PARAMETER,
		       "TypeMask");
	KUNIT_EXPECT_EQ(test, RtlVerifyVersionInfo(&version, 0x100, 1), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, RtlVerifyVersionInfo(&version, VER_MAJORVERSION, 0),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, verify(version, VER_MAJORVERSION, VER_AND),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, verify(version, VER_SUITENAME, VER_EQUAL),
			STATUS_INVALID_PARAMETER);
	/* The condition of a member that is not compared does not count. */
	VER_SET_CONDITION(mask, VER_MAJORVERSION, VER_EQUAL);
	VER_SET_CONDITION(mask, VER_MINORVERSION, VER_AND);
	KUNIT_EXPECT_EQ(test, RtlVerifyVersionInfo(&version, VER_MAJORVERSION, mask),
			STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case rtl_version_cases[] = {
	KUNIT_CASE(rtl_version_test_version_is_that_of_the_headers),
	KUNIT_CASE(rtl_version_test_short_structure),
	KUNIT_CASE(rtl_version_test_ntddi_versions),
	KUNIT_CASE(rtl_version_test_condition_mask),
	KUNIT_CASE(rtl_version_test_versions_are_compared_in_order),
	KUNIT_CASE(rtl_version_test_other_members),
	KUNIT_CASE(rtl_version_test_wrong_masks_are_refused),
	{}
};

WINWORK_SUITE(rtl_version);
