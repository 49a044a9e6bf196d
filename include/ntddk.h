/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddk.h>: for legacy drivers, on top of wdm.h.
 */
#ifndef _NTDDK_
#define _NTDDK_

#include "wdm.h"

#endif /* _NTDDK_ */
