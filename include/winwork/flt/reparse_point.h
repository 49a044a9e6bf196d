/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reparse points, which no volume has: Linux's symbolic links are not shown as such.
 */
#ifndef WINWORK_FLT_REPARSE_POINT_H
#define WINWORK_FLT_REPARSE_POINT_H

#include "filter.h"

EXTERN_C_START

/**
 * FltTagFile, FltUntagFile - make a file a reparse point, remove one
 * @InitiatingInstance: the caller's instance on the volume of the file
 * @FileObject: an open file
 * @FileTag: the tag
 * @Guid: of a tag that is not Microsoft's, else NULL is OK
 * @DataBuffer: the data of the tag
 * @DataBufferLength: its bytes
 *
 * Here: the answer is that of a file system without reparse points. No operation is sent.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_INVALID_DEVICE_REQUEST. STATUS_INVALID_PARAMETER for a wrong argument, also for a NULL @Guid
 *	and a @FileTag that is not Microsoft's.
 * Page: fltkernel.h, FltTagFile, FltUntagFile
 */
NTSTATUS FLTAPI FltTagFile(_In_ PFLT_INSTANCE InitiatingInstance, _In_ PFILE_OBJECT FileObject,
			   _In_ ULONG FileTag, _In_opt_ GUID *Guid, _In_ PVOID DataBuffer,
			   _In_ USHORT DataBufferLength);
NTSTATUS FLTAPI FltUntagFile(_In_ PFLT_INSTANCE InitiatingInstance, _In_ PFILE_OBJECT FileObject,
			     _In_ ULONG FileTag, _In_opt_ GUID *Guid);

EXTERN_C_END

#endif /* WINWORK_FLT_REPARSE_POINT_H */
