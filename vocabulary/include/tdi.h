/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <tdi.h>: the Transport Driver Interface.
 */
#ifndef _TDI_USER_
#define _TDI_USER_

#include <ntddk.h>
#include "winwork/tdi/transport.h"

#endif /* _TDI_USER_ */
