/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources, for their API and for families that offer them under their own names.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"

namespace ww {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION for resources. */
constexpr uintptr_t kBadResource = 0x3d;
constexpr uintptr_t kDeletedUninitialised = 0xd1;
constexpr uintptr_t kEndedActive = 0xd2;

enum class Access {
	exclusive,
	shared,
	shared_first,		/* before threads that wait for exclusive access */
	shared_last,		/* behind them, even if the thread is a shared owner */
};

void resource_report(CallSite call, uintptr_t subcode, const ERESOURCE *resource, const char *why);

/* Whether a resource can be at that address. Does not access it. */
bool resource_address_valid(const ERESOURCE *resource);

/* Returns whether the resource is initialised; otherwise reports @call with @subcode. Any IRQL. */
bool resource_known(CallSite call, const ERESOURCE *resource, uintptr_t subcode = kBadResource);

/*
 * Acquires the resource for the current thread, and waits for it if @wait. Returns whether the
 * thread owns it now. Reports a call above APC_LEVEL or for an unknown resource, and returns false.
 */
bool resource_acquire(CallSite call, ERESOURCE *resource, Access access, bool wait);

/*
 * Ends one acquisition by @owner, at IRQL <= DISPATCH_LEVEL. If @owner does not own the resource,
 * reports @call and changes nothing.
 */
void resource_release(CallSite call, ERESOURCE *resource, ERESOURCE_THREAD owner);

/* ---- For the API ---------------------------------------------------------------------- */

/* Makes the current thread, the exclusive owner, a shared one. Reports any other thread. */
void resource_convert_to_shared(CallSite call, ERESOURCE *resource);

/* Gives the current thread's acquisitions to @pointer. Reports a thread that has none. */
void resource_set_owner(CallSite call, ERESOURCE *resource, void *pointer);

/* Removes all owners of a known resource. If it has waiters, reports @call and returns false. */
bool resource_remove_owners(CallSite call, ERESOURCE *resource);

/*
 * Returns how often the current thread has acquired a known resource. With @exclusive_only returns
 * 0 for a shared owner.
 */
ULONG resource_acquisitions(ERESOURCE *resource, bool exclusive_only);

} /* namespace ww */
