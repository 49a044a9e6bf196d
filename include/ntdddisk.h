/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntdddisk.h>: disks.
 */
#ifndef _NTDDDISK_H_
#define _NTDDDISK_H_

#include "ntddstor.h"
#include "winwork/storage/disk.h"
#if __has_include(<winwork/storage/disk_management.h>)
#include <winwork/storage/disk_management.h>
#endif

#endif /* _NTDDDISK_H_ */
