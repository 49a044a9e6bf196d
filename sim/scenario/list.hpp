/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SCENARIO(name, about, bound, settings...) { body }. The settings are those of Config in
 * machine/machine.hpp, for instance .cpus = 3. Each check explores all schedules with @bound
 * preemptions, so there may be some thousands of them. With 0 only longer runs do.
 */
#pragma once

extern "C" {

/* As Config, without the host's headers. */
struct SimSettings {
	int cpus = 2;
	bool preemptive = true;
	bool realtime = false;
	bool whole_stop = false;
	int idle_workers = 1;
	int max_active = 8;
	int patience = 24;
	bool settles = true;
	bool start_may_fail = false;
};

struct SimScenario {
	const char *name;
	const char *about;
	int bound;
	SimSettings settings;
	void (*body)();
};

void sim_add_scenario(const SimScenario *scenario);

}

struct SimRegistration {
	explicit SimRegistration(const SimScenario &scenario) { sim_add_scenario(&scenario); }
};

#define SCENARIO(name, about, bound, ...)						\
	static void name##_body();							\
	static const SimScenario name##_scenario = { #name, about, bound, { __VA_ARGS__ },	\
						     name##_body };				\
	static const SimRegistration name##_registration(name##_scenario);		\
	static void name##_body()
