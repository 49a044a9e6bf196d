/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <poclass.h>: batteries, thermal zones and power meters.
 */
#ifndef _POCLASS_
#define _POCLASS_

#include <ntddk.h>
#include "winwork/po/battery.h"

#endif /* _POCLASS_ */

#include "winwork/guids/poclass.h"
