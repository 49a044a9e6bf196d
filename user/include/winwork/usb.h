/* SPDX-License-Identifier: MIT */
/* <usb.h>: the descriptors of USB. The request blocks (URB) are for drivers alone. */
#include "usbspec.h"
