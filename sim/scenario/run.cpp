/* SPDX-License-Identifier: GPL-2.0 */
#include "run.hpp"

#include "linux/module.h"
#include "list.hpp"

#include "../machine/fault.hpp"
#include "../machine/memory.hpp"
#include "../machine/order.hpp"
#include "../machine/story.hpp"
#include "../machine/timer.hpp"
#include "../platform/state.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>


namespace sim {
namespace {

const Scenario *current;

void check_memory()
{
	if (const auto left = memory::live_blocks())
		violation("leak", nullptr, "%zu blocks of memory are left, one of them %s", left,
			  memory::first_live_block());
}

/* Returns whether the module has started. Its start is explored if an allocation may fail. */
bool start_module()
{
	const bool may_fail = machine.config.start_may_fail;

	if (may_fail) {
		memory::watch();
		platform::set_memory(platform::Memory::short_of);
		machine.exploring = true;
	}
	const int error = driver::sim_module_start();

	machine.exploring = false;
	platform::set_memory(platform::Memory::there);
	/* Forgets what happened so far. */
	if (may_fail)
		order::reset(machine.config.weak, machine.config.races);
	if (!error)
		return true;
	if (!may_fail)
		violation("no start", nullptr, "the module does not start: %d", error);
	check_memory();
	return false;
}

/* The start is the same in every schedule. The exploration begins when all is quiet after it. */
void start()
{
	if (driver::sim_driver_start())
		violation("no start", nullptr, "the driver does not start");
	machine.sleep_until_quiet();
	machine.fires = 0;
	machine.decisions = 0;
	memory::watch();
	machine.exploring = true;
}

void schedule_main(void *)
{
	if (!start_module())
		machine.stop();
	start();
	driver::sim_driver_run(current->body);
	if (machine.config.settles) {
		machine.sleep_until_quiet();
		driver::sim_driver_check_quiet();
	}
	driver::sim_driver_stop(machine.config.whole_stop);
	driver::sim_driver_check_end();
	if (timer::set_count())
		violation("leak", nullptr, "%d timers are set when the module has gone",
			  timer::set_count());
	check_memory();
	machine.exploring = false;
	story::tell(nullptr, "the end");
	machine.stop();
}

} /* namespace */

namespace scenarios {

std::vector<Scenario> &all()
{
	static std::vector<Scenario> list;

	return list;
}

const Scenario *find(const std::string &name)
{
	for (const Scenario &scenario : all()) {
		if (name == scenario.name)
			return &scenario;
	}
	return nullptr;
}

} /* namespace scenarios */

void run_schedule(const Scenario &scenario, Explorer &explorer)
{
	current = &scenario;
	fault::schedule_begins();
	memory::rewind();
	machine.reset(scenario.config);
	machine.exploring = false;
	machine.explorer = &explorer;
	platform::reset();
	control::reset();
	machine.create("main", schedule_main, nullptr, -1);
	machine.run();
}

std::uint64_t state_hash()
{
	return machine.hash() + memory::hash() + control::hash();
}

} /* namespace sim */

extern "C" void sim_add_scenario(const SimScenario *scenario)
{
	const SimSettings &from = scenario->settings;
	sim::Config config;

	config.cpus = from.cpus;
	config.preemptive = from.preemptive;
	config.realtime = from.realtime;
	config.whole_stop = from.whole_stop;
	config.idle_workers = from.idle_workers;
	config.max_active = from.max_active;
	config.patience = from.patience;
	config.settles = from.settles;
	config.start_may_fail = from.start_may_fail;
	sim::scenarios::all().push_back({ scenario->name, scenario->about, config, scenario->body,
					  scenario->bound });
}
