/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The report that mutexes of all kinds share, and the count of those that a thread owns.
 */
#pragma once

#include <wdm.h>

#include "base/report.hpp"

namespace ww {

/* Reports the release of @mutex, a KMUTEX or FAST_MUTEX that the current thread does not own. */
void report_mutex_not_owned(CallSite call, const void *mutex);

/*
 * The current system thread ends, and owns KMUTEXes. They stay owned, and a release by another thread
 * finds them abandoned.
 */
void mutex_owner_ends();

/*
 * Whether the current thread can acquire @mutex once more. If not, raises STATUS_MUTANT_LIMIT_EXCEEDED
 * for @call, or reports that.
 */
bool mutex_has_room(CallSite call, const KMUTANT &mutex);

/*
 * KMUTEX.ApcDisable while the TaskState of the owner counts the mutex. One that was acquired above
 * APC_LEVEL is not counted: that may be in a DPC, and no DPC changes a thread's TaskState.
 */
constexpr UCHAR kCounted = 1;

/* Counts KMUTEXes that the current thread has acquired, @last among them. At IRQL <= APC_LEVEL. */
void mutexes_acquired(u32 count, const void *last);

} /* namespace ww */
