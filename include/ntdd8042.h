/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntdd8042.h>: the port driver of keyboard and mouse.
 */
#ifndef _NTDD8042_
#define _NTDD8042_

#include "kbdmou.h"
#include "winwork/input/port.h"

#endif /* _NTDD8042_ */
