/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdf.h>: the Kernel-Mode Driver Framework. WinWork has framework objects, the driver, its
 * devices, work items and locks.
 *
 * Here: a source may include this header alone. On Windows: it must include wdm.h, ntddk.h or
 * ntifs.h first.
 *
 * The other functions are declared only: queues, requests, I/O targets, timers, interrupts, the
 * registry, and further functions for Plug and Play and power. A driver that calls one does not
 * link.
 */
#ifndef _WDF_H_
#define _WDF_H_

#include "wdm.h"
#ifndef WDF_DEVICE_NO_WDMSEC_H
#include "wdmsec.h"
#endif

#include "winwork/wdf/device.h"
#include "winwork/wdf/driver.h"
#include "winwork/wdf/object.h"
#include "winwork/wdf/sync.h"
#include "winwork/wdf/types.h"
#include "winwork/wdf/work_item.h"

#include "winwork/wdf/children.h"
#include "winwork/wdf/devices.h"
#include "winwork/wdf/dma.h"
#include "winwork/wdf/handles.h"
#include "winwork/wdf/interrupts.h"
#include "winwork/wdf/memory.h"
#include "winwork/wdf/queues.h"
#include "winwork/wdf/registry.h"
#include "winwork/wdf/requests.h"
#include "winwork/wdf/resources.h"
#include "winwork/wdf/targets.h"
#include "winwork/wdf/wmi.h"

#endif /* _WDF_H_ */
