/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that attach to the memory of a process, and detach. src/base/attachment.cpp has the
 * attachments.
 */
#include <ntifs.h>

#include "base/attachment.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/thread.h"
#include "process.hpp"

namespace ww {
namespace {

Attachment *last_attachment()
{
	const TaskState *state = task_state_find(ww_current_task());

	return state ? state->attachments : nullptr;
}

u32 id_number(PEPROCESS process)
{
	return static_cast<u32>(reinterpret_cast<uintptr_t>(PsGetProcessId(process)));
}

Violation wrong_attach(CallSite call, PEPROCESS process)
{
	return { .code = BugCheck::invalid_process_attach_attempt,
		 .parameter = { address_of(process), address_of(IoGetCurrentProcess()), last_attachment() != nullptr, 0 },
		 .call = call, .item = process };
}

/* Null means KeDetachProcess. */
Violation wrong_detach(CallSite call, const void *place)
{
	return { .code = BugCheck::invalid_process_detach_attempt,
		 .parameter = { address_of(place), address_of(IoGetCurrentProcess()), 0, 0 },
		 .call = call, .item = place };
}

bool may_attach(CallSite call, PEPROCESS process)
{
	if (!at_apc_or_below(call, process))
		return false;
	if (is_process(process))
		return true;
	report(wrong_attach(call, process), "%p is no process", static_cast<void *>(process));
	return false;
}

AttachTo kind_of(PEPROCESS process)
{
	if (process == process_of(ww_current_task()))
		return AttachTo::own;
	return process == PsInitialSystemProcess ? AttachTo::none : AttachTo::other;
}

void attach(CallSite call, PEPROCESS process, const void *place)
{
	const AttachTo to = kind_of(process);
	TaskState *state = task_state_get();

	if (!state) {
		report(wrong_attach(call, process), "too many threads are attached, or have another state of a driver");
		return;
	}
	if (to == AttachTo::other && !ww_task_is_kernel_thread(state->task))
		report(wrong_attach(call, process),
		       "a program's thread cannot use the memory of process %u, and until it detaches, accesses to "
		       "memory of programs fail; attach in a work item or a system thread", id_number(process));
	attachment_push(*state, { process, call.caller, place, to });
}

void detach()
{
	attachment_pop(*task_state_find(ww_current_task()));
	task_state_put_if_default();
}

bool is_attached_by(const void *place)
{
	for (const Attachment *each = last_attachment(); each; each = each->below) {
		if (each->place == place)
			return true;
	}
	return false;
}

void unstack(CallSite call, const void *place)
{
	if (!place || !is_attached_by(place)) {
		report(wrong_detach(call, place), "the thread is not attached with this ApcState");
		return;
	}
	if (last_attachment()->place != place)
		report(wrong_detach(call, place),
		       "the thread has attached to another process since; it is detached from that one, too");
	while (last_attachment()->place != place)
		detach();
	detach();
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI KeStackAttachProcess(PRKPROCESS Process, PRKAPC_STATE ApcState)
{
	const CallSite call = WW_CALL_SITE;

	if (!ApcState) {
		report(wrong_attach(call, Process), "ApcState is NULL");
		return;
	}
	*ApcState = {};
	InitializeListHead(&ApcState->ApcListHead[KernelMode]);
	InitializeListHead(&ApcState->ApcListHead[UserMode]);
	if (!may_attach(call, Process))
		return;
	ApcState->Process = IoGetCurrentProcess();
	attach(call, Process, ApcState);
}

VOID NTAPI KeUnstackDetachProcess(PRKAPC_STATE ApcState)
{
	const CallSite call = WW_CALL_SITE;

	if (at_apc_or_below(call, ApcState))
		unstack(call, ApcState);
}

VOID NTAPI KeAttachProcess(PRKPROCESS Process)
{
	const CallSite call = WW_CALL_SITE;

	if (!may_attach(call, Process) || Process == IoGetCurrentProcess())
		return;
	if (last_attachment())
		report(wrong_attach(call, Process), "the thread is attached already; KeStackAttachProcess can do that");
	else
		attach(call, Process, nullptr);
}

VOID NTAPI KeDetachProcess()
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, nullptr))
		return;

	const Attachment *last = last_attachment();

	if (last && last->place)
		report(wrong_detach(call, nullptr), "KeStackAttachProcess has attached the thread, and "
		       "KeUnstackDetachProcess has to detach it");
	else if (last)
		detach();
}

} /* extern "C" */
