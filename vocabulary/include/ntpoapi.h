/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntpoapi.h>: power management and its settings.
 */
#ifndef _NTPOAPI_
#define _NTPOAPI_

#include <ntddk.h>
#include "winwork/guids/ntpoapi.h"
#include <winwork/po/power.h>
#include "winwork/po/power_settings.h"

#endif /* _NTPOAPI_ */
