/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usbspec.h>: structures and values of the USB specifications.
 */
#ifndef __USBSPEC_H__
#define __USBSPEC_H__

#include "ntddk.h"
#include "winwork/usb/specification.h"

#endif /* __USBSPEC_H__ */
