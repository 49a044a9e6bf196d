/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items of the framework: objects whose routine a system worker thread calls at
 * PASSIVE_LEVEL.
 *
 * Two ways to use them. One for each device, made with it: every WdfWorkItemEnqueue has the
 * routine run once more, those that come while it is queued together once; so the routine does
 * all the work that there is. Or one for each piece of work: created, enqueued, and deleted by
 * its own routine, with WdfObjectDelete.
 *
 * An item that is enqueued again while its routine runs may run a second time before the first
 * run is over. It does not when the routine is serialised: with AutomaticSerialization TRUE,
 * below a device whose synchronization scope is WdfSynchronizationScopeDevice (or Queue) and
 * whose execution level is WdfExecutionLevelPassive, the routine is called with the device's
 * callback lock held, so that of all such routines of the device one runs at a time.
 */
#ifndef WINWORK_WDF_WORKITEM_H
#define WINWORK_WDF_WORKITEM_H

#include "wdf_object.h"

EXTERN_C_START

/**
 * EVT_WDF_WORKITEM - the routine of a work item
 * @WorkItem: it; its context and its parent tell what to do
 *
 * By then the item is not enqueued any more: it is OK to enqueue it for one more run. It is OK to
 * delete it, as the first thing the routine does as well as the last; it is valid until the
 * routine has returned.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return; else see IO_WORKITEM_ROUTINE.
 * Page: wdfworkitem.h, EVT_WDF_WORKITEM
 */
_Function_class_(EVT_WDF_WORKITEM)
_IRQL_requires_max_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI EVT_WDF_WORKITEM(_In_ WDFWORKITEM WorkItem);
typedef EVT_WDF_WORKITEM *PFN_WDF_WORKITEM;

/**
 * struct _WDF_WORKITEM_CONFIG - what a work item does
 * @Size: of this structure
 * @EvtWorkItemFunc: the routine
 * @AutomaticSerialization: TRUE to have it called under the device's callback lock
 *
 * Page: wdfworkitem.h, WDF_WORKITEM_CONFIG
 */
typedef struct _WDF_WORKITEM_CONFIG {
	ULONG Size;
	PFN_WDF_WORKITEM EvtWorkItemFunc;
	BOOLEAN AutomaticSerialization;
} WDF_WORKITEM_CONFIG, *PWDF_WORKITEM_CONFIG;

/**
 * WDF_WORKITEM_CONFIG_INIT - a routine that is serialised, where the device is
 * @Config: filled in; AutomaticSerialization is TRUE
 * @EvtWorkItemFunc: the routine
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
 * WdfWorkItemCreate - make a work item
 * @Config: the routine
 * @Attributes: with a ParentObject: a device, or an object that has one among its ancestors
 * @WorkItem: receives it
 *
 * The item goes with its parent, or with WdfObjectDelete.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS, or, in this order:
 *	STATUS_WDF_PARENT_NOT_SPECIFIED without @Attributes or ParentObject;
 *	STATUS_INFO_LENGTH_MISMATCH for a wrong Size in @Attributes;
 *	STATUS_INVALID_PARAMETER, with a report, for a wrong ParentObject (0x10D, parameter 5), and
 *	for @Config or @WorkItem NULL (0x10D, parameter 4), where Windows bug-checks;
 *	STATUS_INFO_LENGTH_MISMATCH for a wrong Size in @Config;
 *	STATUS_INVALID_PARAMETER without a routine;
 *	the statuses of bad attributes, see WdfObjectCreate;
 *	STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_DEVICE_REQUEST if no ancestor is a device;
 *	STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL if the routine is to be serialised, and the
 *	execution level of the parent or of the device is not WdfExecutionLevelPassive. As in KMDF,
 *	and other than its page has it, AutomaticSerialization asks for nothing where the device's
 *	synchronization scope is WdfSynchronizationScopeNone;
 *	STATUS_DELETE_PENDING if the parent is being deleted.
 * Page: wdfworkitem.h, WdfWorkItemCreate
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS NTAPI WdfWorkItemCreate(_In_ PWDF_WORKITEM_CONFIG Config,
				 _In_ PWDF_OBJECT_ATTRIBUTES Attributes,
				 _Out_ WDFWORKITEM *WorkItem);

/**
 * WdfWorkItemEnqueue - have the routine run
 * @WorkItem: the item
 *
 * Returns at once. It is OK with spin locks held, and in the item's own routine. While the item
 * is enqueued already the call does nothing: one run serves them all. From the moment the routine
 * is about to be called the next call has it run once more. Queueing allocates nothing.
 *
 * Here: an item that is not enqueued and whose deletion has begun is reported (0x10D, parameter 7),
 * and not enqueued.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdfworkitem.h, WdfWorkItemEnqueue
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI WdfWorkItemEnqueue(_In_ WDFWORKITEM WorkItem);

/**
 * WdfWorkItemGetParentObject - the ParentObject that the item was made with
 * @WorkItem: the item
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the parent; NULL in the item's EvtCleanupCallback and after.
 * Page: wdfworkitem.h, WdfWorkItemGetParentObject
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WDFOBJECT NTAPI WdfWorkItemGetParentObject(_In_ WDFWORKITEM WorkItem);

/**
 * WdfWorkItemFlush - wait until the item is neither enqueued nor running
 * @WorkItem: the item
 *
 * Returns at once for an item that is not. An item that enqueues itself for ever is waited for
 * as long. Every ten seconds the log names the item and its routine.
 *
 * Here: in the item's own routine the call is reported (0x10D, parameter 3), and returns; Windows
 * says that it deadlocks.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and does not wait.
 * Page: wdfworkitem.h, WdfWorkItemFlush
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
VOID NTAPI WdfWorkItemFlush(_In_ WDFWORKITEM WorkItem);

EXTERN_C_END

#endif /* WINWORK_WDF_WORKITEM_H */
