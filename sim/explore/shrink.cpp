/* SPDX-License-Identifier: GPL-2.0 */
#include "shrink.hpp"

#include "../scenario/run.hpp"

#include <algorithm>
#include <string>

namespace sim {
namespace {

/* The schedule as it was followed: without departures that had no effect. */
class Follow : public Recorder {
public:
	explicit Follow(const Schedule &schedule) : replay_(schedule) {}

	bool deviates() override { return replay_.deviates(); }
	int pick(const Action *actions, int count, int free) override
	{
		return record(replay_.pick(actions, count, free));
	}
	int choose(int count) override { return record(replay_.choose(count)); }
	int choose_value(int count) override { return record(replay_.choose_value(count)); }

private:
	Replay replay_;
};

bool fails(const Scenario &scenario, const Schedule &schedule, const std::string &kind,
	   Schedule &followed)
{
	Follow follow(schedule);

	run_schedule(scenario, follow);
	followed = follow.schedule();
	return machine.violation.found && machine.violation.kind == kind;
}

} /* namespace */

Schedule shrink(const Scenario &scenario, Schedule schedule, int most_tries)
{
	Schedule followed;
	Replay replay(schedule);

	run_schedule(scenario, replay);
	const std::string kind = machine.violation.kind;

	/* The later ones first: then the part before them does not change. */
	for (std::size_t part = std::max<std::size_t>(schedule.size() / 2, 1); part; part /= 2) {
		for (std::size_t end = schedule.size(); end > 0 && most_tries > 0;) {
			const std::size_t begin = end > part ? end - part : 0;
			Schedule shorter = schedule;

			shorter.erase(shorter.begin() + begin, shorter.begin() + end);
			most_tries--;
			if (fails(scenario, shorter, kind, followed) &&
			    followed.size() < schedule.size())
				schedule = followed;
			end = std::min(begin, schedule.size());
		}
	}
	return schedule;
}

} /* namespace sim */
