/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One-time initialization. The structure is one word, whose two low bits are a state:
 *
 *	state		the other bits	next
 *	kNone		0		kRunning or kRunningAsync: RtlRunOnceBeginInitialize
 *	kRunning	0		kDone or, after a failure, kNone: RtlRunOnceComplete
 *	kRunningAsync	0		kDone: the first RtlRunOnceComplete
 *	kDone		the data	none
 *
 * The change to kDone releases what the thread has written, and the reader of kDone acquires it.
 * Threads that find kRunning sleep on the address of the word.
 */
#include <wdm.h>
#include <winwork/rtl/run_once.h>

#include "base/irql.hpp"
#include "base/killed_wait.hpp"
#include "base/report.hpp"
#include "base/types.hpp"
#include "linux/wait.h"

using namespace ww;

namespace {

constexpr ULONG_PTR kStates = (1 << RTL_RUN_ONCE_CTX_RESERVED_BITS) - 1;

enum State : ULONG_PTR {
	kNone,
	kRunning,
	kDone,
	kRunningAsync,
};

ULONG_PTR value_of(const RTL_RUN_ONCE *once)
{
	return reinterpret_cast<ULONG_PTR>(__atomic_load_n(&once->Ptr, __ATOMIC_ACQUIRE));
}

bool change(PRTL_RUN_ONCE once, State from, ULONG_PTR to)
{
	PVOID expected = reinterpret_cast<PVOID>(from);

	return __atomic_compare_exchange_n(&once->Ptr, &expected, reinterpret_cast<PVOID>(to),
					   false, __ATOMIC_SEQ_CST, __ATOMIC_ACQUIRE);
}

bool is_not_running(void *once)
{
	return (value_of(static_cast<PRTL_RUN_ONCE>(once)) & kStates) != kRunning;
}

NTSTATUS give(ULONG_PTR value, PVOID *data)
{
	if (data)
		*data = reinterpret_cast<PVOID>(value & ~kStates);
	return STATUS_SUCCESS;
}

NTSTATUS begin(CallSite call, PRTL_RUN_ONCE once, ULONG flags, PVOID *data)
{
	const State running = flags & RTL_RUN_ONCE_ASYNC ? kRunningAsync : kRunning;

	if (!at_apc_or_below(call, once))
		return STATUS_UNSUCCESSFUL;
	if (flags & ~(RTL_RUN_ONCE_CHECK_ONLY | RTL_RUN_ONCE_ASYNC) ||
	    flags == (RTL_RUN_ONCE_CHECK_ONLY | RTL_RUN_ONCE_ASYNC))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "Flags is 0x%x: at most one of RTL_RUN_ONCE_CHECK_ONLY and "
			      "RTL_RUN_ONCE_ASYNC", flags);
	for (;;) {
		const ULONG_PTR value = value_of(once);
		const ULONG_PTR state = value & kStates;

		if (state == kDone)
			return give(value, data);
		if (flags & RTL_RUN_ONCE_CHECK_ONLY)
			return STATUS_UNSUCCESSFUL;
		if (state == kNone) {
			if (change(once, kNone, running))
				return STATUS_PENDING;
			continue;
		}
		if (state != running)
			return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
				      "Flags is 0x%x, and the initialization has begun %s "
				      "RTL_RUN_ONCE_ASYNC", flags,
				      state == kRunningAsync ? "with" : "without");
		if (running == kRunningAsync)
			return STATUS_PENDING;
		address_wait(call, once, is_not_running, once);
	}
}

NTSTATUS complete(CallSite call, PRTL_RUN_ONCE once, ULONG flags, PVOID data)
{
	const auto bits = reinterpret_cast<ULONG_PTR>(data);
	const State running = flags & RTL_RUN_ONCE_ASYNC ? kRunningAsync : kRunning;
	const bool failed = flags & RTL_RUN_ONCE_INIT_FAILED;

	if (!at_apc_or_below(call, once))
		return STATUS_UNSUCCESSFUL;
	if (flags & ~(RTL_RUN_ONCE_INIT_FAILED | RTL_RUN_ONCE_ASYNC) ||
	    flags == (RTL_RUN_ONCE_INIT_FAILED | RTL_RUN_ONCE_ASYNC))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "Flags is 0x%x: at most one of RTL_RUN_ONCE_INIT_FAILED and "
			      "RTL_RUN_ONCE_ASYNC", flags);
	if (bits & kStates || (failed && data))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Context is %s: %s",
			      Shown(data).text,
			      failed ? "there is none with RTL_RUN_ONCE_INIT_FAILED"
				     : "its two low bits are reserved");
	if (change(once, running, failed ? ULONG_PTR{ kNone } : bits | kDone)) {
		ww_address_wake(once);
		return STATUS_SUCCESS;
	}

	const ULONG_PTR state = value_of(once) & kStates;

	if (state == kNone || state == kDone)
		return STATUS_UNSUCCESSFUL;
	return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
		      "Flags is 0x%x, and the initialization has begun %s RTL_RUN_ONCE_ASYNC", flags,
		      state == kRunningAsync ? "with" : "without");
}

} /* namespace */

extern "C" {

VOID NTAPI RtlRunOnceInitialize(PRTL_RUN_ONCE RunOnce)
{
	RunOnce->Ptr = nullptr;
}

NTSTATUS NTAPI RtlRunOnceBeginInitialize(PRTL_RUN_ONCE RunOnce, ULONG Flags, PVOID *Context)
{
	return begin(WW_CALL_SITE, RunOnce, Flags, Context);
}

NTSTATUS NTAPI RtlRunOnceComplete(PRTL_RUN_ONCE RunOnce, ULONG Flags, PVOID Context)
{
	return complete(WW_CALL_SITE, RunOnce, Flags, Context);
}

NTSTATUS NTAPI RtlRunOnceExecuteOnce(PRTL_RUN_ONCE RunOnce, PRTL_RUN_ONCE_INIT_FN InitFn,
				     PVOID Parameter, PVOID *Context)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status = begin(call, RunOnce, 0, Context);

	if (status != STATUS_PENDING)
		return status;
	if (!InitFn(RunOnce, Parameter, Context)) {
		complete(call, RunOnce, RTL_RUN_ONCE_INIT_FAILED, nullptr);
		return STATUS_UNSUCCESSFUL;
	}
	status = complete(call, RunOnce, 0, Context ? *Context : nullptr);
	if (!NT_SUCCESS(status))
		complete(call, RunOnce, RTL_RUN_ONCE_INIT_FAILED, nullptr);
	return status;
}

} /* extern "C" */
