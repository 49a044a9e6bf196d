/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SendWatch: looks at a stack's sends each eight seconds, as long as a driver has some, and reports a driver that keeps
 * them for too long. Time is counted in looks, so that a send costs no reading of a clock.
 *
 * The first burst arms the watch. A look that finds no sends takes is_armed back, and then looks for sends again: one
 * that did not arm the watch is seen there.
 */
#pragma once

#include "base/atomic.hpp"
#include "base/types.hpp"
#include "linux/done.h"

namespace ww {

struct Stack;

struct SendWatch {
	struct ww_delayed delayed;	/* first: its function finds the watch */
	Stack *stack;
	Atomic<bool> is_armed;
	Atomic<u32> looks;
	Atomic<u32> progress;		/* looks at the last completion */
	/* What has been reported, once each. */
	Atomic<bool> has_said_hang;
	Atomic<bool> has_said_late;

	void init(Stack &of);
	/* The driver gets sends. arm64 may do a relaxed load before their count is stored. <= DISPATCH_LEVEL. */
	void arm()
	{
		if (!is_armed.load() && !is_armed.exchange(true))
			start();
	}
	/* Sends have come back. */
	void note_progress()
	{
		const u32 now = looks.load(Order::relaxed);

		if (progress.load(Order::relaxed) != now)
			progress.store(now, Order::relaxed);
	}
	/* PASSIVE_LEVEL. */
	void look();
	/* After the last send. Sleeps. */
	void stop() { ww_delayed_stop(&delayed); }

private:
	void start();
};

} /* namespace ww */
