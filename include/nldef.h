/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <nldef.h>: the network layer.
 */
#ifndef _NLDEF_
#define _NLDEF_

#include <ntddk.h>
#include "winwork/net/network_layer.h"

#endif /* _NLDEF_ */
