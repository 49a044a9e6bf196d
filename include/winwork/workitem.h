/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items of the I/O manager (Io) and of the executive (Ex).
 */
#ifndef WINWORK_WORKITEM_H
#define WINWORK_WORKITEM_H

#include "image.h"
#include "list.h"
#include "object.h"

EXTERN_C_START

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

typedef struct _IO_WORKITEM IO_WORKITEM, *PIO_WORKITEM;

typedef VOID NTAPI IO_WORKITEM_ROUTINE(_In_ PDEVICE_OBJECT DeviceObject, _In_opt_ PVOID Context);
typedef IO_WORKITEM_ROUTINE *PIO_WORKITEM_ROUTINE;
typedef VOID NTAPI IO_WORKITEM_ROUTINE_EX(_In_ PVOID IoObject, _In_opt_ PVOID Context,
					  _In_ PIO_WORKITEM IoWorkItem);
typedef IO_WORKITEM_ROUTINE_EX *PIO_WORKITEM_ROUTINE_EX;

PIO_WORKITEM NTAPI IoAllocateWorkItem(_In_ PDEVICE_OBJECT DeviceObject);
VOID NTAPI IoFreeWorkItem(_In_ PIO_WORKITEM IoWorkItem);
VOID NTAPI IoInitializeWorkItem(_In_ PVOID IoObject, _Out_ PIO_WORKITEM IoWorkItem);
VOID NTAPI IoUninitializeWorkItem(_Inout_ PIO_WORKITEM IoWorkItem);
ULONG NTAPI IoSizeofWorkItem(VOID);
VOID NTAPI IoQueueWorkItem(_Inout_ PIO_WORKITEM IoWorkItem, _In_ PIO_WORKITEM_ROUTINE WorkerRoutine,
			   _In_ WORK_QUEUE_TYPE QueueType, _In_opt_ PVOID Context);
VOID NTAPI IoQueueWorkItemEx(_Inout_ PIO_WORKITEM IoWorkItem,
			     _In_ PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
			     _In_ WORK_QUEUE_TYPE QueueType, _In_opt_ PVOID Context);
BOOLEAN NTAPI IoTryQueueWorkItem(_Inout_ PIO_WORKITEM IoWorkItem,
				 _In_ PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
				 _In_ WORK_QUEUE_TYPE QueueType, _In_opt_ PVOID Context);

typedef VOID NTAPI WORKER_THREAD_ROUTINE(_In_ PVOID Parameter);
typedef WORKER_THREAD_ROUTINE *PWORKER_THREAD_ROUTINE;

typedef struct _WORK_QUEUE_ITEM {
	LIST_ENTRY List;
	PWORKER_THREAD_ROUTINE WorkerRoutine;
	volatile PVOID Parameter;
} WORK_QUEUE_ITEM, *PWORK_QUEUE_ITEM;

#define ExInitializeWorkItem(Item, Routine, Context)	\
	do {						\
		(Item)->WorkerRoutine = (Routine);	\
		(Item)->Parameter = (Context);		\
		(Item)->List.Flink = NULL;		\
	} while (0)

VOID NTAPI WinworkQueueExWorkItem(_Inout_ PWORK_QUEUE_ITEM WorkItem, _In_ WORK_QUEUE_TYPE QueueType,
				  _In_opt_ PWINWORK_IMAGE Image);

FORCEINLINE VOID ExQueueWorkItem(_Inout_ PWORK_QUEUE_ITEM WorkItem, _In_ WORK_QUEUE_TYPE QueueType)
{
	WinworkQueueExWorkItem(WorkItem, QueueType, &WinworkImage);
}

EXTERN_C_END

#endif /* WINWORK_WORKITEM_H */
