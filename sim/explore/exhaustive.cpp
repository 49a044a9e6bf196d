/* SPDX-License-Identifier: GPL-2.0 */
#include "exhaustive.hpp"

#include "../machine/hash.hpp"
#include "../scenario/run.hpp"

namespace sim {

bool Exhaustive::next()
{
	if (started_) {
		while (!path_.empty() && path_.back().picked + 1 >= path_.back().options)
			path_.pop_back();
		if (path_.empty())
			return false;
		path_.back().picked++;
	}
	started_ = true;
	depth_ = 0;
	left_ = bound_;
	schedule_.clear();
	return true;
}

int Exhaustive::decide(int count, int free)
{
	if (depth_ == path_.size()) {
		const int options = left_ > 0 ? count : free;
		const std::uint64_t state = mix(state_hash(), count << 8 | free);
		auto [found, is_new] = seen_.try_emplace(state, left_);

		if (!is_new && found->second >= left_) {
			pruned_++;
			machine.stop();
		}
		found->second = left_;
		path_.push_back({ 0, options, free });
	}

	const Node &node = path_[depth_++];

	left_ -= node.picked >= node.free;
	return record(node.picked);
}

int Exhaustive::pick(const Action *, int count, int free)
{
	if (left_ <= 0 && free <= 1)
		return 0;
	return decide(count, free);
}

int Exhaustive::choose(int count)
{
	return left_ > 0 ? decide(count, 1) : 0;
}

} /* namespace sim */
