/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <stortrce.h>: traces of miniports.
 */
#ifndef _NTSTORTRCE_
#define _NTSTORTRCE_

#include <ntdef.h>
#include "winwork/storage/port_trace.h"

#endif /* _NTSTORTRCE_ */
