/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <gpio.h>: general purpose pins.
 */
#ifndef __GPIO_W__
#define __GPIO_W__

#include <ntddk.h>
#include <winapifamily.h>
#include "winwork/bus/gpio.h"

#endif /* __GPIO_W__ */
