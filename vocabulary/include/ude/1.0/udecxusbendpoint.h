/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ude/1.0/udecxusbendpoint.h>: endpoints of emulated USB devices.
 */
#ifndef _UDECXUSBENDPOINT_H_
#define _UDECXUSBENDPOINT_H_

#include <wdf.h>
#include <usb.h>
#include <wdfusb.h>
#include "../../winwork/ude/usb_endpoint.h"

#endif /* _UDECXUSBENDPOINT_H_ */
