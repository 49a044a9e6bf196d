/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The handoff of an operation between the run that called a callback and the function that
 * completes what the callback pends.
 */
#include "operation.hpp"

namespace ww {

void handoff_begin(Operation &operation, Callee callee)
{
	LockGuard guard(operation.volume->lock);

	operation.handoff = { HandoffState::called, callee };
}

bool handoff_end(Operation &operation)
{
	LockGuard guard(operation.volume->lock);
	const bool completed = operation.handoff.state == HandoffState::completed;

	operation.handoff.state = HandoffState::none;
	return completed;
}

bool handoff_pend(Operation &operation)
{
	LockGuard guard(operation.volume->lock);
	const bool completed = operation.handoff.state == HandoffState::completed;

	operation.handoff.state = completed ? HandoffState::none : HandoffState::pended;
	return completed;
}

const char *operation_continue(Operation &operation, Claim claim, const char *refused)
{
	if (claim == Claim::refused)
		return refused;
	if (claim == Claim::owned)
		operation_run(operation);
	return nullptr;
}

} /* namespace ww */
