/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_RUNDOWN_REF: one word. Before the rundown it is twice the number of references. Bit 0 says
 * that the rundown has begun. The rest of the word is then null, or the address of a WaitBlock on
 * the stack of the thread that waits for the last release.
 *
 * The cache-aware kind has such a word for each CPU. A reference may be released on another CPU
 * than it was acquired on. So a word alone may be negative, and only the sum of all is the number
 * of references.
 */
#include <wdm.h>

#include "base/cold.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/wait_note.hpp"
#include "ke/dispatcher.hpp"
#include "linux/cpu.h"
#include "mm/pool.hpp"

namespace ww {
namespace {

constexpr ULONG_PTR kRundown = 1;		/* the rundown has begun */
constexpr ULONG_PTR kReference = 2;

struct alignas(8) WaitBlock {
	ULONG_PTR references;
	KEVENT gone;
};

ULONG_PTR value_of(const EX_RUNDOWN_REF *rundown)
{
	return __atomic_load_n(&rundown->Count, __ATOMIC_ACQUIRE);
}

bool change(EX_RUNDOWN_REF *rundown, ULONG_PTR &expected, ULONG_PTR desired)
{
	return __atomic_compare_exchange_n(&rundown->Count, &expected, desired, false,
					   __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

[[gnu::always_inline]]
inline BOOLEAN acquire(CallSite call, EX_RUNDOWN_REF *rundown, ULONG references)
{
	if (!at_dispatch_or_below(call, rundown))
		return FALSE;

	ULONG_PTR value = value_of(rundown);

	do {
		if (value & kRundown)
			return FALSE;
	} while (!change(rundown, value, value + references * kReference));
	return TRUE;
}

WW_COLD void report_too_many(CallSite call, const void *rundown, ULONG_PTR references)
{
	report({ .code = BugCheck::reference_by_pointer,
		 .parameter = { 0, address_of(rundown), references, 0 },
		 .call = call, .item = rundown },
	       "more references are released than were acquired");
}

/* Releases references during the rundown. @value is the word; @rundown is for the report. */
void release_waited_for(CallSite call, const void *rundown, ULONG_PTR value, ULONG references)
{
	auto *block = reinterpret_cast<WaitBlock *>(value & ~kRundown);

	/* The block exists until the last release has set its event, and no longer. */
	ULONG_PTR left = block ? __atomic_load_n(&block->references, __ATOMIC_RELAXED) : 0;

	do {
		if (left < references) {
			report_too_many(call, rundown, references);
			return;
		}
	} while (!__atomic_compare_exchange_n(&block->references, &left, left - references, false,
					      __ATOMIC_ACQ_REL, __ATOMIC_RELAXED));
	if (left == references)
		dispatcher_signal(block->gone.Header);
}

[[gnu::always_inline]] inline void release(CallSite call, EX_RUNDOWN_REF *rundown, ULONG references)
{
	if (!at_dispatch_or_below(call, rundown))
		return;

	ULONG_PTR value = value_of(rundown);

	do {
		if (value & kRundown)
			break;
		if (value < references * kReference) {
			report_too_many(call, rundown, references);
			return;
		}
	} while (!change(rundown, value, value - references * kReference));
	if (value & kRundown)
		release_waited_for(call, rundown, value, references);
}

/*
 * Waits until another thread's wait for the rundown ends. That thread may prepare the word for
 * another life at once. Windows does not define a second wait.
 */
void wait_for_other_waiter(EX_RUNDOWN_REF *rundown)
{
	LARGE_INTEGER interval;

	interval.QuadPart = -10000;
	for (ULONG_PTR value = value_of(rundown); value & kRundown && value != kRundown;
	     value = value_of(rundown))
		KeDelayExecutionThread(KernelMode, FALSE, &interval);
}

void wait(CallSite call, EX_RUNDOWN_REF *rundown)
{
	WaitBlock block;
	ULONG_PTR value = 0;

	if (change(rundown, value, kRundown) || value == kRundown)
		return;
	KeInitializeEvent(&block.gone, NotificationEvent, FALSE);
	do {
		if (value & kRundown) {
			wait_for_other_waiter(rundown);
			return;
		}
		block.references = value / kReference;
	} while (!change(rundown, value,
			 block.references ? address_of(&block) | kRundown : kRundown));
	if (!block.references)
		return;

	const WaitNote note({ call, "the rundown protection", rundown });

	KeWaitForSingleObject(&block.gone, Executive, KernelMode, FALSE, nullptr);
	__atomic_store_n(&rundown->Count, kRundown, __ATOMIC_RELEASE);
}

/* ---- cache-aware --------------------------------------------------------------------------- */

constexpr size_t kLine = 64;

struct alignas(kLine) Slot {
	EX_RUNDOWN_REF word;
};

/* Begins the driver's storage, which may be aligned to less than a line of the cache. */
struct CacheAware {
	Slot *slots;
	size_t count;
};

constexpr size_t kOverhead = sizeof(CacheAware) + kLine;

/* More references than can exist. See docs/scheduling.md, Constants. */
constexpr LONGLONG kBias = 1ll << 48;

CacheAware &cache_aware(PEX_RUNDOWN_REF_CACHE_AWARE storage)
{
	return *reinterpret_cast<CacheAware *>(storage);
}

EX_RUNDOWN_REF *word_here(CacheAware &aware)
{
	return &aware.slots[ww_cpu() % aware.count].word;
}

void set_all(CacheAware &aware, ULONG_PTR value)
{
	/* The first word changes last: a second waiter waits for that one. */
	for (size_t i = aware.count; i--;)
		__atomic_store_n(&aware.slots[i].word.Count, value, __ATOMIC_RELEASE);
}

[[gnu::always_inline]]
inline void release_aware(CallSite call, PEX_RUNDOWN_REF_CACHE_AWARE storage, ULONG references)
{
	if (!at_dispatch_or_below(call, storage))
		return;

	EX_RUNDOWN_REF *word = word_here(cache_aware(storage));
	ULONG_PTR value = value_of(word);

	do {
		if (value & kRundown)
			break;
	} while (!change(word, value, value - references * kReference));
	if (value & kRundown)
		release_waited_for(call, storage, value, references);
}

void wait_aware(CallSite call, PEX_RUNDOWN_REF_CACHE_AWARE storage)
{
	CacheAware &aware = cache_aware(storage);
	WaitBlock block;
	LONGLONG references = 0;

	KeInitializeEvent(&block.gone, NotificationEvent, FALSE);
	/*
	 * Releases count down from here on. The bias keeps them above 0 until the words are summed.
	 */
	block.references = kBias;
	for (size_t i = 0; i < aware.count; i++) {
		EX_RUNDOWN_REF *word = &aware.slots[i].word;
		ULONG_PTR value = value_of(word);

		do {
			if (value & kRundown) {
				wait_for_other_waiter(word);
				return;
			}
		} while (!change(word, value, address_of(&block) | kRundown));
		references += static_cast<LONGLONG>(value) / static_cast<LONGLONG>(kReference);
	}

	const auto left = static_cast<LONGLONG>(
		__atomic_sub_fetch(&block.references, static_cast<ULONG_PTR>(kBias - references),
				   __ATOMIC_ACQ_REL));

	const WaitNote note({ call, "the rundown protection", storage });

	if (left > 0)
		KeWaitForSingleObject(&block.gone, Executive, KernelMode, FALSE, nullptr);
	else if (left < 0)
		report_too_many(call, storage, static_cast<ULONG_PTR>(-left));
	set_all(aware, kRundown);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	RunRef->Count = 0;
}

VOID NTAPI ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	__atomic_store_n(&RunRef->Count, 0, __ATOMIC_RELEASE);
}

BOOLEAN NTAPI ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	return ww::acquire(WW_CALL_SITE, RunRef, 1);
}

BOOLEAN NTAPI ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
	return ww::acquire(WW_CALL_SITE, RunRef, Count);
}

VOID NTAPI ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef)
{
	ww::release(WW_CALL_SITE, RunRef, 1);
}

VOID NTAPI ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
	ww::release(WW_CALL_SITE, RunRef, Count);
}

VOID NTAPI ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::at_apc_or_below(call, RunRef))
		ww::wait(call, RunRef);
}

VOID NTAPI ExRundownCompleted(PEX_RUNDOWN_REF RunRef)
{
	__atomic_store_n(&RunRef->Count, ww::kRundown, __ATOMIC_RELEASE);
}

/* ---- cache-aware --------------------------------------------------------------------------- */

SIZE_T NTAPI ExSizeOfRundownProtectionCacheAware()
{
	return ww::kOverhead + ww_cpu_count() * sizeof(ww::Slot);
}

VOID NTAPI ExInitializeRundownProtectionCacheAware(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware,
						   SIZE_T RunRefSize)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (RunRefSize < ww::kOverhead + sizeof(ww::Slot)) {
		ww::report({ .code = ww::BugCheck::reference_by_pointer,
			     .parameter = { 0, ww::address_of(RunRefCacheAware), RunRefSize, 0 },
			     .call = call, .item = RunRefCacheAware },
			   "RunRefSize is %lu, less than one processor needs", RunRefSize);
		return;
	}

	auto &aware = ww::cache_aware(RunRefCacheAware);
	const ww_size fits = (RunRefSize - ww::kOverhead) / sizeof(ww::Slot);
	const ww_size cpus = ww_cpu_count();

	aware.slots = reinterpret_cast<ww::Slot *>(
		(ww::address_of(&aware + 1) + ww::kLine - 1) & ~(ww::kLine - 1));
	aware.count = fits < cpus ? fits : cpus;
	ww::set_all(aware, 0);
}

PEX_RUNDOWN_REF_CACHE_AWARE NTAPI ExAllocateCacheAwareRundownProtection(POOL_TYPE PoolType,
									ULONG PoolTag)
{
	const ww::CallSite call = WW_CALL_SITE;
	const SIZE_T bytes = ExSizeOfRundownProtectionCacheAware();
	const ULONG type = static_cast<ULONG>(PoolType);

	if (!ww::at_apc_or_below(call, nullptr))
		return nullptr;

	auto storage = static_cast<PEX_RUNDOWN_REF_CACHE_AWARE>(
		ww::pool_allocate({ .call = call, .bytes = bytes, .tag = PoolTag, .type = type,
				    .paged = (type & PagedPool) != 0 }));

	if (storage)
		ExInitializeRundownProtectionCacheAware(storage, bytes);
	return storage;
}

VOID NTAPI ExFreeCacheAwareRundownProtection(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware)
{
	ww::pool_free(WW_CALL_SITE, RunRefCacheAware, ww::kAnyTag);
}

BOOLEAN NTAPI ExAcquireRundownProtectionCacheAware(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware)
{
	return ww::acquire(WW_CALL_SITE, ww::word_here(ww::cache_aware(RunRefCacheAware)), 1);
}

BOOLEAN NTAPI ExAcquireRundownProtectionCacheAwareEx(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware,
						     ULONG Count)
{
	return ww::acquire(WW_CALL_SITE, ww::word_here(ww::cache_aware(RunRefCacheAware)), Count);
}

VOID NTAPI ExReleaseRundownProtectionCacheAware(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware)
{
	ww::release_aware(WW_CALL_SITE, RunRefCacheAware, 1);
}

VOID NTAPI ExReleaseRundownProtectionCacheAwareEx(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware,
						  ULONG Count)
{
	ww::release_aware(WW_CALL_SITE, RunRefCacheAware, Count);
}

VOID NTAPI ExWaitForRundownProtectionReleaseCacheAware(PEX_RUNDOWN_REF_CACHE_AWARE RunRef)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::at_apc_or_below(call, RunRef))
		ww::wait_aware(call, RunRef);
}

VOID NTAPI ExReInitializeRundownProtectionCacheAware(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware)
{
	ww::set_all(ww::cache_aware(RunRefCacheAware), 0);
}

VOID NTAPI ExRundownCompletedCacheAware(PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware)
{
	ww::set_all(ww::cache_aware(RunRefCacheAware), ww::kRundown);
}

} /* extern "C" */
