/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Raising the exceptions that a driver's __except handles.
 */
#pragma once

#include "call_site.hpp"
#include "types.hpp"

namespace ww {

/*
 * Raises an exception with the code @status, an NTSTATUS, for @call. The innermost __try that was
 * entered in this context (a task, a softirq, a hard interrupt) gets it.
 *
 * No function between the driver's __try and the caller goes on: the caller holds no lock, no
 * reference and no memory that its own code has to give back, and has no object with a destructor.
 *
 * Without a __try the exception is reported as KMODE_EXCEPTION_NOT_HANDLED, and the context ends with
 * Linux's BUG().
 */
void raise_exception(s32 status, const CallSite &call);

/* The same, for code that the compiler may take for the end of a path. */
[[noreturn]] inline void raise_status(s32 status, const CallSite &call)
{
	raise_exception(status, call);
	/* objtool has its own list of functions that never return. It knows the trap. */
	__builtin_trap();
}

} /* namespace ww */
