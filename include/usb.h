/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usb.h>: USB request blocks.
 */
#ifndef __USB_H__
#define __USB_H__

#include "usbspec.h"
#include "winwork/usb/requests.h"

#endif /* __USB_H__ */
