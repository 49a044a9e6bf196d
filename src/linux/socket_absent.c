// SPDX-License-Identifier: GPL-2.0
/*
 * socket.h for a kernel without CONFIG_INET, which has no sockets of Internet protocols.
 */
#include <linux/stddef.h>

#include "socket.h"

const struct ww_socket_ops *ww_socket_ops(void)
{
	return NULL;
}
