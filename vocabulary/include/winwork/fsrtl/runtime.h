/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The run-time library of file systems: names, notifications, contexts, queues, maps of blocks.
 */
#ifndef WINWORK_FSRTL_RUNTIME_H
#define WINWORK_FSRTL_RUNTIME_H

#include <winwork/io/file.h>
#include <guiddef.h>
#include <winwork/ex/lookaside.h>
#include <winwork/ex/resource.h>
#include <winwork/ke/dispatcher.h>
#include <winwork/cm/registry.h>
#include <winwork/etw/trace.h>
#include <winwork/ex/executive.h>
#include <winwork/fsrtl/fcb_header.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/io/requests.h>
#include <winwork/po/power.h>
#include <winwork/ps/process.h>
#include <winwork/rtl/tables.h>
#include <winwork/se/security.h>
#include "control_codes.h"
#include "file_locks.h"

EXTERN_C_START

struct _BASE_MCB;
struct _DEVICE_OBJECT;
struct _DRIVER_OBJECT;
struct _ECP_HEADER;
struct _ECP_LIST;
struct _ECP_OPEN_PARAMETERS;
struct _EOF_WAIT_BLOCK;
struct _FILE_OBJECT;
struct _FSRTL_AUXILIARY_BUFFER;
struct _FSRTL_COMMON_FCB_HEADER;
struct _FSRTL_MUP_PROVIDER_INFO_LEVEL_1;
struct _FSRTL_MUP_PROVIDER_INFO_LEVEL_2;
struct _FSRTL_PER_FILEOBJECT_CONTEXT;
struct _FSRTL_PER_FILE_CONTEXT;
struct _FSRTL_PER_STREAM_CONTEXT;
struct _FS_FILTER_CALLBACKS;
struct _FS_FILTER_CALLBACK_DATA;
union _FS_FILTER_PARAMETERS;
struct _FS_FILTER_SECTION_SYNC_OUTPUT;
struct _LARGE_MCB;
struct _MCB;
struct _PREFIX_TABLE;
struct _PREFIX_TABLE_ENTRY;
struct _TUNNEL;

#define FSRTL_AUXILIARY_FLAG_DEALLOCATE 0x00000001
#define FSRTL_CC_FLUSH_ERROR_FLAG_NO_HARD_ERROR 0x1
#define FSRTL_CC_FLUSH_ERROR_FLAG_NO_LOG_ENTRY 0x2
#define FSRTL_FAT_LEGAL 0x01
#define FSRTL_FCB_HEADER_V0 (0x00)
#define FSRTL_FCB_HEADER_V1 (0x01)
#define FSRTL_FCB_HEADER_V2 (0x02)
#define FSRTL_FCB_HEADER_V3 (0x03)
#define FSRTL_FCB_HEADER_V4 (0x04)


#define FSRTL_FLAG_FILE_MODIFIED (0x01)
#define FSRTL_FLAG_FILE_LENGTH_CHANGED (0x02)
#define FSRTL_FLAG_LIMIT_MODIFIED_PAGES (0x04)
#define FSRTL_FLAG_ACQUIRE_MAIN_RSRC_EX (0x08)
#define FSRTL_FLAG_ACQUIRE_MAIN_RSRC_SH (0x10)
#define FSRTL_FLAG_USER_MAPPED_FILE (0x20)
#define FSRTL_FLAG_ADVANCED_HEADER (0x40)
#define FSRTL_FLAG_EOF_ADVANCE_ACTIVE (0x80)
#define FSRTL_HPFS_LEGAL 0x02
#define FSRTL_NTFS_LEGAL 0x04
#define FSRTL_NTFS_STREAM_LEGAL (FSRTL_NTFS_LEGAL | FSRTL_OLE_LEGAL)
#define FSRTL_OLE_LEGAL 0x10
#define FSRTL_UNC_PROVIDER_FLAGS_MAILSLOTS_SUPPORTED 0x00000001
#define FSRTL_UNC_PROVIDER_FLAGS_CSC_ENABLED 0x00000002
#define FSRTL_UNC_PROVIDER_FLAGS_DOMAIN_SVC_AWARE 0x00000004
#define FSRTL_VIRTDISK_FULLY_ALLOCATED 0x00000001
#define FSRTL_VIRTDISK_NO_DRIVE_LETTER 0x00000002

#define FSRTL_VOLUME_DISMOUNT 1
#define FSRTL_VOLUME_DISMOUNT_FAILED 2
#define FSRTL_VOLUME_LOCK 3
#define FSRTL_VOLUME_LOCK_FAILED 4
#define FSRTL_VOLUME_UNLOCK 5
#define FSRTL_VOLUME_MOUNT 6
#define FSRTL_VOLUME_NEEDS_CHKDSK 7
#define FSRTL_VOLUME_WORM_NEAR_FULL 8
#define FSRTL_VOLUME_WEARING_OUT 9
#define FSRTL_VOLUME_FORCED_CLOSED 10
#define FSRTL_VOLUME_INFO_MAKE_COMPAT 11
#define FSRTL_VOLUME_PREPARING_EJECT 12
#define FSRTL_VOLUME_CHANGE_SIZE 13
#define FSRTL_VOLUME_BACKGROUND_FORMAT 14
#define FSRTL_WILD_CHARACTER 0x08

#define FS_FILTER_ACQUIRE_FOR_CC_FLUSH (UCHAR) - 5
#define FS_FILTER_ACQUIRE_FOR_MOD_WRITE (UCHAR) - 3
#define FS_FILTER_ACQUIRE_FOR_SECTION_SYNCHRONIZATION (UCHAR) - 1
#define FS_FILTER_RELEASE_FOR_CC_FLUSH (UCHAR) - 6
#define FS_FILTER_RELEASE_FOR_MOD_WRITE (UCHAR) - 4
#define FS_FILTER_RELEASE_FOR_SECTION_SYNCHRONIZATION (UCHAR) - 2
#define FS_LFN_APIS 0x00004000

#define MCB_FLAG_RAISE_ON_ALLOCATION_FAILURE 1

typedef struct _PREFIX_TABLE_ENTRY {
	CSHORT NodeTypeCode;
	CSHORT NameLength;
	struct _PREFIX_TABLE_ENTRY *NextPrefixTree;
	RTL_SPLAY_LINKS Links;
	PSTRING Prefix;
} PREFIX_TABLE_ENTRY, *PPREFIX_TABLE_ENTRY;

typedef struct _PREFIX_TABLE {
	CSHORT NodeTypeCode;
	CSHORT NameLength;
	PPREFIX_TABLE_ENTRY NextPrefixTree;
} PREFIX_TABLE, *PPREFIX_TABLE;

typedef enum _FS_FILTER_STREAM_FO_NOTIFICATION_TYPE {
	NotifyTypeCreate = 0,
	NotifyTypeRetired,
} FS_FILTER_STREAM_FO_NOTIFICATION_TYPE, *PFS_FILTER_STREAM_FO_NOTIFICATION_TYPE;

typedef union _FS_FILTER_PARAMETERS {
	struct {
		PLARGE_INTEGER EndingOffset;
		PERESOURCE *ResourceToRelease;
	} AcquireForModifiedPageWriter;
	struct {
		PERESOURCE ResourceToRelease;
	} ReleaseForModifiedPageWriter;
	struct {
		FS_FILTER_SECTION_SYNC_TYPE SyncType;
		ULONG PageProtection;
		struct _FS_FILTER_SECTION_SYNC_OUTPUT *OutputInformation;
		ULONG Flags;
		ULONG AllocationAttributes;
	} AcquireForSectionSynchronization;
	struct {
		struct _IRP *Irp;
		PVOID FileInformation;
		PULONG Length;
		FILE_INFORMATION_CLASS FileInformationClass;
		NTSTATUS CompletionStatus;
	} QueryOpen;
	struct {
		FS_FILTER_STREAM_FO_NOTIFICATION_TYPE NotificationType;
		BOOLEAN SafeToRecurse;
	} NotifyStreamFileObject;
	struct {
		PVOID Argument1;
		PVOID Argument2;
		PVOID Argument3;
		PVOID Argument4;
		PVOID Argument5;
	} Others;
} FS_FILTER_PARAMETERS, *PFS_FILTER_PARAMETERS;

typedef struct _FS_FILTER_CALLBACK_DATA {
	ULONG SizeOfFsFilterCallbackData;
	UCHAR Operation;
	UCHAR Reserved;
	struct _DEVICE_OBJECT *DeviceObject;
	struct _FILE_OBJECT *FileObject;
	FS_FILTER_PARAMETERS Parameters;
} FS_FILTER_CALLBACK_DATA, *PFS_FILTER_CALLBACK_DATA;

typedef NTSTATUS (NTAPI *PFS_FILTER_CALLBACK)(PFS_FILTER_CALLBACK_DATA Data,
					      PVOID *CompletionContext);
typedef VOID (NTAPI *PFS_FILTER_COMPLETION_CALLBACK)(PFS_FILTER_CALLBACK_DATA Data,
						     NTSTATUS OperationStatus,
						     PVOID CompletionContext);
typedef struct _FS_FILTER_CALLBACKS {
	ULONG SizeOfFsFilterCallbacks;
	ULONG Reserved;
	PFS_FILTER_CALLBACK PreAcquireForSectionSynchronization;
	PFS_FILTER_COMPLETION_CALLBACK PostAcquireForSectionSynchronization;
	PFS_FILTER_CALLBACK PreReleaseForSectionSynchronization;
	PFS_FILTER_COMPLETION_CALLBACK PostReleaseForSectionSynchronization;
	PFS_FILTER_CALLBACK PreAcquireForCcFlush;
	PFS_FILTER_COMPLETION_CALLBACK PostAcquireForCcFlush;
	PFS_FILTER_CALLBACK PreReleaseForCcFlush;
	PFS_FILTER_COMPLETION_CALLBACK PostReleaseForCcFlush;
	PFS_FILTER_CALLBACK PreAcquireForModifiedPageWriter;
	PFS_FILTER_COMPLETION_CALLBACK PostAcquireForModifiedPageWriter;
	PFS_FILTER_CALLBACK PreReleaseForModifiedPageWriter;
	PFS_FILTER_COMPLETION_CALLBACK PostReleaseForModifiedPageWriter;
} FS_FILTER_CALLBACKS, *PFS_FILTER_CALLBACKS;

typedef ULONG LBN;
typedef LBN *PLBN;
typedef ULONG VBN;
typedef VBN *PVBN;
typedef struct _FSRTL_COMMON_FCB_HEADER {
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
} FSRTL_COMMON_FCB_HEADER, *PFSRTL_COMMON_FCB_HEADER;

typedef struct _FSRTL_AUXILIARY_BUFFER {
	PVOID Buffer;
	ULONG Length;
	ULONG Flags;
	PMDL Mdl;
} FSRTL_AUXILIARY_BUFFER, *PFSRTL_AUXILIARY_BUFFER;

typedef enum _FSRTL_COMPARISON_RESULT {
	LessThan = - 1,
	EqualTo = 0,
	GreaterThan = 1,
} FSRTL_COMPARISON_RESULT;

typedef VOID (NTAPI *PFSRTL_STACK_OVERFLOW_ROUTINE)(PVOID Context, PKEVENT Event);
typedef struct _FSRTL_MUP_PROVIDER_INFO_LEVEL_1 {
	ULONG32 ProviderId;
} FSRTL_MUP_PROVIDER_INFO_LEVEL_1, *PFSRTL_MUP_PROVIDER_INFO_LEVEL_1;

typedef struct _FSRTL_MUP_PROVIDER_INFO_LEVEL_2 {
	ULONG32 ProviderId;
	UNICODE_STRING ProviderName;
} FSRTL_MUP_PROVIDER_INFO_LEVEL_2, *PFSRTL_MUP_PROVIDER_INFO_LEVEL_2;

typedef enum _FSRTL_CHANGE_BACKING_TYPE {
	ChangeDataControlArea,
	ChangeImageControlArea,
	ChangeSharedCacheMap,
} FSRTL_CHANGE_BACKING_TYPE, *PFSRTL_CHANGE_BACKING_TYPE;

typedef struct _FSRTL_PER_FILE_CONTEXT {
	LIST_ENTRY Links;
	PVOID OwnerId;
	PVOID InstanceId;
	PFREE_FUNCTION FreeCallback;
} FSRTL_PER_FILE_CONTEXT, *PFSRTL_PER_FILE_CONTEXT;

typedef struct _FSRTL_PER_STREAM_CONTEXT {
	LIST_ENTRY Links;
	PVOID OwnerId;
	PVOID InstanceId;
	PFREE_FUNCTION FreeCallback;
} FSRTL_PER_STREAM_CONTEXT, *PFSRTL_PER_STREAM_CONTEXT;

typedef VOID (NTAPI *PFN_FSRTLTEARDOWNPERSTREAMCONTEXTS)(PFSRTL_ADVANCED_FCB_HEADER AdvancedHeader);
typedef struct _FSRTL_PER_FILEOBJECT_CONTEXT {
	LIST_ENTRY Links;
	PVOID OwnerId;
	PVOID InstanceId;
} FSRTL_PER_FILEOBJECT_CONTEXT, *PFSRTL_PER_FILEOBJECT_CONTEXT;

typedef struct _TUNNEL {
	FAST_MUTEX Mutex;
	PRTL_SPLAY_LINKS Cache;
	LIST_ENTRY TimerQueue;
	USHORT NumEntries;
} TUNNEL, *PTUNNEL;

typedef struct _BASE_MCB {
	ULONG MaximumPairCount;
	ULONG PairCount;
	USHORT PoolType;
	USHORT Flags;
	PVOID Mapping;
} BASE_MCB, *PBASE_MCB;

typedef struct _LARGE_MCB {
	PKGUARDED_MUTEX GuardedMutex;
	BASE_MCB BaseMcb;
} LARGE_MCB, *PLARGE_MCB;

typedef struct _MCB {
	LARGE_MCB DummyFieldThatSizesThisStructureCorrectly;
} MCB, *PMCB;

typedef enum _FAST_IO_POSSIBLE {
	FastIoIsNotPossible = 0,
	FastIoIsPossible,
	FastIoIsQuestionable,
} FAST_IO_POSSIBLE;

typedef struct _EOF_WAIT_BLOCK {
	LIST_ENTRY EofWaitLinks;
	KEVENT Event;
} EOF_WAIT_BLOCK, *PEOF_WAIT_BLOCK;

typedef struct _ECP_HEADER ECP_HEADER, *PECP_HEADER;
typedef struct _FS_FILTER_SECTION_SYNC_OUTPUT {
	ULONG StructureSize;
	ULONG SizeReturned;
	ULONG Flags;
	ULONG DesiredReadAlignment;
} FS_FILTER_SECTION_SYNC_OUTPUT, *PFS_FILTER_SECTION_SYNC_OUTPUT;

typedef struct _ECP_OPEN_PARAMETERS {
	USHORT Size;
	USHORT Reserved;
	ULONG Flags;
} ECP_OPEN_PARAMETERS, *PECP_OPEN_PARAMETERS;

WINWORK_ABSENT VOID NTAPI FsRtlAcknowledgeEcp(_In_ PVOID EcpContext);
WINWORK_ABSENT VOID NTAPI FsRtlAcquireFileExclusive(PFILE_OBJECT FileObject);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlAddBaseMcbEntry(PBASE_MCB Mcb, LONGLONG Vbn, LONGLONG Lbn,
						  LONGLONG SectorCount);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlAddBaseMcbEntryEx(PBASE_MCB Mcb, LONGLONG Vbn, LONGLONG Lbn,
						     LONGLONG SectorCount);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlAddLargeMcbEntry(PLARGE_MCB Mcb, LONGLONG Vbn, LONGLONG Lbn,
						   LONGLONG SectorCount);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlAddMcbEntry(PMCB Mcb, VBN Vbn, LBN Lbn, ULONG SectorCount);
WINWORK_ABSENT VOID NTAPI FsRtlAddToTunnelCache(PTUNNEL Cache, ULONGLONG DirectoryKey,
						PUNICODE_STRING ShortName,
						PUNICODE_STRING LongName, BOOLEAN KeyByShortName,
						ULONG DataLength, PVOID Data);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlAllocateExtraCreateParameter(
	_In_ LPCGUID EcpType, _In_ ULONG SizeOfContext, _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
	_In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
	_In_ ULONG PoolTag, _Out_ PVOID *EcpContext);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlAllocateExtraCreateParameterFromLookasideList(
	_In_ LPCGUID EcpType, _In_ ULONG SizeOfContext, _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
	_In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
	_Inout_ PVOID LookasideList, _Out_ PVOID *EcpContext);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlAllocateExtraCreateParameterList(
	_In_ FSRTL_ALLOCATE_ECPLIST_FLAGS Flags, _Out_ PECP_LIST *EcpList);
WINWORK_ABSENT PVOID NTAPI FsRtlAllocatePool(POOL_TYPE PoolType, ULONG NumberOfBytes);
WINWORK_ABSENT PVOID NTAPI FsRtlAllocatePoolWithQuota(POOL_TYPE PoolType, ULONG NumberOfBytes);
WINWORK_ABSENT PVOID NTAPI FsRtlAllocatePoolWithQuotaTag(_In_ POOL_TYPE PoolType,
							 _In_ ULONG NumberOfBytes,
							 _In_ ULONG Tag);
WINWORK_ABSENT PVOID NTAPI FsRtlAllocatePoolWithTag(_In_ POOL_TYPE PoolType,
						    _In_ ULONG NumberOfBytes, _In_ ULONG Tag);
WINWORK_ABSENT PERESOURCE NTAPI FsRtlAllocateResource(VOID);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlAreNamesEqual(PCUNICODE_STRING Name1, PCUNICODE_STRING Name2,
						BOOLEAN IgnoreCase, PCWCH UpcaseTable);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlAreVolumeStartupApplicationsComplete(
	VOID);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlBalanceReads(PDEVICE_OBJECT TargetDevice);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlCancellableWaitForMultipleObjects(
	_In_ ULONG Count, _In_ PVOID ObjectArray[], _In_ WAIT_TYPE WaitType,
	_In_opt_ PLARGE_INTEGER Timeout, _In_opt_ PKWAIT_BLOCK WaitBlockArray, _In_opt_ PIRP Irp);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlCancellableWaitForSingleObject(
	_In_ PVOID Object, _In_opt_ PLARGE_INTEGER Timeout, _In_opt_ PIRP Irp);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlChangeBackingFileObject(
	_In_opt_ PFILE_OBJECT CurrentFileObject, _In_ PFILE_OBJECT NewFileObject,
	_In_ FSRTL_CHANGE_BACKING_TYPE ChangeBackingType, _In_ ULONG Flags);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlCopyRead(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset,
					   ULONG Length, BOOLEAN Wait, ULONG LockKey,
					   PVOID Buffer, PIO_STATUS_BLOCK IoStatus,
					   PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlCopyWrite(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset,
					    ULONG Length, BOOLEAN Wait, ULONG LockKey,
					    PVOID Buffer, PIO_STATUS_BLOCK IoStatus,
					    PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlCreateSectionForDataScan(
	_Out_ PHANDLE SectionHandle, _Out_ PVOID *SectionObject,
	_Out_opt_ PLARGE_INTEGER SectionFileSize, _In_ PFILE_OBJECT FileObject,
	_In_ ACCESS_MASK DesiredAccess, _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
	_In_opt_ PLARGE_INTEGER MaximumSize, _In_ ULONG SectionPageProtection,
	_In_ ULONG AllocationAttributes, _In_ ULONG Flags);
WINWORK_ABSENT VOID NTAPI FsRtlDeleteExtraCreateParameterLookasideList(
	_Inout_ PVOID Lookaside, _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags);
WINWORK_ABSENT VOID NTAPI FsRtlDeleteKeyFromTunnelCache(PTUNNEL Cache, ULONGLONG DirectoryKey);
WINWORK_ABSENT VOID NTAPI FsRtlDeleteTunnelCache(PTUNNEL Cache);
WINWORK_ABSENT VOID NTAPI FsRtlDeregisterUncProvider(_In_ HANDLE Handle);
WINWORK_ABSENT VOID NTAPI FsRtlDissectDbcs(ANSI_STRING Name, PANSI_STRING FirstPart,
					   PANSI_STRING RemainingPart);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsAnsiCharacterLegal(_In_ SCHAR Character, _In_ UCHAR Flags);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsAnsiCharacterLegalFat(_In_ SCHAR Character, _In_ BOOLEAN WildOk);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsAnsiCharacterLegalHpfs(_In_ SCHAR Character, _In_ BOOLEAN WildOk);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsAnsiCharacterLegalNtfs(_In_ SCHAR Character, _In_ BOOLEAN WildOk);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsAnsiCharacterWild(_In_ SCHAR Character);
WINWORK_ABSENT VOID NTAPI FsRtlUpdateDiskCounters(_In_ ULONGLONG BytesRead,
						  _In_ ULONGLONG BytesWritten);
WINWORK_ABSENT VOID NTAPI FsRtlDissectName(UNICODE_STRING Name, PUNICODE_STRING FirstPart,
					   PUNICODE_STRING RemainingPart);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlDoesDbcsContainWildCards(PANSI_STRING Name);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlDoesNameContainWildCards(PUNICODE_STRING Name);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlFastUnlockAll(PFILE_LOCK FileLock, PFILE_OBJECT FileObject,
						 PEPROCESS Process, PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlFastUnlockAllByKey(PFILE_LOCK FileLock,
						      PFILE_OBJECT FileObject, PEPROCESS Process,
						      ULONG Key, PVOID Context);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlFastUnlockSingle(PFILE_LOCK FileLock, PFILE_OBJECT FileObject,
						    PLARGE_INTEGER FileOffset,
						    PLARGE_INTEGER Length, PEPROCESS Process,
						    ULONG Key, PVOID Context,
						    BOOLEAN AlreadySynchronized);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlFindExtraCreateParameter(_In_ PECP_LIST EcpList,
							    _In_ LPCGUID EcpType,
							    _Out_opt_ PVOID *EcpContext,
							    _Out_opt_ ULONG *EcpContextSize);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlFindInTunnelCache(PTUNNEL Cache, ULONGLONG DirectoryKey,
						    PUNICODE_STRING Name,
						    PUNICODE_STRING ShortName,
						    PUNICODE_STRING LongName, PULONG DataLength,
						    PVOID Data);
WINWORK_ABSENT VOID NTAPI FsRtlFreeExtraCreateParameter(_In_ PVOID EcpContext);
WINWORK_ABSENT VOID NTAPI FsRtlFreeExtraCreateParameterList(_In_ PECP_LIST EcpList);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlGetEcpListFromIrp(_In_ PIRP Irp, _Out_ PECP_LIST *EcpList);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlGetNextBaseMcbEntry(PBASE_MCB Mcb, ULONG RunIndex,
						      PLONGLONG Vbn, PLONGLONG Lbn,
						      PLONGLONG SectorCount);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlGetNextExtraCreateParameter(
	_In_ PECP_LIST EcpList, _In_opt_ PVOID CurrentEcpContext, _Out_opt_ LPGUID NextEcpType,
	_Out_ PVOID *NextEcpContext, _Out_opt_ ULONG *NextEcpContextSize);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlGetNextLargeMcbEntry(PLARGE_MCB Mcb, ULONG RunIndex,
						       PLONGLONG Vbn, PLONGLONG Lbn,
						       PLONGLONG SectorCount);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlGetNextMcbEntry(PMCB Mcb, ULONG RunIndex, PVBN Vbn, PLBN Lbn,
						  PULONG SectorCount);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlGetSectorSizeInformation(
	_In_ PDEVICE_OBJECT RealDevice, _Out_ PFILE_FS_SECTOR_SIZE_INFORMATION SectorSizeInfo);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlGetSupportedFeatures(_In_ PDEVICE_OBJECT DeviceObject,
							_Out_ PULONG SupportedFeatures);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlGetVirtualDiskNestingLevel(
	PDEVICE_OBJECT DeviceObject, PULONG NestingLevel, PULONG NestingFlags);
WINWORK_ABSENT VOID NTAPI FsRtlIncrementCcFastMdlReadWait(VOID);
WINWORK_ABSENT VOID NTAPI FsRtlIncrementCcFastReadNoWait(VOID);
WINWORK_ABSENT VOID NTAPI FsRtlIncrementCcFastReadNotPossible(
	VOID);
WINWORK_ABSENT VOID NTAPI FsRtlIncrementCcFastReadResourceMiss(
	VOID);
WINWORK_ABSENT VOID NTAPI FsRtlIncrementCcFastReadWait(VOID);
WINWORK_ABSENT VOID NTAPI FsRtlInitExtraCreateParameterLookasideList(
	_Inout_ PVOID Lookaside, _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags, _In_ SIZE_T Size,
	_In_ ULONG Tag);
WINWORK_ABSENT VOID NTAPI FsRtlInitializeBaseMcb(PBASE_MCB Mcb, POOL_TYPE PoolType);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlInitializeBaseMcbEx(PBASE_MCB Mcb, POOL_TYPE PoolType,
						      USHORT Flags);
WINWORK_ABSENT VOID NTAPI FsRtlInitializeExtraCreateParameter(
	_In_ PECP_HEADER Ecp, _In_ ULONG EcpFlags,
	_In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
	_In_ ULONG TotalSize, _In_ LPCGUID EcpType, _In_opt_ PVOID ListAllocatedFrom);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlInitializeExtraCreateParameterList(
	_Inout_ PECP_LIST EcpList);
WINWORK_ABSENT VOID NTAPI FsRtlInitializeLargeMcb(PLARGE_MCB Mcb, POOL_TYPE PoolType);
WINWORK_ABSENT VOID NTAPI FsRtlInitializeMcb(PMCB Mcb, POOL_TYPE PoolType);
WINWORK_ABSENT VOID NTAPI FsRtlInitializeTunnelCache(PTUNNEL Cache);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlInsertExtraCreateParameter(
	_Inout_ PECP_LIST EcpList, _Inout_ PVOID EcpContext);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlInsertPerFileContext(_In_ PVOID *PerFileContextPointer,
							_In_ PFSRTL_PER_FILE_CONTEXT Ptr);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlInsertPerFileObjectContext(
	_In_ PFILE_OBJECT FileObject, _In_ PFSRTL_PER_FILEOBJECT_CONTEXT Ptr);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlInsertPerStreamContext(
	_In_ PFSRTL_ADVANCED_FCB_HEADER PerStreamContext, _In_ PFSRTL_PER_STREAM_CONTEXT Ptr);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsDaxVolume(_In_ PFILE_OBJECT FileObject);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsDbcsInExpression(PANSI_STRING Expression, PANSI_STRING Name);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsEcpAcknowledged(_In_ PVOID EcpContext);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsEcpFromUserMode(_In_ PVOID EcpContext);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsFatDbcsLegal(ANSI_STRING DbcsName,
						 BOOLEAN WildCardsPermissible,
						 BOOLEAN PathNamePermissible,
						 BOOLEAN LeadingBackslashPermissible);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlIsHpfsDbcsLegal(ANSI_STRING DbcsName,
						  BOOLEAN WildCardsPermissible,
						  BOOLEAN PathNamePermissible,
						  BOOLEAN LeadingBackslashPermissible);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlIssueDeviceIoControl(_In_ PDEVICE_OBJECT DeviceObject,
							_In_ ULONG IoCtl, _In_ UCHAR Flags,
							_In_opt_ PVOID InputBuffer,
							_In_ ULONG InputBufferLength,
							_Out_opt_ PVOID OutputBuffer,
							_In_ ULONG OutputBufferLength,
							_Out_ PULONG_PTR IosbInformation);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlLogCcFlushError(
	_In_ PUNICODE_STRING FileName, _In_ PDEVICE_OBJECT DeviceObject,
	_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer, _In_ NTSTATUS FlushError,
	_In_ ULONG Flags);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupBaseMcbEntry(PBASE_MCB Mcb, LONGLONG Vbn, PLONGLONG Lbn,
						     PLONGLONG SectorCountFromLbn,
						     PLONGLONG StartingLbn,
						     PLONGLONG SectorCountFromStartingLbn,
						     PULONG Index);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupLargeMcbEntry(PLARGE_MCB Mcb, LONGLONG Vbn, PLONGLONG Lbn,
						      PLONGLONG SectorCountFromLbn,
						      PLONGLONG StartingLbn,
						      PLONGLONG SectorCountFromStartingLbn,
						      PULONG Index);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupLastBaseMcbEntry(PBASE_MCB Mcb, PLONGLONG Vbn,
							 PLONGLONG Lbn);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupLastBaseMcbEntryAndIndex(
	PBASE_MCB OpaqueMcb, PLONGLONG LargeVbn, PLONGLONG LargeLbn, PULONG Index);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupLastLargeMcbEntry(PLARGE_MCB Mcb, PLONGLONG Vbn,
							  PLONGLONG Lbn);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupLastLargeMcbEntryAndIndex(
	PLARGE_MCB OpaqueMcb, PLONGLONG LargeVbn, PLONGLONG LargeLbn, PULONG Index);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupLastMcbEntry(PMCB Mcb, PVBN Vbn, PLBN Lbn);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlLookupMcbEntry(PMCB Mcb, VBN Vbn, PLBN Lbn, PULONG SectorCount,
						 PULONG Index);
WINWORK_ABSENT PFSRTL_PER_FILE_CONTEXT NTAPI FsRtlLookupPerFileContext(
	_In_ PVOID *PerFileContextPointer, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);
WINWORK_ABSENT PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI FsRtlLookupPerFileObjectContext(
	_In_ PFILE_OBJECT FileObject, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);
WINWORK_ABSENT PFSRTL_PER_STREAM_CONTEXT NTAPI FsRtlLookupPerStreamContextInternal(
	PFSRTL_ADVANCED_FCB_HEADER StreamContext, PVOID OwnerId, PVOID InstanceId);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlMdlReadComplete(PFILE_OBJECT FileObject, PMDL MdlChain);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlMdlReadCompleteDev(PFILE_OBJECT FileObject, PMDL MdlChain,
						     PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlMdlReadDev(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset,
					     ULONG Length, ULONG LockKey, PMDL *MdlChain,
					     PIO_STATUS_BLOCK IoStatus,
					     PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlMdlWriteComplete(PFILE_OBJECT FileObject,
						   PLARGE_INTEGER FileOffset, PMDL MdlChain);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlMdlWriteCompleteDev(PFILE_OBJECT FileObject,
						      PLARGE_INTEGER FileOffset, PMDL MdlChain,
						      PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlMupGetProviderIdFromName(_In_ PUNICODE_STRING pProviderName,
							    _Out_ PULONG32 pProviderId);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlMupGetProviderInfoFromFileObject(
	_In_ PFILE_OBJECT pFileObject, _In_ ULONG Level, _Out_ PVOID pBuffer,
	_Inout_ PULONG pBufferSize);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlNormalizeNtstatus(NTSTATUS Exception,
						     NTSTATUS GenericException);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyChangeDirectory(PNOTIFY_SYNC NotifySync, PVOID FsContext,
						     PSTRING FullDirectoryName,
						     PLIST_ENTRY NotifyList, BOOLEAN WatchTree,
						     ULONG CompletionFilter, PIRP NotifyIrp);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyCleanup(PNOTIFY_SYNC NotifySync, PLIST_ENTRY NotifyList,
					     PVOID FsContext);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyCleanupAll(PNOTIFY_SYNC NotifySync, PLIST_ENTRY NotifyList);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyFilterChangeDirectory(
	PNOTIFY_SYNC NotifySync, PLIST_ENTRY NotifyList, PVOID FsContext, PSTRING FullDirectoryName,
	BOOLEAN WatchTree, BOOLEAN IgnoreBuffer, ULONG CompletionFilter, PIRP NotifyIrp,
	PCHECK_FOR_TRAVERSE_ACCESS TraverseCallback, PSECURITY_SUBJECT_CONTEXT SubjectContext,
	PFILTER_REPORT_CHANGE FilterCallback);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyFilterReportChange(PNOTIFY_SYNC NotifySync,
							PLIST_ENTRY NotifyList,
							PSTRING FullTargetName,
							USHORT TargetNameOffset,
							PSTRING StreamName,
							PSTRING NormalizedParentName,
							ULONG FilterMatch, ULONG Action,
							PVOID TargetContext, PVOID FilterContext);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyFullChangeDirectory(
	_In_ PNOTIFY_SYNC NotifySync, _In_ PLIST_ENTRY NotifyList, _In_ PVOID FsContext,
	_In_ PSTRING FullDirectoryName, _In_ BOOLEAN WatchTree, _In_ BOOLEAN IgnoreBuffer,
	_In_ ULONG CompletionFilter, _In_opt_ PIRP NotifyIrp,
	_In_opt_ PCHECK_FOR_TRAVERSE_ACCESS TraverseCallback,
	_In_opt_ PSECURITY_SUBJECT_CONTEXT SubjectContext);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyFullReportChange(PNOTIFY_SYNC NotifySync,
						      PLIST_ENTRY NotifyList,
						      PSTRING FullTargetName,
						      USHORT TargetNameOffset, PSTRING StreamName,
						      PSTRING NormalizedParentName,
						      ULONG FilterMatch, ULONG Action,
						      PVOID TargetContext);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyInitializeSync(PNOTIFY_SYNC *NotifySync);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlNotifyStreamFileObject(
	struct _FILE_OBJECT *StreamFileObject, struct _DEVICE_OBJECT *DeviceObjectHint,
	FS_FILTER_STREAM_FO_NOTIFICATION_TYPE NotificationType, BOOLEAN SafeToRecurse);
WINWORK_ABSENT VOID NTAPI FsRtlNotifyUninitializeSync(PNOTIFY_SYNC *NotifySync);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlNotifyVolumeEvent(PFILE_OBJECT FileObject, ULONG EventCode);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlNotifyVolumeEventEx(PFILE_OBJECT FileObject, ULONG EventCode,
						       PTARGET_DEVICE_CUSTOM_NOTIFICATION Event);
WINWORK_ABSENT ULONG NTAPI FsRtlNumberOfRunsInBaseMcb(PBASE_MCB Mcb);
WINWORK_ABSENT ULONG NTAPI FsRtlNumberOfRunsInLargeMcb(PLARGE_MCB Mcb);
WINWORK_ABSENT ULONG NTAPI FsRtlNumberOfRunsInMcb(PMCB Mcb);
WINWORK_ABSENT VOID NTAPI FsRtlPostPagingFileStackOverflow(
	PVOID Context, PKEVENT Event, PFSRTL_STACK_OVERFLOW_ROUTINE StackOverflowRoutine);
WINWORK_ABSENT VOID NTAPI FsRtlPostStackOverflow(
	PVOID Context, PKEVENT Event, PFSRTL_STACK_OVERFLOW_ROUTINE StackOverflowRoutine);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlPrepareMdlWriteDev(PFILE_OBJECT FileObject,
						     PLARGE_INTEGER FileOffset, ULONG Length,
						     ULONG LockKey, PMDL *MdlChain,
						     PIO_STATUS_BLOCK IoStatus,
						     PDEVICE_OBJECT DeviceObject);
WINWORK_ABSENT VOID NTAPI FsRtlPrepareToReuseEcp(_In_ PVOID EcpContext);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlQueryCachedVdl(_In_ PFILE_OBJECT FileObject,
						  _Out_ PLONGLONG Vdl);
WINWORK_ABSENT ULONG NTAPI FsRtlQueryMaximumVirtualDiskNestingLevel(
	VOID);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlRegisterFileSystemFilterCallbacks(
	_In_ struct _DRIVER_OBJECT *FilterDriverObject, _In_ PFS_FILTER_CALLBACKS Callbacks);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlRegisterUncProvider(PHANDLE MupHandle,
						       PUNICODE_STRING RedirectorDeviceName,
						       BOOLEAN MailslotsSupported);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlRegisterUncProviderEx(PHANDLE MupHandle,
							 PUNICODE_STRING RedirDevName,
							 PDEVICE_OBJECT DeviceObject,
							 ULONG Flags);
WINWORK_ABSENT VOID NTAPI FsRtlReleaseFile(PFILE_OBJECT FileObject);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlRemoveBaseMcbEntry(PBASE_MCB Mcb, LONGLONG Vbn,
						     LONGLONG SectorCount);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlRemoveDotsFromPath(_Inout_ PWSTR OriginalString,
						      _In_ USHORT PathLength,
						      _Out_ USHORT *NewLength);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlRemoveExtraCreateParameter(
	_Inout_ PECP_LIST EcpList, _In_ LPCGUID EcpType, _Out_ PVOID *EcpContext,
	_Out_opt_ ULONG *EcpContextSize);
WINWORK_ABSENT VOID NTAPI FsRtlRemoveLargeMcbEntry(PLARGE_MCB Mcb, LONGLONG Vbn,
						   LONGLONG SectorCount);
WINWORK_ABSENT VOID NTAPI FsRtlRemoveMcbEntry(PMCB Mcb, VBN Vbn, ULONG SectorCount);
WINWORK_ABSENT PFSRTL_PER_FILE_CONTEXT NTAPI FsRtlRemovePerFileContext(
	_In_ PVOID *PerFileContextPointer, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);
WINWORK_ABSENT PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI FsRtlRemovePerFileObjectContext(
	_In_ PFILE_OBJECT FileObject, _In_opt_ PVOID OwnerId, _In_opt_ PVOID InstanceId);
WINWORK_ABSENT PFSRTL_PER_STREAM_CONTEXT NTAPI FsRtlRemovePerStreamContext(
	_In_ PFSRTL_ADVANCED_FCB_HEADER StreamContext, _In_opt_ PVOID OwnerId,
	_In_opt_ PVOID InstanceId);
WINWORK_ABSENT VOID NTAPI FsRtlResetBaseMcb(PBASE_MCB Mcb);
WINWORK_ABSENT VOID NTAPI FsRtlResetLargeMcb(PLARGE_MCB Mcb, BOOLEAN SelfSynchronized);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlSetEcpListIntoIrp(_Inout_ PIRP Irp, _In_ PECP_LIST EcpList);
WINWORK_ABSENT VOID NTAPI FsRtlSetupAdvancedHeader(_In_ PVOID AdvHdr, _In_ PFAST_MUTEX FMutex);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlSplitBaseMcb(PBASE_MCB Mcb, LONGLONG Vbn, LONGLONG Amount);
WINWORK_ABSENT BOOLEAN NTAPI FsRtlSplitLargeMcb(PLARGE_MCB Mcb, LONGLONG Vbn, LONGLONG Amount);
WINWORK_ABSENT VOID NTAPI FsRtlTeardownPerFileContexts(_In_ PVOID *PerFileContextPointer);
WINWORK_ABSENT VOID NTAPI FsRtlTeardownPerStreamContexts(
	_In_ PFSRTL_ADVANCED_FCB_HEADER AdvancedHeader);
WINWORK_ABSENT VOID NTAPI FsRtlTruncateBaseMcb(PBASE_MCB Mcb, LONGLONG Vbn);
WINWORK_ABSENT VOID NTAPI FsRtlTruncateLargeMcb(PLARGE_MCB Mcb, LONGLONG Vbn);
WINWORK_ABSENT VOID NTAPI FsRtlTruncateMcb(PMCB Mcb, VBN Vbn);
WINWORK_ABSENT VOID NTAPI FsRtlUninitializeBaseMcb(PBASE_MCB Mcb);
WINWORK_ABSENT VOID NTAPI FsRtlUninitializeLargeMcb(PLARGE_MCB Mcb);
WINWORK_ABSENT VOID NTAPI FsRtlUninitializeMcb(PMCB Mcb);
WINWORK_ABSENT NTSTATUS NTAPI FsRtlValidateReparsePointBuffer(
	_In_ ULONG BufferLength, _In_ PREPARSE_DATA_BUFFER ReparseBuffer);

/* The characters of a name expression that stand for the ones of MS-DOS. */
#define DOS_STAR (L'<')
#define DOS_QM (L'>')
#define DOS_DOT (L'"')

#define TXF_MINIVERSION_DEFAULT_VIEW 0xfffe

WINWORK_ABSENT NTSTATUS NTAPI FsRtlDismountComplete(_In_ PDEVICE_OBJECT DeviceObject,
						    _In_ NTSTATUS DismountStatus);

EXTERN_C_END

#endif /* WINWORK_FSRTL_RUNTIME_H */
