/* SPDX-License-Identifier: GPL-2.0 */
/*
 * More of the run-time library: compression, heaps, text, hashes.
 */
#ifndef WINWORK_RTL_COMPRESSION_H
#define WINWORK_RTL_COMPRESSION_H

#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../po/power.h"
#include "../se/security.h"

EXTERN_C_START

struct _COMPRESSED_DATA_INFO;
struct _CPTABLEINFO;
struct _GENERATE_NAME_CONTEXT;
struct _RTL_HEAP_PARAMETERS;
struct _UNICODE_PREFIX_TABLE;
struct _UNICODE_PREFIX_TABLE_ENTRY;

typedef struct _CPTABLEINFO *PCPTABLEINFO;
typedef struct _GENERATE_NAME_CONTEXT *PGENERATE_NAME_CONTEXT;
typedef struct _UNICODE_PREFIX_TABLE *PUNICODE_PREFIX_TABLE;
typedef struct _UNICODE_PREFIX_TABLE_ENTRY *PUNICODE_PREFIX_TABLE_ENTRY;

#define RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE 1
#define RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING 2
#define RTL_SYSTEM_VOLUME_INFORMATION_FOLDER L"System Volume Information"

typedef const STRING *PCOEM_STRING;
typedef PVOID (NTAPI *PRTL_ALLOCATE_STRING_ROUTINE)(SIZE_T NumberOfBytes);
typedef PVOID (NTAPI *PRTL_REALLOCATE_STRING_ROUTINE)(SIZE_T NumberOfBytes, PVOID Buffer);
typedef VOID (NTAPI *PRTL_FREE_STRING_ROUTINE)(PVOID Buffer);
typedef NTSTATUS (NTAPI *PRTL_HEAP_COMMIT_ROUTINE)(PVOID Base, PVOID *CommitAddress,
						   PSIZE_T CommitSize);
typedef struct _RTL_HEAP_PARAMETERS {
	ULONG Length;
	SIZE_T SegmentReserve;
	SIZE_T SegmentCommit;
	SIZE_T DeCommitFreeBlockThreshold;
	SIZE_T DeCommitTotalFreeThreshold;
	SIZE_T MaximumAllocationSize;
	SIZE_T VirtualMemoryThreshold;
	SIZE_T InitialCommit;
	SIZE_T InitialReserve;
	PRTL_HEAP_COMMIT_ROUTINE CommitRoutine;
	SIZE_T Reserved[2];
} RTL_HEAP_PARAMETERS, *PRTL_HEAP_PARAMETERS;

typedef struct _COMPRESSED_DATA_INFO {
	USHORT CompressionFormatAndEngine;
	UCHAR CompressionUnitShift;
	UCHAR ChunkShift;
	UCHAR ClusterShift;
	UCHAR Reserved;
	USHORT NumberOfChunks;
	ULONG CompressedChunkSizes[1];
} COMPRESSED_DATA_INFO, *PCOMPRESSED_DATA_INFO;

WINWORK_ABSENT NTSTATUS NTAPI RtlAbsoluteToSelfRelativeSD(
	_In_ PSECURITY_DESCRIPTOR AbsoluteSecurityDescriptor,
	_Out_ PSECURITY_DESCRIPTOR SelfRelativeSecurityDescriptor, _Inout_ PULONG BufferLength);
WINWORK_ABSENT LONG NTAPI RtlCompareAltitudes(PCUNICODE_STRING Altitude1,
					      PCUNICODE_STRING Altitude2);
WINWORK_ABSENT NTSTATUS NTAPI RtlCompressBuffer(_In_ USHORT CompressionFormatAndEngine,
						_In_ PUCHAR UncompressedBuffer,
						_In_ ULONG UncompressedBufferSize,
						_Out_ PUCHAR CompressedBuffer,
						_In_ ULONG CompressedBufferSize,
						_In_ ULONG UncompressedChunkSize,
						_Out_ PULONG FinalCompressedSize,
						_In_ PVOID WorkSpace);
WINWORK_ABSENT NTSTATUS NTAPI RtlCompressChunks(PUCHAR UncompressedBuffer,
						ULONG UncompressedBufferSize,
						PUCHAR CompressedBuffer,
						ULONG CompressedBufferSize,
						PCOMPRESSED_DATA_INFO CompressedDataInfo,
						ULONG CompressedDataInfoLength, PVOID WorkSpace);
WINWORK_ABSENT NTSTATUS NTAPI RtlCreateSystemVolumeInformationFolder(
	_In_ PCUNICODE_STRING VolumeRootPath);
WINWORK_ABSENT NTSTATUS NTAPI RtlCustomCPToUnicodeN(PCPTABLEINFO CustomCP, PWCH UnicodeString,
						    ULONG MaxBytesInUnicodeString,
						    PULONG BytesInUnicodeString,
						    PCH CustomCPString,
						    ULONG BytesInCustomCPString);
WINWORK_ABSENT NTSTATUS NTAPI RtlDecompressBuffer(_In_ USHORT CompressionFormat,
						  _Out_ PUCHAR UncompressedBuffer,
						  _In_ ULONG UncompressedBufferSize,
						  _In_ PUCHAR CompressedBuffer,
						  _In_ ULONG CompressedBufferSize,
						  _Out_ PULONG FinalUncompressedSize);
WINWORK_ABSENT NTSTATUS NTAPI RtlDecompressBufferEx(_In_ USHORT CompressionFormat,
						    _Out_ PUCHAR UncompressedBuffer,
						    _In_ ULONG UncompressedBufferSize,
						    _In_ PUCHAR CompressedBuffer,
						    _In_ ULONG CompressedBufferSize,
						    _Out_ PULONG FinalUncompressedSize,
						    _In_ PVOID WorkSpace);
WINWORK_ABSENT NTSTATUS NTAPI RtlDecompressBufferEx2(_In_ USHORT CompressionFormat,
						     _Out_ PUCHAR UncompressedBuffer,
						     _In_ ULONG UncompressedBufferSize,
						     _In_ PUCHAR CompressedBuffer,
						     _In_ ULONG CompressedBufferSize,
						     _In_ ULONG UncompressedChunkSize,
						     _Out_ PULONG FinalUncompressedSize,
						     _In_opt_ PVOID WorkSpace);
WINWORK_ABSENT NTSTATUS NTAPI RtlDecompressChunks(PUCHAR UncompressedBuffer,
						  ULONG UncompressedBufferSize,
						  PUCHAR CompressedBuffer,
						  ULONG CompressedBufferSize,
						  PUCHAR CompressedTail, ULONG CompressedTailSize,
						  PCOMPRESSED_DATA_INFO CompressedDataInfo);
WINWORK_ABSENT NTSTATUS NTAPI RtlDecompressFragment(_In_ USHORT CompressionFormat,
						    _Out_ PUCHAR UncompressedFragment,
						    _In_ ULONG UncompressedFragmentSize,
						    _In_ PUCHAR CompressedBuffer,
						    _In_ ULONG CompressedBufferSize,
						    _In_ ULONG FragmentOffset,
						    _Out_ PULONG FinalUncompressedSize,
						    _In_ PVOID WorkSpace);
WINWORK_ABSENT NTSTATUS NTAPI RtlDecompressFragmentEx(_In_ USHORT CompressionFormat,
						      _Out_ PUCHAR UncompressedFragment,
						      _In_ ULONG UncompressedFragmentSize,
						      _In_ PUCHAR CompressedBuffer,
						      _In_ ULONG CompressedBufferSize,
						      _In_ ULONG FragmentOffset,
						      _In_ ULONG UncompressedChunkSize,
						      _Out_ PULONG FinalUncompressedSize,
						      _In_ PVOID WorkSpace);
WINWORK_ABSENT NTSTATUS NTAPI RtlDescribeChunk(USHORT CompressionFormat, PUCHAR *CompressedBuffer,
					       PUCHAR EndOfCompressedBufferPlus1,
					       PUCHAR *ChunkBuffer, PULONG ChunkSize);
WINWORK_ABSENT PUNICODE_PREFIX_TABLE_ENTRY NTAPI RtlFindUnicodePrefix(
	_In_ PUNICODE_PREFIX_TABLE PrefixTable, _In_ PUNICODE_STRING FullName,
	_In_ ULONG CaseInsensitiveIndex);
WINWORK_ABSENT VOID NTAPI RtlFreeOemString(_Inout_ POEM_STRING OemString);
WINWORK_ABSENT NTSTATUS NTAPI RtlGenerate8dot3Name(_In_ PCUNICODE_STRING Name,
						   _In_ BOOLEAN AllowExtendedCharacters,
						   _Inout_ PGENERATE_NAME_CONTEXT Context,
						   _Inout_ PUNICODE_STRING Name8dot3);
WINWORK_ABSENT NTSTATUS NTAPI RtlGetCompressionWorkSpaceSize(
	_In_ USHORT CompressionFormatAndEngine, _Out_ PULONG CompressBufferWorkSpaceSize,
	_Out_ PULONG CompressFragmentWorkSpaceSize);
WINWORK_ABSENT NTSTATUS NTAPI RtlIdnToAscii(ULONG Flags, PCWSTR SourceString,
					    LONG SourceStringLength, PWSTR DestinationString,
					    PLONG DestinationStringLength);
WINWORK_ABSENT NTSTATUS NTAPI RtlIdnToNameprepUnicode(ULONG Flags, PCWSTR SourceString,
						      LONG SourceStringLength,
						      PWSTR DestinationString,
						      PLONG DestinationStringLength);
WINWORK_ABSENT NTSTATUS NTAPI RtlIdnToUnicode(ULONG Flags, PCWSTR SourceString,
					      LONG SourceStringLength, PWSTR DestinationString,
					      PLONG DestinationStringLength);
WINWORK_ABSENT VOID NTAPI RtlInitCodePageTable(PUSHORT TableBase, PCPTABLEINFO CodePageTable);
WINWORK_ABSENT VOID NTAPI RtlInitializeUnicodePrefix(_Out_ PUNICODE_PREFIX_TABLE PrefixTable);
WINWORK_ABSENT BOOLEAN NTAPI RtlInsertUnicodePrefix(
	_In_ PUNICODE_PREFIX_TABLE PrefixTable, _In_ PUNICODE_STRING Prefix,
	_Out_ PUNICODE_PREFIX_TABLE_ENTRY PrefixTableEntry);
WINWORK_ABSENT BOOLEAN NTAPI RtlIsCloudFilesPlaceholder(_In_ ULONG FileAttributes,
							_In_ ULONG ReparseTag);
WINWORK_ABSENT NTSTATUS NTAPI RtlIsNormalizedString(ULONG NormForm, PCWSTR SourceString,
						    LONG SourceStringLength, PBOOLEAN Normalized);
WINWORK_ABSENT BOOLEAN NTAPI RtlIsPartialPlaceholder(_In_ ULONG FileAttributes,
						     _In_ ULONG ReparseTag);
WINWORK_ABSENT NTSTATUS NTAPI RtlIsPartialPlaceholderFileHandle(
	_In_ HANDLE FileHandle, _Out_ PBOOLEAN IsPartialPlaceholder);
WINWORK_ABSENT NTSTATUS NTAPI RtlIsPartialPlaceholderFileInfo(
	_In_ const VOID *InfoBuffer, _In_ FILE_INFORMATION_CLASS InfoClass,
	_Out_ PBOOLEAN IsPartialPlaceholder);
WINWORK_ABSENT BOOLEAN NTAPI RtlIsValidOemCharacter(_Inout_ PWCHAR Char);
WINWORK_ABSENT PUNICODE_PREFIX_TABLE_ENTRY NTAPI RtlNextUnicodePrefix(
	_In_ PUNICODE_PREFIX_TABLE PrefixTable, _In_ BOOLEAN Restart);
WINWORK_ABSENT NTSTATUS NTAPI RtlNormalizeString(ULONG NormForm, PCWSTR SourceString,
						 LONG SourceStringLength, PWSTR DestinationString,
						 PLONG DestinationStringLength);
WINWORK_ABSENT ULONG NTAPI RtlNtStatusToDosError(_In_ NTSTATUS Status);
WINWORK_ABSENT NTSTATUS NTAPI RtlOemStringToCountedUnicodeString(
	PUNICODE_STRING DestinationString, _In_ PCOEM_STRING SourceString,
	_In_ BOOLEAN AllocateDestinationString);
WINWORK_ABSENT NTSTATUS NTAPI RtlOemStringToUnicodeString(PUNICODE_STRING DestinationString,
							  _In_ PCOEM_STRING SourceString,
							  _In_ BOOLEAN AllocateDestinationString);
WINWORK_ABSENT NTSTATUS NTAPI RtlOemToUnicodeN(_Out_ PWSTR UnicodeString,
					       _In_ ULONG MaxBytesInUnicodeString,
					       _Out_opt_ PULONG BytesInUnicodeString,
					       _In_ PCCH OemString, _In_ ULONG BytesInOemString);
WINWORK_ABSENT CHAR NTAPI RtlQueryThreadPlaceholderCompatibilityMode(
	VOID);
WINWORK_ABSENT VOID NTAPI RtlRemoveUnicodePrefix(_In_ PUNICODE_PREFIX_TABLE PrefixTable,
						 _In_ PUNICODE_PREFIX_TABLE_ENTRY PrefixTableEntry);
WINWORK_ABSENT NTSTATUS NTAPI RtlReserveChunk(USHORT CompressionFormat, PUCHAR *CompressedBuffer,
					      PUCHAR EndOfCompressedBufferPlus1,
					      PUCHAR *ChunkBuffer, ULONG ChunkSize);
WINWORK_ABSENT NTSTATUS NTAPI RtlSelfRelativeToAbsoluteSD(
	_In_ PSECURITY_DESCRIPTOR SelfRelativeSecurityDescriptor,
	_Out_ PSECURITY_DESCRIPTOR AbsoluteSecurityDescriptor,
	_Inout_ PULONG AbsoluteSecurityDescriptorSize, _Out_ PACL Dacl, _Inout_ PULONG DaclSize,
	_Out_ PACL Sacl, _Inout_ PULONG SaclSize, _Out_ PSID Owner, _Inout_ PULONG OwnerSize,
	_Out_ PSID PrimaryGroup, _Inout_ PULONG PrimaryGroupSize);
WINWORK_ABSENT CHAR NTAPI RtlSetThreadPlaceholderCompatibilityMode(
	_In_ CHAR Mode);
WINWORK_ABSENT NTSTATUS NTAPI RtlUnicodeStringToCountedOemString(
	POEM_STRING DestinationString, _In_ PCUNICODE_STRING SourceString,
	_In_ BOOLEAN AllocateDestinationString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUnicodeStringToOemString(POEM_STRING DestinationString,
							  _In_ PCUNICODE_STRING SourceString,
							  _In_ BOOLEAN AllocateDestinationString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUnicodeToCustomCPN(PCPTABLEINFO CustomCP, PCH CustomCPString,
						    ULONG MaxBytesInCustomCPString,
						    PULONG BytesInCustomCPString,
						    PWCH UnicodeString,
						    ULONG BytesInUnicodeString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUnicodeToOemN(_Out_ PCHAR OemString,
					       _In_ ULONG MaxBytesInOemString,
					       _Out_opt_ PULONG BytesInOemString,
					       _In_ PCWCH UnicodeString,
					       _In_ ULONG BytesInUnicodeString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUpcaseUnicodeStringToCountedOemString(
	POEM_STRING DestinationString, _In_ PCUNICODE_STRING SourceString,
	_In_ BOOLEAN AllocateDestinationString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUpcaseUnicodeStringToOemString(
	POEM_STRING DestinationString, _In_ PCUNICODE_STRING SourceString,
	_In_ BOOLEAN AllocateDestinationString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUpcaseUnicodeToCustomCPN(PCPTABLEINFO CustomCP,
							  PCH CustomCPString,
							  ULONG MaxBytesInCustomCPString,
							  PULONG BytesInCustomCPString,
							  PWCH UnicodeString,
							  ULONG BytesInUnicodeString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUpcaseUnicodeToMultiByteN(_Out_ PCHAR MultiByteString,
							   _In_ ULONG MaxBytesInMultiByteString,
							   _Out_opt_ PULONG BytesInMultiByteString,
							   _In_ PCWCH UnicodeString,
							   _In_ ULONG BytesInUnicodeString);
WINWORK_ABSENT NTSTATUS NTAPI RtlUpcaseUnicodeToOemN(_Out_ PCHAR OemString,
						     _In_ ULONG MaxBytesInOemString,
						     _Out_opt_ PULONG BytesInOemString,
						     _In_ PCWCH UnicodeString,
						     _In_ ULONG BytesInUnicodeString);
WINWORK_ABSENT ULONG NTAPI RtlxOemStringToUnicodeSize(PCOEM_STRING OemString);
WINWORK_ABSENT ULONG NTAPI RtlxUnicodeStringToOemSize(PCUNICODE_STRING UnicodeString);

/**
 * RtlInitAnsiStringEx - initialise a counted string with a null-terminated text
 * @DestinationString: the string; empty after an error
 * @SourceString: the text, which is not copied and must stay valid; NULL for an empty string
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NAME_TOO_LONG for more than 65534 characters.
 * Page: ntifs.h, RtlInitStringEx
 */
NTSTATUS NTAPI RtlInitAnsiStringEx(_Out_ PANSI_STRING DestinationString, _In_opt_ PCSZ SourceString);

/**
 * RtlCreateUnicodeString - make a string with a copy of a text
 * @DestinationString: receives the string, with a terminating null. RtlFreeUnicodeString frees it.
 * @SourceString: the text, which ends with a null
 *
 * IRQL: <= DISPATCH_LEVEL. On Windows: PASSIVE_LEVEL.
 * Return: TRUE; FALSE if there is no memory, or for more than 32766 characters. Then the string does not
 *	change.
 * Page: ntifs.h, RtlCreateUnicodeString
 */
BOOLEAN NTAPI RtlCreateUnicodeString(_Out_ PUNICODE_STRING DestinationString,
				     _In_ PCWSTR SourceString);

/**
 * RtlDuplicateUnicodeString - make a copy of a string
 * @Flags: 0, or RTL_DUPLICATE_UNICODE_STRING_NULL_TERMINATE to add a null. A copy of an empty string has no
 *	buffer, unless RTL_DUPLICATE_UNICODE_STRING_ALLOCATE_NULL_STRING is given as well.
 * @SourceString: the string
 * @DestinationString: receives the copy. RtlFreeUnicodeString frees it.
 *
 * IRQL: <= DISPATCH_LEVEL. On Windows: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_NO_MEMORY; STATUS_NAME_TOO_LONG if there is no room for the null;
 *	STATUS_INVALID_PARAMETER for other flags, for a string that RtlValidateUnicodeString refuses, and
 *	without @SourceString or @DestinationString. After an error the destination does not change.
 * Page: ntifs.h declares RtlDuplicateUnicodeString, without a page
 */
NTSTATUS NTAPI RtlDuplicateUnicodeString(_In_ ULONG Flags, _In_ PCUNICODE_STRING SourceString,
					 _Out_ PUNICODE_STRING DestinationString);

/**
 * RtlValidateUnicodeString - check the members of a string
 * @Flags: 0
 * @String: the string; NULL is valid
 *
 * Both lengths must be even, and Length at most MaximumLength. Buffer may be NULL if both are 0. The
 * characters are not read.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER.
 * Page: ntifs.h declares RtlValidateUnicodeString, without a page
 */
NTSTATUS NTAPI RtlValidateUnicodeString(_In_ ULONG Flags, _In_opt_ PCUNICODE_STRING String);

/**
 * RtlUnicodeToMultiByteSize, RtlMultiByteToUnicodeSize - return the size that a text has after
 *	RtlUnicodeToMultiByteN, or RtlMultiByteToUnicodeN
 * @BytesInMultiByteString: bytes of the ANSI text
 * @UnicodeString: the Unicode text
 * @BytesInUnicodeString: bytes of the Unicode text
 * @MultiByteString: the ANSI text
 *
 * IRQL: any. On Windows: < DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS.
 * Page: ntifs.h, RtlUnicodeToMultiByteSize, RtlMultiByteToUnicodeSize
 */
NTSTATUS NTAPI RtlUnicodeToMultiByteSize(_Out_ PULONG BytesInMultiByteString,
					 _In_ PCWCH UnicodeString, _In_ ULONG BytesInUnicodeString);
NTSTATUS NTAPI RtlMultiByteToUnicodeSize(_Out_ PULONG BytesInUnicodeString,
					 _In_ const CHAR *MultiByteString,
					 _In_ ULONG BytesInMultiByteString);

/**
 * RtlTimeToSecondsSince1970, RtlTimeToSecondsSince1980 - return the whole seconds from the start of 1970,
 *	of 1980, to a time
 * @Time: the time, in units of 100 ns since 1601
 * @ElapsedSeconds: receives the seconds; unchanged after FALSE
 *
 * IRQL: any. On Windows: < DISPATCH_LEVEL.
 * Return: TRUE; FALSE for a time before that start, or one whose seconds do not fit into 32 bits: from
 *	the year 2106 on, or 2116.
 * Page: ntifs.h, RtlTimeToSecondsSince1970, RtlTimeToSecondsSince1980
 */
BOOLEAN NTAPI RtlTimeToSecondsSince1970(_In_ PLARGE_INTEGER Time, _Out_ PULONG ElapsedSeconds);
BOOLEAN NTAPI RtlTimeToSecondsSince1980(_In_ PLARGE_INTEGER Time, _Out_ PULONG ElapsedSeconds);

/**
 * RtlSecondsSince1970ToTime, RtlSecondsSince1980ToTime - return the time that lies some seconds after the
 *	start of 1970, of 1980
 * @ElapsedSeconds: the seconds
 * @Time: receives the time, in units of 100 ns since 1601
 *
 * IRQL: any. On Windows: < DISPATCH_LEVEL.
 * Page: ntifs.h, RtlSecondsSince1970ToTime, RtlSecondsSince1980ToTime
 */
VOID NTAPI RtlSecondsSince1970ToTime(_In_ ULONG ElapsedSeconds, _Out_ PLARGE_INTEGER Time);
VOID NTAPI RtlSecondsSince1980ToTime(_In_ ULONG ElapsedSeconds, _Out_ PLARGE_INTEGER Time);

/**
 * RtlCopyLuid - copy an LUID
 * @DestinationLuid: receives the copy
 * @SourceLuid: the LUID
 *
 * IRQL: any. On Windows: < DISPATCH_LEVEL.
 * Page: ntifs.h, RtlCopyLuid
 */
WINWORK_OWN VOID RtlCopyLuid(_Out_ PLUID DestinationLuid, _In_ PLUID SourceLuid)
{
	*DestinationLuid = *SourceLuid;
}

/**
 * RtlFillMemoryUlong - fill memory with one value
 * @Destination: the memory, at a multiple of 4; of the kernel
 * @Length: bytes, a multiple of 4
 * @Pattern: the value
 *
 * IRQL: any.
 * Page: ntifs.h, RtlFillMemoryUlong
 */
WINWORK_OWN VOID RtlFillMemoryUlong(_Out_ PVOID Destination, _In_ SIZE_T Length, _In_ ULONG Pattern)
{
	PULONG WinworkAt = (PULONG)Destination;
	PULONG WinworkEnd = WinworkAt + Length / sizeof(ULONG);

	while (WinworkAt != WinworkEnd)
		*WinworkAt++ = Pattern;
}

/**
 * RtlCompareMemoryUlong - return how many bytes of memory have one value
 * @Source: the memory, at a multiple of 4; of the kernel
 * @Length: bytes, a multiple of 4
 * @Pattern: the value, which is compared with each four bytes
 *
 * Here: the bytes of a value that differs in part do not count, so the number is a multiple of 4.
 *
 * IRQL: any.
 * Return: bytes before the first value that differs; @Length if there is none; 0 if @Source or @Length is no
 * multiple of 4.
 * Page: ntifs.h, RtlCompareMemoryUlong
 */
WINWORK_OWN SIZE_T RtlCompareMemoryUlong(_In_ PVOID Source, _In_ SIZE_T Length, _In_ ULONG Pattern)
{
	PULONG WinworkFirst = (PULONG)Source;
	SIZE_T WinworkEqual = 0;

	if (((ULONG_PTR)Source | Length) % sizeof(ULONG))
		return 0;
	while (WinworkEqual < Length && WinworkFirst[WinworkEqual / sizeof(ULONG)] == Pattern)
		WinworkEqual += sizeof(ULONG);
	return WinworkEqual;
}

/**
 * RtlRandom, RtlRandomEx - return the next number of a sequence that a seed begins
 * @Seed: the seed, which changes. Any value will do.
 *
 * The numbers are evenly distributed, and not secret. Here: both functions return the same. A seed has
 * always the same sequence, of 2^32 numbers. On Windows: the sequences are others.
 *
 * IRQL: any. On Windows: < DISPATCH_LEVEL.
 * Return: a number from 0 to MAXLONG - 1.
 * Page: ntifs.h, RtlRandom, RtlRandomEx
 */
ULONG NTAPI RtlRandom(_Inout_ PULONG Seed);
ULONG NTAPI RtlRandomEx(_Inout_ PULONG Seed);

/**
 * RtlCaptureStackBackTrace - store the addresses to which the calls on the stack return
 * @FramesToSkip: the number of addresses to leave out. The first one lies in the caller of this function.
 * @FramesToCapture: the most addresses to store
 * @BackTrace: receives the addresses
 * @BackTraceHash: receives a hash value of the stored addresses; may be NULL
 *
 * Here: the addresses are those that Linux finds, as in its own reports. A call that the compiler has
 * made a part of its caller, or a jump, has none.
 *
 * IRQL: any.
 * Return: the number of stored addresses, at most 65535; 0 in a Linux without CONFIG_STACKTRACE.
 * Page: ntifs.h, RtlCaptureStackBackTrace
 */
USHORT NTAPI RtlCaptureStackBackTrace(_In_ ULONG FramesToSkip, _In_ ULONG FramesToCapture,
				      _Out_ PVOID *BackTrace, _Out_opt_ PULONG BackTraceHash);

EXTERN_C_END

#endif /* WINWORK_RTL_COMPRESSION_H */
