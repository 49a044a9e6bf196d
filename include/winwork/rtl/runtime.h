/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The run-time library: GUIDs, numbers of 64 bits, time, and the headers of hash tables, versions and
 * one-time initialization.
 */
#ifndef WINWORK_RTL_RUNTIME_H
#define WINWORK_RTL_RUNTIME_H

#include "../io/resources.h"
#include "versions.h"

EXTERN_C_START

#ifndef Add2Ptr
#define Add2Ptr(Pointer, Bytes) ((PVOID)((PUCHAR)(Pointer) + (Bytes)))
#endif

struct _CM_PARTIAL_RESOURCE_DESCRIPTOR;
struct _IO_RESOURCE_DESCRIPTOR;
struct _TIME_FIELDS;

#define NLS_MB_OEM_CODE_PAGE_TAG NlsMbOemCodePageTag

#define RTL_REGISTRY_ABSOLUTE 0
#define RTL_REGISTRY_SERVICES 1
#define RTL_REGISTRY_CONTROL 2
#define RTL_REGISTRY_WINDOWS_NT 3
#define RTL_REGISTRY_DEVICEMAP 4
#define RTL_REGISTRY_USER 5
#define RTL_REGISTRY_MAXIMUM 6
#define RTL_REGISTRY_HANDLE 0x40000000
#define RTL_REGISTRY_OPTIONAL 0x80000000

#define RTL_STACK_WALKING_MODE_FRAMES_TO_SKIP_SHIFT 8

typedef struct _TIME_FIELDS {
	CSHORT Year;
	CSHORT Month;
	CSHORT Day;
	CSHORT Hour;
	CSHORT Minute;
	CSHORT Second;
	CSHORT Milliseconds;
	CSHORT Weekday;
} TIME_FIELDS, *PTIME_FIELDS;

/**
 * RtlStringFromGUID, RtlGUIDFromString - convert between a GUID and its text
 * @Guid: the GUID
 * @GuidString: the text, as "{6B29FC40-CA47-1067-B31D-00DD010662DA}". RtlStringFromGUID allocates the
 *	buffer, with a terminating null; RtlFreeUnicodeString frees it. RtlGUIDFromString reads letters
 *	of either case.
 *
 * IRQL: <= DISPATCH_LEVEL. On Windows: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_MEMORY if the buffer cannot be allocated; STATUS_INVALID_PARAMETER
 *	for a text that is no GUID.
 * Page: wdm.h, RtlStringFromGUID, RtlGUIDFromString
 */
NTSTATUS NTAPI RtlStringFromGUID(_In_ const GUID *const Guid, _Out_ PUNICODE_STRING GuidString);
NTSTATUS NTAPI RtlGUIDFromString(_In_ PUNICODE_STRING GuidString, _Out_ GUID *Guid);

/**
 * RtlConvertLongToLargeInteger, RtlConvertUlongToLargeInteger, RtlConvertLongToLuid, RtlConvertUlongToLuid -
 *	return a number with 64 bits, or an LUID of it
 * @SignedInteger: the number
 * @UnsignedInteger: the number
 * @Val: the number
 *
 * IRQL: any.
 * Return: the number. An LUID of a negative number is also negative.
 * Page: wdm.h, RtlConvertLongToLargeInteger, RtlConvertUlongToLargeInteger; ntddk.h, RtlConvertLongToLuid,
 *	RtlConvertUlongToLuid
 */
WINWORK_OWN LARGE_INTEGER RtlConvertLongToLargeInteger(_In_ LONG SignedInteger)
{
	LARGE_INTEGER WinworkNumber;

	WinworkNumber.QuadPart = SignedInteger;
	return WinworkNumber;
}

WINWORK_OWN LARGE_INTEGER RtlConvertUlongToLargeInteger(_In_ ULONG UnsignedInteger)
{
	LARGE_INTEGER WinworkNumber;

	WinworkNumber.QuadPart = UnsignedInteger;
	return WinworkNumber;
}

WINWORK_OWN LUID RtlConvertLongToLuid(_In_ LONG Val)
{
	LUID WinworkLuid;

	WinworkLuid.LowPart = (ULONG)Val;
	WinworkLuid.HighPart = Val < 0 ? -1 : 0;
	return WinworkLuid;
}

WINWORK_OWN LUID RtlConvertUlongToLuid(_In_ ULONG Val)
{
	LUID WinworkLuid;

	WinworkLuid.LowPart = Val;
	WinworkLuid.HighPart = 0;
	return WinworkLuid;
}

/**
 * RtlEnlargedIntegerMultiply, RtlEnlargedUnsignedMultiply, RtlExtendedIntegerMultiply - multiply two
 *	numbers, with a product of 64 bits
 * @Multiplicand: a number
 * @Multiplier: the other number
 *
 * IRQL: any.
 * Return: the product; of RtlExtendedIntegerMultiply its low 64 bits.
 * Page: wdm.h declares the names of the functions, without pages
 */
WINWORK_OWN LARGE_INTEGER RtlEnlargedIntegerMultiply(_In_ LONG Multiplicand, _In_ LONG Multiplier)
{
	LARGE_INTEGER WinworkProduct;

	WinworkProduct.QuadPart = (LONGLONG)Multiplicand * Multiplier;
	return WinworkProduct;
}

WINWORK_OWN LARGE_INTEGER RtlEnlargedUnsignedMultiply(_In_ ULONG Multiplicand,
						      _In_ ULONG Multiplier)
{
	LARGE_INTEGER WinworkProduct;

	WinworkProduct.QuadPart = (LONGLONG)((ULONGLONG)Multiplicand * Multiplier);
	return WinworkProduct;
}

WINWORK_OWN LARGE_INTEGER RtlExtendedIntegerMultiply(_In_ LARGE_INTEGER Multiplicand,
						     _In_ LONG Multiplier)
{
	LARGE_INTEGER WinworkProduct;

	WinworkProduct.QuadPart = (LONGLONG)((ULONGLONG)Multiplicand.QuadPart *
					     (ULONGLONG)(LONGLONG)Multiplier);
	return WinworkProduct;
}

/**
 * RtlEnlargedUnsignedDivide, RtlExtendedLargeIntegerDivide - divide a number of 64 bits without sign
 * @Dividend: the number
 * @Divisor: not 0
 * @Remainder: receives the remainder; may be NULL
 *
 * IRQL: any.
 * Return: the quotient; of RtlEnlargedUnsignedDivide its low 32 bits.
 * Page: wdm.h declares the names of the functions, without pages
 */
WINWORK_OWN ULONG RtlEnlargedUnsignedDivide(_In_ ULARGE_INTEGER Dividend, _In_ ULONG Divisor,
					    _Out_opt_ PULONG Remainder)
{
	if (Remainder)
		*Remainder = (ULONG)(Dividend.QuadPart % Divisor);
	return (ULONG)(Dividend.QuadPart / Divisor);
}

WINWORK_OWN LARGE_INTEGER RtlExtendedLargeIntegerDivide(_In_ LARGE_INTEGER Dividend,
							_In_ ULONG Divisor,
							_Out_opt_ PULONG Remainder)
{
	LARGE_INTEGER WinworkQuotient;

	if (Remainder)
		*Remainder = (ULONG)((ULONGLONG)Dividend.QuadPart % Divisor);
	WinworkQuotient.QuadPart = (LONGLONG)((ULONGLONG)Dividend.QuadPart / Divisor);
	return WinworkQuotient;
}

/**
 * RtlPrefetchMemoryNonTemporal - tell the processor that memory will be used once, and soon
 * @Source: the memory. An address without memory does no harm.
 * @Length: bytes
 *
 * IRQL: any.
 * Page: wdm.h, RtlPrefetchMemoryNonTemporal
 */
WINWORK_OWN VOID RtlPrefetchMemoryNonTemporal(_In_ PVOID Source, _In_ SIZE_T Length)
{
	SIZE_T WinworkAt;

	/* A line of the cache has at least 64 bytes. */
	for (WinworkAt = 0; WinworkAt < Length; WinworkAt += 64)
		__builtin_prefetch((const char *)Source + WinworkAt, 0, 0);
}

/* Page: wdm.h, RtlEqualLuid and RtlIsZeroLuid */
#define RtlEqualLuid(Luid1, Luid2)								\
	((Luid1)->LowPart == (Luid2)->LowPart && (Luid1)->HighPart == (Luid2)->HighPart)
#define RtlIsZeroLuid(Luid) ((BOOLEAN)(!(Luid)->LowPart && !(Luid)->HighPart))

WINWORK_ABSENT ULONGLONG NTAPI RtlCmDecodeMemIoResource(
	_In_ struct _CM_PARTIAL_RESOURCE_DESCRIPTOR *Descriptor, _Out_opt_ PULONGLONG Start);
WINWORK_ABSENT NTSTATUS NTAPI RtlCmEncodeMemIoResource(
	_In_ PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor, _In_ UCHAR Type, _In_ ULONGLONG Length,
	_In_ ULONGLONG Start);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlExtendedMagicDivide(LARGE_INTEGER Dividend,
							  LARGE_INTEGER MagicDivisor,
							  CCHAR ShiftCount);
WINWORK_ABSENT NTSTATUS NTAPI RtlFindClosestEncodableLength(ULONGLONG SourceLength,
							    PULONGLONG TargetLength);
WINWORK_ABSENT ULONG64 NTAPI RtlGetEnabledExtendedFeatures(_In_ ULONG64 FeatureMask);
WINWORK_ABSENT BOOLEAN NTAPI RtlGetProductInfo(ULONG OSMajorVersion, ULONG OSMinorVersion,
					       ULONG SpMajorVersion, ULONG SpMinorVersion,
					       PULONG ReturnedProductType);
WINWORK_ABSENT ULONGLONG NTAPI RtlIoDecodeMemIoResource(
	_In_ struct _IO_RESOURCE_DESCRIPTOR *Descriptor, _Out_opt_ PULONGLONG Alignment,
	_Out_opt_ PULONGLONG MinimumAddress, _Out_opt_ PULONGLONG MaximumAddress);
WINWORK_ABSENT NTSTATUS NTAPI RtlIoEncodeMemIoResource(
	_In_ struct _IO_RESOURCE_DESCRIPTOR *Descriptor, _In_ UCHAR Type, _In_ ULONGLONG Length,
	_In_ ULONGLONG Alignment, _In_ ULONGLONG MinimumAddress, _In_ ULONGLONG MaximumAddress);
WINWORK_ABSENT BOOLEAN NTAPI RtlIsStateSeparationEnabled(VOID);
WINWORK_ABSENT ULONG NTAPI RtlWalkFrameChain(PVOID *Callers, ULONG Count, ULONG Flags);

/**
 * RtlTimeToTimeFields - return the date and the time of day of a time
 * @Time: in units of 100 ns since 1601; not negative
 * @TimeFields: receives them. Weekday is 0 for a Sunday
 *
 * IRQL: any.
 * Page: wdm.h, RtlTimeToTimeFields
 */
VOID NTAPI RtlTimeToTimeFields(_In_ PLARGE_INTEGER Time, _Out_ PTIME_FIELDS TimeFields);

/**
 * RtlTimeFieldsToTime - return the time of a date and a time of day
 * @TimeFields: the date, from 1601 to 30827, and the time of day. Weekday has no effect
 * @Time: receives the time, in units of 100 ns since 1601; unchanged after FALSE
 *
 * IRQL: any.
 * Return: TRUE; FALSE if there is no such time.
 * Page: wdm.h, RtlTimeFieldsToTime
 */
BOOLEAN NTAPI RtlTimeFieldsToTime(_In_ PTIME_FIELDS TimeFields, _Out_ PLARGE_INTEGER Time);

EXTERN_C_END

#endif /* WINWORK_RTL_RUNTIME_H */
