/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ndis.h>: network drivers, as far as their work items need it.
 */
#ifndef _NDIS_
#define _NDIS_

#include "ntddk.h"

#include "winwork/ndis_device.h"
#include "winwork/ndis_filter.h"
#include "winwork/ndis_miniport.h"
#include "winwork/ndis_oid.h"
#include "winwork/ndis_protocol.h"
#include "winwork/ndis_support.h"
#include "winwork/ndis_timer.h"
#include "winwork/ndis_types.h"
#include "winwork/ndis_workitem.h"

#endif /* _NDIS_ */
