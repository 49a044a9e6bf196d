/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ipifcons.h>: kinds and states of network interfaces.
 */
#ifndef __IPIFCONS_H__
#define __IPIFCONS_H__

#include "ntddk.h"
#include "winwork/net/interfaces.h"

#endif /* __IPIFCONS_H__ */
