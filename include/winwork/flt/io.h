/* SPDX-License-Identifier: GPL-2.0 */
/*
 * I/O that a minifilter makes itself, and what it asks of files and their cache.
 */
#ifndef WINWORK_FLT_IO_H
#define WINWORK_FLT_IO_H

#include "name_provider.h"
#include "operation.h"
#include "../fsrtl/types.h"
#include "../io/file_information.h"

EXTERN_C_START

struct _FLT_TAG_DATA_BUFFER;

typedef ULONG FLT_IO_OPERATION_FLAGS;
#define FLTFL_IO_OPERATION_NON_CACHED 0x00000001
#define FLTFL_IO_OPERATION_PAGING 0x00000002
#define FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET 0x00000004
#define FLTFL_IO_OPERATION_SYNCHRONOUS_PAGING 0x00000008

typedef ULONG FLT_ALLOCATE_CALLBACK_DATA_FLAGS;
#define FLT_ALLOCATE_CALLBACK_DATA_PREALLOCATE_ALL_MEMORY 0x00000001

typedef VOID (NTAPI *PFLT_COMPLETED_ASYNC_IO_CALLBACK)(_In_ PFLT_CALLBACK_DATA CallbackData,
						       _In_ PFLT_CONTEXT Context);
typedef VOID (NTAPI *PFLT_COMPLETE_CANCELED_CALLBACK)(_In_ PFLT_CALLBACK_DATA CallbackData);
typedef VOID (NTAPI *PFLTOPLOCK_WAIT_COMPLETE_ROUTINE)(_In_ PFLT_CALLBACK_DATA CallbackData,
						       _In_opt_ PVOID Context);
typedef VOID (NTAPI *PFLTOPLOCK_PREPOST_CALLBACKDATA_ROUTINE)(_In_ PFLT_CALLBACK_DATA CallbackData,
							      _In_opt_ PVOID Context);
typedef NTSTATUS (NTAPI *PFLT_COMPLETE_LOCK_CALLBACK_DATA_ROUTINE)(
	_In_opt_ PVOID Context, _In_ PFLT_CALLBACK_DATA CallbackData);

typedef struct _FLT_TAG_DATA_BUFFER {
	ULONG FileTag;
	USHORT TagDataLength;
	USHORT UnparsedNameLength;
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
		struct {
			GUID TagGuid;
			UCHAR DataBuffer[1];
		} GenericGUIDReparseBuffer;
	};
} FLT_TAG_DATA_BUFFER, *PFLT_TAG_DATA_BUFFER;

WINWORK_ABSENT NTSTATUS NTAPI FltAdjustDeviceStackSizeForIoRedirection(
	_In_ PFLT_INSTANCE SourceInstance, _In_ PFLT_INSTANCE TargetInstance,
	_Out_opt_ PBOOLEAN SourceDeviceStackSizeModified);
WINWORK_ABSENT PFILE_LOCK NTAPI FltAllocateFileLock(
	_In_opt_ PFLT_COMPLETE_LOCK_CALLBACK_DATA_ROUTINE CompleteLockCallbackDataRoutine,
	_In_opt_ PUNLOCK_ROUTINE UnlockRoutine);
WINWORK_ABSENT BOOLEAN NTAPI FltCheckLockForReadAccess(_In_ PFILE_LOCK FileLock,
						       _In_ PFLT_CALLBACK_DATA CallbackData);
WINWORK_ABSENT BOOLEAN NTAPI FltCheckLockForWriteAccess(_In_ PFILE_LOCK FileLock,
							_In_ PFLT_CALLBACK_DATA CallbackData);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltCheckOplock(
	_In_ POPLOCK Oplock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_opt_ PVOID Context,
	_In_opt_ PFLTOPLOCK_WAIT_COMPLETE_ROUTINE WaitCompletionRoutine,
	_In_opt_ PFLTOPLOCK_PREPOST_CALLBACKDATA_ROUTINE PrePostCallbackDataRoutine);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltCheckOplockEx(
	_In_ POPLOCK Oplock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_ ULONG Flags,
	_In_opt_ PVOID Context, _In_opt_ PFLTOPLOCK_WAIT_COMPLETE_ROUTINE WaitCompletionRoutine,
	_In_opt_ PFLTOPLOCK_PREPOST_CALLBACKDATA_ROUTINE PrePostCallbackDataRoutine);
WINWORK_ABSENT NTSTATUS NTAPI FltCreateMailslotFile(
	_In_ PFLT_FILTER Filter, _In_opt_ PFLT_INSTANCE Instance, _Out_ PHANDLE FileHandle,
	_Out_opt_ PFILE_OBJECT *FileObject, _In_ ACCESS_MASK DesiredAccess,
	_In_ POBJECT_ATTRIBUTES ObjectAttributes, _Out_ PIO_STATUS_BLOCK IoStatusBlock,
	_In_ ULONG CreateOptions, _In_ ULONG MailslotQuota, _In_ ULONG MaximumMessageSize,
	_In_ PLARGE_INTEGER ReadTimeout, _In_opt_ PIO_DRIVER_CREATE_CONTEXT DriverContext);
WINWORK_ABSENT BOOLEAN NTAPI FltCurrentBatchOplock(_In_ POPLOCK Oplock);
WINWORK_ABSENT BOOLEAN NTAPI FltCurrentOplock(_In_ POPLOCK Oplock);
WINWORK_ABSENT BOOLEAN NTAPI FltCurrentOplockH(_In_ POPLOCK Oplock);
WINWORK_ABSENT VOID NTAPI FltFreeFileLock(_In_ PFILE_LOCK FileLock);
WINWORK_ABSENT NTSTATUS NTAPI FltGetActivityIdCallbackData(_In_ PFLT_CALLBACK_DATA CallbackData,
							   _Out_ LPGUID Guid);
WINWORK_ABSENT IO_PRIORITY_HINT NTAPI FltGetIoPriorityHint(_In_ PFLT_CALLBACK_DATA Data);
WINWORK_ABSENT IO_PRIORITY_HINT NTAPI FltGetIoPriorityHintFromCallbackData(
	_In_ PFLT_CALLBACK_DATA Data);
WINWORK_ABSENT IO_PRIORITY_HINT NTAPI FltGetIoPriorityHintFromFileObject(
	_In_ PFILE_OBJECT FileObject);
WINWORK_ABSENT IO_PRIORITY_HINT NTAPI FltGetIoPriorityHintFromThread(
	_In_ PETHREAD Thread);
WINWORK_ABSENT PVOID NTAPI FltGetNewSystemBufferAddress(_In_ PFLT_CALLBACK_DATA CallbackData);
WINWORK_ABSENT NTSTATUS NTAPI FltGetSectionContext(_In_ PFLT_INSTANCE Instance,
						   _In_ PFILE_OBJECT FileObject,
						   _Out_ PFLT_CONTEXT *Context);
WINWORK_ABSENT VOID NTAPI FltInitializeFileLock(_Out_ PFILE_LOCK FileLock);
WINWORK_ABSENT VOID NTAPI FltInitializeOplock(_Out_ POPLOCK Oplock);
WINWORK_ABSENT NTSTATUS NTAPI FltIsIoRedirectionAllowed(_In_ PFLT_INSTANCE SourceInstance,
							_In_ PFLT_INSTANCE TargetInstance,
							_Out_ PBOOLEAN RedirectionAllowed);
WINWORK_ABSENT NTSTATUS NTAPI FltIsIoRedirectionAllowedForOperation(
	_In_ PFLT_CALLBACK_DATA Data, _In_ PFLT_INSTANCE TargetInstance,
	_Out_ PBOOLEAN RedirectionAllowedThisIo, _Out_opt_ PBOOLEAN RedirectionAllowedAllIo);
WINWORK_ABSENT VOID NTAPI FltNotifyFilterChangeDirectory(
	_Inout_ PNOTIFY_SYNC NotifySync, _Inout_ PLIST_ENTRY NotifyList, _In_ PVOID FsContext,
	_In_ PSTRING FullDirectoryName, _In_ BOOLEAN WatchTree, _In_ BOOLEAN IgnoreBuffer,
	_In_ ULONG CompletionFilter, _In_ PFLT_CALLBACK_DATA NotifyCallbackData,
	_In_opt_ PCHECK_FOR_TRAVERSE_ACCESS TraverseCallback,
	_In_opt_ PSECURITY_SUBJECT_CONTEXT SubjectContext,
	_In_opt_ PFILTER_REPORT_CHANGE FilterCallback);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltOplockBreakH(
	_In_ POPLOCK Oplock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_ ULONG Flags,
	_In_opt_ PVOID Context, _In_opt_ PFLTOPLOCK_WAIT_COMPLETE_ROUTINE WaitCompletionRoutine,
	_In_opt_ PFLTOPLOCK_PREPOST_CALLBACKDATA_ROUTINE PrePostCallbackDataRoutine);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltOplockBreakToNone(
	_In_ POPLOCK Oplock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_opt_ PVOID Context,
	_In_opt_ PFLTOPLOCK_WAIT_COMPLETE_ROUTINE WaitCompletionRoutine,
	_In_opt_ PFLTOPLOCK_PREPOST_CALLBACKDATA_ROUTINE PrePostCallbackDataRoutine);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltOplockBreakToNoneEx(
	_In_ POPLOCK Oplock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_ ULONG Flags,
	_In_opt_ PVOID Context, _In_opt_ PFLTOPLOCK_WAIT_COMPLETE_ROUTINE WaitCompletionRoutine,
	_In_opt_ PFLTOPLOCK_PREPOST_CALLBACKDATA_ROUTINE PrePostCallbackDataRoutine);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltOplockFsctrl(
	_In_ POPLOCK Oplock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_ ULONG OpenCount);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltOplockFsctrlEx(
	_In_ POPLOCK Oplock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_ ULONG OpenCount,
	_In_ ULONG Flags);
WINWORK_ABSENT BOOLEAN NTAPI FltOplockIsFastIoPossible(_In_ POPLOCK Oplock);
WINWORK_ABSENT BOOLEAN NTAPI FltOplockIsSharedRequest(_In_ PFLT_CALLBACK_DATA CallbackData);
WINWORK_ABSENT BOOLEAN NTAPI FltOplockKeysEqual(_In_opt_ PFILE_OBJECT Fo1,
						_In_opt_ PFILE_OBJECT Fo2);
WINWORK_ABSENT FLT_PREOP_CALLBACK_STATUS NTAPI FltProcessFileLock(
	_In_ PFILE_LOCK FileLock, _In_ PFLT_CALLBACK_DATA CallbackData, _In_opt_ PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI FltQueryQuotaInformationFile(_In_ PFLT_INSTANCE Instance,
							   _In_ PFILE_OBJECT FileObject,
							   _Out_ PIO_STATUS_BLOCK IoStatusBlock,
							   _Out_ PVOID Buffer, _In_ ULONG Length,
							   _In_ BOOLEAN ReturnSingleEntry,
							   _In_opt_ PVOID SidList,
							   _In_ ULONG SidListLength,
							   _In_opt_ PULONG StartSid,
							   _In_ BOOLEAN RestartScan,
							   _Out_opt_ PULONG LengthReturned);
WINWORK_ABSENT NTSTATUS NTAPI FltRetrieveIoPriorityInfo(_In_opt_ PFLT_CALLBACK_DATA Data,
							_In_opt_ PFILE_OBJECT FileObject,
							_In_opt_ PETHREAD Thread,
							_Inout_ PIO_PRIORITY_INFO PriorityInfo);
WINWORK_ABSENT NTSTATUS NTAPI FltSetActivityIdCallbackData(_Inout_ PFLT_CALLBACK_DATA CallbackData,
							   _In_opt_ LPGUID Guid);
WINWORK_ABSENT NTSTATUS NTAPI FltSetIoPriorityHintIntoCallbackData(
	_In_ PFLT_CALLBACK_DATA Data, _In_ IO_PRIORITY_HINT PriorityHint);
WINWORK_ABSENT NTSTATUS NTAPI FltSetIoPriorityHintIntoFileObject(
	_In_ PFILE_OBJECT FileObject, _In_ IO_PRIORITY_HINT PriorityHint);
WINWORK_ABSENT NTSTATUS NTAPI FltSetIoPriorityHintIntoThread(
	_In_ PETHREAD Thread, _In_ IO_PRIORITY_HINT PriorityHint);
WINWORK_ABSENT NTSTATUS NTAPI FltSetQuotaInformationFile(_In_ PFLT_INSTANCE Instance,
							 _In_ PFILE_OBJECT FileObject,
							 _In_ PVOID Buffer, _In_ ULONG Length);
WINWORK_ABSENT NTSTATUS NTAPI FltSetVolumeInformation(_In_ PFLT_INSTANCE Instance,
						      _Out_ PIO_STATUS_BLOCK Iosb,
						      _Out_ PVOID FsInformation,
						      _In_ ULONG Length,
						      _In_ FS_INFORMATION_CLASS FsInformationClass);
WINWORK_ABSENT VOID NTAPI FltUninitializeFileLock(_In_ PFILE_LOCK FileLock);
WINWORK_ABSENT VOID NTAPI FltUninitializeOplock(_In_ POPLOCK Oplock);

#define FLT_MAX_TRANSACTION_NOTIFICATIONS								\
	(TRANSACTION_NOTIFY_PREPREPARE | TRANSACTION_NOTIFY_PREPARE | TRANSACTION_NOTIFY_COMMIT |	\
	 TRANSACTION_NOTIFY_ROLLBACK | TRANSACTION_NOTIFY_COMMIT_FINALIZE)
#define FLT_TAG_DATA_BUFFER_HEADER_SIZE FIELD_OFFSET(FLT_TAG_DATA_BUFFER, GenericReparseBuffer)

#define ROUND_TO_SIZE(length, alignment) \
	(((ULONG_PTR)(length) + ((alignment) - 1)) & ~(ULONG_PTR)((alignment) - 1))
#ifndef IS_ALIGNED	/* Linux has one for numbers */
#define IS_ALIGNED(pointer, alignment) (((ULONG_PTR)(pointer) & ((alignment) - 1)) == 0)
#endif

EXTERN_C_END

#endif /* WINWORK_FLT_IO_H */
