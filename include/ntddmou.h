/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddmou.h>: mice.
 */
#ifndef _NTDDMOU_
#define _NTDDMOU_

#include "ntddk.h"
#include "winwork/input/mouse.h"

#endif /* _NTDDMOU_ */

#include "winwork/guids/ntddmou.h"
