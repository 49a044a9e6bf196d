/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Byte-range locks and oplocks.
 */
#ifndef WINWORK_FSRTL_FILE_LOCKS_H
#define WINWORK_FSRTL_FILE_LOCKS_H

#include <winwork/io/file.h>
#include <guiddef.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/po/power.h>
#include <winwork/ps/process.h>
#include <winwork/fsrtl/types.h>

EXTERN_C_START

struct _OPLOCK_KEY_ECP_CONTEXT;
struct _REQUEST_OPLOCK_INPUT_BUFFER;
struct _REQUEST_OPLOCK_OUTPUT_BUFFER;

#define OPLOCK_FLAG_COMPLETE_IF_OPLOCKED 0x00000001
#define OPLOCK_FLAG_OPLOCK_KEY_CHECK_ONLY 0x00000002
#define OPLOCK_FLAG_BACK_OUT_ATOMIC_OPLOCK 0x00000004
#define OPLOCK_FLAG_IGNORE_OPLOCK_KEYS 0x00000008
#define OPLOCK_FLAG_PARENT_OBJECT 0x00000010
#define OPLOCK_FLAG_CLOSING_DELETE_ON_CLOSE 0x00000020
#define OPLOCK_FLAG_REMOVING_FILE_OR_LINK 0x00000040
#define OPLOCK_FLAG_BREAKING_FOR_SHARING_VIOLATION 0x00000080
#define OPLOCK_FSCTRL_FLAG_ALL_KEYS_MATCH 0x00000001
#define OPLOCK_LEVEL_CACHE_READ (0x00000001)
#define OPLOCK_LEVEL_CACHE_HANDLE (0x00000002)
#define OPLOCK_LEVEL_CACHE_WRITE (0x00000004)

#define REQUEST_OPLOCK_CURRENT_VERSION 1
#define REQUEST_OPLOCK_INPUT_FLAG_REQUEST (0x00000001)
#define REQUEST_OPLOCK_OUTPUT_FLAG_ACK_REQUIRED (0x00000001)
#define REQUEST_OPLOCK_INPUT_FLAG_ACK (0x00000002)
#define REQUEST_OPLOCK_OUTPUT_FLAG_MODES_PROVIDED (0x00000002)
#define REQUEST_OPLOCK_INPUT_FLAG_COMPLETE_ACK_ON_CLOSE (0x00000004)

typedef struct _REQUEST_OPLOCK_INPUT_BUFFER {
	USHORT StructureVersion;
	USHORT StructureLength;
	ULONG RequestedOplockLevel;
	ULONG Flags;
} REQUEST_OPLOCK_INPUT_BUFFER, *PREQUEST_OPLOCK_INPUT_BUFFER;

typedef struct _REQUEST_OPLOCK_OUTPUT_BUFFER {
	USHORT StructureVersion;
	USHORT StructureLength;
	ULONG OriginalOplockLevel;
	ULONG NewOplockLevel;
	ULONG Flags;
	ACCESS_MASK AccessMode;
	USHORT ShareMode;
} REQUEST_OPLOCK_OUTPUT_BUFFER, *PREQUEST_OPLOCK_OUTPUT_BUFFER;

typedef NTSTATUS (NTAPI *PCOMPLETE_LOCK_IRP_ROUTINE)(PVOID Context, PIRP Irp);
typedef struct _FILE_LOCK_INFO {
	LARGE_INTEGER StartingByte;
	LARGE_INTEGER Length;
	BOOLEAN ExclusiveLock;
	ULONG Key;
	PFILE_OBJECT FileObject;
	PVOID ProcessId;
	LARGE_INTEGER EndingByte;
} FILE_LOCK_INFO;

typedef struct _FILE_LOCK {
	PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine;
	PUNLOCK_ROUTINE UnlockRoutine;
	BOOLEAN FastIoIsQuestionable;
	BOOLEAN SpareC[3];
	PVOID LockInformation;
	FILE_LOCK_INFO LastReturnedLockInfo;
	PVOID LastReturnedLock;
	LONG volatile LockRequestsInProgress;
} FILE_LOCK;

typedef VOID (NTAPI *POPLOCK_WAIT_COMPLETE_ROUTINE)(PVOID Context, PIRP Irp);
typedef VOID (NTAPI *POPLOCK_FS_PREPOST_IRP)(PVOID Context, PIRP Irp);
typedef struct _OPLOCK_KEY_ECP_CONTEXT {
	GUID OplockKey;
	ULONG Reserved;
} OPLOCK_KEY_ECP_CONTEXT, *POPLOCK_KEY_ECP_CONTEXT;

WINWORK_ABSENT PFILE_LOCK NTAPI FsRtlAllocateFileLock(
	PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine, PUNLOCK_ROUTINE UnlockRoutine);
/* Whether the file has locks: Page: ntifs.h, FsRtlAreThereCurrentFileLocks */
#define FsRtlAreThereCurrentFileLocks(FileLock) ((FileLock)->FastIoIsQuestionable)
WINWORK_ABSENT BOOLEAN NTAPI FsRtlAreThereCurrentOrInProgressFileLocks(
	PFILE_LOCK FileLock);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlCheckLockForReadAccess(PFILE_LOCK FileLock, PIRP Irp);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlCheckLockForWriteAccess(PFILE_LOCK FileLock, PIRP Irp);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlCheckOplock(
	_In_ POPLOCK Oplock, _In_ PIRP Irp, _In_opt_ PVOID Context,
	_In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
	_In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlCheckOplockEx(POPLOCK Oplock, PIRP Irp, ULONG Flags,
						 PVOID Context,
						 POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
						 POPLOCK_FS_PREPOST_IRP PostIrpRoutine);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlCurrentBatchOplock(POPLOCK Oplock);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlCurrentOplock(POPLOCK Oplock);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlCurrentOplockH(POPLOCK Oplock);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlFastCheckLockForRead(PFILE_LOCK FileLock,
						       PLARGE_INTEGER FileOffset,
						       PLARGE_INTEGER Length, ULONG Key,
						       PFILE_OBJECT FileObject, PVOID Process);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlFastCheckLockForWrite(PFILE_LOCK FileLock,
							PLARGE_INTEGER FileOffset,
							PLARGE_INTEGER Length, ULONG Key,
							PFILE_OBJECT FileObject, PVOID Process);
WINWORK_ABSENT VOID NTAPI FsRtlFreeFileLock(PFILE_LOCK FileLock);
WINWORK_ABSENT PFILE_LOCK_INFO NTAPI FsRtlGetNextFileLock(PFILE_LOCK FileLock, BOOLEAN Restart);
WINWORK_ABSENT VOID NTAPI FsRtlInitializeFileLock(PFILE_LOCK FileLock,
						  PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine,
						  PUNLOCK_ROUTINE UnlockRoutine);
WINWORK_ABSENT VOID NTAPI FsRtlInitializeOplock(POPLOCK Oplock);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlOplockBreakH(POPLOCK Oplock, PIRP Irp, ULONG Flags,
						PVOID Context,
						POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
						POPLOCK_FS_PREPOST_IRP PostIrpRoutine);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlOplockBreakToNone(
	POPLOCK Oplock, PIO_STACK_LOCATION IrpSp, PIRP Irp, PVOID Context,
	POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine, POPLOCK_FS_PREPOST_IRP PostIrpRoutine);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlOplockBreakToNoneEx(
	POPLOCK Oplock, PIRP Irp, ULONG Flags, PVOID Context,
	POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine, POPLOCK_FS_PREPOST_IRP PostIrpRoutine);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlOplockFsctrl(POPLOCK Oplock, PIRP Irp, ULONG OpenCount);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlOplockFsctrlEx(POPLOCK Oplock, PIRP Irp, ULONG OpenCount,
						  ULONG Flags);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlOplockIsFastIoPossible(_In_ POPLOCK Oplock);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlOplockIsSharedRequest(PIRP Irp);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlOplockKeysEqual(PFILE_OBJECT Fo1, PFILE_OBJECT Fo2);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlPrivateLock(PFILE_LOCK FileLock, PFILE_OBJECT FileObject,
					      PLARGE_INTEGER FileOffset, PLARGE_INTEGER Length,
					      PEPROCESS Process, ULONG Key,
					      BOOLEAN FailImmediately, BOOLEAN ExclusiveLock,
					      PIO_STATUS_BLOCK IoStatus, PIRP Irp, PVOID Context,
					      BOOLEAN AlreadySynchronized);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlProcessFileLock(PFILE_LOCK FileLock, PIRP Irp, PVOID Context);
WINWORK_ABSENT VOID NTAPI FsRtlUninitializeFileLock(PFILE_LOCK FileLock);
WINWORK_ABSENT VOID NTAPI FsRtlUninitializeOplock(POPLOCK Oplock);

/* FsRtlPrivateLock without an IRP. */
#define FsRtlFastLock(FileLock, FileObject, FileOffset, Length, ProcessId, Key, FailImmediately,	\
		      ExclusiveLock, Iosb, Context, AlreadySynchronized)			\
	FsRtlPrivateLock(FileLock, FileObject, FileOffset, Length, ProcessId, Key,		\
			 FailImmediately, ExclusiveLock, Iosb, NULL, Context, AlreadySynchronized)
WINWORK_ABSENT BOOLEAN NTAPI FsRtlAreThereWaitingFileLocks(_In_ PFILE_LOCK FileLock);

EXTERN_C_END

#endif /* WINWORK_FSRTL_FILE_LOCKS_H */
