/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <usbioctl.h>: control codes of USB.
 */
#ifndef __USBIOCTL_H__
#define __USBIOCTL_H__

#include "usb.h"
#include "usbiodef.h"
#include "winwork/usb/control_codes.h"
#if __has_include(<winwork/usb/hub_control_codes.h>)
#include <winwork/usb/hub_control_codes.h>
#endif

#endif /* __USBIOCTL_H__ */
