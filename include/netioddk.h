/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <netioddk.h>: the Network Module Registrar.
 */
#ifndef _NETIODDK_
#define _NETIODDK_

#include "netiodef.h"
#include "winwork/net/registrar.h"

#endif /* _NETIODDK_ */
