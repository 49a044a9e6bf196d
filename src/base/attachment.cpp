/* SPDX-License-Identifier: GPL-2.0 */
#include "attachment.hpp"

#include "linux/memory.h"
#include "linux/process.h"
#include "linux/thread.h"
#include "linux/user_memory.h"

namespace ww {

/* On Windows an attach cannot fail. */
void attachment_push(TaskState &state, const Attach &wanted)
{
	auto *attachment = static_cast<Attachment *>(ww_alloc_waiting(sizeof(Attachment)));

	*attachment = { .below = state.attachments, .process = wanted.process, .caller = wanted.caller,
			.place = wanted.place, .memory = nullptr, .before = nullptr, .was_away = state.is_away };
	if (ww_task_is_kernel_thread(state.task)) {
		if (wanted.to == AttachTo::other)
			attachment->memory = ww_process_memory(wanted.process);
		attachment->before = ww_memory_use(attachment->memory);
	} else {
		/* The system process has no memory of programs, and needs none to be hidden. */
		state.is_away = wanted.to == AttachTo::other;
	}
	state.attachments = attachment;
}

void attachment_pop(TaskState &state)
{
	Attachment *const attachment = state.attachments;

	state.attachments = attachment->below;
	state.is_away = attachment->was_away;
	if (ww_task_is_kernel_thread(state.task))
		ww_memory_use(attachment->before);
	if (attachment->memory)
		ww_process_memory_put(attachment->memory);
	ww_free(attachment);
}

} /* namespace ww */

extern "C" bool ww_thread_is_away()
{
	const ww::TaskState *state = ww::task_state_find(ww_current_task());

	return state && state->is_away;
}
