/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The run-time library: hash tables, GUIDs, text, time, versions.
 */
#ifndef WINWORK_RTL_RUNTIME_H
#define WINWORK_RTL_RUNTIME_H

#include "../io/file.h"
#include "../io/irp.h"
#include "../io/device_object.h"
#include "../ex/pool.h"
#include "../io/resources.h"
#include "hash_tables.h"
#include "versions.h"

EXTERN_C_START

#ifndef Add2Ptr
#define Add2Ptr(Pointer, Bytes) ((PVOID)((PUCHAR)(Pointer) + (Bytes)))
#endif

struct _CM_PARTIAL_RESOURCE_DESCRIPTOR;
struct _IO_RESOURCE_DESCRIPTOR;
union _RTL_RUN_ONCE;
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

#define RTL_RUN_ONCE_CHECK_ONLY 0x00000001u
#define RTL_RUN_ONCE_ASYNC 0x00000002u
#define RTL_RUN_ONCE_CTX_RESERVED_BITS 2
#define RTL_RUN_ONCE_INIT_FAILED 0x00000004u
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

typedef union _RTL_RUN_ONCE {
	PVOID Ptr;
} RTL_RUN_ONCE, *PRTL_RUN_ONCE;

typedef ULONG (NTAPI *PRTL_RUN_ONCE_INIT_FN)(PRTL_RUN_ONCE RunOnce, PVOID Parameter,
					     PVOID *Context);

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

/* Page: wdm.h, RtlEqualLuid and RtlIsZeroLuid */
#define RtlEqualLuid(Luid1, Luid2)								\
	((Luid1)->LowPart == (Luid2)->LowPart && (Luid1)->HighPart == (Luid2)->HighPart)
#define RtlIsZeroLuid(Luid) ((BOOLEAN)(!(Luid)->LowPart && !(Luid)->HighPart))

WINWORK_ABSENT NTSTATUS NTAPI RtlCharToInteger(_In_ PCSZ String, _In_opt_ ULONG Base,
					       _Out_ PULONG Value);
WINWORK_ABSENT ULONGLONG NTAPI RtlCmDecodeMemIoResource(
	_In_ struct _CM_PARTIAL_RESOURCE_DESCRIPTOR *Descriptor, _Out_opt_ PULONGLONG Start);
WINWORK_ABSENT NTSTATUS NTAPI RtlCmEncodeMemIoResource(
	_In_ PCM_PARTIAL_RESOURCE_DESCRIPTOR Descriptor, _In_ UCHAR Type, _In_ ULONGLONG Length,
	_In_ ULONGLONG Start);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlConvertLongToLargeInteger(
	_In_ LONG SignedInteger);
WINWORK_ABSENT LUID NTAPI RtlConvertLongToLuid(_In_ LONG Val);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlConvertUlongToLargeInteger(
	_In_ ULONG UnsignedInteger);
WINWORK_ABSENT LUID NTAPI RtlConvertUlongToLuid(_In_ ULONG Val);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlEnlargedIntegerMultiply(
	LONG Multiplicand, LONG Multiplier);
WINWORK_ABSENT ULONG NTAPI RtlEnlargedUnsignedDivide(ULARGE_INTEGER Dividend, ULONG Divisor,
						     PULONG Remainder);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlEnlargedUnsignedMultiply(
	ULONG Multiplicand, ULONG Multiplier);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlExtendedIntegerMultiply(
	LARGE_INTEGER Multiplicand, LONG Multiplier);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlExtendedLargeIntegerDivide(
	LARGE_INTEGER Dividend, ULONG Divisor, PULONG Remainder);
WINWORK_ABSENT LARGE_INTEGER NTAPI RtlExtendedMagicDivide(LARGE_INTEGER Dividend,
							  LARGE_INTEGER MagicDivisor,
							  CCHAR ShiftCount);
WINWORK_ABSENT NTSTATUS NTAPI RtlFindClosestEncodableLength(ULONGLONG SourceLength,
							    PULONGLONG TargetLength);
WINWORK_ABSENT ULONG64 NTAPI RtlGetEnabledExtendedFeatures(_In_ ULONG64 FeatureMask);
WINWORK_ABSENT BOOLEAN NTAPI RtlGetProductInfo(ULONG OSMajorVersion, ULONG OSMinorVersion,
					       ULONG SpMajorVersion, ULONG SpMinorVersion,
					       PULONG ReturnedProductType);
WINWORK_ABSENT NTSTATUS NTAPI RtlHashUnicodeString(_In_ const UNICODE_STRING *String,
						   _In_ BOOLEAN CaseInSensitive,
						   _In_ ULONG HashAlgorithm,
						   _Out_ PULONG HashValue);
WINWORK_ABSENT NTSTATUS NTAPI RtlInt64ToUnicodeString(_In_ ULONGLONG Value, _In_opt_ ULONG Base,
						      _Inout_ PUNICODE_STRING String);
WINWORK_ABSENT ULONGLONG NTAPI RtlIoDecodeMemIoResource(
	_In_ struct _IO_RESOURCE_DESCRIPTOR *Descriptor, _Out_opt_ PULONGLONG Alignment,
	_Out_opt_ PULONGLONG MinimumAddress, _Out_opt_ PULONGLONG MaximumAddress);
WINWORK_ABSENT NTSTATUS NTAPI RtlIoEncodeMemIoResource(
	_In_ struct _IO_RESOURCE_DESCRIPTOR *Descriptor, _In_ UCHAR Type, _In_ ULONGLONG Length,
	_In_ ULONGLONG Alignment, _In_ ULONGLONG MinimumAddress, _In_ ULONGLONG MaximumAddress);
WINWORK_ABSENT BOOLEAN NTAPI RtlIsStateSeparationEnabled(VOID);
WINWORK_ABSENT VOID NTAPI RtlPrefetchMemoryNonTemporal(_In_ PVOID Source, _In_ SIZE_T Length);
WINWORK_ABSENT NTSTATUS NTAPI RtlRunOnceBeginInitialize(_Inout_ PRTL_RUN_ONCE RunOnce,
							_In_ ULONG Flags, _Out_ PVOID *Context);
WINWORK_ABSENT NTSTATUS NTAPI RtlRunOnceComplete(_Inout_ PRTL_RUN_ONCE RunOnce, _In_ ULONG Flags,
						 _In_opt_ PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI RtlRunOnceExecuteOnce(_Inout_ PRTL_RUN_ONCE RunOnce,
						    _In_ PRTL_RUN_ONCE_INIT_FN InitFn,
						    _Inout_ PVOID Parameter,
						    _Out_ PVOID *Context);
WINWORK_ABSENT VOID NTAPI RtlRunOnceInitialize(_Out_ PRTL_RUN_ONCE RunOnce);
WINWORK_ABSENT NTSTATUS NTAPI RtlUTF8ToUnicodeN(_Out_opt_ PWSTR UnicodeStringDestination,
						_In_ ULONG UnicodeStringMaxByteCount,
						_Out_ PULONG UnicodeStringActualByteCount,
						_In_ PCCH UTF8StringSource,
						_In_ ULONG UTF8StringByteCount);
WINWORK_ABSENT NTSTATUS NTAPI RtlUnicodeToUTF8N(_Out_ PCHAR UTF8StringDestination,
						_In_ ULONG UTF8StringMaxByteCount,
						_Out_ PULONG UTF8StringActualByteCount,
						_In_ PCWCH UnicodeStringSource,
						_In_ ULONG UnicodeStringByteCount);
WINWORK_ABSENT NTSTATUS NTAPI RtlVolumeDeviceToDosName(_In_ PVOID VolumeDeviceObject,
						       _Out_ PUNICODE_STRING DosName);
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
