/* SPDX-License-Identifier: GPL-2.0 */
#include "campaign.hpp"

#include "../machine/memory.hpp"
#include "../machine/story.hpp"
#include "exhaustive.hpp"
#include "random.hpp"

#include <chrono>
#include <cstring>

namespace sim {
namespace {

constexpr const char *names[] = { "random", "pct", "weak", "exhaustive" };

double now()
{
	using namespace std::chrono;

	return duration<double>(steady_clock::now().time_since_epoch()).count();
}

Result explore_all(const Scenario &scenario, const Limits &limits)
{
	const double start = now();
	Exhaustive explorer(limits.bound >= 0 ? limits.bound : scenario.bound);
	Result result;

	memory::hashing(true);
	while (result.schedules < limits.schedules && now() - start < limits.seconds) {
		if (!explorer.next()) {
			result.complete = true;
			break;
		}
		run_schedule(scenario, explorer);
		if (!result.schedules++)
			result.items = machine.items;
		if (machine.violation.found) {
			result.violated = true;
			result.violation = machine.violation;
			result.schedule = explorer.schedule();
			break;
		}
	}
	memory::hashing(false);
	result.states = explorer.states();
	result.seconds = now() - start;
	return result;
}

template <typename By>
Result explore_by(const Scenario &scenario, const Limits &limits)
{
	const double start = now();
	Result result;

	while (result.schedules < limits.schedules) {
		const std::uint64_t seed = limits.first_seed + result.schedules;
		By explorer(seed);

		run_schedule(scenario, explorer);
		result.schedules++;
		if (machine.violation.found) {
			result.violated = true;
			result.seed = seed;
			result.violation = machine.violation;
			result.schedule = explorer.schedule();
			break;
		}
		if (result.schedules % 16 == 0 && now() - start >= limits.seconds)
			break;
	}
	result.seconds = now() - start;
	return result;
}

} /* namespace */

const char *name_of(Mode mode)
{
	return names[static_cast<int>(mode)];
}

bool from_name(const char *name, Mode &mode)
{
	for (int i = 0; i < 4; i++) {
		if (!std::strcmp(name, names[i])) {
			mode = static_cast<Mode>(i);
			return true;
		}
	}
	return false;
}

Result explore(const Scenario &scenario, Mode mode, const Limits &limits)
{
	switch (mode) {
	case Mode::exhaustive:
		return explore_all(scenario, limits);
	case Mode::pct:
		return explore_by<Pct>(scenario, limits);
	case Mode::random:
	case Mode::weak:
		break;
	}
	return explore_by<Random>(scenario, limits);
}

void tell(const Scenario &scenario, const Schedule &schedule)
{
	Replay replay(schedule);

	story::begin(true);
	run_schedule(scenario, replay);
	story::print();
	story::begin(false);
}

} /* namespace sim */
