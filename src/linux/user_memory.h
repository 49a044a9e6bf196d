/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to the memory of the current process, which may be absent.
 */
#ifndef WINWORK_LINUX_USER_MEMORY_H
#define WINWORK_LINUX_USER_MEMORY_H

#include "types.h"

WW_C_BEGIN

/* Returns true if the range lies in the half of the address space that programs have. */
bool ww_is_user_range(const void *start, ww_size bytes);
/* The first address above the half of the address space that programs have, and the first one of the kernel's half. */
ww_uptr ww_user_end(void);
ww_uptr ww_kernel_start(void);
/* The memory of the current process, for comparison. NULL in a thread of the kernel, and in one that is away. */
const void *ww_user_memory(void);

/*
 * Copy between the kernel and the current process. Return false if not all bytes were copied. They
 * sleep, and so return false where the caller may not. A thread without a process has no memory.
 */
bool ww_copy_from_user(void *to, const void *from, ww_size bytes);
bool ww_copy_to_user(void *to, const void *from, ww_size bytes);
/*
 * In src/base: whether the current thread is one of a program that is attached to another process. Its own memory is
 * out of reach then: addresses are those of the other process.
 */
bool ww_thread_is_away(void);
/* Returns true if the byte can be read without a page fault. False in an interrupt. */
bool ww_user_byte_is_there(const void *address);

WW_C_END

#endif /* WINWORK_LINUX_USER_MEMORY_H */
