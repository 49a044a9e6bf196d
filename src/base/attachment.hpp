/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The processes that a thread is attached to, the last one first. The thread alone changes them.
 *
 * A thread of the kernel uses the memory of the process, or none if that has ended. Linux lets a
 * thread of a program use no memory but its own. So while that is attached to another process, it
 * is away: no memory of programs is accessible (ww_thread_is_away()).
 */
#pragma once

#include "task.hpp"
#include "types.hpp"

namespace ww {

struct Attachment {
	Attachment *below;
	void *process;
	const void *caller;	/* the driver's code */
	const void *place;	/* the driver's KAPC_STATE; null for KeAttachProcess */
	void *memory;		/* kept; null without any */
	void *before;		/* the memory that a thread of the kernel used before */
	bool was_away;
};

/* Whose memory that is: the thread's own process, another program, or the system process, which has none. */
enum class AttachTo : u8 { own, other, none };

/* What a thread attaches to, and the call that does it. */
struct Attach {
	void *process;
	const void *caller;
	const void *place;
	AttachTo to;
};

/* Attaches the current task, whose entry @state is. <= APC_LEVEL. */
void attachment_push(TaskState &state, const Attach &wanted);

/* Detaches the current task from the last process. <= APC_LEVEL. May sleep. */
void attachment_pop(TaskState &state);

} /* namespace ww */
