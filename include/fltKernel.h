/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <fltKernel.h>: for minifilters, on top of ntifs.h.
 *
 * A mount of the type winwork is a volume, and the files below it are what the minifilters see. A test may
 * also make volumes, and send operations through the minifilters, with <winwork/flt_port.h>.
 */
#ifndef __FLTKERNEL__
#define __FLTKERNEL__

#include "ntifs.h"

#include "winwork/flt/buffer.h"
#include "winwork/flt/callback_data_queue.h"
#include "winwork/flt/cancel.h"
#include "winwork/flt/context.h"
#include "winwork/flt/create_parameters.h"
#include "winwork/flt/filter.h"
#include "winwork/flt/operation.h"
#include "winwork/flt/push_lock.h"
#include "winwork/flt/resource.h"
#include "winwork/flt/work_item.h"
#include "winwork/io/file.h"

#include "winwork/flt/data_scan.h"
#include "winwork/flt/information.h"
#include "winwork/flt/io.h"
#include "winwork/flt/manager.h"
#include "winwork/flt/names.h"
#include "winwork/flt/own_data.h"
#include "winwork/flt/own_io.h"
#include "winwork/flt/own_open.h"
#include "winwork/flt/ports.h"
#include "winwork/flt/reparse_point.h"
#include "winwork/flt/transaction.h"
#include "winwork/flt/volume.h"

#endif /* __FLTKERNEL__ */
