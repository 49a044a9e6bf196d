/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS's functions for spin locks, events, memory and sleep. Each one passes its own name to the
 * layer below, so that a report names the function that the driver called.
 */
#include <ndis.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ke/dispatcher.hpp"
#include "ke/spinlock.hpp"
#include "ke/time.hpp"
#include "mm/pool.hpp"

using namespace ww;

namespace {

/* NDIS makes this check itself, with a code of its own. The sleep and the locks have no such code. */
bool may_wait(CallSite call, const NDIS_EVENT *event)
{
	constexpr uintptr_t kWaitsAtHighIrql = 0x14;
	const u8 irql = current_irql();

	if (irql == kPassiveLevel)
		return true;
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kWaitsAtHighIrql, irql, 0, 0 }, .call = call, .item = event },
	       "called at IRQL %u, the highest allowed is %u", irql, kPassiveLevel);
	return false;
}

} /* namespace */

extern "C" {

VOID NTAPI NdisAcquireSpinLock(PNDIS_SPIN_LOCK SpinLock)
{
	/* Only the holder writes OldIrql. */
	const KIRQL before = spin_lock_acquire(WW_CALL_SITE, &SpinLock->SpinLock);

	SpinLock->OldIrql = before;
}

VOID NTAPI NdisReleaseSpinLock(PNDIS_SPIN_LOCK SpinLock)
{
	spin_lock_release(WW_CALL_SITE, &SpinLock->SpinLock, SpinLock->OldIrql);
}

VOID NTAPI NdisDprAcquireSpinLock(PNDIS_SPIN_LOCK SpinLock)
{
	spin_lock_acquire_at_dispatch(WW_CALL_SITE, &SpinLock->SpinLock);
	SpinLock->OldIrql = DISPATCH_LEVEL;
}

VOID NTAPI NdisDprReleaseSpinLock(PNDIS_SPIN_LOCK SpinLock)
{
	spin_lock_release_at_dispatch(WW_CALL_SITE, &SpinLock->SpinLock);
}

VOID NTAPI NdisSetEvent(PNDIS_EVENT Event)
{
	event_set(WW_CALL_SITE, &Event->Event);
}

VOID NTAPI NdisResetEvent(PNDIS_EVENT Event)
{
	event_reset(WW_CALL_SITE, &Event->Event);
}

BOOLEAN NTAPI NdisWaitEvent(PNDIS_EVENT Event, UINT MsToWait)
{
	const CallSite call = WW_CALL_SITE;
	LARGE_INTEGER timeout;

	if (!may_wait(call, Event))
		return FALSE;
	timeout.QuadPart = -10000ll * MsToWait;
	return object_wait(call, &Event->Event, KernelMode, MsToWait ? &timeout : nullptr) ==
	       STATUS_SUCCESS;
}

VOID NTAPI NdisMSleep(ULONG MicrosecondsToSleep)
{
	const CallSite call = WW_CALL_SITE;
	LARGE_INTEGER interval;

	if (!at_apc_or_below(call, nullptr))
		return;
	interval.QuadPart = -10ll * MicrosecondsToSleep;
	delay(call, KernelMode, &interval);
}

PVOID NTAPI NdisAllocateMemoryWithTagPriority(NDIS_HANDLE, UINT Length, ULONG Tag, EX_POOL_PRIORITY)
{
	return pool_allocate(pool_request(WW_CALL_SITE, NonPagedPoolNx, Length, Tag));
}

NDIS_STATUS NTAPI NdisAllocateMemoryWithTag(PVOID *VirtualAddress, UINT Length, ULONG Tag)
{
	*VirtualAddress = pool_allocate(pool_request(WW_CALL_SITE, NonPagedPoolNx, Length, Tag));
	return *VirtualAddress ? NDIS_STATUS_SUCCESS : NDIS_STATUS_FAILURE;
}

VOID NTAPI NdisInitializeString(PNDIS_STRING Destination, PUCHAR Source)
{
	constexpr u32 kStringTag = 's' << 24 | 't' << 16 | 'D' << 8 | 'N';
	const CallSite call = WW_CALL_SITE;
	ANSI_STRING source;

	*Destination = {};
	if (!at_passive(call, nullptr))
		return;
	RtlInitAnsiString(&source, reinterpret_cast<PCSZ>(Source));

	const ULONG bytes = (source.Length + 1u) * sizeof(WCHAR);
	void *buffer = bytes <= 0xfffe ? pool_allocate({ .call = call, .bytes = bytes,
							 .tag = kStringTag, .may_sleep = true })
				       : nullptr;

	if (!buffer)
		return;
	Destination->Buffer = static_cast<PWCH>(buffer);
	Destination->MaximumLength = static_cast<USHORT>(bytes);
	RtlAnsiStringToUnicodeString(Destination, &source, FALSE);
}

VOID NTAPI NdisFreeMemory(PVOID VirtualAddress, UINT, UINT)
{
	pool_free(WW_CALL_SITE, VirtualAddress, kAnyTag);
}

VOID NTAPI NdisFreeMemoryWithTagPriority(NDIS_HANDLE, PVOID VirtualAddress, ULONG Tag)
{
	pool_free(WW_CALL_SITE, VirtualAddress, Tag);
}

} /* extern "C" */
