/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <gpioclx.h>: controllers of general purpose pins.
 */
#ifndef __GPIOCLX_W__
#define __GPIOCLX_W__

#include <wdf.h>
#include "winwork/bus/gpio_class.h"

#endif /* __GPIOCLX_W__ */
