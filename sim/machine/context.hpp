/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A context: one flow of control of the simulated machine. A task, or a softirq or hard interrupt
 * on top of the context that it interrupted.
 */
#pragma once

#include "clock.hpp"
#include "fiber.hpp"

#include <cstdint>

namespace sim {

enum class Level : std::uint8_t { task, softirq, hardirq };

using Condition = bool (*)(void *argument);

struct Worker;

struct Context {
	enum State : std::uint8_t { runnable, asleep, finished };

	/* ---- Identity ---- */
	int number = 0;
	char name[40] = "";
	Level level = Level::task;
	int bound = -1;			/* the only CPU that it may run on, or -1 */
	Worker *worker = nullptr;	/* of a workqueue */
	void (*entry)(void *argument) = nullptr;
	void *argument = nullptr;
	Fiber fiber;

	/* ---- State ---- */
	State state = runnable;
	int cpu = 0;			/* where it runs, or ran last */
	bool begun = false;
	bool going_to_sleep = false;	/* set_current_state(), and not woken since */
	bool relaxed = false;		/* waits for a step of another context */
	bool looked_again = false;	/* since the last such step */
	bool pinned = false;		/* to its CPU, since it holds something of that CPU */
	bool yields = false;		/* not preemptible, but others may have its CPU now */
	Condition waits_for = nullptr;	/* continues only when this holds */
	void *waits_with = nullptr;
	const char *waits_why = "";

	/* ---- Disabled by it ---- */
	int preemption = 0;
	int accesses = 0;		/* plain ones, since preemption is off */
	int bottom_halves = 0;
	bool interrupts = false;

	/* ---- For the exploration ---- */
	std::uint64_t observed = 0;	/* a hash of all that it has read */
	std::uint32_t priority = 0;
	Clock clock;			/* of the task while it has no CPU */
	const void *at = nullptr;	/* the code of its last step */

	/* ---- As Linux's task_struct ---- */
	int nice = 0;
	int depth = 0;			/* of calls, for the trace */
};

} /* namespace sim */
