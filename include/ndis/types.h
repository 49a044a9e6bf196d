/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ndis/types.h>: handles and status values of NDIS.
 */
#ifndef _NDIS_TYPES_
#define _NDIS_TYPES_

#include "../ntddk.h"
#include "../winwork/ndis/types.h"

#endif /* _NDIS_TYPES_ */
