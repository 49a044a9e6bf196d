/* SPDX-License-Identifier: GPL-2.0 */
/*
 * SendWatch: looks at an adapter's sends each eight seconds, as long as some are out, and reports the driver that keeps
 * them for too long. They are those of the interface, and those of the bindings. Time is counted in looks, so that a send
 * costs no reading of a clock.
 *
 * The first burst arms the watch. A look that finds no sends takes is_armed back, and then looks for sends again: one
 * that did not arm the watch is seen there.
 */
#pragma once

#include "base/atomic.hpp"
#include "base/types.hpp"
#include "linux/done.h"

namespace ww {

struct Adapter;

struct SendWatch {
	struct ww_delayed delayed;	/* first: its function finds the watch */
	Adapter *adapter;
	Atomic<bool> is_armed;
	Atomic<u32> looks;
	Atomic<u32> progress;		/* looks at the last completion */
	/* What has been reported, once each. */
	Atomic<bool> has_said_hang;
	Atomic<bool> has_said_late;

	void init(Adapter &of);
	/* A driver gets sends. arm64 may do a relaxed load before their count is stored. <= DISPATCH_LEVEL. */
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
	/* The peer is gone, which has let time pass. */
	void go_on()
	{
		if (is_armed.load())
			start();
	}
	/* After the last send. Sleeps. */
	void stop() { ww_delayed_stop(&delayed); }

private:
	void start();
};

} /* namespace ww */
