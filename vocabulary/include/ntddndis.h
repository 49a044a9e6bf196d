/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntddndis.h>: the parts of NDIS for code that is no NDIS driver.
 */
#ifndef _NTDDNDIS_
#define _NTDDNDIS_

#include <ntddk.h>
#include "winwork/ndis/hardware.h"
#include "winwork/ndis/media.h"
#include "winwork/ndis/media_oids.h"
#include "winwork/ndis/offload.h"
#include <winwork/ndis/oids.h>
#include "winwork/ndis/power.h"

#endif /* _NTDDNDIS_ */

#include "winwork/guids/ntddndis.h"
