/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ip2string.h>: addresses from text and to text.
 */
#ifndef __IP2STRING__
#define __IP2STRING__

#include "ws2def.h"
#include "ws2ipdef.h"
#include "winwork/net/address_text.h"

#endif /* __IP2STRING__ */
