/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Explores one scenario: a number of schedules of each mode. Returns the result.
 */
#pragma once

#include "../scenario/run.hpp"
#include "schedule.hpp"

namespace sim {

enum class Mode { random, pct, weak, exhaustive };

const char *name_of(Mode mode);
bool from_name(const char *name, Mode &mode);

struct Limits {
	std::uint64_t schedules = 10000;
	double seconds = 1e9;
	std::uint64_t first_seed = 1;
	int bound = -1;			/* the scenario's own */
};

struct Result {
	bool violated = false;
	bool complete = false;		/* exhaustive, and no schedule is left */
	std::uint64_t schedules = 0;
	std::uint64_t seed = 0;		/* of the violation */
	std::uint64_t states = 0;
	int items = 0;			/* that begin in the default schedule */
	double seconds = 0;
	Violation violation;
	Schedule schedule;
};

Result explore(const Scenario &scenario, Mode mode, const Limits &limits);

/* Runs it once more and prints what happens. */
void tell(const Scenario &scenario, const Schedule &schedule);

} /* namespace sim */
