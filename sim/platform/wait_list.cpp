/* SPDX-License-Identifier: GPL-2.0 */
#include "wait_list.hpp"

#include "../machine/timer.hpp"
#include "park.hpp"
#include "state.hpp"

#include <list>
#include <map>

using sim::Context;
using sim::machine;

namespace {

struct Waiting {
	const void *address;
	Context *task;
	bool woken = false;
};

struct Sleeper {
	Context *task;
	bool over;
};

std::list<Waiting> waiting;
std::map<const void *, Sleeper> sleepers;

Waiting *find(const void *address)
{
	for (Waiting &each : waiting) {
		if (each.address == address && each.task == machine.running)
			return &each;
	}
	return nullptr;
}

bool is_woken(void *argument)
{
	return static_cast<Waiting *>(argument)->woken;
}

void sleeper_expired(void *key)
{
	Sleeper &sleeper = sleepers[key];

	sleeper.over = true;
	machine.wake(sleeper.task);
}

} /* namespace */

namespace sim::platform {

void waits_reset()
{
	waiting.clear();
	sleepers.clear();
}

} /* namespace sim::platform */

extern "C" {

void sim_wait_list_add(const void *address)
{
	sim::point(__builtin_return_address(0));
	waiting.push_back({ address, machine.running });
}

void sim_wait_list_remove(const void *address)
{
	sim::point(__builtin_return_address(0));
	waiting.remove_if([address](const Waiting &each) {
		return each.address == address && each.task == machine.running;
	});
}

void sim_wait_list_sleep(const void *address, const char *why)
{
	Waiting *const me = find(address);

	if (!me->woken)
		machine.sleep_until(is_woken, me, why, __builtin_return_address(0));
	me->woken = false;
}

void sim_wait_list_wake(const void *address)
{
	sim::point(__builtin_return_address(0));
	for (Waiting &each : waiting) {
		if (each.address == address) {
			each.woken = true;
			machine.wake(each.task);
		}
	}
}

bool sim_is_time_for_a_word(void)
{
	return sim::choose(2, "have ten seconds passed");
}

void sim_sleeper_start(const void *word, bool over)
{
	sleepers[word] = { machine.running, over };
	sim::timer::init(word, "sleeper", sim::Level::hardirq, sleeper_expired);
	if (!over)
		sim::timer::start(word);
}

bool sim_sleeper_is_over(const void *word)
{
	return sleepers[word].over;
}

void sim_sleeper_end(const void *word)
{
	sim::timer::cancel(word);
}

int sim_nice(void)
{
	return machine.running->nice;
}

} /* extern "C" */
