/* SPDX-License-Identifier: MIT */
/* <usbdi.h>: the same as <usb.h>. */
#include "usb.h"
