/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <scsi.h>: SCSI commands, for class drivers.
 */
#ifndef _NTSCSI_
#define _NTSCSI_

#include "srb.h"
#include "winwork/storage/sense_data.h"

#endif /* _NTSCSI_ */
