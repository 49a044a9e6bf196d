/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <in6addr.h>: IPv6 addresses.
 */
#ifndef _IN6ADDR_H_
#define _IN6ADDR_H_

#include <ntddk.h>
#include "winwork/net/addresses.h"

#endif /* _IN6ADDR_H_ */
