/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pages that MDLs have locked. A table lists them, so that the mapping and the pins live apart
 * from the MDL: a driver may free the MDL as soon as it has unlocked the pages.
 */
#pragma once

#include "base/call_site.hpp"
#include "base/freed_memory.hpp"
#include "base/types.hpp"
#include "request_buffer.hpp"

struct _WINWORK_IMAGE;
struct ww_pages;
struct ww_user_pages;

namespace ww {

/*
 * Pins and maps a range of the current process. Returns STATUS_SUCCESS, STATUS_ACCESS_VIOLATION or
 * STATUS_INSUFFICIENT_RESOURCES. Sleeps.
 */
NTSTATUS pages_pin(const void *start, size_t bytes, BufferAccess access, ww_user_pages **pages);

/* Drops a user of pinned pages. At <= DISPATCH_LEVEL. */
void pages_release(ww_user_pages *pages);

/*
 * Locks and maps the pages of an MDL, and fills in their numbers. Returns STATUS_SUCCESS,
 * STATUS_ACCESS_VIOLATION or STATUS_INSUFFICIENT_RESOURCES.
 *
 * @driver is the caller in a driver, which has to unlock the pages before it is unloaded; null for
 * an MDL of the I/O manager. Sleeps if the range is a program's.
 */
NTSTATUS pages_lock(MDL *mdl, KPROCESSOR_MODE mode, BufferAccess access, const void *driver);

/*
 * Unlocks the pages of an MDL. Returns false if they are its own, or not locked. At <=
 * DISPATCH_LEVEL.
 */
bool pages_unlock(MDL *mdl);

/*
 * Gives an MDL without a range its own @pages, and fills in their numbers. They count as locked.
 * False without memory. @driver as for pages_lock().
 */
bool pages_give(MDL *mdl, ww_pages *pages, const void *driver);

/*
 * Frees the own pages of an MDL, unless @may_free refuses it. Returns false if there are none. At
 * <= DISPATCH_LEVEL.
 */
bool pages_take_back(MDL *mdl, bool (*may_free)(const FreedMemory &memory), CallSite call);

/* What an MDL has locked. */
struct LockedMemory {
	ww_user_pages *pages = nullptr;	/* a hold on them; null: the memory is the kernel's */
	void *address = nullptr;	/* of the kernel; null: nothing is locked */
	size_t own_bytes = 0;		/* of the MDL's own pages, or 0 */
};

/* At <= DISPATCH_LEVEL. */
LockedMemory pages_hold(const MDL *mdl);

/* Whether an MDL has own pages. */
bool pages_are_own(const MDL *mdl);

/* The address of the kernel for the range of an MDL with locked pages; null for any other MDL. */
void *pages_address(const MDL *mdl);

/* Fills in the numbers of pages of the kernel's own. Returns false if one of them is not mapped. */
bool kernel_frames(MDL *mdl);

/* How many pages of the current process are locked. */
size_t pages_locked_of_process();

void locked_pages_init();
/*
 * At the end of a driver's module, reports the pages that it locked and did not unlock. They stay
 * locked, since another driver may use them.
 */
void locked_pages_report_left(const _WINWORK_IMAGE &image);
/* Reports the pages that are locked and not reported yet, and unlocks all. */
void locked_pages_exit();

} /* namespace ww */
