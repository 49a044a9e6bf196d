/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A touchscreen: Linux's driver reads its feature while the device starts. A second device is added within a critical
 * region of the driver's.
 */
#define TOUCH
#include "main.c"
