/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ndis/poll.h>: polling of NDIS.
 */
#ifndef _NDIS_POLL_
#define _NDIS_POLL_

#include <ndis/types.h>
#include "../winwork/ndis/poll.h"

#endif /* _NDIS_POLL_ */
