// SPDX-License-Identifier: GPL-2.0
/*
 * The program whose system call runs.
 */
#include <linux/compat.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "user.h"

bool ww_call_is_32bit(void)
{
	return in_compat_syscall();
}

void *ww_user_buffer(ww_size bytes)
{
	return kvmalloc(bytes, GFP_KERNEL_ACCOUNT | __GFP_NOWARN);
}

void ww_user_buffer_free(void *buffer)
{
	kvfree(buffer);
}

void *ww_task_process(const void *task)
{
	return ((const struct task_struct *)task)->group_leader;
}

ww_u32 ww_task_process_id(const void *task)
{
	return task_tgid_nr((struct task_struct *)task);
}

void ww_task_name(const void *task, char (*name)[16])
{
	strscpy(*name, ((const struct task_struct *)task)->comm, sizeof(*name));
}

void ww_task_get(void *task)
{
	get_task_struct(task);
}
