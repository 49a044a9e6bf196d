/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS work items. What workitem.h says of items holds for them; special is whom they belong to:
 * an NDIS object that has a device or a driver object behind it.
 *
 *	handle						legal until
 *	adapter		MiniportInitializeEx got it	MiniportHaltEx has returned
 *	miniport driver	NdisMRegisterMiniportDriver	NdisMDeregisterMiniportDriver
 *	filter driver	NdisFRegisterFilterDriver	NdisFDeregisterFilterDriver
 *	NDIS device	NdisRegisterDeviceEx		NdisDeregisterDeviceEx
 *
 * A protocol driver's handle is not legal: NDIS has no such object for it. An item of an adapter
 * must be freed before MiniportHaltEx returns, and by MiniportInitializeEx itself if that fails
 * (the rule Init_NdisAllocateIoWorkItem); one of a driver before the driver unloads.
 */
#ifndef WINWORK_NDIS_WORKITEM_H
#define WINWORK_NDIS_WORKITEM_H

#include "image.h"
#include "ndis_types.h"
#include "sal.h"
#include "workitem.h"

EXTERN_C_START

/*
 * These functions are for NDIS 6.0 and later: a call of a driver that asks for NDIS 5 alone does not
 * build. A driver with parts of both has them.
 */
#if WINWORK_NDIS_VERSION >= 600
#define WINWORK_NDIS6_ONLY
#else
#define WINWORK_NDIS6_ONLY __attribute__((__error__(					\
	"work items of this kind are for NDIS 6.0 and later: NDIS 5 has NdisInitializeWorkItem "\
	"and NdisScheduleWorkItem; define NDIS60_MINIPORT or NDIS60 for an NDIS 6 part")))
#endif

/**
 * NDIS_IO_WORKITEM_FUNCTION - what NdisQueueIoWorkItem has called
 * @WorkItemContext: as given to NdisQueueIoWorkItem
 * @NdisIoWorkItemHandle: the item; it is idle, unless somebody has queued or freed it since
 *
 * The context comes first, and the item last. It is OK to free the item here, or to queue it
 * again. Declare a routine with this type, not with the pointer type.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: ndis.h, NdisQueueIoWorkItem
 */
_Function_class_(NDIS_IO_WORKITEM_FUNCTION)
_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NDIS_IO_WORKITEM_FUNCTION(_In_opt_ PVOID WorkItemContext,
				       _In_ NDIS_HANDLE NdisIoWorkItemHandle);
typedef NDIS_IO_WORKITEM_FUNCTION *NDIS_IO_WORKITEM_ROUTINE;

/**
 * NdisAllocateIoWorkItem - an idle item in nonpaged memory of WinWork's
 * @NdisObjectHandle: the handle of an adapter, a miniport driver, a filter driver, or an NDIS
 *	device
 *
 * The item is ready to be queued. It is yours until NdisFreeIoWorkItem, and may be queued any
 * number of times. No reference is taken: the object must live as long as the item is used.
 *
 * Here: the handle of a protocol driver, one that is freed, NULL, and what is no handle at all
 * are reported (0xE4, parameter 3) and get NULL. Windows's page says of the protocol driver that
 * it cannot use the function, and nothing of the others.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns NULL.
 * Return: the item's handle, or NULL without memory.
 * Page: ndis.h, NdisAllocateIoWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NDIS_HANDLE NTAPI NdisAllocateIoWorkItem(_In_ NDIS_HANDLE NdisObjectHandle) WINWORK_NDIS6_ONLY;

/**
 * NdisQueueIoWorkItem - have a worker call Routine(WorkItemContext, item) once
 * @NdisIoWorkItemHandle: an idle item
 * @Routine: bound to the item by this call; another call may bind another
 * @WorkItemContext: passed to the routine, or NULL
 *
 * The queue type is always CriticalWorkQueue. Returns at once; the routine never runs inside the
 * call. It is OK to call this with spin locks held, from a DPC or a timer's function, and in the
 * item's own routine, for one more run. The NDIS object of the item, and with it the driver, is
 * referenced until the routine has returned; what the adapter's context points to is yours to
 * keep valid. You may not queue a queued item.
 *
 * Here: refused, with a report, are a queued item (0xE4, parameter 1; the first routine and
 * context stand), a routine that is NULL or no kernel address (0xE4, parameter 7), an item whose
 * object is gone (0xE4, parameter 3), what is no live NDIS item (0xC2, parameter 7), and an IRQL
 * above DISPATCH_LEVEL (0x0A). The call has no result, so the report is the only trace.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisQueueIoWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI NdisQueueIoWorkItem(_In_ NDIS_HANDLE NdisIoWorkItemHandle,
			       _In_ NDIS_IO_WORKITEM_ROUTINE Routine,
			       _In_opt_ PVOID WorkItemContext) WINWORK_NDIS6_ONLY;

/**
 * NdisFreeIoWorkItem - end of an item that NdisAllocateIoWorkItem made
 * @NdisIoWorkItemHandle: an idle item
 *
 * It is OK to free the item in its own routine, or elsewhere while the routine still runs, in
 * both cases unless it has been queued again. You may not free a queued item.
 *
 * Here: a queued item is reported (0xE4, parameter 2), stays queued, runs once, and is yours to
 * free afterwards. NULL, an item that is freed already and one of another family are reported
 * (0xC2, parameter 7). An adapter's item that is still there when MiniportHaltEx has returned,
 * or when MiniportInitializeEx has failed, is reported then (0xC4, parameter 0x62) with the place
 * that allocated it; it stays yours, and is freed when the driver is unloaded. An item of another
 * handle is reported in the same way at unload.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and frees nothing.
 * Page: ndis.h, NdisFreeIoWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI NdisFreeIoWorkItem(_In_ NDIS_HANDLE NdisIoWorkItemHandle) WINWORK_NDIS6_ONLY;

/* ---- NDIS 5 ---------------------------------------------------------------------------- */

struct _NDIS_WORK_ITEM;

/**
 * NDIS_PROC - what NdisScheduleWorkItem has called
 * @WorkItem: the item; its storage is the driver's to reuse, or to free with NdisFreeMemory
 * @Context: as given to NdisInitializeWorkItem
 *
 * Here the item comes first, and the context last.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: NDIS 5, NdisInitializeWorkItem
 */
typedef VOID (*NDIS_PROC)(struct _NDIS_WORK_ITEM *WorkItem, PVOID Context);

/* In nonpaged memory of the driver's, aligned like a pointer. */
typedef struct _NDIS_WORK_ITEM {
	PVOID Context;
	NDIS_PROC Routine;
	UCHAR WrapperReserved[8 * sizeof(PVOID)];
} NDIS_WORK_ITEM, *PNDIS_WORK_ITEM;

#if WINWORK_NDIS_LEGACY

/* NdisScheduleWorkItem, told whose module schedules. */
NDIS_STATUS NTAPI WinworkScheduleNdisWorkItem(_In_ PNDIS_WORK_ITEM WorkItem,
					      _In_opt_ PWINWORK_IMAGE Image);

/**
 * NdisInitializeWorkItem - make an idle item, with its routine and context
 * @WorkItem: memory of the driver's
 * @Routine: what NdisScheduleWorkItem has called
 * @Context: passed to @Routine; it may not point into the stack
 *
 * There is no counterpart: the item ends with its memory. You may not initialise a queued item;
 * nothing notices that, as on Windows. For drivers of NDIS 5: one of NDIS 6 that calls it does
 * not build.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: NDIS 5, NdisInitializeWorkItem
 */
VOID NTAPI NdisInitializeWorkItem(_Out_ PNDIS_WORK_ITEM WorkItem, _In_ NDIS_PROC Routine,
				  _In_opt_ PVOID Context);

/**
 * NdisScheduleWorkItem - have a worker call the item's routine once
 * @WorkItem: an idle item of NdisInitializeWorkItem
 *
 * The queue type is CriticalWorkQueue. It is OK to call this with spin locks held, from a DPC,
 * and in the item's own routine. You may not schedule a queued item, or free its memory.
 *
 * Here: on Windows such an item keeps nothing alive. WinWork references the module of the driver
 * that schedules, until the routine has returned, so unload waits. Refused, with a report, are a
 * queued item (0xE4, parameter 1), a routine that is NULL or no kernel address (0xE4, parameter
 * 7), and an IRQL above DISPATCH_LEVEL (0x0A).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS always.
 * Page: NDIS 5, NdisScheduleWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WINWORK_OWN NDIS_STATUS NdisScheduleWorkItem(_In_ PNDIS_WORK_ITEM WorkItem)
{
	return WinworkScheduleNdisWorkItem(WorkItem, &WinworkImage);
}

#else

#define WINWORK_NDIS5_ONLY __attribute__((__error__(					\
	"NDIS 6 drivers have NdisAllocateIoWorkItem and NdisQueueIoWorkItem for this; "	\
	"define NDIS_LEGACY_DRIVER for a driver with an NDIS 5 part")))

VOID NTAPI NdisInitializeWorkItem(PNDIS_WORK_ITEM WorkItem, NDIS_PROC Routine,
				  PVOID Context) WINWORK_NDIS5_ONLY;
NDIS_STATUS NTAPI NdisScheduleWorkItem(PNDIS_WORK_ITEM WorkItem) WINWORK_NDIS5_ONLY;

#endif

EXTERN_C_END

#endif /* WINWORK_NDIS_WORKITEM_H */
