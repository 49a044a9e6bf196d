// SPDX-License-Identifier: GPL-2.0
/*
 * The exports for ported network drivers.
 */
#include <linux/export.h>
#include <linux/module.h>

#include <ndis.h>
#include <winwork/ndis_port.h>

EXPORT_SYMBOL_GPL(NdisAllocateIoWorkItem);
EXPORT_SYMBOL_GPL(NdisQueueIoWorkItem);
EXPORT_SYMBOL_GPL(NdisFreeIoWorkItem);
EXPORT_SYMBOL_GPL(NdisInitializeWorkItem);
EXPORT_SYMBOL_GPL(WinworkScheduleNdisWorkItem);

EXPORT_SYMBOL_GPL(NdisAcquireSpinLock);
EXPORT_SYMBOL_GPL(NdisReleaseSpinLock);
EXPORT_SYMBOL_GPL(NdisDprAcquireSpinLock);
EXPORT_SYMBOL_GPL(NdisDprReleaseSpinLock);
EXPORT_SYMBOL_GPL(NdisSetEvent);
EXPORT_SYMBOL_GPL(NdisResetEvent);
EXPORT_SYMBOL_GPL(NdisWaitEvent);
EXPORT_SYMBOL_GPL(NdisMSleep);
EXPORT_SYMBOL_GPL(NdisAllocateMemoryWithTagPriority);
EXPORT_SYMBOL_GPL(NdisAllocateMemoryWithTag);
EXPORT_SYMBOL_GPL(NdisFreeMemory);
EXPORT_SYMBOL_GPL(NdisInitializeString);
EXPORT_SYMBOL_GPL(NdisFreeMemoryWithTagPriority);
EXPORT_SYMBOL_GPL(WinworkAllocateNdisTimer);
EXPORT_SYMBOL_GPL(NdisSetTimerObject);
EXPORT_SYMBOL_GPL(NdisCancelTimerObject);
EXPORT_SYMBOL_GPL(NdisFreeTimerObject);

EXPORT_SYMBOL_GPL(NdisMRegisterMiniportDriver);
EXPORT_SYMBOL_GPL(NdisMDeregisterMiniportDriver);
EXPORT_SYMBOL_GPL(NdisFRegisterFilterDriver);
EXPORT_SYMBOL_GPL(NdisFDeregisterFilterDriver);
EXPORT_SYMBOL_GPL(WinworkRegisterNdisProtocolDriver);
EXPORT_SYMBOL_GPL(NdisDeregisterProtocolDriver);
EXPORT_SYMBOL_GPL(NdisRegisterDeviceEx);
EXPORT_SYMBOL_GPL(NdisDeregisterDeviceEx);
EXPORT_SYMBOL_GPL(NdisGetDeviceReservedExtension);

EXPORT_SYMBOL_GPL(NdisMSetMiniportAttributes);
EXPORT_SYMBOL_GPL(NdisMPauseComplete);
EXPORT_SYMBOL_GPL(NdisMRestartComplete);
EXPORT_SYMBOL_GPL(NdisMOidRequestComplete);
EXPORT_SYMBOL_GPL(NdisMSendNetBufferListsComplete);
EXPORT_SYMBOL_GPL(NdisMIndicateReceiveNetBufferLists);
EXPORT_SYMBOL_GPL(NdisMIndicateStatusEx);
EXPORT_SYMBOL_GPL(WinworkNdisAddAdapter);
EXPORT_SYMBOL_GPL(WinworkNdisHaltAdapter);
EXPORT_SYMBOL_GPL(WinworkNdisOidRequest);

EXPORT_SYMBOL_GPL(NdisAllocateNetBufferListPool);
EXPORT_SYMBOL_GPL(NdisFreeNetBufferListPool);
EXPORT_SYMBOL_GPL(NdisFreeNetBufferPool);
EXPORT_SYMBOL_GPL(NdisAllocateNetBufferPool);
EXPORT_SYMBOL_GPL(NdisAllocateNetBufferList);
EXPORT_SYMBOL_GPL(NdisAllocateNetBufferAndNetBufferList);
EXPORT_SYMBOL_GPL(NdisFreeNetBufferList);
EXPORT_SYMBOL_GPL(NdisAllocateNetBuffer);
EXPORT_SYMBOL_GPL(NdisAllocateNetBufferMdlAndData);
EXPORT_SYMBOL_GPL(NdisFreeNetBuffer);
EXPORT_SYMBOL_GPL(NdisGetPoolFromNetBufferList);
EXPORT_SYMBOL_GPL(NdisGetPoolFromNetBuffer);
EXPORT_SYMBOL_GPL(NdisGetNetBufferListProtocolId);
EXPORT_SYMBOL_GPL(NdisAllocateNetBufferListContext);
EXPORT_SYMBOL_GPL(NdisFreeNetBufferListContext);
EXPORT_SYMBOL_GPL(NdisAllocateMdl);
EXPORT_SYMBOL_GPL(NdisFreeMdl);
EXPORT_SYMBOL_GPL(NdisRetreatNetBufferDataStart);
EXPORT_SYMBOL_GPL(NdisAdvanceNetBufferDataStart);
EXPORT_SYMBOL_GPL(NdisRetreatNetBufferListDataStart);
EXPORT_SYMBOL_GPL(NdisAdvanceNetBufferListDataStart);
EXPORT_SYMBOL_GPL(NdisAdjustNetBufferCurrentMdl);
EXPORT_SYMBOL_GPL(NdisGetDataBuffer);
EXPORT_SYMBOL_GPL(NdisCopyFromNetBufferToNetBuffer);
EXPORT_SYMBOL_GPL(NdisQueryNetBufferPhysicalCount);
EXPORT_SYMBOL_GPL(NdisCopySendNetBufferListInfo);
EXPORT_SYMBOL_GPL(NdisCopyReceiveNetBufferListInfo);
EXPORT_SYMBOL_GPL(NdisAllocateCloneNetBufferList);
EXPORT_SYMBOL_GPL(NdisFreeCloneNetBufferList);
EXPORT_SYMBOL_GPL(NdisAllocateFragmentNetBufferList);
EXPORT_SYMBOL_GPL(NdisAllocateReassembledNetBufferList);
EXPORT_SYMBOL_GPL(NdisFreeFragmentNetBufferList);
EXPORT_SYMBOL_GPL(NdisFreeReassembledNetBufferList);

EXPORT_SYMBOL_GPL(NdisAllocateRWLock);
EXPORT_SYMBOL_GPL(NdisFreeRWLock);
EXPORT_SYMBOL_GPL(NdisAcquireRWLockRead);
EXPORT_SYMBOL_GPL(NdisAcquireRWLockWrite);
EXPORT_SYMBOL_GPL(NdisReleaseRWLock);
EXPORT_SYMBOL_GPL(WinworkNdisOpenPeer);
EXPORT_SYMBOL_GPL(WinworkNdisPeerReceiveMode);
EXPORT_SYMBOL_GPL(WinworkNdisPeerSend);
EXPORT_SYMBOL_GPL(WinworkNdisPeerSettle);
EXPORT_SYMBOL_GPL(WinworkNdisClosePeer);

