/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about open files.
 */
#ifndef WINWORK_FSRTL_FILES_H
#define WINWORK_FSRTL_FILES_H

#include "../io/file.h"

EXTERN_C_START

/**
 * FsRtlGetFileSize - return the size of a file
 * @FileObject: the file object of an open file on a mount
 * @FileSize: receives the bytes of the file, unless the call fails
 *
 * Here: no minifilter sees the question.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_FILE_IS_A_DIRECTORY; the status of the lower file system; STATUS_INVALID_PARAMETER before
 *	the open has passed all filters and after the close, and for another file object, which the log explains.
 * Page: ntifs.h, FsRtlGetFileSize
 */
NTSTATUS NTAPI FsRtlGetFileSize(_In_ PFILE_OBJECT FileObject, _Out_ PLARGE_INTEGER FileSize);

/**
 * FsRtlIsPagingFile - tell whether a file is a paging file
 * @FileObject: the file object
 *
 * Here: swapon(2) takes no file of a mount.
 *
 * IRQL: any.
 * Return: FALSE.
 * Page: ntifs.h, FsRtlIsPagingFile
 */
LOGICAL NTAPI FsRtlIsPagingFile(_In_ PFILE_OBJECT FileObject);

EXTERN_C_END

#endif /* WINWORK_FSRTL_FILES_H */
