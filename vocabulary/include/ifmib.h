/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ifmib.h>: rows of the table of network interfaces.
 */
#ifndef _IFMIB_
#define _IFMIB_

#include <ifdef.h>

#endif /* _IFMIB_ */
