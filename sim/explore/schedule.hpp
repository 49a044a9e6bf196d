/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A schedule: the list of its departures from the default. It is a few numbers. So it can be
 * printed, kept in a file, and shortened by leaving out one departure after the other.
 */
#pragma once

#include "../machine/machine.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

struct Departure {
	std::uint64_t decision;
	int picked;
};

using Schedule = std::vector<Departure>;

std::string to_text(const Schedule &schedule);
/* Reads what to_text() wrote; false for anything else. */
bool from_text(const std::string &text, Schedule &schedule);

/* Records its picks. */
class Recorder : public Explorer {
public:
	const Schedule &schedule() const { return schedule_; }

protected:
	int record(int picked)
	{
		if (picked)
			schedule_.push_back({ machine.decisions, picked });
		return picked;
	}

	Schedule schedule_;
};

/* Repeats a recorded schedule. */
class Replay : public Explorer {
public:
	explicit Replay(const Schedule &schedule) : schedule_(schedule) {}

	bool deviates() override { return is_next(); }
	int pick(const Action *actions, int count, int free) override;
	int choose(int count) override;
	int choose_value(int count) override { return choose(count); }

private:
	bool is_next() const
	{
		return next_ < schedule_.size() && schedule_[next_].decision == machine.decisions;
	}

	const Schedule &schedule_;
	std::size_t next_ = 0;
};

} /* namespace sim */
