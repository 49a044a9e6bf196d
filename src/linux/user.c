// SPDX-License-Identifier: GPL-2.0
/*
 * The program whose system call runs.
 */
#include <linux/audit.h>
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/compat.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/threads.h>

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

/*
 * The leader's task cannot stand for the process: Linux frees it while other tasks of the process
 * are still kept, and an execve replaces it. The threads share a signal_struct, which each of them
 * keeps, but that loses the id when the process is reaped. So the value has both: the address
 * without the bits that all addresses have, and the id. It is no pointer.
 */
#define ID_BITS 22
#define SHARED_SHIFT 8
#define SHARED_BITS 41

void *ww_task_process(const void *task)
{
	const struct task_struct *of = task;
	const u64 shared = (uintptr_t)of->signal >> SHARED_SHIFT & GENMASK_ULL(SHARED_BITS - 1, 0);

	BUILD_BUG_ON(PID_MAX_LIMIT > 1 << ID_BITS);
	BUILD_BUG_ON(sizeof(*of->signal) < 1 << SHARED_SHIFT);
	return (void *)(uintptr_t)(shared << ID_BITS | (u32)of->tgid);
}

ww_u32 ww_process_id(const void *process)
{
	return (uintptr_t)process & GENMASK(ID_BITS - 1, 0);
}

ww_u32 ww_task_process_id(const void *task)
{
	return task_tgid_nr((struct task_struct *)task);
}

ww_u32 ww_parent_process_id(void)
{
	struct task_struct *parent;
	ww_u32 id;

	rcu_read_lock();
	parent = rcu_dereference(current->real_parent);
	id = parent->flags & PF_KTHREAD ? 0 : task_tgid_nr(parent);
	rcu_read_unlock();
	return id;
}

ww_u32 ww_task_login(const void *task)
{
	const unsigned int login = audit_get_sessionid((struct task_struct *)task);

	return login == AUDIT_SID_UNSET ? 0 : login;
}

void ww_task_name(const void *task, char (*name)[16])
{
	strscpy(*name, ((const struct task_struct *)task)->comm, sizeof(*name));
}

void ww_task_get(void *task)
{
	get_task_struct(task);
}
