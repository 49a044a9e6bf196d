/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntpoapi.h>: power settings.
 * <ntpoapi.h>: power management.
 */
#ifndef _NTPOAPI_
#define _NTPOAPI_

#include "ntddk.h"
#include "winwork/po/power_settings.h"

#endif /* _NTPOAPI_ */

#include "winwork/guids/ntpoapi.h"
#include "winwork/po/power.h"

#endif /* _NTPOAPI_ */
