/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The report that mutexes of all kinds share.
 */
#pragma once

#include "base/report.hpp"

namespace ww {

/* Reports the release of @mutex, a KMUTEX or FAST_MUTEX that the current thread does not own. */
void report_mutex_not_owned(CallSite call, const void *mutex);

} /* namespace ww */
