/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wmilib.h>: the WMI library.
 */
#ifndef _WMILIB_
#define _WMILIB_

#include "wmistr.h"
#include "winwork/etw/wmi_library.h"

#endif /* _WMILIB_ */
