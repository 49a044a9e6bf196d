// SPDX-License-Identifier: GPL-2.0
/*
 * Questions about an address that a driver passed.
 */
#include <linux/mm.h>
#include <linux/sched/task_stack.h>
#include <linux/uaccess.h>

#include "address.h"

bool ww_read_any(void *to, const void *from, ww_size bytes)
{
	return copy_from_kernel_nofault(to, from, bytes) == 0;
}

bool ww_is_pageable(const void *address)
{
	return is_vmalloc_addr(address) || object_is_on_stack(address);
}
