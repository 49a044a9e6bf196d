/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The control codes of FltFsControlFile that the files of a mount answer, and what they carry. FSCTL_CSV_CONTROL and its
 * structures are for volumes that a cluster shares. Here: there are none, and files refuse it like any other code.
 */
#ifndef WINWORK_IO_FILE_CONTROLS_H
#define WINWORK_IO_FILE_CONTROLS_H

#include "../base/types.h"
#include "control_codes.h"

EXTERN_C_START

#define FSCTL_GET_COMPRESSION \
	CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 15, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define FSCTL_GET_OBJECT_ID CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 39, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define FSCTL_GET_REPARSE_POINT \
	CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 42, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define FSCTL_QUERY_ALLOCATED_RANGES \
	CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 51, METHOD_NEITHER, FILE_READ_DATA)
#define FSCTL_SET_SPARSE CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 49, METHOD_BUFFERED, FILE_SPECIAL_ACCESS)
#define FSCTL_SET_ZERO_DATA CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 50, METHOD_BUFFERED, FILE_WRITE_DATA)
#define FSCTL_CSV_CONTROL CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 181, METHOD_BUFFERED, FILE_ANY_ACCESS)

/* The symlink leads from the folder that it is in. */
#define SYMLINK_FLAG_RELATIVE 0x00000001

/* Page: winioctl.h, FILE_SET_SPARSE_BUFFER */
typedef struct _FILE_SET_SPARSE_BUFFER {
	BOOLEAN SetSparse;
} FILE_SET_SPARSE_BUFFER, *PFILE_SET_SPARSE_BUFFER;

/* Page: winioctl.h, FILE_ZERO_DATA_INFORMATION */
typedef struct _FILE_ZERO_DATA_INFORMATION {
	LARGE_INTEGER FileOffset;
	LARGE_INTEGER BeyondFinalZero;	/* the offset behind the last byte */
} FILE_ZERO_DATA_INFORMATION, *PFILE_ZERO_DATA_INFORMATION;

/* Page: winioctl.h, FILE_ALLOCATED_RANGE_BUFFER */
typedef struct _FILE_ALLOCATED_RANGE_BUFFER {
	LARGE_INTEGER FileOffset;
	LARGE_INTEGER Length;
} FILE_ALLOCATED_RANGE_BUFFER, *PFILE_ALLOCATED_RANGE_BUFFER;

/* Page: ntifs.h, REPARSE_DATA_BUFFER */
typedef struct _REPARSE_DATA_BUFFER {
	ULONG ReparseTag;
	USHORT ReparseDataLength;
	USHORT Reserved;
	union {
		struct {
			USHORT SubstituteNameOffset;
			USHORT SubstituteNameLength;
			USHORT PrintNameOffset;
			USHORT PrintNameLength;
			ULONG Flags;
			WCHAR PathBuffer[1];
		} SymbolicLinkReparseBuffer;
		struct {
			USHORT SubstituteNameOffset;
			USHORT SubstituteNameLength;
			USHORT PrintNameOffset;
			USHORT PrintNameLength;
			WCHAR PathBuffer[1];
		} MountPointReparseBuffer;
		struct {
			UCHAR DataBuffer[1];
		} GenericReparseBuffer;
	};
} REPARSE_DATA_BUFFER, *PREPARSE_DATA_BUFFER;

/* Page: winioctl.h, CSV_CONTROL_OP */
typedef enum _CSV_CONTROL_OP {
	CsvControlStartRedirectFile = 2,
	CsvControlStopRedirectFile = 3,
	CsvControlQueryRedirectState = 4,
	CsvControlQueryFileRevision = 6,
	CsvControlQueryMdsPath = 8,
	CsvControlQueryFileRevisionFileId128 = 9,
	CsvControlQueryVolumeRedirectState = 10,
} CSV_CONTROL_OP, *PCSV_CONTROL_OP;

/* Page: winioctl.h, CSV_CONTROL_PARAM */
typedef struct _CSV_CONTROL_PARAM {
	CSV_CONTROL_OP Operation;
	LONGLONG Unused;
} CSV_CONTROL_PARAM, *PCSV_CONTROL_PARAM;

/* Page: winioctl.h, CSV_QUERY_FILE_REVISION */
typedef struct _CSV_QUERY_FILE_REVISION {
	LONGLONG FileId;
	LONGLONG FileRevision[3];	/* of the volume, of the cache, of the file; 0: unknown */
} CSV_QUERY_FILE_REVISION, *PCSV_QUERY_FILE_REVISION;

/* Of the type GUID_ECP_CSV_QUERY_FILE_REVISION. Page: ntifs.h, CSV_QUERY_FILE_REVISION_ECP_CONTEXT */
typedef struct _CSV_QUERY_FILE_REVISION_ECP_CONTEXT {
	LONGLONG FileId;
	LONGLONG FileRevision[3];
} CSV_QUERY_FILE_REVISION_ECP_CONTEXT, *PCSV_QUERY_FILE_REVISION_ECP_CONTEXT;

EXTERN_C_END

#endif /* WINWORK_IO_FILE_CONTROLS_H */
