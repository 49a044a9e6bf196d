/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntifs.h>: for file systems and filters, on top of ntddk.h.
 */
#ifndef _NTIFS_
#define _NTIFS_
#define _NTIFS_INCLUDED_

#include "ntddk.h"

#include "winwork/fsrtl/files.h"
#include "winwork/fsrtl/names.h"
#include "winwork/io/directory_changes.h"
#include "winwork/io/file_controls.h"
#include "winwork/io/file_eas.h"
#include "winwork/io/file_names.h"
#include "winwork/io/file_queries.h"
#include "winwork/io/file_systems.h"
#include "winwork/ke/attach.h"
#include "winwork/ke/queue.h"
#include "winwork/rtl/compression.h"
#include "winwork/se/security_descriptor.h"

/* What needs a file system below the driver is in the vocabulary. */
#if __has_include(<winwork/fsrtl/runtime.h>)
#include <winwork/cc/cache.h>
#include <winwork/fsrtl/control_codes.h>
#include <winwork/fsrtl/file_locks.h>
#include <winwork/fsrtl/runtime.h>
#include <winwork/io/file_system_types.h>
#include <winwork/ke/mutant.h>
#include <winwork/mm/sections.h>
#include <winwork/se/tokens.h>
#endif

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

/* Values that IoSetTopLevelIrp accepts in place of an IRP. */
#define FSRTL_FSP_TOP_LEVEL_IRP ((LONG_PTR)0x01)
#define FSRTL_CACHE_TOP_LEVEL_IRP ((LONG_PTR)0x02)
#define FSRTL_MOD_WRITE_TOP_LEVEL_IRP ((LONG_PTR)0x03)
#define FSRTL_FAST_IO_TOP_LEVEL_IRP ((LONG_PTR)0x04)
#define FSRTL_NETWORK1_TOP_LEVEL_IRP ((LONG_PTR)0x05)
#define FSRTL_NETWORK2_TOP_LEVEL_IRP ((LONG_PTR)0x06)
#define FSRTL_MAX_TOP_LEVEL_IRP_FLAG ((LONG_PTR)0xffff)

#define FsRtlEnterFileSystem() KeEnterCriticalRegion()
#define FsRtlExitFileSystem() KeLeaveCriticalRegion()

#endif /* _NTIFS_ */

#include "winwork/guids/create_parameters.h"
