/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ude/1.0/udecxwdfdevice.h>: the emulated USB host controller.
 */
#ifndef _UDECXWDFDEVICE_H_
#define _UDECXWDFDEVICE_H_

#include <wdf.h>
#include <usb.h>
#include <wdfusb.h>
#include "../../winwork/ude/wdf_device.h"

#endif /* _UDECXWDFDEVICE_H_ */
