// SPDX-License-Identifier: GPL-2.0
/*
 * What ported drivers may call. Exported from C, where MODVERSIONS can read the prototypes.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <ntddk.h>
#include <winwork.h>

/* Io and Ex work items */
EXPORT_SYMBOL_GPL(IoAllocateWorkItem);
EXPORT_SYMBOL_GPL(IoFreeWorkItem);
EXPORT_SYMBOL_GPL(IoInitializeWorkItem);
EXPORT_SYMBOL_GPL(IoUninitializeWorkItem);
EXPORT_SYMBOL_GPL(IoSizeofWorkItem);
EXPORT_SYMBOL_GPL(IoQueueWorkItem);
EXPORT_SYMBOL_GPL(IoQueueWorkItemEx);
EXPORT_SYMBOL_GPL(IoTryQueueWorkItem);
EXPORT_SYMBOL_GPL(WinworkQueueExWorkItem);

/* drivers, devices, references */
EXPORT_SYMBOL_GPL(IoCreateDevice);
EXPORT_SYMBOL_GPL(IoDeleteDevice);
EXPORT_SYMBOL_GPL(IoCreateDriver);
EXPORT_SYMBOL_GPL(IoDeleteDriver);
EXPORT_SYMBOL_GPL(ObfReferenceObject);
EXPORT_SYMBOL_GPL(ObfDereferenceObject);
EXPORT_SYMBOL_GPL(winwork_load_driver);
EXPORT_SYMBOL_GPL(winwork_unload_driver);

/* IRQL */
EXPORT_SYMBOL_GPL(KeGetCurrentIrql);
EXPORT_SYMBOL_GPL(KfRaiseIrql);
EXPORT_SYMBOL_GPL(KeRaiseIrqlToDpcLevel);
EXPORT_SYMBOL_GPL(KeLowerIrql);

/* kernel services */
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
EXPORT_SYMBOL_GPL(ExInterlockedInsertHeadList);
EXPORT_SYMBOL_GPL(ExInterlockedInsertTailList);
EXPORT_SYMBOL_GPL(ExInterlockedRemoveHeadList);
EXPORT_SYMBOL_GPL(ExInterlockedPushEntryList);
EXPORT_SYMBOL_GPL(ExInterlockedPopEntryList);
EXPORT_SYMBOL_GPL(ExInterlockedAddUlong);
EXPORT_SYMBOL_GPL(ExInterlockedAddLargeInteger);
EXPORT_SYMBOL_GPL(KeWaitForSingleObject);
EXPORT_SYMBOL_GPL(KeWaitForMultipleObjects);
EXPORT_SYMBOL_GPL(KeInitializeEvent);
EXPORT_SYMBOL_GPL(KeSetEvent);
EXPORT_SYMBOL_GPL(KeResetEvent);
EXPORT_SYMBOL_GPL(KeClearEvent);
EXPORT_SYMBOL_GPL(KePulseEvent);
EXPORT_SYMBOL_GPL(KeReadStateEvent);
EXPORT_SYMBOL_GPL(KeInitializeSemaphore);
EXPORT_SYMBOL_GPL(KeReleaseSemaphore);
EXPORT_SYMBOL_GPL(KeReadStateSemaphore);
EXPORT_SYMBOL_GPL(KeInitializeMutex);
EXPORT_SYMBOL_GPL(KeReleaseMutex);
EXPORT_SYMBOL_GPL(KeReadStateMutex);
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
EXPORT_SYMBOL_GPL(KeEnterCriticalRegion);
EXPORT_SYMBOL_GPL(KeLeaveCriticalRegion);
EXPORT_SYMBOL_GPL(KeEnterGuardedRegion);
EXPORT_SYMBOL_GPL(KeLeaveGuardedRegion);
EXPORT_SYMBOL_GPL(KeInitializeTimerEx);
EXPORT_SYMBOL_GPL(KeInitializeTimer);
EXPORT_SYMBOL_GPL(KeSetTimer);
EXPORT_SYMBOL_GPL(KeSetTimerEx);
EXPORT_SYMBOL_GPL(KeSetCoalescableTimer);
EXPORT_SYMBOL_GPL(KeCancelTimer);
EXPORT_SYMBOL_GPL(KeReadStateTimer);
EXPORT_SYMBOL_GPL(KeInitializeDpc);
EXPORT_SYMBOL_GPL(KeInsertQueueDpc);
EXPORT_SYMBOL_GPL(KeRemoveQueueDpc);
EXPORT_SYMBOL_GPL(KeFlushQueuedDpcs);
EXPORT_SYMBOL_GPL(KeSetImportanceDpc);
EXPORT_SYMBOL_GPL(KeSetTargetProcessorDpcEx);
EXPORT_SYMBOL_GPL(KeSetTargetProcessorDpc);
EXPORT_SYMBOL_GPL(WinworkCreateSystemThread);
EXPORT_SYMBOL_GPL(PsTerminateSystemThread);
EXPORT_SYMBOL_GPL(PsGetCurrentThread);
EXPORT_SYMBOL_GPL(PsGetCurrentThreadId);
EXPORT_SYMBOL_GPL(PsIsSystemThread);
EXPORT_SYMBOL_GPL(KeSetPriorityThread);
EXPORT_SYMBOL_GPL(KeQueryPriorityThread);
EXPORT_SYMBOL_GPL(ObReferenceObjectByHandle);
EXPORT_SYMBOL_GPL(ZwClose);
EXPORT_SYMBOL_GPL(KeQuerySystemTime);
EXPORT_SYMBOL_GPL(KeQuerySystemTimePrecise);
EXPORT_SYMBOL_GPL(KeQueryInterruptTime);
EXPORT_SYMBOL_GPL(KeQueryUnbiasedInterruptTime);
EXPORT_SYMBOL_GPL(KeQueryTimeIncrement);
EXPORT_SYMBOL_GPL(KeQueryTickCount);
EXPORT_SYMBOL_GPL(KeQueryPerformanceCounter);
EXPORT_SYMBOL_GPL(KeDelayExecutionThread);
EXPORT_SYMBOL_GPL(KeStallExecutionProcessor);
EXPORT_SYMBOL_GPL(KeQueryActiveProcessorCount);
EXPORT_SYMBOL_GPL(KeQueryActiveProcessorCountEx);
EXPORT_SYMBOL_GPL(KeQueryMaximumProcessorCount);
EXPORT_SYMBOL_GPL(KeGetCurrentProcessorNumber);
EXPORT_SYMBOL_GPL(KeGetCurrentProcessorNumberEx);
EXPORT_SYMBOL_GPL(ExInitializeRundownProtection);
EXPORT_SYMBOL_GPL(ExReInitializeRundownProtection);
EXPORT_SYMBOL_GPL(ExAcquireRundownProtection);
EXPORT_SYMBOL_GPL(ExAcquireRundownProtectionEx);
EXPORT_SYMBOL_GPL(ExReleaseRundownProtection);
EXPORT_SYMBOL_GPL(ExReleaseRundownProtectionEx);
EXPORT_SYMBOL_GPL(ExWaitForRundownProtectionRelease);
EXPORT_SYMBOL_GPL(ExRundownCompleted);
EXPORT_SYMBOL_GPL(ExInitializeNPagedLookasideList);
EXPORT_SYMBOL_GPL(ExAllocateFromNPagedLookasideList);
EXPORT_SYMBOL_GPL(ExFreeToNPagedLookasideList);
EXPORT_SYMBOL_GPL(ExDeleteNPagedLookasideList);
EXPORT_SYMBOL_GPL(PsThreadType);

/* pool, Rtl, debug, IRP */
EXPORT_SYMBOL_GPL(ExAllocatePoolWithTag);
EXPORT_SYMBOL_GPL(ExAllocatePool);
EXPORT_SYMBOL_GPL(ExAllocatePool2);
EXPORT_SYMBOL_GPL(ExAllocatePoolZero);
EXPORT_SYMBOL_GPL(ExAllocatePoolUninitialized);
EXPORT_SYMBOL_GPL(ExFreePool);
EXPORT_SYMBOL_GPL(ExFreePoolWithTag);
EXPORT_SYMBOL_GPL(ExFreePool2);
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
EXPORT_SYMBOL_GPL(RtlCompareString);
EXPORT_SYMBOL_GPL(RtlEqualString);
EXPORT_SYMBOL_GPL(RtlUnicodeStringToAnsiString);
EXPORT_SYMBOL_GPL(RtlAnsiStringToUnicodeString);
EXPORT_SYMBOL_GPL(RtlxUnicodeStringToAnsiSize);
EXPORT_SYMBOL_GPL(RtlxAnsiStringToUnicodeSize);
EXPORT_SYMBOL_GPL(RtlUpcaseUnicodeString);
EXPORT_SYMBOL_GPL(RtlFreeUnicodeString);
EXPORT_SYMBOL_GPL(RtlFreeAnsiString);
EXPORT_SYMBOL_GPL(RtlUpcaseUnicodeChar);
EXPORT_SYMBOL_GPL(RtlDowncaseUnicodeChar);
EXPORT_SYMBOL_GPL(RtlUpperChar);
EXPORT_SYMBOL_GPL(RtlIntegerToUnicodeString);
EXPORT_SYMBOL_GPL(RtlUnicodeStringToInteger);
EXPORT_SYMBOL_GPL(DbgPrint);
EXPORT_SYMBOL_GPL(DbgPrintEx);
EXPORT_SYMBOL_GPL(vDbgPrintEx);
EXPORT_SYMBOL_GPL(vDbgPrintExWithPrefix);
EXPORT_SYMBOL_GPL(DbgBreakPoint);
EXPORT_SYMBOL_GPL(WinworkFormatV);
EXPORT_SYMBOL_GPL(RtlAssert);
EXPORT_SYMBOL_GPL(KeBugCheck);
EXPORT_SYMBOL_GPL(KeBugCheckEx);
EXPORT_SYMBOL_GPL(IoAllocateIrp);
EXPORT_SYMBOL_GPL(IoFreeIrp);
EXPORT_SYMBOL_GPL(IoInitializeIrp);
EXPORT_SYMBOL_GPL(IoGetTopLevelIrp);
EXPORT_SYMBOL_GPL(IoSetTopLevelIrp);

/* tests and diagnostics */
EXPORT_SYMBOL_GPL(WinworkGetLastReport);
EXPORT_SYMBOL_GPL(WinworkHoldWorkers);
EXPORT_SYMBOL_GPL(WinworkObjectReferenceCount);
