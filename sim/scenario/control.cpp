/* SPDX-License-Identifier: GPL-2.0 */
#include "control.hpp"

#include "../machine/machine.hpp"
#include "../machine/memory.hpp"
#include "../machine/order.hpp"
#include "../machine/story.hpp"
#include "../machine/workqueue.hpp"
#include "../platform/state.hpp"
#include "run.hpp"

#include <cstdarg>
#include <cstdio>
#include <deque>

using sim::Clock;
using sim::Event;
using sim::Level;
using sim::machine;

namespace {

struct Counter {
	const char *name;
	unsigned value = 0;
	Clock clock;
};

struct Wait {
	const Counter *counter;
	unsigned value;
};

std::deque<Event> interrupts;
int threads;
Clock ended;				/* of the threads and interrupts that have ended */

/* Made while the program starts. The order of initialisation is not defined then. */
std::deque<Counter> &counters()
{
	static std::deque<Counter> all;

	return all;
}

bool has_come(void *argument)
{
	const Wait &wait = *static_cast<Wait *>(argument);

	return wait.counter->value >= wait.value;
}

bool are_joined(void *)
{
	for (const Event &event : interrupts) {
		if (event.pending || event.running)
			return false;
	}
	return !threads;
}

void thread_main(void *function)
{
	reinterpret_cast<void (*)()>(function)();
	ended.join(sim::order::publish(machine.running->cpu));
	threads--;
}

void interrupt_main(void *function)
{
	reinterpret_cast<void (*)()>(function)();
	ended.join(sim::order::publish(machine.running->cpu));
}

void add_event(const char *name, int cpu, void (*function)(), Level level)
{
	Event &event = interrupts.emplace_back();

	event.name = name;
	event.level = level;
	event.cpu = cpu;
	event.pending = true;
	event.run = interrupt_main;
	event.argument = reinterpret_cast<void *>(function);
	event.clock = sim::order::publish(machine.running->cpu);
	machine.add(event);
}

} /* namespace */

namespace sim::control {

void reset()
{
	for (Counter &counter : counters()) {
		counter.value = 0;
		counter.clock = {};
	}
	interrupts.clear();
	threads = 0;
	ended = {};
}

std::uint64_t hash()
{
	std::uint64_t sum = 0;
	std::uint64_t index = 0;

	for (const Counter &counter : counters())
		sum += (++index * 0x9e3779b97f4a7c15) ^ counter.value * 0xff51afd7ed558ccd;
	return sum + threads;
}

} /* namespace sim::control */

extern "C" {

int sim_counter(const char *name)
{
	counters().push_back({ .name = name });
	return counters().size() - 1;
}

unsigned sim_count(int counter)
{
	return counters()[counter].value;
}

void sim_add(int counter)
{
	Counter &mine = counters()[counter];

	sim::point(__builtin_return_address(0));
	mine.value++;
	mine.clock.join(sim::order::publish(machine.running->cpu));
	sim::story::tell(nullptr, "%s: %u", mine.name, mine.value);
}

void sim_take_back(int counter)
{
	counters()[counter].value--;
}

void sim_sleep_for(int counter, unsigned value)
{
	Counter &mine = counters()[counter];
	Wait wait = { &mine, value };

	machine.sleep_until(has_come, &wait, mine.name, __builtin_return_address(0));
	sim::order::join(machine.running->cpu, mine.clock);
}

void sim_spin_for(int counter, unsigned value)
{
	Counter &mine = counters()[counter];
	Wait wait = { &mine, value };

	machine.spin_until(has_come, &wait, mine.name, __builtin_return_address(0));
	sim::order::join(machine.running->cpu, mine.clock);
}

void sim_thread(const char *name, int cpu, void (*function)())
{
	sim::point(__builtin_return_address(0));
	threads++;
	machine.create(name, thread_main, reinterpret_cast<void *>(function), cpu);
}

void sim_native(int cpu, void (*function)())
{
	threads++;
	sim::workqueue::start(sim::workqueue::system(), cpu, reinterpret_cast<void *>(function),
			      thread_main);
}

void sim_softirq(const char *name, int cpu, void (*function)())
{
	add_event(name, cpu, function, Level::softirq);
}

void sim_interrupt(const char *name, int cpu, void (*function)())
{
	add_event(name, cpu, function, Level::hardirq);
}

void sim_join()
{
	machine.sleep_until(are_joined, nullptr, "waits for the driver's threads and interrupts",
			    __builtin_return_address(0));
	sim::order::join(machine.running->cpu, ended);
}

void sim_progress()
{
	machine.items++;
	machine.fires = 0;
}

void sim_memory(int state)
{
	sim::platform::set_memory(static_cast<sim::platform::Memory>(state));
}

void sim_skip_memory(unsigned megabytes)
{
	sim::memory::skip(std::size_t(megabytes) << 20);
}

void sim_threads(bool can_be_created)
{
	sim::point(__builtin_return_address(0));
	sim::workqueue::allow_creation(can_be_created);
}

void sim_cpu_offline(int cpu)
{
	sim::point(__builtin_return_address(0));
	sim::workqueue::offline(cpu);
}

void sim_cpu_online(int cpu)
{
	sim::point(__builtin_return_address(0));
	sim::workqueue::online(cpu);
}

bool sim_coin(const char *question)
{
	return sim::choose(2, question);
}

/* Called by the code under test in a build of mutants.py. */
int sim_mutant(int number)
{
	if (static_cast<std::size_t>(number) < machine.reached.size())
		machine.reached[number] = true;
	return number == machine.mutant;
}

int sim_cpu()
{
	return machine.running->cpu;
}

void sim_fail(const char *format, ...)
{
	char text[400];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	sim::violation("wrong", __builtin_return_address(0), "%s", text);
}

void sim_say(const char *format, ...)
{
	char text[400];
	va_list arguments;

	if (!sim::story::is_told)
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	sim::story::tell(nullptr, "%s", text);
}

}
