/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS work items. They follow the life and the rules of workitem.h. An NDIS item belongs to an
 * NDIS object that has a device or a driver object behind it.
 *
 *	handle						valid until
 *	adapter		MiniportInitializeEx got it	MiniportHaltEx has returned
 *	miniport driver	NdisMRegisterMiniportDriver	NdisMDeregisterMiniportDriver
 *	filter driver	NdisFRegisterFilterDriver	NdisFDeregisterFilterDriver
 *	NDIS device	NdisRegisterDeviceEx		NdisDeregisterDeviceEx
 *
 * A protocol driver's handle is not valid here: NDIS has no such object for it. An item of an
 * adapter must be freed before MiniportHaltEx returns. If MiniportInitializeEx fails, it must
 * free the item itself (the rule Init_NdisAllocateIoWorkItem). An item of a driver must be freed
 * before the driver unloads.
 */
#ifndef WINWORK_NDIS_WORKITEM_H
#define WINWORK_NDIS_WORKITEM_H

#include "image.h"
#include "ndis_types.h"
#include "sal.h"
#include "workitem.h"

EXTERN_C_START

/*
 * These functions are for NDIS 6.0 and later. In a driver that asks for NDIS 5 alone a call of
 * them does not build. A driver with parts of both versions has them.
 */
#if WINWORK_NDIS_VERSION >= 600
#define WINWORK_NDIS6_ONLY
#else
#define WINWORK_NDIS6_ONLY __attribute__((__error__(					\
	"work items of this kind are for NDIS 6.0 and later: NDIS 5 has NdisInitializeWorkItem "\
	"and NdisScheduleWorkItem; define NDIS60_MINIPORT or NDIS60 for an NDIS 6 part")))
#endif

/**
 * NDIS_IO_WORKITEM_FUNCTION - the driver's routine of NdisQueueIoWorkItem
 * @WorkItemContext: as given to NdisQueueIoWorkItem
 * @NdisIoWorkItemHandle: the item; it is idle, unless other code has queued or freed it since
 *
 * The context is the first argument, and the item the last. It is OK to free the item here, or to
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
 * The item is ready to be queued, any number of times. The caller owns it until
 * NdisFreeIoWorkItem. The item holds no reference: the object must live as long as the item is
 * used.
 *
 * Here: the handle of a protocol driver, a freed handle, NULL, and any other pointer are reported
 * (0xE4, parameter 3), and the call returns NULL. Windows's page says that a protocol driver
 * cannot use the function, and does not mention the other cases.
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
 * item's own routine, for one more run. The call references the NDIS object of the item, and with
 * it the driver, until the routine has returned. The driver must keep the memory that the
 * adapter's context points to. You may not queue a queued item.
 *
 * Here: the call refuses the following, with a report. It has no result, so the report is the
 * only sign.
 *
 *	a queued item; its routine and context stay		0xE4, parameter 1
 *	a routine that is NULL or no kernel address		0xE4, parameter 7
 *	an item whose object is gone				0xE4, parameter 3
 *	a pointer to no live NDIS item				0xC2, parameter 7
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
 * It is OK to free the item in its own routine, or elsewhere while the routine still runs, unless
 * the item has been queued again. You may not free a queued item.
 *
 * Here: a queued item is reported (0xE4, parameter 2). It stays queued and runs once, and the
 * caller may free it afterwards. NULL, an item that is already freed, and an item of another
 * family are reported (0xC2, parameter 7).
 *
 * Here: an adapter's item that is still allocated when MiniportHaltEx has returned, or when
 * MiniportInitializeEx has failed, is reported (0xC4, parameter 0x62) with the place that
 * allocated it. The driver still owns the item, and WinWork frees it at unload. An item of any
 * other handle is reported in the same way at unload.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and frees nothing.
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
 * The item is the first argument of this routine, and the context the last.
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

/* NdisScheduleWorkItem with the calling module. */
NDIS_STATUS NTAPI WinworkScheduleNdisWorkItem(_In_ PNDIS_WORK_ITEM WorkItem,
					      _In_opt_ PWINWORK_IMAGE Image);

/**
 * NdisInitializeWorkItem - make an idle item, with its routine and context
 * @WorkItem: memory of the driver's
 * @Routine: the routine that NdisScheduleWorkItem has a worker call
 * @Context: passed to @Routine; it may not point into the stack
 *
 * There is no counterpart: the item ends with its memory. You may not initialise a queued item;
 * this is not detected, as on Windows. The function is for drivers of NDIS 5: a call in a driver
 * of NDIS 6 does not build.
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
 * and in the item's own routine. You may not schedule a queued item, nor free its memory.
 *
 * Here: the call references the module of the calling driver until the routine has returned, so
 * unload waits. On Windows: the item references nothing. The call refuses, with a report, a
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
