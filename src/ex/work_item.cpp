/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ex work items: a WORK_QUEUE_ITEM in the driver's storage and nothing else. On Windows such an
 * item protects nothing while it is queued. Here each queueing is an activity of the driver's
 * image, so the driver's unload waits for it.
 */
#include <wdm.h>
#include <winwork.h>

#include "engine/work_item.hpp"
#include "ob/image.hpp"

using namespace ww;

static_assert(sizeof(WORK_QUEUE_ITEM) == sizeof(Item));

static void call_routine(const Invocation &invocation)
{
	reinterpret_cast<PWORKER_THREAD_ROUTINE>(invocation.routine)(invocation.context);
}

constinit const ItemOps ww::bare_item_ops = { "ExQueueWorkItem", call_routine, Family::ex, {} };

extern "C" VOID NTAPI WinworkQueueExWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE QueueType,
					     struct _WINWORK_IMAGE *Image)
{
	bare_item_queue(reinterpret_cast<Item *>(WorkItem), image_reference_of(Image), QueueType,
			WW_CALL_SITE_OF(bare_item_ops.name));
}
