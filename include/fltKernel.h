/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fltKernel.h>: for minifilters, on top of ntifs.h.
 *
 * WinWork has no file system, and mounts no volume. The functions of <winwork/flt_port.h> create
 * volumes, and send operations through the minifilters. A minifilter handles these as on Windows.
 * Functions that need a file system are declared only: a driver that calls one does not link.
 */
#ifndef __FLTKERNEL__
#define __FLTKERNEL__

#include "ntifs.h"

#include "winwork/file.h"
#include "winwork/flt_filter.h"
#include "winwork/flt_operation.h"
#include "winwork/flt_context.h"
#include "winwork/flt_cbdq.h"
#include "winwork/flt_pushlock.h"
#include "winwork/flt_resource.h"
#include "winwork/flt_workitem.h"

#include "winwork/flt/io.h"
#include "winwork/flt/manager.h"
#include "winwork/flt/names.h"
#include "winwork/flt/ports.h"

#endif /* __FLTKERNEL__ */
