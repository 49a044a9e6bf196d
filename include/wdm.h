/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdm.h>: the vocabulary of a WDM driver, as far as WinWork carries it.
 */
#ifndef _WDMDDK_
#define _WDMDDK_

#include "ntdef.h"
#include "ntstatus.h"

#include "winwork/crt.h"
#include "winwork/debug.h"
#include "winwork/dispatcher.h"
#include "winwork/dpc.h"
#include "winwork/ex_spinlock.h"
#include "winwork/ex_timer.h"
#include "winwork/file.h"
#include "winwork/interlocked.h"
#include "winwork/intrinsics.h"
#include "winwork/ioctl.h"
#include "winwork/irp.h"
#include "winwork/irql.h"
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
#include "winwork/thread.h"
#include "winwork/workitem.h"

#endif /* _WDMDDK_ */
