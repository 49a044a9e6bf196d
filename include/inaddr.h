/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <inaddr.h>: addresses of version 4 of the Internet protocol.
 */
#ifndef _INADDR_H_
#define _INADDR_H_

#include "ntddk.h"
#include "winwork/net/addresses.h"

#endif /* _INADDR_H_ */
