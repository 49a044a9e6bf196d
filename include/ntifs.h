/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntifs.h>: for file systems and filters, on top of ntddk.h.
 */
#ifndef _NTIFS_
#define _NTIFS_

#include "ntddk.h"

#endif /* _NTIFS_ */
