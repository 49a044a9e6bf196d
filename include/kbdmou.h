/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <kbdmou.h>: keyboard and mouse drivers below the class driver.
 */
#ifndef _KBDMOU_
#define _KBDMOU_

#include <ntddkbd.h>
#include <ntddmou.h>
#include "winwork/input/class.h"

#endif /* _KBDMOU_ */
