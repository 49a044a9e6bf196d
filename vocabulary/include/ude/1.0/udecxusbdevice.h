/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ude/1.0/udecxusbdevice.h>: emulated USB devices.
 */
#ifndef _UDECXUSBDEVICE_H_
#define _UDECXUSBDEVICE_H_

#include <wdf.h>
#include <usb.h>
#include <wdfusb.h>
#include "../../winwork/ude/usb_device.h"

#endif /* _UDECXUSBDEVICE_H_ */
