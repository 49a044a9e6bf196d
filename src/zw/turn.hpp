/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

#include "linux/request.h"

namespace ww {

/* A turn of the callers that share a file's position. Null: the file has no turns. */
class TurnGuard {
public:
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
