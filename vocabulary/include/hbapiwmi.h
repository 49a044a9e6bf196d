/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <hbapiwmi.h>: WMI classes of host bus adapters.
 */
#ifndef _hbapiwmi_h_
#define _hbapiwmi_h_

#include <ntdef.h>
#include "winwork/storage/adapter_wmi.h"

#endif /* _hbapiwmi_h_ */

#include "winwork/guids/hbapiwmi.h"
