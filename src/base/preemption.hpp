/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PreemptionGuard: keeps the current CPU to its scope. Memory that ww_free_when_unread() gets
 * meanwhile, on any CPU, stays until the scope ends. So it makes a reader of tables that have no
 * lock. Any IRQL.
 */
#pragma once

#include "linux/irq_context.h"

namespace ww {

class PreemptionGuard {
public:
	PreemptionGuard() { ww_fast_command(ww_preemption_disable); }
	~PreemptionGuard() { ww_fast_command(ww_preemption_enable); }
	PreemptionGuard(const PreemptionGuard &) = delete;
	PreemptionGuard &operator=(const PreemptionGuard &) = delete;
};

} /* namespace ww */
