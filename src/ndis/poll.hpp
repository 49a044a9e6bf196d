/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Poll objects, for the end of adapters.
 */
#pragma once

namespace ww {

/* At the end of an adapter, reports the poll objects that are not deregistered, and ends them. PASSIVE_LEVEL. */
void polls_end_left(const void *adapter);

} /* namespace ww */
