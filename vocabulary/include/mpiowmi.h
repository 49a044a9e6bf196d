/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <mpiowmi.h>: WMI classes of multipath I/O.
 */
#ifndef _mpiowmi_h_
#define _mpiowmi_h_

#include <ntdef.h>
#include "winwork/storage/mpio.h"

#endif /* _mpiowmi_h_ */

#include "winwork/guids/mpio.h"
