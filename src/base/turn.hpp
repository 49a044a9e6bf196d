/* SPDX-License-Identifier: GPL-2.0 */
/*
 * TurnGuard: a turn of the scope. Those who wait for theirs sleep.
 */
#pragma once

#include "linux/request.h"

namespace ww {

class TurnGuard {
public:
	/* Null: there are no turns, as of a file that is not synchronous. */
	explicit TurnGuard(struct ww_turn *turn) : turn_(turn)
	{
		if (turn_)
			ww_turn_wait(turn_);
	}
	~TurnGuard()
	{
		if (turn_)
			ww_turn_end(turn_);
	}
	TurnGuard(const TurnGuard &) = delete;
	TurnGuard &operator=(const TurnGuard &) = delete;

private:
	struct ww_turn *turn_;
};

} /* namespace ww */
