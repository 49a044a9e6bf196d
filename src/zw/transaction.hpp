/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Transactions, of which there are none.
 */
#pragma once

namespace ww {

void transactions_init();

} /* namespace ww */
