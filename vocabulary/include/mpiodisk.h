/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <mpiodisk.h>: WMI classes of disks with several paths.
 */
#ifndef _mpiodisk_h_
#define _mpiodisk_h_

#include <ntdef.h>
#include "winwork/storage/mpio.h"

#endif /* _mpiodisk_h_ */

#include "winwork/guids/mpio.h"
