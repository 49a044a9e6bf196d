/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The header at which FILE_OBJECT.FsContext points. File objects of one file have the same one.
 */
#ifndef WINWORK_FSRTL_FCB_HEADER_H
#define WINWORK_FSRTL_FCB_HEADER_H

#include "../ex/resource.h"
#include "../ke/dispatcher.h"

EXTERN_C_START

#define FSRTL_FLAG2_DO_MODIFIED_WRITE (0x01)
#define FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS (0x02)
#define FSRTL_FLAG2_PURGE_WHEN_MAPPED (0x04)
#define FSRTL_FLAG2_IS_PAGING_FILE (0x08)

/**
 * struct _FSRTL_ADVANCED_FCB_HEADER - what a file system tells others about a file
 * @Flags2: FSRTL_FLAG2_*
 * @FilterContexts: Windows's list of stream contexts; empty here, since WinWork keeps them elsewhere
 *
 * Here: a file of a mount has FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS. The locks are NULL and the sizes
 * zero: Linux has its own.
 *
 * Page: ntifs.h, FSRTL_ADVANCED_FCB_HEADER
 */
typedef struct _FSRTL_ADVANCED_FCB_HEADER {
	CSHORT NodeTypeCode;
	CSHORT NodeByteSize;
	UCHAR Flags;
	UCHAR IsFastIoPossible;
	UCHAR Flags2;
	UCHAR Reserved : 4;
	UCHAR Version : 4;
	PERESOURCE Resource;
	PERESOURCE PagingIoResource;
	LARGE_INTEGER AllocationSize;
	LARGE_INTEGER FileSize;
	LARGE_INTEGER ValidDataLength;
	PFAST_MUTEX FastMutex;
	LIST_ENTRY FilterContexts;
	ULONG_PTR PushLock;
	PVOID *FileContextSupportPointer;
	union {
		PVOID Oplock;		/* an OPLOCK */
		PVOID ReservedForRemote;
	};
	PVOID ReservedContext;
} FSRTL_ADVANCED_FCB_HEADER, *PFSRTL_ADVANCED_FCB_HEADER;

EXTERN_C_END

#endif /* WINWORK_FSRTL_FCB_HEADER_H */
