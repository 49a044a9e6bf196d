/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <netiodef.h>: headers of packets, and identifiers of network programming interfaces.
 */
#ifndef _NETIODEF_
#define _NETIODEF_

#include <ifdef.h>
#include "mstcpip.h"
#include "nldef.h"
#include "ws2def.h"
#include "ws2ipdef.h"
#include "winwork/net/headers.h"

#endif /* _NETIODEF_ */
