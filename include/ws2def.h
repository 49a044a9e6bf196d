/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ws2def.h>: addresses of sockets.
 */
#ifndef _WS2DEF_
#define _WS2DEF_

#include <ntddk.h>
#include "winwork/net/addresses.h"
#include "winwork/net/sockets.h"

#endif /* _WS2DEF_ */
