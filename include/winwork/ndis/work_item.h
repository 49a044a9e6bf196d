/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS work items. They follow the life and the rules of io/work_item.h. An NDIS item belongs to an
 * NDIS object that belongs to a device or driver object.
 *
 *	handle of		comes from			is valid until
 *	an adapter		MiniportInitializeEx		MiniportHaltEx has returned
 *	a miniport driver	NdisMRegisterMiniportDriver	NdisMDeregisterMiniportDriver
 *	a filter driver		NdisFRegisterFilterDriver	NdisFDeregisterFilterDriver
 *	an NDIS device		NdisRegisterDeviceEx		NdisDeregisterDeviceEx
 *
 * An item cannot belong to the handle of a protocol driver, since NDIS has no such object for it.
 * An item of an adapter must be freed before MiniportHaltEx returns. A MiniportInitializeEx that
 * fails must free the item itself (the rule Init_NdisAllocateIoWorkItem). An item of a driver must
 * be freed before the driver unloads.
 */
#ifndef WINWORK_NDIS_WORK_ITEM_H
#define WINWORK_NDIS_WORK_ITEM_H

#include "../image.h"
#include "types.h"
#include "../base/sal.h"
#include "../ke/irql.h"

EXTERN_C_START

/*
 * These functions are for NDIS 6.0 and later. In a driver that requests only NDIS 5, a call of one
 * does not build. A driver with parts of both versions may call them.
 */
#if WINWORK_NDIS_VERSION >= 600
#define WINWORK_NDIS6_ONLY
#else
#define WINWORK_NDIS6_ONLY __attribute((__error__(					\
	"work items of this kind are for NDIS 6.0 and later: NDIS 5 has NdisInitializeWorkItem "\
	"and NdisScheduleWorkItem; define NDIS60_MINIPORT or NDIS60 for an NDIS 6 part")))
#endif

/**
 * NDIS_IO_WORKITEM_FUNCTION - the driver's routine of NdisQueueIoWorkItem
 * @WorkItemContext: as given to NdisQueueIoWorkItem
 * @NdisIoWorkItemHandle: the item; it is idle, unless other code has queued or freed it since
 *
 * The context is the first argument, and the item the last one. The routine may free the item, or
 * queue it again. Declare a routine with this type, not with the pointer type.
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
 * NdisAllocateIoWorkItem - allocate an idle item, in nonpaged memory
 * @NdisObjectHandle: the handle of an adapter, a miniport driver, a filter driver, or an NDIS
 *	device
 *
 * The caller owns the item until NdisFreeIoWorkItem, and may queue it any number of times. The item
 * holds no reference: the object must live as long as the item is used.
 *
 * Here: the handle of a protocol driver, a freed handle, NULL, and any other pointer are reported
 * (0xE4, parameter 3), and the call returns NULL. Windows's page says that a protocol driver
 * cannot use the function, and does not mention the other cases.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the item's handle; NULL without memory, and after a report.
 * Page: ndis.h, NdisAllocateIoWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NDIS_HANDLE NTAPI NdisAllocateIoWorkItem(_In_ NDIS_HANDLE NdisObjectHandle) WINWORK_NDIS6_ONLY;

/**
 * NdisQueueIoWorkItem - queue an item: a worker calls Routine(WorkItemContext, item) once
 * @NdisIoWorkItemHandle: an idle item
 * @Routine: the routine, which this call binds to the item; another call may bind another routine
 * @WorkItemContext: passed to the routine, or NULL
 *
 * The queue type is always CriticalWorkQueue. The call returns at once, and never runs the routine
 * itself. A driver may call it with spin locks held, from a DPC or a timer's function, and in the
 * item's own routine, for one more run. You may not queue a queued item.
 *
 * The call references the NDIS object of the item, and so the driver, until the routine has
 * returned. It does not reference the memory that the adapter's context points to. The driver must
 * keep that memory as long as a routine accesses it.
 *
 * Here: the call refuses the following, with a report. The call has no result, so the report is the
 * only sign of a refusal.
 *
 *	a queued item; its routine and context stay		0xE4, parameter 1
 *	a routine that is NULL or no kernel address		0xE4, parameter 7
 *	an item whose object is gone				0xE4, parameter 3
 *	a pointer to something other than a live NDIS item	0xC2, parameter 7
 *	an IRQL above DISPATCH_LEVEL				0x0A
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisQueueIoWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI NdisQueueIoWorkItem(_In_ NDIS_HANDLE NdisIoWorkItemHandle,
			       _In_ NDIS_IO_WORKITEM_ROUTINE Routine,
			       _In_opt_ PVOID WorkItemContext) WINWORK_NDIS6_ONLY;

/**
 * NdisFreeIoWorkItem - free an item of NdisAllocateIoWorkItem
 * @NdisIoWorkItemHandle: an idle item
 *
 * A driver may free the item in its own routine, or elsewhere while the routine still runs, unless
 * the item has been queued again. You may not free a queued item.
 *
 * Here: a queued item is reported (0xE4, parameter 2). It stays queued and runs once. The caller
 * may free it afterwards. NULL, an item that is already freed, and an item of another family are
 * reported (0xC2, parameter 7).
 *
 * Here: an adapter's item that is still allocated when MiniportHaltEx has returned, or when
 * MiniportInitializeEx has failed, is reported (0xC4, parameter 0x62) with the place that
 * allocated it. The driver still owns the item, and WinWork frees it at unload. An item of any
 * other handle is reported in the same way at unload.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and frees nothing.
 * Page: ndis.h, NdisFreeIoWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI NdisFreeIoWorkItem(_In_ NDIS_HANDLE NdisIoWorkItemHandle) WINWORK_NDIS6_ONLY;

/* ---- NDIS 5 ---------------------------------------------------------------------------- */

struct _NDIS_WORK_ITEM;

/**
 * NDIS_PROC - the driver's routine of NdisScheduleWorkItem
 * @WorkItem: the item; the driver may reuse its memory, or free it with NdisFreeMemory
 * @Context: as given to NdisInitializeWorkItem
 *
 * The item is the first argument of this routine, and the context the last one.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: NDIS 5, NdisInitializeWorkItem
 */
typedef VOID (*NDIS_PROC)(struct _NDIS_WORK_ITEM *WorkItem, PVOID Context);

/* An item of NDIS 5, in nonpaged memory of the driver's, aligned like a pointer. */
typedef struct _NDIS_WORK_ITEM {
	PVOID Context;
	NDIS_PROC Routine;
	UCHAR WrapperReserved[8 * sizeof(PVOID)];
} NDIS_WORK_ITEM, *PNDIS_WORK_ITEM;

#if WINWORK_NDIS_LEGACY

/* NdisScheduleWorkItem, with the calling module. */
NDIS_STATUS NTAPI WinworkScheduleNdisWorkItem(_In_ PNDIS_WORK_ITEM WorkItem,
					      _In_opt_ PWINWORK_IMAGE Image);

/**
 * NdisInitializeWorkItem - initialise an idle item, with its routine and context
 * @WorkItem: nonpaged memory of the driver's
 * @Routine: the routine that a worker calls after NdisScheduleWorkItem
 * @Context: passed to @Routine; it may not point into the stack
 *
 * No function deletes the item: it ends with its memory. You may not initialise a queued item. As
 * on Windows, such a call is not detected. The function is for drivers with an NDIS 5 part. In any
 * other driver a call does not build.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: NDIS 5, NdisInitializeWorkItem
 */
VOID NTAPI NdisInitializeWorkItem(_Out_ PNDIS_WORK_ITEM WorkItem, _In_ NDIS_PROC Routine,
				  _In_opt_ PVOID Context);

/**
 * NdisScheduleWorkItem - queue an item: a worker calls the item's routine once
 * @WorkItem: an idle item of NdisInitializeWorkItem
 *
 * The queue type is CriticalWorkQueue. A driver may call this with spin locks held, from a DPC, and
 * in the item's own routine. You may not schedule a queued item, nor free its memory.
 *
 * Here: the call references the module of the calling driver until the routine has returned, so
 * unload waits. On Windows: the item references nothing. The call refuses the following, with a
 * report:
 *
 *	a queued item						0xE4, parameter 1
 *	a routine that is NULL or no kernel address		0xE4, parameter 7
 *	an IRQL above DISPATCH_LEVEL				0x0A
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

#define WINWORK_NDIS5_ONLY __attribute((__error__(					\
	"NDIS 6 drivers have NdisAllocateIoWorkItem and NdisQueueIoWorkItem for this; "	\
	"define NDIS_LEGACY_DRIVER for a driver with an NDIS 5 part")))

VOID NTAPI NdisInitializeWorkItem(PNDIS_WORK_ITEM WorkItem, NDIS_PROC Routine,
				  PVOID Context) WINWORK_NDIS5_ONLY;
NDIS_STATUS NTAPI NdisScheduleWorkItem(PNDIS_WORK_ITEM WorkItem) WINWORK_NDIS5_ONLY;

#endif

EXTERN_C_END

#endif /* WINWORK_NDIS_WORK_ITEM_H */
