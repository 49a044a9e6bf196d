/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <storport.h>: miniports of Storport. A source that includes it includes neither <srb.h> nor
 * <scsi.h>.
 */
#ifdef _NTSCSI_
#error "<storport.h> has the names of <scsi.h>: include only one of them"
#endif
#ifdef _NTSRB_
#error "<storport.h> has the names of <srb.h>: include only one of them"
#endif

#ifndef _NTSTORPORT_
#define _NTSTORPORT_

#include <ntddk.h>
#include "winwork/storage/storport.h"

#endif /* _NTSTORPORT_ */
