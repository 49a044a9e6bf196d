/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <mswsockdef.h>: registered buffers of sockets, and what Winsock shares with the kernel.
 */
#ifndef _MSWSOCKDEF_
#define _MSWSOCKDEF_

#include "ws2def.h"

#endif /* _MSWSOCKDEF_ */
