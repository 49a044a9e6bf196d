/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Mutants, and queued spin locks.
 */
#ifndef WINWORK_KE_MUTANT_H
#define WINWORK_KE_MUTANT_H

#include <guiddef.h>
#include <winwork/ex/resource.h>
#include <winwork/ke/dispatcher.h>
#include <winwork/io/dma.h>
#include <winwork/io/file_information.h>
#include <winwork/io/pci.h>
#include <winwork/ke/kernel.h>
#include <winwork/ke/queue.h>
#include <winwork/po/power.h>

EXTERN_C_START

#define ExDisableResourceBoost ExDisableResourceBoostLite

WINWORK_ABSENT VOID NTAPI ExAdjustLookasideDepth(VOID);
WINWORK_ABSENT VOID NTAPI ExDisableResourceBoostLite(PERESOURCE Resource);
WINWORK_ABSENT SIZE_T NTAPI ExQueryPoolBlockSize(PVOID PoolBlock, PBOOLEAN QuotaCharged);
WINWORK_ABSENT KIRQL NTAPI KeAcquireQueuedSpinLock(KSPIN_LOCK_QUEUE_NUMBER Number);
WINWORK_ABSENT KIRQL NTAPI KeAcquireSpinLockRaiseToSynch(PKSPIN_LOCK SpinLock);
WINWORK_ABSENT VOID NTAPI KeInitializeMutant(PRKMUTANT Mutant, BOOLEAN InitialOwner);
WINWORK_ABSENT VOID NTAPI KeQueryOwnerMutant(PKMUTANT Mutant, PCLIENT_ID ClientId);
WINWORK_ABSENT LONG NTAPI KeReadStateMutant(PRKMUTANT Mutant);
WINWORK_ABSENT LONG NTAPI KeReadStateQueue(PRKQUEUE Queue);
WINWORK_ABSENT LONG NTAPI KeReleaseMutant(PRKMUTANT Mutant, KPRIORITY Increment,
					  BOOLEAN Abandoned, BOOLEAN Wait);
WINWORK_ABSENT VOID NTAPI KeReleaseQueuedSpinLock(KSPIN_LOCK_QUEUE_NUMBER Number, KIRQL OldIrql);
WINWORK_ABSENT ULONG NTAPI KeRemoveQueueEx(PKQUEUE Queue, KPROCESSOR_MODE WaitMode,
					   BOOLEAN Alertable, PLARGE_INTEGER Timeout,
					   PLIST_ENTRY *EntryArray, ULONG Count);
WINWORK_ABSENT UCHAR NTAPI KeSetIdealProcessorThread(PKTHREAD Thread, UCHAR Processor);
WINWORK_ABSENT BOOLEAN NTAPI KeSetKernelStackSwapEnable(_In_ BOOLEAN Enable);
WINWORK_ABSENT LOGICAL NTAPI KeTryToAcquireQueuedSpinLock(KSPIN_LOCK_QUEUE_NUMBER Number,
							  PKIRQL OldIrql);

EXTERN_C_END

#endif /* WINWORK_KE_MUTANT_H */
