// SPDX-License-Identifier: GPL-2.0
/*
 * Access to the memory of the current process, which may be absent.
 */
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

#include "irq_context.h"
#include "user_memory.h"

bool ww_is_user_range(const void *start, ww_size bytes)
{
	return access_ok((const void __user *)start, bytes);
}

ww_uptr ww_user_end(void)
{
	return TASK_SIZE_MAX;
}

ww_uptr ww_kernel_start(void)
{
#ifdef CONFIG_X86
	return ~__VIRTUAL_MASK;
#else
	return PAGE_OFFSET;	/* of arm64, whose linear map begins the half */
#endif
}

const void *ww_user_memory(void)
{
	return ww_thread_is_away() ? NULL : current->mm;
}

/* A thread of the kernel runs on the memory of some process. */
static bool may_copy(void)
{
	return ww_context() == WW_CONTEXT_TASK && ww_user_memory();
}

bool ww_copy_from_user(void *to, const void *from, ww_size bytes)
{
	return may_copy() && !copy_from_user(to, (const void __user *)from, bytes);
}

bool ww_copy_to_user(void *to, const void *from, ww_size bytes)
{
	return may_copy() && !copy_to_user((void __user *)to, from, bytes);
}

bool ww_user_byte_is_there(const void *address)
{
	u8 byte;

	return in_task() && ww_user_memory() &&
	       !copy_from_user_nofault(&byte, (const void __user *)address, sizeof(byte));
}
