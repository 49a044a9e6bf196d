// SPDX-License-Identifier: GPL-2.0
/*
 * What exceptions need of Linux.
 */
#include <linux/bug.h>

#include "exception.h"

void ww_stop_context(void)
{
	BUG();
}
