/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ExInterlocked*: operations on a list or a number that a KSPIN_LOCK makes atomic, at any IRQL. The
 * header of a sequenced list contains that lock. So while an operation follows a link, no other one
 * removes the entry there, which its owner could then free.
 */
#include <wdm.h>

#include "base/report.hpp"
#include "ke/spinlock.hpp"
#include "linux/spinlock.h"

namespace ww {
namespace {

/*
 * Holds the lock during one operation. If the caller, or the code that it interrupts, has acquired
 * it by KeAcquireSpinLock, a wait would never end. The operation is then reported and done without
 * the lock.
 */
class Interlock {
public:
	Interlock(CallSite call, KSPIN_LOCK *lock)
		: lock_(lock), taken_(ww_spin_interlock(lock, &state_))
	{
		if (taken_ != WW_SPIN_TAKEN)
			report_lock(call, BugCheck::spin_lock_already_owned, lock,
				    "the spin lock is held already, by KeAcquireSpinLock");
	}
	~Interlock() { ww_spin_interlock_end(lock_, taken_, state_); }
	Interlock(const Interlock &) = delete;
	Interlock &operator=(const Interlock &) = delete;

private:
	KSPIN_LOCK *lock_;
	uintptr_t state_ = 0;
	ww_spin taken_;
};

LIST_ENTRY *first_or_null(const LIST_ENTRY *head)
{
	return head->Flink == head ? nullptr : head->Flink;
}

/*
 * Returns whether @part, the header or an entry of a sequenced list, is aligned as on Windows.
 * Otherwise reports @call.
 */
bool is_aligned(CallSite call, const void *part)
{
	if (address_of(part) % MEMORY_ALLOCATION_ALIGNMENT == 0)
		return true;
	report({ .code = BugCheck::kmode_exception_not_handled,
		 .parameter = { static_cast<ULONG>(STATUS_DATATYPE_MISALIGNMENT),
				address_of(call.caller), 0, address_of(part) },
		 .call = call, .item = part },
	       "a list's header or entry is not aligned to 16 bytes");
	return false;
}

/* Each entry counts itself and those behind it: the header has no room for a count. */
ULONG_PTR depth_from(const SLIST_ENTRY *first)
{
	return first ? first->Reserved : 0;
}

} /* namespace */
} /* namespace ww */

extern "C" {

PLIST_ENTRY NTAPI ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					      PKSPIN_LOCK Lock)
{
	ww::Interlock lock(WW_CALL_SITE, Lock);
	PLIST_ENTRY first = ww::first_or_null(ListHead);

	InsertHeadList(ListHead, ListEntry);
	return first;
}

PLIST_ENTRY NTAPI ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry,
					      PKSPIN_LOCK Lock)
{
	ww::Interlock lock(WW_CALL_SITE, Lock);
	PLIST_ENTRY last = ww::first_or_null(ListHead) ? ListHead->Blink : nullptr;

	InsertTailList(ListHead, ListEntry);
	return last;
}

PLIST_ENTRY NTAPI ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
	ww::Interlock lock(WW_CALL_SITE, Lock);

	return ww::first_or_null(ListHead) ? RemoveHeadList(ListHead) : nullptr;
}

PSINGLE_LIST_ENTRY NTAPI ExInterlockedPushEntryList(PSINGLE_LIST_ENTRY ListHead,
						    PSINGLE_LIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
	ww::Interlock lock(WW_CALL_SITE, Lock);
	PSINGLE_LIST_ENTRY first = ListHead->Next;

	ListEntry->Next = first;
	ListHead->Next = ListEntry;
	return first;
}

PSINGLE_LIST_ENTRY NTAPI ExInterlockedPopEntryList(PSINGLE_LIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
	ww::Interlock lock(WW_CALL_SITE, Lock);
	PSINGLE_LIST_ENTRY first = ListHead->Next;

	if (first)
		ListHead->Next = first->Next;
	return first;
}

ULONG NTAPI ExInterlockedAddUlong(PULONG Addend, ULONG Increment, PKSPIN_LOCK Lock)
{
	ww::Interlock lock(WW_CALL_SITE, Lock);
	const ULONG before = *Addend;

	*Addend = before + Increment;
	return before;
}

LARGE_INTEGER NTAPI ExInterlockedAddLargeInteger(PLARGE_INTEGER Addend, LARGE_INTEGER Increment,
						 PKSPIN_LOCK Lock)
{
	ww::Interlock lock(WW_CALL_SITE, Lock);
	const LARGE_INTEGER before = *Addend;

	/* Overflow wraps, as on Windows. */
	Addend->QuadPart = static_cast<LONGLONG>(static_cast<ULONGLONG>(before.QuadPart) +
						 static_cast<ULONGLONG>(Increment.QuadPart));
	return before;
}

/* ---- sequenced lists ------------------------------------------------------------------- */

VOID NTAPI InitializeSListHead(PSLIST_HEADER ListHead)
{
	if (ww::is_aligned(WW_CALL_SITE, ListHead))
		*ListHead = {};
}

PSLIST_ENTRY NTAPI ExpInterlockedPushEntrySList(PSLIST_HEADER ListHead, PSLIST_ENTRY ListEntry)
{
	const ww::CallSite call = WW_CALL_SITE_OF("ExInterlockedPushEntrySList");

	if (!ww::is_aligned(call, ListHead) || !ww::is_aligned(call, ListEntry))
		return nullptr;

	ww::Interlock lock(call, &ListHead->Lock);
	PSLIST_ENTRY first = ListHead->First;

	ListEntry->Next = first;
	ListEntry->Reserved = ww::depth_from(first) + 1;
	ListHead->First = ListEntry;
	return first;
}

PSLIST_ENTRY NTAPI ExpInterlockedPopEntrySList(PSLIST_HEADER ListHead)
{
	const ww::CallSite call = WW_CALL_SITE_OF("ExInterlockedPopEntrySList");

	if (!ww::is_aligned(call, ListHead))
		return nullptr;

	ww::Interlock lock(call, &ListHead->Lock);
	PSLIST_ENTRY first = ListHead->First;

	if (first)
		ListHead->First = first->Next;
	return first;
}

PSLIST_ENTRY NTAPI ExpInterlockedFlushSList(PSLIST_HEADER ListHead)
{
	const ww::CallSite call = WW_CALL_SITE_OF("ExInterlockedFlushSList");

	if (!ww::is_aligned(call, ListHead))
		return nullptr;

	ww::Interlock lock(call, &ListHead->Lock);
	PSLIST_ENTRY first = ListHead->First;

	ListHead->First = nullptr;
	return first;
}

USHORT NTAPI ExQueryDepthSList(PSLIST_HEADER ListHead)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::is_aligned(call, ListHead))
		return 0;

	ww::Interlock lock(call, &ListHead->Lock);

	return static_cast<USHORT>(ww::depth_from(ListHead->First));
}

} /* extern "C" */
