/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <inaddr.h>: IPv4 addresses.
 */
#ifndef _INADDR_H_
#define _INADDR_H_

#include <ntddk.h>
#include "winwork/net/addresses.h"

#endif /* _INADDR_H_ */
