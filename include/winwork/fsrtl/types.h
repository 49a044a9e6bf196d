/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Types of the run-time library of file systems that functions of the Filter Manager take. The library itself
 * is in the vocabulary.
 */
#ifndef WINWORK_FSRTL_TYPES_H
#define WINWORK_FSRTL_TYPES_H

#include "../../guiddef.h"
#include "../se/security.h"

EXTERN_C_START

struct _FILE_LOCK;
struct _FILE_LOCK_INFO;
struct _IO_PRIORITY_INFO;
struct _OPEN_REPARSE_LIST_ENTRY;

typedef struct _FILE_LOCK *PFILE_LOCK;
typedef struct _FILE_LOCK_INFO *PFILE_LOCK_INFO;
typedef struct _IO_PRIORITY_INFO *PIO_PRIORITY_INFO;
typedef struct _OPEN_REPARSE_LIST_ENTRY *POPEN_REPARSE_LIST_ENTRY;
typedef struct _ECP_LIST ECP_LIST, *PECP_LIST;
typedef PVOID OPLOCK, *POPLOCK;
typedef PVOID PNOTIFY_SYNC;
typedef ULONG FSRTL_ALLOCATE_ECPLIST_FLAGS;
typedef ULONG FSRTL_ALLOCATE_ECP_FLAGS;
typedef ULONG FSRTL_ECP_LOOKASIDE_FLAGS;
#define FSRTL_ALLOCATE_ECPLIST_FLAG_CHARGE_QUOTA 0x00000001
#define FSRTL_ALLOCATE_ECP_FLAG_CHARGE_QUOTA 0x00000001
#define FSRTL_ALLOCATE_ECP_FLAG_NONPAGED_POOL 0x00000002
#define FSRTL_ECP_LOOKASIDE_FLAG_NONPAGED_POOL 0x00000002
typedef VOID (NTAPI *PUNLOCK_ROUTINE)(PVOID Context, PFILE_LOCK_INFO FileLockInfo);
typedef VOID (NTAPI *PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK)(
	PVOID EcpContext, LPCGUID EcpType);
typedef BOOLEAN (NTAPI *PCHECK_FOR_TRAVERSE_ACCESS)(PVOID NotifyContext, PVOID TargetContext,
						    PSECURITY_SUBJECT_CONTEXT SubjectContext);
typedef BOOLEAN (NTAPI *PFILTER_REPORT_CHANGE)(PVOID NotifyContext, PVOID FilterContext);

/**
 * FsRtlIsNtstatusExpected - return whether an exception with a status is one that a file system handles
 * @Ntstatus: the status of the exception
 *
 * IRQL: any.
 * Return: FALSE for those of wrong code: STATUS_DATATYPE_MISALIGNMENT, STATUS_ACCESS_VIOLATION,
 *	STATUS_ILLEGAL_INSTRUCTION and STATUS_INSTRUCTION_MISALIGNMENT; else TRUE.
 * Page: ntifs.h, FsRtlIsNtstatusExpected
 */
BOOLEAN NTAPI FsRtlIsNtstatusExpected(_In_ NTSTATUS Ntstatus);

EXTERN_C_END

#endif /* WINWORK_FSRTL_TYPES_H */
