/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items: a routine of the driver's, called soon, once, by a system worker thread at
 * PASSIVE_LEVEL. This file has the items of the I/O manager (Io) and of the executive (Ex).
 *
 * The life of an item
 *
 *  1. It begins with IoAllocateWorkItem, in memory of WinWork's, or with IoInitializeWorkItem
 *     (Io) or ExInitializeWorkItem (Ex) in nonpaged memory of the driver's. It is idle: the
 *     driver's own. An idle item references nothing.
 *  2. A queue call makes it queued, and binds the routine and the context to it. Queueing
 *     allocates nothing and cannot fail for want of memory; with a spin lock held it is as good.
 *     While an item is queued you may not queue, initialise, free or uninitialise it.
 *  3. Each queueing takes a reference: an Io item's on its device or driver object, an Ex item's
 *     on the module that its driver is. The driver does not unload while it is held.
 *  4. A worker takes the item off, copies what it needs, and makes the item idle again. Only
 *     then does it call the routine. So the routine, or anybody else from then on, may free,
 *     uninitialise or queue the item; WinWork does not look at it any more.
 *  5. An item queued again while its routine runs may run a second time, on another processor,
 *     before the first run is over. Nothing serialises an item with itself.
 *  6. When the routine has returned, the worker checks what state it left the thread in, and
 *     drops the reference of step 3: last, and in code that is not the driver's.
 *  7. It ends, while idle, with IoFreeWorkItem or IoUninitializeWorkItem, the one that fits how
 *     it began. An Ex item just ends with its memory.
 *
 * Nothing takes a queued item off the queue again, and nothing tells whether it is queued. A
 * driver that needs to know keeps a flag or a list of its own, as Windows's pages advise.
 *
 * What a routine may rely on: PASSIVE_LEVEL, a system thread without user memory, everything
 * written before the queue call visible. It may block, and wait for other items. It should end
 * soon; for endless work there is PsCreateSystemThread. It must return as it was called: at
 * PASSIVE_LEVEL, without spin locks, with the thread's priority, I/O priority and credentials as
 * they were. Anything else is reported, as the bug check Windows has for it (0xE1, 0x128, 0xDF),
 * and undone.
 *
 * No order is promised between items. Those of one level that one processor queues are taken off
 * in order, but may begin and end in another: several run at a time, at least one for each
 * processor and another in place of each that blocks, up to a bound of about a thousand.
 *
 * Wrong calls. Where Windows stops the machine, WinWork prints a report, with the number and the
 * parameters of that bug check, and the call does nothing: what was queued stays queued, runs
 * once, and holds one reference. The module parameter panic_on_report makes it stop the machine.
 * The module parameter verifier (on unless switched off) keeps a ledger of live items; without
 * it a pointer to something that is no item is followed, as on Windows.
 */
#ifndef WINWORK_WORKITEM_H
#define WINWORK_WORKITEM_H

#include "image.h"
#include "list.h"
#include "object.h"

EXTERN_C_START

/**
 * enum _WORK_QUEUE_TYPE - how urgent a queueing is
 *
 * Each type stands for a priority of Windows's, 0 to 31. Levels up to 12 are one class and those
 * from 13 on another. Among the items of a class that wait on a processor the higher one is served
 * first; but after sixteen in a row that passed lower ones over, a lower one gets its turn. Which
 * class runs is up to Linux's scheduler, by their nice values.
 *
 *	type				level	runs at
 *	BackgroundWorkQueue		  7	nice 5
 *	NormalWorkQueue			  8	nice 4
 *	DelayedWorkQueue		 12	nice 0
 *	CriticalWorkQueue		 13	nice -20
 *	SuperCriticalWorkQueue		 14	nice -20
 *	HyperCriticalWorkQueue		 15	nice -20
 *	RealTimeWorkQueue		 18	nice -20
 *	CustomPriorityWorkQueue + n	  n	nice 12 - n up to 12, nice -20 from 13 on
 *
 * The levels up to 12 are served by ordinary kernel workers, from 13 on by high-priority ones;
 * none by a real-time scheduling class. Windows's pages tell drivers to use DelayedWorkQueue,
 * or, since 8.1, CustomPriorityWorkQueue plus a priority; every type is accepted here.
 * MaximumWorkQueue, 8 to 31 and from 64 on are no types: the call is refused, with a report of
 * WORKER_INVALID (0xE4), parameter 6.
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

/* Opaque. Its size is what IoSizeofWorkItem says. */
typedef struct _IO_WORKITEM IO_WORKITEM, *PIO_WORKITEM;

/**
 * IO_WORKITEM_ROUTINE - what IoQueueWorkItem has called
 * @DeviceObject: the device object the item was made for
 * @Context: as given to IoQueueWorkItem
 *
 * The item is not passed: put it where @Context leads, if the routine is to free it.
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
 * IO_WORKITEM_ROUTINE_EX - what IoQueueWorkItemEx and IoTryQueueWorkItem have called
 * @IoObject: the device or driver object the item was made for
 * @Context: as given to the queue call
 * @IoWorkItem: the item; it is idle, unless somebody has queued or freed it since
 *
 * For an item inside a structure of the driver's, CONTAINING_RECORD leads from the item to it.
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
 * IoAllocateWorkItem - an idle item in nonpaged memory of WinWork's
 * @DeviceObject: the device object whose driver the routine belongs to. It is OK to pass a
 *	driver object, cast, if the item is only used with IoQueueWorkItemEx and
 *	IoTryQueueWorkItem.
 *
 * The item is ready to be queued; IoInitializeWorkItem may not be applied to it. It is yours
 * until IoFreeWorkItem, and may be queued any number of times. No reference is taken: the object
 * must live as long as the item is used.
 *
 * Here: what is neither a device nor a driver object is reported (0xE4, parameter 3) and gets
 * NULL, where Windows bug-checks.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and returns NULL.
 * Return: the item, or NULL without memory. Never raises an exception.
 * Page: wdm.h, IoAllocateWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PIO_WORKITEM NTAPI IoAllocateWorkItem(_In_ PDEVICE_OBJECT DeviceObject);

/**
 * IoFreeWorkItem - end of an item that IoAllocateWorkItem made
 * @IoWorkItem: an idle item
 *
 * It is OK to free the item in its own routine, or elsewhere while the routine still runs, in
 * both cases unless it has been queued again. You may not free a queued item, nor one of
 * IoInitializeWorkItem. After the call the pointer is dead.
 *
 * Here: a queued item is reported (0xE4, parameter 2), stays queued, runs once, and is yours to
 * free afterwards. An item of IoInitializeWorkItem is reported (0xE4, parameter 3) and stays
 * usable. NULL, and an item that is freed already, are reported (0xC2, parameter 7). An item
 * that is still there when its driver has unloaded is reported (0xC4, parameter 0x62) with the
 * place that allocated it, and then freed.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported, and frees nothing.
 * Page: wdm.h, IoFreeWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID NTAPI IoFreeWorkItem(_In_ __drv_freesMem(Mem) PIO_WORKITEM IoWorkItem);

/**
 * IoInitializeWorkItem - make an idle item of memory that the driver provides
 * @IoObject: device or driver object; a device object if IoQueueWorkItem is to be used
 * @IoWorkItem: nonpaged memory of IoSizeofWorkItem() bytes, aligned to 4 bytes or more
 *
 * The memory stays yours; before you free it or use it for anything else, IoUninitializeWorkItem
 * must be called. You may not initialise an item of IoAllocateWorkItem, nor a queued one. No
 * reference is taken: the object must live as long as the item is used.
 *
 * Here: storage that holds a queued or an allocated item is reported (0xE4, parameter 3) and
 * left alone. With a bad object the call is reported (0xE4, parameter 3), and makes an item that
 * every queue call refuses. Memory that vmalloc made, and a thread's stack, are reported as
 * pageable (0xC4, parameter 0x131), and used.
 *
 * IRQL: any, but in an NMI the call is reported (0x0A), and does nothing. On Windows: any.
 * Page: wdm.h, IoInitializeWorkItem
 */
VOID NTAPI IoInitializeWorkItem(_In_ PVOID IoObject, _Out_ PIO_WORKITEM IoWorkItem);

/**
 * IoUninitializeWorkItem - end of an item that IoInitializeWorkItem made
 * @IoWorkItem: an idle item
 *
 * It is OK to uninitialise the item in its own routine, and to free the memory then. You may not
 * uninitialise a queued item, nor one of IoAllocateWorkItem.
 *
 * Here: a queued item is reported (0xE4, parameter 2) and stays queued; you may not free its
 * memory then. An item of IoAllocateWorkItem is reported (0xE4, parameter 3) and stays usable.
 * Pool memory that is freed with an item in it is reported: when the item is queued (0xE4,
 * parameter 0) the memory is not freed; when it is idle (0xC4) it is, and the item is struck off.
 *
 * IRQL: any, but in an NMI the call is reported (0x0A), and does nothing. On Windows: any.
 * Page: wdm.h, IoUninitializeWorkItem
 */
VOID NTAPI IoUninitializeWorkItem(_Inout_ PIO_WORKITEM IoWorkItem);

/**
 * IoSizeofWorkItem - bytes that an item takes
 *
 * The same at every call. It may differ between versions of WinWork, so ask at run time.
 *
 * IRQL: any.
 * Return: the bytes.
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
 * held, from a DPC, and in the item's own routine, for one more run. The device object, and with
 * it the driver, is referenced until the routine has returned, so IoDeleteDevice and unload are
 * OK while the item is queued; the contents of the device extension are yours to keep valid. You
 * may not queue a queued item: keep a list and a flag under a lock, queue the item and set the flag
 * when it is not set, and let the routine take from the list until, under the lock, it finds it
 * empty and clears the flag. That the list was empty is not enough: a routine that is not done yet
 * may have taken what the item is queued for.
 *
 * Here: refused, with a report, are a queued item (0xE4, parameter 1; the first routine and
 * context stand), a queue type that is none (0xE4, parameter 6), a routine that is NULL or no
 * kernel address, or, with the verifier, where no memory is (0xE4, parameter 7), an item whose
 * object is gone or is a driver object (0xE4, parameter 3), what is no live item (0xC2, parameter
 * 7), and an IRQL above DISPATCH_LEVEL (0x0A). The call has no result, so the report is the only
 * trace.
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
 * As IoQueueWorkItem, with a routine that is passed the item too. It is OK to use both calls on
 * one item, one after the other.
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
 * IoTryQueueWorkItem - queue the item if a worker is to be had for it now
 * @IoWorkItem: an idle item, for a device or a driver object
 * @WorkerRoutine: bound to the item by this call, if it returns TRUE
 * @QueueType: see enum _WORK_QUEUE_TYPE
 * @Context: passed to the routine, or NULL
 *
 * For those that have to make progress without waiting for other routines to end, such as the
 * writing of pages. After FALSE nothing is queued or referenced, the routine does not run for
 * this call, and the item is as idle as before: have another way ready, or use
 * IoQueueWorkItemEx. FALSE does not mean that the item was queued already; that is wrong, and
 * reported, as it is with IoQueueWorkItemEx.
 *
 * Here: TRUE promises a worker whose thread exists already. That is the parked worker of a processor
 * on which no item is queued or running, or else the one that is reserved for the class of @QueueType.
 * Each is promised to one item at a time, until the routine has returned. A worker is parked for a
 * second or two after the last item of its processor and class. The search begins with the current
 * processor, or the next one when a work item's routine calls. It goes through 16 processors at most,
 * of the same memory node and not isolated. While a worker runs that is bound to no processor, only the
 * reserved one can be promised. Windows goes through its memory nodes instead.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the item was queued; FALSE, without a report, when no worker is free, and
 *	with one after a wrong call.
 * Page: wdm.h, IoTryQueueWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
BOOLEAN NTAPI
IoTryQueueWorkItem(_Inout_ __drv_when(return != 0, __drv_aliasesMem) PIO_WORKITEM IoWorkItem,
		   _In_ PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
		   _In_ WORK_QUEUE_TYPE QueueType, _In_opt_ __drv_aliasesMem PVOID Context);

/* ---- Ex: items that belong to no object ------------------------------------------------- */

/**
 * WORKER_THREAD_ROUTINE - what ExQueueWorkItem has called
 * @Parameter: the Context of ExInitializeWorkItem
 *
 * The item is not passed: put it where @Parameter leads, or let @Parameter be its memory. It is
 * OK to free that memory in the routine, or to queue the item again.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: wdm.h, ExInitializeWorkItem
 */
_Function_class_(WORKER_THREAD_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID NTAPI WORKER_THREAD_ROUTINE(_In_ PVOID Parameter);
typedef WORKER_THREAD_ROUTINE *PWORKER_THREAD_ROUTINE;

/* In nonpaged memory of the driver's, aligned like a pointer. The fields are not yours. */
typedef struct _WORK_QUEUE_ITEM {
	LIST_ENTRY List;		/* Flink is NULL after a worker has taken the item */
	PWORKER_THREAD_ROUTINE WorkerRoutine;
	volatile PVOID Parameter;
} WORK_QUEUE_ITEM, *PWORK_QUEUE_ITEM;

/**
 * ExInitializeWorkItem - make an idle item, with its routine and context
 * @Item: memory of the driver's
 * @Routine: what ExQueueWorkItem has called
 * @Context: passed to @Routine
 *
 * There is no counterpart: the item ends with its memory. You may not initialise a queued item;
 * nothing notices that here, as on Windows.
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

/* ExQueueWorkItem, told whose module queues; NULL for one that nothing waits for. */
VOID NTAPI WinworkQueueExWorkItem(_Inout_ PWORK_QUEUE_ITEM WorkItem, _In_ WORK_QUEUE_TYPE QueueType,
				  _In_opt_ PWINWORK_IMAGE Image);

/**
 * ExQueueWorkItem - have a worker call the item's routine once
 * @WorkItem: an idle item of ExInitializeWorkItem
 * @QueueType: see enum _WORK_QUEUE_TYPE
 *
 * For work that belongs to no device; where there is one, use IoQueueWorkItem. It is OK to call
 * this with spin locks held, from a DPC, and in the item's own routine. You may not queue a
 * queued item, or free its memory.
 *
 * Here: on Windows such an item keeps nothing alive, and a driver that unloads under it crashes.
 * WinWork references the module of the driver that queues, until the routine has returned, so
 * unload waits. (Not in a module without the glue of scripts/Kbuild.driver.) Refused, with a
 * report, are a queued item (0xE4, parameter 1), a queue type that is none (0xE4, parameter 6), a
 * routine that is NULL or no kernel address (0xE4, parameter 7), and an IRQL above DISPATCH_LEVEL
 * (0x0A). Pool memory that is freed while the item in it is queued is reported (0xE4, parameter
 * 0), and not freed.
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

#endif /* WINWORK_WORKITEM_H */
