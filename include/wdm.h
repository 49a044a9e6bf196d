/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdm.h>: the types and functions of a WDM driver that WinWork has.
 */
#ifndef _WDMDDK_
#define _WDMDDK_

#include "ntdef.h"
#include "ntstatus.h"

#include "winwork/crt.h"
#include "winwork/csq.h"
#include "winwork/debug.h"
#include "winwork/device_stack.h"
#include "winwork/dispatcher.h"
#include "winwork/dpc.h"
#include "winwork/ex_spinlock.h"
#include "winwork/ex_timer.h"
#include "winwork/exception.h"
#include "winwork/file.h"
#include "winwork/interlocked.h"
#include "winwork/intrinsics.h"
#include "winwork/ioctl.h"
#include "winwork/irp.h"
#include "winwork/irp_build.h"
#include "winwork/irql.h"
#include "winwork/locked_pages.h"
#include "winwork/lookaside.h"
#include "winwork/object.h"
#include "winwork/pool.h"
#include "winwork/pushlock.h"
#include "winwork/remove_lock.h"
#include "winwork/resource.h"
#include "winwork/rtl.h"
#include "winwork/rundown.h"
#include "winwork/slist.h"
#include "winwork/spinlock.h"
#include "winwork/shutdown.h"
#include "winwork/start_io.h"
#include "winwork/thread.h"
#include "winwork/user_memory.h"
#include "winwork/workitem.h"

/*
 * Headers that not every driver needs. scripts/driver-includes writes a header that includes the
 * ones whose names a driver's sources mention.
 */
#if __has_include(<winwork/needed_rooms.h>)
#include <winwork/needed_rooms.h>
#else
#include "winwork/cm/registry.h"
#include "winwork/etw/trace.h"
#include "winwork/ex/executive.h"
#include "winwork/ex/status.h"
#include "winwork/io/devices.h"
#include "winwork/io/dma.h"
#include "winwork/io/file_information.h"
#include "winwork/io/interrupt.h"
#include "winwork/io/pci.h"
#include "winwork/io/pnp.h"
#include "winwork/io/requests.h"
#include "winwork/io/resources.h"
#include "winwork/ke/bug_checks.h"
#include "winwork/ke/kernel.h"
#include "winwork/mm/memory.h"
#include "winwork/ob/objects.h"
#include "winwork/po/power.h"
#include "winwork/ps/process.h"
#include "winwork/rtl/bitmaps.h"
#include "winwork/rtl/runtime.h"
#include "winwork/rtl/tables.h"
#include "winwork/se/security.h"
#endif

#endif /* _WDMDDK_ */
