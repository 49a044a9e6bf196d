/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Exceptions of drivers. scripts/lib/exceptions.py rewrites a driver's __try: the function gets a
 * TryFrame on its stack, and WinworkTryEnter() links it to those of its context and returns 0. A
 * raise takes the innermost frame of the context, and makes WinworkTryEnter() return 1 there. The
 * function then evaluates its filter or runs its __finally, and may pass the exception on to the
 * next frame.
 *
 * A context is a task, a softirq or a hard interrupt. A frame is linked from WinworkTryEnter()
 * until the scope of its __try ends, or an exception takes it.
 */
#pragma once

#include "call_site.hpp"
#include "types.hpp"

namespace ww {

/*
 * Raises an exception with the code @status, an NTSTATUS, for @call. The innermost __try that was
 * entered in this context gets it.
 *
 * No function between the driver's __try and the caller goes on: the caller holds no lock, no
 * reference and no memory that its own code has to give back, and has no object with a destructor.
 *
 * When no __except is around it, the exception is reported as KMODE_EXCEPTION_NOT_HANDLED, and the
 * context ends with Linux's BUG().
 */
void raise_exception(s32 status, const CallSite &call);

/*
 * The same if an __except is around @call in this context. Without one it returns, and the caller goes
 * on with a report: for exceptions that stop Windows, and that a driver need not be stopped for here.
 */
void raise_if_guarded(s32 status, const CallSite &call);

/* raise_exception() for code that the compiler may take for the end of a path. */
[[noreturn]] inline void raise_status(s32 status, const CallSite &call)
{
	raise_exception(status, call);
	/* objtool has its own list of functions that never return. It knows the trap. */
	__builtin_trap();
}

void exceptions_init();

} /* namespace ww */
