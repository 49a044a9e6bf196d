/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wmistr.h>: the data blocks (WNODE) of WMI.
 */
#ifndef _WMISTR_
#define _WMISTR_

#include "ntddk.h"
#include "winwork/etw/wmi_data.h"

#endif /* _WMISTR_ */
