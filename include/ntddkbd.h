/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddkbd.h>: keyboards.
 */
#ifndef _NTDDKBD_
#define _NTDDKBD_

#include "ntddk.h"
#include "winwork/input/keyboard.h"

#endif /* _NTDDKBD_ */

#include "winwork/guids/ntddkbd.h"
