/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All schedules with a bounded number of preemptions, interrupts and failures, depth first. The
 * search does not continue from a state that it reached before with as many left.
 */
#pragma once

#include "schedule.hpp"

#include <unordered_map>
#include <vector>

namespace sim {

class Exhaustive : public Recorder {
public:
	explicit Exhaustive(int bound) : bound_(bound) {}

	/* Before each schedule; false when there are no more. */
	bool next();

	bool deviates() override { return left_ > 0; }
	int pick(const Action *actions, int count, int free) override;
	int choose(int count) override;
	int choose_value(int) override { return 0; }

	std::size_t states() const { return seen_.size(); }
	std::uint64_t pruned() const { return pruned_; }

private:
	struct Node {
		int picked;
		int options;		/* that the bound allows */
		int free;
	};

	int decide(int count, int free);

	int bound_;
	int left_ = 0;
	std::vector<Node> path_;
	std::size_t depth_ = 0;
	bool started_ = false;
	std::uint64_t pruned_ = 0;
	std::unordered_map<std::uint64_t, int> seen_;
};

} /* namespace sim */
