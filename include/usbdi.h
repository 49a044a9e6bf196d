/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usbdi.h>: USB request blocks.
 */
#ifndef __USBDI_H__
#define __USBDI_H__

#include "usb.h"
#include "usbioctl.h"

#endif /* __USBDI_H__ */
