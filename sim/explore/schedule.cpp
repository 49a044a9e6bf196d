/* SPDX-License-Identifier: GPL-2.0 */
#include "schedule.hpp"

#include <cstdio>

namespace sim {

std::string to_text(const Schedule &schedule)
{
	std::string text;

	for (const Departure &each : schedule) {
		if (!text.empty())
			text += ' ';
		text += std::to_string(each.decision) + ':' + std::to_string(each.picked);
	}
	return text.empty() ? "0:0" : text;
}

bool from_text(const std::string &text, Schedule &schedule)
{
	const char *at = text.c_str();
	unsigned long long decision;
	int picked;
	int length;

	schedule.clear();
	while (sscanf(at, " %llu:%d%n", &decision, &picked, &length) == 2) {
		if (picked)
			schedule.push_back({ decision, picked });
		at += length;
	}
	while (*at == ' ' || *at == '\n')
		at++;
	return !*at;
}

int Replay::pick(const Action *, int count, int)
{
	return choose(count);
}

int Replay::choose(int count)
{
	/* If an earlier departure was left out, the option of a later one may not exist. */
	while (next_ < schedule_.size() && schedule_[next_].decision < machine.decisions)
		next_++;
	if (!is_next())
		return 0;

	const int picked = schedule_[next_++].picked;

	return picked < count ? picked : 0;
}

} /* namespace sim */
