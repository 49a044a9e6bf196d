/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A context: one flow of control of the simulated machine. A task, or a softirq or hard interrupt
 * that sits upon what it interrupted.
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

	/* ---- Who it is ---- */
	int number = 0;
	char name[40] = "";
	Level level = Level::task;
	int bound = -1;			/* the only CPU that it may run on, or -1 */
	Worker *worker = nullptr;	/* of a workqueue */
	void (*entry)(void *argument) = nullptr;
	void *argument = nullptr;
	Fiber fiber;

	/* ---- What it does ---- */
	State state = runnable;
	int cpu = 0;			/* where it runs, or ran last */
	bool begun = false;
	bool going_to_sleep = false;	/* set_current_state(), and not woken since */
	bool relaxed = false;		/* has nothing to do until another context made a step */
	bool pinned = false;		/* to its CPU, since it has something of that */
	bool yields = false;		/* others may have its CPU now, though it is not preemptible */
	Condition waits_for = nullptr;	/* goes on only when that holds */
	void *waits_with = nullptr;
	const char *waits_why = "";

	/* ---- What it has turned off ---- */
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
	int depth = 0;			/* of calls, for a story */
};

} /* namespace sim */
