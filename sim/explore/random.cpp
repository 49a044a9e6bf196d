/* SPDX-License-Identifier: GPL-2.0 */
#include "random.hpp"

#include "../machine/hash.hpp"

namespace sim {

std::uint64_t Chance::next()
{
	/* splitmix64 */
	state_ += 0x9e3779b97f4a7c15;

	std::uint64_t z = state_;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

Random::Random(std::uint64_t seed) : chance_(seed)
{
	static constexpr int means[] = { 2, 5, 12, 30, 80 };
	static constexpr int horizons[] = { 100, 250, 500, 1000, 4000 };

	mean_ = means[chance_.below(5)];
	horizon_ = horizons[chance_.below(5)];
	events_ = 2 + chance_.below(8);
	plan();
}

void Random::plan()
{
	next_ = machine.decisions + 1 + chance_.below(2 * mean_);
}

bool Random::deviates()
{
	return machine.decisions >= next_ && !is_over();
}

int Random::pick(const Action *, int count, int free)
{
	if (is_over())
		return 0;
	plan();
	if (free < count && (chance_.one_in(events_) || free == 1))
		return record(chance_.below(count));
	return record(chance_.below(free));
}

int Random::choose(int count)
{
	return !is_over() && chance_.one_in(3) ? record(chance_.below(count)) : 0;
}

int Random::choose_value(int count)
{
	return !is_over() && chance_.one_in(2) ? record(chance_.below(count)) : 0;
}

Pct::Pct(std::uint64_t seed) : chance_(seed), seed_(seed)
{
	static constexpr int horizons[] = { 150, 400, 1000 };

	horizon_ = horizons[chance_.below(3)];
	for (std::uint64_t &change : changes_)
		change = chance_.below(static_cast<int>(horizon_));
}

/* A timer's expiry is less likely: it also comes when nothing else can happen. */
std::uint32_t Pct::priority_of(const Action &action)
{
	if (action.context) {
		if (!action.context->priority)
			action.context->priority = 1000 + (chance_.next() >> 40);
		return action.context->priority;
	}

	const std::uint64_t hash = mix(mix(seed_, action.event->number), machine.now);

	return action.event->late && hash % 4 ? 1 : 1000 + (hash >> 40);
}

int Pct::pick(const Action *actions, int count, int)
{
	if (machine.decisions > horizon_)
		return 0;
	for (std::uint64_t &change : changes_) {
		if (machine.decisions >= change && change && machine.running) {
			machine.running->priority = 2 + (&change - changes_);
			change = 0;
		}
	}

	int best = 0;
	std::uint32_t highest = 0;

	for (int i = 0; i < count; i++) {
		const std::uint32_t priority = priority_of(actions[i]);

		if (priority > highest) {
			highest = priority;
			best = i;
		}
	}
	return record(best);
}

int Pct::choose(int count)
{
	const bool departs = machine.decisions <= horizon_ && chance_.one_in(3);

	return departs ? record(chance_.below(count)) : 0;
}

int Pct::choose_value(int count)
{
	const bool departs = machine.decisions <= horizon_ && chance_.one_in(3);

	return departs ? record(chance_.below(count)) : 0;
}

} /* namespace sim */
