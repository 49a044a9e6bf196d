/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The machine: each CPU runs a task, on top of it perhaps a softirq, on top of that perhaps a hard
 * interrupt. One context at a time makes a step. Before each step that others could notice, the
 * context calls point(), and the explorer chooses the context of the next step.
 */
#pragma once

#include "context.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

/* The configuration of the machine. */
struct Config {
	int cpus = 2;
	bool preemptive = true;		/* CONFIG_PREEMPT */
	bool realtime = false;		/* CONFIG_PREEMPT_RT */
	bool whole_stop = false;
	int idle_workers = 1;		/* of each pool, at the start */
	int max_active = 8;		/* of each workqueue */
	int patience = 24;		/* timers that may expire in a row without progress */
	bool settles = true;		/* the module's exit comes when all is quiet */
	bool start_may_fail = false;	/* allocations of the module's start may fail */
	bool weak = false;		/* loads may return old values */
	bool races = false;		/* unordered plain accesses are a violation */
};

/* An event that may occur on a CPU: a timer that is due, a device's interrupt. */
struct Event {
	const char *name;
	Level level;
	int cpu = -1;			/* or -1 for any */
	bool pending = false;
	bool late = false;		/* the default only when nothing else can happen: a timer */
	void (*run)(void *argument) = nullptr;
	void *argument = nullptr;
	Context *running = nullptr;
	std::uint64_t occurred = 0;	/* the step of its last occurrence */
	Clock clock;			/* of what made it pending */
	int number = 0;			/* in the order in which they were added */
};

struct Cpu {
	bool online = true;
	Context *task = nullptr;
	Context *softirq = nullptr;
	Context *hardirq = nullptr;
	Context *bottom_halves = nullptr;	/* with PREEMPT_RT: the task that has them off */

	Context *top() const { return hardirq ? hardirq : softirq ? softirq : task; }
};

/* The options of the next step. */
struct Action {
	enum ItemOps : std::uint8_t { proceed, resume, occur };

	ItemOps kind;
	int cpu;
	Context *context;
	Event *event;
};

/* Chooses. Option 0 is always the default. */
class Explorer {
public:
	virtual ~Explorer() = default;

	/* Whether to offer other options although the running context can continue. */
	virtual bool deviates() = 0;
	/* Chooses one of @count actions. The first @free cost nothing: the context must stop. */
	virtual int pick(const Action *actions, int count, int free) = 0;
	/* Chooses one of @count outcomes that do not depend on the order of steps. */
	virtual int choose(int count) = 0;
	/* Chooses one of @count values that a load may return, the newest first. */
	virtual int choose_value(int count) = 0;
};

struct Violation {
	bool found = false;
	char kind[64] = "";
	char text[1024] = "";
	const void *pc = nullptr;
};

class Machine {
public:
	Config config;
	std::vector<Cpu> cpus;
	Context *running = nullptr;
	Explorer *explorer = nullptr;
	Violation violation;
	std::uint64_t steps = 0;
	std::uint64_t most_steps = 200000;
	std::uint64_t decisions = 0;
	bool exploring = false;		/* else every decision is the default one */
	bool ended = false;
	int mutant = 0;			/* the number of the active mutant; 0: none */
	std::vector<bool> reached;	/* the mutants whose lines were reached */
	int items = 0;			/* that have begun in this schedule */
	int fires = 0;			/* late events in a row without progress */
	long long now = 1'000'000'000;	/* nanoseconds */

	/* Empties the machine: no contexts, no events. */
	void reset(const Config &config);
	/* Runs until no option is left, until a violation, or until stop(). */
	void run();

	Context *create(const char *name, void (*entry)(void *), void *argument, int bound);
	const std::vector<Context *> &contexts() const { return contexts_; }
	void add(Event &event)
	{
		events_.push_back(&event);
		event.number = static_cast<int>(events_.size());
	}
	const std::vector<Event *> &events() const { return events_; }

	/* Before a step of the running context. */
	void point(const void *pc);
	/* cpu_relax(): the running context continues after a step of another one. */
	void relax(const void *pc);
	/* The running context occupies its CPU until the condition holds. */
	void spin_until(Condition condition, void *argument, const char *why, const void *pc,
			bool is_step = true);
	/* The running task leaves its CPU until @condition holds; null: until it is woken. */
	void sleep_until(Condition condition, void *argument, const char *why, const void *pc);
	void wake(Context *task);
	/* The running task sleeps until nothing else can happen. */
	void sleep_until_quiet();
	/* The running task continues on @cpu. */
	void migrate(int cpu);
	[[noreturn]] void finish();	/* ends the running context */
	[[noreturn]] void stop();	/* ends the schedule */

	std::uint64_t hash() const;
	bool may_preempt(const Context *task) const;
	/* Whether a softirq, or another task, can run on @cpu. */
	bool is_awaited(int cpu) const;

private:
	/* How a task gets a CPU: a free one, by preemption, or by migration from a free one. */
	enum class How { at_home, preempting, away };

	bool is_enabled(const Context *context) const;
	bool can_take(const Cpu &cpu, const Event &event) const;
	int collect(Action *actions, int &free);
	void collect_events(bool late, Action *actions, int &count) const;
	void collect_tasks(int cpu, How how, Action *actions, int &count) const;
	bool has_free_home(const Context *task, int cpu) const;
	void reschedule();
	void be_fair();
	void act(const Action &action);
	void go_to(Context *context);
	Context *begin_event(int cpu, Event &event);
	bool look_again();
	void describe_deadlock();
	static void start_context(void *context);

	std::vector<Context *> contexts_;	/* all that are not finished */
	std::vector<Context *> done_;		/* finished in this schedule */
	std::vector<Context *> spare_;
	std::vector<Event *> events_;
	Fiber host_;
	int numbers_ = 0;
	int streak_ = 0;			/* steps in a row of one CPU */
	int streak_cpu_ = 0;
	bool any_relaxed_ = false;
	bool only_late_ = false;		/* could only timers happen, at the last step? */
	Context *quiet_ = nullptr;
};

extern Machine machine;

/* Short forms of frequent calls. */
inline void point(const void *pc = __builtin_return_address(0)) { machine.point(pc); }
/* 0, unless the schedule chooses another of @count outcomes. @question is for the trace. */
int choose(int count, const char *question);
[[gnu::format(printf, 3, 4)]] void violation(const char *kind, const void *pc, const char *format,
					     ...);

} /* namespace sim */
