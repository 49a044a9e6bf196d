/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdf.h>: the Kernel-Mode Driver Framework, as far as WinWork carries it: framework objects,
 * the driver, its devices, work items and locks.
 *
 * A source includes wdm.h, ntddk.h or ntifs.h before it, as on Windows; here it need not.
 *
 * What a driver does with Plug and Play, power and I/O beyond that (queues, requests, targets,
 * timers, interrupts, the registry) is not offered: those functions are not declared, so a driver
 * that needs them does not build.
 */
#ifndef _WDF_H_
#define _WDF_H_

#include "wdm.h"

#include "winwork/wdf_device.h"
#include "winwork/wdf_driver.h"
#include "winwork/wdf_object.h"
#include "winwork/wdf_sync.h"
#include "winwork/wdf_types.h"
#include "winwork/wdf_workitem.h"

#endif /* _WDF_H_ */
