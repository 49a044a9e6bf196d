/* SPDX-License-Identifier: MIT */
/* <usb200.h>: USB 2. */
#include "usbspec.h"
