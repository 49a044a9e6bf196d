/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <mstcpip.h>: control codes of TCP/IP.
 */
#ifndef _MSTCPIP_
#define _MSTCPIP_

#include "nldef.h"
#include "ws2def.h"
#include "ws2ipdef.h"
#include "winwork/net/address_tests.h"
#include "winwork/net/address_text.h"
#include "winwork/net/controls.h"

#endif /* _MSTCPIP_ */

#include "winwork/guids/mstcpip.h"
