/* SPDX-License-Identifier: GPL-2.0 */
/*
 * HangWatch: calls MiniportCheckForHangEx of an adapter again and again, and MiniportResetEx when it says so.
 *
 * A reset goes through these states. Only the watch begins one, so there is one at a time.
 *
 *	from		to		by
 *	idle		called		the watch, before MiniportResetEx
 *	called		idle		the watch, after a status other than NDIS_STATUS_PENDING
 *	called		pending		the watch, after NDIS_STATUS_PENDING
 *	called		completed	NdisMResetComplete before MiniportResetEx has returned
 *	completed	idle		the watch, when MiniportResetEx has returned
 *	pending		completed	NdisMResetComplete
 *	completed	idle		the same call
 *
 * MiniportResetEx may not wait, so the watch runs on a worker that others use too. It begins again when the reset
 * has ended.
 */
#pragma once

#include <ndis.h>

#include "base/atomic.hpp"
#include "base/types.hpp"
#include "linux/done.h"

namespace ww {

struct Adapter;

enum class ResetState : u8 {
	idle,
	called,
	pending,
	completed,
};

/* A reset's state, and what NdisMResetComplete said. One word, so that of several calls one counts. */
struct alignas(8) Reset {
	ResetState state;
	bool is_addressing_reset;
	u16 zero;			/* for compare_exchange() */
	NDIS_STATUS status;
};

struct HangWatch {
	struct ww_delayed delayed;	/* first: its function finds the watch */
	Adapter *adapter;		/* null until the watch is started */
	u32 seconds;			/* between two calls, from the registration attributes; 0: the default */
	Atomic<bool> is_stopping;
	u32 seen;			/* Adapter::requests at the last call */
	bool has_said_no_handler;
	Atomic<Reset> reset;
};

/* Begins, if the driver has a CheckForHangHandlerEx. PASSIVE_LEVEL. */
void hang_watch_start(Adapter &adapter);

/* Ends: waits for a call, and for a reset, which NDIS then follows up as always. PASSIVE_LEVEL. */
void hang_watch_stop(Adapter &adapter);

} /* namespace ww */
