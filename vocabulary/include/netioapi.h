/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <netioapi.h>: the IP helper: interfaces, addresses, neighbours, paths and routes.
 */
#ifndef _NETIOAPI_H_
#define _NETIOAPI_H_

#include <ifdef.h>
#include "nldef.h"
#include <ntddndis.h>
#include "ws2def.h"
#include "ws2ipdef.h"
#include "winwork/net/ip_helper.h"

#endif /* _NETIOAPI_H_ */
