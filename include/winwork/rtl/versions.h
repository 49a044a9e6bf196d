/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The version of Windows that a driver finds here: that of the WDK whose headers these are.
 */
#ifndef WINWORK_RTL_VERSIONS_H
#define WINWORK_RTL_VERSIONS_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/* The members that RtlVerifyVersionInfo compares. */
#define VER_MINORVERSION 0x0000001
#define VER_MAJORVERSION 0x0000002
#define VER_BUILDNUMBER 0x0000004
#define VER_PLATFORMID 0x0000008
#define VER_SERVICEPACKMINOR 0x0000010
#define VER_SERVICEPACKMAJOR 0x0000020
#define VER_SUITENAME 0x0000040
#define VER_PRODUCT_TYPE 0x0000080

/* How it compares them. */
#define VER_EQUAL 1
#define VER_GREATER 2
#define VER_GREATER_EQUAL 3
#define VER_LESS 4
#define VER_LESS_EQUAL 5
#define VER_AND 6
#define VER_OR 7
#define VER_CONDITION_MASK 7
#define VER_NUM_BITS_PER_CONDITION_MASK 3

#define VER_NT_WORKSTATION 0x0000001
#define VER_NT_DOMAIN_CONTROLLER 0x0000002
#define VER_NT_SERVER 0x0000003

#define VER_PLATFORM_WIN32s 0
#define VER_PLATFORM_WIN32_WINDOWS 1
#define VER_PLATFORM_WIN32_NT 2

#define VER_SUITE_SMALLBUSINESS 0x00000001
#define VER_SUITE_ENTERPRISE 0x00000002
#define VER_SUITE_BACKOFFICE 0x00000004
#define VER_SUITE_TERMINAL 0x00000010
#define VER_SUITE_SMALLBUSINESS_RESTRICTED 0x00000020
#define VER_SUITE_EMBEDDEDNT 0x00000040
#define VER_SUITE_DATACENTER 0x00000080
#define VER_SUITE_SINGLEUSERTS 0x00000100
#define VER_SUITE_PERSONAL 0x00000200
#define VER_SUITE_BLADE 0x00000400
#define VER_SUITE_STORAGE_SERVER 0x00002000
#define VER_SUITE_COMPUTE_SERVER 0x00004000
#define VER_SUITE_WH_SERVER 0x00008000

/* Sets one comparison of a mask for RtlVerifyVersionInfo. Page: wdm.h, RtlVerifyVersionInfo */
#define VER_SET_CONDITION(Mask, TypeMask, Condition) \
	((Mask) = VerSetConditionMask((Mask), (TypeMask), (Condition)))

typedef struct _OSVERSIONINFOA {
	ULONG dwOSVersionInfoSize;
	ULONG dwMajorVersion;
	ULONG dwMinorVersion;
	ULONG dwBuildNumber;
	ULONG dwPlatformId;
	CHAR szCSDVersion[128];
} OSVERSIONINFOA, *POSVERSIONINFOA, *LPOSVERSIONINFOA;

typedef struct _OSVERSIONINFOW {
	ULONG dwOSVersionInfoSize;
	ULONG dwMajorVersion;
	ULONG dwMinorVersion;
	ULONG dwBuildNumber;
	ULONG dwPlatformId;
	WCHAR szCSDVersion[128];
} OSVERSIONINFOW, *POSVERSIONINFOW, *LPOSVERSIONINFOW, RTL_OSVERSIONINFOW, *PRTL_OSVERSIONINFOW;

typedef struct _OSVERSIONINFOEXA {
	ULONG dwOSVersionInfoSize;
	ULONG dwMajorVersion;
	ULONG dwMinorVersion;
	ULONG dwBuildNumber;
	ULONG dwPlatformId;
	CHAR szCSDVersion[128];
	USHORT wServicePackMajor;
	USHORT wServicePackMinor;
	USHORT wSuiteMask;
	UCHAR wProductType;
	UCHAR wReserved;
} OSVERSIONINFOEXA, *POSVERSIONINFOEXA, *LPOSVERSIONINFOEXA;

typedef struct _OSVERSIONINFOEXW {
	ULONG dwOSVersionInfoSize;
	ULONG dwMajorVersion;
	ULONG dwMinorVersion;
	ULONG dwBuildNumber;
	ULONG dwPlatformId;
	WCHAR szCSDVersion[128];
	USHORT wServicePackMajor;
	USHORT wServicePackMinor;
	USHORT wSuiteMask;
	UCHAR wProductType;
	UCHAR wReserved;
} OSVERSIONINFOEXW, *POSVERSIONINFOEXW, *LPOSVERSIONINFOEXW, RTL_OSVERSIONINFOEXW,
	*PRTL_OSVERSIONINFOEXW;

typedef OSVERSIONINFOEXA OSVERSIONINFOEX;
typedef POSVERSIONINFOEXA POSVERSIONINFOEX;
typedef OSVERSIONINFOA OSVERSIONINFO;
typedef POSVERSIONINFOA POSVERSIONINFO;
typedef LPOSVERSIONINFOEXA LPOSVERSIONINFOEX;
typedef LPOSVERSIONINFOA LPOSVERSIONINFO;

typedef BOOLEAN (NTAPI *PFN_RTL_IS_NTDDI_VERSION_AVAILABLE)(ULONG Version);
typedef BOOLEAN (NTAPI *PFN_RTL_IS_SERVICE_PACK_VERSION_INSTALLED)(ULONG Version);

/**
 * RtlGetVersion - return the version of Windows
 * @lpVersionInformation: receives the version. dwOSVersionInfoSize is the size of the structure, and
 *	does not change. With the size of an RTL_OSVERSIONINFOEXW all of its members are set, otherwise
 *	those of an RTL_OSVERSIONINFOW.
 *
 * Here: the version is 10.0, with the build number VER_PRODUCTBUILD of ntverp.h, without a service
 * pack: a workstation of Windows 11, which NTDDI_VERSION means by default. Linux's version and a driver's
 * own NTDDI_VERSION have no effect.
 *
 * IRQL: any. On Windows: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, RtlGetVersion
 */
NTSTATUS NTAPI RtlGetVersion(_Out_ PRTL_OSVERSIONINFOW lpVersionInformation);

/**
 * VerSetConditionMask - set one comparison of a mask for RtlVerifyVersionInfo
 * @ConditionMask: the mask; 0 at first
 * @TypeMask: the member of RTL_OSVERSIONINFOEXW, as one of the bits VER_MAJORVERSION and so on. Of
 *	several bits the highest one counts
 * @Condition: VER_EQUAL, VER_GREATER and so on; VER_AND or VER_OR for VER_SUITENAME
 *
 * A member whose comparison is set already keeps the bits of that one as well.
 *
 * IRQL: any.
 * Return: the mask with that comparison.
 * Page: winnt.h, VerSetConditionMask
 */
ULONGLONG NTAPI VerSetConditionMask(_In_ ULONGLONG ConditionMask, _In_ ULONG TypeMask,
				    _In_ UCHAR Condition);

/**
 * RtlVerifyVersionInfo - compare the version of Windows with what a driver requires
 * @VersionInfo: the required values; dwOSVersionInfoSize has no effect
 * @TypeMask: the members to compare, VER_MAJORVERSION and so on
 * @ConditionMask: how to compare each of them, from VER_SET_CONDITION
 *
 * Major version, minor version, major and minor service pack are compared in this order. The first
 * of them that differs decides. If none differs, the condition of the last one decides. All other
 * members must also meet their conditions.
 *
 * IRQL: any. On Windows: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS if the version meets the requirements; STATUS_REVISION_MISMATCH if not;
 *	STATUS_INVALID_PARAMETER if @TypeMask is 0 or has another bit, or a member has no condition that
 *	suits it.
 * Page: wdm.h, RtlVerifyVersionInfo
 */
NTSTATUS NTAPI RtlVerifyVersionInfo(_In_ PRTL_OSVERSIONINFOEXW VersionInfo, _In_ ULONG TypeMask,
				    _In_ ULONGLONG ConditionMask);

/**
 * RtlIsNtDdiVersionAvailable, WdmlibRtlIsNtDdiVersionAvailable - return whether the version of Windows is
 *	at least this one
 * @Version: NTDDI_WIN10, NTDDI_WIN7 and so on
 *
 * IRQL: any. On Windows: PASSIVE_LEVEL.
 * Return: TRUE up to NTDDI_WIN10_NI.
 * Page: wdm.h, RtlIsNtDdiVersionAvailable
 */
BOOLEAN NTAPI RtlIsNtDdiVersionAvailable(_In_ ULONG Version);
BOOLEAN NTAPI WdmlibRtlIsNtDdiVersionAvailable(_In_ ULONG Version);

/**
 * RtlIsServicePackVersionInstalled, WdmlibRtlIsServicePackVersionInstalled - return whether the version of
 *	Windows is this one, with at least this service pack
 * @Version: NTDDI_WIN10, NTDDI_WINXPSP2 and so on
 *
 * IRQL: any. On Windows: PASSIVE_LEVEL.
 * Return: TRUE from NTDDI_WIN10 up to NTDDI_WIN10_NI; FALSE for every other version.
 * Page: wdm.h, RtlIsServicePackVersionInstalled
 */
BOOLEAN NTAPI RtlIsServicePackVersionInstalled(_In_ ULONG Version);
BOOLEAN NTAPI WdmlibRtlIsServicePackVersionInstalled(_In_ ULONG Version);

EXTERN_C_END

#endif /* WINWORK_RTL_VERSIONS_H */
