/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddscsi.h>: pass-through of SCSI commands.
 */
#ifndef _NTDDSCSIH_
#define _NTDDSCSIH_

#include <ntddk.h>
#include "winwork/storage/scsi_port.h"

#endif /* _NTDDSCSIH_ */
