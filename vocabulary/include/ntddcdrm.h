/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddcdrm.h>: CD-ROM drives.
 */
#ifndef _NTDDCDRM_
#define _NTDDCDRM_

#include <ntddstor.h>
#include "winwork/storage/cdrom.h"

#endif /* _NTDDCDRM_ */
