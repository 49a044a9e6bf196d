/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The transitions of an adapter.
 */
#include "state.hpp"

namespace ww {
namespace {

constexpr const char *kNames[] = {
	"Halted", "Initializing", "Paused", "Restarting", "Running", "Pausing", "Shutdown",
};

struct Transition {
	AdapterEvent event;
	AdapterState from;
	AdapterState to;
};

using Event = AdapterEvent;
using State = AdapterState;

constexpr Transition kTransitions[] = {
	{ Event::initialize, State::halted, State::initializing },
	{ Event::initialized, State::initializing, State::paused },
	{ Event::initialize_failed, State::initializing, State::halted },
	{ Event::restart, State::paused, State::restarting },
	{ Event::restarted, State::restarting, State::running },
	{ Event::restart_failed, State::restarting, State::paused },
	{ Event::pause, State::running, State::pausing },
	{ Event::paused, State::pausing, State::paused },
	{ Event::halt, State::paused, State::halted },
	{ Event::shut_down, State::paused, State::shut_down },
	/* The machine works on only in a test. */
	{ Event::halt, State::shut_down, State::halted },
};

} /* namespace */

const char *state_name(AdapterState state)
{
	return kNames[static_cast<u32>(state)];
}

bool AdapterStates::step(AdapterEvent event)
{
	const AdapterState from = now();

	for (const Transition &each : kTransitions) {
		if (each.event != event || each.from != from)
			continue;
		state_.store(each.to, Order::release);
		return true;
	}
	return false;
}

} /* namespace ww */
