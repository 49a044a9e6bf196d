/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <in6addr.h>: addresses of version 6 of the Internet protocol.
 */
#ifndef _IN6ADDR_H_
#define _IN6ADDR_H_

#include "ntddk.h"
#include "winwork/net/addresses.h"

#endif /* _IN6ADDR_H_ */
