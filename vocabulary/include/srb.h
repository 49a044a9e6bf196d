/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <srb.h>: SCSI requests.
 */
#ifndef _NTSRB_
#define _NTSRB_

#include <ntddk.h>
#include "winwork/storage/scsi_miniport.h"

#endif /* _NTSRB_ */
