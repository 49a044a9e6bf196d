/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Adapters while the machine sleeps. The interface stays, and what it sends meanwhile waits in its queues: NDIS pauses
 * the stack, and has the turns of the stack and of requests until the machine is awake.
 *
 * A driver that knows about power gets OID_PNP_SET_POWER. Another one is halted, and initialised again. When the machine
 * ends, MiniportShutdownEx is called in place of both.
 */
#pragma once

namespace ww {

struct Adapter;

/* For an adapter that has started. PASSIVE_LEVEL, as the others. */
void power_sleep(Adapter &adapter);
/* The same when the machine ends. The adapter does not wake any more, unless its driver has no MiniportShutdownEx. */
void power_shut_down(Adapter &adapter);
/* Nothing for one that does not sleep. */
void power_wake(Adapter &adapter);
/* The adapter is removed in its sleep: it stays paused, or halted. */
void power_abandon(Adapter &adapter);

} /* namespace ww */
