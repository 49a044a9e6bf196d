/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The version of Windows that drivers find: the one that NTDDI_VERSION and ntverp.h name.
 */
#include <ntddk.h>
#include <ntverp.h>
#include <sdkddkver.h>
#include <winwork/rtl/versions.h>

#include "base/report.hpp"
#include "base/types.hpp"

using namespace ww;

namespace {

constexpr ULONG kNtDdiVersion = NTDDI_WIN10_NI;
constexpr USHORT kSuites = VER_SUITE_TERMINAL | VER_SUITE_SINGLEUSERTS;

static_assert(OSVER(kNtDdiVersion) == VER_PRODUCTMAJORVERSION << 24 && !SPVER(kNtDdiVersion));

constexpr ULONG kAllMembers = VER_MINORVERSION | VER_MAJORVERSION | VER_BUILDNUMBER |
			      VER_PLATFORMID | VER_SERVICEPACKMINOR | VER_SERVICEPACKMAJOR |
			      VER_SUITENAME | VER_PRODUCT_TYPE;

/* Where the condition of a member, one bit, begins in the mask. */
constexpr u32 shift_of(ULONG member)
{
	return static_cast<u32>(__builtin_ctz(member)) * VER_NUM_BITS_PER_CONDITION_MASK;
}

constexpr ULONG condition_of(ULONGLONG mask, ULONG member)
{
	return mask >> shift_of(member) & VER_CONDITION_MASK;
}

/* A member that is a number: the value here, and the required one. */
struct Compared {
	ULONG member;
	ULONG here;
	ULONG required;
};

constexpr bool meets(ULONG condition, ULONG here, ULONG required)
{
	return condition == VER_EQUAL ? here == required :
	       condition == VER_GREATER ? here > required :
	       condition == VER_GREATER_EQUAL ? here >= required :
	       condition == VER_LESS ? here < required : here <= required;
}

/* The condition of a member whose value differs, when the values behind it no longer count. */
constexpr bool meets_at_difference(ULONG condition, ULONG here, ULONG required)
{
	return condition != VER_EQUAL && meets(condition, here, required);
}

bool suites_meet(ULONG condition, USHORT required)
{
	const USHORT common = required & kSuites;

	return condition == VER_AND ? common == required : common || !required;
}

} /* namespace */

extern "C" {

NTSTATUS NTAPI RtlGetVersion(PRTL_OSVERSIONINFOW lpVersionInformation)
{
	RTL_OSVERSIONINFOW &version = *lpVersionInformation;

	version.dwMajorVersion = VER_PRODUCTMAJORVERSION;
	version.dwMinorVersion = VER_PRODUCTMINORVERSION;
	version.dwBuildNumber = VER_PRODUCTBUILD;
	version.dwPlatformId = VER_PLATFORM_WIN32_NT;
	version.szCSDVersion[0] = 0;
	if (version.dwOSVersionInfoSize == sizeof(RTL_OSVERSIONINFOEXW)) {
		auto &more = reinterpret_cast<RTL_OSVERSIONINFOEXW &>(version);

		more.wServicePackMajor = 0;
		more.wServicePackMinor = 0;
		more.wSuiteMask = kSuites;
		more.wProductType = VER_NT_WORKSTATION;
		more.wReserved = 0;
	}
	return STATUS_SUCCESS;
}

ULONGLONG NTAPI VerSetConditionMask(ULONGLONG ConditionMask, ULONG TypeMask, UCHAR Condition)
{
	const ULONG members = TypeMask & kAllMembers;

	if (!members)
		return ConditionMask;

	const ULONG highest = 1u << (31 - __builtin_clz(members));

	return ConditionMask |
	       static_cast<ULONGLONG>(Condition & VER_CONDITION_MASK) << shift_of(highest);
}

NTSTATUS NTAPI RtlVerifyVersionInfo(PRTL_OSVERSIONINFOEXW VersionInfo, ULONG TypeMask,
				    ULONGLONG ConditionMask)
{
	const Compared order[] = {
		{ VER_MAJORVERSION, VER_PRODUCTMAJORVERSION, VersionInfo->dwMajorVersion },
		{ VER_MINORVERSION, VER_PRODUCTMINORVERSION, VersionInfo->dwMinorVersion },
		{ VER_SERVICEPACKMAJOR, 0, VersionInfo->wServicePackMajor },
		{ VER_SERVICEPACKMINOR, 0, VersionInfo->wServicePackMinor },
	};
	const Compared others[] = {
		{ VER_BUILDNUMBER, VER_PRODUCTBUILD, VersionInfo->dwBuildNumber },
		{ VER_PLATFORMID, VER_PLATFORM_WIN32_NT, VersionInfo->dwPlatformId },
		{ VER_PRODUCT_TYPE, VER_NT_WORKSTATION, VersionInfo->wProductType },
	};
	bool met = true;

	if (!TypeMask || TypeMask & ~kAllMembers)
		return refuse(WW_CALL_SITE, nullptr, STATUS_INVALID_PARAMETER,
			      "TypeMask is 0x%x, and has no bit or an unknown one", TypeMask);
	for (ULONG member = 1; member & kAllMembers; member <<= 1) {
		const ULONG condition = condition_of(ConditionMask, member);
		const bool fits = member == VER_SUITENAME ? condition >= VER_AND
							  : condition && condition < VER_AND;

		if (TypeMask & member && !fits)
			return refuse(WW_CALL_SITE, nullptr, STATUS_INVALID_PARAMETER,
				      "ConditionMask has the condition %u for the member 0x%x",
				      condition, member);
	}

	for (const Compared &each : order) {
		if (!(TypeMask & each.member))
			continue;

		const ULONG condition = condition_of(ConditionMask, each.member);

		if (each.here != each.required) {
			met = meets_at_difference(condition, each.here, each.required);
			break;
		}
		met = meets(condition, each.here, each.required);
	}
	for (const Compared &each : others) {
		if (TypeMask & each.member)
			met = met && meets(condition_of(ConditionMask, each.member), each.here,
					   each.required);
	}
	if (TypeMask & VER_SUITENAME)
		met = met && suites_meet(condition_of(ConditionMask, VER_SUITENAME),
					 VersionInfo->wSuiteMask);
	return met ? STATUS_SUCCESS : STATUS_REVISION_MISMATCH;
}

/* A suite is the number of its bit. */
BOOLEAN NTAPI ExVerifySuite(SUITE_TYPE SuiteType)
{
	return SuiteType < MaxSuiteType && (kSuites >> SuiteType & 1);
}

BOOLEAN NTAPI MmIsThisAnNtAsSystem()
{
	return FALSE;
}

BOOLEAN NTAPI RtlIsNtDdiVersionAvailable(ULONG Version)
{
	return Version <= kNtDdiVersion;
}

BOOLEAN NTAPI WdmlibRtlIsNtDdiVersionAvailable(ULONG Version)
{
	return RtlIsNtDdiVersionAvailable(Version);
}

BOOLEAN NTAPI RtlIsServicePackVersionInstalled(ULONG Version)
{
	return OSVER(Version) == OSVER(kNtDdiVersion) && Version <= kNtDdiVersion;
}

BOOLEAN NTAPI WdmlibRtlIsServicePackVersionInstalled(ULONG Version)
{
	return RtlIsServicePackVersionInstalled(Version);
}

} /* extern "C" */
