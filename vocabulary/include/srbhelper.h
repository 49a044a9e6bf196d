/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <srbhelper.h>: the members of SCSI requests of either kind.
 */
#ifndef _NTSRBHELPER_
#define _NTSRBHELPER_

#include <ntddk.h>
#include "winwork/storage/srb_helper.h"

#endif /* _NTSRBHELPER_ */
