/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <wmidata.h>: WMI's classes.
 */
#ifndef _wmidata_h_
#define _wmidata_h_

#include <wmistr.h>
#include "winwork/etw/wmi_classes.h"

#endif /* _wmidata_h_ */

#include "winwork/guids/wmidata.h"
