/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntdddump.h>: filters of the driver that writes a crash dump or the hibernation file.
 */
#ifndef _NTDDDUMP_
#define _NTDDDUMP_

#include <ntdddisk.h>
#include "winwork/storage/dump.h"

#endif /* _NTDDDUMP_ */
