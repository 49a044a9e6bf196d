/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <mountmgr.h>: the mount manager.
 */
#ifndef _MOUNTMGR_
#define _MOUNTMGR_

#include "ntddk.h"
#include "winwork/storage/mount.h"

#endif /* _MOUNTMGR_ */

#include "winwork/guids/mountmgr.h"
