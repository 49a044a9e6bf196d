/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usb200.h>: USB 2.
 */
#ifndef __USB200_H__
#define __USB200_H__

#include "usbspec.h"

#endif /* __USB200_H__ */
