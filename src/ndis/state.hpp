/* SPDX-License-Identifier: GPL-2.0 */
/*
 * AdapterState: what an adapter may do now. The states and their names are those of the page "Miniport
 * Adapter States and Operations".
 */
#pragma once

#include "base/atomic.hpp"
#include "base/types.hpp"

namespace ww {

enum class AdapterState : u8 {
	halted,			/* MiniportInitializeEx has not been called, or MiniportHaltEx has */
	initializing,
	paused,
	restarting,		/* frames may be indicated */
	running,		/* frames are sent and indicated */
	pausing,		/* no new frames; those that are out come back */
	shut_down,		/* MiniportShutdownEx has been called */
};

enum class AdapterEvent : u8 {
	initialize,		/* MiniportInitializeEx is called, or has returned */
	initialized,
	initialize_failed,
	restart,		/* MiniportRestart is called, or is complete */
	restarted,
	restart_failed,
	pause,			/* MiniportPause is called, or is complete */
	paused,
	halt,			/* MiniportHaltEx is called */
	shut_down,		/* MiniportShutdownEx is called */
};

/* For reports. */
const char *state_name(AdapterState state);

/*
 * The state of one adapter. Events come one at a time: from the thread that adds the adapter, then from the
 * one that halts it. Any thread may read the state, at any IRQL.
 */
class AdapterStates {
public:
	AdapterState now() const { return state_.load(Order::acquire); }

	/* Goes where the table of transitions says. False, and nothing changes, where it has no line. */
	bool step(AdapterEvent event);

	/* Frames may be indicated: from the call of MiniportRestart on, up to that of MiniportPause. */
	bool may_indicate() const
	{
		const AdapterState state = now();

		return state == AdapterState::running || state == AdapterState::restarting;
	}

private:
	Atomic<AdapterState> state_;
};

} /* namespace ww */
