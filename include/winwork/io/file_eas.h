/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names of extended attributes that a query asks for.
 */
#ifndef WINWORK_IO_FILE_EAS_H
#define WINWORK_IO_FILE_EAS_H

#include "../base/types.h"

EXTERN_C_START

/* Page: ntifs.h, FILE_GET_EA_INFORMATION */
typedef struct _FILE_GET_EA_INFORMATION {
	ULONG NextEntryOffset;
	UCHAR EaNameLength;
	CHAR EaName[1];
} FILE_GET_EA_INFORMATION, *PFILE_GET_EA_INFORMATION;

EXTERN_C_END

#endif /* WINWORK_IO_FILE_EAS_H */
