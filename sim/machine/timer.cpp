/* SPDX-License-Identifier: GPL-2.0 */
#include "timer.hpp"

#include "order.hpp"
#include "story.hpp"

#include <map>

namespace sim::timer {
namespace {

std::map<const void *, Event> timers;

bool is_over(void *argument)
{
	return !static_cast<Event *>(argument)->running;
}

} /* namespace */

void reset()
{
	timers.clear();
}

void init(const void *key, const char *name, Level level, void (*expired)(void *))
{
	auto [found, is_new] = timers.try_emplace(key);
	Event &event = found->second;

	if (!is_new)
		return;
	event.name = name;
	event.level = level;
	event.late = true;
	event.run = expired;
	event.argument = const_cast<void *>(key);
	machine.add(event);
}

void start(const void *key)
{
	point(__builtin_return_address(0));
	Event &event = timers.at(key);

	event.pending = true;
	event.cpu = machine.running ? machine.running->cpu : 0;
	event.clock.join(order::publish(event.cpu));
	story::tell(nullptr, "sets the timer \"%s\"", event.name);
}

void stop(const void *key)
{
	point(__builtin_return_address(0));
	auto found = timers.find(key);

	if (found != timers.end())
		found->second.pending = false;
}

void cancel(const void *key)
{
	auto found = timers.find(key);

	if (found == timers.end())
		return;
	Event &event = found->second;

	point(__builtin_return_address(0));
	event.pending = false;
	while (event.running) {
		machine.spin_until(is_over, &event, "waits for a timer's expiry",
				   __builtin_return_address(0));
		event.pending = false;
	}
	if (machine.running)
		order::join(machine.running->cpu, event.clock);
}

bool is_set(const void *key)
{
	auto found = timers.find(key);

	return found != timers.end() && found->second.pending;
}

int set_count()
{
	int count = 0;

	for (const auto &[key, event] : timers)
		count += event.pending;
	return count;
}

} /* namespace sim::timer */
