/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A schedule of a scenario. The start of the module and the load of the driver are always the same.
 * From there to the module's exit, an Explorer chooses the order of the steps.
 */
#pragma once

#include "../machine/machine.hpp"

#include <string>
#include <vector>

namespace sim {

struct Scenario {
	const char *name;
	const char *about;
	Config config;
	void (*body)();
	int bound = 2;			/* of preemptions, in a check's exhaustive exploration */
};

namespace scenarios {

std::vector<Scenario> &all();
const Scenario *find(const std::string &name);

} /* namespace scenarios */

/* Runs one schedule. memory::init() was called before. The result is in machine.violation. */
void run_schedule(const Scenario &scenario, Explorer &explorer);
/* The hash of the state of machine, engine and scenario, during a schedule. */
std::uint64_t state_hash();

namespace control {

void reset();
std::uint64_t hash();

} /* namespace control */

/* Implemented by driver.cpp, beside the scenarios. */
namespace driver {

extern "C" {

int sim_module_start();		/* 0 or an errno */
int sim_driver_start();		/* 0 or an errno */
void sim_driver_run(void (*body)());	/* the scenario, and the driver's unload */
void sim_driver_check_quiet();	/* when all is quiet */
void sim_driver_stop(bool whole);	/* the module's exit */
void sim_driver_check_end();

}

} /* namespace driver */

} /* namespace sim */
