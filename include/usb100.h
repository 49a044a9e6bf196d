/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usb100.h>: USB 1.
 */
#ifndef __USB100_H__
#define __USB100_H__

#include "usbspec.h"

#endif /* __USB100_H__ */
