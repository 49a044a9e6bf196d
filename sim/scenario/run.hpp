/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A schedule of a scenario: the module starts, and the driver is loaded, always alike. From there to
 * the module's exit the steps come in the order that an Explorer chooses.
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
	int bound = 2;			/* preemptions, in the exhaustive exploration of a check; 0: none */
};

namespace scenarios {

std::vector<Scenario> &all();
const Scenario *find(const std::string &name);

} /* namespace scenarios */

/* One schedule, in a process that has called memory::init(); what it found is in machine.violation. */
void run_schedule(const Scenario &scenario, Explorer &explorer);
/* Of the state of machine, engine and scenario, in the middle of a schedule. */
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
void sim_driver_stop();		/* the module's exit */
void sim_driver_check_end();

}

} /* namespace driver */

} /* namespace sim */
