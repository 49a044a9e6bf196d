/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Structures of programs that begin with their size. For the C files of this folder.
 */
#ifndef WINWORK_LINUX_USER_STRUCT_H
#define WINWORK_LINUX_USER_STRUCT_H

#include <linux/mm.h>
#include <linux/uaccess.h>

/*
 * Copies a structure of @known bytes, of which the first version had @least. Returns 0 or a
 * negative errno. Linux reads all that a program has behind the part that is known, without a pause:
 * so a page is the most.
 */
static __always_inline int ww_copy_struct(void *to, size_t known, size_t least,
					  const void __user *from)
{
	u32 size;

	if (get_user(size, (const u32 __user *)from))
		return -EFAULT;
	if (size < least)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;
	return copy_struct_from_user(to, known, from, size);
}

#endif /* WINWORK_LINUX_USER_STRUCT_H */
