/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <scsiwmi.h>: WMI of miniports.
 */
#ifndef _SCSIWMI_
#define _SCSIWMI_

#include <ntdef.h>
#include "winwork/storage/miniport_wmi.h"

#endif /* _SCSIWMI_ */
