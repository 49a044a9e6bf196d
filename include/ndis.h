/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ndis.h>: NDIS, for network drivers with work items. docs/functions.md lists the functions.
 */
#ifndef _NDIS_
#define _NDIS_

#include "ntddk.h"
#include "xfilter.h"

#include "winwork/ndis/binding.h"
#include "winwork/ndis/bus.h"
#include "winwork/ndis/configuration.h"
#include "winwork/ndis/device.h"
#include "winwork/ndis/device_event.h"
#include "winwork/ndis/dma.h"
#include "winwork/ndis/filter.h"
#include "winwork/ndis/filter_module.h"
#include "winwork/ndis/indication.h"
#include "winwork/ndis/interrupt.h"
#include "winwork/ndis/miniport.h"
#include "winwork/ndis/net_buffer.h"
#include "winwork/ndis/net_buffer_data.h"
#include "winwork/ndis/net_buffer_pool.h"
#include "winwork/ndis/oid_request.h"
#include "winwork/ndis/oids.h"
#include "winwork/ndis/poll.h"
#include "winwork/ndis/protocol.h"
#include "winwork/ndis/rw_lock.h"
#include "winwork/ndis/shared_memory.h"
#include "winwork/ndis/status.h"
#include "winwork/ndis/support.h"
#include "winwork/ndis/timer.h"
#include "winwork/ndis/transfer.h"
#include "winwork/ndis/types.h"
#include "winwork/ndis/work_item.h"

/* What needs the network below the driver is in the vocabulary. */
#if __has_include(<winwork/ndis/adapter.h>)
#include <winwork/ndis/adapter.h>
#include <winwork/ndis/hardware.h>
#include <winwork/ndis/interrupts.h>
#include <winwork/ndis/media.h>
#include <winwork/ndis/media_oids.h>
#include <winwork/ndis/offload.h>
#include <winwork/ndis/packet.h>
#include <winwork/ndis/power.h>
#include <winwork/ndis/switch.h>
#endif

#endif /* _NDIS_ */
