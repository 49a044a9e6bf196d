/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wsk.h>: Winsock Kernel.
 */
#ifndef _WSK_
#define _WSK_

#include "netioddk.h"
#include "ws2def.h"
#include "winwork/net/wsk.h"

#endif /* _WSK_ */
