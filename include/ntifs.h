/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntifs.h>: for file systems and filters, on top of ntddk.h.
 */
#ifndef _NTIFS_
#define _NTIFS_

#include "ntddk.h"

#ifndef FlagOn
#define FlagOn(flags, flag) ((flags) & (flag))
#endif
#ifndef BooleanFlagOn
#define BooleanFlagOn(flags, flag) ((BOOLEAN)(((flags) & (flag)) != 0))
#endif
#ifndef SetFlag
#define SetFlag(flags, flag) ((flags) |= (flag))
#endif
#ifndef ClearFlag
#define ClearFlag(flags, flag) ((flags) &= ~(flag))
#endif

#define FsRtlEnterFileSystem() KeEnterCriticalRegion()
#define FsRtlExitFileSystem() KeLeaveCriticalRegion()

#endif /* _NTIFS_ */
