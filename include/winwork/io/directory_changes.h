/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRP_MN_NOTIFY_CHANGE_DIRECTORY: what a minifilter can be told of the files of a folder. It sends the request with
 * FltPerformAsynchronousIo or FltPerformSynchronousIo, and SL_WATCH_TREE for all folders below as well.
 *
 * Here: the buffer gets entries of FILE_NOTIFY_INFORMATION, and IoStatus.Information is their bytes. The status
 * STATUS_NOTIFY_ENUM_DIR says that there was no room for all of them. STATUS_NOTIFY_CLEANUP: the file object is closed.
 * STATUS_DELETE_PENDING: the folder is removed. STATUS_CANCELLED. STATUS_INVALID_PARAMETER: CompletionFilter is wrong,
 * or the file is no folder.
 */
#ifndef WINWORK_IO_DIRECTORY_CHANGES_H
#define WINWORK_IO_DIRECTORY_CHANGES_H

#include "../base/types.h"

EXTERN_C_START

/* FILE_NOTIFY_INFORMATION.Action */
#define FILE_ACTION_ADDED 0x00000001
#define FILE_ACTION_REMOVED 0x00000002
#define FILE_ACTION_MODIFIED 0x00000003
#define FILE_ACTION_RENAMED_OLD_NAME 0x00000004
#define FILE_ACTION_RENAMED_NEW_NAME 0x00000005
#define FILE_ACTION_ADDED_STREAM 0x00000006
#define FILE_ACTION_REMOVED_STREAM 0x00000007
#define FILE_ACTION_MODIFIED_STREAM 0x00000008
#define FILE_ACTION_REMOVED_BY_DELETE 0x00000009
#define FILE_ACTION_ID_NOT_TUNNELLED 0x0000000a
#define FILE_ACTION_TUNNELLED_ID_COLLISION 0x0000000b

/* CompletionFilter of the request */
#define FILE_NOTIFY_CHANGE_FILE_NAME 0x00000001
#define FILE_NOTIFY_CHANGE_DIR_NAME 0x00000002
#define FILE_NOTIFY_CHANGE_NAME 0x00000003
#define FILE_NOTIFY_CHANGE_ATTRIBUTES 0x00000004
#define FILE_NOTIFY_CHANGE_SIZE 0x00000008
#define FILE_NOTIFY_CHANGE_LAST_WRITE 0x00000010
#define FILE_NOTIFY_CHANGE_LAST_ACCESS 0x00000020
#define FILE_NOTIFY_CHANGE_CREATION 0x00000040
#define FILE_NOTIFY_CHANGE_EA 0x00000080
#define FILE_NOTIFY_CHANGE_SECURITY 0x00000100
#define FILE_NOTIFY_CHANGE_STREAM_NAME 0x00000200
#define FILE_NOTIFY_CHANGE_STREAM_SIZE 0x00000400
#define FILE_NOTIFY_CHANGE_STREAM_WRITE 0x00000800
#define FILE_NOTIFY_VALID_MASK 0x00000fff

/*
 * An entry of the answer. FileName is relative to the folder, and does not end with a zero.
 * Page: winnt.h, FILE_NOTIFY_INFORMATION
 */
typedef struct _FILE_NOTIFY_INFORMATION {
	ULONG NextEntryOffset;		/* in bytes, from this entry; 0 in the last one */
	ULONG Action;			/* FILE_ACTION_* */
	ULONG FileNameLength;		/* in bytes */
	WCHAR FileName[1];
} FILE_NOTIFY_INFORMATION, *PFILE_NOTIFY_INFORMATION;

EXTERN_C_END

#endif
