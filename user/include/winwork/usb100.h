/* SPDX-License-Identifier: MIT */
/* <usb100.h>: USB 1. */
#include "usbspec.h"
