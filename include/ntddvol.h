/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddvol.h>: volumes.
 */
#ifndef _NTDDVOL_
#define _NTDDVOL_

#include "ntddk.h"
#include "winwork/storage/volume.h"

#endif /* _NTDDVOL_ */
