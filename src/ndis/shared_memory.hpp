/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared memory, for the end of adapters.
 */
#pragma once

namespace ww {

/* At the end of an adapter, reports the shared memory that was allocated for it and is not freed. */
void shared_memory_report_left(const void *adapter);

} /* namespace ww */
