/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wdfusb.h>: USB targets of the framework.
 */
#ifndef _WDFUSB_H_
#define _WDFUSB_H_

#include "wdf.h"
#include "usbdlib.h"
#include "winwork/wdf/usb.h"

#endif /* _WDFUSB_H_ */
