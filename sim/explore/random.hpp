/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Random schedules, from a seed. Random departs from the default at random. Pct has random
 * priorities that change at a few places (after Burckhardt and others, ASPLOS 2010). It finds
 * defects that need few switches, far apart.
 */
#pragma once

#include "schedule.hpp"

namespace sim {

/* A small generator, so that a seed gives the same schedule on every host. */
class Chance {
public:
	explicit Chance(std::uint64_t seed) : state_(seed * 2 + 1) { next(); }

	std::uint64_t next();
	int below(int count) { return static_cast<int>((next() >> 11) % count); }
	bool one_in(int count) { return below(count) == 0; }

private:
	std::uint64_t state_;
};

class Random : public Recorder {
public:
	explicit Random(std::uint64_t seed);

	bool deviates() override;
	int pick(const Action *actions, int count, int free) override;
	int choose(int count) override;
	int choose_value(int count) override;

private:
	bool is_over() const { return machine.decisions > horizon_; }
	void plan();

	Chance chance_;
	int mean_;			/* decisions between two departures */
	int events_;			/* one pick of this many is an event */
	std::uint64_t horizon_;		/* no departures after this number of decisions */
	std::uint64_t next_ = 0;
};

class Pct : public Recorder {
public:
	explicit Pct(std::uint64_t seed);

	bool deviates() override { return machine.decisions <= horizon_; }
	int pick(const Action *actions, int count, int free) override;
	int choose(int count) override;
	int choose_value(int count) override;

private:
	std::uint32_t priority_of(const Action &action);

	static constexpr int kChanges = 3;

	Chance chance_;
	std::uint64_t seed_;
	std::uint64_t horizon_;
	std::uint64_t changes_[kChanges];
};

} /* namespace sim */
