/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ws2ipdef.h>: addresses of the Internet protocols.
 */
#ifndef _WS2IPDEF_
#define _WS2IPDEF_

#include <ntddk.h>
#include "winwork/net/address_tests.h"
#include "winwork/net/addresses.h"
#include "winwork/net/sockets.h"

#endif /* _WS2IPDEF_ */
