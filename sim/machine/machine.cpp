/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The options of the next step, and their execution.
 */
#include "machine.hpp"

#include "hash.hpp"
#include "order.hpp"
#include "story.hpp"
#include "workqueue.hpp"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace sim {

Machine machine;

namespace {

constexpr int kMostActions = 256;
constexpr int kLongestStreak = 1000;

} /* namespace */

void Machine::reset(const Config &wanted)
{
	config = wanted;
	cpus.assign(config.cpus, Cpu{});
	spare_.insert(spare_.end(), contexts_.begin(), contexts_.end());
	spare_.insert(spare_.end(), done_.begin(), done_.end());
	contexts_.clear();
	done_.clear();
	any_relaxed_ = false;
	quiet_ = nullptr;
	streak_ = 0;
	streak_cpu_ = 0;
	for (Context *context : spare_)
		context->fiber.drop();
	events_.clear();
	running = nullptr;
	violation = {};
	steps = 0;
	decisions = 0;
	fires = 0;
	items = 0;
	numbers_ = 0;
	ended = false;
	now = 1'000'000'000;
}

Context *Machine::create(const char *name, void (*entry)(void *), void *argument, int bound)
{
	Context *context;

	if (spare_.empty()) {
		context = new Context;
	} else {
		context = spare_.back();
		spare_.pop_back();
		context->fiber.drop();
		context->~Context();
		new (context) Context;
	}
	context->number = ++numbers_;
	snprintf(context->name, sizeof(context->name), "%s", name);
	context->entry = entry;
	context->argument = argument;
	context->bound = bound;
	context->cpu = bound >= 0 ? bound : 0;
	context->observed = mix(kHashStart, context->number);
	if (running)
		context->clock = order::publish(running->cpu);
	contexts_.push_back(context);
	return context;
}

void Machine::start_context(void *argument)
{
	auto *const context = static_cast<Context *>(argument);

	context->entry(context->argument);
	machine.finish();
}

/* ---- What can happen ------------------------------------------------------------------ */

bool Machine::is_enabled(const Context *context) const
{
	return context->state == Context::runnable && !context->relaxed &&
	       (!context->waits_for || context->waits_for(context->waits_with));
}

bool Machine::may_preempt(const Context *task) const
{
	if (task->interrupts || task->preemption)
		return false;
	if (config.realtime)
		return true;
	return !task->bottom_halves && (config.preemptive || task->yields);
}

bool Machine::is_awaited(int cpu) const
{
	for (const Event *event : events_) {
		if (event->pending && event->level == Level::softirq && !event->late &&
		    event->cpu == cpu)
			return true;
	}
	for (const Context *task : contexts_) {
		if (task->level == Level::task && task->state == Context::runnable &&
		    task->cpu == cpu && task != cpus[cpu].task && is_enabled(task))
			return true;
	}
	return false;
}

bool Machine::can_take(const Cpu &cpu, const Event &event) const
{
	const Context *const top = cpu.top();

	if (!event.pending || event.running || !cpu.online || cpu.hardirq ||
	    (top && top->interrupts))
		return false;
	if (event.level == Level::hardirq)
		return true;
	/* With PREEMPT_RT it is a task, which also waits while preemption is off. */
	if (config.realtime && (cpu.bottom_halves || (cpu.task && cpu.task->preemption)))
		return false;
	return !cpu.softirq && !(cpu.task && cpu.task->bottom_halves);
}

/* Whether the task prefers the CPU on which it ran last, which is free. */
bool Machine::has_free_home(const Context *task, int cpu) const
{
	const Cpu &home = cpus[task->cpu];

	return task->cpu != cpu && home.online && !home.top();
}

/* The tasks that could have @cpu. */
void Machine::collect_tasks(int cpu, How how, Action *actions, int &count) const
{
	const Cpu &place = cpus[cpu];

	if (!place.online || place.hardirq || place.softirq)
		return;
	if (how == How::preempting ? !place.task || !may_preempt(place.task)
				   : place.task != nullptr)
		return;
	for (Context *task : contexts_) {
		if (task->level != Level::task || task->state == Context::finished ||
		    task == place.task || (task->bound >= 0 && task->bound != cpu) ||
		    (task->pinned && task->cpu != cpu))
			continue;
		if (cpus[task->cpu].task == task)
			continue;
		if (how != How::preempting && has_free_home(task, cpu) != (how == How::away))
			continue;
		/* A sleeping task can run when its condition holds. */
		if (task->state == Context::asleep &&
		    !(task->waits_for && task->waits_for(task->waits_with)))
			continue;
		if (task->state == Context::runnable && !is_enabled(task))
			continue;
		if (count < kMostActions)
			actions[count++] = { Action::resume, cpu, task, nullptr };
	}
}

/* The events that may come: timers, or the others. */
void Machine::collect_events(bool late, Action *actions, int &count) const
{
	const int all = static_cast<int>(cpus.size());
	const int here = running ? running->cpu : 0;

	for (int i = 0; i < all; i++) {
		const int cpu = (here + i) % all;

		for (Event *event : events_) {
			const bool elsewhere = event->cpu >= 0 && event->cpu != cpu;

			if (event->late == late && count < kMostActions &&
			    !(elsewhere && cpus[event->cpu].online) && can_take(cpus[cpu], *event))
				actions[count++] = { Action::occur, cpu, nullptr, event };
		}
	}
}

/*
 * All options, the default first. The default is that the running context continues; else a context
 * of another CPU; else a task that waits for a CPU; else an event; and a timer only when there is
 * nothing else.
 */
int Machine::collect(Action *actions, int &free)
{
	const int all = static_cast<int>(cpus.size());
	const int here = running ? running->cpu : 0;
	const bool goes_on = running && cpus[here].top() == running && is_enabled(running);
	int count = 0;

	if (goes_on)
		actions[count++] = { Action::proceed, here, running, nullptr };
	for (int i = 0; i < all; i++) {
		const int cpu = (here + i) % all;
		Context *const top = cpus[cpu].top();

		if (top && top != running && is_enabled(top))
			actions[count++] = { Action::proceed, cpu, top, nullptr };
	}
	for (int i = 0; i < all; i++)
		collect_tasks((here + i) % all, How::at_home, actions, count);
	free = goes_on ? 1 : count;

	/* Preemption, migration, and events. */
	for (const How how : { How::preempting, How::away }) {
		for (int i = 0; i < all; i++)
			collect_tasks((here + i) % all, how, actions, count);
	}
	/* A spinning task keeps its CPU from others only until its time slice ends. */
	const bool only_preemption = !free;

	if (only_preemption)
		free = count;
	collect_events(false, actions, count);
	const int others = count;

	collect_events(true, actions, count);
	only_late_ = !others && count;
	/* The timer that has waited longest is first, so that no timer starves. */
	std::stable_sort(actions + others, actions + count, [](const Action &a, const Action &b) {
		return a.event->occurred < b.event->occurred;
	});
	if (!free)
		free = count;
	return count;
}

/* ---- Making it happen ----------------------------------------------------------------- */

Context *Machine::begin_event(int cpu, Event &event)
{
	Context *const context = create(event.name, event.run, event.argument, cpu);

	context->level = event.level;
	context->cpu = cpu;
	/* An interrupt comes with interrupts off. */
	context->interrupts = event.level == Level::hardirq;
	order::join(cpu, event.clock);
	(event.level == Level::hardirq ? cpus[cpu].hardirq : cpus[cpu].softirq) = context;
	event.pending = false;
	event.running = context;
	event.occurred = steps + 1;
	if (event.late)
		now += 1'000'000;
	return context;
}

void Machine::act(const Action &action)
{
	Context *target = action.context;

	switch (action.kind) {
	case Action::proceed:
		break;
	case Action::resume: {
		Cpu &cpu = cpus[action.cpu];

		if (cpu.task)
			cpu.task->clock.join(order::publish(action.cpu));
		cpu.task = target;
		target->cpu = action.cpu;
		if (target->state == Context::asleep) {
			target->state = Context::runnable;
			target->waits_for = nullptr;
		}
		order::join(action.cpu, target->clock);
		break;
	}
	case Action::occur:
		target = begin_event(action.cpu, *action.event);
		break;
	}
	go_to(target);
}

void Machine::go_to(Context *target)
{
	Context *const from = running;

	if (target == from)
		return;
	running = target;
	story::switch_to(*target);
	if (!target->begun) {
		target->begun = true;
		target->fiber.prepare(start_context, target);
	}
	target->fiber.switch_from(from ? from->fiber : host_);
}

/* The running context cannot continue. Picks another; returns when it can continue. */
void Machine::reschedule()
{
	Action actions[kMostActions];
	int free;
	int count = collect(actions, free);

	if (!count && look_again())
		count = collect(actions, free);
	if (!count && quiet_) {
		actions[0] = { Action::resume, quiet_->cpu, quiet_, nullptr };
		quiet_ = nullptr;
		count = 1;
	}
	if (!count) {
		describe_deadlock();
		stop();
	}

	int picked = 0;

	decisions++;
	if (count > 1 && exploring)
		picked = explorer->pick(actions, count, free);
	if (only_late_ && !picked && ++fires > config.patience)
		sim::violation("no progress", nullptr,
			       "%d timers in a row have expired since anything else could happen, "
			       "and no item has begun", fires);
	act(actions[picked]);
}

/* No CPU makes no step for ever while another one makes steps. */
void Machine::be_fair()
{
	Action actions[kMostActions];
	int free;
	const int count = collect(actions, free);

	streak_ = 0;
	for (int i = 0; i < count; i++) {
		if (actions[i].cpu != running->cpu && actions[i].kind != Action::occur) {
			act(actions[i]);
			return;
		}
	}
}

void Machine::point(const void *pc)
{
	Context *const me = running;

	if (!me)
		return;
	me->at = pc;
	me->observed = mix(me->observed, pc);
	steps++;
	if (steps > most_steps) [[unlikely]]
		sim::violation("no end", pc, "%llu steps, and no end",
			       static_cast<unsigned long long>(steps));
	decisions++;
	if (exploring && explorer->deviates()) [[unlikely]] {
		Action actions[kMostActions];
		int free;
		const int count = collect(actions, free);
		const int picked = count > 1 ? explorer->pick(actions, count, free) : 0;

		if (picked)
			act(actions[picked]);
	}
	if (me->cpu != streak_cpu_) {
		streak_cpu_ = me->cpu;
		streak_ = 0;
	} else if (++streak_ > kLongestStreak) {
		be_fair();
	}
	if (!any_relaxed_)
		return;
	any_relaxed_ = false;
	for (Context *other : contexts_) {
		if (other != me)
			other->relaxed = other->looked_again = false;
	}
}

/*
 * Whether a spinning context looks once more, when nothing else can happen: what it saw last may be older than the last
 * step of another one.
 */
bool Machine::look_again()
{
	for (Context *each : contexts_) {
		if (each->relaxed && !each->looked_again) {
			each->relaxed = false;
			each->looked_again = true;
			return true;
		}
	}
	return false;
}

void Machine::relax(const void *pc)
{
	running->relaxed = true;
	any_relaxed_ = true;
	running->at = pc;
	steps++;
	reschedule();
}

void Machine::spin_until(Condition condition, void *argument, const char *why, const void *pc,
			 bool is_step)
{
	Context *const me = running;

	if (!me)
		return;
	if (is_step)
		point(pc);
	if (condition(argument))
		return;
	me->at = pc;
	me->waits_for = condition;
	me->waits_with = argument;
	me->waits_why = why;
	reschedule();
	me->waits_for = nullptr;
	me->observed = mix(me->observed, 1);
}

void Machine::sleep_until(Condition condition, void *argument, const char *why, const void *pc)
{
	Context *const me = running;

	if (me->level != Level::task || me->interrupts || me->preemption ||
	    (me->bottom_halves && !config.realtime))
		sim::violation("sleeps where it must not", pc, "%s %s", me->name, why);
	point(pc);
	if (condition ? condition(argument) : !me->going_to_sleep)
		return;
	me->state = Context::asleep;
	me->waits_for = condition;
	me->waits_with = argument;
	me->waits_why = why;
	me->clock.join(order::publish(me->cpu));
	cpus[me->cpu].task = nullptr;
	story::tell(nullptr, "sleeps: %s", why);
	workqueue::sleeping(me);
	reschedule();
	me->waits_for = nullptr;
	workqueue::woken(me);
	story::tell(nullptr, "goes on");
}

void Machine::sleep_until_quiet()
{
	quiet_ = running;
	running->going_to_sleep = true;
	sleep_until(nullptr, nullptr, "waits until all is quiet", nullptr);
	for (std::size_t i = 0; i < cpus.size(); i++)
		order::join(running->cpu, order::publish(i));
}

void Machine::migrate(int cpu)
{
	Context *const me = running;

	if (me->cpu == cpu)
		return;
	me->clock.join(order::publish(me->cpu));
	cpus[me->cpu].task = nullptr;
	me->cpu = cpu;
	reschedule();
}

void Machine::wake(Context *task)
{
	task->going_to_sleep = false;
	if (running)
		task->clock.join(order::publish(running->cpu));
	if (task->state == Context::asleep && !task->waits_for)
		task->state = Context::runnable;
}

void Machine::finish()
{
	Context *const me = running;
	Cpu &cpu = cpus[me->cpu];

	me->state = Context::finished;
	if (cpu.hardirq == me)
		cpu.hardirq = nullptr;
	else if (cpu.softirq == me)
		cpu.softirq = nullptr;
	else
		cpu.task = nullptr;
	for (Event *event : events_) {
		if (event->running == me) {
			event->running = nullptr;
			event->clock.join(order::publish(me->cpu));
		}
	}
	contexts_.erase(std::find(contexts_.begin(), contexts_.end(), me));
	done_.push_back(me);
	story::tell(nullptr, "ends");
	reschedule();
	__builtin_unreachable();
}

void Machine::stop()
{
	Context *const me = running;

	ended = true;
	running = nullptr;
	host_.switch_from(me->fiber);
	__builtin_unreachable();
}

void Machine::run()
{
	running = nullptr;
	ended = false;
	reschedule();
	/* The schedule has ended. The stacks are dropped. */
}

/* ---- Ends ----------------------------------------------------------------------------- */

void Machine::describe_deadlock()
{
	char text[900] = "";
	std::size_t length = 0;

	for (const Context *context : contexts_) {
		if (context->worker && workqueue::is_idle(*context->worker))
			continue;
		length += snprintf(text + length, sizeof(text) - length, "\n    %s on CPU %d: %s%s",
				   context->name, context->cpu,
				   context->state == Context::asleep ? "sleeps: " :
				   context->waits_for ? "waits: " : "has no CPU",
				   context->state == Context::asleep || context->waits_for ?
				   context->waits_why : "");
		if (length >= sizeof(text))
			break;
	}
	if (length)
		sim::violation("deadlock", nullptr, "nothing can happen any more%s", text);
}

int choose(int count, const char *question)
{
	if (!machine.exploring || !machine.running)
		return 0;
	machine.decisions++;
	const int chosen = machine.explorer->choose(count);

	machine.running->observed = mix(machine.running->observed, chosen);
	if (chosen)
		story::tell(nullptr, "%s? answer %d", question, chosen);
	return chosen;
}

void violation(const char *kind, const void *pc, const char *format, ...)
{
	Violation &found = machine.violation;
	va_list arguments;

	if (!found.found) {
		found.found = true;
		found.pc = pc;
		snprintf(found.kind, sizeof(found.kind), "%s", kind);
		va_start(arguments, format);
		vsnprintf(found.text, sizeof(found.text), format, arguments);
		va_end(arguments);
		story::tell(pc, "VIOLATION: %s: %s", found.kind, found.text);
	}
	if (machine.running)
		machine.stop();
}

/* ---- The state's hash ----------------------------------------------------------------- */

static std::uint64_t hash_of(const Context &context)
{
	std::uint64_t hash = mix(kHashStart, context.observed);

	hash = mix(hash, context.cpu << 8 | context.state << 4 | context.going_to_sleep << 1 |
			 context.interrupts);
	return mix(hash, context.preemption << 8 | context.bottom_halves);
}

std::uint64_t Machine::hash() const
{
	std::uint64_t sum = workqueue::hash();

	for (const Context *context : contexts_)
		sum += hash_of(*context);
	for (std::size_t i = 0; i < cpus.size(); i++) {
		std::uint64_t hash = mix(kHashStart, i << 1 | cpus[i].online);

		for (const Context *each : { cpus[i].task, cpus[i].softirq, cpus[i].hardirq,
					     cpus[i].bottom_halves })
			hash = mix(hash, each ? each->number : 0);
		sum += hash;
	}
	for (const Event *event : events_)
		sum += mix(mix(kHashStart, event->number),
			   event->pending << 8 | (event->cpu + 1) << 1 |
				   (event->running != nullptr));
	return mix(sum, running ? running->number : 0);
}

} /* namespace sim */
