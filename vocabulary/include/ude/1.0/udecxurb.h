/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ude/1.0/udecxurb.h>: requests for emulated USB devices.
 */
#ifndef _UDECXURB_H_
#define _UDECXURB_H_

#include <wdf.h>
#include <usb.h>
#include <wdfusb.h>
#include "../../winwork/ude/urb.h"

#endif /* _UDECXURB_H_ */
