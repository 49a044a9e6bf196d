/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items. A work item has a system worker thread call a routine of the driver once, soon, at
 * PASSIVE_LEVEL. This file declares the items of the I/O manager (Io) and of the executive (Ex).
 *
 * The life of an item
 *
 *  1. IoAllocateWorkItem makes an item in memory of WinWork's. IoInitializeWorkItem (Io) and
 *     ExInitializeWorkItem (Ex) make one in nonpaged memory of the driver's. The new item is
 *     idle: the driver owns it, and it holds no reference.
 *  2. A queue call makes the item queued, and binds the routine and the context to it. Queueing
 *     allocates nothing and cannot fail for lack of memory. It is OK with spin locks held. You
 *     may not queue, initialise, free or uninitialise a queued item.
 *  3. Each queue call takes a reference. An Io item references its device or driver object. An Ex
 *     item references the module of its driver. The driver cannot unload while the reference is
 *     held.
 *  4. A worker takes the item off the queue, copies what it needs, and makes the item idle. Only
 *     then does it call the routine. From then on the routine, or any other code, may free,
 *     uninitialise or queue the item: WinWork does not touch it again.
 *  5. An item that is queued again while its routine runs may run a second time, on another
 *     processor, before the first run is over. Nothing serialises an item with itself.
 *  6. After the routine has returned, the worker checks the state of the thread. It drops the
 *     reference of step 3 last, in code that is not the driver's.
 *  7. An idle item ends with IoFreeWorkItem if IoAllocateWorkItem made it, and with
 *     IoUninitializeWorkItem if IoInitializeWorkItem made it. An Ex item ends with its memory.
 *
 * No function takes a queued item off the queue, and no function tells whether an item is queued.
 * A driver that needs to know keeps a flag or a list, as Windows's pages advise.
 *
 * A routine runs at PASSIVE_LEVEL, in a system thread without user memory. It sees everything
 * that was written before the queue call. It may block, and may wait for other items. It should
 * return soon: use PsCreateSystemThread for endless work. It must return at PASSIVE_LEVEL and
 * without spin locks, and must leave the priority, I/O priority and credentials of the thread as
 * they were. Any difference is reported with the code of Windows's bug check (0xE1, 0x128, 0xDF),
 * and undone.
 *
 * Items run in no promised order. Items that one processor queues with one priority are taken off
 * the queue in order, but may begin and end in another. Several items run at a time. Each
 * processor runs at least one, and another in place of each that blocks, up to a limit of about a
 * thousand.
 *
 * Wrong calls. Where Windows stops the machine, WinWork prints a report with the code and the
 * parameters of that bug check. The call then does nothing: a queued item stays queued, runs
 * once, and holds one reference. The module parameter panic_on_report makes a report stop the
 * machine. WinWork does not follow a pointer to something that is not an item; on Windows: it is
 * followed.
 */
#ifndef WINWORK_IO_WORK_ITEM_H
#define WINWORK_IO_WORK_ITEM_H

#include "../image.h"
#include "device_object.h"

EXTERN_C_START

/**
 * enum _WORK_QUEUE_TYPE - the priority of a queue call
 *
 * Each type stands for a priority of Windows's, 0 to 31. Priorities up to 12 form one class, and
 * priorities from 13 on another. Within a class, a processor serves waiting items of a higher
 * priority first. After sixteen items in a row that passed over one of a lower priority, a lower
 * one gets its turn. Linux's scheduler decides between the classes, by the nice values of their
 * workers.
 *
 *	type				priority	runs at
 *	BackgroundWorkQueue		  7		nice 5
 *	NormalWorkQueue			  8		nice 4
 *	DelayedWorkQueue		 12		nice 0
 *	CriticalWorkQueue		 13		nice -20
 *	SuperCriticalWorkQueue		 14		nice -20
 *	HyperCriticalWorkQueue		 15		nice -20
 *	RealTimeWorkQueue		 18		nice -20
 *	CustomPriorityWorkQueue + n	  n		nice 12 - n up to 12, nice -20 from 13 on
 *
 * Ordinary kernel workers serve the priorities up to 12, and high-priority ones those from 13 on.
 * No worker has a real-time scheduling class. Windows's pages tell drivers to use
 * DelayedWorkQueue or, since Windows 8.1, CustomPriorityWorkQueue plus a priority. Every type is
 * accepted here. MaximumWorkQueue, 8 to 31, and 64 and above are not types: the call is refused,
 * with a report of WORKER_INVALID (0xE4), parameter 6.
 *
 * Page: wdm.h, WORK_QUEUE_TYPE
 */
typedef enum _WORK_QUEUE_TYPE {
	CriticalWorkQueue,
	DelayedWorkQueue,
	HyperCriticalWorkQueue,
	NormalWorkQueue,
	BackgroundWorkQueue,
	RealTimeWorkQueue,
	SuperCriticalWorkQueue,
	MaximumWorkQueue,
	CustomPriorityWorkQueue = 32
} WORK_QUEUE_TYPE;

/* ---- Io: items that belong to a device or driver object --------------------------------- */

/* Opaque. IoSizeofWorkItem returns its size. */
typedef struct _IO_WORKITEM IO_WORKITEM, *PIO_WORKITEM;

/**
 * IO_WORKITEM_ROUTINE - the driver's routine of IoQueueWorkItem
 * @DeviceObject: the device object that the item was made for
 * @Context: as given to IoQueueWorkItem
 *
 * The routine does not get the item. If it is to free the item, store the item in @Context.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: wdm.h, IO_WORKITEM_ROUTINE
 */
_Function_class_(IO_WORKITEM_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI IO_WORKITEM_ROUTINE(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context);
typedef IO_WORKITEM_ROUTINE *PIO_WORKITEM_ROUTINE;

/**
 * IO_WORKITEM_ROUTINE_EX - the driver's routine of IoQueueWorkItemEx and IoTryQueueWorkItem
 * @IoObject: the device or driver object that the item was made for
 * @Context: as given to the queue call
 * @IoWorkItem: the item; it is idle, unless other code has queued or freed it since
 *
 * CONTAINING_RECORD leads from the item to the driver's structure that contains it.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: wdm.h, IO_WORKITEM_ROUTINE_EX
 */
_Function_class_(IO_WORKITEM_ROUTINE_EX)
_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI IO_WORKITEM_ROUTINE_EX(_In_ PVOID IoObject, _In_opt_ PVOID Context,
					  _In_ PIO_WORKITEM IoWorkItem);
typedef IO_WORKITEM_ROUTINE_EX *PIO_WORKITEM_ROUTINE_EX;

/**
 * IoAllocateWorkItem - allocate an idle item, in nonpaged memory
 * @DeviceObject: the device object whose driver the routine belongs to. It is OK to pass a driver
 *	object, cast, if the item is only used with IoQueueWorkItemEx and IoTryQueueWorkItem.
 *
 * The item is ready to be queued, any number of times. You may not pass it to
 * IoInitializeWorkItem. The caller owns it until IoFreeWorkItem. The item holds no reference: the
 * object must live as long as the item is used.
 *
 * Here: a pointer to something other than a device or driver object is reported (0xE4, parameter
 * 3), and the call returns NULL. On Windows: bug check.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns NULL.
 * Return: the item, or NULL without memory. Never raises an exception.
 * Page: wdm.h, IoAllocateWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PIO_WORKITEM NTAPI IoAllocateWorkItem(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * IoFreeWorkItem - free an item of IoAllocateWorkItem
 * @IoWorkItem: an idle item
 *
 * It is OK to free the item in its own routine, or elsewhere while the routine still runs, unless
 * the item has been queued again. You may not free a queued item, nor an item of
 * IoInitializeWorkItem. You may not use the pointer after the call.
 *
 * Here: a queued item is reported (0xE4, parameter 2). It stays queued and runs once, and the
 * caller may free it afterwards. An item of IoInitializeWorkItem is reported (0xE4, parameter 3)
 * and stays usable. NULL and an item that is already freed are reported (0xC2, parameter 7). If
 * the item is still allocated when its driver has unloaded, it is reported (0xC4, parameter 0x62)
 * with the place that allocated it, and then freed.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and frees nothing.
 * Page: wdm.h, IoFreeWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI IoFreeWorkItem(_In_ __drv_freesMem(Mem) PIO_WORKITEM IoWorkItem);

/**
 * IoInitializeWorkItem - make an idle item in memory of the driver's
 * @IoObject: a device or driver object; must be a device object for use with IoQueueWorkItem
 * @IoWorkItem: nonpaged memory of IoSizeofWorkItem() bytes, aligned to 4 bytes or more
 *
 * The driver keeps the memory. Call IoUninitializeWorkItem before you free the memory or use it
 * for anything else. You may not initialise an item of IoAllocateWorkItem, nor a queued item. The
 * item holds no reference: the object must live as long as the item is used.
 *
 * Here: memory that holds a queued or an allocated item is reported (0xE4, parameter 3), and
 * stays as it is. A bad object is reported (0xE4, parameter 3), and the call makes an item that
 * every queue call refuses. Memory of vmalloc and of a thread's stack is reported as pageable
 * (0xC4, parameter 0x131), and used.
 *
 * IRQL: any, but in an NMI the call is reported (0x0A), and does nothing. On Windows: any.
 * Page: wdm.h, IoInitializeWorkItem
 */
VOID NTAPI IoInitializeWorkItem(_In_ PVOID IoObject, _Out_ PIO_WORKITEM IoWorkItem);

/**
 * IoUninitializeWorkItem - end an item of IoInitializeWorkItem
 * @IoWorkItem: an idle item
 *
 * It is OK to uninitialise the item in its own routine, and to free the memory then. You may not
 * uninitialise a queued item, nor an item of IoAllocateWorkItem.
 *
 * Here: a queued item is reported (0xE4, parameter 2) and stays queued; you may not free its
 * memory then. An item of IoAllocateWorkItem is reported (0xE4, parameter 3) and stays usable.
 * Pool memory that is freed with a queued item in it is reported (0xE4, parameter 0), and not
 * freed. Pool memory that is freed with an idle item in it is reported (0xC4) and freed, and the
 * item ends.
 *
 * IRQL: any, but in an NMI the call is reported (0x0A), and does nothing. On Windows: any.
 * Page: wdm.h, IoUninitializeWorkItem
 */
VOID NTAPI IoUninitializeWorkItem(_Inout_ PIO_WORKITEM IoWorkItem);

/**
 * IoSizeofWorkItem - return the size of an item
 *
 * The size is the same at every call. It may differ between versions of WinWork, so ask at run
 * time.
 *
 * IRQL: any.
 * Return: the size in bytes.
 * Page: wdm.h, IoSizeofWorkItem
 */
ULONG NTAPI IoSizeofWorkItem(VOID);

/**
 * IoQueueWorkItem - have a worker call WorkerRoutine(device object, Context) once
 * @IoWorkItem: an idle item that was made for a device object
 * @WorkerRoutine: bound to the item by this call; another call may bind another
 * @QueueType: see enum _WORK_QUEUE_TYPE
 * @Context: passed to the routine, or NULL
 *
 * Returns at once; the routine never runs inside the call. It is OK to call this with spin locks
 * held, from a DPC, and in the item's own routine, for one more run. The call references the
 * device object, and with it the driver, until the routine has returned. So IoDeleteDevice and
 * unload are OK while the item is queued. The driver must keep the contents of the device
 * extension valid.
 *
 * You may not queue a queued item. A driver with a list of work for one item keeps a flag beside
 * the list, under the same lock. It adds to the list, and when the flag is clear it sets the flag
 * and queues the item. The routine takes from the list until it finds the list empty, and clears
 * the flag under the same acquisition of the lock. An empty list alone does not tell that the
 * item is idle: a routine that still runs may have emptied the list.
 *
 * Here: the call refuses the following, with a report. It has no result, so the report is the
 * only sign.
 *
 *	a queued item; its routine and context stay		0xE4, parameter 1
 *	an invalid queue type					0xE4, parameter 6
 *	a routine that is NULL or no kernel address		0xE4, parameter 7
 *	a routine where no memory is				0xE4, parameter 7
 *	an item whose object is gone or is a driver object	0xE4, parameter 3
 *	a pointer to no live item				0xC2, parameter 7
 *	an IRQL above DISPATCH_LEVEL				0x0A
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoQueueWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI IoQueueWorkItem(_Inout_ __drv_aliasesMem PIO_WORKITEM IoWorkItem,
			   _In_ PIO_WORKITEM_ROUTINE WorkerRoutine,
			   _In_ WORK_QUEUE_TYPE QueueType,
			   _In_opt_ __drv_aliasesMem PVOID Context);

/**
 * IoQueueWorkItemEx - have a worker call WorkerRoutine(object, Context, item) once
 * @IoWorkItem: an idle item, for a device or a driver object
 * @WorkerRoutine: bound to the item by this call; another call may bind another
 * @QueueType: see enum _WORK_QUEUE_TYPE
 * @Context: passed to the routine, or NULL
 *
 * Does the same as IoQueueWorkItem, and also passes the item to the routine. It is OK to use both
 * functions on one item, one after the other.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoQueueWorkItemEx
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI IoQueueWorkItemEx(_Inout_ __drv_aliasesMem PIO_WORKITEM IoWorkItem,
			     _In_ PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
			     _In_ WORK_QUEUE_TYPE QueueType,
			     _In_opt_ __drv_aliasesMem PVOID Context);

/**
 * IoTryQueueWorkItem - queue the item if a worker is free for it now
 * @IoWorkItem: an idle item, for a device or a driver object
 * @WorkerRoutine: bound to the item by this call, if it returns TRUE
 * @QueueType: see enum _WORK_QUEUE_TYPE
 * @Context: passed to the routine, or NULL
 *
 * Use it for work that must make progress without waiting for other routines to end, such as the
 * writing of pages. After FALSE nothing is queued or referenced, the routine does not run for
 * this call, and the item is idle. The caller then needs another way to do the work, or calls
 * IoQueueWorkItemEx. FALSE does not mean that the item was already queued: a queued item is
 * reported, as by IoQueueWorkItemEx.
 *
 * Here: TRUE promises a worker whose thread already exists. This is the parked worker of a
 * processor that has no item queued or running, or else the worker that is reserved for the class
 * of @QueueType. Each worker is promised to one item at a time, until the routine has returned. A
 * worker stays parked for a second or two after the last item of its processor and class. The
 * search begins with the current processor or, if a work item's routine calls, with the next one.
 * It covers at most 16 processors of the same memory node, and skips isolated ones. While a
 * worker runs that is bound to no processor, only the reserved worker can be promised. On
 * Windows: the search covers the memory nodes.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the item was queued; FALSE without a report when no worker is free; FALSE
 *	with a report after a wrong call.
 * Page: wdm.h, IoTryQueueWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI
IoTryQueueWorkItem(_Inout_ __drv_when(return != 0, __drv_aliasesMem) PIO_WORKITEM IoWorkItem,
		   _In_ PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
		   _In_ WORK_QUEUE_TYPE QueueType, _In_opt_ __drv_aliasesMem PVOID Context);

/* ---- Ex: items that belong to no object ------------------------------------------------- */

/**
 * WORKER_THREAD_ROUTINE - the driver's routine of ExQueueWorkItem
 * @Parameter: the Context of ExInitializeWorkItem
 *
 * The routine does not get the item. Store the item in @Parameter, or let @Parameter be the
 * item's memory. It is OK to free that memory in the routine, or to queue the item again.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: wdm.h, ExInitializeWorkItem
 */
_Function_class_(WORKER_THREAD_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI WORKER_THREAD_ROUTINE(_In_ PVOID Parameter);
typedef WORKER_THREAD_ROUTINE *PWORKER_THREAD_ROUTINE;

/* In nonpaged memory of the driver's, aligned like a pointer. The driver may not use the fields. */
typedef struct _WORK_QUEUE_ITEM {
	LIST_ENTRY List;		/* Flink is NULL after a worker has taken the item */
	PWORKER_THREAD_ROUTINE WorkerRoutine;
	volatile PVOID Parameter;
} WORK_QUEUE_ITEM, *PWORK_QUEUE_ITEM;

/**
 * ExInitializeWorkItem - make an idle item, with its routine and context
 * @Item: memory of the driver's
 * @Routine: the routine that ExQueueWorkItem has a worker call
 * @Context: passed to @Routine
 *
 * There is no counterpart: the item ends with its memory. You may not initialise a queued item;
 * this is not detected, as on Windows.
 *
 * IRQL: any.
 * Page: wdm.h, ExInitializeWorkItem
 */
#define ExInitializeWorkItem(Item, Routine, Context)	\
	do {						\
		(Item)->WorkerRoutine = (Routine);	\
		(Item)->Parameter = (Context);		\
		(Item)->List.Flink = NULL;		\
	} while (0)

/* ExQueueWorkItem with the calling module. Unload does not wait for the item when Image is NULL. */
VOID NTAPI WinworkQueueExWorkItem(_Inout_ PWORK_QUEUE_ITEM WorkItem, _In_ WORK_QUEUE_TYPE QueueType,
				  _In_opt_ PWINWORK_IMAGE Image);

/**
 * ExQueueWorkItem - have a worker call the item's routine once
 * @WorkItem: an idle item of ExInitializeWorkItem
 * @QueueType: see enum _WORK_QUEUE_TYPE
 *
 * Use it for work that belongs to no device; use IoQueueWorkItem where a device exists. It is OK
 * to call this with spin locks held, from a DPC, and in the item's own routine. You may not queue
 * a queued item, nor free its memory.
 *
 * Here: the call references the module of the calling driver until the routine has returned, so
 * unload waits. This needs the glue of scripts/Kbuild.driver in the module. On Windows: the item
 * references nothing, and a driver that unloads before the item has run crashes the machine.
 *
 * Here: the call refuses the following, with a report. Pool memory that is freed with a queued
 * item in it is reported (0xE4, parameter 0), and not freed. An item on the caller's stack is reported
 * (0xE4, parameter 0) if its memory has changed when its turn comes. Its routine is not called then.
 *
 *	a queued item						0xE4, parameter 1
 *	an invalid queue type					0xE4, parameter 6
 *	a routine that is NULL or no kernel address		0xE4, parameter 7
 *	an IRQL above DISPATCH_LEVEL				0x0A
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExQueueWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
WINWORK_OWN VOID ExQueueWorkItem(_Inout_ __drv_aliasesMem PWORK_QUEUE_ITEM WorkItem,
				 _In_ WORK_QUEUE_TYPE QueueType)
{
	WinworkQueueExWorkItem(WorkItem, QueueType, &WinworkImage);
}

EXTERN_C_END

#endif /* WINWORK_IO_WORK_ITEM_H */
