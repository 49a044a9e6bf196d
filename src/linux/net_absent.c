// SPDX-License-Identifier: GPL-2.0
/*
 * net_device.h for a kernel without CONFIG_NET, which has no interfaces.
 */
#include <linux/stddef.h>

#include "net_device.h"

const struct ww_net_ops *ww_net_ops(void)
{
	return NULL;
}
