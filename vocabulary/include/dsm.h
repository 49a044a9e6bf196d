/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <dsm.h>: device-specific modules of multipath I/O.
 */
#ifndef _DSM_H_
#define _DSM_H_

#include <stddef.h>

#include <ntddk.h>
#include "scsi.h"
#include "ntddscsi.h"
#include <ntddstor.h>
#include <wmilib.h>
#include "winwork/storage/dsm.h"

#endif /* _DSM_H_ */
