/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ifdef.h>: network interfaces.
 */
#ifndef _IFDEF_
#define _IFDEF_

#include "ntddk.h"
#include "winwork/net/interfaces.h"

#endif /* _IFDEF_ */
