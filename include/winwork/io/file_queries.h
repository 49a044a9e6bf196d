/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What queries of files return, beside the times and sizes of file_information.h.
 */
#ifndef WINWORK_IO_FILE_QUERIES_H
#define WINWORK_IO_FILE_QUERIES_H

#include "file_information.h"

EXTERN_C_START

/* The tag of a symlink: FILE_ATTRIBUTE_TAG_INFORMATION. */
#define IO_REPARSE_TAG_SYMLINK (0xa000000c)

/* Page: ntifs.h, FILE_INTERNAL_INFORMATION */
typedef struct _FILE_INTERNAL_INFORMATION {
	LARGE_INTEGER IndexNumber;
} FILE_INTERNAL_INFORMATION, *PFILE_INTERNAL_INFORMATION;

/* Page: ntifs.h, FILE_EA_INFORMATION */
typedef struct _FILE_EA_INFORMATION {
	ULONG EaSize;			/* in bytes */
} FILE_EA_INFORMATION, *PFILE_EA_INFORMATION;

/* Page: ntifs.h, FILE_ACCESS_INFORMATION */
typedef struct _FILE_ACCESS_INFORMATION {
	ACCESS_MASK AccessFlags;
} FILE_ACCESS_INFORMATION, *PFILE_ACCESS_INFORMATION;

/* Page: ntifs.h, FILE_MODE_INFORMATION */
typedef struct _FILE_MODE_INFORMATION {
	ULONG Mode;			/* FILE_... options of the open */
} FILE_MODE_INFORMATION, *PFILE_MODE_INFORMATION;

/**
 * struct _FILE_ALL_INFORMATION - several structures, the name at the end
 *
 * Page: ntifs.h, FILE_ALL_INFORMATION
 */
typedef struct _FILE_ALL_INFORMATION {
	FILE_BASIC_INFORMATION BasicInformation;
	FILE_STANDARD_INFORMATION StandardInformation;
	FILE_INTERNAL_INFORMATION InternalInformation;
	FILE_EA_INFORMATION EaInformation;
	FILE_ACCESS_INFORMATION AccessInformation;
	FILE_POSITION_INFORMATION PositionInformation;
	FILE_MODE_INFORMATION ModeInformation;
	FILE_ALIGNMENT_INFORMATION AlignmentInformation;
	FILE_NAME_INFORMATION NameInformation;
} FILE_ALL_INFORMATION, *PFILE_ALL_INFORMATION;

/**
 * struct _FILE_STREAM_INFORMATION - an entry for a stream of a file
 * @NextEntryOffset: bytes to the next entry, or 0
 * @StreamNameLength: of @StreamName in bytes
 * @StreamSize, @StreamAllocationSize: in bytes
 * @StreamName: without a zero at its end
 *
 * Page: ntifs.h, FILE_STREAM_INFORMATION
 */
typedef struct _FILE_STREAM_INFORMATION {
	ULONG NextEntryOffset;
	ULONG StreamNameLength;
	LARGE_INTEGER StreamSize;
	LARGE_INTEGER StreamAllocationSize;
	WCHAR StreamName[1];
} FILE_STREAM_INFORMATION, *PFILE_STREAM_INFORMATION;

/* Page: winnt.h, FILE_ID_128 */
typedef struct _FILE_ID_128 {
	UCHAR Identifier[16];
} FILE_ID_128, *PFILE_ID_128;

/* Page: ntifs.h, FILE_ID_INFORMATION */
typedef struct _FILE_ID_INFORMATION {
	ULONGLONG VolumeSerialNumber;
	FILE_ID_128 FileId;
} FILE_ID_INFORMATION, *PFILE_ID_INFORMATION;

/* FileSystemAttributes of FILE_FS_ATTRIBUTE_INFORMATION. */
#define FILE_CASE_SENSITIVE_SEARCH 0x00000001
#define FILE_CASE_PRESERVED_NAMES 0x00000002
#define FILE_UNICODE_ON_DISK 0x00000004
#define FILE_READ_ONLY_VOLUME 0x00080000
#define FILE_SUPPORTS_HARD_LINKS 0x00400000
#define FILE_SUPPORTS_OPEN_BY_FILE_ID 0x01000000

/* The texts have no zero at their ends, and lengths in bytes. Page: ntifs.h, FILE_FS_ATTRIBUTE_INFORMATION */
typedef struct _FILE_FS_ATTRIBUTE_INFORMATION {
	ULONG FileSystemAttributes;
	ULONG MaximumComponentNameLength;
	ULONG FileSystemNameLength;
	WCHAR FileSystemName[1];
} FILE_FS_ATTRIBUTE_INFORMATION, *PFILE_FS_ATTRIBUTE_INFORMATION;

EXTERN_C_END

#endif /* WINWORK_IO_FILE_QUERIES_H */
