/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stall timer, the alarms of KTIMERs, the softirqs of DPCs, and time.
 */
#include "../machine/timer.hpp"

#include "../machine/order.hpp"
#include "linux/alarm.h"
#include "linux/dpc.h"
#include "linux/stall_timer.h"
#include "linux/time.h"
#include "state.hpp"

#include <algorithm>
#include <set>

using sim::Event;
using sim::Level;
using sim::machine;
namespace timer = sim::timer;

namespace {

constexpr ww_s64 kReal = 1'000'000'000'000'000'000;	/* the other clock is ahead by this */

char alarms[WW_CLOCKS];
ww_s64 due[WW_CLOCKS];
Event dpcs[sim::kMostCpus];
std::set<const void *> watches;

void watch_expired(void *key)
{
	auto *const watch = static_cast<ww_stall_timer *>(key);
	const ww_u64 next = ww_stall_timer_expired(watch, 0);

	if (next)
		ww_stall_timer_start(watch, next);
}

void alarm_expired(void *key)
{
	const auto clock = static_cast<ww_clock>(static_cast<char *>(key) - alarms);

	if (ww_time(clock) < due[clock])
		machine.now += due[clock] - ww_time(clock);
	ww_alarm_expired(clock);
}

bool none_is_set(void *)
{
	return std::none_of(watches.begin(), watches.end(), timer::is_set);
}

bool has_run(void *dpc)
{
	return !static_cast<Event *>(dpc)->pending && !static_cast<Event *>(dpc)->running;
}

void dpc_run(void *argument)
{
	/* For the CPU on which it was raised. */
	ww_dpc_run(static_cast<Event *>(argument) - dpcs);
}

} /* namespace */

namespace sim::platform {

void timers_reset()
{
	watches.clear();
	for (Event &dpc : dpcs)
		dpc = { .name = "dpc", .level = Level::softirq, .run = dpc_run, .argument = &dpc };
	for (int cpu = 0; cpu < machine.config.cpus; cpu++) {
		dpcs[cpu].cpu = cpu;
		machine.add(dpcs[cpu]);
	}
}

} /* namespace sim::platform */

extern "C" {

void sim_sleep_until_unwatched(void)
{
	machine.sleep_until(none_is_set, nullptr, "waits until no stall timer is set",
			    __builtin_return_address(0));
}

void ww_stall_timer_init(struct ww_stall_timer *watch)
{
	watches.insert(watch);
	timer::init(watch, "watch", Level::hardirq, watch_expired);
}

void ww_stall_timer_start(struct ww_stall_timer *watch, ww_u64)
{
	timer::start(watch);
}

void ww_stall_timer_cancel(struct ww_stall_timer *watch)
{
	sim::platform::might_sleep(__builtin_return_address(0));
	timer::cancel(watch);
}

void ww_alarms_init(void)
{
	for (char &alarm : alarms)
		timer::init(&alarm, "alarm", Level::hardirq, alarm_expired);
}

void ww_alarms_exit(void)
{
	sim::platform::might_sleep(__builtin_return_address(0));
	for (char &alarm : alarms)
		timer::cancel(&alarm);
}

void ww_alarm_set(enum ww_clock clock, ww_s64 when)
{
	due[clock] = when;
	timer::start(&alarms[clock]);
}

void ww_dpcs_init(void) {}

/* tasklet_kill(): a raised softirq runs, and has ended when this returns. */
void ww_dpcs_exit(void)
{
	sim::platform::might_sleep(__builtin_return_address(0));
	if (!machine.running)
		return;
	for (Event &dpc : dpcs) {
		machine.sleep_until(has_run, &dpc, "waits for a softirq's end",
				    __builtin_return_address(0));
		sim::order::join(machine.running->cpu, dpc.clock);
	}
}

void ww_dpc_raise(ww_u32 cpu)
{
	sim::point(__builtin_return_address(0));
	dpcs[cpu].pending = true;
	if (machine.running)
		dpcs[cpu].clock.join(sim::order::publish(machine.running->cpu));
	/* It may run before this returns. */
	sim::point(__builtin_return_address(0));
}

ww_s64 ww_time(enum ww_clock clock)
{
	return machine.now + (clock == WW_CLOCK_REAL ? kReal : 0);
}

ww_s64 ww_time_since_boot(void)
{
	return machine.now;
}

ww_s32 ww_minutes_west(void)
{
	return 0;
}

ww_u32 ww_tick_length(void)
{
	return 4'000'000;
}

void ww_stall(ww_u32 microseconds)
{
	machine.now += microseconds * 1000ll;
	sim::point(__builtin_return_address(0));
}

} /* extern "C" */
