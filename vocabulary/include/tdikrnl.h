/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <tdikrnl.h>: the Transport Driver Interface, for kernel drivers.
 */
#ifndef _TDI_KRNL_
#define _TDI_KRNL_

#include "tdi.h"
#include "winwork/tdi/kernel.h"

#endif /* _TDI_KRNL_ */
