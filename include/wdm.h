/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdm.h>: the types and functions of a WDM driver that WinWork has.
 */
#ifndef _WDMDDK_
#define _WDMDDK_

#include "ntdef.h"
#include "ntstatus.h"

#include "winwork/base/intrinsics.h"

/*
 * Headers that not every driver needs. scripts/driver-includes writes a header that includes the
 * ones whose names a driver's sources mention.
 */
#if __has_include(<winwork/needed_rooms.h>)
#include <winwork/needed_rooms.h>
#else
#include "ctype.h"
#include "winwork/cm/registry.h"
#include "winwork/crt/functions.h"
#include "winwork/etw/provider.h"
#include "winwork/etw/trace.h"
#include "winwork/ex/executive.h"
#include "winwork/ex/interlocked.h"
#include "winwork/ex/interlocked_bytes.h"
#include "winwork/ex/lookaside.h"
#include "winwork/ex/pool.h"
#include "winwork/ex/push_lock.h"
#include "winwork/ex/resource.h"
#include "winwork/ex/rundown.h"
#include "winwork/ex/slist.h"
#include "winwork/ex/spin_lock.h"
#include "winwork/ex/status.h"
#include "winwork/ex/timer.h"
#include "winwork/ex/transaction.h"
#include "winwork/io/control_codes.h"
#include "winwork/io/csq.h"
#include "winwork/io/device_object.h"
#include "winwork/io/device_reset.h"
#include "winwork/io/device_stack.h"
#include "winwork/io/devices.h"
#include "winwork/io/dma.h"
#include "winwork/io/file.h"
#include "winwork/io/file_information.h"
#include "winwork/io/interrupt.h"
#include "winwork/io/irp.h"
#include "winwork/io/irp_build.h"
#include "winwork/io/log_codes.h"
#include "winwork/io/pci.h"
#include "winwork/io/pnp.h"
#include "winwork/io/remove_lock.h"
#include "winwork/io/requests.h"
#include "winwork/io/resources.h"
#include "winwork/io/shutdown.h"
#include "winwork/io/start_io.h"
#include "winwork/io/work_item.h"
#include "winwork/ke/bug_check.h"
#include "winwork/ke/bug_checks.h"
#include "winwork/ke/dispatcher.h"
#include "winwork/ke/dpc.h"
#include "winwork/ke/irql.h"
#include "winwork/ke/kernel.h"
#include "winwork/ke/processor.h"
#include "winwork/ke/registers.h"
#include "winwork/ke/spin_lock.h"
#include "winwork/mm/io_space.h"
#include "winwork/mm/locked_pages.h"
#include "winwork/mm/memory.h"
#include "winwork/mm/physical_pages.h"
#include "winwork/mm/section.h"
#include "winwork/mm/user_memory.h"
#include "winwork/ob/objects.h"
#include "winwork/po/power.h"
#include "winwork/ps/lookup.h"
#include "winwork/ps/process.h"
#include "winwork/ps/thread.h"
#include "winwork/rtl/bitmaps.h"
#include "winwork/rtl/debug.h"
#include "winwork/rtl/exception.h"
#include "winwork/rtl/hash_tables.h"
#include "winwork/rtl/run_once.h"
#include "winwork/rtl/runtime.h"
#include "winwork/rtl/strings.h"
#include "winwork/rtl/tables.h"
#include "winwork/rtl/versions.h"
#include "winwork/se/security.h"
#endif

#if __has_include(<winwork/ex/stack_status.h>)
#include <winwork/ex/stack_status.h>
#endif

#endif /* _WDMDDK_ */
