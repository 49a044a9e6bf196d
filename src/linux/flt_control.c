// SPDX-License-Identifier: GPL-2.0
/*
 * WINWORK_FLT on /dev/winwork/.control: the program's rights, and its structure.
 */
#include <linux/capability.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "control_file.h"
#include "flt_control.h"
#include "user_struct.h"

static bool texts_end(const struct winwork_flt *control)
{
	return memchr(control->filter, 0, sizeof(control->filter)) &&
	       memchr(control->volume, 0, sizeof(control->volume)) &&
	       memchr(control->instance, 0, sizeof(control->instance)) &&
	       memchr(control->altitude, 0, sizeof(control->altitude));
}

static long ask(struct winwork_flt *control, struct winwork_flt __user *argument)
{
	int error = ww_copy_struct(control, sizeof(*control), WINWORK_FLT_SIZE_0, argument);

	if (error)
		return error;
	if (control->reserved || !texts_end(control))
		return -EINVAL;
	control->status = 0;
	error = ww_flt_control(control);
	if (copy_to_user(argument, control, min_t(size_t, control->size, sizeof(*control))))
		return -EFAULT;
	return error;
}

long ww_flt_ioctl(struct winwork_flt __user *argument)
{
	struct winwork_flt *control;
	long result;

	/* Of the first user namespace: volumes and filters are the whole system's. */
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	control = kzalloc(sizeof(*control), GFP_KERNEL_ACCOUNT);
	if (!control)
		return -ENOMEM;
	result = ask(control, argument);
	kfree(control);
	return result;
}
