/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ude/1.0/udecxtypes.h>: handles of USB device emulation.
 */
#ifndef _UDECXTYPES_H_
#define _UDECXTYPES_H_

#include <wdf.h>
#include <usb.h>
#include <wdfusb.h>
#include "../../winwork/ude/types.h"

#endif /* _UDECXTYPES_H_ */
