/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The cache of file systems.
 */
#ifndef WINWORK_CC_CACHE_H
#define WINWORK_CC_CACHE_H

#include <winwork/io/file.h>
#include <guiddef.h>
#include <winwork/ex/lookaside.h>
#include <winwork/ex/resource.h>
#include <winwork/ke/dispatcher.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/io/pnp.h>
#include <winwork/io/requests.h>
#include <winwork/po/power.h>

EXTERN_C_START

struct _CACHE_MANAGER_CALLBACKS;
struct _CACHE_UNINITIALIZE_EVENT;
struct _CC_FILE_SIZES;
struct _PUBLIC_BCB;

#define CC_FLUSH_AND_PURGE_NO_PURGE (0x1)

typedef struct _PUBLIC_BCB {
	CSHORT NodeTypeCode;
	CSHORT NodeByteSize;
	ULONG MappedLength;
	LARGE_INTEGER MappedFileOffset;
} PUBLIC_BCB, *PPUBLIC_BCB;

typedef struct _CC_FILE_SIZES {
	LARGE_INTEGER AllocationSize;
	LARGE_INTEGER FileSize;
	LARGE_INTEGER ValidDataLength;
} CC_FILE_SIZES, *PCC_FILE_SIZES;

typedef BOOLEAN (NTAPI *PACQUIRE_FOR_LAZY_WRITE)(PVOID Context, BOOLEAN Wait);
typedef VOID (NTAPI *PRELEASE_FROM_LAZY_WRITE)(PVOID Context);
typedef BOOLEAN (NTAPI *PACQUIRE_FOR_READ_AHEAD)(PVOID Context, BOOLEAN Wait);
typedef VOID (NTAPI *PRELEASE_FROM_READ_AHEAD)(PVOID Context);
typedef struct _CACHE_MANAGER_CALLBACKS {
	PACQUIRE_FOR_LAZY_WRITE AcquireForLazyWrite;
	PRELEASE_FROM_LAZY_WRITE ReleaseFromLazyWrite;
	PACQUIRE_FOR_READ_AHEAD AcquireForReadAhead;
	PRELEASE_FROM_READ_AHEAD ReleaseFromReadAhead;
} CACHE_MANAGER_CALLBACKS, *PCACHE_MANAGER_CALLBACKS;

typedef struct _CACHE_UNINITIALIZE_EVENT {
	struct _CACHE_UNINITIALIZE_EVENT *Next;
	KEVENT Event;
} CACHE_UNINITIALIZE_EVENT, *PCACHE_UNINITIALIZE_EVENT;

typedef VOID (NTAPI *PDIRTY_PAGE_ROUTINE)(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset,
					  ULONG Length, PLARGE_INTEGER OldestLsn,
					  PLARGE_INTEGER NewestLsn, PVOID Context1,
					  PVOID Context2);
typedef VOID (NTAPI *PFLUSH_TO_LSN)(PVOID LogHandle, LARGE_INTEGER Lsn);
typedef VOID (NTAPI *PCC_POST_DEFERRED_WRITE)(PVOID Context1, PVOID Context2);

WINWORK_ABSENT BOOLEAN NTAPI CcCanIWrite(_In_ PFILE_OBJECT FileObject, _In_ ULONG BytesToWrite,
					 _In_ BOOLEAN Wait, _In_ BOOLEAN Retrying);
WINWORK_ABSENT VOID NTAPI CcCoherencyFlushAndPurgeCache(_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
							_In_opt_ PLARGE_INTEGER FileOffset,
							_In_ ULONG Length,
							_Out_ PIO_STATUS_BLOCK IoStatus,
							_In_opt_ ULONG Flags);
WINWORK_ABSENT BOOLEAN NTAPI CcCopyRead(_In_ PFILE_OBJECT FileObject,
					_In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
					_In_ BOOLEAN Wait, _Out_ PVOID Buffer,
					_Out_ PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT BOOLEAN NTAPI CcCopyReadEx(_In_ PFILE_OBJECT FileObject,
					  _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
					  _In_ BOOLEAN Wait, _Out_ PVOID Buffer,
					  _Out_ PIO_STATUS_BLOCK IoStatus,
					  _In_ PETHREAD IoIssuerThread);
WINWORK_ABSENT BOOLEAN NTAPI CcCopyWrite(_In_ PFILE_OBJECT FileObject,
					 _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
					 _In_ BOOLEAN Wait, _In_ PVOID Buffer);
WINWORK_ABSENT BOOLEAN NTAPI CcCopyWriteEx(_In_ PFILE_OBJECT FileObject,
					   _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
					   _In_ BOOLEAN Wait, _In_ PVOID Buffer,
					   _In_ PETHREAD IoIssuerThread);
WINWORK_ABSENT BOOLEAN NTAPI CcCopyWriteWontFlush(_In_ PFILE_OBJECT FileObject,
						  _In_ PLARGE_INTEGER FileOffset,
						  _In_ ULONG Length);
WINWORK_ABSENT VOID NTAPI CcDeferWrite(_In_ PFILE_OBJECT FileObject,
				       _In_ PCC_POST_DEFERRED_WRITE PostRoutine,
				       _In_ PVOID Context1, _In_ PVOID Context2,
				       _In_ ULONG BytesToWrite, _In_ BOOLEAN Retrying);
WINWORK_ABSENT VOID NTAPI CcFastCopyRead(_In_ PFILE_OBJECT FileObject, _In_ ULONG FileOffset,
					 _In_ ULONG Length, _In_ ULONG PageCount,
					 _Out_ PVOID Buffer, _Out_ PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT VOID NTAPI CcFastCopyWrite(_In_ PFILE_OBJECT FileObject, _In_ ULONG FileOffset,
					  _In_ ULONG Length, _In_ PVOID Buffer);
WINWORK_ABSENT VOID NTAPI CcFlushCache(_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
				       _In_opt_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
				       _Out_opt_ PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT PLARGE_INTEGER NTAPI CcGetFileSizePointer(_In_ PFILE_OBJECT FileObject);
WINWORK_ABSENT LARGE_INTEGER NTAPI CcGetDirtyPages(_In_ PVOID LogHandle,
						   _In_ PDIRTY_PAGE_ROUTINE DirtyPageRoutine,
						   _In_ PVOID Context1, _In_ PVOID Context2);
WINWORK_ABSENT PFILE_OBJECT NTAPI CcGetFileObjectFromBcb(_In_ PVOID Bcb);
WINWORK_ABSENT PFILE_OBJECT NTAPI CcGetFileObjectFromSectionPtrs(
	_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer);
WINWORK_ABSENT PFILE_OBJECT NTAPI CcGetFileObjectFromSectionPtrsRef(
	_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer);
WINWORK_ABSENT LARGE_INTEGER NTAPI CcGetFlushedValidData(_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
							 _In_ BOOLEAN BcbListHeld);
WINWORK_ABSENT LARGE_INTEGER NTAPI CcGetLsnForFileObject(PFILE_OBJECT FileObject,
							 PLARGE_INTEGER OldestLsn);
WINWORK_ABSENT VOID NTAPI CcInitializeCacheMap(_In_ PFILE_OBJECT FileObject,
					       _In_ PCC_FILE_SIZES FileSizes,
					       _In_ BOOLEAN PinAccess,
					       _In_ PCACHE_MANAGER_CALLBACKS Callbacks,
					       _In_ PVOID LazyWriteContext);
WINWORK_ABSENT BOOLEAN NTAPI CcIsThereDirtyData(_In_ PVPB Vpb);
WINWORK_ABSENT BOOLEAN NTAPI CcIsThereDirtyDataEx(_In_ PVPB Vpb,
						  _In_opt_ PULONG NumberOfDirtyPages);
WINWORK_ABSENT BOOLEAN NTAPI CcMapData(_In_ PFILE_OBJECT FileObject,
				       _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
				       _In_ ULONG Flags, _Out_ PVOID *Bcb, _Out_ PVOID *Buffer);
WINWORK_ABSENT VOID NTAPI CcMdlRead(PFILE_OBJECT FileObject, PLARGE_INTEGER FileOffset,
				    ULONG Length, PMDL *MdlChain, PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT VOID NTAPI CcMdlReadComplete(_In_ PFILE_OBJECT FileObject, _In_ PMDL MdlChain);
WINWORK_ABSENT VOID NTAPI CcMdlWriteAbort(_In_ PFILE_OBJECT FileObject, _In_ PMDL MdlChain);
WINWORK_ABSENT VOID NTAPI CcMdlWriteComplete(_In_ PFILE_OBJECT FileObject,
					     _In_ PLARGE_INTEGER FileOffset, _In_ PMDL MdlChain);
WINWORK_ABSENT BOOLEAN NTAPI CcPinMappedData(_In_ PFILE_OBJECT FileObject,
					     _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
					     _In_ ULONG Flags, _Inout_ PVOID *Bcb);
WINWORK_ABSENT BOOLEAN NTAPI CcPinRead(_In_ PFILE_OBJECT FileObject,
				       _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
				       _In_ ULONG Flags, _Out_ PVOID *Bcb, _Out_ PVOID *Buffer);
WINWORK_ABSENT VOID NTAPI CcPrepareMdlWrite(_In_ PFILE_OBJECT FileObject,
					    _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
					    _Out_ PMDL *MdlChain,
					    _Out_ PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT BOOLEAN NTAPI CcPreparePinWrite(_In_ PFILE_OBJECT FileObject,
					       _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
					       _In_ BOOLEAN Zero, _In_ ULONG Flags,
					       _Out_ PVOID *Bcb, _Out_ PVOID *Buffer);
WINWORK_ABSENT BOOLEAN NTAPI CcPurgeCacheSection(_In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
						 _In_opt_ PLARGE_INTEGER FileOffset,
						 _In_ ULONG Length, _In_ ULONG Flags);
WINWORK_ABSENT PVOID NTAPI CcRemapBcb(_In_ PVOID Bcb);
WINWORK_ABSENT VOID NTAPI CcRepinBcb(_In_ PVOID Bcb);
WINWORK_ABSENT VOID NTAPI CcScheduleReadAhead(_In_ PFILE_OBJECT FileObject,
					      _In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length);
WINWORK_ABSENT VOID NTAPI CcScheduleReadAheadEx(_In_ PFILE_OBJECT FileObject,
						_In_ PLARGE_INTEGER FileOffset, _In_ ULONG Length,
						_In_ PETHREAD IoIssuerThread);
WINWORK_ABSENT VOID NTAPI CcSetAdditionalCacheAttributes(_In_ PFILE_OBJECT FileObject,
							 _In_ BOOLEAN DisableReadAhead,
							 _In_ BOOLEAN DisableWriteBehind);
WINWORK_ABSENT VOID NTAPI CcSetAdditionalCacheAttributesEx(_In_ PFILE_OBJECT FileObject,
							   _In_ ULONG Flags);
WINWORK_ABSENT VOID NTAPI CcSetBcbOwnerPointer(_In_ PVOID Bcb, _In_ PVOID OwnerPointer);
WINWORK_ABSENT VOID NTAPI CcSetDirtyPageThreshold(_In_ PFILE_OBJECT FileObject,
						  _In_ ULONG DirtyPageThreshold);
WINWORK_ABSENT VOID NTAPI CcSetDirtyPinnedData(_In_ PVOID BcbVoid, _In_opt_ PLARGE_INTEGER Lsn);
WINWORK_ABSENT VOID NTAPI CcSetFileSizes(_In_ PFILE_OBJECT FileObject,
					 _In_ PCC_FILE_SIZES FileSizes);
WINWORK_ABSENT NTSTATUS NTAPI CcSetFileSizesEx(PFILE_OBJECT FileObject, PCC_FILE_SIZES FileSizes);
WINWORK_ABSENT VOID NTAPI CcSetLogHandleForFile(_In_ PFILE_OBJECT FileObject,
						_In_ PVOID LogHandle,
						_In_ PFLUSH_TO_LSN FlushToLsnRoutine);
WINWORK_ABSENT VOID NTAPI CcSetParallelFlushFile(PFILE_OBJECT FileObject,
						 BOOLEAN EnableParallelFlush);
WINWORK_ABSENT VOID NTAPI CcSetReadAheadGranularity(_In_ PFILE_OBJECT FileObject,
						    _In_ ULONG Granularity);
WINWORK_ABSENT BOOLEAN NTAPI CcUninitializeCacheMap(_In_ PFILE_OBJECT FileObject,
						    _In_opt_ PLARGE_INTEGER TruncateSize,
						    _In_opt_ PCACHE_UNINITIALIZE_EVENT UninitializeCompleteEvent);
WINWORK_ABSENT VOID NTAPI CcUnpinData(_In_ PVOID Bcb);
WINWORK_ABSENT VOID NTAPI CcUnpinDataForThread(_In_ PVOID Bcb,
					       _In_ ERESOURCE_THREAD ResourceThreadId);
WINWORK_ABSENT VOID NTAPI CcUnpinRepinnedBcb(_In_ PVOID Bcb, _In_ BOOLEAN WriteThrough,
					     _Out_ PIO_STATUS_BLOCK IoStatus);
WINWORK_ABSENT NTSTATUS NTAPI CcWaitForCurrentLazyWriterActivity(
	VOID);
WINWORK_ABSENT BOOLEAN NTAPI CcZeroData(_In_ PFILE_OBJECT FileObject,
					_In_ PLARGE_INTEGER StartOffset,
					_In_ PLARGE_INTEGER EndOffset, _In_ BOOLEAN Wait);

EXTERN_C_END

/* Whether a file system has initialized caching for the file. The IRQL may be any. */
#define CcIsFileCached(file)								\
	((file)->SectionObjectPointer != NULL &&					\
	 (file)->SectionObjectPointer->SharedCacheMap != NULL)

#endif /* WINWORK_CC_CACHE_H */
