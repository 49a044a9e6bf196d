/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <mountdev.h>: what the mount manager asks of a volume.
 */
#ifndef _MOUNTDEV_
#define _MOUNTDEV_

#include "mountmgr.h"

#endif /* _MOUNTDEV_ */
