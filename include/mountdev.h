/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <mountdev.h>: the requests of the mount manager to a volume.
 */
#ifndef _MOUNTDEV_
#define _MOUNTDEV_

#include "mountmgr.h"

#endif /* _MOUNTDEV_ */
