/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <tdiinfo.h>: queries and settings of the TCP/IP transport.
 */
#ifndef _TDIINFO_
#define _TDIINFO_

#include <ntddk.h>
#include "winwork/tdi/information.h"

#endif /* _TDIINFO_ */
