// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for all ported drivers, by room of src. They are in C, where MODVERSIONS can read the
 * prototypes.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <ntifs.h>
#include <wdmsec.h>
#include <wmilib.h>
#include <winwork.h>
#include <winwork/etw/field.h>
#include <winwork/ex/system_information.h>
#include <winwork/fsrtl/types.h>
#include <winwork/ke/queue.h>
#include <winwork/ob/named_objects.h>
#include <winwork/ps/process_information.h>
#include <winwork/rtl/addresses.h>

/* loader: drivers */
EXPORT_SYMBOL_GPL(IoCreateDriver);
EXPORT_SYMBOL_GPL(IoDeleteDriver);
EXPORT_SYMBOL_GPL(IoRegisterDriverReinitialization);
EXPORT_SYMBOL_GPL(IoRegisterBootDriverReinitialization);
EXPORT_SYMBOL_GPL(winwork_load_driver);
EXPORT_SYMBOL_GPL(winwork_unload_driver);

/* loader: tests and diagnostics */
EXPORT_SYMBOL_GPL(WinworkHoldWorkers);
EXPORT_SYMBOL_GPL(WinworkBytesPerProcessor);
EXPORT_SYMBOL_GPL(WinworkParkedWorkers);
EXPORT_SYMBOL_GPL(WinworkSharedWorkers);
EXPORT_SYMBOL_GPL(WinworkReapWorkers);
EXPORT_SYMBOL_GPL(WinworkPretendMemory);
EXPORT_SYMBOL_GPL(WinworkSuspendStallDetection);

/* io: work items */
EXPORT_SYMBOL_GPL(IoAllocateWorkItem);
EXPORT_SYMBOL_GPL(IoFreeWorkItem);
EXPORT_SYMBOL_GPL(IoInitializeWorkItem);
EXPORT_SYMBOL_GPL(IoUninitializeWorkItem);
EXPORT_SYMBOL_GPL(IoSizeofWorkItem);
EXPORT_SYMBOL_GPL(IoQueueWorkItem);
EXPORT_SYMBOL_GPL(IoQueueWorkItemEx);
EXPORT_SYMBOL_GPL(IoTryQueueWorkItem);

/* etw: providers of events */
EXPORT_SYMBOL_GPL(EtwRegister);
EXPORT_SYMBOL_GPL(EtwUnregister);
EXPORT_SYMBOL_GPL(EtwEventEnabled);
EXPORT_SYMBOL_GPL(EtwProviderEnabled);
EXPORT_SYMBOL_GPL(EtwWrite);
EXPORT_SYMBOL_GPL(EtwWriteEx);
EXPORT_SYMBOL_GPL(EtwWriteTransfer);
EXPORT_SYMBOL_GPL(EtwWriteString);
EXPORT_SYMBOL_GPL(WinworkEvent);
EXPORT_SYMBOL_GPL(WinworkMessage);
EXPORT_SYMBOL_GPL(WinworkMessagesOn);

/* io: the error log; questions to the I/O manager */
EXPORT_SYMBOL_GPL(WmiSystemControl);
EXPORT_SYMBOL_GPL(WmiCompleteRequest);
EXPORT_SYMBOL_GPL(WmiFireEvent);
EXPORT_SYMBOL_GPL(IoWMIRegistrationControl);
EXPORT_SYMBOL_GPL(IoWMIWriteEvent);
EXPORT_SYMBOL_GPL(IoAllocateErrorLogEntry);
EXPORT_SYMBOL_GPL(IoWriteErrorLogEntry);
EXPORT_SYMBOL_GPL(IoFreeErrorLogEntry);
EXPORT_SYMBOL_GPL(IoGetConfigurationInformation);
EXPORT_SYMBOL_GPL(IoIsWdmVersionAvailable);
EXPORT_SYMBOL_GPL(IoIsOperationSynchronous);

/* io: IRPs */
EXPORT_SYMBOL_GPL(IoAllocateIrp);
EXPORT_SYMBOL_GPL(IoFreeIrp);
EXPORT_SYMBOL_GPL(IoInitializeIrp);
EXPORT_SYMBOL_GPL(IoReuseIrp);
EXPORT_SYMBOL_GPL(IofCallDriver);
EXPORT_SYMBOL_GPL(IofCompleteRequest);
EXPORT_SYMBOL_GPL(IoCancelIrp);
EXPORT_SYMBOL_GPL(IoAcquireCancelSpinLock);
EXPORT_SYMBOL_GPL(IoReleaseCancelSpinLock);
EXPORT_SYMBOL_GPL(IoGetRequestorProcess);
EXPORT_SYMBOL_GPL(IoGetRequestorProcessId);
EXPORT_SYMBOL_GPL(IoIs32bitProcess);
EXPORT_SYMBOL_GPL(IoGetTopLevelIrp);
EXPORT_SYMBOL_GPL(IoSetTopLevelIrp);

/* io: cancel-safe queues */
EXPORT_SYMBOL_GPL(IoCsqInitialize);
EXPORT_SYMBOL_GPL(IoCsqInitializeEx);
EXPORT_SYMBOL_GPL(IoCsqInsertIrp);
EXPORT_SYMBOL_GPL(IoCsqInsertIrpEx);
EXPORT_SYMBOL_GPL(IoCsqRemoveNextIrp);
EXPORT_SYMBOL_GPL(IoCsqRemoveIrp);

/* io: names and files */
EXPORT_SYMBOL_GPL(IoReplaceFileObjectName);
EXPORT_SYMBOL_GPL(IoQueryFileDosDeviceName);
EXPORT_SYMBOL_GPL(IoCreateSymbolicLink);
EXPORT_SYMBOL_GPL(IoRegisterDeviceInterface);
EXPORT_SYMBOL_GPL(IoSetDeviceInterfaceState);
EXPORT_SYMBOL_GPL(IoGetDeviceInterfaces);
EXPORT_SYMBOL_GPL(IoRegisterPlugPlayNotification);
EXPORT_SYMBOL_GPL(IoUnregisterPlugPlayNotification);
EXPORT_SYMBOL_GPL(IoUnregisterPlugPlayNotificationEx);
EXPORT_SYMBOL_GPL(IoReportTargetDeviceChange);
EXPORT_SYMBOL_GPL(IoReportTargetDeviceChangeAsynchronous);
EXPORT_SYMBOL_GPL(IoCreateUnprotectedSymbolicLink);
EXPORT_SYMBOL_GPL(IoDeleteSymbolicLink);
EXPORT_SYMBOL_GPL(ZwOpenSymbolicLinkObject);
EXPORT_SYMBOL_GPL(ZwQuerySymbolicLinkObject);
EXPORT_SYMBOL_GPL(IoVolumeDeviceToDosName);
EXPORT_SYMBOL_GPL(RtlVolumeDeviceToDosName);
EXPORT_SYMBOL_GPL(IoGetDeviceObjectPointer);
EXPORT_SYMBOL_GPL(IoFileObjectType);
EXPORT_SYMBOL_GPL(IoGetRelatedDeviceObject);

EXPORT_SYMBOL_GPL(IoAttachDevice);
EXPORT_SYMBOL_GPL(IoAttachDeviceByPointer);
EXPORT_SYMBOL_GPL(IoAttachDeviceToDeviceStack);
EXPORT_SYMBOL_GPL(IoAttachDeviceToDeviceStackSafe);
EXPORT_SYMBOL_GPL(IoDetachDevice);
EXPORT_SYMBOL_GPL(IoGetAttachedDevice);
EXPORT_SYMBOL_GPL(IoGetAttachedDeviceReference);
EXPORT_SYMBOL_GPL(IoGetLowerDeviceObject);
EXPORT_SYMBOL_GPL(IoGetDeviceAttachmentBaseRef);
EXPORT_SYMBOL_GPL(IoAllocateDriverObjectExtension);
EXPORT_SYMBOL_GPL(IoGetDriverObjectExtension);
EXPORT_SYMBOL_GPL(IoForwardIrpSynchronously);
EXPORT_SYMBOL_GPL(IoSetCompletionRoutineEx);
EXPORT_SYMBOL_GPL(WinworkNoStackLocation);
EXPORT_SYMBOL_GPL(IoBuildDeviceIoControlRequest);
EXPORT_SYMBOL_GPL(IoBuildSynchronousFsdRequest);
EXPORT_SYMBOL_GPL(IoBuildAsynchronousFsdRequest);

EXPORT_SYMBOL_GPL(IoStartPacket);
EXPORT_SYMBOL_GPL(IoStartNextPacket);
EXPORT_SYMBOL_GPL(IoStartNextPacketByKey);
EXPORT_SYMBOL_GPL(IoSetStartIoAttributes);
EXPORT_SYMBOL_GPL(IoInitializeTimer);
EXPORT_SYMBOL_GPL(IoStartTimer);
EXPORT_SYMBOL_GPL(IoStopTimer);
EXPORT_SYMBOL_GPL(IoRegisterShutdownNotification);
EXPORT_SYMBOL_GPL(IoRegisterLastChanceShutdownNotification);
EXPORT_SYMBOL_GPL(IoUnregisterShutdownNotification);
EXPORT_SYMBOL_GPL(KeInitializeDeviceQueue);
EXPORT_SYMBOL_GPL(KeInsertDeviceQueue);
EXPORT_SYMBOL_GPL(KeInsertByKeyDeviceQueue);
EXPORT_SYMBOL_GPL(KeRemoveDeviceQueue);
EXPORT_SYMBOL_GPL(KeRemoveByKeyDeviceQueue);
EXPORT_SYMBOL_GPL(KeRemoveByKeyDeviceQueueIfBusy);
EXPORT_SYMBOL_GPL(KeRemoveEntryDeviceQueue);

/* io: remove locks */
EXPORT_SYMBOL_GPL(IoInitializeRemoveLockEx);
EXPORT_SYMBOL_GPL(IoAcquireRemoveLockEx);
EXPORT_SYMBOL_GPL(IoReleaseRemoveLockEx);
EXPORT_SYMBOL_GPL(IoReleaseRemoveLockAndWaitEx);

/* ex: work items */
EXPORT_SYMBOL_GPL(WinworkQueueExWorkItem);

/* ex: callback objects */
EXPORT_SYMBOL_GPL(ExCreateCallback);
EXPORT_SYMBOL_GPL(ExRegisterCallback);
EXPORT_SYMBOL_GPL(ExUnregisterCallback);
EXPORT_SYMBOL_GPL(ExNotifyCallback);

/* ex: exceptions */
EXPORT_SYMBOL_GPL(WinworkRaiseException);
EXPORT_SYMBOL_GPL(WinworkTryEnter);
EXPORT_SYMBOL_GPL(WinworkTryLeave);
EXPORT_SYMBOL_GPL(WinworkTryFilter);
EXPORT_SYMBOL_GPL(WinworkTryFinally);
EXPORT_SYMBOL_GPL(WinworkTryUnwinding);
EXPORT_SYMBOL_GPL(WinworkTrySearch);
EXPORT_SYMBOL_GPL(WinworkTryCode);
EXPORT_SYMBOL_GPL(WinworkTryInformation);

/* ex: spin locks */
EXPORT_SYMBOL_GPL(ExAcquireSpinLockExclusive);
EXPORT_SYMBOL_GPL(ExAcquireSpinLockShared);
EXPORT_SYMBOL_GPL(ExAcquireSpinLockExclusiveAtDpcLevel);
EXPORT_SYMBOL_GPL(ExAcquireSpinLockSharedAtDpcLevel);
EXPORT_SYMBOL_GPL(ExReleaseSpinLockExclusive);
EXPORT_SYMBOL_GPL(ExReleaseSpinLockShared);
EXPORT_SYMBOL_GPL(ExReleaseSpinLockExclusiveFromDpcLevel);
EXPORT_SYMBOL_GPL(ExReleaseSpinLockSharedFromDpcLevel);
EXPORT_SYMBOL_GPL(ExTryConvertSharedSpinLockExclusive);

/* ex: interlocked operations and lists */
EXPORT_SYMBOL_GPL(ExInterlockedInsertHeadList);
EXPORT_SYMBOL_GPL(ExInterlockedInsertTailList);
EXPORT_SYMBOL_GPL(ExInterlockedRemoveHeadList);
EXPORT_SYMBOL_GPL(ExInterlockedPushEntryList);
EXPORT_SYMBOL_GPL(ExInterlockedPopEntryList);
EXPORT_SYMBOL_GPL(ExInterlockedAddUlong);
EXPORT_SYMBOL_GPL(ExInterlockedAddLargeInteger);
EXPORT_SYMBOL_GPL(InitializeSListHead);
EXPORT_SYMBOL_GPL(ExpInterlockedPushEntrySList);
EXPORT_SYMBOL_GPL(ExpInterlockedPopEntrySList);
EXPORT_SYMBOL_GPL(ExpInterlockedFlushSList);
EXPORT_SYMBOL_GPL(ExQueryDepthSList);

/* hal: registers and ports */
EXPORT_SYMBOL_GPL(READ_REGISTER_UCHAR);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_UCHAR);
EXPORT_SYMBOL_GPL(READ_REGISTER_BUFFER_UCHAR);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_BUFFER_UCHAR);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_UCHAR);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_UCHAR);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_BUFFER_UCHAR);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_BUFFER_UCHAR);
EXPORT_SYMBOL_GPL(READ_REGISTER_USHORT);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_USHORT);
EXPORT_SYMBOL_GPL(READ_REGISTER_BUFFER_USHORT);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_BUFFER_USHORT);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_USHORT);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_USHORT);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_BUFFER_USHORT);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_BUFFER_USHORT);
EXPORT_SYMBOL_GPL(READ_REGISTER_ULONG);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_ULONG);
EXPORT_SYMBOL_GPL(READ_REGISTER_BUFFER_ULONG);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_BUFFER_ULONG);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_ULONG);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_ULONG);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_BUFFER_ULONG);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_BUFFER_ULONG);
EXPORT_SYMBOL_GPL(READ_REGISTER_ULONG64);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_ULONG64);
EXPORT_SYMBOL_GPL(READ_REGISTER_BUFFER_ULONG64);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_BUFFER_ULONG64);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_ULONG64);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_ULONG64);
EXPORT_SYMBOL_GPL(READ_REGISTER_NOFENCE_BUFFER_ULONG64);
EXPORT_SYMBOL_GPL(WRITE_REGISTER_NOFENCE_BUFFER_ULONG64);
EXPORT_SYMBOL_GPL(READ_PORT_UCHAR);
EXPORT_SYMBOL_GPL(WRITE_PORT_UCHAR);
EXPORT_SYMBOL_GPL(READ_PORT_BUFFER_UCHAR);
EXPORT_SYMBOL_GPL(WRITE_PORT_BUFFER_UCHAR);
EXPORT_SYMBOL_GPL(READ_PORT_USHORT);
EXPORT_SYMBOL_GPL(WRITE_PORT_USHORT);
EXPORT_SYMBOL_GPL(READ_PORT_BUFFER_USHORT);
EXPORT_SYMBOL_GPL(WRITE_PORT_BUFFER_USHORT);
EXPORT_SYMBOL_GPL(READ_PORT_ULONG);
EXPORT_SYMBOL_GPL(WRITE_PORT_ULONG);
EXPORT_SYMBOL_GPL(READ_PORT_BUFFER_ULONG);
EXPORT_SYMBOL_GPL(WRITE_PORT_BUFFER_ULONG);

/* hal: the memory of devices */
EXPORT_SYMBOL_GPL(MmAllocateMdlForIoSpace);
EXPORT_SYMBOL_GPL(MmMapIoSpace);
EXPORT_SYMBOL_GPL(MmMapIoSpaceEx);
EXPORT_SYMBOL_GPL(MmUnmapIoSpace);

/* mm: MDLs and locked pages */
EXPORT_SYMBOL_GPL(IoAllocateMdl);
EXPORT_SYMBOL_GPL(IoFreeMdl);
EXPORT_SYMBOL_GPL(IoBuildPartialMdl);
EXPORT_SYMBOL_GPL(MmSizeOfMdl);
EXPORT_SYMBOL_GPL(MmLockPagableDataSection);
EXPORT_SYMBOL_GPL(MmLockPagableSectionByHandle);
EXPORT_SYMBOL_GPL(MmUnlockPagableImageSection);
EXPORT_SYMBOL_GPL(MmPageEntireDriver);
EXPORT_SYMBOL_GPL(MmResetDriverPaging);
EXPORT_SYMBOL_GPL(MmQuerySystemSize);
EXPORT_SYMBOL_GPL(MmBuildMdlForNonPagedPool);
EXPORT_SYMBOL_GPL(MmProbeAndLockPages);
EXPORT_SYMBOL_GPL(MmUnlockPages);
EXPORT_SYMBOL_GPL(MmMapLockedPages);
EXPORT_SYMBOL_GPL(MmMapLockedPagesSpecifyCache);
EXPORT_SYMBOL_GPL(MmUnmapLockedPages);

/* mm: memory with limits for its addresses */
EXPORT_SYMBOL_GPL(MmAllocateContiguousMemory);
EXPORT_SYMBOL_GPL(MmAllocateContiguousMemorySpecifyCache);
EXPORT_SYMBOL_GPL(MmAllocateContiguousMemorySpecifyCacheNode);
EXPORT_SYMBOL_GPL(MmFreeContiguousMemory);
EXPORT_SYMBOL_GPL(MmFreeContiguousMemorySpecifyCache);
EXPORT_SYMBOL_GPL(MmAllocatePagesForMdl);
EXPORT_SYMBOL_GPL(MmAllocatePagesForMdlEx);
EXPORT_SYMBOL_GPL(MmFreePagesFromMdl);

/* mm: the memory of programs */
EXPORT_SYMBOL_GPL(ProbeForRead);
EXPORT_SYMBOL_GPL(ProbeForWrite);
EXPORT_SYMBOL_GPL(MmIsAddressValid);
EXPORT_SYMBOL_GPL(MmGetPhysicalAddress);
EXPORT_SYMBOL_GPL(MmCopyMemory);
EXPORT_SYMBOL_GPL(MmGetPhysicalMemoryRanges);
EXPORT_SYMBOL_GPL(MmHighestUserAddress);
EXPORT_SYMBOL_GPL(MmUserProbeAddress);
EXPORT_SYMBOL_GPL(MmSystemRangeStart);
EXPORT_SYMBOL_GPL(WinworkMoveUserMemory);
EXPORT_SYMBOL_GPL(WinworkFillUserMemory);
EXPORT_SYMBOL_GPL(WinworkCompareUserMemory);

/* mm: functions by name; Driver Verifier */
EXPORT_SYMBOL_GPL(MmGetSystemRoutineAddress);
EXPORT_SYMBOL_GPL(MmIsDriverVerifying);
EXPORT_SYMBOL_GPL(MmIsDriverVerifyingByAddress);

/* ex: fast and guarded mutexes, critical regions */
EXPORT_SYMBOL_GPL(ExInitializeFastMutex);
EXPORT_SYMBOL_GPL(ExAcquireFastMutex);
EXPORT_SYMBOL_GPL(ExReleaseFastMutex);
EXPORT_SYMBOL_GPL(ExTryToAcquireFastMutex);
EXPORT_SYMBOL_GPL(ExAcquireFastMutexUnsafe);
EXPORT_SYMBOL_GPL(ExReleaseFastMutexUnsafe);
EXPORT_SYMBOL_GPL(KeInitializeGuardedMutex);
EXPORT_SYMBOL_GPL(KeAcquireGuardedMutex);
EXPORT_SYMBOL_GPL(KeReleaseGuardedMutex);
EXPORT_SYMBOL_GPL(KeTryToAcquireGuardedMutex);
EXPORT_SYMBOL_GPL(KeAcquireGuardedMutexUnsafe);
EXPORT_SYMBOL_GPL(KeReleaseGuardedMutexUnsafe);
EXPORT_SYMBOL_GPL(KeEnterCriticalRegion);
EXPORT_SYMBOL_GPL(KeLeaveCriticalRegion);
EXPORT_SYMBOL_GPL(KeEnterGuardedRegion);
EXPORT_SYMBOL_GPL(KeLeaveGuardedRegion);
EXPORT_SYMBOL_GPL(KeAreApcsDisabled);
EXPORT_SYMBOL_GPL(KeAreAllApcsDisabled);

/* ex: push locks */
EXPORT_SYMBOL_GPL(ExInitializePushLock);
EXPORT_SYMBOL_GPL(ExAcquirePushLockExclusiveEx);
EXPORT_SYMBOL_GPL(ExAcquirePushLockSharedEx);
EXPORT_SYMBOL_GPL(ExReleasePushLockExclusiveEx);
EXPORT_SYMBOL_GPL(ExReleasePushLockSharedEx);

/* ex: resources */
EXPORT_SYMBOL_GPL(ExInitializeResourceLite);
EXPORT_SYMBOL_GPL(ExReinitializeResourceLite);
EXPORT_SYMBOL_GPL(ExDeleteResourceLite);
EXPORT_SYMBOL_GPL(ExAcquireResourceExclusiveLite);
EXPORT_SYMBOL_GPL(ExAcquireResourceSharedLite);
EXPORT_SYMBOL_GPL(ExAcquireSharedStarveExclusive);
EXPORT_SYMBOL_GPL(ExAcquireSharedWaitForExclusive);
EXPORT_SYMBOL_GPL(ExReleaseResourceLite);
EXPORT_SYMBOL_GPL(ExReleaseResourceForThreadLite);
EXPORT_SYMBOL_GPL(ExConvertExclusiveToSharedLite);
EXPORT_SYMBOL_GPL(ExSetResourceOwnerPointer);
EXPORT_SYMBOL_GPL(ExSetResourceOwnerPointerEx);
EXPORT_SYMBOL_GPL(ExIsResourceAcquiredExclusiveLite);
EXPORT_SYMBOL_GPL(ExIsResourceAcquiredSharedLite);
EXPORT_SYMBOL_GPL(ExGetExclusiveWaiterCount);
EXPORT_SYMBOL_GPL(ExGetSharedWaiterCount);
EXPORT_SYMBOL_GPL(ExEnterCriticalRegionAndAcquireResourceExclusive);
EXPORT_SYMBOL_GPL(ExEnterCriticalRegionAndAcquireResourceShared);
EXPORT_SYMBOL_GPL(ExEnterCriticalRegionAndAcquireSharedWaitForExclusive);
EXPORT_SYMBOL_GPL(ExReleaseResourceAndLeaveCriticalRegion);

/* ex: rundown protection */
EXPORT_SYMBOL_GPL(ExInitializeRundownProtection);
EXPORT_SYMBOL_GPL(ExReInitializeRundownProtection);
EXPORT_SYMBOL_GPL(ExAcquireRundownProtection);
EXPORT_SYMBOL_GPL(ExAcquireRundownProtectionEx);
EXPORT_SYMBOL_GPL(ExReleaseRundownProtection);
EXPORT_SYMBOL_GPL(ExReleaseRundownProtectionEx);
EXPORT_SYMBOL_GPL(ExWaitForRundownProtectionRelease);
EXPORT_SYMBOL_GPL(ExSizeOfRundownProtectionCacheAware);
EXPORT_SYMBOL_GPL(ExInitializeRundownProtectionCacheAware);
EXPORT_SYMBOL_GPL(ExAllocateCacheAwareRundownProtection);
EXPORT_SYMBOL_GPL(ExFreeCacheAwareRundownProtection);
EXPORT_SYMBOL_GPL(ExAcquireRundownProtectionCacheAware);
EXPORT_SYMBOL_GPL(ExAcquireRundownProtectionCacheAwareEx);
EXPORT_SYMBOL_GPL(ExReleaseRundownProtectionCacheAware);
EXPORT_SYMBOL_GPL(ExReleaseRundownProtectionCacheAwareEx);
EXPORT_SYMBOL_GPL(ExWaitForRundownProtectionReleaseCacheAware);
EXPORT_SYMBOL_GPL(ExReInitializeRundownProtectionCacheAware);
EXPORT_SYMBOL_GPL(ExRundownCompletedCacheAware);
EXPORT_SYMBOL_GPL(ExRundownCompleted);

/* ex: timers */
EXPORT_SYMBOL_GPL(ExAllocateTimer);
EXPORT_SYMBOL_GPL(ExSetTimer);
EXPORT_SYMBOL_GPL(ExSetTimerResolution);
EXPORT_SYMBOL_GPL(ExUuidCreate);
EXPORT_SYMBOL_GPL(ZwAllocateLocallyUniqueId);
EXPORT_SYMBOL_GPL(ExQueryTimerResolution);
EXPORT_SYMBOL_GPL(ExCancelTimer);
EXPORT_SYMBOL_GPL(ExDeleteTimer);

/* ex: lookaside lists */
EXPORT_SYMBOL_GPL(ExInitializeNPagedLookasideList);
EXPORT_SYMBOL_GPL(ExAllocateFromNPagedLookasideList);
EXPORT_SYMBOL_GPL(ExFreeToNPagedLookasideList);
EXPORT_SYMBOL_GPL(ExInitializePagedLookasideList);
EXPORT_SYMBOL_GPL(ExDeletePagedLookasideList);
EXPORT_SYMBOL_GPL(ExAllocateFromPagedLookasideList);
EXPORT_SYMBOL_GPL(ExFreeToPagedLookasideList);
EXPORT_SYMBOL_GPL(ExInitializeLookasideListEx);
EXPORT_SYMBOL_GPL(ExDeleteLookasideListEx);
EXPORT_SYMBOL_GPL(ExFlushLookasideListEx);
EXPORT_SYMBOL_GPL(ExAllocateFromLookasideListEx);
EXPORT_SYMBOL_GPL(ExFreeToLookasideListEx);
EXPORT_SYMBOL_GPL(ExDeleteNPagedLookasideList);

/* po: power IRPs */
EXPORT_SYMBOL_GPL(PoCallDriver);
EXPORT_SYMBOL_GPL(PoRequestPowerIrp);
EXPORT_SYMBOL_GPL(PoSetPowerState);
EXPORT_SYMBOL_GPL(PoStartNextPowerIrp);

/* ps: threads */
EXPORT_SYMBOL_GPL(WinworkCreateSystemThread);
EXPORT_SYMBOL_GPL(PsTerminateSystemThread);
EXPORT_SYMBOL_GPL(PsGetCurrentThread);
EXPORT_SYMBOL_GPL(IoGetStackLimits);
EXPORT_SYMBOL_GPL(IoGetInitialStack);
EXPORT_SYMBOL_GPL(IoGetRemainingStackSize);
EXPORT_SYMBOL_GPL(PsGetCurrentThreadId);
EXPORT_SYMBOL_GPL(PsGetThreadId);
EXPORT_SYMBOL_GPL(PsGetThreadProcessId);
EXPORT_SYMBOL_GPL(IoGetCurrentProcess);
EXPORT_SYMBOL_GPL(PsGetCurrentProcessId);
EXPORT_SYMBOL_GPL(PsGetProcessId);
EXPORT_SYMBOL_GPL(PsGetProcessCreateTimeQuadPart);
EXPORT_SYMBOL_GPL(PsGetThreadProcess);
EXPORT_SYMBOL_GPL(KeStackAttachProcess);
EXPORT_SYMBOL_GPL(KeUnstackDetachProcess);
EXPORT_SYMBOL_GPL(KeAttachProcess);
EXPORT_SYMBOL_GPL(KeDetachProcess);
EXPORT_SYMBOL_GPL(PsLookupProcessByProcessId);
EXPORT_SYMBOL_GPL(PsLookupThreadByThreadId);
EXPORT_SYMBOL_GPL(PsProcessType);
EXPORT_SYMBOL_GPL(ZwOpenProcess);
EXPORT_SYMBOL_GPL(ZwTerminateProcess);
EXPORT_SYMBOL_GPL(ZwUnmapViewOfSection);
EXPORT_SYMBOL_GPL(ZwQueryInformationProcess);
EXPORT_SYMBOL_GPL(ZwQuerySystemInformation);
EXPORT_SYMBOL_GPL(SeLocateProcessImageName);
EXPORT_SYMBOL_GPL(ExGetPreviousMode);
EXPORT_SYMBOL_GPL(PsIsSystemThread);
EXPORT_SYMBOL_GPL(IoIsSystemThread);
EXPORT_SYMBOL_GPL(IoGetTransactionParameterBlock);
EXPORT_SYMBOL_GPL(IoThreadToProcess);
EXPORT_SYMBOL_GPL(PsGetVersion);
EXPORT_SYMBOL_GPL(PsSetCreateProcessNotifyRoutine);
EXPORT_SYMBOL_GPL(PsSetCreateProcessNotifyRoutineEx);
EXPORT_SYMBOL_GPL(PsSetCreateProcessNotifyRoutineEx2);
EXPORT_SYMBOL_GPL(PsSetCreateThreadNotifyRoutine);
EXPORT_SYMBOL_GPL(PsSetCreateThreadNotifyRoutineEx);
EXPORT_SYMBOL_GPL(PsRemoveCreateThreadNotifyRoutine);
EXPORT_SYMBOL_GPL(PsSetLoadImageNotifyRoutine);
EXPORT_SYMBOL_GPL(PsSetLoadImageNotifyRoutineEx);
EXPORT_SYMBOL_GPL(PsRemoveLoadImageNotifyRoutine);
EXPORT_SYMBOL_GPL(PsGetProcessExitStatus);
EXPORT_SYMBOL_GPL(PsGetThreadExitStatus);
EXPORT_SYMBOL_GPL(PsInitialSystemProcess);
EXPORT_SYMBOL_GPL(KeSetPriorityThread);
EXPORT_SYMBOL_GPL(KeSetBasePriorityThread);
EXPORT_SYMBOL_GPL(KeQueryPriorityThread);
EXPORT_SYMBOL_GPL(PsThreadType);

/* ke: IRQL */
EXPORT_SYMBOL_GPL(KeGetCurrentIrql);
EXPORT_SYMBOL_GPL(KfRaiseIrql);
EXPORT_SYMBOL_GPL(KeRaiseIrqlToDpcLevel);
EXPORT_SYMBOL_GPL(KeLowerIrql);
EXPORT_SYMBOL_GPL(KeShouldYieldProcessor);

/* ke: spin locks */
EXPORT_SYMBOL_GPL(KeAcquireSpinLockRaiseToDpc);
EXPORT_SYMBOL_GPL(KeReleaseSpinLock);
EXPORT_SYMBOL_GPL(KeAcquireSpinLockAtDpcLevel);
EXPORT_SYMBOL_GPL(KeReleaseSpinLockFromDpcLevel);
EXPORT_SYMBOL_GPL(KeAcquireSpinLockForDpc);
EXPORT_SYMBOL_GPL(KeReleaseSpinLockForDpc);
EXPORT_SYMBOL_GPL(KeTryToAcquireSpinLockAtDpcLevel);
EXPORT_SYMBOL_GPL(KeTestSpinLock);
EXPORT_SYMBOL_GPL(KeAcquireInStackQueuedSpinLock);
EXPORT_SYMBOL_GPL(KeReleaseInStackQueuedSpinLock);
EXPORT_SYMBOL_GPL(KeAcquireInStackQueuedSpinLockAtDpcLevel);
EXPORT_SYMBOL_GPL(KeReleaseInStackQueuedSpinLockFromDpcLevel);
EXPORT_SYMBOL_GPL(KeAcquireInStackQueuedSpinLockForDpc);
EXPORT_SYMBOL_GPL(KeReleaseInStackQueuedSpinLockForDpc);

/* ke: bug checks */
EXPORT_SYMBOL_GPL(KeRegisterBugCheckCallback);
EXPORT_SYMBOL_GPL(KeRegisterBugCheckReasonCallback);
EXPORT_SYMBOL_GPL(KeDeregisterBugCheckCallback);
EXPORT_SYMBOL_GPL(KeDeregisterBugCheckReasonCallback);

/* ke: queues */
EXPORT_SYMBOL_GPL(KeInitializeQueue);
EXPORT_SYMBOL_GPL(KeInsertQueue);
EXPORT_SYMBOL_GPL(KeInsertHeadQueue);
EXPORT_SYMBOL_GPL(KeRemoveQueue);
EXPORT_SYMBOL_GPL(KeRundownQueue);

/* ke: waits */
EXPORT_SYMBOL_GPL(KeWaitForSingleObject);
EXPORT_SYMBOL_GPL(KeWaitForMultipleObjects);

/* ke: events, semaphores, mutexes */
EXPORT_SYMBOL_GPL(KeInitializeEvent);
EXPORT_SYMBOL_GPL(KeSetEvent);
EXPORT_SYMBOL_GPL(KeResetEvent);
EXPORT_SYMBOL_GPL(KeClearEvent);
EXPORT_SYMBOL_GPL(KePulseEvent);
EXPORT_SYMBOL_GPL(KeReadStateEvent);
EXPORT_SYMBOL_GPL(ExEventObjectType);
EXPORT_SYMBOL_GPL(TmTransactionObjectType);
EXPORT_SYMBOL_GPL(ZwQueryInformationTransaction);
EXPORT_SYMBOL_GPL(KeInitializeSemaphore);
EXPORT_SYMBOL_GPL(KeReleaseSemaphore);
EXPORT_SYMBOL_GPL(KeReadStateSemaphore);
EXPORT_SYMBOL_GPL(KeInitializeMutex);
EXPORT_SYMBOL_GPL(KeReleaseMutex);
EXPORT_SYMBOL_GPL(KeReadStateMutex);

/* ke: timers */
EXPORT_SYMBOL_GPL(KeInitializeTimerEx);
EXPORT_SYMBOL_GPL(KeInitializeTimer);
EXPORT_SYMBOL_GPL(KeSetTimer);
EXPORT_SYMBOL_GPL(KeSetTimerEx);
EXPORT_SYMBOL_GPL(KeSetCoalescableTimer);
EXPORT_SYMBOL_GPL(KeCancelTimer);
EXPORT_SYMBOL_GPL(KeReadStateTimer);

/* ke: DPCs */
EXPORT_SYMBOL_GPL(KeInitializeDpc);
EXPORT_SYMBOL_GPL(KeInitializeThreadedDpc);
EXPORT_SYMBOL_GPL(KeInsertQueueDpc);
EXPORT_SYMBOL_GPL(KeRemoveQueueDpc);
EXPORT_SYMBOL_GPL(KeFlushQueuedDpcs);
EXPORT_SYMBOL_GPL(KeSetImportanceDpc);
EXPORT_SYMBOL_GPL(KeSetTargetProcessorDpcEx);
EXPORT_SYMBOL_GPL(KeSetTargetProcessorDpc);
EXPORT_SYMBOL_GPL(KeQueryDpcWatchdogInformation);

/* ke: time */
EXPORT_SYMBOL_GPL(KeQuerySystemTime);
EXPORT_SYMBOL_GPL(KeQuerySystemTimePrecise);
EXPORT_SYMBOL_GPL(KeQueryInterruptTime);
EXPORT_SYMBOL_GPL(KeQueryUnbiasedInterruptTime);
EXPORT_SYMBOL_GPL(KeQueryInterruptTimePrecise);
EXPORT_SYMBOL_GPL(KeQueryUnbiasedInterruptTimePrecise);
EXPORT_SYMBOL_GPL(KeQueryTimeIncrement);
EXPORT_SYMBOL_GPL(ExSystemTimeToLocalTime);
EXPORT_SYMBOL_GPL(ExLocalTimeToSystemTime);
EXPORT_SYMBOL_GPL(RtlTimeToTimeFields);
EXPORT_SYMBOL_GPL(RtlTimeFieldsToTime);
EXPORT_SYMBOL_GPL(RtlTimeToSecondsSince1970);
EXPORT_SYMBOL_GPL(RtlTimeToSecondsSince1980);
EXPORT_SYMBOL_GPL(RtlSecondsSince1970ToTime);
EXPORT_SYMBOL_GPL(RtlSecondsSince1980ToTime);
EXPORT_SYMBOL_GPL(KeQueryTickCount);
EXPORT_SYMBOL_GPL(KeQueryPerformanceCounter);
EXPORT_SYMBOL_GPL(KeDelayExecutionThread);
EXPORT_SYMBOL_GPL(KeStallExecutionProcessor);

/* ke: processors */
EXPORT_SYMBOL_GPL(KeQueryActiveProcessorCount);
EXPORT_SYMBOL_GPL(KeQueryActiveProcessorCountEx);
EXPORT_SYMBOL_GPL(KeQueryMaximumProcessorCount);
EXPORT_SYMBOL_GPL(KeQueryMaximumProcessorCountEx);
EXPORT_SYMBOL_GPL(KeGetCurrentProcessorNumber);
EXPORT_SYMBOL_GPL(KeGetCurrentProcessorNumberEx);
EXPORT_SYMBOL_GPL(KeQueryActiveProcessors);
EXPORT_SYMBOL_GPL(KeQueryGroupAffinity);
EXPORT_SYMBOL_GPL(KeQueryActiveGroupCount);
EXPORT_SYMBOL_GPL(KeQueryMaximumGroupCount);
EXPORT_SYMBOL_GPL(KeGetProcessorNumberFromIndex);
EXPORT_SYMBOL_GPL(KeGetProcessorIndexFromNumber);
EXPORT_SYMBOL_GPL(KeGetCurrentNodeNumber);
EXPORT_SYMBOL_GPL(KeQueryHighestNodeNumber);
EXPORT_SYMBOL_GPL(KeQueryNodeActiveAffinity);
EXPORT_SYMBOL_GPL(KeQueryNodeMaximumProcessorCount);
EXPORT_SYMBOL_GPL(KeSetSystemAffinityThread);
EXPORT_SYMBOL_GPL(KeSetSystemAffinityThreadEx);
EXPORT_SYMBOL_GPL(KeSetSystemGroupAffinityThread);
EXPORT_SYMBOL_GPL(KeRevertToUserAffinityThread);
EXPORT_SYMBOL_GPL(KeRevertToUserAffinityThreadEx);
EXPORT_SYMBOL_GPL(KeRevertToUserGroupAffinityThread);

/* rtl: strings */
EXPORT_SYMBOL_GPL(RtlCompareMemory);
EXPORT_SYMBOL_GPL(RtlInitUnicodeString);
EXPORT_SYMBOL_GPL(RtlInitUnicodeStringEx);
EXPORT_SYMBOL_GPL(RtlInitAnsiString);
EXPORT_SYMBOL_GPL(RtlCopyUnicodeString);
EXPORT_SYMBOL_GPL(RtlCopyString);
EXPORT_SYMBOL_GPL(RtlAppendUnicodeToString);
EXPORT_SYMBOL_GPL(RtlAppendUnicodeStringToString);
EXPORT_SYMBOL_GPL(RtlCompareUnicodeString);
EXPORT_SYMBOL_GPL(RtlEqualUnicodeString);
EXPORT_SYMBOL_GPL(RtlPrefixUnicodeString);
EXPORT_SYMBOL_GPL(RtlSuffixUnicodeString);
EXPORT_SYMBOL_GPL(RtlCompareString);
EXPORT_SYMBOL_GPL(RtlEqualString);
EXPORT_SYMBOL_GPL(RtlUnicodeStringToAnsiString);
EXPORT_SYMBOL_GPL(RtlAnsiStringToUnicodeString);
EXPORT_SYMBOL_GPL(RtlxUnicodeStringToAnsiSize);
EXPORT_SYMBOL_GPL(RtlxAnsiStringToUnicodeSize);
EXPORT_SYMBOL_GPL(RtlUpcaseUnicodeString);
EXPORT_SYMBOL_GPL(RtlFreeUnicodeString);
EXPORT_SYMBOL_GPL(RtlFreeAnsiString);
EXPORT_SYMBOL_GPL(FsRtlGetFileSize);
EXPORT_SYMBOL_GPL(FsRtlIsNameInExpression);
EXPORT_SYMBOL_GPL(RtlIsNameLegalDOS8Dot3);
EXPORT_SYMBOL_GPL(FsRtlIsPagingFile);
EXPORT_SYMBOL_GPL(RtlUpcaseUnicodeChar);
EXPORT_SYMBOL_GPL(RtlDowncaseUnicodeChar);
EXPORT_SYMBOL_GPL(RtlUpperChar);
EXPORT_SYMBOL_GPL(RtlIntegerToUnicodeString);
EXPORT_SYMBOL_GPL(RtlUnicodeStringToInteger);
EXPORT_SYMBOL_GPL(RtlInitString);
EXPORT_SYMBOL_GPL(RtlAppendAsciizToString);
EXPORT_SYMBOL_GPL(RtlAppendStringToString);
EXPORT_SYMBOL_GPL(RtlCompareUnicodeStrings);
EXPORT_SYMBOL_GPL(RtlDowncaseUnicodeString);
EXPORT_SYMBOL_GPL(RtlMultiByteToUnicodeN);
EXPORT_SYMBOL_GPL(RtlUnicodeToMultiByteN);
EXPORT_SYMBOL_GPL(RtlPrefixString);
EXPORT_SYMBOL_GPL(RtlUpperString);
EXPORT_SYMBOL_GPL(RtlHashUnicodeString);
EXPORT_SYMBOL_GPL(RtlCharToInteger);
EXPORT_SYMBOL_GPL(RtlInt64ToUnicodeString);
EXPORT_SYMBOL_GPL(RtlUTF8ToUnicodeN);
EXPORT_SYMBOL_GPL(RtlUnicodeToUTF8N);
EXPORT_SYMBOL_GPL(RtlInitAnsiStringEx);
EXPORT_SYMBOL_GPL(RtlCreateUnicodeString);
EXPORT_SYMBOL_GPL(RtlDuplicateUnicodeString);
EXPORT_SYMBOL_GPL(RtlValidateUnicodeString);
EXPORT_SYMBOL_GPL(RtlUnicodeToMultiByteSize);
EXPORT_SYMBOL_GPL(RtlMultiByteToUnicodeSize);
EXPORT_SYMBOL_GPL(WdmlibRtlInitUnicodeStringEx);

/* rtl: bitmaps */
EXPORT_SYMBOL_GPL(RtlInitializeBitMap);
EXPORT_SYMBOL_GPL(RtlSetBit);
EXPORT_SYMBOL_GPL(RtlSetBits);
EXPORT_SYMBOL_GPL(RtlSetAllBits);
EXPORT_SYMBOL_GPL(RtlClearBit);
EXPORT_SYMBOL_GPL(RtlClearBits);
EXPORT_SYMBOL_GPL(RtlClearAllBits);
EXPORT_SYMBOL_GPL(RtlTestBit);
EXPORT_SYMBOL_GPL(RtlAreBitsSet);
EXPORT_SYMBOL_GPL(RtlAreBitsClear);
EXPORT_SYMBOL_GPL(RtlNumberOfSetBits);
EXPORT_SYMBOL_GPL(RtlNumberOfClearBits);
EXPORT_SYMBOL_GPL(RtlNumberOfSetBitsUlongPtr);
EXPORT_SYMBOL_GPL(RtlFindClearBits);
EXPORT_SYMBOL_GPL(RtlFindClearBitsAndSet);
EXPORT_SYMBOL_GPL(RtlFindSetBits);
EXPORT_SYMBOL_GPL(RtlFindSetBitsAndClear);
EXPORT_SYMBOL_GPL(RtlFindFirstRunClear);
EXPORT_SYMBOL_GPL(RtlFindLongestRunClear);
EXPORT_SYMBOL_GPL(RtlFindNextForwardRunClear);
EXPORT_SYMBOL_GPL(RtlFindLastBackwardRunClear);
EXPORT_SYMBOL_GPL(RtlFindClearRuns);

/* rtl: hash tables */
EXPORT_SYMBOL_GPL(RtlCreateHashTable);
EXPORT_SYMBOL_GPL(RtlDeleteHashTable);
EXPORT_SYMBOL_GPL(RtlInsertEntryHashTable);
EXPORT_SYMBOL_GPL(RtlRemoveEntryHashTable);
EXPORT_SYMBOL_GPL(RtlLookupEntryHashTable);
EXPORT_SYMBOL_GPL(RtlGetNextEntryHashTable);
EXPORT_SYMBOL_GPL(RtlInitEnumerationHashTable);
EXPORT_SYMBOL_GPL(RtlEnumerateEntryHashTable);
EXPORT_SYMBOL_GPL(RtlEndEnumerationHashTable);
EXPORT_SYMBOL_GPL(RtlInitWeakEnumerationHashTable);
EXPORT_SYMBOL_GPL(RtlWeaklyEnumerateEntryHashTable);
EXPORT_SYMBOL_GPL(RtlEndWeakEnumerationHashTable);
EXPORT_SYMBOL_GPL(RtlExpandHashTable);
EXPORT_SYMBOL_GPL(RtlContractHashTable);

/* rtl: one-time initialization */
EXPORT_SYMBOL_GPL(RtlRunOnceInitialize);
EXPORT_SYMBOL_GPL(RtlRunOnceBeginInitialize);
EXPORT_SYMBOL_GPL(RtlRunOnceComplete);
EXPORT_SYMBOL_GPL(RtlRunOnceExecuteOnce);

/* rtl: the version of Windows */
EXPORT_SYMBOL_GPL(RtlGetVersion);
EXPORT_SYMBOL_GPL(ExVerifySuite);
EXPORT_SYMBOL_GPL(MmIsThisAnNtAsSystem);
EXPORT_SYMBOL_GPL(RtlVerifyVersionInfo);
EXPORT_SYMBOL_GPL(VerSetConditionMask);
EXPORT_SYMBOL_GPL(RtlIsNtDdiVersionAvailable);
EXPORT_SYMBOL_GPL(WdmlibRtlIsNtDdiVersionAvailable);
EXPORT_SYMBOL_GPL(RtlIsServicePackVersionInstalled);
EXPORT_SYMBOL_GPL(WdmlibRtlIsServicePackVersionInstalled);

/* rtl: random numbers, the stack */
EXPORT_SYMBOL_GPL(RtlRandom);
EXPORT_SYMBOL_GPL(RtlRandomEx);
EXPORT_SYMBOL_GPL(WinworkRand);
EXPORT_SYMBOL_GPL(WinworkSrand);
EXPORT_SYMBOL_GPL(RtlCaptureStackBackTrace);

/* rtl: generic tables */
EXPORT_SYMBOL_GPL(RtlInitializeGenericTable);
EXPORT_SYMBOL_GPL(RtlInsertElementGenericTable);
EXPORT_SYMBOL_GPL(RtlInsertElementGenericTableFull);
EXPORT_SYMBOL_GPL(RtlDeleteElementGenericTable);
EXPORT_SYMBOL_GPL(RtlLookupElementGenericTable);
EXPORT_SYMBOL_GPL(RtlLookupElementGenericTableFull);
EXPORT_SYMBOL_GPL(RtlEnumerateGenericTable);
EXPORT_SYMBOL_GPL(RtlEnumerateGenericTableWithoutSplaying);
EXPORT_SYMBOL_GPL(RtlGetElementGenericTable);
EXPORT_SYMBOL_GPL(RtlNumberGenericTableElements);
EXPORT_SYMBOL_GPL(RtlIsGenericTableEmpty);
EXPORT_SYMBOL_GPL(RtlInitializeGenericTableAvl);
EXPORT_SYMBOL_GPL(RtlInsertElementGenericTableAvl);
EXPORT_SYMBOL_GPL(RtlInsertElementGenericTableFullAvl);
EXPORT_SYMBOL_GPL(RtlDeleteElementGenericTableAvl);
EXPORT_SYMBOL_GPL(RtlLookupElementGenericTableAvl);
EXPORT_SYMBOL_GPL(RtlLookupElementGenericTableFullAvl);
EXPORT_SYMBOL_GPL(RtlLookupFirstMatchingElementGenericTableAvl);
EXPORT_SYMBOL_GPL(RtlEnumerateGenericTableAvl);
EXPORT_SYMBOL_GPL(RtlEnumerateGenericTableWithoutSplayingAvl);
EXPORT_SYMBOL_GPL(RtlGetElementGenericTableAvl);
EXPORT_SYMBOL_GPL(RtlNumberGenericTableElementsAvl);
EXPORT_SYMBOL_GPL(RtlIsGenericTableEmptyAvl);
EXPORT_SYMBOL_GPL(RtlSplay);
EXPORT_SYMBOL_GPL(RtlDelete);
EXPORT_SYMBOL_GPL(RtlDeleteNoSplay);
EXPORT_SYMBOL_GPL(RtlSubtreeSuccessor);
EXPORT_SYMBOL_GPL(RtlSubtreePredecessor);
EXPORT_SYMBOL_GPL(RtlRealSuccessor);
EXPORT_SYMBOL_GPL(RtlRealPredecessor);

/* rtl: security descriptors */
EXPORT_SYMBOL_GPL(RtlCreateSecurityDescriptor);
EXPORT_SYMBOL_GPL(RtlSetDaclSecurityDescriptor);

/* rtl: GUIDs */
EXPORT_SYMBOL_GPL(RtlStringFromGUID);
EXPORT_SYMBOL_GPL(RtlGUIDFromString);

/* rtl: exceptions of file systems */
EXPORT_SYMBOL_GPL(FsRtlIsNtstatusExpected);

/* rtl: addresses */
EXPORT_SYMBOL_GPL(RtlIpv4AddressToStringA);
EXPORT_SYMBOL_GPL(RtlIpv4AddressToStringW);
EXPORT_SYMBOL_GPL(RtlIpv4AddressToStringExA);
EXPORT_SYMBOL_GPL(RtlIpv4AddressToStringExW);
EXPORT_SYMBOL_GPL(RtlIpv6AddressToStringA);
EXPORT_SYMBOL_GPL(RtlIpv6AddressToStringW);
EXPORT_SYMBOL_GPL(RtlIpv6AddressToStringExA);
EXPORT_SYMBOL_GPL(RtlIpv6AddressToStringExW);

/* rtl: debugger and formats */
EXPORT_SYMBOL_GPL(DbgPrint);
EXPORT_SYMBOL_GPL(DbgPrintEx);
EXPORT_SYMBOL_GPL(vDbgPrintEx);
EXPORT_SYMBOL_GPL(vDbgPrintExWithPrefix);
EXPORT_SYMBOL_GPL(DbgBreakPoint);
EXPORT_SYMBOL_GPL(KdDisableDebugger);
EXPORT_SYMBOL_GPL(KdEnableDebugger);
EXPORT_SYMBOL_GPL(KdChangeOption);
EXPORT_SYMBOL_GPL(KdRefreshDebuggerNotPresent);
EXPORT_SYMBOL_GPL(DbgBreakPointWithStatus);
EXPORT_SYMBOL_GPL(WinworkFormatV);
EXPORT_SYMBOL_GPL(WinworkFormatWideV);
EXPORT_SYMBOL_GPL(WinworkFillV);
EXPORT_SYMBOL_GPL(WinworkFillWideV);
EXPORT_SYMBOL_GPL(WinworkReadV);
EXPORT_SYMBOL_GPL(WinworkReadWideV);
EXPORT_SYMBOL_GPL(RtlAssert);
EXPORT_SYMBOL_GPL(KeBugCheck);
EXPORT_SYMBOL_GPL(KeBugCheckEx);

/* mm: pool */
EXPORT_SYMBOL_GPL(MmAllocateNonCachedMemory);
EXPORT_SYMBOL_GPL(MmFreeNonCachedMemory);
EXPORT_SYMBOL_GPL(ExAllocatePoolWithTag);
EXPORT_SYMBOL_GPL(ExAllocatePool);
EXPORT_SYMBOL_GPL(ExAllocatePool2);
EXPORT_SYMBOL_GPL(ExAllocatePool3);
EXPORT_SYMBOL_GPL(ExAllocatePoolZero);
EXPORT_SYMBOL_GPL(ExAllocatePoolWithQuotaTag);
EXPORT_SYMBOL_GPL(ExAllocatePoolWithQuota);
EXPORT_SYMBOL_GPL(ExAllocatePoolQuotaUninitialized);
EXPORT_SYMBOL_GPL(ExAllocatePoolQuotaZero);
EXPORT_SYMBOL_GPL(ExAllocatePoolUninitialized);
EXPORT_SYMBOL_GPL(ExFreePool);
EXPORT_SYMBOL_GPL(ExFreePoolWithTag);
EXPORT_SYMBOL_GPL(ExFreePool2);

/* ob: devices and references */
EXPORT_SYMBOL_GPL(IoCreateDevice);
EXPORT_SYMBOL_GPL(WdmlibIoCreateDeviceSecure);
EXPORT_SYMBOL_GPL(IoDeleteDevice);
EXPORT_SYMBOL_GPL(IoEnumerateDeviceObjectList);
EXPORT_SYMBOL_GPL(IoWMIDeviceObjectToProviderId);
EXPORT_SYMBOL_GPL(ObfReferenceObject);
EXPORT_SYMBOL_GPL(ObfDereferenceObject);
EXPORT_SYMBOL_GPL(ObfReferenceObjectWithTag);
EXPORT_SYMBOL_GPL(ObfDereferenceObjectWithTag);
EXPORT_SYMBOL_GPL(ObDereferenceObjectDeferDeleteWithTag);
EXPORT_SYMBOL_GPL(ObReferenceObjectByPointer);
EXPORT_SYMBOL_GPL(ObReferenceObjectByPointerWithTag);
EXPORT_SYMBOL_GPL(ObOpenObjectByPointer);
EXPORT_SYMBOL_GPL(ObQueryNameString);
EXPORT_SYMBOL_GPL(ObReferenceObjectByName);
EXPORT_SYMBOL_GPL(IoDriverObjectType);
EXPORT_SYMBOL_GPL(IoDeviceObjectType);
EXPORT_SYMBOL_GPL(ObRegisterCallbacks);
EXPORT_SYMBOL_GPL(ObUnRegisterCallbacks);
EXPORT_SYMBOL_GPL(ObGetFilterVersion);
EXPORT_SYMBOL_GPL(WinworkObjectReferenceCount);

/* cm: the registry */
EXPORT_SYMBOL_GPL(ZwCreateKey);
EXPORT_SYMBOL_GPL(CmRegisterCallback);
EXPORT_SYMBOL_GPL(CmRegisterCallbackEx);
EXPORT_SYMBOL_GPL(CmUnRegisterCallback);
EXPORT_SYMBOL_GPL(CmGetCallbackVersion);
EXPORT_SYMBOL_GPL(CmCallbackGetKeyObjectID);
EXPORT_SYMBOL_GPL(CmCallbackGetKeyObjectIDEx);
EXPORT_SYMBOL_GPL(CmCallbackReleaseKeyObjectIDEx);
EXPORT_SYMBOL_GPL(CmGetBoundTransaction);
EXPORT_SYMBOL_GPL(CmSetCallbackObjectContext);
EXPORT_SYMBOL_GPL(ZwOpenKey);
EXPORT_SYMBOL_GPL(ZwOpenKeyEx);
EXPORT_SYMBOL_GPL(ZwDeleteKey);
EXPORT_SYMBOL_GPL(ZwFlushKey);
EXPORT_SYMBOL_GPL(ZwQueryKey);
EXPORT_SYMBOL_GPL(ZwEnumerateKey);
EXPORT_SYMBOL_GPL(WinworkNotifyChangeKey);
EXPORT_SYMBOL_GPL(ZwQueryValueKey);
EXPORT_SYMBOL_GPL(ZwEnumerateValueKey);
EXPORT_SYMBOL_GPL(ZwSetValueKey);
EXPORT_SYMBOL_GPL(ZwDeleteValueKey);
EXPORT_SYMBOL_GPL(RtlQueryRegistryValues);
EXPORT_SYMBOL_GPL(RtlWriteRegistryValue);
EXPORT_SYMBOL_GPL(RtlDeleteRegistryValue);
EXPORT_SYMBOL_GPL(RtlCreateRegistryKey);
EXPORT_SYMBOL_GPL(RtlCheckRegistryKey);

/* zw: files */
EXPORT_SYMBOL_GPL(ZwCreateFile);
EXPORT_SYMBOL_GPL(ZwOpenFile);
EXPORT_SYMBOL_GPL(ZwReadFile);
EXPORT_SYMBOL_GPL(ZwWriteFile);
EXPORT_SYMBOL_GPL(ZwDeviceIoControlFile);
EXPORT_SYMBOL_GPL(ZwFsControlFile);
EXPORT_SYMBOL_GPL(ZwFlushBuffersFile);
EXPORT_SYMBOL_GPL(ZwQueryInformationFile);
EXPORT_SYMBOL_GPL(ZwQueryDirectoryFile);
EXPORT_SYMBOL_GPL(ZwSetInformationFile);

/* ob: handles */
EXPORT_SYMBOL_GPL(ObReferenceObjectByHandle);
EXPORT_SYMBOL_GPL(ObReferenceObjectByHandleWithTag);
EXPORT_SYMBOL_GPL(ZwClose);
EXPORT_SYMBOL_GPL(NtClose);
EXPORT_SYMBOL_GPL(ObCloseHandle);
EXPORT_SYMBOL_GPL(ZwMakeTemporaryObject);

/* zw: events by handle and name */
EXPORT_SYMBOL_GPL(IoCreateNotificationEvent);
EXPORT_SYMBOL_GPL(IoCreateSynchronizationEvent);
EXPORT_SYMBOL_GPL(ZwCreateEvent);
EXPORT_SYMBOL_GPL(ZwOpenEvent);
EXPORT_SYMBOL_GPL(ZwSetEvent);
EXPORT_SYMBOL_GPL(ZwResetEvent);
EXPORT_SYMBOL_GPL(ZwClearEvent);
EXPORT_SYMBOL_GPL(ZwMapViewOfSection);
EXPORT_SYMBOL_GPL(ZwPulseEvent);
EXPORT_SYMBOL_GPL(ZwWaitForSingleObject);
EXPORT_SYMBOL_GPL(ZwWaitForMultipleObjects);

/* base: reports */
EXPORT_SYMBOL_GPL(WinworkGetLastReport);
