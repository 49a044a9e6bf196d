/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usbdlib.h>: functions for USB request blocks.
 */
#ifndef __USBDLIB_H__
#define __USBDLIB_H__

#include "usb.h"
#include "winwork/usb/build.h"
#include "winwork/usb/capabilities.h"
#include "winwork/usb/library.h"

#endif /* __USBDLIB_H__ */
