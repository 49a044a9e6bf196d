/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items of the framework. A work item is an object. A system worker thread calls its routine
 * at PASSIVE_LEVEL.
 *
 * There are two ways to use work items:
 *
 *  - A driver creates one item with each device. WdfWorkItemEnqueue makes the routine run once
 *    more. Calls while the item is enqueued share one run, so the routine must do all the work that
 *    has accumulated.
 *  - A driver creates one item for each piece of work. The item's own routine deletes the item with
 *    WdfObjectDelete.
 *
 * An item that is enqueued again while its routine runs may run a second time before the first
 * run is over. Serialisation prevents this. A routine is serialised if AutomaticSerialization is
 * TRUE, the synchronization scope of the device is WdfSynchronizationScopeDevice (or Queue), and
 * its execution level is WdfExecutionLevelPassive. The framework calls such a routine with the
 * device's callback lock held; below a queue of WdfSynchronizationScopeQueue, with the queue's. So
 * one serialised routine of a device or queue runs at a time.
 */
#ifndef WINWORK_WDF_WORK_ITEM_H
#define WINWORK_WDF_WORK_ITEM_H

#include "object.h"

EXTERN_C_START

/**
 * EVT_WDF_WORKITEM - the routine of a work item
 * @WorkItem: the item. The routine gets its arguments from the item's context and parent.
 *
 * When the routine is called, the item is no longer enqueued. The routine may enqueue it for one
 * more run. It may delete the item at any point: the item stays valid until the routine has
 * returned.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return; otherwise see IO_WORKITEM_ROUTINE.
 * Page: wdfworkitem.h, EVT_WDF_WORKITEM
 */
_Function_class_(EVT_WDF_WORKITEM)
_IRQL_requires_max_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_WORKITEM(_In_ WDFWORKITEM WorkItem);
typedef EVT_WDF_WORKITEM *PFN_WDF_WORKITEM;

/**
 * struct _WDF_WORKITEM_CONFIG - the routine of a work item
 * @Size: the size of this structure, in bytes
 * @EvtWorkItemFunc: the routine
 * @AutomaticSerialization: TRUE to call the routine with the callback lock of the device or queue
 *	held
 *
 * Page: wdfworkitem.h, WDF_WORKITEM_CONFIG
 */
typedef struct _WDF_WORKITEM_CONFIG {
	ULONG Size;
	PFN_WDF_WORKITEM EvtWorkItemFunc;
	BOOLEAN AutomaticSerialization;
} WDF_WORKITEM_CONFIG, *PWDF_WORKITEM_CONFIG;

/**
 * WDF_WORKITEM_CONFIG_INIT - initialise the structure for a serialised routine
 * @Config: receives the values; AutomaticSerialization is TRUE
 * @EvtWorkItemFunc: the routine
 *
 * The device's synchronization scope decides whether the routine is really serialised.
 *
 * IRQL: any.
 * Page: wdfworkitem.h, WDF_WORKITEM_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_WORKITEM_CONFIG_INIT(_Out_ PWDF_WORKITEM_CONFIG Config,
					  _In_ PFN_WDF_WORKITEM EvtWorkItemFunc)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_WORKITEM_CONFIG);
	Config->EvtWorkItemFunc = EvtWorkItemFunc;
	Config->AutomaticSerialization = TRUE;
}

/**
 * WdfWorkItemCreate - create a work item
 * @Config: the routine
 * @Attributes: the attributes. Their ParentObject must be a device, or an object with a device
 *	among its ancestors.
 * @WorkItem: receives the item
 *
 * The item is deleted with its parent, or by WdfObjectDelete.
 *
 * Here: AutomaticSerialization requires no execution level if the device's synchronization scope is
 * WdfSynchronizationScopeNone. KMDF behaves in the same way, although its page states otherwise.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, or the first of these that applies:
 *	STATUS_WDF_PARENT_NOT_SPECIFIED without @Attributes;
 *	STATUS_INFO_LENGTH_MISMATCH for a wrong Size in @Attributes;
 *	STATUS_WDF_PARENT_NOT_SPECIFIED without a ParentObject;
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong ParentObject (0x10D, parameter 5), and
 *	for a NULL @Config or @WorkItem (0x10D, parameter 4), where Windows bug-checks;
 *	STATUS_INFO_LENGTH_MISMATCH for a wrong Size in @Config;
 *	STATUS_INVALID_PARAMETER without a routine;
 *	the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_DEVICE_REQUEST if no ancestor is a device;
 *	STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL if the routine is to be serialised, and the
 *	execution level of the parent or of the device is not WdfExecutionLevelPassive;
 *	STATUS_DELETE_PENDING if the parent is being deleted.
 * Page: wdfworkitem.h, WdfWorkItemCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfWorkItemCreate(_In_ PWDF_WORKITEM_CONFIG Config,
				 _In_ PWDF_OBJECT_ATTRIBUTES Attributes,
				 _Out_ WDFWORKITEM *WorkItem);

/**
 * WdfWorkItemEnqueue - enqueue an item: a worker calls its routine
 * @WorkItem: the item
 *
 * The call returns at once, and allocates nothing. A driver may call it with spin locks held, and
 * in the item's own routine. The call does nothing while the item is already enqueued: one run
 * serves all these calls. Just before the routine is called, the item stops being enqueued. The
 * next call then causes one more run.
 *
 * Here: if the item is not enqueued and its deletion has begun, the call is reported (0x10D,
 * parameter 7), and does not enqueue it.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdfworkitem.h, WdfWorkItemEnqueue
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfWorkItemEnqueue(_In_ WDFWORKITEM WorkItem);

/**
 * WdfWorkItemGetParentObject - return the parent of an item
 * @WorkItem: the item
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the parent; NULL in the item's EvtCleanupCallback and after it.
 * Page: wdfworkitem.h, WdfWorkItemGetParentObject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFOBJECT NTAPI WdfWorkItemGetParentObject(_In_ WDFWORKITEM WorkItem);

/**
 * WdfWorkItemFlush - wait until the item is neither enqueued nor running
 * @WorkItem: the item
 *
 * The call returns at once if the item is neither enqueued nor running. If the routine enqueues its
 * item again and again, the call never returns. While it waits, the log names the item and its
 * routine every ten seconds.
 *
 * Here: in the item's own routine the call is reported (0x10D, parameter 3), and returns. On
 * Windows: it deadlocks.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and does not wait.
 * Page: wdfworkitem.h, WdfWorkItemFlush
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfWorkItemFlush(_In_ WDFWORKITEM WorkItem);

EXTERN_C_END

#endif /* WINWORK_WDF_WORK_ITEM_H */
